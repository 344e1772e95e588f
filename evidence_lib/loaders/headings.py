"""A sheet's own headings: which row they stand in, which sheet of a workbook, which columns."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import replace

from evidence_lib.contract import TEMPLATE_SHEETS
from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.cells.cell import sayable
from evidence_lib.loaders.cells.words import heading_form, without_oddities
from evidence_lib.loaders.grid import Sheet, TextRows, column_letter, evened

ROWS_LOOKED_AT = 30
MOST_COLUMNS = 1_000
MOST_ROWS = 200_000
SHOWN_ABOVE = 3
FEWEST_OF_DATA = 4


def heading_row(sheet: Sheet, key: str) -> int:
    """
    Find the row of the headings: the first that is wide, or that holds the heading *key*.

    Titles and notes above a table are narrow: they fill less than half as many cells. It may be a
    row that is barred: the headings are then refused, and no row of data is taken for them.
    """
    top = sorted({**sheet.rows, **sheet.barred_rows}.items())[:ROWS_LOOKED_AT]
    widest = max((_filled(cells) for _, cells in top), default=0)
    for number, cells in top:
        if _filled(cells) > widest / 2 or key in {heading_form(cell) for cell in cells}:
            return number
    return 1


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def choose_sheet(
    sheets: Sequence[Sheet],
    *,
    table: str,
    key: str,
    wanted: str,
    taken: Collection[str],
) -> tuple[Sheet, tuple[Problem, ...]]:
    """
    Choose the sheet of a workbook that holds a table.

    It is the one named in review.toml, or named as the table, or the only one there, or the only
    one with the table's key among its headings.

    Args:
        sheets: The workbook's sheets, one at least.
        table: The table's name.
        key: Its key column.
        wanted: The sheet's name in review.toml, or nothing.
        taken: Names of sheets that other tables read.

    Returns:
        The sheet, and flags for the sheets left unread; or an empty sheet with the problem.
    """
    file = sheets[0].file
    found = _candidates(sheets, table, key, wanted)
    if len(found) != 1:
        return Sheet(file, problems=(_unclear(file, sheets, found, key, wanted),)), ()
    chosen = found[0]
    others = [each for each in sheets if each is not chosen and each.name not in taken]
    from_template = heading_form(chosen.name) == table
    flags = tuple(
        Problem(file, 0, "", "sheet-not-read", f"the sheet {shown(each.name)} was not read")
        for each in others
        if each.rows and not (from_template and each.name in TEMPLATE_SHEETS)
    )
    return chosen, flags


def _candidates(sheets: Sequence[Sheet], table: str, key: str, wanted: str) -> list[Sheet]:
    if wanted:
        return [each for each in sheets if each.name == wanted]
    named = [each for each in sheets if heading_form(each.name) == table]
    filled = [each for each in sheets if each.rows or each.barred] or list(sheets[:1])
    if named or len(filled) == 1:
        return named or filled
    return [each for each in filled if _has_heading(each, key)]


def _has_heading(sheet: Sheet, key: str) -> bool:
    top = list(sheet.rows.values())[:ROWS_LOOKED_AT]
    return any(key in {heading_form(cell) for cell in cells} for cells in top)


def _unclear(
    file: str, sheets: Sequence[Sheet], found: Sequence[Sheet], key: str, wanted: str
) -> Problem:
    names = [each.name for each in sheets]
    listed = ", ".join(map(shown, names[:8]))
    if wanted:
        near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.6)
        hint = f"; did you mean {shown(near[0])}?" if near else ""
        message = f"has no sheet {shown(wanted)}; it has {listed}{hint}"
        return Problem(file, 0, "", "no-such-sheet", message)
    if found:
        message = f"has several sheets with the heading {key}; name one under [sheets]"
        return Problem(file, 0, "", "several-sheets", message)
    message = f"none of its sheets has the heading {key}; name one under [sheets]: {listed}"
    return Problem(file, 0, "", "no-such-sheet", message)


def under_headings(
    sheet: Sheet, key: str, *, positions: Sequence[int] | None = None, left_out: int = 0
) -> TextRows:
    """
    Take a sheet's rows as they stand under its headings, one cell to a heading.

    Args:
        sheet: The sheet, whatever stands above its headings.
        key: The form of the heading that marks the row of the headings.
        positions: Where each column stood in the file, when an adapter has left some out.
        left_out: Rows that an adapter left out and flagged; they count as refused.

    Returns:
        The rows; those too long or too short are refused. A repeated or blank heading refuses all.
    """
    if sheet.problems:
        return TextRows(sheet.file, problems=sheet.problems, read_as=sheet.read_as)
    top = heading_row(sheet, key)
    header = tuple(without_oddities(cell) for cell in sheet.rows.get(top, ()))
    body = {number: cells for number, cells in sheet.rows.items() if number > top}
    barred = tuple(each for each in sheet.barred if each.row >= top)
    kept = _columns_with_anything(header, body)
    problems = _whole_problems(sheet, top, header, kept, len(body))
    if problems or top in sheet.barred_rows:
        return _refused(sheet, top, barred, problems, len(body))
    data_above = _data_above(sheet, top)
    even, uneven = evened(sheet.file, body, len(header))
    rows = {row: tuple(cells[at].strip() for at in kept) for row, cells in even.items()}
    places = positions or range(len(header))
    return TextRows(
        sheet.file,
        tuple(header[position] for position in kept),
        rows,
        refused=len(uneven) + len({each.row for each in barred}) + left_out + len(data_above),
        problems=(*barred, *uneven, *data_above),
        flags=(*sheet.flags, *_above(sheet, top)),
        letters={header[position]: column_letter(places[position]) for position in kept},
        dates=frozenset((row, header[at]) for row, at in sheet.dates if row in rows and at in kept),
        header_row=top,
        read_as=sheet.read_as,
    )


def _whole_problems(
    sheet: Sheet, top: int, header: tuple[str, ...], kept: tuple[int, ...], rows: int
) -> list[Problem]:
    """Say what is wrong with a file as a whole; its headings may stand in a row that is barred."""
    if top in sheet.barred_rows:
        return []
    if not any(header):
        return [_no_heading(sheet.file)]
    if rows > MOST_ROWS:
        message = f"has {rows:,} rows; {MOST_ROWS:,} are the most, or see [[aggregates]]"
        return [Problem(sheet.file, 0, "", "too-many-rows", message)]
    return _heading_problems(sheet.file, top, header, kept)


def _refused(
    sheet: Sheet, top: int, barred: tuple[Problem, ...], problems: list[Problem], rows: int
) -> TextRows:
    refused = rows + len({each.row for each in barred if each.row > top})
    return TextRows(
        sheet.file, refused=refused, problems=(*barred, *problems), flags=sheet.flags,
        header_row=top, read_as=sheet.read_as,
    )  # fmt: skip


def _no_heading(file: str) -> Problem:
    return Problem(file, 0, "", "empty-file", "has no heading in row 1")


def _columns_with_anything(
    header: tuple[str, ...], body: dict[int, tuple[str, ...]]
) -> tuple[int, ...]:
    """Leave out columns that have neither a heading nor a value: a spreadsheet's phantoms."""
    filled = {at for cells in body.values() for at, cell in enumerate(cells) if cell.strip()}
    return tuple(at for at, heading in enumerate(header) if heading or at in filled)


