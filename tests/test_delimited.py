"""CSV as it really arrives: encodings and separators found and said, damage refused by row."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.loaders.grid import ArrivedFile, Sheet
from evidence_lib.loaders.kinds import delimited
from evidence_lib.loaders.kinds.delimited import read_delimited
from evidence_lib.show import table

KNOWN = ("item_id", "summary", "participants")
TEXT = "item_id,summary,participants\nA1,Café – “quoted”,12\nA2,plain,3\n"


def read(data: bytes) -> Sheet:
    return read_delimited(ArrivedFile("items.csv", data), KNOWN)


def rules(sheet: Sheet) -> list[tuple[int, str]]:
    return [(each.row, each.rule) for each in sheet.problems]


@pytest.mark.parametrize(
    ("encoding", "read_as"),
    [
        ("utf-8", "CSV, UTF-8, comma"),
        ("utf-8-sig", "CSV, UTF-8, comma"),
        ("utf-16", "CSV, UTF-16, comma"),
        ("cp1252", "CSV, cp1252, comma"),
    ],
)
def test_an_encoding_is_found_and_said(encoding: str, read_as: str) -> None:
    sheet = read(TEXT.encode(encoding))
    assert sheet.rows[2] == ("A1", "Café – “quoted”", "12")
    assert sheet.read_as == read_as
    assert [each.rule for each in sheet.flags] == ["read-as-cp1252"] * (encoding == "cp1252")


@pytest.mark.parametrize(("separator", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab")])
def test_a_separator_is_found_by_the_headings_it_parts(separator: str, name: str) -> None:
    text = TEXT.replace("plain", "a; b; c\td").replace(",", separator)
    if separator != ",":
        text = text.replace("a; b; c\td", '"a; b; c\td"')
    sheet = read(text.encode())
    assert sheet.rows[3] == ("A2", "a; b; c\td", "3")
    assert sheet.read_as.endswith(name)


def test_a_first_line_that_names_the_separator_is_no_row() -> None:
    assert read(b"sep=;\r\nitem_id;summary\r\nA1;one, two\r\n").rows == {
        1: ("item_id", "summary"),
        2: ("A1", "one, two"),
    }


def test_what_a_pack_marks_as_text_for_a_spreadsheet_is_read_as_text() -> None:
    texts = ("=1+1", "-2 degrees", "＝1", "a;=1", "\t@A1", "'=1", "'quoted'", "o'clock")
    rows = pd.DataFrame({"item_id": [f"A{n}" for n in range(8)], "summary": texts})
    columns = {"item_id": "item_id", "summary": "summary"}
    written = table(rows, columns, name="items", caption="Items").csv
    sheet = read(written.encode())
    assert tuple(row[1] for row in sheet.rows.values()) == ("summary", *texts)
    assert [each.rule for each in sheet.flags] == ["text-mark"]
    assert "in 6 rows" in sheet.flags[0].message


def test_blank_lines_are_left_out_and_do_not_shift_the_row_numbers() -> None:
    assert list(read(b"item_id,summary\n\nA1,x\n,\nA2,y\n").rows) == [1, 3, 5]


def test_line_ends_of_every_system_part_the_rows() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert list(read(TEXT.replace("\n", end).encode()).rows) == [1, 2, 3]


@pytest.mark.parametrize(
    ("data", "row", "rule"),
    [
        (TEXT.encode("utf-32"), 0, "encoding"),
        (TEXT.encode("utf-16-le"), 0, "not-csv"),
        (b"\xff\xfea\x00b", 0, "encoding"),
        (TEXT.encode() + b"A3,caf\xe9,1\n", 0, "encoding"),
        (TEXT.encode("utf-8-sig") + b"A3,\xe9,1\n", 0, "encoding"),
        (b"item_id,summary\nA1,\x81\n", 0, "encoding"),
        (b"item_id,summary\nA1,a\x00b\n", 0, "not-csv"),
        (b'item_id,summary\nA1,x\nA2,"never closed\n', 3, "not-csv"),
        (b'item_id,summary\nA1,"a"b\n', 2, "not-csv"),
        (b"item_id,summary\nA1," + b"x" * 1_000_001 + b"\n", 2, "long-cell"),
    ],
)
def test_a_damaged_file_is_refused_whole(data: bytes, row: int, rule: str) -> None:
    sheet = read(data)
    assert rules(sheet) == [(row, rule)]
    assert sheet.rows == {}


def test_a_cut_utf8_file_is_not_taken_for_cp1252() -> None:
    whole = "item_id,summary\nA1,é\nA2,é".encode()
    assert rules(read(whole[:-1])) == [(0, "encoding")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfea\x00b", "byte 5"),
        (b"item_id,summary\nA1,\x81\n", "byte 20"),
        (TEXT.encode() + b"A3,caf\xe9,1\n", f"byte {len(TEXT.encode()) + 7}"),
        (b'item_id,summary\nA2,"never closed\n', "was the file cut off?"),
        (b'item_id,summary\nA1,"a"b\n', "stands astray"),
    ],
)
def test_a_refusal_says_where_the_damage_is(data: bytes, words: str) -> None:
    (problem,) = read(data).problems
    assert words in problem.message


def test_utf16_that_holds_a_nul_is_refused() -> None:
    assert rules(read("item_id,summary\nA1,a\0b\n".encode("utf-16"))) == [(0, "not-csv")]


def test_a_separator_that_the_first_line_names_is_obeyed_whatever_fits_better() -> None:
    assert read(b"sep=;\nitem_id,summary\nA1,x\n").rows[1] == ("item_id,summary",)


def test_headings_below_titles_decide_the_separator() -> None:
    text = b"Table 1, as at June, final, checked, sent\n\nitem_id;summary;participants\nA1;x, y;3\n"
    assert read(text).rows[4] == ("A1", "x, y", "3")


def test_what_was_assumed_is_said_of_the_whole_file() -> None:
    assert [flag.row for flag in read(TEXT.encode("cp1252")).flags] == [0]


def test_more_cells_than_any_table_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_CELLS", 9)
    assert rules(read(TEXT.encode())) == []
    assert rules(read(TEXT.encode() + b"A3,x,1\n")) == [(0, "too-large")]


def test_a_cell_that_may_have_swallowed_further_rows_is_flagged() -> None:
    wide = "item_id,summary,a,b,c,d\n"
    sheet = read((wide + 'A1,"x,1,2,3,4\nA2,y",1,2,3,4\nA3,z,1,2,3,4\n').encode())
    assert [(each.row, each.rule) for each in sheet.flags] == [(2, "swallowed-rows")]
    assert list(sheet.rows) == [1, 2, 3]
    fine = read((wide + 'A1,"one, two\nthree, four",1,2,3,4\n').encode())
    assert fine.flags == ()
