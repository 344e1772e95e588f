"""The slope and relative index of inequality, as ScotPHO and as Public Health England have them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evidence_lib.errors import require_choice
from evidence_lib.inequality.groups import HIGH_IS, Z_95, Numbers, column, standard_errors

DEFINITIONS = ("scotpho", "phe")
FEWEST_GROUPS = 5
ROUNDING = 1e-12
"""A slope below this share of the highest rate is rounding."""


@dataclass(frozen=True)
class SlopeIndex:
    """
    How steeply a rate runs along the scale of deprivation, with its gaps.

    Row: one set of groups. ``sii`` and ``absolute_gap`` are in the unit of the rate,
    ``relative_gap`` and ``rii`` are ratios, ``par_pct`` is a percentage; None where a figure is
    not defined, and then ``caveats`` says why. ``groups`` and ``population`` are the base.
    """

    sii: float
    sii_low: float | None
    sii_high: float | None
    rii: float | None
    rii_low: float | None
    rii_high: float | None
    rii_definition: str
    par_pct: float | None
    absolute_gap: float
    relative_gap: float | None
    overall_rate: float
    groups: int
    population: float
    finding: str
    method: str
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    """A population-weighted straight line through the rates, by relative rank."""

    slope: float
    intercept: float
    shares: Numbers
    ranks: Numbers
    residuals: Numbers

    @property
    def spread(self) -> float:
        """The weighted sum of squares of the ranks about their mean, which is a half."""
        return float((self.shares * (self.ranks - 0.5) ** 2).sum())


def slope_index(groups: pd.DataFrame, *, high_is: str, definition: str = "scotpho") -> SlopeIndex:
    """
    Reckon the slope and relative index of inequality, and the gaps between the ends.

    Args:
        groups: Row: one group, most deprived first; at least five. Columns ``population`` and
            ``rate``, and ``standard_error`` (of the rate) for the interval of ``phe``.
        high_is: ``bad`` or ``good``; it words the finding.
        definition: ``scotpho``: the SII is positive when the most deprived have more, the RII is
            the SII over the population-weighted rate, the interval is the regression's t. ``phe``:
            the SII runs from most to least deprived, the RII is the ratio of the fitted ends, the
            intervals follow from the standard errors in closed form (Fieller for the ratio).

    Returns:
        A `SlopeIndex`; without standard errors the intervals of ``phe`` are None.

    Raises:
        MethodInputError: Fewer than five groups, a column missing, a population not above 0, or a
            rate that is missing, negative or infinite.
        UnknownTermError: *high_is* or *definition* is no word of its list.

    Source: Public Health Scotland, scotpho-indicator-production, calculate_inequality_measures;
    PHEindicatormethods, ``phe_sii`` (Low and Low 2004).
    """
    doing = "reckoning the slope index of inequality"
    require_choice("high_is", high_is, HIGH_IS, doing=doing)
    require_choice("definition", definition, DEFINITIONS, doing=doing)
    population = column(groups, "population", FEWEST_GROUPS, doing=doing, above_zero=True)
    rate = column(groups, "rate", FEWEST_GROUPS, doing=doing)
    errors = None
    if definition == "phe":
        errors = standard_errors(groups, FEWEST_GROUPS, doing=doing)
    line = _fit(population, rate)
    overall = float((line.shares * rate).sum())
    index = _scotpho(line, overall) if definition == "scotpho" else _phe(line, errors)
    most, least = float(rate[0]), float(rate[-1])
    return SlopeIndex(
        **index,
        par_pct=_attributable_pct(overall, least) if high_is == "bad" else None,
        absolute_gap=most - least,
        relative_gap=most / least if least else None,
        overall_rate=overall,
        groups=len(rate),
        population=float(population.sum()),
        finding=_slope_words(line.slope, high_is),
        caveats=_slope_caveats(line, rate, errors, high_is, definition),
    )


def _fit(population: Numbers, rate: Numbers) -> _Line:
    shares = population / population.sum()
    ranks = np.cumsum(shares) - shares / 2
    centred = shares * (ranks - 0.5)
    slope = float((centred * rate).sum() / (centred * (ranks - 0.5)).sum())
    slope = 0.0 if abs(slope) <= ROUNDING * rate.max() else slope
    intercept = float((shares * rate).sum()) - slope / 2
    return _Line(slope, intercept, shares, ranks, rate - intercept - slope * ranks)


def _scotpho(line: _Line, overall: float) -> dict[str, Any]:
    from scipy.stats import t

    freedom = len(line.ranks) - 2
    variance = float((line.shares * line.residuals**2).sum()) / freedom / line.spread
    reach = float(t.ppf(0.975, freedom)) * math.sqrt(variance)
    sii = -line.slope
    return {
        "sii": sii,
        "sii_low": sii - reach,
        "sii_high": sii + reach,
        "rii": sii / overall if overall else 0.0,
        "rii_low": (sii - reach) / overall if overall else 0.0,
        "rii_high": (sii + reach) / overall if overall else 0.0,
        "rii_definition": "SII over the population-weighted overall rate (ScotPHO)",
        "method": "ScotPHO: population-weighted least squares on relative rank, "
        f"95% t interval on {freedom} degrees of freedom",
    }


def _phe(line: _Line, errors: Numbers | None) -> dict[str, Any]:
    top = line.intercept + line.slope
    sii_low, sii_high, rii_low, rii_high = _phe_intervals(line, errors)
    return {
        "sii": line.slope,
        "sii_low": sii_low,
        "sii_high": sii_high,
        "rii": top / line.intercept if line.intercept > 0 else None,
        "rii_low": rii_low,
        "rii_high": rii_high,
        "rii_definition": "fitted rate of the least over that of the most deprived (PHE)",
        "method": "PHE: population-weighted least squares on relative rank, 95% interval from the "
        "groups' standard errors, Fieller's for the ratio",
    }


def _phe_intervals(
    line: _Line, errors: Numbers | None
) -> tuple[float | None, float | None, float | None, float | None]:
    """Both fitted ends are weighted sums of the rates, so their variances follow exactly."""
    if errors is None:
        return None, None, None, None
    to_slope = line.shares * (line.ranks - 0.5) / line.spread
    to_start = line.shares - to_slope / 2
    to_end = to_start + to_slope
    reach = Z_95 * math.sqrt(float((to_slope**2 * errors**2).sum()))
    low, high = _ratio_interval(
        (line.intercept + line.slope, float((to_end**2 * errors**2).sum())),
        (line.intercept, float((to_start**2 * errors**2).sum())),
        float((to_start * to_end * errors**2).sum()),
    )
    return line.slope - reach, line.slope + reach, low, high


def _ratio_interval(
    above: tuple[float, float], below: tuple[float, float], covariance: float
) -> tuple[float | None, float | None]:
    """Fieller's interval of above over below, each (estimate, variance); None where unbounded."""
    (top, top_variance), (base, base_variance) = above, below
    squared = Z_95**2
    a = base**2 - squared * base_variance
    if base <= 0 or a <= 0:
        return None, None
    b = top * base - squared * covariance
    c = top**2 - squared * top_variance
    root = math.sqrt(max(0.0, b**2 - a * c))
    return (b - root) / a, (b + root) / a


