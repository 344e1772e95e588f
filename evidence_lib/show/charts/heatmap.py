"""Evidence by area and strand, the number in each cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap

from evidence_lib.english import capital, listed
from evidence_lib.errors import MethodInputError
from evidence_lib.show.charts.checks import plain_frame, require_at_least
from evidence_lib.show.charts.house import (
    HOUSE_WIDTH,
    axes_or_new,
    dress,
    house_style,
    is_narrow,
)
from evidence_lib.show.charts.palette import GRID, INK, PAPER, STEPS
from evidence_lib.show.charts.phrases import area_words, number, within, wrapped
from evidence_lib.show.charts.rows import Rows, rows_of
from evidence_lib.terms import in_words

NOTHING = "–"
COLUMNS_HOLD = 42
"""Characters the area names may have beside each other."""

NARROW_NAMES = 12


def coverage_heatmap(
    coverage: pd.DataFrame, *, width: float = HOUSE_WIDTH, ax: Axes | None = None
) -> Axes:
    """
    Draw how many evidence items each strand gives each area, the number in each cell.

    Row: one area; the index is its number or short name.

    Args:
        coverage: One column of counts for each strand, as from `strands.coverage`. They count
            evidence items, not people, so small ones are shown.
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure as high as the strands need when None.

    Returns:
        The axes: strands down the side, areas along the top, one hue in four steps from light to
        dark. A cell without evidence is white with a dash.

    Raises:
        MethodInputError: A column does not hold counts, or there is nothing to draw.
    """
    counts = _check_coverage(coverage, doing="drawing coverage_heatmap").T
    rows = _strand_rows([capital(in_words(str(strand))) for strand in counts.index], width)
    held = COLUMNS_HOLD // len(counts.columns)
    areas = [_heading(area, held, narrow=is_narrow(width)) for area in counts]
    # a second of import that no other chart should pay for, and before the settings change
    from seaborn import heatmap

    with house_style():
        ax = axes_or_new(ax, width=width, height=rows.height(above=0.8))
        heatmap(
            counts, ax=ax, annot=_cells(counts), fmt="", cbar=False, **_steps(counts),
            linewidths=1.0, linecolor=GRID, annot_kws={"color": INK},
        )  # fmt: skip
        dress(ax, grid="", spines=())
        ax.set(xlabel="Area" if is_narrow(width) else "", ylabel="")
        ax.set_xticks([step + 0.5 for step in range(len(areas))], areas, rotation=0)
        ax.set_yticks([step + 0.5 for step in range(len(rows.names))], rows.names, rotation=0)
        ax.xaxis.tick_top()
        ax.xaxis.set_label_position("top")
        ax.tick_params(length=0, pad=6)
    return ax


def text_of_coverage_heatmap(coverage: pd.DataFrame) -> str:
    """
    Say what `coverage_heatmap` draws: each area's total, its strands, and those that are silent.

    Row: one area, with the columns of `coverage_heatmap`.

    Raises:
        MethodInputError: As `coverage_heatmap`.
    """
    counts = _check_coverage(coverage, doing="describing coverage_heatmap")
    sentences = ["Evidence by area and kind."]
    for area, row in counts.iterrows():
        given = row[row > 0].sort_values(ascending=False, kind="stable")
        parts = [f"{in_words(str(strand))} {number(count)}" for strand, count in given.items()]
        sentences.append(f"{area_words(area)}: {listed(parts) or 'none'}.")
    silent = [in_words(str(strand)) for strand in counts.columns[(counts == 0).all()]]
    if silent:
        sentences.insert(1, f"No evidence in any area from {listed(silent)}.")
    return within(sentences)


def _check_coverage(coverage: pd.DataFrame, *, doing: str) -> pd.DataFrame:
    columns = [str(column) for column in coverage.columns]
    counts = coverage.set_axis(columns, axis=1)
    if not columns:
        raise MethodInputError(f"{doing}: nothing to draw, the frame has no strand")
    counts = plain_frame(counts, numbers=columns, doing=doing)
    require_at_least(counts, columns, least=0, doing=doing)
    return counts.fillna(0)


def _cells(counts: pd.DataFrame) -> list[list[str]]:
    values = counts.astype(float).to_numpy().tolist()
    return [[number(count) if count else NOTHING for count in row] for row in values]


def _heading(area: object, held: int, *, narrow: bool) -> str:
    """Name an area over its column: by its number alone where the drawing is narrow."""
    return str(area) if narrow and str(area).isdigit() else wrapped(area_words(area), held)


def _strand_rows(strands: list[str], width: float) -> Rows:
    """Break the names more often in a narrow drawing: they stand beside their cells in any."""
    if not is_narrow(width):
        return rows_of(strands, width=width)
    return Rows(tuple(wrapped(each, NARROW_NAMES) for each in strands), width, above=False)


def _steps(counts: pd.DataFrame) -> dict[str, Any]:
    """Colour none as paper and the rest in equal steps; numbers can be read on each (4.5:1)."""
    most = float(counts.to_numpy(dtype=float).max())
    edges = [0.5 + (most - 0.5) * step / len(STEPS) for step in range(len(STEPS) + 1)]
    norm = BoundaryNorm([0.0, *edges], len(STEPS) + 1)
    return {"cmap": ListedColormap([PAPER, *STEPS]), "norm": norm}
