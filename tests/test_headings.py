"""Where a table's headings stand, which sheet they stand on, and what becomes of the rest."""

from __future__ import annotations

import pytest

from evidence_lib.errors import Problem
from evidence_lib.loaders import headings
from evidence_lib.loaders.grid import Sheet, TextRows, column_letter
from evidence_lib.loaders.headings import choose_sheet, under_headings

HEADINGS = ("item_id", "summary", "participants")


def sheet(*rows: tuple[str, ...], name: str = "", **more: object) -> Sheet:
    numbered = {number: cells for number, cells in enumerate(rows, start=1) if any(cells)}
    return Sheet("items.xlsx", numbered, name=name, **more)  # type: ignore[arg-type]


def read(*rows: tuple[str, ...], **more: object) -> TextRows:
    return under_headings(sheet(*rows, **more), "item_id")


def test_rows_stand_under_their_headings_with_their_letters() -> None:
    text = read(HEADINGS, ("A1", " one ", "12"))
    assert text.rows == {2: ("A1", "one", "12")}
    assert text.letters == {"item_id": "A", "summary": "B", "participants": "C"}


def test_titles_above_the_headings_are_flagged_and_not_read() -> None:
    text = read(("Table 1",), ("as at June",), HEADINGS, ("A1", "one", "12"))
    assert text.header == HEADINGS
    assert text.header_row == 3
    assert text.rows == {4: ("A1", "one", "12")}
    assert [(each.row, each.rule) for each in text.flags] == [(1, "rows-above-heading")]


def test_a_wide_first_row_is_the_headings_even_where_its_key_is_misspelt() -> None:
    text = read(("itm_id", "summary", "participants"), ("A1", "x", "1"), HEADINGS)
    assert text.header_row == 1
    assert list(text.rows) == [2, 3]


def test_phantom_columns_are_left_out_and_a_value_without_a_heading_refuses_all() -> None:
    assert read((*HEADINGS, ""), ("A1", "x", "1", "")).header == HEADINGS
    text = read((*HEADINGS, ""), ("A1", "x", "1", "stray"))
    assert [(each.row, each.letter, each.rule) for each in text.problems] == [
        (1, "D", "blank-heading")
    ]
    assert text.refused == 1


def test_headings_that_differ_in_dress_only_are_repeated() -> None:
    text = read(("item_id", "Summary", "summary "), ("A1", "x", "y"))
    assert [(each.column, each.letter, each.rule) for each in text.problems] == [
        ("summary", "C", "repeated-heading")
    ]


def test_rows_of_another_length_are_refused_by_number() -> None:
    text = read(HEADINGS, ("A1", "x"), ("A2", "x", "1", "y"), ("A3", "x", "1"))
    assert [(each.row, each.rule) for each in text.problems] == [
        (2, "short-row"),
        (3, "surplus-cells"),
    ]
    assert text.refused == 2


def test_more_columns_than_any_table_has_are_refused() -> None:
    wide = tuple(f"c{number}" for number in range(5_000))
    assert [each.rule for each in read(wide, wide).problems] == ["too-many-columns"]


def test_a_barred_row_counts_as_refused_and_one_above_the_headings_is_only_flagged() -> None:
    barred = (
        Problem("items.xlsx", 1, "", "merged-cells", "the cells A1:C1 are merged"),
        Problem("items.xlsx", 4, "", "error-value", "holds an error"),
    )
    text = read((), (), HEADINGS, barred=barred)
    assert text.refused == 1
    assert [each.row for each in text.problems] == [4]
    assert [(each.row, each.rule) for each in text.flags] == [(1, "merged-cells")]


def choose(*sheets: Sheet, wanted: str = "", taken: tuple[str, ...] = ()) -> tuple[str, list[str]]:
    chosen, flags = choose_sheet(
        sheets, table="evidence_items", key="item_id", wanted=wanted, taken=taken
    )
    return chosen.name, [each.rule for each in (*chosen.problems, *flags)]


ROWS = (HEADINGS, ("A1", "x", "1"))
COVER = sheet(("About this file",), name="Cover")


