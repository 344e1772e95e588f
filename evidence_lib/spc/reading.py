"""Reading a chart: what its last point says, what its limits promise, what to know first."""

from __future__ import annotations

import math

import pandas as pd

from evidence_lib.errors import MethodInputError, require_choice, shown
from evidence_lib.spc.xmr import IMPROVEMENTS


def variation(chart: pd.DataFrame) -> str:
    """
    Say what the last point of a chart is: common_cause, improvement, concern or neutral.

    Args:
        chart: As from `xmr_chart`; a gap at the end is passed over.

    Raises:
        MethodInputError: *chart* is no such chart.

    Source: Making Data Count, NHS England: the variation icon is that of the latest point.
    """
    _require_columns(chart, "point_type", doing="reading the variation of a chart")
    return str(chart["point_type"].dropna().iloc[-1])


def assurance(chart: pd.DataFrame, *, target: float, improvement: str) -> str | None:
    """
    Say whether a target will be met, by the last limits of a chart.

    Args:
        chart: As from `xmr_chart`.
        target: In the unit of the chart.
        improvement: Which way is better: ``increase``, ``decrease`` or ``neutral``.

    Returns:
        ``consistently_meets`` when the target lies beyond the limits on the worse side,
        ``consistently_misses`` on the better side, ``hit_or_miss`` between or on the limits; None
        when *improvement* is neutral or the chart has no limits.

    Raises:
        MethodInputError: *chart* is no such chart, or *target* is no finite number.

    Source: NHSRplotthedots 0.2.2, ``ptd_calculate_assurance_type``.
    """
    doing = "reading the assurance of a chart"
    require_choice("improvement", improvement, IMPROVEMENTS, doing=doing)
    _require_columns(chart, "lower", "upper", doing=doing)
    if not math.isfinite(target):
        raise MethodInputError(f'{doing}: "target" must be a finite number; got {shown(target)}')
    lower, upper = float(chart["lower"].iloc[-1]), float(chart["upper"].iloc[-1])
    if improvement == "neutral" or math.isnan(upper):
        return None
    if lower <= target <= upper:
        return "hit_or_miss"
    out_of_reach = target > upper if improvement == "increase" else target < lower
    return "consistently_misses" if out_of_reach else "consistently_meets"


def caveats(chart: pd.DataFrame) -> tuple[str, ...]:
    """
    Say in words what to know before reading a chart: few points, gaps, limits left out or fixed.

    Args:
        chart: As it came from a function of this package; a chart put together anew has lost them.

    Raises:
        MethodInputError: *chart* carries no caveats.
    """
    if "caveats" not in chart.attrs:
        raise MethodInputError(
            "reading the caveats of a chart: they are kept on the frame a chart function returns; "
            "this frame has none"
        )
    return tuple(chart.attrs["caveats"])


def _require_columns(chart: pd.DataFrame, *columns: str, doing: str) -> None:
    missing = [column for column in columns if column not in chart]
    if missing or chart.empty:
        came = f"no column {shown(missing[0])}" if missing else "no rows"
        raise MethodInputError(f'{doing}: "chart" must come from xmr_chart; it has {came}')
