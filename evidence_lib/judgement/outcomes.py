"""What each outcome measure shows since the earlier inspection, for better or for worse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.english import capital
from evidence_lib.judgement.measured_change import NOT_SHOWN, change_between
from evidence_lib.judgement.measured_series import (
    Pair,
    Series,
    chosen_pair,
    series_of,
    usable_values,
)
from evidence_lib.judgement.measured_words import compared, in_short, measure_name, not_compared

OUTCOME_KINDS = ("outcome", "impact")

OUTCOME_COLUMNS = [
    "area", "component", "indicator_id", "measure", "group_type", "group", "definition_version",
    "has_baseline", "before_period", "after_period", "before", "after", "base", "method",
    "estimate", "low", "high", "verdict", "consistent_with_chance", "why", "in_words", "in_short",
    "item_ids",
]  # fmt: skip

_TYPES = {
    **dict.fromkeys(("before", "after", "base", "estimate", "low", "high"), "float64"),
    "has_baseline": "bool",
    "consistent_with_chance": "object",
}

_NO_VALUE = Pair(None, None, "no value was known by then")


def outcome_measures(
    indicators: pd.DataFrame,
    indicator_values: pd.DataFrame,
    *,
    place: str,
    inspected_on: date | None,
    fieldwork_on: date,
) -> pd.DataFrame:
    """
    Say of each outcome measure whether it improved or worsened by more than chance.

    Row: one series of one indicator whose kind is outcome or impact, as `compare_measures` gives.

    Args:
        indicators: The review's indicators.
        indicator_values: Their values.
        place: Whose values count.
        inspected_on: The first day of the earlier joint inspection; None where it is not known:
            then nothing has a baseline.
        fieldwork_on: The first day of this review's fieldwork.

    Raises:
        MethodInputError: A period is not written as its kind is.

    Source: docs/method.md, "Outcome measures".
    """
    wanted = indicators[indicators["measure_kind"].isin(OUTCOME_KINDS)]
    return compare_measures(
        wanted, indicator_values, place=place, inspected_on=inspected_on, fieldwork_on=fieldwork_on
    )


def compare_measures(
    indicators: pd.DataFrame,
    indicator_values: pd.DataFrame,
    *,
    place: str,
    inspected_on: date | None,
    fieldwork_on: date,
) -> pd.DataFrame:
    """
    Compare measures of any kind between the earlier inspection and this review.

    From the last period that ended before the inspection to the last one that ended before the
    fieldwork, of one definition; raw values that nothing superseded.

    Row: one series of one indicator, in order: of all, of an age or of looked-after children, and
    after them the gap between the most and the least deprived fifth. An indicator without any value
    has one row.

    Args:
        indicators: As `outcome_measures` takes.
        indicator_values: The same.
        place: The same.
        inspected_on: The same.
        fieldwork_on: The same.

    Returns:
        ``area``, ``component`` (impact), ``indicator_id``, ``measure`` (title, and group where
        there are several), ``group_type``, ``group`` (*gap* for the gap), ``definition_version``,
        ``has_baseline`` (both periods are known and of one definition), ``before_period``,
        ``after_period``, ``before`` and ``after`` (values in the unit; the size of a gap; those
        known, comparable or not), ``base`` (the earlier count, or the smallest denominator),
        ``method``, ``estimate``, ``low``, ``high`` (95%: a ratio, or a difference of shares, -1 to
        1), ``verdict`` (improved, worsened or not_shown; never that nothing changed),
        ``consistent_with_chance`` (missing when not tested), ``why`` (in words, where not compared
        or not tested), ``in_words`` and ``in_short`` (a sentence, and its values and verdict only;
        no small count in either) and ``item_ids`` (empty: fill in the items that rest on the
        measure).

    Raises:
        MethodInputError: As `outcome_measures`.

    Source: `counts.compare_counts`; `survey.combine_shares`; docs/method.md, "Outcome measures".
    """
    usable = usable_values(indicator_values, place)
    by_indicator = dict(iter(usable.groupby("indicator_id")))
    rows = []
    for definition in indicators.to_dict("records"):
        found = series_of(by_indicator.get(definition["indicator_id"], usable.iloc[:0]))
        several = sum(not each.is_gap for each in found) > 1
        for series in found:
            pair = chosen_pair(
                series, inspected_on=inspected_on, fieldwork_on=fieldwork_on,
                own_version=str(definition["definition_version"]),
            )  # fmt: skip
            name = measure_name(str(definition["title"]), series, several=several)
            rows.append(_row(definition, name, series, pair))
        if not found:
            rows.append(_without_value(definition))
    return as_outcomes(rows)


def as_outcomes(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Make a frame of rows of outcomes, with the columns and types of `compare_measures`."""
    return pd.DataFrame(rows, columns=OUTCOME_COLUMNS).astype(_TYPES)


