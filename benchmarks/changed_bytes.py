"""
Whether `evidence verify` refuses a pack of which anything was changed.

    python -m benchmarks.changed_bytes PACK [OTHER]

PACK and OTHER are folders of packs, such as ``outputs/example/pack``; both are copied, and only the
copies are spoilt. In every file of PACK, one byte of every class it holds is changed in four ways
(its lowest bit, its highest, left out, another put before it) and the pack verified each time. Then
every file is left out, emptied, doubled under another name and renamed by case, and, where OTHER is
given, exchanged for the file of its name there and joined by each file that PACK lacks. Printed is
how often each was tried and refused; the exit status is 0 if it was always refused, 1 if not.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from evidence_lib.briefing.manifest import MANIFEST
from evidence_lib.briefing.verifying import verify

CLASSES: dict[str, Callable[[int], bool]] = {
    "letter": lambda byte: chr(byte).isalpha() and byte < 128,
    "digit": lambda byte: chr(byte).isdigit() and byte < 128,
    "space": lambda byte: byte == 32,
    "line end": lambda byte: byte in b"\r\n",
    "markup": lambda byte: byte in b"<>&\"'=/",
    "other sign": lambda byte: (
        32 < byte < 127 and not chr(byte).isalnum() and byte not in b"<>&\"'=/"
    ),
    "beyond ASCII": lambda byte: byte > 127,
}
Outcome = tuple[str, bool]


def changes(content: bytes, place: int) -> list[bytes]:
    """One byte changed in four ways."""
    begin, byte, end = content[:place], content[place], content[place + 1 :]
    flipped = [begin + bytes([byte ^ bit]) + end for bit in (1, 128)]
    return [*flipped, begin + end, begin + b"0" + content[place:]]


def places(content: bytes, chance: random.Random) -> Iterator[tuple[str, int]]:
    """One place of every class of bytes that a file holds, drawn by chance."""
    order = chance.sample(range(len(content)), len(content))
    for name, belongs in CLASSES.items():
        place = next((each for each in order if belongs(content[each])), None)
        if place is not None:
            yield name, place


def changed_bytes(pack: Path) -> Iterator[Outcome]:
    """Change bytes of every file, one at a time, and verify."""
    chance = random.Random(2018)
    for path in files_of(pack):
        content = path.read_bytes()
        for name, place in places(content, chance):
            for spoilt in changes(content, place):
                path.write_bytes(spoilt)
                yield f"a byte changed: {name}", not verify(pack).whole
        path.write_bytes(content)


def files_of(pack: Path) -> list[Path]:
    """List the files of a pack, by name."""
    return sorted(path for path in pack.rglob("*") if path.is_file())


def spoilt_files(pack: Path) -> Iterator[Outcome]:
    """Lose, empty, double and rename every file, one at a time, and verify."""
    for path in files_of(pack):
        content = path.read_bytes()
        path.unlink()
        yield "a file left out", not verify(pack).whole
        if content:
            path.write_bytes(b"")
            yield "a file emptied", not verify(pack).whole
            path.unlink()
        renamed = path.with_name(path.name.swapcase())
        renamed.write_bytes(content)
        yield "a file renamed by case", not verify(pack).whole
        path.write_bytes(content)
        yield "a file doubled", not verify(pack).whole
        renamed.unlink()


def mixed(pack: Path, other: Path) -> Iterator[Outcome]:
    """Take over every file of another pack that differs, one at a time, and verify."""
    for path in files_of(other):
        target = pack / path.relative_to(other)
        before = target.read_bytes() if target.is_file() else None
        if before == path.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        kind = "the other manifest" if path.name == MANIFEST else "a file of another pack"
        yield kind, not verify(pack).whole
        if before is None:
            target.unlink()
        else:
            target.write_bytes(before)


def outcomes(pack: Path, other: Path | None) -> Iterator[Outcome]:
    """Everything that is tried, in turn."""
    yield from changed_bytes(pack)
    yield from spoilt_files(pack)
    if other is not None:
        yield from mixed(pack, other)


def main() -> int:
    """Spoil a copy of a pack in every way, and print how often it was refused."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("pack", type=Path, metavar="PACK")
    parser.add_argument("other", type=Path, metavar="OTHER", nargs="?")
    given = parser.parse_args()
    tried: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(shutil.copytree(given.pack, Path(folder) / "pack"))
        for what, was_refused in outcomes(pack, given.other):
            tried[what] += 1
            refused[what] += was_refused
        untouched = verify(pack).whole
    for what, times in tried.items():
        print(f"{what}: tried {times:,}, refused {refused[what]:,}")
    print(f"all: tried {tried.total():,}, refused {refused.total():,}")
    print(f"and then, as it was: {'whole' if untouched else 'NOT WHOLE'}")
    return 0 if untouched and tried == refused else 1


if __name__ == "__main__":
    raise SystemExit(main())
