"""What is still missing, in the order in which to look at it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evidence_lib.answers.claims import verified_claims
from evidence_lib.answers.missing_next import (
    missing_next,
    next_found,
    next_table,
    review_missing_next,
)
from evidence_lib.evidence import Evidence
from evidence_lib.show import as_readers_know, missing_table, why_it_matters
from tests.answers.shown import cells


def test_the_next_fieldwork_is_planned_in_order(example: Evidence) -> None:
    gaps = review_missing_next(example).frames["gaps"]
    assert next_found(gaps).startswith(f"{len(gaps)} gaps in the evidence. First:")
    assert "no gap in the evidence" in next_found(gaps.iloc[0:0])
    assert next_table(gaps).csv.count("\n") == len(gaps) + 1


def test_a_claim_that_was_contradicted_is_in_the_plan(example: Evidence) -> None:
    wanted = verified_claims(example)
    wanted = wanted[wanted["verdict"].isin(["contradicted", "unsupported"])]
    planned = review_missing_next(example).frames["gaps"]
    assert planned["gap"].eq("claim").sum() == len(wanted) > 0
    of_area = missing_next(example.area(5)).frames["gaps"]
    assert any("11 of 27 measures have a baseline" in why for why in of_area["why"])
    assert of_area["gap"].eq("claim").sum() == wanted["area"].eq("5").sum()


def test_tables_that_would_answer_are_asked_for_with_the_reason(south_ayrshire: Evidence) -> None:
    gaps = missing_next(south_ayrshire.area(4)).frames["gaps"]
    asked = gaps[gaps["gap"].eq("missing_table")].set_index("about")["why"]
    assert asked.index.tolist() == [
        as_readers_know(each)
        for each in ("service_requests", "indicator_targets", "survey_responses")
    ]
    assert (
        asked[as_readers_know("service_requests")].lower()
        == f"{why_it_matters('service_requests')}.".lower()
    )


def test_tables_that_were_supplied_are_not_asked_for(example: Evidence) -> None:
    assert not review_missing_next(example).frames["gaps"]["gap"].eq("missing_table").any()


def test_what_is_not_shown_comes_first_with_its_own_next_step(example: Evidence) -> None:
    finding = {
        "finding_id": "F1", "area": "4", "component": "process", "criterion": "right_time",
        "kind": "finding", "statement": "Whether help comes in time is not known.",
        "direction": "not_shown", "stage": "final", "next_step": "Record the day of first help",
    }  # fmt: skip
    review = replace(
        example, tables={**example.tables, "findings": pd.DataFrame([finding])}, kept={}
    )
    said = missing_next(review.area(4)).findings[0]
    assert said.endswith(
        "First: Whether help comes in time is not known. Record the day of first help."
    )
    assert missing_next(review.area(3)).frames["gaps"]["gap"].ne("not_shown").all()


def test_every_cell_of_the_plan_begins_and_ends_as_a_sentence_does() -> None:
    gaps = pd.DataFrame(
        {"about": ["silent strands", "“Quoted.”"], "area": ["1", None], "why": ["Why.", "Why."],
         "do": ["Ask them", "Ask."]}
    )  # fmt: skip
    shown = next_table(gaps)
    assert cells(shown, "About") == ["Silent strands", "“Quoted.”"]
    assert cells(shown, "What to do") == ["Ask them.", "Ask."]


def test_what_is_about_no_area_is_said_to_be_about_all(south_ayrshire: Evidence) -> None:
    shown = review_missing_next(south_ayrshire).tables[0]
    gaps = review_missing_next(south_ayrshire).frames["gaps"]
    assert cells(shown, "Area").count("All areas") == gaps["area"].isna().sum() > 0


def test_without_a_register_of_concerns_the_plan_of_the_whole_says_so(
    south_ayrshire: Evidence, example: Evidence
) -> None:
    lacks = missing_table("safety_concerns")
    assert lacks in review_missing_next(south_ayrshire).blocks
    assert lacks not in missing_next(south_ayrshire.area(4)).blocks
    assert lacks not in review_missing_next(example).blocks
