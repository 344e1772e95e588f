"""The XmR chart of Making Data Count, and the run chart of improvement science."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence_lib.errors import MethodInputError, require_choice, shown
from evidence_lib.spc.limits import Limits, median_limits, moving_range_limits
from evidence_lib.spc.rules import Signs, marks
from evidence_lib.spc.series import Numbers, Values, numbers, segments

RULE_SETS = ("nhs", "run_chart")
IMPROVEMENTS = ("increase", "decrease", "neutral")
POINT_TYPES = ("common_cause", "improvement", "concern", "neutral")
RULES = ("outside", "trend", "two_of_three", "shift")
TRIAL_POINTS = 12
"""Limits on fewer points than this are trial limits (NHSRplotthedots); a run chart needs ten."""

RUN_CHART_POINTS = 10
_DOING = "drawing an XmR chart"


def xmr_chart(
    values: Values,
    *,
    improvement: str,
    rules: str = "nhs",
    screen_outliers: bool = True,
    rebase_at: Sequence[Hashable] = (),
    fix_after: int | None = None,
    runs_cross_gaps: bool = False,
) -> pd.DataFrame:
    """
    Chart one value a period, with limits and special causes marked.

    Row: one period, indexed like *values*. A missing value keeps its place and its limits, has no
    point type, and gives no moving range.

    Args:
        values: One number a period, in time order.
        improvement: Which way is better: ``increase``, ``decrease`` or ``neutral``.
        rules: ``nhs`` (limits; outside, trend of 7, two of three, shift of 7) or ``run_chart``
            (median in ``mean``, no limits; shift of 6, trend of 5).
        screen_outliers: Leave moving ranges not below 3.267 times their mean out, once.
        rebase_at: Where a new stretch begins: integers are positions (0 is the first point),
            anything else is a label of the index. Runs end there.
        fix_after: Take each stretch's mean and limits from its first *fix_after* points only.
        runs_cross_gaps: Let a run go on over a gap; a gap ends it otherwise.

    Returns:
        ``value``, ``mean``, ``lower``, ``upper`` in the unit of *values* (limits missing where
        there is no moving range); ``point_type`` (common_cause, improvement, concern, neutral;
        missing at a gap); ``rule`` (outside, trend, two_of_three, shift; empty where none fits).
        Special causes are sorted into improvement and concern by the side of the mean they are
        on, trends by their direction. `caveats` says what to know about the chart.

    Raises:
        MethodInputError: *values* hold nothing but gaps, are no finite numbers or are out of time
            order; *rebase_at* or *fix_after* do not fit.
        UnknownTermError: *improvement* or *rules* is no word of its list.

    Source: NHSRplotthedots 0.2.2; Perla, Provost and Murray 2011 for the run chart.
    """
    require_choice("improvement", improvement, IMPROVEMENTS, doing=_DOING)
    require_choice("rules", rules, RULE_SETS, doing=_DOING)
    _require_fix(fix_after)
    series = numbers(values, "values", doing=_DOING)
    stretches = segments(series.index, rebase_at, doing=_DOING)
    points: Numbers = series.to_numpy()
    limits = [
        _limits(
            points[first:last][: _fixed_end(points[first:last], fix_after)], rules, screen_outliers
        )
        for first, last in stretches
    ]
    chart = _lines(series, stretches, limits)
    labels, signs = _special_causes(points, stretches, limits, rules, runs_cross_gaps)
    chart["point_type"] = point_types(points, signs, improvement)
    chart["rule"] = labels
    chart = chart.astype({"point_type": "str", "rule": "str"})
    chart.attrs["caveats"] = _caveats(points, limits, rules, fix_after, runs_cross_gaps)
    return chart


def _require_fix(fix_after: int | None) -> None:
    whole = isinstance(fix_after, int | np.integer) and not isinstance(fix_after, bool)
    if fix_after is not None and (not whole or fix_after < 2):
        came = shown(fix_after)
        raise MethodInputError(f'{_DOING}: "fix_after" must be a whole number from 2; got {came}')


def _fixed_end(points: Numbers, fix_after: int | None) -> int:
    """Find the position after the first *fix_after* points; gaps are no points."""
    present = np.flatnonzero(~np.isnan(points))
    return (
        len(points) if fix_after is None or len(present) <= fix_after else int(present[fix_after])
    )


def _limits(points: Numbers, rules: str, screen_outliers: bool) -> Limits:
    if rules == "run_chart":
        return median_limits(points)
    return moving_range_limits(points, screen_outliers=screen_outliers)


def _lines(
    series: pd.Series[float], stretches: list[tuple[int, int]], limits: list[Limits]
) -> pd.DataFrame:
    lengths = [last - first for first, last in stretches]
    columns: dict[str, Any] = {
        "value": series.to_numpy(),
        "mean": np.repeat([each.centre for each in limits], lengths),
        "lower": np.repeat([each.lower for each in limits], lengths),
        "upper": np.repeat([each.upper for each in limits], lengths),
    }
    return pd.DataFrame(columns, index=series.index)


def _special_causes(
    points: Numbers,
    stretches: list[tuple[int, int]],
    limits: list[Limits],
    rules: str,
    runs_cross_gaps: bool,
) -> tuple[list[str], Signs]:
    labels = np.full(len(points), "", dtype=object)
    signs = np.zeros(len(points), dtype=int)
    noise = 8 * np.finfo(float).eps * float(np.nanmax(np.abs(points)))
    for (first, last), lines in zip(stretches, limits, strict=True):
        for places in unbroken(points, first, last, runs_cross_gaps):
            write_marks(marks(points[places], lines, rules, noise), places, labels, signs)
    return labels.tolist(), signs


def write_marks(
    found: dict[str, Signs], places: Signs, labels: npt.NDArray[Any], signs: Signs
) -> None:
    """Write the marks of one unbroken stretch into the labels and signs of a whole chart."""
    # The first rule that fits gives the label, so the last is written first.
    for rule, marked in reversed(found.items()):
        hit = places[marked != 0]
        labels[hit], signs[hit] = rule, marked[marked != 0]


def unbroken(points: Numbers, first: int, last: int, runs_cross_gaps: bool) -> list[Signs]:
    """Give the places of the points between two positions, a list for each run without a gap."""
    present = first + np.flatnonzero(~np.isnan(points[first:last]))
    if not len(present):
        return []
    breaks = np.flatnonzero(np.diff(present) > 1) + 1
    return [present] if runs_cross_gaps else np.split(present, breaks)


def point_types(points: Numbers, signs: Signs, improvement: str) -> list[str | None]:
    """Say what kind of point each is; None at a gap."""
    better = {"increase": 1, "decrease": -1, "neutral": 0}[improvement]
    words = {0: "common_cause", 1: "improvement", -1: "concern"}
    special = signs * better
    types = [
        "neutral" if sign and not better else words[int(kind)]
        for sign, kind in zip(signs, special, strict=True)
    ]
    return [None if np.isnan(point) else kind for point, kind in zip(points, types, strict=True)]


def _caveats(
    points: Numbers, limits: list[Limits], rules: str, fix_after: int | None, runs_cross_gaps: bool
) -> tuple[str, ...]:
    gaps = int(np.isnan(points).sum())
    present = points[~np.isnan(points)]
    crossing = "runs go on over them" if runs_cross_gaps else "runs end there"
    said = {
        f"{gaps} gap(s) in the series: no moving range is taken over them and {crossing}": gaps,
        "all values are equal: there is no variation to chart": len(present) > 1
        and np.ptp(present) == 0,
        f"the limits are fixed from the first {fix_after} points of each stretch": fix_after,
    }
    whole = tuple(words for words, applies in said.items() if applies)
    many = len(limits) > 1
    each = [
        f"stretch {number}: {words}" if many else words
        for number, lines in enumerate(limits, start=1)
        for words in _limit_caveats(lines, rules)
    ]
    return (*whole, *each)


def _limit_caveats(lines: Limits, rules: str) -> list[str]:
    if rules == "run_chart":
        few = lines.points < RUN_CHART_POINTS
        words = f"{lines.points} point(s): a run chart needs at least {RUN_CHART_POINTS}"
        return [words] if few else []
    said = {
        f"{lines.points} point(s): trial limits until there are {TRIAL_POINTS}": (
            lines.points < TRIAL_POINTS
        ),
        "no two neighbouring points: there are no limits": not lines.ranges,
        f"{lines.screened} outlying moving range(s) left out of the limits": lines.screened,
        "outlying moving ranges kept: without them no variation would be left": lines.screen_undone,
    }
    return [words for words, applies in said.items() if applies]