def _heading_problems(
    file: str, row: int, header: tuple[str, ...], kept: tuple[int, ...]
) -> list[Problem]:
    if len(kept) > MOST_COLUMNS:
        message = f"has {len(kept)} columns; {MOST_COLUMNS:,} are the most that is read"
        return [Problem(file, row, "", "too-many-columns", message)]
    blank = [
        Problem(file, row, "", "blank-heading", f"column {at + 1} has no heading",
                column_letter(at))
        for at in kept
        if not header[at]
    ]  # fmt: skip
    first: dict[str, int] = {}
    repeated = []
    for at in kept:
        form = heading_form(header[at])
        if header[at] and first.setdefault(form, at) != at:
            message = f"this heading stands in column {column_letter(first[form])} already"
            repeated.append(
                Problem(
                    file, row, sayable(header[at]), "repeated-heading", message, column_letter(at)
                )
            )
    return blank + repeated


def _data_above(sheet: Sheet, top: int) -> list[Problem]:
    """Refuse rows above the headings that fill several cells: sorting mixes the two."""
    message = f"stands above the headings of row {top} and looks like a row of the table"
    return [
        Problem(sheet.file, number, "", "row-above-headings", message)
        for number, cells in sheet.rows.items()
        if number < top and _filled(cells) >= FEWEST_OF_DATA
    ]


def _above(sheet: Sheet, top: int) -> list[Problem]:
    above = [
        number
        for number, cells in sheet.rows.items()
        if number < top and _filled(cells) < FEWEST_OF_DATA
    ]
    merged = [
        replace(each, message=f"{each.message} (above the headings, and not read)")
        for each in sheet.barred
        if each.row < top
    ]
    if not above:
        return merged
    listed = ", ".join(str(number) for number in above[:SHOWN_ABOVE])
    more = " and more" if len(above) > SHOWN_ABOVE else ""
    message = f"the headings stand in row {top}; what stands above (row {listed}{more}) is not read"
    return [*merged, Problem(sheet.file, above[0], "", "rows-above-heading", message)]
