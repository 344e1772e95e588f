"""Judgement: extents and confidence by rules that are data, and what the answer hangs on."""

from __future__ import annotations

import datetime
import random
import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib import judgement, strands, terms
from evidence_lib.errors import MethodInputError, UnknownTermError
from evidence_lib.evidence import Evidence
from evidence_lib.judgement.confidence import EvidenceConfidence
from evidence_lib.judgement.tally import Tally
from evidence_lib.loaders import Review
from tests.conftest import HOUSE, item

DAY = datetime.date(2020, 3, 6)
SCALE = {"levels": [{"level": level, "word": f"word {level}", "anchor": f"anchor {level}"}
                    for level in range(5)]}  # fmt: skip
AREAS = pd.DataFrame({"area": ["1"], "components": [("process", "impact")]})
STAFF = {"strand": "focus_group", "origin": "partnership", "attribution": "reported_by_staff"}


def finding(item_id: str, **more: object) -> dict[str, object]:
    """One finding of the team that names no strand and no collection."""
    return item(item_id, strand="team_finding", collection_id=None) | more


def assertions(*rows: dict[str, object]) -> pd.DataFrame:
    columns = list(item("x"))
    return pd.DataFrame(list(rows), columns=columns).astype(
        {name: "str" for name in columns if name != "participants"} | {"participants": "Int64"}
    )


def level_of(*rows: dict[str, object], component: str = "process", **more: Any) -> int | None:
    progress = judgement.indicative_progress(assertions(*rows), AREAS, SCALE, **more)
    return progress.of(1, component)[0]


def fired(*rows: dict[str, object], component: str = "process", **more: Any) -> list[str]:
    levels = judgement.indicative_progress(assertions(*rows), AREAS, SCALE, **more).levels
    return str(levels.set_index("component").loc[component, "rules_fired"]).split()


def weighed(*rows: dict[str, object], **more: Any) -> pd.Series:
    return judgement.evidence_confidence(assertions(*rows), as_at=DAY, **more).levels.iloc[0]


THREE = [item("a", materiality="major"), item("b", **STAFF), item("c", criterion="other")]
STRONG = [*THREE, item("d", strand="young_people", origin="service_user",
                       attribution="reported_by_young_people")]  # fmt: skip


# --- the extent ---


def test_each_level_is_reached_by_what_it_asks_for() -> None:
    assert level_of(item("a", bearing="challenges")) == 0
    assert level_of(item("a", materiality="minor")) == 1
    assert level_of(item("a"), item("b", bearing="challenges")) == 2
    assert level_of(*THREE, item("e", bearing="challenges", criterion="other")) == 3
    assert level_of(*STRONG) == 4


def test_a_major_weakness_keeps_the_highest_level_away() -> None:
    weakness = item("w", bearing="challenges", materiality="major", criterion="third")
    more = [item(f"m{place}", materiality="major", **STAFF) for place in range(4)]
    assert level_of(*STRONG, *more) == 4
    assert level_of(*STRONG, *more, weakness) == 3


def test_major_weaknesses_as_many_as_strengths_keep_level_three_away() -> None:
    weakness = item("w", bearing="challenges", materiality="major")
    assert level_of(*STRONG, weakness) == 2


def test_without_evidence_nothing_can_be_assessed() -> None:
    progress = judgement.indicative_progress(assertions(), AREAS, SCALE)
    assert progress.levels["level"].isna().all()
    assert progress.levels["word"].tolist() == ["not assessable"] * 2
    assert progress.of("1", "impact") == (None, progress.rules_version)


def test_every_rule_that_fired_is_printed_with_the_items_behind_it() -> None:
    rows = [item("a"), item("b", bearing="challenges")]
    rules = judgement.indicative_progress(assertions(*rows), AREAS, SCALE).rules
    of_process = rules[rules["component"].eq("process")].set_index(["rule", "kind"])
    assert of_process.loc[("E2", "reached"), "decided"]
    assert of_process.loc[("E2", "reached"), "item_ids"] == "a b"
    assert of_process.loc[("L6", "cap"), "item_ids"] == "a"
    missing = of_process.xs("missing", level="kind")
    assert "at least 3 needed, 1 found" in missing["in_words"].iloc[0]


