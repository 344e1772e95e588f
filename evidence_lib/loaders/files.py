"""A file's bytes to rows of text, before anything is taken to mean anything."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from evidence_lib.errors import Problem

LONGEST_CELL = 1_000_000


@dataclass(frozen=True)
class TextRows:
    """
    The text of one file: its header and its rows, nothing converted.

    Row: ``rows`` maps the row number a spreadsheet shows (the header is row 1) to its cells.
    ``refused`` counts rows whose shape is wrong; they are among the ``problems``.
    """

    file: str
    header: tuple[str, ...] = ()
    rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    refused: int = 0
    problems: tuple[Problem, ...] = ()
    flags: tuple[Problem, ...] = ()


def read_rows(path: Path) -> TextRows:
    """
    Read a CSV file (UTF-8, comma) as text.

    Returns:
        The rows, with a problem for each that is too long or too short, or one problem for the
        whole file when it is not UTF-8, is not CSV, is empty or repeats a heading.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _unreadable(
            path, "encoding", f"is not UTF-8 (byte {error.start + 1}); save it as CSV UTF-8"
        )
    if "\0" in text:
        return _unreadable(path, "not-csv", "holds a NUL character; save it again as CSV UTF-8")
    csv.field_size_limit(LONGEST_CELL)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return _unreadable(path, "not-csv", f"cannot be read as CSV: {error}")
    return _shaped(path, records)


def _unreadable(path: Path, rule: str, message: str) -> TextRows:
    return TextRows(path.name, problems=(Problem(path.name, 0, "", rule, message),))


def _shaped(path: Path, records: list[list[str]]) -> TextRows:
    if not records or not any(cell.strip() for cell in records[0]):
        return _unreadable(path, "empty-file", "has no heading in row 1")
    header = tuple(cell.strip() for cell in records[0])
    heading_problems = _heading_problems(path, header)
    if heading_problems:
        return TextRows(path.name, problems=tuple(heading_problems))
    rows: dict[int, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for number, cells in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) == len(header):
            rows[number] = tuple(cell.strip() for cell in cells)
        else:
            problems.append(_wrong_length(path, number, len(cells), len(header)))
    return TextRows(path.name, header, rows, len(problems), tuple(problems))


def _heading_problems(path: Path, header: tuple[str, ...]) -> list[Problem]:
    blank = [
        Problem(path.name, 1, "", "blank-heading", f"column {position} has no heading")
        for position, heading in enumerate(header, start=1)
        if not heading
    ]
    repeated = sorted({each for each in header if each and header.count(each) > 1})
    return blank + [
        Problem(path.name, 1, heading, "repeated-heading", "this heading stands more than once")
        for heading in repeated
    ]


def _wrong_length(path: Path, number: int, found: int, wanted: int) -> Problem:
    rule = "surplus-cells" if found > wanted else "short-row"
    return Problem(path.name, number, "", rule, f"has {found} cells where the heading has {wanted}")