def _attributable_pct(overall: float, least: float) -> float | None:
    """Say how much lower the overall rate would be if all groups had that of the least deprived."""
    return (1 - least / overall) * 100 if least else None


def _slope_words(slope: float, high_is: str) -> str:
    if slope == 0:
        return "no slope between the most and the least deprived"
    worse = (slope < 0) == (high_is == "bad")
    return f"the most deprived fare {'worse' if worse else 'better'} than the least deprived"


def _slope_caveats(
    line: _Line, rate: Numbers, errors: Numbers | None, high_is: str, definition: str
) -> tuple[str, ...]:
    steps = np.diff(rate)
    zeros, lowest = int((rate == 0).sum()), min(line.intercept, line.intercept + line.slope)
    said = {
        f"{zeros} group(s) have a rate of 0": zeros,
        "the least deprived have a rate of 0: relative gap and PAR are not defined": not rate[-1],
        "the rates do not run one way from most to least deprived: "
        "a straight line describes them poorly": not ((steps <= 0).all() or (steps >= 0).all()),
        "the fitted line falls to 0 or below at one end: the RII is not to be read": lowest <= 0,
        "a high rate is good here: PAR has no meaning and is not given": high_is == "good",
        "the least deprived do not have the lowest rate: PAR understates what could be avoided": (
            high_is == "bad" and rate[-1] > rate.min()
        ),
        "no standard errors: no interval can be given": definition == "phe" and errors is None,
        f"the interval rests on the scatter of {len(rate)} points about the line, "
        "not on the size of the groups": definition == "scotpho",
    }
    return tuple(words for words, applies in said.items() if applies)
