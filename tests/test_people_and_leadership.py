"""Sentences and tables on people, leadership and care: numbers from rows, small groups hidden."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import practice, strands, survey, tables, wording
from evidence_lib.loaders import Review, read_review
from tests.conftest import HOUSE


@pytest.fixture(scope="module")
def example() -> Review:
    return read_review(HOUSE / "data" / "reviews" / "example")


@pytest.fixture(scope="module")
def answers(example: Review) -> pd.DataFrame:
    frames = example.tables
    return survey.likert_table(frames["survey_responses"], frames["survey_questions"])


def test_most_and_least_agreement_are_the_ends_of_the_rows(answers: pd.DataFrame) -> None:
    said = wording.survey_finding(answers)
    most, least = answers.loc[answers["high"].idxmax()], answers.loc[answers["high"].idxmin()]
    assert f"Most agreement: {100 * most['high']:.0f}% of {most['n']}" in said
    assert f"Least: {100 * least['high']:.0f}% of {least['n']}" in said


def test_one_question_has_no_least(answers: pd.DataFrame) -> None:
    assert "Least" not in wording.survey_finding(answers.iloc[:1])


def test_too_few_answers_have_no_percentages(answers: pd.DataFrame) -> None:
    few = answers.assign(n=19, percent_allowed=False)
    assert "Too few" in wording.survey_finding(few)
    assert "not stated" in tables.answers_table(few).html


def test_the_survey_caveat_stands_only_where_somebody_answered(answers: pd.DataFrame) -> None:
    assert "link passed round" in str(wording.survey_caveat(answers))
    assert wording.survey_caveat(answers.iloc[0:0]) is None


def test_the_log_is_said_from_its_first_to_its_last_month(example: Review) -> None:
    log = example.tables["link_log"]
    states = strands.log_states(log[log["area"].eq("3")])
    said = wording.log_finding(states)
    assert states["month"].iloc[0] in said
    assert states["month"].iloc[-1] in said
    concern = int(states["state"].eq("concern").sum())
    assert f"{concern} month{'' if concern == 1 else 's'} of concern" in said
    assert tables.log_table(states).csv.count("\n") == len(states) + 1


def test_the_last_entry_of_a_month_is_its_state() -> None:
    log = pd.DataFrame(
        {"area": ["1", "1"], "date": pd.to_datetime(["2017-03-20", "2017-03-02"]),
         "state": ["no_concern", "concern"]}
    )  # fmt: skip
    states = strands.log_states(log)
    assert states.to_dict("records") == [
        {"area": "1", "month": "2017-03", "state": "no_concern", "entries": 2}
    ]


def test_one_coder_is_said_so_and_two_are_compared(example: Review, nine_items: Review) -> None:
    alone = strands.coder_agreement(nine_items.tables["evidence_items"])
    assert alone is None
    assert "Coded by one person" in wording.coders_agree(alone)
    both = strands.coder_agreement(example.tables["evidence_items"])
    assert both is not None
    assert f"Two coders rated {both.n} assertions apart." in wording.coders_agree(both)


def test_unreviewed_comments_are_counted_and_never_quoted(example: Review) -> None:
    responses = example.tables["survey_responses"]
    said = str(wording.comments_waiting(responses))
    assert f"{responses['comment'].notna().sum()} respondents wrote a comment" in said
    assert "None is quoted here" in said
    assert wording.comments_waiting(responses.assign(comment=None)) is None


def test_a_hidden_sector_is_shown_by_its_mark_only(example: Review) -> None:
    responses = example.tables["survey_responses"]
    few = pd.concat(
        [
            responses.iloc[:90].assign(sector="large"),
            responses.iloc[90:].assign(sector="middling"),
            responses.iloc[:4].assign(sector="tiny"),
        ]
    )
    mix = survey.sector_mix(few, example.tables["workforce"].iloc[0:0])
    table = tables.sectors_table(mix)
    assert "tiny,[c]," in table.csv
    assert ">4<" not in table.html
    assert "of fewer than 10 hidden" in wording.sectors_found(mix)


def test_the_budget_is_said_by_its_early_tiers(example: Review) -> None:
    budget = practice.budget_by_tier(example.tables["resources"])
    years = list(dict.fromkeys(budget["year"]))
    early = budget[budget["tier"].isin(["universal", "early_help"])]
    share = 100 * early[early["year"].eq(years[0])]["share"].sum()
    assert f"took {share:.0f}% of the budget in {years[0]}" in wording.budget_finding(budget)
    wide = practice.tiers_by_year(budget)
    assert wide["label"].tolist() == years
    assert wide.drop(columns="label").sum(axis=1).iloc[0] == pytest.approx(
        budget["year_total"].iloc[0] / 1e6, abs=0.2
    )


def test_dated_facts_are_said_from_first_to_last(example: Review) -> None:
    events = example.tables["events"]
    said = wording.events_finding(events)
    assert said == (
        f"{len(events)} dated facts, from {min(events['date'])} to {max(events['date'])}."
    )
    assert tables.events_table(events).csv.count("\n") == len(events) + 1


def test_an_indicator_without_a_caveat_has_none(example: Review) -> None:
    definitions = example.tables["indicators"]
    assert wording.caveat_of(definitions, "no_such_indicator") is None
    bare = definitions.assign(caveat=None)
    assert wording.caveat_of(bare, definitions["indicator_id"].iloc[0]) is None


def test_episodes_of_a_hidden_year_are_not_said() -> None:
    years = pd.DataFrame(
        {"year": [2014, 2015, 2016], "complete": True, "hidden": [False, True, False],
         "starts": [20.0, None, 12.0], "starts_low": [12.0, None, 6.0],
         "starts_high": [31.0, None, 21.0], "ceased": [15.0, None, 14.0],
         "stock_at_year_end": [40.0, None, 33.0]}
    )  # fmt: skip
    said = wording.episodes_finding(years)
    assert "In 2014, 20 episodes" in said
    assert "in 2016, 12 began and 14 ended, with 33 going on at its end" in said
    assert tables.episodes_table(years).html.count("[c]") == 6
    assert "too small to show" in wording.episodes_finding(years.assign(hidden=True))


def test_silence_leaves_the_answer_open(example: Review, answers: pd.DataFrame) -> None:
    workforce = example.tables["workforce"]
    bounds = survey.bounds_by_question(answers, workforce)
    row = bounds.iloc[0]
    assert row["low"] == pytest.approx(row["share"] * row["n"] / row["headcount"])
    assert row["high"] == pytest.approx(row["low"] + 1 - row["n"] / row["headcount"])
    assert f"{100 * bounds.sort_values('share').iloc[-1]['low']:.0f}%" in str(
        wording.could_hide(bounds)
    )
    assert survey.bounds_by_question(answers, workforce.iloc[0:0]).empty
    assert wording.could_hide(bounds.iloc[0:0]) is None


def test_sectors_that_answer_alike_are_said_so(example: Review) -> None:
    responses, questions = example.tables["survey_responses"], example.tables["survey_questions"]
    compared = survey.compare_sectors(responses, questions)
    assert f"On none of {len(compared)} questions" in wording.sectors_compared(compared)
    one = compared.assign(differs=[True] + [False] * (len(compared) - 1))
    assert f"On 1 of {len(compared)} questions" in wording.sectors_compared(one)
    nothing = compared.assign(p_adjusted=None)
    assert "none are compared" in wording.sectors_compared(nothing)


def test_weighting_says_what_it_costs(example: Review) -> None:
    weights = survey.weights_to_margins(
        example.tables["survey_responses"], example.tables["workforce"]
    )
    said = wording.weighting(weights)
    assert f"{weights.n} answers are worth {weights.effective_n:.0f}" in said
