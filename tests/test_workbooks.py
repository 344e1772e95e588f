"""Workbooks as they really arrive: what a cell shows is read, what it hides is said or refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from evidence_lib.loaders import archives
from evidence_lib.loaders.grid import ArrivedFile, Sheet
from evidence_lib.loaders.kinds import containers, facts
from evidence_lib.loaders.kinds.containers import refusal
from evidence_lib.loaders.kinds.facts import place_of
from evidence_lib.loaders.kinds.workbooks import read_workbook

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="x"/></manifest:manifest>'
)
EXTENDED = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def xlsx(fill: Callable[[Workbook, Worksheet], object]) -> ArrivedFile:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("items")
        sheet.write_row(0, 0, ["item_id", "summary", "participants"])
        sheet.write_row(1, 0, ["A1", "one", 12])
        fill(workbook, sheet)
    return ArrivedFile("items.xlsx", stream.getvalue())


def ods(rows: str, columns: str = "", head: str = "", styles: str = "") -> ArrivedFile:
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content xmlns:office="{OFFICE}" '
        f'xmlns:table="{TABLE}" xmlns:text="{TEXT}" xmlns:calcext="{EXTENDED}">{styles}'
        "<office:body>"
        f'<office:spreadsheet><table:table table:name="items">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    return ArrivedFile("items.ods", stream.getvalue())


def ods_cell(text: str, more: str = "", value_type: str = "string") -> str:
    return (
        f'<table:table-cell office:value-type="{value_type}" {more}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def ods_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


HEADINGS = ods_row(ods_cell("item_id"), ods_cell("summary"))


def read(file: ArrivedFile) -> Sheet:
    assert refusal(file) is None
    sheets, problems = read_workbook(file)
    assert problems == []
    return sheets[0]


def found(problems: tuple) -> list[tuple[int, str, str]]:
    return [(each.row, each.letter, each.rule) for each in problems]


def test_numbers_dates_and_truths_are_written_as_typed() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(2, 0, datetime(2018, 1, 29), day)
        sheet.write_datetime(2, 1, datetime(2018, 1, 29, 13, 45), day)
        sheet.write_row(2, 2, [7.0, 0.1, True, "007", 1e-7])

    sheet = read(xlsx(fill))
    assert sheet.rows[3] == (
        "2018-01-29", "2018-01-29 13:45:00", "7", "0.1", "TRUE", "007", "0.0000001",
    )  # fmt: skip
    assert sheet.dates == {(3, 0), (3, 1)}


def test_a_number_shown_as_a_percentage_is_read_as_shown() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write(2, 2, 0.45, workbook.add_format({"num_format": "0%"}))
        sheet.write(3, 2, 0.455, workbook.add_format({"num_format": "0.0 %"}))

    rows = read(xlsx(fill)).rows
    assert (rows[3][2], rows[4][2]) == ("45%", "45.5%")


@pytest.mark.parametrize(
    ("fill", "row", "letter", "rule"),
    [
        (lambda w, s: s.write_formula(2, 1, "=1/0", None, "#DIV/0!"), 3, "B", "error-value"),
        (lambda w, s: s.write_formula(2, 2, "=1+1"), 3, "C", "formula-without-value"),
        (lambda w, s: s.write_formula(2, 2, "=1+1", None, ""), 3, "C", "formula-without-value"),
        (lambda w, s: s.write_number(2, 0, 1234567890123456789), 3, "A", "rounded-number"),
        (lambda w, s: s.merge_range(1, 0, 1, 1, "A1"), 2, "A", "merged-cells"),
    ],
)
def test_a_cell_that_does_not_hold_what_it_seems_to_bars_its_row(fill, row, letter, rule) -> None:
    sheet = read(xlsx(fill))
    assert found(sheet.barred) == [(row, letter, rule)]
    assert row not in sheet.rows


def test_cells_merged_downwards_bar_every_row_they_reach() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        for row in (1, 2, 3, 4):
            sheet.write_row(row, 1, ["x", row])
        sheet.merge_range(1, 0, 3, 0, "A1")

    sheet = read(xlsx(fill))
    assert [each.row for each in sheet.barred] == [2, 3, 4]
    assert list(sheet.rows) == [1, 5]


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        (lambda w, s: s.set_row(1, None, None, {"hidden": True}), (2, "", "hidden-row")),
        (lambda w, s: s.set_row(1, 0), (2, "", "hidden-row")),
        (lambda w, s: s.set_column(1, 1, 10, None, {"hidden": True}), (0, "B", "hidden-column")),
        (lambda w, s: s.write_formula(1, 2, "=6+6", None, 12), (2, "C", "formula")),
        (lambda w, s: s.write_string(1, 1, "x" * 32_767), (2, "B", "cut-text")),
    ],
)
def test_what_a_reader_of_the_sheet_would_not_see_is_flagged(fill, expected) -> None:
    sheet = read(xlsx(fill))
    assert found(sheet.flags) == [expected]
    assert sheet.rows[2][2] == "12"


def test_hidden_sheets_are_flagged() -> None:
    def fill(workbook: Workbook, _: Worksheet) -> None:
        workbook.add_worksheet("old").hide()

    sheets, _ = read_workbook(xlsx(fill))
    assert [[flag.rule for flag in sheet.flags] for sheet in sheets] == [[], ["hidden-sheet"]]


def test_an_ods_workbook_is_read_as_an_xlsx_one() -> None:
    rows = HEADINGS + ods_row(
        ods_cell("A1"),
        '<table:table-cell office:value-type="percentage" office:value="0.455"/>',
        '<table:table-cell office:value-type="date" office:date-value="2018-01-29"/>',
    )
    sheet = read(ods(rows))
    assert sheet.rows[2] == ("A1", "45.5%", "2018-01-29")
    assert (2, 2) in sheet.dates


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ('<table:table-cell table:formula="of:=1+1"/>', "formula-without-value"),
        (ods_cell("#DIV/0!", 'calcext:value-type="error"'), "error-value"),
        (ods_cell("x", 'table:number-columns-spanned="2"'), "merged-cells"),
    ],
)
def test_a_cell_of_an_ods_sheet_that_may_not_be_read_bars_its_row(cell: str, rule: str) -> None:
    sheet = read(ods(HEADINGS + ods_row(ods_cell("A1"), cell)))
    assert found(sheet.barred) == [(2, "B", rule)]


def test_hidden_parts_and_formulas_of_an_ods_sheet_are_flagged() -> None:
    hidden = ods_row(ods_cell("A1"), ods_cell("x"), more='table:visibility="collapse"')
    formula = (
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    sheet = read(ods(HEADINGS + hidden + ods_row(ods_cell("A2"), formula), columns))
    assert found(sheet.flags) == [
        (2, "", "hidden-row"),
        (0, "B", "hidden-column"),
        (3, "B", "formula"),
    ]


def test_rows_repeated_beyond_a_sheets_size_are_refused() -> None:
    rows = HEADINGS + ods_row(ods_cell("A1"), more='table:number-rows-repeated="90000000"')
    assert [each.rule for each in read_workbook(ods(rows))[1]] == ["too-large"]


def test_declared_entities_are_refused() -> None:
    head = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    assert [each.rule for each in read_workbook(ods(HEADINGS, head=head))[1]] == ["xml-entities"]


def test_a_workbook_without_its_parts_is_damaged() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    file = ArrivedFile("items.xlsx", stream.getvalue())
    assert [each.rule for each in read_workbook(file)[1]] == ["damaged-workbook"]


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return stream.getvalue()


def with_member(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, b"x")
    return stream.getvalue()


def encrypted_ods() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    return stream.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.xls", b"", "old-workbook"),
        ("a.xlsb", b"", "old-workbook"),
        ("a.xlsm", b"", "macros"),
        ("a.pkl", b"", "pickle"),
        ("a.csv", b"\x80\x04\x95", "pickle"),
        ("a.xlsx", with_member("xl/vbaProject.bin"), "macros"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
        ("a.xlsx", OLE, "wrong-content"),
        ("a.ods", encrypted_ods(), "password-protected"),
        ("a.xlsx", bomb(), "too-large"),
        ("a.xlsx", with_member("x")[:20], "cut-off"),
        ("a.xlsx", b"item_id,summary\n", "cut-off"),
        ("a.xlsx", b"", "empty-file"),
        ("a.csv", with_member("x"), "wrong-content"),
        ("a.csv", b"\x89PNG\r\n", "wrong-content"),
        ("a.csv", b"PAR1....", "wrong-content"),
    ],
    ids=lambda part: part if isinstance(part, str) else "data",  # a zip holds the time it was made
)
def test_a_file_that_may_not_be_opened_is_refused_by_what_it_is(
    name: str, data: bytes, rule: str
) -> None:
    problem = refusal(ArrivedFile(name, data))
    assert problem is not None
    assert (problem.file, problem.rule) == (name, rule)


def test_a_table_under_its_own_ending_may_be_opened() -> None:
    for name, data in (("a.csv", b"a,b\n"), ("a.parquet", b"PAR1"), ("a.sav", b"$FL2")):
        assert refusal(ArrivedFile(name, data)) is None


def test_a_cells_reference_is_its_place() -> None:
    assert place_of("A1") == (1, 0)
    assert place_of("$AB$12") == (12, 27)


def test_days_before_1900_in_a_text_cell_stay_text() -> None:
    sheet = read(xlsx(lambda _, s: s.write_string(2, 1, str(date(1888, 1, 2)))))
    assert sheet.rows[3][1] == "1888-01-02"
    assert sheet.dates == frozenset()


def test_a_file_larger_than_any_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "LARGEST_FILE", 10)
    assert containers.too_large("a.csv", 10) is None
    assert containers.too_large("a.QDPX", 11) is None
    problem = containers.too_large("a.csv", 11)
    assert problem is not None
    assert (problem.row, problem.rule) == (0, "too-large")


def test_an_archive_that_declares_less_than_it_holds_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 1_000)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"0" * 5_000)
    data = stream.getvalue().replace((5_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    problem = refusal(ArrivedFile("a.xlsx", data))
    assert problem is not None
    assert problem.rule in ("too-large", "cut-off")


def test_an_archive_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 1_000)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", b"0" * 1_001)
    problem = refusal(ArrivedFile("a.xlsx", stream.getvalue()))
    assert problem is not None
    assert problem.rule == "too-large"


def test_a_small_file_may_be_as_dense_as_it_likes() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"0" * 5_000_000)
    assert refusal(ArrivedFile("a.xlsx", stream.getvalue())) is None


@pytest.mark.parametrize("parts", [1, 3])
def test_a_dense_workbook_is_refused_before_it_is_unpacked(
    parts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From 40 MB on, one part or all of them together, as with coded projects."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(parts):
            archive.writestr(f"{number}.xml", b"0" * (archives.RATIO_COUNTS_FROM // parts + 1))
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    problem = refusal(ArrivedFile("a.xlsx", stream.getvalue()))
    assert problem is not None
    assert problem.rule == "too-large"


def test_a_member_under_a_password_is_refused() -> None:
    data = bytearray(with_member("x"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    problem = refusal(ArrivedFile("a.xlsx", bytes(data)))
    assert problem is not None
    assert problem.rule == "password-protected"


@pytest.mark.parametrize(
    ("number", "rules"), [(999_999_999_999_999, []), (10**15, ["rounded-number"])]
)
def test_numbers_up_to_15_digits_are_exact(number: int, rules: list[str]) -> None:
    sheet = read(xlsx(lambda _, s: s.write_number(1, 2, number)))
    assert [each.rule for each in sheet.barred] == rules


def test_times_of_day_and_spans_of_time_are_told_from_text() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write_number(2, 1, 0.5, workbook.add_format({"num_format": "hh:mm"}))
        sheet.write_number(2, 2, 1.5, workbook.add_format({"num_format": "[h]:mm"}))

    sheet = read(xlsx(fill))
    assert sheet.rows[3][1] == "12:00:00"
    assert sheet.dates == {(3, 1), (3, 2)}


def test_a_hidden_column_beyond_the_table_says_nothing() -> None:
    sheet = read(xlsx(lambda _, s: s.set_column(9, 20, 10, None, {"hidden": True})))
    assert sheet.flags == ()


def test_formulas_of_a_column_are_named_by_their_first_rows() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        for row in range(1, 8):
            sheet.write_row(row, 0, ["A", "x"])
            sheet.write_formula(row, 2, "=1+1", None, 2)

    (flag,) = read(xlsx(fill)).flags
    assert "(rows 2, 3, 4, 5, 6 and more)" in flag.message


def test_a_sheet_of_more_cells_than_any_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "MOST_CELLS", 5)
    assert [each.rule for each in read_workbook(xlsx(lambda *_: None))[1]] == ["too-large"]


def test_a_stray_cell_far_out_is_refused_before_room_is_made_for_it() -> None:
    file = xlsx(lambda _, sheet: sheet.write(1_048_575, 16_383, "x"))
    assert [each.rule for each in read_workbook(file)[1]] == ["too-large"]
    far = '<table:table-cell table:number-columns-repeated="9999"/>' + ods_cell("x")
    rows = HEADINGS + ods_row(more='table:number-rows-repeated="9999"') + ods_row(far)
    assert [each.rule for each in read_workbook(ods(rows))[1]] == ["too-large"]


def test_blank_cells_to_the_end_of_a_sheet_take_no_room() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16383"/>'
    rest = ods_row(blank, more='table:number-rows-repeated="1048574"')
    assert list(read(ods(HEADINGS + ods_row(ods_cell("A1"), blank) + rest)).rows) == [1, 2]


@pytest.mark.parametrize("form", ['0.0" %"', r"0.0\%", '0" %";-0" %"'])
def test_a_percent_sign_that_is_only_printed_scales_nothing(form: str) -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write(2, 2, 45, workbook.add_format({"num_format": form}))

    assert read(xlsx(fill)).rows[3][2] in ("45", "45 %")


def test_a_sheet_without_its_xml_is_damaged() -> None:
    stream = io.BytesIO()
    whole = io.BytesIO(xlsx(lambda *_: None).data)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'/worksheet"', b'/other"'))
    file = ArrivedFile("items.xlsx", stream.getvalue())
    assert [each.rule for each in read_workbook(file)[1]] == ["damaged-workbook"]


@pytest.mark.parametrize("form", ["mmm-yy", "mmmm yyyy", "[$-809]mmmm yyyy;@", "mm/yyyy"])
def test_a_month_that_a_workbook_keeps_as_a_day_is_read_as_the_month(form: str) -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write_datetime(2, 1, datetime(2018, 5, 1), workbook.add_format({"num_format": form}))

    sheet = read(xlsx(fill))
    assert sheet.rows[3][1] == "2018-05"
    assert sheet.dates == {(3, 1)}


STYLES = (
    '<office:automatic-styles xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    '<number:date-style style:name="N1"><number:month/><number:year/></number:date-style>'
    '<number:date-style style:name="N2"><number:day/><number:month/></number:date-style>'
    '<style:style style:name="ce1" style:data-style-name="N1"/>'
    '<style:style style:name="ce2" style:data-style-name="N2"/></office:automatic-styles>'
)


@pytest.mark.parametrize(
    ("style", "columns", "text"),
    [
        ("ce1", "", "2018-05"),
        ("ce2", "", "2018-05-01"),
        ("", '<table:table-column table:default-cell-style-name="ce1"/>', "2018-05"),
        ("ce2", '<table:table-column table:default-cell-style-name="ce1"/>', "2018-05-01"),
        ("", "<table:table-column/>", "2018-05-01"),
    ],
)
def test_a_month_of_an_ods_sheet_is_read_as_the_month(style: str, columns: str, text: str) -> None:
    named = f'table:style-name="{style}"' if style else ""
    cell = f'<table:table-cell {named} office:value-type="date" office:date-value="2018-05-01"/>'
    assert read(ods(HEADINGS + ods_row(cell), columns, styles=STYLES)).rows[2][0] == text


def test_an_archive_with_two_parts_of_one_name_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"x")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("xl/worksheets/sheet1.xml", b"y")
    problem = refusal(ArrivedFile("a.xlsx", stream.getvalue()))
    assert problem is not None
    assert problem.rule == "repeated-member"


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (7, "000000", "000007"),
        (7, '"S-"0', "S-7"),
        (2016, '0"/17"', "2016/17"),
        (19, "#,##0", "19"),
        (19.5, "0.00", "19.5"),
        (19, "[$£-809]#,##0", "19"),
        (19, "#,##0;(#,##0)", "19"),
    ],
)
def test_a_number_is_read_as_it_is_shown(number: float, form: str, text: str) -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write(2, 2, number, workbook.add_format({"num_format": form}))

    assert read(xlsx(fill)).rows[3][2] == text


@pytest.mark.parametrize(
    "form", ['[<5]"*";0', '"<5";"<5";"<5"', ";;;", "[>=1]0;0%", '0" of "0', '"few";0']
)
def test_a_number_shown_as_something_else_bars_its_row(form: str) -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write(1, 2, 3, workbook.add_format({"num_format": form}))

    assert found(read(xlsx(fill)).barred) == [(2, "C", "shown-otherwise")]


@pytest.mark.parametrize("look", [{"font_script": 1}, {"font_script": 2}, {"font_strikeout": True}])
def test_letters_set_apart_in_a_text_bar_its_row(look: dict) -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write_rich_string(1, 1, "19", workbook.add_format(look), "1")

    assert found(read(xlsx(fill)).barred) == [(2, "B", "letters-apart")]


def test_bold_letters_in_a_text_are_read() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write_rich_string(1, 1, "one ", workbook.add_format({"bold": True}), "two")

    assert read(xlsx(fill)).rows[2][1] == "one two"


def test_a_struck_out_cell_is_flagged() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write(1, 2, 12, workbook.add_format({"font_strikeout": True}))

    assert found(read(xlsx(fill)).flags) == [(2, "C", "struck-out")]


def test_every_cell_of_an_array_formula_is_as_its_first() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write(2, 0, "A2")
        sheet.write_array_formula(1, 2, 2, 2, "{=A1:A2}", None, 19)

    assert found(read(xlsx(fill)).flags) == [(2, "C", "formula")]
    assert "(rows 2, 3)" in read(xlsx(fill)).flags[0].message


def test_a_formula_that_gives_no_text_is_blank() -> None:
    file = rewritten(
        xlsx(lambda _, sheet: sheet.write_formula(1, 1, '=""', None, "x")), b"<v>x</v>", b"<v></v>"
    )
    sheet = read(file)
    assert sheet.rows[2][1] == ""
    assert found(sheet.flags) == [(2, "B", "formula")]


def rewritten(file: ArrivedFile, old: bytes, new: bytes, part: str = "sheet1.xml") -> ArrivedFile:
    """The same workbook with some XML of one part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file.data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            assert not name.endswith(part) or old in data
            after.writestr(name, data.replace(old, new) if name.endswith(part) else data)
    return ArrivedFile(file.name, stream.getvalue())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="C2">', b'<c r="C2"><v>99</v></c><c r="C2">'),
        (b'<row r="2"', b'<row r="2"></row><row r="2"'),
    ],
)
def test_a_cell_or_row_that_stands_twice_is_refused(old: bytes, new: bytes) -> None:
    file = rewritten(xlsx(lambda *_: None), old, new)
    assert [each.rule for each in read_workbook(file)[1]] == ["repeated-cell"]


