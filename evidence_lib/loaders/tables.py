"""One file to one table of the contract, with everything that was refused and why."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.contract import Column, Table
from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.files import TextRows, read_rows
from evidence_lib.loaders.values import CellError, Reading, dtype, value_of


@dataclass(frozen=True)
class TableReading:
    """
    One table as read, and the account of its rows: read = kept + refused + duplicates.

    ``frame`` is indexed by the row a spreadsheet shows; ``keys`` holds every key that stood in the
    file, of refused rows too, so that a link to a refused row is not called an orphan.
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

    def without(self, rows: set[int], problems: list[Problem]) -> TableReading:
        """Refuse further rows, for the problems given."""
        return replace(
            self,
            frame=self.frame.drop(index=list(rows)),
            refused=self.refused + len(rows),
            problems=(*self.problems, *problems),
        )


@dataclass
class _Sorting:
    """What became of the rows of one file while they were sorted into kept and refused."""

    values: dict[int, list[Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0
    duplicates: int = 0


def empty_frame(table: Table) -> pd.DataFrame:
    """Make a frame with a table's columns and no rows, as an absent table is given."""
    return pd.DataFrame({each.name: pd.Series(dtype=dtype(each)) for each in table.columns})


def read_table(
    path: Path,
    table: Table,
    *,
    reading: Reading,
    renamed: Mapping[str, str],
    questions: pd.DataFrame,
) -> TableReading:
    """
    Read one file as one table.

    Args:
        path: The file.
        table: What it must look like.
        reading: The review's areas, and how this table writes dates.
        renamed: The sender's headings and ours, from review.toml.
        questions: Rows of ``survey_questions``, whose keys are further columns of the responses.

    Returns:
        The table, and every problem: none raises.
    """
    text = read_rows(path)
    header = tuple(renamed.get(heading, heading) for heading in text.header)
    columns = (*table.columns, *_question_columns(table, questions))
    heading_problems, flags = _check_headings(text, header, columns)
    problems = (*text.problems, *heading_problems)
    if heading_problems or not text.header:
        read = len(text.rows) + text.refused
        return TableReading(
            table, path.name, empty_frame(table), read=read, refused=read, problems=problems
        )
    present = [column for column in columns if column.name in header]
    sorting = _sort_rows(text, header, table, present, reading)
    key_position = header.index(table.key)
    return TableReading(
        table,
        path.name,
        _frame(sorting.values, present, columns),
        read=len(text.rows) + text.refused,
        refused=text.refused + sorting.refused,
        duplicates=sorting.duplicates,
        keys=frozenset(cells[key_position] for cells in text.rows.values()),
        problems=(*problems, *sorting.problems),
        flags=tuple(flags),
    )


def _question_columns(table: Table, questions: pd.DataFrame) -> list[Column]:
    if not table.open_to:
        return []
    return [
        Column(str(question.question_id), *_kind_of_scale(str(question.scale)))
        for question in questions.itertuples()
    ]


def _kind_of_scale(scale: str) -> tuple[str, bool, tuple[str, ...]]:
    answers = terms.SCALE_ANSWERS.get(scale)
    if answers:
        return "word", False, (*answers, *terms.NO_OPINION)
    return ("integer" if scale == "count" else "text"), False, ()


def _check_headings(
    text: TextRows, header: tuple[str, ...], columns: tuple[Column, ...]
) -> tuple[list[Problem], list[Problem]]:
    known = {column.name for column in columns}
    missing = [name for name in known if name not in header]
    problems, flags = [], []
    for heading in header:
        if heading in known:
            continue
        near = difflib.get_close_matches(heading.lower(), missing, n=1, cutoff=0.75)
        if near:
            message = f"is no column of this table; did you mean {shown(near[0])}?"
            problems.append(Problem(text.file, 1, heading, "unknown-column", message))
        else:
            message = "is no column of this table and was not read"
            flags.append(Problem(text.file, 1, heading, "column-not-read", message))
    for column in columns:
        if text.header and column.required and column.name not in header:
            message = "this column must be present"
            problems.append(Problem(text.file, 1, column.name, "missing-column", message))
    return problems, flags


def _sort_rows(
    text: TextRows,
    header: tuple[str, ...],
    table: Table,
    present: list[Column],
    reading: Reading,
) -> _Sorting:
    sorting = _Sorting()
    first_with: dict[str, int] = {}
    positions = [header.index(column.name) for column in present]
    for row, cells in text.rows.items():
        key = cells[header.index(table.key)]
        earlier = first_with.setdefault(key, row)
        chosen = [cells[position] for position in positions]
        values, problems = _read_cells(text.file, row, chosen, present, reading)
        if earlier != row:
            problems.append(_repeated_key(text.file, row, table.key, key, earlier))
        sorting.problems += problems
        if earlier != row and cells == text.rows[earlier]:
            sorting.duplicates += 1
        elif problems:
            sorting.refused += 1
        else:
            sorting.values[row] = values
    return sorting


def _read_cells(
    file: str, row: int, cells: list[str], columns: list[Column], reading: Reading
) -> tuple[list[Any], list[Problem]]:
    values: list[Any] = []
    problems: list[Problem] = []
    for cell, column in zip(cells, columns, strict=True):
        try:
            values.append(value_of(cell, column, reading))
        except CellError as error:
            problems.append(Problem(file, row, column.name, error.rule, str(error)))
    return values, problems


def _repeated_key(file: str, row: int, column: str, key: str, earlier: int) -> Problem:
    message = f"{shown(key)} already stands in row {earlier}"
    return Problem(file, row, column, "repeated-key", message)


def _frame(
    values: dict[int, list[Any]], present: list[Column], columns: tuple[Column, ...]
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
