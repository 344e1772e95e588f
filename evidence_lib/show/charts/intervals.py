"""Estimates with their intervals, one row a place or group."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from evidence_lib.english import capital
from evidence_lib.show.charts.checks import plain_frame, require_interval, require_once
from evidence_lib.show.charts.house import (
    HOUSE_WIDTH,
    axes_or_new,
    characters,
    dress,
    house_style,
    marked,
    width_of,
)
from evidence_lib.show.charts.palette import INK, LOOKS
from evidence_lib.show.charts.phrases import in_brackets, interval, number, within, wrapped
from evidence_lib.show.charts.rows import name_rows, rows_of


@house_style()
def interval_dots(
    estimates: pd.DataFrame,
    *,
    measure: str,
    reference: float | None = None,
    reference_label: str = "Scotland",
    width: float = HOUSE_WIDTH,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw estimates with their intervals, one row a place or group, in the order given.

    Row: one place or group.

    Args:
        estimates: ``label``, ``estimate``, ``low``, ``high``; optional ``highlighted`` (true for
            the row the chart is about: a bold name and a filled diamond).
        measure: What is measured and its unit; written along the bottom.
        reference: A value all rows are read against, as a dashed line.
        reference_label: The name of that line.
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure as high as the rows need when None.

    Returns:
        The axes, the first row at the top, each estimate written at its row's end.

    Raises:
        MethodInputError: A column is missing or not numeric, a label repeats, an interval does not
            hold its estimate, or there is nothing to draw.
    """
    estimates = _check_estimates(estimates, doing="drawing interval_dots")
    rows = rows_of([str(label) for label in estimates["label"]], width=width)
    strong = _highlighted(estimates)
    ax = axes_or_new(ax, width=width, height=rows.height(above=1.0 if measure else 0.7))
    dress(ax, grid="x")
    for row, (estimate, low, high) in enumerate(_triples(estimates)):
        look = LOOKS[2] if strong[row] else LOOKS[0]
        ax.hlines(row, low, high, color=look.colour, linewidth=3.0 if strong[row] else 1.8)
        ax.plot([estimate], [row], linestyle="none", **marked(look, size=9 if strong[row] else 7))
    name_rows(ax, rows, strong=strong)
    _write_estimates(ax, estimates, strong)
    ax.set_xlabel(wrapped(measure, characters(width_of(ax), share=0.8)))
    _draw_reference(ax, reference, reference_label)
    return ax


def text_of_interval_dots(
    estimates: pd.DataFrame,
    *,
    measure: str,
    reference: float | None = None,
    reference_label: str = "Scotland",
) -> str:
    """
    Say what `interval_dots` draws: each estimate with its interval, highlighted rows first.

    Row: one place or group, with the columns of `interval_dots`.

    Raises:
        MethodInputError: As `interval_dots`.
    """
    estimates = _check_estimates(estimates, doing="describing interval_dots")
    strong = _highlighted(estimates)
    said = [
        f"{label}: {number(estimate)}{in_brackets(interval(low, high))}."
        for label, (estimate, low, high) in zip(
            estimates["label"], _triples(estimates), strict=True
        )
    ]
    compared = [] if reference is None else [f"{reference_label}: {number(reference)}."]
    first = [words for words, chosen in zip(said, strong, strict=True) if chosen]
    rest = [words for words, chosen in zip(said, strong, strict=True) if not chosen]
    return within([f"{capital(measure)}, with intervals.", *first, *compared, *rest])


def _check_estimates(estimates: pd.DataFrame, *, doing: str) -> pd.DataFrame:
    numbers = ("estimate", "low", "high")
    estimates = plain_frame(estimates, words=("label",), numbers=numbers, doing=doing)
    require_once(estimates, ("label",), doing=doing)
    require_interval(estimates, "low", "estimate", "high", doing=doing)
    return estimates


def _triples(estimates: pd.DataFrame) -> list[tuple[float, float, float]]:
    columns = (estimates[name] for name in ("estimate", "low", "high"))
    return list(zip(*columns, strict=True))


def _highlighted(estimates: pd.DataFrame) -> list[bool]:
    if "highlighted" not in estimates.columns:
        return [False] * len(estimates)
    return [bool(mark) for mark in estimates["highlighted"]]


def _write_estimates(ax: Axes, estimates: pd.DataFrame, strong: list[bool]) -> None:
    """Write the estimates in a column beside the axes, where no line crosses them."""
    for row, (estimate, _, _) in enumerate(_triples(estimates)):
        ax.annotate(
            number(estimate),
            (1.0, row),
            xycoords=("axes fraction", "data"),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontweight="bold" if strong[row] else "normal",
        )


def _draw_reference(ax: Axes, value: float | None, label: str) -> None:
    if value is None:
        return
    ax.axvline(value, color=INK, linestyle=(0, (4, 3)), linewidth=1.2, zorder=1)
    ax.annotate(
        f"{label} {number(value)}",
        (value, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(0, 4),
        textcoords="offset points",
        ha="center",
        va="bottom",
    )
