"""Large evidence: millions of rows become values, and every row is accounted for."""

from __future__ import annotations

import csv
import hashlib
import io
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib.contract import table
from evidence_lib.loaders.grid import ArrivedFile
from evidence_lib.loaders.large import counting, delimited, engine, parquet
from evidence_lib.loaders.large.parquet import read_parquet_sheet
from evidence_lib.loaders.large.plan import read_plan
from evidence_lib.loaders.large.reading import LargeReading, plain_number, read_aggregates

duckdb = pytest.importorskip("duckdb")

HEADER = ("pupil_id", "school_year", "simd_quintile", "achieved", "school")
HEADING = ",".join(HEADER) + "\n"
PLAN: dict[str, Any] = {
    "file": "pupils.csv",
    "row_key": ["pupil_id", "school_year"],
    "indicator_id": "p1_reading",
    "definition_version": "1",
    "place": "Glenmarnock",
    "period": {"column": "school_year"},
    "period_kind": "school_year",
    "group_type": "simd_quintile",
    "group": {"column": "simd_quintile"},
    "numerator": {"column": "achieved", "counts": ["yes", "Y"], "not_counts": ["no"]},
    "value": "percent",
    "source_id": "pupil_census",
    "missing": ["*"],
    "allowed": {"simd_quintile": ["1", "2", "3", "4", "5"]},
}


def plan(*without: str, **changes: Any) -> dict[str, Any]:
    return {key: each for key, each in (PLAN | changes).items() if key not in without}


def read(folder: Path, content: str | bytes, *without: str, **changes: Any) -> LargeReading:
    chosen = plan(*without, **changes)
    data = content.encode() if isinstance(content, str) else content
    (folder / chosen["file"]).write_bytes(data)
    (reading,) = read_aggregates(folder, [chosen])
    assert reading.read == reading.kept + reading.refused + reading.duplicates
    return reading


def broken(reading: LargeReading) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.rule) for each in reading.problems]


def accounts(reading: LargeReading) -> tuple[int, int, int, int]:
    return reading.read, reading.kept, reading.refused, reading.duplicates


def values(reading: LargeReading) -> list[dict[str, str]]:
    header = reading.text.header
    return [dict(zip(header, cells, strict=True)) for cells in reading.text.rows.values()]


def parts(reading: LargeReading) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (row["period"], row["group"]): (int(row["numerator"]), int(row["denominator"]))
        for row in values(reading)
    }


def to_parquet(path: Path, select: str) -> None:
    duckdb.connect().execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")


def test_a_row_of_the_file_is_counted_in_its_period_and_group(tmp_path: Path) -> None:
    rows = "A,2018,1,yes,x\nB,2018,1,no,x\nC,2018,2,Y,x\nD,2019,1,yes,x\n"
    reading = read(tmp_path, HEADING + rows)
    assert reading.problems == reading.flags == ()
    assert accounts(reading) == (4, 4, 0, 0)
    assert parts(reading) == {("2018", "1"): (1, 2), ("2018", "2"): (1, 1), ("2019", "1"): (1, 1)}
    assert list(reading.text.rows) == [2, 3, 4]
    first = values(reading)[0]
    assert first["value"] == "50"
    assert (first["place"], first["group_type"]) == ("Glenmarnock", "simd_quintile")
    assert (first["value_type"], first["source_id"]) == ("raw", "pupil_census")
    assert first["note"] == "counted from 2 row(s) of pupils.csv"


def test_the_rows_made_have_the_headings_of_the_contract(tmp_path: Path) -> None:
    reading = read(tmp_path, HEADING + "A,2018,1,yes,x\n")
    assert reading.text.header == tuple(each.name for each in table("indicator_values").columns)
    assert reading.text.file == reading.file == "pupils.csv"


def test_the_checksum_is_that_of_the_file_and_the_reading_says_how_it_was_read(
    tmp_path: Path,
) -> None:
    content = HEADING + "A,2018,1,yes,x\n"
    reading = read(tmp_path, content)
    assert reading.sha256 == reading.text.sha256 == hashlib.sha256(content.encode()).hexdigest()
    assert reading.read_as == reading.text.read_as == "CSV, UTF-8, comma"


def test_a_key_is_the_same_whenever_the_same_is_said_and_no_other_has_it(tmp_path: Path) -> None:
    rows = "A,2018,1,yes,x\nB,2018/19,1,yes,x\nC,2018-19,1,yes,x\n"
    first, again = (read(tmp_path, HEADING + each) for each in (rows, rows + "D,2017,1,no,x\n"))
    keys = {row["period"]: row["value_id"] for row in values(first)}
    assert len(set(keys.values())) == 3
    later = {row["period"]: row["value_id"] for row in values(again)}
    assert keys.items() < later.items()


