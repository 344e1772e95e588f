"""Wide tables: every filled cell becomes a row, and every row knows where it stood."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib.errors import Problem
from evidence_lib.loaders.exports.adapted import NEW_COLUMN, Adapted
from evidence_lib.loaders.exports.wide import lengthen
from evidence_lib.loaders.grid import Sheet, column_letter

YEARS = ("2016", "2017")
WIDE = Sheet(
    "wide.csv",
    {
        1: ("indicator_id", "2016", " 2017", "place"),
        3: ("visits", "7", "", "Glenmarnock"),
        4: ("plans", "[c]", "61.5", "Nineton"),
    },
)


def long_of(sheet: Sheet, **more: object) -> Adapted:
    asked = {"into": "period", "values": "value", "columns": YEARS, "key": "value_id", **more}
    return lengthen(sheet, **asked)  # type: ignore[arg-type]


def rules(problems: tuple[Problem, ...]) -> list[str]:
    return [each.rule for each in problems]


def test_each_filled_cell_is_a_row_and_marks_stay() -> None:
    assert long_of(WIDE).sheet.rows == {
        1: ("value_id", "period", "value", "indicator_id", "place"),
        2: ("B3", "2016", "7", "visits", "Glenmarnock"),
        3: ("B4", "2016", "[c]", "plans", "Nineton"),
        4: ("C4", "2017", "61.5", "plans", "Nineton"),
    }


def test_each_row_knows_the_sent_row_and_the_letter_of_its_value() -> None:
    long = long_of(WIDE)
    assert long.place == {1: (1, ""), 2: (3, "B"), 3: (4, "B"), 4: (4, "C")}
    assert long.positions == (NEW_COLUMN, NEW_COLUMN, NEW_COLUMN, 0, 3)


def test_a_key_of_the_sheet_is_joined_with_the_heading() -> None:
    sheet = Sheet(
        "a.csv", {1: ("2016", "Value ID", "2017"), 2: ("1", "V1", "2"), 3: ("3", " ", "")}
    )
    long = long_of(sheet)
    assert long.sheet.rows[1] == ("value_id", "period", "value")
    assert [cells[0] for cells in long.sheet.rows.values()][1:] == ["V1:2016", "V1:2017", "A3"]
    assert long.positions == (1, NEW_COLUMN, NEW_COLUMN)


def test_a_second_column_with_the_heading_of_the_key_is_not_lost() -> None:
    sheet = Sheet("a.csv", {1: ("value_id", "2016", "value_id"), 2: ("V1", "1", "V2")})
    long = long_of(sheet, columns=["2016"])
    assert long.sheet.rows[1] == ("value_id", "period", "value", "value_id")


def test_blank_cells_are_counted_in_a_flag() -> None:
    (flag,) = long_of(WIDE).sheet.flags
    assert (flag.row, flag.rule) == (1, "blank-values")
    assert flag.message.startswith("1 blank")


def test_a_row_without_any_value_is_left_out_and_flagged() -> None:
    sheet = replace(WIDE, rows={**WIDE.rows, 7: ("folders", "", " ", "")})
    long = long_of(sheet)
    assert long.left_out == (7,)
    assert (7, "row-without-values") in [(each.row, each.rule) for each in long.sheet.flags]


def test_headings_can_be_found_by_a_pattern() -> None:
    assert long_of(WIDE, columns=(), pattern=r"20\d\d").sheet.rows == long_of(WIDE).sheet.rows


def test_a_named_heading_is_preferred_to_a_pattern() -> None:
    long = long_of(WIDE, columns=["2017"], pattern=r"20\d\d")
    assert long.sheet.rows[1] == ("value_id", "period", "value", "indicator_id", "2016", "place")


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"columns": ("2016", "2018")}, "missing-column"),
        ({"columns": ("2018",)}, "no-wide-columns"),
        ({"columns": (), "pattern": "19.."}, "no-wide-columns"),
        ({"columns": (), "pattern": ""}, "no-wide-columns"),
        ({"columns": (), "pattern": "("}, "bad-pattern"),
        ({"into": "place"}, "column-in-the-way"),
        ({"values": "Indicator ID"}, "column-in-the-way"),
    ],
)
def test_columns_that_are_not_as_was_said_are_a_problem(
    asked: dict[str, object], rule: str
) -> None:
    long = long_of(WIDE, **asked)
    assert rules(long.sheet.problems) == [rule]
    assert long.sheet.rows == WIDE.rows


def test_a_repeated_heading_of_the_wide_columns_is_a_problem_by_letter() -> None:
    sheet = Sheet("a.csv", {1: ("2016", "2017", "2016"), 2: ("1", "2", "3")})
    (problem,) = long_of(sheet).sheet.problems
    assert (problem.rule, problem.column, problem.letter) == ("repeated-heading", "2016", "C")


def test_a_row_of_another_length_is_barred() -> None:
    sheet = replace(WIDE, rows={**WIDE.rows, 5: ("x", "1"), 6: ("x", "1", "2", "", "3")})
    long = long_of(sheet)
    assert [(each.row, each.rule) for each in long.sheet.barred] == [
        (5, "short-row"), (6, "surplus-cells"),
    ]  # fmt: skip
    assert len(long.sheet.rows) == 4


def test_titles_above_the_headings_are_flagged() -> None:
    below = {row + 1: cells for row, cells in WIDE.rows.items()}
    long = long_of(replace(WIDE, rows={1: ("Invented figures",), **below}))
    assert long.place[2] == (4, "B")
    assert (1, "rows-above-heading") in [(each.row, each.rule) for each in long.sheet.flags]


def test_a_row_of_headings_that_is_named_is_taken() -> None:
    sheet = Sheet("a.csv", {1: ("2016", "of 2016"), 2: ("place", "2016"), 3: ("Nineton", "7")})
    assert long_of(sheet, columns=["2016"]).place[1] == (1, "")
    assert long_of(sheet, columns=["2016"], top=2).place == {1: (2, ""), 2: (3, "B")}


def test_dates_of_a_workbook_move_with_their_cells() -> None:
    sheet = replace(WIDE, dates=frozenset({(3, 1), (4, 3), (4, 0), (1, 1), (3, 2)}))
    assert long_of(sheet).sheet.dates == {(2, 2), (3, 4), (4, 4), (3, 3), (4, 3)}


def test_letters_are_those_of_the_sent_sheet() -> None:
    long = long_of(WIDE, sent=(0, 2, 5, 6))
    assert long.place[2] == (3, "C")
    assert long.sheet.rows[4][0] == "F4"
    assert long.positions[3:] == (0, 6)


def test_a_sheet_that_could_not_be_read_keeps_its_one_problem() -> None:
    sheet = Sheet("a.csv", problems=(Problem("a.csv", 0, "", "encoding", "is UTF-32"),))
    assert long_of(sheet).sheet == sheet


def test_an_empty_sheet_is_a_problem() -> None:
    assert rules(long_of(Sheet("a.csv")).sheet.problems) == ["no-wide-columns"]


def test_five_thousand_columns_become_rows() -> None:
    names = [str(number) for number in range(5000)]
    sheet = Sheet("a.csv", {1: ("place", *names), 2: ("Nineton", *["1"] * 5000)})
    long = long_of(sheet, columns=names)
    assert len(long.sheet.rows) == 5001
    assert long.place[5001] == (2, column_letter(5000))


CELLS = st.sampled_from(["", " ", "2016", "2017", "1", "*", "value_id", "x", "\u00a0"])
ROWS = st.lists(st.lists(CELLS, max_size=5).map(tuple), max_size=6)
DATES = st.frozensets(st.tuples(st.integers(1, 7), st.integers(0, 5)))


@settings(max_examples=300, deadline=None)
@given(ROWS, DATES, st.sampled_from([("2016",), ("2016", "2017"), ()]))
def test_no_sheet_raises_and_no_value_is_lost(
    rows: list[tuple[str, ...]], dates: frozenset[tuple[int, int]], wide: tuple[str, ...]
) -> None:
    sheet = Sheet("a.csv", dict(enumerate(rows, start=1)), dates=dates)
    long = long_of(sheet, columns=wide, pattern="201[67]")
    if long.sheet.problems:
        assert long.sheet.rows == sheet.rows
        return
    top = long.place[1][0]
    turned = [at for at, cell in enumerate(sheet.rows[top]) if cell in (wide or ("2016", "2017"))]
    barred = {each.row for each in long.sheet.barred}
    body = {row: cells for row, cells in sheet.rows.items() if row > top and row not in barred}
    sent = [(row, column_letter(at), cells[at]) for row, cells in body.items() for at in turned
            if cells[at].strip()]  # fmt: skip
    made = [(*long.place[number], cells[2]) for number, cells in long.sheet.rows.items()][1:]
    assert made == sent
    assert {row for row, _, _ in sent} | set(long.left_out) == set(body)
    assert all(len(cells) == len(long.positions) for cells in long.sheet.rows.values())
