"""Free text kept as it stands, labels written plainly, and the traces of damage in both."""

from __future__ import annotations

import re
import unicodedata

from evidence_lib.contract import Column
from evidence_lib.errors import shown
from evidence_lib.loaders.cells.cell import CellError, Note
from evidence_lib.loaders.cells.words import INVISIBLE, without_oddities

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
LOST = "\ufffd"
BEYOND_ASCII = re.compile("[^\\x00-\\x7f]{2,}")
MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
SPREADSHEET_DATE = re.compile(
    rf"\d{{1,2}}[- ]{MONTH}([- ]\d{{2,4}})?|{MONTH}[- ]\d{{2,4}}"
    r"|\d{4}-\d{2}-\d{2}( .{1,15})?|\d{1,2}/\d{1,2}/\d{2,4}",
    re.IGNORECASE,
)
ERROR_VALUE = re.compile(r"#(N/A|VALUE!|REF!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)|#{4,}")
NO_ANSWERS = frozenset(
    {
        "na",
        "n/a",
        "null",
        "nan",
        "none",
        "\\n",
        "<na>",
        "(blank)",
        "tbc",
        "n/k",
        "?",
        "-",
        ".",
    }
)
MARKUP = re.compile(r"&(amp|lt|gt|quot|nbsp|apos|#\d{1,5});|_x00[0-9A-F]{2}_")
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
WITH_NO_DECIMALS = re.compile(r"\d+\.0", re.ASCII)
SCIENTIFIC = re.compile(r"\d{1,3}([.,]\d+)?E[+-]?\d{1,3}", re.ASCII | re.IGNORECASE)
LONGEST_LABEL = 500

Read = tuple[str, tuple[Note, ...]]


def refuse_damage(text: str) -> None:
    """
    Refuse what no keyboard writes, and the errors of a spreadsheet.

    Raises:
        CellError: The text holds a control character other than a tab or a line's end, or is an
            error value.
    """
    if ERROR_VALUE.fullmatch(text):
        raise CellError("error-value", "holds an error of a spreadsheet")
    if CONTROL.search(text):
        raise CellError("control-character", "holds a control character; type the cell again")


def as_text(text: str, column: Column) -> Read:
    """Keep free text as it stands, with notes where it shows damage or hides something."""
    notes = _damage(text)
    if text.count('"') % 2 or (text.startswith('="') and text.endswith('"')):
        notes.append(Note("odd-quotes", "holds a quotation mark without its fellow, or too many"))
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
    if text[0] in "\"'" or text[-1] == '"':
        raise CellError("odd-quotes", "begins or ends with a quotation mark; write it without")
    plain = without_oddities(text)
    if not plain:
        raise CellError("hidden-characters", "holds nothing but characters that are not seen")
    notes = _damage(text)
    if plain != text:
        message = "odd spaces or characters that are not seen were left out"
        notes.append(Note("label-tidied", message))
    if plain.casefold() in NO_ANSWERS:
        message = "some labels may stand for a missing value; leave such cells blank"
        notes.append(Note("may-be-missing", message, by_column=True))
    if len(_scripts(plain)) > 1:
        notes.append(Note("mixed-alphabets", "mixes letters of several alphabets that look alike"))
    return plain, (*notes, *_mangled(plain))


def _scripts(label: str) -> set[str]:
    """Name the alphabets of a label's letters, of those that have letters alike."""
    if label.isascii():
        return set()
    names = (unicodedata.name(each, "").split(" ")[0] for each in label if each.isalpha())
    return {name for name in names if name in SCRIPTS}


def _damage(text: str) -> list[Note]:
    notes = []
    if LOST in text:
        notes.append(Note("lost-characters", "characters were lost before this file was saved"))
    if any(_is_utf8_misread(run) for run in BEYOND_ASCII.findall(text)):
        message = "looks like text read in the wrong encoding before this file was saved"
        notes.append(Note("mis-encoded", message))
    if MARKUP.search(text):
        notes.append(Note("markup-left", "holds signs of a web page or of a workbook's own code"))
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
    if SPREADSHEET_DATE.fullmatch(label):
        message = f"{shown(label)} may be a period that a spreadsheet turned into a date"
        return [Note("spreadsheet-date", message)]
    if WITH_NO_DECIMALS.fullmatch(label):
        message = f"{shown(label)} may be a whole number that a program wrote with decimals"
        return [Note("decimals-added", message)]
    if SCIENTIFIC.fullmatch(label):
        message = f"{shown(label)} may be a long number that a spreadsheet shortened"
        return [Note("shortened-number", message)]
    return []
