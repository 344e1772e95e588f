"""Survey exports: four tools' shapes come under one row of headings, and no response is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib import terms
from evidence_lib.errors import Problem, UnknownTermError
from evidence_lib.loaders.cells.words import word_form
from evidence_lib.loaders.exports.adapted import Adapted
from evidence_lib.loaders.exports.surveys import EXPORTS, answer_words, read_export, signature
from evidence_lib.loaders.grid import ArrivedFile, Sheet
from evidence_lib.loaders.kinds.delimited import read_delimited
from tests.conftest import HOUSE

FOLDER = HOUSE / "tests" / "data" / "exports"
TOOLS = tuple(EXPORTS)


def sent(name: str) -> Sheet:
    return read_delimited(ArrivedFile(f"{name}.csv", (FOLDER / f"{name}.csv").read_bytes()))


def header(adapted: Adapted) -> tuple[str, ...]:
    return next(iter(adapted.sheet.rows.values()))


def body(adapted: Adapted) -> dict[int, tuple[str, ...]]:
    return dict(list(adapted.sheet.rows.items())[1:])


def column(adapted: Adapted, heading: str) -> list[str]:
    at = header(adapted).index(heading)
    return [cells[at] for cells in body(adapted).values()]


def said(problems: tuple[Problem, ...]) -> list[tuple[int, str, str, str]]:
    return [(each.row, each.column, each.letter, each.rule) for each in problems]


def changed(sheet: Sheet, row: int, at: int, text: str) -> Sheet:
    cells = sheet.rows[row]
    return replace(sheet, rows={**sheet.rows, row: (*cells[:at], text, *cells[at + 1 :])})


def without(sheet: Sheet, row: int) -> Sheet:
    return replace(sheet, rows={each: cells for each, cells in sheet.rows.items() if each != row})


@pytest.mark.parametrize("tool", TOOLS)
def test_an_export_is_known_by_its_headings(tool: str) -> None:
    assert signature(sent(tool)) == tool


def test_a_file_of_ours_is_no_export() -> None:
    ours = Sheet("a.csv", {1: ("response_id", "sector"), 2: ("S1", "health")})
    assert signature(ours) == ""
    assert signature(Sheet("a.csv", {1: ("Id", "Title"), 2: ("S1", "x")})) == ""
    assert signature(Sheet("a.csv")) == ""


def test_forms_go_on_under_plain_headings_without_names() -> None:
    adapted = read_export(sent("microsoft_forms"), "microsoft_forms")
    assert header(adapted) == (
        "response_id", "answered_on", "Which service do you work in?",
        "Leaders give one clear direction.", "Which help have you used?", "Anything else?",
    )  # fmt: skip
    assert adapted.positions == (0, 2, 6, 7, 8, 9)
    assert adapted.dropped == ("Start time", "Email", "Name", "Last modified time")
    assert column(adapted, "answered_on")[0] == "2018-05-04 10:32:00"
    assert list(body(adapted)) == [2, 3, 4]


def test_dropped_columns_are_flagged_by_heading_and_letter() -> None:
    flags = said(read_export(sent("microsoft_forms"), "microsoft_forms").sheet.flags)
    assert (1, "Email", "D", "personal-column-dropped") in flags
    assert (1, "Name", "E", "personal-column-dropped") in flags
    assert (1, "", "", "export-columns-not-read") in flags


def test_only_a_column_whose_every_cell_ends_in_a_semicolon_loses_it() -> None:
    adapted = read_export(sent("microsoft_forms"), "microsoft_forms")
    assert column(adapted, "Which help have you used?") == ["Courses;Supervision", "Courses", ""]
    assert column(adapted, "Anything else?")[0] == "More time;"
    several = [each for each in said(adapted.sheet.flags) if each[3] == "several-choices"]
    assert several == [(1, "Which help have you used?", "I", "several-choices")]


def test_dates_of_a_workbook_move_with_their_columns() -> None:
    sheet = replace(sent("microsoft_forms"), dates=frozenset({(2, 1), (2, 2), (3, 2), (1, 2)}))
    adapted = read_export(sheet, "microsoft_forms")
    assert adapted.sheet.dates == {(2, 1), (3, 1)}


def test_qualtrics_keeps_real_responses_under_their_own_row_numbers() -> None:
    adapted = read_export(sent("qualtrics"), "qualtrics")
    assert header(adapted) == ("answered_on", "response_id", "Q1", "Q2")
    assert list(body(adapted)) == [5, 8]
    assert column(adapted, "response_id") == ["R_0invented2", "R_0invented5"]
    assert column(adapted, "answered_on") == ["2018-05-05 10:32:01", "2018-05-06 10:32:01"]
    assert adapted.positions == (7, 8, 12, 13)


def test_previews_tests_and_unfinished_responses_are_left_out_and_flagged_by_row() -> None:
    adapted = read_export(sent("qualtrics"), "qualtrics")
    assert sorted(adapted.left_out) == [4, 6, 7]
    rules = {each.row: each.rule for each in adapted.sheet.flags if each.row > 3}
    assert rules == {4: "preview-response", 6: "incomplete-response", 7: "preview-response"}


@pytest.mark.parametrize("status", ["1", "2", "8", "Spam", "Offline Survey Preview"])
def test_a_status_that_is_no_respondent_is_left_out(status: str) -> None:
    adapted = read_export(changed(sent("qualtrics"), 5, 2, status), "qualtrics")
    assert 5 in adapted.left_out


@pytest.mark.parametrize("status", ["0", "4", "16", "Imported", ""])
def test_a_status_of_a_respondent_is_kept_without_a_word(status: str) -> None:
    adapted = read_export(changed(sent("qualtrics"), 5, 2, status), "qualtrics")
    assert 5 in body(adapted)
    assert [each for each in adapted.sheet.flags if each.row == 5] == []


@pytest.mark.parametrize(("at", "text"), [(2, "Besucher"), (6, "Wahr")])
def test_a_state_that_is_not_known_is_kept_and_flagged(at: int, text: str) -> None:
    adapted = read_export(changed(sent("qualtrics"), 5, at, text), "qualtrics")
    assert 5 in body(adapted)
    assert [each.rule for each in adapted.sheet.flags if each.row == 5] == [
        "unknown-response-state"
    ]


def test_a_question_that_asks_for_an_address_is_dropped_by_its_text() -> None:
    adapted = read_export(sent("qualtrics"), "qualtrics")
    assert (1, "Q3", "O", "personal-column-dropped") in said(adapted.sheet.flags)


def test_days_of_another_time_zone_are_flagged() -> None:
    zones = [each for each in read_export(sent("qualtrics"), "qualtrics").sheet.flags
             if each.rule == "other-time-zone"]  # fmt: skip
    assert len(zones) == 1
    assert "America/Denver" in zones[0].message


@pytest.mark.parametrize("broken", ['{"ImportId":"QID1"', '{"a":' * 5000, '{"timeZone":[1]}', "{}"])
def test_bad_json_among_the_headings_never_stops_the_reading(broken: str) -> None:
    adapted = read_export(changed(sent("qualtrics"), 3, 12, broken), "qualtrics")
    assert list(body(adapted)) == [5, 8]
    rules = [each.rule for each in adapted.sheet.flags]
    assert ("import-id-not-json" in rules) == (not broken.endswith("}"))


@pytest.mark.parametrize("row", [2, 3])
def test_fewer_rows_of_headings_than_qualtrics_writes_are_a_problem(row: int) -> None:
    adapted = read_export(without(sent("qualtrics"), row), "qualtrics")
    assert [each.rule for each in adapted.sheet.problems] == ["fewer-heading-rows"]
    assert len(adapted.sheet.rows) == 7


def test_a_third_row_that_is_not_all_json_is_no_row_of_headings() -> None:
    adapted = read_export(changed(sent("qualtrics"), 3, 12, "health"), "qualtrics")
    assert [each.rule for each in adapted.sheet.problems] == ["fewer-heading-rows"]


def test_a_row_that_is_left_out_is_flagged_once() -> None:
    adapted = read_export(changed(sent("qualtrics"), 4, 6, "Wahr"), "qualtrics")
    assert [each.rule for each in adapted.sheet.flags if each.row == 4] == ["preview-response"]


def test_surveymonkey_questions_are_joined_with_their_parts() -> None:
    adapted = read_export(sent("surveymonkey"), "surveymonkey")
    assert header(adapted) == (
        "response_id", "answered_on", "Which service do you work in?",
        "How do you reach families? - Letter", "How do you reach families? - Email",
        "How do you reach families? - Other (please specify)",
        "Leaders give one clear direction.", "Contact - Job title", "Anything else?",
    )  # fmt: skip
    assert list(body(adapted)) == [3, 4]
    assert (2, "", "", "second-heading-row") in said(adapted.sheet.flags)


def test_an_address_asked_for_is_dropped_and_a_choice_named_email_is_not() -> None:
    adapted = read_export(sent("surveymonkey"), "surveymonkey")
    assert "Contact - Email" in adapted.dropped
    assert "How do you reach families? - Email" not in adapted.dropped


def test_days_with_am_or_pm_are_left_for_the_typing_and_flagged() -> None:
    adapted = read_export(sent("surveymonkey"), "surveymonkey")
    assert column(adapted, "answered_on") == ["05/04/2018", "05/04/2018"]
    assert (1, "answered_on", "", "may-be-month-first") in said(adapted.sheet.flags)


def test_a_time_zone_behind_a_day_is_left_out() -> None:
    sheet = changed(sent("smartsurvey"), 3, 7, "2018-05-04T10:32:00.000+01:00")
    assert column(read_export(sheet, "smartsurvey"), "answered_on")[0] == "2018-05-04"


@pytest.mark.parametrize("tool", ["surveymonkey", "smartsurvey"])
def test_a_response_is_never_taken_for_a_second_row_of_headings(tool: str) -> None:
    adapted = read_export(without(sent(tool), 2), tool)
    assert list(body(adapted)) == [3, 4]


def test_smartsurvey_goes_on_under_questions_and_statements() -> None:
    adapted = read_export(sent("smartsurvey"), "smartsurvey")
    assert header(adapted) == (
        "response_id", "answered_on", "Q1. Which service do you work in?",
        "Q2. How far do you agree? - Leaders give one clear direction.",
        "Q2. How far do you agree? - I know who leads.",
    )  # fmt: skip
    assert column(adapted, "response_id") == ["5001", "5002"]


def test_another_export_than_the_declared_one_is_a_problem() -> None:
    problems = read_export(sent("surveymonkey"), "qualtrics").sheet.problems
    assert [each.rule for each in problems] == ["other-export"]
    assert "SurveyMonkey" in problems[0].message


def test_a_file_that_is_no_export_is_a_problem_and_says_why_a_row_is_missing() -> None:
    merged = Problem("a.xlsx", 1, "", "merged-cells", "the cells are merged")
    sheet = Sheet("a.xlsx", {2: ("x",)}, barred=(merged,))
    assert [each.rule for each in read_export(sheet, "smartsurvey").sheet.problems] == [
        "not-this-export", "merged-cells",
    ]  # fmt: skip


def test_a_sheet_that_could_not_be_read_keeps_its_one_problem() -> None:
    sheet = Sheet("a.csv", problems=(Problem("a.csv", 0, "", "encoding", "is UTF-32"),))
    assert read_export(sheet, "qualtrics").sheet == sheet


def test_an_export_of_no_known_tool_cannot_be_asked_for() -> None:
    with pytest.raises(UnknownTermError, match="microsoft_forms"):
        read_export(sent("qualtrics"), "quill")


@pytest.mark.parametrize(("cells", "rule"), [(("9",), "short-row"), (("9",) * 11, "surplus-cells")])
def test_a_row_of_another_length_is_barred(cells: tuple[str, ...], rule: str) -> None:
    sheet = sent("microsoft_forms")
    adapted = read_export(replace(sheet, rows={**sheet.rows, 9: cells}), "microsoft_forms")
    assert said(adapted.sheet.barred) == [(9, "", "", rule)]
    assert 9 not in adapted.sheet.rows


def test_titles_above_the_headings_are_flagged() -> None:
    sheet = sent("microsoft_forms")
    below = {row + 1: cells for row, cells in sheet.rows.items()}
    adapted = read_export(replace(sheet, rows={1: ("Invented",), **below}), "microsoft_forms")
    assert list(adapted.sheet.rows) == [2, 3, 4, 5]
    assert (1, "", "", "rows-above-heading") in said(adapted.sheet.flags)


def test_five_thousand_columns_are_all_kept() -> None:
    questions = tuple(f"Q{number}" for number in range(5000))
    rows = {
        1: ("Id", "Start time", "Completion time", *questions),
        2: ("1", "", "2018-05-04", *["Agree"] * 5000),
    }
    adapted = read_export(Sheet("wide.csv", rows), "microsoft_forms")
    assert len(header(adapted)) == 5002


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("Strongly agree", "strongly_agree"),
        ("STRONGLY  DISAGREE", "strongly_disagree"),
        ("Neither agree nor disagree", "neither_agree_nor_disagree"),
        ("Neutral", "neither_agree_nor_disagree"),
        ("Don’t know", "dont_know"),
        ("Do not know", "dont_know"),
        ("N/A", "not_applicable"),
    ],
)
def test_usual_labels_mean_our_words(label: str, word: str) -> None:
    assert answer_words("agree_5")[word_form(label)] == word


@pytest.mark.parametrize("label", ["Not sure", "NA", "Prefer not to say", "Undecided", ""])
def test_labels_that_may_mean_another_thing_are_not_translated(label: str) -> None:
    assert word_form(label) not in answer_words("agree_5")


def test_neutral_is_no_answer_of_four() -> None:
    assert "neutral" not in answer_words("agree_4")


@pytest.mark.parametrize("scale", terms.SCALES)
def test_labels_lead_to_words_of_their_scale_and_open_scales_have_none(scale: str) -> None:
    allowed = {*terms.SCALE_ANSWERS.get(scale, ()), *terms.NO_OPINION}
    labels = answer_words(scale)
    assert set(labels.values()) == (allowed if scale in terms.SCALE_ANSWERS else set())
    assert all(word_form(label) == label for label in labels)


CELLS = st.sampled_from(
    ["", " ", "a;", "1", "True", "Id", "Start time", "Completion time", "Email", "ResponseId",
     '{"ImportId":"x"}', "{", "Respondent ID", "Collector ID", "UserID", "UserNo", "Status",
     "Finished", "False", "Survey Preview", "Response", "05/04/2018 1:00 PM", "\u00a0Name"]
) | st.text(max_size=5)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=7).map(tuple), max_size=7)
TOPS = st.sampled_from(
    [
        [],
        [("Id", "Start time", "Completion time", "Email", "Q")],
        [("ResponseId", "Status", "Finished", "Q"), ("", "", "", ""), ('{"ImportId":"x"}',) * 4],
        [("Respondent ID", "Collector ID", "Q", ""), ("", "", "a", "b")],
        [("UserID", "UserNo", "Q", "")],
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    TOPS,
    ROWS,
    st.sampled_from(TOOLS),
    st.frozensets(st.tuples(st.integers(1, 9), st.integers(0, 7))),
)
def test_no_sheet_raises_and_no_row_is_lost(
    top: list[tuple[str, ...]],
    rows: list[tuple[str, ...]],
    tool: str,
    dates: frozenset[tuple[int, int]],
) -> None:
    sheet = Sheet("a.csv", dict(enumerate([*top, *rows], start=1)), dates=dates)
    adapted = read_export(sheet, tool)
    if adapted.sheet.problems:
        assert adapted.sheet.rows == sheet.rows
        return
    told = [*body(adapted), *adapted.left_out, *(each.row for each in adapted.sheet.barred)]
    told += [each.row for each in adapted.sheet.flags
             if each.rule in ("rows-above-heading", "second-heading-row")]  # fmt: skip
    headed = 3 if tool == "qualtrics" else 1
    assert max(Counter(told).values(), default=1) == 1
    assert len(told) == len(sheet.rows) - headed
    assert {each.row for each in adapted.sheet.flags} >= set(adapted.left_out)
    assert all(len(cells) == len(adapted.positions) for cells in adapted.sheet.rows.values())
