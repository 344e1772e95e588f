"""The inspectors' words beside the rules, what was judged, and what the partnership answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from evidence_lib import judgement
from evidence_lib.answers.concluded import (
    LOG,
    accuracy_found,
    accuracy_table,
    claims_above_findings,
    concluded,
    hedges_found,
    language_found,
    raters_agree,
    recorded,
    recorded_table,
    review_concluded,
    words_and_levels_table,
    words_and_rules,
)
from evidence_lib.answers.weighing import assessed
from evidence_lib.evidence import Evidence


def test_words_of_different_level_for_one_area_are_said(south_ayrshire: Evidence) -> None:
    statements = south_ayrshire.area(3).tables["progress_statements"].assign(component=None)
    anchored = judgement.words_against_anchors(statements, south_ayrshire.progress_scale)
    said = language_found(judgement.language_warnings(anchored))
    assert "positive and meaningful" in said
    assert "No two progress words" in language_found(
        judgement.language_warnings(anchored.iloc[0:0])
    )


def test_recorded_judgements_are_counted_and_a_torn_line_is_said(tmp_path: Any) -> None:
    path = tmp_path / "judgements.jsonl"
    assert "No judgement has been recorded" in recorded(
        judgement.history(path).judgements, torn=None
    )
    judgement.record(
        path, area="1", component="process", rater="first", stage="individual", level=3,
        confidence="low", reason="The governance papers bear it out.", indicative=(3, "1"),
    )  # fmt: skip
    replayed = judgement.history(path)
    said = recorded(replayed.judgements, torn="a torn line")
    assert said == (
        "1 judgement recorded, 0 of them final. A torn last line was found in the log and left out."
    )
    assert "governance papers" in recorded_table(replayed.judgements).html


def test_comments_on_accuracy_are_followed(example: Evidence) -> None:
    followed = judgement.accuracy_round(example.tables["factual_accuracy"])
    assert accuracy_found(followed).startswith(f"{len(followed)} comments on factual")
    assert accuracy_table(followed).csv.count("\n") >= len(followed) + 1


def test_a_claim_that_stands_above_the_report_is_said(south_ayrshire: Evidence) -> None:
    claim = {"claim_id": "C1", "area": "general", "claim": "Very good progress in every area."}
    gap = judgement.claimed_and_found(
        pd.DataFrame([claim]), south_ayrshire.tables["progress_statements"],
        south_ayrshire.progress_scale,
    )  # fmt: skip
    assert set(gap["area"]) >= {"2", "4", "5"}
    assert set(gap["claimed_level"]) == {3}
    assert "“good” claimed" in str(claims_above_findings(gap)).lower()
    assert claims_above_findings(gap.iloc[0:0]) is None


def test_words_and_rules_are_set_beside_each_other_with_the_reason(
    south_ayrshire: Evidence,
) -> None:
    beside = judgement.words_beside_levels(
        south_ayrshire.tables["progress_statements"],
        assessed(south_ayrshire).progress,
        south_ayrshire.progress_scale,
    ).set_index(["area", "component"])
    assert bool(beside.loc[("3", "process"), "agrees"])
    impact = beside.loc[("4", "impact")]
    assert pd.isna(impact["agrees"])
    assert "outcome" in impact["why"]
    parted = beside.reset_index().assign(agrees=False, why="because")
    assert "Words and rules part on process of area 1" in words_and_rules(parted)
    assert "lie within" in words_and_rules(parted.assign(agrees=True))
    assert "no progress words" in words_and_rules(parted.iloc[0:0])
    assert words_and_levels_table(parted).csv.count("because") == len(parted)


def test_raters_who_agree_are_said_with_the_context(tmp_path: Any) -> None:
    path = tmp_path / "judgements.jsonl"
    assert raters_agree(judgement.agreement_between_raters(judgement.ratings(path))) is None
    for rater, level in (("first", 3), ("second", 2)):
        judgement.record(
            path, area="1", component="process", rater=rater, stage="individual", level=level,
            confidence="low", reason="A reason of some substance, long enough for an override.",
            indicative=(3, "1"),
        )  # fmt: skip
    said = str(raters_agree(judgement.agreement_between_raters(judgement.ratings(path))))
    assert "1 part rated differently" in said


def test_hedged_statements_are_counted(south_ayrshire: Evidence) -> None:
    statements = south_ayrshire.area(4).tables["progress_statements"]
    hedged = judgement.hedges(statements)
    said = str(hedges_found(hedged))
    assert said.startswith(f"{int(hedged['hedged'].sum())} of {len(statements)} statements")
    assert hedges_found(judgement.hedges(statements.iloc[0:0])) is None


def test_judgements_recorded_in_the_folder_are_shown_of_their_area(
    example: Evidence, tmp_path: Path
) -> None:
    judgement.record(
        tmp_path / LOG, area="1", component="process", rater="first", stage="individual", level=3,
        confidence="low", reason="The governance papers bear it out.", indicative=(3, "1"),
    )  # fmt: skip
    review = replace(example, folder=tmp_path)
    said = concluded(review.area(1))
    assert "1 judgement recorded, 0 of them final." in said.html
    assert "governance papers" in said.html
    assert "No judgement has been recorded here" in concluded(review.area(2)).missing[0]
    assert len(review_concluded(review).frames["judgements"]) == 1


def test_words_and_levels_are_of_the_area_that_was_asked(south_ayrshire: Evidence) -> None:
    beside = concluded(south_ayrshire.area(3)).frames["words_and_levels"]
    assert set(beside["area"]) == {"3"}
    assert set(review_concluded(south_ayrshire).frames["words_and_levels"]["area"]) > {"3"}
