"""A sheet brought under one row of headings, and where each of its columns and rows came from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from evidence_lib.errors import Problem
from evidence_lib.loaders.cells.words import heading_form, without_oddities
from evidence_lib.loaders.grid import Sheet, column_letter, evened

ROWS_LOOKED_AT = 30
NEW_COLUMN = -1
"""The position of a column that stands in no spreadsheet."""


@dataclass(frozen=True)
class Adapted:
    """
    A sheet whose first row is its only row of headings.

    Row: those of ``sheet``, under the numbers of the file as it was sent, unless ``place`` says
    otherwise. ``positions`` gives the place in the sent sheet of each column that was kept
    (`NEW_COLUMN` for one that was made here); ``dropped`` the headings that were not; ``left_out``
    the sent rows that were left out on purpose, each of which has a flag. Rows sent = rows kept +
    ``left_out`` + the rows in ``sheet.barred``.

    ``place`` is filled where one sent row became several: it maps each number in ``sheet.rows`` to
    the sent row and the letter of the cell that gave the value.
    """

    sheet: Sheet
    positions: tuple[int, ...] = ()
    dropped: tuple[str, ...] = ()
    left_out: tuple[int, ...] = ()
    place: Mapping[int, tuple[int, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Heading:
    """
    One column: its position in the sheet, its heading, and the two parts of that.

    ``sent`` is its position in the sent sheet, where an adapter has moved it since.
    """

    position: int
    text: str
    question: str = ""
    part: str = ""
    sent: int | None = None

    @property
    def letter(self) -> str:
        """The column's letter in the sent sheet."""
        return column_letter(self.stands_at)

    @property
    def stands_at(self) -> int:
        """The column's position in the sent sheet."""
        return self.position if self.sent is None else self.sent

    @property
    def form(self) -> str:
        """The heading as headings are compared."""
        return heading_form(self.text)


def heading_at(sheet: Sheet, keys: Collection[str]) -> int:
    """Find the row, near the top, that holds a heading of one of the forms *keys*; 0 for none."""
    for number, cells in list(sheet.rows.items())[:ROWS_LOOKED_AT]:
        if not set(keys).isdisjoint(map(heading_form, cells)):
            return number
    return 0


def headings(sheet: Sheet, row: int) -> list[Heading]:
    """Take one row as headings, plainly written."""
    texts = [without_oddities(cell) for cell in sheet.rows.get(row, ())]
    return [Heading(position, text, text) for position, text in enumerate(texts)]


def two_rows_of_headings(sheet: Sheet, first: int, second: int, plain: Collection[str]) -> list[
    Heading
]:  # fmt: skip
    """
    Join a row of questions, each standing once over its columns, with the row of their parts.

    Args:
        sheet: The sheet.
        first: The row of the questions.
        second: The row of their parts.
        plain: Forms of parts that say nothing, such as ``response``.
    """
    joined = []
    question = ""
    rows = (sheet.rows[first], sheet.rows[second])
    for position, cells in enumerate(zip_longest(*rows, fillvalue="")):
        above, part = map(without_oddities, cells)
        question = above or (question if part else "")
        says_more = bool(part) and heading_form(part) not in plain
        text = f"{question} - {part}" if says_more and question else question or part
        joined.append(Heading(position, text, question, part if says_more else ""))
    return joined


def rows_after(sheet: Sheet, last_heading: int) -> dict[int, tuple[str, ...]]:
    """Give the rows below the headings."""
    return {number: cells for number, cells in sheet.rows.items() if number > last_heading}


def refused(sheet: Sheet, problem: Problem) -> Adapted:
    """Refuse a sheet as a whole: what was found wrong with it before stays beside the problem."""
    problems = (*sheet.problems, problem, *sheet.barred)
    width = max(map(len, sheet.rows.values()), default=0)
    return Adapted(replace(sheet, problems=problems), tuple(range(width)))


def brought_under(
    sheet: Sheet,
    heading_rows: Sequence[int],
    columns: Sequence[tuple[str, int]],
    *,
    width: int,
    left_out: Mapping[int, Problem] | None = None,
    flags: Collection[Problem] = (),
    dropped: Sequence[str] = (),
) -> Adapted:
    """
    Keep some columns of a sheet under new headings; rows of another length are barred.

    Args:
        sheet: The sheet as it was sent.
        heading_rows: The rows that its headings take up, in order.
        columns: The heading and the sent position of each column to keep, in sent order.
        width: How many cells a row must have.
        left_out: Rows that are left out on purpose, and the flag that says so of each.
        flags: Further flags.
        dropped: The headings that go no further.
    """
    positions = tuple(position for _, position in columns)
    body, uneven = evenly(sheet, heading_rows[-1], width)
    out = {row: flag for row, flag in (left_out or {}).items() if row in body}
    kept = {row: cells for row, cells in body.items() if row not in out}
    rows = {heading_rows[0]: tuple(heading for heading, _ in columns)}
    rows |= {row: tuple(cells[at] for at in positions) for row, cells in kept.items()}
    said = (*sheet.flags, *above(sheet, heading_rows[0]), *flags, *out.values())
    dates = _moved(sheet.dates, positions, kept)
    narrowed = replace(sheet, rows=rows, dates=dates, barred=(*sheet.barred, *uneven), flags=said)
    return Adapted(narrowed, positions, tuple(dropped), tuple(out))


def evenly(
    sheet: Sheet, last_heading: int, width: int
) -> tuple[dict[int, tuple[str, ...]], list[Problem]]:
    """Part the rows below the headings into those of *width* cells and problems of the others."""
    return evened(sheet.file, rows_after(sheet, last_heading), width)


def _moved(
    dates: Collection[tuple[int, int]], positions: Sequence[int], kept: Collection[int]
) -> frozenset[tuple[int, int]]:
    new: dict[int, list[int]] = {}
    for after, before in enumerate(positions):
        new.setdefault(before, []).append(after)
    return frozenset(
        (row, after) for row, before in dates if row in kept for after in new.get(before, ())
    )


def above(sheet: Sheet, top: int) -> list[Problem]:
    """Flag what stands above the headings and is not read."""
    message = f"stands above the headings of row {top} and is not read"
    return [
        Problem(sheet.file, row, "", "rows-above-heading", message)
        for row in sheet.rows
        if row < top
    ]


def at_column(sheet: Sheet, row: int, heading: Heading, rule: str, message: str) -> Problem:
    """Say something of one column, named by its heading and letter."""
    return Problem(sheet.file, row, heading.text, rule, message, heading.letter)
