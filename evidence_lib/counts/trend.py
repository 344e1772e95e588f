"""
Several counts: whether they rise or fall from one period to the next by more than chance.

Given their total, counts without a trend fall into the periods as dice do. That makes the test
exact, however small the counts are; it uses every period and not only the ends.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from evidence_lib.counts.checked import checked_count, checked_exposure, checked_tail
from evidence_lib.errors import MethodInputError, shown

EXACT = "Poisson regression on time, exact conditional test and interval"
WIDENED = "Poisson regression on time, widened for overdispersion (quasi-Poisson, t interval)"
OVERDISPERSED = 0.05
"""Counts that fit a trend with a smaller p than this vary by more than Poisson draws."""

LARGEST_TOTAL = 20_000
LONGEST_SPAN = 200
STEEPEST = 20.0
"""Rate ratios a period are looked for between exp(-20) and exp(20)."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class CountTrend:
    """
    The trend of several counts.

    ``ratio`` is the rate of a period over that of the period before, with its interval ``low`` to
    ``high`` and two-sided ``p_value``. ``dispersion`` is Pearson's chi-square about the trend over
    its degrees of freedom (1 where counts vary as Poisson draws), ``dispersion_p`` its p. Where
    that is under 0.05 the interval and p are widened, and ``method`` says so.
    """

    n: int
    total: int
    ratio: float
    low: float
    high: float
    p_value: float
    dispersion: float
    dispersion_p: float
    confidence: float
    method: str

    @property
    def overdispersed(self) -> bool:
        """Whether the counts vary about the trend by more than chance."""
        return self.dispersion_p < OVERDISPERSED

    @property
    def significant(self) -> bool:
        """Whether a trend is shown at 1 - ``confidence``, in either direction."""
        return self.p_value < 1 - self.confidence


def trend_of_counts(
    counts: Sequence[int],
    times: Sequence[int],
    *,
    exposures: Sequence[float] | None = None,
    confidence: float = 0.95,
) -> CountTrend:
    """
    Ask whether counts change steadily over time by more than chance would change them.

    Args:
        counts: One whole number a period, at least three.
        times: When each period was, in whole periods and rising; a period not given leaves a gap.
        exposures: What each count is out of; the same for all when None.
        confidence: Of the interval.

    Returns:
        The trend; with no event at all the ratio is nan, the interval open and p is 1.

    Raises:
        MethodInputError: There are fewer than three counts, times are not whole and rising, span
            more than 200 periods, or counts add up to more than 20,000; or as `count_interval`.

    Source: Cox and Lewis (1966), The statistical analysis of series of events, chapter 3, for the
    conditional test; McCullagh and Nelder (1989), Generalized linear models, 6.2, for dispersion;
    docs/method.md, "Several counts".
    """
    doing = "looking for a trend in counts"
    found = np.array([checked_count(each, "counts", doing) for each in counts], dtype=float)
    when = _times(times, len(found), doing)
    sizes = [1.0] * len(found) if exposures is None else list(exposures)
    if len(sizes) != len(found):
        raise MethodInputError(f'{doing}: "exposures" must be one for each count')
    weights = np.array([checked_exposure(each, "exposures", doing) for each in sizes])
    tail = checked_tail(confidence, doing)
    if found.sum() > LARGEST_TOTAL:
        raise MethodInputError(f"{doing}: counts add up to more than {LARGEST_TOTAL:,}")
    if not found.sum():
        return CountTrend(
            len(found), 0, math.nan, 0.0, math.inf, 1.0, math.nan, 1.0, confidence, EXACT
        )
    return _fitted(found, when, weights / weights.sum(), tail, confidence)


def _fitted(
    found: Numbers, when: Numbers, weights: Numbers, tail: float, confidence: float
) -> CountTrend:
    slope = _slope(found, when, weights)
    dispersion, dispersion_p = _dispersion(found, when, weights, slope)
    if dispersion_p < OVERDISPERSED:
        low, high, p_value = _widened(found, when, weights, slope, dispersion, tail)
        method = WIDENED
    else:
        low, high, p_value = _exact(found, when, weights, tail)
        method = EXACT
    return CountTrend(
        len(found), int(found.sum()), math.exp(slope), low, high, p_value, dispersion,
        dispersion_p, confidence, method,
    )  # fmt: skip


