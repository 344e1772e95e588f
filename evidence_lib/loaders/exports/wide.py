"""Wide tables to long rows: columns headed with periods (or places, or groups) become rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.cells.words import heading_form
from evidence_lib.loaders.exports.adapted import (
    NEW_COLUMN,
    ROWS_LOOKED_AT,
    Adapted,
    Heading,
    above,
    at_column,
    evenly,
    headings,
    refused,
)
from evidence_lib.loaders.grid import Sheet


def lengthen(
    sheet: Sheet,
    *,
    into: str,
    values: str,
    columns: Sequence[str] = (),
    pattern: str = "",
    key: str,
    sent: Sequence[int] = (),
    top: int = 0,
) -> Adapted:
    """
    Turn the columns that are headed with periods, or the like, into rows.

    Row: one cell of such a column, in a sheet numbered anew from its headings (1) on; ``place``
    tells the sent row and the letter of the cell. A blank cell gives no row, and a sent row without
    any value is left out; both are flagged. Marks in the place of a number stay as they are.

    Args:
        sheet: The sheet as it was sent, or as another adapter left it.
        into: The new column that holds the heading.
        values: The new column that holds the cell.
        columns: The headings of those to turn; the ones that match *pattern* when there are none.
        pattern: A regular expression for the whole of a heading.
        key: The key column of the table: "key:heading" where the sheet has one that is filled in,
            else the place of the cell, such as C7.
        sent: Where each column stood in the sent sheet, when an adapter has left some out.
        top: The row of the headings; the first that has one of those to turn when 0.

    Returns:
        The long sheet; or the sheet with a problem, when its columns are not as was said.
    """
    if sheet.problems:
        return Adapted(sheet)
    named = {heading_form(heading) for heading in columns}
    try:
        fits = re.compile(pattern or r"(?!)").fullmatch
    except (re.error, OverflowError, RecursionError):
        return refused(sheet, _whole(sheet, 0, "bad-pattern", "the pattern for headings is none"))

    def is_turned(column: Heading) -> bool:
        return column.form in named if named else bool(fits(column.text))

    top = top or _top(sheet, is_turned)
    found = [replace(each, sent=sent[each.position]) if sent else each
             for each in headings(sheet, top)]  # fmt: skip
    turned = [each for each in found if is_turned(each)]
    others = [each for each in found if not is_turned(each)]
    problem = _unfit(sheet, top, turned, columns) or _in_the_way(sheet, top, others, (into, values))
    if problem:
        return refused(sheet, problem)
    return _long(sheet, top, turned, others, (key, into, values))


def _top(sheet: Sheet, is_turned: Callable[[Heading], bool]) -> int:
    """Find the row of the headings: the first near the top that has one of those to turn."""
    near = list(sheet.rows)[:ROWS_LOOKED_AT]
    return next((row for row in near if any(map(is_turned, headings(sheet, row)))), 0)


def _unfit(
    sheet: Sheet, row: int, turned: list[Heading], declared: Sequence[str]
) -> Problem | None:
    """Say why the columns found cannot become rows."""
    if not turned:
        message = "has none of the columns that are to become rows"
        return _whole(sheet, row, "no-wide-columns", message)
    times = Counter(each.form for each in turned)
    missing = [heading for heading in declared if heading_form(heading) not in times]
    if missing:
        message = f"has no column {shown(missing[0])}, which is declared as one of its wide columns"
        return _whole(sheet, row, "missing-column", message)
    repeated = [each for each in turned if times[each.form] > 1]
    message = "stands over more than one of the columns that become rows"
    return at_column(sheet, row, repeated[1], "repeated-heading", message) if repeated else None


def _whole(sheet: Sheet, row: int, rule: str, message: str) -> Problem:
    return Problem(sheet.file, row, "", rule, message)


def _in_the_way(
    sheet: Sheet, row: int, others: list[Heading], new: Collection[str]
) -> Problem | None:
    forms = {heading_form(name) for name in new}
    for each in others:
        if each.form in forms:
            message = "stands in the table already, and is the name of a column to be made"
            return at_column(sheet, row, each, "column-in-the-way", message)
    return None


def _long(
    sheet: Sheet, top: int, turned: list[Heading], others: list[Heading], new: tuple[str, str, str]
) -> Adapted:
    even, uneven = evenly(sheet, top, len(turned) + len(others))
    keys = [each for each in others if each.form == heading_form(new[0])][:1]
    kept = [each for each in others if each not in keys]
    filled = [(row, each) for row, cells in even.items() for each in turned
              if cells[each.position].strip()]  # fmt: skip
    place = {number: (row, each.letter)
             for number, (row, each) in enumerate(filled, start=2)}  # fmt: skip
    rows = {1: (*new, *(each.text for each in kept))}
    for number, (row, each) in enumerate(filled, start=2):
        key = _key(even[row], keys, each, place[number])
        rest = [even[row][other.position] for other in kept]
        rows[number] = (key, each.text, even[row][each.position], *rest)
    keys_at = [each.stands_at for each in keys] or [NEW_COLUMN]
    positions = (*keys_at, NEW_COLUMN, NEW_COLUMN, *(each.stands_at for each in kept))
    with_values = {row for row, _ in filled}
    empty = [row for row in even if row not in with_values]
    blanks = len(with_values) * len(turned) - len(filled)
    flags = (*sheet.flags, *above(sheet, top), *_blank_flags(sheet, top, blanks, empty))
    barred = (*sheet.barred, *uneven)
    dates = _dates(sheet, filled, kept)
    long = replace(sheet, rows=rows, dates=dates, barred=barred, flags=flags)
    return Adapted(long, positions, (), tuple(empty), {1: (top, ""), **place})


def _key(
    cells: Sequence[str], keys: list[Heading], heading: Heading, place: tuple[int, str]
) -> str:
    own = "".join(cells[each.position].strip() for each in keys)
    return f"{own}:{heading.text}" if own else f"{place[1]}{place[0]}"


def _dates(
    sheet: Sheet, filled: list[tuple[int, Heading]], kept: list[Heading]
) -> frozenset[tuple[int, int]]:
    """Say which cells of the long sheet a workbook kept as dates; made-up ones are none."""
    if not sheet.dates:
        return frozenset()
    return frozenset(
        (number, at)
        for number, (row, each) in enumerate(filled, start=2)
        for at, column in enumerate((each, *kept), start=2)
        if (row, column.position) in sheet.dates
    )


def _blank_flags(sheet: Sheet, top: int, blanks: int, empty: list[int]) -> list[Problem]:
    """Flag the blank cells, which give no row, by their number, and rows without any value."""
    message = "has no value in any of the columns that become rows, and was left out"
    flags = [_whole(sheet, row, "row-without-values", message) for row in empty]
    if blanks:
        message = f"{blanks} blank cells of the columns that become rows gave no row"
        flags.append(_whole(sheet, top, "blank-values", message))
    return flags