def test_also_all_adds_a_row_for_all_groups_of_each_period(tmp_path: Path) -> None:
    rows = "A,2018,1,yes,x\nB,2018,2,no,x\nC,2018,2,no,x\nD,2019,1,yes,x\nE,2018,3,*,x\n"
    reading = read(tmp_path, HEADING + rows, also_all=True)
    together = [row for row in values(reading) if row["group_type"] == "all"]
    assert [(row["period"], row["group"]) for row in together] == [("2018", "all"), ("2019", "all")]
    assert (together[0]["numerator"], together[0]["denominator"]) == ("1", "3")
    assert together[0]["note"].endswith("1 more left out as missing")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("percent", "33.333333"), ("share", "0.333333"), ("rate_per_1000", "333.333333")],
)
def test_a_value_is_of_the_rows_that_have_an_answer(
    tmp_path: Path, value: str, expected: str
) -> None:
    rows = "A,2018,1,yes,x\nB,2018,1,no,x\nC,2018,1,no,x\nD,2018,1,*,x\n"
    (row,) = values(read(tmp_path, HEADING + rows, value=value))
    assert (row["value"], row["numerator"], row["denominator"]) == (expected, "1", "3")


def test_a_mean_is_exact_and_has_no_numerator(tmp_path: Path) -> None:
    rows = "".join(f"P{each},2018,1,0.1,x\n" for each in range(10))
    rows += "Q,2018,1,-12.75,x\nR,2018,1,*,x\n"
    reading = read(tmp_path, HEADING + rows, "numerator", value={"mean_of": "achieved"})
    (row,) = values(reading)
    assert row["value"] == plain_number(Fraction(-1175, 1100), 6) == "-1.068182"
    assert (row["numerator"], row["denominator"]) == ("", "11")
    assert reading.problems == ()


@pytest.mark.parametrize("cell", ["1e3", "inf", "1,5", "12%", "0x1", "1_000", "1.", "9" * 13])
def test_a_number_that_is_not_plain_is_refused(tmp_path: Path, cell: str) -> None:
    rows = f'A,2018,1,"{cell}",x\nB,2018,1,2,x\n'
    reading = read(tmp_path, HEADING + rows, "numerator", value={"mean_of": "achieved"})
    assert broken(reading) == [(2, "achieved", "not-a-number")]
    assert values(reading)[0]["value"] == "2"


def test_a_group_in_which_nobody_answered_has_no_value(tmp_path: Path) -> None:
    (row,) = values(read(tmp_path, HEADING + "A,2018,1,*,x\n"))
    assert (row["value"], row["value_type"]) == ("", "not_available")
    assert (row["numerator"], row["denominator"]) == ("0", "0")


def test_words_listed_as_missing_leave_both_parts_and_are_flagged(tmp_path: Path) -> None:
    reading = read(tmp_path, HEADING + "A,2018,1,yes,x\nB,2018,1,*,x\nC,2018,1,*,x\n")
    assert accounts(reading) == (3, 3, 0, 0)
    assert parts(reading) == {("2018", "1"): (1, 1)}
    (flag,) = reading.flags
    assert (flag.column, flag.rule) == ("achieved", "left-out")
    assert flag.message.startswith("2 row(s)")


@pytest.mark.parametrize(
    "mark", ["c", "[c]", "..", "-", "dna", "z", "[x]", "<5", "fewer than 5", "NA", "N/A", "nan"]
)
def test_a_mark_that_is_not_listed_is_refused_as_no_answer(tmp_path: Path, mark: str) -> None:
    reading = read(tmp_path, HEADING + f"A,2018,1,yes,x\nB,2018,1,{mark},x\n")
    assert broken(reading) == [(3, "achieved", "no-answer")]
    assert parts(reading) == {("2018", "1"): (1, 1)}


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        (",2018,1,yes,x", "pupil_id", "required"),
        ("B,,1,yes,x", "school_year", "required"),
        ("B,2018,,yes,x", "simd_quintile", "required"),
        ("B,2018,1,,x", "achieved", "required"),
        ("B,2018,6,yes,x", "simd_quintile", "unknown-word"),
        ("B,2018,1,YES,x", "achieved", "unknown-word"),
        ("B,[x],1,yes,x", "school_year", "missing-mark"),
        ("*,2018,1,yes,x", "pupil_id", "missing-mark"),
    ],
)
def test_a_cell_that_breaks_a_rule_is_named_by_row_and_column(
    tmp_path: Path, row: str, column: str, rule: str
) -> None:
    reading = read(tmp_path, f"{HEADING}A,2018,1,yes,x\n{row}\n")
    assert broken(reading) == [(3, column, rule)]
    assert accounts(reading) == (2, 1, 1, 0)


def test_a_single_letter_may_be_a_pupil(tmp_path: Path) -> None:
    assert read(tmp_path, HEADING + "C,2018,1,yes,x\n").problems == ()


def test_a_mark_may_be_a_word_of_a_group_that_lists_it(tmp_path: Path) -> None:
    changes = {"group": {"column": "school"}, "allowed": {"school": ["c", ""]}}
    reading = read(tmp_path, HEADING + "A,2018,1,yes,c\nB,2018,1,yes,\nC,2018,1,no,d\n", **changes)
    assert broken(reading) == [(4, "school", "unknown-word")]
    assert parts(reading) == {("2018", ""): (1, 1), ("2018", "c"): (1, 1)}


