"""
Runs with kernels killed at random times, when cells have started processes of their own.

As in ``kills``, with the whole group of the runner killed, or the runner alone. A cell starts a
child, one in a session of its own, and one whose parent has gone; the kernel is in a session of its
own, so that neither kill reaches it.
"""

from __future__ import annotations

import functools
import random
from pathlib import Path

from benchmarks.faults.kills import FURTHER, SEED, Way, trials
from benchmarks.faults.scene import Scene, run_of, set_up, table
from evidence_lib.briefing.engine import execute

KILLS = 36
CHILDREN = """import subprocess
sleep = ["sleep", "600"]
kept = [subprocess.Popen(sleep), subprocess.Popen(sleep, start_new_session=True)]
subprocess.run("sleep 600 &", shell=True, check=True)
"""


def ways(folder: Path) -> list[Way]:
    """List the ways to kill a run with kernels."""
    scene = set_up(folder, execute, CHILDREN)
    work = functools.partial(run_of, scene, engine=execute)
    return [
        Way("the whole group", scene, work),
        Way("the runner alone", scene, work, group=False),
    ]


def report(scene: Scene) -> tuple[str, float]:
    """Give the table, and how many trials ended as none may."""
    draw = random.Random(SEED)
    tallies = [trials(way, KILLS // 2, draw) for way in ways(scene.folder / "real")]
    return table(tallies, *FURTHER), sum(each.bad for each in tallies)
