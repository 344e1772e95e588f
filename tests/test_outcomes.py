"""Outcome measures: which two periods are compared, how, and what they show in both directions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from evidence_lib import judgement
from evidence_lib.answers.outcomes import outcomes_of
from evidence_lib.evidence import Evidence

INSPECTED, FIELDWORK = date(2016, 4, 25), date(2018, 1, 29)


def value(period: str, number: float, **more: object) -> dict[str, object]:
    """One published value of one measure; what a test is about is given."""
    return {
        "indicator_id": "i", "definition_version": "1", "place": "here", "group_type": "all",
        "group": "all", "period": period, "period_kind": "calendar_year", "numerator": None,
        "denominator": None, "value": number, "value_type": "raw", "as_published_on": "2018-01",
        "superseded_by": None,
    } | more  # fmt: skip


def share(period: str, numerator: int, denominator: int, **more: object) -> dict[str, object]:
    """One percentage with its counts."""
    percent = 100 * numerator / denominator
    return value(period, percent, numerator=numerator, denominator=denominator, **more)


def fifths(period: str, most: tuple[int, int], least: tuple[int, int]) -> list[dict[str, object]]:
    """The percentages of the most and the least deprived fifth in one period."""
    return [share(period, *counts, group_type="simd_quintile", group=group)
            for group, counts in (("1", most), ("5", least))]  # fmt: skip


def measures(
    *values: dict[str, object], inspected_on: date | None = INSPECTED, **more: object
) -> pd.DataFrame:
    """The rows of one measure: fewer young people are better unless something else is given."""
    indicator = {
        "area": "1", "indicator_id": "i", "title": "Starts", "unit": "young people",
        "direction": "lower", "measure_kind": "outcome", "definition_version": "1",
    } | more  # fmt: skip
    numbers = dict.fromkeys(("numerator", "denominator", "value"), float)
    columns = list(value("2015", 1))
    return judgement.outcome_measures(
        pd.DataFrame([indicator]), pd.DataFrame(values, columns=columns).astype(numbers),
        place="here", inspected_on=inspected_on, fieldwork_on=FIELDWORK,
    )  # fmt: skip


def measure(*values: dict[str, object], **more: Any) -> pd.Series:
    """The one row of one measure."""
    rows = measures(*values, **more)
    assert len(rows) == 1
    return rows.iloc[0]


def percent(*values: dict[str, object], direction: str = "higher", **more: Any) -> pd.Series:
    """The one row of a percentage; higher is better unless it is said."""
    return measure(*values, unit="%", direction=direction, **more)


# --- counts -------------------------------------------------------------------------------------


def test_nineteen_to_eleven_is_not_shown_either_way_and_seven_would_have_been_needed() -> None:
    found = measure(value("2015", 19), value("2017", 11))
    ends = found[["estimate", "low", "high"]].astype(float).round(3).tolist()
    assert ends == [0.579, 0.249, 1.280]
    assert (found["before"], found["after"], found["base"]) == (19, 11, 19)
    assert found["verdict"] == "not_shown"
    assert found["consistent_with_chance"]
    assert found["in_words"] == (
        "Starts: fell from 19 young people in 2015 to 11 young people in 2017 (2016 is not given), "
        "the direction asked for. Ratio 0.58, 95% interval 0.25 to 1.28. A change is not shown: 7 "
        "or fewer would have been needed to tell it from chance."
    )


@pytest.mark.parametrize(
    ("after", "direction", "verdict"),
    [
        (8, "lower", "not_shown"),
        (7, "lower", "improved"),
        (7, "higher", "worsened"),
        (40, "lower", "worsened"),
        (40, "higher", "improved"),
        (40, "neutral", "not_shown"),
    ],
)
def test_a_count_speaks_only_beyond_chance_and_then_in_both_directions(
    after: int, direction: str, verdict: str
) -> None:
    found = measure(value("2015", 19), value("2017", after), direction=direction)
    assert found["verdict"] == verdict
    assert found["consistent_with_chance"] == (after == 8)


def test_a_worsened_count_says_so_in_words() -> None:
    words = measure(value("2015", 19), value("2016", 18), value("2017", 40))["in_words"]
    assert "rose from 19 young people in 2015 to 40 young people in 2017, the wrong " in words
    assert words.endswith(". Worsened by more than chance would explain.")


def test_a_measure_that_may_go_either_way_is_never_better_or_worse() -> None:
    words = measure(value("2015", 19), value("2017", 40), direction="neutral")["in_words"]
    assert words.endswith(". Neither more nor less is better in itself.")
    assert "direction" not in words


def test_from_a_small_base_no_fall_could_be_told_from_chance() -> None:
    words = measure(value("2015", 5), value("2017", 0))["in_words"]
    assert "no fall from 5 could be told from chance" in words


def test_a_ratio_to_nought_is_never_printed_as_infinite() -> None:
    words = measure(value("2015", 0), value("2017", 9))["in_words"]
    assert "No ratio, as the first is 0; 95% interval from 1.97 up. Worsened" in words
    both = measure(value("2015", 0), value("2017", 0))["in_words"]
    assert "0 young people in 2015 and in 2017" in both
    assert "No ratio, as both are 0" in both


def test_a_small_count_is_in_no_sentence() -> None:
    found = measure(value("2015", 19), value("2017", 3))
    assert found["verdict"] == "improved"
    assert found["in_words"] == (
        "Starts: too few to show the figures. Improved by more than chance would explain."
    )
    assert found["in_short"] == "too few to show the figures; improved beyond chance"
    alone = measure(value("2015", 3))
    assert alone["in_words"].startswith("Starts: too few to show the figures. Not compared")
    assert alone["in_short"] == "too few to show the figures; not compared"


# --- shares and rates ---------------------------------------------------------------------------


def test_a_difference_that_is_printed_as_nought_is_said_to_go_neither_way() -> None:
    found = percent(share("2015", 7801, 10000), share("2017", 7800, 10000))
    assert found["in_words"] == (
        "Starts: 78.0% in 2015 and 78.0% in 2017 (2016 is not given). Difference 0.0 percentage "
        "points, 95% interval -1.2 to 1.1. A change is not shown: chance alone could explain it."
    )


def test_a_share_that_improved_has_newcombes_interval() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II: 0.0524 to 0.3339.
    found = percent(share("2015", 48, 80), share("2017", 56, 70))
    assert found[["low", "high"]].astype(float).round(4).tolist() == [0.0524, 0.3339]
    assert found["base"] == 70
    assert found["verdict"] == "improved"
    assert (
        "Difference +20.0 percentage points, 95% interval 5.2 to 33.4. Improved"
        in (found["in_words"])
    )
    assert percent(share("2015", 48, 80), share("2017", 56, 70), direction="lower")["verdict"] == (
        "worsened"
    )


NO_BASE = "the number it is out of is not published, so chance cannot be ruled out"


@pytest.mark.parametrize(
    ("values", "unit", "why"),
    [
        ([value("2015", 77.4), value("2017", 76.7)], "%", NO_BASE),
        ([share("2015", 48, 80), value("2017", 76.7)], "%", NO_BASE),
        (
            [value("2015", 77.4, denominator=90), value("2017", 76.7, denominator=90)],
            "%",
            "the counts behind it are not published",
        ),
        (
            [share("2015", 48, 80), share("2017", 56, 70, value=70.0)],
            "%",
            "its values are not those of its counts",
        ),
        (
            [share("2015", 48, 80), share("2017", 56, 70)],
            "tariff points",
            "how far its values spread is not published",
        ),
        ([value("2015", 19.5), value("2017", 11)], "children", "its values are no whole counts"),
    ],
)
def test_what_cannot_be_tested_is_not_shown_with_the_reason(
    values: list[dict[str, object]], unit: str, why: str
) -> None:
    found = measure(*values, unit=unit)
    assert found["has_baseline"]
    assert found["verdict"] == "not_shown"
    assert pd.isna(found["consistent_with_chance"])
    assert found["why"].startswith(why)
    assert f"A change is not shown: {found['why']}." in found["in_words"]


def test_a_rate_is_compared_by_its_counts_over_those_it_is_out_of() -> None:
    # Ratio of rates 2 / 17,877 to 10 / 20,000, as the R package exactci prints it.
    values = [value("2015", 0.5, numerator=10, denominator=20_000),
              value("2017", 0.11, numerator=2, denominator=17_877)]  # fmt: skip
    found = measure(*values, unit="per 1,000 children")
    ends = found[["estimate", "low", "high"]].astype(float).round(4).tolist()
    assert ends == [0.2238, 0.0238, 1.0500]
    assert found["method"] == "ratio of rates, exact"


# --- gaps ---------------------------------------------------------------------------------------


def test_a_gap_has_the_interval_worked_by_hand() -> None:
    found = percent(*fifths("2015", (60, 200), (20, 200)), *fifths("2017", (40, 200), (20, 200)),
                    direction="lower")  # fmt: skip
    ends = found[["before", "after", "estimate", "low", "high"]].astype(float).round(3).tolist()
    assert ends == [20, 10, -0.1, -0.203, 0.004]
    assert (found["group"], found["verdict"]) == ("gap", "not_shown")
    assert found["in_words"] == (
        "Starts (gap between the most and the least deprived fifth): narrowed from 20.0 percentage "
        "points in 2015 to 10.0 percentage points in 2017 (2016 is not given), the direction asked "
        "for. Difference -10.0 percentage points, 95% interval -20.3 to 0.4. A change is not "
        "shown: chance alone could explain it."
    )


@pytest.mark.parametrize("direction", ["lower", "higher"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_narrower_gap_is_better_whichever_end_is_higher_and_whichever_way_is_better(
    direction: str, turned: bool
) -> None:
    wide, narrow = ((300, 1000), (100, 1000)), ((200, 1000), (100, 1000))
    ends = [each[::-1] if turned else each for each in (wide, narrow)]
    closing = [*fifths("2015", *ends[0]), *fifths("2017", *ends[1])]
    widening = [*fifths("2015", *ends[1]), *fifths("2017", *ends[0])]
    assert percent(*closing, direction=direction)["verdict"] == "improved"
    assert percent(*widening, direction=direction)["verdict"] == "worsened"
    assert percent(*closing, direction="neutral")["verdict"] == "not_shown"


def test_a_gap_that_changed_sides_is_not_tested() -> None:
    found = percent(*fifths("2015", (60, 200), (20, 200)), *fifths("2017", (20, 200), (60, 200)))
    assert found["why"].startswith("the gap changed sides")
    assert found["verdict"] == "not_shown"


def test_a_measure_of_all_and_by_fifth_has_a_row_of_each_with_the_gap_last() -> None:
    values = [*fifths("2015", (60, 200), (20, 200)), share("2015", 80, 400)]
    assert measures(*values, unit="%")["group"].tolist() == ["all", "gap"]


# --- which periods ------------------------------------------------------------------------------


def test_the_last_period_before_the_inspection_is_the_baseline_and_the_first_is_not() -> None:
    found = measure(value("2013", 30), value("2015", 17), value("2016", 20), value("2017", 12))
    assert found[["before_period", "after_period"]].tolist() == ["2015", "2017"]


def test_a_period_that_ended_after_fieldwork_began_is_no_evidence() -> None:
    school = {"period_kind": "school_year"}
    values = [value("2014-15", 30, **school), value("2016-17", 30, **school)]
    found = measure(*values, value("2017-18", 3, **school))
    assert found[["before_period", "after_period"]].tolist() == ["2014-15", "2016-17"]
    # A year that ended in July 2016 was not over when the inspection began in April.
    later = measure(*values, value("2015-16", 40, **school))
    assert later["before_period"] == "2014-15"


@pytest.mark.parametrize(
    ("values", "why", "known"),
    [
        ([value("2016", 9), value("2017", 8)],
         "no period with a value ended before the earlier inspection", [None, "2017"]),
        ([value("2014", 9), value("2015", 8)],
         "no period with a value ended between the earlier inspection and this review",
         ["2015", None]),
        ([value("2018", 9)], "no period with a value had ended before this review", [None, None]),
        ([value("2015", 9, value_type="imputed")], "no value was known by then", [None, None]),
        ([value("2015", 9, place="elsewhere")], "no value was known by then", [None, None]),
        ([], "no value was known by then", [None, None]),
    ],
)  # fmt: skip
def test_without_two_periods_there_is_no_baseline_and_it_is_said_why(
    values: list[dict[str, object]], why: str, known: list[str | None]
) -> None:
    found = measure(*values)
    assert (found["has_baseline"], found["verdict"], found["why"]) == (False, "not_shown", why)
    periods = found[["before_period", "after_period"]]
    assert [None if pd.isna(each) else each for each in periods] == known
    said = ": not compared" if known == [None, None] else ". Not compared"
    assert found["in_words"].endswith(f"{said}: {why}.")


def test_without_the_day_of_the_inspection_nothing_has_a_baseline() -> None:
    found = measure(value("2015", 19), value("2017", 7), inspected_on=None)
    assert (found["has_baseline"], found["verdict"]) == (False, "not_shown")
    assert found["in_words"] == (
        "Starts: 7 young people in 2017. Not compared: the day of the earlier inspection is not "
        "known."
    )


def test_two_definitions_are_never_compared() -> None:
    found = measure(value("2015", 19), value("2017", 5, definition_version="2"))
    assert (found["has_baseline"], found["verdict"]) == (False, "not_shown")
    assert found["why"] == "the definition changed between 2015 and 2017"


def test_of_two_definitions_the_one_with_both_periods_is_compared() -> None:
    old = [value("2014", 30), value("2015", 29)]
    new = [value(period, number, definition_version="2")
           for period, number in (("2015", 19), ("2017", 11))]  # fmt: skip
    found = measure(*old, *new)
    assert (found["definition_version"], found["before"], found["after"]) == ("2", 19, 11)
    both = measure(*old, value("2017", 28), *new)
    assert (both["definition_version"], both["after"]) == ("1", 28)


def test_a_value_that_was_superseded_is_left_out_and_of_editions_the_last_is_taken() -> None:
    superseded = value("2015", 30, superseded_by="x", as_published_on="2018-02")
    editions = [value("2015", 19, as_published_on="2018-01"),
                value("2015", 25, as_published_on="2017-01")]  # fmt: skip
    assert measure(superseded, *editions, value("2017", 11))["before"] == 19


def test_a_year_and_a_quarter_are_never_compared() -> None:
    found = measure(value("2015", 19), value("2017-Q4", 5, period_kind="quarter"))
    assert found["why"] == "2015 and 2017-Q4 are not periods of one kind"


def test_groups_that_are_part_of_the_whole_by_age_or_care_have_rows_of_their_own() -> None:
    groups = [("all", "all"), ("age", "11-15"), ("looked_after", "looked_after"),
              ("locality", "north"), ("ward", "w"), ("sector", "health")]  # fmt: skip
    rows = measures(*[value("2015", 9, group_type=kind, group=name) for kind, name in groups])
    assert rows["measure"].tolist() == ["Starts, aged 11-15", "Starts", "Starts, looked after"]


def test_measures_of_what_is_done_are_no_outcomes() -> None:
    assert measures(value("2015", 9), measure_kind="output").empty
    assert len(measures(value("2015", 9), measure_kind="impact")) == 1


# --- the plans' own scores ----------------------------------------------------------------------


def plans(better: int, worse: int) -> pd.Series:
    quality = pd.DataFrame({"pairs": [better + worse + 3], "better": [better], "worse": [worse]})
    return judgement.plan_outcome(quality.astype(float), area="4").iloc[0]


@pytest.mark.parametrize(
    ("better", "worse", "verdict"),
    [(21, 9, "improved"), (9, 21, "worsened"), (20, 10, "not_shown"), (0, 0, "not_shown")],
)
def test_plans_speak_by_the_sign_test(better: int, worse: int, verdict: str) -> None:
    # Two-sided sign test: 21 of 30 gives p = 0.043, 20 of 30 gives p = 0.099.
    assert plans(better, worse)["verdict"] == verdict


def test_the_share_of_scores_that_rose_has_its_exact_interval_and_its_own_baseline() -> None:
    found = plans(21, 9)
    # Clopper and Pearson of 21 in 30.
    ends = found[["estimate", "low", "high"]].astype(float).round(3).tolist()
    assert ends == [0.7, 0.506, 0.853]
    assert found["base"] == 33
    assert (
        "21 of the 30 that changed rose (70%, 95% interval 51% to 85%, sign test p = 0.043)"
        in (found["in_words"])
    )
    assert ". Each plan's own start is its baseline" in found["in_words"]
    assert "each plan's own start is its baseline" in found["why"]


def test_few_scores_that_fell_are_not_printed() -> None:
    words = plans(27, 3)["in_words"]
    assert "too few have changed to show the figures. Improved" in words


def test_without_plans_there_is_no_baseline() -> None:
    nothing = pd.DataFrame({"pairs": [], "better": [], "worse": []})
    found = judgement.plan_outcome(nothing, area="4").iloc[0]
    assert (found["has_baseline"], found["verdict"]) == (False, "not_shown")


def test_plans_are_an_outcome_of_the_area_that_names_them(example: Evidence) -> None:
    assert outcomes_of(_with_plans(example, "none"))["method"].str.contains("sign test").sum() == 0
    found = outcomes_of(_with_plans(example, "4"))
    row = found[found["method"].str.contains("sign test")]
    assert row["area"].tolist() == ["4"]
    assert (row["base"] > 0).all()


def test_plans_that_began_later_are_no_evidence(example: Evidence) -> None:
    review = _with_plans(example, "4")
    later = review.tables["child_plans"].assign(started_on=pd.Timestamp(review.as_at))
    found = outcomes_of(replace(review, tables={**review.tables, "child_plans": later}))
    assert found["why"].iloc[-1] == "no plans were published or supplied"


def _with_plans(review: Evidence, area: str) -> Evidence:
    chosen = review.areas["area"].eq(area)
    return replace(review, areas=review.areas.assign(wellbeing_from_plans=chosen), kept={})


# --- the reviews --------------------------------------------------------------------------------


def test_the_early_years_measure_is_seen_with_its_direction(south_ayrshire: Evidence) -> None:
    found = outcomes_of(south_ayrshire).set_index("indicator_id").loc["developmental_milestones"]
    assert found[["before_period", "after_period"]].tolist() == ["2015-16", "2016-17"]
    assert found["verdict"] == "not_shown"
    assert f"the wrong direction. A change is not shown: {NO_BASE}." in found["in_words"]


def test_a_measure_names_the_items_that_tell_it(south_ayrshire: Evidence) -> None:
    told = outcomes_of(south_ayrshire).set_index("indicator_id")["item_ids"]
    assert told["accommodated_11_15"] == "A3-007"
    assert told["balance_of_care"] == ""


def test_a_measure_says_whose_its_figures_are(south_ayrshire: Evidence, example: Evidence) -> None:
    origin = outcomes_of(south_ayrshire).set_index("indicator_id")["origin"]
    assert origin["balance_of_care"] == "national"
    assert outcomes_of(_with_plans(example, "4"))["origin"].iloc[-1] == "partnership"


@pytest.mark.parametrize("name", ["south_ayrshire", "example"])
def test_no_row_joins_two_definitions_or_looks_beyond_the_fieldwork(
    name: str, request: pytest.FixtureRequest
) -> None:
    review: Evidence = request.getfixturevalue(name)
    values = review.tables["indicator_values"]
    measures = outcomes_of(review)
    found = measures[measures["indicator_id"].isin(review.tables["indicators"]["indicator_id"])]
    assert found["has_baseline"].any()
    for row in found[found["has_baseline"]].to_dict("records"):
        own = values[values["indicator_id"].eq(row["indicator_id"])
                     & values["place"].eq(review.place)]  # fmt: skip
        of_version = set(own.loc[own["definition_version"].eq(row["definition_version"]), "period"])
        assert {row["before_period"], row["after_period"]} <= of_version
        assert row["after_period"][:4] < str(review.facts.fieldwork_from.year)
    assert set(found["verdict"]) <= {"improved", "worsened", "not_shown"}


# --- the survey as a strand ---------------------------------------------------------------------


def survey(invited: list[float | None], answered: tuple[int, int] = (5, 5)) -> tuple[bool, str]:
    sectors = ["health"] * answered[0] + ["police"] * answered[1]
    asked = pd.DataFrame({"sector": ["health", "police"], "invited": invited})
    return judgement.survey_independence(pd.DataFrame({"sector": sectors}), asked)


def test_a_survey_is_a_strand_of_its_own_when_half_of_those_asked_answered() -> None:
    assert survey([10, 10]) == (
        True,
        "10 of 20 asked answered, and no sector gave more than half of the answers.",
    )
    assert survey([10, 11]) == (False, "10 of 21 asked answered (48%): fewer than half.")


@pytest.mark.parametrize(
    ("invited", "answered", "why"),
    [
        ([10, None], (5, 5), "The number asked is not known for: police."),
        ([4, 4], (5, 5), "10 of 8 asked answered: more than were asked"),
        ([10, 10], (6, 5), "More than half of the answers come from one sector: health."),
        ([200, 200], (2, 1), "Fewer than 5 of 400 asked answered: fewer than half."),
        ([10, 10], (0, 0), "There is no survey."),
    ],
)
def test_a_survey_is_no_strand_of_its_own_where_its_base_is_not_known_or_lopsided(
    invited: list[float | None], answered: tuple[int, int], why: str
) -> None:
    independent, said = survey(invited, answered)
    assert not independent
    assert said.startswith(why)


def test_seven_answers_of_a_hundred_are_no_independent_strand(example: Evidence) -> None:
    tables = example.tables
    independent, why = judgement.survey_independence(tables["survey_responses"],
                                                     tables["workforce"])  # fmt: skip
    assert not independent
    assert "195 of 2,352 asked answered (8%)" in why


def test_a_stock_is_not_tested_for_two_days_hold_largely_the_same_children() -> None:
    days = [share(each, count, 400, period_kind="snapshot")
            for each, count in (("2014-15", 100), ("2016-17", 300))]  # fmt: skip
    row = percent(*days)
    assert row["verdict"] == "not_shown"
    assert row["has_baseline"]
    assert pd.isna(row["consistent_with_chance"])
    assert row["why"] == "it counts largely the same children on both days, so no test fits"
    flow = percent(*[{**each, "period_kind": "school_year"} for each in days])
    assert flow["verdict"] == "improved"
