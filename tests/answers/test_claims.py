"""The partnership's claims beside what the review found on the same questions."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.claims import (
    claims,
    claims_found,
    claims_table,
    plan_figures,
    verified_claims,
)
from evidence_lib.answers.own_measures import own_measures
from evidence_lib.evidence import Evidence
from tests.answers.frames import with_tables


def finding(**more: object) -> dict[str, object]:
    return {
        "finding_id": "F1", "area": "4", "component": "impact", "criterion": "difference",
        "kind": None, "statement": "That the model improved wellbeing is not shown.",
        "direction": "not_shown", "about": None, "stage": "final", "next_step": "Publish scores.",
    } | more  # fmt: skip


def test_every_indicator_has_a_baseline_is_contradicted_by_the_count_on_the_same_page(
    example: Evidence,
) -> None:
    area = example.area(5)
    fields = own_measures(area).frames["fields"].set_index("field")
    have = f"{fields.loc['baseline', 'with']} of {fields.loc['baseline', 'base']} measures"
    answer = claims(area)
    rows = answer.frames["claims"].set_index("claim")
    row = rows.loc["Every indicator has a baseline and a target."]
    assert row["verdict"] == "contradicted"
    assert row["figure"] == f"{have} have a baseline"
    assert f"“Every” is claimed; {have} have a baseline." in answer.html


def test_the_figures_are_there_for_every_area_and_field_a_claim_may_name(
    example: Evidence,
) -> None:
    figures = plan_figures(example)
    assert figures.groupby("area")["word"].nunique().tolist() == [5] * len(example.areas)
    owners = figures[figures["word"].eq("owner")]["in_words"].iloc[0]
    assert owners.endswith("have an owner")


def test_a_finding_on_the_same_question_stands_beside_a_claim(example: Evidence) -> None:
    said = example.tables["self_evaluation"]
    said = said.assign(
        criterion=said["criterion"].where(said["claim_id"].ne("SE014"), "difference")
    )
    review = with_tables(example, self_evaluation=said, findings=pd.DataFrame([finding()]))
    rows = verified_claims(review).set_index("claim_id")
    assert rows.loc["SE014", ["verdict", "finding_ids"]].tolist() == ["partly", "F1"]
    assert "That the model improved wellbeing is not shown." in claims(review.area(4)).html


def test_claims_are_counted_by_verdict_and_by_level() -> None:
    verified = pd.DataFrame(
        {"verdict": ["supported", "contradicted", "contradicted", "partly"],
         "self_level": [3, 4, 2, None], "high": [3, 3, None, 3],
         "above": pd.array([False, True, None, None], dtype="boolean")}
    )  # fmt: skip
    assert claims_found(verified) == (
        "Of 4 claims: 1 supported, 1 supported in part and 2 contradicted. 1 of 2 claims that give "
        "a level stands above the range of the evidence."
    )
    assert claims_found(verified.assign(high=None)).endswith("2 contradicted.")


def test_the_table_fits_a_phone_and_begins_with_what_is_contradicted(example: Evidence) -> None:
    verified = verified_claims(example)
    lines = claims_table(verified).csv.splitlines()
    assert lines[0].split(",") == ["What was claimed", "What was found", "The claim is", "Evidence"]
    assert "contradicted" in lines[1]


def test_without_claims_nothing_is_verified(south_ayrshire: Evidence) -> None:
    answer = claims(south_ayrshire.area(3))
    assert list(answer.frames) == []
    assert len(verified_claims(south_ayrshire)) == len(south_ayrshire.tables["self_evaluation"])
