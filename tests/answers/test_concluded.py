"""The inspectors' words beside the ranges, what was judged, and what the partnership answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evidence_lib import judgement
from evidence_lib.answers.concluded import (
    LOG,
    WITHIN,
    accuracy_table,
    concluded,
    hedges_found,
    raters_agree,
    recorded,
    recorded_table,
    review_concluded,
    statements_table,
    words_and_ranges,
    words_compared,
    words_table,
)
from evidence_lib.answers.extent import words_of
from evidence_lib.evidence import Evidence
from tests.answers.frames import with_tables
from tests.answers.shown import cells


def rated(path: Path, rater: str, level: int) -> None:
    judgement.record(
        path, area="1", component="process", rater=rater, stage="individual", level=level,
        confidence="low", reason="The governance papers of two years bear it out, read one by one.",
        indicative=(3, "2"),
    )  # fmt: skip


def beside(**more: object) -> dict[str, object]:
    return {
        "area": "4", "component": "impact", "words": "Good progress.", "subject": "the model",
        "level_of_words": 3, "low": 1, "high": 2, "agrees": False, "why": "Above them.",
    } | more  # fmt: skip


def compared(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(rows).astype({"agrees": "boolean"})


@pytest.mark.parametrize(("profile", "told"), [("public", False), ("internal", True)])
def test_that_nothing_was_judged_is_said_and_how_to_judge_only_to_those_who_may(
    tmp_path: Path, profile: str, told: bool
) -> None:
    said = recorded(judgement.history(tmp_path / LOG).judgements, torn=None, profile=profile)
    assert "No judgement has been recorded" in said
    assert ("judgement.record" in said) == told


def test_recorded_judgements_are_counted_and_a_torn_line_is_said(tmp_path: Path) -> None:
    rated(tmp_path / LOG, "first", 3)
    replayed = judgement.history(tmp_path / LOG)
    assert recorded(replayed.judgements, torn="a torn line", profile="internal") == (
        "1 judgement is recorded, none of them final. A last line that was cut off was found "
        "in the log and left out."
    )
    assert "cut off" not in recorded(replayed.judgements, torn="a torn line", profile="partnership")
    assert "governance papers" in recorded_table(replayed.judgements).html


def test_comments_are_followed_beside_the_statement_they_are_about(example: Evidence) -> None:
    followed = review_concluded(example).frames["comments"]
    numbered = {
        f"{area}.{place}": statement
        for area, own in example.tables["findings"].groupby("area")
        for place, statement in enumerate(
            own.loc[own["kind"].fillna("finding").eq("finding"), "statement"], start=1
        )
    }
    for paragraph, text in zip(followed["paragraph_id"], followed["text"], strict=True):
        assert text.rstrip(".") == numbered[paragraph].rstrip(".")


def test_a_comment_on_no_statement_of_the_page_is_told_apart(example: Evidence) -> None:
    comments = example.tables["factual_accuracy"]
    lost = comments.assign(paragraph_id=["9.9", *comments["paragraph_id"].iloc[1:]])
    answer = review_concluded(with_tables(example, factual_accuracy=lost))
    assert answer.frames["comments"]["state"].eq("unknown_paragraph").sum() == 1
    assert any("1 unknown paragraph" in said for said in answer.findings)
    states = cells(accuracy_table(answer.frames["comments"]), "State")
    assert states.count("unknown paragraph") == 1


def test_without_findings_no_comment_is_called_lost(example: Evidence) -> None:
    bare = with_tables(example, findings=example.tables["findings"].iloc[:0])
    assert "unknown_paragraph" not in set(review_concluded(bare).frames["comments"]["state"])


def test_a_word_outside_its_range_is_named_with_its_place_and_without_its_full_stop() -> None:
    whole = beside(area="1", component=None, words="Fine", agrees=True)
    assert words_and_ranges(compared(beside(), whole)) == (
        "“Good progress” (area 4, the difference it made) stands for a level outside the range of "
        "the evidence; the table says how."
    )
    both = words_and_ranges(compared(beside(), whole | {"agrees": False}))
    assert both.startswith(
        "“Good progress” (area 4, the difference it made) and “Fine” (area 1) stand for"
    )


def test_words_within_their_ranges_are_said_to_be_so_and_what_cannot_be_compared_is_not() -> None:
    within, without = beside(agrees=True), beside(agrees=None)
    assert words_and_ranges(compared(within, without)) == (
        "The level that the summary word stands for lies within the range of the evidence."
    )
    assert "words stand for lie within" in words_and_ranges(compared(within, within))
    assert "can be set beside" in words_and_ranges(compared(without))


def test_the_table_says_of_each_word_how_it_compares(south_ayrshire: Evidence) -> None:
    found = words_compared(south_ayrshire)
    shown = words_table(found, words_of(south_ayrshire.progress_scale))
    how = cells(shown, "How they compare")
    for said, agrees, why in zip(how, found["agrees"], found["why"], strict=True):
        assert said == (WITHIN if agrees is True or agrees == True else why)  # noqa: E712
    assert WITHIN in how
    assert "nothing recorded" not in shown.csv


def test_levels_over_several_parts_are_not_called_unsettled(south_ayrshire: Evidence) -> None:
    found = compared(beside(component=None, low=1, high=3, agrees=True, why=None))
    html = words_table(found, words_of(south_ayrshire.progress_scale)).html
    assert "(1 to 3 of 4)" in html
    assert "does not settle" not in html


def test_words_compared_are_of_the_area_that_was_asked(south_ayrshire: Evidence) -> None:
    own = concluded(south_ayrshire.area(3)).frames["words_and_levels"]
    assert set(own["area"]) == {"3"}
    assert set(review_concluded(south_ayrshire).frames["words_and_levels"]["area"]) > {"3"}


def test_words_are_quoted_with_what_they_are_about(south_ayrshire: Evidence) -> None:
    statements = south_ayrshire.area(1).tables["progress_statements"]
    shown = statements_table(statements)
    assert cells(shown, "Words of the report") == [f"“{each}”" for each in statements["words"]]
    assert cells(shown, "On what") == statements["subject"].tolist()


def test_the_overview_quotes_the_summary_words_only(south_ayrshire: Evidence) -> None:
    statements = south_ayrshire.tables["progress_statements"]
    led = statements[statements["headline"].fillna(False).astype(bool)]
    shown = review_concluded(south_ayrshire).tables[0]
    assert cells(shown, "Words of the report") == [f"“{each}”" for each in led["words"]]
    assert 0 < len(led) < len(statements)


def test_raters_who_agree_are_said_with_the_context(tmp_path: Path) -> None:
    path = tmp_path / LOG
    assert raters_agree(judgement.agreement_between_raters(judgement.ratings(path))) is None
    for rater, level in (("first", 3), ("second", 2)):
        rated(path, rater, level)
    said = str(raters_agree(judgement.agreement_between_raters(judgement.ratings(path))))
    assert "1 part was rated differently" in said


@pytest.mark.parametrize(
    ("hedged", "said"),
    [
        ([1, 0, 0], "1 of 3 statements on progress is worded with caution."),
        ([1, 1, 0], "2 of 3 statements on progress are worded with caution."),
        ([0, 0, 0], "None of 3 statements on progress is worded with caution."),
    ],
)
def test_hedged_statements_are_counted_in_good_english(hedged: list[int], said: str) -> None:
    assert hedges_found(pd.DataFrame({"hedged": hedged, "sentences": [1, 1, 1]})) == said


def test_where_there_are_no_statements_none_is_called_hedged(south_ayrshire: Evidence) -> None:
    statements = south_ayrshire.tables["progress_statements"]
    assert hedges_found(judgement.hedges(statements.iloc[:0])) is None


def test_judgements_recorded_in_the_folder_are_shown_of_their_area(
    example: Evidence, tmp_path: Path
) -> None:
    rated(tmp_path / LOG, "first", 3)
    review = replace(example, folder=tmp_path, profile="internal")
    said = concluded(review.area(1))
    assert "1 judgement is recorded, none of them final." in said.html
    assert "governance papers" in said.html
    assert "No judgement has been recorded here" in concluded(review.area(2)).missing[0]
    assert len(review_concluded(review).frames["judgements"]) == 1
    public = replace(review, profile="public")
    assert "governance papers" not in concluded(public.area(1)).html
    assert review_concluded(public).frames["judgements"].empty
