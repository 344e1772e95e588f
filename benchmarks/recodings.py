"""
How often another coding of the same evidence gives the same levels, in the reviews shipped with us.

    python benchmarks/recodings.py [SEED]

Each item of a review is recoded by itself, 300 times: its materiality a step off as often as one
rate says, its bearing as often as another; a code at an end of its order goes the other way. For
each part: its level, the printed range, the share of runs inside the range, and the share that
keep the level. For the whole review: the share of runs in which every level is kept, and in which
every part stays within its range. Twice: at rates of 10% and 5%, and at twice those. The ranges are
the printed ones, drawn at the review's own rates: at higher ones more runs lie outside.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from evidence_lib.answers.weighing import assessed, recoding_rates
from evidence_lib.evidence import Evidence
from evidence_lib.judgement import Part, load_rules
from evidence_lib.judgement.extent import read_levels
from evidence_lib.loaders import open_review

RUNS = 300
SEED = 2018
RATES = ((0.10, 0.05), (0.20, 0.10))
REVIEWS = Path(__file__).resolve().parents[1] / "data" / "reviews"

Runs = npt.NDArray[np.bool_]


class Recoded(NamedTuple):
    """What the runs make of one part: which keep its level, which lie inside its range."""

    name: str
    level: int
    low: int
    high: int
    kept: Runs
    inside: Runs


def recoded_levels(
    part: Part, rates: tuple[float, float], draw: np.random.Generator
) -> npt.NDArray[np.int64]:
    """Read the level of a part in each run."""
    frame = part.lines.frame.explode("item_ids").reset_index(drop=True)
    lines = replace(part.lines, frame=frame)
    codes = []
    for own, rate, (lowest, highest) in (
        (lines.weights, rates[0], (1, 3)),
        (lines.bearings, rates[1], (-1, 1)),
    ):
        step = draw.choice([-1, 1], size=(RUNS, len(own)))
        step = np.where((own + step < lowest) | (own + step > highest), -step, step)
        off = (draw.random(step.shape) < rate) & lines.recodable
        codes.append((own + step * off).astype(np.int8))
    weights, bearings = codes
    facts = replace(part, lines=lines).facts(bearings, weights)
    return read_levels(facts, part.component, load_rules())


def recoded(review: Evidence, rates: tuple[float, float], seed: int) -> Iterator[Recoded]:
    """Recode every part that can be assessed."""
    draw = np.random.default_rng(seed)
    printed = assessed(review).progress.levels.set_index(["area", "component"])
    for part in assessed(review).parts:
        row = printed.loc[(part.area, part.component), ["level", "low", "high"]]
        if row.isna().any():
            continue
        level, low, high = map(int, row)
        levels = recoded_levels(part, rates, draw)
        name = f"{part.area} {part.component}"
        inside = (levels >= low) & (levels <= high)
        yield Recoded(name, level, low, high, levels == level, inside)


def main() -> None:
    """Print a line a part and a line a review, at each pair of rates."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else SEED
    for name in ("south-ayrshire-2018", "example"):
        review = open_review(REVIEWS, name)
        own = {code: rate for code, rate in recoding_rates(review).items() if rate is not None}
        print(f"{name}: {RUNS} runs, seed {seed}; rates its coders gave: {own or 'none'}")
        for rates in RATES:
            found = list(recoded(review, rates, seed))
            print(f"  materiality {rates[0]:.0%}, bearing {rates[1]:.0%}")
            for each in found:
                print(
                    f"    {each.name:<28} level {each.level}, {each.low} to {each.high}:"
                    f" inside {each.inside.mean():4.0%}, level kept {each.kept.mean():4.0%}"
                )
            kept = np.all([each.kept for each in found], axis=0).mean()
            inside = np.all([each.inside for each in found], axis=0).mean()
            print(f"    all {len(found)} levels kept {kept:.0%}; all inside {inside:.0%}")


if __name__ == "__main__":
    main()
