"""A yearly count of a few children: what changed, and what chance would do."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from evidence_lib import counts, indicators
from evidence_lib.answers.count import (
    chance,
    chosen_for_being_high,
    count,
    count_change,
    from_another_year,
    over_all_periods,
)
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
    assert said == (
        "The number fell from 19 in 2018 to 11 in 2019: 8 fewer, the direction asked for."
    )


def test_an_unchanged_count_is_said_so(change: pd.Series) -> None:
    same = change.copy()
    same["latest"], same["change"] = 19, 0
    said = count_change(same, baseline_period="2018")
    assert said == "The number was 19 in 2018 and the same in 2019."


def test_nineteen_and_eleven_are_not_shown_to_differ_and_what_would_have_shown_is_said() -> None:
    said = chance(counts.compare_counts(19, 11))
    assert said == (
        "19 and 11 are not shown to differ (rate ratio 0.58, 95% interval 0.25 to 1.28; "
        "p = 0.20, exact two-sided test). From 19 only a fall by 63% or more, to 7 or fewer, "
        "would have shown."
    )
    assert "only a fall to 0 would have shown" in chance(counts.compare_counts(6, 5))
    assert "would have shown" not in chance(counts.compare_counts(11, 19))
    assert "no rate ratio, as the first is 0" in chance(counts.compare_counts(0, 5))


def test_a_large_fall_differs_by_more_than_chance() -> None:
    assert "50 and 20 differ by more than chance" in chance(counts.compare_counts(50, 20))


def test_a_base_too_small_for_any_fall_is_said_so() -> None:
    assert "no fall could be told from chance" in chance(counts.compare_counts(3, 0))


def changed(numbers: dict[str, int | None], since: date | None = None) -> indicators.CountChange:
    """The change of a yearly count; a year without one is not given."""
    rows = [
        {"indicator_id": "starts", "place": "P", "period": year, "period_kind": "calendar_year",
         "value": float(number), "value_type": "raw", "superseded_by": None, "group_type": "all",
         "group": "all", "definition_version": "v1", "denominator": None}
        for year, number in numbers.items() if number is not None
    ]  # fmt: skip
    definitions = pd.DataFrame(
        [{"indicator_id": "starts", "area": "3", "measure_kind": "outcome", "unit": "children",
          "direction": "lower"}]
    )  # fmt: skip
    found = indicators.count_change(
        pd.DataFrame(rows), definitions, "starts", place="P", since=since
    )
    assert found is not None
    return found


FIVE = {"2013": 20, "2014": 18, "2015": 17, "2016": 14, "2017": 12}


def test_all_the_counts_are_read_and_not_only_two_of_them() -> None:
    assert over_all_periods(changed(FIVE)) == (
        "Over all 5 counts, 2013 to 2017: 12% fewer from one to the next (95% interval 25% fewer "
        "to 3% more; p = 0.13, exact test of a Poisson trend); a trend is not shown."
    )
    steep = over_all_periods(changed({"2013": 40, "2014": 30, "2016": 12}))
    assert "Over all 3 counts, 2013 to 2016 (2015 not given)" in steep
    assert steep.endswith("a trend is shown.")
    two = over_all_periods(changed({"2015": 19, "2017": 11}))
    assert two == "2 counts are known (2016 not given): too few for a trend."
    none = over_all_periods(changed(dict.fromkeys(FIVE, 0)))
    assert none.endswith("all are 0, so there is no trend to look for.")


def test_counts_that_vary_by_more_than_draws_widen_the_interval_and_say_so() -> None:
    wild = {"2012": 40, "2013": 5, "2014": 60, "2015": 8, "2016": 50, "2017": 9}
    said = over_all_periods(changed(wild))
    assert "Poisson trend widened for overdispersion" in said
    assert "times as much as chance alone would make them, so the interval was widened." in said


def test_the_base_is_the_last_year_before_the_inspection() -> None:
    found = changed(FIVE, since=date(2016, 4, 1))
    assert (found.comparison.before, found.comparison.after) == (17, 12)
    assert found.periods.baseline == "2015"
    assert sorted(found.others) == ["2014", "2016"]
    assert from_another_year(found) is None


def test_a_year_that_would_turn_the_answer_round_is_named() -> None:
    turned = changed({"2014": 60, "2015": 17, "2016": 8, "2017": 12}, since=date(2016, 4, 1))
    assert from_another_year(turned) == (
        "The answer depends on the year it is measured from. The base is the last year that had "
        "ended before the inspection; from 60 in 2014 it fell by more than chance and from 8 in "
        "2016 it rose, not beyond chance."
    )
    still = changed({"2015": 17, "2016": 12, "2017": 12}, since=date(2016, 4, 1))
    assert "from 12 in 2016 it did not move" in str(from_another_year(still))


def test_a_base_is_called_high_only_where_it_is_the_highest_of_three_or_more() -> None:
    high = changed({"2015": 20, "2016": 18, "2017": 12}, since=date(2016, 4, 1))
    assert high.baseline_is_highest
    assert "2015 has the highest count of the 3 known." in chosen_for_being_high(high)
    assert not changed(FIVE, since=date(2016, 4, 1)).baseline_is_highest
    assert not changed({"2015": 19, "2017": 11}).baseline_is_highest


def test_a_count_shows_its_change_its_chance_and_its_caveat(south_ayrshire: Evidence) -> None:
    answer = count(south_ayrshire.area(3), "accommodated_11_15")
    assert answer.findings[0].startswith("The number fell from 19 in 2015 to 11 in 2017")
    assert "19 and 11 are not shown to differ" in answer.html
    assert "too few for a trend" in answer.html
    assert "highest" not in answer.html
    assert answer.frames["yearly"]["count"].tolist() == [19, 11]
    assert [table.name for table in answer.tables] == ["accommodated_11_15"]


def test_a_count_without_values_is_called_by_its_title(south_ayrshire: Evidence) -> None:
    area = without(south_ayrshire.area(3), "indicator_values")
    title = area.indicators.loc["accommodated_11_15", "title"]
    (said,) = count(area, "accommodated_11_15").missing
    assert said.startswith(
        f"Not available to this review: figures on {title[0].lower()}{title[1:]}."
    )
    assert (
        count(area, "no_such", called="starts")
        .missing[0]
        .startswith("Not available to this review: figures on starts.")
    )


def test_a_yearly_count_with_a_small_year_is_not_shown(south_ayrshire: Evidence) -> None:
    area = with_values(south_ayrshire.area(3), "accommodated_11_15", "value", {"2017": 3})
    answer = count(area, "accommodated_11_15")
    assert answer.tables == ()
    assert answer.findings[0].endswith("a year has fewer than 5, so no yearly count is shown.")
    assert "19" not in answer.findings[0]


def test_a_rise_is_not_spoken_of_as_a_fall(south_ayrshire: Evidence) -> None:
    area = with_values(south_ayrshire.area(3), "accommodated_11_15", "value", {"2017": 25})
    answer = count(area, "accommodated_11_15")
    assert answer.findings[0].startswith("The number rose from 19 in 2015 to 25 in 2017")
    said = " ".join(str(block) for block in answer.blocks[1:])
    assert "are not shown to differ" in said
    assert "fall" not in said
    assert "numbers were high" not in said
