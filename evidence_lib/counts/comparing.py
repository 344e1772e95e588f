"""
One count and two: how sure one is, whether two differ, and what could have been detected.

A count is taken as one draw of a Poisson distribution. The sum of two such counts being known, the
later one is binomial, which makes the comparison exact however small the counts are.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import (
    betainc,
    betainccinv,
    betaincinv,
    btdtria,
    btdtrib,
    gammainccinv,
    gammaincinv,
    gammaln,
    pdtr,
    pdtrc,
    xlogy,
)

from evidence_lib.counts.checked import (
    LARGEST_BASE,
    checked_base,
    checked_count,
    checked_exposure,
    checked_number,
    checked_share,
    checked_tail,
)

INTERVAL_METHOD = "exact Poisson interval"
COMPARISON_METHOD = "exact conditional test of two Poisson counts, central"
LONGEST_YEARS = 100


@dataclass(frozen=True)
class CountInterval:
    """
    One count with its interval.

    ``rate``, ``low`` and ``high`` are events per unit of ``exposure``; with an exposure of 1 they
    are counts.
    """

    count: int
    exposure: float
    rate: float
    low: float
    high: float
    confidence: float
    method: str = INTERVAL_METHOD


@dataclass(frozen=True)
class CountComparison:
    """
    Two counts compared.

    ``ratio``, ``low`` and ``high`` are the later rate over the earlier one. ``p_value`` is
    two-sided and belongs to the interval: it is under 1 - ``confidence`` exactly when the interval
    leaves out 1. ``p_one_sided_fall`` answers only the question whether the rate fell. ``p_mid`` is
    the less cautious mid-p value, for a check of sensitivity: no interval here goes with it.
    ``significant_at_most`` is the largest later count that would have been a significant fall
    (two-sided), None when not even 0 would have been.
    """

    before: int
    after: int
    exposure_before: float
    exposure_after: float
    ratio: float
    low: float
    high: float
    p_value: float
    p_one_sided_fall: float
    p_mid: float
    significant_at_most: int | None
    confidence: float
    method: str = COMPARISON_METHOD

    @property
    def significant(self) -> bool:
        """Whether the two rates differ at 1 - ``confidence``, in either direction."""
        return self.p_value < 1 - self.confidence


def count_interval(count: int, *, exposure: float = 1.0, confidence: float = 0.95) -> CountInterval:
    """
    Give one count, or the rate it stands for, its exact interval.

    *exposure* is what the count is out of, such as person-years or thousands of children.

    Returns:
        ``rate``, ``low`` and ``high`` per unit of *exposure*; a count of 0 starts at exactly 0.

    Raises:
        MethodInputError: *count* is not a whole number from 0, *exposure* is not between a
            millionth and a thousand million, or *confidence* is not between 0 and 1.

    Source:
        Garwood (1936), Biometrika 28, 437-442; docs/method.md, "One count".
    """
    doing = "interval of a count"
    whole = checked_count(count, "count", doing)
    size = checked_exposure(exposure, "exposure", doing)
    tail = checked_tail(confidence, doing)
    # Half a chi-squared quantile with 2n degrees of freedom is a gamma quantile with shape n.
    low = float(gammaincinv(whole, tail)) if whole else 0.0
    high = float(gammainccinv(whole + 1, tail))
    return CountInterval(
        count=whole,
        exposure=size,
        rate=whole / size,
        low=low / size,
        high=high / size,
        confidence=confidence,
    )


def compare_counts(
    before: int,
    after: int,
    *,
    exposure_before: float = 1.0,
    exposure_after: float = 1.0,
    confidence: float = 0.95,
) -> CountComparison:
    """
    Compare a later count with an earlier one, exactly.

    The two-sided p-value is twice the smaller tail, at most 1, so that it agrees with the interval.

    Returns:
        The ratio of the later rate to the earlier one with its exact interval. With no event
        before, the ratio and its upper limit are infinite; with none after, ratio and lower limit
        are 0; with none at all, the ratio is nan, the interval runs from 0 to infinity and p is 1.

    Raises:
        MethodInputError: As `count_interval`.

    Source:
        Przyborowski and Wilenski (1940), Biometrika 31, 313-323; Clopper and Pearson (1934),
        Biometrika 26, 404-413; the central p-value as in Fay (2010), Biostatistics 11, 373-374; the
        mid-p value as in Lancaster (1961), Journal of the American Statistical Association 56,
        223-234; docs/method.md, "Two counts".
    """
    doing = "comparing two counts"
    first, second = checked_count(before, "before", doing), checked_count(after, "after", doing)
    time_before = checked_exposure(exposure_before, "exposure_before", doing)
    time_after = checked_exposure(exposure_after, "exposure_after", doing)
    tail = checked_tail(confidence, doing)
    total = time_before + time_after
    shares = (time_before / total, time_after / total)
    at_most, at_least = _tails(first, second, shares)
    scale = time_before / time_after
    low, high = _odds_limits(first, second, tail)
    fall = int(_largest_fall(np.array([first]), shares[0], tail)[0])
    return CountComparison(
        before=first,
        after=second,
        exposure_before=time_before,
        exposure_after=time_after,
        ratio=scale * _odds(first, second),
        low=scale * low,
        high=scale * high,
        p_value=min(1.0, 2 * at_most, 2 * at_least),
        p_one_sided_fall=at_most,
        p_mid=_mid_p_value(first, second, shares),
        significant_at_most=fall if fall >= 0 else None,
        confidence=confidence,
    )


def power(base: float, ratio: float, *, confidence: float = 0.95) -> float:
    """
    Chance that a true change would show as a significant difference.

    *base* is the true mean before the change, for which a count seen once is a poor stand-in;
    *ratio* is the true later rate over the earlier one, such as 11/19.

    Returns:
        A share, 0 to 1: the chance that two counts with means *base* and *base* x *ratio* differ
        significantly by `compare_counts`, summed over every pair of counts.

    Raises:
        MethodInputError: *base* is not above 0 or is over ten million, *ratio* is below 0, or
            *confidence* is not between 0 and 1.

    Source:
        docs/method.md, "What could have been detected".
    """
    doing = "chance of detecting a change"
    mean = checked_base(base, "base", doing)
    change = checked_number(ratio, "ratio", doing, 0, LARGEST_BASE)
    return _chance_of_detection(mean, change, checked_tail(confidence, doing))


def years_needed(
    base_per_year: float, ratio: float, *, power: float = 0.8, confidence: float = 0.95
) -> int | None:
    """
    Whole years of counts needed, before and after alike, to have the wanted chance of detection.

    *power* is the wanted chance, a share between 0 and 1; the rest is as in the function `power`.

    Returns:
        Years on each side, or None when a hundred would not do.

    Raises:
        MethodInputError: As the function `power`, or *power* is not between 0 and 1.
    """
    doing = "years needed to detect a change"
    mean = checked_base(base_per_year, "base_per_year", doing)
    change = checked_number(ratio, "ratio", doing, 0, LARGEST_BASE)
    tail = checked_tail(confidence, doing)
    years = bisect_left(
        range(1, LONGEST_YEARS + 1),
        checked_share(power, "power", doing),
        key=lambda count: _chance_of_detection(mean * count, change, tail),
    )
    return years + 1 if years < LONGEST_YEARS else None


def _tails(before: int, after: int, shares: tuple[float, float]) -> tuple[float, float]:
    """Chance of at most, and of at least, *after* later events among all the events."""
    at_most = float(betainc(before, after + 1, shares[0])) if before else 1.0
    at_least = float(betainc(after, before + 1, shares[1])) if after else 1.0
    return at_most, at_least


def _mid_p_value(before: int, after: int, shares: tuple[float, float]) -> float:
    """Twice the smaller tail, with half of the chance of the very counts seen in each."""
    at_most, at_least = _tails(before, after, shares)
    fewer = float(betainc(before + 1, after, shares[0])) if after else 0.0
    more = float(betainc(after + 1, before, shares[1])) if before else 0.0
    return min(1.0, at_most + fewer, at_least + more)


def _odds(before: int, after: int) -> float:
    if before:
        return after / before
    return math.inf if after else math.nan


def _odds_limits(before: int, after: int, tail: float) -> tuple[float, float]:
    # The complement is inverted by itself, because 1 minus a limit near 1 would lose its digits.
    low, high = 0.0, math.inf
    if after:
        low = float(betaincinv(after, before + 1, tail) / betainccinv(before + 1, after, tail))
    if before:
        high = float(betainccinv(after + 1, before, tail) / betaincinv(before, after + 1, tail))
    return low, high


def _largest_fall(
    before: NDArray[np.integer], share_before: float, tail: float
) -> NDArray[np.float64]:
    """Largest later count that is a significant fall, for each earlier count; -1 for none."""
    some = np.maximum(before, 1)
    near = np.ceil(btdtrib(some, tail, share_before)) - 3
    # The inverse is only nearly exact, so the last steps ask the tail itself.
    steps = near[:, None] + np.arange(1, 4)
    chances = betainc(some[:, None], np.maximum(steps, 0) + 1, share_before)
    largest = near + ((steps < 0) | (chances < tail)).sum(axis=1)
    return np.where(before == 0, -1.0, np.maximum(largest, -1.0))


def _smallest_rise(before: NDArray[np.integer], tail: float) -> NDArray[np.float64]:
    """Smallest later count that is a significant rise at equal exposures."""
    return np.asarray(np.floor(btdtria(tail, before + 1, 0.5)) + 1)


def _chance_of_detection(base: float, ratio: float, tail: float) -> float:
    reach = 10 * math.sqrt(base) + 20
    before = np.arange(max(0, math.floor(base - reach)), math.ceil(base + reach) + 1)
    chances = np.exp(xlogy(before, base) - base - gammaln(before + 1))
    fall = _largest_fall(before, 0.5, tail)
    falls = np.where(fall < 0, 0.0, pdtr(np.maximum(fall, 0), base * ratio))
    rises = pdtrc(_smallest_rise(before, tail) - 1, base * ratio)
    return min(1.0, float(chances @ (falls + rises)))
