"""Any number of coders, ratings missing or not: Krippendorff's alpha with a jackknife interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from evidence_lib.english import counted
from evidence_lib.errors import MethodInputError, UnknownTermError, require_choice, shown

LEVELS = ("nominal", "ordinal", "interval", "ratio")
METHOD = "Krippendorff's alpha, {level}; jackknife interval over units"
LEAST_UNITS = 3

KRIPPENDORFF = (
    (0.8, "reliable"),
    (0.667, "good enough for tentative conclusions only"),
    (-math.inf, "not reliable enough to conclude from"),
)
"""Alpha, to three places, from a value, and its word: Krippendorff (2004), page 241."""


@dataclass(frozen=True)
class KrippendorffAlpha:
    """
    The agreement of any number of coders.

    ``alpha`` is 1 for perfect agreement and 0 for what chance would give; None where every rating
    is the same or no unit has two. ``low`` and ``high`` are None too where the interval would rest
    on fewer than three units, or everything that varies is in one of them. An interval of no width
    tells nothing, and the words leave it out. ``n_units`` counts the units given,
    ``n_units_paired`` those with two ratings or more, ``n_pairable`` the ratings in them.
    """

    alpha: float | None
    low: float | None
    high: float | None
    n_units: int
    n_units_paired: int
    n_pairable: int
    n_coders: int
    in_words: str
    confidence: float
    method: str


@dataclass(frozen=True)
class _Patterns:
    """
    What the paired units look like, each look once.

    ``counts`` has one row a look and one column a value: how many coders gave it. ``repeats`` is
    how many units look so. ``values`` are the values as numbers, lowest first.
    """

    counts: NDArray[np.float64]
    repeats: NDArray[np.int64]
    values: NDArray[np.float64]
    level: str


_Disagreement = tuple[NDArray[np.float64], NDArray[np.float64]]


def krippendorff_alpha(
    ratings: pd.DataFrame | NDArray[np.generic] | Sequence[Sequence[object]],
    *,
    level: str,
    scale: Sequence[object] | None = None,
    confidence: float = 0.95,
) -> KrippendorffAlpha:
    """
    Say how far any number of coders agree, beyond chance, with ratings missing or not.

    Row: one unit in *ratings*; one column is one coder.

    Args:
        ratings: Numbers, or words where *level* is ``nominal`` or a *scale* is given.
        level: How ratings differ: ``nominal``, ``ordinal``, ``interval`` or ``ratio``.
        scale: Every word there could have been, in order; ordinal words need it.
        confidence: Of the interval, which comes from leaving out one unit at a time.

    Raises:
        MethodInputError: No unit or fewer than two coders, words where numbers are needed, a ratio
            rating below 0, a *scale* that cannot be one, or *confidence* is not between 0 and 1.
        UnknownTermError: There is no such *level*, or a rating is not on *scale*.

    Source:
        Krippendorff (2011), Computing Krippendorff's alpha-reliability, University of Pennsylvania;
        the bands from Krippendorff (2004), Content Analysis, 2nd edition, page 241; the jackknife
        as in Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 11;
        docs/method.md, "Any number of coders".
    """
    doing = "Krippendorff's alpha"
    require_choice("level", level, LEVELS, doing=doing)
    if not 0 < confidence < 1:
        allowed = '"confidence" must be between 0 and 1, such as 0.95'
        raise MethodInputError(f"{doing}: {allowed}; got {shown(confidence)}")
    table = pd.DataFrame(ratings).astype(object)
    if table.empty or table.shape[1] < 2:
        raise MethodInputError(f'{doing}: "ratings" must have a unit and two coders or more')
    patterns = _patterns(table.where(table != "", None), level, scale, doing)
    alpha = _alpha(patterns, patterns.repeats, _disagreement(patterns, patterns.repeats))
    low, high = _jackknife(alpha, patterns, confidence)
    units = int(patterns.repeats.sum())
    return KrippendorffAlpha(
        alpha=alpha,
        low=low,
        high=high,
        n_units=len(table),
        n_units_paired=units,
        n_pairable=int(patterns.repeats @ patterns.counts.sum(axis=1)),
        n_coders=table.shape[1],
        in_words=_words(alpha, low, high, units, confidence),
        confidence=confidence,
        method=METHOD.format(level=level),
    )


def _patterns(
    table: pd.DataFrame, level: str, scale: Sequence[object] | None, doing: str
) -> _Patterns:
    given = table.notna().to_numpy()
    ratings = table.to_numpy(dtype=object)[given]
    if scale is not None:
        places, values = _on_scale(ratings, list(scale), level, doing)
    elif level == "nominal":
        places, names = pd.factorize(ratings)
        values = np.arange(len(names), dtype=float)
    else:
        values, places = np.unique(_numbers(ratings, level, doing), return_inverse=True)
    counts = np.zeros((len(table), len(values)), dtype=np.int64)
    np.add.at(counts, (np.nonzero(given)[0], places), 1)
    looks, repeats = np.unique(counts[counts.sum(axis=1) >= 2], axis=0, return_counts=True)
    return _Patterns(looks.astype(float), repeats, values, level)


def _on_scale(
    ratings: NDArray[np.object_], words: list[object], level: str, doing: str
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    if level not in ("nominal", "ordinal") or len(set(words)) < len(words):
        raise MethodInputError(
            f'{doing}: "scale" must list each rating once, and be for nominal or ordinal ratings'
        )
    place = {word: number for number, word in enumerate(words)}
    unknown = [rating for rating in ratings if rating not in place]
    if unknown:
        allowed = ", ".join(map(str, words))
        raise UnknownTermError(
            f"{doing}: each rating must be one of {allowed}; got {shown(unknown[0])}"
        )
    places = np.array([place[rating] for rating in ratings], dtype=np.int64)
    return places, np.arange(len(words), dtype=float)


def _numbers(ratings: NDArray[np.object_], level: str, doing: str) -> NDArray[np.float64]:
    numbers = pd.to_numeric(pd.Series(ratings, dtype=object), errors="coerce").to_numpy(float)
    if not np.isfinite(numbers).all():
        raise MethodInputError(f"{doing}: {level} ratings must be finite numbers, or have a scale")
    if level == "ratio" and (numbers < 0).any():
        raise MethodInputError(f"{doing}: ratio ratings must not be below 0")
    # No level used here depends on the unit of measurement; squares of huge numbers would overflow.
    largest = float(np.abs(numbers).max(initial=0.0))
    return np.asarray(numbers / largest) if largest else numbers


def _disagreement(patterns: _Patterns, repeats: NDArray[np.int64]) -> _Disagreement:
    """How far apart any two values are, and how far the ratings of each look are on average."""
    counts = patterns.counts
    apart = _apart(patterns, repeats @ counts)
    return apart, ((counts @ apart) * counts).sum(axis=1) / (counts.sum(axis=1) - 1)


def _alpha(
    patterns: _Patterns, repeats: NDArray[np.int64], disagreement: _Disagreement
) -> float | None:
    """Set disagreement within units against that among all ratings; None where there is none."""
    apart, within = disagreement
    totals = repeats @ patterns.counts
    expected = totals @ apart @ totals / max(1.0, totals.sum() - 1)
    return float(1 - repeats @ within / expected) if expected > 0 else None


def _apart(patterns: _Patterns, totals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Square of the distance between any two values, at the level of the ratings."""
    values = patterns.values
    if patterns.level == "nominal":
        return 1 - np.eye(len(values))
    if patterns.level == "ordinal":
        # The ratings between two values, with half of those at either end: middle ranks.
        values = np.cumsum(totals) - totals / 2
    difference = values[:, None] - values[None, :]
    if patterns.level != "ratio":
        return difference**2
    together = values[:, None] + values[None, :]
    return np.divide(difference, together, out=np.zeros_like(together), where=together > 0) ** 2