def test_a_rule_is_said_once_with_its_count_and_first_rows(tmp_path: Path) -> None:
    rows = "".join(f"P{each},2018,9,perhaps,x\n" for each in range(1500))
    reading = read(tmp_path, HEADING + rows)
    assert broken(reading) == [
        (2, "simd_quintile", "unknown-word"),
        (2, "achieved", "unknown-word"),
    ]
    assert reading.problems[0].message.endswith("1,500 rows (2, 3, 4, 5, 6 and 1,495 more)")
    assert "perhaps" not in str(reading.problems)


def test_a_repeated_row_counts_once_and_one_that_differs_is_refused(tmp_path: Path) -> None:
    rows = "A,2018,1,yes,x\nB,2018,1,no,x\nA,2018,1,yes,x\nA,2018,1,no,x\nA,2019,1,yes,x\n"
    reading = read(tmp_path, HEADING + rows)
    assert accounts(reading) == (5, 3, 1, 1)
    assert broken(reading) == [(5, "pupil_id, school_year", "repeated-key")]
    assert [(flag.row, flag.rule) for flag in reading.flags] == [(4, "repeated-row")]
    assert parts(reading) == {("2018", "1"): (1, 2), ("2019", "1"): (1, 1)}


def test_rows_that_differ_in_a_column_no_plan_names_are_not_the_same(tmp_path: Path) -> None:
    reading = read(tmp_path, HEADING + "A,2018,1,yes,x\nA,2018,1,yes,y\n")
    assert broken(reading) == [(3, "pupil_id, school_year", "repeated-key")]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("B,2018,1,yes", "short-row"),
        ("B", "short-row"),
        ("B,2018,1,yes,x,y", "surplus-cells"),
        ("B,2018,1,yes,x,", "surplus-cells"),
        ("B,2018,1,yes,x,,", "surplus-cells"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_of_another_length_is_refused_by_its_number(
    tmp_path: Path, row: str, rule: str, end: str
) -> None:
    lines = [HEADING.strip(), "A,2018,1,yes,x", row, "C,2018,1,no,x", ""]
    reading = read(tmp_path, end.join(lines))
    assert broken(reading) == [(3, "", rule)]
    assert accounts(reading) == (3, 2, 1, 0)
    assert parts(reading) == {("2018", "1"): (1, 2)}


def test_a_short_and_a_surplus_row_do_not_make_up_for_each_other(tmp_path: Path) -> None:
    rows = "A,2018,1,yes\nB,2018,1,yes,x,\nC,2018,1,no,x\n"
    reading = read(tmp_path, HEADING + rows)
    assert broken(reading) == [(3, "", "surplus-cells"), (2, "", "short-row")]
    assert accounts(reading) == (3, 1, 2, 0)


@pytest.mark.parametrize("between", ["\n", "\n\n", "   \n", ",,,,\n", " , ,,,\n", '"","","",,\n'])
@pytest.mark.parametrize("first", ["A,2018,1,yes,x", 'A,2018,1,yes,"x\ny\nz"'])
def test_blank_rows_and_line_breaks_in_cells_move_no_row_number(
    tmp_path: Path, between: str, first: str
) -> None:
    reading = read(tmp_path, f"{HEADING}{first}\n{between}B,2018,6,yes,x\n")
    row = 4 if between != "\n\n" else 5
    assert broken(reading) == [(row, "simd_quintile", "unknown-word")]
    assert accounts(reading) == (2, 1, 1, 0)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_part_cells_and_the_reading_says_so(
    tmp_path: Path, separator: str
) -> None:
    text = (HEADING + "A,2018,1,yes,x\nB,2018,2,no,x\n").replace(",", separator)
    reading = read(tmp_path, text.replace("x\n", '"x, y"\n', 1))
    assert reading.problems == ()
    assert parts(reading) == {("2018", "1"): (1, 1), ("2018", "2"): (0, 1)}
    assert reading.read_as.endswith({";": "semicolon", "\t": "tab"}[separator])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_line_ending_and_a_mark_of_utf_8_read_alike(
    tmp_path: Path, end: str, last: bool, mark: str
) -> None:
    lines = [HEADING.strip(), "A,2018,1,yes,x", "B,2018,1,no,x", "C,2018,2,yes,é"]
    reading = read(tmp_path, mark + end.join(lines) + (end if last else ""))
    assert reading.problems == ()
    assert parts(reading) == {("2018", "1"): (1, 2), ("2018", "2"): (1, 1)}


def test_line_endings_that_change_on_the_way_lose_no_row(tmp_path: Path) -> None:
    text = HEADING + "A,2018,1,yes,x\r\nB,2018,1,no,x\nC,2018,1,no,x\rD,2018,1,no,x\n"
    assert accounts(read(tmp_path, text)) == (4, 4, 0, 0)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2003", "\x0b", "\t"])
def test_spaces_around_a_cell_mean_nothing(tmp_path: Path, space: str) -> None:
    text = f"{HEADING}A,2018,1,{space}yes{space},x\nA{space},2018,{space}1,yes,x\n"
    reading = read(tmp_path, text)
    assert accounts(reading) == (2, 1, 0, 1)
    assert parts(reading) == {("2018", "1"): (1, 1)}


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty-file"),
        (b"\n\nA,2018\n", "empty-file"),
        (HEADING.encode() + b"A,2018,1,yes,caf\xe9\n", "encoding"),
        (HEADING.encode() + b"A,2018,1,yes,caf\xc3", "encoding"),
        (HEADING.encode("utf-16"), "encoding"),
        (HEADING.encode() + b"A,2018,1,yes,\0\n", "not-csv"),
        (HEADING.encode() + b'A,2018,1,yes,"x"y\n', "not-csv"),
        (HEADING.encode() + b'A,2018,1,yes,"x\n', "not-csv"),
        (HEADING.encode() + b'A,2018,1,yes,"' + b"x" * 1_100_000 + b'"\n', "not-csv"),
        (HEADING.replace("school\n", "\n").encode() + b"A,2018,1,yes,x\n", "blank-heading"),
        (HEADING.replace("school\n", "achieved\n").encode(), "repeated-heading"),
        (b"PAR1" + bytes(20) + b"PAR1", "not-csv"),
    ],
)
def test_a_file_that_is_no_csv_in_utf_8_is_a_problem_and_counts_nothing(
    tmp_path: Path, data: bytes, rule: str
) -> None:
    reading = read(tmp_path, data)
    assert [each.rule for each in reading.problems] == [rule]
    assert accounts(reading) == (0, 0, 0, 0)
    assert not reading.text.rows


