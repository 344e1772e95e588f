"""Dates as people write them: read where they can mean one day only, else refused."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from evidence_lib.loaders.cells.cell import CellError, Note, quoted

ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?)?", re.ASCII
)
SLASHED = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: ([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d)?)?", re.ASCII
)
SPELT = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})", re.ASCII)
SPELT_MONTH = re.compile(r"([A-Za-z]{3,9})[ -](\d{4})", re.ASCII)
PUBLISHED = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
DAY_NUMBER = re.compile(r"[34]\d{4}(\.\d+)?", re.ASCII)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1901, 2099
"""Programs write a missing day as one of 1899, 1900 or 9999."""

TIME_LEFT_OUT = Note("time-left-out", "times of day were left out of the dates", by_column=True)


def as_date(text: str, day_first: bool) -> tuple[pd.Timestamp, tuple[Note, ...]]:
    """
    Read a day of the calendar.

    Args:
        text: 2018-01-29, 29 January 2018, or 29/01/2018 where *day_first* says so.
        day_first: Whether the table is declared to write dates with slashes day first.

    Raises:
        CellError: It is no date, no day of the calendar, or may be either of two days.
    """
    day, has_time = _day(text, day_first)
    return pd.Timestamp(day), (TIME_LEFT_OUT,) if has_time else ()


def _day(text: str, day_first: bool) -> tuple[date, bool]:
    iso = ISO.fullmatch(text)
    if iso:
        day = _real_day(text, int(iso[1]), int(iso[2]), int(iso[3]))
        return day, bool(iso[4]) and text[11:19] not in ("00:00", "00:00:00")
    spelt = SPELT.fullmatch(text)
    if spelt:
        return _real_day(text, int(spelt[3]), _month(text, spelt[2]), int(spelt[1])), False
    slashed = SLASHED.fullmatch(text)
    if not slashed:
        raise CellError("not-a-date", _no_date(text))
    return _slashed_day(text, slashed, day_first), bool(slashed[4])


def _no_date(text: str) -> str:
    if DAY_NUMBER.fullmatch(text):
        return f"must be a date; {quoted(text)} may be a spreadsheet's number for a day"
    return f"must be a date such as 2018-01-29; got {quoted(text)}"


def _slashed_day(text: str, slashed: re.Match[str], day_first: bool) -> date:
    day = _real_day(text, int(slashed[3]), int(slashed[2]), int(slashed[1]))
    if not day_first:
        raise CellError(
            "undeclared-date",
            "may be day first or month first; write 2018-01-29, or declare day_first for this "
            f"table in review.toml; got {quoted(text)}",
        )
    return day


def _month(text: str, name: str) -> int:
    found = [number for number, each in enumerate(MONTHS, 1) if _names(each, name.lower())]
    if not found:
        raise CellError("not-a-date", _no_date(text))
    return found[0]


def _names(month: str, written: str) -> bool:
    return written in (month, month[:3]) or (month == "september" and written == "sept")


def _real_day(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise CellError(
            "impossible-date", f"is no day of the calendar; got {quoted(text)}"
        ) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"must be of the years {FIRST_YEAR} to {LAST_YEAR}; got {quoted(text)}"
        raise CellError("unlikely-year", message)
    return found


def as_when(text: str, day_first: bool) -> tuple[str, tuple[Note, ...]]:
    """
    Read a day, a month or a year as it was published, written 2018-01-29, 2018-01 or 2018.

    Raises:
        CellError: It is none of them, no day of the calendar, or may be either of two days.
    """
    published = PUBLISHED.fullmatch(text)
    if published:
        year, month, day = (int(part) if part else 1 for part in published.groups())
        _real_day(text, year, month, day)
        return text, ()
    month_only = SPELT_MONTH.fullmatch(text)
    if month_only:
        return f"{month_only[2]}-{_month(text, month_only[1]):02d}", ()
    try:
        day_read, has_time = _day(text, day_first)
    except CellError as error:
        if error.rule != "not-a-date":
            raise
        message = f"must be a day, month or year such as 2018-01-29; got {quoted(text)}"
        raise CellError("not-a-date", message) from None
    return day_read.isoformat(), (TIME_LEFT_OUT,) if has_time else ()
