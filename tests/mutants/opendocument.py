"""ODS, written by hand: the same mishaps in the other spreadsheet format."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutants.books import ods, ods_cell, ods_row, ods_rows, ods_sheet, typed, with_parts
from tests.mutants.encoding import WESTERN, with_words, wordy
from tests.mutants.making import Bench, kind
from tests.mutants.mutant import CANARY, Mutant, at
from tests.mutants.types import any_numbers

GROUP = "opendocument"
HIDDEN_STYLE = (
    '<style:style style:name="ta9" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)
COLLAPSED = 'table:visibility="collapse"'


def book(bench: Bench, verdicts: str, rows: list[str] | None = None, **more: object) -> Mutant:
    """Make a mutant of an ODS with the given rows on its only sheet."""
    rows = rows if rows is not None else plain(bench)
    data = more.pop("data", None) or ods([ods_sheet(rows)])
    return bench.mutant(
        verdicts,
        more.pop("grid", None),  # type: ignore[arg-type]
        data=data,  # type: ignore[arg-type]
        name=f"{bench.base.name}.ods",
        **more,  # type: ignore[arg-type]
    )


def plain(bench: Bench, cells: dict | None = None) -> list[str]:
    """Write the valid table as rows of an ODS."""
    return ods_rows(bench.base, bench.grid, cells or {})


def value_at(bench: Bench, index: int, column: str) -> object:
    """Take one cell as a spreadsheet keeps it."""
    return typed(bench.grid.cell(index, column), bench.base.columns[column].kind)


@kind(GROUP)
def the_same_as_ods(bench: Bench) -> Iterator[Mutant]:
    """The same table as ODS: true numbers, dates and booleans, or text throughout."""
    yield book(bench, "accept", variant="typed")
    rows = ods_rows(bench.base, bench.grid, {}, as_text=True)
    yield book(bench, "accept", rows, variant="text")


@kind(GROUP, every=2)
def words_and_blank_space(bench: Bench) -> Iterator[Mutant]:
    """Letters beyond ASCII, and the million blank rows and cells that LibreOffice writes."""
    grid, means = with_words(bench, WESTERN)
    rows = ods_rows(bench.base, grid, {})
    blank = '<table:table-cell table:number-columns-repeated="1024"/>'
    rows = [row.replace("</table:table-row>", f"{blank}</table:table-row>") for row in rows]
    rows.append(ods_row([blank], 'table:number-rows-repeated="1048000"'))
    yield book(bench, "accept", rows, grid=grid, means=means)


@kind(GROUP, every=2)
def repeated_cells(bench: Bench) -> Iterator[Mutant]:
    """Neighbours with one content written once, as LibreOffice does, and a repeated blank row."""
    grid = bench.grid
    if bench.base.link:
        grid = grid.with_cell(3, bench.base.link, "no_such_source")
    rows = ods_rows(bench.base, grid, {})
    blank = '<table:table-cell table:number-columns-repeated="40"/>'
    rows.insert(3, ods_row([blank], 'table:number-rows-repeated="3"'))
    for _ in range(3):
        grid = grid.insert(2, [""] * len(grid.header), None)
    empty = ods_cell("")
    twice = empty.replace("/>", ' table:number-columns-repeated="2"/>')
    rows = [row.replace(empty * 2, twice) for row in rows]
    place = at(grid.number(6), columns=bench.base.link)
    verdicts = "refuse" if bench.base.link else "accept|flag"
    yield book(bench, verdicts, rows, grid=grid, place=place)


@kind(GROUP)
def hidden_parts(bench: Bench) -> Iterator[Mutant]:
    """A hidden row, column or sheet: read, and said."""
    rows = plain(bench)
    row = bench.grid.number(2)
    hidden = list(rows)
    hidden[row - 1] = hidden[row - 1].replace("<table:table-row>", f"<table:table-row {COLLAPSED}>")
    yield book(bench, "flag", hidden, place=at(row), variant="row")
    column = wordy(bench.base)
    columns = "".join(
        f"<table:table-column {COLLAPSED}/>" if name == column else "<table:table-column/>"
        for name in bench.grid.header
    )
    data = ods([ods_sheet(rows, columns=columns)])
    yield book(bench, "flag", data=data, place=at(columns=column), variant="column")
    other = ods_sheet(
        [ods_row([ods_cell(f"{CANARY} workings")])], "Workings", extra='table:style-name="ta9"'
    )
    yield book(
        bench, "flag", data=ods([ods_sheet(rows), other], styles=HIDDEN_STYLE), variant="sheet"
    )


@kind(GROUP, every=2)
def other_sheets(bench: Bench) -> Iterator[Mutant]:
    """A cover sheet before the table, and a second sheet with its headings."""
    cover = ods_sheet([ods_row([ods_cell(f"{CANARY} Return")])], "Cover")
    table = ods_sheet(plain(bench), "Data")
    yield book(bench, "flag", data=ods([cover, table]), variant="cover")
    old = ods_sheet(plain(bench)[:3], "Old")
    yield book(bench, "refuse", data=ods([table, old]), variant="same-headings")


@kind(GROUP)
def formula(bench: Bench) -> Iterator[Mutant]:
    """A formula with its value (read, and said) and one without."""
    for column in any_numbers(bench)[-1:]:
        index = bench.base.filled(column)
        place = at(bench.grid.number(index), columns=column)
        cell = (index, column)
        value = value_at(bench, index, column)
        kept = ods_cell(value, 'table:formula="of:=[.A1]"')
        yield book(
            bench, "flag", plain(bench, {cell: kept}), place=place, variant=f"{column}-value"
        )
        bare = '<table:table-cell table:formula="of:=1+1"/>'
        yield book(
            bench,
            "refuse|flag",
            plain(bench, {cell: bare}),
            place=place,
            unknown=[cell],
            means={cell: None},
            variant=f"{column}-no-value",
        )
        error = (
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
            'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
            "</table:table-cell>"
        )
        yield book(
            bench,
            "refuse|flag",
            plain(bench, {cell: error}),
            place=place,
            unknown=[cell],
            means={cell: None},
            variant=f"{column}-error",
        )


@kind(GROUP)
def merged(bench: Bench) -> Iterator[Mutant]:
    """Cells merged downwards among the rows: what was under them is gone."""
    column = wordy(bench.base)
    first = ods_cell(
        value_at(bench, 1, column) or "merged",
        'table:number-columns-spanned="1" table:number-rows-spanned="2"',
    )
    rows = plain(bench, {(1, column): first, (2, column): "<table:covered-table-cell/>"})
    yield book(
        bench,
        "refuse|flag",
        rows,
        place=at(bench.grid.number(1), bench.grid.number(2)),
        means={(1, column): bench.grid.cell(1, column) or "merged", (2, column): None},
    )


@kind(GROUP)
def shown_as_percent(bench: Bench) -> Iterator[Mutant]:
    """A number typed as 6%, which the document keeps as 0.06."""
    for column in bench.base.of_kind("number")[-1:]:
        cell = (bench.base.filled(column), column)
        percent = (
            '<table:table-cell office:value-type="percentage" office:value="0.06">'
            "<text:p>6%</text:p></table:table-cell>"
        )
        yield book(
            bench,
            "accept|flag|refuse",
            plain(bench, {cell: percent}),
            place=at(bench.grid.number(cell[0]), columns=column),
            means={cell: 6.0},
            unknown=[cell],
            tolerated=frozenset({0.06}),
            variant=column,
        )


@kind(GROUP, every=2)
def truth_or_day_for_a_number(bench: Bench) -> Iterator[Mutant]:
    """TRUE, or a date, where a number belongs."""
    for column in any_numbers(bench)[-1:]:
        cell = (bench.base.filled(column), column)
        place = at(bench.grid.number(cell[0]), columns=column)
        truth = plain(bench, {cell: True})
        yield book(bench, "refuse", truth, place=place, variant=f"{column}-truth")
        day = (
            '<table:table-cell office:value-type="date" office:date-value="2018-04-03">'
            "<text:p>03/04/18</text:p></table:table-cell>"
        )
        yield book(
            bench,
            "refuse|flag",
            plain(bench, {cell: day}),
            place=place,
            unknown=[cell],
            means={cell: None},
            variant=f"{column}-day",
        )


@kind(GROUP, every=2)
def day_for_a_label(bench: Bench) -> Iterator[Mutant]:
    """A label such as 12-11 that the program made a date."""
    for column in bench.base.of_kind("label")[-1:]:
        cell = (bench.base.filled(column), column)
        day = (
            '<table:table-cell office:value-type="date" office:date-value="2011-12-01">'
            "<text:p>Dec-11</text:p></table:table-cell>"
        )
        yield book(
            bench,
            "refuse|flag",
            plain(bench, {cell: day}),
            place=at(bench.grid.number(cell[0]), columns=column),
            unknown=[cell],
            tolerated=frozenset({"2011-12-01", "Dec-11", "2011-12"}),
            variant=column,
        )


@kind(GROUP)
def orphan_below_titles(bench: Bench) -> Iterator[Mutant]:
    """Lines above the heading, and an orphan link: its row is the spreadsheet's."""
    grid = bench.grid.under((f"{CANARY} Return",), ())
    rows = ods_rows(bench.base, grid, {})
    yield book(bench, "flag|refuse", rows, grid=grid, place=at(*range(4)), variant="titles")
    if bench.base.link:
        bad = grid.with_cell(2, bench.base.link, "no_such_source")
        rows = ods_rows(bench.base, bad, {})
        place = at(*range(4), bad.number(2))
        yield book(bench, "refuse", rows, grid=bad, place=place, variant="orphan")


