"""Two coders on one ordered scale: Cohen's weighted kappa with its large-sample interval."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from evidence_lib.english import counted
from evidence_lib.errors import MethodInputError, UnknownTermError, require_choice, shown

WEIGHTS = ("quadratic", "linear", "unweighted")
METHOD = "Cohen's kappa, {weights} weights; large-sample interval"

LANDIS_AND_KOCH = (
    (0.81, "almost perfect"),
    (0.61, "substantial"),
    (0.41, "moderate"),
    (0.21, "fair"),
    (0.0, "slight"),
    (-1.0, "poor"),
)
"""Kappa, to two places, from a value, and its word: Landis and Koch (1977), Biometrics 33, 165."""


@dataclass(frozen=True)
class WeightedKappa:
    """
    The agreement of two coders.

    ``kappa`` is 1 for perfect agreement and 0 for what chance would give. It and its interval are
    None where chance itself would agree perfectly, or no unit was rated twice. An interval of no
    width tells nothing, and the words leave it out. ``n`` counts the units both rated, ``missing``
    the others. ``agreement_share`` is the plain share (0-1) of the same rating, None without a
    pair.
    """

    kappa: float | None
    low: float | None
    high: float | None
    n: int
    missing: int
    agreement_share: float | None
    in_words: str
    confidence: float
    method: str


def weighted_kappa(
    first: Iterable[object],
    second: Iterable[object],
    *,
    scale: Sequence[object],
    weights: str = "quadratic",
    confidence: float = 0.95,
) -> WeightedKappa:
    """
    Say how far two coders agree on an ordered scale, beyond chance.

    Row: one unit in each of the two, paired by place. A unit that either left out is not used.

    Args:
        first: The ratings of one coder.
        second: Those of the other.
        scale: Every rating there could have been, in order, whether anybody used it or not: weights
            are counted in steps on the whole scale.
        weights: ``quadratic`` or ``linear`` in the steps apart, or ``unweighted`` for ratings
            without an order.
        confidence: Of the interval.

    Raises:
        MethodInputError: No unit at all, different lengths, two series with the same labels in
            another order, fewer than two ratings on *scale* or one twice, or *confidence* is not
            between 0 and 1.
        UnknownTermError: A rating is not on *scale*, or there are no such *weights*.

    Source:
        Cohen (1968), Psychological Bulletin 70, 213-220; the variance from Fleiss, Cohen and
        Everitt (1969), Psychological Bulletin 72, 323-327; docs/method.md, "Two coders".
    """
    doing = "weighted kappa"
    require_choice("weights", weights, WEIGHTS, doing=doing)
    if not 0 < confidence < 1:
        allowed = '"confidence" must be between 0 and 1, such as 0.95'
        raise MethodInputError(f"{doing}: {allowed}; got {shown(confidence)}")
    counted, missing = _pair_table(first, second, scale, doing)
    n, same = int(counted.sum()), int(np.trace(counted))
    kappa = low = high = None
    varied = n > counted.max() or (n > 0 and not same)
    if varied:
        kappa, error = _kappa(counted / n, _agreement(len(scale), weights), n)
        reach = float(ndtri((1 + confidence) / 2)) * error
        low, high = max(-1.0, kappa - reach), min(1.0, kappa + reach)
    return WeightedKappa(
        kappa=kappa,
        low=low,
        high=high,
        n=n,
        missing=missing,
        agreement_share=same / n if n else None,
        in_words=_words(kappa, low, high, n, same, len(scale), confidence),
        confidence=confidence,
        method=METHOD.format(weights="no" if weights == "unweighted" else weights),
    )


def _pair_table(
    first: Iterable[object], second: Iterable[object], scale: Sequence[object], doing: str
) -> tuple[NDArray[np.int64], int]:
    """Count the pairs: the first coder's place on the scale by the second's; and the unpaired."""
    words = list(scale)
    if isinstance(scale, str) or len(words) < 2 or len(set(words)) < len(words):
        raise MethodInputError(f'{doing}: "scale" must list two or more ratings, each once')
    _require_same_order(first, second, doing)
    rows, columns = _places(first, words, doing), _places(second, words, doing)
    if len(rows) != len(columns) or not len(rows):
        came = f"{len(rows)} and {len(columns)}"
        raise MethodInputError(f"{doing}: both coders must have the same units; got {came}")
    both = (rows >= 0) & (columns >= 0)
    counted = np.zeros((len(words), len(words)), dtype=np.int64)
    np.add.at(counted, (rows[both], columns[both]), 1)
    return counted, int((~both).sum())


def _require_same_order(first: Iterable[object], second: Iterable[object], doing: str) -> None:
    if not (isinstance(first, pd.Series) and isinstance(second, pd.Series)):
        return
    if not first.index.equals(second.index) and set(first.index) == set(second.index):
        raise MethodInputError(
            f"{doing}: the two series have the same labels in another order, so pairing by place "
            "would pair different units"
        )


def _places(ratings: Iterable[object], words: list[object], doing: str) -> NDArray[np.int64]:
    place = {word: number for number, word in enumerate(words)}
    values = pd.Series(list(ratings), dtype=object)
    given = values.notna() & (values != "")
    unknown = [value for value in values[given] if value not in place]
    if unknown:
        allowed = ", ".join(map(str, words))
        raise UnknownTermError(
            f"{doing}: each rating must be one of {allowed}; got {shown(unknown[0])}"
        )
    return np.array(
        [place[value] if here else -1 for value, here in zip(values, given, strict=True)]
    )


def _agreement(size: int, weights: str) -> NDArray[np.float64]:
    """Give the worth of each pair of places, 1 for the same place."""
    if weights == "unweighted":
        return np.eye(size)
    place = np.arange(size)
    steps = np.abs(place[:, None] - place[None, :]) / (size - 1)
    return np.asarray(1 - (steps**2 if weights == "quadratic" else steps))


def _kappa(shares: NDArray[np.float64], worth: NDArray[np.float64], n: int) -> tuple[float, float]:
    """Kappa and its standard error, both from the shares of pairs."""
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed = float((worth * shares).sum())
    expected = float(rows @ worth @ columns)
    kappa = (observed - expected) / (1 - expected)
    mean_worth = (worth @ columns)[:, None] + (rows @ worth)[None, :]
    spread = (shares * (worth * (1 - expected) - mean_worth * (1 - observed)) ** 2).sum()
    centre = (observed * expected - 2 * expected + observed) ** 2
    variance = max(0.0, float(spread) - centre) / (n * (1 - expected) ** 4)
    return min(1.0, kappa), math.sqrt(variance)


def _words(
    kappa: float | None,
    low: float | None,
    high: float | None,
    n: int,
    same: int,
    size: int,
    confidence: float,
) -> str:
    if not n:
        return "No unit was rated by both coders, so their agreement cannot be worked out."
    if kappa is None or low is None or high is None:
        return (
            f"Both coders gave one rating throughout ({counted(n, 'unit')}): they agree, and as "
            "nothing varied kappa cannot be worked out."
        )
    found = f"Kappa {_two_places(kappa)}, {same} of {counted(n, 'unit')} rated the same"
    judged = f"{_band(kappa)}, by the convention of Landis and Koch (1977)"
    if high - low < 1e-9:
        return f"{found}: {judged}. No interval: too little varied to give one."
    interval = f"{100 * confidence:g}% interval {_two_places(low)} to {_two_places(high)}"
    return f"{found} ({interval}): {judged}.{_range(low, high)}{_rough(n, size)}"


def _range(low: float, high: float) -> str:
    ends = (_band(low), _band(high))
    return "" if ends[0] == ends[1] else f" The interval runs from {ends[0]} to {ends[1]}."


def _rough(n: int, size: int) -> str:
    # Cicchetti (1981), Applied Psychological Measurement 5, 101-104.
    enough = 2 * size**2
    return f" It is rough: {size} ratings ask for about {enough} units." if n < enough else ""


def _band(kappa: float) -> str:
    return next(word for least, word in LANDIS_AND_KOCH if round(kappa, 2) >= least)


def _two_places(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}"
