"""The plans' own wellbeing scores as one more outcome, in the shape of the others."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.counts import compare_counts
from evidence_lib.english import capital, p_value, percent_interval
from evidence_lib.judgement.measured_change import IMPROVED, NOT_SHOWN, WORSENED
from evidence_lib.judgement.measured_words import SHORT
from evidence_lib.judgement.outcomes import as_outcomes

MEASURE = "Wellbeing scores in children's plans"
METHOD = "share of changed scores that rose, exact (sign test)"
OWN_START = (
    "each plan's own start is its baseline, and none is from before the earlier inspection; those "
    "who help give the scores"
)
NO_PLANS = "no plans were published or supplied"
NOT_SCORED_TWICE = "too few plans hold two scores"


def plan_outcome(quality: pd.DataFrame, *, area: str) -> pd.DataFrame:
    """
    Turn the change in wellbeing that plans record into a row of `outcome_measures`.

    Row: one, for *area*.

    Args:
        quality: All plans as one group: ``pairs`` (plans scored twice), ``better``, ``worse``; no
            row where there are no plans.
        area: The improvement area it is an outcome of.

    Returns:
        The columns of `outcome_measures`: ``base`` is the number of plans scored twice,
        ``estimate``, ``low`` and ``high`` the share (0 to 1) of changed scores that rose, with its
        exact interval; a half is no change, and the verdict is that of the sign test. ``why`` says
        what the baseline is.

    Source: sign test as in Conover, Practical nonparametric statistics; docs/method.md, "Outcome
    measures" and "Plans of children, and change in wellbeing".
    """
    why = NO_PLANS if quality.empty else NOT_SCORED_TWICE
    row = {
        "area": area, "component": "impact", "measure": MEASURE, "group_type": "all",
        "group": "all", "has_baseline": False, "method": "", "verdict": NOT_SHOWN,
        "why": why, "in_words": f"{MEASURE}: not compared: {why}.", "in_short": "not compared",
        "item_ids": "",
    }  # fmt: skip
    scored = quality[quality["pairs"].fillna(0).gt(0)]
    if len(scored):
        better, worse, pairs = (int(scored.iloc[0][each]) for each in ("better", "worse", "pairs"))
        row |= _tested(better, worse, pairs)
    return as_outcomes([row])


def _tested(better: int, worse: int, pairs: int) -> dict[str, Any]:
    # Given how many changed, those that rose are binomial: the exact comparison of the two counts.
    found = compare_counts(worse, better)
    low, high = _share_of_ratio(found.low), _share_of_ratio(found.high)
    like_chance = not found.significant
    changed = IMPROVED if better > worse else WORSENED
    verdict = NOT_SHOWN if like_chance else changed
    return {
        "has_baseline": True, "before_period": "start of each plan",
        "after_period": "latest score", "base": pairs, "method": METHOD,
        "estimate": better / (better + worse) if better + worse else None,
        "low": low, "high": high, "verdict": verdict, "consistent_with_chance": like_chance,
        "why": OWN_START, "in_short": SHORT[verdict],
        "in_words": _in_words(better, worse, verdict, found.p_value, (low, high)),
    }  # fmt: skip


def _share_of_ratio(ratio: float) -> float:
    return ratio / (1 + ratio) if math.isfinite(ratio) else 1.0


def _in_words(better: int, worse: int, verdict: str, p: float, limits: tuple[float, float]) -> str:
    shown = f"{verdict} by more than chance would explain"
    if verdict == NOT_SHOWN:
        shown = f"{SHORT[NOT_SHOWN]}: chance alone could explain it"
    changed = better + worse
    said = "too few have changed to show the figures"
    if disclosure.share_may_show(better, changed):
        rose = f"{better} of the {changed} that changed rose ({100 * better / changed:.0f}%"
        ends = percent_interval(*(100 * each for each in limits))
        said = f"{rose}, {ends}, sign test {p_value(p)})"
    return f"{MEASURE}: {said}. {capital(shown)}. {capital(OWN_START)}."
