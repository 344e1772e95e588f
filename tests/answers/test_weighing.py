"""A review's evidence weighed once, for every answer that speaks of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from evidence_lib import indicators, judgement
from evidence_lib.answers.weighing import assessed, weighed
from evidence_lib.evidence import Evidence
from evidence_lib.judgement import assessing


def test_the_published_review_is_weighed_whole(south_ayrshire: Evidence) -> None:
    summary = assessed(south_ayrshire).summary.set_index(["area", "component"])
    assert summary.loc[("3", "impact"), "indicative_level"] == "2"
    assert summary.loc[("4", "impact"), "indicative_level"] == "not assessable"
    assert summary.loc[("5", "child_protection_committee"), "indicative_level"] == "1"
    assert "L2" in summary.loc[("3", "impact"), "rules_fired"].split()
    assert len(summary) == 10


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
    found = assessed(replace(south_ayrshire, tables=empty, kept={}))
    assert set(found.summary["indicative_level"]) == {"not assessable"}
    assert isinstance(found.fragile, pd.DataFrame)


def test_a_review_is_weighed_once(example: Evidence) -> None:
    assert assessed(example) is assessed(example)
    later = replace(example, facts=replace(example.facts, as_at=date(2019, 1, 1)), kept={})
    assert assessed(later) is not assessed(example)


def test_each_criterion_has_its_own_confidence(south_ayrshire: Evidence) -> None:
    by_criterion = weighed(south_ayrshire.area(3)).by_criterion
    assert set(by_criterion["criterion"]) == set(south_ayrshire.area(3).criteria)


@pytest.mark.parametrize("name", ["south_ayrshire", "example"])
def test_an_assessment_weighs_once_what_the_four_results_would_each_weigh_apart(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    review: Evidence = replace(request.getfixturevalue(name), kept={})
    given: dict[str, Any] = {}
    times: list[int] = []
    weigh = assessing.weigh_evidence

    def noted(items: pd.DataFrame, rules: judgement.Rules, **more: Any) -> Any:
        times.append(len(items))
        given.update(more)
        return weigh(items, rules, **more)

    monkeypatch.setattr(assessing, "weigh_evidence", noted)
    found = assessed(review)
    items, day = review.tables["evidence_items"], given.pop("as_at")
    assert times == [len(items)]
    areas, criterion = review.areas, ("area", "criterion")
    progress = judgement.indicative_progress(items, areas, review.progress_scale, **given)
    confidence = judgement.evidence_confidence(items, as_at=day, **given)
    by_criterion = judgement.evidence_confidence(items, as_at=day, by=criterion, **given)
    fragile = judgement.fragility(items, areas, as_at=day, **given)
    pairs = [(getattr(progress, each), getattr(found.progress, each))
             for each in ("levels", "rules", "facts")]  # fmt: skip
    for apart, together in ((confidence, found.confidence), (by_criterion, found.by_criterion)):
        pairs += [(getattr(apart, each), getattr(together, each))
                  for each in ("levels", "concerns", "caps")]  # fmt: skip
    for apart, together in [*pairs, (fragile, found.fragile)]:
        pd.testing.assert_frame_equal(apart, together)
