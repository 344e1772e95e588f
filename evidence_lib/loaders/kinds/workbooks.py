"""Workbooks (.xlsx, .ods) to sheets of text: what may not be read, and what to look at."""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.archives import ZIP_DAMAGE
from evidence_lib.loaders.grid import ArrivedFile, Sheet, column_letter
from evidence_lib.loaders.kinds.facts import (
    MOST_CELLS,
    Block,
    Place,
    RepeatedCellError,
    SheetFacts,
    Shown,
    TooLargeError,
)
from evidence_lib.loaders.kinds.ods_facts import ods_facts
from evidence_lib.loaders.kinds.xlsx_facts import xlsx_facts

ENDINGS = {".xlsx": "workbook (.xlsx)", ".ods": "workbook (.ods)"}
LONGEST_IN_A_WORKBOOK = 32_767
LARGEST_EXACT = 10**15
PLACES_LISTED = 5
COMMENTS = re.compile(r"xl/(comments|threadedComments/)", re.IGNORECASE)

BARRED = {
    "error-value": "holds an error of the spreadsheet",
    "formula-without-value": (
        "holds a formula without a value; open the file, let it be reckoned, and save it again"
    ),
    "letters-apart": (
        "holds raised, lowered or struck-out letters, which would run into the rest; "
        "type the cell again without them"
    ),
    "shown-otherwise": (
        "is shown as something else than the number it holds; format it as a plain number"
    ),
    "odd-value": "holds something that would be lost or run together in reading; type it again",
}
"""Why a cell may not be read, by rule."""

NOTED = {
    "formula": "formulas were read by the value last worked out",
    "struck-out": "cells are struck out, and were read",
    "cell-comment": "cells have comments, which were not read",
}
"""What is to be looked at in a column, by rule."""

DAMAGED = "cannot be read as a workbook: it is damaged, or was cut off on its way"
DAMAGE = (ParseError, KeyError, IndexError, AttributeError, CalamineError)
Facts = Callable[[zipfile.ZipFile], dict[str, SheetFacts]]


def read_workbook(file: ArrivedFile) -> tuple[list[Sheet], list[Problem]]:
    """
    Read every sheet of a workbook that `containers.refusal` let pass.

    Returns:
        The sheets in their order, the hidden ones flagged; and the problems of the whole file.
    """
    facts_of: Facts = xlsx_facts if file.suffix == ".xlsx" else ods_facts
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            facts = facts_of(archive)
            comments = [name for name in archive.namelist() if COMMENTS.match(name)]
        return _commented(_sheets(file, facts), comments), []
    except DefusedXmlException:
        return [], [_whole(file.name, "xml-entities", "declares entities, which are never read")]
    except TooLargeError:
        message = f"spans more than {MOST_CELLS:,} cells or holds far more text than any evidence"
        return [], [_whole(file.name, "too-large", message)]
    except RepeatedCellError as error:
        message = f"holds {error} twice, so that it is not known which is meant; save it again"
        return [], [_whole(file.name, "repeated-cell", message)]
    except (*DAMAGE, *ZIP_DAMAGE):
        return [], [_whole(file.name, "damaged-workbook", DAMAGED)]
    except BaseException as error:
        # The reader is written in Rust; when it panics, what it raises is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        return [], [_whole(file.name, "damaged-workbook", DAMAGED)]


def _commented(sheets: list[Sheet], comments: list[str]) -> list[Sheet]:
    """Flag comments: people write evidence into them, and they belong to no cell of a table."""
    if not comments or not sheets:
        return sheets
    flag = _whole(sheets[0].file, "comments-not-read", "holds comments on cells; none was read")
    return [replace(each, flags=(flag, *each.flags)) for each in sheets]


def _whole(file: str, rule: str, message: str) -> Problem:
    return Problem(file, 0, "", rule, message)


def _sheets(file: ArrivedFile, facts: dict[str, SheetFacts]) -> list[Sheet]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(file.data))
    found = []
    for each in workbook.sheets_metadata:
        if each.typ != SheetTypeEnum.WorkSheet:
            continue
        values = workbook.get_sheet_by_name(each.name)
        sheet = _sheet(file, each.name, values.to_python(skip_empty_area=False), facts)
        hidden = each.visible != SheetVisibleEnum.Visible
        found.append(_hidden(sheet) if hidden else sheet)
    return found


def _hidden(sheet: Sheet) -> Sheet:
    message = f"the sheet {shown(sheet.name)} is hidden in the workbook"
    return replace(sheet, flags=(_whole(sheet.file, "hidden-sheet", message), *sheet.flags))


def _sheet(
    file: ArrivedFile, name: str, grid: list[list[Any]], facts_by_sheet: dict[str, SheetFacts]
) -> Sheet:
    facts = facts_by_sheet[name]
    rows, dates = _texts(grid, facts)
    barred = sorted({*_barred(file.name, facts, rows), *_rounded(file.name, grid)})
    stopped = {problem.row for problem in barred}
    return Sheet(
        file.name,
        {number: cells for number, cells in rows.items() if number not in stopped},
        name=name,
        read_as=f"{ENDINGS[file.suffix]}, sheet {name}",
        dates=dates,
        barred=tuple(barred),
        barred_rows={number: cells for number, cells in rows.items() if number in stopped},
        flags=tuple(_flags(file.name, facts, rows)),
    )


