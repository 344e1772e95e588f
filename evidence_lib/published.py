"""What the labels on a published figure mean: when its period ends, and what its unit counts."""

from __future__ import annotations

import calendar
import re
from datetime import date

import pandas as pd

from evidence_lib.errors import MethodInputError, shown

RATES = ("%", "per ", "£", "percentage")
"""How the unit of a rate, a percentage or a cost begins."""

SCORES = ("points", "score")
"""How the unit of a score ends."""

PARTS_OF_A_YEAR = ("month", "quarter")


def is_count(unit: str) -> bool:
    """Say whether values in this unit are counts of people, events or things."""
    return not unit.startswith(RATES) and not unit.endswith(SCORES)


def rate_per(unit: str) -> int | None:
    """
    Say how many a rate is out of: 100 for ``%``, 1,000 for ``per 1,000 pupils``.

    Returns:
        None where the unit is no rate of people or events: a count, a cost, a score, a gap.
    """
    if unit == "%":
        return 100
    found = re.match(r"per ([\d,]+)\b", unit)
    return int(found[1].replace(",", "")) if found else None


def period_end(period: str, period_kind: str) -> date:
    """
    Say on which day a period ends: ``2016-17`` is not one thing.

    A calendar year ends on 31 December, a financial year on 31 March, a school year on 31 July; a
    snapshot labelled by two years is of 31 July of the second, as the national returns are. A
    quarter is written ``2016-Q1``, a month ``2016-03``.

    Raises:
        MethodInputError: *period* is not written as its kind is.

    Source: docs/method.md, "When a period ends"; the national looked-after children return.
    """
    if period_kind in PARTS_OF_A_YEAR:
        return _part_of_year_end(period, period_kind)
    year, mark = _read(period)
    month, day = {"calendar_year": (12, 31), "financial_year": (3, 31)}.get(period_kind, (7, 31))
    return date(year + bool(mark), month, day)


def ended_by(values: pd.DataFrame, day: date) -> pd.Series[bool]:
    """
    Say of each figure whether its period had ended by a day; each period is read once.

    Row: one figure, with ``period`` and ``period_kind``.

    Raises:
        MethodInputError: As `period_end`.
    """
    pairs = values[["period", "period_kind"]]
    ended = {
        (period, kind): period_end(str(period), str(kind)) <= day
        for period, kind in pairs.drop_duplicates().itertuples(index=False, name=None)
    }
    found = [ended[pair] for pair in pairs.itertuples(index=False, name=None)]
    return pd.Series(found, index=values.index, dtype=bool)


def period_number(period: str, period_kind: str) -> int:
    """
    Give a period a number, one more than that of the period before of the same kind.

    Raises:
        MethodInputError: As `period_end`.
    """
    end = period_end(period, period_kind)
    months = {"month": 1, "quarter": 3}.get(period_kind, 12)
    return (12 * end.year + end.month - 1) // months


def years_between(first: str, last: str, period_kind: str) -> list[str]:
    """
    Name the years between two yearly periods, written as the first is.

    Between ``2014-15`` and ``2016-17`` it is ``2015-16``; between months or quarters none is named.

    Raises:
        MethodInputError: A period is not written as a year is.
    """
    if period_kind in PARTS_OF_A_YEAR:
        return []
    start, mark = _read(first)
    years = range(start + 1, _read(last)[0])
    return [f"{year}{mark}{(year + 1) % 100:02d}" if mark else str(year) for year in years]


def _read(period: str) -> tuple[int, str]:
    """Give the year a yearly period begins in, and the mark before its second year, if any."""
    found = re.fullmatch(r"(\d{4})(?:([-/])\d{2})?", period)
    if not found:
        raise _not_a_period(period, "like 2016 or 2016-17")
    return int(found[1]), found[2] or ""


def _part_of_year_end(period: str, period_kind: str) -> date:
    pattern = r"(\d{4})-(0[1-9]|1[0-2])" if period_kind == "month" else r"(\d{4})-Q([1-4])"
    found = re.fullmatch(pattern, period)
    if not found:
        raise _not_a_period(period, "like 2016-03 or 2016-Q1")
    year, month = int(found[1]), int(found[2]) * (1 if period_kind == "month" else 3)
    return date(year, month, calendar.monthrange(year, month)[1])


def _not_a_period(period: str, wanted: str) -> MethodInputError:
    return MethodInputError(f"reading a period: it must be {wanted}; got {shown(period)}")
