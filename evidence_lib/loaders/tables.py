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
from evidence_lib.loaders.cells.personal import NameList, name_list
from evidence_lib.loaders.cells.values import ReadingRules, dtype
from evidence_lib.loaders.cells.words import without_oddities
from evidence_lib.loaders.columns import match_columns
from evidence_lib.loaders.exports.surveys import answer_words
from evidence_lib.loaders.grid import TextRows
from evidence_lib.loaders.row_sorting import MarkedCell, sort_rows

MARK_COLUMNS = MarkedCell._fields


@dataclass(frozen=True)
class TableReading:
    """
    One file read as one table, and the account of its rows: read = kept + refused + duplicates.

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
    marks: tuple[MarkedCell, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    read_as: str = ""
    sha256: str = ""

    def shown_row(self, row: int) -> int:
        """Give the row that a spreadsheet shows for a row of the frame."""
        return self.place[row][0] if row in self.place else row

    def shown_marks(self) -> list[MarkedCell]:
        """Give the marks by the rows that a spreadsheet shows."""
        return [each._replace(row=self.shown_row(each.row)) for each in self.marks]

    def without(self, rows: set[int], problems: list[Problem]) -> TableReading:
        """Refuse further rows, for the problems given."""
        return replace(
            self,
            frame=self.frame.drop(index=list(rows)),
            refused=self.refused + len(rows),
            marks=tuple(each for each in self.marks if each.row not in rows),
            problems=(*self.problems, *placed(problems, self.letters, self.place)),
        )


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
    reading: ReadingRules,
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
    sorting = sort_rows(text, matched, table, _worded(reading, asked), names or name_list(()))
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


def _worded(reading: ReadingRules, questions: pd.DataFrame) -> ReadingRules:
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