def _texts(
    grid: list[list[Any]], facts: SheetFacts
) -> tuple[dict[int, tuple[str, ...]], frozenset[tuple[int, int]]]:
    rows: dict[int, tuple[str, ...]] = {}
    dates: set[tuple[int, int]] = set()
    odd = {row for row, _ in facts.barred}
    for number, values in enumerate(grid, start=1):
        cells = tuple(
            _text(value, (number, position), facts) for position, value in enumerate(values)
        )
        if any(cell.strip() for cell in cells) or number in odd:
            rows[number] = cells
            dates.update(
                (number, position)
                for position, value in enumerate(values)
                if isinstance(value, date | datetime | time | timedelta)
            )
    return rows, frozenset(dates)


def _text(value: Any, place: Place, facts: SheetFacts) -> str:
    """Write a cell's value as a person would have typed it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, place in facts.shares, facts.shown.get(place, Shown()))
    if isinstance(value, date):
        return f"{value:%Y-%m}" if place in facts.months else _moment(value)
    return value.isoformat() if isinstance(value, time) else str(value)


def _moment(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    at_midnight = value.time() == time(0)
    return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")


def _number(value: float, is_share: bool, shown_as: Shown) -> str:
    exact = Decimal(repr(value)) * (100 if is_share else 1)
    plain = f"{exact.normalize():f}" if exact else "0"
    digits = plain.zfill(shown_as.digits) if plain.isdecimal() else plain
    return f"{shown_as.before}{digits}{shown_as.after}{'%' if is_share else ''}"


def _barred(file: str, facts: SheetFacts, rows: dict[int, tuple[str, ...]]) -> list[Problem]:
    found = [_cell_problem(file, place, rule, BARRED[rule]) for place, rule in facts.barred.items()]
    numbers = sorted(rows)
    merged: dict[int, Problem] = {}
    for block in facts.merged:
        for problem in _merged(file, block, numbers):
            merged.setdefault(problem.row, problem)
        if len(merged) == len(numbers):
            break
    return [*found, *merged.values()]


def _merged(file: str, block: Block, numbers: list[int]) -> list[Problem]:
    first_row, first_column, last_row, last_column = block
    letter = column_letter(first_column)
    reference = f"{letter}{first_row}:{column_letter(last_column)}{last_row}"
    message = f"the cells {reference} are merged; unmerge them and fill in each"
    within = _between(numbers, first_row, last_row)
    return [Problem(file, row, "", "merged-cells", message, letter) for row in within]


def _rounded(file: str, grid: list[list[Any]]) -> list[Problem]:
    message = "holds a number of more than 15 digits, which a spreadsheet rounds; keep it as text"
    return [
        _cell_problem(file, (number, position), "rounded-number", message)
        for number, values in enumerate(grid, start=1)
        for position, value in enumerate(values)
        if isinstance(value, float) and abs(value) >= LARGEST_EXACT
    ]


def _cell_problem(file: str, place: tuple[int, int], rule: str, message: str) -> Problem:
    return Problem(file, place[0], "", rule, message, column_letter(place[1]))


def _flags(file: str, facts: SheetFacts, rows: dict[int, tuple[str, ...]]) -> Iterable[Problem]:
    numbers = sorted(rows)
    hidden = {row for first, last in facts.hidden_rows for row in _between(numbers, first, last)}
    for row in sorted(hidden):
        yield Problem(file, row, "", "hidden-row", "is hidden in the sheet, and was read")
    positions = list(range(max((len(cells) for cells in rows.values()), default=0)))
    columns = {at for first, last in facts.hidden_columns for at in positions[first : last + 1]}
    for position in sorted(columns):
        letter = column_letter(position)
        message = f"column {letter} is hidden in the sheet, and was read"
        yield Problem(file, 0, "", "hidden-column", message, letter)
    yield from _noted(file, facts)
    yield from _long_flags(file, rows)


def _between(numbers: list[int], first: int, last: int) -> list[int]:
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


def _noted(file: str, facts: SheetFacts) -> Iterable[Problem]:
    """Say once a column what its cells have in common."""
    by_column: dict[tuple[int, str], list[int]] = {}
    for (row, position), rule in facts.noted.items():
        by_column.setdefault((position, rule), []).append(row)
    for (position, rule), found in sorted(by_column.items()):
        listed = ", ".join(str(row) for row in sorted(found)[:PLACES_LISTED])
        more = " and more" if len(found) > PLACES_LISTED else ""
        message = f"{NOTED[rule]} (rows {listed}{more})"
        yield Problem(file, min(found), "", rule, message, column_letter(position))


def _long_flags(file: str, rows: dict[int, tuple[str, ...]]) -> Iterable[Problem]:
    message = "is as long as a workbook's cell can be; its end may have been cut off"
    for row, cells in rows.items():
        for position, cell in enumerate(cells):
            if len(cell) >= LONGEST_IN_A_WORKBOOK:
                yield Problem(file, row, "", "cut-text", message, column_letter(position))
