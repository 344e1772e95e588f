"""A gap between the ends of deprivation: both measures, the year measured from, the slope."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evidence_lib import inequality
from evidence_lib.answers.gap import (
    gap_cautions,
    gap_change,
    gap_changed,
    gap_from_other_years,
    gap_level,
    gap_since,
    level_found,
    slope_found,
)
from evidence_lib.answers.gap_tables import gaps_table
from evidence_lib.evidence import Evidence
from evidence_lib.indicators import ReviewPeriods
from evidence_lib.loaders import open_review
from evidence_lib.show import Caveat
from tests.answers.frames import without

YEARS = ReviewPeriods("2015-16", "2016-17")
TARIFF = ([633, 808, 937, 1146, 1200], [690, 851, 994, 1111, 1298])
OTHER = ReviewPeriods("2014-15", "2016-17")


def change(before: list[float], after: list[float], high_is: str = "good", error: float = 0.0):
    frames = [pd.DataFrame({"rate": rates}) for rates in (before, after)]
    if error:
        frames = [frame.assign(standard_error=error) for frame in frames]
    return inequality.gap_change(*frames, high_is=high_is)


def said(compared, unit: str = "tariff points") -> str:
    return gap_changed(compared, YEARS, title="Tariff score", place="P", unit=unit)


def test_a_gap_whose_two_measures_disagree_says_so_with_the_level() -> None:
    assert said(change(*TARIFF)) == (
        "Tariff score. In P, 2015-16 to 2016-17: the gap between the most and the least deprived "
        "fifth widened from 567 to 608 tariff points; as a ratio it narrowed from 1.90 to 1.88. "
        "The two measures of the gap disagree. The level of the most deprived fifth improved from "
        "633 to 690 tariff points."
    )


def test_a_gap_whose_two_measures_agree_does_not_say_that_they_disagree() -> None:
    text = said(change([610, 0, 0, 0, 1328], [690, 0, 0, 0, 1298]))
    assert "narrowed from 718 to 608 tariff points" in text
    assert "disagree" not in text


def test_a_percentage_gap_is_in_percentage_points_and_may_stay() -> None:
    text = said(change([35.6, 1, 1, 1, 6.0], [35.1, 1, 1, 1, 5.5], "bad"), "%")
    assert "stayed at 29.6 percentage points; as a ratio it widened from 5.93 to 6.38" in text
    assert "improved from 35.6 to 35.1%" in text


def test_a_ratio_over_nought_is_not_defined() -> None:
    assert "as a ratio it is not defined" in said(change([5, 1], [6, 0], "bad"))


def test_another_year_is_said_only_where_the_gap_moved_the_other_way() -> None:
    headline = change([610, 0, 0, 0, 1328], TARIFF[1])
    since = {"2015-16": change(*TARIFF)}
    text = gap_from_other_years(since, headline, OTHER, unit="tariff points")
    assert text == (
        "The answer depends on the year it is measured from. 2014-15 is the last that had ended "
        "before the inspection; from 2015-16 the gap widened from 567 to 608 tariff points, and as "
        "a ratio it narrowed from 1.90 to 1.88."
    )
    assert gap_from_other_years({"2013-14": headline}, headline, OTHER, unit="x") is None
    assert gap_from_other_years({}, headline, OTHER, unit="x") is None


def test_a_gap_is_measured_from_before_the_inspection_like_every_measure(
    south_ayrshire: Evidence,
) -> None:
    answer = gap_change(south_ayrshire.area(2), "tariff_score")
    assert "2014-15 to 2016-17: the gap between the most" in answer.findings[0]
    assert "narrowed from 718 to 608 tariff points" in answer.findings[0]
    assert "from 2015/16 the gap widened from 567 to 608 tariff points" in answer.html


def test_cautions_give_the_interval_with_its_method_or_say_there_is_none() -> None:
    assert "No standard errors" in gap_cautions(change(*TARIFF), unit="points")
    text = gap_cautions(change([30, 10], [35, 10], "bad", 1.0), unit="%")
    assert "95% interval 1.1 to 8.9 percentage points, a normal interval" in text
    widened = gap_cautions(change([10, 30], [10, 35], "good", 1.0), unit="%")
    assert "95% interval 1.1 to 8.9" in widened


def test_a_level_says_both_ends_gap_and_ratio() -> None:
    gaps = pd.DataFrame(
        {"period": ["2014/15"], "fifth_1": [35.1], "fifth_5": [5.1], "gap": [30.0], "ratio": [6.9]}
    )
    assert level_found(gaps, "2014/15", title="Poverty", place="P", unit="%") == (
        "Poverty. In P, 2014/15: 35.1% in the most deprived fifth and 5.1% in the least deprived, "
        "a gap of 30.0 percentage points, a ratio of 6.9."
    )


def test_no_period_since_the_inspection_is_a_caveat_and_a_change_a_sentence() -> None:
    given = {"title": "Poverty", "place": "P", "unit": "%"}
    assert isinstance(gap_since(None, YEARS, **given), Caveat)
    assert "2015-16 to 2016-17" in gap_since(change(*TARIFF), YEARS, **given)


def test_a_slope_names_definition_interval_base_and_method() -> None:
    groups = pd.DataFrame(
        {"rate": [34.7, 20.8, 16.1, 8.7, 5.3], "population": [19723, 29803, 24666, 15095, 23223]}
    )
    slope = inequality.slope_index(groups, high_is="bad")
    text = slope_found(slope, period="2014/15", unit="%")
    assert "(SII) in 2014/15: 33.9 percentage points (95% interval 19.2 to 48.5)" in text
    assert "(RII): 1.95" in text
    assert "SII over the population-weighted overall rate (ScotPHO)" in text
    assert "112,510 people" in text
    assert slope.method in text


def test_the_table_of_gaps_shows_the_other_place_only_where_it_is_known() -> None:
    rows = pd.DataFrame(
        {"period": ["2016-17"], **{f"fifth_{each}": [100.0 * each] for each in range(1, 6)},
         "gap": [400.0], "ratio": [5.0], "comparator_gap": [None], "comparator_ratio": [None]}
    )  # fmt: skip
    given = {"name": "t", "caption": "C", "unit": "points", "comparator": "N"}
    assert "N, gap" not in gaps_table(rows, **given).csv
    assert "N, gap" in gaps_table(rows.assign(comparator_gap=300.0), **given).csv
    assert "400,5.00" in gaps_table(rows, **given).csv


def test_a_slope_needs_the_people_of_each_fifth(south_ayrshire: Evidence) -> None:
    area = south_ayrshire.area(2)
    assert "Slope index" in gap_level(area, "child_poverty_simd").html
    assert "Slope index" not in gap_level(area, "tariff_score").html


@pytest.mark.parametrize("answer", [gap_change, gap_level])
@pytest.mark.parametrize("name", ["indicators", "indicator_values"])
def test_a_gap_without_its_definition_or_its_values_is_said_to_be_missing(
    south_ayrshire: Evidence, answer, name: str
) -> None:
    bare = answer(without(south_ayrshire.area(2), name), "child_poverty_simd", called="poverty")
    title = "children in poverty, by deprivation of the place they live in"
    words = "poverty" if name == "indicators" else title
    assert bare.missing[0].startswith(f"Not available to this review: figures on {words}.")
    assert len(bare.blocks) == 1


@pytest.mark.parametrize("answer", [gap_change, gap_level])
def test_a_gap_before_its_first_period_had_ended_is_not_known(
    south_ayrshire: Evidence, answer
) -> None:
    folder, name = south_ayrshire.folder.parent, south_ayrshire.name
    area = open_review(folder, name, as_at="2009-01-01").area(2)
    assert (
        answer(area, "child_poverty_simd")
        .missing[0]
        .startswith("Not available to this review: figures on")
    )


def test_the_nation_is_set_beside_by_the_same_definition(south_ayrshire: Evidence) -> None:
    values = south_ayrshire.tables["indicator_values"]
    own = values[values["indicator_id"].eq("child_poverty_simd")]
    beside = pd.concat([values, own.assign(place="Scotland")], ignore_index=True)
    given = {**south_ayrshire.tables, "indicator_values": beside}
    shown = gap_level(replace(south_ayrshire, tables=given, kept={}).area(2), "child_poverty_simd")
    gaps = shown.frames["gaps"]
    assert gaps["comparator_gap"].tolist() == gaps["gap"].tolist()
