"""XLSX as people send it: hidden parts, formulas, merged cells, and files that are none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from evidence_lib.contract import NOTES_SHEET
from tests.mutants.books import (
    SHEET,
    Book,
    bomb,
    marked_encrypted,
    part,
    through_openpyxl,
    with_part_twice,
    with_parts,
    xlsx,
)
from tests.mutants.encoding import WESTERN, with_words, wordy
from tests.mutants.grid import Grid
from tests.mutants.making import Bench, kind
from tests.mutants.mutant import CANARY, Meaning, Mutant, Place, at
from tests.mutants.structure import OLE, summed
from tests.mutants.types import any_numbers, numbers

GROUP = "workbook"
STRINGS = "xl/sharedStrings.xml"
VBA = "xl/vbaProject.bin"


def book(
    bench: Bench, verdicts: str, grid: Grid | None = None, do: object = None, **more: object
) -> Mutant:
    """Make a mutant of an XLSX with true numbers, dates and booleans."""
    grid = grid or bench.grid
    name = f"{bench.base.name}.xlsx"
    data = more.pop("data", None) or xlsx(bench.base, grid, do)  # type: ignore[arg-type]
    return bench.mutant(verdicts, grid, data=data, name=name, **more)  # type: ignore[arg-type]


def one_cell(
    bench: Bench,
    verdicts: str,
    column: str,
    value: object,
    *,
    meaning: Meaning = None,
    shape: str = "",
    **more: object,
) -> Mutant:
    """Make a mutant of an XLSX by putting one typed cell."""
    index = bench.base.filled(column)
    row, position = bench.grid.number(index), bench.grid.header.index(column)
    return book(
        bench,
        verdicts,
        do=lambda made: made.put(row - 1, position, value, shape),
        place=at(row, columns=column),
        means={(index, column): meaning},
        **more,
    )


def small(bench: Bench) -> bytes:
    """Write the valid table as XLSX."""
    return xlsx(bench.base, bench.grid)


@kind(GROUP)
def the_same_as_xlsx(bench: Bench) -> Iterator[Mutant]:
    """The same table as XLSX: true numbers, dates and booleans, or text throughout."""
    yield book(bench, "accept", variant="typed")
    data = xlsx(bench.base, bench.grid, as_text=True)
    yield book(bench, "accept", data=data, variant="text")
    data = through_openpyxl(bench.base, bench.grid, {})
    yield book(bench, "accept", data=data, variant="openpyxl")


@kind(GROUP, every=2)
def columns_and_words(bench: Bench) -> Iterator[Mutant]:
    """Columns backwards, another sheet name, and letters beyond ASCII."""
    grid, means = with_words(bench, WESTERN)
    back = grid.headed(grid.header[::-1]).with_rows([row[::-1] for row in grid.rows])
    data = xlsx(bench.base, back, name="Évidence & more")
    yield book(bench, "accept", back, data=data, means=means)


@kind(GROUP, every=2)
def days_since_1904(bench: Bench) -> Iterator[Mutant]:
    """Dates counted from 1904, as old Macintosh workbooks do."""
    if bench.base.of_kind("date"):
        data = xlsx(bench.base, bench.grid, date_1904=True)
        yield book(bench, "accept", data=data)


@kind(GROUP, every=3)
def formatted_text(bench: Bench) -> Iterator[Mutant]:
    """A text with one word in bold, kept whole."""
    for column in bench.base.of_kind("text")[:1]:
        index = bench.base.filled(column)

        def do(made: Book, index: int = index, column: str = column) -> None:
            bold = made.book.add_format({"bold": True})
            place = (bench.grid.number(index) - 1, bench.grid.header.index(column))
            made.sheet.write_rich_string(*place, f"{CANARY} one ", bold, "two", " three")

        yield book(bench, "accept", do=do, means={(index, column): f"{CANARY} one two three"})


@kind(GROUP, every=3)
def text_that_looks_escaped(bench: Bench) -> Iterator[Mutant]:
    """A text with letters that workbooks write in a code of their own (_x000D_), and two lines."""
    for column in bench.base.of_kind("text")[:1]:
        words = f"{CANARY} code _x000D_ and\nsecond line"
        yield one_cell(bench, "accept|flag", column, words, meaning=words)


@kind(GROUP, every=2)
def formula_as_text(bench: Bench) -> Iterator[Mutant]:
    """A text cell that begins with an equals sign, and is no formula."""
    for column in bench.base.of_kind("text")[-1:]:
        yield one_cell(bench, "accept|flag", column, "=1+1", meaning="=1+1")


@kind(GROUP, every=2)
def number_kept_as_text(bench: Bench) -> Iterator[Mutant]:
    """A number typed with an apostrophe before it, and one with a format of pounds."""
    for column in any_numbers(bench):
        number = bench.grid.cell(bench.base.filled(column), column)
        yield one_cell(
            bench, "accept|flag", column, number, meaning=float(number), variant=f"{column}-text"
        )
    for column in numbers(bench):
        yield one_cell(
            bench,
            "accept|flag",
            column,
            1234,
            meaning=1234,
            shape="£#,##0",
            variant=f"{column}-pounds",
        )


@kind(GROUP)
def mark_in_a_number_column(bench: Bench) -> Iterator[Mutant]:
    """A mark of suppression among true numbers."""
    for column in any_numbers(bench)[:1]:
        required = bench.base.columns[column].required
        cell = (bench.base.filled(column), column)
        for mark in ("*", "[c]"):
            verdicts = "flag|refuse" if required else "flag"
            yield one_cell(
                bench, verdicts, column, mark, unknown=[cell], variant=f"{column}-{mark}"
            )


@kind(GROUP)
def shown_as_percent(bench: Bench) -> Iterator[Mutant]:
    """A number typed as 6%, which the workbook keeps as 0.06: never read as 0.06 in silence."""
    for column in bench.base.of_kind("number")[-1:]:
        yield one_cell(
            bench,
            "accept|flag|refuse",
            column,
            0.06,
            meaning=6.0,
            shape="0%",
            unknown=[(bench.base.filled(column), column)],
            tolerated=frozenset({0.06}),
            variant=column,
        )


@kind(GROUP, every=2)
def fraction_of_a_count(bench: Bench) -> Iterator[Mutant]:
    """A fraction where whole numbers stand."""
    for column in bench.base.of_kind("integer")[:1]:
        yield one_cell(bench, "refuse", column, 2.5)


@kind(GROUP)
def truth_for_a_number(bench: Bench) -> Iterator[Mutant]:
    """TRUE where a number belongs: it is no 1."""
    for column in any_numbers(bench):
        yield one_cell(bench, "refuse", column, True, variant=column)


@kind(GROUP)
def day_for_a_number(bench: Bench) -> Iterator[Mutant]:
    """A date or a time where a number belongs, as Excel makes of 3/4."""
    for column in any_numbers(bench)[-1:]:
        cell = (bench.base.filled(column), column)
        for value, shape in ((date(2018, 4, 3), "dd/mm/yyyy"), (datetime(2018, 4, 3, 9, 30), "")):
            yield one_cell(
                bench,
                "refuse|flag",
                column,
                value,
                shape=shape or "hh:mm",
                unknown=[cell],
                variant=f"{column}-{'time' if not shape else 'day'}",
            )


@kind(GROUP)
def day_for_a_label(bench: Bench) -> Iterator[Mutant]:
    """A label such as 12-11 that Excel made a date: what was meant cannot be known."""
    for column in bench.base.of_kind("label")[-2:]:
        yield one_cell(
            bench,
            "refuse|flag",
            column,
            date(2011, 12, 1),
            shape="mmm-yy",
            unknown=[(bench.base.filled(column), column)],
            tolerated=frozenset({"2011-12-01", "Dec-11", "2011-12"}),
            variant=column,
        )


@kind(GROUP, every=2)
def month_kept_as_a_day(bench: Bench) -> Iterator[Mutant]:
    """A month typed as May 2018, which the workbook keeps as the first of May."""
    for column in bench.base.of_kind("when")[:1]:
        yield one_cell(
            bench,
            "accept|flag|refuse",
            column,
            date(2018, 5, 1),
            meaning="2018-05",
            shape="mmm-yy",
            unknown=[(bench.base.filled(column), column)],
            tolerated=frozenset({"2018-05-01"}),
            variant=column,
        )


@kind(GROUP)
def number_for_a_day(bench: Bench) -> Iterator[Mutant]:
    """A bare number where a date belongs: the cell lost its format."""
    for column in bench.base.of_kind("date")[:1]:
        yield one_cell(bench, "refuse|flag", column, 43134, meaning="2018-02-03")


@kind(GROUP, every=2)
def hour_with_a_day(bench: Bench) -> Iterator[Mutant]:
    """A date with an hour: the day is read, or refused."""
    for column in bench.base.of_kind("date")[:1]:
        hour = datetime(2018, 2, 3, 14, 30)
        shape = "dd/mm/yyyy hh:mm"
        yield one_cell(bench, "accept|flag|refuse", column, hour, meaning="2018-02-03", shape=shape)


@kind(GROUP)
def slashed_text_for_a_day(bench: Bench) -> Iterator[Mutant]:
    """A date as text with slashes, undeclared, among true dates."""
    for column in bench.base.of_kind("date")[:1]:
        yield one_cell(bench, "refuse", column, "03/02/2018")


@kind(GROUP)
def formula_with_its_value(bench: Bench) -> Iterator[Mutant]:
    """A formula whose value the workbook keeps: read, and said."""
    for column in [*any_numbers(bench)[-1:], *bench.base.of_kind("text")[:1]]:
        index = bench.base.filled(column)
        meant = bench.base.meant[bench.grid.rows[index][0]][column]

        def do(
            made: Book, index: int = index, column: str = column, meant: Meaning = meant
        ) -> None:
            place = (bench.grid.number(index) - 1, bench.grid.header.index(column))
            made.sheet.write_formula(*place, "=A1", None, meant)

        place = at(bench.grid.number(index), columns=column)
        yield book(bench, "flag", do=do, place=place, variant=column)


@kind(GROUP)
def formula_without_a_value(bench: Bench) -> Iterator[Mutant]:
    """A formula that no spreadsheet has reckoned yet: it has no value."""
    for column in [*any_numbers(bench)[-1:], *bench.base.of_kind("text", "label")[:1]]:
        index = bench.base.filled(column)
        data = through_openpyxl(bench.base, bench.grid, {(index, column): "=1+1"})
        yield book(
            bench,
            "refuse|flag",
            data=data,
            place=at(bench.grid.number(index), columns=column),
            unknown=[(index, column)],
            means={(index, column): None},
            variant=column,
        )


@kind(GROUP)
def formula_alone_in_the_last_row(bench: Bench) -> Iterator[Mutant]:
    """A last row of nothing but a formula without a value: it is no blank row."""
    grid = bench.grid.append(["", "=1+1"] + [""] * (len(bench.grid.header) - 2), None)
    column = bench.grid.header[1]
    last = len(grid.rows) - 1
    kept = {(last, name): "" for name in grid.header} | {(last, column): "=1+1"}
    data = through_openpyxl(bench.base, grid, kept)
    yield book(bench, "refuse|flag", grid, data=data, place=at(grid.number(last)))


@kind(GROUP)
def error_value(bench: Bench) -> Iterator[Mutant]:
    """An error value in a cell, with and without its formula."""
    for column in [*any_numbers(bench)[-1:], *bench.base.of_kind("text")[:1]]:
        index = bench.base.filled(column)
        place = at(bench.grid.number(index), columns=column)
        more = {"place": place, "unknown": [(index, column)], "means": {(index, column): None}}
        for error in ("#DIV/0!", "#N/A"):
            data = through_openpyxl(bench.base, bench.grid, {(index, column): error})
            yield book(bench, "refuse|flag", data=data, variant=f"{column}-{error}", **more)

        def do(made: Book, index: int = index, column: str = column) -> None:
            spot = (bench.grid.number(index) - 1, bench.grid.header.index(column))
            made.sheet.write_formula(*spot, "=1/0", None, "#DIV/0!")

        yield book(bench, "refuse|flag", do=do, variant=f"{column}-formula", **more)


@kind(GROUP)
def merged_cells_in_the_rows(bench: Bench) -> Iterator[Mutant]:
    """Cells merged among the rows, downwards or across: what was under them is gone."""
    column = wordy(bench.base)
    position = bench.grid.header.index(column)
    rows = (bench.grid.number(1), bench.grid.number(2))

    def down(made: Book) -> None:
        text = bench.grid.cell(1, column)
        made.sheet.merge_range(rows[0] - 1, position, rows[1] - 1, position, text)

    def across(made: Book) -> None:
        end = position + 1 if position + 1 < len(bench.grid.header) else position - 1
        left, right = sorted((position, end))
        made.sheet.merge_range(rows[0] - 1, left, rows[0] - 1, right, "merged")

    grid = bench.grid.with_cell(2, column, "")
    yield book(
        bench,
        "refuse|flag",
        do=down,
        place=at(*rows),
        means={(1, column): bench.grid.cell(1, column) or None, (2, column): None},
        variant="down",
        grid=grid,
    )
    near = {position - 1, position, position + 1} & set(range(len(bench.grid.header)))
    cells = [(1, bench.grid.header[i]) for i in near]
    tolerated: frozenset[Meaning] = frozenset({"merged"})
    yield book(
        bench,
        "refuse|flag",
        do=across,
        place=at(rows[0]),
        unknown=cells,
        tolerated=tolerated,
        variant="across",
    )


@kind(GROUP, every=2)
def merged_title(bench: Bench) -> Iterator[Mutant]:
    """A title merged over the columns, above the heading."""
    grid = bench.grid.under((f"{CANARY} Return of the partnership",), ())
    title = grid.top[0][0]
    yield book(
        bench,
        "flag|refuse",
        grid,
        do=lambda made: made.sheet.merge_range(0, 0, 0, 2, title),
        place=at(*range(4)),
    )


@kind(GROUP)
def hidden_row(bench: Bench) -> Iterator[Mutant]:
    """A row is hidden, by hand or by a filter: read, and said."""
    row = bench.grid.number(2)

    def by_hand(made: Book) -> None:
        made.sheet.set_row(row - 1, None, None, {"hidden": True})

    def by_filter(made: Book) -> None:
        made.sheet.autofilter(0, 0, len(bench.grid.rows), len(bench.grid.header) - 1)
        by_hand(made)

    yield book(bench, "flag", do=by_hand, place=at(row), variant="by-hand")
    yield book(bench, "flag", do=by_filter, place=at(row), variant="by-filter")


@kind(GROUP)
def hidden_column(bench: Bench) -> Iterator[Mutant]:
    """A column is hidden: read, and said."""
    column = wordy(bench.base)
    position = bench.grid.header.index(column)
    yield book(
        bench,
        "flag",
        do=lambda made: made.sheet.set_column(position, position, None, None, {"hidden": True}),
        place=at(columns=column),
    )


def other_sheet(made: Book, how: str = "", name: str = "Workings", first: bool = False) -> None:
    """Add a sheet of other things, perhaps hidden, perhaps before the table."""
    sheet = made.book.add_worksheet(name)
    sheet.write_row(0, 0, [f"{CANARY} workings", "more"])
    sheet.write_row(1, 0, ["3", 4])
    if how == "hidden":
        sheet.hide()
    if how == "very-hidden":
        sheet.very_hidden()
    if first:
        made.book.worksheets_objs.sort(key=lambda each: each is not sheet)


@kind(GROUP)
def second_sheet(bench: Bench) -> Iterator[Mutant]:
    """A second sheet of other things, shown or hidden: the table is read, the sheet is said."""
    for how in ("", "hidden", "very-hidden"):
        yield book(
            bench,
            "flag",
            do=lambda made, how=how: other_sheet(made, how),
            variant=how or "shown",
        )


@kind(GROUP)
def cover_sheet(bench: Bench) -> Iterator[Mutant]:
    """A cover sheet stands before the table: the table is read, the cover is said."""
    made = Book()
    cover = made.book.add_worksheet("Cover")
    cover.write(0, 0, f"{CANARY} Return of the partnership")
    cover.write(4, 1, "Contact the data officer")
    made.add(bench.base, bench.grid, "Data")
    yield book(bench, "flag", data=made.done())


@kind(GROUP)
def two_sheets_of_the_table(bench: Bench) -> Iterator[Mutant]:
    """Two sheets have the headings of the table: which is meant cannot be known."""
    cut = Grid(bench.grid.header, bench.grid.rows[:2], bench.grid.keys[:2])
    for variant, hidden in (("shown", False), ("hidden", True)):
        made = Book()
        made.add(bench.base, bench.grid, "Final")
        made.add(bench.base, cut, "Old")
        if hidden:
            made.sheet.hide()
        verdicts = "refuse|flag" if hidden else "refuse"
        yield book(bench, verdicts, data=made.done(), variant=variant)


@kind(GROUP, every=2)
def sheet_of_notes(bench: Bench) -> Iterator[Mutant]:
    """The sheet of notes that our own templates have."""
    yield book(bench, "accept|flag", do=lambda made: other_sheet(made, name=NOTES_SHEET))


@kind(GROUP, every=3)
def blank_sheet_or_chart_beside(bench: Bench) -> Iterator[Mutant]:
    """A blank sheet, or a sheet of a chart, stands beside the table."""
    yield book(bench, "accept|flag", do=lambda made: made.book.add_worksheet("Sheet2"))

    def chart(made: Book) -> None:
        drawn = made.book.add_chart({"type": "line"})
        drawn.add_series({"values": "=Sheet1!$A$2:$A$4"})
        made.book.add_chartsheet("Chart").set_chart(drawn)

    yield book(bench, "accept|flag", do=chart, variant="chart")


@kind(GROUP, every=3)
def harmless_furniture(bench: Bench) -> Iterator[Mutant]:
    """Frozen panes, a table object, a comment, protection and styled blank rows: all is read."""

    def do(made: Book) -> None:
        made.sheet.freeze_panes(1, 0)
        made.sheet.write_comment(1, 1, "a remark")
        made.sheet.protect()
        for row in range(40, 3000):
            made.sheet.write_blank(row, 1, None, made.format("0.00"))

    yield book(bench, "accept|flag", do=do)


@kind(GROUP, every=2)
def lie_about_the_size(bench: Bench) -> Iterator[Mutant]:
    """The sheet says that it holds one cell, and holds a table."""
    data = small(bench)
    sheet = part(data, SHEET)
    start = sheet.index(b'<dimension ref="') + len(b'<dimension ref="')
    end = sheet.index(b'"', start)
    data = with_parts(data, {SHEET: sheet[:start] + b"A1" + sheet[end:]})
    yield book(bench, "accept|flag|refuse", data=data)


@kind(GROUP)
def headings_spoilt(bench: Bench) -> Iterator[Mutant]:
    """A repeated heading, a blank one, and one that no table knows."""
    name = bench.grid.header[-2]
    texts = bench.grid.column(name)
    twice = bench.grid.with_extra(name, texts[1:] + texts[:1])
    yield book(bench, "refuse", twice, place=at(1, columns=name), variant="repeated")
    blank = bench.grid.with_extra("", ["x"] * len(texts))
    yield book(bench, "refuse|flag", blank, place=at(0, 1), variant="blank")
    other = bench.grid.with_extra("zebra", ["x"] * len(texts))
    yield book(bench, "flag", other, place=at(1, columns="zebra"), variant="unknown")


@kind(GROUP)
def rows_below_a_gap(bench: Bench) -> Iterator[Mutant]:
    """Titles above, a blank row between, and an orphan link: its row is the spreadsheet's."""
    if bench.base.link:
        grid = bench.grid.insert(2, [""] * len(bench.grid.header), None)
        bad = grid.with_cell(4, bench.base.link, "no_such_source")
        place = at(bad.number(4), columns=bench.base.link)
        yield book(bench, "refuse", bad, place=place)


