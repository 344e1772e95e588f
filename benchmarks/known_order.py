"""
Made-up areas whose order of progress is known, read by the rules: how many pairs keep their order.

    python benchmarks/known_order.py [SEED ...]

An area has one of four true levels. Its sentences are drawn one by one; the share of them that
support progress rises with the true level (`SUPPORTING`), and nothing else differs: not how many
there are, not how heavy they are. So the rules are tried on an order that no real review enters
into. Every pair of areas of different true levels is *kept* if the rules put the higher one higher,
*tied* or *turned*; ``right`` is the share kept of those told apart. Sentences name no strand, as in
a published report, and speak of process.

``told once``: every sentence is a matter of its own. ``told again``: a matter is told in one to
three sentences of one criterion, with the same codes, which is kinder to rules that count a
criterion once.

Read by version 2 (`judgement.indicative_progress`), by the middle of its printed range, and by
version 1, which is written out in `version_1`. The shares of support, the weights and the numbers
of areas were chosen before anything was run and are no estimate of real reviews: what is worth
reading is one rule beside the other, and one size beside the other.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from evidence_lib import judgement

SUPPORTING = (0.35, 0.55, 0.75, 0.95)
"""The share of sentences that support, by true level; seven in ten of the others challenge."""
CHALLENGING = 0.7
MATERIALITIES = {"minor": 0.3, "important": 0.5, "major": 0.2}
STAFF = 0.2
"""The share of sentences that report what staff say."""
SIZES = ((2, 7), (5, 12), (10, 22))
CRITERIA = 4
TELLINGS = {"told once": 1, "told again": 3}
AREAS_A_LEVEL = 40
SEEDS = (1, 2, 3)
SCALE = {"levels": [{"level": level, "word": "", "anchor": ""} for level in range(5)]}
WEIGHT = {"minor": 1, "important": 2, "major": 3}


def sentences(level: int, size: int, tellings: int, draw: np.random.Generator) -> pd.DataFrame:
    """Draw the sentences of one area. Row: one assertion, a voice of its own."""
    share = SUPPORTING[level]
    odds = [share, (1 - share) * (1 - CHALLENGING), (1 - share) * CHALLENGING]
    matters = pd.DataFrame(
        {
            "bearing": draw.choice(["supports", "mixed", "challenges"], size, p=odds),
            "materiality": draw.choice(list(MATERIALITIES), size, p=list(MATERIALITIES.values())),
            "criterion": draw.choice([f"criterion {place}" for place in range(CRITERIA)], size),
        }
    )
    told = np.repeat(np.arange(size), draw.integers(1, tellings + 1, size))[:size]
    staff = draw.random(size) < STAFF
    return matters.iloc[told].assign(
        location=[f"sentence {place}" for place in range(size)],
        attribution=np.where(staff, "reported_by_staff", "team_finding"),
    )


def areas_of(
    size: tuple[int, int], tellings: int, draw: np.random.Generator
) -> tuple[pd.DataFrame, list[int]]:
    """Draw areas of every true level. Row: one assertion; with the true level of each area."""
    levels = [level for level in range(len(SUPPORTING)) for _ in range(AREAS_A_LEVEL)]
    drawn = [
        sentences(level, int(draw.integers(size[0], size[1] + 1)), tellings, draw).assign(
            area=str(place)
        )
        for place, level in enumerate(levels)
    ]
    usual: dict[str, Any] = {
        "component": "process", "strand": "team_finding", "collection_id": None, "origin": None,
        "source_id": "report", "collected_on": None, "measure_kind": "process",
        "form": "qualitative",
    }  # fmt: skip
    items = pd.concat(drawn, ignore_index=True).assign(**usual).astype("object")
    return items.assign(item_id=[f"I{place:05d}" for place in range(len(items))]), levels


def version_1(items: pd.DataFrame) -> int:
    """
    Read the level of one area as version 1 did. Row: one assertion of a finding without a strand.

    In each criterion a side weighed what its heaviest sentence did: minor 1, important 2, major 3.
    Level 4 asked for voices known to be independent, which findings without a strand never are.
    """
    weights = items["materiality"].map(WEIGHT)
    sides = {
        side: weights[items["bearing"].eq(side)].groupby(items["criterion"]).max()
        for side in ("supports", "challenges")
    }
    both = pd.DataFrame(sides, index=items["criterion"].unique()).fillna(0)
    support, challenge = both["supports"], both["challenges"]
    if not items["bearing"].ne("challenges").any():
        return 0
    if not support.ge(2).any() or support.sum() < challenge.sum():
        return 1
    reached = (
        support.ge(2).sum() >= 3
        and support.sum() >= 2 * challenge.sum()
        and support.eq(3).sum() > challenge.eq(3).sum()
        and 2 * support.ge(challenge).sum() > len(both)
    )
    return 3 if reached else 2


def readings(items: pd.DataFrame, number: int) -> Iterator[tuple[str, list[float]]]:
    """Give what each reading makes of each area."""
    areas = pd.DataFrame({"area": [str(place) for place in range(number)]})
    areas["components"] = [("process",)] * number
    levels = judgement.indicative_progress(items, areas, SCALE).levels.set_index("area")
    levels = levels.loc[areas["area"]]
    yield "version 2", levels["level"].tolist()
    yield "its range", ((levels["low"] + levels["high"]) / 2).tolist()
    by_area = dict(iter(items.groupby("area")))
    yield "version 1", [version_1(by_area[area]) for area in areas["area"]]


def pairs(truth: Sequence[int], read: Sequence[float]) -> list[float]:
    """Give the shares of pairs of different true levels that are kept, tied and turned."""
    true, found = np.array(truth), np.array(read, dtype=float)
    higher = true[:, np.newaxis] > true
    step = np.sign(found[:, np.newaxis] - found)[higher]
    return [float((step == sign).mean()) for sign in (1, 0, -1)]


def line(found: Sequence[Sequence[float]]) -> str:
    """Say the mean shares over all seeds, how often those told apart are right, and each seed's."""
    kept, tied, turned = np.mean(found, axis=0)
    by_seed = " ".join(f"{each[0]:.2f}" for each in found)
    return f"{kept:5.2f} {tied:5.2f} {turned:6.2f} {kept / (kept + turned):6.2f}   {by_seed}"


def main() -> None:
    """Print, for each size and telling, the shares of each reading over all seeds."""
    seeds = [int(each) for each in sys.argv[1:]] or list(SEEDS)
    print(f"seeds {seeds}; {AREAS_A_LEVEL} areas of each of {len(SUPPORTING)} levels a seed")
    print(f"{'sentences':<10} {'':<11} {'read by':<10}  kept  tied turned  right   kept, by seed")
    for size, (told, tellings) in product(SIZES, TELLINGS.items()):
        shares: dict[str, list[list[float]]] = {}
        for seed in seeds:
            items, truth = areas_of(size, tellings, np.random.default_rng(seed))
            for name, read in readings(items, len(truth)):
                shares.setdefault(name, []).append(pairs(truth, read))
        for name, found in shares.items():
            print(f"{size[0]:>2} to {size[1]:<4} {told:<11} {name:<10} {line(found)}")


if __name__ == "__main__":
    main()
