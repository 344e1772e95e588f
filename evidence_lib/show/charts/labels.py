"""Words on a chart: names at the ends of lines, ticks that fit, and a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from evidence_lib.english import one_way_each
from evidence_lib.show.charts.house import (
    CHARACTER_POINTS,
    FONT_POINTS,
    LINE_POINTS,
    characters,
    figure_of,
    filled,
    is_narrow,
    marked,
    size_points,
    width_of,
)
from evidence_lib.show.charts.palette import PLAIN, Look
from evidence_lib.show.charts.phrases import wrapped

TICK_CHARACTERS = 9
KEY_LINE_POINTS = FONT_POINTS * 1.6


def thinned_ticks(ax: Axes, positions: Sequence[float], labels: Sequence[str]) -> None:
    """Label as many positions along the bottom as fit without turning, the last one always."""
    labels = [
        label if "\n" in label else wrapped(label, TICK_CHARACTERS)
        for label in one_way_each(labels)
    ]
    longest = max(len(line) for label in labels for line in label.splitlines())
    room = int(0.85 * size_points(ax)[0] / (longest * CHARACTER_POINTS + 8))
    step = -(-len(labels) // max(room, 1))
    kept = sorted(range(len(labels) - 1, -1, -step))
    ax.set_xticks([positions[each] for each in kept], [labels[each] for each in kept])


def spread(
    wanted: Sequence[float], sizes: Sequence[float], *, low: float, high: float
) -> list[float]:
    """
    Move label centres as little as possible so that none overlaps, and keep their order.

    Least squares under the order of the labels, by pooling neighbours; held between *low* and
    *high* where they fit.

    Args:
        wanted: Where each label would like to be.
        sizes: The room each label takes, in the same unit.
        low: The lower edge of the room there is.
        high: The upper edge.
    """
    order = sorted(range(len(wanted)), key=lambda each: wanted[each])
    offsets = [0.0]
    for before, after in pairwise(order):
        offsets.append(offsets[-1] + (sizes[before] + sizes[after]) / 2)
    pooled = _pool([wanted[each] - offset for each, offset in zip(order, offsets, strict=True)])
    floor = low + sizes[order[0]] / 2
    ceiling = max(floor, high - sizes[order[-1]] / 2 - offsets[-1])
    placed = [0.0] * len(wanted)
    for each, value, offset in zip(order, pooled, offsets, strict=True):
        placed[each] = min(max(value, floor), ceiling) + offset
    return placed


def _pool(values: Sequence[float]) -> list[float]:
    """Give the nearest sequence that never falls (pool adjacent violators)."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        blocks.append((value, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (first, many), (second, more) = blocks[-2:]
            blocks[-2:] = [((first * many + second * more) / (many + more), many + more)]
    return [value for value, many in blocks for _ in range(many)]


@dataclass(frozen=True)
class End:
    """
    A label beside the end of a line; ``strong`` marks the one the chart is about.

    ``look`` is the line's own: the label has its colour, in a shade that can be read.
    """

    words: str
    x: float
    y: float
    strong: bool = False
    look: Look = PLAIN


END_POINTS = 12.0
"""How far beyond the axes the labels of line ends begin, all in line."""


def label_ends(ax: Axes, ends: Sequence[End], *, width: int = 16, left: bool = False) -> None:
    """Write each line's name right of the axes, or left of its end, where it touches no other."""
    if not ends:
        return
    bottom, top = ax.get_ylim()
    point = (top - bottom) / (0.8 * size_points(ax)[1])
    held = min(width, 9) if is_narrow(width_of(ax)) else width
    texts = [wrapped(end.words, held) for end in ends]
    sizes = [(text.count("\n") + 1) * LINE_POINTS * point for text in texts]
    places = spread([end.y for end in ends], sizes, low=bottom, high=top + 2 * point)
    edge = min(end.x for end in ends) if left else max(ax.get_xlim())
    for end, text, place in zip(ends, texts, places, strict=True):
        moved = abs(place - end.y) > 6 * point
        _write_end(ax, end, text, at=(edge, place), left=left, leads=moved or not left)


def _write_end(
    ax: Axes, end: End, text: str, *, at: tuple[float, float], left: bool, leads: bool
) -> None:
    line = {"arrowstyle": "-", "color": end.look.colour, "linewidth": 0.9}
    ax.annotate(
        text,
        xy=(end.x, end.y),
        xytext=at,
        textcoords=_beside(ax, -END_POINTS if left else END_POINTS),
        va="center",
        ha="right" if left else "left",
        color=end.look.words,
        fontweight="bold" if end.strong else "normal",
        annotation_clip=False,
        arrowprops={**line, "relpos": (float(left), 0.5)} if leads else None,
    )


def _beside(ax: Axes, points: float) -> Any:
    """Give data coordinates moved some points to the right."""
    return ax.transData + ScaledTranslation(points / 72, 0, figure_of(ax).dpi_scale_trans)


def write_key(
    ax: Axes, entries: Mapping[str, Look], *, title: str = "", shape: str = "patch"
) -> None:
    """
    Write a key above the axes, from the figure's left edge, for what has no room for labels.

    Args:
        ax: The axes.
        entries: Words and the look they stand for.
        title: What is measured, over the key; lines in it are kept.
        shape: What stands before the words: ``patch``, ``marker`` or ``line`` (with its marker).
    """
    held = characters(width_of(ax), share=0.9)
    ax.legend(
        handles=[_handle(words, look, shape) for words, look in entries.items()],
        loc="lower left",
        bbox_to_anchor=(0.005, 1.0),
        bbox_transform=blended_transform_factory(figure_of(ax).transFigure, ax.transAxes),
        ncols=key_columns(list(entries), width=width_of(ax)),
        title="\n".join(wrapped(line, held) for line in title.splitlines()) or None,
        title_fontsize=FONT_POINTS,
        alignment="left",
        frameon=False,
        borderaxespad=0.3,
        borderpad=0.2,
        handlelength=1.0 if shape == "marker" else 2.0,
        handletextpad=0.5,
        columnspacing=1.2,
    )


def key_columns(words: Sequence[str], *, width: float) -> int:
    """Give the most columns in which a key of some words is no wider than so many inches."""
    held = characters(width)
    for columns in range(len(words), 1, -1):
        parts = [list(part) for part in np.array_split(list(words), columns)]
        if sum(max(map(len, part)) + 6 for part in parts) <= held:
            return columns
    return 1


def key_height(words: Sequence[str], *, width: float) -> float:
    """Give the inches that a key of some words takes, and the margins of a drawing of bars."""
    lines = -(-len(words) // key_columns(words, width=width))
    return 0.3 + lines * KEY_LINE_POINTS / 72


def _handle(words: str, look: Look, shape: str) -> Patch | Line2D:
    if shape == "patch":
        return Patch(label=words, **filled(look))
    style = {"linestyle": look.line if shape == "line" else "none", **marked(look)}
    return Line2D([], [], color=look.colour, label=words, **style)
