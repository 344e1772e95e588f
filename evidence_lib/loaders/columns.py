"""The sender's headings to the columns of a table: the same, renamed, near misses, unknown."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence_lib.contract import Column, Table
from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.cells.cell import sayable
from evidence_lib.loaders.cells.words import heading_form
from evidence_lib.loaders.grid import TextRows

NEAR = 0.75


@dataclass(frozen=True)
class Columns:
    """
    Which columns of a table a file has, and where.

    ``present`` are the columns in the order in which `rows` gives their cells; ``positions`` is
    where each stands in the file, or None for one of the ``constants``; ``key`` is the position of
    the table's key among ``present``. ``letters`` are the spreadsheet's and ``headings`` the
    sender's, by our column's name.
    """

    present: tuple[Column, ...]
    positions: tuple[int | None, ...]
    constants: tuple[str, ...]
    key: int
    letters: Mapping[str, str]
    problems: tuple[Problem, ...]
    flags: tuple[Problem, ...]
    headings: Mapping[str, str]

    def rows(self, text: TextRows) -> dict[int, tuple[str, ...]]:
        """Give each row's cells in the order of ``present``."""
        chosen = list(zip(self.positions, self.constants, strict=True))
        return {
            row: tuple(constant if at is None else cells[at] for at, constant in chosen)
            for row, cells in text.rows.items()
        }


def match_columns(
    text: TextRows,
    table: Table,
    columns: tuple[Column, ...],
    renamed: Mapping[str, str],
    constants: Mapping[str, str],
) -> Columns:
    """
    Match a file's headings with a table's columns.

    Args:
        text: The rows under the sender's headings.
        table: The table, for its key.
        columns: All columns that the file may have.
        renamed: The sender's heading to our column, from review.toml.
        constants: Our column to the text that stands for every row, from review.toml.

    Returns:
        The columns found; problems refuse the file, flags do not.
    """
    ours = {heading: _our_name(heading, columns, renamed) for heading in text.header}
    by_name: dict[str, str] = {}
    problems: list[Problem] = []
    for heading, name in ours.items():
        if name and by_name.setdefault(name, heading) != heading:
            message = f"this heading and {shown(by_name[name])} both mean {name}"
            problems.append(_at_heading(text, heading, "repeated-heading", message))
    names_known = {column.name for column in columns}
    if text.header and not names_known.intersection(by_name):
        return _without_headings(text)
    problems += _leading_nowhere(text, by_name, constants, names_known)
    absent = [column for column in columns if column.name not in by_name]
    unread, flags = _unknown_headings(text, ours, absent)
    flags += _read_otherwise(text, ours, renamed)
    problems += [*unread, *_constants_in_the_way(text, by_name, constants)]
    problems += _missing(text, absent, constants)
    present = [c for c in columns if c.name in by_name or c.name in constants]
    names = [column.name for column in present]
    return Columns(
        tuple(present),
        tuple(text.header.index(by_name[name]) if name in by_name else None for name in names),
        tuple(constants.get(name, "") for name in names),
        names.index(table.key) if table.key in names else 0,
        {name: text.letters.get(heading, "") for name, heading in by_name.items()}
        | dict(text.letters),
        tuple(problems),
        tuple(flags),
        by_name,
    )


def _without_headings(text: TextRows) -> Columns:
    message = "none of these headings is a column of the table; is the row of headings missing?"
    problem = Problem(text.file, text.header_row, "", "no-headings", message)
    return Columns((), (), (), 0, {}, (problem,), (), {})


def _leading_nowhere(
    text: TextRows, by_name: Mapping[str, str], constants: Mapping[str, str], known: set[str]
) -> list[Problem]:
    """Refuse headings and constants that review.toml leads to a column the table does not have."""
    renamed = [
        _at_heading(text, heading, "unknown-column", f"is led to {shown(name)}, which is no column")
        for name, heading in by_name.items()
        if name not in known
    ]
    return renamed + [
        Problem(text.file, 0, name, "unknown-column", "stands under [constants] and is no column")
        for name in constants
        if name not in known
    ]


def _our_name(heading: str, columns: tuple[Column, ...], renamed: Mapping[str, str]) -> str:
    form = heading_form(heading)
    for theirs, name in renamed.items():
        if heading_form(theirs) == form:
            return name
    return next((each.name for each in columns if heading_form(each.name) == form), "")


def _at_heading(text: TextRows, heading: str, rule: str, message: str) -> Problem:
    letter = text.letters.get(heading, "")
    return Problem(text.file, text.header_row, sayable(heading), rule, message, letter)


def _unknown_headings(
    text: TextRows, ours: Mapping[str, str], absent: list[Column]
) -> tuple[list[Problem], list[Problem]]:
    problems, flags = [], []
    forms = {heading_form(column.name): column.name for column in absent}
    for heading in (each for each, name in ours.items() if not name):
        near = difflib.get_close_matches(heading_form(heading), forms, n=1, cutoff=NEAR)
        if near:
            message = f"is no column of this table; did you mean {shown(forms[near[0]])}?"
            problems.append(_at_heading(text, heading, "unknown-column", message))
        else:
            message = "is no column of this table and was not read"
            flags.append(_at_heading(text, heading, "column-not-read", message))
    return problems, flags


def _read_otherwise(
    text: TextRows, ours: Mapping[str, str], renamed: Mapping[str, str]
) -> list[Problem]:
    return [
        _at_heading(text, heading, "heading-read-as", f"this heading was read as {name}")
        for heading, name in ours.items()
        if name and heading != name and heading not in renamed
    ]


def _constants_in_the_way(
    text: TextRows, by_name: Mapping[str, str], constants: Mapping[str, str]
) -> list[Problem]:
    message = "stands in the file and under [constants] in review.toml; keep one of the two"
    return [
        _at_heading(text, by_name[name], "constant-and-column", message)
        for name in constants
        if name in by_name
    ]


def _missing(
    text: TextRows, absent: Iterable[Column], constants: Mapping[str, str]
) -> list[Problem]:
    if not text.header:
        return []
    return [
        Problem(text.file, text.header_row, column.name, "missing-column",
                "this column must be present")
        for column in absent
        if column.required and column.name not in constants
    ]  # fmt: skip
