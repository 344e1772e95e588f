"""What staff answered and who answered: numbers from rows, small sectors hidden."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evidence_lib import survey
from evidence_lib.answers.staff_survey import (
    answers_table,
    comments_waiting,
    could_hide,
    respondents,
    sectors_found,
    sectors_table,
    staff_survey,
    survey_caveat,
    survey_finding,
)
from evidence_lib.evidence import Evidence
from evidence_lib.show import missing_table
from tests.answers.frames import without


@pytest.fixture(scope="module")
def answers(example: Evidence) -> pd.DataFrame:
    frames = example.tables
    return survey.likert_table(frames["survey_responses"], frames["survey_questions"])


def test_most_and_least_agreement_are_the_ends_of_the_rows(answers: pd.DataFrame) -> None:
    said = survey_finding(answers)
    most, least = answers.loc[answers["high"].idxmax()], answers.loc[answers["high"].idxmin()]
    assert f"Most agreement: {100 * most['high']:.0f}% of {most['n']}" in said
    assert f"Least: {100 * least['high']:.0f}% of {least['n']}" in said


def test_one_question_has_no_least(answers: pd.DataFrame) -> None:
    assert "Least" not in survey_finding(answers.iloc[:1])


def test_too_few_answers_have_no_percentages(answers: pd.DataFrame) -> None:
    few = answers.assign(n=19, percent_allowed=False)
    assert "Too few" in survey_finding(few)
    assert "not published" in answers_table(few).html


def test_the_survey_caveat_stands_only_where_somebody_answered(
    example: Evidence, south_ayrshire: Evidence
) -> None:
    assert "no sample was drawn" in survey_caveat(example)
    answered, silent = staff_survey(example.area(1)), staff_survey(south_ayrshire.area(1))
    assert survey_caveat(example) in answered.blocks
    assert answered.missing == ()
    assert "no sample was drawn" not in silent.html
    assert "answers to the staff survey" in silent.missing[0]


def test_unreviewed_comments_are_counted_and_never_quoted(example: Evidence) -> None:
    responses = example.tables["survey_responses"]
    said = str(comments_waiting(responses))
    assert f"{responses['comment'].notna().sum()} respondents wrote a comment" in said
    assert "None is quoted here" in said
    assert comments_waiting(responses.assign(comment=None)) is None


def test_a_hidden_sector_is_shown_by_its_mark_only(example: Evidence) -> None:
    responses = example.tables["survey_responses"]
    few = pd.concat(
        [
            responses.iloc[:90].assign(sector="large"),
            responses.iloc[90:].assign(sector="middling"),
            responses.iloc[:4].assign(sector="tiny"),
        ]
    )
    mix = survey.sector_mix(few, example.tables["workforce"].iloc[0:0])
    table = sectors_table(mix)
    assert "tiny,[c]," in table.csv
    assert ">4<" not in table.html
    assert sectors_found(mix) == (
        "105 answers from middling. 2 sectors are hidden, being small or giving a small one away; "
        "their answers are not in this number."
    )


def test_silence_leaves_the_answer_open(example: Evidence, answers: pd.DataFrame) -> None:
    workforce = example.tables["workforce"]
    bounds = survey.bounds_by_question(answers, workforce)
    row = bounds.iloc[0]
    assert row["low"] == pytest.approx(row["share"] * row["n"] / row["headcount"])
    assert row["high"] == pytest.approx(row["low"] + 1 - row["n"] / row["headcount"])
    assert f"{100 * bounds.sort_values('share').iloc[-1]['low']:.0f}%" in str(could_hide(bounds))
    assert survey.bounds_by_question(answers, workforce.iloc[0:0]).empty
    assert could_hide(bounds.iloc[0:0]) is None


def test_nothing_is_tested_and_no_answer_is_worth_less_than_another(example: Evidence) -> None:
    """A link passed round is no sample: no p-value, no effective number, no margin of error."""
    shown = respondents(example)
    for word in ("Kruskal", "p =", "worth", "interval", "weighted"):
        assert word not in shown.html
    assert list(shown.frames) == ["sectors"]


def test_who_was_asked_is_said_in_one_way_everywhere(example: Evidence) -> None:
    said = survey_caveat(example)
    assert "195 of 2,352 asked answered (8%): fewer than half." in said
    assert "nobody knows who was asked" not in respondents(example).html
    assert said in respondents(example).blocks
    unknown = example.tables["workforce"].assign(invited=None)
    tables = {**example.tables, "workforce": unknown}
    assert "The number asked is not known for:" in survey_caveat(replace(example, tables=tables))


@pytest.mark.parametrize("name", ["survey_responses", "survey_questions"])
def test_answers_need_questions_and_the_one_that_is_missing_is_named(
    example: Evidence, name: str
) -> None:
    bare = staff_survey(without(example.area(1), name))
    assert bare.blocks == (missing_table(name),)


def test_an_area_that_no_question_was_about_lacks_no_table(example: Evidence) -> None:
    area = example.area(1)
    nothing = area.tables["survey_questions"].iloc[:0]
    asked = replace(area, tables={**area.tables, "survey_questions": nothing})
    assert staff_survey(asked).missing == ()
    assert "No question" in staff_survey(asked).html


@pytest.mark.parametrize(("name", "said"), [("survey_questions", 0), ("workforce", 1)])
def test_who_answered_is_said_with_what_it_could_not_be_set_beside(
    example: Evidence, name: str, said: int
) -> None:
    """Of the questions, the answers to them say that they are missing."""
    bare = respondents(without(example.area(1), name).review)
    assert bare.missing == (missing_table(name),) * said
    assert [table.name for table in bare.tables] == ["sectors"]
    assert "none are compared" not in bare.html
