"""The facts of an OpenDocument sheet, and how large it says that it is."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from evidence_lib.loaders.kinds.sheet_facts import SheetFacts

MOST_ROWS = 1_048_576
MOST_CELLS = 5_000_000


class TooLargeError(ValueError):
    """A sheet repeats its filled cells into a size that no evidence has."""


@dataclass
class _Reading:
    """
    Where the reading of one document stands: the sheet, the row, the column.

    ``month_formats`` are formats of dates without a day, ``month_styles`` the cell styles that use
    them, and ``columns`` the style that the cells of each column have unless they name another.
    """

    sheets: dict[str, SheetFacts] = field(default_factory=dict)
    month_formats: set[str] = field(default_factory=set)
    month_styles: set[str] = field(default_factory=set)
    columns: list[tuple[int, str]] = field(default_factory=list)
    name: str = ""
    row: int = 1
    column: int = 0

    @property
    def facts(self) -> SheetFacts:
        return self.sheets[self.name]


def ods_facts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """
    Read the facts of each sheet of an .ods workbook, by the sheet's name.

    Raises:
        TooLargeError: Repeated rows and cells come to more than a sheet can hold.
        defusedxml.DefusedXmlException: The XML declares entities or a document type.
        xml.etree.ElementTree.ParseError: The XML is damaged.
    """
    reading = _Reading()
    with archive.open("content.xml") as stream:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            kind = str(element.tag).rpartition("}")[2]
            if event == "start":
                _begin(reading, kind, element)
            else:
                _finish(reading, kind, element)
    return reading.sheets


def _get(element: Element, name: str, otherwise: str = "") -> str:
    """Read an attribute whatever its namespace is called."""
    for attribute, value in element.attrib.items():
        if attribute.rpartition("}")[2] == name:
            return str(value)
    return otherwise


def _number(element: Element, name: str) -> int:
    return max(1, int(_get(element, name, "1")))


def _begin(reading: _Reading, kind: str, element: Element) -> None:
    if kind == "table":
        reading.name, reading.row, reading.column = _get(element, "name"), 1, 0
        reading.columns = []
        reading.sheets[reading.name] = SheetFacts()
    elif kind == "table-column" and reading.name:
        repeated = _number(element, "number-columns-repeated")
        if _get(element, "visibility", "visible") != "visible":
            first = reading.column
            reading.facts.hidden_columns.update(range(first, min(first + repeated, 16384)))
        reading.column += repeated
        reading.columns.append((reading.column, _get(element, "default-cell-style-name")))
    elif kind == "table-row":
        reading.column = 0
        if _get(element, "visibility", "visible") != "visible":
            repeated = min(_number(element, "number-rows-repeated"), MOST_ROWS)
            reading.facts.hidden_rows.update(range(reading.row, reading.row + repeated))


def _finish(reading: _Reading, kind: str, element: Element) -> None:
    if kind == "date-style":
        parts = {str(each.tag).rpartition("}")[2] for each in element}
        if "month" in parts and "day" not in parts:
            reading.month_formats.add(_get(element, "name"))
    elif kind == "style" and _get(element, "data-style-name") in reading.month_formats:
        reading.month_styles.add(_get(element, "name"))
    elif kind in ("table-cell", "covered-table-cell"):
        _cell(reading, element)
        reading.column += _number(element, "number-columns-repeated")
    elif kind == "table-row":
        repeated = _number(element, "number-rows-repeated")
        _count(reading, element, repeated)
        reading.row += repeated
        if reading.row > MOST_ROWS + 1:
            raise TooLargeError
        element.clear()


def _count(reading: _Reading, row: Element, repeated: int) -> None:
    at, last = 0, -1
    for cell in row:
        at += _number(cell, "number-columns-repeated")
        last = at - 1 if _get(cell, "value-type") else last
    if last >= 0:
        facts = reading.facts
        facts.last_row = max(facts.last_row, reading.row + repeated - 1)
        facts.last_column = max(facts.last_column, last)
        if facts.cells > MOST_CELLS:
            raise TooLargeError


def _cell(reading: _Reading, cell: Element) -> None:
    place = (reading.row, reading.column)
    facts = reading.facts
    value_types = [v for a, v in cell.attrib.items() if a.rpartition("}")[2] == "value-type"]
    if "error" in value_types:
        facts.errors.add(place)
    elif _get(cell, "formula"):
        (facts.computed if value_types else facts.uncomputed).add(place)
    if "percentage" in value_types:
        facts.shares.add(place)
    if "date" in value_types and _style(reading, cell) in reading.month_styles:
        facts.months.add(place)
    columns, rows = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
    if columns > 1 or rows > 1:
        last = (reading.row + rows - 1, reading.column + columns - 1)
        facts.merged.append((*place, *last))


def _style(reading: _Reading, cell: Element) -> str:
    by_column = (style for end, style in reading.columns if reading.column < end)
    return _get(cell, "style-name") or next(by_column, "")
