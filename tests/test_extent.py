"""The indicative extent holds under splitting, adding, recoding and renaming; its range too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations_with_replacement
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from evidence_lib import judgement, terms
from evidence_lib.answers.weighing import assessed, recoding_rates
from evidence_lib.judgement.extent import read_levels
from tests.generated_reviews import AREAS, SCALE, SOURCES, coded_row, coded_rows, framed

FEWER = settings(max_examples=40)
"""Each example weighs a review twice or more; the exhaustive tests go further."""

COMPONENTS = ("process", "impact")


def found(items: pd.DataFrame, component: str = "process", **given: Any) -> pd.Series:
    """The row of the levels on one component of area 1."""
    placed = items.assign(component=component)
    levels = judgement.indicative_progress(placed, AREAS, SCALE, sources=SOURCES, **given).levels
    return levels.set_index("component").loc[component]


def level(items: pd.DataFrame, component: str = "process", **given: Any) -> int | None:
    """The level of one component; None where it is not assessable."""
    row = found(items, component, **given)
    return None if pd.isna(row["level"]) else int(row["level"])


def answer(items: pd.DataFrame, component: str) -> tuple[Any, ...]:
    """The level and the range round it."""
    row = found(items, component)
    return tuple(None if pd.isna(row[name]) else row[name] for name in ("level", "low", "high"))


@FEWER
@given(coded_rows(), st.data(), st.sampled_from(COMPONENTS))
def test_splitting_an_item_within_its_sentence_changes_nothing(
    rows: list[dict[str, Any]], data: st.DataObject, component: str
) -> None:
    split = data.draw(st.sampled_from(rows))
    assert answer(framed([*rows, dict(split)]), component) == answer(framed(rows), component)


@FEWER
@given(coded_rows(), coded_row(), st.sampled_from(COMPONENTS))
def test_a_supporting_voice_never_lowers_the_extent(
    rows: list[dict[str, Any]], more: dict[str, Any], component: str
) -> None:
    before = level(framed(rows), component)
    after = level(framed([*rows, {**more, "bearing": "supports"}]), component)
    assert before is None or (after is not None and after >= before)


@FEWER
@given(coded_rows(), coded_row(), st.sampled_from(COMPONENTS))
def test_a_challenging_voice_never_raises_the_extent(
    rows: list[dict[str, Any]], more: dict[str, Any], component: str
) -> None:
    before = level(framed(rows), component)
    after = level(framed([*rows, {**more, "bearing": "challenges"}]), component)
    assert before is None or (after is not None and after <= before)


@FEWER
@given(
    coded_rows(), st.data(), st.sampled_from(COMPONENTS),
    st.sampled_from([("bearing", terms.BEARINGS), ("materiality", terms.MATERIALITIES)]),
    st.sampled_from([-1, 1]),
)  # fmt: skip
def test_one_code_one_step_off_moves_the_extent_by_one_level_at_most(
    rows: list[dict[str, Any]],
    data: st.DataObject,
    component: str,
    code: tuple[str, tuple[str, ...]],
    step: int,
) -> None:
    name, words = code
    place = data.draw(st.integers(0, len(rows) - 1))
    to = words.index(rows[place][name]) + step
    recoded = [dict(row) for row in rows]
    recoded[place][name] = words[min(max(to, 0), len(words) - 1)]
    before, after = level(framed(rows), component), level(framed(recoded), component)
    assert (before is None) == (after is None)
    assert before is None or after is None or abs(before - after) <= 1


EVERY_CODE = [(bearing, weight) for bearing in (-1, 0, 1) for weight in (1, 2, 3)]
MOST_VOICES = 5


def one_step_off(codes: tuple[tuple[int, int], ...]) -> list[tuple[tuple[int, int], ...]]:
    """Every coding in which one code of one voice is a step off."""
    near = []
    for place, (bearing, weight) in enumerate(codes):
        changed = [(bearing + step, weight) for step in (-1, 1) if abs(bearing + step) <= 1]
        changed += [(bearing, weight + step) for step in (-1, 1) if 1 <= weight + step <= 3]
        near += [(*codes[:place], each, *codes[place + 1 :]) for each in changed]
    return near


@pytest.mark.parametrize("number", range(1, MOST_VOICES + 1))
@pytest.mark.parametrize("component", COMPONENTS)
@pytest.mark.parametrize("strand", ["team_finding", "document_review", "focus_group young_people"])
def test_of_all_codings_of_up_to_five_voices_no_neighbours_are_two_levels_apart(
    number: int, component: str, strand: str
) -> None:
    strands, rules = strand.split(), judgement.load_rules()
    origins = {"young_people": "service_user", "focus_group": "partnership"}
    rows = [
        supporting(1, location=f"sentence {place}", attribution="reported_by_staff")[0]
        | {"strand": strands[place % len(strands)]}
        | {"form": "quantitative" if place == 0 else "qualitative"}
        | {"origin": origins.get(strands[place % len(strands)]), "measure_kind": "outcome"}
        for place in range(number)
    ]
    items = framed(rows).assign(component=component)
    [part] = [each for each in judgement.parts_of(items, AREAS, sources=SOURCES)
              if each.component == component]  # fmt: skip
    codings = list(combinations_with_replacement(EVERY_CODE, number))
    pairs = [(coding, other) for coding in codings for other in one_step_off(coding)]
    coded = np.array(pairs, dtype=np.int8)
    before, after = (
        read_levels(part.facts(coded[:, side, :, 0], coded[:, side, :, 1]), component, rules)
        for side in (0, 1)
    )
    assert number < 4 or before.max() >= (2 if strand == "document_review" else 3)
    assert np.abs(before - after).max() <= 1


@FEWER
@given(coded_rows(), st.randoms(use_true_random=False), st.sampled_from(COMPONENTS))
def test_neither_the_order_nor_the_names_of_items_matter(
    rows: list[dict[str, Any]], random: Any, component: str
) -> None:
    items = framed(rows)
    shuffled = items.sample(frac=1, random_state=random.randint(0, 1000))
    renamed = shuffled.assign(item_id=[f"Z{number}" for number in range(len(items))])
    assert answer(renamed, component) == answer(items, component)


@FEWER
@given(coded_rows(), st.sampled_from(COMPONENTS))
def test_the_point_lies_within_its_range(rows: list[dict[str, Any]], component: str) -> None:
    row = found(framed(rows), component)
    assert pd.isna(row["level"]) or row["low"] <= row["level"] <= row["high"]


# --- the range ---

RECODINGS = 300
USUAL_RATES = {"materiality": 0.10, "bearing": 0.05}


def item_by_item(part: judgement.Part) -> judgement.Part:
    """The same part with a line an item, so that items of one voice are recoded each by itself."""
    frame = part.lines.frame.explode("item_ids").reset_index(drop=True)
    return replace(part, lines=replace(part.lines, frame=frame))


def other_codings(
    part: judgement.Part, rates: Mapping[str, float], draw: np.random.Generator
) -> tuple[Any, Any]:
    """Take each code of each item a step off as often as its rate says; codes at an end turn."""
    coded = []
    for own, rate, ends in (
        (part.lines.bearings, rates["bearing"], (-1, 1)),
        (part.lines.weights, rates["materiality"], (1, 3)),
    ):
        step = draw.choice([-1, 1], size=(RECODINGS, len(own)))
        step = np.where((own + step < ends[0]) | (own + step > ends[1]), -step, step)
        off = (draw.random(step.shape) < rate) & ~part.lines.frame["fixed"].to_numpy(dtype=bool)
        coded.append((own + step * off).astype(np.int8))
    return coded[0], coded[1]


@pytest.mark.parametrize("review_name", ["south_ayrshire", "example"])
@pytest.mark.parametrize("seed", [2018, 2026, 7])
def test_the_printed_range_holds_nine_in_ten_of_300_other_recodings(
    review_name: str, seed: int, request: pytest.FixtureRequest
) -> None:
    review = request.getfixturevalue(review_name)
    printed = assessed(review).progress.levels.set_index(["area", "component"])
    measured = {name: rate for name, rate in recoding_rates(review).items() if rate is not None}
    draw, rules = np.random.default_rng(seed), judgement.load_rules()
    for part in map(item_by_item, assessed(review).parts):
        row = printed.loc[(part.area, part.component)]
        if pd.isna(row["level"]):
            continue
        codings = other_codings(part, USUAL_RATES | measured, draw)
        levels = read_levels(part.facts(*codings), part.component, rules)
        inside = (levels >= row["low"]) & (levels <= row["high"])
        assert inside.mean() >= 0.9, (part.area, part.component)


# --- the levels, the limiters ---


def supporting(number: int, materiality: str = "important", **codes: Any) -> list[dict[str, Any]]:
    """So many voices that support, each a sentence of its own, with no strand named."""
    usual = {
        "strand": "team_finding", "source_id": "report", "measure_kind": "process",
        "bearing": "supports", "form": "qualitative", "attribution": "team_finding",
    }  # fmt: skip
    head = f"{materiality} {codes.get('bearing', 'supports')}"
    return [
        usual | {"materiality": materiality, "location": f"{head} {place}"} | codes
        for place in range(number)
    ]


def challenging(number: int, materiality: str = "important") -> list[dict[str, Any]]:
    """So many voices that challenge."""
    return supporting(number, materiality, bearing="challenges")


STAFF = supporting(1, attribution="reported_by_staff", location="staff")


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (challenging(2), 0),
        (supporting(1, bearing="mixed"), 1),
        (supporting(3, "minor"), 1),
        (supporting(1), 2),
        (supporting(2) + challenging(2), 2),
        (supporting(2) + challenging(3), 1),
        (supporting(3) + challenging(1, "major"), 1),
        (supporting(5), 2),
        (supporting(1, "major"), 2),
        (supporting(1, "major") + supporting(1), 3),
        (supporting(1, "major") + supporting(2) + challenging(1), 3),
        (supporting(1, "major") + supporting(1) + challenging(1), 2),
        (supporting(3, "major") + STAFF, 4),
        (supporting(3, "major") + supporting(2), 3),
        (supporting(2, "major") + supporting(2) + STAFF, 3),
        (supporting(3, "major") + supporting(8) + STAFF + challenging(1), 4),
        (supporting(3, "major") + supporting(4) + STAFF + challenging(1), 3),
    ],
)
def test_a_level_is_what_its_needs_and_the_single_code_allow(
    rows: list[dict[str, Any]], wanted: int
) -> None:
    assert level(framed(rows)) == wanted


def test_without_evidence_nothing_can_be_assessed() -> None:
    row = found(framed([]))
    assert pd.isna(row["level"])
    assert row["rules_fired"] == "L8"
    assert row["in_words"] == "Not assessable. There is no evidence on this."


STRONG = supporting(3, "major") + supporting(1) + STAFF


def traced(rows: list[dict[str, Any]], **codes: Any) -> list[dict[str, Any]]:
    """The same voices, each in a document unless another strand is given."""
    return [row | {"strand": "document_review"} | codes for row in rows]


def test_support_of_one_strand_or_of_one_origin_is_capped_at_two() -> None:
    for rows in (traced(STRONG), traced(STRONG, strand="focus_group", origin="partnership")):
        assert level(framed(rows)) == 2
        assert "L6" in found(framed(rows))["rules_fired"].split()
        assert level(framed(rows), without=["L6"]) == 4
    beyond = traced(supporting(2, "major", location="talk"), strand="young_people",
                    origin="service_user", collection_id="group")  # fmt: skip
    assert level(framed([*traced(STRONG), *beyond])) == 3


def test_where_strands_are_not_named_the_cap_cannot_be_determined_and_it_says_so() -> None:
    fired = found(framed(STRONG))["rules_fired"].split()
    assert fired == ["L6u"]


RESULTS = [row | {"measure_kind": "outcome"} for row in STRONG]
MEASURE = pd.DataFrame(
    {"area": ["1"], "has_baseline": [True], "verdict": ["not_shown"],
     "consistent_with_chance": [True], "item_ids": ["I000"], "origin": ["national"]}
)  # fmt: skip


def test_impact_without_an_outcome_that_moved_stays_at_two() -> None:
    row = found(framed(RESULTS), "impact", outcomes=MEASURE)
    assert (row["level"], row["rules_fired"]) == (2, "L6u L1 L2")
    told = [row | {"form": "quantitative"} for row in RESULTS]
    assert level(framed(told), "impact", outcomes=MEASURE) == 2


def test_an_outcome_that_improved_lifts_the_cap_and_one_that_worsened_challenges() -> None:
    improved = MEASURE.assign(verdict="improved", consistent_with_chance=False)
    assert level(framed(RESULTS), "impact", outcomes=improved) == 3
    worse = MEASURE.assign(verdict="worsened", consistent_with_chance=False)
    few = RESULTS[:1]
    assert level(framed(few), "impact", outcomes=MEASURE) == 2
    alone = worse.assign(item_ids="")
    assert level(framed(few), "impact", outcomes=alone) == 2
    assert level(framed(RESULTS[3:4]), "impact", outcomes=alone) == 1
    assert "L9" in found(framed(few), "impact", outcomes=alone)["rules_fired"].split()


def test_a_measure_and_the_item_that_tells_it_are_one_voice() -> None:
    improved = MEASURE.assign(verdict="improved", consistent_with_chance=False)
    facts = judgement.indicative_progress(
        framed(RESULTS).assign(component="impact"), AREAS, SCALE, outcomes=improved
    ).facts.set_index("component")
    assert facts.loc["impact", "strengths"] == len(RESULTS)
    assert facts.loc["impact", "outcomes_moved"] == 1


def test_without_a_baseline_or_an_outcome_impact_is_not_assessable() -> None:
    without = MEASURE.assign(has_baseline=False, consistent_with_chance=pd.NA)
    assert level(framed(RESULTS), "impact", outcomes=without) is None
    assert level(framed(STRONG), "impact", outcomes=MEASURE) is None
    assert level(framed(RESULTS), "impact", outcomes=MEASURE.head(0)) is None


CONCERN = pd.DataFrame({"area": ["1"], "concern_id": ["SC1"]})


@pytest.mark.parametrize(
    ("concerns", "wanted"),
    [
        (None, 4),
        (CONCERN, 1),
        (CONCERN.assign(area="general"), 1),
        (CONCERN.assign(area="2"), 4),
        (CONCERN.head(0), 4),
    ],
)
def test_an_open_concern_about_safety_caps_at_one(
    concerns: pd.DataFrame | None, wanted: int
) -> None:
    assert level(framed(STRONG), safety=concerns) == wanted


def test_a_survey_that_is_not_independent_is_left_out_and_said_so() -> None:
    survey = traced(supporting(1, location="survey"), strand="staff_survey", origin="partnership")
    rows = framed([*traced(supporting(2, "major")), *survey])
    assert found(rows)["rules_fired"].split() == ["L6", "L5"]
    assert found(rows, survey_independent=True)["rules_fired"] == ""


def test_every_need_that_is_not_met_is_printed_and_so_is_a_level_held_by_one_code() -> None:
    rules = judgement.indicative_progress(framed(supporting(5)), AREAS, SCALE).rules
    missing = rules[rules["kind"].eq("missing")]["in_words"].tolist()
    assert missing == [
        "Level 3 is not reached: major strengths: as many as major weaknesses, and 1 more (1) "
        "needed, 0 found."
    ]
    held = judgement.indicative_progress(framed(supporting(1, "major")), AREAS, SCALE).rules
    assert held[held["kind"].eq("missing")]["in_words"].tolist() == [
        "Level 3 is not reached: with one account less that supports, or one more that speaks "
        "against it, level 2 would not stand."
    ]