@kind(GROUP)
def no_document(bench: Bench) -> Iterator[Mutant]:
    """An ODS that is cut, encrypted, without its content, or with entities of its own."""
    data = ods([ods_sheet(plain(bench))])
    yield book(bench, "refuse", data=data[: len(data) // 2], variant="cut")
    yield book(bench, "refuse", data=with_parts(data, {"content.xml": None}), variant="no-content")
    secret = ods(
        [ods_sheet(plain(bench))],
        manifest='<manifest:encryption-data manifest:checksum-type="SHA1/1K"/>',
    )
    secret = with_parts(secret, {"content.xml": bytes(range(256)) * 8})
    yield book(bench, "refuse", data=secret, variant="encrypted")
    before = '<!DOCTYPE office [<!ENTITY e0 "ha"><!ENTITY e1 "&e0;&e0;&e0;&e0;">]>'
    data = ods([ods_sheet(plain(bench))], before=before)
    yield book(bench, "refuse", data=data, variant="entities")


@kind(GROUP, every=4)
def row_without_end(bench: Bench) -> Iterator[Mutant]:
    """A row of evidence that says it stands a million times."""
    rows = plain(bench)
    rows[-1] = rows[-1].replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="1048000">'
    )
    yield book(bench, "refuse|flag", rows)


@kind(GROUP, every=2)
def cut_to_one_sheet(bench: Bench) -> Iterator[Mutant]:
    """A document whose only sheet is blank."""
    yield book(bench, "refuse|flag", data=ods([ods_sheet([])]))


@kind(GROUP, every=2)
def duplicated_rows(bench: Bench) -> Iterator[Mutant]:
    """A row written once and said to stand twice: counted as a duplicate, or refused."""
    rows = plain(bench)
    rows[2] = rows[2].replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="2">'
    )
    key = bench.grid.rows[1][0]
    grid = bench.grid.insert(2, bench.grid.rows[1], key)
    yield book(bench, "accept|flag|refuse", rows, grid=grid, place=at(3, 4))
