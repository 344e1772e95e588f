"""Charts over time: limits, rules, gaps, and what they say of themselves."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib import spc
from evidence_lib.errors import MethodInputError, UnknownTermError
from evidence_lib.spc.rules import shift, trend, two_of_three

# A quiet series about 20, long enough for limits that are not on trial.
QUIET = [20, 21, 19, 20, 22, 20, 19, 21, 20, 19, 21, 20]
finite = st.floats(-1e6, 1e6, allow_nan=False, width=32)
with_gaps = st.lists(st.one_of(st.none(), finite), min_size=1, max_size=40).filter(
    lambda values: any(value is not None for value in values)
)


def rules_of(values: list[float | None], **settings: object) -> list[str]:
    chart = spc.xmr_chart(values, **{"improvement": "increase", **settings})
    return chart["rule"].tolist()


def types_of(values: list[float | None], **settings: object) -> list[str]:
    chart = spc.xmr_chart(values, **{"improvement": "increase", **settings})
    return chart["point_type"].tolist()


# Limits


def test_limits_are_the_mean_and_2_66_mean_moving_ranges_by_hand() -> None:
    chart = spc.xmr_chart([10, 12, 11, 15], improvement="increase")
    # Moving ranges 2, 1, 4: mean 7/3, and 4 is below 3.267 times that.
    assert chart["mean"].tolist() == [12.0] * 4
    assert chart["upper"].iloc[0] == pytest.approx(12 + 2.66 * 7 / 3)
    assert chart["lower"].iloc[0] == pytest.approx(12 - 2.66 * 7 / 3)


def test_outlying_moving_ranges_are_left_out_once() -> None:
    values = [10, 11, 10, 11, 10, 11, 40, 11, 10, 11, 10, 11]
    # Nine ranges of 1 and two of 29: mean 67/11, threshold 19.9, so both are left out.
    chart = spc.xmr_chart(values, improvement="increase")
    kept = spc.xmr_chart(values, improvement="increase", screen_outliers=False)
    assert chart["upper"].iloc[0] - chart["mean"].iloc[0] == pytest.approx(2.66)
    assert kept["upper"].iloc[0] - kept["mean"].iloc[0] == pytest.approx(2.66 * 67 / 11)
    assert "2 outlying moving range(s) left out of the limits" in spc.caveats(chart)
    assert not any("outlying" in words for words in spc.caveats(kept))


def test_screening_is_not_repeated_on_what_it_leaves() -> None:
    values = np.cumsum([0, *[1] * 20, 8, *[-1] * 20, 100, *[1] * 5]).tolist()
    ranges = np.abs(np.diff(values))
    once = ranges[ranges < 3.267 * ranges.mean()]
    assert 8 in once
    assert 3.267 * once.mean() < 8
    chart = spc.xmr_chart(values, improvement="increase")
    assert chart["upper"].iloc[0] - chart["mean"].iloc[0] == pytest.approx(2.66 * once.mean())


def test_a_range_of_exactly_3_267_times_the_mean_is_left_out() -> None:
    # Sixteen ranges of 13733 and one of 52272: the mean is 16000, and 3.267 x 16000 is 52272.
    values = np.cumsum([0, *([13733, -13733] * 8), 52272]).tolist()
    chart = spc.xmr_chart(values, improvement="increase")
    width = chart["upper"].iloc[0] - chart["mean"].iloc[0]
    assert width == pytest.approx(2.66 * 13733)


def test_screening_that_would_leave_no_variation_is_undone_and_said() -> None:
    chart = spc.xmr_chart([50] * 9 + [80] + [50] * 4, improvement="increase")
    assert chart["upper"].iloc[0] > chart["mean"].iloc[0]
    assert chart["rule"].eq("outside").tolist() == [False] * 9 + [True] + [False] * 4
    assert any("no variation would be left" in words for words in spc.caveats(chart))


def test_limits_can_be_fixed_from_the_first_points() -> None:
    chart = spc.xmr_chart([10, 12, 11, 15, 40, 41], improvement="increase", fix_after=4)
    first = spc.xmr_chart([10, 12, 11, 15], improvement="increase")
    assert chart[["mean", "lower", "upper"]].iloc[5].tolist() == (
        first[["mean", "lower", "upper"]].iloc[0].tolist()
    )
    assert chart["rule"].tolist()[4:] == ["outside", "outside"]


def test_a_gap_is_no_point_when_limits_are_fixed() -> None:
    chart = spc.xmr_chart([10, None, 12, 14, 40], improvement="increase", fix_after=3)
    assert chart["mean"].iloc[0] == pytest.approx(12)
    short = spc.xmr_chart([10, None, 12], improvement="increase", fix_after=3)
    assert short["mean"].iloc[0] == pytest.approx(11)


def test_a_rebase_gives_each_stretch_its_own_limits_and_ends_runs() -> None:
    values = [1, 2, 3, 4, 5, 6, 7, 8]
    assert set(rules_of(values)[1:-1]) == {"trend"}
    chart = spc.xmr_chart(values, improvement="increase", rebase_at=[4])
    assert chart["mean"].tolist() == [2.5] * 4 + [6.5] * 4
    assert "trend" not in chart["rule"].tolist()


def test_a_rebase_is_a_position_or_a_label() -> None:
    months = pd.period_range("2017-01", periods=8, freq="M")
    values = pd.Series(range(8), index=months, dtype=float)
    by_label = spc.xmr_chart(values, improvement="increase", rebase_at=[months[4]])
    by_place = spc.xmr_chart(values, improvement="increase", rebase_at=[4])
    pd.testing.assert_frame_equal(by_label, by_place)


@pytest.mark.parametrize("place", [-1, 8, "2019", True])
def test_a_rebase_outside_the_series_is_refused(place: object) -> None:
    with pytest.raises(MethodInputError, match="rebase_at"):
        spc.xmr_chart(list(range(8)), improvement="increase", rebase_at=[place])


@pytest.mark.parametrize("fix_after", [0, 1, -3, 2.5, True])
def test_limits_cannot_be_fixed_from_fewer_than_two_points(fix_after: object) -> None:
    with pytest.raises(MethodInputError, match="fix_after"):
        spc.xmr_chart(QUIET, improvement="increase", fix_after=fix_after)


# Rules


def test_seven_rising_points_are_a_trend_and_all_are_marked() -> None:
    # NHSRplotthedots tests: 1 to 7 is a trend, 1 2 3 3 4 5 6 is none.
    assert trend(np.array([1.0, 2, 3, 4, 5, 6, 7]), 7).tolist() == [1] * 7
    assert trend(np.array([2.0, 1, 2, 3, 4, 5, 6, 7, 3]), 7).tolist() == [0, *[1] * 7, 0]
    assert not trend(np.array([1.0, 2, 3, 3, 4, 5, 6]), 7).any()
    assert not trend(np.array([1.0, 2, 3, 4, 5, 6]), 7).any()
    assert trend(np.array([7.0, 6, 5, 4, 3, 2, 1]), 7).tolist() == [-1] * 7


def test_two_of_three_marks_only_the_near_points() -> None:
    # NHSRplotthedots tests: near, far, near on one side; not when the middle one is across.
    near = np.array([0, 0, 1, 0, 1, 0, 0])
    assert two_of_three(np.ones(7, dtype=int), near).tolist() == near.tolist()
    assert not two_of_three(np.array([1, -1, 1, -1, 1, -1, 1]), near).any()
    assert not two_of_three(np.array([1, 1, 1]), np.array([0, 1, 0])).any()


def test_seven_points_on_one_side_are_a_shift_and_a_point_on_the_mean_ends_it() -> None:
    assert shift(np.array([-1, *[1] * 7, -1]), 7).tolist() == [0, *[1] * 7, 0]
    assert not shift(np.array([1, 1, 1, 0, 1, 1, 1, 1]), 7).any()
    assert not shift(np.ones(6, dtype=int), 7).any()


def test_the_nhs_rules_need_seven_points() -> None:
    # Limits fixed on ranges of 8 about 20, so that nothing but the runs is marked.
    base = [16, 24] * 6
    assert rules_of([*base, 15, 21, 22, 21, 22, 21, 22, 21], fix_after=12)[13:] == ["shift"] * 7
    assert set(rules_of([*base, 15, 21, 22, 21, 22, 21, 22], fix_after=12)) == {""}
    rising = [17, 18, 19, 20, 21, 22, 23]
    assert rules_of([*base, *rising], fix_after=12)[-7:] == ["trend"] * 7
    assert set(rules_of([*base, 24, *rising[1:]], fix_after=12)) == {""}


def test_near_is_between_two_and_three_sigma_and_not_outside() -> None:
    # Limits fixed on ranges of 1 about 20: near is 21.77 to 22.66.
    base = [20.5, 19.5] * 6
    assert rules_of([*base, 22.2, 22.2, 19.0], fix_after=12)[12:] == ["", "", ""]
    assert rules_of([*base, 22.2, 22.2, 20.1], fix_after=12)[12:] == ["two_of_three"] * 2 + [""]
    assert rules_of([*base, 21.7, 21.7, 20.1], fix_after=12)[12:] == ["", "", ""]
    # NHSRplotthedots issue 153: two outside and one near are not two near.
    assert rules_of([*base, 22.9, 22.9, 22.2], fix_after=12)[12:] == ["outside", "outside", ""]


def test_points_up_and_down_again_are_labelled_as_in_nhsrplotthedots() -> None:
    # NHSRplotthedots issue 200: 0 to 7 and down to 1. Mean 3.5, every moving range 1: the limits
    # are 0.84 and 6.16, so 0 and 7 are outside and the rest are trends, up and then down.
    values = [*range(8), *range(6, 0, -1)]
    assert rules_of(values) == ["outside", *["trend"] * 6, "outside", *["trend"] * 6]
    up, down = ["improvement"] * 7, ["concern"] * 6
    assert types_of(values) == ["concern", *up, *down]
    assert types_of(values, improvement="decrease")[1:7] == ["concern"] * 6
    assert set(types_of(values, improvement="neutral")) == {"neutral"}


def test_a_trend_is_sorted_by_its_direction_not_its_side() -> None:
    # NHSRplotthedots issue 171: a falling trend above the mean is no improvement.
    values = [37, 36, 35, 34, 33, 32, 31, 10, 50, 10, 50, 10, 50, 8]
    chart = spc.xmr_chart(values, improvement="increase", screen_outliers=False)
    falling = chart.iloc[:7]
    assert (falling["value"] > falling["mean"]).all()
    assert set(falling["rule"]) == {"trend"}
    assert set(falling["point_type"]) == {"concern"}


def test_outside_goes_before_trend_before_two_of_three_before_shift() -> None:
    # Limits fixed on ranges of 1 about 20: 17.34 and 22.66, near beyond 21.77.
    base = [19.5, 20.5] * 6
    tail = [20.6, 22.2, 20.7, 22.3, 20.8, 22.9, 20.9, 20.6]
    rules = rules_of([*base, *tail], fix_after=12)[12:]
    expected = ["shift", "two_of_three", "shift", "two_of_three"]
    assert rules == [*expected, "shift", "outside", "shift", "shift"]


def test_a_point_on_the_limit_is_not_outside() -> None:
    values = [0.0, 1.0] * 6
    upper = 0.5 + 2.66
    assert rules_of([*values, upper], fix_after=12)[-1] == ""
    assert rules_of([*values, upper + 1e-6], fix_after=12)[-1] == "outside"


def test_a_constant_series_has_no_special_cause() -> None:
    for value in (0.0, 0.1, 1 / 49, 1e9 + 0.1):
        chart = spc.xmr_chart([value] * 20, improvement="increase")
        assert set(chart["point_type"]) == {"common_cause"}
        assert (chart[["mean", "lower", "upper"]] == value).all(axis=None)
    assert any("no variation" in words for words in spc.caveats(chart))


def test_rounding_is_no_variation() -> None:
    # The mean of these is 0.1, but comes out as 0.10000000000000002.
    assert set(types_of([*[0.1] * 7, -0.6, 0.8])[:7]) == {"common_cause"}


def test_a_run_chart_has_the_median_and_no_limits() -> None:
    chart = spc.xmr_chart([1, 2, 30], improvement="increase", rules="run_chart")
    assert chart["mean"].tolist() == [2.0] * 3
    assert chart[["lower", "upper"]].isna().all(axis=None)
    assert any("at least 10" in words for words in spc.caveats(chart))


def test_points_on_the_median_neither_break_nor_add_to_a_shift() -> None:
    # Perla, Provost and Murray 2011: six points on one side, passing over those on the median.
    values = [5, 8, 9, 5, 8, 9, 8, 9, 1, 2, 1, 2, 5, 1, 2]
    rules = rules_of(values, rules="run_chart")
    assert np.median(values) == 5
    assert rules == ["", "shift", "shift", "", *["shift"] * 8, "", "shift", "shift"]


def test_repeated_values_neither_make_nor_break_a_run_chart_trend() -> None:
    # Medians kept in the middle of the trend, so that no shift covers it.
    values = [9, 1, 3, 5, 5, 6, 8, 1, 9, 2]
    rules = rules_of(values, rules="run_chart")
    assert rules == ["", "trend", "trend", "trend", "", "trend", "trend", "", "", ""]
    assert "trend" not in rules_of([9, 1, 3, 5, 5, 8, 1, 9, 2], rules="run_chart")


# Gaps


def test_a_gap_keeps_its_place_and_has_no_type() -> None:
    chart = spc.xmr_chart([10, None, 12, 11, 15], improvement="increase")
    # The ranges are 1 and 4: none is taken over the gap.
    assert chart["upper"].iloc[1] == pytest.approx(12 + 2.66 * 2.5)
    assert chart["point_type"].isna().tolist() == [False, True, False, False, False]
    assert any("1 gap(s)" in words for words in spc.caveats(chart))


def test_a_run_does_not_cross_a_gap_unless_asked() -> None:
    values = [1, 2, 3, 4, None, 5, 6, 7, 8]
    assert "trend" not in rules_of(values)
    assert rules_of(values, runs_cross_gaps=True).count("trend") >= 6
    assert rules_of(values, runs_cross_gaps=True)[4] == ""


# Reading a chart


def test_variation_is_that_of_the_last_point_there_is() -> None:
    chart = spc.xmr_chart([*QUIET, 40, None], improvement="decrease")
    assert spc.variation(chart) == "concern"
    assert spc.variation(spc.xmr_chart(QUIET, improvement="decrease")) == "common_cause"


@pytest.mark.parametrize(
    ("target", "improvement", "expected"),
    [
        (30, "increase", "consistently_misses"),
        (10, "increase", "consistently_meets"),
        (20, "increase", "hit_or_miss"),
        (30, "decrease", "consistently_meets"),
        (10, "decrease", "consistently_misses"),
        (20, "decrease", "hit_or_miss"),
        (30, "neutral", None),
    ],
)
def test_assurance_follows_the_limits(target: float, improvement: str, expected: str) -> None:
    chart = spc.xmr_chart(QUIET, improvement="increase")
    assert spc.assurance(chart, target=target, improvement=improvement) == expected


def test_assurance_goes_by_the_last_limits() -> None:
    chart = spc.xmr_chart(
        [*QUIET, *[value + 20 for value in QUIET]], improvement="increase", rebase_at=[12]
    )
    assert spc.assurance(chart, target=30, improvement="increase") == "consistently_meets"


def test_a_target_on_the_limit_is_hit_or_miss() -> None:
    chart = spc.xmr_chart(QUIET, improvement="increase")
    upper = chart["upper"].iloc[-1]
    assert spc.assurance(chart, target=upper, improvement="increase") == "hit_or_miss"


def test_a_chart_without_limits_assures_nothing() -> None:
    chart = spc.xmr_chart([3], improvement="increase")
    assert spc.assurance(chart, target=2, improvement="increase") is None
    assert "no two neighbouring points: there are no limits" in spc.caveats(chart)


def test_few_points_are_said() -> None:
    assert "4 point(s): trial limits until there are 12" in spc.caveats(
        spc.xmr_chart([1, 2, 1, 3], improvement="increase")
    )
    assert spc.caveats(spc.xmr_chart(QUIET, improvement="increase")) == ()
    rebased = spc.xmr_chart([*QUIET, 1, 2], improvement="increase", rebase_at=[12])
    assert "stretch 2: 2 point(s): trial limits until there are 12" in spc.caveats(rebased)


def test_a_frame_that_is_no_chart_is_refused() -> None:
    with pytest.raises(MethodInputError, match="xmr_chart"):
        spc.variation(pd.DataFrame({"value": [1]}))
    with pytest.raises(MethodInputError, match="caveats"):
        spc.caveats(pd.DataFrame({"value": [1]}))
    with pytest.raises(MethodInputError, match="target"):
        spc.assurance(
            spc.xmr_chart(QUIET, improvement="increase"), target=math.nan, improvement="increase"
        )


# What comes in


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "got nothing"),
        ([None, None], "2 gap"),
        ([1, math.inf], "finite"),
        ([1e200, 2], "1e150"),
        (["a", "b"], "must be numbers"),
        ([True, False], "must be numbers"),
        ("123", "one list of numbers"),
        (np.ones((2, 2)), "one list of numbers"),
        (pd.Series([1, 2], index=pd.to_datetime(["2018-02-01", "2018-01-01"])), "time order"),
    ],
)
def test_what_is_no_series_of_numbers_is_refused(values: object, words: str) -> None:
    with pytest.raises(MethodInputError, match=words):
        spc.xmr_chart(values, improvement="increase")


def test_words_outside_the_lists_are_refused() -> None:
    with pytest.raises(UnknownTermError, match="improvement"):
        spc.xmr_chart(QUIET, improvement="up")
    with pytest.raises(UnknownTermError, match="rules"):
        spc.xmr_chart(QUIET, improvement="increase", rules="western_electric")


@settings(max_examples=60, deadline=None)
@given(with_gaps, st.sampled_from(["nhs", "run_chart"]), st.booleans())
def test_a_chart_keeps_shape_values_and_words(
    values: list[float | None], rules: str, crossing: bool
) -> None:
    series = pd.Series(values, dtype=float, index=[f"p{place}" for place in range(len(values))])
    before = series.copy()
    chart = spc.xmr_chart(series, improvement="increase", rules=rules, runs_cross_gaps=crossing)
    pd.testing.assert_series_equal(series, before)
    assert chart.columns.tolist() == ["value", "mean", "lower", "upper", "point_type", "rule"]
    assert chart.index.equals(series.index)
    marked = chart["point_type"].isin(["improvement", "concern"])
    assert (marked == (chart["rule"] != "")).all()
    assert not (chart["lower"] > chart["mean"]).any()
    assert not (chart["upper"] < chart["mean"]).any()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30))
def test_a_mirrored_series_swaps_improvement_and_concern(values: list[int]) -> None:
    chart = spc.xmr_chart(values, improvement="increase")
    mirrored = spc.xmr_chart([-value for value in values], improvement="increase")
    swap = {"improvement": "concern", "concern": "improvement"}
    assert chart["point_type"].replace(swap).tolist() == mirrored["point_type"].tolist()
    assert chart["upper"].tolist() == pytest.approx((-mirrored["lower"]).tolist())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=3, max_size=30))
def test_limits_follow_a_plain_reckoning(values: list[int]) -> None:
    ranges = np.abs(np.diff(values))
    kept = ranges[ranges < 3.267 * ranges.mean()]
    reach = 2.66 * (kept.mean() if kept.any() else ranges.mean())
    chart = spc.xmr_chart(values, improvement="increase")
    assert chart["upper"].iloc[0] == pytest.approx(np.mean(values) + reach)


# Charts of counts


def test_p_chart_limits_by_hand() -> None:
    chart = spc.p_chart([5, 10, 3], [50, 60, 40])
    # 18 of 150: 0.12; sigma for 50 is the root of 0.12 x 0.88 / 50.
    assert chart["centre"].tolist() == pytest.approx([0.12] * 3)
    assert chart["upper"].iloc[0] == pytest.approx(0.12 + 3 * math.sqrt(0.12 * 0.88 / 50))
    assert chart["lower"].tolist() == [0.0] * 3
    assert chart["value"].tolist() == pytest.approx([0.1, 1 / 6, 0.075])


def test_p_chart_limits_stay_between_0_and_1() -> None:
    chart = spc.p_chart([1, 3, 1, 3], [4, 4, 4, 4])
    assert chart["lower"].tolist() == [0.0] * 4
    assert chart["upper"].tolist() == [1.0] * 4


def test_laney_widens_by_the_moving_range_of_z_over_1_128() -> None:
    cases, base = np.array([400, 300, 420, 280]), np.array([1000, 1000, 1100, 900])
    centre = cases.sum() / base.sum()
    sigma = np.sqrt(centre * (1 - centre) / base)
    scores = (cases / base - centre) / sigma
    spread = np.abs(np.diff(scores)).mean() / 1.128
    chart = spc.p_chart(cases, base, laney=True)
    assert chart["upper"].to_numpy() == pytest.approx(centre + 3 * spread * sigma)
    assert any(f"{spread:.2f} times" in words for words in spc.caveats(chart))


def test_laney_does_not_screen_as_qicharts2_does_not_by_default() -> None:
    cases = [50, 52, 50, 51, 50, 90, 50, 51, 50, 52, 50, 51, 50]
    base = [1000] * len(cases)
    centre = sum(cases) / sum(base)
    sigma = math.sqrt(centre * (1 - centre) / 1000)
    spread = np.abs(np.diff(np.array(cases) / 1000 / sigma)).mean() / 1.128
    chart = spc.p_chart(cases, base, laney=True)
    assert chart["upper"].iloc[0] == pytest.approx(centre + 3 * spread * sigma)


def test_laney_on_shares_that_never_vary_has_limits_of_no_width() -> None:
    chart = spc.p_chart([0, 0, 0], [10, 12, 11], laney=True)
    assert chart["upper"].tolist() == [0.0] * 3
    assert not chart["outside"].any()
    assert any("0.00 times" in words for words in spc.caveats(chart))


def test_u_chart_limits_by_hand() -> None:
    chart = spc.u_chart([4, 8], [2.5, 3.5])
    assert chart["centre"].tolist() == [2.0, 2.0]
    assert chart["upper"].iloc[0] == pytest.approx(2 + 3 * math.sqrt(2 / 2.5))
    assert chart["lower"].tolist() == [0.0, 0.0]


def test_u_chart_widens_too() -> None:
    events, exposure = np.array([40, 10, 50, 5]), np.array([10.0, 10, 10, 10])
    centre = 105 / 40
    sigma = math.sqrt(centre / 10)
    spread = np.abs(np.diff(events / 10 / sigma)).mean() / 1.128
    chart = spc.u_chart(events, exposure, laney=True)
    assert chart["upper"].iloc[0] == pytest.approx(centre + 3 * spread * sigma)


def test_c_chart_limits_by_hand() -> None:
    chart = spc.c_chart([16, 25, 7, 40])
    assert chart["centre"].iloc[0] == 22
    assert chart["upper"].iloc[0] == pytest.approx(22 + 3 * math.sqrt(22))
    assert chart["outside"].tolist() == [False, False, True, True]


def test_a_period_without_cases_is_a_gap() -> None:
    chart = spc.p_chart([1, 0, None, 3], [10, 0, 10, None])
    assert chart["value"].isna().tolist() == [False, True, True, True]
    assert chart["centre"].iloc[0] == pytest.approx(0.1)
    assert not chart["outside"].any()
    assert "3 gap(s) in the series" in spc.caveats(chart)


@pytest.mark.parametrize(
    ("numerators", "denominators", "words"),
    [
        ([5], [3], "above its denominator"),
        ([-1], [3], "numerators"),
        ([1.5], [3], "whole numbers"),
        ([1, 2], [3], "one denominator a numerator"),
        ([0, 0], [0, 0], "add up to nothing"),
        ([], [], "got nothing"),
    ],
)
def test_counts_that_make_no_share_are_refused(
    numerators: list[float], denominators: list[float], words: str
) -> None:
    with pytest.raises(MethodInputError, match=words):
        spc.p_chart(numerators, denominators)


def test_differently_labelled_counts_are_refused() -> None:
    with pytest.raises(MethodInputError, match="labelled"):
        spc.p_chart(pd.Series([1, 2], index=["a", "b"]), pd.Series([3, 4], index=["b", "a"]))


def test_events_without_exposure_are_refused() -> None:
    with pytest.raises(MethodInputError, match="without exposure"):
        spc.u_chart([1, 2], [0, 3])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=20).filter(
        lambda pairs: sum(rest + cases for cases, rest in pairs) > 0
    ),
    st.booleans(),
)
def test_p_chart_centre_lies_between_its_limits(pairs: list[tuple[int, int]], laney: bool) -> None:
    cases = pd.Series([cases for cases, _ in pairs])
    base = pd.Series([cases + rest for cases, rest in pairs])
    chart = spc.p_chart(cases, base, laney=laney)
    known = chart.dropna()
    assert (known["lower"] <= known["centre"]).all()
    assert (known["centre"] <= known["upper"]).all()
    assert known["value"].between(0, 1).all()


# Rare events


def test_g_chart_by_hand() -> None:
    chart = spc.g_chart([3, 5, 0, 20, 7])
    # Mean 7, median 5; 7 + 3 x root of 56 = 29.45; below is under 0.
    assert chart["centre"].tolist() == [5.0] * 5
    assert chart["upper"].iloc[0] == pytest.approx(7 + 3 * math.sqrt(56))
    assert chart["lower"].tolist() == [0.0] * 5


def test_g_chart_marks_a_long_stretch_without_events() -> None:
    chart = spc.g_chart([3, 5, 2, 4, 3, 5, 2, 4, 3, 100])
    assert chart["outside"].tolist() == [False] * 9 + [True]


def test_t_chart_is_an_individuals_chart_of_the_3_6th_root() -> None:
    times = np.array([19.0, 33, 12, 25, 40, 8, 22])
    scaled = times ** (1 / 3.6)
    reach = 3 * np.abs(np.diff(scaled)).mean() / 1.128
    chart = spc.t_chart(times)
    assert chart["centre"].iloc[0] == pytest.approx(scaled.mean() ** 3.6)
    assert chart["upper"].iloc[0] == pytest.approx((scaled.mean() + reach) ** 3.6)
    assert chart["lower"].iloc[0] == pytest.approx(max(0, scaled.mean() - reach) ** 3.6)
    assert chart["value"].tolist() == times.tolist()


def test_t_chart_can_keep_outlying_ranges() -> None:
    times = [10, 11, 10, 11, 10, 11, 900, 11, 10, 11, 10, 11]
    screened, kept = spc.t_chart(times), spc.t_chart(times, screen_outliers=False)
    assert screened["upper"].iloc[0] < kept["upper"].iloc[0]
    assert screened["outside"].iloc[6]


def test_t_chart_lower_limit_is_never_below_0() -> None:
    assert spc.t_chart([1, 400, 1, 400])["lower"].iloc[0] == 0


@pytest.mark.parametrize("times", [[3, 0, 5], [3, -1, 5]])
def test_two_events_on_one_day_are_refused_by_a_t_chart(times: list[int]) -> None:
    with pytest.raises(MethodInputError, match="above 0"):
        spc.t_chart(times)


def test_negative_or_broken_counts_are_refused_by_a_g_chart() -> None:
    for wrong in ([1, -2], [1.5, 2]):
        with pytest.raises(MethodInputError, match="whole numbers from 0"):
            spc.g_chart(wrong)


def test_one_time_has_no_limits() -> None:
    chart = spc.t_chart([12])
    assert chart[["lower", "upper"]].isna().all(axis=None)
    assert not chart["outside"].any()


# Five sets of shares, each period's limits reckoned a second way: by hand in plain arithmetic, and
# the spread by the formula of Laney (2002) written out. The first is the worked example of
# docs/method.md; the fourth drifts, the fifth varies from one period to the next.
SHARES = {
    "worked by hand": ([12, 15, 9], [60, 50, 45]),
    "alike": ([30, 28, 31, 29, 30], [60, 60, 60, 60, 60]),
    "requests in time": ([8, 17, 16, 15, 20, 22], [20, 38, 38, 42, 40, 44]),
    "drifting": ([100, 110, 120, 130, 140, 150, 160, 170], [1000] * 8),
    "jumping": ([100, 170, 90, 180, 95, 175, 105, 160], [999, 990, 1010, 998, 980, 991, 1005, 995]),
}  # fmt: skip


def laney_by_hand(cases: list[int], bases: list[int]) -> tuple[float, list[float], float, float]:
    """Centre, standard errors, sigma of z and the chi-square of homogeneity."""
    centre = sum(cases) / sum(bases)
    errors = [math.sqrt(centre * (1 - centre) / base) for base in bases]
    scores = [(k / n - centre) / e for k, n, e in zip(cases, bases, errors, strict=True)]
    steps = [abs(later - earlier) for earlier, later in pairwise(scores)]
    return centre, errors, sum(steps) / len(steps) / 1.128, sum(each**2 for each in scores)


@pytest.mark.parametrize("name", SHARES)
def test_a_share_has_the_limits_that_a_second_reckoning_gives(name: str) -> None:
    cases, bases = SHARES[name]
    centre, errors, between, statistic = laney_by_hand(cases, bases)
    critical = {2: 5.991, 4: 9.488, 5: 11.070, 7: 14.067}[len(cases) - 1]  # printed tables
    spread = between if between > 1 and statistic > critical else 1.0
    found = spc.share_chart(cases, bases, improvement="increase")
    assert found.spread == pytest.approx(spread)
    upper = [min(1.0, centre + 3 * spread * error) for error in errors]
    lower = [max(0.0, centre - 3 * spread * error) for error in errors]
    assert found.points["upper"].tolist() == pytest.approx(upper)
    assert found.points["lower"].tolist() == pytest.approx(lower)


def test_a_share_is_widened_only_where_neighbours_differ_and_a_drift_is_marked() -> None:
    drift = spc.share_chart(*SHARES["drifting"], improvement="increase")
    assert drift.spread == 1.0
    assert set(drift.points["rule"]) >= {"outside", "trend"}
    assert drift.points["point_type"].iloc[0] == "concern"
    assert drift.points["point_type"].iloc[-1] == "improvement"
    jump = spc.share_chart(*SHARES["jumping"], improvement="increase")
    assert jump.spread > 4
    assert (jump.points["rule"] == "").all()
    plain = spc.p_chart(*SHARES["jumping"])
    assert plain["outside"].sum() == 6


def test_a_gap_in_a_share_ends_a_run_and_is_no_point() -> None:
    cases = [10.0, 11.0, 12.0, None, 13.0, 14.0, 15.0, 16.0]
    chart = spc.share_chart(cases, [100] * 8, improvement="increase").points
    assert (chart["rule"] == "").all()
    assert pd.isna(chart["point_type"].iloc[3])
    without = [each for each in cases if each is not None]
    whole = spc.share_chart(without, [100] * 7, improvement="neutral").points
    assert set(whole["rule"]) == {"trend"}
    assert set(whole["point_type"]) == {"neutral"}


def test_the_improvement_of_a_share_is_a_word_of_its_list() -> None:
    with pytest.raises(UnknownTermError, match="improvement"):
        spc.share_chart([1], [2], improvement="up")
