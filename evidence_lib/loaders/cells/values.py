"""One cell's text to the value its column means, what to note beside it, or the rule it breaks."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence_lib import terms
from evidence_lib.contract import CLOSED_KINDS, Column
from evidence_lib.errors import shown
from evidence_lib.loaders.cells.cell import CellError, Note, quoted
from evidence_lib.loaders.cells.days import as_date, as_when
from evidence_lib.loaders.cells.numbers import as_integer, as_number
from evidence_lib.loaders.cells.texts import as_label, as_text, refuse_damage
from evidence_lib.loaders.cells.words import word_form

DTYPES = {
    "integer": "Int64",
    "number": "float64",
    "date": "datetime64[us]",
    "flag": "boolean",
}
FLAGS = {"yes": True, "no": False, "true": True, "false": False, "y": True, "n": False}


@dataclass(frozen=True)
class ReadingRules:
    """
    How the cells of one table are to be read.

    ``areas`` are the numbers of the review's areas; ``day_first`` says how dates with slashes are
    written; ``words`` maps a column to the sender's words (by `word_form`) and ours.
    """

    areas: tuple[str, ...] = ()
    day_first: bool = False
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def dtype(column: Column) -> str:
    """Name the pandas type of a column of the contract; text of any kind is ``str``."""
    return DTYPES.get(column.kind, "str")


def value_of(text: str, column: Column, reading: ReadingRules) -> Any:
    """
    Read one cell, already stripped of the spaces around it.

    Returns:
        A value of the column's type, or None for a blank cell and for a mark in place of a number.

    Raises:
        CellError: The cell breaks the column's rule. The message quotes the cell only where the
            column holds no free text.
    """
    return read_cell(text, column, reading)[0]


def read_cell(text: str, column: Column, reading: ReadingRules) -> tuple[Any, tuple[Note, ...]]:
    """
    Read one cell as `value_of` does, with the notes that belong beside its value.

    Raises:
        CellError: The cell breaks the column's rule.
    """
    if not text:
        if column.required:
            raise CellError("required", "must be filled in")
        return None, ()
    refuse_damage(text)
    ours = reading.words.get(column.name, {}).get(word_form(text), text)
    value, notes = _PARSERS[column.kind](ours, column, reading)
    if value is not None:
        _check_range(text, value, column)
    return value, notes


def _check_range(text: str, value: Any, column: Column) -> None:
    if column.minimum is not None and value < column.minimum:
        raise CellError("too-low", f"must be {column.minimum:g} or more; got {quoted(text)}")
    if column.maximum is not None and value > column.maximum:
        raise CellError("too-high", f"must be {column.maximum:g} or less; got {quoted(text)}")


def _as_word(text: str, column: Column, reading: ReadingRules) -> tuple[str, tuple[Note, ...]]:
    if text in column.allowed:
        return text, ()
    form = word_form(text)
    if form in column.allowed:
        message = f"some words are written otherwise ({shown(text)} is read as {form})"
        return form, (Note("word-read-as", message, by_column=True),)
    near = difflib.get_close_matches(form, column.allowed, n=1)
    hint = f"; did you mean {shown(near[0])}?" if near else ""
    allowed = ", ".join(column.allowed)
    raise CellError(
        "unknown-word", f"must be one of {allowed}; got {quoted(text, is_near=bool(near))}{hint}"
    )


def _as_area(text: str, column: Column, reading: ReadingRules) -> tuple[str, tuple[Note, ...]]:
    allowed = (*reading.areas, terms.GENERAL_AREA)
    area = text.casefold()
    if area not in allowed:
        raise CellError("unknown-area", f"must be one of {', '.join(allowed)}; got {quoted(text)}")
    return area, ()


def _as_flag(text: str, column: Column, reading: ReadingRules) -> tuple[bool, tuple[Note, ...]]:
    if text.casefold() not in FLAGS:
        raise CellError("not-yes-or-no", f"must be yes or no; got {quoted(text)}")
    return FLAGS[text.casefold()], ()


def _dated(
    parse: Callable[[str, bool], tuple[Any, tuple[Note, ...]]],
) -> Callable[[str, Column, ReadingRules], tuple[Any, tuple[Note, ...]]]:
    return lambda text, column, reading: parse(text, reading.day_first)


def _plain(
    parse: Callable[[str, Column], tuple[Any, tuple[Note, ...]]],
) -> Callable[[str, Column, ReadingRules], tuple[Any, tuple[Note, ...]]]:
    return lambda text, column, reading: parse(text, column)


_PARSERS: dict[str, Callable[[str, Column, ReadingRules], tuple[Any, tuple[Note, ...]]]] = {
    "key": _plain(as_label),
    "link": _plain(as_label),
    "links": _plain(as_label),
    "label": _plain(as_label),
    "text": _plain(as_text),
    "word": _as_word,
    "area": _as_area,
    "integer": _plain(as_integer),
    "number": _plain(as_number),
    "flag": _as_flag,
    "date": _dated(as_date),
    "when": _dated(as_when),
}


def may_be_quoted(column: Column) -> bool:
    """Say whether a message may repeat what stands in this column."""
    return column.kind in CLOSED_KINDS
