"""Rows under headings to rows kept and rows refused, with everything there is to say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from evidence_lib.contract import Column, Table
from evidence_lib.errors import Problem
from evidence_lib.loaders.cells.cell import CellError, Note, quoted
from evidence_lib.loaders.cells.numbers import GROUPED
from evidence_lib.loaders.cells.personal import NameList
from evidence_lib.loaders.cells.values import ReadingRules, read_cell
from evidence_lib.loaders.cells.words import heading_form, word_form
from evidence_lib.loaders.columns import Columns
from evidence_lib.loaders.grid import TextRows
from evidence_lib.loaders.row_flags import TOTALS, labels_alike, may_be_totals, personal_flags

NAMES_OF_GROUPS = frozenset({"group", "place", "locality", "cluster", "sector"})


class MarkedCell(NamedTuple):
    """One cell that holds a mark in place of a number; ``row`` is the frame's."""

    table: str
    file: str
    row: int
    key: str
    column: str
    mark: str
    state: str


@dataclass
class _SaidOnce:
    """What is said once of a column: from which row on, in how many rows, and the message."""

    first_row: int
    message: str
    rows: int = 0


@dataclass
class Sorting:
    """
    What became of the rows of one file while they were sorted into kept and refused.

    ``values`` are those of the rows kept; ``first_with`` is the row that first bore each key.
    """

    values: dict[int, list[Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    flags: list[Problem] = field(default_factory=list)
    marks: list[MarkedCell] = field(default_factory=list)
    by_column: dict[tuple[str, str], _SaidOnce] = field(default_factory=dict)
    first_with: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    duplicates: int = 0


def sort_rows(
    text: TextRows, matched: Columns, table: Table, reading: ReadingRules, names: NameList
) -> Sorting:
    """Sort the rows of a file into kept, refused and sent twice, each with what there is to say."""
    sorting = Sorting()
    forms = [heading_form(heading) for heading in text.header]
    rows = matched.rows(text)
    for row, cells in rows.items():
        key = cells[matched.key]
        earlier = sorting.first_with.setdefault(key, row) if key else row
        problems = _row_problems(text, row, cells, matched, forms)
        values: list[Any] = []
        marks: list[MarkedCell] = []
        if not problems:
            read = _read_cells(sorting, text, row, cells, matched, table, reading)
            values, problems, marks = read
        if earlier != row:
            problems.append(_repeated_key(text, row, table.key, key, earlier))
        sorting.problems += problems
        if earlier != row and cells == rows[earlier]:
            sorting.duplicates += 1
        elif problems:
            sorting.refused += 1
        else:
            sorting.values[row] = values
            sorting.marks += marks
            sorting.flags += may_be_totals(text.file, row, values, matched)
            sorting.flags += personal_flags(text.file, row, values, matched, names)
    sorting.flags += _said_once(text.file, sorting.by_column)
    sorting.flags += labels_alike(text, sorting.values, matched)
    return sorting


def _row_problems(
    text: TextRows, row: int, cells: tuple[str, ...], matched: Columns, forms: list[str]
) -> list[Problem]:
    """Say what is wrong with a row as a row: it is no evidence but a heading or a total."""
    as_sent = zip(text.rows[row], forms, strict=True)
    if all(heading_form(cell) == form for cell, form in as_sent):
        message = "repeats the headings; is this file two files put together?"
        return [Problem(text.file, row, "", "repeated-headings", message)]
    first = next((cell for cell in cells if cell), "")
    columns = zip(cells, matched.present, strict=True)
    grouped = [cell for cell, column in columns if column.name in NAMES_OF_GROUPS]
    if any(word_form(cell) in TOTALS for cell in (first, cells[matched.key], *grouped)):
        message = "is a row of totals; send the rows that it adds up, and not the sum"
        return [Problem(text.file, row, "", "total-row", message)]
    return []


def _read_cells(
    sorting: Sorting,
    text: TextRows,
    row: int,
    cells: tuple[str, ...],
    matched: Columns,
    table: Table,
    reading: ReadingRules,
) -> tuple[list[Any], list[Problem], list[MarkedCell]]:
    values: list[Any] = []
    problems: list[Problem] = []
    marks: list[MarkedCell] = []
    for cell, column in zip(cells, matched.present, strict=True):
        try:
            _refuse_doubtful(text, row, column, cell, matched)
            value, notes = read_cell(cell, column, reading)
        except CellError as error:
            problems.append(Problem(text.file, row, column.name, error.rule, str(error)))
            continue
        values.append(value)
        for note in notes:
            _note(sorting, text.file, row, column.name, note)
            if note.state:
                key = cells[matched.key]
                marks.append(MarkedCell(table.name, text.file, row, key, column.name,
                                        note.mark, note.state))  # fmt: skip
    return values, problems, marks


def _refuse_doubtful(text: TextRows, row: int, column: Column, cell: str, matched: Columns) -> None:
    """Refuse what the file's kind makes doubtful: dates where none belong, commas in numbers."""
    heading = matched.headings.get(column.name, "")
    if column.kind not in ("date", "when") and (row, heading) in text.dates:
        raise CellError(
            "date-in-text",
            "is kept as a date by the spreadsheet; format the column as text and type it again",
        )
    numeric = column.kind in ("number", "integer")
    if numeric and text.read_as.endswith("semicolon") and GROUPED.fullmatch(cell):
        raise CellError(
            "doubtful-comma",
            "may have a decimal comma, as in other files with semicolons; write it without commas",
        )


def _note(sorting: Sorting, file: str, row: int, column: str, note: Note) -> None:
    if note.by_column:
        said = sorting.by_column.setdefault((column, note.rule), _SaidOnce(row, note.message))
        said.rows += 1
    else:
        sorting.flags.append(Problem(file, row, column, note.rule, note.message))


def _said_once(file: str, by_column: Mapping[tuple[str, str], _SaidOnce]) -> list[Problem]:
    return [
        Problem(file, said.first_row, column, rule,
                f"{said.message}, in {said.rows} row(s) from here on")
        for (column, rule), said in by_column.items()
    ]  # fmt: skip


def _repeated_key(text: TextRows, row: int, column: str, key: str, earlier: int) -> Problem:
    message = f"{quoted(key)} already stands in row {text.shown_row(earlier)}"
    return Problem(text.file, row, column, "repeated-key", message)