def _row(definition: dict[Any, Any], name: str, series: Series, pair: Pair) -> dict[str, Any]:
    unit, direction = str(definition["unit"]), str(definition["direction"])
    if series.is_gap and direction != "neutral":
        direction = "lower"
    known = (
        _described(definition, name)
        | {"group_type": series.group_type, "group": series.group}
        | _two_points(pair)
    )
    if pair.before is None or pair.after is None or pair.why:
        return known | _not_compared(name, pair, unit)
    change = change_between(pair.before, pair.after, unit, is_gap=series.is_gap)
    verdict = change.verdict(direction)
    return known | {
        "has_baseline": True, "definition_version": pair.after.definition_version,
        "base": change.base, "method": change.method, "estimate": change.estimate,
        "low": change.low, "high": change.high, "verdict": verdict,
        "consistent_with_chance": change.like_chance, "why": change.why,
        "in_words": compared(name, pair, change, unit=unit, direction=direction),
        "in_short": in_short(pair, verdict, unit),
    }  # fmt: skip


def _not_compared(name: str, pair: Pair, unit: str) -> dict[str, Any]:
    return {
        "why": pair.why,
        "in_words": not_compared(name, pair, unit),
        "in_short": in_short(pair, NOT_SHOWN, unit),
    }


def _described(definition: dict[Any, Any], name: str) -> dict[str, Any]:
    return {
        "area": definition["area"], "component": "impact",
        "indicator_id": definition["indicator_id"], "measure": name, "has_baseline": False,
        "method": "", "verdict": NOT_SHOWN, "why": "", "item_ids": "",
    }  # fmt: skip


def _two_points(pair: Pair) -> dict[str, Any]:
    points = {"before": pair.before, "after": pair.after}
    values = {name: abs(point.value) for name, point in points.items() if point is not None}
    periods = {f"{name}_period": each.period for name, each in points.items() if each is not None}
    return values | periods


def _without_value(definition: dict[Any, Any]) -> dict[str, Any]:
    name = str(definition["title"])
    return _described(definition, name) | _not_compared(name, _NO_VALUE, str(definition["unit"]))


def survey_independence(
    survey_responses: pd.DataFrame, workforce: pd.DataFrame
) -> tuple[bool, str]:
    """
    Say whether a staff survey may count as an independent strand, and why.

    The number asked has to be known for each sector that answered, at least half of those asked
    have to have answered, and no sector may give more than half of the answers. A link passed round
    asks nobody: where it went, a headcount is no number asked, and a low response says so.

    Row: one respondent; one sector's headcount.

    Returns:
        Whether it may, and the reason in words.

    Source: the limiter on surveys in `reference/progress_rules.toml`; docs/method.md, "Outcome
    measures".
    """
    if survey_responses.empty:
        return False, "There is no survey."
    sectors = survey_responses["sector"].value_counts()
    asked = workforce.dropna(subset=["invited"]) if len(workforce) else workforce
    unknown = sorted(set(sectors.index) - set(asked["sector"]))
    if unknown:
        return False, f"The number asked is not known for: {', '.join(map(str, unknown))}."
    answered, invited = len(survey_responses), int(asked["invited"].sum())
    few = disclosure.is_small_count(answered)
    share = f"{capital(disclosure.few_or_count(answered))} of {invited:,} asked answered"
    if answered > invited:
        return False, f"{share}: more than were asked, so it is not known who was."
    if 2 * answered < invited:
        percent = "" if few else f" ({100 * answered / invited:.0f}%)"
        return False, f"{share}{percent}: fewer than half."
    if 2 * int(sectors.iloc[0]) > answered:
        return False, f"More than half of the answers come from one sector: {sectors.index[0]}."
    return True, f"{share}, and no sector gave more than half of the answers."
