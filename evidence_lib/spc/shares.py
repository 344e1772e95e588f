"""The chart of a share over time that tells special causes, with limits of each period's own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evidence_lib.errors import require_choice
from evidence_lib.spc.attributes import between_periods, p_chart
from evidence_lib.spc.limits import OwnLimits
from evidence_lib.spc.rules import marks
from evidence_lib.spc.series import Values
from evidence_lib.spc.xmr import IMPROVEMENTS, point_types, unbroken, write_marks

MORE_THAN_CHANCE = 0.05
"""Shares that differ between periods with a smaller p than this vary more than draws would."""


@dataclass(frozen=True)
class ShareChart:
    """
    A p chart with its special causes; ``points`` has a row a period, as `xmr_chart` gives it.

    ``spread`` is how many times the limits of chance alone they were made (Laney's p'), 1 for a
    plain p chart.
    """

    points: pd.DataFrame
    spread: float


def share_chart(numerators: Values, denominators: Values, *, improvement: str) -> ShareChart:
    """
    Chart the share of cases a period, each period's limits by its own base, special causes marked.

    Where the shares differ between periods by more than draws would (chi-square of homogeneity,
    p < 0.05) and neighbours do too (sigma of z above 1), the limits are widened to that variation
    (Laney's p'). Where neighbours are alike the limits stay: a drift is what a chart has to show.

    Args:
        numerators: Cases with the attribute, whole numbers.
        denominators: All cases, whole numbers.
        improvement: Which way is better: ``increase``, ``decrease`` or ``neutral``.

    Returns:
        ``value``, ``mean``, ``lower``, ``upper`` (shares, 0 to 1), ``point_type`` and ``rule``.

    Raises:
        MethodInputError: As `p_chart`.
        UnknownTermError: *improvement* is no word of its list.

    Source: qicharts2 0.8, charts ``p`` and ``pp``; Laney (2002), Quality Engineering 14, 531-537;
    the rules of NHSRplotthedots 0.2.2.
    """
    require_choice("improvement", improvement, IMPROVEMENTS, doing="drawing a chart of shares")
    plain = p_chart(numerators, denominators)
    centre, base = float(plain["centre"].iloc[0]), _bases(denominators, plain)
    sigma = (centre * (1 - centre) / base.where(base > 0)) ** 0.5
    spread = between_periods(plain["value"], centre, sigma)
    wide = spread > 1 and _p_of_homogeneity(plain["value"], base, centre) < MORE_THAN_CHANCE
    spread = spread if wide else 1.0
    chart = plain if not wide else p_chart(numerators, denominators, laney=True)
    points = chart.rename(columns={"centre": "mean"}).drop(columns=["outside"])
    rule, sign = _special_causes(points["value"], centre, 3 * spread * sigma)
    return ShareChart(
        points.assign(
            point_type=pd.Series(
                point_types(points["value"].to_numpy(), sign, improvement), index=points.index
            ),
            rule=rule,
        ).astype({"point_type": "str", "rule": "str"}),
        spread,
    )


def _bases(denominators: Values, chart: pd.DataFrame) -> pd.Series[float]:
    return pd.Series(np.asarray(denominators, dtype=float), index=chart.index)


def _p_of_homogeneity(value: pd.Series[float], base: pd.Series[float], centre: float) -> float:
    """Give the chance that draws with one share differ as much between periods."""
    from scipy.stats import chi2

    known = value.notna()
    variance = centre * (1 - centre) / base[known]
    if known.sum() < 2 or not (variance > 0).all():
        return 1.0
    statistic = float(((value[known] - centre) ** 2 / variance).sum())
    return float(chi2.sf(statistic, int(known.sum()) - 1))


def _special_causes(
    value: pd.Series[float], centre: float, reach: pd.Series[float]
) -> tuple[list[str], np.ndarray]:
    """Mark the points by the rules of the XmR chart; a gap ends a run."""
    points = value.to_numpy()
    labels, signs = np.full(len(points), "", dtype=object), np.zeros(len(points), dtype=int)
    for places in unbroken(points, 0, len(points), False):
        away = reach.to_numpy()[places]
        lines = OwnLimits(centre, centre - away, centre + away)
        found = marks(points[places], lines, "nhs", 8 * np.finfo(float).eps)
        write_marks(found, places, labels, signs)
    return labels.tolist(), signs
