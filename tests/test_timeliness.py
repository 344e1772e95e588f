"""Waits: published survival examples, requests by group, the backlog, and standards by date."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from evidence_lib import timeliness
from evidence_lib.errors import MethodInputError, UnknownTermError

# Ten requests, four of them still open (worked by hand in docs/method.md).
TEN = [2, 3, 5, 5, 8, 12, 15, 20, 21, 30]
TEN_ENDED = [True, True, True, False, True, True, False, True, False, False]
# Freireich and others 1963, Blood 21, 699: weeks in remission on 6-MP and on placebo.
MERCAPTOPURINE = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
RELAPSED = [True] * 9 + [False] * 12
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
ALL_RELAPSED = [True] * 21
# Bland and Altman 2004, BMJ 328, 1073: weeks of survival with two kinds of brain tumour.
ASTROCYTOMA = [6, 13, 21, 30, 37, 38, 49, 50, 63, 79, 86, 98, 202, 219]
ASTROCYTOMA_OPEN = [31, 47, 80, 82, 82, 149]
GLIOBLASTOMA = [10, 10, 12, 13, 14, 15, 16, 17, 18, 20, 24, 24, 25, 28, 30, 33, 35, 37, 40, 40]
GLIOBLASTOMA += [46, 48, 76, 81, 82, 91, 112, 181]
GLIOBLASTOMA_OPEN = [34, 40, 70]


# Curves


def test_the_ten_requests_give_the_golden_curve() -> None:
    curve = timeliness.survival_curve(TEN, TEN_ENDED)
    helped = curve[curve["events"] > 0].set_index("time")["survival"]
    expected = {2: 0.9, 3: 0.8, 5: 0.7, 8: 0.5833, 12: 0.4667, 20: 0.3111}
    assert helped.round(4).to_dict() == expected
    assert timeliness.median_wait(TEN, TEN_ENDED) == 12
    assert curve["at_risk"].tolist() == [10, 9, 8, 6, 5, 4, 3, 2, 1]
    assert curve["censored"].tolist() == [0, 0, 1, 0, 0, 1, 0, 1, 1]


def test_the_curve_of_6_mp_is_the_published_one() -> None:
    curve = timeliness.survival_curve(MERCAPTOPURINE, RELAPSED).set_index("time")
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert curve.loc[list(published), "survival"].round(3).to_dict() == published
    assert curve.loc[6, "at_risk"] == 21
    # Log-log limits at 6 weeks by hand: S = 18/21, Greenwood 3 / (21 x 18).
    error = math.sqrt(3 / (21 * 18)) / math.log(18 / 21)
    assert curve.loc[6, "low"] == pytest.approx((18 / 21) ** math.exp(-1.959964 * error))
    assert curve.loc[6, "high"] == pytest.approx((18 / 21) ** math.exp(1.959964 * error))


def test_medians_of_the_trial_and_their_intervals_are_the_published_ones() -> None:
    treated = timeliness.quantile_wait(MERCAPTOPURINE, RELAPSED)
    placebo = timeliness.quantile_wait(PLACEBO, ALL_RELAPSED)
    # Medians as in Kleinbaum and Klein; limits where the log-log limits of the curve cross a half.
    assert (treated.days, treated.low, treated.high) == (23, 13, None)
    assert (placebo.days, placebo.low, placebo.high) == (8, 4, 11)
    assert (treated.n, treated.ended) == (21, 9)
    assert any("no upper limit" in words for words in treated.caveats)


def test_the_median_is_the_midpoint_where_exactly_half_still_wait() -> None:
    assert timeliness.median_wait([1, 2, 3, 4], [True] * 4) == 2.5
    assert timeliness.median_wait([1, 2, 2.5, 3, 5], [True, True, False, True, True]) == 3
    # Half still wait from day 2 to the last known day, 4.
    assert timeliness.median_wait([1, 2, 3, 4], [True, True, False, False]) == 3


def test_a_median_that_is_not_reached_is_none() -> None:
    assert timeliness.median_wait([1, 2, 3], [True, False, False]) is None
    estimate = timeliness.quantile_wait([1, 2, 3], [False] * 3)
    assert (estimate.days, estimate.low, estimate.high) == (None, None, None)
    assert any("not reached" in words for words in estimate.caveats)


def test_completed_waits_alone_would_give_a_shorter_median() -> None:
    completed = [days for days, ended in zip(TEN, TEN_ENDED, strict=True) if ended]
    assert np.median(completed) == 6.5
    assert timeliness.median_wait(TEN, TEN_ENDED) > 6.5


def test_other_quantiles_follow_the_same_curve() -> None:
    assert timeliness.quantile_wait(TEN, TEN_ENDED, share=0.25).days == 5
    assert timeliness.quantile_wait(TEN, TEN_ENDED, share=0.75).days is None
    with pytest.raises(MethodInputError, match="share"):
        timeliness.quantile_wait(TEN, TEN_ENDED, share=90)


def test_a_curve_that_never_falls_or_falls_to_nothing_has_no_limits_there() -> None:
    never = timeliness.survival_curve([3, 4], [False, False])
    assert never["survival"].tolist() == [1, 1]
    assert never[["low", "high"]].isna().all(axis=None)
    last = timeliness.survival_curve([3, 4], [True, True]).iloc[-1]
    assert last["survival"] == 0
    assert math.isnan(last["low"])


def test_the_restricted_mean_is_the_published_one() -> None:
    # R's print(survfit, rmean = 35): 23.29 with standard error 2.83, and 8.67 with 1.38.
    treated = timeliness.restricted_mean_wait(MERCAPTOPURINE, RELAPSED, horizon=35)
    placebo = timeliness.restricted_mean_wait(PLACEBO, ALL_RELAPSED, horizon=35)
    assert treated.days == pytest.approx(23.29, abs=0.005)
    assert (treated.days - treated.low) / 1.959964 == pytest.approx(2.83, abs=0.005)
    assert placebo.days == pytest.approx(np.mean(PLACEBO))
    assert (placebo.days - placebo.low) / 1.959964 == pytest.approx(1.38, abs=0.005)


def test_the_restricted_mean_cuts_every_wait_at_the_horizon() -> None:
    mean = timeliness.restricted_mean_wait(PLACEBO, ALL_RELAPSED, horizon=10)
    assert mean.days == pytest.approx(np.minimum(PLACEBO, 10).mean())
    assert mean.horizon == 10
    assert timeliness.restricted_mean_wait([9, 9, 9, 1], [True] * 4, horizon=9).high == 9


@pytest.mark.parametrize("horizon", [0, -1, 36, math.inf])
def test_a_horizon_beyond_what_is_known_is_refused(horizon: float) -> None:
    with pytest.raises(MethodInputError, match="longest wait, 35 days"):
        timeliness.restricted_mean_wait(MERCAPTOPURINE, RELAPSED, horizon=horizon)


@pytest.mark.parametrize(
    ("days", "observed", "words"),
    [
        ([], [], "at least one wait"),
        ([1, 2], [True], "2 waits and 1 marks"),
        ([-1], [True], "0 or more"),
        ([math.nan], [True], "0 or more"),
        ([math.inf], [True], "finite"),
        (["x"], [True], "must be numbers"),
        ([1], [None], "True or False"),
        ([1], [2], "True or False"),
    ],
)
def test_what_is_no_wait_is_refused(days: list, observed: list, words: str) -> None:
    with pytest.raises(MethodInputError, match=words):
        timeliness.survival_curve(days, observed)


def test_waits_and_marks_with_other_labels_are_refused() -> None:
    with pytest.raises(MethodInputError, match="labelled differently"):
        timeliness.median_wait(pd.Series([1, 2]), pd.Series([True, True], index=[1, 0]))


waits_and_marks = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(waits_and_marks, st.randoms())
def test_a_curve_falls_holds_its_interval_and_ignores_order(pairs: list, random: object) -> None:
    days, ended = [wait for wait, _ in pairs], [mark for _, mark in pairs]
    curve = timeliness.survival_curve(days, ended)
    known = curve.dropna()
    assert (known["low"] <= known["survival"]).all()
    assert (known["survival"] <= known["high"]).all()
    assert curve["survival"].is_monotonic_decreasing
    assert curve["events"].sum() + curve["censored"].sum() == len(pairs)
    shuffled = sorted(pairs, key=lambda _: random.random())
    again = timeliness.survival_curve([w for w, _ in shuffled], [m for _, m in shuffled])
    pd.testing.assert_frame_equal(curve, again)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=30))
def test_without_open_cases_the_median_is_the_plain_one(days: list[int]) -> None:
    assert timeliness.median_wait(days, [True] * len(days)) == np.median(days)


# Comparing groups


def test_the_log_rank_of_the_trial_is_the_published_one() -> None:
    comparison = timeliness.compare_waits(
        MERCAPTOPURINE + PLACEBO, RELAPSED + ALL_RELAPSED, ["6-MP"] * 21 + ["placebo"] * 21
    )
    # R's survdiff: expected 19.3 and 10.7, chi-square 16.8 on 1 degree of freedom, p = 4e-05.
    assert comparison.statistic == pytest.approx(16.79, abs=0.005)
    assert comparison.p_value == pytest.approx(4.17e-05, rel=0.005)
    assert comparison.degrees_of_freedom == 1
    rows = comparison.groups.set_index("group")
    assert rows["observed"].to_dict() == {"6-MP": 9, "placebo": 21}
    assert rows["expected"].round(1).to_dict() == {"6-MP": 19.3, "placebo": 10.7}


def test_the_log_rank_of_two_tumours_is_the_published_one() -> None:
    first, second = len(ASTROCYTOMA + ASTROCYTOMA_OPEN), len(GLIOBLASTOMA + GLIOBLASTOMA_OPEN)
    comparison = timeliness.compare_waits(
        ASTROCYTOMA + ASTROCYTOMA_OPEN + GLIOBLASTOMA + GLIOBLASTOMA_OPEN,
        [True] * 14 + [False] * 6 + [True] * 28 + [False] * 3,
        [1] * first + [2] * second,
    )
    assert comparison.statistic == pytest.approx(7.5, abs=0.05)
    assert comparison.p_value == pytest.approx(0.006, abs=0.0005)


def _by_the_book(days: list, ended: list, group: list) -> float:
    """The log-rank of k groups, one event time after another, as in Collett."""
    table = pd.DataFrame({"days": days, "ended": ended, "group": group})
    names = sorted(set(group))
    excess, cover = np.zeros(len(names)), np.zeros((len(names), len(names)))
    for time in sorted(set(table.loc[table["ended"], "days"])):
        risk = table[table["days"] >= time]
        share = np.array([(risk["group"] == name).mean() for name in names])
        now = risk[risk["ended"] & (risk["days"] == time)]
        n, d = len(risk), len(now)
        excess += np.array([(now["group"] == name).sum() for name in names]) - d * share
        cover += d * (n - d) / max(n - 1, 1) * (np.diag(share) - np.outer(share, share))
    return float(excess[:-1] @ np.linalg.solve(cover[:-1, :-1], excess[:-1]))


def test_three_groups_are_compared_on_two_degrees_of_freedom() -> None:
    days = MERCAPTOPURINE + PLACEBO + TEN
    ended = RELAPSED + ALL_RELAPSED + TEN_ENDED
    group = ["a"] * 21 + ["b"] * 21 + ["c"] * 10
    comparison = timeliness.compare_waits(days, ended, group)
    assert comparison.degrees_of_freedom == 2
    assert comparison.statistic == pytest.approx(_by_the_book(days, ended, group))
    assert comparison.p_value == pytest.approx(stats.chi2.sf(comparison.statistic, 2))
    assert comparison.groups["expected"].sum() == pytest.approx(sum(ended))


@settings(max_examples=40, deadline=None)
@given(waits_and_marks, waits_and_marks)
def test_two_groups_agree_with_scipy(first: list, second: list) -> None:
    days = [wait for wait, _ in first + second]
    ended = [mark for _, mark in first + second]
    group = [0] * len(first) + [1] * len(second)
    try:
        comparison = timeliness.compare_waits(days, ended, group)
    except MethodInputError:
        return
    samples = [
        stats.CensoredData(
            uncensored=[wait for wait, mark in pairs if mark],
            right=[wait for wait, mark in pairs if not mark],
        )
        for pairs in (first, second)
    ]
    expected = stats.logrank(*samples).statistic ** 2
    assert comparison.statistic == pytest.approx(expected, abs=1e-9)


def test_groups_that_never_waited_together_are_not_compared() -> None:
    for days, ended in (([1, 1, 9], [False, False, True]), ([1, 2, 3], [False] * 3)):
        with pytest.raises(MethodInputError, match="at least two groups"):
            timeliness.compare_waits(days, ended, ["a", "a", "b"])
    with pytest.raises(MethodInputError, match="at least two groups"):
        timeliness.compare_waits(TEN, TEN_ENDED, ["a"] * 10)


def test_a_group_with_nothing_expected_takes_no_degree_of_freedom() -> None:
    days, ended = [1, *TEN, *TEN], [False, *TEN_ENDED, *[True] * 10]
    comparison = timeliness.compare_waits(days, ended, ["early"] + ["a"] * 10 + ["b"] * 10)
    assert comparison.degrees_of_freedom == 1
    assert any("rough" in words for words in comparison.caveats)


def test_a_wait_without_a_group_is_refused() -> None:
    with pytest.raises(MethodInputError, match="group"):
        timeliness.compare_waits([1, 2], [True, True], ["a", None])


# Requests for assistance


def requests(*rows: tuple) -> pd.DataFrame:
    names = ["request_id", "locality", "requested_on", "first_help_on", "closed_on"]
    table = pd.DataFrame(rows, columns=names)
    return table.assign(**{name: pd.to_datetime(table[name]) for name in names[2:]})


REQUESTS = requests(
    ("R1", "Ayr", "2018-01-01", "2018-01-04", None),  # helped after 3 days
    ("R2", "Ayr", "2018-01-01", "2018-01-21", "2018-01-25"),  # helped after 20
    ("R3", "Ayr", "2018-01-02", None, "2018-01-06"),  # closed without help after 4
    ("R4", "Ayr", "2018-01-02", None, "2018-01-30"),  # closed without help after 28
    ("R5", "Girvan", "2018-01-03", None, None),  # open for 28
    ("R6", "Girvan", "2018-01-26", "2018-01-29", None),  # helped after 3, made 5 days ago
    ("R7", "Girvan", "2018-01-29", None, None),  # open for 2
    ("R8", None, "2018-01-01", "2018-01-11", None),  # helped after 10
)


def waiting(**settings: object) -> pd.DataFrame:
    return timeliness.waiting_times(
        REQUESTS, **{"as_at": "2018-01-31", "standard_days": 10, **settings}
    )


def test_one_row_says_all_there_is_to_say_of_all_requests() -> None:
    row = waiting().iloc[0]
    assert len(waiting()) == 1
    assert row["group"] == "all"
    assert row[["n", "still_waiting", "closed_unhelped", "longest_open"]].tolist() == [8, 2, 2, 28]
    # Helped at 3 (two of 7), 10 (0.571 / 4) and 20 (0.429 / 3), one closed at 4: 0.571 in all.
    assert row["median"] == 20
    assert math.isnan(row["p75"])
    # R6 and R7 (younger than ten days) are not judged; R3, closed in time, was not helped in time.
    assert (row["judged"], row["within_standard"]) == (6, 2)
    assert row["share_within_standard"] == pytest.approx(1 / 3)
    assert (row["low"], row["high"]) == pytest.approx((0.0968, 0.7000), abs=0.0001)


def test_groups_are_in_order_and_the_unrecorded_are_not_lost() -> None:
    rows = waiting(by="locality")
    assert rows["locality"].tolist() == ["Ayr", "Girvan", "not recorded"]
    assert rows["n"].tolist() == [4, 3, 1]
    assert rows["n"].sum() == len(REQUESTS)
    assert rows["longest_open"].tolist() == pytest.approx([math.nan, 28, math.nan], nan_ok=True)


def test_a_whole_number_group_that_is_missing_in_a_row_is_not_recorded() -> None:
    quintiles = pd.array([1, 2, None] + [1] * (len(REQUESTS) - 3), dtype="Int64")
    rows = timeliness.waiting_times(
        REQUESTS.assign(simd_quintile=quintiles), as_at="2018-01-31", standard_days=10,
        by="simd_quintile",
    )  # fmt: skip
    assert rows["simd_quintile"].tolist() == [1, 2, "not recorded"]
    assert rows["n"].tolist() == [len(REQUESTS) - 2, 1, 1]


def test_a_wait_of_exactly_the_standard_is_within_it() -> None:
    unrecorded = waiting(by="locality").iloc[-1]
    assert unrecorded["share_within_standard"] == 1
    assert waiting(by="locality", standard_days=9).iloc[-1]["share_within_standard"] == 0


def test_a_group_in_which_none_can_be_judged_has_no_share() -> None:
    row = waiting(standard_days=40).iloc[0]
    assert row["judged"] == 0
    assert row[["share_within_standard", "low", "high"]].isna().all()


def test_no_requests_make_no_rows() -> None:
    empty = timeliness.waiting_times(REQUESTS.iloc[:0], as_at="2018-01-31", standard_days=10)
    assert empty.empty
    assert empty.columns.tolist() == waiting().columns.tolist()


def test_working_days_leave_out_weekends_and_the_holidays_given() -> None:
    # 2018-01-01 was a Monday; the 1st and 2nd are public holidays in Scotland.
    plain = timeliness.request_waits(REQUESTS, as_at="2018-01-31", unit="working")
    off = timeliness.request_waits(
        REQUESTS, as_at="2018-01-31", unit="working", holidays=["2018-01-01", date(2018, 1, 2)]
    )
    assert plain["days"].tolist()[:2] == [3, 15]
    assert off["days"].tolist()[:2] == [1, 13]
    assert plain["days"].iloc[5] == 1


def test_calendar_days_are_counted_from_day_to_day() -> None:
    waits = timeliness.request_waits(REQUESTS, as_at="2018-01-31")
    assert waits["days"].tolist() == [3, 20, 4, 28, 28, 3, 2, 10]
    assert waits["observed"].tolist() == [True, True, False, False, False, True, False, True]
    assert waits["still_waiting"].sum() == 2


@pytest.mark.parametrize(
    ("column", "day", "words"),
    [
        ("first_help_on", "2017-12-31", 'helped before it was requested: "R1"'),
        ("closed_on", "2017-12-31", 'closed before it was requested: "R1"'),
        ("requested_on", "2018-02-01", 'dated after 2018-01-31: "R1"'),
        ("first_help_on", "2018-02-01", 'dated after 2018-01-31: "R1"'),
        ("closed_on", "2018-02-01", 'dated after 2018-01-31: "R1"'),
        ("requested_on", None, 'without a requested_on: "R1"'),
    ],
)
def test_impossible_dates_are_refused_by_row(column: str, day: str, words: str) -> None:
    wrong = REQUESTS.copy()
    wrong.loc[0, column] = pd.Timestamp(day) if day else pd.NaT
    with pytest.raises(MethodInputError, match=words):
        timeliness.request_waits(wrong, as_at="2018-01-31")


def test_many_wrong_rows_are_named_up_to_ten() -> None:
    table = pd.concat([REQUESTS] * 2, ignore_index=True).drop(columns="request_id")
    with pytest.raises(MethodInputError, match='"9" and 6 more'):
        timeliness.request_waits(table, as_at="2017-12-31")


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(MethodInputError, match="must hold dates"):
        timeliness.request_waits(REQUESTS.assign(closed_on="soon"), as_at="2018-01-31")
    with pytest.raises(MethodInputError, match='needs a column "closed_on"'):
        timeliness.request_waits(REQUESTS.drop(columns="closed_on"), as_at="2018-01-31")
    for day in ("soon", None, pd.Timestamp("2018-01-31", tz="UTC")):
        with pytest.raises(MethodInputError, match="as_at"):
            timeliness.request_waits(REQUESTS, as_at=day)
    with pytest.raises(UnknownTermError, match="unit"):
        timeliness.request_waits(REQUESTS, as_at="2018-01-31", unit="weeks")
    with pytest.raises(MethodInputError, match="standard_days"):
        waiting(standard_days=-1)
    with pytest.raises(MethodInputError, match="by"):
        waiting(by="school")


def test_a_column_without_any_date_counts_as_empty() -> None:
    blank = REQUESTS.assign(first_help_on=None, closed_on=None)
    row = timeliness.waiting_times(blank, as_at="2018-01-31", standard_days=10).iloc[0]
    assert row["still_waiting"] == 8
    assert math.isnan(row["median"])


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(8)))
def test_the_order_of_requests_does_not_matter(order: list[int]) -> None:
    before = REQUESTS.copy()
    shuffled = timeliness.waiting_times(
        REQUESTS.iloc[order], as_at="2018-01-31", standard_days=10, by="locality"
    )
    pd.testing.assert_frame_equal(shuffled, waiting(by="locality"))
    pd.testing.assert_frame_equal(REQUESTS, before)


def test_the_backlog_counts_open_requests_only_and_keeps_empty_bands() -> None:
    bands = timeliness.backlog_by_age(REQUESTS, as_at="2018-01-31", edges=(0, 7, 28, 56))
    expected = ["0 to 6 days", "7 to 27 days", "28 to 55 days", "56 days or more"]
    assert bands["band"].tolist() == expected
    assert bands["n"].tolist() == [1, 0, 1, 0]
    assert bands["to_days"].tolist()[:3] == [6, 27, 55]
    assert bands["to_days"].isna().iloc[3]


def test_no_open_request_falls_below_the_first_band() -> None:
    bands = timeliness.backlog_by_age(REQUESTS, as_at="2018-01-31", edges=(7,))
    assert bands["n"].tolist() == [1, 1]


@pytest.mark.parametrize("edges", [(), (0, 0), (7, 3), (-1, 3), (0, 1.5)])
def test_edges_that_do_not_rise_are_refused(edges: tuple) -> None:
    with pytest.raises(MethodInputError, match="edges"):
        timeliness.backlog_by_age(REQUESTS, as_at="2018-01-31", edges=edges)


# Standards by date


@pytest.mark.parametrize(
    ("name", "day", "amount", "unit"),
    [
        ("planning_meeting", "2017-05-01", 21, "calendar_days"),
        ("planning_meeting", "2021-09-01", 21, "calendar_days"),
        ("planning_meeting", "2021-09-02", 28, "calendar_days"),
        ("core_group", "2017-05-01", 15, "calendar_days"),
        ("core_group", "2023-08-31", 15, "working_days"),
        ("meeting_record", date(2018, 1, 1), 15, "calendar_days"),
        ("meeting_record", pd.Timestamp("2024-01-01"), 10, "working_days"),
        ("shared_folder", "2011-01-01", 0, "working_days"),
    ],
)
def test_a_standard_is_that_of_its_day(name: str, day: object, amount: int, unit: str) -> None:
    standard = timeliness.standard_on(name, day)
    assert (standard.amount, standard.unit) == (amount, unit)


def test_what_was_not_read_in_a_source_is_marked() -> None:
    assert timeliness.standard_on("planning_meeting", "2017-05-01").general_knowledge == (
        "valid_from",
    )
    assert timeliness.standard_on("shared_folder", "2017-05-01").valid_from is None
    for name in timeliness.standard_names():
        assert timeliness.standard_on(name, "2024-06-01").source


def test_a_day_before_the_first_known_version_is_refused() -> None:
    with pytest.raises(MethodInputError, match="2014-05-16"):
        timeliness.standard_on("core_group", "2010-01-01")
    with pytest.raises(MethodInputError, match="day"):
        timeliness.standard_on("core_group", "soon")
    with pytest.raises(UnknownTermError, match="name"):
        timeliness.standard_on("first_coffee", "2018-01-01")
