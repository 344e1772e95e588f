"""Claims of the partnership, checked by what they say and not by what they cite alone."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import strands
from evidence_lib.strands.quantities import claim_words, figure_bears_out
from tests.conftest import item

STAFF = {"strand": "focus_group", "origin": "partnership"}
OWN = {"strand": "self_evaluation", "origin": "partnership"}
NO_FIGURES = pd.DataFrame(columns=["area", "word", "of", "part", "whole", "in_words"])


def findings(*directions: str, **more: object) -> pd.DataFrame:
    """The review's findings on pace, one a direction."""
    rows = [
        {"finding_id": f"F{place}", "area": "1", "component": "process", "criterion": "pace",
         "kind": None, "statement": f"Pace is {direction}.", "direction": direction} | more
        for place, direction in enumerate(directions)
    ]  # fmt: skip
    columns = ["finding_id", "area", "component", "criterion", "kind", "statement", "direction"]
    return pd.DataFrame(rows, columns=columns)


def claimed(text: str = "Work goes faster.", *ids: str, **more: object) -> pd.DataFrame:
    """One claim about pace; what a test is about is given."""
    row = {"claim_id": "c", "area": "1", "component": "process", "criterion": "pace", "claim": text,
           "self_level": 3, "item_ids": " ".join(ids) or None} | more  # fmt: skip
    return pd.DataFrame([row])


def figure(part: int, whole: int, word: str = "baseline") -> pd.DataFrame:
    """So many of the indicators have a baseline."""
    words = f"{part} of {whole} indicators have a {word}"
    return pd.DataFrame(
        [("1", word, "indicator measure", part, whole, words)], columns=NO_FIGURES.columns
    )


def checked(
    claim: pd.DataFrame,
    *rows: dict[str, object],
    found: pd.DataFrame | None = None,
    figures: pd.DataFrame = NO_FIGURES,
    levels: pd.DataFrame | None = None,
    outcomes: pd.DataFrame | None = None,
) -> pd.Series:
    items = pd.DataFrame([*rows, item("z", criterion="other")])
    said = findings() if found is None else found
    verified = strands.claims_verified(
        claim, items, findings=said, figures=figures, levels=levels, outcomes=outcomes
    )
    return verified.iloc[0]


def test_every_beside_eleven_of_twenty_seven_is_contradicted_and_both_are_shown() -> None:
    claim = claimed("Every indicator has a baseline and a target.", "a")
    found = checked(claim, item("a"), figures=figure(11, 27))
    assert found["verdict"] == "contradicted"
    assert found["figure"] == "11 of 27 indicators have a baseline"
    assert "“Every” is claimed; 11 of 27 indicators have a baseline." in found["in_words"]


@pytest.mark.parametrize(
    ("text", "part", "verdict"),
    [
        ("Every indicator has a baseline.", 27, "supported"),
        ("Every indicator has a baseline.", 26, "contradicted"),
        ("Nearly all indicators have baselines.", 26, "supported"),
        ("Nearly all indicators have baselines.", 20, "contradicted"),
        ("Most of our measures have a baseline.", 27, "supported"),
        ("The majority of indicators have a baseline.", 13, "contradicted"),
        ("Few indicators have a baseline.", 3, "supported"),
        ("Few indicators have a baseline.", 13, "contradicted"),
        ("No indicator lacks a baseline.", 27, "contradicted"),
        ("Indicators have baselines.", 11, "partly"),
        ("Not every indicator has a baseline.", 11, "partly"),
        ("Every indicator has a baseline and most are new.", 11, "partly"),
        ("Every plan has a baseline.", 11, "unsupported"),
        ("Every indicator has an owner.", 11, "unsupported"),
        ("Every child is seen. Indicators have a baseline.", 11, "partly"),
    ],
)
def test_a_word_of_quantity_is_compared_with_the_figure_its_sentence_names(
    text: str, part: int, verdict: str
) -> None:
    assert checked(claimed(text), figures=figure(part, 27))["verdict"] == verdict


def test_of_a_small_whole_only_all_and_none_are_compared() -> None:
    assert figure_bears_out("most", 1, 4) is None
    assert figure_bears_out("all", 3, 4) is False
    assert figure_bears_out("none", 0, 4) is True


def test_every_word_of_a_claim_stands_for_a_word_of_the_convention() -> None:
    for quantity in claim_words()["stands_for"]:
        assert figure_bears_out(quantity, 10, 20) in (True, False)


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([item("a")], "supported"),
        ([item("a"), item("b", **OWN)], "supported"),
        ([item("a"), item("b", bearing="challenges", **STAFF)], "partly"),
        ([item("a", bearing="mixed")], "partly"),
        ([item("a", **STAFF)], "partly"),
        ([item("a", origin=None)], "partly"),
        ([item("a", **OWN)], "unsupported"),
        ([], "unsupported"),
        ([item("a", bearing="challenges"), item("b", **OWN)], "contradicted"),
    ],
)
def test_only_what_is_not_the_partnerships_own_bears_a_claim_out(
    rows: list[dict[str, object]], verdict: str
) -> None:
    claim = claimed("Work goes faster.", *[str(row["item_id"]) for row in rows])
    assert checked(claim, *rows)["verdict"] == verdict