@kind(GROUP, every=2)
def stray_cells(bench: Bench) -> Iterator[Mutant]:
    """A remark far to the right of a row, or far below the last."""
    row = bench.grid.number(2)
    wide = len(bench.grid.header) + 4
    yield book(
        bench,
        "refuse|flag",
        do=lambda made: made.put(row - 1, wide, f"{CANARY} check this"),
        place=at(0, 1, row),
        variant="right",
    )
    yield book(
        bench,
        "refuse|flag",
        do=lambda made: made.put(2999, 2, f"{CANARY} check this"),
        place=at(3000),
        variant="below",
    )


@kind(GROUP)
def total_row(bench: Bench) -> Iterator[Mutant]:
    """A row of totals below the others."""
    if bench.base.of_kind("integer", "number"):
        grid = bench.grid.append(["Total", *summed(bench)[1:]], None)
        place = at(grid.number(len(bench.grid.rows)))
        yield book(bench, "refuse|flag", grid, place=place, gained=frozenset({"Total"}))


@kind(GROUP, every=2)
def key_twice_as_number_and_text(bench: Bench) -> Iterator[Mutant]:
    """A key stands as a number over one row and as a text over another."""
    other = [("4711", *row[1:]) for row in bench.grid.rows[1:3]]
    grid = bench.grid.append(other[0], None).append(other[1], None)
    first, second = len(grid.rows) - 2, len(grid.rows) - 1
    data = xlsx(
        bench.base, grid, lambda made: made.sheet.write_string(grid.number(second) - 1, 0, "4711")
    )
    place = at(grid.number(first), grid.number(second))
    yield book(bench, "refuse", grid, data=data, place=place, gained=frozenset({"4711"}))


