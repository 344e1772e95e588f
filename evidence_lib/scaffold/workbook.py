"""The template of one table: a sheet to fill in, and a sheet of notes on its columns."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evidence_lib.contract import NOTES_SHEET, Column, Table
from evidence_lib.scaffold.allowed import checked_by, in_words
from evidence_lib.scaffold.notes import ColumnNote
from evidence_lib.scaffold.notes_sheet import NOTES_WIDTHS, note_rows

LAST_ROW = 2000
"""The last row that is checked while it is filled in, as a spreadsheet counts."""

MADE = datetime(2018, 1, 1)
"""The day every template says it was made: it depends on nothing but the contract."""

WIDTHS = {"text": 44, "label": 24, "links": 24, "date": 14, "when": 14, "flag": 12}
NARROWEST, WIDEST = 12, 44
NUMERIC = ("integer", "number")


def template(table: Table, notes: Mapping[str, ColumnNote]) -> bytes:
    """
    Make the workbook in which the rows of *table* are filled in.

    Args:
        table: The table; its sheet has its columns as headings and nothing below them.
        notes: What each of its columns is.

    Returns:
        The bytes of an XLSX file, the same for the same contract and notes.
    """
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        title = f"{table.name}: one row is {table.row}"
        workbook.set_properties({"title": title, "subject": "Template", "created": MADE})
        _add_form(workbook, table, notes)
        _add_notes(workbook, table, notes)
    return out.getvalue()


def _add_form(workbook: Workbook, table: Table, notes: Mapping[str, ColumnNote]) -> None:
    sheet = workbook.add_worksheet(table.name)
    headings = {required: _heading(workbook, required) for required in (True, False)}
    cells = {kind: workbook.add_format(look) for kind, look in _CELLS.items()}
    for position, column in enumerate(table.columns):
        cell = cells.get(column.kind, cells["words"])
        sheet.set_column(position, position, _width(column), cell)
        sheet.write_string(0, position, column.name, headings[column.required])
        _check_cells(sheet, position, column, notes[column.name])
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    # Keys and years are kept as text on purpose; a warning in each cell would say otherwise.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW}"})
    _set_page(sheet)


_LOOK = {"valign": "top", "text_wrap": True}
_CELLS: dict[str, dict[str, Any]] = {
    # Text is kept as it is typed: 2011-12 would become a date, and 007 would become 7.
    "words": {**_LOOK, "num_format": "@"},
    "date": {**_LOOK, "num_format": "yyyy-mm-dd"},
    "integer": _LOOK,
    "number": _LOOK,
}


def _heading(workbook: Workbook, required: bool) -> Format:
    colours = ("white", "navy") if required else ("black", "silver")
    look = {"font_color": colours[0], "bg_color": colours[1], "border": 5 if required else 1}
    return workbook.add_format({"bold": True, **_LOOK, "num_format": "@", **look})


def _width(column: Column) -> int:
    longest = max(map(len, (column.name, *column.allowed))) + 4
    return min(max(WIDTHS.get(column.kind, NARROWEST), longest), WIDEST)


def _check_cells(sheet: Worksheet, position: int, column: Column, note: ColumnNote) -> None:
    prompt = {"input_title": column.name, "input_message": prompt_of(column, note)}
    sheet.data_validation(0, position, 0, position, {"validate": "any", **prompt})
    rule = {**checked_by(column), **prompt}
    sheet.data_validation(1, position, LAST_ROW - 1, position, rule)


def prompt_of(column: Column, note: ColumnNote) -> str:
    """Say what a selected cell is for; a list shows its own words."""
    needed = "Must be filled in." if column.required else "May be blank."
    allowed = "" if column.kind in ("word", "text", "label") else in_words(column)
    return " ".join(part for part in (needed, note.note, allowed) if part)


def _add_notes(workbook: Workbook, table: Table, notes: Mapping[str, ColumnNote]) -> None:
    sheet = workbook.add_worksheet(NOTES_SHEET)
    looks = {
        "title": workbook.add_format({"bold": True, "font_size": 14, "num_format": "@"}),
        "line": workbook.add_format({"num_format": "@"}),
        "heading": _heading(workbook, required=True),
        "cell": workbook.add_format({**_CELLS["words"], "border": 1}),
    }
    for position, width in enumerate(NOTES_WIDTHS):
        sheet.set_column(position, position, width)
    for row, (look, texts) in enumerate(note_rows(table, notes)):
        for position, text in enumerate(texts):
            sheet.write_string(row, position, text, looks[look])
    _set_page(sheet)


def _set_page(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
