"""Ratings made blind, how far they agree, and where they do not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from evidence_lib import agreement
from evidence_lib.judgement.log import HIGHEST_LEVEL, history

NOT_ASSESSABLE = "not assessable"
DOUBLE_INSPECTIONS = (0.55, 0.65)
DOUBLE_INSPECTIONS_SOURCE = (
    "Ofsted's studies of lesson visits rated by two inspectors at once, as reported by "
    "Schools Week: about 0.55 where one was a contracted inspector, 0.65 between two HMI"
)


@dataclass(frozen=True)
class RatersAgreement:
    """
    How far raters agree.

    ``pairs`` Row: two raters: ``first``, ``second``, ``n`` (components both gave a level),
    ``same``, ``kappa``, ``low``, ``high``, ``in_words``. ``disagreements`` Row: one component that
    not all rated the same: ``area``, ``component``, ``ratings`` (rater: level, parted by
    semicolons), ``spread`` (levels apart; missing when one says not assessable), widest first.
    ``context`` sets kappa beside what double inspections reach.
    """

    pairs: pd.DataFrame
    disagreements: pd.DataFrame
    context: str


def ratings(path: Path | str, *, rater: str | None = None) -> pd.DataFrame:
    """
    Give the individual ratings, blind.

    Row: the last individual rating of one rater on one component, by area, component and rater.

    Args:
        path: The review's ``judgements.jsonl``.
        rater: Who is looking: of a component that is still to be moderated, others' ratings show
            only once this rater has given one. None: whoever moderates sees all.

    Returns:
        The columns of `log.FIELDS`.
    """
    judgements = history(path).judgements
    individual = judgements[judgements["stage"].eq("individual")]
    key = ["area", "component"]
    last = individual.drop_duplicates([*key, "rater"], keep="last")
    if rater is not None:
        opened = judgements[judgements["stage"].ne("individual") | judgements["rater"].eq(rater)]
        pairs = set(zip(opened["area"], opened["component"], strict=True))
        own = zip(last["area"], last["component"], strict=True)
        last = last[[pair in pairs for pair in own]]
    return last.sort_values([*key, "rater"]).reset_index(drop=True)


def agreement_between_raters(rated: pd.DataFrame) -> RatersAgreement:
    """
    Say how far raters agree on levels, and list where they do not.

    Kappa has quadratic weights on the whole scale of 0 to 4. *Not assessable* stands outside the
    order: such a rating is left out of kappa and is listed among the disagreements.

    Row: as `ratings` gives.

    Source:
        `agreement.weighted_kappa`; docs/method.md, "Two raters". The band is of another country's
        inspections of schools and is context, no target.
    """
    grid = rated.assign(key=rated["area"] + " " + rated["component"])
    grid = grid.pivot(index="key", columns="rater", values="level")
    raters = sorted(set(rated["rater"]))
    pairs = [_pair(grid, *two) for two in combinations(raters, 2)]
    columns = ["first", "second", "n", "same", "kappa", "low", "high", "in_words"]
    kappas = [pair["kappa"] for pair in pairs if pair["kappa"] is not None]
    return RatersAgreement(
        pd.DataFrame(pairs, columns=columns), _disagreements(rated), _context(kappas)
    )


def _pair(grid: pd.DataFrame, first: str, second: str) -> dict[str, Any]:
    both = grid[[first, second]].dropna()
    found = agreement.weighted_kappa(
        [*both[first].astype(int), None],
        [*both[second].astype(int), None],
        scale=range(HIGHEST_LEVEL + 1),
    )
    return {
        "first": first, "second": second, "n": found.n,
        "same": int(both[first].eq(both[second]).sum()), "kappa": found.kappa, "low": found.low,
        "high": found.high, "in_words": found.in_words,
    }  # fmt: skip


def _disagreements(rated: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for (area, component), group in rated.groupby(["area", "component"], sort=True):
        words = [NOT_ASSESSABLE if pd.isna(each) else str(each) for each in group["level"]]
        if len(set(words)) < 2:
            continue
        named = zip(group["rater"], words, strict=True)
        levels = group["level"]
        apart = pd.NA if levels.isna().any() else int(levels.max() - levels.min())
        rows.append(
            {"area": area, "component": component, "spread": apart,
             "ratings": "; ".join(f"{rater}: {word}" for rater, word in named)}
        )  # fmt: skip
    columns = ["area", "component", "ratings", "spread"]
    found = pd.DataFrame(rows, columns=columns).astype({"spread": "Int64"})
    return found.sort_values(
        "spread", ascending=False, kind="stable", na_position="first"
    ).reset_index(drop=True)


def _context(kappas: list[float]) -> str:
    low, high = DOUBLE_INSPECTIONS
    band = f"Double inspections elsewhere reach {low} to {high} ({DOUBLE_INSPECTIONS_SOURCE})."
    if not kappas:
        return band
    spread = f"{min(kappas):.2f}" if len(kappas) == 1 else f"{min(kappas):.2f} to {max(kappas):.2f}"
    return f"Weighted kappa here: {spread}. {band}"
