"""Numbers as they are published: commas, percent signs, footnotes, and marks where none stands."""

from __future__ import annotations

import re

from evidence_lib.contract import Column
from evidence_lib.errors import shown
from evidence_lib.loaders.cells.cell import CellError, Note, quoted
from evidence_lib.loaders.cells.marks import state_of, without_footnote
from evidence_lib.terms import in_words

PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII)
WHOLE = re.compile(r"[+-]?\d{1,15}(\.0{1,2})?", re.ASCII)
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
LARGEST_EXACT = 10**15
LONGEST = 30
POUNDS = re.compile(r"([+-]?)£ ?")

Read = tuple[float | None, tuple[Note, ...]]


def as_number(text: str, column: Column) -> Read:
    """
    Read a number; a mark in its place gives None, with the mark's state in a note.

    Raises:
        CellError: It is neither a number nor a known mark.
    """
    state = state_of(text) if len(text) <= LONGEST else ""
    if state:
        return None, (_marked(text, state),)
    bare, footnote = _parted(text)
    notes = [_footnoted(footnote)] if footnote else []
    if bare.endswith("%"):
        bare = bare[:-1].rstrip()
        notes.append(_percent(text, column))
    if POUNDS.match(bare):
        bare = POUNDS.sub(r"\1", bare, count=1)
        notes.append(Note("currency-sign", "pound signs were left out", by_column=True))
    return _plain_number(bare, text), tuple(notes)


def _parted(text: str) -> tuple[str, str]:
    """Part a number from its footnote; a longer text is no number, and is not searched for one."""
    return without_footnote(text.replace("−", "-")) if len(text) <= LONGEST else (text, "")


def _plain_number(bare: str, text: str) -> float:
    if GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    if not PLAIN.fullmatch(bare) or len(bare) > LONGEST:
        comma = DECIMAL_COMMA.fullmatch(bare)
        hint = " with a point and not a comma" if comma else ""
        message = f"must be a plain number such as 12.5{hint}; got {quoted(text)}"
        raise CellError("not-a-number", message)
    if abs(float(bare)) >= LARGEST_EXACT:
        raise CellError("rounded-number", "has more digits than a number keeps; is it a number?")
    return float(bare)


def _marked(mark: str, state: str) -> Note:
    message = f"holds the mark {shown(mark)} and no number; kept as {in_words(state)}"
    return Note("marked", message, mark, state)


def _footnoted(mark: str) -> Note:
    return Note("footnote-mark", f"a mark of a footnote stands beside the number: {mark}", mark)


def _percent(text: str, column: Column) -> Note:
    if not column.may_be_percent:
        raise CellError("percent-sign", f"must be a plain number; got {quoted(text)}")
    return Note("percent-sign", "percent signs were left out", by_column=True)


def as_integer(text: str, column: Column) -> tuple[int | None, tuple[Note, ...]]:
    """
    Read a whole number; a mark in its place gives None, with the mark's state in a note.

    Raises:
        CellError: It is neither a whole number nor a known mark.
    """
    state = state_of(text) if len(text) <= LONGEST else ""
    if state:
        return None, (_marked(text, state),)
    bare, footnote = _parted(text)
    if GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    if not WHOLE.fullmatch(bare):
        raise CellError("not-a-whole-number", f"must be a whole number; got {quoted(text)}")
    return int(bare.partition(".")[0]), (_footnoted(footnote),) if footnote else ()
