"""Counts: exact intervals, exact comparisons and the chance of detecting a change."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, chi2, poisson

from evidence_lib.counts import compare_counts, count_interval, power, years_needed
from evidence_lib.errors import MethodInputError

COUNTS = st.integers(min_value=0, max_value=400)
EXPOSURES = st.sampled_from([0.25, 1.0, 3.0, 17.877, 1000.0])
CONFIDENCES = st.sampled_from([0.5, 0.75, 0.8, 0.9, 0.95, 0.99, 0.999])
MODEST = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0.0, 3.6889),  # 3.69 for no event: Garwood (1936)
        (1, 0.0253, 5.5716),
        (11, 5.49, 19.68),
        (19, 11.44, 29.67),
    ],
)
def test_interval_of_a_count_is_the_exact_poisson_one(count, low, high):
    found = count_interval(count)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.005)
    assert (found.count, found.rate, found.confidence) == (count, count, 0.95)
    assert "exact Poisson" in found.method


@given(COUNTS, EXPOSURES, CONFIDENCES)
@MODEST
def test_interval_of_a_rate_follows_the_chi_squared_quantiles(count, exposure, confidence):
    found = count_interval(count, exposure=exposure, confidence=confidence)
    tail = (1 - confidence) / 2
    low = chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    high = chi2.isf(tail, 2 * count + 2) / 2
    assert found.low * exposure == pytest.approx(low, rel=1e-9)
    assert found.high * exposure == pytest.approx(high, rel=1e-9)
    assert found.rate * exposure == pytest.approx(count)
    assert found.low <= found.rate <= found.high


@given(st.integers(min_value=1, max_value=300), CONFIDENCES)
@MODEST
def test_interval_of_the_same_rate_shrinks_as_the_count_grows(count, confidence):
    small = count_interval(count, exposure=count, confidence=confidence)
    large = count_interval(4 * count, exposure=4 * count, confidence=confidence)
    assert large.low >= small.low
    assert large.high <= small.high
    assert large.high - large.low < small.high - small.low


def test_fall_from_19_to_11_is_compatible_with_chance():
    found = compare_counts(19, 11)
    assert found.ratio == pytest.approx(11 / 19)
    assert (found.low, found.high) == pytest.approx((0.2489, 1.2802), abs=5e-5)
    assert found.p_value == pytest.approx(0.2005, abs=5e-5)
    assert found.p_one_sided_fall == pytest.approx(0.1002, abs=5e-5)
    assert found.significant_at_most == 7
    assert not found.significant
    assert (found.before, found.after, found.confidence) == (19, 11, 0.95)
    assert "central" in found.method


def test_fall_to_the_limit_is_significant_and_one_more_is_not():
    assert compare_counts(19, 7).significant
    assert compare_counts(19, 7).high < 1
    assert not compare_counts(19, 8).significant
    assert compare_counts(19, 8).high > 1


def test_comparison_agrees_with_the_published_example_of_exactci():
    # Fay, vignette of the R package exactci (2023): 2/17877 against 10/20000.
    found = compare_counts(10, 2, exposure_before=20000, exposure_after=17877)
    assert found.ratio == pytest.approx(0.2237512, abs=5e-8)
    assert found.low == pytest.approx(0.02383738, abs=5e-9)
    assert found.high == pytest.approx(1.04995468, abs=5e-9)
    assert found.p_value > 0.05  # R's own poisson.test prints 0.042 beside this interval


def test_comparison_agrees_with_the_published_example_of_rateratio_test():
    # Fay, vignette of the R package rateratio.test (2022): 2/17877 against 9/16660.
    found = compare_counts(9, 2, exposure_before=16660, exposure_after=17877)
    assert found.ratio == pytest.approx(0.2070941557, abs=5e-11)
    assert found.low == pytest.approx(0.02177406, abs=5e-9)
    assert found.high == pytest.approx(1.00054910, abs=5e-9)
    assert found.p_value == pytest.approx(0.05011, abs=5e-6)


@given(COUNTS, COUNTS, EXPOSURES, EXPOSURES, CONFIDENCES)
@MODEST
def test_comparison_is_the_clopper_pearson_interval_of_the_later_share(
    before, after, exposure_before, exposure_after, confidence
):
    found = compare_counts(
        before,
        after,
        exposure_before=exposure_before,
        exposure_after=exposure_after,
        confidence=confidence,
    )
    if before + after == 0:
        return
    share = binomtest(after, before + after).proportion_ci(confidence)
    scale = exposure_before / exposure_after
    assert found.low == pytest.approx(scale * share.low / (1 - share.low), rel=1e-6)
    if before:
        assert found.high == pytest.approx(scale * share.high / (1 - share.high), rel=1e-6)
    null = exposure_after / (exposure_before + exposure_after)
    tails = binom.cdf(after, before + after, null), binom.sf(after - 1, before + after, null)
    assert found.p_value == pytest.approx(min(1.0, 2 * min(tails)), rel=1e-9, abs=1e-300)
    assert found.p_one_sided_fall == pytest.approx(tails[0], rel=1e-9, abs=1e-300)


@given(COUNTS, COUNTS, EXPOSURES, EXPOSURES, CONFIDENCES)
@MODEST
def test_p_value_and_interval_never_contradict_each_other(
    before, after, exposure_before, exposure_after, confidence
):
    found = compare_counts(
        before,
        after,
        exposure_before=exposure_before,
        exposure_after=exposure_after,
        confidence=confidence,
    )
    edge = min(abs(found.low - 1), abs(found.high - 1)) < 1e-9
    assert edge or found.significant == (not found.low <= 1 <= found.high)
    assert math.isnan(found.ratio) or found.low <= found.ratio <= found.high
    assert 0 <= found.p_mid <= found.p_value <= 1


@given(st.integers(min_value=0, max_value=80), EXPOSURES, EXPOSURES, CONFIDENCES)
@MODEST
def test_limit_is_the_largest_later_count_that_is_a_significant_fall(
    before, exposure_before, exposure_after, confidence
):
    def falls(after: int) -> bool:
        found = compare_counts(
            before,
            after,
            exposure_before=exposure_before,
            exposure_after=exposure_after,
            confidence=confidence,
        )
        return found.significant and found.ratio < 1

    limit = compare_counts(
        before,
        3,
        exposure_before=exposure_before,
        exposure_after=exposure_after,
        confidence=confidence,
    ).significant_at_most
    largest = -1 if limit is None else limit
    assert largest == -1 or falls(largest)
    assert not falls(largest + 1)


@given(COUNTS, COUNTS, CONFIDENCES)
@MODEST
def test_looking_backwards_turns_the_ratio_over(before, after, confidence):
    there = compare_counts(before, after, confidence=confidence)
    back = compare_counts(after, before, confidence=confidence)
    assert there.p_value == pytest.approx(back.p_value, rel=1e-9)
    if there.low > 0:
        assert back.high == pytest.approx(1 / there.low, rel=1e-9)


@given(st.integers(min_value=1, max_value=60), st.integers(min_value=1, max_value=60))
@MODEST
def test_interval_of_the_same_ratio_shrinks_as_the_counts_grow(before, after):
    small, large = compare_counts(before, after), compare_counts(4 * before, 4 * after)
    assert large.high / large.low < small.high / small.low


def test_no_event_after_gives_a_ratio_of_nought_with_an_upper_limit():
    found = compare_counts(6, 0)
    assert (found.ratio, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(0.8493, abs=5e-5)  # u/(1-u) with u = 1 - 0.025^(1/6)
    assert found.p_value == pytest.approx(2 * 0.5**6)
    assert found.significant_at_most == 0


def test_no_event_before_gives_an_infinite_ratio_with_a_lower_limit():
    found = compare_counts(0, 5)
    assert (found.ratio, found.high) == (math.inf, math.inf)
    assert found.low == pytest.approx(1 / 1.09128, abs=5e-5)
    assert found.p_value == pytest.approx(2 * 0.5**5)
    assert found.significant_at_most is None


def test_no_fall_is_possible_from_no_event_however_short_the_time_before():
    found = compare_counts(0, 3, exposure_before=0.001, exposure_after=1000)
    assert found.significant_at_most is None


def test_no_event_at_all_tells_nothing():
    found = compare_counts(0, 0)
    assert math.isnan(found.ratio)
    assert (found.low, found.high, found.p_value, found.p_mid) == (0.0, math.inf, 1.0, 1.0)
    assert found.significant_at_most is None
    assert not found.significant


def test_no_fall_could_be_significant_from_five():
    assert compare_counts(5, 5).significant_at_most is None
    assert compare_counts(5, 0).p_value == pytest.approx(0.0625)


def test_mid_p_puts_half_of_the_counts_seen_in_each_tail():
    found = compare_counts(19, 11)
    seen = binom.pmf(11, 30, 0.5)
    assert found.p_mid == pytest.approx(2 * (binom.cdf(11, 30, 0.5) - seen / 2), rel=1e-9)
    assert found.p_mid == pytest.approx(0.1496, abs=5e-5)


def test_ten_thousand_million_events_are_compared_without_loss():
    found = compare_counts(10**10, 10**10)
    assert found.low == pytest.approx(1 - 1.96 * math.sqrt(2 / 10**10), abs=1e-8)
    assert found.p_value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("base", "chance"), [(19, 0.2427), (38, 0.4983), (57, 0.6849), (76, 0.8138)]
)
def test_power_grows_from_a_quarter_to_four_fifths_over_four_years(base, chance):
    assert power(base, 11 / 19) == pytest.approx(chance, abs=5e-5)


@pytest.mark.parametrize(
    ("base", "ratio", "confidence"),
    [(3, 0.2, 0.9), (0.5, 4, 0.95), (30, 1, 0.95), (30, 1.6, 0.99), (25, 0, 0.8), (0.01, 1, 0.5)],
)
def test_power_is_the_sum_over_every_pair_of_counts(base, ratio, confidence):
    count = np.arange(150)
    before, after = np.meshgrid(count, count, indexing="ij")
    fall = binom.cdf(after, before + after, 0.5)
    rise = binom.sf(after - 1, before + after, 0.5)
    differs = np.minimum(1, 2 * np.minimum(fall, rise)) < 1 - confidence
    chances = poisson.pmf(before, base) * poisson.pmf(after, base * ratio)
    summed = chances[differs].sum()
    assert power(base, ratio, confidence=confidence) == pytest.approx(summed, rel=1e-6)


def test_power_without_any_change_stays_under_the_chance_of_a_false_alarm():
    assert max(power(base, 1.0) for base in (0.5, 5, 19, 100, 5000)) < 0.05


def test_four_years_are_needed_to_detect_what_19_to_11_would_be():
    assert years_needed(19, 11 / 19) == 4
    assert years_needed(19, 11 / 19, power=0.2) == 1
    assert years_needed(19, 11 / 19, confidence=0.8) == 3


def test_years_needed_is_the_first_year_that_is_enough():
    for base, ratio in ((4, 0.5), (11, 1.5), (60, 0.8)):
        enough = [years for years in range(1, 40) if power(base * years, ratio) >= 0.8]
        assert years_needed(base, ratio) == enough[0]


def test_no_number_of_years_detects_what_is_no_change():
    assert years_needed(19, 1.0) is None


@pytest.mark.parametrize(
    "count", [-1, 1.5, math.nan, math.inf, "19", None, True, 10**16, 10**400, [19]]
)
def test_what_is_no_count_is_refused_by_name(count):
    with pytest.raises(MethodInputError, match='"count" must be a whole number from 0'):
        count_interval(count)
    with pytest.raises(MethodInputError, match='comparing two counts: "after" must be'):
        compare_counts(19, count)


@pytest.mark.parametrize("count", [19.0, np.int64(19), np.float64(19)])
def test_whole_numbers_of_any_kind_are_counts(count):
    assert count_interval(count) == count_interval(19)
    assert compare_counts(count, 11) == compare_counts(19, 11)


@pytest.mark.parametrize("exposure", [0, -1, math.nan, math.inf, "1", 1e12])
def test_exposure_outside_its_range_is_refused(exposure):
    with pytest.raises(MethodInputError, match='"exposure" must be a number from 1e-06 to'):
        count_interval(3, exposure=exposure)
    with pytest.raises(MethodInputError, match='"exposure_after"'):
        compare_counts(3, 3, exposure_after=exposure)


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.95, math.nan, "0.95"])
def test_confidence_that_is_no_share_is_refused(confidence):
    for refused in (
        lambda: count_interval(3, confidence=confidence),
        lambda: compare_counts(3, 3, confidence=confidence),
        lambda: power(3, 0.5, confidence=confidence),
        lambda: years_needed(3, 0.5, confidence=confidence),
    ):
        with pytest.raises(MethodInputError, match='"confidence" must be a number from'):
            refused()


def test_power_refuses_what_it_is_not_defined_for():
    with pytest.raises(MethodInputError, match='"base"'):
        power(0, 0.5)
    with pytest.raises(MethodInputError, match='"base"'):
        power(1e9, 0.5)
    with pytest.raises(MethodInputError, match='"ratio"'):
        power(19, -0.1)
    with pytest.raises(MethodInputError, match='"power"'):
        years_needed(19, 0.5, power=80)
