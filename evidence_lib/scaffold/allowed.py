"""What a column allows: said to a person, and as the rule by which a spreadsheet checks a cell."""

from __future__ import annotations

from datetime import date
from typing import Any

from evidence_lib import terms
from evidence_lib.contract import Column, table

YES_NO = ("yes", "no")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
LARGEST = 999_999_999_999
"""As far as a number goes that has no limits of its own: a spreadsheet asks for both."""

MARKS = "A mark such as * or [c] is kept as a mark."
WHEN = "A day, a month or a year: 2026-11-24, 2026-11 or 2026."


def in_words(column: Column) -> str:
    """Say what a cell of *column* may hold, in one or two sentences."""
    if column.kind == "word":
        return f"One of: {', '.join(column.allowed)}."
    if column.kind in ("link", "links"):
        return _link_in_words(column)
    if column.kind in ("integer", "number"):
        return f"{number_in_words(column)}. {MARKS}"
    return {
        "key": "Any short text that stands in no other row.",
        "area": f"The number of an improvement area in review.toml, or {terms.GENERAL_AREA}.",
        "date": f"A day of the calendar: {date(2026, 11, 24)}.",
        "when": WHEN,
        "label": "A few words, spelt alike where the same thing is meant.",
        "text": "Free text; nothing personal.",
        "flag": "yes or no.",
    }[column.kind]


def _link_in_words(column: Column) -> str:
    key = table(column.refers_to).key
    if column.kind == "links":
        return f"Keys ({key}) of the table {column.refers_to}, with spaces between."
    return f"A key ({key}) of the table {column.refers_to}."


def number_in_words(column: Column) -> str:
    """Say what numbers a column takes: ``A whole number from 1 to 5``."""
    kind = "A whole number" if column.kind == "integer" else "A number"
    if column.minimum is None:
        return kind
    if column.maximum is None:
        return f"{kind} of {column.minimum:g} or more"
    return f"{kind} from {column.minimum:g} to {column.maximum:g}"


def checked_by(column: Column) -> dict[str, Any]:
    """
    Give the rule by which a spreadsheet checks a cell of *column*, in XlsxWriter's terms.

    A list and a date are insisted on. A number is asked about and may be overruled, because a
    suppressed or missing figure stands there as its mark. What is wrong with a key, a link or an
    area shows only beside other tables, and no formula does that for us here.
    """
    if column.kind in ("word", "flag"):
        words = column.allowed or YES_NO
        return {"validate": "list", "source": list(words), **_refusal("Choose from the list.")}
    if column.kind == "date":
        limits = {"minimum": FIRST_DAY, "maximum": LAST_DAY}
        return {"validate": "date", "criteria": "between", **limits, **_refusal(_A_DAY)}
    if column.kind in ("integer", "number"):
        return _number_rule(column)
    return {"validate": "any"}


_A_DAY = "Type a day of the calendar as year, month and day, such as 2026-11-24."


def _refusal(message: str) -> dict[str, Any]:
    return {"error_title": "Not allowed here", "error_message": message}


def _number_rule(column: Column) -> dict[str, Any]:
    least = -LARGEST if column.minimum is None else column.minimum
    most = LARGEST if column.maximum is None else column.maximum
    return {
        "validate": "integer" if column.kind == "integer" else "decimal",
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "error_type": "warning",
        "error_title": "Not such a number",
        "error_message": f"{number_in_words(column)} is expected. Choose Yes only for a mark, such "
        "as * or [c], of a figure that is hidden or missing.",
    }
