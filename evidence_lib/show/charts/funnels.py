"""Places of different sizes, and the limits chance alone would keep them in."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import StrMethodFormatter

from evidence_lib.english import capital, counted, listed
from evidence_lib.show.charts.checks import plain_frame, require_at_least, require_once
from evidence_lib.show.charts.house import (
    CHARACTER_POINTS,
    HOUSE_WIDTH,
    LINE_POINTS,
    axes_or_new,
    dress,
    house_style,
    marked,
    name_values,
    numbers_of,
    size_points,
)
from evidence_lib.show.charts.labels import End, label_ends
from evidence_lib.show.charts.palette import GREY, LOOKS, Look
from evidence_lib.show.charts.phrases import number, within

Box = tuple[float, float, float, float]
STEPS_ALONG = 60
SIDES = ((0, 1), (1, 0), (-1, 0), (0, -1))
"""Above, right, left and below: where a name may stand by its place, in that order."""


@house_style()
def funnel(
    places: pd.DataFrame,
    *,
    measure: str,
    base: str,
    limits: str = "limits",
    named: bool = True,
    width: float = HOUSE_WIDTH,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw places by the size of their base, with the limits chance alone would keep them in.

    Row: one place.

    Args:
        places: ``label``, ``denominator``, ``value``, ``centre``, ``lower``, ``upper``, as from
            `spc.u_chart` or `spc.p_chart` with the first two added; optional ``highlighted``.
        measure: What is measured and its unit; written across the top.
        base: What the denominator counts; written along the bottom.
        limits: The words for the limits, such as ``99.8% limits``.
        named: Whether places outside are named; the highlighted one always is.
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure of the house size when None.

    Returns:
        The axes. A place outside its limits is a square, the highlighted one a diamond with its
        name in bold, the others circles. Places outside are named, the furthest out first, as far
        as their names do not touch; the text and the table name them all.

    Raises:
        MethodInputError: A column is missing or not numeric, a label repeats, or there is nothing
            to draw.
    """
    places = _check_places(places, doing="drawing funnel")
    ax = axes_or_new(ax, width=width)
    dress(ax)
    ordered = places.sort_values("denominator", kind="stable")
    sizes = numbers_of(ordered, "denominator")
    for name, line in (("centre", "-"), ("lower", "--"), ("upper", "--")):
        ax.plot(sizes, numbers_of(ordered, name), color=GREY, linestyle=line, linewidth=1.4)
    marks = _marks(ordered)
    for look in (LOOKS[0], LOOKS[1], LOOKS[2]):
        values = [
            v if each is look else np.nan for v, each in zip(ordered["value"], marks, strict=True)
        ]
        ax.plot(sizes, values, linestyle="none", **marked(look, size=7))
    name_values(ax, f"{measure}, with {limits}" if measure else "")
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.locator_params(axis="x", nbins=5)
    ax.set_xlabel(base)
    ax.margins(x=0.04, y=0.12)
    _name_places(ax, ordered, marks, wanted=(LOOKS[1], LOOKS[2]) if named else (LOOKS[2],))
    last = ordered.iloc[-1]
    lines = {"upper": "upper limit", "centre": "overall", "lower": "lower limit"}
    label_ends(ax, [End(words, sizes[-1], float(last[name])) for name, words in lines.items()])
    return ax


def text_of_funnel(
    places: pd.DataFrame, *, measure: str, limits: str = "limits", named: bool = True
) -> str:
    """
    Say what `funnel` draws: how many places lie outside, and where the highlighted one is.

    Those outside are named where *named* is true.

    Row: one place, with the columns of `funnel`.

    Raises:
        MethodInputError: As `funnel`.
    """
    places = _check_places(places, doing="describing funnel")
    known = places[places["value"].notna()]
    over, under = known[known["value"] > known["upper"]], known[known["value"] < known["lower"]]
    sentences = [
        f"{capital(measure)} for {counted(len(known), 'place')}, by size of base; "
        f"{len(over)} above the {limits} and {len(under)} below."
    ]
    for words, rows in (("Above", over), ("Below", under)):
        names = listed([str(label) for label in rows["label"]])
        sentences += [f"{words}: {names}."] if names and named else []
    chosen = known[known["highlighted"].astype(bool)] if "highlighted" in known else known.iloc[:0]
    said = [
        f"{row['label']}: {number(row['value'])}, limits {number(row['lower'])} to "
        f"{number(row['upper'])}."
        for _, row in chosen.iterrows()
    ]
    return within([sentences[0], *said, *sentences[1:]])


