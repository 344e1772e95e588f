"""Fifths, standing and flags of a page: what is chosen, what is hidden, what is never joined."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from evidence_lib import indicators, inequality
from evidence_lib.errors import MethodInputError
from evidence_lib.evidence import Evidence

COLUMNS = [
    "indicator_id", "definition_version", "place", "group_type", "group", "period", "period_kind",
    "numerator", "denominator", "value", "value_type", "as_published_on", "superseded_by",
]  # fmt: skip


@pytest.fixture(scope="module")
def values(south_ayrshire: Evidence) -> pd.DataFrame:
    return south_ayrshire.ever("indicator_values")


@pytest.fixture(scope="module")
def definitions(south_ayrshire: Evidence) -> pd.DataFrame:
    return south_ayrshire.area(2).indicators


@pytest.fixture(scope="module")
def beside(south_ayrshire: Evidence) -> dict:
    return {"place": "South Ayrshire", "national": south_ayrshire.national,
            "family_group": south_ayrshire.family_group}  # fmt: skip


def made(*rows: dict) -> pd.DataFrame:
    plain = {
        "indicator_id": "i", "definition_version": "1", "place": "P", "group_type": "all",
        "group": "all", "period": "2016-17", "period_kind": "school_year", "value_type": "raw",
    }  # fmt: skip
    return pd.DataFrame([{**plain, **row} for row in rows], columns=COLUMNS)


def described(unit: str = "%") -> pd.DataFrame:
    row = {"indicator_id": "i", "title": "Title", "unit": unit}
    return pd.DataFrame([row]).set_index("indicator_id", drop=False)


def test_tariff_gap_of_south_ayrshire_widens_in_points_and_narrows_as_a_ratio(
    south_ayrshire: Evidence, values: pd.DataFrame
) -> None:
    tariff = indicators.by_quintile(values, "tariff_score", place="South Ayrshire")
    periods = indicators.ReviewPeriods("2015-16", "2016-17")
    change = inequality.gap_between(tariff, periods, high_is="good")
    assert (change.absolute_before, change.absolute_after) == (-567, -608)
    assert change.disagree
    assert change.minimum_detectable_change is None


def test_the_year_measured_from_changes_the_answer(
    south_ayrshire: Evidence, values: pd.DataFrame
) -> None:
    tariff = indicators.by_quintile(values, "tariff_score", place="South Ayrshire")
    facts = south_ayrshire.facts
    periods = indicators.review_periods(tariff, since=facts.inspected_from, until=facts.as_at)
    change = inequality.gap_between(tariff, periods, high_is="good")
    assert periods.baseline == "2014-15"
    assert (change.absolute_before, change.absolute_after) == (-718, -608)
    assert not change.disagree


def test_gaps_by_period_stand_beside_the_nations(values: pd.DataFrame) -> None:
    tariff, nation = (
        indicators.by_quintile(values, "tariff_score", place=place)
        for place in ("South Ayrshire", "Scotland")
    )
    gaps = inequality.gaps_by_period(tariff, high_is="good", comparator=nation).set_index("period")
    assert gaps.loc["2016-17", ["fifth_1", "fifth_5", "gap"]].tolist() == [690, 1298, 608]
    assert round(gaps.loc["2016-17", "ratio"], 2) == 1.88
    assert gaps.loc["2015-16", "comparator_gap"] == 594
    assert inequality.gaps_by_period(tariff, high_is="good")["comparator_gap"].isna().all()


def test_child_poverty_has_one_definition_at_a_time_and_weights(values: pd.DataFrame) -> None:
    with pytest.raises(MethodInputError, match="definition_version"):
        indicators.by_quintile(values, "child_poverty_simd", place="South Ayrshire")
    groups = indicators.quintiles(
        values, "child_poverty_simd", place="South Ayrshire", period="2014/15",
        definition_version="population_weighted",
    )  # fmt: skip
    assert groups["group"].tolist() == [1, 2, 3, 4, 5]
    assert groups["population"].tolist() == [19723, 29803, 24666, 15095, 23223]
    assert groups["standard_error"].isna().all()
    slope = inequality.slope_index(groups, high_is="bad")
    assert round(slope.sii, 1) == 34.1


def test_a_period_without_all_five_fifths_is_left_out() -> None:
    fifths = [{"group_type": "simd_quintile", "group": str(each), "value": each}
              for each in range(1, 6)]  # fmt: skip
    whole = [{**each, "period": "2015-16"} for each in fifths]
    found = indicators.by_quintile(made(*fifths[:4], *whole), "i", place="P")
    assert set(found["period"]) == {"2015-16"}
    assert len(found) == 5


def test_only_a_percentage_of_its_own_counts_has_a_standard_error() -> None:
    rows = [
        {"group_type": "simd_quintile", "group": str(each), "value": value, "numerator": 40,
         "denominator": 100}
        for each, value in enumerate((40, 40, 40, 40, 700), start=1)
    ]  # fmt: skip
    errors = indicators.by_quintile(made(*rows), "i", place="P")["standard_error"]
    assert errors.round(2).tolist()[:4] == [4.9] * 4
    assert pd.isna(errors.iloc[4])


def test_no_change_and_no_slope_are_told_without_two_periods_or_weights(
    values: pd.DataFrame,
) -> None:
    tariff = indicators.by_quintile(values, "tariff_score", place="South Ayrshire")
    same = indicators.ReviewPeriods("2015-16", "2015-16")
    assert inequality.gap_between(tariff, same, high_is="good") is None
    assert inequality.gap_between(tariff, None, high_is="good") is None
    assert inequality.slope_in(tariff, "2016-17", high_is="good") is None
    assert inequality.slope_in(tariff, None, high_is="good") is None


def test_milestones_are_never_joined_across_april_2017(
    values: pd.DataFrame, definitions: pd.DataFrame, beside: dict
) -> None:
    panels = indicators.definition_panels(values, definitions, "developmental_milestones", **beside)
    assert panels.groupby("panel")["period"].agg(["min", "max"]).to_numpy().tolist() == [
        ["2013-14", "2016-17"], ["2017-18", "2019-20"],
    ]  # fmt: skip


def test_standing_is_of_the_last_period_before_the_review(
    values: pd.DataFrame, definitions: pd.DataFrame, beside: dict
) -> None:
    row = indicators.positions(
        values, definitions, ["developmental_milestones", "no_such"],
        since=date(2016, 4, 25), until=date(2018, 2, 2), **beside,
    ).iloc[0]  # fmt: skip
    assert row["period"] == "2016-17"
    assert (round(row["value"], 1), round(row["national"], 1)) == (76.7, 82.4)
    assert row["earlier_period"] == "2015-16"


def test_an_earlier_value_of_another_definition_is_not_set_beside() -> None:
    values = made({"value": 70, "period": "2014-15", "definition_version": "0"}, {"value": 80})
    row = indicators.positions(
        values, described(), ["i"], place="P", national="N", family_group=["F"],
        since=date(2016, 1, 1), until=date(2018, 1, 1),
    ).iloc[0]  # fmt: skip
    assert row["value"] == 80
    assert pd.isna(row["earlier_value"])


def test_panels_leave_out_what_had_not_ended_and_round_rates_of_few(
    values: pd.DataFrame, definitions: pd.DataFrame, beside: dict
) -> None:
    panels = indicators.rate_panels(
        values, definitions, ["lac_exclusions"], until=date(2018, 2, 2), **beside
    )
    own = panels[panels["series"].eq("South Ayrshire")]
    assert own["value"].tolist() == [134, 143, 176, 144]
    assert own["period"].tolist() == ["2010–11", "2012–13", "2014–15", "2016–17"]


def test_a_rate_per_thousand_has_a_poisson_interval_that_holds_it() -> None:
    rows = made({"value": 113.9, "numerator": 18, "denominator": 158})
    panel = indicators.rate_panels(
        rows, described("per 1,000 pupils"), ["i"], place="P", national="N", family_group=["F"],
        until=date(2018, 1, 1),
    ).iloc[0]  # fmt: skip
    assert (panel["low"], panel["value"], panel["high"]) == (68, 114, 180)


def test_no_values_give_empty_frames_with_their_columns(definitions: pd.DataFrame) -> None:
    empty = made()
    named = {"place": "P", "national": "N", "family_group": ["F"], "until": date(2018, 1, 1)}
    panels = indicators.rate_panels(empty, definitions, ["attendance"], **named)
    assert list(panels.columns) == ["panel", "series", "period", "value", "low", "high", "hidden"]
    assert indicators.positions(
        empty, definitions, ["attendance"], since=date(2016, 1, 1), **named
    ).empty
    assert indicators.by_quintile(empty, "i", place="P").empty
    assert indicators.definition_panels(
        empty, definitions, "developmental_milestones", place="P", national="N", family_group=["F"]
    ).empty


def test_literacy_gaps_could_not_be_known_at_the_review(
    values: pd.DataFrame, definitions: pd.DataFrame
) -> None:
    found = indicators.measured_when(
        values, definitions.loc[["literacy_gap", "reading_p1"]],
        place="South Ayrshire", national="Scotland", until=date(2018, 2, 2),
    )  # fmt: skip
    known = found.groupby("title")["known"].any()
    assert known.tolist() == [False, True]


def test_flags_are_said_once_with_titles_and_never_tell_which_count_is_small(
    south_ayrshire: Evidence, values: pd.DataFrame, definitions: pd.DataFrame
) -> None:
    flags = indicators.quality_flags(values, south_ayrshire.tables["indicators"])
    found = indicators.flags_by_measure(flags, definitions, ["South Ayrshire", "Scotland"])
    said = found.explode("titles")
    assert not found["message"].str.contains("_").any()
    assert not found["rule"].str.startswith("decimals").any()
    assert found.loc[found["rule"].eq("telling-decimals"), "periods"].eq("").all()
    repeated = said[said["rule"].eq("repeated-value")]
    assert repeated["titles"].tolist() == ["School attendance"]
    assert repeated["periods"].tolist() == ["2010-11 to 2016-17"]
    assert said["titles"].isin(definitions["title"]).all()
