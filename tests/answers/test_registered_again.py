"""Children registered again: whole percent, and noughts that may not be true."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evidence_lib import indicators
from evidence_lib.answers.registered_again import (
    registered_again,
    reregistration_found,
    whole_rates_table,
    zeros_doubted,
    zeros_elsewhere,
)
from evidence_lib.evidence import Evidence
from evidence_lib.indicators import ZeroRun
from tests.answers.shown import headings, rows

RUN = ZeroRun(("2012-13", "2013-14", "2014-15"), 6.61, 70, 0.01)
NOTHING = float("nan")


@pytest.fixture
def rates() -> pd.DataFrame:
    rows = [("Here", "2014-15", 0.0), ("Nation", "2012-13", 6.0), ("Nation", "2013-14", 7.0),
            ("Here", "2015-16", 9.0), ("Nation", "2015-16", 8.0)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["series", "period", "value"])
    return frame.assign(low=float("nan"), high=float("nan"))


def test_a_run_of_noughts_is_set_beside_the_nation_in_the_same_periods(rates: pd.DataFrame) -> None:
    said = reregistration_found(rates, RUN, None, place="Here", national="Nation")
    assert said == (
        "Here is published as 0% in 3 periods running, 2012-13 to 2014-15; Nation: 6% to 7%."
    )


def test_without_a_run_the_latest_percentage_is_said(rates: pd.DataFrame) -> None:
    known = indicators.ReviewPeriods("2014-15", "2015-16")
    beside = {"place": "Here", "national": "Nation"}
    said = reregistration_found(rates, None, known, **beside)
    assert said == "Here: 9% in 2015-16; Nation: 8%."
    of_another = indicators.ReviewPeriods("2014-15", "2016-17")
    assert "no percentage can be shown for 2016-17" in reregistration_found(
        rates, None, of_another, **beside
    )


def volume(**cells: object) -> pd.DataFrame:
    row = {"indicator_id": "placed", "title": "Children placed", "period": "2016-17", "count": 100,
           "low": 81.36, "high": 121.63, "hidden": False}  # fmt: skip
    return pd.DataFrame([row | cells])


def test_noughts_are_doubted_only_where_enough_children_were_placed() -> None:
    many = str(zeros_doubted(RUN, volume(), registrations="placed"))
    assert "median of the other places in these periods is 6.6%" in many
    assert "70 or more children" in many
    assert "less than 1 in 100" in many
    assert many.endswith(
        "In 2016-17 alone 100 children were placed on it. A gap in what was returned is more "
        "likely than a true zero."
    )
    few = str(zeros_doubted(RUN, volume(count=69), registrations="placed"))
    assert few.endswith("How many were is not known here: ask before relying on it.")


def test_noughts_elsewhere_too_leave_the_doubt_open() -> None:
    said = zeros_doubted(replace(RUN, enough=None), volume(), registrations="placed")
    assert "cannot be told" in str(said)
    assert zeros_doubted(None, volume(), registrations="placed") is None


def test_noughts_of_other_places_put_the_range_in_doubt() -> None:
    flags = pd.DataFrame(
        {"rule": ["run-of-zeros", "run-of-zeros", "imputed"], "place": ["There", "Here", "Far"]}
    )
    assert "published for There too" in str(zeros_elsewhere(flags, place="Here"))
    assert zeros_elsewhere(flags.iloc[1:], place="Here") is None


def test_rates_are_whole_in_the_page_and_in_the_file() -> None:
    rates = pd.DataFrame(
        {"series": ["Here", "Here", "Group"], "period": ["2016", "2017", "2017"],
         "value": [6.4, NOTHING, NOTHING], "low": [3.0, NOTHING, 2.0],
         "high": [13.0, NOTHING, 12.0]}
    )  # fmt: skip
    made = whole_rates_table(rates, name="again", caption="Again")
    assert headings(made) == ["Period", "Here (%)", "Here, 95% interval (%)", "Group, range (%)"]
    assert rows(made) == [
        ["2016", "6", "3 to 13", "not given"], ["2017", "not given", "not given", "2 to 12"],
    ]  # fmt: skip
    assert made.csv.splitlines()[1] == "2016,6,3 to 13,"


def test_children_registered_again_are_doubted_where_noughts_run(
    south_ayrshire: Evidence,
) -> None:
    area = south_ayrshire.area(5)
    answer = registered_again(area, "reregistrations", volume="registrations")
    assert "Rounded to whole percent" in answer.html
    absent = registered_again(area, "no_such", volume="registrations", called="them")
    assert absent.missing[0].startswith("Not available to this review: figures on them.")


@pytest.mark.parametrize("base", [None, 10])
def test_a_total_that_would_give_a_hidden_part_away_is_not_named_as_the_reason(
    south_ayrshire: Evidence, base: float | None
) -> None:
    def said(review: Evidence) -> str:
        return registered_again(review.area(5), "reregistrations", volume="registrations").html

    values = south_ayrshire.tables["indicator_values"]
    whole = values[
        values["indicator_id"].eq("registrations") & values["place"].eq("South Ayrshire")
    ]
    part = whole.assign(
        group_type="locality", group="Girvan", value=None, value_type="suppressed", denominator=base
    )
    given = pd.concat([values, part], ignore_index=True)
    hidden = replace(
        south_ayrshire, tables={**south_ayrshire.tables, "indicator_values": given}, kept={}
    )
    count = f"alone {whole['value'].max():.0f} children"
    assert count in said(south_ayrshire)
    assert count not in said(hidden)
