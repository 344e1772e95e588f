"""
Runs killed at random times: the whole group of the run at once, as ``kill -9 -PID`` does.

A run is `brief` in a process group of its own. *anywhere*: at a time drawn from its whole length;
*publishing*: from the time that publishing takes, counted from its beginning. ``survived`` are the
runs that had ended before, ``orphans`` those that left a process after 5 seconds, and the last
column is the longest time, in seconds, until none was left. No kernels are started.
"""

from __future__ import annotations

import contextlib
import functools
import os
import random
import signal
import statistics
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.faults.scene import (
    NEW,
    OLD,
    PUBLISHED,
    Scene,
    Tally,
    Work,
    finished,
    publish_of,
    run_of,
    started,
    table,
)
from evidence_lib.briefing import publishing

KILLS = 300
SEED = 13
MARK = "EVIDENCE_FAULTS"
LONGEST = "gone after"
FURTHER = ("killed", "survived", "orphans", LONGEST)
ORPHAN_SECONDS = 5


@dataclass(frozen=True)
class Way:
    """
    One way to run and to kill.

    Row: a way. ``from_publishing`` says that the time of a kill is counted from the beginning of
    publishing, and not of the run; ``group`` that the whole group is killed.
    """

    name: str
    scene: Scene
    work: Work
    in_one_step: bool = True
    from_publishing: bool = False
    group: bool = True


@dataclass(frozen=True)
class Run:
    """A run that has begun: its process, and the pipe on which it says when it publishes."""

    pid: int
    heard: int


def begun(way: Way, word: str, outputs: Path, mark: str) -> Run:
    """Begin a run. What it starts carries the mark in its environment."""
    heard, said = os.pipe()
    original = publishing.publish

    def publish(review_outputs: Path, files: Mapping[str, bytes]) -> Path:
        os.write(said, b".")
        return original(review_outputs, files)

    def work() -> int:
        os.environ[MARK] = mark
        publishing.publish = publish
        if not way.in_one_step:
            publishing._exchange = lambda build, pack: False
        return way.work(word, outputs)

    run = Run(started(work), heard)
    os.close(said)
    return run


def length(way: Way, outputs: Path) -> float:
    """Measure how long the part takes in which a run is to be killed: the median of five."""
    taken = []
    for word in (OLD, NEW, OLD, NEW, OLD):
        begin = time.monotonic()
        run = begun(way, word, outputs, "")
        os.read(run.heard, 1)
        begin = time.monotonic() if way.from_publishing else begin
        assert finished(run.pid) == PUBLISHED
        os.close(run.heard)
        taken.append(time.monotonic() - begin)
    return statistics.median(taken)


def killed(run: Run, way: Way, seconds: float) -> int | None:
    """Kill a run after a time; give what it says of itself, None when it was killed."""
    if way.from_publishing:
        os.read(run.heard, 1)
    time.sleep(seconds)
    (os.killpg if way.group else os.kill)(run.pid, signal.SIGKILL)
    os.close(run.heard)
    return finished(run.pid)


def belonging(mark: str) -> list[psutil.Process]:
    """Find the processes that a run started, however deep."""
    found = []
    for each in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if each.environ().get(MARK) == mark and each.status() != psutil.STATUS_ZOMBIE:
                found.append(each)
    return found


def until_gone(mark: str) -> float | None:
    """Wait until nothing of a run is left; give the seconds, None after five."""
    begin = time.monotonic()
    while belonging(mark):
        if time.monotonic() - begin > ORPHAN_SECONDS:
            return None
        time.sleep(0.02)
    return time.monotonic() - begin


def trials(way: Way, number: int, draw: random.Random) -> Tally:
    """Kill so many runs of one way, each over what the one before left."""
    outputs = way.scene.folder / "outputs"
    way.scene.lay(OLD, outputs)
    tally, stands, span = Tally(way.name), OLD, length(way, outputs) * 1.05
    while tally.counts.get("killed", 0) < number:
        mark = f"{way.name} {tally.trials}"
        run = begun(way, NEW if stands == OLD else OLD, outputs, mark)
        said = killed(run, way, draw.uniform(0, span))
        tally.add("killed" if said is None else "survived")
        look_for_orphans(tally, mark)
        stands = tally.judge(way.scene, outputs, stands, said)
    print(f"{way.name}: {tally.counts}", file=sys.stderr, flush=True)
    return tally


def look_for_orphans(tally: Tally, mark: str) -> None:
    """Count a run that left processes, and end them, so that the next is judged by itself."""
    seconds = until_gone(mark)
    if seconds is None:
        tally.add("orphans")
        for each in belonging(mark):
            each.kill()
    longest = float(tally.counts.get(LONGEST, 0.0))
    tally.counts[LONGEST] = max(longest, float(ORPHAN_SECONDS) if seconds is None else seconds)


def ways(scene: Scene) -> list[Way]:
    """List the ways to kill a run without kernels."""
    work = functools.partial(run_of, scene)
    return [
        Way(f"{begin}, {steps}", scene, work, steps == "one step", begin == "publishing")
        for steps in ("one step", "two steps")
        for begin in ("anywhere", "publishing")
    ]


def ways_to_publish(scene: Scene) -> list[Way]:
    """List the ways to kill what publishes a finished pack, and does nothing else."""
    work = functools.partial(publish_of, scene)
    return [
        Way(f"only publishing, {steps}", scene, work, steps == "one step", from_publishing=True)
        for steps in ("one step", "two steps")
    ]


def report(scene: Scene) -> tuple[str, float]:
    """Give the table, and how many trials ended as none may."""
    draw = random.Random(SEED)
    tallies = [trials(way, KILLS // 4, draw) for way in ways(scene)]
    return table(tallies, *FURTHER), sum(each.bad for each in tallies)
