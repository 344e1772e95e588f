"""What every part stands on: a review, two packs that can be made of it, and what stands after."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence_lib.briefing import PackResult, brief, manifest, publishing
from evidence_lib.briefing.notebook_file import read_notebook, write_notebook
from tests import in_process

HOUSE = Path(__file__).resolve().parent.parent.parent
REVIEW = "nine-items"
OLD, NEW = "old", "new"
OVERVIEW, AREA = "00_overview", "area"
PUBLISHED, FAILED, REFUSED = 0, 3, 4
COLUMNS = ("old", "new", "none", "absent", "partial", "accepted", "untrue", "left")
Engine = Callable[..., Any]
Work = Callable[[str, Path], int]
"""Takes the word of a pack and where packs go, and gives what a run says of itself."""


@dataclass(frozen=True)
class Scene:
    """
    A review, the notebooks of two packs of it, and what both packs hold when nothing goes wrong.

    ``packs`` is the word of a pack, `OLD` or `NEW` -> name of a file -> its content.
    """

    folder: Path
    packs: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def build(
        self, word: str, outputs: Path, engine: Engine = in_process.run, area: int | None = None
    ) -> PackResult:
        """Build the pack of a word as ``evidence brief`` does."""
        return brief(
            [self.folder / REVIEW],
            notebooks_dir=self.folder / word,
            outputs_dir=outputs,
            profile="public",
            area=area,
            progress=False,
            engine=engine,
        )[0]

    def publish(self, word: str, outputs: Path) -> None:
        """Publish the finished pack of a word."""
        with publishing.one_run_at_a_time(outputs / REVIEW):
            publishing.publish(outputs / REVIEW, self.packs[word])

    def lay(self, word: str, outputs: Path) -> None:
        """Begin afresh with the pack of a word in place, or with none; what else is there stays."""
        shutil.rmtree(outputs / REVIEW / publishing.PACK, ignore_errors=True)
        for name in left_over(outputs):
            shutil.rmtree(outputs / REVIEW / name)
        if word:
            self.publish(word, outputs)

    def standing(self, outputs: Path) -> str:
        """Say which pack stands, byte for byte: the word of one, nothing, or ``partial``."""
        pack = outputs / REVIEW / publishing.PACK
        if not pack.exists():
            return ""
        held = files_of(pack)
        return next((word for word, files in self.packs.items() if files == held), "partial")


def set_up(folder: Path, engine: Engine = in_process.run, before: str = "") -> Scene:
    """
    Write the review and the notebooks of both packs, and build both once.

    ``before`` is put in front of the first cell of the area notebook that shows something.
    """
    shutil.copytree(HOUSE / "tests" / "data" / REVIEW, folder / REVIEW)
    scene = Scene(folder)
    for word in (OLD, NEW):
        for name in (OVERVIEW, AREA):
            node = read_notebook(HOUSE / "tests" / "notebooks" / f"{name}.ipynb")
            for cell in node.cells:
                cell.source = cell.source.replace("This is", f"This is the {word} page of")
            if name == AREA:
                node.cells[2].source = before + node.cells[2].source
            write_notebook(node, folder / word / f"{name}.ipynb")
        # where the trials will be, since a pack's fingerprints may be keyed by what is kept there
        outputs = folder / "outputs"
        work = functools.partial(run_of, scene, word, outputs, engine)
        assert finished(started(work)) == PUBLISHED
        scene.packs[word] = files_of(outputs / REVIEW / publishing.PACK)
    assert scene.packs[OLD] != scene.packs[NEW]
    return scene


def publish_of(scene: Scene, word: str, outputs: Path) -> int:
    """Publish a finished pack in this process; give what the run says of itself."""
    try:
        scene.publish(word, outputs)
    except publishing.PackBusyError:
        return REFUSED
    except (OSError, publishing.PublishingError):
        return FAILED
    return PUBLISHED


def run_of(scene: Scene, word: str, outputs: Path, engine: Engine = in_process.run) -> int:
    """Build a pack in this process; give what the run says of itself."""
    result = scene.build(word, outputs, engine)
    if result.ok:
        return PUBLISHED
    return REFUSED if "another run is building it" in result.messages[0] else FAILED


def files_of(pack: Path) -> dict[str, bytes]:
    """Read every file of a pack."""
    paths = (path for path in pack.rglob("*") if path.is_file())
    return {path.relative_to(pack).as_posix(): path.read_bytes() for path in paths}


def accepted(outputs: Path) -> bool:
    """Say whether the pack that stands is taken for whole by its manifest."""
    try:
        return manifest.differences(outputs / REVIEW / publishing.PACK) == []
    except manifest.ManifestError:
        return False


def left_over(outputs: Path) -> list[str]:
    """Name the half-made and replaced packs that no run should leave."""
    return sorted(path.name for path in (outputs / REVIEW).glob(".pack-*"))


def started(work: Callable[[], int], *, silent: bool = True) -> int:
    """Do some work in a process of its own, which leads a group of its own; give its id."""
    pid = os.fork()
    if pid:
        with contextlib.suppress(OSError):  # it may have done so itself, and even have ended
            os.setpgid(pid, pid)
        return pid
    code = 1
    try:
        os.setpgid(0, 0)
        if silent:
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (1, 2):
                os.dup2(nowhere, stream)
        code = work()
    finally:
        os._exit(code)


def finished(pid: int) -> int | None:
    """Wait for a process; give its exit status, None when it was killed."""
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return code if code >= 0 else None


@dataclass
class Tally:
    """
    What became of the pack in the trials of one kind.

    ``old``, ``new`` and ``none`` count what stood after a later run had cleared up, ``partial``
    what is neither pack whole, ``absent`` the trials after which no pack stood until then,
    ``accepted`` the partial packs, before or after, that their manifest takes for whole,
    ``untrue`` the runs that said one thing and left another, ``left`` those after which
    something still lay about.
    """

    kind: str
    trials: int = 0
    counts: dict[str, float] = field(default_factory=dict)

    def add(self, name: str) -> None:
        """Count one."""
        self.counts[name] = self.counts.get(name, 0) + 1

    def shown(self, name: str) -> str:
        """Write one count."""
        count = self.counts.get(name, 0)
        return f"{count:.2f}" if isinstance(count, float) else str(count)

    def judge(self, scene: Scene, outputs: Path, earlier: str, said: int | None) -> str:
        """Judge what stands after a trial, clear up as the next run does, and judge again."""
        self.trials += 1
        at_once, taken = scene.standing(outputs), accepted(outputs)
        publishing.recover(outputs / REVIEW)
        stands = scene.standing(outputs)
        self.add(stands or "none")
        if earlier and not at_once:
            self.add("absent")
        if "partial" in ({at_once} if taken else set()) | (
            {stands} if accepted(outputs) else set()
        ):
            self.add("accepted")
        if stands not in allowed(said, earlier):
            self.add("untrue")
        if left_over(outputs):
            self.add("left")
        return stands

    @property
    def bad(self) -> float:
        """How many trials ended as none may."""
        never = ("partial", "accepted", "untrue", "left", "orphans", "broken")
        return sum(self.counts.get(name, 0) for name in never)


def allowed(said: int | None, earlier: str) -> set[str]:
    """Give the packs that may stand after what a run said of itself; a killed one said nothing."""
    other = OLD if earlier == NEW else NEW
    stands: Mapping[int | None, set[str]] = {
        PUBLISHED: {other},
        FAILED: {earlier},
        None: {earlier, other},
    }
    return stands.get(said, set())


def table(tallies: Sequence[Tally], *further: str) -> str:
    """Write tallies as a table of Markdown, with further counts behind the others."""
    columns = (*COLUMNS, *further)
    heads = ["kind", "trials", *columns]
    lines = [heads, ["---"] * len(heads)]
    lines += [[each.kind, each.trials, *map(each.shown, columns)] for each in tallies]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
