"""A gap between the most and the least deprived: how wide, and how it changed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence_lib import indicators, inequality
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.chart_titles import ends_title, gap_title, spanned, subtitle
from evidence_lib.answers.gap_tables import gaps_table
from evidence_lib.answers.indicator import Indicator, indicator_of, later_values, no_figures
from evidence_lib.answers.named_sources import from_indicators
from evidence_lib.english import amount, capital, gap_unit, interval, places_of
from evidence_lib.evidence import Area
from evidence_lib.indicators import ReviewPeriods
from evidence_lib.inequality import GapChange, SlopeIndex
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Sentence,
    charts,
    read_with_care,
)
from evidence_lib.show.charts import Exhibit


@from_indicators
def gap_change(area: Area, indicator_id: str, *, called: str = "") -> Answer:
    """
    Say how a gap between the most and the least deprived changed, in both ways of measuring it.

    It is measured from the last period before the joint inspection began, and set beside the
    answers that other years would give where they are others.

    Args:
        area: The area.
        indicator_id: An indicator with values by fifth of deprivation.
        called: What to call it where it has no row in ``indicators``.

    Returns:
        Finding with chart and table, cautions; its frame ``gaps`` has a row a period.
    """
    own, fifths = _fifths(area, indicator_id)
    if own is None or fifths.empty:
        return no_figures(area, indicator_id, called=called)
    periods = indicators.review_periods(fifths, since=area.facts.inspected_from, until=area.as_at)
    change = inequality.gap_between(fifths, periods, high_is=_high_is(own))
    gaps, shown = _gaps(area, own, fifths)
    if change is None or periods is None:
        return Answer.of(shown, own.measured, gaps=gaps)
    return Answer.of(
        _slope_chart(
            fifths[fifths["period"].isin([periods.baseline, periods.latest])],
            area,
            own,
            title=gap_title(change, own.unit),
            finding=gap_changed(change, periods, title=own.title, place=area.place, unit=own.unit),
            shown=shown,
        ),
        _from_other_years(own, fifths, periods, change),
        gap_cautions(change, unit=own.unit),
        own.measured,
        later_values(area, own.indicator_id),
        gaps=gaps,
    )


@from_indicators
def gap_level(area: Area, indicator_id: str, *, called: str = "") -> Answer:
    """
    Say how wide a gap between the most and the least deprived is, and whether it has changed.

    Args:
        area: The area.
        indicator_id: An indicator with values by fifth of deprivation.
        called: What to call it where it has no row in ``indicators``.

    Returns:
        Finding with chart and table, the slope index, cautions; its frame ``gaps`` has a row a
        period.
    """
    own, fifths = _fifths(area, indicator_id)
    if own is None or fifths.empty:
        return no_figures(area, indicator_id, called=called)
    latest = indicators.last_before(fifths, area.as_at)
    periods = indicators.review_periods(fifths, since=area.facts.inspected_from, until=area.as_at)
    change = inequality.gap_between(fifths, periods, high_is=_high_is(own))
    slope = inequality.slope_in(fifths, latest, high_is=_high_is(own), definition="scotpho")
    gaps, shown = _gaps(area, own, fifths)
    return Answer.of(
        _slope_chart(
            fifths[fifths["period"].eq(latest)],
            area,
            own,
            title=ends_title(gaps, latest, unit=own.unit),
            finding=level_found(gaps, latest, title=own.title, place=area.place, unit=own.unit),
            shown=shown,
        ),
        slope_found(slope, period=latest, unit=own.unit) if slope else None,
        gap_since(change, periods, title=own.title, place=area.place, unit=own.unit),
        gap_cautions(change, unit=own.unit) if change else None,
        own.measured,
        gaps=gaps,
    )


def _high_is(own: Indicator) -> str:
    return "good" if own.direction == "higher" else "bad"


def _fifths(area: Area, indicator_id: str) -> tuple[Indicator | None, pd.DataFrame]:
    own, values = indicator_of(area, indicator_id), area.review.tables["indicator_values"]
    if own is None:
        return None, values.iloc[:0]
    fifths = indicators.by_quintile(
        values, indicator_id, place=area.place, definition_version=own.definition_version
    )
    return own, fifths


def _gaps(area: Area, own: Indicator, fifths: pd.DataFrame) -> tuple[pd.DataFrame, AccessibleTable]:
    values = area.review.tables["indicator_values"]
    nation = indicators.by_quintile(
        values, own.indicator_id, place=area.national, definition_version=own.definition_version
    )
    gaps = inequality.gaps_by_period(fifths, high_is=_high_is(own), comparator=nation)
    shown = gaps_table(
        gaps,
        name=own.indicator_id,
        caption=f"{own.title}: {area.place}, by period",
        unit=own.unit,
        comparator=area.national,
    )
    return gaps, shown


def _slope_chart(
    fifths: pd.DataFrame,
    area: Area,
    own: Indicator,
    *,
    title: str,
    finding: str,
    shown: AccessibleTable,
) -> Exhibit:
    return charts.show(
        charts.quintile_slope,
        fifths,
        measure=own.measure,
        name=own.indicator_id,
        title=title,
        subtitle=subtitle(own.measure, area.place, spanned(fifths["period"])),
        finding=finding,
        table=shown,
    )


def _from_other_years(
    own: Indicator, fifths: pd.DataFrame, periods: ReviewPeriods, change: GapChange
) -> Sentence | None:
    others = {
        each: inequality.gap_between(
            fifths, ReviewPeriods(each, periods.latest), high_is=_high_is(own)
        )
        for each in indicators.other_baselines(fifths, periods)
    }
    known = {each: other for each, other in others.items() if other is not None}
    return gap_from_other_years(known, change, periods, unit=own.unit)


def gap_changed(
    change: GapChange, periods: ReviewPeriods, *, title: str, place: str, unit: str
) -> Finding:
    """Say how a gap changed in both ways of measuring it, and how the most deprived fared."""
    apart = " The two measures of the gap disagree." if change.disagree else ""
    level = _moved(
        change.level_movement, change.most_deprived_before, change.most_deprived_after, unit
    )
    return Finding(
        f"{title}. In {place}, {periods.baseline} to {periods.latest}: the gap between the most "
        f"and the least deprived fifth {_absolute(change, unit)}; as a ratio it "
        f"{_relative(change)}.{apart} The level of the most deprived fifth {level}."
    )


def _moved(verb: str, before: float, after: float, unit: str) -> str:
    """Say a move with the method's own verb, from the one value to the other."""
    if verb == "unchanged":
        return f"stayed at {amount(after, unit)}"
    return f"{verb} from {before:,.{places_of(unit)}f} to {amount(after, unit)}"


