"""Sentences about gaps and standing: the same measure is worded the same way everywhere."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from evidence_lib import inequality, tables, wording
from evidence_lib.indicators import ReviewPeriods

YEARS = ReviewPeriods("2015-16", "2016-17")
OTHER = ReviewPeriods("2014-15", "2016-17")
TARIFF = ([633, 808, 937, 1146, 1200], [690, 851, 994, 1111, 1298])


def change(before: list[float], after: list[float], high_is: str = "good", error: float = 0.0):
    frames = [pd.DataFrame({"rate": rates}) for rates in (before, after)]
    if error:
        frames = [frame.assign(standard_error=error) for frame in frames]
    return inequality.gap_change(*frames, high_is=high_is)


def said(compared, unit: str = "tariff points") -> str:
    return wording.gap_changed(compared, YEARS, what="Tariff score", place="P", unit=unit)


def standing(**more) -> pd.DataFrame:
    plain = {
        "title": "Attendance", "unit": "%", "period": "2016-17", "value": 93.2, "low": None,
        "high": None, "base": None, "national": 93.3, "earlier_period": "2014-15",
        "earlier_value": 93.2,
    }  # fmt: skip
    return pd.DataFrame([{**plain, **more}])


def stands(**more) -> str:
    return wording.standing_found(standing(**more), place="P", national="N")


def test_a_gap_whose_two_measures_disagree_says_so_with_the_level() -> None:
    assert said(change(*TARIFF)) == (
        "Tariff score in P, 2015-16 to 2016-17: the gap between the most and the least deprived "
        "fifth widened from 567 to 608 tariff points; as a ratio it narrowed from 1.90 to 1.88. "
        "The two measures of the gap disagree. The most deprived fifth improved from 633 to 690 "
        "tariff points."
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


def test_another_year_is_said_only_where_there_is_another() -> None:
    other = change([610, 0, 0, 0, 1328], TARIFF[1])
    text = wording.gap_from_another_year(other, OTHER, YEARS, unit="tariff points")
    assert "From 2014-15" in text
    assert "narrowed from 718 to 608 tariff points" in text
    assert wording.gap_from_another_year(other, YEARS, YEARS, unit="x") is None
    assert wording.gap_from_another_year(None, OTHER, YEARS, unit="x") is None


def test_cautions_give_the_interval_with_its_method_or_say_there_is_none() -> None:
    assert "no standard errors" in wording.gap_cautions(change(*TARIFF), unit="points")
    text = wording.gap_cautions(change([30, 10], [35, 10], "bad", 1.0), unit="%")
    assert "95% interval 1.1 to 8.9 percentage points (normal interval" in text
    widened = wording.gap_cautions(change([10, 30], [10, 35], "good", 1.0), unit="%")
    assert "95% interval 1.1 to 8.9" in widened


def test_a_level_says_both_ends_gap_and_ratio() -> None:
    gaps = pd.DataFrame(
        {"period": ["2014/15"], "fifth_1": [35.1], "fifth_5": [5.1], "gap": [30.0], "ratio": [6.9]}
    )
    assert wording.gap_level(gaps, "2014/15", what="Poverty", place="P", unit="%") == (
        "Poverty in P, 2014/15: 35.1% in the most deprived fifth and 5.1% in the least deprived, "
        "a gap of 30.0 percentage points, a ratio of 6.9."
    )


def test_no_period_since_the_inspection_is_a_caveat_and_a_change_a_sentence() -> None:
    given = {"what": "Poverty", "place": "P", "unit": "%"}
    assert isinstance(wording.gap_since(None, YEARS, **given), wording.Caveat)
    assert "2015-16 to 2016-17" in wording.gap_since(change(*TARIFF), YEARS, **given)


def test_a_slope_names_definition_interval_base_and_method() -> None:
    groups = pd.DataFrame(
        {"rate": [34.7, 20.8, 16.1, 8.7, 5.3], "population": [19723, 29803, 24666, 15095, 23223]}
    )
    slope = inequality.slope_index(groups, high_is="bad")
    text = wording.slope_found(slope, period="2014/15", unit="%")
    assert "(SII) in 2014/15: 33.9 percentage points (95% interval 19.2 to 48.5)" in text
    assert "(RII): 1.95" in text
    assert "SII over the population-weighted overall rate (ScotPHO)" in text
    assert "112,510 people" in text
    assert slope.method in text
    assert wording.slope_found(None, period="x", unit="%") is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "P 93.2%, close to N (93.3%); 93.2% in 2014-15."),
        ({"national": 93.2}, "P 93.2%, the same as N (93.2%)"),
        ({"national": 94.2}, "P 93.2%, lower than N (94.2%)"),
        ({"low": 90.0, "high": 95.0, "base": 158, "national": 94.5},
         "P 93.2% (base 158, 95% interval 90.0 to 95.0), not clearly different from N (94.5%)"),
        ({"national": None, "earlier_value": None},
         "P 93.2%; no earlier value of the same definition to compare with."),
        ({"value": None}, "P is not shown, as the group is too small."),
        ({"unit": "per 1,000 pupils", "value": 17.898, "national": 26.84, "earlier_value": 19.1},
         "P 18 per 1,000 pupils, lower than N (27); 19 in 2014-15."),
    ],
)  # fmt: skip
def test_standing_is_worded_by_distance_and_interval(more: dict, words: str) -> None:
    assert words in stands(**more)


def test_a_definition_without_a_caveat_prints_no_empty_one() -> None:
    definitions = pd.DataFrame(
        {"indicator_id": ["a", "b"], "definition": ["A share", "B."], "caveat": [None, "Few."]}
    )
    assert wording.measured(definitions, "a") == "What is measured: A share."
    assert wording.measured(definitions, "b") == "What is measured: B. Read with care: Few."
    assert wording.measured(definitions, "c") is None


def measured(*known: bool) -> pd.DataFrame:
    return pd.DataFrame(
        {"title": ["Reading", "Gap"], "period": ["2015-16", "2018-19"], "value": [80.0, 20.0],
         "known": known}
    )  # fmt: skip


def test_one_period_is_no_trend_and_later_measures_are_named() -> None:
    text = wording.trend_possible(measured(True, False), what="literacy", as_at=date(2018, 2, 2))
    assert text == (
        "2 measures of literacy: 1 has a period that had ended by 2 February 2018 and none has "
        "two, so no trend can be seen in them."
    )
    assert wording.only_later(measured(True, False)) == (
        "Read with care: these could not be known at the review, as they begin in 2018-19: “Gap”."
    )
    assert wording.only_later(measured(True, True)) is None


def test_two_periods_of_one_measure_make_a_trend_possible() -> None:
    rows = measured(True, True).assign(title="Reading")
    assert "1 has two or more" in wording.trend_possible(rows, what="x", as_at=date(2018, 2, 2))


def test_claims_of_outcomes_are_counted_and_linked(nine_items) -> None:
    items = nine_items.tables["evidence_items"].assign(measure_kind="outcome", form="qualitative")
    block = wording.outcome_claims(items)
    assert f"{len(items)} assertions" in block.text
    assert "none gives a number" in block.text
    assert block.html.count("#item-") == len(items)


def test_the_report_prints_figures_or_not() -> None:
    assert "No figure" in wording.figures_printed(pd.DataFrame())
    assert "2 figures" in wording.figures_printed(pd.DataFrame({"value": [19, 11]}))


def flags() -> pd.DataFrame:
    return pd.DataFrame(
        {"titles": [("Attendance",), ("Attendance", "Reading")],
         "rule": ["repeated-value", "reused-code"], "places": ["P", ""], "periods": ["2015", ""],
         "message": ["93.2 in 4 periods in a row", "code C stands for several measures"]}
    )  # fmt: skip


def test_flags_count_measures_and_name_those_that_repeat() -> None:
    text = wording.flags_found(flags())
    assert text.startswith("2 measures of this area need care")
    assert text.endswith("“Attendance”.")
    assert "No trap" in wording.flags_found(flags().iloc[:0])


def test_the_table_of_flags_is_in_words() -> None:
    csv = tables.flags_table(flags()).csv
    assert 'Attendance; Reading,"One code, several measures"' in csv
    assert "reused-code" not in csv


def panels() -> pd.DataFrame:
    return pd.DataFrame(
        {"panel": "Attendance", "series": ["P", "P", "N"], "period": ["2015–16", "2016–17"] * 1
         + ["2016–17"], "value": [None, 93.2, 93.3], "low": [None, 92.0, None],
         "high": [None, 94.0, None], "hidden": [True, False, False]}
    )  # fmt: skip


def test_the_table_of_panels_hides_small_groups_and_names_the_interval() -> None:
    made = tables.panels_table(panels(), name="t", caption="C", unit="%", place="P")
    assert made.csv.splitlines() == [
        'Measure,Period,P (%),"P, 95% interval (%)",N (%)',
        "Attendance,2015-16,[c],,",
        "Attendance,2016-17,93.2,92.0 to 94.0,93.3",
    ]
    assert "too few children" in made.html
    assert "Wilson" in made.html


def test_the_table_of_gaps_shows_the_other_place_only_where_it_is_known() -> None:
    rows = pd.DataFrame(
        {"period": ["2016-17"], **{f"fifth_{each}": [100.0 * each] for each in range(1, 6)},
         "gap": [400.0], "ratio": [5.0], "gap_beside": [None], "ratio_beside": [None]}
    )  # fmt: skip
    given = {"name": "t", "caption": "C", "unit": "points", "beside": "N"}
    assert "N, gap" not in tables.gaps_table(rows, **given).csv
    assert "N, gap" in tables.gaps_table(rows.assign(gap_beside=300.0), **given).csv
    assert "400,5.00" in tables.gaps_table(rows, **given).csv


def test_the_table_of_measures_puts_what_was_known_first() -> None:
    rows = measured(False, True).assign(unit="%", national=None)
    made = tables.known_table(rows, name="t", caption="C", place="P", national="N")
    assert made.csv.splitlines()[1].startswith("Gap,")
    assert made.csv.splitlines()[1].endswith("yes")
