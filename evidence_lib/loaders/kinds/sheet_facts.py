"""
What a workbook's own XML says and its reader does not: formulas, errors, merged and hidden parts.

Source: ECMA-376 (Office Open XML), part 1, section 18; OASIS OpenDocument 1.3, part 3, section 9.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""Parts of a number format that are only printed: a quoted percent sign scales nothing."""

MONTH_ALONE = re.compile(r"(m+[-/. ]*y+|y+[-/. ]*m+)(;@)?")
"""A format that shows a month and a year, such as the ``mmm-yy`` that May 2018 is given."""

Place = tuple[int, int]
"""A cell: the row a spreadsheet shows, and its column's position from 0."""

Block = tuple[int, int, int, int]
"""First row, first column, last row and last column of a merged block of cells."""


@dataclass
class SheetFacts:
    """
    What is peculiar to the cells of one sheet, by place.

    ``computed`` are formulas with a value that was worked out, ``uncomputed`` those without one;
    ``shares`` are numbers shown as percentages, ``months`` days shown without the day of the month,
    which were typed as a month. ``last_row`` and ``last_column`` (from 0) are where
    its farthest cells stand: a reader makes room for everything up to there.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    computed: set[Place] = field(default_factory=set)
    uncomputed: set[Place] = field(default_factory=set)
    errors: set[Place] = field(default_factory=set)
    shares: set[Place] = field(default_factory=set)
    months: set[Place] = field(default_factory=set)
    merged: list[Block] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0

    @property
    def cells(self) -> int:
        """How many cells the sheet spans, blank ones included."""
        return self.last_row * (self.last_column + 1)


def place_of(reference: str) -> Place:
    """Turn a cell's reference such as ``AA10`` into its place."""
    letters, digits = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d+)", reference.upper()).groups()  # type: ignore[union-attr]
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return int(digits), position - 1


def xlsx_facts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """
    Read the facts of each sheet of an .xlsx workbook, by the sheet's name.

    Raises:
        defusedxml.DefusedXmlException: The XML declares entities or a document type.
        xml.etree.ElementTree.ParseError: The XML is damaged.
        KeyError, ValueError: A part is missing, or a reference is none.
    """
    styles = _styles(archive)
    workbook = fromstring(archive.read("xl/workbook.xml"))
    recalculated = any(
        _name(each) == "calcPr" and each.get("fullCalcOnLoad") in ("1", "true") for each in workbook
    )
    targets = _targets(archive)
    return {
        sheet.get("name", ""): _xlsx_sheet(archive, targets[key], styles, recalculated)
        for sheet in workbook.iter()
        if _name(sheet) == "sheet"
        for attribute, key in sheet.attrib.items()
        if attribute.endswith("}id") and key in targets
    }


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))[1:]
        for each in relations
        if each.get("Type", "").endswith("/worksheet")
    }


@dataclass(frozen=True)
class _Styles:
    """The numbers of the cell styles that show a number as a percentage, or a day as a month."""

    percent: frozenset[str]
    month: frozenset[str]


def _styles(archive: zipfile.ZipFile) -> _Styles:
    if "xl/styles.xml" not in archive.namelist():
        return _Styles(frozenset(), frozenset())
    styles = fromstring(archive.read("xl/styles.xml"))
    formats = {
        each.get("numFmtId", ""): LITERAL.sub("", each.get("formatCode", "")).lower()
        for each in styles.iter()
        if _name(each) == "numFmt"
    }
    percent = {"9", "10"} | {number for number, form in formats.items() if "%" in form}
    month = {"17"} | {number for number, form in formats.items() if MONTH_ALONE.fullmatch(form)}
    used = [each.get("numFmtId") for part in styles if _name(part) == "cellXfs" for each in part]
    return _Styles(
        frozenset(str(at) for at, number in enumerate(used) if number in percent),
        frozenset(str(at) for at, number in enumerate(used) if number in month),
    )


def _xlsx_sheet(
    archive: zipfile.ZipFile, path: str, styles: _Styles, recalculated: bool
) -> SheetFacts:
    facts = SheetFacts()
    row = 0
    with archive.open(path) as stream:
        for element in _elements(stream):
            kind = _name(element)
            if kind == "c":
                _xlsx_cell(facts, element, styles, recalculated)
            elif kind == "row":
                row = int(element.get("r", row + 1))
                _reach(facts, row, element)
                facts.hidden_rows.update({row} if _is_hidden(element, "ht") else ())
                element.clear()
            elif kind == "col" and _is_hidden(element, "width"):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                facts.hidden_columns.update(range(first - 1, min(last, 16384)))
            elif kind == "mergeCell":
                facts.merged.append(_block(element.get("ref", "")))
    return facts


def _reach(facts: SheetFacts, row: int, cells: Element) -> None:
    """Note how far a row of cells goes; a cell without a reference follows the one before."""
    columns = {each.get("r", "").rstrip("0123456789") for each in cells}
    named = [place_of(f"{letters}1")[1] for letters in columns if letters]
    facts.last_row = max(facts.last_row, row if len(cells) else 0)
    facts.last_column = max(facts.last_column, len(cells) - 1, *named)


def _elements(stream: IO[bytes]) -> Iterator[Element]:
    for _, element in iterparse(stream, events=("end",), forbid_dtd=True):
        yield element


def _block(reference: str) -> Block:
    first, _, last = reference.partition(":")
    return (*place_of(first), *place_of(last or first))


def _is_hidden(part: Element, size: str) -> bool:
    """Say whether a row or column is hidden: by its mark, or by having no size."""
    return part.get("hidden") in ("1", "true") or float(part.get(size, "1")) == 0


def _xlsx_cell(facts: SheetFacts, cell: Element, styles: _Styles, recalculated: bool) -> None:
    formula = value = None
    for part in cell:
        formula = part if _name(part) == "f" else formula
        value = part if _name(part) in ("v", "is") else value
    shown = styles.percent | styles.month
    if cell.get("t") != "e" and formula is None and cell.get("s") not in shown:
        return
    place = place_of(cell.get("r", ""))
    if cell.get("t") == "e":
        facts.errors.add(place)
    elif formula is not None:
        worked_out = _is_worked_out(value, recalculated)
        (facts.computed if worked_out else facts.uncomputed).add(place)
    if cell.get("t", "n") == "n":
        facts.shares.update({place} if cell.get("s") in styles.percent else ())
        facts.months.update({place} if cell.get("s") in styles.month else ())


def _is_worked_out(value: Element | None, recalculated: bool) -> bool:
    """Take a nought for no value in a workbook that asks to be reckoned on opening."""
    text = (value.text or "") if value is not None else ""
    return bool(text) and not (recalculated and text == "0")
