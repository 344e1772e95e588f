"""Small panels of rate trends on one scale."""

from __future__ import annotations

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evidence_lib.english import capital
from evidence_lib.errors import MethodInputError
from evidence_lib.show.charts.checks import plain_frame
from evidence_lib.show.charts.house import (
    FONT_POINTS,
    HOUSE_HEIGHT,
    HOUSE_WIDTH,
    figure_of,
    house_style,
    measure_words,
    start_axis,
)
from evidence_lib.show.charts.labels import End, label_ends
from evidence_lib.show.charts.periods import period_scale
from evidence_lib.show.charts.phrases import number, within, wrapped
from evidence_lib.show.charts.trends import (
    check_rates,
    draw_rates,
    periods_in_order,
    say_series,
)

PANEL_HEIGHT = 2.1


@house_style()
def small_multiple_axes(
    panels: pd.DataFrame, *, place: str, measure: str, columns: int = 2, from_zero: bool = False
) -> list[Axes]:
    """
    Draw a grid of rate trends with one scale, so that panels can be compared by eye.

    Row: one series in one period in one panel.

    Args:
        panels: ``panel`` and the columns of `rate_trend`.
        place: The series each panel is about.
        measure: What is measured and its unit; written once, over the first panel.
        columns: Panels beside each other.
        from_zero: Start the shared vertical axis at zero.

    Returns:
        One axes a panel, in the order of the frame; all of one new figure, for `exhibit`.

    Raises:
        MethodInputError: As `rate_trend`, for any panel; or *columns* is below 1.
    """
    plain_frame(panels, words=("panel",), doing="drawing small_multiple_axes")
    if columns < 1:
        raise MethodInputError(
            f'drawing small_multiple_axes: "columns" must be 1 or more; got {columns}'
        )
    by_panel = list(panels.groupby("panel", sort=False))
    by_panel = [
        (title, check_rates(rates, place, doing="drawing small_multiple_axes"))
        for title, rates in by_panel
    ]
    drawn = _panel_grid(len(by_panel), columns)
    last_points: list[End] = []
    for (title, rates), ax in zip(by_panel, drawn, strict=True):
        last_points.append(draw_rates(ax, period_scale(periods_in_order(rates)), rates, place)[-1])
        ax.set_title(wrapped(title, 46 // columns), loc="left", fontweight="bold")
    start_axis(drawn[0], from_zero=from_zero)
    for ax, end in zip(drawn, last_points, strict=True):
        label_ends(ax, [End(number(end.y), end.x, end.y, strong=True)])
    _name_panels(drawn, measure_words(drawn[0], measure))
    return drawn


def _panel_grid(many: int, columns: int) -> list[Axes]:
    rows = -(-many // columns)
    size = (HOUSE_WIDTH, max(HOUSE_HEIGHT, 1.0 + rows * PANEL_HEIGHT))
    figure = Figure(figsize=size, layout="constrained")
    grid = list(figure.subplots(rows, columns, squeeze=False, sharey=True).flat)
    for empty in grid[many:]:
        empty.remove()
    return grid[:many]


def _name_panels(drawn: list[Axes], words: str) -> None:
    """Say once for all panels what is measured and which line is which."""
    figure = figure_of(drawn[0])
    named: dict[str, Artist] = {}
    for ax in reversed(drawn):
        handles, labels = ax.get_legend_handles_labels()
        named |= dict(zip(reversed(labels), reversed(handles), strict=True))
    figure.legend(
        list(named.values()),
        list(named),
        title=wrapped(words, 54),
        title_fontsize=FONT_POINTS,
        alignment="left",
        loc="outside upper left",
        ncols=2,
        frameon=False,
        columnspacing=1.2,
    )


def text_of_small_multiples(panels: pd.DataFrame, *, place: str, measure: str) -> str:
    """
    Say what `small_multiple_axes` draws: the place's first and last value in each panel.

    Row: one series in one period in one panel.

    Raises:
        MethodInputError: As `rate_trend`, for any panel.
    """
    plain_frame(panels, words=("panel",), doing="describing small_multiple_axes")
    several = panels["panel"].nunique()
    on = f" in {several} panels of one scale" if several > 1 else ""
    sentences = [f"{capital(measure)}{on}."]
    for panel, rates in panels.groupby("panel", sort=False):
        rates = check_rates(rates, place, doing="describing small_multiple_axes")
        said = say_series(place, rates[rates["series"] == place], extremes=False)
        sentences.append(f"{panel}, {said}")
    return within(sentences)
