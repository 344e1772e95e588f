"""
Notebooks that go wrong: what the run says of each, when, and what is left.

Each is built over an earlier pack by `brief`, with a limit of time as in the table; the limits of
memory and output are the settled ones, 4 GB and 20 million characters. ``named`` says that the
message names the notebook, the cell and the cause; ``seconds`` is the whole run, ``beyond`` how
much longer than the limit; ``kept`` is the executed notebook, ``runner`` by how much the largest
memory of the run itself grew over that of a good one.
"""

from __future__ import annotations

import functools
import json
import resource
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults.scene import (
    AREA,
    HOUSE,
    NEW,
    OLD,
    PUBLISHED,
    REVIEW,
    Scene,
    accepted,
    finished,
    started,
)
from evidence_lib.briefing.engine import execute
from evidence_lib.briefing.limits import Limits
from evidence_lib.briefing.notebook_file import read_notebook, write_notebook

TIME, MEMORY, OUTPUT = "ran longer than", "took more than", "printed and showed more than"
DIED, ENDED = "its kernel died", "the cell ended the run by itself"
GRACE_SECONDS = 10


@dataclass(frozen=True)
class Fault:
    """
    A cell that goes wrong.

    Row: a cell: its source, what the run has to say of it, and how many seconds it may run.
    """

    source: str
    cause: str
    seconds: float = 120

    def write(self, path: Path) -> Path:
        """Write the notebook whose fourth cell goes wrong."""
        node = read_notebook(HOUSE / "tests" / "notebooks" / "area.ipynb")
        node.cells[2].source = self.source
        write_notebook(node, path)
        return path


FAULTS = {
    "raises": Fault("raise ValueError('no baseline')", "ValueError: no baseline"),
    "sys.exit(0)": Fault("import sys\nsys.exit(0)", ENDED),
    "os._exit(0)": Fault("import os\nos._exit(0)", DIED),
    "SIGKILL": Fault("import os\nos.kill(os.getpid(), 9)", DIED),
    "hangs": Fault("import time\ntime.sleep(3600)", TIME, 10),
    "loops": Fault("while True:\n    pass", TIME, 10),
    "hangs, ignores SIGINT": Fault(
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass",
        TIME,
        10,
    ),
    "stops itself": Fault("import os\nos.kill(os.getpid(), 19)", TIME, 10),
    "wants 20 GB at once": Fault("held = b'x' * (20 * 1024**3)", MEMORY),
    "wants 20 GB by and by": Fault(
        "held = []\nwhile True:\n    held.append(b'x' * 20_000_000)", MEMORY
    ),
    "a child wants 20 GB": Fault(
        "import subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', 'held = b\"x\" * (20 * 1024**3)'])",
        MEMORY,
    ),
    "prints 60 MB at once": Fault("print('x' * 60_000_000)", OUTPUT),
    "prints 60 MB in lines": Fault("for _ in range(600_000):\n    print('x' * 99)", OUTPUT),
    "prints for ever": Fault("while True:\n    print('x' * 99)", OUTPUT),
    "shows 60 MB": Fault("display({'text/plain': 'x' * 60_000_000}, raw=True)", OUTPUT),
    "raises 60 MB": Fault("raise ValueError('x' * 60_000_000)", OUTPUT),
    "a child prints 60 MB": Fault(
        "import subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', 'print(\"x\" * 60_000_000)'])",
        OUTPUT,
    ),
}


FAULTLESS = Fault("display({'text/html': '<p>Nothing goes wrong.</p>'}, raw=True)", "")


@dataclass(frozen=True)
class Outcome:
    """What became of a run: what it said, its seconds, and its largest memory in MB."""

    ok: bool
    said: list[str]
    seconds: float
    peak: float


def attempt(scene: Scene, fault: Fault, outputs: Path, report: Path) -> int:
    """Build with one fault, and write what became of it."""
    fault.write(scene.folder / NEW / f"{AREA}.ipynb")
    engine = functools.partial(execute, limits=Limits(fault.seconds))
    begin = time.monotonic()
    result = scene.build(NEW, outputs, engine, area=1)
    seconds = time.monotonic() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    report.write_text(json.dumps([result.ok, result.messages, seconds, peak]))
    return PUBLISHED


def outcome(scene: Scene, fault: Fault, outputs: Path) -> Outcome:
    """Build with one fault over an earlier pack, in a process of its own."""
    scene.lay(OLD, outputs)
    report = scene.folder / "report.json"
    work = functools.partial(attempt, scene, fault, outputs, report)
    assert finished(started(work)) == PUBLISHED
    return Outcome(*json.loads(report.read_text()))


def row(scene: Scene, name: str, good: Outcome) -> tuple[list[str], bool]:
    """Try one fault; give its line, and whether it ended as it should."""
    outputs, fault = scene.folder / "outputs", FAULTS[name]
    found = outcome(scene, fault, outputs)
    kept = (outputs / REVIEW / "executed" / "area-1.ipynb").stat().st_size / 1e6
    named = "area.ipynb, cell 3 (" in found.said[0] and fault.cause in found.said[0]
    whole = accepted(outputs) and scene.standing(outputs) == OLD
    beyond = max(0.0, found.seconds - fault.seconds)
    line = [
        name,
        f"{fault.seconds:g}",
        "no" if found.ok else "yes",
        "yes" if named else "no",
        f"{found.seconds:.1f}",
        f"{beyond:.1f}",
        f"{kept:.1f}",
        f"{max(0.0, found.peak - good.peak):.0f}",
        "whole" if whole else "not whole",
    ]
    return line, not found.ok and named and whole and beyond <= GRACE_SECONDS


COLUMNS = (
    "cell", "limit (s)", "failed", "named", "seconds", "beyond", "kept (MB)", "runner (MB)",
    "earlier pack",
)  # fmt: skip


def report(scene: Scene) -> tuple[str, float]:
    """Give the table, and how many faults did not end as they should."""
    good = outcome(scene, FAULTLESS, scene.folder / "outputs")
    assert good.ok, good.said
    rows = [row(scene, name, good) for name in FAULTS]
    lines = [COLUMNS, ["---"] * len(COLUMNS), *(line for line, _ in rows)]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return text, sum(not well for _, well in rows)