def _absolute(change: GapChange, unit: str) -> str:
    before, after = abs(change.absolute_before), abs(change.absolute_after)
    return _moved(change.absolute_movement, before, after, gap_unit(unit))


def _relative(change: GapChange) -> str:
    before, after = change.relative_before, change.relative_after
    if not before or not after:
        return "is not defined"
    before, after = max(before, 1 / before), max(after, 1 / after)
    verb = change.relative_movement
    return (
        f"stayed at {after:.2f}"
        if verb == "unchanged"
        else (f"{verb} from {before:.2f} to {after:.2f}")
    )


def gap_from_other_years(
    others: Mapping[str, GapChange], headline: GapChange, periods: ReviewPeriods, *, unit: str
) -> Sentence | None:
    """Say from which other years the gap moved the other way; nothing where from none."""
    turned = [
        f"from {period} the gap {_absolute(each, unit)}, and as a ratio it {_relative(each)}"
        for period, each in others.items()
        if each.absolute_movement != headline.absolute_movement
    ]
    if not turned:
        return None
    return Sentence(
        f"The answer depends on the year it is measured from. {periods.baseline} is the last that "
        f"had ended before the inspection; {'; '.join(turned)}."
    )


def gap_cautions(change: GapChange, *, unit: str) -> Caveat:
    """Say what a change of a gap does not show, and its interval where there is one."""
    low, high = change.absolute_change_low, change.absolute_change_high
    said = list(change.caveats)
    if low is not None and high is not None:
        among = interval(*_outward(change, low, high), places=1)
        said.insert(
            0,
            f"the change of the absolute gap has the {among} {gap_unit(unit)}, a normal interval "
            "from the standard errors of both ends",
        )
    parts = said or ["two periods do not make a trend"]
    return read_with_care(" ".join([f"{parts[0]}.", *(f"{capital(each)}." for each in parts[1:])]))


def _outward(change: GapChange, low: float, high: float) -> tuple[float, float]:
    """Turn the interval so that above 0 means a wider gap, whichever end is the higher."""
    return (low, high) if change.absolute_after > 0 else (-high, -low)


def level_found(gaps: pd.DataFrame, period: str, *, title: str, place: str, unit: str) -> Finding:
    """Say both ends, the gap and the ratio in one period; rows as `inequality.gaps_by_period`."""
    row = gaps[gaps["period"].eq(period)].iloc[0]
    ratio = f", a ratio of {row['ratio']:.1f}" if pd.notna(row["ratio"]) else ""
    return Finding(
        f"{title}. In {place}, {period}: {amount(row['fifth_1'], unit)} in the most deprived fifth "
        f"and {amount(row['fifth_5'], unit)} in the least deprived, a gap of "
        f"{amount(abs(row['gap']), gap_unit(unit))}{ratio}."
    )


def gap_since(
    change: GapChange | None,
    periods: ReviewPeriods | None,
    *,
    title: str,
    place: str,
    unit: str,
) -> Sentence:
    """Say how a gap changed since the inspection, or that no period since then was published."""
    if change is None or periods is None:
        return Caveat(
            "No change since the joint inspection can be shown: no later period had both ended by "
            "the review and been published by deprivation."
        )
    return Sentence(gap_changed(change, periods, title=title, place=place, unit=unit))


def slope_found(slope: SlopeIndex, *, period: str, unit: str) -> Sentence:
    """Name the slope and the relative index with base, interval, definition and method."""
    return Sentence(
        f"Slope index of inequality (SII) in {period}: {amount(slope.sii, gap_unit(unit))}"
        f"{_among(slope.sii_low, slope.sii_high, 1)}: the difference between the two ends of the "
        "scale of deprivation, on a line through all five fifths. Relative index of inequality "
        f"(RII): {_number(slope.rii)}{_among(slope.rii_low, slope.rii_high, 2)}, defined as "
        f"{slope.rii_definition}. Base: {slope.groups} groups weighted by {slope.population:,.0f} "
        f"people. Method: {slope.method}. The interval imagines that the fifths scatter about a "
        "straight line by chance; it says nothing of chance in each, and takes the overall rate as "
        "known."
    )


def _among(low: float | None, high: float | None, places: int) -> str:
    return "" if low is None or high is None else f" ({interval(low, high, places=places)})"


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}"
