"""A rate beside other places: ranks, limits, amounts."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evidence_lib.answers.family_group import rank_among
from evidence_lib.answers.rate import (
    place_change,
    rate,
    special_causes,
    two_periods,
)
from evidence_lib.evidence import Evidence
from evidence_lib.indicators import ReviewPeriods
from tests.answers.frames import with_values


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")]
)
def test_ranks_are_written_as_prose(number: int, said: str) -> None:
    ranked = pd.DataFrame({"place": ["P"], "rank": [number], "denominator": [100.0]})
    assert f"stood {said} of 1" in rank_among(ranked, "P", of="places", period="2017")


def test_special_causes_name_the_periods_outside_and_affirm_nothing() -> None:
    chart = pd.DataFrame({"outside": [False, True]}, index=["2016", "2017"])
    assert special_causes(chart) == (
        "Of 2 periods, 2016 to 2017, 2017 stands outside the limits of chance (three standard "
        "errors)."
    )
    assert special_causes(chart.assign(outside=False)) == (
        "Of 2 periods, 2016 to 2017, none stands out (limits of three standard errors); whether "
        "the level moved within them cannot be told."
    )


def test_a_flow_is_held_against_limits_and_a_stock_is_not(south_ayrshire: Evidence) -> None:
    area = south_ayrshire.area(3)
    assert "stands out" not in rate(area, "balance_of_care", counted=True).html
    values = south_ayrshire.tables["indicator_values"]
    flow = values.assign(period_kind=values["period_kind"].replace("snapshot", "school_year"))
    tables = {**south_ayrshire.tables, "indicator_values": flow}
    shown = rate(
        replace(south_ayrshire, tables=tables, kept={}).area(3), "balance_of_care", counted=True
    )
    assert "Of 7 periods, 2010/11 to 2016/17, none stands out" in shown.html
    assert "everybody was counted and nobody sampled" in shown.html


def test_a_rate_is_said_beside_the_nation_and_itself_before(south_ayrshire: Evidence) -> None:
    answer = rate(south_ayrshire.area(1), "residential_cost")
    assert "; Scotland: £" in answer.findings[0]
    assert "Before: £5,851 per child per week in 2015-16." in answer.findings[0]
    assert [table.name for table in answer.tables] == ["residential_cost"]


def test_a_counted_rate_says_base_limits_and_the_family_group(south_ayrshire: Evidence) -> None:
    answer = rate(south_ayrshire.area(3), "balance_of_care", counted=True)
    assert "(349 of 370, 95% interval 91.5 to 96.3) in 2016-17" in answer.findings[0]
    assert "stands out" not in answer.html
    assert "largely the same children from year to year" in answer.html
    assert [table.name for table in answer.tables] == [
        "balance_of_care", "balance_of_care_family_group", "balance_of_care_funnel",
    ]  # fmt: skip
    assert "Figures of 2017/18 to 2019/20 are held too, and could not be known" in answer.html
    assert "2017-18" not in answer.tables[0].csv


def test_a_rate_of_one_period_is_no_comparison(south_ayrshire: Evidence) -> None:
    values = south_ayrshire.tables["indicator_values"]
    one = values[values["period"].eq("2016-17")]
    tables = {**south_ayrshire.tables, "indicator_values": one}
    answer = rate(replace(south_ayrshire, tables=tables, kept={}).area(1), "residential_cost")
    assert answer.missing[0].startswith("Not available to this review: figures on")


def test_amounts_are_written_by_their_unit() -> None:
    rates = pd.DataFrame(
        {"series": ["P", "P", "N"], "period": ["1", "2", "2"], "value": [3000.0, 3100.0, 2900.4]}
    )
    periods = ReviewPeriods("1", "2")
    given = {"place": "P", "national": "N"}
    assert two_periods(rates, periods, unit="£ per child", **given) == (
        "P: £3,100 per child in 2; N: £2,900 per child. Before: £3,000 per child in 1."
    )
    assert "P: 3100.0% in 2; N: 2900.4%." in two_periods(rates, periods, unit="%", **given)
    alone = two_periods(rates.iloc[:2], periods, unit="per 1,000", **given)
    assert alone == "P: 3,100.0 per 1,000 in 2. Before: 3,000.0 per 1,000 in 1."


def test_a_percentage_without_counts_has_no_base() -> None:
    values = pd.DataFrame(
        {"period": ["1", "2"], "value": [50.0, 60.0], "numerator": [10, None],
         "denominator": [20, None], "low": [30.0, None], "high": [70.0, None]}
    )  # fmt: skip
    assert place_change(values, ReviewPeriods("1", "2"), place="P") == (
        "P: 50.0% (10 of 20, 95% interval 30.0 to 70.0) in 1 and 60.0% in 2."
    )


def test_a_share_that_would_give_a_few_children_away_has_no_base(south_ayrshire: Evidence) -> None:
    area = with_values(south_ayrshire.area(3), "balance_of_care", "numerator", {"2016-17": 368})
    area = with_values(area, "balance_of_care", "value", {"2016-17": 99.5})
    finding = rate(area, "balance_of_care", counted=True).findings[0]
    assert "368 of 370" not in finding
    assert "303 of 330" in finding