@kind(GROUP)
def password_protected(bench: Bench) -> Iterator[Mutant]:
    """A workbook with a password: an OLE file that holds an encrypted package."""
    names = "EncryptionInfo\0EncryptedPackage\0".encode("utf-16-le")
    data = OLE + bytes(504) + names.ljust(1024, b"\0") + bytes(range(256)) * 16
    yield book(bench, "refuse", data=data)


@kind(GROUP, every=2)
def old_or_other_workbook(bench: Bench) -> Iterator[Mutant]:
    """An XLS, an XLSB, or a Numbers file, under its own ending and under that of an XLSX."""
    old = OLE + bytes(504) + "Workbook\0".encode("utf-16-le") + bytes(2048)
    binary = with_parts(small(bench), {"xl/workbook.xml": None, "xl/workbook.bin": bytes(64)})
    for ending, data in (("xls", old), ("xlsb", binary)):
        name = f"{bench.base.name}.{ending}"
        yield bench.mutant("refuse", data=data, name=name, variant=ending)
        yield book(bench, "refuse", data=data, variant=f"{ending}-called-xlsx")


@kind(GROUP)
def macros(bench: Bench) -> Iterator[Mutant]:
    """A workbook with macros, under its own ending and under that of an XLSX."""
    types = part(small(bench), "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    data = with_parts(small(bench), {VBA: OLE + bytes(512), "[Content_Types].xml": types})
    name = f"{bench.base.name}.xlsm"
    yield bench.mutant("refuse", data=data, name=name, variant="xlsm")
    yield book(bench, "refuse|flag", data=data, variant="called-xlsx")


@kind(GROUP)
def cut_workbook(bench: Bench) -> Iterator[Mutant]:
    """A workbook that was cut in transfer."""
    data = small(bench)
    yield book(bench, "refuse", data=data[: len(data) // 2], variant="half")
    yield book(bench, "refuse", data=data[:-30], variant="end")
    yield book(bench, "refuse", data=data[:4], variant="start")


@kind(GROUP, every=2)
def broken_parts(bench: Bench) -> Iterator[Mutant]:
    """A workbook with a part missing, cut or damaged."""
    data = small(bench)
    sheet = part(data, SHEET)
    yield book(bench, "refuse", data=with_parts(data, {SHEET: None}), variant="no-sheet")
    no_book = with_parts(data, {"xl/workbook.xml": None})
    yield book(bench, "refuse", data=no_book, variant="no-workbook")
    cut = with_parts(data, {SHEET: sheet[: len(sheet) * 2 // 3]})
    yield book(bench, "refuse", data=cut, variant="cut-sheet")
    no_strings = with_parts(data, {STRINGS: None})
    yield book(bench, "refuse", data=no_strings, variant="no-strings")
    start = data.index(b"PK\x03\x04", data.index(SHEET.encode()) - 60) + 80
    flipped = bytearray(data)
    for offset in range(start, start + 40):
        flipped[offset] ^= 0xFF
    yield book(bench, "refuse", data=bytes(flipped), variant="damaged")


@kind(GROUP, every=2)
def entities(bench: Bench) -> Iterator[Mutant]:
    """A sheet whose XML declares entities, to read a file or to grow without end."""
    data = small(bench)
    sheet = part(data, SHEET)
    head, body = sheet.split(b"?>", 1)
    grows = b"".join(
        b'<!ENTITY e%d "%s">' % (number, b"&e%d;" % (number - 1) * 10) for number in range(1, 12)
    )
    outside = b'<!DOCTYPE worksheet [<!ENTITY e0 SYSTEM "file:///etc/hostname">]>'
    inside = b'<!DOCTYPE worksheet [<!ENTITY e0 "ha">' + grows + b"]>"
    for variant, doctype in (("outside", outside), ("growing", inside)):
        text = body.replace(b"</sheetData>", b"</sheetData><!-- &e11; -->")
        changed = with_parts(data, {SHEET: head + b"?>" + doctype + text})
        yield book(bench, "refuse", data=changed, variant=variant)
    strings = part(data, STRINGS).replace(b"?>", b"?>" + inside.replace(b"worksheet", b"sst"), 1)
    strings = strings.replace(b"<t>source_id</t>", b"<t>source_id</t><t>&e11;</t>")
    yield book(bench, "refuse", data=with_parts(data, {STRINGS: strings}), variant="strings")


@kind(GROUP, every=3)
def encrypted_parts(bench: Bench) -> Iterator[Mutant]:
    """A zip whose entries are marked as encrypted."""
    yield book(bench, "refuse", data=marked_encrypted(small(bench)))


@kind(GROUP, every=3)
def part_twice(bench: Bench) -> Iterator[Mutant]:
    """A zip with two sheets under one name: readers differ in which they take."""
    data = small(bench)
    cut = Grid(bench.grid.header, bench.grid.rows[:2], bench.grid.keys[:2])
    second = part(xlsx(bench.base, cut), SHEET)
    yield book(bench, "refuse|flag", data=with_part_twice(data, SHEET, second))


@kind(GROUP, every=3)
def part_outside(bench: Bench) -> Iterator[Mutant]:
    """A zip with an entry named to land outside: nothing is unpacked, so the table may be read."""
    data = with_parts(small(bench), {"../../outside.txt": b"words"})
    yield book(bench, "accept|flag|refuse", data=data)


@kind(GROUP, every=3)
def no_rows(bench: Bench) -> Iterator[Mutant]:
    """A workbook with a blank sheet."""
    made = Book()
    made.book.add_worksheet()
    yield book(bench, "refuse|flag", data=made.done())


@kind(GROUP, every=11)
def zip_bomb(bench: Bench) -> Iterator[Mutant]:
    """A workbook of some hundred kilobytes that unpacks to two hundred megabytes."""
    yield book(bench, "refuse", data=bomb())


@kind(GROUP, every=2)
def workbook_called_csv(bench: Bench) -> Iterator[Mutant]:
    """An XLSX with the ending of a CSV: refused, or read rightly and said."""
    yield bench.mutant("refuse|flag", data=small(bench))


@kind(GROUP, every=3)
def name_in_capitals(bench: Bench) -> Iterator[Mutant]:
    """The ending of the name in capitals."""
    yield bench.mutant("accept", data=small(bench), name=f"{bench.base.name}.XLSX", place=Place())
