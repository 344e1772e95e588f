"""
Whether two commits build the same packs, byte for byte.

    python -m benchmarks.same_bytes OLD [NEW] [--text] [--profile NAME]

OLD and NEW are commits; NEW is the working tree if left out. Either may be a folder of packs that
are built already. Every review under ``data/reviews`` is built on both sides with this Python, each
side by the code of its own commit: the build and every kernel say where they found the package, and
a side that found another's is an error. Every file of a pack is compared but the manifest, which
names the hashes of the code itself.

A file that differs is shown where it differs first; with ``--text`` every block of visible text
that changed is listed instead (a paragraph, a heading, a row of a table, what is read out for a
picture). The exit status is 0 if all is equal, 1 if not.
"""

from __future__ import annotations

import argparse
import difflib
import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

HOUSE = Path(__file__).resolve().parents[1]
MANIFEST = "manifest.json"
WITHIN_A_BLOCK = ("a", "abbr", "b", "cite", "code", "em", "i", "q", "span", "strong", "sub", "sup")
CELLS = ("td", "th")
WIDTH = 160
WINDOW = 200
"""Lines looked at from the first that differs: all of them would take minutes."""

BUILD = """
import sys
from pathlib import Path
import evidence_lib
house, *arguments = sys.argv[1:]
assert Path(evidence_lib.__file__).is_relative_to(house), evidence_lib.__file__
from evidence_lib.__main__ import main
sys.exit(main(arguments))
"""
WITNESS = """
import importlib.util, os
found = importlib.util.find_spec("evidence_lib")
with open(os.environ["EVIDENCE_WITNESS"], "a", encoding="utf-8") as said:
    said.write(f"{found.origin}\\n")
"""
"""Run as ``sitecustomize`` by every Python of a build, so by every kernel, before anything else."""


