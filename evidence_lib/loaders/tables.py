"""Rows under headings to one table of the contract, with everything that was refused and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.contract import Column, Table
from evidence_lib.errors import Problem
from evidence_lib.loaders.cells.cell import CellError, Note, quoted
from evidence_lib.loaders.cells.looking import TOTALS, labels_alike, may_be_totals, personal_flags
from evidence_lib.loaders.cells.numbers import GROUPED
from evidence_lib.loaders.cells.personal import NameList, name_list
from evidence_lib.loaders.cells.values import Reading, dtype, read_cell
from evidence_lib.loaders.cells.words import heading_form, without_oddities, word_form
from evidence_lib.loaders.columns import Columns, match_columns
from evidence_lib.loaders.exports.surveys import answer_words
from evidence_lib.loaders.grid import TextRows

MARK_COLUMNS = ("table", "file", "row", "key", "column", "mark", "state")
NAMES_OF_GROUPS = frozenset({"group", "place", "locality", "cluster", "sector"})


@dataclass(frozen=True)
class TableReading:
    """
    One file read as one table, and the account of its rows: read = kept + refused + duplicates.

    ``frame`` is indexed by the row a spreadsheet shows; ``keys`` holds every key that stood in the
    file, of refused rows too, so that a link to a refused row is not called an orphan. A row of
    ``marks`` is a cell that holds a mark in place of a number (columns `MARK_COLUMNS`), its row the
    frame's.
    """

    table: Table
    file: str
    frame: pd.DataFrame
    read: int = 0
    refused: int = 0
    duplicates: int = 0
    keys: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    flags: tuple[Problem, ...] = ()
    marks: tuple[tuple[Any, ...], ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    read_as: str = ""
    sha256: str = ""

    def shown_row(self, row: int) -> int:
        """Give the row that a spreadsheet shows for a row of the frame."""
        return self.place[row][0] if row in self.place else row

    def shown_marks(self) -> list[tuple[Any, ...]]:
        """Give the marks by the rows that a spreadsheet shows."""
        return [(*mark[:2], self.shown_row(mark[2]), *mark[3:]) for mark in self.marks]

    def without(self, rows: set[int], problems: list[Problem]) -> TableReading:
        """Refuse further rows, for the problems given."""
        return replace(
            self,
            frame=self.frame.drop(index=list(rows)),
            refused=self.refused + len(rows),
            marks=tuple(mark for mark in self.marks if mark[2] not in rows),
            problems=(*self.problems, *placed(problems, self.letters, self.place)),
        )


@dataclass
class _Sorting:
    """What became of the rows of one file while they were sorted into kept and refused."""

    values: dict[int, list[Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    flags: list[Problem] = field(default_factory=list)
    marks: list[tuple[Any, ...]] = field(default_factory=list)
    by_column: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    first_with: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    duplicates: int = 0


def empty_frame(table: Table) -> pd.DataFrame:
    """Make a frame with a table's columns and no rows, as an absent table is given."""
    return _without_rows(table).copy()


@cache
def _without_rows(table: Table) -> pd.DataFrame:
    # Most reviews lack most tables, and thirty frames cost more to make than a file to read.
    return pd.DataFrame({each.name: pd.Series(dtype=dtype(each)) for each in table.columns})


def placed(
    problems: Collection[Problem],
    letters: Mapping[str, str],
    place: Mapping[int, tuple[int, str]],
) -> tuple[Problem, ...]:
    """Give each problem the row and the column's letter that a spreadsheet shows."""
    return tuple(_placed(each, letters, place) for each in problems)


def _placed(
    problem: Problem, letters: Mapping[str, str], place: Mapping[int, tuple[int, str]]
) -> Problem:
    row, letter = place.get(problem.row, (problem.row, ""))
    own = problem.letter or letters.get(problem.column, "")
    return replace(problem, row=row, letter=own or (letter if problem.column else ""))