@pytest.mark.parametrize(
    ("sheets", "wanted", "expected"),
    [
        ((sheet(*ROWS, name="any"),), "", ("any", [])),
        ((sheet(*ROWS, name="a"), sheet(*ROWS, name="Evidence items")), "",
         ("Evidence items", ["sheet-not-read"])),
        ((COVER, sheet(*ROWS, name="data")), "", ("data", ["sheet-not-read"])),
        ((sheet(*ROWS, name="a"), sheet(*ROWS, name="b")), "b", ("b", ["sheet-not-read"])),
        ((sheet(*ROWS, name="a"), sheet(*ROWS, name="b")), "", ("", ["several-sheets"])),
        ((sheet(*ROWS, name="a"), sheet(*ROWS, name="b")), "c", ("", ["no-such-sheet"])),
        ((COVER, sheet(("Contents",), name="Contents")), "", ("", ["no-such-sheet"])),
        ((sheet(*ROWS, name="evidence_items"), sheet(("Column",), name="Notes")), "",
         ("evidence_items", [])),
        ((sheet(*ROWS, name="a"), sheet(name="Sheet2")), "", ("a", [])),
    ],
)  # fmt: skip
def test_a_sheet_is_chosen_for_a_reason_or_not_at_all(sheets, wanted, expected) -> None:
    assert choose(*sheets, wanted=wanted) == expected


def test_a_sheet_that_another_table_reads_is_not_flagged() -> None:
    assert choose(
        sheet(*ROWS, name="evidence_items"), sheet(*ROWS, name="sources"), taken=("sources",)
    ) == ("evidence_items", [])


def test_a_column_is_lettered_as_in_a_spreadsheet() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 701, 702, -1)] == [
        "A", "Z", "AA", "ZZ", "AAA", "",
    ]  # fmt: skip


def test_as_many_columns_as_may_be_are_read() -> None:
    wide = ("item_id", *(f"c{number}" for number in range(999)))
    assert read(wide, wide).problems == ()


def test_a_row_half_as_wide_as_the_widest_is_no_heading() -> None:
    text = read(("as at", "June"), ("a", "b", "c", "d"), ("1", "2", "3", "4"))
    assert text.header_row == 2


def test_rows_that_an_adapter_left_out_count_as_refused() -> None:
    text = under_headings(sheet(HEADINGS, ("A1", "x", "1")), "item_id", left_out=2)
    assert text.refused == 2


def test_a_merged_heading_row_stays_the_reason() -> None:
    barred = (Problem("items.xlsx", 1, "", "merged-cells", "the cells A1:B1 are merged"),)
    text = under_headings(
        Sheet("items.xlsx", {2: ("A1", "x", "1"), 3: ("A2", "", "")}, barred=barred), "item_id"
    )
    assert [each.rule for each in text.flags] == ["merged-cells"]


def test_dates_follow_their_columns_and_rows() -> None:
    text = read(
        ("", "item_id", "date"),
        ("", "A1", "2018-01-29"),
        ("", "A2"),
        dates=frozenset({(2, 2), (3, 1), (9, 9)}),
    )
    assert text.dates == {(2, "date")}


def test_a_refused_file_counts_the_rows_below_its_headings() -> None:
    barred = (
        Problem("items.xlsx", 1, "", "merged-cells", "x"),
        Problem("items.xlsx", 4, "", "error-value", "x"),
    )
    numbered = {2: ("item_id", "a", "a"), 3: ("1", "2", "3")}
    text = under_headings(Sheet("items.xlsx", numbered, barred=barred), "item_id")
    assert text.refused == 2


def test_headings_that_are_merged_are_refused_and_no_row_of_data_is_taken_for_them() -> None:
    barred = (Problem("items.xlsx", 1, "", "merged-cells", "the cells A1:B1 are merged"),)
    rows = {2: ("A1", "x", "1"), 3: ("A2", "y", "2")}
    merged = {1: HEADINGS}
    text = under_headings(Sheet("items.xlsx", rows, barred=barred, barred_rows=merged), "item_id")
    assert text.header == ()
    assert [each.rule for each in text.problems] == ["merged-cells"]
    assert text.refused == 2


def test_rows_of_data_above_the_headings_are_refused_and_counted() -> None:
    wide = ("item_id", "a", "b", "c", "d", "e", "f", "g", "h", "i")
    text = read(("A1", "x", "y", "z"), wide, tuple("1234567890"))
    assert [(each.row, each.rule) for each in text.problems] == [(1, "row-above-headings")]
    assert text.refused == 1


def test_more_rows_than_a_table_is_read_with_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headings, "MOST_ROWS", 2)
    rows = [(f"A{number}", "x", "1") for number in range(3)]
    assert read(HEADINGS, *rows[:2]).problems == ()
    text = read(HEADINGS, *rows)
    assert [each.rule for each in text.problems] == ["too-many-rows"]
    assert text.refused == 3