# --- the limiters ---


def test_a_single_origin_caps_at_two_and_the_cap_can_be_switched_off() -> None:
    alone = [item("a", materiality="major"), item("b", strand="link_inspector"), item("c")]
    assert level_of(*alone) == 2
    assert "L6" in fired(*alone)
    assert level_of(*alone, without=["L6"]) == 3


def test_removing_everything_of_one_origin_brings_the_cap() -> None:
    assert level_of(*STRONG) == 4
    left = [row for row in STRONG if row["origin"] == "inspector"]
    assert level_of(*left) == 2
    assert "L6" in fired(*left, item("z", materiality="minor"))


def test_the_single_strand_rule_is_not_determinable_where_findings_name_none() -> None:
    untraced = [finding(name, criterion=name, materiality="major") for name in "abc"]
    assert level_of(*untraced) == 3
    assert fired(*untraced) == ["L6u"]
    assert level_of(*untraced, item("t")) == 3
    assert fired(*untraced[:2], item("t")) == ["L6"]
    minor = [finding(name, criterion=name, materiality="minor") for name in "abc"]
    assert fired(*minor, item("t")) == ["L6"]


IMPACT = {"component": "impact", "measure_kind": "outcome"}
WITH_BASELINE = pd.DataFrame(
    {"area": ["1"], "has_baseline": [True], "consistent_with_chance": [False], "base": [50]}
)


def of_impact(*rows: dict[str, object]) -> list[dict[str, object]]:
    return [row | IMPACT for row in rows]


def test_impact_that_is_only_told_caps_at_three() -> None:
    assert level_of(*of_impact(*STRONG), component="impact") == 3
    measured = item("m", **IMPACT, form="quantitative", participants=50)
    assert level_of(*of_impact(*STRONG), measured, component="impact") == 4


def test_a_measured_change_that_chance_could_give_is_no_more_than_told() -> None:
    measured = item("m", **IMPACT, form="quantitative", participants=50)
    by_chance = WITH_BASELINE.assign(consistent_with_chance=True)
    for named in ("", "m"):
        outcomes = by_chance.assign(item_ids=named)
        rows = [*of_impact(*STRONG), measured]
        assert level_of(*rows, component="impact", outcomes=outcomes) == 3
        assert fired(*rows, component="impact", outcomes=outcomes) == ["L1", "L2"]


def test_without_a_baseline_impact_is_not_assessable() -> None:
    rows = of_impact(*STRONG)
    assert level_of(*rows, component="impact", outcomes=WITH_BASELINE) == 3
    for outcomes in (WITH_BASELINE.assign(has_baseline=False), WITH_BASELINE.iloc[:0]):
        assert level_of(*rows, component="impact", outcomes=outcomes) is None
        assert fired(*rows, component="impact", outcomes=outcomes) == ["L4"]
    without = {"outcomes": WITH_BASELINE.iloc[:0], "without": ["L4"]}
    assert level_of(*rows, component="impact", **without) == 3


def test_a_claim_of_impact_without_an_outcome_is_not_assessable() -> None:
    claim = item("a", component="impact", measure_kind="impact")
    assert fired(claim, component="impact") == ["L7"]


def test_process_is_not_limited_by_what_limits_impact() -> None:
    assert level_of(*STRONG, outcomes=WITH_BASELINE.assign(has_baseline=False)) == 4


def test_an_unresolved_concern_about_safety_caps_at_one() -> None:
    safety = pd.DataFrame({"area": ["1"], "component": ["process"], "item_ids": ["a"]})
    assert level_of(*STRONG, safety=safety) == 1
    assert level_of(*STRONG, safety=safety.assign(component="impact")) == 4
    assert level_of(*STRONG, safety=safety.drop(columns="component")) == 1


def test_a_survey_of_unknown_base_is_no_independent_strand() -> None:
    survey = [item("a", materiality="major"), item("c", criterion="other"),
              item("s", strand="staff_survey", origin="partnership",
                   attribution="reported_by_staff")]  # fmt: skip
    assert level_of(*survey) == 2
    assert fired(*survey) == ["L6", "L5"]
    assert level_of(*survey, survey_independent=True) == 4
    assert fired(*survey, survey_independent=True) == []


