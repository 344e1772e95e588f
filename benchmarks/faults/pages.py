"""
How far the pages that are shipped stay below the limits, and what the guard costs.

Every notebook of both reviews runs as ``evidence brief`` runs it; the largest of each is given.
``memory`` is the largest of any kernel. The guard's share of a processor is taken over ten
seconds in which it watches a kernel that sleeps, beside the other processes of this machine.
"""

from __future__ import annotations

import functools
import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

from benchmarks.faults.scene import FAILED, HOUSE, PUBLISHED, Scene, finished, started
from evidence_lib.briefing import brief
from evidence_lib.briefing.engine import execute
from evidence_lib.briefing.limits import Guard, Limits, characters_of

WATCHED_SECONDS = 10
SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


def measured(
    found: list[list[Any]], notebook: Path, executed: Path, parameters: Mapping[str, object]
) -> Any:
    """Run a notebook, and note its name, seconds and characters."""
    begin = time.monotonic()
    node = execute(notebook, executed, parameters)
    said = sum(characters_of(cell.get("outputs", [])) for cell in node.cells)
    found.append([notebook.name, time.monotonic() - begin, said])
    return node


def build(outputs: Path, report: Path) -> int:
    """Build the packs of both reviews, and write what their pages took."""
    found: list[list[Any]] = []
    results = brief(
        sorted((HOUSE / "data" / "reviews").iterdir()),
        notebooks_dir=HOUSE / "notebooks",
        outputs_dir=outputs,
        profile="public",
        progress=False,
        engine=functools.partial(measured, found),
    )
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    report.write_text(json.dumps([memory, found]))
    return PUBLISHED if all(result.ok for result in results) else FAILED


def guard_costs() -> tuple[float, float]:
    """Give the seconds a guard takes to begin and end, and its share of a processor between."""
    begin = time.monotonic()
    with Guard(Limits()):
        pass
    seconds = time.monotonic() - begin
    with Guard(Limits()) as guarded, subprocess.Popen(SLEEP, env=guarded.environment):
        time.sleep(1)  # it begins
        watching = psutil.Process(guarded._process.pid)
        before = sum(watching.cpu_times()[:2])
        time.sleep(WATCHED_SECONDS)
        share = (sum(watching.cpu_times()[:2]) - before) / WATCHED_SECONDS
        guarded._end()
    return seconds, share


def report(scene: Scene) -> tuple[str, float]:
    """Give the table, and whether a pack could not be built."""
    path = scene.folder / "pages.json"
    said = finished(started(functools.partial(build, scene.folder / "all", path)))
    memory, found = json.loads(path.read_text())
    slowest, longest = (max(found, key=lambda page: page[place]) for place in (1, 2))
    limits = Limits()
    lines = [
        ("", "largest", "page", "limit"),
        ("---",) * 4,
        ("seconds", f"{slowest[1]:.1f}", slowest[0], f"{limits.seconds:g}"),
        ("memory (MB)", f"{memory:.0f}", "", f"{limits.memory_bytes / 1e6:g}"),
        ("characters", f"{longest[2]:,}", longest[0], f"{limits.output_characters:,}"),
    ]
    seconds, share = guard_costs()
    ratio = seconds / (sum(page[1] for page in found) / len(found))
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    guard = f"The guard begins and ends in {ratio:.1%} of a page's time, and takes {share:.1%} of a"
    others = len(psutil.pids())
    return f"{text}\n\n{guard} processor beside {others} processes.", said != PUBLISHED
