"""Sentences about figures; each says its base, its interval and what it does not show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from evidence_lib import terms
from evidence_lib.wording.blocks import Caveat, Finding, Sentence
from evidence_lib.wording.evidence import counted, listed


class CountComparison(Protocol):
    """What `counts.compare_counts` returns."""

    before: int
    after: int
    ratio: float
    low: float
    high: float
    p_value: float
    significant_at_most: int | None


class Periods(Protocol):
    """What `indicators.review_periods` returns."""

    baseline: str
    latest: str


def p_value(value: float) -> str:
    """Write a p value: two places, three under 0.1, and never as nought."""
    if value < 0.001:
        return "p < 0.001"
    return f"p = {value:.3f}" if value < 0.1 else f"p = {value:.2f}"


def interval(low: float, high: float, *, places: int = 2) -> str:
    """Write a 95 % interval: ``95% interval 0.25 to 1.28``."""
    return f"95% interval {low:.{places}f} to {high:.{places}f}"


def percentage(value: float, base: float, *, places: int = 0) -> str:
    """Write a percentage, or say that its base of fewer than 20 allows none."""
    if base < terms.PERCENT_NEEDS:
        return f"no percentage (base {base:g}, under {terms.PERCENT_NEEDS})"
    return f"{value:.{places}f}%"


def count_change(change: pd.Series, *, baseline_period: str) -> Finding:
    """Say one row of `indicators.change_from_baseline` of a count in one sentence."""
    size = abs(change["change"])
    verb = "Fell" if change["change"] < 0 else "Rose"
    if not size:
        return Finding(
            f"Unchanged: {change['baseline']:g} in {baseline_period} and in "
            f"{change['latest_period']}."
        )
    percent = f", {abs(change['change_pct']):.0f}%" if pd.notna(change["change_pct"]) else ""
    fewer = "fewer" if change["change"] < 0 else "more"
    return Finding(
        f"{verb} from {change['baseline']:g} in {baseline_period} to {change['latest']:g} in "
        f"{change['latest_period']}: {size:g} {fewer}{percent}, {_judged(change['improved'])}."
    )


def _judged(improved: Any) -> str:
    if pd.isna(improved):
        return "neither better nor worse in itself"
    return "the direction asked for" if improved else "the wrong direction"


def chance(compared: CountComparison) -> Sentence:
    """Say whether two counts differ by more than chance would make them differ."""
    ratio = f"rate ratio {compared.ratio:.2f}, {interval(compared.low, compared.high)}"
    verdict = (
        "more than chance alone would explain"
        if compared.p_value < 0.05
        else "compatible with chance"
    )
    return Sentence(
        f"{compared.before} and {compared.after} are {verdict} ({ratio}; "
        f"{p_value(compared.p_value)}, exact two-sided test). {_needed(compared)}"
    )


def _needed(compared: CountComparison) -> str:
    if compared.significant_at_most is None:
        return f"From a base of {compared.before} no fall could be told from chance."
    return (
        f"From a base of {compared.before}, only {compared.significant_at_most} or fewer would "
        "have been a fall beyond chance."
    )


def detectable(power: float, years: int | None, compared: CountComparison) -> Sentence:
    """Say how likely such a fall would be noticed if it were real, and what would settle it."""
    enough = (
        f"About {years} years of counts at this level would be needed to tell." if years else ""
    )
    return Sentence(
        f"If the true level had fallen by this much, two such years would show it in about "
        f"{100 * power:.0f} cases of 100. {enough}".strip()
    )


def later_values(values: pd.DataFrame, period: str) -> Caveat:
    """Say which values were known only later; rows as `indicators.series` gives."""
    later = [str(each) for each in values["period"] if str(each) > period]
    editions = listed(sorted({str(each) for each in values["as_published_on"].dropna()}))
    known = f"Values after {period} could not be known at the review. " if later else ""
    return Caveat(
        f"Read with care: {known}All values are those of the edition published in {editions}, "
        "which takes in later revisions."
    )


def regression_to_the_mean(yearly: pd.DataFrame) -> Caveat:
    """Warn that a high year tends to be followed by lower ones; rows with ``period``, ``count``."""
    first = yearly.iloc[0]
    highest = first["count"] == yearly["count"].max()
    known = f", and {first['period']} is the highest year known" if highest else ""
    return Caveat(
        f"Read with care: the area was named because numbers were high{known}. A year chosen for "
        "being high is usually followed by a lower one, whatever is done."
    )


def definition(indicator: Mapping[str, Any]) -> Caveat:
    """Put an indicator's own caveat beside its number."""
    return Caveat(f"Read with care: {indicator['caveat']}")


