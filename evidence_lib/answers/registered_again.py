"""Children registered again: whole percent, and whether noughts are true."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evidence_lib import disclosure, indicators, terms
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.chart_titles import spanned, subtitle, zeros_title
from evidence_lib.answers.family_group import family_group_note
from evidence_lib.answers.imagined import imagined
from evidence_lib.answers.indicator import (
    Indicator,
    indicator_of,
    later_values,
    no_figures,
    safe_values,
)
from evidence_lib.answers.named_sources import from_indicators
from evidence_lib.english import counted, listed, percent_interval
from evidence_lib.evidence import Area
from evidence_lib.indicators import ReviewPeriods, ZeroRun
from evidence_lib.show import AccessibleTable, Caveat, Finding, charts, read_with_care, table
from evidence_lib.show.charts import Exhibit
from evidence_lib.show.columns import filled


@from_indicators
def registered_again(area: Area, indicator_id: str, *, volume: str, called: str = "") -> Answer:
    """
    Say how often children are registered again, in whole percent, and whether noughts are true.

    Args:
        area: The area.
        indicator_id: A percentage of a few children.
        volume: The indicator that counts them, by which a run of noughts is judged.
        called: What to call it where it has no row in ``indicators``.

    Returns:
        Finding with chart and table, doubts, caveats; its frame ``rates`` has a row a series and
        period.
    """
    values = safe_values(area)
    own = indicator_of(area, indicator_id)
    rates = disclosure.in_whole_percent(
        indicators.with_comparators(
            values, indicator_id, place=area.place, national=area.national,
            family_group=area.family_group,
        )
    )  # fmt: skip
    if own is None or area.place not in set(rates["series"]):
        return no_figures(area, indicator_id, called=called)
    series = indicators.series(values, indicator_id, place=area.place)
    periods = indicators.review_periods(series, since=area.facts.inspected_from, until=area.as_at)
    return Answer.of(
        _chart(area, own, rates, periods, values),
        *_doubts(area, own, values, volume),
        imagined(series),
        own.caveat_block,
        later_values(area, own.indicator_id),
        rates=rates,
    )


def _chart(
    area: Area,
    own: Indicator,
    rates: pd.DataFrame,
    periods: ReviewPeriods | None,
    values: pd.DataFrame,
) -> Exhibit:
    zeros = indicators.zero_run(values, own.indicator_id, place=area.place)
    finding = reregistration_found(rates, zeros, periods, place=area.place, national=area.national)
    return charts.show(
        charts.rate_trend,
        rates,
        place=area.place,
        measure=own.measure,
        events=indicators.fieldwork_mark(area.facts.fieldwork_from),
        period_kind="school_year",
        from_zero=True,
        name=own.indicator_id,
        title=zeros_title(
            rates[rates["series"].eq(area.place)],
            finding.removeprefix(f"{area.place}: "),
            periods=len(zeros.periods) if zeros else 0,
        ),
        subtitle=subtitle(own.measure, area.place, spanned(rates["period"])),
        note=family_group_note(area, rates),
        finding=finding,
        table=whole_rates_table(rates, name=own.indicator_id, caption=own.title),
    )


def _doubts(
    area: Area, own: Indicator, values: pd.DataFrame, volume: str
) -> tuple[Caveat | None, Caveat | None]:
    zeros = indicators.zero_run(values, own.indicator_id, place=area.place)
    # Every part of the counts is needed: a hidden one hides the total.
    volumes = indicators.volumes(
        area.review.tables["indicator_values"], area.tables["indicators"], place=area.place,
        as_at=area.as_at,
    )  # fmt: skip
    flags = indicators.quality_flags(values[values["indicator_id"].eq(own.indicator_id)])
    return (
        zeros_doubted(zeros, volumes, registrations=volume),
        zeros_elsewhere(flags, place=area.place),
    )


def reregistration_found(
    rates: pd.DataFrame,
    run: ZeroRun | None,
    periods: ReviewPeriods | None,
    *,
    place: str,
    national: str,
) -> Finding:
    """Say a place's re-registrations beside the nation's; rows in whole percent."""
    own = rates[rates["series"].eq(place) & rates["value"].notna()]
    nation = rates[rates["series"].eq(national) & rates["value"].notna()]
    if run is not None:
        beside = nation.loc[nation["period"].isin(run.periods), "value"]
        return Finding(
            f"{place} is published as 0% in {counted(len(run.periods), 'period')} running, "
            f"{_span(list(run.periods))}{_range_of(beside, national)}."
        )
    period = own["period"].max() if periods is None else periods.latest
    row = own[own["period"].eq(period)]
    if row.empty:
        return Finding(f"{place}: no percentage can be shown for {period}.")
    return Finding(
        f"{place}: {_percent(row.iloc[0])} in {period}"
        f"{_range_of(nation.loc[nation['period'].eq(period), 'value'], national)}."
    )


def _span(periods: list[str]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"


def _percent(row: pd.Series) -> str:
    said = f"{row['value']:.0f}%"
    if pd.isna(row["low"]):
        return said
    return f"{said} ({percent_interval(row['low'], row['high'])})"


def _range_of(values: pd.Series, name: str) -> str:
    if values.empty:
        return ""
    low, high = f"{values.min():.0f}%", f"{values.max():.0f}%"
    return f"; {name}: {low}" + ("" if low == high else f" to {high}")


def zeros_doubted(
    run: ZeroRun | None, volumes: pd.DataFrame, *, registrations: str
) -> Caveat | None:
    """Say why a run of noughts is unlikely; *registrations* is the indicator of registrations."""
    if run is None:
        return None
    if run.enough is None:
        return read_with_care("most other places are published as 0% in these periods too, "
                      "so whether the zeros are true cannot be told.")  # fmt: skip
    known = volumes[volumes["indicator_id"].eq(registrations) & volumes["count"].notna()]
    many = not known.empty and known["count"].iloc[0] >= run.enough
    registered = (
        f" In {known['period'].iloc[0]} alone {known['count'].iloc[0]:.0f} children were placed on "
        "it."
        if many
        else ""
    )
    verdict = (
        "A gap in what was returned is more likely than a true zero."
        if many
        else "How many were is not known here: ask before relying on it."
    )
    return read_with_care(
        f"the median of the other places in these periods is "
        f"{run.elsewhere_pct:.1f}%. At that rate, {run.enough} or more children placed on the "
        f"register over all {len(run.periods)} periods would leave a chance of less than 1 in "
        f"{1 / run.chance:.0f} that none had been on it before.{registered} {verdict}"
    )


def zeros_elsewhere(flags: pd.DataFrame, *, place: str) -> Caveat | None:
    """Name the other places with a run of noughts; rows as `indicators.quality_flags` gives."""
    zeros = flags[flags["rule"].eq("run-of-zeros") & flags["place"].ne(place)]
    if zeros.empty:
        return None
    named = listed(sorted(set(zeros["place"])))
    return read_with_care(
        f"runs of zeros are published for {named} too, so the low end of the "
        "family group's range is in doubt."
    )


def whole_rates_table(rates: pd.DataFrame, *, name: str, caption: str) -> AccessibleTable:
    """
    Show a place's percentages beside its comparators, in whole percent, a column a series.

    Row: one period, out of one series in one period as `disclosure.in_whole_percent` gives; a
    range has its two ends in one cell, and so has an interval.
    """
    shown = pd.DataFrame({"period": sorted(set(rates["period"]))})
    headings = {"period": "Period"}
    for position, (series, rows) in enumerate(rates.groupby("series", sort=False)):
        by_period = rows.set_index("period").reindex(shown["period"])
        for column, heading, cells in _series_columns(str(series), position, by_period):
            shown[column], headings[column] = cells, heading
    return table(
        filled(shown, dict.fromkeys(headings, terms.NOT_STATED)),
        headings,
        name=name,
        caption=caption,
        decimals=dict.fromkeys(headings, 0),
        notes=("Rounded to whole percent, so that the number of children behind it cannot be "
               "worked back. Not given: not published, or of too few children.",),
    )  # fmt: skip


def _series_columns(
    series: str, position: int, by_period: pd.DataFrame
) -> list[tuple[str, str, list[Any]]]:
    columns: list[tuple[str, str, list[Any]]] = []
    has_values = bool(by_period["value"].notna().any())
    if has_values:
        columns += [(f"value_{position}", f"{series} (%)", list(by_period["value"]))]
    if by_period["low"].notna().any():
        words = "95% interval" if has_values else "range"
        ends = [
            f"{low:.0f} to {high:.0f}" if pd.notna(low) else None
            for low, high in zip(by_period["low"], by_period["high"], strict=True)
        ]
        columns += [(f"range_{position}", f"{series}, {words} (%)", list(ends))]
    return columns
