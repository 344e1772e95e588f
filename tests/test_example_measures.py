"""Items drawn from figures: what changed beyond chance, and never across a change of definition."""

from __future__ import annotations

import pytest

from evidence_lib.example.measures import measured
from evidence_lib.example.rows import Row
from evidence_lib.example.scene import PLACE

QUARTERS = [f"{year}-Q{quarter}" for year in (2016, 2017) for quarter in (1, 2, 3, 4)]


def value(indicator_id: str, period: str, number: float, **more: object) -> Row:
    return {
        "indicator_id": indicator_id, "place": PLACE, "group_type": "all", "group": "all",
        "period": period, "value": number, "definition_version": "1",
    } | more  # fmt: skip


def share(indicator_id: str, period: str, met: int, of_all: int, **more: object) -> Row:
    shown = 100 * met / of_all
    return value(indicator_id, period, shown, numerator=met, denominator=of_all, **more)


def bearing_of(*values: Row) -> object:
    [item] = measured(list(values))
    return item["bearing"]


@pytest.mark.parametrize(
    ("before", "after", "base", "bearing"),
    [
        (60, 73, 100, "mixed"),  # 1.95 standard errors
        (60, 74, 100, "supports"),  # 2.11
        (74, 60, 100, "challenges"),
        (6, 8, 10, "mixed"),
        (100, 100, 100, "mixed"),
    ],
)
def test_a_share_supports_progress_only_where_it_rose_beyond_chance(
    before: int, after: int, base: int, bearing: str
) -> None:
    years = [
        share("balance_of_care", "2015-16", before, base),
        share("balance_of_care", "2016-17", after, base),
    ]
    assert bearing_of(*years) == bearing


@pytest.mark.parametrize(
    ("before", "after", "bearing"),
    [(19, 11, "mixed"), (19, 8, "supports"), (8, 19, "challenges"), (0, 0, "mixed")],
)
def test_a_count_of_events_is_held_against_chance_too(
    before: int, after: int, bearing: str
) -> None:
    years = [
        value("accommodated_11_15", "2015", before, numerator=before),
        value("accommodated_11_15", "2017", after, numerator=after),
    ]
    assert bearing_of(*years) == bearing


def test_a_short_series_without_counts_shows_nothing() -> None:
    years = ["2012-13", "2013-14", "2014-15", "2015-16", "2016-17"]
    grew = [value("joint_budget", year, 4.0 + number) for number, year in enumerate(years)]
    assert bearing_of(*grew) == "mixed"


@pytest.mark.parametrize(
    ("visits", "bearing"),
    [
        ([6, 7, 6, 8, 9, 9, 11, 12, 13, 12], "supports"),
        ([6, 7, 12, 8, 9, 9, 11, 12, 13, 12], "mixed"),
    ],
)
def test_a_long_series_without_counts_shows_a_change_where_its_thirds_lie_apart(
    visits: list[int], bearing: str
) -> None:
    periods = ["2015-Q4", *QUARTERS, "2018-Q1"]
    rows = [value("leader_visits", *pair) for pair in zip(periods, visits, strict=True)]
    assert bearing_of(*rows) == bearing


@pytest.mark.parametrize(("after", "bearing"), [(60, "mixed"), (62, "supports")])
def test_a_series_that_is_charted_is_held_to_the_limits_of_the_chart(
    after: int, bearing: str
) -> None:
    months = [f"{year}-{month:02d}" for year in (2016, 2017) for month in range(1, 13)]
    met = [55] * 12 + [after] * 12
    rows = [share("core_groups_on_time", month, number, 100)
            for month, number in zip(months, met, strict=True)]  # fmt: skip
    assert bearing_of(*rows) == bearing


def test_values_of_two_definitions_are_never_joined() -> None:
    [item] = measured(
        [
            share("developmental_milestones", "2013-14", 900, 1000, definition_version="2013"),
            share("developmental_milestones", "2014-15", 900, 1000, definition_version="2013"),
            share("developmental_milestones", "2015-16", 780, 1000, definition_version="2016"),
            share("developmental_milestones", "2016-17", 779, 1000, definition_version="2016"),
        ]
    )
    assert "78% in 2015-16, 77.9% in 2016-17" in str(item["summary"])
    assert item["bearing"] == "mixed"


def test_a_single_value_of_the_last_definition_is_no_change() -> None:
    values = [
        share("developmental_milestones", "2015-16", 780, 1000, definition_version="2013"),
        share("developmental_milestones", "2016-17", 779, 1000, definition_version="2016"),
    ]
    assert measured(values) == []
