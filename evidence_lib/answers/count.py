"""A yearly count of a few children: what changed, and what chance would do."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evidence_lib import disclosure, indicators
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.indicator import Indicator, indicator_of, no_figures, whole_values
from evidence_lib.counts import CountComparison
from evidence_lib.english import interval, p_value
from evidence_lib.evidence import Area
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Sentence,
    charts,
    read_with_care,
    table,
)


def count(area: Area, indicator_id: str, *, called: str = "") -> Answer:
    """
    Follow a yearly count of a few children: what changed, whether chance explains it.

    Args:
        area: The area.
        indicator_id: An indicator whose values are counts of people or events.
        called: What to call it where it has no row in ``indicators``.

    Returns:
        Finding with chart and table, the exact test, what could have been seen, caveats; its frame
        ``yearly`` has a row a period.
    """
    own = indicator_of(area, indicator_id)
    found = indicators.count_change(
        whole_values(area), area.tables["indicators"], indicator_id, place=area.place
    )  # fmt: skip
    if own is None or found is None:
        return no_figures(area, indicator_id, called=called)
    if disclosure.small_counts(found.yearly["count"]).any():
        return Answer.of(too_few_to_show(own), own.caveat_block)
    fell = found.comparison.after < found.comparison.before
    return Answer.of(
        charts.show(
            charts.count_trend,
            found.yearly,
            measure=own.what,
            name=indicator_id,
            finding=count_change(found.change, baseline_period=found.first),
            table=counts_table(
                found.yearly, name=indicator_id, caption=f"{own.title}, by year", unit=own.unit
            ),
        ),
        chance(found.comparison),
        detectable(found.power, found.years_needed) if fell else None,
        regression_to_the_mean(found.yearly) if fell else None,
        own.caveat_block,
        yearly=found.yearly,
    )


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


def too_few_to_show(own: Indicator) -> Finding:
    """Say that a yearly count cannot be shown, because one of them is small."""
    return Finding(f"{own.title}: a year has so few that no yearly count is shown.")


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
        f"{p_value(compared.p_value)}, exact two-sided test). {_needed(compared)}".strip()
    )


def _needed(compared: CountComparison) -> str:
    if compared.after >= compared.before:
        return ""
    if compared.significant_at_most is None:
        return f"From a base of {compared.before} no fall could be told from chance."
    return (
        f"From a base of {compared.before}, only {compared.significant_at_most} or fewer would "
        "have been a fall beyond chance."
    )


def detectable(power: float, years: int | None) -> Sentence:
    """Say how likely such a fall would be noticed if it were real, and what would settle it."""
    enough = (
        f"About {years} years of counts at this level would be needed to tell." if years else ""
    )
    return Sentence(
        f"If the true level had fallen by this much, two such years would show it in about "
        f"{100 * power:.0f} cases of 100. {enough}".strip()
    )


def regression_to_the_mean(yearly: pd.DataFrame) -> Caveat:
    """Warn that a high year tends to be followed by lower ones; rows with ``period``, ``count``."""
    first = yearly.iloc[0]
    highest = first["count"] == yearly["count"].max()
    known = f", and {first['period']} is the highest year known" if highest else ""
    return read_with_care(
        f"the area was named because numbers were high{known}. A year chosen for "
        "being high is usually followed by a lower one, whatever is done."
    )


def counts_table(counted: pd.DataFrame, *, name: str, caption: str, unit: str) -> AccessibleTable:
    """
    Show counts with their exact intervals.

    Row: one period, with ``count``, ``low`` and ``high``.
    """
    return table(
        counted,
        {"period": "Period", "count": f"Number of {unit}", "low": "95% interval, from",
         "high": "95% interval, to"},
        name=name,
        caption=caption,
        notes=("Exact Poisson interval: what a steady level behind one year's count could be.",),
    )  # fmt: skip
