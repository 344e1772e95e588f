"""What the coding leaves open: the other codings that a range is made of, and the range."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pandas as pd
import pytest

from evidence_lib import judgement
from evidence_lib.judgement import recoding
from evidence_lib.judgement.coded_lines import LEFT_OUT
from evidence_lib.judgement.extent import read_levels
from evidence_lib.judgement.recoding import CodingRange
from tests.generated_reviews import AREAS, SOURCES, framed

RULES = judgement.load_rules()
NEVER = {"materiality": 0.0, "bearing": 0.0}


def voices(number: int, bearing: str = "supports", materiality: str = "important") -> list[Any]:
    """So many voices with one set of codes, each a sentence of its own."""
    return [
        {
            "strand": "team_finding", "source_id": "report", "measure_kind": "outcome",
            "location": f"{bearing} {materiality} {place}", "bearing": bearing,
            "materiality": materiality, "form": "qualitative", "attribution": "team_finding",
        }
        for place in range(number)
    ]  # fmt: skip


def part_of(rows: list[dict[str, Any]], component: str = "process", **given: Any) -> judgement.Part:
    items = framed(rows).assign(component=component)
    found = judgement.parts_of(items, AREAS, sources=SOURCES, **given)
    return next(part for part in found if part.component == component)


def level_of(part: judgement.Part) -> int | None:
    level = int(read_levels(part.own_facts, part.component, RULES)[0])
    return None if level < 0 else level


def range_of(part: judgement.Part, rates: Any = None) -> CodingRange:
    return recoding.coding_range(part, level_of(part), RULES, rates or {})


def ends(part: judgement.Part, rates: Any = None) -> tuple[int | None, int | None]:
    found = range_of(part, rates)
    return found.low, found.high


SETTLED = voices(20) + voices(10, materiality="major") + voices(2, "challenges")
UNSETTLED = voices(1)
NEAR_THREE = voices(9) + voices(2, materiality="major") + voices(3, "challenges")


def test_where_much_says_the_same_the_coding_settles_the_level() -> None:
    part = part_of(SETTLED)
    found = range_of(part)
    assert (level_of(part), found.low, found.high) == (3, 3, 3)
    assert found.held is not None
    assert found.held >= RULES.recoding["holds_joint"]


def test_where_a_level_hangs_on_one_voice_the_coding_leaves_the_one_below_open() -> None:
    part = part_of(UNSETTLED)
    assert (level_of(part), *ends(part)) == (2, 1, 2)


def test_a_part_that_is_not_assessable_has_no_range() -> None:
    assert range_of(part_of([])) == CodingRange(None, None, None)


NOT_A_NUMBER = {"materiality": float("nan"), "bearing": float("nan")}


@pytest.mark.parametrize("unknown", [{}, dict.fromkeys(NOT_A_NUMBER), NOT_A_NUMBER])
def test_rates_that_nobody_measured_are_those_of_the_rules(unknown: dict[str, Any]) -> None:
    usual = {name: RULES.recoding[f"{name}_rate"] for name in ("materiality", "bearing")}
    part = part_of(NEAR_THREE)
    drawn = recoding.joint_recodings(part, RULES, unknown)
    for one, other in zip(drawn, recoding.joint_recodings(part, RULES, usual), strict=True):
        np.testing.assert_array_equal(one, other)
    assert range_of(part, unknown) == range_of(part, usual)


def test_where_coders_never_differ_only_the_single_codes_leave_anything_open() -> None:
    part = part_of(NEAR_THREE)
    for codes, own in zip(recoding.joint_recodings(part, RULES, NEVER),
                          (part.lines.bearings, part.lines.weights), strict=True):  # fmt: skip
        assert (codes == own).all()
    assert ends(part, NEVER) == (level_of(part), level_of(part))
    low, high = ends(part)
    assert low != high
    assert ends(part_of(UNSETTLED), NEVER) == (1, 2)


def test_one_line_in_many_may_leave_the_range_and_is_then_what_the_level_hangs_on() -> None:
    part = part_of(voices(1) + voices(19, "mixed", "minor"))
    assert ends(part, NEVER) == (2, 2)
    [found] = judgement.fragility([part]).to_dict("records")
    assert (found["level_before"], found["level_after"]) == (2, 1)


# --- the other codings ---


def mixed_part() -> judgement.Part:
    return part_of(voices(2) + voices(3, "mixed") + voices(1, "challenges", "major"))


def test_each_coded_line_is_left_out_once() -> None:
    part = mixed_part()
    bearings, weights = recoding.each_left_out(part)
    left = bearings == LEFT_OUT
    np.testing.assert_array_equal(left, np.eye(len(part.lines.frame), dtype=bool))
    assert (bearings[~left] == np.tile(part.lines.bearings, (len(left), 1))[~left]).all()
    assert (weights == part.lines.weights).all()


def test_each_code_goes_one_step_both_ways_where_there_are_two() -> None:
    part = mixed_part()
    bearings, weights = recoding.each_a_step_off(part)
    by_bearing, by_weight = bearings - part.lines.bearings, weights - part.lines.weights
    steps = np.abs(by_bearing).sum(axis=1) + np.abs(by_weight).sum(axis=1)
    assert steps.tolist() == [1] * len(steps)
    # an important strength: mixed, minor, major; a mixed one two more; a major weakness: two
    assert len(steps) == 2 * 3 + 3 * 4 + 1 * 2
    assert len({(*one, *other) for one, other in zip(by_bearing.tolist(), by_weight.tolist(),
                                                     strict=True)}) == len(steps)  # fmt: skip


def test_joint_recodings_take_each_code_a_step_off_as_often_as_its_rate() -> None:
    part = part_of(voices(10) + voices(10, "mixed") + voices(10, "challenges", "major"))
    bearings, weights = recoding.joint_recodings(part, RULES, {"materiality": 0.2, "bearing": 0.1})
    for codes, own, rate in ((bearings, part.lines.bearings, 0.1),
                             (weights, part.lines.weights, 0.2)):  # fmt: skip
        steps = np.abs(codes - own)
        assert set(np.unique(steps)) == {0, 1}
        assert np.allclose(steps.mean(axis=0), rate, atol=0.05)
    assert set(np.unique(bearings)) == {-1, 0, 1}
    assert set(np.unique(weights)) == {1, 2, 3}


IMPROVED = pd.DataFrame({"area": ["1"], "has_baseline": [True], "verdict": ["improved"]})


def test_what_a_measure_showed_is_never_recoded() -> None:
    part = part_of(voices(2), "impact", outcomes=IMPROVED)
    fixed = part.lines.marks("fixed")
    assert fixed.sum() == 1
    always = {"materiality": 1.0, "bearing": 1.0}
    for bearings, weights in (
        recoding.each_left_out(part),
        recoding.each_a_step_off(part),
        recoding.joint_recodings(part, RULES, always),
    ):
        assert (bearings[:, fixed] == 1).all()
        assert (weights[:, fixed] == 3).all()
        assert (bearings[:, ~fixed] != part.lines.bearings[~fixed]).any()


def test_a_part_that_only_a_measure_speaks_to_is_left_as_it_is() -> None:
    part = part_of([], "impact", outcomes=IMPROVED)
    level = level_of(part)
    assert level is not None
    assert ends(part) == (level, level)


MEGABYTE = 2**20


def test_a_part_of_three_thousand_items_is_recoded_in_little_memory() -> None:
    number = 600
    part = part_of(
        voices(number) + voices(number, materiality="major") + voices(number, "mixed", "minor")
        + voices(number, "challenges") + voices(number, materiality="minor")
    )  # fmt: skip
    assert len(part.lines.frame) == 5 * number
    tracemalloc.start()
    found = range_of(part)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.low == found.high == level_of(part)
    assert peak < 200 * MEGABYTE
