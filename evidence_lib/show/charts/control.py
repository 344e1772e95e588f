"""Process control charts: whether a value over time is more than chance."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes

from evidence_lib.english import capital, counted
from evidence_lib.errors import require_choice
from evidence_lib.show.charts.checks import plain_frame, require_once
from evidence_lib.show.charts.house import (
    HOUSE_WIDTH,
    axes_or_new,
    dress,
    house_style,
    marked,
    numbers_of,
)
from evidence_lib.show.charts.labels import End, label_ends, thinned_ticks, write_key
from evidence_lib.show.charts.palette import GREY, INK, LOOKS, NAVY, PAPER, POINT_LOOKS
from evidence_lib.show.charts.phrases import number, within, wrapped
from evidence_lib.terms import in_words

POINT_TYPES = tuple(POINT_LOOKS)
_SPC_COLUMNS = ("value", "mean", "lower", "upper")
SPC_HEIGHT = 4.0


@house_style()
def spc_chart(
    chart: pd.DataFrame,
    *,
    measure: str,
    target: float | None = None,
    variation: str = "",
    assurance: str = "",
    width: float = HOUSE_WIDTH,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw a process control chart: points by type, the mean, both limits, and each rule by name.

    Row: one period; the index is its label.

    Args:
        chart: ``value``, ``mean``, ``lower``, ``upper``, ``point_type`` (one of `POINT_TYPES`) and
            ``rule`` (empty for common cause), as from `spc.xmr_chart`.
        measure: What is measured and its unit; written across the top.
        target: Drawn as a dashed line with its label.
        variation: What the last point is, in words, written under the measure.
        assurance: Whether the target is met reliably, in words, written beside it.
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure of the house size, and a little higher, when None.

    Returns:
        The axes. Types differ by shape and are named in the key; a rule is written once for each
        run of points it marks.

    Raises:
        MethodInputError: A column is missing or not numeric, or there is nothing to draw.
        UnknownTermError: A point type is not in its list.
    """
    chart = _check_chart(chart, doing="drawing spc_chart")
    ax = axes_or_new(ax, width=width, height=SPC_HEIGHT)
    dress(ax, grid="")
    positions = [float(step) for step in range(len(chart))]
    ax.plot(positions, numbers_of(chart, "value"), color=GREY, linewidth=1.2)
    _draw_limits(ax, chart, positions)
    for kind, look in POINT_LOOKS.items():
        values = chart["value"].where(chart["point_type"] == kind)
        ax.plot(positions, [float(v) for v in values], linestyle="none", **marked(look, size=8))
    if target is not None:
        ax.axhline(target, color=INK, linestyle=(0, (5, 3)), linewidth=1.4)
    ax.margins(x=0.02, y=0.14)
    thinned_ticks(ax, positions, [str(label) for label in chart.index])
    present = [kind for kind in POINT_LOOKS if (chart["point_type"] == kind).any()]
    entries = {in_words(kind): POINT_LOOKS[kind] for kind in present}
    title = "\n".join(filter(None, [measure, variation, assurance]))
    write_key(ax, entries, title=title, shape="marker")
    _write_rules(ax, chart, positions)
    label_ends(ax, _limit_ends(chart, target), width=14)
    return ax


def text_of_spc_chart(chart: pd.DataFrame, *, measure: str, target: float | None = None) -> str:
    """
    Say what `spc_chart` draws: the last value against its limits, and which rules marked what.

    Row: one period; the index is its label.

    Raises:
        MethodInputError: As `spc_chart`.
        UnknownTermError: As `spc_chart`.
    """
    chart = _check_chart(chart, doing="describing spc_chart")
    known = chart[chart["value"].notna()]
    last = known.iloc[-1]
    sentences = [
        f"{capital(measure)}, {counted(len(known), 'point')} from {known.index[0]} to "
        f"{known.index[-1]}.",
        f"Last value {number(last['value'])}; mean {number(last['mean'])}, "
        f"limits {number(last['lower'])} to {number(last['upper'])}.",
    ]
    sentences += [] if target is None else [f"Target {number(target)}."]
    runs = [
        f"{in_words(str(kind))} by the rule {in_words(str(rule))}, {_from_to(labels)}"
        for kind, rule, labels in _runs(chart)
    ]
    return within([*sentences, *[f"{capital(run)}." for run in runs or ["no rule marks a point"]]])


def _check_chart(chart: pd.DataFrame, *, doing: str) -> pd.DataFrame:
    chart = plain_frame(chart, words=("point_type", "rule"), numbers=_SPC_COLUMNS, doing=doing)
    require_once(chart.assign(label=chart.index.astype(str)), ("label",), doing=doing)
    for kind in chart["point_type"].dropna().unique():
        require_choice("point_type", str(kind), POINT_TYPES, doing=doing)
    return chart


def _draw_limits(ax: Axes, chart: pd.DataFrame, positions: list[float]) -> None:
    """Draw mean and limits as steps, so that a rebase shows as one."""
    for name, line, width in (("mean", "-", 1.6), ("lower", "--", 1.4), ("upper", "--", 1.4)):
        ax.step(
            positions, numbers_of(chart, name), where="mid", color=NAVY, linestyle=line,
            linewidth=width,
        )  # fmt: skip


def _limit_ends(chart: pd.DataFrame, target: float | None) -> list[End]:
    x = float(len(chart) - 1)
    names = {"upper": "upper limit", "mean": "mean", "lower": "lower limit"}
    ends = []
    for column, words in names.items():
        known = chart[column].dropna()
        if len(known):
            last = float(known.iloc[-1])
            ends.append(End(f"{words} {number(last)}", x, last, look=LOOKS[0]))
    return ends if target is None else [*ends, End(f"target {number(target)}", x, target, True)]


def _runs(chart: pd.DataFrame) -> list[tuple[object, object, list[object]]]:
    """Give each unbroken run of points marked by one rule: its type, the rule and its labels."""
    marks = [
        (kind, rule if isinstance(rule, str) else "", label)
        for kind, rule, label in zip(chart["point_type"], chart["rule"], chart.index, strict=True)
    ]
    runs = groupby(marks, key=lambda mark: mark[:2])
    return [(kind, rule, [mark[2] for mark in run]) for (kind, rule), run in runs if rule]


def _from_to(labels: list[object]) -> str:
    return str(labels[0]) if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"


def _write_rules(ax: Axes, chart: pd.DataFrame, positions: list[float]) -> None:
    """Write each rule at the middle of its run, away from the mean."""
    place = dict(zip(chart.index, positions, strict=True))
    for _, rule, labels in _runs(chart):
        rows = chart.loc[labels]
        above = bool(rows["value"].mean() >= rows["mean"].mean())
        middle = sum(place[label] for label in labels) / len(labels)
        peak = rows["value"].max() if above else rows["value"].min()
        ax.annotate(
            wrapped(in_words(str(rule)), 12),
            (middle, float(peak)),
            xytext=(0, 9 if above else -9),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.0},
        )
