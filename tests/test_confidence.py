"""Confidence in a finding: the worst concern decides; less evidence never makes anyone surer."""

from __future__ import annotations

from datetime import date
from typing import Any

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given, settings

from evidence_lib import judgement, terms
from evidence_lib.judgement.confidence import part_confidence
from tests.generated_reviews import AREAS, SOURCES, coded_row, coded_rows, framed

FEWER = settings(max_examples=60)
"""Each example weighs a review twice or more; the exhaustive tests go further."""

AS_AT = date(2020, 3, 6)
RANK = {word: -place for place, word in enumerate(terms.CONFIDENCES)}

ROLES = st.sampled_from(terms.ITEM_ROLES)
MEASURES = pd.DataFrame(
    {
        "area": ["1"], "component": ["impact"], "has_baseline": [True], "verdict": ["not_shown"],
        "consistent_with_chance": [True], "base": [19.0], "item_ids": ["I000"],
    }
)  # fmt: skip


def findings(**more: Any) -> pd.DataFrame:
    """One finding of area 1."""
    row = {
        "finding_id": "F1", "area": "1", "component": "process", "criterion": None, "kind": None,
        "statement": "It is so", "direction": "improved", "about": None, "stage": "final",
    }  # fmt: skip
    return pd.DataFrame([row | more], dtype="object")


def found(
    items: pd.DataFrame, roles: list[str], *, areas: pd.DataFrame = AREAS, **more: Any
) -> judgement.FindingConfidence:
    """What is proposed of one finding on which all *items* bear."""
    given = {name: more.pop(name) for name in ("outcomes",) if name in more}
    ties = pd.DataFrame({"finding_id": "F1", "item_id": items["item_id"], "role": roles})
    return judgement.finding_confidence(
        findings(**more), ties, items, areas=areas, as_at=AS_AT, sources=SOURCES, **given
    )


def proposed(items: pd.DataFrame, roles: list[str], **more: Any) -> str:
    """The word proposed."""
    return str(found(items, roles, **more).levels["confidence"].iloc[0])


def surer(after: str, before: str) -> bool:
    """Whether one word stands above the other; what cannot be assessed is outside the order."""
    return after in RANK and before in RANK and RANK[after] > RANK[before]


def item(**codes: Any) -> dict[str, Any]:
    """The codes of one item, traced to a document an inspector read, unless given otherwise."""
    usual = {
        "criterion": "pace", "strand": "document_review", "origin": "inspector",
        "source_id": "report", "location": "sentence 1", "collected_on": "2020-01-10",
        "measure_kind": "process", "bearing": "supports", "materiality": "important",
        "form": "documentary", "attribution": "team_finding",
    }  # fmt: skip
    return usual | codes


THREE = [
    item(location="sentence 1"),
    item(location="sentence 2", strand="young_people", origin="service_user",
         attribution="reported_by_young_people", form="qualitative"),
    item(location="sentence 3", strand="link_inspector"),
]  # fmt: skip


def test_confidence_is_high_where_nothing_speaks_against_it() -> None:
    assert proposed(framed(THREE), ["supports"] * 3) == "high"


@pytest.mark.parametrize(
    ("rows", "roles", "more", "aspect", "concern"),
    [
        ([item(attribution="reported_by_staff", location=f"sentence {n}") for n in range(3)],
         ["supports"] * 3, {}, "limitations", "serious"),
        ([item(), item(location="sentence 2", attribution="reported_by_staff")],
         ["supports"] * 2, {}, "limitations", "moderate"),
        ([*THREE, item(location="s 4"), item(location="s 5")],
         ["supports"] * 3 + ["challenges"] * 2, {}, "coherence", "moderate"),
        ([*THREE[:2], item(location="s 4"), item(location="s 5")],
         ["supports"] * 2 + ["challenges"] * 2, {}, "coherence", "serious"),
        ([*THREE, item(location="s 4")],
         ["supports"] * 3 + ["challenges"], {}, "coherence", "none"),
        (THREE[:1], ["supports"], {}, "adequacy", "serious"),
        (THREE[:2], ["supports"] * 2, {}, "adequacy", "moderate"),
        ([item(collected_on="2017", location=f"s {n}") for n in range(3)],
         ["supports"] * 3, {}, "relevance", "moderate"),
        (THREE, ["supports"] * 3, {"component": "impact"}, "precision", "serious"),
        (THREE, ["supports"] * 3, {"component": "impact", "direction": "not_shown"},
         "precision", "none"),
    ],
)  # fmt: skip
def test_each_aspect_is_read_from_what_is_tied_to_the_finding(
    rows: list[dict[str, Any]], roles: list[str], more: dict[str, Any], aspect: str, concern: str
) -> None:
    assert found(framed(rows), roles, **more).levels[aspect].iloc[0] == concern