# --- properties ---

ITEM = st.fixed_dictionaries(
    {
        "criterion": st.sampled_from(["pace", "money", "voice"]),
        "component": st.sampled_from(["process", "impact"]),
        "strand": st.sampled_from(terms.ITEM_STRANDS),
        "collection_id": st.sampled_from([None, "one", "two", "three"]),
        "origin": st.sampled_from([*terms.ORIGINS, None]),
        "source_id": st.sampled_from(["s", "t"]),
        "measure_kind": st.sampled_from(terms.MEASURE_KINDS),
        "bearing": st.sampled_from(terms.BEARINGS),
        "materiality": st.sampled_from(terms.MATERIALITIES),
        "form": st.sampled_from(terms.FORMS),
        "attribution": st.sampled_from(terms.ATTRIBUTIONS),
        "participants": st.sampled_from([None, 4, 12, 60]),
        "collected_on": st.sampled_from(["2020-02", "2016", None]),
    }
)
ITEMS = st.lists(ITEM, max_size=9).map(
    lambda rows: [item(f"i{place}", **row) for place, row in enumerate(rows)]
)
OUTCOMES = st.sampled_from([None, WITH_BASELINE, WITH_BASELINE.assign(consistent_with_chance=True)])


def levels_of(rows: list[dict[str, object]], **more: Any) -> list[int | None]:
    progress = judgement.indicative_progress(assertions(*rows), AREAS, SCALE, **more)
    return [progress.of("1", component)[0] for component in ("process", "impact")]


@settings(max_examples=120, deadline=None)
@given(ITEMS, ITEM, OUTCOMES, st.booleans())
def test_a_supporting_item_never_lowers_and_a_challenging_one_never_raises(
    rows: list[dict[str, object]], more: dict[str, object], outcomes: Any, survey: bool
) -> None:
    before = levels_of(rows, outcomes=outcomes, survey_independent=survey)
    for bearing in ("supports", "challenges"):
        added = [*rows, item("new", **(more | {"bearing": bearing}))]
        after = levels_of(added, outcomes=outcomes, survey_independent=survey)
        for one, two in zip(before, after, strict=True):
            if one is not None and two is not None:
                assert two >= one if bearing == "supports" else two <= one


def answers(rows: list[dict[str, object]]) -> tuple[list[int | None], list[str]]:
    confidence = judgement.evidence_confidence(assertions(*rows), as_at=DAY).levels
    return levels_of(rows), confidence.drop(columns=["items", "item_ids"]).values.tolist()


@settings(max_examples=60, deadline=None)
@given(ITEMS, st.randoms(use_true_random=False))
def test_the_order_of_items_never_matters(
    rows: list[dict[str, object]], shuffler: random.Random
) -> None:
    shuffled = list(rows)
    shuffler.shuffle(shuffled)
    assert answers(rows) == answers(shuffled)


@settings(max_examples=60, deadline=None)
@given(ITEMS, ITEM)
def test_ten_items_of_one_focus_group_are_one_voice(
    rows: list[dict[str, object]], remark: dict[str, object]
) -> None:
    said = remark | {"strand": "focus_group", "collection_id": "group"}
    once = [*rows, item("g0", **said)]
    ten = [*rows, *(item(f"g{place}", **said) for place in range(10))]
    assert answers(once) == answers(ten)


@settings(max_examples=60, deadline=None)
@given(ITEMS)
def test_all_from_the_partnership_never_earns_more_than_low(rows: list[dict[str, object]]) -> None:
    own = [row | {"origin": "partnership"} for row in rows]
    levels = judgement.evidence_confidence(assertions(*own), as_at=DAY).levels
    assert set(levels["confidence"]) <= {"low", "very_low"}
    assert levels["caps"].str.contains("C1").all()


