"""A rate, a percentage or a cost over time, beside other places."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evidence_lib import disclosure, indicators, spc
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.chart_titles import (
    change_title,
    level_title,
    spanned,
    subtitle,
)
from evidence_lib.answers.family_group import among_family_group, family_group_note
from evidence_lib.answers.imagined import imagined, is_stock
from evidence_lib.answers.indicator import (
    Indicator,
    indicator_of,
    later_values,
    no_figures,
    safe_values,
)
from evidence_lib.answers.named_sources import from_indicators
from evidence_lib.english import counted as so_many
from evidence_lib.english import interval, listed, verb
from evidence_lib.evidence import Area
from evidence_lib.indicators import ReviewPeriods
from evidence_lib.show import AccessibleTable, Finding, Sentence, charts, table
from evidence_lib.show.charts import Exhibit


@from_indicators
def rate(area: Area, indicator_id: str, *, counted: bool = False, called: str = "") -> Answer:
    """
    Follow a rate, a percentage or a cost beside the nation and the family group.

    Args:
        area: The area.
        indicator_id: An indicator of it.
        counted: Its counts are published for every place: say base and interval, whether a year
            stands outside the limits of chance, and how the councils of the family group compare.
        called: What to call it where it has no row in ``indicators``.

    Returns:
        Finding with chart and table, caveats; its frame ``series`` has a row a period.
    """
    own = indicator_of(area, indicator_id)
    values = safe_values(area)
    series = indicators.with_share_intervals(
        indicators.series(values, indicator_id, place=area.place)
    )
    periods = indicators.review_periods(series, since=area.facts.inspected_from, until=area.as_at)
    if own is None or periods is None:
        return no_figures(area, indicator_id, called=called)
    drawn = _trend(area, own, series, periods, counted=counted)
    if not counted:
        return Answer.of(drawn, imagined(series), own.caveat_block, series=series)
    return Answer.of(
        drawn,
        _control_limits(series),
        among_family_group(area, own, periods.latest),
        imagined(series),
        own.caveat_block,
        later_values(area, own.indicator_id),
        series=series,
    )


def _trend(
    area: Area, own: Indicator, series: pd.DataFrame, periods: ReviewPeriods, *, counted: bool
) -> Exhibit:
    rates = indicators.with_comparators(
        safe_values(area), own.indicator_id, place=area.place,
        national=area.national, family_group=area.family_group,
    )  # fmt: skip
    finding = (
        place_change(series, periods, place=area.place)
        if counted
        else two_periods(rates, periods, place=area.place, national=area.national, unit=own.unit)
    )
    return charts.show(
        charts.rate_trend,
        rates,
        place=area.place,
        measure=own.measure,
        events=indicators.fieldwork_mark(area.facts.fieldwork_from) if counted else None,
        name=own.indicator_id,
        title=change_title(series, periods)
        if counted
        else level_title(
            rates, periods.latest, place=area.place, national=area.national, unit=own.unit
        ),
        subtitle=subtitle(own.measure, area.place, spanned(rates["period"])),
        note=family_group_note(area, rates),
        finding=finding,
        table=rates_table(rates, name=own.indicator_id, caption=own.title, unit=own.unit),
    )


def _control_limits(series: pd.DataFrame) -> Sentence | None:
    """Hold a flow against the limits of chance; a stock is no draw from one year to the next."""
    known = series[series["denominator"].notna()].set_index("period")
    if known.empty or is_stock(series):
        return None
    return special_causes(spc.p_chart(known["numerator"], known["denominator"]))


def place_change(values: pd.DataFrame, periods: ReviewPeriods, *, place: str) -> Finding:
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
    """Say a place's value in a period beside the nation's; rows as `with_comparators` gives."""
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
    rates: pd.DataFrame, periods: ReviewPeriods, *, place: str, national: str, unit: str
) -> Finding:
    """Say a place's value at review beside the nation's, and at inspection and in between."""
    own = rates[rates["series"].eq(place) & rates["value"].notna()]
    since = own[own["period"].ge(periods.baseline) & own["period"].lt(periods.latest)]
    now = place_trend(rates, period=periods.latest, place=place, national=national, unit=unit)
    earlier = [f"{_amount(row['value'], unit)} in {row['period']}"
               for row in since.to_dict("records")]  # fmt: skip
    return Finding(f"{now} Before: {listed(earlier)}.")


def _amount(value: float, unit: str) -> str:
    if unit == "%":
        return f"{value:.1f}%"
    return f"£{value:,.0f} {unit[2:]}" if unit.startswith("£ ") else f"{value:,.1f} {unit}"


def _with_base(row: Any) -> str:
    value = f"{row['value']:.1f}%"
    if pd.isna(row["denominator"]) or pd.isna(row.get("low")):
        return value
    if not disclosure.share_may_show(row["numerator"], row["denominator"]):
        return f"{row['value']:.0f}%"
    return (
        f"{value} ({row['numerator']:,.0f} of {row['denominator']:,.0f}, "
        f"{interval(row['low'], row['high'], places=1)})"
    )


def special_causes(chart: pd.DataFrame) -> Sentence:
    """Say which periods of a p, u or c chart stand outside its limits; the index names them."""
    outside = [str(period) for period in chart.index[chart["outside"]]]
    span = f"{chart.index[0]} to {chart.index[-1]}"
    if not outside:
        return Sentence(
            f"Of {so_many(len(chart), 'period')}, {span}, none stands out (limits of three "
            "standard errors); whether the level moved within them cannot be told."
        )
    stand = verb(len(outside), "stands", "stand")
    return Sentence(
        f"Of {so_many(len(chart), 'period')}, {span}, {listed(outside)} {stand} outside the "
        "limits of chance (three standard errors)."
    )


def rates_table(rates: pd.DataFrame, *, name: str, caption: str, unit: str) -> AccessibleTable:
    """
    Show a place's series beside its comparators, a column a series.

    Row: one period, out of one series in one period (``series``, ``period``, ``value``, ``low``,
    ``high``); a range has its two ends in one cell, and so has an interval.
    """
    shown = pd.DataFrame({"period": sorted(set(rates["period"]))})
    headings = {"period": "Period"}
    for position, (series, rows) in enumerate(rates.groupby("series", sort=False)):
        by_period = rows.set_index("period").reindex(shown["period"])
        if by_period["value"].notna().any():
            shown[f"value_{position}"] = by_period["value"].to_numpy()
            headings[f"value_{position}"] = f"{series} ({unit})"
        if by_period["low"].notna().any():
            shown[f"range_{position}"] = [
                f"{low:,.1f} to {high:,.1f}" if pd.notna(low) else None
                for low, high in zip(by_period["low"], by_period["high"], strict=True)
            ]
            words = "95% interval" if f"value_{position}" in headings else f"range ({unit})"
            headings[f"range_{position}"] = f"{series}, {words}"
    decimals = {column: 1 for column in headings if column.startswith("value_")}
    return table(shown, headings, name=name, caption=caption, decimals=decimals)
