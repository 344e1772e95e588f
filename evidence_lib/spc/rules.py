"""
The rules that mark special causes, on one unbroken stretch of points.

Each rule gives one sign a point: 0 not marked, 1 marked and high (or rising), -1 marked and low (or
falling).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from evidence_lib.spc.limits import Limits, OwnLimits
from evidence_lib.spc.series import Numbers

Signs: TypeAlias = npt.NDArray[np.integer[Any]]

SHIFT_POINTS = {"nhs": 7, "run_chart": 6}
TREND_POINTS = {"nhs": 7, "run_chart": 5}


def marks(
    values: Numbers, limits: Limits | OwnLimits, rules: str, noise: float
) -> dict[str, Signs]:
    """
    Mark the points of one stretch by every rule of a set, in the order in which labels are given.

    Args:
        values: The points, without gaps.
        limits: The centre and limits they are held against.
        rules: ``nhs`` or ``run_chart``.
        noise: Differences up to this are rounding, not variation.

    Source: NHSRplotthedots 0.2.2 for ``nhs``; Perla, Provost and Murray, BMJ Quality and Safety
    2011;20:46 for ``run_chart``.
    """
    side = signs_of(values - limits.centre, noise)
    if rules == "nhs":
        near = _near(values, limits, noise)
        return {
            "outside": _outside(values, limits, noise),
            "trend": trend(values, TREND_POINTS[rules], noise),
            "two_of_three": two_of_three(side, near),
            "shift": shift(side, SHIFT_POINTS[rules]),
        }
    return _run_chart_marks(values, side, noise)


def _run_chart_marks(values: Numbers, side: Signs, noise: float) -> dict[str, Signs]:
    """Points on the median neither break nor add to a shift, nor repeated values to a trend."""
    fresh = np.append(True, signs_of(np.diff(values), noise) != 0)
    rising, apart = np.zeros(len(values), dtype=int), np.zeros(len(values), dtype=int)
    rising[fresh] = trend(values[fresh], TREND_POINTS["run_chart"], noise)
    apart[side != 0] = shift(side[side != 0], SHIFT_POINTS["run_chart"])
    return {"trend": rising, "shift": apart}


def signs_of(differences: Numbers, noise: float | Numbers) -> Signs:
    """Give the sign of each difference, 0 where it is no more than rounding."""
    return np.where(differences > noise, 1, np.where(differences < -noise, -1, 0))


def _outside(values: Numbers, limits: Limits | OwnLimits, noise: float) -> Signs:
    below = values < limits.lower - noise
    return np.where(values > limits.upper + noise, 1, np.where(below, -1, 0))


def _near(values: Numbers, limits: Limits | OwnLimits, noise: float) -> Signs:
    """Between two and three sigma: beyond two thirds of the way to a limit, and not outside it."""
    reach = 2 / 3 * (limits.upper - limits.centre)
    beyond = signs_of(values - limits.centre, reach + noise)
    return np.where(_outside(values, limits, noise) == 0, beyond, 0)


def shift(side: Signs, points: int) -> Signs:
    """Mark every point of each run of at least *points* on one side of the centre."""
    marked = np.zeros(len(side), dtype=int)
    for start, stop, sign in _runs(side):
        if stop - start >= points:
            marked[start:stop] = sign
    return marked


def trend(values: Numbers, points: int, noise: float = 0.0) -> Signs:
    """
    Mark every point of each run of at least *points* that only rises or only falls.

    A turning point that ends one trend and begins the next counts to the next.
    """
    marked = np.zeros(len(values), dtype=int)
    for start, stop, sign in _runs(signs_of(np.diff(values), noise)):
        if stop - start >= points - 1:
            marked[start : stop + 1] = sign
    return marked


def two_of_three(side: Signs, near: Signs) -> Signs:
    """Mark the near points of three in a row on one side, at least two of them near the limit."""
    marked = np.zeros(len(side), dtype=int)
    for start in range(len(side) - 2):
        three = slice(start, start + 3)
        if abs(side[three].sum()) == 3 and np.count_nonzero(near[three]) >= 2:
            marked[three] |= near[three]
    return marked


def _runs(signs: Signs) -> Iterator[tuple[int, int, int]]:
    turns = np.flatnonzero(np.diff(signs)) + 1
    for start, stop in pairwise([0, *turns.tolist(), len(signs)]):
        if stop > start and signs[start]:
            yield start, stop, int(signs[start])
