"""What the tests run of all this: packs published, and nothing else, killed and in pairs."""

from __future__ import annotations

import functools
import random

from benchmarks.faults import kills, pairs
from benchmarks.faults.scene import Scene, publish_of, table

KILLS = 40
PAIRS = 12
APART_SECONDS = 0.1
SEED = 7


def report(scene: Scene) -> tuple[str, float]:
    """Give both tables, and how much of what was found may not be."""
    draw = random.Random(SEED)
    tallies = [kills.trials(way, KILLS, draw) for way in kills.ways_to_publish(scene)]
    work = functools.partial(publish_of, scene)
    text, broken = pairs.shown(*pairs.measure(scene, PAIRS, work, draw, APART_SECONDS))
    killed = table(tallies, "killed", "survived", "orphans")
    return f"{killed}\n\n{text}", broken + sum(each.bad for each in tallies)
