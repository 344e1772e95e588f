"""Where a period or a date stands on an axis: years keep their distance, gaps stay gaps."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from evidence_lib.errors import MethodInputError, require_choice, shown

_YEAR = re.compile(r"(\d{4})(?:([-/])(\d{2}|\d{4}))?")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
YEAR_STARTS = {
    "calendar_year": 0.0,
    "financial_year": 0.25,
    "school_year": 7.5 / 12,
    "snapshot": 0.0,
}
"""How far into a calendar year each yearly kind of period begins, as a share of the year."""


@dataclass(frozen=True)
class PeriodScale:
    """
    The periods of a chart in order, one position apart.

    ``labels`` has every period between the first and the last, also those without a value, when
    the periods are years; ``start`` is the position of the first label (a year, or 0).
    """

    labels: tuple[str, ...]
    start: int
    yearly: bool

    @property
    def positions(self) -> list[float]:
        """The position of each label."""
        return [float(self.start + step) for step in range(len(self.labels))]

    def aligned(self, rows: pd.DataFrame, column: str) -> list[float]:
        """
        Take a column in the order of the labels, ``nan`` where a period has no row.

        Row: one period.
        """
        by_period = dict(zip(rows["period"].astype(str), rows[column], strict=True))
        return [float(by_period.get(label, np.nan)) for label in self.labels]

    def event_position(self, when: object, *, period_kind: str, doing: str) -> float:
        """
        Place a dated event among the periods; a period's own point stands at its middle.

        Args:
            when: A day, a month or a year, as ``2016-10-04``, ``2016-10`` or ``2016``.
            period_kind: A key of `YEAR_STARTS`; empty takes financial years for periods
                such as ``2016-17`` and calendar years for the rest.
            doing: What was being done, for the message.

        Raises:
            MethodInputError: The periods are not years, or *when* is no date.
            UnknownTermError: *period_kind* is no yearly kind.
        """
        if not self.yearly:
            raise MethodInputError(f"{doing}: events need yearly periods; got {self.labels[0]!r}")
        looks_like = "calendar_year" if self.labels[0].isdigit() else "financial_year"
        kind = period_kind or looks_like
        require_choice("period_kind", kind, tuple(YEAR_STARTS), doing=doing)
        first, last = span_of(when, doing=doing)
        return (_year_fraction(first) + _year_fraction(last)) / 2 - YEAR_STARTS[kind] - 0.5


def first_year(period: str) -> int | None:
    """Give the year a yearly period starts in: ``2015`` or ``2016-17``; None for anything else."""
    match = _YEAR.fullmatch(period)
    if match is None:
        return None
    start, end = int(match[1]), match[3]
    follows = end is None or int(end[-2:]) == (start + 1) % 100
    return start if follows else None


def period_scale(periods: Iterable[object]) -> PeriodScale:
    """Order periods on a scale: by year with the gaps kept, or else in the order they came in."""
    given = list(dict.fromkeys(str(period) for period in periods))
    years = [year for year in map(first_year, given) if year is not None]
    if len(years) == len(given) and len({len(label) for label in given}) == 1:
        span = range(min(years), max(years) + 1)
        return PeriodScale(tuple(_like(given[0], year) for year in span), min(years), True)
    return PeriodScale(tuple(given), 0, False)


def _like(example: str, year: int) -> str:
    """Write a year as the example is written."""
    match = _YEAR.fullmatch(example)
    if match is None or match[3] is None:
        return str(year)
    return f"{year}{match[2]}{str(year + 1)[-len(match[3]) :]}"


def span_of(when: object, *, doing: str) -> tuple[date, date]:
    """
    Give the first and last day a date may mean: one day, a whole month or a whole year.

    Raises:
        MethodInputError: *when* is not written as a day, a month or a year.
    """
    match = _DATE.fullmatch(str(when)[:10])
    try:
        return _span(*(int(part) if part else 0 for part in match.groups())) if match else _span(0)
    except ValueError:
        raise MethodInputError(
            f"{doing}: a date must be like 2016, 2016-10 or 2016-10-04; got {shown(when)}"
        ) from None


def _span(year: int, month: int = 0, day: int = 0) -> tuple[date, date]:
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _year_fraction(day: date) -> float:
    days = 366 if calendar.isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 0.5) / days


def date_words(when: object, *, doing: str) -> str:
    """
    Write a date as a reader says it: ``4 October 2016``, ``October 2016`` or ``2016``.

    Raises:
        MethodInputError: *when* is not written as a day, a month or a year.
    """
    first, last = span_of(when, doing=doing)
    if first == last:
        return f"{first.day} {calendar.month_name[first.month]} {first.year}"
    whole_year = first.month != last.month
    return str(first.year) if whole_year else f"{calendar.month_name[first.month]} {first.year}"
