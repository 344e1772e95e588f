"""Titles of charts: short enough whatever a place, a nation or a measure is called."""

from __future__ import annotations

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given

from evidence_lib import counts
from evidence_lib.answers import chart_titles
from evidence_lib.indicators import ReviewPeriods
from evidence_lib.show.charts import TITLE_WORDS

LONG = "The far north west and all of its islands together"
NAMES = st.sampled_from(["Ayr", "City of Edinburgh and West", LONG])
PERIODS = st.sampled_from(["2015", "2016-17", "2018-Q1", "2017-04"])
UNITS = st.sampled_from(["%", "£ per child per week", "per 1,000 looked-after pupils"])
VALUES = st.floats(0, 10_000)


def is_short(title: str) -> bool:
    return 0 < len(chart_titles.one_way(title).split()) <= TITLE_WORDS


def position(value: float, national: float | None, unit: str, period: str) -> dict[str, object]:
    ends = {"low": value - 1, "high": value + 1}
    return {"value": value, "national": national, "unit": unit, "period": period, **ends}


@given(st.lists(st.tuples(VALUES, st.none() | VALUES), min_size=1, max_size=8),
       UNITS, PERIODS, NAMES)  # fmt: skip
def test_a_title_of_positions_is_short(
    pairs: list[tuple[float, float | None]], unit: str, period: str, national: str
) -> None:
    rows = pd.DataFrame([position(*pair, unit, period) for pair in pairs])
    assert is_short(chart_titles.positions_title(rows, national=national))


@given(VALUES, VALUES, UNITS, PERIODS, NAMES)
def test_a_title_of_a_level_is_short(
    own: float, nation: float, unit: str, period: str, national: str
) -> None:
    rates = pd.DataFrame({"series": ["Ours", national], "period": period, "value": [own, nation]})
    title = chart_titles.level_title(rates, period, place="Ours", national=national, unit=unit)
    assert is_short(title)


@given(NAMES, NAMES)
def test_titles_that_name_places_are_short(place: str, other: str) -> None:
    rows = {"label": [f"{place} here", other], "estimate": [1.0, 2.0], "low": 0.5, "high": 2.5}
    estimates = pd.DataFrame(rows)
    assert is_short(chart_titles.overlap_title(estimates, f"{place} here"))
    assert is_short(chart_titles.localities_title(estimates))


@pytest.mark.parametrize("periods", [("2014-15", "2016-17"), ("2016-Q1", "2018-Q1")])
def test_a_title_of_a_change_is_short_and_says_whether_the_intervals_meet(
    periods: tuple[str, str],
) -> None:
    values = pd.DataFrame(
        {"period": periods, "value": [91.8, 94.3], "low": [88.4, 91.5], "high": [94.3, 96.3],
         "numerator": [303, 349], "denominator": [330, 370]}
    )  # fmt: skip
    title = chart_titles.change_title(values, ReviewPeriods(*periods))
    assert is_short(title)
    assert title.endswith("; the intervals overlap")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (19, 11, "Fell from 19 to 11; chance alone could do this"),
        (190, 110, "Fell from 190 to 110; more than chance would do"),
        (11, 19, "Rose from 11 to 19; chance alone could do this"),
        (17, 17, "The same at both ends: 17"),
    ],
)
def test_a_title_of_a_count_says_what_chance_could_do(
    before: int, after: int, expected: str
) -> None:
    assert chart_titles.count_title(counts.compare_counts(before, after)) == expected