def test_an_astray_quotation_mark_is_named_by_its_row(tmp_path: Path) -> None:
    text = HEADING + 'A,2018,1,yes,"a\nb"\n\nB,2018,1,yes,"x"y\n'
    assert broken(read(tmp_path, text)) == [(4, "", "not-csv")]


def test_bytes_are_judged_alike_wherever_one_pass_parts_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"P{each},2018,1,yes,é\r\n" for each in range(20))
    text = HEADING.replace("\n", "\r\n") + rows + "\r\nQ,2018,1,no,é\r\n"
    for size in range(1, 9):
        monkeypatch.setattr(delimited, "BYTES_AT_ONCE", size)
        assert accounts(read(tmp_path, text)) == (21, 21, 0, 0)


def test_rows_keep_their_numbers_when_several_threads_read(tmp_path: Path) -> None:
    wrong = {150_000, 333_333, 599_999}
    rows = "".join(
        f"P{each},2018,{'9' if each in wrong else '1'},yes,a school\n" for each in range(600_000)
    )
    (problem,) = read(tmp_path, HEADING + rows).problems
    assert problem.message.endswith("3 rows (150002, 333335, 600001)")


def test_a_missing_column_is_named_with_the_near_one(tmp_path: Path) -> None:
    text = HEADING.replace("achieved", "Acheived") + "A,2018,1,yes,x\n"
    reading = read(tmp_path, text)
    assert broken(reading) == [(1, "achieved", "missing-column")]
    assert 'did you mean "Acheived"?' in reading.problems[0].message
    assert accounts(reading) == (0, 0, 0, 0)


HOSTILE = ('a"; DROP TABLE arrived; --', "b'); --", "c0", "n", "$path", "{x}", 'd""', "select *")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("file", ["pupils.csv", "pupils.parquet"])
def test_hostile_headings_and_words_are_only_text(tmp_path: Path, name: str, file: str) -> None:
    frame = {"pupil_id": ["A", "B"], name: [name, "no"], "$text0": ["1", "2"]}
    if file.endswith("csv"):
        pd.DataFrame(frame).to_csv(tmp_path / file, index=False)
    else:
        quoted = [f"""'{cell.replace("'", "''")}'""" for cell in (name, "no")]
        heading = name.replace('"', '""')
        to_parquet(
            tmp_path / file,
            f"""SELECT * FROM (VALUES ('A', {quoted[0]}, '1'), ('B', {quoted[1]}, '2'))
            AS given(pupil_id, "{heading}", "$text0")""",
        )
    counted = {"column": name, "counts": [name], "not_counts": ["no"]}
    changes = {"row_key": ["pupil_id"], "period": name, "group": {"column": "$text0"}}
    chosen = plan("allowed", file=file, numerator=counted, **changes)
    (reading,) = read_aggregates(tmp_path, [chosen])
    assert reading.problems == ()
    assert parts(reading) == {(name.strip(), "1"): (1, 1), (name.strip(), "2"): (0, 1)}


