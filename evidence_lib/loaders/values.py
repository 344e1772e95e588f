"""One cell's text to the value its column means, or the rule it breaks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.contract import CLOSED_KINDS, Column
from evidence_lib.errors import shown

DTYPES = {
    "integer": "Int64",
    "number": "float64",
    "date": "datetime64[us]",
    "flag": "boolean",
}
FLAGS = {"yes": True, "no": False}


class CellError(ValueError):
    """A cell breaks a rule; ``rule`` is its short name and the message is for the sender."""

    def __init__(self, rule: str, message: str) -> None:
        self.rule = rule
        super().__init__(message)


@dataclass(frozen=True)
class Reading:
    """How the cells of one table are to be read: the areas there are, and how dates are written."""

    areas: tuple[str, ...] = ()
    day_first: bool = False


def dtype(column: Column) -> str:
    """Name the pandas type of a column of the contract; text of any kind is ``str``."""
    return DTYPES.get(column.kind, "str")


def value_of(text: str, column: Column, reading: Reading) -> Any:
    """
    Read one cell, already stripped of the spaces around it.

    Returns:
        A value of the column's type, or None for a blank cell.

    Raises:
        CellError: The cell breaks the column's rule. The message quotes the cell only where the
            column holds no free text.
    """
    if not text:
        if column.required:
            raise CellError("required", "must be filled in")
        return None
    value = _PARSERS[column.kind](text, column, reading)
    _check_range(text, value, column)
    return value


def _check_range(text: str, value: Any, column: Column) -> None:
    if column.minimum is not None and value < column.minimum:
        raise CellError("too-low", f"must be {column.minimum:g} or more; got {shown(text)}")
    if column.maximum is not None and value > column.maximum:
        raise CellError("too-high", f"must be {column.maximum:g} or less; got {shown(text)}")


def _as_text(text: str, column: Column, reading: Reading) -> str:
    return text


def _as_word(text: str, column: Column, reading: Reading) -> str:
    if text in column.allowed:
        return text
    near = difflib.get_close_matches(text.lower().replace(" ", "_"), column.allowed, n=1)
    hint = f"; did you mean {shown(near[0])}?" if near else ""
    allowed = ", ".join(column.allowed)
    raise CellError("unknown-word", f"must be one of {allowed}; got {shown(text)}{hint}")


def _as_area(text: str, column: Column, reading: Reading) -> str:
    allowed = (*reading.areas, terms.GENERAL_AREA)
    if text not in allowed:
        raise CellError("unknown-area", f"must be one of {', '.join(allowed)}; got {shown(text)}")
    return text


def _as_integer(text: str, column: Column, reading: Reading) -> int:
    if not re.fullmatch(r"[+-]?\d{1,15}", text):
        raise CellError("not-a-whole-number", f"must be a whole number; got {shown(text)}")
    return int(text)


def _as_number(text: str, column: Column, reading: Reading) -> float:
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text) or len(text) > 30:
        raise CellError("not-a-number", f"must be a plain number such as 12.5; got {shown(text)}")
    return float(text)


def _as_flag(text: str, column: Column, reading: Reading) -> bool:
    if text.lower() not in FLAGS:
        raise CellError("not-yes-or-no", f"must be yes or no; got {shown(text)}")
    return FLAGS[text.lower()]


def _as_date(text: str, column: Column, reading: Reading) -> pd.Timestamp:
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    if iso:
        return pd.Timestamp(_real_day(text, *(int(part) for part in iso.groups())))
    slashed = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)
    if not slashed:
        raise CellError("not-a-date", f"must be a date such as 2018-01-29; got {shown(text)}")
    day_of_calendar = _real_day(text, *(int(part) for part in reversed(slashed.groups())))
    if not reading.day_first:
        raise CellError(
            "undeclared-date",
            "may be day first or month first; write 2018-01-29, or declare day_first for this "
            f"table in review.toml; got {shown(text)}",
        )
    return pd.Timestamp(day_of_calendar)


def _real_day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise CellError(
            "impossible-date", f"is no day of the calendar; got {shown(text)}"
        ) from None


def _as_when(text: str, column: Column, reading: Reading) -> str:
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    if not found:
        raise CellError(
            "not-a-date", f"must be a day, month or year such as 2018-01-29; got {shown(text)}"
        )
    year, month, day = (int(part) if part else 1 for part in found.groups())
    _real_day(text, year, month, day)
    return text


_PARSERS: dict[str, Callable[[str, Column, Reading], Any]] = {
    "key": _as_text,
    "link": _as_text,
    "links": _as_text,
    "label": _as_text,
    "text": _as_text,
    "word": _as_word,
    "area": _as_area,
    "integer": _as_integer,
    "number": _as_number,
    "flag": _as_flag,
    "date": _as_date,
    "when": _as_when,
}


def may_be_quoted(column: Column) -> bool:
    """Say whether a message may repeat what stands in this column."""
    return column.kind in CLOSED_KINDS
