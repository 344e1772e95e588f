"""Values from the most to the least deprived fifth of areas."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from evidence_lib.english import capital
from evidence_lib.errors import MethodInputError
from evidence_lib.show.charts.checks import plain_frame, require_once
from evidence_lib.show.charts.house import (
    HOUSE_WIDTH,
    axes_or_new,
    dress,
    house_style,
    is_narrow,
    marked,
    measure_words,
    name_values,
    start_axis,
    width_of,
)
from evidence_lib.show.charts.labels import End, label_ends
from evidence_lib.show.charts.palette import LOOKS, Look
from evidence_lib.show.charts.phrases import number, within

QUINTILES = (1, 2, 3, 4, 5)
_QUINTILE_LABELS = ("1\nmost\ndeprived", "2", "3", "4", "5\nleast\ndeprived")


@house_style()
def quintile_slope(
    by_quintile: pd.DataFrame,
    *,
    measure: str,
    from_zero: bool = True,
    width: float = HOUSE_WIDTH,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw values from the most to the least deprived fifth, one line a period.

    Row: one quintile in one period.

    Args:
        by_quintile: ``period``, ``quintile`` (1 is the most deprived, as in SIMD), ``value``. The
            last period of the frame is the thick line.
        measure: What is measured and its unit; written across the top.
        from_zero: Start the vertical axis at zero; otherwise the axis says that it does not.
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure of the house size when None.

    Returns:
        The axes: five labelled positions, the two ends of each line with their values.

    Raises:
        MethodInputError: A column is missing or not numeric, a quintile is not 1 to 5 or repeats in
            a period, there are more than four periods, or there is nothing to draw.
    """
    by_quintile = _check_quintiles(by_quintile, doing="drawing quintile_slope")
    ax = axes_or_new(ax, width=width)
    dress(ax)
    periods = list(by_quintile.groupby("period", sort=False))
    starts, ends = [], []
    for step, (period, rows) in enumerate(reversed(periods)):
        values = _by_quintile(rows)
        look, width = LOOKS[step], 2.5 if step == 0 else 1.6
        ax.plot(
            QUINTILES, values, color=look.colour, linestyle=look.line, linewidth=width,
            **marked(look, size=7),
        )  # fmt: skip
        starts += _end("", 1.0, values[0], look=look)
        ends += _end(f"{period}: ", 5.0, values[4], look=look)
    start_axis(ax, from_zero=from_zero)
    name_values(ax, measure_words(ax, measure))
    ax.set_xlim(-0.4 if is_narrow(width_of(ax)) else 0.2, 5.15)
    ax.set_xticks(QUINTILES, _QUINTILE_LABELS)
    label_ends(ax, starts, left=True)
    label_ends(ax, ends)
    return ax


def text_of_quintile_slope(by_quintile: pd.DataFrame, *, measure: str) -> str:
    """
    Say what `quintile_slope` draws: both ends and their difference, for each period.

    Row: one quintile in one period, with the columns of `quintile_slope`.

    Raises:
        MethodInputError: As `quintile_slope`.
    """
    by_quintile = _check_quintiles(by_quintile, doing="describing quintile_slope")
    sentences = [f"{capital(measure)} by deprivation quintile."]
    for period, rows in by_quintile.groupby("period", sort=False):
        values = _by_quintile(rows)
        said = f"{period}: {number(values[0])} in the most deprived fifth, "
        said += f"{number(values[4])} in the least deprived"
        gap = abs(values[0] - values[4])
        sentences.append(f"{said}." if np.isnan(gap) else f"{said}, a difference of {number(gap)}.")
    return within(sentences)


def _check_quintiles(by_quintile: pd.DataFrame, *, doing: str) -> pd.DataFrame:
    numbers = ("value", "quintile")
    by_quintile = plain_frame(by_quintile, words=("period",), numbers=numbers, doing=doing)
    require_once(by_quintile, ("period", "quintile"), doing=doing)
    if not by_quintile["quintile"].isin(QUINTILES).all():
        raise MethodInputError(f'{doing}: column "quintile" must be 1 (most deprived) to 5')
    if by_quintile["period"].nunique() > len(LOOKS) - 1:
        raise MethodInputError(f"{doing}: at most {len(LOOKS) - 1} periods can be told apart")
    return by_quintile


def _by_quintile(rows: pd.DataFrame) -> list[float]:
    values = dict(zip(rows["quintile"].astype(int), rows["value"], strict=True))
    return [values.get(quintile, np.nan) for quintile in QUINTILES]


def _end(period: str, quintile: float, value: float, *, look: Look) -> list[End]:
    """Label one end of a line, where it has a value."""
    words, strong = f"{period}{number(value)}", look is LOOKS[0]
    return [] if np.isnan(value) else [End(words, quintile, value, strong, look)]