@pytest.mark.parametrize("name", ["p[1]", "p*", "p?", "p{a,b}", "it's $1; é"])
@pytest.mark.parametrize("folder_name", ["plain", "[ab] {c,d} *"])
def test_the_name_of_a_file_or_folder_is_never_a_pattern(
    tmp_path: Path, name: str, folder_name: str
) -> None:
    folder = tmp_path / folder_name
    folder.mkdir()
    rows = "SELECT 'A' AS pupil_id, '2018' AS school_year, '1' AS simd_quintile, 'no' AS achieved"
    to_parquet(tmp_path / "p1.parquet", rows)
    to_parquet(tmp_path / "right.parquet", rows.replace("'no'", "'yes'"))
    (folder / "p1.csv").write_text(HEADING + "A,2018,1,no,x\n", encoding="utf-8")
    (folder / "p1.parquet").write_bytes((tmp_path / "p1.parquet").read_bytes())
    right = (tmp_path / "right.parquet").read_bytes()
    for reading in (
        read(folder, HEADING + "A,2018,1,yes,x\n", file=f"{name}.csv"),
        read(folder, right, file=f"{name}.parquet"),
    ):
        assert reading.problems == ()
        assert parts(reading) == {("2018", "1"): (1, 1)}


def test_rows_that_the_engine_loses_are_missed_and_read_the_slower_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = delimited._source

    def losing(width: int, separator: str, header: bool) -> str:
        told = ", new_line = '\\n')" if header else ")"
        return honest(width, separator, header).removesuffix(")") + told

    monkeypatch.setattr(delimited, "_source", losing)
    text = (HEADING + "A,2018,1,yes,x\nB,2018,1,no,x\n").replace("\n", "\r\n")
    assert accounts(read(tmp_path, text)) == (2, 2, 0, 0)


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    readings = read_aggregates(tmp_path, [plan(), plan(file="folder.csv")])
    assert [each.problems[0].rule for each in readings] == ["missing-file", "missing-file"]


def test_a_file_that_changes_under_the_reading_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = delimited.checked_heading

    def changing(header: tuple[str, ...]) -> tuple[str, ...]:
        with (tmp_path / "pupils.csv").open("a", encoding="utf-8") as stream:
            stream.write("B,2018,1,no,x\n")
        return before(header)

    monkeypatch.setattr(delimited, "checked_heading", changing)
    reading = read(tmp_path, HEADING + "A,2018,1,yes,x\n")
    assert [each.rule for each in reading.problems] == ["changed-file"]


def test_without_duckdb_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    (problem,) = read(tmp_path, HEADING).problems
    assert problem.rule == "extra-missing"
    assert "evidence-lib[large]" in problem.message
    sheet = read_parquet_sheet(ArrivedFile("small.parquet", b"PAR1"))
    assert [each.rule for each in sheet.problems] == ["extra-missing"]


def test_a_group_by_pupil_is_refused_and_not_written_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_GROUPS", 3)
    rows = "".join(f"P{each},2018,1,yes,x\n" for each in range(4))
    changes = {"group": {"column": "pupil_id"}}
    assert broken(read(tmp_path, HEADING + rows, **changes)) == [(0, "", "too-many-groups")]
    assert read(tmp_path, HEADING + rows[:-18], **changes).problems == ()


def test_too_little_memory_is_a_problem_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MEMORY_LIMIT", "1MB")
    rows = "".join(f"P{each},2018,1,yes,x\n" for each in range(50_000))
    assert [each.rule for each in read(tmp_path, HEADING + rows).problems] == ["too-large"]


def test_the_engine_reaches_no_other_file_and_no_network(tmp_path: Path) -> None:
    inside, outside = tmp_path / "scratch", tmp_path / "outside.csv"
    inside.mkdir()
    outside.write_text("a\n1\n", encoding="utf-8")
    with engine.open_engine(inside) as opened:
        for query in (
            f"SELECT * FROM read_csv('{outside}')",
            f"COPY (SELECT 1) TO '{tmp_path / 'made.csv'}'",
            "INSTALL httpfs",
            "SET enable_external_access = true",
            "SELECT * FROM 'https://glenmarnock.invalid/pupils.csv'",
        ):
            with pytest.raises(duckdb.Error):
                opened.execute(query)
    assert not (tmp_path / "made.csv").exists()


def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    read(tmp_path, HEADING + 'A,2018,1,yes,"x"\n')
    read(tmp_path, HEADING + 'A,2018,1,yes,"x"y\n')
    assert list(scratch.iterdir()) == []


# The same in Parquet


def typed(tmp_path: Path, select: str) -> LargeReading:
    to_parquet(tmp_path / "pupils.parquet", select)
    counted = {"column": "achieved", "counts": ["true"], "not_counts": ["false"]}
    (reading,) = read_aggregates(tmp_path, [plan(file="pupils.parquet", numerator=counted)])
    return reading