@settings(max_examples=25, deadline=None)
@given(ITEMS, OUTCOMES)
def test_what_fragility_says_is_what_leaving_out_does(
    rows: list[dict[str, object]], outcomes: Any
) -> None:
    all_items = assertions(*rows)
    found = judgement.fragility(all_items, AREAS, as_at=DAY, outcomes=outcomes)
    for row in found.itertuples():
        left = all_items[~all_items["item_id"].isin(row.item_ids.split())]
        after = judgement.indicative_progress(left, AREAS, SCALE, outcomes=outcomes)
        level = after.of(row.area, row.component)[0]
        assert level == (None if pd.isna(row.level_after) else row.level_after)
        weight = judgement.evidence_confidence(left, as_at=DAY, outcomes=outcomes).levels
        weight = weight.set_index("component")["confidence"].get(row.component, "very_low")
        assert weight == row.confidence_after
    named = found[found["left_out"].eq("item")]
    before = judgement.indicative_progress(all_items, AREAS, SCALE, outcomes=outcomes)
    for each in all_items.itertuples():
        left = all_items[all_items["item_id"].ne(each.item_id)]
        after = judgement.indicative_progress(left, AREAS, SCALE, outcomes=outcomes)
        changed = after.of("1", each.component)[0] != before.of("1", each.component)[0]
        told = named[named["name"].eq(each.item_id)]
        assert changed == told["changes"].isin(["level", "both"]).any()


def test_leaving_out_the_one_voice_that_contradicts_is_seen() -> None:
    rows = [item("a"), item("b", bearing="challenges", **STAFF), item("d"),
            item("c", strand="link_inspector", origin="national")]  # fmt: skip
    found = judgement.fragility(assertions(*rows), AREAS, as_at=DAY).set_index("name")
    assert found.loc["b", ["confidence_before", "confidence_after"]].tolist() == [
        "moderate", "high",
    ]  # fmt: skip


# --- confidence ---


def test_confidence_starts_high_and_falls_by_what_speaks_against_it() -> None:
    seen = [item("a"), item("b", strand="link_inspector", origin="national"), item("c")]
    assert weighed(*seen)["confidence"] == "high"
    old = [row | {"collected_on": "2018-08"} for row in seen]
    assert weighed(*old[:2], seen[2])["relevance"] == "moderate"
    assert weighed(*old[:2], seen[2])["confidence"] == "moderate"
    assert weighed(*old)["relevance"] == "serious"


def test_each_concern_has_its_reason_and_the_items_behind_it() -> None:
    rows = [item("a"), item("b", bearing="challenges", **STAFF), item("c", criterion="other")]
    concerns = judgement.evidence_confidence(assertions(*rows), as_at=DAY).concerns
    coherence = concerns[concerns["aspect"].eq("coherence")].iloc[0]
    assert coherence["concern"] == "serious"
    assert coherence["reason"] == "Independent voices contradict each other on: pace."
    assert coherence["item_ids"] == "a b"
    assert concerns["aspect"].tolist() == list(judgement.ASPECTS)
    assert concerns["reason"].ne("").all()


@pytest.mark.parametrize(
    ("rows", "aspect", "concern"),
    [
        ([item("a", **STAFF)], "limitations", "serious"),
        ([item("a", **STAFF), finding("b"), item("c")], "limitations", "moderate"),
        ([item("a"), item("b", bearing="challenges")], "coherence", "moderate"),
        ([item("a"), item("b")], "adequacy", "serious"),
        ([item("a"), item("b"), item("c")], "adequacy", "serious"),
        ([finding("a"), finding("b"), finding("c")], "adequacy", "moderate"),
        ([item("a", participants=4), item("b", **STAFF), item("c")], "adequacy", "moderate"),
        ([item("a", participants=12), item("b", **STAFF), item("c")], "adequacy", "none"),
        ([item("a", collected_on=None)], "relevance", "moderate"),
        ([item("a", component="impact")], "relevance", "moderate"),
        ([item("a", form="quantitative")], "precision", "moderate"),
        ([item("a", form="quantitative", participants=20)], "precision", "none"),
    ],
)
def test_each_aspect_is_read_from_the_evidence(
    rows: list[dict[str, object]], aspect: str, concern: str
) -> None:
    assert weighed(*rows)[aspect] == concern


