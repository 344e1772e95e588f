"""
What the XML of an .xlsx workbook says and its reader does not: formulas, errors, what is hidden.

Source: ECMA-376 (Office Open XML), part 1, section 18.3.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

from evidence_lib.loaders.kinds.facts import (
    MOST_COLUMNS,
    Block,
    RepeatedCellError,
    SheetFacts,
    TooLargeError,
    place_of,
    require_once,
    require_room,
)
from evidence_lib.loaders.kinds.xlsx_strings import Strings, has_letters_apart, read_strings
from evidence_lib.loaders.kinds.xlsx_styles import Styles, name_of, read_styles

TRUE = ("1", "true")
DEPTH_OF_ROWS = 2
"""How many elements are open round a row; what ends above it is not needed any more."""

LEAST_SIZE = 1.0
"""A row of fewer points, or a column of fewer letters, shows nothing."""


@dataclass
class _Reading:
    """One sheet while it is read, with what all sheets share."""

    styles: Styles
    strings: Strings
    recalculated: bool
    facts: SheetFacts = field(default_factory=SheetFacts)
    arrays: list[tuple[Block, bool]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    row: int = 0
    letters: int = 0


def xlsx_facts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """
    Read the facts of each sheet of an .xlsx workbook, by the sheet's name.

    Raises:
        TooLargeError: The workbook spans or holds more than may be read.
        RepeatedCellError: A row or a cell stands twice.
        defusedxml.DefusedXmlException: The XML declares entities or a document type.
        xml.etree.ElementTree.ParseError: The XML is damaged.
        KeyError, ValueError: A part is missing, or a reference is none.
    """
    workbook = fromstring(archive.read("xl/workbook.xml"), forbid_dtd=True)
    recalculated = any(
        name_of(each) == "calcPr" and each.get("fullCalcOnLoad") in TRUE for each in workbook
    )
    styles, strings, paths = read_styles(archive), read_strings(archive), _paths(archive)
    readings = {
        sheet.get("name", ""): _sheet(archive, paths[key], _Reading(styles, strings, recalculated))
        for sheet in workbook.iter()
        if name_of(sheet) == "sheet"
        for attribute, key in sheet.attrib.items()
        if attribute.endswith("}id") and key in paths
    }
    found = {name: each.facts for name, each in readings.items()}
    require_room(found, sum(each.letters for each in readings.values()))
    return found


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))[1:]
        for each in relations
        if each.get("Type", "").endswith("/worksheet")
    }


def _sheet(archive: zipfile.ZipFile, path: str, reading: _Reading) -> _Reading:
    with archive.open(path) as stream:
        depth = 0
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if event == "start" and name_of(element) == "row":
                _begin_row(reading, element)
            elif event == "end":
                _finish(reading, element)
                if depth <= DEPTH_OF_ROWS:
                    element.clear()
    for block, worked_out in reading.arrays:
        _fill(reading.facts, block, "formula" if worked_out else "formula-without-value")
    return reading


def _begin_row(reading: _Reading, row: Element) -> None:
    reading.row = int(row.get("r", reading.row + 1))
    if reading.row in reading.rows:
        raise RepeatedCellError(str(reading.row))
    reading.rows.add(reading.row)
    if _is_hidden(row, "ht"):
        reading.facts.hidden_rows.append((reading.row, reading.row))


def _finish(reading: _Reading, element: Element) -> None:
    kind, facts = name_of(element), reading.facts
    if kind == "c":
        _cell(reading, element)
    elif kind == "row":
        _reach(facts, reading.row, element)
    elif kind == "mergeCell":
        facts.merge(_block(element.get("ref", "")))
    elif kind == "col" and _is_hidden(element, "width"):
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        facts.hidden_columns.append((first - 1, min(last, MOST_COLUMNS) - 1))
    elif kind == "sheetFormatPr" and (
        element.get("zeroHeight") in TRUE or float(element.get("defaultRowHeight", "15")) == 0
    ):
        facts.hidden_rows.append((1, 1_048_576))


def _reach(facts: SheetFacts, row: int, cells: Element) -> None:
    """Note how far a row goes; a cell without a reference follows the one before."""
    if len(cells) > MOST_COLUMNS:
        raise TooLargeError
    references = [each.get("r", "") for each in cells]
    require_once([each for each in references if each])
    columns = {each.rstrip("0123456789") for each in references}
    named = [place_of(f"{letters}1")[1] for letters in columns if letters]
    facts.last_row = max(facts.last_row, row if len(cells) else 0)
    facts.last_column = max(facts.last_column, len(cells) - 1, *named)


def _block(reference: str) -> Block:
    first, _, last = reference.partition(":")
    return (*place_of(first), *place_of(last or first))


def _is_hidden(part: Element, size: str) -> bool:
    """Say whether a row or column is hidden: by its mark, or by having hardly any size."""
    return part.get("hidden") in TRUE or float(part.get(size, "9")) < LEAST_SIZE


def _cell(reading: _Reading, cell: Element) -> None:
    parts = {name_of(part): part for part in cell}
    kind, style = cell.get("t", "n"), cell.get("s", "")
    value = parts.get("v")
    text = (value.text or "") if value is not None else ""
    rule = _rule(reading, cell, parts, text)
    if kind == "s" and text:
        number = int(text)
        reading.letters += reading.strings.lengths[number] if number >= 0 else 0
        rule = "letters-apart" if number in reading.strings.apart else rule
    elif kind == "inlineStr" and "is" in parts:
        rule = "letters-apart" if has_letters_apart(parts["is"]) else rule
    if rule:
        _note(reading.facts, cell, rule)
    if style in reading.styles.struck and (text or "is" in parts):
        reading.facts.noted.setdefault(place_of(cell.get("r", "")), "struck-out")
    if kind == "n" and text and style in reading.styles.numbers:
        _number(reading, cell, style)


def _rule(reading: _Reading, cell: Element, parts: dict[str, Element], text: str) -> str:
    """Name what is peculiar about a cell's value: an error, a formula, several values."""
    if cell.get("t") == "e":
        return "error-value"
    value = parts.get("v")
    if value is not None and (len(value) or sum(name_of(each) == "v" for each in cell) > 1):
        return "odd-value"
    formula = parts.get("f")
    if formula is None:
        return ""
    is_text = cell.get("t") == "str" and value is not None
    worked_out = is_text or bool(text and not (reading.recalculated and text == "0"))
    if formula.get("t") in ("array", "dataTable") and formula.get("ref"):
        reading.arrays.append((_block(formula.get("ref", "")), worked_out))
    return "formula" if worked_out else "formula-without-value"


def _note(facts: SheetFacts, cell: Element, rule: str) -> None:
    place = place_of(cell.get("r", ""))
    (facts.noted if rule == "formula" else facts.barred)[place] = rule


def _number(reading: _Reading, cell: Element, style: str) -> None:
    place, styles, facts = place_of(cell.get("r", "")), reading.styles, reading.facts
    facts.shares.update({place} if style in styles.percent else ())
    facts.months.update({place} if style in styles.month else ())
    if style in styles.otherwise:
        facts.barred.setdefault(place, "shown-otherwise")
    if style in styles.shown:
        facts.shown[place] = styles.shown[style]


def _fill(facts: SheetFacts, block: Block, rule: str) -> None:
    """Treat every cell of an array formula as its first: the others name no formula."""
    first_row, first_column, last_row, last_column = block
    last_row, last_column = min(last_row, facts.last_row), min(last_column, facts.last_column)
    for row in range(first_row, last_row + 1):
        for column in range(first_column, last_column + 1):
            (facts.noted if rule == "formula" else facts.barred).setdefault((row, column), rule)
