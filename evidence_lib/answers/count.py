"""A yearly count of a few children: what changed, and what chance would do."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from evidence_lib import disclosure, indicators
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.chart_titles import count_title, spanned, subtitle
from evidence_lib.answers.imagined import imagined_behind
from evidence_lib.answers.indicator import Indicator, indicator_of, no_figures, whole_values
from evidence_lib.answers.named_sources import from_indicators
from evidence_lib.counts import EXACT, WIDENED, CountComparison, CountTrend
from evidence_lib.english import counted, interval, listed, p_value
from evidence_lib.evidence import Area
from evidence_lib.indicators import CountChange
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Sentence,
    charts,
    read_with_care,
    table,
)

INTERVALS = "with 95% intervals"


@from_indicators
def count(area: Area, indicator_id: str, *, called: str = "") -> Answer:
    """
    Follow a yearly count of a few children: what changed, whether chance explains it.

    Args:
        area: The area.
        indicator_id: An indicator whose values are counts of people or events.
        called: What to call it where it has no row in ``indicators``.

    Returns:
        Finding with chart and table, the exact test, what fall would have shown, the trend over all
        periods, other bases that would turn the answer round, caveats; its frame ``yearly`` has a
        row a period.
    """
    own = indicator_of(area, indicator_id)
    found = indicators.count_change(
        whole_values(area), area.tables["indicators"], indicator_id, place=area.place,
        since=area.facts.inspected_from,
    )  # fmt: skip
    if own is None or found is None:
        return no_figures(area, indicator_id, called=called)
    if disclosure.small_counts(found.yearly["count"]).any():
        return Answer.of(too_few_to_show(own), own.caveat_block)
    return Answer.of(
        charts.show(
            charts.count_trend,
            found.yearly,
            measure=own.what,
            name=indicator_id,
            title=count_title(found.comparison),
            subtitle=subtitle(own.title, area.place, spanned(found.yearly["period"]), INTERVALS),
            finding=count_change(found.change, baseline_period=found.periods.baseline),
            table=counts_table(
                found.yearly, name=indicator_id, caption=f"{own.title}, by year", unit=own.unit
            ),
        ),
        chance(found.comparison),
        over_all_periods(found),
        from_another_year(found),
        chosen_for_being_high(found) if found.baseline_is_highest else None,
        own.caveat_block,
        yearly=found.yearly,
    )


def count_change(change: pd.Series, *, baseline_period: str) -> Finding:
    """Say one row of `indicators.change_from_baseline` of a count in one sentence."""
    size = abs(change["change"])
    if not size:
        return Finding(
            f"The number was {change['baseline']:,.10g} in {baseline_period} and the same in "
            f"{change['latest_period']}."
        )
    verb, more = ("fell", "fewer") if change["change"] < 0 else ("rose", "more")
    percent = f" ({abs(change['change_pct']):.0f}%)" if pd.notna(change["change_pct"]) else ""
    return Finding(
        f"The number {verb} from {change['baseline']:,.10g} in {baseline_period} to "
        f"{change['latest']:,.10g} in {change['latest_period']}: {size:,.10g} {more}{percent}, "
        f"{_judged(change['improved'])}."
    )


def too_few_to_show(own: Indicator) -> Finding:
    """Say that a yearly count cannot be shown, because one of them is small."""
    return Finding(f"{own.title}: a year has fewer than 5, so no yearly count is shown.")


def _judged(improved: Any) -> str:
    if pd.isna(improved):
        return "and neither direction is better in itself"
    return "the direction asked for" if improved else "the wrong direction"


def chance(compared: CountComparison) -> Sentence:
    """Say whether two counts are shown to differ, and what fall would have shown."""
    verdict = "differ by more than chance" if compared.significant else "are not shown to differ"
    return Sentence(
        f"{compared.before} and {compared.after} {verdict} ({_ratio(compared)}; "
        f"{p_value(compared.p_value)}, exact two-sided test). {_needed(compared)}".strip()
    )


def _ratio(compared: CountComparison) -> str:
    if not compared.before:
        return "no rate ratio, as the first is 0"
    return f"rate ratio {compared.ratio:.2f}, {interval(compared.low, compared.high)}"


def _needed(compared: CountComparison) -> str:
    """Say the smallest fall that would have shown: what could be seen, whatever was seen."""
    if compared.after >= compared.before:
        return ""
    most = compared.significant_at_most
    if most is None:
        return f"From {compared.before} no fall could be told from chance."
    if not most:
        return f"From {compared.before} only a fall to 0 would have shown."
    fall = 100 * (compared.before - most) / compared.before
    return (
        f"From {compared.before} only a fall by {fall:.0f}% or more, to {most} or fewer, would "
        "have shown."
    )


def over_all_periods(found: CountChange) -> Sentence:
    """Say what all the counts together show, and not only two of them."""
    known = found.yearly["period"]
    missing = f" ({listed(found.not_given)} not given)" if found.not_given else ""
    if found.trend is None:
        return Sentence(
            f"{counted(len(known), 'count')} {'is' if len(known) == 1 else 'are'} known{missing}: "
            "too few for a trend."
        )
    return Sentence(
        f"Over all {len(known)} counts, {known.iloc[0]} to {known.iloc[-1]}{missing}: "
        f"{_a_year(found.trend)}.{_beyond_draws(found.trend)}"
    )


def _a_year(trend: CountTrend) -> str:
    if not trend.total:
        return "all are 0, so there is no trend to look for"
    shown = "a trend is shown" if trend.significant else "a trend is not shown"
    return (
        f"{_per_period(trend.ratio)} from one to the next (95% interval {_per_period(trend.low)} "
        f"to {_per_period(trend.high)}; {p_value(trend.p_value)}, {_TEST[trend.method]}); {shown}"
    )


_TEST = {
    EXACT: "exact test of a Poisson trend",
    WIDENED: "Poisson trend widened for overdispersion",
}


def _per_period(ratio: float) -> str:
    if math.isinf(ratio):
        return "no upper end"
    percent = round(100 * abs(ratio - 1))
    if not percent:
        return "less than 1%"
    return f"{percent}% {'fewer' if ratio < 1 else 'more'}"


def _beyond_draws(trend: CountTrend) -> str:
    if not trend.overdispersed:
        return ""
    return (
        f" The counts vary about the trend {trend.dispersion:.1f} times as much as chance alone "
        "would make them, so the interval was widened."
    )


def from_another_year(found: CountChange) -> Sentence | None:
    """Say from which other years the answer would be another; nothing where none."""
    turned = [
        f"from {each.before} in {period} it {_went(each)}"
        for period, each in found.turned_round_from.items()
    ]
    if not turned:
        return None
    return Sentence(
        "The answer depends on the year it is measured from. The base is the last year that had "
        f"ended before the inspection; {listed(turned)}."
    )


def _went(compared: CountComparison) -> str:
    if compared.before == compared.after:
        return "did not move"
    verb = "fell" if compared.after < compared.before else "rose"
    return f"{verb} by more than chance" if compared.significant else f"{verb}, not beyond chance"


def chosen_for_being_high(found: CountChange) -> Caveat:
    """Warn of a base that is the highest year known: lower ones tend to follow."""
    return read_with_care(
        f"{found.periods.baseline} has the highest count of the {len(found.yearly)} known. A "
        "highest year is usually followed by lower ones, whatever is done."
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
        notes=(imagined_behind("one year's count"),),
    )  # fmt: skip
