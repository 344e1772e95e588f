"""How well an area is evidenced: findings with their confidence, coders, voices."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import strands, terms
from evidence_lib.answers.evidenced import (
    bearing_finding,
    coders_agree,
    evidenced,
    review_evidenced,
    triangulation_found,
)
from evidence_lib.evidence import Area, Evidence
from evidence_lib.loaders import Review, evidence_of
from evidence_lib.show import AccessibleTable, missing_table
from tests.answers.frames import with_tables, without
from tests.answers.shown import cells, named_table


def table_of(area: Area, name: str) -> AccessibleTable:
    return named_table(evidenced(area), name)


def test_every_finding_of_an_area_says_how_sure_one_can_be_and_why(
    south_ayrshire: Evidence, example: Evidence
) -> None:
    for review in (south_ayrshire, example):
        for number in review.areas["area"]:
            shown = table_of(review.area(number), "findings")
            assert all(cells(shown, "Why"))
            assert set(cells(shown, "How sure")) <= {
                *map(terms.in_words, terms.CONFIDENCES), "not assessable",
            }  # fmt: skip


def test_why_a_finding_cannot_be_assessed_is_said(south_ayrshire: Evidence) -> None:
    shown = table_of(south_ayrshire.area(1), "findings")
    for sure, why in zip(cells(shown, "How sure"), cells(shown, "Why"), strict=True):
        assert sure == "not assessable"
        assert why.startswith("Of ")
        assert "gathered" in why


def test_concerns_are_shown_where_there_is_one_and_of_what_names_no_strand_only_those_known(
    south_ayrshire: Evidence, example: Evidence
) -> None:
    for review in (south_ayrshire, example):
        for number in review.areas["area"]:
            area = review.area(number)
            sure = dict(
                zip(
                    cells(table_of(area, "findings"), "Finding"),
                    cells(table_of(area, "findings"), "How sure"),
                    strict=True,
                )
            )
            for shown in (each for each in evidenced(area).tables if each.name == "confidence"):
                assert "none" not in cells(shown, "Concern")
                of_untraced = {
                    aspect
                    for finding, aspect in zip(
                        cells(shown, "Finding"), cells(shown, "What was asked"), strict=True
                    )
                    if sure[finding] == "not assessable"
                }
                assert of_untraced <= set(map(terms.in_words, ("relevance", "precision")))


def test_findings_that_nothing_is_tied_to_have_no_concern_of_their_own(example: Evidence) -> None:
    untied = without(example.area(3), "finding_items")
    assert "confidence" not in {each.name for each in evidenced(untied).tables}
    assert "confidence" in {each.name for each in evidenced(example.area(3)).tables}


def test_triangulation_is_counted_in_words() -> None:
    voices = pd.DataFrame(
        {"criterion": ["a", "b", "c"],
         "triangulation": ["not_determinable", "single_source", "single_source"]}
    )  # fmt: skip
    assert triangulation_found(voices) == (
        "Do independent accounts agree? Of 3 criteria: on 1 it cannot be told, as nobody says how "
        "the evidence was gathered; on 2 no second, independent account exists."
    )
    assert "Of 1 criterion: on 1 it cannot be told" in triangulation_found(voices.iloc[:1])
    for each in strands.TRIANGULATIONS:
        assert each not in triangulation_found(voices.iloc[:1].assign(triangulation=each))


def test_what_names_no_criterion_is_listed_and_not_counted_as_one(
    south_ayrshire: Evidence,
) -> None:
    area = south_ayrshire.area(5)
    assert area.tables["evidence_items"]["criterion"].isna().any()
    said = next(each for each in evidenced(area).findings if "independent accounts" in each)
    assert f"Of {len(area.criteria)} criteria" in said
    assert "No criterion named" in cells(table_of(area, "triangulation"), "Criterion")


@pytest.mark.parametrize(
    ("challenges", "said"),
    [
        ([0, 0], "No evidence here says that something falls short on a criterion."),
        ([1, 0], "Something is said to fall short on “Pace”."),
        ([1, 2], "Something is said to fall short on every criterion."),
    ],
)
def test_what_falls_short_is_named_and_its_absence_proves_nothing(
    challenges: list[int], said: str
) -> None:
    bearings = pd.DataFrame({"label": ["Pace", "Reach"], "challenges": challenges})
    assert bearing_finding(bearings, by="criterion") == said


def test_the_whole_is_named_as_a_reader_would(south_ayrshire: Evidence) -> None:
    labels = review_evidenced(south_ayrshire).frames["by_area"]["label"].tolist()
    assert "The review as a whole" in labels
    assert "general" not in labels


def test_one_coder_is_said_so_and_two_are_compared(nine_items: Review) -> None:
    review = evidence_of(nine_items)
    assert coders_agree(review) == missing_table("second_codes")
    items = review.tables["evidence_items"]
    again = items[["item_id", "strand", "measure_kind", "bearing", "materiality"]]
    both = with_tables(review, second_codes=again)
    said = coders_agree(both)
    assert said.count("separately") == 1
    assert "the bearing of 9 of 9 assertions; quadratic weighted kappa 1.00." in said
    assert "It is low where nearly all readings are alike" in said
    others = with_tables(review, second_codes=again.assign(item_id="another"))
    assert "not published" not in coders_agree(others).lower()