def test_a_change_like_chance_on_a_small_base_is_imprecise_and_caps() -> None:
    rows = of_impact(*STRONG)
    outcomes = WITH_BASELINE.assign(consistent_with_chance=True, base=19)
    found = weighed(*rows, outcomes=outcomes)
    assert (found["precision"], found["caps"]) == ("serious", "C4")
    assert weighed(*rows, outcomes=WITH_BASELINE)["precision"] == "none"
    assert weighed(*rows, outcomes=outcomes.assign(base=200))["precision"] == "moderate"


def test_the_caps_keep_confidence_low_and_can_be_switched_off() -> None:
    claim = [row | {"component": "impact", "measure_kind": "impact"} for row in STRONG]
    assert weighed(*claim)["caps"] == "C2"
    assert weighed(*claim)["confidence"] == "low"
    assert weighed(*claim, without=["C2"])["confidence"] == "moderate"
    assert weighed(item("a"))["caps"] == "C5"
    assert (weighed(item("a"))["before_caps"], weighed(item("a"))["confidence"]) == (
        "moderate",
        "low",
    )
    untraced = [finding("d"), finding("e"), finding("f"), finding("g")]
    assert weighed(*THREE, *untraced)["caps"] == "C3"
    assert weighed(*THREE, *untraced[:3])["caps"] == ""


def test_confidence_can_be_asked_of_criteria_and_of_areas(nine_items: Review) -> None:
    tables = nine_items.tables
    known = {"as_at": DAY, "sources": tables["sources"]}
    by_criterion = judgement.evidence_confidence(
        tables["evidence_items"], by=("area", "criterion"), **known
    )
    assert by_criterion.levels[["area", "criterion"]].values.tolist() == [
        ["1", "direction"], ["2", "numbers"],
    ]  # fmt: skip
    by_area = judgement.evidence_confidence(tables["evidence_items"], by=("area",), **known)
    assert by_area.levels["items"].tolist() == [5, 4]
    with pytest.raises(MethodInputError, match='no column "colour"'):
        judgement.evidence_confidence(tables["evidence_items"], by=("colour",), **known)


@settings(max_examples=60, deadline=None)
@given(ITEMS)
def test_confidence_and_triangulation_agree_on_contradiction(rows: list[dict[str, object]]) -> None:
    all_items = assertions(*rows)
    found = strands.triangulation(all_items, by=("area", "component", "criterion"))
    opposed = set(found.loc[found["triangulation"].eq("inconsistent"), "component"])
    levels = judgement.evidence_confidence(all_items, as_at=DAY).levels
    assert set(levels.loc[levels["coherence"].eq("serious"), "component"]) == opposed


# --- the rules as data ---


def test_the_rules_name_no_partnership() -> None:
    rules = (HOUSE / "evidence_lib" / "reference" / "progress_rules.toml").read_text("utf-8")
    words = (HOUSE / "evidence_lib" / "reference" / "progress_words.toml").read_text("utf-8")
    assert not re.search(r"ayr|kyle|council|20(16|18)", rules + words, flags=re.IGNORECASE)


def test_rules_are_listed_for_a_reader() -> None:
    listed = judgement.rules_table()
    assert listed["rule"].is_unique
    assert {"L1", "L2", "L3", "L4", "L5", "L6"} <= set(listed["rule"])
    assert listed["says"].ne("").all()
    off = judgement.rules_table(judgement.load_rules().without("L6", "C1"))
    assert off.loc[~off["on"], "rule"].tolist() == ["L6", "C1"]


def test_bad_rules_are_refused_with_what_is_wrong() -> None:
    path = HOUSE / "evidence_lib" / "reference" / "progress_rules.toml"
    text = path.read_text(encoding="utf-8")
    with pytest.raises(UnknownTermError, match='no fact "luck"'):
        judgement.load_rules(text.replace('fact = "activity"', 'fact = "luck"'))
    with pytest.raises(MethodInputError, match="levels must run from 1"):
        judgement.load_rules(text.replace("level = 2", "level = 5", 1))
    with pytest.raises(MethodInputError, match='rule L3 needs a "cap"'):
        judgement.load_rules(text.replace("cap = 1\n", "", 1))
    with pytest.raises(UnknownTermError, match='"without" must be one of'):
        judgement.load_rules().without("L99")