def place_change(values: pd.DataFrame, periods: Periods, *, place: str) -> Finding:
    """Say a percentage in two periods with base and interval in each; rows as `series` gives."""
    rows = values.set_index("period")
    before, after = rows.loc[periods.baseline], rows.loc[periods.latest]
    return Finding(
        f"{place}: {_with_base(before)} in {periods.baseline} and {_with_base(after)} in "
        f"{periods.latest}."
    )


def place_trend(
    rates: pd.DataFrame, *, period: str, place: str, national: str, unit: str
) -> Finding:
    """Say a place's value in a period beside the nation's; rows as `beside_comparators` gives."""
    in_period = rates[rates["period"].eq(period) & rates["value"].notna()]
    own = in_period[in_period["series"].eq(place)].iloc[0]
    nation = in_period[in_period["series"].eq(national)]
    if nation.empty:
        return Finding(f"{place}: {_amount(own['value'], unit)} in {own['period']}.")
    return Finding(
        f"{place}: {_amount(own['value'], unit)} in {own['period']}; "
        f"{national}: {_amount(nation.iloc[0]['value'], unit)}."
    )


def two_periods(
    rates: pd.DataFrame, periods: Periods, *, place: str, national: str, unit: str
) -> Finding:
    """Say a place's value at inspection and review, beside the nation's at the review."""
    before = rates[rates["series"].eq(place) & rates["period"].eq(periods.baseline)].iloc[0]
    now = place_trend(rates, period=periods.latest, place=place, national=national, unit=unit)
    return Finding(f"{now} In {periods.baseline} it was {_amount(before['value'], unit)}.")


def _amount(value: float, unit: str) -> str:
    if unit == "%":
        return f"{value:.1f}%"
    return f"£{value:,.0f} {unit[2:]}" if unit.startswith("£ ") else f"{value:,.1f} {unit}"


def _with_base(row: Any) -> str:
    value = f"{row['value']:.1f}%"
    if pd.isna(row["denominator"]) or pd.isna(row.get("low")):
        return value
    return (
        f"{value} ({row['numerator']:,.0f} of {row['denominator']:,.0f}, "
        f"{interval(row['low'], row['high'], places=1)})"
    )


def rank_among(ranked: pd.DataFrame, place: str, *, of: str, period: str) -> Sentence:
    """Say where a place stands among others in one period; rows as `across_places` gives."""
    row = ranked[ranked["place"].eq(place)].iloc[0]
    return Sentence(
        f"In {period}, {place} stood {ordinal(int(row['rank']))} of {len(ranked)} {of} "
        "(1st is best); ranks of close values say little."
    )


def ordinal(number: int) -> str:
    """Write ``1st``, ``2nd``, ``3rd``, ``4th``, ``11th``."""
    ending = (
        "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"


def special_causes(chart: pd.DataFrame, *, what: str) -> Sentence:
    """Say which periods of a p, u or c chart stand outside its limits; the index names them."""
    outside = [str(period) for period in chart.index[chart["outside"]]]
    if not outside:
        return Sentence(
            f"None of the {len(chart)} periods stands outside the limits of chance: the ups and "
            f"downs of {what} are what one stable level would give."
        )
    return Sentence(f"Outside the limits of chance: {listed(outside)}.")


def funnel_finding(places: pd.DataFrame, *, place: str) -> Finding:
    """Say whether a place is within the limits of chance; rows as `indicators.funnel_limits`."""
    own = places[places["label"].eq(place)]
    others = [str(name) for name in places.loc[places["outside"], "label"] if name != place]
    within = own.empty or not own["outside"].iloc[0]
    said = f"{place} is {'within' if within else 'outside'} the limits of chance"
    beyond = f"; outside them: {listed(others)}" if others else "; so is every other place"
    if not within and not others:
        beyond = "; every other place is within them"
    return Finding(f"{said}{beyond}.")


def figures_agree(compared: pd.DataFrame) -> Finding:
    """Say how many published figures our tables give back."""
    if compared.empty:
        return Finding("The report prints no figure here that our tables could give back.")
    agree = int(compared["agrees"].fillna(False).sum())
    unchecked = int(compared["agrees"].isna().sum())
    left = f" {unchecked} could not be checked: the table is not there." if unchecked else ""
    return Finding(
        f"{agree} of {counted(len(compared), 'published figure')} "
        f"{'agrees' if agree == 1 else 'agree'} with our tables.{left}"
    )
