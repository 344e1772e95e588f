"""Sentences about gaps between the most and the least deprived, and how they changed."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from evidence_lib.show.blocks import Caveat, Finding, Sentence
from evidence_lib.english import interval


class ComparedPeriods(Protocol):
    """What `indicators.report_periods` returns."""

    @property
    def baseline(self) -> str:
        """The period measured from."""

    @property
    def latest(self) -> str:
        """The period measured to."""


class ComparedGaps(Protocol):
    """What `inequality.gap_change` returns."""

    @property
    def most_deprived_before(self) -> float:
        """Level of the most deprived fifth, earlier."""

    @property
    def most_deprived_after(self) -> float:
        """The same, later."""

    @property
    def absolute_before(self) -> float:
        """Most minus least deprived, earlier."""

    @property
    def absolute_after(self) -> float:
        """The same, later."""

    @property
    def absolute_change_low(self) -> float | None:
        """Lower end of the interval of its change."""

    @property
    def absolute_change_high(self) -> float | None:
        """Upper end of the same."""

    @property
    def relative_before(self) -> float | None:
        """Most over least deprived, earlier."""

    @property
    def relative_after(self) -> float | None:
        """The same, later."""

    @property
    def quadrant(self) -> str:
        """What widened, narrowed and improved, in words."""

    @property
    def disagree(self) -> bool:
        """Whether the two gaps say different things."""

    @property
    def caveats(self) -> tuple[str, ...]:
        """What its reader has to know."""


class Slope(Protocol):
    """What `inequality.slope_index` returns."""

    @property
    def sii(self) -> float:
        """The slope index of inequality, in the unit of the rate."""

    @property
    def sii_low(self) -> float | None:
        """Lower end of its interval."""

    @property
    def sii_high(self) -> float | None:
        """Upper end of the same."""

    @property
    def rii(self) -> float | None:
        """The relative index of inequality."""

    @property
    def rii_low(self) -> float | None:
        """Lower end of its interval."""

    @property
    def rii_high(self) -> float | None:
        """Upper end of the same."""

    @property
    def rii_definition(self) -> str:
        """Which relative index this is."""

    @property
    def groups(self) -> int:
        """How many groups it rests on."""

    @property
    def population(self) -> float:
        """Their people."""

    @property
    def method(self) -> str:
        """How it was reckoned."""


def gap_changed(
    change: ComparedGaps, periods: ComparedPeriods, *, what: str, place: str, unit: str
) -> Finding:
    """Say how a gap changed in both ways of measuring it, and how the most deprived fared."""
    apart = " The two measures of the gap disagree." if change.disagree else ""
    level = change.quadrant.rsplit(" ", 1)[1]
    before, after = change.most_deprived_before, change.most_deprived_after
    return Finding(
        f"{what} in {place}, {periods.baseline} to {periods.latest}: the gap between the most and "
        f"the least deprived fifth {_absolute(change, unit)}; as a ratio it {_relative(change)}."
        f"{apart} The most deprived fifth {_moved(level, before, after, unit)}."
    )


def _moved(verb: str, before: float, after: float, unit: str) -> str:
    """Say a move with the method's own verb, from the one value to the other."""
    if verb == "unchanged":
        return f"stayed at {amount(after, unit)}"
    return f"{verb} from {before:,.{places_of(unit)}f} to {amount(after, unit)}"


def _absolute(change: ComparedGaps, unit: str) -> str:
    verb = change.quadrant.split(", ")[0].rsplit(" ", 1)[1]
    before, after = abs(change.absolute_before), abs(change.absolute_after)
    return _moved(verb, before, after, gap_unit(unit))


def _relative(change: ComparedGaps) -> str:
    before, after = change.relative_before, change.relative_after
    if not before or not after:
        return "is not defined"
    before, after = max(before, 1 / before), max(after, 1 / after)
    verb = change.quadrant.split(", ")[1].rsplit(" ", 1)[1]
    return (
        f"stayed at {after:.2f}"
        if verb == "unchanged"
        else (f"{verb} from {before:.2f} to {after:.2f}")
    )


def gap_from_another_year(
    change: ComparedGaps | None,
    periods: ComparedPeriods | None,
    headline: ComparedPeriods,
    *,
    unit: str,
) -> Sentence | None:
    """Say whether another baseline gives another answer; nothing where there is no other."""
    if change is None or periods is None or periods.baseline == headline.baseline:
        return None
    return Sentence(
        f"The answer rests on the year measured from. {headline.baseline} is the last period that "
        f"had ended before the joint inspection reported. From {periods.baseline}, the last that "
        f"had ended before it began, the gap {_absolute(change, unit)}; as a ratio it "
        f"{_relative(change)}."
    )


def gap_cautions(change: ComparedGaps, *, unit: str) -> Caveat:
    """Say what a change of a gap does not show, and its interval where there is one."""
    low, high = change.absolute_change_low, change.absolute_change_high
    said = list(change.caveats)
    if low is not None and high is not None:
        among = interval(*_outward(change, low, high), places=1)
        said.insert(
            0,
            f"change of the absolute gap, {among} {gap_unit(unit)} (normal interval, from the "
            "standard errors of both ends)",
        )
    return Caveat(f"Read with care: {'; '.join(said) or 'two periods are no trend'}.")


def _outward(change: ComparedGaps, low: float, high: float) -> tuple[float, float]:
    """Turn the interval so that above 0 means a wider gap, whichever end is the higher."""
    return (low, high) if change.absolute_after > 0 else (-high, -low)


def gap_level(gaps: pd.DataFrame, period: str, *, what: str, place: str, unit: str) -> Finding:
    """Say both ends, the gap and the ratio in one period; rows as `inequality.gaps_by_period`."""
    row = gaps[gaps["period"].eq(period)].iloc[0]
    ratio = f", a ratio of {row['ratio']:.1f}" if pd.notna(row["ratio"]) else ""
    return Finding(
        f"{what} in {place}, {period}: {amount(row['fifth_1'], unit)} in the most deprived fifth "
        f"and {amount(row['fifth_5'], unit)} in the least deprived, a gap of "
        f"{amount(abs(row['gap']), gap_unit(unit))}{ratio}."
    )


def gap_since(
    change: ComparedGaps | None,
    periods: ComparedPeriods | None,
    *,
    what: str,
    place: str,
    unit: str,
) -> Sentence:
    """Say how a gap changed since the inspection, or that no period since then was published."""
    if change is None or periods is None:
        return Caveat(
            "No change since the joint inspection can be shown: no later period had both ended by "
            "the review and been published by deprivation."
        )
    return Sentence(gap_changed(change, periods, what=what, place=place, unit=unit))


def slope_found(slope: Slope | None, *, period: str, unit: str) -> Sentence | None:
    """Name the slope and the relative index with base, interval, definition and method."""
    if slope is None:
        return None
    return Sentence(
        f"Slope index of inequality (SII) in {period}: {amount(slope.sii, gap_unit(unit))}"
        f"{_among(slope.sii_low, slope.sii_high, 1)}: the difference between the two ends of the "
        "scale of deprivation, on a line through all five fifths. Relative index of inequality "
        f"(RII): {_number(slope.rii)}{_among(slope.rii_low, slope.rii_high, 2)}, defined as "
        f"{slope.rii_definition}. Base: {slope.groups} groups weighted by {slope.population:,.0f} "
        f"people. Method: {slope.method}."
    )


def _among(low: float | None, high: float | None, places: int) -> str:
    return "" if low is None or high is None else f" ({interval(low, high, places=places)})"


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}"
