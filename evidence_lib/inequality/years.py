"""A gap over the years, and between two of them, out of one frame of fifths."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from evidence_lib.errors import require_choice
from evidence_lib.inequality.gap import GapChange, gap_change
from evidence_lib.inequality.groups import HIGH_IS
from evidence_lib.inequality.slope import SlopeIndex, slope_index


class Periods(Protocol):
    """Two periods to compare."""

    @property
    def baseline(self) -> str:
        """The earlier one."""

    @property
    def latest(self) -> str:
        """The later one."""


def gap_between(
    by_quintile: pd.DataFrame, periods: Periods | None, *, high_is: str
) -> GapChange | None:
    """
    Compare the gap in two periods of one frame.

    Args:
        by_quintile: Row: one fifth in one period; ``period``, ``quintile`` (1 is the most
            deprived), ``value`` and ``standard_error``.
        periods: The two periods.
        high_is: ``bad`` or ``good``.

    Returns:
        None where *periods* is None or names one period twice: then no change can be told.

    Raises:
        MethodInputError: As `gap_change`.
        UnknownTermError: *high_is* is no word of its list.
    """
    if periods is None or periods.baseline == periods.latest:
        return None
    before, after = (_groups(by_quintile, each) for each in (periods.baseline, periods.latest))
    return gap_change(before, after, high_is=high_is)


def slope_in(
    by_quintile: pd.DataFrame, period: str | None, *, high_is: str, definition: str = "scotpho"
) -> SlopeIndex | None:
    """
    Reckon the slope index in one period of a frame of fifths.

    Row: one fifth in one period, with ``population`` beside the columns of `gap_between`.

    Returns:
        None where *period* is None or a fifth has no population to weigh it by.

    Raises:
        MethodInputError: As `slope_index`.
        UnknownTermError: As `slope_index`.
    """
    groups = _groups(by_quintile, period or "")
    if groups.empty or groups["population"].isna().any():
        return None
    return slope_index(groups, high_is=high_is, definition=definition)


def _groups(by_quintile: pd.DataFrame, period: str) -> pd.DataFrame:
    of_period = by_quintile[by_quintile["period"].eq(period)].sort_values("quintile")
    return of_period.rename(columns={"value": "rate"})


def gaps_by_period(
    by_quintile: pd.DataFrame, *, high_is: str, comparator: pd.DataFrame | None = None
) -> pd.DataFrame:
    """
    Set out the level of each fifth and both gaps, period by period.

    Row: one period.

    Args:
        by_quintile: Row: one fifth in one period: ``period``, ``quintile``, ``value``.
        high_is: ``bad`` or ``good``; a gap above 0, and a ratio above 1, is to the disadvantage of
            the most deprived.
        comparator: The same of another place, such as the nation.

    Returns:
        ``period``, ``fifth_1`` (the most deprived) to ``fifth_5``, ``gap`` (in the unit of the
        value), ``ratio`` (missing over 0), and ``comparator_gap`` and ``comparator_ratio``, missing
        where the other place has no such period.

    Raises:
        UnknownTermError: *high_is* is no word of its list.
    """
    require_choice("high_is", high_is, HIGH_IS, doing="setting out gaps by period")
    own = _gaps(by_quintile, high_is)
    other = _gaps(by_quintile.iloc[:0] if comparator is None else comparator, high_is)
    joined = own.join(other[["gap", "ratio"]].add_prefix("comparator_"))
    return joined.reset_index()


def _gaps(by_quintile: pd.DataFrame, high_is: str) -> pd.DataFrame:
    wide = by_quintile.pivot(index="period", columns="quintile", values="value")
    wide = wide.reindex(columns=[1, 2, 3, 4, 5]).sort_index().add_prefix("fifth_")
    worse, better = ("fifth_1", "fifth_5") if high_is == "bad" else ("fifth_5", "fifth_1")
    ratio = wide[worse] / wide[better].mask(wide[better].eq(0))
    return wide.rename_axis(columns=None).assign(gap=wide[worse] - wide[better], ratio=ratio)
