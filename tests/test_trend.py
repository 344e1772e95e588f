"""The trend of several counts: its ratio, its exact test and its dispersion, reckoned twice."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from evidence_lib.counts import EXACT, WIDENED, trend_of_counts
from evidence_lib.errors import MethodInputError

# Five sets: the invented review's starts; deaths by horse kick in the Prussian army, 1875 to 1894
# (von Bortkiewicz 1898); cases of AIDS in Australia by quarter, 1984 to 1988 (Dobson 1990); counts
# with gaps between them; counts with exposures.
SETS = {
    "starts": ([20, 18, 17, 14, 12], [0, 1, 2, 3, 4], None),
    "horse kicks": (
        [3, 5, 7, 9, 10, 18, 6, 14, 11, 9, 5, 11, 15, 6, 11, 17, 12, 15, 8, 4],
        list(range(20)),
        None,
    ),
    "aids": (
        [1, 6, 16, 23, 27, 39, 31, 30, 43, 51, 63, 70, 88, 97, 91, 104, 110, 113, 149, 159],
        list(range(20)),
        None,
    ),
    "gaps": ([19, 11, 9, 4], [0, 2, 3, 5], None),
    "exposures": ([12, 15, 9, 8, 4], [0, 1, 2, 3, 4], [100, 130, 90, 110, 70]),
}
STATSMODELS = {
    "starts": (0.88313161, 0.03177167),
    "horse kicks": (1.01894143, 1.96973047),
    "aids": (1.13792716, 2.35463564),
    "gaps": (0.74853764, 0.08490034),
    "exposures": (0.83428257, 0.09106827),
}
"""Rate ratio and Pearson dispersion of ``GLM`` (Poisson, log link) of statsmodels."""

QUASI = {
    "horse kicks": (0.98226952, 1.05698245, 0.29634319),
    "aids": (1.11764255, 1.15857993, 1.163541e-11),
}
"""Interval and p with ``fit(scale="X2", use_t=True)``."""


@pytest.mark.parametrize("name", SETS)
def test_ratio_and_dispersion_are_those_of_another_library(name: str) -> None:
    counts, times, exposures = SETS[name]
    found = trend_of_counts(counts, times, exposures=exposures)
    assert (found.ratio, found.dispersion) == pytest.approx(STATSMODELS[name], rel=1e-6)
    assert found.method == (WIDENED if name in QUASI else EXACT)


@pytest.mark.parametrize("name", QUASI)
def test_where_counts_vary_too_much_interval_and_p_are_those_of_quasi_poisson(name: str) -> None:
    counts, times, exposures = SETS[name]
    found = trend_of_counts(counts, times, exposures=exposures)
    assert found.overdispersed
    assert (found.low, found.high) == pytest.approx(QUASI[name][:2], rel=1e-6)
    assert found.p_value == pytest.approx(QUASI[name][2], rel=1e-5)


@pytest.mark.parametrize("name", SETS)
def test_the_ratio_has_the_greatest_likelihood(name: str) -> None:
    counts, times, exposures = SETS[name]
    size = np.array(exposures or [1] * len(counts), dtype=float)

    def loss(slope: float) -> float:
        rates = size * np.exp(slope * np.array(times))
        return -float(np.array(counts) @ np.log(rates / rates.sum()))

    best = minimize_scalar(loss, bounds=(-2, 2), method="bounded", options={"xatol": 1e-10})
    assert trend_of_counts(counts, times, exposures=exposures).ratio == pytest.approx(
        math.exp(best.x), rel=1e-5
    )


def by_every_outcome(
    counts: list[int], times: list[int], ratio: float = 1.0
) -> tuple[float, float]:
    """Chances of a sum of times as large, and as small, as the one seen: all outcomes added up."""
    total, seen = sum(counts), sum(k * t for k, t in zip(counts, times, strict=True))
    shares = [ratio**t for t in times]
    shares = [each / sum(shares) for each in shares]
    above = below = 0.0
    for first in product(range(total + 1), repeat=len(counts) - 1):
        if sum(first) > total:
            continue
        cells = [*first, total - sum(first)]
        chance = math.factorial(total)
        for cell, share in zip(cells, shares, strict=True):
            chance *= share**cell / math.factorial(cell)
        found = sum(k * t for k, t in zip(cells, times, strict=True))
        above += chance * (found >= seen)
        below += chance * (found <= seen)
    return above, below


@pytest.mark.parametrize(
    ("counts", "times"),
    [([8, 5, 2], [0, 1, 2]), ([1, 4, 9], [0, 1, 2]), ([6, 3, 3, 1], [0, 1, 3, 4]),
     ([0, 2, 5], [0, 1, 2]), ([5, 5, 5], [0, 2, 3])],
)  # fmt: skip
def test_p_and_limits_are_those_of_adding_up_every_outcome(
    counts: list[int], times: list[int]
) -> None:
    found = trend_of_counts(counts, times)
    above, below = by_every_outcome(counts, times)
    assert found.p_value == pytest.approx(min(1, 2 * above, 2 * below))
    if found.low > 0:
        assert by_every_outcome(counts, times, found.low)[0] == pytest.approx(0.025, rel=1e-4)
    if math.isfinite(found.high):
        assert by_every_outcome(counts, times, found.high)[1] == pytest.approx(0.025, rel=1e-4)


def test_the_worked_example() -> None:
    found = trend_of_counts([4, 1, 0], [0, 1, 2])
    assert found.p_value == pytest.approx(2 * 6 / 243)
    assert found.total == 5


def test_all_events_at_one_end_have_no_limit_there() -> None:
    first, last = trend_of_counts([6, 0, 0], [0, 1, 2]), trend_of_counts([0, 0, 6], [0, 1, 2])
    assert (first.ratio, first.low) == (0.0, 0.0)
    assert first.high < 1
    assert (last.ratio, last.high) == (math.inf, math.inf)
    assert last.low > 1
    assert first.p_value == pytest.approx(2 / 3**6)


def test_no_event_shows_no_trend() -> None:
    found = trend_of_counts([0, 0, 0], [0, 1, 2])
    assert math.isnan(found.ratio)
    assert (found.low, found.high, found.p_value, found.total) == (0.0, math.inf, 1.0, 0)
    assert not found.significant
    assert not found.overdispersed


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 25), min_size=3, max_size=7))
def test_read_backwards_the_trend_is_turned_round_and_p_goes_with_the_interval(
    counts: list[int],
) -> None:
    times = list(range(len(counts)))
    there, back = trend_of_counts(counts, times), trend_of_counts(counts[::-1], times)
    assert there.p_value == pytest.approx(back.p_value, rel=1e-6, abs=1e-9)
    if sum(counts) and there.method == EXACT and abs(there.p_value - 0.05) > 1e-6:
        assert there.significant == (there.low > 1 or there.high < 1)


@pytest.mark.parametrize(
    ("counts", "times", "said"),
    [([1, 2], [0, 1], "three"), ([1, 2, 3], [0, 2, 1], "rising"), ([1, 2, 3], [0, 1], "one for"),
     ([1, 2, 3], [0, 1, 300], "span"), ([1, 2, -3], [0, 1, 2], "from 0"),
     ([9000, 9000, 9000], [0, 1, 2], "add up")],
)  # fmt: skip
def test_what_can_have_no_trend_is_refused(counts: list[int], times: list[int], said: str) -> None:
    with pytest.raises(MethodInputError, match=said):
        trend_of_counts(counts, times)
    with pytest.raises(MethodInputError, match="exposures"):
        trend_of_counts([1, 2, 3], [0, 1, 2], exposures=[1, 2])
