"""
The ledger of releases: what packs about one partnership have shown, so that no two give a count.

A line is written before a pack is published: what may have been sent counts as sent. Nothing that
was hidden stands in it, so that the ledger tells no more than the packs did.

Source: docs/decisions/0016.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence_lib.disclosure import Told, is_small_count
from evidence_lib.errors import EvidenceError
from evidence_lib.kept_files import sync_folder

FOLDER = "releases"
SINCE = "counted since"
NAMED = 12
"""Characters of a pack's id by which it is named."""
Register = Mapping[str, Any]


class LedgerError(EvidenceError):
    """The ledger cannot be read; nothing is published that cannot be held against it."""


def path_of(outputs_dir: Path, partnership: str) -> Path:
    """Give the ledger of one partnership, whatever its reviews are called."""
    words = "".join(each if each.isalnum() else "-" for each in partnership.casefold())
    return outputs_dir / FOLDER / f"{'-'.join(filter(None, words.split('-')))}.jsonl"


def releases(path: Path) -> list[dict[str, Any]]:
    """
    Read the releases of a partnership, oldest first.

    Row: one release: ``review``, ``profile``, ``as_at``, ``pack`` and ``registers``.

    Raises:
        LedgerError: A line is not as it was written.
    """
    if not path.is_file():
        return []
    try:
        return [json.loads(line) for line in _whole_lines(path)]
    except ValueError:
        raise LedgerError(
            f"reading the ledger {FOLDER}/{path.name}: a line is not as it was written; put the "
            "file back from a copy, for without it two packs could give a child away"
        ) from None


def _whole_lines(path: Path) -> list[bytes]:
    """Leave out a last line that was cut off: the run died before its pack was published."""
    *lines, _ = path.read_bytes().split(b"\n")
    return lines


def add(path: Path, release: Mapping[str, Any]) -> None:
    """Add a release to the ledger and put it on the disk; one that stands there is not repeated."""
    if any(_same(each, release) for each in releases(path)):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(release, ensure_ascii=False, sort_keys=True).encode() + b"\n"
    kept = sum(len(each) + 1 for each in _whole_lines(path)) if path.is_file() else 0
    with path.open("ab") as file:
        file.truncate(kept)
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    names = ("review", "profile", "as_at", "registers")
    return all(one.get(name) == other.get(name) for name in names)


def as_released(registers: Sequence[Register]) -> list[dict[str, Any]]:
    """Write registers as a reader of the pack knows them: without the counts that are hidden."""
    return [{**each, "cells": [_as_read(cell) for cell in each["cells"]]} for each in registers]


def _as_read(cell: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in cell.items() if name != "count"}


def told_by_releases(
    registers: Sequence[Register], earlier: Sequence[Mapping[str, Any]]
) -> list[Told]:
    """Find the counts that differ by so few from an earlier release. Row: one count."""
    now = _shown(registers)
    return [
        told for release in earlier
        for told in _differences(now, _shown(release["registers"]), release)
    ]  # fmt: skip


def _differences(
    now: Mapping[tuple[str, ...], int],
    then: Mapping[tuple[str, ...], int],
    release: Mapping[str, Any],
) -> Iterator[Told]:
    rule = f"differs by so few from pack {release['pack'][:NAMED]}"
    for cell in sorted(now.keys() & then.keys()):
        if is_small_count(abs(now[cell] - then[cell])):
            yield Told(rule, f"{cell[0]}: {' '.join(cell[1:]) or 'all'}")


def _shown(registers: Sequence[Register]) -> dict[tuple[str, ...], int]:
    """Give the counts that a reader has, printed or taken from others, but for passing ones."""
    return {
        (register["of"], *(f"{name} {word}" for name, word in cell["of"])): count
        for register in registers
        for cell, count in _had(register)
        if _lasts(cell) and not cell["nobody"]
    }


def _had(register: Register) -> list[tuple[Mapping[str, Any], int]]:
    """Give the cells that are printed, and those that sums of printed ones leave."""
    had = {
        place: cell["shown"]
        for place, cell in enumerate(register["cells"])
        if isinstance(cell["shown"], int)
    }
    while found := _left_by_sums(register["sums"], had):
        had |= found
    return [(register["cells"][place], count) for place, count in had.items()]


def _left_by_sums(sums: Sequence[Any], had: Mapping[int, int]) -> dict[int, int]:
    found = {}
    for whole, parts in sums:
        lacking = [place for place in (whole, *parts) if place not in had]
        if lacking == [whole]:
            found[whole] = sum(had[part] for part in parts)
        elif len(lacking) == 1 and whole in had:
            found[lacking[0]] = had[whole] - sum(had[part] for part in parts if part in had)
    return found


def agrees(register: Register, others: Sequence[Register]) -> bool:
    """Say whether no count of a register differs from the same one of *others*."""
    own, now = _shown([register]), _shown(others)
    return all(now.get(cell, count) == count for cell, count in own.items())


def linked_to(register: Register, release: Mapping[str, Any], as_at: str) -> Register:
    """
    Tie a register of an earlier release to that of now: what was counted then is counted now.

    Returns:
        Its cells as parts of those of now, the other part being what came since. On the same day
        they are the same cells.
    """
    if release["as_at"] == as_at:
        return register
    day = [SINCE, f"not since {release['as_at']}"]
    cells = [{**cell, "of": sorted([*cell["of"], day])} for cell in register["cells"]]
    places = [place for place, cell in enumerate(register["cells"]) if _lasts(cell)]
    wholes = [{**register["cells"][place], "shown": None} for place in places]
    since = [
        {**register["cells"][place], "shown": None, "nobody": True,
         "of": sorted([*register["cells"][place]["of"], [SINCE, release["as_at"]]])}
        for place in places
    ]  # fmt: skip
    first, then = len(cells), len(cells) + len(places)
    sums = [[first + number, [place, then + number]] for number, place in enumerate(places)]
    both = [*cells, *wholes, *since]
    return {**register, "cells": both, "sums": [*register["sums"], *sums]}


def _lasts(cell: Mapping[str, Any]) -> bool:
    """Say whether what is counted is counted on every later day too."""
    return not cell["passing"]
