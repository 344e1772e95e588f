"""Workbooks in memory: XLSX by two libraries, ODS by hand, and their parts changed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tests.mutants.bases import Base
from tests.mutants.grid import Grid

Cells = Mapping[tuple[int, str], Any]
Do = Callable[["Book"], None]

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
SHEET = "xl/worksheets/sheet1.xml"


def typed(text: str, kind: str) -> str | float | bool | date:
    """Turn a cell's text into what a spreadsheet keeps when a person types it."""
    if kind in ("integer", "number") and text:
        return float(text)
    if kind == "flag" and text:
        return text == "yes"
    if kind in ("date", "when") and ISO.fullmatch(text):
        return date.fromisoformat(text)
    if kind in ("label", "area", "word", "when", "key") and re.fullmatch(r"[1-9]\d{0,14}", text):
        return int(text)
    return text


class Book:
    """An XLSX in the making: the table on its first sheet, which ``do`` may then change."""

    def __init__(self, **options: bool) -> None:
        self.bytes = io.BytesIO()
        plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self.bytes, plain | options)
        self.sheet: Worksheet

    def format(self, number_format: str) -> Format:
        """Make a number format."""
        return self.book.add_format({"num_format": number_format})

    def add(self, base: Base, grid: Grid, name: str = "Sheet1", *, as_text: bool = False) -> None:
        """Add a sheet that holds *grid*."""
        self.sheet = self.book.add_worksheet(name)
        for number, cells in enumerate([*grid.top, grid.header]):
            self.sheet.write_row(number, 0, cells)
        kinds = [base.columns[n].kind if n in base.columns else "text" for n in grid.header]
        for index, cells in enumerate(grid.rows):
            for position, text in enumerate(cells):
                kind = kinds[position] if position < len(kinds) else "text"
                value = text if as_text else typed(text, kind)
                self.put(grid.number(index) - 1, position, value)

    def put(self, row: int, position: int, value: Any, number_format: str = "") -> None:
        """Write one cell by its place from nought."""
        if isinstance(value, bool):
            self.sheet.write_boolean(row, position, value)
        elif isinstance(value, date):
            shape = self.format(number_format or "dd/mm/yyyy")
            self.sheet.write_datetime(row, position, value, shape)
        elif isinstance(value, int | float):
            shape = self.format(number_format) if number_format else None
            self.sheet.write_number(row, position, value, shape)
        elif value:
            self.sheet.write_string(row, position, value)

    def done(self) -> bytes:
        """Close the book and give its bytes."""
        self.book.close()
        return self.bytes.getvalue()


def xlsx(
    base: Base,
    grid: Grid,
    do: Do | None = None,
    *,
    as_text: bool = False,
    name: str = "Sheet1",
    **options: bool,
) -> bytes:
    """Write *grid* as XLSX, with true numbers, dates and booleans; then *do* something to it."""
    book = Book(**options)
    book.add(base, grid, name, as_text=as_text)
    if do:
        do(book)
    return book.done()


def through_openpyxl(base: Base, grid: Grid, cells: Cells) -> bytes:
    """Write *grid* as openpyxl does: a text that begins with = is a formula without a value."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(grid.header))
    for index, row in enumerate(grid.rows):
        values = [
            cells.get((index, name), typed(text, base.columns[name].kind))
            for name, text in zip(grid.header, row, strict=True)
        ]
        sheet.append([None if value == "" else value for value in values])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Write a zip again with other parts: bytes replace or add one, None takes it away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in (parts | dict(changes)).items():
            if part is not None:
                new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def with_part_twice(data: bytes, name: str, second: bytes) -> bytes:
    """Add a second part of the same name."""
    out = io.BytesIO(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo(name), second, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    """Read one part of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def marked_encrypted(data: bytes) -> bytes:
    """Set the bit of every entry of a zip that says it is encrypted."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            changed[start + offset] |= 1
            start = data.find(signature, start + 4)
    return bytes(changed)


@cache
def bomb(size: int = 200_000_000) -> bytes:
    """Make a small XLSX whose only sheet unpacks to *size* bytes of rows."""
    book = Book()
    book.sheet = book.book.add_worksheet()
    book.sheet.write(0, 0, "source_id")
    small = book.done()
    sheet = part(small, SHEET)
    before, after = sheet.split(b"</sheetData>")
    row = b"<row>" + b"<c><v>1</v></c>" * 200 + b"</row>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            with new.open(info, "w", force_zip64=True) as entry:
                if name != SHEET:
                    entry.write(old.read(name))
                    continue
                entry.write(before)
                block = row * (1_000_000 // len(row))
                for _ in range(size // len(block)):
                    entry.write(block)
                entry.write(b"</sheetData>" + after)
    return out.getvalue()


MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "calcext": "calcext",
        "number": "datastyle",
    }.items()
)


def ods_cell(value: Any, extra: str = "") -> str:
    """Write one cell of an ODS; a value that begins with < is taken as it stands."""
    space = f" {extra}" if extra else ""
    if isinstance(value, str) and value.startswith("<table:"):
        return value
    if value is None or value == "":
        return f"<table:table-cell{space}/>"
    if isinstance(value, bool):
        word = str(value).lower()
        kind, attribute, words = "boolean", f'office:boolean-value="{word}"', word.upper()
    elif isinstance(value, datetime | date):
        kind, attribute = "date", f'office:date-value="{value.isoformat()}"'
        words = value.strftime("%d/%m/%Y")
    elif isinstance(value, int | float):
        kind, attribute, words = "float", f'office:value="{value!r}"', f"{value:g}"
    else:
        kind, attribute, words = "string", "", value
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in words.split("\n"))
    return (
        f'<table:table-cell office:value-type="{kind}" {attribute}{space}>{body}</table:table-cell>'
    )


def ods_rows(base: Base, grid: Grid, cells: Cells, *, as_text: bool = False) -> list[str]:
    """Write every line of *grid* as a row of an ODS; *cells* replace single ones."""
    rows = [ods_row([ods_cell(text) for text in line]) for line in (*grid.top, grid.header)]
    for index, line in enumerate(grid.rows):
        values = [
            cells.get((index, name), text if as_text else typed(text, base.columns[name].kind))
            for name, text in zip(grid.header, line, strict=True)
        ]
        rows.append(ods_row([ods_cell(value) for value in values]))
    return rows


def ods_row(cells: list[str], extra: str = "") -> str:
    """Write one row of an ODS."""
    return f"<table:table-row{' ' + extra if extra else ''}>{''.join(cells)}</table:table-row>"


def ods_sheet(rows: list[str], name: str = "Sheet1", *, extra: str = "", columns: str = "") -> str:
    """Write one sheet of an ODS."""
    opening = f"<table:table table:name={quoteattr(name)}{' ' + extra if extra else ''}>"
    return f"{opening}{columns or '<table:table-column/>'}{''.join(rows)}</table:table>"


def ods(sheets: list[str], *, styles: str = "", before: str = "", manifest: str = "") -> bytes:
    """Put the sheets of an ODS together."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {NAMESPACES} '
        f'office:version="1.2"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    entry = "manifest:file-entry"
    listed = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<{entry} manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
        f'<{entry} manifest:full-path="content.xml" manifest:media-type="text/xml">{manifest}'
        f"</{entry}></manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE, zipfile.ZIP_STORED)
        for name, text in (("content.xml", content), ("META-INF/manifest.xml", listed)):
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
