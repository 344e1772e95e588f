"""
What the result would have been, had the go-live dates been dealt out otherwise.

With six or eight clusters no standard error can be trusted. Instead, the dates are dealt to the
clusters in every other way, and the observed difference is set among those. The interval holds
every constant effect that this test does not refuse.

Source: Fisher's exact randomisation test; its inversion for a constant additive effect as in
Rosenbaum, Observational studies, chapter 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

MOST_CLUSTERS_EXACT = 8
SAMPLED_ASSIGNMENTS = 5_000
_TOLERANCE = 1e-9

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Design:
    """
    Changes of every cluster over every go-live, and who may be compared with whom.

    ``change[k, j]`` is the change of cluster j from before to after the k-th cluster's go-live
    (NaN where there are too few requests); ``exposure[k, j]`` is by how much cluster j's requests
    became live over the same days; ``compared[k, l]`` is true when the l-th cluster was not live
    until those days had ended.
    """

    change: Numbers
    exposure: Numbers
    compared: Truths


@dataclass(frozen=True)
class Dealt:
    """The difference, its interval and p, how many assignments, and the smallest p they allow."""

    estimate: float
    low: float
    high: float
    p_value: float
    smallest_p: float
    events: int
    assignments: int
    exact: bool


def assignments(clusters: int) -> tuple[Places, bool]:
    """List every order of the clusters, the observed one first; beyond eight, a fixed sample."""
    if clusters <= MOST_CLUSTERS_EXACT:
        return np.array(list(permutations(range(clusters))), dtype=np.int64), True
    draw = np.random.default_rng(20180202)
    sampled = draw.permuted(np.tile(np.arange(clusters), (SAMPLED_ASSIGNMENTS, 1)), axis=1)
    return np.vstack([np.arange(clusters), sampled]).astype(np.int64), False


def event_differences(values: Numbers, valid: Truths, compared: Truths, order: Places) -> Numbers:
    """
    Give each go-live's own change less the mean change of its comparison clusters.

    Row: one assignment. Column: one go-live; NaN where it cannot be reckoned.
    """
    differences = np.full(order.shape, np.nan)
    for event in range(order.shape[1]):
        others = order[:, compared[event]]
        usable = valid[event][others]
        number = usable.sum(axis=1)
        total = np.where(usable, values[event][others], 0.0).sum(axis=1)
        own = np.where(valid[event][order[:, event]], values[event][order[:, event]], np.nan)
        with np.errstate(invalid="ignore", divide="ignore"):
            differences[:, event] = own - total / number
    return differences


def _mean_of_known(differences: Numbers) -> Numbers:
    known = ~np.isnan(differences)
    with np.errstate(invalid="ignore", divide="ignore"):
        means: Numbers = np.where(known, differences, 0.0).sum(axis=1) / known.sum(axis=1)
    return means


def _accepted(change: Numbers, exposure: Numbers) -> tuple[Numbers, Numbers]:
    """
    Give for each assignment the effects under which it is at least as extreme as the observed.

    With an effect t taken out, an assignment's difference is ``change - t * exposure`` and the
    observed one ``observed - t``; the first is as far from 0 as the second between two roots.
    """
    observed = change[0]
    with np.errstate(invalid="ignore", divide="ignore"):
        one = (observed - change) / (1 - exposure)
        other = (observed + change) / (1 + exposure)
    low, high = np.minimum(one, other), np.maximum(one, other)
    # An assignment that treats alike, or cannot be reckoned, never speaks against any effect.
    always = np.isnan(low) | (
        (np.abs(change - observed) < _TOLERANCE) & (exposure > 1 - _TOLERANCE)
    )
    return np.where(always, -np.inf, low), np.where(always, np.inf, high)


def deal(design: Design, confidence: float = 0.95) -> Dealt | None:
    """Set the observed difference among all assignments; None when there is nothing to compare."""
    order, exact = assignments(design.change.shape[1])
    valid = ~np.isnan(design.change)
    events = event_differences(design.change, valid, design.compared, order)
    change = _mean_of_known(events)
    if np.isnan(change[0]):
        return None
    exposed = event_differences(design.exposure, valid, design.compared, order)
    low, high = _accepted(change, _mean_of_known(exposed))
    spared = int((1 - confidence) * len(order) + _TOLERANCE)
    extreme = ~(np.abs(change) < abs(change[0]) - _TOLERANCE)
    return Dealt(
        estimate=float(change[0]),
        low=float(np.sort(low)[spared]),
        high=float(np.sort(high)[::-1][spared]),
        p_value=float(extreme.mean()),
        smallest_p=float((np.isinf(low) & np.isinf(high)).mean()),
        events=int((~np.isnan(events[0])).sum()),
        assignments=len(order),
        exact=exact,
    )