YOUNG = AREAS.assign(about="early_years")


@pytest.mark.parametrize(
    ("finding_about", "item_about", "concern"),
    [
        ("early_years", "early_years", "none"),
        (None, "early_years", "none"),
        (None, "all", "moderate"),
        (None, None, "moderate"),
        (None, "looked_after", "serious"),
        ("looked_after", "early_years", "serious"),
    ],
)
def test_evidence_about_other_children_than_the_recommendation_is_less_relevant(
    finding_about: str | None, item_about: str | None, concern: str
) -> None:
    rows = [row | {"about": item_about} for row in THREE]
    result = found(framed(rows), ["supports"] * 3, areas=YOUNG, about=finding_about)
    assert result.levels["relevance"].iloc[0] == concern


def test_a_figure_within_chance_on_a_small_base_is_a_serious_concern_and_none_is_no_better() -> (
    None
):
    rows = [item(form="quantitative", measure_kind="outcome"), *THREE[1:]]
    weak = found(framed(rows), ["supports"] * 3, component="impact", outcomes=MEASURES)
    strong = MEASURES.assign(verdict="improved", consistent_with_chance=False)
    sure = found(framed(rows), ["supports"] * 3, component="impact", outcomes=strong)
    none = found(framed(THREE[1:]), ["supports"] * 2, component="impact", outcomes=MEASURES.head(0))
    concerns = [each.levels["precision"].iloc[0] for each in (weak, sure, none)]
    assert concerns == ["serious", "none", "serious"]


def test_a_figure_that_was_not_tested_is_said_to_be_untested_and_not_to_be_small() -> None:
    rows = [item(form="quantitative", measure_kind="outcome"), *THREE[1:]]
    untested = MEASURES.assign(base=float("nan"), consistent_with_chance=None)
    result = found(framed(rows), ["supports"] * 3, component="impact", outcomes=untested)
    assert result.levels["precision"].iloc[0] == "serious"
    reasons = result.concerns.loc[result.concerns["aspect"].eq("precision"), "reason"]
    assert reasons.tolist() == ["Its figure was not tested against chance."]


def test_where_most_voices_name_no_strand_nothing_is_proposed() -> None:
    rows = [item(strand="team_finding", location=f"s {n}") for n in range(3)]
    result = found(framed(rows), ["supports"] * 3).levels.iloc[0]
    assert result["confidence"] == "not_assessable"
    assert result["in_words"] == (
        "How sure one can be cannot be assessed from what was published: of 3 accounts that support "
        "it, none says how it was gathered."
    )


def test_of_a_finding_that_nothing_supports_nobody_can_be_sure() -> None:
    assert proposed(framed(THREE), ["challenges"] * 3) == "very_low"
    assert proposed(framed(THREE), ["qualifies"] * 3) == "very_low"
    assert proposed(framed([]), []) == "not_assessable"


def test_what_an_earlier_inspection_found_has_no_confidence() -> None:
    assert found(framed(THREE), ["supports"] * 3, kind="starting_point").levels.empty


@pytest.mark.parametrize(
    ("concerns", "word"),
    [
        ([], "high"), (["moderate"], "moderate"), (["moderate"] * 4, "moderate"),
        (["serious"], "low"), (["serious", "moderate"], "low"), (["serious"] * 2, "very_low"),
        (["serious"] * 5, "very_low"),
    ],
)  # fmt: skip
def test_the_worst_concern_decides_and_nothing_is_added_up(concerns: list[str], word: str) -> None:
    from evidence_lib.judgement.concerns import ASPECTS, Concern
    from evidence_lib.judgement.confidence import proposed as read

    padded = [*concerns, *["none"] * (len(ASPECTS) - len(concerns))]
    assert (
        read({aspect: Concern(each, "") for aspect, each in zip(ASPECTS, padded, strict=True)})
        == word
    )


# --- less evidence never makes anyone surer ---


def only_pieces(items: pd.DataFrame) -> list[str]:
    """Items that are the only figure, or the only piece that came by their strand."""
    kinds = items["strand"].where(items["form"].ne("quantitative"), "figure")
    alone = ~kinds.duplicated(keep=False)
    return items.loc[alone, "item_id"].tolist()