@pytest.mark.parametrize("value", [b"<v>1<b/>2</v>", b"<v>12</v><v>13</v>"])
def test_a_cell_of_two_values_bars_its_row(value: bytes) -> None:
    file = rewritten(xlsx(lambda *_: None), b"<v>12</v>", value)
    assert found(read(file).barred) == [(2, "C", "odd-value")]


def test_entities_are_refused_in_the_shared_strings_too() -> None:
    file = rewritten(
        xlsx(lambda *_: None), b"<sst", b'<!DOCTYPE x [<!ENTITY a "b">]><sst', "sharedStrings.xml"
    )
    assert [each.rule for each in read_workbook(file)[1]] == ["xml-entities"]


def test_rows_hidden_by_the_whole_sheet_are_flagged() -> None:
    file = rewritten(xlsx(lambda *_: None), b"<sheetFormatPr", b'<sheetFormatPr zeroHeight="1"')
    assert [each.rule for each in read(file).flags] == ["hidden-row", "hidden-row"]


def test_a_text_used_so_often_that_it_fills_the_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(facts, "MOST_LETTERS", 1_000)

    def fill(_: Workbook, sheet: Worksheet) -> None:
        for row in range(2, 12):
            sheet.write(row, 1, "x" * 100)

    assert [each.rule for each in read_workbook(xlsx(fill))[1]] == ["too-large"]


