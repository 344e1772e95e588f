"""What is known of each outcome measure: baseline, base, and whether chance could explain it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from evidence_lib import counts, survey

OUTCOME_KINDS = ("outcome", "impact")


def outcome_measures(
    indicators: pd.DataFrame, indicator_values: pd.DataFrame, *, place: str
) -> pd.DataFrame:
    """
    Look up of each outcome measure whether it has a baseline and changed by more than chance.

    The first and the last value of the place are compared, superseded values left out: as shares
    where a denominator is known, else as counts. Without numerators nothing is tested.

    Row: one indicator whose kind is outcome or impact, in order.

    Args:
        indicators: The review's indicators.
        indicator_values: Their values, those known on the day spoken of.
        place: Whose values count.

    Returns:
        ``area``, ``component`` (impact), ``indicator_id``, ``title``, ``periods`` (with a value),
        ``has_baseline`` (two periods or more), ``first_period``, ``last_period``, ``before`` and
        ``after`` (numerators), ``base`` (the earlier numerator, or its denominator where there is
        one), ``method`` (of the comparison), ``estimate``, ``low``, ``high`` (a ratio of counts,
        or a difference of shares, -1 to 1), ``consistent_with_chance`` (the 95% interval holds no
        change; missing when not tested) and ``item_ids`` (empty: fill in the items that rest on
        the measure).

    Source: `counts.compare_counts`; Newcombe (1998), Statistics in Medicine 17, 873-890, method 10;
    docs/method.md, "Indicative progress".
    """
    wanted = indicators[indicators["measure_kind"].isin(OUTCOME_KINDS)]
    usable = indicator_values[
        indicator_values["place"].eq(place)
        & indicator_values["group_type"].isin(["all", "age"])
        & indicator_values["value"].notna()
        & indicator_values["superseded_by"].isna()
    ]
    rows = [
        {"area": area, "component": "impact", "indicator_id": key, "title": title}
        | _measured(usable[usable["indicator_id"].eq(key)])
        for area, key, title in wanted[["area", "indicator_id", "title"]].itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


_COLUMNS = [
    "area", "component", "indicator_id", "title", "periods", "has_baseline", "first_period",
    "last_period", "before", "after", "base", "method", "estimate", "low", "high",
    "consistent_with_chance", "item_ids",
]  # fmt: skip


def _measured(values: pd.DataFrame) -> dict[str, Any]:
    ordered = values.sort_values("period", kind="stable").drop_duplicates("period", keep="last")
    found = {"periods": len(ordered), "has_baseline": len(ordered) > 1, "item_ids": ""}
    if ordered.empty:
        return found
    first, last = ordered.iloc[0], ordered.iloc[-1]
    found |= {"first_period": first["period"], "last_period": last["period"]}
    pair = [*first[["numerator", "denominator"]], *last[["numerator", "denominator"]]]
    return found | (_compared(*map(float, pair)) if len(ordered) > 1 else {})


def _compared(before: float, base_before: float, after: float, base_after: float) -> dict[str, Any]:
    if pd.isna(before) or pd.isna(after) or before % 1 or after % 1:
        return {}
    known = {"before": int(before), "after": int(after)}
    if pd.isna(base_before) and pd.isna(base_after):
        found = counts.compare_counts(int(before), int(after))
        return known | _tested("ratio of counts, exact", before, found.ratio, found.low, found.high)
    if pd.isna(base_before) or pd.isna(base_after) or before > base_before or after > base_after:
        return known
    one = survey.proportion_interval(int(before), int(base_before))
    two = survey.proportion_interval(int(after), int(base_after))
    change = two.share - one.share
    low = change - math.hypot(two.share - two.low, one.high - one.share)
    high = change + math.hypot(two.high - two.share, one.share - one.low)
    return known | _tested("difference of shares, Newcombe", base_before, change, low, high)


def _tested(method: str, base: float, estimate: float, low: float, high: float) -> dict[str, Any]:
    no_change = 1.0 if method.startswith("ratio") else 0.0
    return {
        "base": int(base), "method": method, "estimate": estimate, "low": low, "high": high,
        "consistent_with_chance": low <= no_change <= high,
    }  # fmt: skip


def survey_independence(
    survey_responses: pd.DataFrame, workforce: pd.DataFrame
) -> tuple[bool, str]:
    """
    Say whether a staff survey may count as an independent strand, and why.

    Row: one respondent; one sector's headcount.

    Returns:
        Whether it may, and the reason in words: the number asked has to be known for each sector
        that answered, and no sector may give more than half of the answers.

    Source: the limiter on surveys in `reference/progress_rules.toml`.
    """
    if survey_responses.empty:
        return False, "There is no survey."
    sectors = survey_responses["sector"].value_counts()
    asked = workforce.dropna(subset=["invited"]) if len(workforce) else workforce
    unknown = sorted(set(sectors.index) - set(asked["sector"]))
    if unknown:
        return False, f"The number asked is not known for: {', '.join(map(str, unknown))}."
    if 2 * int(sectors.iloc[0]) > len(survey_responses):
        return False, f"More than half of the answers come from one sector: {sectors.index[0]}."
    return True, "The number asked is known, and no sector gave more than half of the answers."
