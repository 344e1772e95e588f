"""Charts for events that have become rare: cases between them (g), time between them (t)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evidence_lib.spc.attributes import outside
from evidence_lib.spc.limits import SIGMA_FACTOR, mean_of, moving_range_limits
from evidence_lib.spc.series import Values, counts

POWER = 3.6
"""Times between events to the power 1/3.6 are close to normal (Nelson 1994)."""


def g_chart(opportunities_between: Values) -> pd.DataFrame:
    """
    Chart the number of opportunities between one event and the next; high is good.

    Row: one event, indexed as given; a missing figure keeps its place as a gap.

    Returns:
        ``value``, ``centre`` (the sample median), ``lower`` and ``upper`` (from the mean, m plus
        and minus three times the root of m(m + 1), not below 0), ``outside`` (boolean).

    Raises:
        MethodInputError: A figure is no count.

    Source: qicharts2 0.8, chart ``g``; Montgomery, Introduction to Statistical Quality Control.
    """
    between = counts(opportunities_between, "opportunities_between", doing="drawing a g chart")
    mean = mean_of(between.dropna().to_numpy())
    reach = 3 * np.sqrt(mean * (mean + 1))
    return _chart(between, float(between.median()), max(0.0, mean - reach), mean + reach)


def t_chart(time_between: Values, *, screen_outliers: bool = True) -> pd.DataFrame:
    """
    Chart the time between one event and the next; high is good.

    The times are taken to the power 1/3.6, charted as individuals (three mean moving ranges over
    1.128), and taken back.

    Row: one event, indexed as given; a missing time keeps its place as a gap.

    Args:
        time_between: In any one unit, above 0.
        screen_outliers: Leave moving ranges not below 3.267 times their mean out, once.

    Returns:
        ``value``, ``centre``, ``lower`` (not below 0), ``upper`` in the unit of the times, limits
        missing where there are not two neighbouring times; ``outside`` (boolean).

    Raises:
        MethodInputError: A time is zero or negative: two events on one day need a finer unit.

    Source: qicharts2 0.8, chart ``t`` (its option ``qic.screenedmr`` for the screening).
    """
    doing = "drawing a t chart"
    times = counts(time_between, "time_between", doing=doing, whole=False, zero=False)
    lines = moving_range_limits(
        times.to_numpy() ** (1 / POWER), screen_outliers=screen_outliers, factor=3 / SIGMA_FACTOR
    )
    lower = np.maximum(lines.lower, 0.0) ** POWER
    return _chart(times, lines.centre**POWER, lower, lines.upper**POWER)


def _chart(value: pd.Series[float], centre: float, lower: float, upper: float) -> pd.DataFrame:
    chart = pd.DataFrame({"value": value, "centre": centre, "lower": lower, "upper": upper})
    chart["outside"] = outside(chart)
    gaps = int(value.isna().sum())
    chart.attrs["caveats"] = (f"{gaps} gap(s) in the series",) if gaps else ()
    return chart
