"""Charts of counts: shares (p), rates (u) and plain counts (c), with Laney's correction."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evidence_lib.errors import MethodInputError, shown
from evidence_lib.spc.limits import SIGMA_FACTOR, mean_of
from evidence_lib.spc.series import Values, counts, paired

SMALL_EXPECTED = 5
"""Under this expected count the normal limits are rough (Montgomery, chapter 7)."""


def p_chart(numerators: Values, denominators: Values, *, laney: bool = False) -> pd.DataFrame:
    """
    Chart the share of cases a period, with three-sigma binomial limits.

    Row: one period, indexed like *numerators*. A period with a missing figure, or with no cases,
    keeps its place as a gap.

    Args:
        numerators: Cases with the attribute, whole numbers.
        denominators: All cases, whole numbers.
        laney: Widen (or narrow) the limits to the variation between periods (Laney's p').

    Returns:
        ``value``, ``centre``, ``lower``, ``upper`` (shares, 0 to 1), ``outside`` (boolean).

    Raises:
        MethodInputError: A figure is no count, a numerator is above its denominator, or there is
            no case at all.

    Source: qicharts2 0.8, charts ``p`` and ``pp``; Montgomery, Introduction to Statistical Quality
    Control; Laney 2002.
    """
    doing = "drawing a p chart"
    cases = counts(numerators, "numerators", doing=doing)
    base = paired(cases, counts(denominators, "denominators", doing=doing), doing=doing)
    if (cases > base).any():
        place = shown(cases[cases > base].index[0])
        raise MethodInputError(f"{doing}: a numerator is above its denominator at {place}")
    centre = _pooled(cases, base, doing=doing)
    sigma = (centre * (1 - centre) / base.where(base > 0)) ** 0.5
    rare = base * min(centre, 1 - centre)
    return _chart(cases / base.where(base > 0), centre, sigma, rare, laney=laney, highest=1.0)


def u_chart(numerators: Values, denominators: Values, *, laney: bool = False) -> pd.DataFrame:
    """
    Chart the rate of events a unit of exposure, with three-sigma Poisson limits.

    Row: one period, indexed like *numerators*. A period with a missing figure, or with no exposure,
    keeps its place as a gap.

    Args:
        numerators: Events, whole numbers.
        denominators: Exposure, such as children or child-months; need not be whole.
        laney: Widen (or narrow) the limits to the variation between periods (Laney's u').

    Returns:
        ``value``, ``centre``, ``lower``, ``upper`` (events a unit of exposure), ``outside``
        (boolean).

    Raises:
        MethodInputError: A figure is no count, an event has no exposure, or there is no exposure.

    Source: qicharts2 0.8, charts ``u`` and ``up``.
    """
    doing = "drawing a u chart"
    events = counts(numerators, "numerators", doing=doing)
    exposure = counts(denominators, "denominators", doing=doing, whole=False)
    exposure = paired(events, exposure, doing=doing)
    if ((events > 0) & (exposure == 0)).any():
        place = shown(events[(events > 0) & (exposure == 0)].index[0])
        raise MethodInputError(f"{doing}: there are events without exposure at {place}")
    centre = _pooled(events, exposure, doing=doing)
    sigma = (centre / exposure.where(exposure > 0)) ** 0.5
    rate = events / exposure.where(exposure > 0)
    return _chart(rate, centre, sigma, centre * exposure, laney=laney)


def c_chart(counts_by_period: Values) -> pd.DataFrame:
    """
    Chart counts over periods of equal exposure, with three-sigma Poisson limits.

    Row: one period, indexed like the counts; a missing count keeps its place as a gap.

    Returns:
        ``value``, ``centre``, ``lower``, ``upper`` (events a period), ``outside`` (boolean).

    Raises:
        MethodInputError: A figure is no count.

    Source: qicharts2 0.8, chart ``c``.
    """
    events = counts(counts_by_period, "counts_by_period", doing="drawing a c chart")
    centre = mean_of(events.dropna().to_numpy())
    level = pd.Series(centre, index=events.index)
    return _chart(events, centre, level**0.5, level)


def _pooled(cases: pd.Series[float], base: pd.Series[float], *, doing: str) -> float:
    both = cases.notna() & base.notna()
    total = float(base[both].sum())
    if not total:
        raise MethodInputError(f'{doing}: "denominators" add up to nothing')
    return float(cases[both].sum()) / total


def _chart(
    value: pd.Series[float],
    centre: float,
    sigma: pd.Series[float],
    expected: pd.Series[float],
    *,
    laney: bool = False,
    highest: float = np.inf,
) -> pd.DataFrame:
    spread = between_periods(value, centre, sigma) if laney else 1.0
    chart = pd.DataFrame({"value": value, "centre": centre})
    chart["lower"] = (centre - 3 * spread * sigma).clip(lower=0)
    chart["upper"] = (centre + 3 * spread * sigma).clip(upper=highest)
    chart["outside"] = outside(chart)
    chart.attrs["caveats"] = _caveats(value, expected, spread if laney else None)
    return chart


def outside(chart: pd.DataFrame) -> pd.Series[bool]:
    """Say which values lie beyond their limits by more than rounding; a gap does not."""
    noise = 8 * np.finfo(float).eps * chart[["value", "centre"]].abs().max(axis=1)
    above = chart["value"] > chart["upper"] + noise
    return above | (chart["value"] < chart["lower"] - noise)


def between_periods(value: pd.Series[float], centre: float, sigma: pd.Series[float]) -> float:
    """Laney's sigma of z: the mean moving range of the standardised values over 1.128."""
    # No variation within periods means none between them either.
    if not (sigma > 0).any():
        return 0.0
    scores = ((value - centre) / sigma.where(sigma > 0)).to_numpy()
    steps = np.abs(np.diff(scores))
    return mean_of(steps[~np.isnan(steps)]) / SIGMA_FACTOR


def _caveats(
    value: pd.Series[float], expected: pd.Series[float], spread: float | None
) -> tuple[str, ...]:
    gaps, few = int(value.isna().sum()), int((expected < SMALL_EXPECTED).sum())
    unknown = spread is not None and np.isnan(spread)
    said = {
        f"{gaps} gap(s) in the series": gaps,
        f"{few} period(s) expect fewer than {SMALL_EXPECTED} events: their limits are rough": few,
        "no two neighbouring periods: the variation between periods is not known": unknown,
        f"Laney's correction is {spread or 0:.2f} times the limits of chance alone": spread
        is not None
        and not unknown,
    }
    return tuple(words for words, applies in said.items() if applies)
