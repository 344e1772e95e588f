"""How long things last, with what is still open counted rightly."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from evidence_lib.english import capital
from evidence_lib.errors import MethodInputError
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
    numbers_of,
)
from evidence_lib.show.charts.labels import write_key
from evidence_lib.show.charts.palette import BAND, GREY, INK, LOOKS, PAPER, Look
from evidence_lib.show.charts.phrases import number, percent, within


@house_style()
def survival_steps(
    curves: pd.DataFrame,
    *,
    measure: str,
    time_unit: str = "days",
    width: float = HOUSE_WIDTH,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw the share still waiting (or still lasting) as time goes by, one stepped line a group.

    Row: one time in one group.

    Args:
        curves: ``time``, ``survival`` (share, 0-1), ``low``, ``high`` and ``group``, as from
            `timeliness.survival_curve` with the group added; optional ``censored`` (how many were
            still open at that time), drawn as ticks.
        measure: What the share is of; written over the key.
        time_unit: The unit of time; written along the bottom.
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure of the house size when None.

    Returns:
        The axes, from 0% to 100%. Lines end anywhere, so they are told apart by dashes and by the
        shape each carries where it comes down to half, and are named in the key. The interval is
        shaded where there is one group; where there are more its bounds are left to the table.

    Raises:
        MethodInputError: A column is missing or not numeric, a share is not 0 to 1, a group repeats
            a time, there are more than four groups, or there is nothing to draw.
    """
    curves = _check_curves(curves, doing="drawing survival_steps")
    groups = [
        (str(name), rows.sort_values("time")) for name, rows in curves.groupby("group", sort=False)
    ]
    ax = axes_or_new(ax, width=width)
    dress(ax)
    looks = dict(zip((name for name, _ in groups), LOOKS, strict=False))
    for name, rows in groups:
        _draw_curve(ax, rows, looks[name], shaded=len(groups) == 1)
    ax.axhline(0.5, color=INK, linestyle=(0, (4, 3)), linewidth=1.2, zorder=1)
    ax.annotate(
        "half", (1.0, 0.5), xycoords=("axes fraction", "data"), xytext=(-4, 4),
        textcoords="offset points", ha="right",
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5},
    )  # fmt: skip
    ax.set(xlabel=capital(time_unit), ylim=(0.0, 1.02))
    ax.set_xlim(left=0.0)
    ax.yaxis.set_major_formatter(PercentFormatter(1.0))
    write_key(ax, looks, title=measure, shape="line")
    return ax


def text_of_survival_steps(curves: pd.DataFrame, *, measure: str, time_unit: str = "days") -> str:
    """
    Say what `survival_steps` draws: when each group comes to half, and where its line ends.

    Row: one time in one group, with the columns of `survival_steps`.

    Raises:
        MethodInputError: As `survival_steps`.
    """
    curves = _check_curves(curves, doing="describing survival_steps")
    sentences = [f"{capital(measure)} as time goes by."]
    for name, rows in curves.sort_values("time").groupby("group", sort=False):
        half = rows[rows["survival"] <= 0.5]
        last = rows.iloc[-1]
        said = (
            f"{name}: half or fewer from {_time(half['time'].iloc[0], time_unit)}"
            if len(half)
            else f"{name}: does not come down to half"
        )
        sentences.append(
            f"{said}; {percent(last['survival'])} at {_time(last['time'], time_unit)}."
        )
    return within(sentences)


def _time(time: float, time_unit: str) -> str:
    """Write a time with its unit: ``1 day``, ``9 days``."""
    return f"{number(time)} {time_unit.removesuffix('s') if time == 1 else time_unit}"


def _check_curves(curves: pd.DataFrame, *, doing: str) -> pd.DataFrame:
    numbers = ("survival", "time", "low", "high")
    curves = plain_frame(curves, words=("group",), numbers=numbers, doing=doing)
    require_at_least(curves, ("time", "survival"), least=0, doing=doing)
    require_once(curves, ("group", "time"), doing=doing)
    require_interval(curves, "low", "survival", "high", doing=doing)
    if (curves["survival"] > 1).any():
        raise MethodInputError(f'{doing}: column "survival" is a share and must be 1 or less')
    if curves["group"].nunique() > len(LOOKS) - 1:
        raise MethodInputError(f"{doing}: at most {len(LOOKS) - 1} groups can be told apart")
    return curves


def _from_start(rows: pd.DataFrame, column: str, first: float) -> list[float]:
    """Begin a column at time 0, where a curve always is."""
    values = numbers_of(rows, column)
    return values if rows["time"].iloc[0] == 0 else [first, *values]


def _draw_curve(ax: Axes, rows: pd.DataFrame, look: Look, *, shaded: bool) -> None:
    times, shares = _from_start(rows, "time", 0.0), _from_start(rows, "survival", 1.0)
    ax.step(times, shares, where="post", color=look.colour, linestyle=look.line, linewidth=2.2)
    if shaded:
        low, high = _from_start(rows, "low", 1.0), _from_start(rows, "high", 1.0)
        ax.fill_between(times, low, high, step="post", facecolor=BAND, edgecolor=GREY, zorder=0)
    if "censored" in rows.columns:
        still_open = rows[rows["censored"] > 0]
        ticks = numbers_of(still_open, "time"), numbers_of(still_open, "survival")
        ax.plot(*ticks, linestyle="none", marker="|", markersize=9, color=INK)
    half = [time for time, share in zip(times, shares, strict=True) if share <= 0.5]
    ax.plot(half[:1], [0.5] * len(half[:1]), linestyle="none", **marked(look))
