"""A yearly count of a few children: what changed, and what chance would do."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import counts, indicators
from evidence_lib.answers.count import chance, count, count_change, regression_to_the_mean
from evidence_lib.evidence import Evidence
from evidence_lib.loaders import Review
from tests.answers.frames import with_values, without


@pytest.fixture
def change(nine_items: Review) -> pd.Series:
    tables = nine_items.tables
    return indicators.change_from_baseline(
        tables["indicator_values"], tables["indicators"], "2018"
    ).loc["starts"]


def test_a_fall_is_said_with_both_counts_and_no_percentage(change: pd.Series) -> None:
    said = count_change(change, baseline_period="2018")
    assert said == "Fell from 19 in 2018 to 11 in 2019: 8 fewer, the direction asked for."


def test_an_unchanged_count_is_said_so(change: pd.Series) -> None:
    same = change.copy()
    same["latest"], same["change"] = 19, 0
    assert count_change(same, baseline_period="2018").startswith("Unchanged: 19 in 2018")


def test_nineteen_and_eleven_are_compatible_with_chance() -> None:
    said = chance(counts.compare_counts(19, 11))
    assert said == (
        "19 and 11 are compatible with chance (rate ratio 0.58, 95% interval 0.25 to 1.28; "
        "p = 0.20, exact two-sided test). From a base of 19, only 7 or fewer would have been a "
        "fall beyond chance."
    )


def test_a_large_fall_is_more_than_chance() -> None:
    assert "more than chance alone would explain" in chance(counts.compare_counts(50, 20))


def test_a_base_too_small_for_any_fall_is_said_so() -> None:
    assert "no fall could be told from chance" in chance(counts.compare_counts(3, 0))


def test_a_high_first_year_is_named_and_another_is_not() -> None:
    yearly = pd.DataFrame({"period": ["2015", "2017"], "count": [19, 11]})
    assert "2015 is the highest year known" in regression_to_the_mean(yearly)
    rising = yearly.assign(count=[11, 19])
    assert "highest" not in regression_to_the_mean(rising)


def test_a_count_shows_its_change_its_chance_and_its_caveat(south_ayrshire: Evidence) -> None:
    answer = count(south_ayrshire.area(3), "accommodated_11_15")
    assert answer.findings[0].startswith("Fell from 19 in 2015 to 11 in 2017")
    assert "compatible with chance" in answer.html
    assert "highest year known" in answer.html
    assert answer.frames["yearly"]["count"].tolist() == [19, 11]
    assert [table.name for table in answer.tables] == ["accommodated_11_15"]


def test_a_count_without_values_is_called_by_its_title(south_ayrshire: Evidence) -> None:
    area = without(south_ayrshire.area(3), "indicator_values")
    title = area.indicators.loc["accommodated_11_15", "title"]
    (said,) = count(area, "accommodated_11_15").missing
    assert said.startswith(f"No figures on {title[0].lower()}{title[1:]}.")
    assert count(area, "no_such", called="starts").missing[0].startswith("No figures on starts.")


def test_a_yearly_count_with_a_small_year_is_not_shown(south_ayrshire: Evidence) -> None:
    area = with_values(south_ayrshire.area(3), "accommodated_11_15", "value", {"2017": 3})
    answer = count(area, "accommodated_11_15")
    assert answer.tables == ()
    assert answer.findings[0].endswith("a year has so few that no yearly count is shown.")
    assert "19" not in answer.findings[0]


def test_a_rise_is_not_spoken_of_as_a_fall(south_ayrshire: Evidence) -> None:
    area = with_values(south_ayrshire.area(3), "accommodated_11_15", "value", {"2017": 25})
    answer = count(area, "accommodated_11_15")
    assert answer.findings[0].startswith("Rose from 19 in 2015 to 25 in 2017")
    said = " ".join(str(block) for block in answer.blocks[1:])
    assert "compatible with chance" in said
    assert "fall" not in said
    assert "numbers were high" not in said