def test_typed_columns_of_a_parquet_file_are_read_as_their_text(tmp_path: Path) -> None:
    select = """SELECT i AS pupil_id, DATE '2018-08-01' AS school_year,
        CASE WHEN i < 8 THEN 1.0::DOUBLE END AS simd_quintile, i % 2 = 0 AS achieved
        FROM range(10) AS given(i)"""
    reading = typed(tmp_path, select)
    assert parts(reading) == {("2018-08-01", "1"): (4, 8)}
    assert broken(reading) == [(10, "simd_quintile", "required")]
    assert accounts(reading) == (10, 8, 2, 0)
    assert reading.read_as == "Parquet"
    data = (tmp_path / "pupils.parquet").read_bytes()
    assert reading.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:8],
        lambda data: b"PAR1" + bytes(len(data) - 8) + b"PAR1",
        lambda data: data[:4] + bytes(len(data) // 2 - 4) + data[len(data) // 2 :],
    ],
)
def test_a_cut_or_damaged_parquet_file_is_a_problem(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "pupils.parquet"
    to_parquet(path, "SELECT 'A' || i AS pupil_id FROM range(1000) AS given(i)")
    data = damage(path.read_bytes())
    reading = read(tmp_path, data, file=path.name)
    assert [each.rule for each in reading.problems] == ["damaged-file"]
    sheet = read_parquet_sheet(ArrivedFile(path.name, data))
    assert [each.rule for each in sheet.problems] == ["damaged-file"]


@pytest.mark.parametrize("data", [b"", b"PA", b"PK\x03\x04 nothing", HEADING.encode()])
def test_what_is_no_parquet_is_a_problem(tmp_path: Path, data: bytes) -> None:
    assert broken(read(tmp_path, data, file="pupils.parquet")) == [(0, "", "not-parquet")]
    (problem,) = read_parquet_sheet(ArrivedFile("pupils.parquet", data)).problems
    assert problem.rule == "not-parquet"


def test_bytes_changed_at_random_in_a_parquet_file_never_raise(tmp_path: Path) -> None:
    path = tmp_path / "pupils.parquet"
    to_parquet(path, "SELECT 'A' || i AS pupil_id, i AS other FROM range(100) AS given(i)")
    whole, chance = path.read_bytes(), random.Random(3)
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        sheet = read_parquet_sheet(ArrivedFile(path.name, bytes(data)))
        assert sheet.problems or sheet.rows


# An independent count


@dataclass
class Expected:
    """What a plain reading, row by row, makes of a file: counts, groups and first broken rows."""

    read: int = 0
    kept: int = 0
    refused: int = 0
    duplicates: int = 0
    groups: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    first: dict[tuple[str, str], int] = field(default_factory=dict)

    def note(self, row: int, broken: list[tuple[str, str]]) -> None:
        for each in broken:
            self.first.setdefault(each, row)


MARKS = ("c", "-", "NA", "<5")


def cells_broken(cells: list[str]) -> list[tuple[str, str]]:
    pupil, year, quintile, achieved, _ = cells
    found = [("pupil_id", "required")] if not pupil else []
    found += [("pupil_id", "missing-mark")] if pupil in ("-", "NA") else []
    found += [("school_year", "required")] if not year else []
    found += [("school_year", "missing-mark")] if year in ("c", "-", "NA") else []
    if quintile not in ("1", "2", "3", "4", "5"):
        found.append(("simd_quintile", "unknown-word" if quintile else "required"))
    if achieved not in ("yes", "Y", "no", "*"):
        rule = "required" if not achieved else "unknown-word"
        found.append(("achieved", "no-answer" if achieved in MARKS else rule))
    return found


def expected(text: str, separator: str) -> Expected:
    result = Expected()
    seen: dict[tuple[str, str], list[str]] = {}
    records = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    for row, raw in enumerate(records, start=1):
        cells = [cell.strip() for cell in raw]
        if row == 1 or not any(cells):
            continue
        result.read += 1
        if len(cells) != len(HEADER):
            rule = "short-row" if len(cells) < len(HEADER) else "surplus-cells"
            result.refused += 1
            result.note(row, [("", rule)])
            continue
        key = (cells[0], cells[1])
        earlier = seen.setdefault(key, cells) if all(key) else cells
        if earlier is not cells and earlier == cells:
            result.duplicates += 1
            continue
        found = cells_broken(cells)
        found += [("pupil_id, school_year", "repeated-key")] if earlier is not cells else []
        result.note(row, found)
        result.refused += bool(found)
        result.kept += not found
        if not found:
            group = result.groups.setdefault((cells[1], cells[2]), Counter())
            group["yes" if cells[3] in ("yes", "Y") else cells[3]] += 1
    return result


def agrees(reading: LargeReading, wanted: Expected) -> None:
    assert accounts(reading) == (wanted.read, wanted.kept, wanted.refused, wanted.duplicates)
    assert {(each.column, each.rule): each.row for each in reading.problems} == wanted.first
    assert parts(reading) == {
        key: (group["yes"], group["yes"] + group["no"]) for key, group in wanted.groups.items()
    }


PLAIN = ("x", "Nineton Primary", "é", " x ")
ODD = ('say "hello"', "two\nlines", "a,b", "a;b", "a\tb", "x\u00a0", "'", "\r\n")
CELLS = (
    ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "", "-", " P1", "NA"),
    ("2018", "2018", "2019", "2019", "2018 ", "", "c"),
    ("1", "2", "3", "1", "2", "9", "", "5 "),
    ("yes", "no", "Y", "yes", "no", "*", "c", "<5", "maybe", "", "no "),
)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str]:
    separator = draw(st.sampled_from(",;\t"))
    odd = draw(st.booleans())
    schools = PLAIN + ODD if odd else PLAIN
    whole = st.tuples(*[st.sampled_from(each) for each in (*CELLS, schools)]).map(list)
    rows = draw(st.lists(whole, max_size=12))
    if odd or draw(st.booleans()):
        changes = st.sampled_from([[], ["P8"], [""], *[["P9"] * length for length in (4, 6, 7)]])
        rows += draw(st.lists(changes, max_size=3))
        rows = draw(st.permutations(rows))
    rows += draw(st.lists(st.sampled_from(rows), max_size=3)) if rows else []
    written = io.StringIO()
    quoting = csv.QUOTE_ALL if odd and draw(st.booleans()) else csv.QUOTE_MINIMAL
    end = draw(st.sampled_from(["\n", "\r\n"]))
    csv.writer(written, delimiter=separator, quoting=quoting, lineterminator=end).writerows(
        [HEADER, *rows]
    )
    return written.getvalue(), separator


