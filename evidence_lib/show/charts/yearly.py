"""A few yearly counts with their exact intervals."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from evidence_lib.english import capital
from evidence_lib.show.charts.checks import (
    plain_frame,
    require_at_least,
    require_interval,
    require_once,
)
from evidence_lib.show.charts.house import (
    HOUSE_WIDTH,
    axes_or_new,
    dress,
    house_style,
    marked,
    name_values,
)
from evidence_lib.show.charts.labels import thinned_ticks
from evidence_lib.show.charts.palette import GREY, LOOKS, NAVY, PAPER
from evidence_lib.show.charts.periods import period_scale
from evidence_lib.show.charts.phrases import in_brackets, interval, number, within, wrapped

NOT_PUBLISHED = "not published"
FEW_POINTS = 8


@house_style()
def count_trend(
    counts: pd.DataFrame,
    *,
    measure: str,
    missing: str = NOT_PUBLISHED,
    width: float = HOUSE_WIDTH,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw a few counts with their exact intervals, from zero, with the gaps kept.

    Row: one period.

    Args:
        counts: ``period`` (a year or a financial year), ``count`` (missing where there is none),
            ``low`` and ``high`` (the interval, as from `counts.count_interval`).
        measure: What is counted; written across the top.
        missing: The words written where a period between has no count.
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure of the house size when None.

    Returns:
        The axes. Neighbouring periods are joined by a thin line, which stops at a gap; values are
        written where there are at most eight.

    Raises:
        MethodInputError: A column is missing or not numeric, a period repeats, a count is negative,
            or there is nothing to draw.
    """
    counts = _check_counts(counts, doing="drawing count_trend")
    scale = period_scale(counts["period"])
    count, low, high = (scale.aligned(counts, name) for name in ("count", "low", "high"))
    ax = axes_or_new(ax, width=width)
    dress(ax)
    positions = scale.positions
    ax.plot(positions, count, color=GREY, linewidth=1.0)
    bars = [np.subtract(count, low).tolist(), np.subtract(high, count).tolist()]
    ax.errorbar(
        positions, count, yerr=bars, linestyle="none", color=NAVY, capsize=5, linewidth=1.8,
        **marked(LOOKS[0]),
    )  # fmt: skip
    ax.set_ylim(0, 1.05 * float(np.nanmax([*count, *high])) or 1.0)
    ax.set_xlim(positions[0] - 0.5, positions[-1] + 0.5)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    _write_counts(ax, positions, count)
    _write_gaps(ax, positions, count, missing)
    thinned_ticks(ax, positions, scale.labels)
    name_values(ax, measure)
    return ax


def text_of_count_trend(counts: pd.DataFrame, *, measure: str, missing: str = NOT_PUBLISHED) -> str:
    """
    Say what `count_trend` draws: each period's count and its interval, and the gaps.

    Row: one period, with the columns of `count_trend`.

    Raises:
        MethodInputError: As `count_trend`.
    """
    counts = _check_counts(counts, doing="describing count_trend")
    scale = period_scale(counts["period"])
    columns = [scale.aligned(counts, name) for name in ("count", "low", "high")]
    parts = [
        f"{period}: {number(count)}{in_brackets(interval(low, high))}."
        if not np.isnan(count)
        else f"{period}: {missing}."
        for period, count, low, high in zip(scale.labels, *columns, strict=True)
    ]
    return within([f"{capital(measure)}, a point a period with its 95% interval.", *parts])


def _check_counts(counts: pd.DataFrame, *, doing: str) -> pd.DataFrame:
    counts = plain_frame(counts, words=("period",), numbers=("count", "low", "high"), doing=doing)
    require_once(counts, ("period",), doing=doing)
    require_at_least(counts, ("count",), least=0, doing=doing)
    require_interval(counts, "low", "count", "high", doing=doing)
    return counts


def _write_counts(ax: Axes, positions: list[float], counts: list[float]) -> None:
    if len(positions) > FEW_POINTS:
        return
    for position, count in zip(positions, counts, strict=True):
        if not np.isnan(count):
            ax.annotate(
                number(count),
                (position, count),
                xytext=(10, 0),
                textcoords="offset points",
                va="center",
                fontweight="bold",
                bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5},
            )


def _write_gaps(ax: Axes, positions: list[float], counts: list[float], words: str) -> None:
    """Write the words once in the middle of each run of missing periods."""
    pairs = zip(positions, counts, strict=True)
    for empty, run in groupby(pairs, key=lambda pair: bool(np.isnan(pair[1]))):
        gap = [position for position, _ in run]
        if empty:
            middle = (gap[0] + gap[-1]) / 2
            ax.text(
                middle,
                0.04 * ax.get_ylim()[1],
                wrapped(words, 10),
                ha="center",
                va="bottom",
                bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.0},
            )
