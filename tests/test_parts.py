"""Evidence parted by what is judged apart, with what measures showed among it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from evidence_lib import judgement
from evidence_lib.judgement.coded_lines import LEFT_OUT
from evidence_lib.judgement.parts import Part, without
from tests.conftest import item

AREAS = pd.DataFrame({"area": ["1", "2"], "components": [("process", "impact"), ("planning",)]})
NAMED = [("1", "process"), ("1", "impact"), ("2", "planning")]


def parted(*items: dict[str, Any], **given: Any) -> dict[tuple[str, str], Part]:
    columns = list(item("x"))
    frame = pd.DataFrame(list(items), columns=columns).astype("object")
    found = judgement.parts_of(frame, AREAS, **given)
    return {(part.area, part.component): part for part in found}


def measures(**more: Any) -> pd.DataFrame:
    """One measure of area 1 that improved."""
    usual = {
        "area": "1", "component": "impact", "indicator_id": "starts", "has_baseline": True,
        "verdict": "improved", "consistent_with_chance": False, "item_ids": "", "origin": "",
    }  # fmt: skip
    return pd.DataFrame([usual | more])


def test_every_component_of_every_area_is_a_part_whether_it_has_evidence_or_none() -> None:
    found = parted(item("a"))
    assert list(found) == NAMED
    assert [part.item_ids for part in found.values()] == [["a"], [], []]


def test_an_item_without_a_component_goes_by_its_kind_of_measure() -> None:
    told = item("a", component=None, measure_kind="outcome")
    done = item("b", component=None, measure_kind="output")
    found = parted(told, done)
    assert found["1", "impact"].item_ids == ["a"]
    assert found["1", "process"].item_ids == ["b"]


def test_findings_of_the_general_part_of_a_report_are_in_no_part() -> None:
    found = parted(item("a", area="general"), item("b"))
    assert [part.item_ids for part in found.values()] == [["b"], [], []]


def test_a_component_that_its_area_does_not_name_is_kept_after_those_it_does() -> None:
    found = parted(item("a", area="2", component="process"), item("b", area="3"))
    assert list(found) == [*NAMED, ("2", "process"), ("3", "process")]
    assert found["2", "process"].item_ids == ["a"]


# --- measures ---


def lines_of(*items: dict[str, Any], **given: Any) -> pd.DataFrame:
    """The lines of area 1, impact. Row: one line."""
    results = [each | {"component": "impact", "measure_kind": "outcome"} for each in items]
    return parted(*results, **given)["1", "impact"].lines.frame


def test_a_measure_that_moved_is_a_major_line_that_nobody_coded() -> None:
    for verdict, bearing in (("improved", "supports"), ("worsened", "challenges")):
        [line] = lines_of(outcomes=measures(verdict=verdict)).to_dict("records")
        assert (line["bearing"], line["materiality"], line["fixed"]) == (bearing, "major", True)
        assert line["moved"] == (verdict == "improved")
    assert lines_of(outcomes=measures(verdict="not_shown")).empty


def test_a_measure_speaks_with_the_voice_of_the_item_that_tells_it_and_else_with_its_own() -> None:
    told = lines_of(item("a"), outcomes=measures(item_ids="a"))
    untold = lines_of(item("a"), outcomes=measures(item_ids=""))
    elsewhere = lines_of(item("a"), outcomes=measures(item_ids="b"))
    assert [frame["voice"].nunique() for frame in (told, untold, elsewhere)] == [1, 2, 2]


def test_two_measures_are_two_voices() -> None:
    both = pd.concat([measures(), measures(indicator_id="places")])
    part = parted(outcomes=both)["1", "impact"]
    assert int(part.own_facts["major_strengths"][0]) == 2


@pytest.mark.parametrize(("origin", "independent"), [("national", 1), ("partnership", 0), ("", 0)])
def test_a_measure_is_independent_of_an_item_only_if_it_is_known_to_come_from_elsewhere(
    origin: str, independent: int
) -> None:
    own = item("a", component="impact", strand="focus_group", origin="partnership")
    facts = parted(own, outcomes=measures(origin=origin))["1", "impact"].own_facts
    assert int(facts["independent_support"][0]) == independent


def test_a_measure_bears_on_impact_unless_it_names_another_component() -> None:
    unnamed = measures().drop(columns="component")
    assert len(parted(outcomes=unnamed)["1", "impact"].lines.frame) == 1
    named = measures(component="process")
    assert parted(outcomes=named)["1", "impact"].lines.frame.empty
    assert len(parted(outcomes=named)["1", "process"].lines.frame) == 1


def test_an_item_that_tells_a_figure_moved_only_where_its_measure_did() -> None:
    figure = item("a", form="quantitative")

    def moved(**given: Any) -> bool:
        frame = lines_of(figure, **given)
        return bool(frame.loc[~frame["fixed"].astype(bool), "moved"].any())

    assert moved()  # nobody looked for measures: it is taken at its word
    assert moved(outcomes=measures(item_ids="a"))
    assert not moved(outcomes=measures(item_ids="a", verdict="not_shown"))
    assert not moved(outcomes=measures().head(0))


# --- leaving out ---


def test_a_line_is_left_out_when_its_last_item_is_and_a_measure_never_is() -> None:
    one, two = item("a", collection_id="group"), item("b", collection_id="group")
    rows = [each | {"component": "impact"} for each in (one, two, item("c"))]
    part = parted(*rows, outcomes=measures(item_ids="c"))["1", "impact"]
    ids = part.lines.frame["item_ids"].tolist()
    assert sorted(ids, key=len) == [(), ("c",), ("a", "b")]

    def gone(*removed: str) -> list[tuple[str, ...]]:
        left = without(part, removed)
        return [each for each, bearing in zip(ids, left, strict=True) if bearing == LEFT_OUT]

    assert gone("a") == []
    assert gone("a", "b") == [("a", "b")]
    assert gone("c") == [("c",)]
