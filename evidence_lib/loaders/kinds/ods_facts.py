"""
What the XML of an .ods workbook says and its reader does not, and how large it says that it is.

Source: OASIS OpenDocument 1.3, part 3, sections 9 (tables), 16.29 (data styles) and 19.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from evidence_lib.loaders.kinds.facts import (
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
    SheetFacts,
    TooLargeError,
    require_room,
)

ERROR = re.compile(r"#[A-Z][A-Z0-9/_]*[!?]?|Err:\d{3}")
VALUES = {"float": "value", "percentage": "value", "currency": "value", "date": "date-value",
          "time": "time-value", "boolean": "boolean-value"}  # fmt: skip
GLUED = frozenset({"line-break", "tab", "note", "ruby", "frame", "custom-shape"})
"""Parts of a cell's text that its reader leaves out or glues to the rest."""


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
    letters: int = 0
    hidden_groups: int = 0

    @property
    def facts(self) -> SheetFacts:
        return self.sheets[self.name]


def ods_facts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """
    Read the facts of each sheet of an .ods workbook, by the sheet's name.

    Raises:
        TooLargeError: Repeated rows and cells come to more than may be read.
        defusedxml.DefusedXmlException: The XML declares entities or a document type.
        xml.etree.ElementTree.ParseError: The XML is damaged.
        ValueError: A number of repetitions is none.
    """
    reading = _Reading()
    with archive.open("content.xml") as stream:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            kind = _kind(element)
            if event == "start":
                _begin(reading, kind, element)
            else:
                _finish(reading, kind, element)
    require_room(reading.sheets, reading.letters)
    return reading.sheets


def _kind(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _get(element: Element, name: str, otherwise: str = "") -> str:
    """Read an attribute whatever its namespace is called."""
    for attribute, value in element.attrib.items():
        if attribute.rpartition("}")[2] == name:
            return str(value)
    return otherwise


def _number(element: Element, name: str) -> int:
    number = int(_get(element, name, "1"))
    if number < 1:
        raise ValueError(name)
    return number


def _is_hidden(element: Element) -> bool:
    return _get(element, "visibility", "visible") != "visible"


def _begin(reading: _Reading, kind: str, element: Element) -> None:
    if kind == "table":
        reading.name, reading.row, reading.column = _get(element, "name"), 1, 0
        reading.columns, reading.hidden_groups = [], 0
        reading.sheets[reading.name] = SheetFacts()
    elif kind == "table-column" and reading.name:
        _column(reading, element)
    elif kind == "table-row":
        reading.column = 0
        if _is_hidden(element) or reading.hidden_groups:
            repeated = min(_number(element, "number-rows-repeated"), MOST_ROWS)
            reading.facts.hidden_rows.append((reading.row, reading.row + repeated - 1))
    elif kind in ("table-row-group", "table-column-group") and _get(element, "display") == "false":
        reading.hidden_groups += 1


def _column(reading: _Reading, element: Element) -> None:
    first = reading.column
    reading.column += _number(element, "number-columns-repeated")
    if _is_hidden(element) or reading.hidden_groups:
        reading.facts.hidden_columns.append((first, min(reading.column, MOST_COLUMNS) - 1))
    reading.columns.append((reading.column, _get(element, "default-cell-style-name")))


def _finish(reading: _Reading, kind: str, element: Element) -> None:
    if kind == "date-style":
        parts = {_kind(each) for each in element}
        if "month" in parts and "day" not in parts:
            reading.month_formats.add(_get(element, "name"))
    elif kind == "style" and _get(element, "data-style-name") in reading.month_formats:
        reading.month_styles.add(_get(element, "name"))
    elif kind in ("table-cell", "covered-table-cell"):
        _cell(reading, element)
        reading.column += _number(element, "number-columns-repeated")
    elif kind == "table-row":
        _finish_row(reading, element)
    elif kind in ("table-row-group", "table-column-group") and _get(element, "display") == "false":
        reading.hidden_groups -= 1


def _finish_row(reading: _Reading, row: Element) -> None:
    repeated = _number(row, "number-rows-repeated")
    at, last, letters = 0, -1, 0
    for cell in row:
        many = _number(cell, "number-columns-repeated")
        at += many
        if _get(cell, "value-type") or len(cell):
            last = at - 1
            letters += many * sum(len(text) for text in cell.itertext())
    if last >= 0:
        facts = reading.facts
        facts.last_row = max(facts.last_row, reading.row + repeated - 1)
        facts.last_column = max(facts.last_column, last)
        reading.letters += letters * repeated
    reading.row += repeated
    if reading.row > MOST_ROWS + 1 or reading.letters > MOST_LETTERS:
        raise TooLargeError
    row.clear()


def _cell(reading: _Reading, cell: Element) -> None:
    place, facts = (reading.row, reading.column), reading.facts
    rule = _rule(cell)
    if rule:
        (facts.noted if rule in ("formula", "cell-comment") else facts.barred)[place] = rule
    kind = _get(cell, "value-type")
    if kind == "percentage":
        facts.shares.add(place)
    elif kind == "date" and _style(reading, cell) in reading.month_styles:
        facts.months.add(place)
    columns, rows = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
    if columns > 1 or rows > 1:
        facts.merge((*place, reading.row + rows - 1, reading.column + columns - 1))


def _style(reading: _Reading, cell: Element) -> str:
    by_column = (style for end, style in reading.columns if reading.column < end)
    return _get(cell, "style-name") or next(by_column, "")


def _rule(cell: Element) -> str:
    """Name what is peculiar about a cell: an error, lost text, a formula, a comment."""
    paragraphs = [each for each in cell if _kind(each) == "p"]
    text = "".join("".join(each.itertext()) for each in paragraphs).strip()
    kinds = [value for name, value in cell.attrib.items() if name.endswith("value-type")]
    if "error" in kinds or ERROR.fullmatch(text):
        return "error-value"
    kind = _get(cell, "value-type")
    has_value = kind == "string" or bool(_get(cell, VALUES.get(kind, "value")))
    if _get(cell, "formula") and not (has_value and kind):
        return "formula-without-value"
    if (text and not has_value) or _is_glued(paragraphs):
        return "odd-value"
    if _get(cell, "formula"):
        return "formula"
    return "cell-comment" if any(_kind(each) == "annotation" for each in cell) else ""


def _is_glued(paragraphs: list[Element]) -> bool:
    """Say whether parts of a text would be glued together, or lost, by its reader."""
    parts = {_kind(each) for paragraph in paragraphs for each in paragraph.iter()}
    return bool(parts & GLUED)
