"""Shares of people: their Wilson interval, weighted or not, and what non-response could hide."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri

from evidence_lib import disclosure
from evidence_lib.errors import MethodInputError, shown

WILSON = "Wilson interval"
WILSON_FINITE = "Wilson interval on the effective size n(N-1)/(N-n)"
WILSON_CENSUS = "everybody answered, so there is no sampling error"
WILSON_WEIGHTED = "Wilson interval on the effective size n/(1+cv²) of the weights"
BOUNDS_METHOD = "worst-case bounds: those who did not answer could all be one way or the other"
LARGEST = 1e15


@dataclass(frozen=True)
class ProportionInterval:
    """
    A share of people with its interval.

    ``share``, ``low`` and ``high`` are 0 to 1. ``effective_n`` is the number of independent answers
    the interval rests on (infinite when everybody answered). ``percent_allowed`` says whether
    ``total`` is large enough for the share to be shown as a percentage.
    """

    successes: int
    total: int
    share: float
    low: float
    high: float
    effective_n: float
    confidence: float
    method: str
    population: int | None = None

    @property
    def percent_allowed(self) -> bool:
        """Whether the base bears a percentage."""
        return disclosure.percent_may_show(self.total)


@dataclass(frozen=True)
class ResponseBounds:
    """
    The lowest and highest share there could be among everybody asked.

    All four figures are shares, 0 to 1.
    """

    share: float
    response_rate: float
    low: float
    high: float
    method: str = BOUNDS_METHOD


def proportion_interval(
    successes: int, total: int, *, population: int | None = None, confidence: float = 0.95
) -> ProportionInterval:
    """
    Give a share of people its Wilson interval.

    With *population*, the number of people who could have answered, the size n of the sample N is
    drawn from counts as n(N-1)/(N-n). That treats those who answered as drawn at random from them:
    a link passed round gives no such draw.

    Returns:
        0 of n starts at exactly 0, n of n ends at exactly 1, and a whole population has no width.

    Raises:
        MethodInputError: A number is not whole or below 0, *total* is 0, *successes* is over
            *total*, *total* is over *population*, or *confidence* is not between 0 and 1.

    Source:
        Wilson (1927), Journal of the American Statistical Association 22, 209-212; the effective
        size from the finite population correction, Cochran (1977), Sampling Techniques, 2.6;
        docs/method.md, "A share of people".
    """
    doing = "interval of a proportion"
    size = _whole(total, "total", doing, least=1)
    found = _whole(successes, "successes", doing, most=size)
    frame = None if population is None else _whole(population, "population", doing, least=size)
    effective, method = float(size), WILSON
    if frame is not None:
        census = size == frame
        effective = math.inf if census else size * (frame - 1) / (frame - size)
        method = WILSON_CENSUS if census else WILSON_FINITE
    low, high = _wilson(found / size, effective, confidence, doing)
    return ProportionInterval(
        found, size, found / size, low, high, effective, confidence, method, frame
    )


def weighted_share(
    agrees: pd.Series, weights: pd.Series, *, confidence: float = 0.95
) -> ProportionInterval:
    """
    Give a weighted share its Wilson interval on the effective size of the weights.

    Row: one respondent in each of the two series, matched by their index. Those without an answer
    or without a weight are left out; ``successes`` and ``total`` count the others unweighted.

    Args:
        agrees: True or False, or 1 or 0.
        weights: As from `weights_to_margins`.
        confidence: Of the interval.

    Raises:
        MethodInputError: The two have different indexes, an answer is not yes or no, a weight is
            not above 0, or nobody is left.

    Source:
        Kish (1965), Survey Sampling, 11.7; docs/method.md, "Weighting to the workforce".
    """
    doing = "weighted share"
    if not agrees.index.equals(weights.index):
        raise MethodInputError(f'{doing}: "agrees" and "weights" must have the same index')
    kept = agrees.notna() & weights.notna()
    yes = pd.to_numeric(agrees[kept], errors="coerce").to_numpy(dtype=float)
    weight = pd.to_numeric(weights[kept], errors="coerce").to_numpy(dtype=float)
    if not len(yes):
        raise MethodInputError(f"{doing}: nobody has both an answer and a weight")
    if not np.isin(yes, (0.0, 1.0)).all() or not ((weight > 0) & np.isfinite(weight)).all():
        raise MethodInputError(f"{doing}: answers must be true or false and weights above 0")
    effective = float(weight.sum() ** 2 / (weight**2).sum())
    share = min(1.0, float(weight @ yes / weight.sum())) if not yes.all() else 1.0
    low, high = _wilson(share, effective, confidence, doing)
    return ProportionInterval(
        int(yes.sum()), len(yes), share, low, high, effective, confidence, WILSON_WEIGHTED
    )


def response_bounds(share: float, response_rate: float) -> ResponseBounds:
    """
    Bound the share among everybody asked, whatever those who did not answer think.

    Args:
        share: Among those who answered, 0 to 1.
        response_rate: The part of those asked who answered, 0 to 1.

    Raises:
        MethodInputError: Either is not between 0 and 1.

    Source:
        Manski (1989), Journal of Human Resources 24, 343-360; docs/method.md, "What non-response
        could hide".
    """
    doing = "worst-case bounds of a share"
    found = _share(share, "share", doing)
    rate = _share(response_rate, "response_rate", doing)
    low = rate * found
    return ResponseBounds(found, rate, low, max(found, min(1.0, low + 1 - rate)))


def _wilson(share: float, size: float, confidence: float, doing: str) -> tuple[float, float]:
    if not _is_number(confidence) or not 0 < confidence < 1:
        allowed = '"confidence" must be between 0 and 1, such as 0.95'
        raise MethodInputError(f"{doing}: {allowed}; got {shown(confidence)}")
    if math.isinf(size):
        return share, share
    z = float(ndtri((1 + confidence) / 2))
    centre = share + z**2 / (2 * size)
    half = z * math.sqrt(share * (1 - share) / size + z**2 / (4 * size**2))
    stretch = 1 + z**2 / size
    # Rounding may carry a limit a hair past the share, 0 or 1.
    low = 0.0 if share == 0 else min(share, (centre - half) / stretch)
    high = 1.0 if share == 1 else max(share, (centre + half) / stretch)
    return low, high


def _is_number(value: float) -> bool:
    numeric = isinstance(value, (int, float, np.integer, np.floating))
    return numeric and not isinstance(value, bool)


def _whole(value: float, name: str, doing: str, least: float = 0, most: float = LARGEST) -> int:
    if not _is_number(value) or not least <= value <= most or value % 1:
        allowed = f'"{name}" must be a whole number from {least:,.16g} to {most:,.16g}'
        raise MethodInputError(f"{doing}: {allowed}; got {shown(value)}")
    return int(value)


def _share(value: float, name: str, doing: str) -> float:
    if not _is_number(value) or not 0 <= value <= 1:
        allowed = f'"{name}" must be a share from 0 to 1'
        raise MethodInputError(f"{doing}: {allowed}; got {shown(value)}")
    return float(value)


def bounds_by_question(answers: pd.DataFrame, workforce: pd.DataFrame) -> pd.DataFrame:
    """
    Give each question the lowest and highest agreement there could be in the whole workforce.

    Row: one question with at least one opinion; none where no headcount is known, or where more
    answered than the workforce counts.

    Args:
        answers: Rows as `likert_table` gives.
        workforce: Rows of ``workforce``; ``headcount`` is used.

    Returns:
        ``label``, ``n``, ``headcount``, ``share`` (of those with an opinion, 0 to 1), ``low`` and
        ``high`` (of the whole workforce, 0 to 1).

    Source: Manski bounds; docs/method.md, "What non-response could hide".
    """
    headcount = int(workforce["headcount"].fillna(0).sum())
    asked = answers[answers["n"].between(1, headcount)]
    bounds = [
        response_bounds(share, n / headcount)
        for share, n in zip(asked["high"], asked["n"], strict=True)
    ]
    return pd.DataFrame(
        {
            "label": asked["label"],
            "n": asked["n"],
            "headcount": headcount,
            "share": asked["high"],
            "low": [each.low for each in bounds],
            "high": [each.high for each in bounds],
        }
    ).reset_index(drop=True)
