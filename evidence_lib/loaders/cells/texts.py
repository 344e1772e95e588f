"""Free text kept as it stands, labels written plainly, and the traces of damage in both."""

from __future__ import annotations

import re

from evidence_lib.contract import Column
from evidence_lib.errors import shown
from evidence_lib.loaders.cells.cell import CellError, Note
from evidence_lib.loaders.cells.words import INVISIBLE, without_oddities

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LOST = "\ufffd"
BEYOND_ASCII = re.compile("[^\\x00-\\x7f]{2,}")
SPREADSHEET_MONTH = re.compile(
    r"\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{2}",
    re.IGNORECASE,
)
WITH_NO_DECIMALS = re.compile(r"\d+\.0", re.ASCII)
SCIENTIFIC = re.compile(r"\d(\.\d+)?E[+-]?\d{1,3}", re.ASCII)
LONGEST_LABEL = 500

Read = tuple[str, tuple[Note, ...]]


def refuse_control_characters(text: str) -> None:
    """
    Refuse what no keyboard writes: a sign that the file was damaged.

    Raises:
        CellError: The text holds a control character other than a tab or a line's end.
    """
    if CONTROL.search(text):
        raise CellError("control-character", "holds a control character; type the cell again")


def as_text(text: str, column: Column) -> Read:
    """Keep free text as it stands, with notes where it shows damage or hides something."""
    notes = _damage(text)
    if INVISIBLE.search(text):
        notes.append(Note("hidden-characters", "holds characters that are not seen"))
    return text, tuple(notes)


def as_label(text: str, column: Column) -> Read:
    """
    Read a key or a label: composed letters, single spaces, nothing invisible.

    Raises:
        CellError: It is longer than any label.
    """
    if len(text) > LONGEST_LABEL:
        most = f"{LONGEST_LABEL} characters"
        raise CellError("too-long", f"must be no longer than {most}; it has {len(text)}")
    plain = without_oddities(text)
    if not plain:
        raise CellError("hidden-characters", "holds nothing but characters that are not seen")
    notes = _damage(text)
    if plain != text:
        message = "odd spaces or characters that are not seen were left out"
        notes.append(Note("label-tidied", message))
    return plain, (*notes, *_mangled(plain))


def _damage(text: str) -> list[Note]:
    notes = []
    if LOST in text:
        notes.append(Note("lost-characters", "characters were lost before this file was saved"))
    if any(_is_utf8_misread(run) for run in BEYOND_ASCII.findall(text)):
        message = "looks like text read in the wrong encoding before this file was saved"
        notes.append(Note("mis-encoded", message))
    return notes


def _is_utf8_misread(run: str) -> bool:
    """Say whether some letters are the bytes of UTF-8, read as an older encoding."""
    for encoding in ("cp1252", "latin-1"):
        try:
            run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False


def _mangled(label: str) -> list[Note]:
    """Note the marks that a spreadsheet leaves on what it takes for a date or a number."""
    if SPREADSHEET_MONTH.fullmatch(label):
        message = f"{shown(label)} may be a period that a spreadsheet turned into a date"
        return [Note("spreadsheet-date", message)]
    if WITH_NO_DECIMALS.fullmatch(label):
        message = f"{shown(label)} may be a whole number that a program wrote with decimals"
        return [Note("decimals-added", message)]
    if SCIENTIFIC.fullmatch(label):
        message = f"{shown(label)} may be a long number that a spreadsheet shortened"
        return [Note("shortened-number", message)]
    return []
