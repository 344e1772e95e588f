"""
The house style of a chart: its size, its settings and its plain axes.

Nothing here touches pyplot or leaves a setting behind: figures are made directly, and the settings
hold only inside `house_style`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evidence_lib.english import capital
from evidence_lib.errors import MethodInputError
from evidence_lib.show.charts.palette import GREY, GRID, INK, PAPER, Look
from evidence_lib.show.charts.phrases import wrapped

HOUSE_WIDTH = 6.0
HOUSE_HEIGHT = 3.4
NARROW_WIDTH = 3.6
"""Inches of the drawing for a phone: its letters are 12 pixels or more from 260 pixels on."""

NARROW = 4.5
"""Inches below which a drawing is laid out for a narrow screen."""

FONT_POINTS = 12.0
LINE_POINTS = FONT_POINTS * 1.22
CHARACTER_POINTS = FONT_POINTS * 0.6
"""Mean width of a character of the font that comes with matplotlib."""

CUT_AXIS = "axis does not start at zero"

_SETTINGS: Any = {
    "font.family": ["DejaVu Sans"],
    "font.size": FONT_POINTS,
    "axes.labelsize": FONT_POINTS,
    "axes.titlesize": FONT_POINTS,
    "xtick.labelsize": FONT_POINTS,
    "ytick.labelsize": FONT_POINTS,
    "legend.fontsize": FONT_POINTS,
    "text.color": INK,
    "text.parse_math": False,
    "axes.labelcolor": INK,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "hatch.linewidth": 1.2,
}


@contextmanager
def house_style() -> Iterator[None]:
    """
    Hold the house settings while drawing, whatever the reader's own are, and put those back.

    Also a decorator, as every context manager of this kind: ``@house_style()``.
    """
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


def axes_or_new(ax: Axes | None, *, width: float, height: float = HOUSE_HEIGHT) -> Axes:
    """Give back the caller's axes, or those of a new figure; inches wide and high."""
    if ax is not None:
        return ax
    return Figure(figsize=(width, height), layout="constrained").add_subplot()


def width_of(ax: Axes) -> float:
    """Give the inches a drawing is wide."""
    return float(figure_of(ax).get_figwidth())


def is_narrow(width: float) -> bool:
    """Say whether a drawing of so many inches is for a narrow screen."""
    return width < NARROW


def characters(width: float, *, share: float = 1.0) -> int:
    """Give how many characters a share of so many inches holds."""
    return int(share * 72 * width / CHARACTER_POINTS)


def figure_of(ax: Axes) -> Figure:
    """
    Find the figure axes stand on.

    Raises:
        MethodInputError: The axes were taken off their figure.
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        raise MethodInputError("drawing a chart: the axes belong to no figure")
    return figure


def dress(ax: Axes, *, grid: str = "y", spines: Sequence[str] = ("bottom",)) -> None:
    """Make axes plain: only the named spines, a light grid along one direction or none."""
    for side, spine in ax.spines.items():
        spine.set_visible(side in spines)
        spine.set_color(GREY)
    ax.set_axisbelow(True)
    ax.grid(visible=False)
    if grid:
        ax.grid(visible=True, axis="x" if grid == "x" else "y", color=GRID, linewidth=0.8)
    ax.tick_params(length=0, labelsize=FONT_POINTS, labelcolor=INK)


def name_values(ax: Axes, words: str) -> None:
    """Write what the vertical axis measures over its top, where no head need be turned."""
    held = characters(width_of(ax), share=0.87)
    ax.set_title(wrapped(words, held), loc="left", fontsize=FONT_POINTS, color=INK, pad=8.0)


def start_axis(ax: Axes, *, from_zero: bool) -> None:
    """Fix the vertical limits before labels are placed by them."""
    bottom, top = ax.get_ylim()
    if from_zero and bottom > 0:
        # the margin above was a share of the cut range, too thin for a marker on the whole one
        bottom, top = 0.0, 1.04 * top
    ax.set_ylim(bottom, top)


def measure_words(ax: Axes, measure: str) -> str:
    """Own up to an axis that does not show zero; the measure may stand elsewhere, and be empty."""
    bottom, top = ax.get_ylim()
    if bottom <= 0 <= top:
        return measure
    return f"{measure} ({CUT_AXIS})" if measure else capital(CUT_AXIS)


def numbers_of(frame: pd.DataFrame, column: str) -> list[float]:
    """
    Take a column as plain numbers, which is what matplotlib draws without asking back.

    Row: whatever the chart says.
    """
    return [float(value) for value in frame[column]]


def size_points(ax: Axes) -> tuple[float, float]:
    """Estimate width and height of axes in points, before they are laid out."""
    width, height = figure_of(ax).get_size_inches()
    position = ax.get_position()
    return 72 * float(width) * position.width, 72 * float(height) * position.height


def marked(look: Look, *, size: float = 8.0) -> dict[str, Any]:
    """Give a marker the look, outlined in ink so that a light fill is still seen."""
    return {
        "marker": look.marker,
        "markersize": size,
        "markerfacecolor": look.colour,
        "markeredgecolor": INK,
        "markeredgewidth": 1.0,
    }


def filled(look: Look) -> dict[str, Any]:
    """Give a bar the look: its fill, its hatch in white, and a thin outline."""
    return {
        "facecolor": look.colour,
        "hatch": look.hatch,
        "hatchcolor": PAPER,
        "edgecolor": PAPER if look.hatch else INK,
        "linewidth": 1.0 if look.hatch else 0.6,
    }
