"""What an indicator's own row says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd
import pytest

from evidence_lib import answers
from evidence_lib.answers import Answer
from evidence_lib.answers.indicator import (
    Indicator,
    indicator_of,
    later_values,
    no_figures,
    whole_values,
    within_sentence,
)
from evidence_lib.evidence import Area, Evidence
from tests.answers.frames import without


def indicator(area: Area, **cells: object) -> Indicator | None:
    """The first indicator of an area, with some cells of its row changed."""
    definitions = area.tables["indicators"].assign(**cells)
    changed = replace(area, tables={**area.tables, "indicators": definitions})
    return indicator_of(changed, str(definitions["indicator_id"].iloc[0]))


def test_a_definition_without_a_caveat_prints_no_empty_one(example: Evidence) -> None:
    bare = indicator(example.area(1), definition="A share", caveat=None)
    assert bare is not None
    assert bare.measured == "What is measured: A share."
    assert bare.caveat_block is None
    careful = indicator(example.area(1), definition="B.", caveat="Few.")
    assert careful is not None
    assert careful.measured == "What is measured: B. Read with care: Few."
    assert careful.caveat_block == "Read with care: Few."


def test_an_area_has_its_own_indicators_only(example: Evidence) -> None:
    assert indicator_of(example.area(1), "no_such_indicator") is None
    others = example.area(3).tables["indicators"]["indicator_id"].iloc[0]
    assert indicator_of(example.area(1), str(others)) is None


@pytest.mark.parametrize(
    ("title", "within"),
    [("School attendance", "school attendance"), ("P1 pupils", "P1 pupils"),
     ("SIMD by ward", "SIMD by ward"), ("", "")],
)  # fmt: skip
def test_a_title_within_a_sentence_keeps_its_abbreviations(title: str, within: str) -> None:
    assert within_sentence(title) == within


def test_what_has_no_figures_is_called_as_its_row_or_as_it_is_given(example: Evidence) -> None:
    area = example.area(1)
    own = indicator(area)
    assert own is not None
    (said,) = no_figures(area, own.indicator_id).missing
    assert said.startswith(f"Not available to this review: figures on {own.what}. Why it matters")
    assert (
        no_figures(area, "no_such", called="this")
        .missing[0]
        .startswith("Not available to this review: figures on this.")
    )
    assert (
        no_figures(area, "no_such")
        .missing[0]
        .startswith("Not available to this review: figures on no such.")
    )


def test_values_known_only_later_are_said(south_ayrshire: Evidence) -> None:
    area = south_ayrshire.area(3)
    edition = "All values are those of the edition published in 2022-01, which takes in later "
    assert later_values(area, "balance_of_care") == (
        "Read with care: Figures of 2017-18 to 2019-20 are held too, and could not be known at "
        f"this review: left out. {edition}revisions."
    )
    values = south_ayrshire.later["indicator_values"]
    one = values[values["period"].eq("2017-18")]
    fewer = replace(south_ayrshire, later={"indicator_values": one}).area(3)
    assert "Figures of 2017-18 are held too" in str(later_values(fewer, "balance_of_care"))
    none = replace(south_ayrshire, later={}).area(3)
    assert str(later_values(none, "balance_of_care")) == f"Read with care: {edition}revisions."
    values = south_ayrshire.tables["indicator_values"].assign(as_published_on=None)
    tables = {**south_ayrshire.tables, "indicator_values": values}
    assert later_values(replace(none.review, tables=tables).area(3), "balance_of_care") is None


def with_groups(review: Evidence, indicator_id: str) -> Evidence:
    """The same review, with values of looked-after pupils beside those of all of an indicator."""
    values = review.tables["indicator_values"]
    own = values[values["indicator_id"].eq(indicator_id)]
    groups = own.assign(group_type="looked_after", group="looked_after", value=own["value"] / 2)
    given = pd.concat([groups, values], ignore_index=True)
    return replace(review, tables={**review.tables, "indicator_values": given}, kept={})


@pytest.mark.parametrize(
    ("area", "indicator_id", "answer"),
    [
        (1, "residential_cost", answers.rate),
        (3, "balance_of_care", partial(answers.rate, counted=True)),
        (2, "child_poverty_after_housing", answers.position),
        (2, "developmental_milestones", answers.definitions_apart),
        (2, "attendance", lambda area, each: answers.panels(area, [each], about="Attendance")),
        (2, "numeracy_p7", lambda area, each: answers.measured_when(area, [each], about="It")),
        (5, "on_register_under_12_months", lambda area, each: answers.volumes(area, share=each)),
        (5, "reregistrations", partial(answers.registered_again, volume="registrations")),
        (5, "registrations", answers.process),
    ],
)
def test_values_of_groups_are_not_taken_for_those_of_all(
    south_ayrshire: Evidence, area: int, indicator_id: str, answer: Callable[..., Answer]
) -> None:
    plain = answer(south_ayrshire.area(area), indicator_id)
    beside_groups = answer(with_groups(south_ayrshire, indicator_id).area(area), indicator_id)
    assert plain.missing == () or indicator_id == "registrations"
    assert (beside_groups.findings, beside_groups.missing) == (plain.findings, plain.missing)
    same = beside_groups.html == plain.html
    assert same


def test_a_count_of_all_is_not_mixed_with_that_of_an_age(south_ayrshire: Evidence) -> None:
    values = south_ayrshire.tables["indicator_values"]
    of_all = values.assign(group_type="all", group="all")
    given = {**south_ayrshire.tables, "indicator_values": of_all}
    review = replace(south_ayrshire, tables=given, kept={})
    plain = answers.count(review.area(3), "accommodated_11_15")
    mixed = answers.count(with_groups(review, "accommodated_11_15").area(3), "accommodated_11_15")
    assert mixed.findings == plain.findings
    same = mixed.html == plain.html
    assert same


def test_values_of_one_group_alone_are_kept(south_ayrshire: Evidence) -> None:
    kept = whole_values(south_ayrshire.area(2))
    values = south_ayrshire.tables["indicator_values"]
    assert set(values.loc[~values.index.isin(kept.index), "group_type"]) == {"simd_quintile"}
    assert "lac_attendance" in set(kept["indicator_id"])
    assert whole_values(without(south_ayrshire.area(2), "indicator_values")).empty
