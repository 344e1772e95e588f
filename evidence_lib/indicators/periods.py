"""Periods end when they end: which one was the last before a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from evidence_lib.errors import MethodInputError, MissingBaselineError, shown


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
    if period_kind in {"month", "quarter"}:
        return _part_of_year_end(period, period_kind)
    found = re.fullmatch(r"(\d{4})(?:[-/](\d{2}))?", period)
    if not found:
        raise _not_a_period(period, "like 2016 or 2016-17")
    year = int(found[1]) + (1 if found[2] else 0)
    month, day = {"calendar_year": (12, 31), "financial_year": (3, 31)}.get(period_kind, (7, 31))
    return date(year, month, day)


def _part_of_year_end(period: str, period_kind: str) -> date:
    pattern = r"(\d{4})-(0[1-9]|1[0-2])" if period_kind == "month" else r"(\d{4})-Q([1-4])"
    found = re.fullmatch(pattern, period)
    if not found:
        raise _not_a_period(period, "like 2016-03 or 2016-Q1")
    year, month = int(found[1]), int(found[2]) * (1 if period_kind == "month" else 3)
    return date(year, month, calendar.monthrange(year, month)[1])


def _not_a_period(period: str, wanted: str) -> MethodInputError:
    return MethodInputError(f"reading a period: it must be {wanted}; got {shown(period)}")


def last_before(values: pd.DataFrame, day: date) -> str:
    """
    Name the last period that had ended by *day*; rows as `series` gives.

    Raises:
        MissingBaselineError: No period had ended by then.
    """
    ended = [
        str(period)
        for period, kind in zip(values["period"], values["period_kind"], strict=True)
        if period_end(str(period), str(kind)) <= day
    ]
    if not ended:
        raise MissingBaselineError(f"choosing a period: none had ended by {day:%Y-%m-%d}")
    return max(ended)


@dataclass(frozen=True)
class ReviewPeriods:
    """The last periods that had ended before the joint inspection and by the review's day."""

    baseline: str
    latest: str


def review_periods(
    values: pd.DataFrame, *, since: date | None, until: date
) -> ReviewPeriods | None:
    """
    Choose the two periods a review compares; rows as `series` gives.

    A school year ends after an inspection in spring and before its report in autumn, so from the
    day of the report the baseline can be a year later; a gap should be read from both.

    Args:
        values: One indicator in one place, with ``period`` and ``period_kind``.
        since: The day the joint inspection began, or reported; where it is not known, the baseline
            is the first period.
        until: The day spoken from.

    Returns:
        None where fewer than two different periods had ended by then.
    """
    ended = [
        str(period)
        for period, kind in zip(values["period"], values["period_kind"], strict=True)
        if period_end(str(period), str(kind)) <= until
    ]
    if len(set(ended)) < 2:
        return None
    first = min(ended)
    inspected = since or date.min
    known = values[values["period"].isin(ended)]
    before = period_end(first, str(known.iloc[0]["period_kind"])) <= inspected
    return ReviewPeriods(last_before(known, inspected) if before else first, max(ended))


def known_by(values: pd.DataFrame, day: date) -> pd.DataFrame:
    """
    Keep the values whose period had ended by *day*; later ones were no evidence then.

    Row: as given.
    """
    ended = [
        period_end(str(period), str(kind)) <= day
        for period, kind in zip(values["period"], values["period_kind"], strict=True)
    ]
    return values[pd.Series(ended, index=values.index, dtype=bool)]


def fieldwork_mark(fieldwork_from: date) -> pd.DataFrame:
    """Mark the review on a chart of periods. Row: one dated fact (``date``, ``label``)."""
    return pd.DataFrame({"date": [fieldwork_from.isoformat()], "label": ["This review"]})