def test_every_fact_a_rule_may_speak_of_is_counted(nine_items: Review) -> None:
    progress = judgement.indicative_progress(
        nine_items.tables["evidence_items"], nine_items.areas, SCALE
    )
    assert set(progress.facts.columns) == {"area", "component", *judgement.FACTS}
    assert progress.facts.notna().all().all()


def test_an_item_that_comes_twice_is_refused() -> None:
    with pytest.raises(MethodInputError, match='item_id "a" comes twice'):
        level_of(item("a"), item("a"))


def test_outcomes_without_a_baseline_column_are_refused() -> None:
    with pytest.raises(MethodInputError, match='no column "has_baseline"'):
        level_of(item("a"), outcomes=WITH_BASELINE.drop(columns="has_baseline"))


# --- the nine items, worked in docs/method.md ---


@pytest.fixture(scope="module")
def nine(nine_items: Review) -> dict[str, Any]:
    tables = nine_items.tables
    outcomes = judgement.outcome_measures(
        tables["indicators"], tables["indicator_values"], place="Nineton",
        inspected_on=datetime.date(2019, 6, 1), fieldwork_on=datetime.date(2020, 3, 2),
    )  # fmt: skip
    return {"sources": tables["sources"], "outcomes": outcomes.assign(item_ids="N7")}


def test_the_nine_items_have_the_levels_worked_by_hand(
    nine_items: Review, nine: dict[str, Any]
) -> None:
    items = nine_items.tables["evidence_items"]
    progress = judgement.indicative_progress(
        items, nine_items.areas, nine_items.settings.progress_scale, **nine
    )
    assert progress.levels[["area", "component", "word", "rules_fired"]].values.tolist() == [
        ["1", "process", "some", "L5"],
        ["1", "impact", "not assessable", "L4"],
        ["2", "process", "limited", "L6"],
        ["2", "impact", "some", "L6 L1 L2"],
    ]
    assert progress.facts[["support", "challenge"]].values.tolist() == [
        [5, 0], [0, 0], [1, 2], [2, 0],
    ]  # fmt: skip


def test_the_nine_items_have_the_confidence_worked_by_hand(
    nine_items: Review, nine: dict[str, Any]
) -> None:
    found = judgement.evidence_confidence(nine_items.tables["evidence_items"], as_at=DAY, **nine)
    columns = ["area", "component", "confidence", *judgement.ASPECTS, "caps"]
    none, some, much = "none", "moderate", "serious"
    assert found.levels["before_caps"].tolist() == ["low", "moderate", "very_low", "low"]
    assert found.levels[columns].values.tolist() == [
        ["1", "impact", "low", some, none, much, none, none, "C3 C5"],
        ["1", "process", "moderate", some, none, none, none, none, ""],
        ["2", "impact", "very_low", much, none, much, none, much, "C4 C5"],
        ["2", "process", "low", none, some, much, none, none, "C5"],
    ]


def test_the_nine_items_hang_on_what_was_worked_by_hand(
    nine_items: Review, nine: dict[str, Any]
) -> None:
    found = judgement.fragility(
        nine_items.tables["evidence_items"], nine_items.areas, as_at=DAY, **nine
    )
    assert found[["area", "component", "left_out", "name", "changes"]].values.tolist() == [
        ["1", "process", "item", "N1", "confidence"],
        ["1", "process", "item", "N4", "confidence"],
        ["1", "process", "collection", "group_a", "confidence"],
        ["1", "process", "source", "report", "confidence"],
        ["1", "process", "strand", "focus_group", "confidence"],
        ["1", "impact", "item", "N5", "confidence"],
        ["2", "process", "item", "N6", "level"],
        ["2", "process", "source", "report", "both"],
        ["2", "impact", "item", "N7", "both"],
    ]
    assert found["in_words"].iloc[6] == "Without item N6, the level 1 would be 0."


