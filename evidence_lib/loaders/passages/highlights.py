"""
Taguette's export of highlights, CSV or XLSX, to coded passages.

Source of the shape: Taguette's own code (taguette/export.py): the headings are ``id``,
``document``, ``tag`` and ``content``, one row a highlight and tag; a highlight without a tag has
one row with the tag left empty. Nothing is escaped there, so nothing is undone here. Its XLSX
loses what a cell cannot hold (more than 32,767 characters, or a passage that begins with an
equals sign): such rows are refused, and its CSV is the export to ask for.
"""

from __future__ import annotations

import difflib
from dataclasses import replace

from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.cells.words import heading_form
from evidence_lib.loaders.grid import Sheet, column_letter, evened
from evidence_lib.loaders.passages.coded import Code, CodedProject, Passage, made_identifier

HEADINGS = ("id", "document", "tag", "content")
EXPECTED = "a Taguette export of highlights has the headings id, document, tag and content"


def read_highlights(sheet: Sheet) -> CodedProject:
    """
    Read a Taguette export of highlights: one passage a row that has a tag.

    Args:
        sheet: The sheet as it arrived, its first row the headings.

    Returns:
        The passages, numbered by the rows of the sheet, and the tags as codes. A row that cannot
        be read is a problem of its row; rows without a tag are counted in a flag.
    """
    if not sheet.rows:
        problems = sheet.problems or (Problem(sheet.file, 0, "", "empty-file", "has no rows"),)
        return CodedProject(sheet.file, problems=problems, flags=sheet.flags)
    heading_row, header = next(iter(sheet.rows.items()))
    positions = {heading_form(cell): place for place, cell in enumerate(header) if cell.strip()}
    wrong = _heading_problems(sheet.file, heading_row, header)
    rows = {row: cells for row, cells in sheet.rows.items() if row != heading_row}
    if wrong:
        refused = len(rows) + len({each.row for each in sheet.barred})
        problems = (*sheet.problems, *wrong)
        return CodedProject(sheet.file, refused=refused, problems=problems, flags=sheet.flags)
    even, uneven = evened(sheet.file, rows, len(header))
    barred = replace(sheet, barred=(*sheet.barred, *uneven))
    return _read(barred, even, [positions[name] for name in HEADINGS])


def _heading_problems(file: str, row: int, header: tuple[str, ...]) -> list[Problem]:
    found = [heading_form(cell) for cell in header if cell.strip()]
    problems = []
    for name in HEADINGS:
        if found.count(name) > 1:
            message = "this heading stands more than once"
            problems.append(Problem(file, row, name, "repeated-heading", message))
        elif name not in found:
            near = difflib.get_close_matches(name, found, n=1, cutoff=0.6)
            message = f"this column must be present: {EXPECTED}"
            message += f" (is it the one named {shown(near[0])}?)" if near else ""
            problems.append(Problem(file, row, name, "missing-column", message))
    return problems


def _read(sheet: Sheet, rows: dict[int, tuple[str, ...]], positions: list[int]) -> CodedProject:
    passages: list[Passage] = []
    problems: list[Problem] = [*sheet.problems, *sheet.barred]
    refused = len({each.row for each in sheet.barred})
    untagged = 0
    for row, cells in rows.items():
        values = [cells[place] if place < len(cells) else "" for place in positions]
        faults = _faults(sheet.file, row, values, positions)
        problems += faults
        refused += bool(faults)
        if not faults and not values[2].strip():
            untagged += 1
        elif not faults:
            passages.append(_passage(row, values))
    return CodedProject(
        sheet.file,
        tuple(passages),
        tuple(Code(path, path) for path in dict.fromkeys(each.code for each in passages)),
        tuple(dict.fromkeys(each.source for each in passages)),
        refused,
        untagged,
        tuple(problems),
        (*sheet.flags, *_untagged(sheet.file, untagged)),
    )


def _faults(file: str, row: int, values: list[str], positions: list[int]) -> list[Problem]:
    messages = {
        "id": "must be filled in with the number of the highlight",
        "document": "must be filled in with the name of the document",
        "content": "must be filled in: XLSX cannot hold every passage; export highlights as CSV",
    }
    return [
        Problem(file, row, name, "required", messages[name], column_letter(place))
        for name, value, place in zip(HEADINGS, values, positions, strict=True)
        if name in messages and not value.strip()
    ]


def _passage(row: int, values: list[str]) -> Passage:
    highlight, document, tag = (" ".join(value.split()) for value in values[:3])
    return Passage(
        passage_id=made_identifier(document, highlight, tag),
        code=tag,
        source=document,
        text=values[3],
        highlight=highlight,
        row=row,
    )


def _untagged(file: str, number: int) -> list[Problem]:
    message = f"{number} highlight(s) have no tag and were not read"
    return [Problem(file, 0, "tag", "no-tag", message)] if number else []
