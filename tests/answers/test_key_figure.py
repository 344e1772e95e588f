"""The one figure that matters: two values, how sure, and the nation beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence_lib.answers.key_figure import key_figure, short_figure
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import Missing


def naming(review: Evidence, number: str, key: str) -> Area:
    """The area, with the one figure that matters named."""
    named = review.areas.assign(key_indicator=key)
    return replace(review, areas=named, kept={}).area(number)


def test_a_count_is_said_with_its_interval_and_what_would_have_been_needed(
    south_ayrshire: Evidence,
) -> None:
    said = key_figure(naming(south_ayrshire, "3", "accommodated_11_15"))
    assert said is not None
    assert "fell from 19 young people in 2015 to 11 young people in 2017" in said
    assert "95% interval 0.25 to 1.28. A change is not shown: 7 or fewer" in said
    assert "Scotland" not in said


def test_a_share_without_a_base_says_so_and_has_the_nation_beside_it(
    south_ayrshire: Evidence,
) -> None:
    assert key_figure(naming(south_ayrshire, "2", "developmental_milestones")) == (
        "Children meeting developmental milestones at 27 to 30 months: fell from 77.4% in 2015-16 "
        "to 76.7% in 2016-17, the wrong direction. A change is not shown: the number it is out of "
        "is not published, so chance cannot be ruled out. Scotland: 81.6% and 82.4% in "
        "the same periods."
    )


def test_the_nation_is_left_out_where_its_periods_or_definition_differ(
    south_ayrshire: Evidence,
) -> None:
    area = naming(south_ayrshire, "2", "developmental_milestones")
    values = area.review.tables["indicator_values"]
    other = values["place"].eq("Scotland") & values["period"].eq("2015-16")
    cut = replace(area.review, tables={**area.review.tables, "indicator_values": values[~other]})
    said = key_figure(cut.area("2"))
    assert said is not None
    assert "Scotland" not in said


@pytest.mark.parametrize(
    ("key", "group"),
    [("tariff_score", "rose from 925 tariff points"), ("child_poverty_simd", "gap between")],
)
def test_of_several_series_all_comes_first_and_a_gap_where_there_is_no_other(
    south_ayrshire: Evidence, key: str, group: str
) -> None:
    said = key_figure(naming(south_ayrshire, "2", key))
    assert said is not None
    assert group in said


def test_a_figure_that_cannot_be_compared_says_why(south_ayrshire: Evidence) -> None:
    said = key_figure(naming(south_ayrshire, "2", "reading_p1"))
    assert said is not None
    assert said.endswith(
        "Not compared: no period with a value ended before the earlier inspection."
    )


def test_a_figure_of_what_is_done_may_be_the_one_that_matters(example: Evidence) -> None:
    said = key_figure(naming(example, "1", "joint_budget"))
    assert said is not None
    assert said.startswith("Budget decided jointly: ")
    assert not isinstance(said, Missing)


@pytest.mark.parametrize("key", ["wellbeing_improved", "no_such_measure"])
def test_a_figure_without_a_value_is_missing(example: Evidence, key: str) -> None:
    assert isinstance(key_figure(naming(example, "4", key)), Missing)


def test_an_area_that_names_no_figure_says_nothing(example: Evidence) -> None:
    assert key_figure(naming(example, "4", "")) is None


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("accommodated_11_15", "Young people aged 11 to 15 starting to be looked after away from "
         "home: 19 in 2015 and 11 in 2017; a change is not shown."),
        ("reading_p1", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_figure_in_short_has_its_values_and_its_verdict(
    south_ayrshire: Evidence, key: str, said: str
) -> None:
    assert short_figure(naming(south_ayrshire, "3", key)) == said


def test_the_figure_in_short_says_where_it_is_not_compared(south_ayrshire: Evidence) -> None:
    said = short_figure(naming(south_ayrshire, "2", "reading_p1"))
    assert said.endswith(": 86.8% in 2015-16; not compared.")