@FEWER
@given(coded_rows(2), st.data(), st.sampled_from(["process", "impact"]))
def test_taking_away_the_only_piece_of_its_kind_never_raises_confidence(
    rows: list[dict[str, Any]], data: st.DataObject, component: str
) -> None:
    items = framed(rows)
    roles = data.draw(st.lists(ROLES, min_size=len(rows), max_size=len(rows)))
    before = proposed(items, roles, component=component, outcomes=MEASURES)
    for gone in only_pieces(items):
        kept = items["item_id"].ne(gone)
        left = [role for role, stays in zip(roles, kept, strict=True) if stays]
        after = proposed(items[kept], left, component=component, outcomes=MEASURES)
        assert not surer(after, before)


def test_the_one_voice_of_its_kind_that_contradicts_is_named_and_lowers_nothing() -> None:
    against = item(location="s 9", strand="focus_group", attribution="reported_by_staff")
    with_it = found(framed([*THREE, against]), ["supports"] * 3 + ["challenges"])
    assert with_it.levels["confidence"].iloc[0] == proposed(framed(THREE), ["supports"] * 3)
    coherence = with_it.concerns[with_it.concerns["aspect"].eq("coherence")].iloc[0]
    assert coherence["item_ids"] == "I003"
    assert coherence["reason"].startswith("What speaks against it is alone of its kind")


def test_more_that_supports_outweighs_what_is_old_or_about_others() -> None:
    other = item(location="s 8", about="looked_after")
    old = item(location="s 9", about="early_years", collected_on="2017")
    alone = found(framed([other]), ["supports"], areas=YOUNG).levels["relevance"].iloc[0]
    both = found(framed([other, old]), ["supports"] * 2, areas=YOUNG).levels["relevance"].iloc[0]
    young = [row | {"about": "early_years"} for row in THREE]
    all_of = found(framed([other, old, *young]), ["supports"] * 5, areas=YOUNG).levels
    assert (alone, both, all_of["relevance"].iloc[0]) == ("serious", "moderate", "none")


def of_part(items: pd.DataFrame, ties: pd.DataFrame) -> str:
    """How sure one can be of a part with two findings."""
    two = pd.concat([findings(component="impact"), findings(finding_id="F2", component="impact")])
    each = judgement.finding_confidence(
        two, ties, items, areas=AREAS, as_at=AS_AT, sources=SOURCES, outcomes=MEASURES
    )
    parts = part_confidence(each, AREAS, each).set_index("component")
    return str(parts.loc["impact", "confidence"])


@FEWER
@given(coded_rows(2), st.data())
def test_nor_does_it_raise_the_confidence_of_the_part(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    items = framed([row | {"strand": "document_review"} if at % 2 else row
                    for at, row in enumerate(rows)])  # fmt: skip
    many = len(rows)
    ties = pd.DataFrame(
        {
            "finding_id": data.draw(
                st.lists(st.sampled_from(["F1", "F2"]), min_size=many, max_size=many)
            ),
            "item_id": items["item_id"],
            "role": data.draw(st.lists(ROLES, min_size=many, max_size=many)),
        }
    )
    before = of_part(items, ties)
    for gone in only_pieces(items):
        after = of_part(items[items["item_id"].ne(gone)], ties[ties["item_id"].ne(gone)])
        assert not surer(after, before)


def test_a_part_is_as_sure_as_its_least_sure_finding_and_no_surer_for_losing_its_support() -> None:
    lone = item(form="quantitative", measure_kind="outcome", location="s 9")
    items = framed([lone, *THREE])
    ties = pd.DataFrame({"finding_id": ["F2", "F1", "F1", "F1"], "item_id": items["item_id"],
                         "role": "supports"})  # fmt: skip
    assert of_part(items, ties) == "very_low"
    assert of_part(items[1:], ties[1:]) == "very_low"


@FEWER
@given(coded_rows(), coded_row(), st.data(), st.sampled_from(["process", "impact"]))
def test_what_supports_a_finding_never_makes_it_less_sure(
    rows: list[dict[str, Any]], more: dict[str, Any], data: st.DataObject, component: str
) -> None:
    roles = data.draw(st.lists(ROLES, min_size=len(rows), max_size=len(rows)))
    before = proposed(framed(rows), roles, component=component, outcomes=MEASURES)
    after = proposed(
        framed([*rows, more]), [*roles, "supports"], component=component, outcomes=MEASURES
    )
    assert not surer(before, after)


@FEWER
@given(coded_rows(), st.data(), st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_names_of_items_change_confidence(
    rows: list[dict[str, Any]], data: st.DataObject, random: Any
) -> None:
    items = framed(rows)
    roles = data.draw(st.lists(ROLES, min_size=len(rows), max_size=len(rows)))
    order = list(range(len(rows)))
    random.shuffle(order)
    renamed = items.iloc[order].assign(item_id=[f"Z{place}" for place in range(len(rows))])
    assert proposed(renamed, [roles[place] for place in order]) == proposed(items, roles)
