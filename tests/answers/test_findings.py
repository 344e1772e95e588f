"""What was found, how sure one can be of it and why, and what should happen next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evidence_lib import judgement, terms
from evidence_lib.answers.findings import (
    DECISION,
    DIRECTIONS,
    STARTING_POINT,
    decision_points,
    findings_of,
    findings_table,
    found_points,
    next_points,
    not_shown_points,
    numbered_statements,
    sentences_on,
    sure_points,
)
from evidence_lib.answers.opening import opening
from evidence_lib.answers.weighing import CONFIDENCE_LOG
from evidence_lib.evidence import Evidence
from tests.answers.frames import with_tables
from tests.answers.shown import cells

WHY = "I read the minutes of both groups myself, and they bear out what was said of them."


def finding(**more: object) -> dict[str, object]:
    """One finding as `findings_of` gives it; what a test is about is given."""
    return {
        "finding_id": "F1", "component": "process", "statement": "Leaders meet", "about": None,
        "direction": "improved", "confidence": "low", "set_by": None, "set_reason": None,
        "in_words": "Confidence is low. One voice supports it.", "item_ids": "E1 E2",
        "cited": "E1 E2",
        "doubts": None, "next_step": None,
    } | more  # fmt: skip


def found(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


NOTHING = pd.DataFrame({"action": [], "state": []})
UNTRACED = {
    "confidence": "not_assessable",
    "in_words": "How sure one can be cannot be assessed: of 2 voices none names its strand.",
}


def test_a_finding_is_said_with_its_direction_how_sure_one_can_be_and_its_evidence() -> None:
    (point,) = found_points(found(finding()))
    assert point.text == "Leaders meet."
    assert point.note == "Improved. Confidence low: One voice supports it."
    assert point.item_ids == ("E1", "E2")


def test_a_person_who_set_the_confidence_is_named_with_the_reason() -> None:
    (point,) = found_points(found(finding(confidence="high", set_by="team lead", set_reason=WHY)))
    assert point.note == f"Improved. Confidence high, set by team lead: {WHY}"


def test_where_nobody_can_say_how_sure_one_can_be_no_confidence_is_named() -> None:
    (point,) = found_points(found(finding(**UNTRACED)))
    assert point.note == "Improved."


def test_what_can_be_doubted_is_said_also_where_no_strand_is_known() -> None:
    (untraced,) = found_points(found(finding(**UNTRACED, doubts="No figure shows it.")))
    assert untraced.note == "Improved. No figure shows it."
    (assessed,) = found_points(found(finding(doubts="No figure shows it.")))
    assert "No figure shows it" not in assessed.note


def test_what_nothing_is_tied_to_is_not_called_doubtful_for_it() -> None:
    untied = UNTRACED | {"item_ids": "", "doubts": "Nothing supports it."}
    (point,) = found_points(found(finding(**untied)))
    assert point.note == "Improved."


def test_what_is_not_shown_stands_apart_and_names_no_direction() -> None:
    rows = found(finding(), finding(statement="What it changed.", direction="not_shown"))
    assert [each.text for each in found_points(rows)] == ["Leaders meet."]
    (lacking,) = not_shown_points(rows)
    assert lacking.text == "What it changed."
    assert lacking.note == "Confidence low: One voice supports it."


def test_a_finding_that_is_not_cited_has_no_links_and_says_no_confidence_of_what_lacks() -> None:
    rows = found(finding(direction="not_shown"))
    (lacking,) = not_shown_points(rows, cite=False)
    assert (lacking.note, lacking.item_ids) == ("", ())


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        ([finding(**UNTRACED)], "How sure one can be of its one finding cannot be"),
        ([finding(**UNTRACED)] * 2, "How sure one can be of any of its findings cannot be"),
        ([finding(**UNTRACED), finding()], "How sure one can be of 1 of 2 findings cannot be"),
        (
            [finding(**UNTRACED | {"item_ids": ""})],
            "Nobody can say how sure one can be of its one finding",
        ),
    ],
)
def test_how_many_findings_cannot_be_assessed_is_said_once(
    rows: list[dict[str, object]], begins: str
) -> None:
    (point,) = sure_points(found(*rows))
    assert point.text.startswith(begins)
    assert "says nothing against what was found" in point.text


def test_what_rests_on_nothing_is_told_from_what_names_no_strand() -> None:
    rows = found(finding(**UNTRACED), finding(**UNTRACED | {"item_ids": ""}), finding())
    untraced, untied = sure_points(rows)
    assert "most of what supports it was gathered" in untraced.text
    assert "no evidence is tied to it" in untied.text
    assert sure_points(found(finding())) == []


def test_the_next_step_is_what_findings_ask_for_each_once_and_the_rest_is_counted() -> None:
    steps = ["Count waits", "Count waits", "Ask staff", "Write it down.", "Measure", "Publish"]
    said = next_points(found(*(finding(next_step=each) for each in steps)), NOTHING)
    assert [each.text for each in said] == [
        "Count waits.", "Ask staff.", "Write it down.", "Measure.",
        "And 1 more step, listed in the evidence.",
    ]  # fmt: skip


def test_where_no_finding_asks_for_anything_what_is_still_open_is_next() -> None:
    follow_up = pd.DataFrame(
        {"action": ["Finish it", "Did that", "Carry on"], "state": ["open", "done", "under_way"]}
    )
    said = next_points(found(finding()), follow_up)
    assert [each.text for each in said] == ["Finish it.", "Carry on."]
    assert next_points(found(finding()), follow_up.iloc[1:2]) == []
    assert next_points(found(finding()), NOTHING) == []


def test_findings_of_one_kind_are_not_those_of_another(south_ayrshire: Evidence) -> None:
    table = south_ayrshire.tables["findings"]
    kinds = table["kind"].fillna("finding")
    for area in [*south_ayrshire.areas["area"], "general"]:
        for kind in ("finding", DECISION, STARTING_POINT):
            own = table.loc[table["area"].eq(area) & kinds.eq(kind), "finding_id"]
            assert findings_of(south_ayrshire, area, kind=kind)["finding_id"].tolist() == (
                own.tolist()
            )


def test_every_direction_of_the_contract_has_words() -> None:
    assert tuple(DIRECTIONS) == terms.FINDING_DIRECTIONS


def test_the_table_says_why_also_of_what_cannot_be_assessed() -> None:
    shown = findings_table(found(finding(), finding(**UNTRACED)))
    assert cells(shown, "How sure") == ["low", "not assessable"]
    assert cells(shown, "Why") == ["One voice supports it.", "Of 2 voices none names its strand."]


def test_reasons_of_the_decision_are_the_items_that_support_it(example: Evidence) -> None:
    findings, ties = example.tables["findings"], example.tables["finding_items"]
    decided = findings.loc[findings["kind"].eq("decision"), "finding_id"]
    tied = ties[ties["finding_id"].isin(decided)]
    others = with_tables(
        example, finding_items=ties.assign(role=ties["role"].where(~ties.index.isin(
            tied.index[:1]), "challenges"))
    )  # fmt: skip
    _, reasons = decision_points(example)
    _, fewer = decision_points(others)
    assert len(reasons) == tied["role"].eq("supports").sum() > 1
    assert len(fewer) == len(reasons) - 1


def test_what_was_found_before_is_one_text_an_area_with_its_full_stops(
    south_ayrshire: Evidence,
) -> None:
    findings = south_ayrshire.tables["findings"]
    open_ended = findings.assign(statement=findings["statement"].str.rstrip("."))
    for area in ("1", "2"):
        bare = with_tables(south_ayrshire, findings=open_ended)
        before = " ".join(sentences_on(bare, area, kind=STARTING_POINT))
        assert before == " ".join(sentences_on(south_ayrshire, area, kind=STARTING_POINT))
        assert before.endswith(".")


def test_statements_are_numbered_by_area_and_place(example: Evidence) -> None:
    numbered = numbered_statements(example, example.areas["area"].tolist())
    for area, own in numbered.groupby("section"):
        found_here = findings_of(example, str(area))
        assert own["paragraph_id"].tolist() == [
            f"{area}.{place}" for place in range(1, len(found_here) + 1)
        ]
        assert [each.rstrip(".") for each in own["text"]] == [
            each.rstrip(".") for each in found_here["statement"]
        ]


def test_recorded_confidence_leads_with_who_and_why(example: Evidence, tmp_path: Path) -> None:
    review = replace(example, folder=tmp_path, profile="internal")
    before = findings_of(review, "2").iloc[0]
    other = "very_low" if before["confidence"] != "very_low" else "high"
    judgement.record_confidence(
        tmp_path / CONFIDENCE_LOG, finding_id=before["finding_id"], rater="second inspector",
        confidence=other, proposed=before["confidence"], reason=WHY, rules_version="2",
    )  # fmt: skip
    after = findings_of(review, "2").set_index("finding_id")
    assert after.loc[before["finding_id"], "confidence"] == other
    assert after["set_by"].notna().sum() == 1
    assert "set by second inspector" in opening(review.area(2)).html
    assert WHY in findings_table(findings_of(review, "2")).html
    assert "set by second inspector" not in opening(example.area(2)).html
    public = replace(review, profile="public")
    assert "set by a person" in opening(public.area(2)).html
    assert "second inspector" not in opening(public.area(2)).html
    assert WHY in findings_table(findings_of(public, "2")).html