def _jackknife(
    alpha: float | None, patterns: _Patterns, confidence: float
) -> tuple[float | None, float | None]:
    repeats = patterns.repeats
    units = int(repeats.sum())
    if alpha is None or units < LEAST_UNITS:
        return None, None
    whole = _disagreement(patterns, repeats)
    without = []
    for less in repeats - np.eye(len(repeats), dtype=np.int64):
        # Only ordinal distances depend on how often each value was given.
        disagreement = _disagreement(patterns, less) if patterns.level == "ordinal" else whole
        without.append(_alpha(patterns, less, disagreement))
    found = np.array([value for value in without if value is not None])
    if len(found) < len(without):
        return None, None
    spread = repeats @ (found - repeats @ found / units) ** 2
    reach = float(stdtrit(units - 1, (1 + confidence) / 2)) * math.sqrt(
        (units - 1) / units * spread
    )
    return min(alpha, max(-1.0, alpha - reach)), min(1.0, alpha + reach)


def _words(
    alpha: float | None, low: float | None, high: float | None, units: int, confidence: float
) -> str:
    if not units:
        return "No unit was rated twice, so agreement cannot be worked out."
    if alpha is None:
        return (
            f"Every rating of {counted(units, 'unit')} rated twice is the same: the coders agree, "
            "and as nothing varied alpha cannot be worked out."
        )
    found = f"Alpha {_three_places(alpha)} over {counted(units, 'unit')} rated twice or more"
    judged = f"{_band(alpha)}, by the convention of Krippendorff (2004)"
    if low is None or high is None or high - low < 1e-9:
        return f"{found}: {judged}. No interval: too little varied to give one."
    interval = f"{100 * confidence:g}% interval {_three_places(low)} to {_three_places(high)}"
    lower = "" if _band(low) == _band(alpha) else f" The low end of the interval is {_band(low)}."
    return f"{found} ({interval}): {judged}.{lower}"


def _band(alpha: float) -> str:
    return next(word for least, word in KRIPPENDORFF if round(alpha, 3) >= least)


def _three_places(value: float) -> str:
    return f"{round(value, 3) + 0.0:.3f}"
