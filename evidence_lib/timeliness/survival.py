"""Kaplan-Meier curves of waits, and the figures read off them."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evidence_lib.errors import MethodInputError, shown
from evidence_lib.timeliness.waits import Days, Flags, Numbers, Observed, checked_waits

Z_95 = 1.959963984540054
SAME = 1e-8
"""Two shares closer than this are one (the square root of the machine's precision, as in R)."""

METHOD = "Kaplan-Meier, waits still running censored, 95% log-log interval"


@dataclass(frozen=True)
class WaitEstimate:
    """
    The wait within which a given share had been helped.

    Row: one group of waits. ``days`` and its limits are None where the curve does not get there;
    ``n`` waits of which ``ended`` were seen to end.
    """

    days: float | None
    low: float | None
    high: float | None
    share: float
    n: int
    ended: int
    method: str
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class RestrictedMean:
    """
    The average wait when every wait is cut off at the horizon.

    Row: one group of waits. All in days but ``n`` (waits) and ``ended`` (waits seen to end).
    """

    days: float
    low: float
    high: float
    horizon: float
    n: int
    ended: int
    method: str


def survival_curve(days: Days, observed: Observed) -> pd.DataFrame:
    """
    Estimate the share still waiting after each number of days.

    Row: one distinct wait, shortest first.

    Args:
        days: Waits, in days; for a wait still running, how long it has run.
        observed: True where the wait was seen to end, False where it is still running.

    Returns:
        ``time`` (days), ``at_risk``, ``events`` and ``censored`` (waits), ``survival`` (share still
        waiting, 0 to 1), ``low`` and ``high`` (95% log-log; missing while nobody has been helped,
        and once everybody has).

    Raises:
        MethodInputError: As `waits.checked_waits`.

    Source: Kaplan and Meier 1958; R survival, ``survfit(conf.type = "log-log")``.
    """
    waits, ended = checked_waits(days, observed, doing="estimating a survival curve")
    return _curve(waits, ended)


def _curve(waits: Numbers, ended: Flags) -> pd.DataFrame:
    from scipy.stats import CensoredData, ecdf

    fitted = ecdf(CensoredData(uncensored=waits[ended], right=waits[~ended])).sf
    with warnings.catch_warnings():
        # At shares of 1 and 0 the log-log interval does not exist; the frame says so itself.
        warnings.filterwarnings("ignore", "The confidence interval is undefined", RuntimeWarning)
        interval: Any = fitted.confidence_interval(0.95, method="log-log")
    time, place, all_counts = np.unique(waits, return_inverse=True, return_counts=True)
    event_counts = np.bincount(place[ended], minlength=len(time))
    columns = {
        "time": time,
        "at_risk": len(waits) - np.append(0, all_counts.cumsum()[:-1]),
        "events": event_counts,
        "censored": all_counts - event_counts,
        "survival": fitted.probabilities,
        "low": interval.low.probabilities,
        "high": interval.high.probabilities,
    }
    return pd.DataFrame(columns)


def median_wait(days: Days, observed: Observed) -> float | None:
    """
    Give the wait, in days, that half had been helped within; None when that was not reached.

    Where exactly half are still waiting from one wait to the next, it is the midpoint of the two.
    `quantile_wait` gives it with its interval and base.

    Args:
        days: Waits, in days.
        observed: True where the wait was seen to end, False where it is still running.

    Returns:
        Days, or None.

    Raises:
        MethodInputError: As `waits.checked_waits`.

    Source: R survival, ``quantile.survfit``.
    """
    waits, ended = checked_waits(days, observed, doing="estimating a median wait")
    return crossing(_curve(waits, ended), "survival", 0.5)


def quantile_wait(days: Days, observed: Observed, *, share: float = 0.5) -> WaitEstimate:
    """
    Give the wait that a share had been helped within, with its interval.

    Args:
        days: Waits, in days.
        observed: True where the wait was seen to end, False where it is still running.
        share: Between 0 and 1: 0.5 for the median, 0.9 for the ninetieth percentile.

    Returns:
        A `WaitEstimate`, in days.

    Raises:
        MethodInputError: As `waits.checked_waits`, or *share* is not between 0 and 1.

    Source: R survival, ``quantile.survfit``: the limits are where the limits of the curve cross.
    """
    doing = "estimating a quantile of waits"
    if not 0 < share < 1:
        raise MethodInputError(f'{doing}: "share" must be between 0 and 1; got {shown(share)}')
    waits, ended = checked_waits(days, observed, doing=doing)
    curve = _curve(waits, ended)
    at, low, high = (crossing(curve, name, 1 - share) for name in ("survival", "low", "high"))
    said = {
        "not reached: too few have been helped": at is None,
        "no upper limit: waits are still too few or too short": at is not None and high is None,
    }
    caveats = tuple(words for words, applies in said.items() if applies)
    return WaitEstimate(at, low, high, share, len(waits), int(ended.sum()), METHOD, caveats)


def crossing(curve: pd.DataFrame, name: str, level: float) -> float | None:
    """Find the time at which a falling column of a curve comes down to a level; None if never."""
    known = curve.dropna(subset=[name])
    time, shares = known["time"].to_numpy(), known[name].to_numpy()
    reached = np.flatnonzero(shares <= level + SAME)
    if not len(reached):
        return None
    first = int(reached[0])
    if shares[first] < level - SAME:
        return float(time[first])
    below = np.flatnonzero(shares < level - SAME)
    end = time[below[0]] if len(below) else time[-1]
    return float(time[first] + end) / 2


def restricted_mean_wait(days: Days, observed: Observed, *, horizon: float) -> RestrictedMean:
    """
    Average the waits, each cut off at a horizon: the area under the curve up to there.

    Args:
        days: Waits, in days.
        observed: True where the wait was seen to end, False where it is still running.
        horizon: In days; the same for every group that is compared.

    Returns:
        A `RestrictedMean`, in days.

    Raises:
        MethodInputError: As `waits.checked_waits`; *horizon* is not above 0, or beyond the longest
            wait while some are still running.

    Source: R survival, ``print.survfit(rmean)``; Royston and Parmar 2013.
    """
    doing = "averaging waits up to a horizon"
    waits, ended = checked_waits(days, observed, doing=doing)
    curve = _curve(waits, ended)
    _require_horizon(horizon, curve, doing=doing)
    mean, error = _area(curve, horizon)
    low = max(0.0, mean - Z_95 * error)
    high = min(horizon, mean + Z_95 * error)
    method = "area under the Kaplan-Meier curve up to the horizon, 95% normal interval"
    return RestrictedMean(mean, low, high, horizon, len(waits), int(ended.sum()), method)


def _require_horizon(horizon: float, curve: pd.DataFrame, *, doing: str) -> None:
    longest = float(curve["time"].iloc[-1])
    known = horizon <= longest or curve["survival"].iloc[-1] == 0
    if not (math.isfinite(horizon) and horizon > 0 and known):
        raise MethodInputError(
            f'{doing}: "horizon" must be above 0 and not beyond the longest wait, '
            f"{longest:g} days; got {shown(horizon)}"
        )


def _area(curve: pd.DataFrame, horizon: float) -> tuple[float, float]:
    """Add up the steps of the curve; Greenwood's terms weigh the area that is left after each."""
    inside = curve[curve["time"] < horizon]
    widths = np.diff([0.0, *inside["time"], horizon])
    steps = widths * np.array([1.0, *inside["survival"]])
    after = steps[::-1].cumsum()[::-1][1:]
    at_risk, events = inside["at_risk"].to_numpy(), inside["events"].to_numpy()
    # Once everybody has been helped no area is left, and the term counts for nothing.
    terms = events / at_risk / np.maximum(at_risk - events, 1)
    return float(steps.sum()), math.sqrt(float((after**2 * terms).sum()))
