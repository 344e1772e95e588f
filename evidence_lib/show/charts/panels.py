"""Small panels of rate trends, on one scale where that shows each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
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
    characters,
    figure_of,
    house_style,
    is_narrow,
    measure_words,
    start_axis,
)
from evidence_lib.show.charts.labels import End, key_columns, label_ends
from evidence_lib.show.charts.periods import period_scale
from evidence_lib.show.charts.phrases import numbers_alike, within, wrapped
from evidence_lib.show.charts.trends import (
    check_rates,
    draw_rates,
    periods_in_order,
    say_series,
)

PANEL_HEIGHT = 2.1
FLAT = 0.3
"""A panel that would fill less of the scale of all than this has a flat line there."""

OWN_SCALES = "Each panel has a scale of its own."

Panel = tuple[str, pd.DataFrame]


@house_style()
def small_multiple_axes(
    panels: pd.DataFrame,
    *,
    place: str,
    measure: str,
    columns: int = 2,
    from_zero: bool = False,
    width: float = HOUSE_WIDTH,
) -> list[Axes]:
    """
    Draw a grid of rate trends with one scale, so that panels can be compared by eye.

    Where one scale would make a panel's line flat, each panel has its own and the drawing says so.

    Row: one series in one period in one panel.

    Args:
        panels: ``panel`` and the columns of `rate_trend`.
        place: The series each panel is about.
        measure: What is measured and its unit; written once, over the first panel.
        columns: Panels beside each other; one below the other in a narrow drawing.
        from_zero: Start the vertical axes at zero.
        width: Inches: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.

    Returns:
        One axes a panel, in the order of the frame; all of one new figure, for `exhibit`.

    Raises:
        MethodInputError: As `rate_trend`, for any panel; or *columns* is below 1.
    """
    by_panel = _check_panels(panels, place, doing="drawing small_multiple_axes")
    if columns < 1:
        raise MethodInputError(
            f'drawing small_multiple_axes: "columns" must be 1 or more; got {columns}'
        )
    shared = _one_scale(by_panel, from_zero=from_zero)
    across = 1 if is_narrow(width) else columns
    drawn = _panel_grid(len(by_panel), across, width=width, shared=shared)
    held = characters(width, share=0.77) // across
    last_points: list[End] = []
    for (title, rates), ax in zip(by_panel, drawn, strict=True):
        last_points.append(draw_rates(ax, period_scale(periods_in_order(rates)), rates, place)[-1])
        ax.set_title(wrapped(title, held), loc="left", fontweight="bold")
    for ax in drawn[:1] if shared else drawn:
        start_axis(ax, from_zero=from_zero)
    said = numbers_alike([end.y for end in last_points])
    for ax, end in zip(drawn, last_points, strict=True):
        label_ends(ax, [replace(end, words=said[end.y])])
    words = measure_words(drawn[0], measure)
    _name_panels(drawn, words if shared else ". ".join(filter(None, [words, OWN_SCALES])))
    return drawn


def _check_panels(panels: pd.DataFrame, place: str, *, doing: str) -> list[Panel]:
    plain_frame(panels, words=("panel",), doing=doing)
    return [
        (str(title), check_rates(rates, place, doing=doing))
        for title, rates in panels.groupby("panel", sort=False)
    ]


def _one_scale(by_panel: Sequence[Panel], *, from_zero: bool) -> bool:
    """Say whether every panel fills enough of a scale that holds them all."""
    spans = [_span(rates, from_zero=from_zero) for _, rates in by_panel]
    whole = max(high for _, high in spans) - min(low for low, _ in spans)
    return all(high - low >= FLAT * whole for low, high in spans)


def _span(rates: pd.DataFrame, *, from_zero: bool) -> tuple[float, float]:
    drawn = rates[["value", "low", "high"]].to_numpy(dtype=float)
    low, high = float(np.nanmin(drawn)), float(np.nanmax(drawn))
    return (min(low, 0.0) if from_zero else low), high


def _panel_grid(many: int, columns: int, *, width: float, shared: bool) -> list[Axes]:
    rows = -(-many // columns)
    size = (width, max(HOUSE_HEIGHT, 1.0 + rows * PANEL_HEIGHT))
    figure = Figure(figsize=size, layout="constrained")
    grid = list(figure.subplots(rows, columns, squeeze=False, sharey=shared).flat)
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
    width = float(figure.get_figwidth())
    figure.legend(
        list(named.values()),
        list(named),
        title=wrapped(words, characters(width, share=0.9)) or None,
        title_fontsize=FONT_POINTS,
        alignment="left",
        loc="outside upper left",
        ncols=key_columns(list(named), width=width),
        frameon=False,
        columnspacing=1.2,
    )


def text_of_small_multiples(
    panels: pd.DataFrame, *, place: str, measure: str, from_zero: bool = False
) -> str:
    """
    Say what `small_multiple_axes` draws: the place's first and last value in each panel.

    Row: one series in one period in one panel.

    Raises:
        MethodInputError: As `rate_trend`, for any panel.
    """
    by_panel = _check_panels(panels, place, doing="describing small_multiple_axes")
    scales = "one scale" if _one_scale(by_panel, from_zero=from_zero) else "scales of their own"
    on = f" in {len(by_panel)} panels of {scales}" if len(by_panel) > 1 else ""
    sentences = [f"{capital(measure)}{on}."]
    for panel, rates in by_panel:
        said = say_series(place, rates[rates["series"] == place], extremes=False)
        sentences.append(f"{panel}, {said}")
    return within(sentences)