def agrees_with_a_plain_reading(made: tuple[str, str]) -> None:
    text, separator = made
    with TemporaryDirectory() as folder:
        agrees(read(Path(folder), text), expected(text, separator))


@settings(max_examples=40, deadline=None)
@given(files())
def test_every_row_is_accounted_for_as_a_plain_reading_row_by_row_does(
    made: tuple[str, str],
) -> None:
    agrees_with_a_plain_reading(made)


@pytest.mark.slow
@settings(max_examples=220, deadline=None)
@given(files())
def test_every_row_of_many_more_files_is_accounted_for(made: tuple[str, str]) -> None:
    agrees_with_a_plain_reading(made)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_counts_are_those_of_pandas(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    rows = [
        (f"P{each}", chance.choice(["2018", "2019"]), chance.choice("12345"),
         chance.choice(["yes", "no", "*"]), f"School {chance.randrange(20)}")
        for each in range(20_000)
    ]  # fmt: skip
    pupils = pd.DataFrame(rows, columns=HEADER)
    pupils.to_csv(tmp_path / "made.csv", index=False)
    reading = read(tmp_path, (tmp_path / "made.csv").read_bytes())
    answered = pupils[pupils["achieved"] != "*"]
    counts = (
        answered["achieved"].eq("yes").groupby([answered["school_year"], answered["simd_quintile"]])
    )
    assert parts(reading) == {key: (int(one.sum()), int(one.size)) for key, one in counts}
    for row in values(reading):
        exact = Fraction(100 * int(row["numerator"]), int(row["denominator"]))
        assert abs(Fraction(row["value"]) - exact) <= Fraction(1, 2 * 10**6)


def test_a_parquet_file_and_the_same_csv_say_the_same(tmp_path: Path) -> None:
    chance = random.Random(5)
    rows = [[chance.choice(each) for each in (*CELLS, PLAIN)] for _ in range(3000)]
    pd.DataFrame(rows, columns=HEADER).to_csv(tmp_path / "pupils.csv", index=False)
    source = f"SELECT * FROM read_csv('{tmp_path / 'pupils.csv'}', all_varchar = true)"
    to_parquet(tmp_path / "pupils.parquet", source)
    one, other = read_aggregates(tmp_path, [plan(), plan(file="pupils.parquet")])
    assert accounts(one) == accounts(other)
    assert broken(one) == broken(other)
    assert parts(one) == parts(other)
    assert one.duplicates
    assert one.refused
    assert one.kept


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.333333"),
        (Fraction(200, 3), "66.666667"),
        (Fraction(100), "100"),
        (Fraction(1, 2_000_000), "0"),
        (Fraction(3, 2_000_000), "0.000002"),
        (Fraction(-1, 3_000_000), "0"),
        (Fraction(10**15), "1" + "0" * 15),
    ],
)
def test_a_number_is_written_in_plain_digits(value: Fraction, text: str) -> None:
    assert plain_number(value, 6) == text


# What a plan may say


