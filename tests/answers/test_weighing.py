"""A review's evidence weighed once, for every answer that speaks of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from evidence_lib import indicators, judgement
from evidence_lib.answers.outcomes import outcomes_of
from evidence_lib.answers.weighing import (
    CONFIDENCE_LOG,
    assessed,
    fragile,
    recoding_rates,
    sure_of,
    weighed,
)
from evidence_lib.evidence import Evidence
from evidence_lib.judgement import assessing

WHY = "I read the minutes of both groups myself, and they bear out what was said of them."


@pytest.fixture(params=["south_ayrshire", "example"])
def review(request: pytest.FixtureRequest) -> Evidence:
    found: Evidence = request.getfixturevalue(request.param)
    return found


def test_every_part_of_every_area_is_weighed_once_in_order(review: Evidence) -> None:
    wanted = [
        (area, component)
        for area, components in zip(review.areas["area"], review.areas["components"], strict=True)
        for component in components
    ]
    for frame in (assessed(review).summary, assessed(review).progress.levels):
        assert list(zip(frame["area"], frame["component"], strict=True)) == wanted


def test_a_measure_leans_on_the_item_that_tells_it(south_ayrshire: Evidence) -> None:
    rules = weighed(south_ayrshire.area(3)).rules
    said = rules[rules["rule"].eq("L2")]
    assert said["item_ids"].tolist() == ["A3-007"]


def test_values_of_later_years_are_no_evidence_at_the_review(south_ayrshire: Evidence) -> None:
    values = south_ayrshire.tables["indicator_values"]
    known = indicators.known_by(values, south_ayrshire.as_at)
    balance = known[known["indicator_id"].eq("balance_of_care")]
    assert balance["period"].max() == "2016-17"


def test_nothing_is_assessed_where_there_is_no_evidence(south_ayrshire: Evidence) -> None:
    empty = {name: frame.iloc[0:0] for name, frame in south_ayrshire.tables.items()}
    bare = replace(south_ayrshire, tables=empty, kept={})
    found = assessed(bare)
    assert set(found.summary["indicative_level"]) == {"not assessable"}
    assert set(found.summary["confidence"]) == {"not_assessable"}
    assert found.progress.levels["low"].isna().all()
    assert fragile(bare.area(3)).empty
    assert sure_of(bare).empty


def test_a_review_is_weighed_once(example: Evidence) -> None:
    assert assessed(example) is assessed(example)
    later = replace(example, facts=replace(example.facts, as_at=date(2019, 1, 1)), kept={})
    assert assessed(later) is not assessed(example)


def test_an_assessment_parts_the_evidence_once_and_gives_what_its_results_give_apart(
    review: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[int] = []
    part = assessing.parts_of

    def noted(items: pd.DataFrame, *args: Any, **more: Any) -> Any:
        times.append(len(items))
        return part(items, *args, **more)

    monkeypatch.setattr(assessing, "parts_of", noted)
    found = assessed(replace(review, kept={}))
    tables, items = review.tables, review.tables["evidence_items"]
    assert times == [len(items)]
    shared = {
        "sources": tables["sources"],
        "outcomes": outcomes_of(review),
        "survey_independent": judgement.survey_independence(
            tables["survey_responses"], tables["workforce"]
        )[0],
    }
    progress = judgement.indicative_progress(
        items, review.areas, review.progress_scale, **shared, safety=found.concerns,
        rates=recoding_rates(review),
    )  # fmt: skip
    confidence = judgement.finding_confidence(
        tables["findings"], tables["finding_items"], items, areas=review.areas,
        as_at=review.as_at, **shared,
    )  # fmt: skip
    for apart, together in (
        (progress.levels, found.progress.levels),
        (progress.rules, found.progress.rules),
        (confidence.levels, found.confidence.levels),
        (confidence.concerns, found.confidence.concerns),
    ):
        pd.testing.assert_frame_equal(apart, together)


def test_what_an_area_hangs_on_is_read_from_the_parts_that_were_weighed(review: Evidence) -> None:
    whole = judgement.fragility(assessed(review).parts)
    for number in review.areas["area"]:
        own = whole[whole["area"].eq(number)].reset_index(drop=True)
        pd.testing.assert_frame_equal(fragile(review.area(number)), own, check_dtype=False)


def test_confidence_that_nobody_set_is_what_the_rules_propose(review: Evidence) -> None:
    sure = sure_of(review)
    assert sure["set_by"].isna().all()
    assert sure["confidence"].tolist() == sure["proposed"].tolist()
    assert sure["finding_id"].tolist() == assessed(review).confidence.levels["finding_id"].tolist()


def test_confidence_that_a_person_set_last_stands_in_place_of_what_the_rules_propose(
    example: Evidence, tmp_path: Path
) -> None:
    (first, *others) = sure_of(example).to_dict("records")
    for rater, word in (("first inspector", "very_low"), ("second inspector", "high")):
        judgement.record_confidence(
            tmp_path / CONFIDENCE_LOG, finding_id=first["finding_id"], rater=rater,
            confidence=word, proposed=first["proposed"], reason=WHY, rules_version="2",
        )  # fmt: skip
    sure = sure_of(replace(example, folder=tmp_path)).set_index("finding_id")
    said = sure.loc[first["finding_id"]]
    assert said[["confidence", "set_by", "set_reason"]].tolist() == [
        "high", "second inspector", WHY,
    ]  # fmt: skip
    assert said["proposed"] == first["proposed"]
    for row in others:
        assert sure.loc[row["finding_id"], "confidence"] == row["proposed"]


def test_where_findings_are_tied_to_nothing_none_of_them_can_be_assessed(
    example: Evidence,
) -> None:
    ties = example.tables["finding_items"].iloc[:0]
    bare = replace(example, tables={**example.tables, "finding_items": ties}, kept={})
    sure = sure_of(bare)
    assert set(sure["confidence"]) == {"not_assessable"}
    assert set(sure["item_ids"]) == {""}
    assert len(sure) == len(sure_of(example))
