"""A council's tracker: actions and indicators come under our headings, staff are left behind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib import terms
from evidence_lib.contract import table
from evidence_lib.errors import Problem
from evidence_lib.loaders.exports.adapted import NEW_COLUMN, Adapted
from evidence_lib.loaders.exports.trackers import (
    ACTION_COLUMNS,
    STATUSES,
    read_actions,
    read_indicators,
)
from evidence_lib.loaders.grid import ArrivedFile, Sheet
from evidence_lib.loaders.kinds.delimited import read_delimited
from tests.conftest import HOUSE

FOLDER = HOUSE / "tests" / "data" / "exports"


def sent(name: str) -> Sheet:
    return read_delimited(ArrivedFile(f"{name}.csv", (FOLDER / f"{name}.csv").read_bytes()))


def column(adapted: Adapted, heading: str) -> list[str]:
    header, *body = adapted.sheet.rows.values()
    return [cells[header.index(heading)] for cells in body]


def actions(*rows: tuple[str, str, str]) -> Adapted:
    header = ("Action Code", "Progress", "Status")
    return read_actions(Sheet("a.csv", dict(enumerate([header, *rows], start=1))))


def said(problems: tuple[Problem, ...]) -> list[tuple[int, str, str, str]]:
    return [(each.row, each.column, each.letter, each.rule) for each in problems]


def test_actions_go_on_under_the_headings_of_the_contract() -> None:
    adapted = read_actions(sent("pentana_actions"))
    assert adapted.sheet.rows[2] == (
        "action_id", "title", "description", "due_on", "progress_pct", "status", "Latest Note",
    )  # fmt: skip
    assert list(adapted.sheet.rows) == [2, 3, 4, 5, 6, 7]
    assert adapted.positions == (0, 1, 2, 3, 4, 5, 8)
    assert column(adapted, "progress_pct") == ["100", "45", "0", "80", "20"]


def test_names_of_staff_are_dropped_and_flagged_by_heading_and_letter() -> None:
    adapted = read_actions(sent("pentana_actions"))
    assert adapted.dropped == ("Assigned To", "Managed By")
    flags = said(adapted.sheet.flags)
    assert (2, "Assigned To", "G", "personal-column-dropped") in flags
    assert (2, "Managed By", "H", "personal-column-dropped") in flags
    assert (1, "", "", "rows-above-heading") in flags


def test_a_column_that_the_review_maps_is_kept() -> None:
    adapted = read_actions(sent("pentana_actions"), keep=["assigned to"])
    assert adapted.dropped == ("Managed By",)
    assert column(adapted, "Assigned To")[0] == "A Nobody"


def test_words_of_status_are_read_only_where_their_meaning_is_sure() -> None:
    assert column(read_actions(sent("pentana_actions")), "status") == [
        "completed", "in_progress", "not_started", "in_progress", "Paused",
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["Assigned", "UNASSIGNED", "Check  Progress", "Resuming"])
def test_words_that_say_who_and_not_how_far_are_read_by_the_progress(word: str) -> None:
    adapted = actions(
        ("A1", "0%", word), ("A2", "5%", word), ("A3", "100%", word), ("A4", "", word)
    )
    assert column(adapted, "status") == ["not_started", "in_progress", word, word]
    (flag,) = adapted.sheet.flags
    assert (flag.rule, flag.letter) == ("status-from-progress", "C")
    assert flag.message.startswith("2 words")


def test_statuses_and_columns_are_those_of_the_contract() -> None:
    assert set(STATUSES.values()) == set(terms.ACTION_STATUSES)
    names = {each.name for each in table("plan_actions").columns}
    assert set(ACTION_COLUMNS) <= names


def test_progress_that_may_be_a_share_bars_its_row() -> None:
    adapted = actions(
        ("A1", "0.45", "In Progress"), ("A2", "1", "Completed"), ("A3", "0", "Overdue")
    )
    assert said(adapted.sheet.barred) == [
        (2, "progress_pct", "B", "progress-as-share"),
        (3, "progress_pct", "B", "progress-as-share"),
    ]
    assert column(adapted, "action_id") == ["A3"]


def test_progress_beside_a_number_above_one_is_a_percentage() -> None:
    adapted = actions(
        ("A1", "0.5", "In Progress"), ("A2", "45", "Overdue"), ("A3", "1%", "Overdue")
    )
    assert adapted.sheet.barred == ()
    assert column(adapted, "progress_pct") == ["0.5", "45", "1"]


def test_the_better_of_two_headings_is_taken_and_the_other_goes_on_as_it_is() -> None:
    rows = {1: ("Progress Bar", "Code", "Progress %"), 2: ("", "A1", "45%")}
    adapted = read_actions(Sheet("a.csv", rows))
    assert adapted.sheet.rows[1] == ("Progress Bar", "action_id", "progress_pct")


@pytest.mark.parametrize("read", [read_actions, read_indicators])
def test_a_sheet_without_a_code_is_a_problem(read: object) -> None:
    for sheet in (Sheet("a.csv"), Sheet("a.csv", {1: ("x", "y"), 2: ("1", "2")})):
        adapted: Adapted = read(sheet)  # type: ignore[operator]
        assert [each.rule for each in adapted.sheet.problems] == ["not-this-export"]
        assert adapted.sheet.rows == sheet.rows


@pytest.mark.parametrize("read", [read_actions, read_indicators])
def test_a_sheet_that_could_not_be_read_keeps_its_one_problem(read: object) -> None:
    sheet = Sheet("a.csv", problems=(Problem("a.csv", 0, "", "encoding", "is UTF-32"),))
    assert read(sheet).sheet == sheet  # type: ignore[operator]


def test_values_under_periods_become_rows_and_know_their_place() -> None:
    adapted = read_indicators(sent("pentana_indicators"))
    assert list(adapted.sheet.rows.values()) == [
        ("value_id", "period", "value", "indicator_id", "Short Name"),
        ("PI1:2015/16", "2015/16", "61.5%", "PI1", "Plans with views"),
        ("PI1:2016/17", "2016/17", "72%", "PI1", "Plans with views"),
        ("PI1:Q1 2017/18", "Q1 2017/18", "[c]", "PI1", "Plans with views"),
        ("PI2:2016/17", "2016/17", "7", "PI2", "Visits by leaders"),
    ]
    assert adapted.place == {1: (1, ""), 2: (3, "D"), 3: (3, "G"), 4: (3, "J"), 5: (4, "G")}
    assert adapted.positions == (0, NEW_COLUMN, NEW_COLUMN, 0, 1)
    assert adapted.left_out == (5,)


def test_targets_trends_and_staff_are_dropped_each_with_a_flag() -> None:
    adapted = read_indicators(sent("pentana_indicators"))
    found = {each.column: (each.letter, each.rule) for each in adapted.sheet.flags if each.column}
    assert found["2016/17 - Target"] == ("H", "targets-not-read")
    assert found["2016/17 - Status"] == ("I", "export-column-not-read")
    assert found["Short Trend"] == ("L", "export-column-not-read")
    assert found["Managed By"] == ("C", "personal-column-dropped")
    assert set(adapted.dropped) == set(found)


@pytest.mark.parametrize("heading", ["2016/17", "2016-17 Value", "Q4 2016/17", "May 2018", "2018"])
def test_one_row_of_headings_is_read_too(heading: str) -> None:
    adapted = read_indicators(Sheet("a.csv", {1: ("PI Code", heading), 2: ("PI1", "7")}))
    assert column(adapted, "value") == ["7"]
    assert column(adapted, "period") == [heading.removesuffix(" Value")]


def test_a_row_with_other_words_than_parts_is_no_second_row_of_headings() -> None:
    rows = {1: ("PI Code", "Short Name", "2017"), 2: ("", "Visits", "7"), 3: ("PI1", "x", "8")}
    assert column(read_indicators(Sheet("a.csv", rows)), "value") == ["7", "8"]


def test_one_period_over_two_columns_of_values_is_a_problem() -> None:
    rows = {1: ("PI Code", "Owner", "2016/17", "2016-17 Value"), 2: ("PI1", "x", "7", "8")}
    (problem,) = read_indicators(Sheet("a.csv", rows)).sheet.problems
    assert (problem.rule, problem.letter) == ("repeated-heading", "D")


def test_indicators_without_periods_are_a_problem() -> None:
    rows = {1: ("PI Code", "Value"), 2: ("PI1", "7")}
    adapted = read_indicators(Sheet("a.csv", rows))
    assert [each.rule for each in adapted.sheet.problems] == ["no-wide-columns"]


CELLS = st.sampled_from(
    ["", " ", "Action Code", "PI Code", "Code", "Status", "Progress", "45%", "0.5", "1", "Assigned",
     "Completed", "2016/17", "2016-17", "Q1 2017 Target", "Value", "Target", "Owner", "value_id",
     "period", "Title", "\u00a0Name", "²", "1" * 400]
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=7)
TOPS = st.sampled_from(
    [
        [],
        [("Action Code", "Progress", "Status", "Assigned To")],
        [("PI Code", "2016/17", "", "2017/18")],
        [("PI Code", "2016/17", "", "2017/18"), ("", "Value", "Target", "Value")],
    ]
)


@settings(max_examples=400, deadline=None)
@given(TOPS, ROWS, st.sampled_from([read_actions, read_indicators]))
def test_no_sheet_raises_and_no_row_is_lost(
    top: list[tuple[str, ...]], rows: list[tuple[str, ...]], read: object
) -> None:
    sheet = Sheet("a.csv", dict(enumerate([*top, *rows], start=1)))
    adapted: Adapted = read(sheet)  # type: ignore[operator]
    if adapted.sheet.problems:
        return
    numbers = list(adapted.sheet.rows)
    first = adapted.place[1][0] if adapted.place else numbers[0]
    kept = {adapted.place[each][0] if adapted.place else each for each in numbers[1:]}
    told = [*kept, *adapted.left_out, *(each.row for each in adapted.sheet.barred)]
    below = [row for row in sheet.rows if row > first]
    assert sorted(told) in (below, below[1:])
    if sorted(told) != below:
        assert {*sheet.rows[below[0]]} <= {"", " ", "Value", "Target", "Status"}
    assert all(len(cells) == len(adapted.positions) for cells in adapted.sheet.rows.values())


def test_five_thousand_columns_of_periods_are_read() -> None:
    periods = [f"Q{quarter} {year}" for year in range(1000, 2250) for quarter in range(1, 5)]
    sheet = Sheet("a.csv", {1: ("PI Code", *periods), 2: ("PI1", *["1"] * 5000)})
    assert len(read_indicators(sheet).sheet.rows) == 5001


def test_dates_of_a_workbook_move_with_their_columns() -> None:
    sheet = replace(sent("pentana_actions"), dates=frozenset({(3, 3), (3, 8), (3, 6), (2, 3)}))
    assert read_actions(sheet).sheet.dates == {(3, 3), (3, 6)}