@pytest.mark.parametrize(
    ("without", "changes", "key", "rule"),
    [
        ("", {"perriod": "x"}, "perriod", "unknown-key"),
        ("place", {}, "place", "required"),
        ("numerator", {}, "numerator", "required"),
        ("", {"file": 3}, "file", "wrong-type"),
        ("", {"file": "../pupils.csv"}, "file", "not-a-file-name"),
        ("", {"file": "/pupils.csv"}, "file", "not-a-file-name"),
        ("", {"file": "a\\pupils.csv"}, "file", "not-a-file-name"),
        ("", {"file": "pupils.xlsx"}, "file", "unknown-format"),
        ("", {"row_key": "pupil_id"}, "row_key", "wrong-type"),
        ("", {"row_key": []}, "row_key", "required"),
        ("", {"row_key": ["a", "a"]}, "row_key", "repeated-word"),
        ("", {"definition_version": 1}, "definition_version", "wrong-type"),
        ("", {"indicator_id": "  "}, "indicator_id", "required"),
        ("", {"period": 2018}, "period", "wrong-type"),
        ("", {"period": {"colum": "x"}}, "period.colum", "unknown-key"),
        ("", {"period": {}}, "period.column", "required"),
        ("", {"period": {"column": 1}}, "period.column", "wrong-type"),
        ("", {"period_kind": "schoolyear"}, "period_kind", "unknown-word"),
        ("", {"group_type": "quintile"}, "group_type", "unknown-word"),
        ("", {"numerator": "achieved"}, "numerator", "wrong-type"),
        ("", {"numerator": {"column": "a", "counts": ["y"]}}, "numerator.not_counts", "required"),
        ("", {"value": "pct"}, "value", "unknown-word"),
        ("", {"value": {"mean": "a"}}, "value.mean", "unknown-key"),
        ("", {"value": {"mean_of": "score"}}, "numerator", "contradiction"),
        ("", {"missing": ["yes"]}, "numerator", "contradiction"),
        ("", {"missing": "*"}, "missing", "wrong-type"),
        ("", {"allowed": {"simd_quintile": [1, 2]}}, "allowed.simd_quintile", "wrong-type"),
        ("", {"allowed": ["1"]}, "allowed", "wrong-type"),
        ("", {"allowed": {"achieved": ["yes"]}}, "allowed", "contradiction"),
        ("", {"also_all": "yes"}, "also_all", "wrong-type"),
        ("", {"also_all": True, "group_type": "all"}, "also_all", "contradiction"),
    ],
)
def test_a_mistake_in_a_plan_is_named_by_its_key(
    tmp_path: Path, without: str, changes: dict[str, Any], key: str, rule: str
) -> None:
    (reading,) = read_aggregates(tmp_path, [plan(without, **changes)])
    found = [(each.file, each.column, each.rule) for each in reading.problems]
    assert found == [("review.toml", f"aggregates[1].{key}", rule)]
    assert accounts(reading) == (0, 0, 0, 0)


def test_every_mistake_of_a_plan_is_named_at_once() -> None:
    chosen, problems = read_plan({"file": 1, "perod": "2018", "value": "percent"}, 2)
    assert chosen is None
    keys = [each.column.removeprefix("aggregates[2].") for each in problems]
    assert keys[:2] == ["perod", "file"]
    assert 'did you mean "period"?' in problems[0].message
    assert {"row_key", "indicator_id", "period", "group", "source_id"} <= set(keys)


def test_a_plan_that_is_no_table_is_a_problem(tmp_path: Path) -> None:
    (reading,) = read_aggregates(tmp_path, ["pupils.csv"])  # type: ignore[list-item]
    assert [each.rule for each in reading.problems] == ["wrong-type"]


# An ordinary Parquet file


def test_a_parquet_sheet_has_the_text_of_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    to_parquet(
        path,
        """SELECT * FROM (VALUES
        ('E1', DATE '2018-01-29', TIMESTAMP '2018-01-29', true, 2.0::DOUBLE, 0.5::DOUBLE, 1.50),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        ('NA', NULL, TIMESTAMP '2018-01-29 10:30:00', false, -7.0, 1e20, 2.25))
        AS given(event_id, date, "at ""once"" ", flag, whole, part, money)""",
    )
    for arrived in (path, ArrivedFile(path.name, path.read_bytes())):
        sheet = read_parquet_sheet(arrived)
        assert (sheet.file, sheet.read_as, sheet.problems) == (path.name, "Parquet", ())
        assert sheet.rows == {
            1: ("event_id", "date", 'at "once" ', "flag", "whole", "part", "money"),
            2: ("E1", "2018-01-29", "2018-01-29", "true", "2", "0.5", "1.50"),
            4: ("NA", "", "2018-01-29 10:30:00", "false", "-7", "1e+20", "2.25"),
        }
        assert sheet.dates == {(2, 1), (2, 2)}


@pytest.mark.parametrize("limit", [("MOST_ROWS", 9), ("MOST_CELLS", 19), ("MOST_CHARACTERS", 29)])
def test_a_parquet_sheet_that_is_too_large_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: tuple[str, int]
) -> None:
    path = tmp_path / "events.parquet"
    to_parquet(path, "SELECT 'ab' AS a, 'c' AS b FROM range(10)")
    assert len(read_parquet_sheet(path).rows) == 11
    monkeypatch.setattr(parquet, *limit)
    assert [each.rule for each in read_parquet_sheet(path).problems] == ["too-large"]