def test_more_merges_than_anybody_makes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "MOST_MERGED", 1)

    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range(3, 0, 3, 1, "x")
        sheet.merge_range(4, 0, 4, 1, "x")

    assert [each.rule for each in read_workbook(xlsx(fill))[1]] == ["too-large"]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("<table:table-cell><text:p>19</text:p></table:table-cell>", "odd-value"),
        (ods_cell("19", value_type="float"), "odd-value"),
        (ods_cell("one<text:line-break/>two"), "odd-value"),
        (ods_cell("Err:502", 'office:value="0"', "float"), "error-value"),
    ],
)
def test_a_cell_of_an_ods_sheet_that_would_lose_something_bars_its_row(
    cell: str, rule: str
) -> None:
    sheet = read(ods(HEADINGS + ods_row(ods_cell("A1"), cell)))
    assert found(sheet.barred) == [(2, "B", rule)]


def test_comments_and_hidden_groups_of_an_ods_sheet_are_flagged() -> None:
    note = (
        '<table:table-cell office:value-type="string"><text:p>x</text:p>'
        "<office:annotation><text:p>see me</text:p></office:annotation></table:table-cell>"
    )
    group = (
        '<table:table-row-group table:display="false">'
        f"{ods_row(ods_cell('A2'))}</table:table-row-group>"
    )
    sheet = read(ods(HEADINGS + ods_row(note) + group + ods_row(ods_cell("A3"))))
    assert found(sheet.flags) == [(3, "", "hidden-row"), (2, "A", "cell-comment")]