@pytest.mark.parametrize(
    ("directions", "verdict"),
    [
        (["improved"], "supported"),
        (["mixed"], "partly"),
        (["improved", "not_shown"], "partly"),
        (["not_shown"], "partly"),
        (["unchanged", "worse"], "contradicted"),
    ],
)
def test_a_finding_on_the_same_question_that_says_otherwise_keeps_a_claim_from_being_supported(
    directions: list[str], verdict: str
) -> None:
    found = checked(claimed("Work goes faster.", "a"), item("a"), found=findings(*directions))
    assert found["verdict"] == verdict
    assert found["finding_ids"].split() == [f"F{place}" for place in range(len(directions))]
    assert f"Pace is {directions[0]}." in found["in_words"]


@pytest.mark.parametrize(
    ("criterion", "component", "verdict"),
    [("pace", "process", "unsupported"), (None, "process", "unsupported"),
     (None, None, "unsupported"), ("other", "process", "unsupported")],
)  # fmt: skip
def test_a_claim_of_what_is_not_shown_is_unsupported_and_the_finding_stands_beside_it(
    criterion: str | None, component: str | None, verdict: str
) -> None:
    there = findings("not_shown", criterion=criterion, component=component)
    found = checked(claimed("Work goes faster."), found=there)
    assert found["verdict"] == verdict
    on_its_question = criterion == "pace" or (criterion is None and component == "process")
    assert ("Pace is not_shown." in found["in_words"]) == on_its_question


@pytest.mark.parametrize(
    ("shown", "verdict"), [("improved", "supported"), ("worsened", "contradicted")]
)
def test_a_measure_that_moved_is_set_beside_every_claim_on_its_part(
    shown: str, verdict: str
) -> None:
    measure = pd.DataFrame(
        {"area": ["1"], "component": ["process"], "verdict": [shown],
         "in_words": ["84 of 109 rose"]}
    )  # fmt: skip
    found = checked(claimed("Work goes faster."), outcomes=measure)
    assert found["verdict"] == verdict
    assert "84 of 109 rose." in found["in_words"]
    elsewhere = checked(claimed("Work goes faster.", component="impact"), outcomes=measure)
    assert elsewhere["verdict"] == "unsupported"


def test_a_finding_alone_supports_in_part_and_is_more_than_nothing() -> None:
    assert checked(claimed(), found=findings("improved"))["verdict"] == "partly"
    assert checked(claimed())["verdict"] == "unsupported"


@pytest.mark.parametrize(
    "more",
    [{"area": "2"}, {"criterion": "other"}, {"component": "impact"}, {"kind": "starting_point"}],
    ids=["area", "criterion", "component", "starting point"],
)
def test_a_finding_on_another_question_says_nothing_of_a_claim(more: dict[str, str]) -> None:
    found = checked(claimed(), found=findings("worse", **more))
    assert (found["verdict"], found["finding_ids"]) == ("unsupported", "")


def test_a_claim_without_a_component_meets_findings_on_every_part() -> None:
    found = checked(claimed(component=None), found=findings("worse", component="impact"))
    assert found["verdict"] == "contradicted"


def test_what_a_claim_cites_on_another_question_bears_nothing_out() -> None:
    elsewhere = checked(claimed("Work goes faster.", "z"))
    assert elsewhere["verdict"] == "unsupported"
    assert elsewhere["in_words"] == "What it cites is about something else."
    assert elsewhere["item_ids"] == "z"
    assert checked(claimed("All is well.", "z", criterion=None))["verdict"] == "supported"


def test_what_is_cited_is_said_apart_for_others_and_for_the_partnership() -> None:
    rows = [item("a"), item("b", bearing="challenges", **STAFF), item("c", **STAFF)]
    found = checked(claimed("Work goes faster.", "a", "b", "c"), *rows)
    assert found["in_words"] == (
        "What it cites from others supports it. What it cites of its own points both ways."
    )


def test_a_claimed_level_is_set_against_the_range_of_its_own_part_only() -> None:
    levels = pd.DataFrame(
        {"area": ["1", "1"], "component": ["process", "impact"], "low": [2, 1], "high": [3, 2]}
    )
    shown = ["self_level", "low", "high", "above"]
    assert checked(claimed(), levels=levels)[shown].tolist() == [3, 2, 3, False]
    assert checked(claimed(component="impact"), levels=levels)[shown].tolist() == [3, 1, 2, True]
    no_part = checked(claimed(component=None), levels=levels)
    assert no_part[["low", "high", "above"]].isna().all()
    unassessed = levels.assign(low=None, high=None)
    assert pd.isna(checked(claimed(), levels=unassessed)["above"])


def test_no_claims_give_no_rows_with_the_same_columns() -> None:
    none = claimed().iloc[:0]
    verified = strands.claims_verified(
        none, pd.DataFrame([item("a")]), findings=findings(), figures=NO_FIGURES
    )
    assert verified.empty
    assert {"verdict", "in_words", "finding_ids", "figure", "above"} <= set(verified.columns)


def test_the_origin_of_an_item_comes_from_its_source_where_it_gives_none() -> None:
    items = pd.DataFrame([item("a", origin=None)])
    sources = pd.DataFrame({"source_id": ["s"], "origin": ["national"]})
    verified = strands.claims_verified(
        claimed("Work goes faster.", "a"), items, findings=findings(), figures=NO_FIGURES,
        sources=sources,
    )  # fmt: skip
    assert verified["verdict"].tolist() == ["supported"]