def _check_places(places: pd.DataFrame, *, doing: str) -> pd.DataFrame:
    numbers = ("value", "denominator", "centre", "lower", "upper")
    places = plain_frame(places, words=("label",), numbers=numbers, doing=doing)
    require_once(places, ("label",), doing=doing)
    require_at_least(places, ("denominator",), least=0, doing=doing)
    return places


def _marks(places: pd.DataFrame) -> list[Look]:
    """Choose each place's look: highlighted, outside its limits, or neither."""
    outside = (places["value"] > places["upper"]) | (places["value"] < places["lower"])
    chosen = places["highlighted"] if "highlighted" in places else [False] * len(places)
    pairs = zip(chosen, outside, strict=True)
    return [LOOKS[2] if picked else LOOKS[1] if out else LOOKS[0] for picked, out in pairs]


def _name_places(
    ax: Axes, places: pd.DataFrame, marks: list[Look], *, wanted: tuple[Look, ...]
) -> None:
    """Write the names there is room for, the highlighted first and then the furthest out."""
    known = [
        pair
        for pair in zip(places.to_dict("records"), marks, strict=True)
        if pair[0]["value"] > -np.inf
    ]
    taken = [_box(_on_page(ax, row), (0, 0), 4.0) for row, _ in known]
    taken += _along_limits(ax, places)
    named = [pair for pair in known if pair[1] in wanted]
    named.sort(
        key=lambda pair: (pair[1] is not LOOKS[2], -abs(pair[0]["value"] - pair[0]["centre"]))
    )
    for row, look in named:
        half = len(str(row["label"])) * CHARACTER_POINTS / 2
        boxes = {side: _box(_on_page(ax, row), side, half) for side in SIDES}
        clashes = {side: _clashes(boxes[side], taken, _on_page(ax)[0]) for side in SIDES}
        side = min(SIDES, key=lambda each: clashes[each])
        if not clashes[side] or look is LOOKS[2]:
            taken.append(boxes[side])
            _write_name(ax, row, side, bold=look is LOOKS[2])


def _along_limits(ax: Axes, places: pd.DataFrame) -> list[Box]:
    """Give the room that the limits and the centre take, in small steps from place to place."""
    sizes = numbers_of(places, "denominator")
    steps = np.linspace(sizes[0], sizes[-1], STEPS_ALONG)
    points: list[dict[Hashable, Any]] = [
        {"denominator": float(x), "value": float(y)}
        for name in ("lower", "centre", "upper")
        for x, y in zip(steps, np.interp(steps, sizes, numbers_of(places, name)), strict=True)
    ]
    return [_box(_on_page(ax, point), (0, 0), 2.0) for point in points]


def _on_page(ax: Axes, row: dict[Hashable, Any] | None = None) -> tuple[float, float]:
    """Estimate where a place stands, in points from the corner; the far corner without one."""
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    x, y = (row["denominator"], row["value"]) if row else (right, top)
    width, height = size_points(ax)
    across, up = (x - left) / (right - left), (y - bottom) / (top - bottom)
    return 0.8 * width * across, 0.9 * height * up


def _box(point: tuple[float, float], side: tuple[int, int], half: float) -> Box:
    """Give the room words take on one side of a point: left, right, bottom, top, in points."""
    x, y = point[0] + side[0] * (7 + half), point[1] + side[1] * LINE_POINTS
    tall = LINE_POINTS / 2 if side != (0, 0) else half
    return (x - half, x + half, y - tall, y + tall)


def _clashes(box: Box, taken: list[Box], right: float) -> int:
    """Count what a name would touch: points and names already there, and the sides of the axes."""
    touched = [
        other
        for other in taken
        if box[0] < other[1] and other[0] < box[1] and box[2] < other[3] and other[2] < box[3]
    ]
    return len(touched) + (box[0] < 0) + (box[1] > right)


def _write_name(ax: Axes, row: dict[Hashable, Any], side: tuple[int, int], *, bold: bool) -> None:
    ax.annotate(
        str(row["label"]),
        (row["denominator"], row["value"]),
        xytext=(8 * side[0], LINE_POINTS * side[1]),
        textcoords="offset points",
        ha=("right", "center", "left")[side[0] + 1],
        va="center",
        fontweight="bold" if bold else "normal",
    )
