"""How many have been helped, where a request can also be closed without help: second reckonings."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from evidence_lib.errors import MethodInputError, UnknownTermError
from evidence_lib.timeliness import cumulative_incidence, helped_within, survival_curve

H, C, W = "helped", "closed", "waiting"

# Five sets of waits: two small ones with all three endings, one without open waits, one without
# closings, and one of 300 drawn ones.
drawn = np.random.default_rng(20180129)
SETS = {
    "twelve": ([2, 3, 4, 5, 5, 8, 12, 15, 20, 21, 28, 30], [H, H, C, H, W, H, H, W, H, W, C, W]),
    "ten": ([4, 6, 8, 9, 12, 15, 18, 22, 27, 35], [C, H, H, C, H, W, H, W, C, H]),
    "none open": ([1, 2, 3, 4, 5, 6, 7, 8], [H, C, H, C, H, C, H, C]),
    "none closed": ([2, 3, 5, 5, 8, 12, 15, 20, 21, 30], [H, H, H, W, H, H, W, H, W, W]),
    "drawn": (
        drawn.integers(0, 60, 300).tolist(),
        drawn.choice([H, C, W], 300, p=[0.6, 0.1, 0.3]).tolist(),
    ),
}


def by_states(days: list[int], ends: list[str]) -> dict[int, tuple[float, float, float]]:
    """Waiting, helped, closed by day: the product of the days' transition matrices."""
    state, found = np.array([1.0, 0.0, 0.0]), {}
    for day in sorted(set(days)):
        waiting = sum(each >= day for each in days)
        help_, close = (
            sum(each == day and end == kind for each, end in zip(days, ends, strict=True))
            for kind in (H, C)
        )
        stay = 1 - (help_ + close) / waiting
        state = state @ np.array([[stay, help_ / waiting, close / waiting], [0, 1, 0], [0, 0, 1]])
        found[day] = tuple(state)
    return found


@pytest.mark.parametrize("name", SETS)
def test_the_shares_are_those_of_the_product_of_the_days(name: str) -> None:
    days, ends = SETS[name]
    curve = cumulative_incidence(days, ends)
    shares = curve[["waiting", "helped", "closed_share"]].to_numpy()
    assert dict(zip(curve["time"], map(tuple, shares), strict=True)) == {
        day: pytest.approx(state) for day, state in by_states(days, ends).items()
    }
    assert shares.sum(axis=1) == pytest.approx(1)
    assert curve["helped"].is_monotonic_increasing


def variance(curve: pd.DataFrame) -> np.ndarray:
    """Work the variance of the share helped back from its upper limit."""
    unhelped = 1 - curve["helped"].to_numpy()
    reach = np.log(1 - curve["high"].to_numpy()) / np.log(unhelped)
    return (np.log(reach) / 1.959963984540054 * unhelped * np.abs(np.log(unhelped))) ** 2


LIFELINES = {
    "twelve": {2: 0.006366, 3: 0.011574, 5: 0.015625, 8: 0.019809, 12: 0.022158, 20: 0.024638},
    "ten": {6: 0.009, 8: 0.016, 12: 0.021, 18: 0.026781},
    "none open": {1: 0.013672, 3: 0.023438, 5: 0.029297, 7: 0.03125},
}
"""Variances by day from ``AalenJohansenFitter`` of lifelines 0.30.3 (ties of the first set parted
by its jitter of less than a thousandth of a day)."""


@pytest.mark.parametrize("name", LIFELINES)
def test_the_variance_is_that_of_another_library(name: str) -> None:
    curve = cumulative_incidence(*SETS[name])
    found = dict(zip(curve["time"], variance(curve), strict=True))
    for day, expected in LIFELINES[name].items():
        assert found[day] == pytest.approx(expected, abs=2e-6), day


def test_without_closings_it_is_kaplan_meier_with_its_interval() -> None:
    days, ends = SETS["none closed"]
    curve = cumulative_incidence(days, ends)
    other = survival_curve(days, [each == H for each in ends])
    for ours, theirs in (("helped", "survival"), ("low", "high"), ("high", "low")):
        assert curve[ours].to_numpy() == pytest.approx(1 - other[theirs].to_numpy())


def test_without_open_waits_it_is_the_plain_share_with_the_binomial_variance() -> None:
    days, ends = SETS["none open"]
    curve = cumulative_incidence(days, ends)
    seen = np.array([sum(d <= t and e == H for d, e in zip(days, ends, strict=True)) for t in days])
    assert curve["helped"].to_numpy() == pytest.approx(seen / 8)
    assert variance(curve) == pytest.approx(seen / 8 * (1 - seen / 8) / 8)


def test_a_closing_is_not_taken_for_help_on_its_way() -> None:
    days, ends = [1, 2, 3, 4], [C, C, H, H]
    curve = cumulative_incidence(days, ends)
    assert curve["helped"].iloc[-1] == 0.5
    assert 1 - survival_curve(days, [False, False, True, True])["survival"].iloc[-1] == 1.0


def test_the_days_of_half_may_never_come() -> None:
    half = helped_within([1, 2, 3, 4, 5], [C, C, C, H, H])
    assert (half.days, half.high) == (None, None)
    assert half.caveats == ("not reached: too few have been helped",)
    found = helped_within([1, 2, 3, 4], [H, H, C, H])
    assert (found.days, found.n, found.ended) == (3.0, 4, 3)
    assert math.isclose(helped_within(*SETS["none closed"]).days or 0, 12)


def test_everybody_helped_on_one_day_has_no_interval() -> None:
    curve = cumulative_incidence([3, 3], [H, H])
    assert curve["helped"].tolist() == [1.0]
    assert curve[["low", "high"]].isna().all(axis=None)


def test_what_is_no_outcome_or_has_none_is_refused() -> None:
    with pytest.raises(UnknownTermError, match="outcome"):
        cumulative_incidence([1], ["gone"])
    with pytest.raises(MethodInputError):
        cumulative_incidence([1, 2], [H])
    with pytest.raises(MethodInputError, match="between 0 and 1"):
        helped_within([1], [H], share=1.0)
