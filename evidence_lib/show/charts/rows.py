"""Rows of a chart and their names: beside the bars, or above each where the drawing is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from evidence_lib.show.charts.house import (
    CHARACTER_POINTS,
    LINE_POINTS,
    characters,
    figure_of,
    is_narrow,
)
from evidence_lib.show.charts.phrases import wrapped

BAR_POINTS = 17.0
GAP_POINTS = 9.0
BESIDE_CHARACTERS = 24
SHORT_NAME = 9
"""A name of so few characters has room beside its bar in any drawing."""


@dataclass(frozen=True)
class Rows:
    """
    The rows of one drawing, the first at the top, one unit apart.

    ``names`` are broken into lines; ``above`` says that they stand over their bars; ``over`` is the
    room in points that what is written over the bars themselves takes.
    """

    names: tuple[str, ...]
    width: float
    above: bool
    over: float = 0.0

    @property
    def pitch(self) -> float:
        """The points from one row to the next."""
        name = max(each.count("\n") + 1 for each in self.names) * LINE_POINTS
        if self.above:
            return BAR_POINTS + self.over + name + GAP_POINTS
        return max(BAR_POINTS + 2 * self.over, name) + GAP_POINTS

    @property
    def thick(self) -> float:
        """How thick a bar is, as a share of the pitch."""
        return BAR_POINTS / self.pitch

    @property
    def room(self) -> float:
        """The points across that are left for bars."""
        name = max(len(line) for each in self.names for line in each.splitlines())
        return 72 * self.width - 24 - (0.0 if self.above else name * CHARACTER_POINTS)

    def height(self, *, above: float = 1.0) -> float:
        """Give the inches that the rows need, and *above* for what stands over and under them."""
        return above + self.pitch * len(self.names) / 72


def rows_of(labels: Sequence[str], *, width: float, over: float = 0.0) -> Rows:
    """Break the names of rows for a drawing of so many inches."""
    longest = max(map(len, labels))
    above = is_narrow(width) and longest > SHORT_NAME
    held = characters(width, share=0.92) if above else BESIDE_CHARACTERS
    return Rows(tuple(wrapped(label, held) for label in labels), width, above, over)


def name_rows(ax: Axes, rows: Rows, *, strong: Sequence[bool] = ()) -> None:
    """Write the names of the rows, the strong ones in bold, and fix the vertical limits."""
    many = len(rows.names)
    ax.set_ylim(many - 0.5, -0.5)
    bold = [*strong, *([False] * (many - len(strong)))]
    weights = ["bold" if each else "normal" for each in bold]
    if rows.above:
        _write_above(ax, rows, weights)
        return
    ax.set_yticks(range(many), rows.names)
    for text, weight in zip(ax.get_yticklabels(), weights, strict=True):
        text.set_fontweight(weight)


def _write_above(ax: Axes, rows: Rows, weights: Sequence[str]) -> None:
    """Write each name over its bar, which moves to the lower end of its row."""
    ax.set_yticks([])
    middle = (GAP_POINTS + BAR_POINTS) / 2 / rows.pitch
    ax.set_ylim(len(rows.names) - 1 + middle, middle - 1)
    up = ScaledTranslation(0, (BAR_POINTS / 2 + rows.over + 3) / 72, figure_of(ax).dpi_scale_trans)
    place = blended_transform_factory(ax.transAxes, ax.transData) + up
    for row, (name, weight) in enumerate(zip(rows.names, weights, strict=True)):
        ax.text(0.0, row, name, va="bottom", fontweight=weight, transform=place)
