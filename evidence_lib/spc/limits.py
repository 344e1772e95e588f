"""The centre and limits of an individuals chart, from the mean moving range."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from evidence_lib.spc.series import Numbers

XMR_FACTOR = 2.66
"""Three sigma over the mean moving range, rounded as NHSRplotthedots rounds it."""

SIGMA_FACTOR = 1.128
"""The mean moving range of a normal process in sigmas (d2 for pairs), as qicharts2 has it."""

OUTLYING = 3.267
"""A moving range is outlying from this many times the mean moving range."""


@dataclass(frozen=True)
class Limits:
    """
    Centre and limits of one stretch of a chart, and what they rest on.

    Row: one stretch between two rebases. ``points`` and ``ranges`` were used, ``screened`` moving
    ranges were left out as outlying; ``screen_undone`` says that leaving them out would have left
    no variation at all, so they were kept.
    """

    centre: float
    lower: float
    upper: float
    points: int
    ranges: int = 0
    screened: int = 0
    screen_undone: bool = False


@dataclass(frozen=True)
class OwnLimits:
    """Centre of a stretch whose points have limits of their own, each by its base."""

    centre: float
    lower: Numbers
    upper: Numbers


def mean_of(values: Numbers) -> float:
    """Average without rounding error: equal values give exactly that value; nothing gives NaN."""
    if not len(values):
        return math.nan
    low, high = float(values.min()), float(values.max())
    return low if low == high else math.fsum(values) / len(values)


def median_limits(values: Numbers) -> Limits:
    """Give a run chart's centre, the median; it has no limits."""
    present = values[~np.isnan(values)]
    centre = float(np.median(present)) if len(present) else math.nan
    return Limits(centre, math.nan, math.nan, points=len(present))


def moving_range_limits(
    values: Numbers, *, screen_outliers: bool, factor: float = XMR_FACTOR
) -> Limits:
    """
    Give mean and limits: the mean plus and minus *factor* mean moving ranges.

    A moving range is the step between neighbours; a gap has none. Ranges not below 3.267 times
    their mean are left out once, unless no variation would remain.

    Source: NHSRplotthedots 0.2.2, ``ptd_spc_standard``; Nelson 1982 for the screening.
    """
    present = values[~np.isnan(values)]
    centre = mean_of(present)
    steps = np.abs(np.diff(values))
    ranges = steps[~np.isnan(steps)]
    if not len(ranges):
        return Limits(centre, math.nan, math.nan, points=len(present))
    kept, undone = _screened(ranges) if screen_outliers else (ranges, False)
    reach = factor * mean_of(kept)
    return Limits(
        centre,
        centre - reach,
        centre + reach,
        points=len(present),
        ranges=len(kept),
        screened=len(ranges) - len(kept),
        screen_undone=undone,
    )


def _screened(ranges: Numbers) -> tuple[Numbers, bool]:
    average = mean_of(ranges)
    if average == 0:
        return ranges, False
    kept = ranges[ranges < OUTLYING * average]
    # A flat series with one spike would get limits of no width, and every point would be outside.
    return (kept, False) if kept.any() else (ranges, True)