@dataclass(frozen=True)
class Comparison:
    """The files of one pack on both sides, by their names below its folders *old* and *new*."""

    old: Path
    new: Path
    equal: tuple[str, ...]
    differing: tuple[str, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether both sides have the same files with the same bytes."""
        return not (self.differing or self.only_old or self.only_new)


def compare(old: Path, new: Path) -> Comparison:
    """Compare the files of two packs; a pack that is not there has none."""
    before, after = files_of(old), files_of(new)
    shared = sorted(set(before) & set(after))
    equal = tuple(name for name in shared if before[name] == after[name])
    return Comparison(
        old,
        new,
        equal=equal,
        differing=tuple(name for name in shared if name not in equal),
        only_old=tuple(sorted(set(before) - set(after))),
        only_new=tuple(sorted(set(after) - set(before))),
    )


def files_of(pack: Path) -> dict[str, bytes]:
    """Read every file of a pack but its manifest."""
    found = {
        path.relative_to(pack).as_posix(): path.read_bytes()
        for path in pack.rglob("*")
        if path.is_file()
    }
    return {name: content for name, content in found.items() if name != MANIFEST}


def first_difference(old: bytes, new: bytes) -> list[str]:
    """Show the first place in which two files differ, as the first part of a unified diff."""
    before, after = lines_of(old), lines_of(new)
    start = parting(before, after)
    if start is None:
        return ["(in bytes that are no text)"]
    near = slice(max(0, start - 1), start + WINDOW)
    part = list(difflib.unified_diff(before[near], after[near], n=1, lineterm=""))[3:]
    shown = itertools.takewhile(lambda line: not line.startswith("@@"), part)
    place = parting("".join(before[start : start + 1]), "".join(after[start : start + 1]))
    return [around(line, place or 0) for line in shown]


def parting(one: Sequence[str], other: Sequence[str]) -> int | None:
    """Find the first place in which two texts, or lists of lines, differ; none if they do not."""
    pairs = enumerate(itertools.zip_longest(one, other))
    return next((place for place, (left, right) in pairs if left != right), None)


def lines_of(content: bytes) -> list[str]:
    """Part a file into lines, a page also between its tags: many stand in one line."""
    text = content.decode("utf-8", errors="replace").replace("\r", "\\r")
    return text.replace("><", ">\n<").split("\n")


def around(line: str, place: int) -> str:
    """Cut a long line, such as one that holds a picture, to what stands around a place in it."""
    if len(line) <= WIDTH:
        return line
    begin = max(1, place - WIDTH // 2)
    return f"{line[0]}…{line[begin : begin + WIDTH]}…"


def changed_blocks(old: bytes, new: bytes, *, page: bool) -> list[str]:
    """List the blocks of text that went (``-``) and came (``+``); of a table its lines."""
    before, after = (blocks_of(each) if page else lines_of(each) for each in (old, new))
    changes = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
    return [line for line in changes if not line.startswith("@@")] or ["(in no visible text)"]


def blocks_of(page: bytes) -> list[str]:
    """Read a page's visible text in its order, a block an entry, white space as one space."""
    soup = BeautifulSoup(page, "html.parser")
    for picture in soup.find_all("img"):
        picture.replace_with(paragraph(soup, f"[{picture.get('alt', '')}]"))
    for cell in soup.find_all(CELLS):
        cell.append(" | ")
    blocks = itertools.groupby(soup.strings, key=lambda text: id(block_around(text)))
    texts = (" ".join("".join(block).split()) for _, block in blocks)
    return [text for text in texts if text]


def paragraph(soup: BeautifulSoup, text: str) -> Tag:
    """Make a paragraph that holds a text."""
    made = soup.new_tag("p")
    made.string = text
    return made


def block_around(text: NavigableString) -> Tag:
    """Find the innermost block that a piece of text stands in."""
    return next(each for each in text.parents if each.name not in WITHIN_A_BLOCK + CELLS)


def report(review: str, found: Comparison, *, text: bool) -> Iterator[str]:
    """Say of one pack how many files are equal, and of each that is not what differs."""
    total = sum(map(len, (found.equal, found.differing, found.only_old, found.only_new)))
    yield (
        f"{review}: {total} files compared: {len(found.equal)} equal, {len(found.differing)} "
        f"differ, {len(found.only_old)} only in OLD, {len(found.only_new)} only in NEW"
    )
    for name in found.differing:
        yield f"  {name} differs{':' if text else ' first here:'}"
        contents = (found.old / name).read_bytes(), (found.new / name).read_bytes()
        yield from (f"    {line}" for line in difference(name, *contents, text=text))
    yield from (f"  {name} is only in OLD" for name in found.only_old)
    yield from (f"  {name} is only in NEW" for name in found.only_new)


def difference(name: str, old: bytes, new: bytes, *, text: bool) -> list[str]:
    """Show what differs in a file: every block of its text that changed, or the first place."""
    if text:
        return changed_blocks(old, new, page=name.endswith(".html"))
    return first_difference(old, new)


def built(name: str | None, scratch: Path, profile: str) -> Path:
    """Build every pack of a commit, or of the working tree; a folder of packs is taken as it is."""
    if name is not None and Path(name).is_dir():
        return Path(name)
    scratch.mkdir()
    with checked_out(name, scratch / "house") as house:
        build(house, scratch, profile)
    return scratch / "outputs"


@contextmanager
def checked_out(commit: str | None, folder: Path) -> Iterator[Path]:
    """Lend a tree of its own for a commit; the working tree is lent as it is."""
    if commit is None:
        yield HOUSE
        return
    git("worktree", "add", "--quiet", "--detach", str(folder), commit)
    try:
        yield folder.resolve()
    finally:
        git("worktree", "remove", "--force", str(folder))


def git(*arguments: str) -> None:
    """Run git in the house; what it has to say of an error ends the run."""
    done = subprocess.run(
        ["git", *arguments], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"git {arguments[0]} {arguments[1]}: {done.stderr.strip()}")


def build(house: Path, scratch: Path, profile: str) -> None:
    """Build every pack by the code of a tree, and require that no other code took part."""
    outputs, witness = scratch / "outputs", scratch / "witness.txt"
    (scratch / "site").mkdir()
    (scratch / "site" / "sitecustomize.py").write_text(WITNESS, encoding="utf-8")
    asked = ["brief", "--profile", profile, "--output", str(outputs)]
    paths = os.pathsep.join([str(house), str(scratch / "site")])
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(house), *asked],
        cwd=house,
        env={**os.environ, "PYTHONPATH": paths, "EVIDENCE_WITNESS": str(witness)},
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode:
        sys.exit(f"building in {house}: exit status {done.returncode}")
    require_own_code(witness, house, pages=len(list(outputs.glob("*/pack/*.html"))))


def require_own_code(witness: Path, house: Path, *, pages: int) -> None:
    """Require that the build and a kernel a page found the package in the tree and nowhere else."""
    found = witness.read_text(encoding="utf-8").splitlines()
    elsewhere = set(found) - {str(house / "evidence_lib" / "__init__.py")}
    if elsewhere or len(found) <= pages:
        sys.exit(f"building in {house}: {len(found)} Pythons for {pages} pages; from {elsewhere}")


def reviews_of(outputs: Path) -> set[str]:
    """Name the reviews that have a pack in a folder of outputs."""
    return {pack.parent.name for pack in outputs.glob("*/pack")}


def main() -> int:
    """Build both sides, compare every pack, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("old", metavar="OLD", help="a commit, or a folder of packs")
    parser.add_argument("new", metavar="NEW", nargs="?", help="the working tree if left out")
    parser.add_argument("--text", action="store_true", help="list the sentences that changed")
    parser.add_argument("--profile", default="public", help="whom the packs are for")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        old = built(given.old, Path(folder) / "old", given.profile)
        new = built(given.new, Path(folder) / "new", given.profile)
        reviews = sorted(reviews_of(old) | reviews_of(new))
        found = {name: compare(old / name / "pack", new / name / "pack") for name in reviews}
        for name, comparison in found.items():
            print(*report(name, comparison, text=given.text), sep="\n")
        return 0 if found and all(comparison.same for comparison in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