def read_table(
    text: TextRows,
    table: Table,
    *,
    reading: Reading,
    renamed: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
    questions: pd.DataFrame | None = None,
    names: NameList | None = None,
) -> TableReading:
    """
    Read the rows of one file as one table.

    Args:
        text: The rows, under the sender's headings.
        table: What they must look like.
        reading: The review's areas, how this table writes dates, and the sender's words.
        renamed: The sender's headings and ours, from review.toml.
        constants: Our columns that the file lacks, and the text that stands for every row.
        questions: Rows of ``survey_questions``, whose keys are further columns of the responses.
        names: Names whose owners must not be found in free text.

    Returns:
        The table, and every problem: none raises.
    """
    asked = pd.DataFrame() if questions is None else questions
    columns = (*table.columns, *_question_columns(table, asked))
    matched = match_columns(text, table, columns, renamed or {}, constants or {})
    problems = (*text.problems, *matched.problems)
    flags = (*text.flags, *matched.flags)
    if matched.problems or not text.header:
        refused = text.read - text.duplicates
        return TableReading(
            table, text.file, empty_frame(table), text.read, refused, text.duplicates,
            problems=placed(problems, matched.letters, {}), flags=flags,
            read_as=text.read_as, sha256=text.sha256,
        )  # fmt: skip
    sorting = _sort_rows(text, matched, table, _worded(reading, asked), names or name_list(()))
    return TableReading(
        table,
        text.file,
        _frame(sorting.values, matched.present, columns),
        read=text.read,
        refused=text.refused + sorting.refused,
        duplicates=text.duplicates + sorting.duplicates,
        keys=frozenset(map(without_oddities, sorting.first_with)),
        problems=(*problems, *placed(sorting.problems, matched.letters, text.place)),
        flags=(*flags, *placed(sorting.flags, matched.letters, text.place)),
        marks=tuple(sorting.marks),
        letters=matched.letters,
        place=text.place,
        read_as=text.read_as,
        sha256=text.sha256,
    )


def _worded(reading: Reading, questions: pd.DataFrame) -> Reading:
    """Add the usual words of each question's scale to the sender's own."""
    usual = {
        question["question_id"]: answer_words(question["scale"])
        for question in questions.to_dict("records")
    }
    words = {
        column: {**usual.get(column, {}), **reading.words.get(column, {})}
        for column in {*usual, *reading.words}
    }
    return replace(reading, words=words)


def _question_columns(table: Table, questions: pd.DataFrame) -> list[Column]:
    if not table.open_to or questions.empty:
        return []
    return [
        _question_column(question["question_id"], question["scale"])
        for question in questions.to_dict("records")
    ]


def _question_column(name: str, scale: str) -> Column:
    answers = terms.SCALE_ANSWERS.get(scale)
    if answers:
        return Column(name, "word", allowed=(*answers, *terms.NO_OPINION))
    return Column(name, "integer", minimum=0) if scale == "count" else Column(name, "text")


def _sort_rows(
    text: TextRows, matched: Columns, table: Table, reading: Reading, names: NameList
) -> _Sorting:
    sorting = _Sorting()
    forms = [heading_form(heading) for heading in text.header]
    rows = matched.rows(text)
    for row, cells in rows.items():
        key = cells[matched.key]
        earlier = sorting.first_with.setdefault(key, row) if key else row
        problems = _row_problems(text, row, cells, matched, forms)
        values: list[Any] = []
        marks: list[tuple[Any, ...]] = []
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
    sorting: _Sorting,
    text: TextRows,
    row: int,
    cells: tuple[str, ...],
    matched: Columns,
    table: Table,
    reading: Reading,
) -> tuple[list[Any], list[Problem], list[tuple[Any, ...]]]:
    values: list[Any] = []
    problems: list[Problem] = []
    marks: list[tuple[Any, ...]] = []
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
                place = (table.name, text.file, row, cells[matched.key], column.name)
                marks.append((*place, note.mark, note.state))
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


def _note(sorting: _Sorting, file: str, row: int, column: str, note: Note) -> None:
    if note.by_column:
        found = sorting.by_column.setdefault((column, note.rule), [row, 0, note.message])
        found[1] += 1
    else:
        sorting.flags.append(Problem(file, row, column, note.rule, note.message))


def _said_once(file: str, by_column: Mapping[tuple[str, str], list[Any]]) -> list[Problem]:
    return [
        Problem(file, row, column, rule, f"{message}, in {count} row(s) from here on")
        for (column, rule), (row, count, message) in by_column.items()
    ]


def _repeated_key(text: TextRows, row: int, column: str, key: str, earlier: int) -> Problem:
    message = f"{quoted(key)} already stands in row {text.shown_row(earlier)}"
    return Problem(text.file, row, column, "repeated-key", message)


def _frame(
    values: dict[int, list[Any]], present: tuple[Column, ...], columns: tuple[Column, ...]
) -> pd.DataFrame:
    rows = list(values)
    names = [column.name for column in present]
    by_column = dict(zip(names, zip(*values.values(), strict=True), strict=True)) if rows else {}
    return pd.DataFrame(
        {
            column.name: pd.Series(
                list(by_column.get(column.name, [None] * len(rows))),
                index=pd.Index(rows, dtype="int64"),
                dtype=dtype(column),
            )
            for column in columns
        }
    )
