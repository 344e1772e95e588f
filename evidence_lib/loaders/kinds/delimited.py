"""Text files of separated values to a sheet: the encoding and the separator are found, and said."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection

from evidence_lib.english import counted, from_spreadsheet_text
from evidence_lib.errors import Problem
from evidence_lib.loaders.cells.words import heading_form
from evidence_lib.loaders.grid import ArrivedFile, Sheet

LONGEST_CELL = 1_000_000
MOST_CELLS = 5_000_000
ROWS_LOOKED_AT = 30
FEWEST_SWALLOWED = 3
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF32_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
MANY_BYTES_TO_A_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


class _UnreadableError(ValueError):
    """A file cannot be read as text: the rule's name, the message for its sender, the row."""

    def __init__(self, rule: str, message: str, row: int = 0) -> None:
        self.rule = rule
        self.row = row
        super().__init__(message)


def read_delimited(file: ArrivedFile, known: Collection[str] = ()) -> Sheet:
    """
    Read a CSV file: UTF-8, UTF-16 with its mark, or cp1252; comma, semicolon or tab.

    Args:
        file: The file as it arrived.
        known: Headings that are looked for; the separator that finds most of them is the file's.

    Returns:
        The sheet; or a sheet with one problem for the whole file where it cannot be read.
    """
    try:
        text, encoding = _decoded(file.data)
        separator = _separator(text, known)
        records = _records(text, separator)
    except _UnreadableError as error:
        problem = Problem(file.name, error.row, "", error.rule, str(error))
        return Sheet(file.name, problems=(problem,))
    rows = {
        number: tuple(cells)
        for number, cells in enumerate(map(_unmarked, records), start=1)
        if any(cell.strip() for cell in cells)
    }
    read_as = f"CSV, {encoding}, {SEPARATORS[separator]}"
    flags = (
        *_assumed(file.name, encoding),
        *_marked(file.name, records),
        *_swallowed(file.name, rows, separator),
    )
    return Sheet(file.name, rows, read_as=read_as, flags=flags)


def _unmarked(cells: list[str]) -> list[str]:
    """Read as text what a pack's own table marks as text for a spreadsheet."""
    return [from_spreadsheet_text(cell) for cell in cells]


def _marked(file: str, records: list[list[str]]) -> tuple[Problem, ...]:
    marked = sum(_unmarked(cells) != cells for cells in records)
    if not marked:
        return ()
    message = (
        f"has an apostrophe before a formula sign in {counted(marked, 'row')}, as a mark of text "
        "for a spreadsheet; it was left out"
    )
    return (Problem(file, 0, "", "text-mark", message),)


def _swallowed(file: str, rows: dict[int, tuple[str, ...]], separator: str) -> tuple[Problem, ...]:
    """Flag rows in which a cell holds the end of a line and what may be most of another row."""
    message = "has a cell that may have swallowed rows; does a quotation mark stand astray?"
    return tuple(
        Problem(file, number, "", "swallowed-rows", message)
        for number, cells in rows.items()
        if any(
            "\n" in cell and cell.count(separator) >= max(FEWEST_SWALLOWED, (len(cells) - 1) // 2)
            for cell in cells
        )
    )


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith(UTF32_MARKS):
        raise _UnreadableError("encoding", "is UTF-32; save it as CSV UTF-8")
    if data.startswith(UTF16_MARKS):
        return _strictly(data, "utf-16"), "UTF-16"
    if b"\0" in data:
        raise _UnreadableError("not-csv", "holds a NUL character; save it again as CSV UTF-8")
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as error:
        return _older(data, error), "cp1252"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"is damaged UTF-16 (byte {error.start + 1}); save it as CSV UTF-8"
        raise _UnreadableError("encoding", message) from None
    if "\0" in text:
        raise _UnreadableError("not-csv", "holds a NUL character; save it again as CSV UTF-8")
    return text


def _older(data: bytes, error: UnicodeDecodeError) -> str:
    """Read as cp1252, unless the file shows that it is damaged UTF-8."""
    where = f"byte {error.start + 1}"
    if data.startswith(b"\xef\xbb\xbf") or MANY_BYTES_TO_A_CHARACTER.search(data):
        message = f"is UTF-8 in part and something else in part ({where}); save it as CSV UTF-8"
        raise _UnreadableError("encoding", message)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as unknown:
        message = f"is in no encoding known here (byte {unknown.start + 1}); save it as CSV UTF-8"
        raise _UnreadableError("encoding", message) from None


def _assumed(name: str, encoding: str) -> tuple[Problem, ...]:
    if encoding != "cp1252":
        return ()
    message = "is not UTF-8 and was read as cp1252 (Windows); look at accents, dashes and quotes"
    return (Problem(name, 0, "", "read-as-cp1252", message),)


def _separator(text: str, known: Collection[str]) -> str:
    declared = re.match(r'"?sep=([,;\t])"?\r?\n', text, flags=re.IGNORECASE)
    if declared:
        return declared[1]
    forms = {heading_form(heading) for heading in known}
    top = text.splitlines()[:ROWS_LOOKED_AT]
    return max(SEPARATORS, key=lambda separator: _fit(top, separator, forms))


def _fit(top: list[str], separator: str, forms: set[str]) -> tuple[int, int]:
    """Say how well a separator parts the first lines: headings found, then cells in a line."""
    parted = [[heading_form(cell.strip('" ')) for cell in line.split(separator)] for line in top]
    found = max((len(forms.intersection(cells)) for cells in parted), default=0)
    return found, max(map(len, parted), default=0)


def _records(text: str, separator: str) -> list[list[str]]:
    if text.count(separator) + text.count("\n") > MOST_CELLS:
        message = f"has more than {MOST_CELLS:,} cells; see [[aggregates]] for large evidence"
        raise _UnreadableError("too-large", message)
    body = re.sub(r'^"?sep=[,;\t]"?\r?\n', "", text, count=1, flags=re.IGNORECASE)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    records: list[list[str]] = []
    try:
        records.extend(reader)
    except csv.Error as error:
        raise _not_csv(error, len(records) + 1) from None
    return records


def _not_csv(error: csv.Error, row: int) -> _UnreadableError:
    if "field larger" in str(error):
        message = f"holds a cell of over {LONGEST_CELL:,} characters"
        return _UnreadableError("long-cell", message, row)
    if "unexpected end" in str(error):
        message = "opens quotation marks that never close; was the file cut off?"
        return _UnreadableError("not-csv", message, row)
    message = "cannot be read as CSV: a quotation mark stands astray"
    return _UnreadableError("not-csv", message, row)