def test_extent_and_confidence_stand_side_by_side_for_the_pack(
    nine_items: Review, nine: dict[str, Any]
) -> None:
    items = nine_items.tables["evidence_items"]
    scale = nine_items.settings.progress_scale
    progress = judgement.indicative_progress(items, nine_items.areas, scale, **nine)
    confidence = judgement.evidence_confidence(items, as_at=DAY, **nine)
    table = judgement.judgement_table(progress, confidence)
    assert table.iloc[1].tolist() == ["1", "impact", "not assessable", "low", "L4 C3 C5", "1"]
    assert table["indicative_level"].tolist() == ["2", "not assessable", "1", "2"]


def test_from_an_item_one_finds_every_sentence_that_leans_on_it(
    nine_items: Review, nine: dict[str, Any]
) -> None:
    items = nine_items.tables["evidence_items"]
    scale = nine_items.settings.progress_scale
    rules = judgement.indicative_progress(items, nine_items.areas, scale, **nine).rules
    triangulated = strands.triangulation(items, sources=nine["sources"])
    leaning = judgement.leaning_on({"triangulation": triangulated, "rules": rules})
    of_seven = leaning[leaning["item_id"].eq("N7")]
    assert of_seven["result"].tolist()[0] == "triangulation"
    assert set(of_seven["area"]) == {"2"}
    assert len(leaning) == sum(len(ids.split()) for ids in [*triangulated["item_ids"],
                                                            *rules["item_ids"]])  # fmt: skip


def test_nothing_given_is_changed(nine_items: Review, nine: dict[str, Any]) -> None:
    items = nine_items.tables["evidence_items"]
    before, outcomes = items.copy(), nine["outcomes"].copy()
    judgement.fragility(items, nine_items.areas, as_at=DAY, **nine)
    judgement.evidence_confidence(items, as_at=DAY, **nine)
    judgement.indicative_progress(items, nine_items.areas, SCALE, **nine)
    pd.testing.assert_frame_equal(items, before)
    pd.testing.assert_frame_equal(nine["outcomes"], outcomes)


# --- growth ---


