"""
The tables of a pack as one accessible workbook: a cover, contents, notes, and a sheet a table.

Cells are those of the sealed CSV files. Texts are written as texts, never as formulas or links.

Source: Analysis Function, Releasing statistics in spreadsheets: one marked-up table a sheet from
its first column, no merged or blank cells left unsaid, a cover, contents and notes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from evidence_lib.briefing.sending.sealed import SealedPack, write_beside
from evidence_lib.briefing.sending.shown_tables import ShownTable, shown_tables
from evidence_lib.english import counted, day_words

FILE = "tables.xlsx"
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.(\d{1,6}))?")
WIDEST, NARROWEST, TEXT_WIDTH = 48, 9, 90
MADE_UP = "Synthetic: the partnership is invented, and every figure with it."
HIDDEN_SAID = "[c] stands for a small number, or for what would give one away: it is hidden."
EMPTY_SAID = "An empty cell says that nothing stands there in the table either."
ONE_TABLE = "This worksheet contains one table."


@dataclass(frozen=True)
class Sheet:
    """One sheet of a table: its ``label`` in the workbook and the table shown on it."""

    label: str
    table: ShownTable
    rows: Sequence[Sequence[str]]


def write_xlsx(pack: SealedPack, beside: Path) -> Path:
    """
    Write ``tables.xlsx`` into *beside*, whole or not at all: the same bytes for the same pack.

    Raises:
        SendingError: The system refused to write.
    """
    return write_beside(beside / FILE, workbook_of(pack))


def workbook_of(pack: SealedPack) -> bytes:
    """Give the workbook."""
    held, sheets = io.BytesIO(), _sheets(pack)
    with xlsxwriter.Workbook(held, {"in_memory": True}) as workbook:
        _describe(workbook, pack)
        styles = _styles(workbook)
        _cover(workbook, styles, pack, len(sheets))
        _contents(workbook, styles, sheets)
        _notes(workbook, styles)
        for sheet in sheets:
            _table(workbook, styles, sheet)
    return held.getvalue()


def _sheets(pack: SealedPack) -> list[Sheet]:
    return [
        Sheet(f"Table {number}", table, _cells(pack.files[table.file]))
        for number, table in enumerate(shown_tables(pack), start=1)
    ]


def _cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode())))


def _describe(workbook: Any, pack: SealedPack) -> None:
    content = pack.content
    made = datetime.fromisoformat(str(content["as_at"]))
    workbook.set_properties(
        {"title": f"Tables: {content['title']}", "subject": content["partnership"],
         "author": pack.analyst, "comments": pack.made_from, "created": made,
         "status": str(content["status"])}
    )  # fmt: skip


def _styles(workbook: Any) -> dict[str, Any]:
    wrapped = {"text_wrap": True, "valign": "top"}
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14, **wrapped}),
        "text": workbook.add_format(wrapped),
        "head": workbook.add_format({"bold": True, "bottom": 1, **wrapped}),
        "link": workbook.get_default_url_format(),
        **{
            f"number {places}": workbook.add_format(
                {"valign": "top", "num_format": f"0.{'0' * places}" if places else "0"}
            )
            for places in range(7)
        },
    }


def _cover(workbook: Any, styles: dict[str, Any], pack: SealedPack, many: int) -> None:
    content = pack.content
    day = day_words(datetime.fromisoformat(str(content["as_at"])).date())
    synthetic = [MADE_UP] if pack.is_synthetic else []
    _lines(
        workbook.add_worksheet("Cover"), styles, str(content["title"]),
        [str(content["partnership"]), *synthetic, f"As at {day}.",
         f"Status: {content['status']}. Made for: {content['profile']}.",
         f"This workbook holds {counted(many, 'table')}, each on a worksheet of its own.",
         f"{pack.made_from}.",
         "The pages of the pack say what the tables mean, and where the figures come from."],
    )  # fmt: skip


def _lines(sheet: Any, styles: dict[str, Any], title: str, lines: Sequence[str]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, TEXT_WIDTH)
    sheet.write_string(0, 0, title, styles["title"])
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line, styles["text"])


def _contents(workbook: Any, styles: dict[str, Any], sheets: Sequence[Sheet]) -> None:
    page = workbook.add_worksheet("Contents")
    page.hide_gridlines(2)
    page.set_column(0, 0, 14)
    page.set_column(1, 2, 60)
    page.write_string(0, 0, "Contents", styles["title"])
    page.write_string(1, 0, ONE_TABLE)
    rows = [["Worksheet", "Table", "Page of the pack"]]
    rows += [[each.label, each.table.title, each.table.page_title] for each in sheets]
    _marked_up(page, styles, rows, 2, "contents")
    for row, sheet in enumerate(sheets, start=3):
        page.write_url(row, 0, f"internal:'{sheet.label}'!A1", styles["link"], sheet.label)


def _notes(workbook: Any, styles: dict[str, Any]) -> None:
    sheet = workbook.add_worksheet("Notes")
    _lines(sheet, styles, "Notes", [HIDDEN_SAID, EMPTY_SAID])


def _table(workbook: Any, styles: dict[str, Any], sheet: Sheet) -> None:
    page, shown = workbook.add_worksheet(sheet.label), sheet.table
    page.hide_gridlines(2)
    for column, width in enumerate(_widths(sheet.rows)):
        page.set_column(column, column, width)
    page.write_string(0, 0, shown.title, workbook.add_format({"bold": True, "font_size": 14}))
    below = [ONE_TABLE, f"From: {shown.page_title}.", *shown.notes]
    for row, line in enumerate(below, start=1):
        page.write_string(row, 0, line)
    _marked_up(page, styles, sheet.rows, len(below) + 1, sheet.label.lower().replace(" ", "_"))


def _marked_up(
    page: Any, styles: dict[str, Any], rows: Sequence[Sequence[str]], top: int, name: str
) -> None:
    """Write rows as a table that programs know as one, from the first column."""
    headings = _unlike(rows[0])
    columns = [{"header": each, "header_format": styles["head"]} for each in headings]
    bottom = top + max(len(rows) - 1, 1)
    options = {"name": name, "columns": columns, "style": None, "autofilter": False}
    page.add_table(top, 0, bottom, len(headings) - 1, options)
    for row, cells in enumerate(rows[1:], start=top + 1):
        for column, cell in enumerate(cells):
            _cell(page, styles, row, column, cell)


def _cell(page: Any, styles: dict[str, Any], row: int, column: int, text: str) -> None:
    found = NUMBER.fullmatch(text)
    if found:
        page.write_number(row, column, float(text), styles[f"number {len(found[1] or '')}"])
    elif text:
        page.write_string(row, column, text, styles["text"])


def _unlike(headings: Sequence[str]) -> list[str]:
    """Name columns so that no two are alike: a program knows them by their names."""
    named: list[str] = []
    for heading in headings:
        base, name, count = heading or "Column", heading or "Column", 1
        while name.casefold() in (each.casefold() for each in named):
            count += 1
            name = f"{base} ({count})"
        named.append(name)
    return named


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    longest = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [min(max(each + 2, NARROWEST), WIDEST) for each in longest]