def test_a_row_that_stands_no_times_is_damage() -> None:
    rows = HEADINGS + ods_row(ods_cell("A1"), more='table:number-rows-repeated="0"')
    assert [each.rule for each in read_workbook(ods(rows))[1]] == ["damaged-workbook"]


def test_a_zip_that_begins_with_something_else_is_refused() -> None:
    problem = refusal(ArrivedFile("a.xlsx", b"#!/bin/sh\n" + xlsx(lambda *_: None).data))
    assert problem is not None
    assert problem.rule == "cut-off"


@pytest.mark.parametrize("form", ['"Q"0;"-Q"0', "0;0%", '"Q"0;0'])
def test_a_format_of_several_parts_that_print_otherwise_bars_its_row(form: str) -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write(1, 2, 3, workbook.add_format({"num_format": form}))

    sheet = read(xlsx(fill))
    told = [rule for _, _, rule in found(sheet.barred)]
    assert told == ["shown-otherwise"]


def test_raised_letters_of_an_inline_text_bar_its_row_too() -> None:
    raised = (
        b'<c r="B2" t="inlineStr"><is><r><t>19</t></r><r><rPr><vertAlign val="superscript"/>'
        b"</rPr><t>1</t></r></is></c>"
    )
    file = rewritten(xlsx(lambda *_: None), b'<c r="B2" t="s"><v>4</v></c>', raised)
    assert found(read(file).barred) == [(2, "B", "letters-apart")]


def test_digits_that_are_only_parted_are_not_filled_up() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write(2, 2, 7, workbook.add_format({"num_format": '"No "#,##0'}))

    assert read(xlsx(fill)).rows[3][2] == "No 7"