def test_leaving_out_costs_the_same_whatever_the_number_of_items(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Steps are counted, not seconds: each item is counted in and out a fixed number of times."""
    steps = {"count": 0}
    counted = Tally._count

    def counting(self: Tally, item: Any, by: int) -> None:
        steps["count"] += 1
        counted(self, item, by)

    monkeypatch.setattr(Tally, "_count", counting)
    taken = []
    for number in (40, 80, 160):
        rows = [item(f"i{place}", criterion=str(place % 5)) for place in range(number)]
        steps["count"] = 0
        judgement.fragility(assertions(*rows), AREAS, as_at=DAY)
        taken.append(steps["count"] / number)
    assert taken == [7, 7, 7]  # in once, out and in as an item, with its source, with its strand


# --- the back-test ---


@pytest.fixture(scope="module")
def published(south_ayrshire: Evidence) -> tuple[pd.DataFrame, EvidenceConfidence]:
    review, tables = south_ayrshire, south_ayrshire.tables
    outcomes = judgement.outcome_measures(
        tables["indicators"], tables["indicator_values"], place=review.place,
        inspected_on=review.facts.inspected_from, fieldwork_on=review.facts.fieldwork_from,
    )  # fmt: skip
    carries = {"accommodated_11_15": "A3-007"}
    outcomes["item_ids"] = outcomes["indicator_id"].map(carries).fillna("")
    more = {"sources": tables["sources"], "outcomes": outcomes}
    items = tables["evidence_items"]
    progress = judgement.indicative_progress(items, review.areas, review.progress_scale, **more)
    levels = progress.levels.set_index(["area", "component"])
    return levels, judgement.evidence_confidence(items, as_at=review.as_at, **more)


def test_the_published_review_falls_where_its_words_do(
    published: tuple[pd.DataFrame, EvidenceConfidence],
) -> None:
    levels, _ = published
    words = levels["word"].to_dict()
    assert words == {
        ("1", "process"): "good",
        ("1", "impact"): "not assessable",
        ("2", "process"): "some",
        ("2", "impact"): "some",
        ("3", "process"): "some",
        ("3", "impact"): "some",
        ("4", "process"): "good",
        ("4", "impact"): "not assessable",
        ("5", "planning"): "good",
        ("5", "child_protection_committee"): "limited",
    }
    level = levels["level"]
    assert level.max() == level["1", "process"]
    assert level.min() == level["5", "child_protection_committee"]


def test_the_published_review_prints_its_limiters(
    published: tuple[pd.DataFrame, EvidenceConfidence],
) -> None:
    fired_by = published[0]["rules_fired"].str.split()
    assert {"L2", "L6"} <= set(fired_by["3", "impact"])
    assert {"L4", "L7"} <= set(fired_by["4", "impact"])
    assert "L6u" in fired_by["1", "process"]


def test_confidence_in_the_published_review_is_low_because_strands_cannot_be_traced(
    published: tuple[pd.DataFrame, EvidenceConfidence],
) -> None:
    levels = published[1].levels
    assert set(levels["confidence"]) == {"low", "very_low"}
    assert levels["confidence"].value_counts()["low"] == 8
    assert levels["caps"].str.contains("C3").all()


# --- accuracy ---


def test_comments_of_any_length_are_followed_to_their_change() -> None:
    paragraphs = judgement.numbered_paragraphs({"1": ["First.", "Second."], "2": ["Third."]})
    assert paragraphs["paragraph_id"].tolist() == ["1.1", "1.2", "2.1"]
    long = "word " * 5000
    comments = pd.DataFrame(
        {
            "comment_id": list("abcd"), "paragraph_id": ["1.1", "1.2", "2.1", "9.9"],
            "comment": [long, "x", "y", "z"], "response": ["Accepted.", "No.", None, "No."],
            "change_made": ["Date put right.", "None.", None, None],
        }
    )  # fmt: skip
    followed = judgement.accuracy_round(comments, paragraphs)
    assert followed["state"].tolist() == [
        "changed", "no_change", "no_response", "unknown_paragraph",
    ]  # fmt: skip
    assert followed.loc[0, "comment"] == long
    assert followed.loc[1, "text"] == "Second."


# --- language ---


def said(*texts: str, area: str = "1") -> pd.DataFrame:
    return pd.DataFrame({"area": area, "component": None, "words": list(texts)})


def test_words_of_progress_are_set_against_their_anchors() -> None:
    words = judgement.words_against_anchors(
        said("Significant progress was made. We were encouraged. A significant sum was spent."),
        SCALE,
    )
    assert words[["word", "level"]].values.tolist() == [["Significant", 4], ["encouraged", 2]]
    assert words["anchor"].iloc[0] == "word 4: anchor 4"


def test_two_words_of_different_level_for_one_area_are_a_warning() -> None:
    def warned(*texts: str) -> list[str]:
        words = judgement.words_against_anchors(said(*texts), SCALE)
        return judgement.language_warnings(words)["warning"].tolist()

    assert warned("Steady progress.", "Positive and meaningful progress.") == ["different_levels"]
    assert warned("Steady progress.", "Encouraging progress.") == []


def test_a_word_of_quantity_is_set_against_the_percentage_beside_it() -> None:
    texts = said("Most staff (62%) agreed.", "Almost all (95 per cent) did.", "The majority did.",
                 "Less than half (49%) and few (3%) did.")  # fmt: skip
    words = judgement.words_against_anchors(texts, SCALE)
    assert words["word"].tolist() == ["Most", "Almost all", "The majority", "Less than half", "few"]
    assert words["agrees"].tolist() == [False, True, pd.NA, pd.NA, pd.NA]
    warnings = judgement.language_warnings(words)
    assert warnings["in_words"].tolist() == [
        "“Most” stands for 75% to 90%, and the sentence gives another figure."
    ]


def test_hedges_and_attribution_are_counted(nine_items: Review) -> None:
    hedged = judgement.hedges(said("It may help. It could too, and may. It does."))
    assert hedged.values.tolist() == [["1", 3, 2, "could 1, may 2"]]
    counted = judgement.attributions(nine_items.tables["evidence_items"]).set_index("area")
    assert counted["self_report"].tolist() == [3, 1]
    assert counted["self_report_share"].isna().all()  # bases of 5 and 4