def _times(times: Sequence[int], number: int, doing: str) -> Numbers:
    whole = [each for each in times if isinstance(each, (int, np.integer))]
    rising = all(later > earlier for earlier, later in pairwise(whole))
    if number < 3 or len(whole) != number or len(times) != number or not rising:
        raise MethodInputError(
            f'{doing}: "times" must be three whole numbers or more, rising, one for each count; '
            f"got {shown(', '.join(map(str, times)))}"
        )
    if whole[-1] - whole[0] > LONGEST_SPAN:
        raise MethodInputError(f"{doing}: times span more than {LONGEST_SPAN} periods")
    return np.array(whole, dtype=float) - whole[0]


def _shares(when: Numbers, weights: Numbers, slope: float) -> Numbers:
    """Give the share of all events that falls into each period under a trend."""
    tilted = weights * np.exp(slope * (when - when[-1] * (slope > 0)))
    return np.asarray(tilted / tilted.sum())


def _slope(found: Numbers, when: Numbers, weights: Numbers) -> float:
    """Find the log of the ratio under which the events' mean time is the one seen."""
    seen = float(found @ when) / float(found.sum())
    if seen <= when[0]:
        return -math.inf
    if seen >= when[-1]:
        return math.inf
    return _root(lambda slope: float(_shares(when, weights, slope) @ when) - seen)


def _root(rising: Callable[[float], float]) -> float:
    """Find where a rising function of the slope is nought; infinite where it never is."""
    from scipy.optimize import brentq

    if rising(-STEEPEST) > 0:
        return -math.inf
    if rising(STEEPEST) < 0:
        return math.inf
    return float(brentq(rising, -STEEPEST, STEEPEST, xtol=1e-12))


def _dispersion(
    found: Numbers, when: Numbers, weights: Numbers, slope: float
) -> tuple[float, float]:
    from scipy.stats import chi2

    if math.isinf(slope):
        return math.nan, 1.0
    expected = float(found.sum()) * _shares(when, weights, slope)
    statistic = float(((found - expected) ** 2 / expected).sum())
    degrees = len(found) - 2
    return statistic / degrees, float(chi2.sf(statistic, degrees))


def _exact(
    found: Numbers, when: Numbers, weights: Numbers, tail: float
) -> tuple[float, float, float]:
    """Give limits and p from the exact distribution of the sum of the events' times."""
    total, seen = int(found.sum()), round(float(found @ when))
    at_least = _upper_tail(_distribution(when, _shares(when, weights, 0.0), total), seen)
    at_most = 1 - _upper_tail(_distribution(when, _shares(when, weights, 0.0), total), seen + 1)

    def above(slope: float) -> float:
        chances = _distribution(when, _shares(when, weights, slope), total)
        return _upper_tail(chances, seen) - tail

    def below(slope: float) -> float:
        chances = _distribution(when, _shares(when, weights, slope), total)
        return _upper_tail(chances, seen + 1) - (1 - tail)

    low = -math.inf if not seen else _root(above)
    high = math.inf if seen == total * round(when[-1]) else _root(below)
    return _ratio(low), _ratio(high), min(1.0, 2 * at_least, 2 * at_most)


def _ratio(slope: float) -> float:
    return math.inf if slope == math.inf else math.exp(slope)


def _distribution(when: Numbers, shares: Numbers, total: int) -> Numbers:
    """Give the chance of each sum of times of *total* independent events, by repeated squaring."""
    one = np.zeros(round(when[-1]) + 1)
    one[when.astype(int)] = shares
    size = total * (len(one) - 1) + 1
    width = 1 << (size - 1).bit_length()
    chances = np.fft.irfft(np.fft.rfft(one, width) ** total, width)[:size]
    return np.asarray(chances.clip(min=0))


def _upper_tail(chances: Numbers, least: int) -> float:
    return min(1.0, float(chances[max(least, 0) :].sum()))


def _widened(
    found: Numbers, when: Numbers, weights: Numbers, slope: float, dispersion: float, tail: float
) -> tuple[float, float, float]:
    from scipy.stats import t

    shares = _shares(when, weights, slope)
    spread = float(shares @ (when - float(shares @ when)) ** 2)
    error = math.sqrt(dispersion / (float(found.sum()) * spread))
    degrees = len(found) - 2
    reach = float(t.ppf(1 - tail, degrees)) * error
    p_value = 2 * float(t.sf(abs(slope) / error, degrees))
    return math.exp(slope - reach), math.exp(slope + reach), p_value
