"""Stacked horizontal bars: evidence by bearing, shares of a mix, and answers around a middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from evidence_lib import terms
from evidence_lib.english import listed
from evidence_lib.errors import MethodInputError
from evidence_lib.show.charts.checks import plain_frame, require_at_least, require_once
from evidence_lib.show.charts.house import (
    CHARACTER_POINTS,
    HOUSE_WIDTH,
    LINE_POINTS,
    axes_or_new,
    dress,
    figure_of,
    filled,
    house_style,
)
from evidence_lib.show.charts.labels import key_height, spread, write_key
from evidence_lib.show.charts.palette import BEARING_LOOKS, FIFTH_LOOKS, LOOKS, PAPER, Look
from evidence_lib.show.charts.phrases import COUNTED, number, numbers_alike, with_base, within
from evidence_lib.show.charts.rows import BAR_POINTS, Rows, name_rows, rows_of

BLANK = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}
BEARINGS_SAID = ("in support", "mixed", "challenging")


@dataclass(frozen=True)
class Segment:
    """One piece of one row's bar: where it starts, how long it is, and the words written on it."""

    row: int
    start: float
    length: float
    look: Look
    words: str

    @property
    def points(self) -> float:
        """The room its words take."""
        return len(self.words) * CHARACTER_POINTS + 6

    def holds(self, point: float) -> bool:
        """Say whether its words fit into it, where a point is so long."""
        return self.points * point <= self.length


def draw_segments(
    ax: Axes, rows: Rows, segments: Sequence[Segment], *, low: float, high: float
) -> None:
    """Draw pieces of bars and write on each, or over it where its words are wider than it is."""
    ax.set_xlim(low, high)
    for each in segments:
        ax.barh(each.row, each.length, rows.thick, each.start, **filled(each.look))
    point = (high - low) / rows.room
    for row in sorted({each.row for each in segments}):
        written = [each for each in segments if each.row == row and each.words]
        for each in written:
            if each.holds(point):
                box = {"boxstyle": "round,pad=0.12", "facecolor": PAPER, "edgecolor": "none"}
                middle = each.start + each.length / 2
                ax.text(middle, row, each.words, ha="center", va="center", bbox=box)
        _write_over(ax, [each for each in written if not each.holds(point)], point)


def _write_over(ax: Axes, thin: Sequence[Segment], point: float) -> None:
    """Write the words of thin pieces over their bar, moved apart where they would touch."""
    if not thin:
        return
    middles = [each.start + each.length / 2 for each in thin]
    low, high = ax.get_xlim()
    places = spread(middles, [each.points * point for each in thin], low=low, high=high)
    up = ScaledTranslation(0, (BAR_POINTS / 2 + 2) / 72, figure_of(ax).dpi_scale_trans)
    for each, place in zip(thin, places, strict=True):
        ax.text(place, each.row, each.words, ha="center", va="bottom", bbox=BLANK,
            transform=ax.transData + up,
        )  # fmt: skip


def room_over(
    labels: Sequence[str], segments: Sequence[Segment], *, width: float, span: float
) -> Rows:
    """Give the rows, with room over their bars where a piece is too thin for its words."""
    rows = rows_of(labels, width=width)
    thin = any(each.words and not each.holds(span / rows.room) for each in segments)
    return rows_of(labels, width=width, over=LINE_POINTS) if thin else rows


def _stacked(
    row: int, lengths: Sequence[float], looks: Sequence[Look], words: Sequence[str]
) -> list[Segment]:
    """Put pieces end to end from zero, leaving out the empty ones."""
    segments, start = [], 0.0
    for length, look, written in zip(lengths, looks, words, strict=True):
        if length > 0:
            segments.append(Segment(row, start, length, look, written))
            start += length
    return segments


def plain_rows(ax: Axes, rows: Rows) -> None:
    """Name the rows and leave the bottom bare: the numbers stand on the bars."""
    name_rows(ax, rows)
    dress(ax, grid="", spines=() if rows.above else ("left",))
    ax.set_xticks([])


def check_counts(frame: pd.DataFrame, columns: Sequence[str], *, doing: str) -> None:
    """
    Refuse what cannot be stacked: counts missing, below zero or all zero.

    Row: one labelled row of a chart.

    Raises:
        MethodInputError: As said; the column or row is named.
    """
    frame = plain_frame(frame, words=("label",), numbers=columns, doing=doing)
    require_at_least(frame, columns, least=0, doing=doing)
    require_once(frame, ("label",), doing=doing)
    if frame[list(columns)].isna().any(axis=None):
        raise MethodInputError(f"{doing}: a count is missing; write 0 where there is none")
    if not frame[list(columns)].sum(axis=None):
        raise MethodInputError(f"{doing}: nothing to draw, every count is 0")


def _rows_of(frame: pd.DataFrame, columns: Sequence[str]) -> list[tuple[str, list[float]]]:
    values = frame[list(columns)].astype(float).to_numpy().tolist()
    return list(zip(map(str, frame["label"]), values, strict=True))


@house_style()
def bearing_bars(
    by_bearing: pd.DataFrame, *, width: float = HOUSE_WIDTH, ax: Axes | None = None
) -> Axes:
    """
    Draw how many evidence items support, are mixed on or challenge each criterion.

    Row: one criterion.

    Args:
        by_bearing: ``label`` (the criterion), ``supports``, ``mixed``, ``challenges`` (counts of
            evidence items; 0 where there are none).
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure as high as the rows need when None.

    Returns:
        The axes: one bar a row on one scale from zero, its counts written on it.

    Raises:
        MethodInputError: A column is missing or not numeric, a count is missing or negative, a
            label repeats, or every count is 0.
    """
    check_counts(by_bearing, terms.BEARINGS, doing="drawing bearing_bars")
    counted = _rows_of(by_bearing, terms.BEARINGS)
    looks = [BEARING_LOOKS[bearing] for bearing in terms.BEARINGS]
    segments = [
        segment
        for row, (_, counts) in enumerate(counted)
        for segment in _stacked(row, counts, looks, [number(count) for count in counts])
    ]
    most = 1.02 * max(sum(counts) for _, counts in counted)
    rows = room_over([label for label, _ in counted], segments, width=width, span=most)
    ax = axes_or_new(
        ax, width=width, height=rows.height(above=key_height(list(BEARING_LOOKS), width=width))
    )
    draw_segments(ax, rows, segments, low=0.0, high=most)
    plain_rows(ax, rows)
    write_key(ax, BEARING_LOOKS)
    return ax


def text_of_bearing_bars(by_bearing: pd.DataFrame) -> str:
    """
    Say what `bearing_bars` draws: the three counts of each criterion.

    Row: one criterion, with the columns of `bearing_bars`.

    Raises:
        MethodInputError: As `bearing_bars`.
    """
    check_counts(by_bearing, terms.BEARINGS, doing="describing bearing_bars")
    return within(
        [
            "Evidence by what it shows.",
            *(
                f"{label}: {_counts_said(counts, BEARINGS_SAID)}."
                for label, counts in _rows_of(by_bearing, terms.BEARINGS)
            ),
        ]
    )


def _counts_said(counts: Sequence[float], words: Sequence[str]) -> str:
    said = [f"{number(count)} {word}" for count, word in zip(counts, words, strict=True) if count]
    return listed(said) or "none"


@house_style()
def stacked_shares(
    mix: pd.DataFrame,
    *,
    categories: Sequence[str],
    measure: str = "",
    totals: str = COUNTED,
    ordered: bool = False,
    width: float = HOUSE_WIDTH,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw what each row is made of, all bars of one length, with the counts and never a percentage.

    Row: one thing that has a mix, such as a plan.

    Args:
        mix: ``label`` and one column of counts for each category.
        categories: The columns in the order drawn; at most five, such as `terms.MEASURE_KINDS`.
        measure: What is counted; written over the key.
        totals: How a row's total stands behind its name; ``{}`` is the number.
        ordered: The categories are steps of one thing, and have one hue from dark to light.
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure as high as the rows need when None.

    Returns:
        The axes; the row's total stands behind its name. A row of zeros has no bar.

    Raises:
        MethodInputError: There are more than five categories or none, a column is missing or not
            numeric, a count is missing or negative, a label repeats, or every count is 0.
    """
    counted = _check_mix(mix, categories, doing="drawing stacked_shares")
    labels = [with_base(label, sum(counts), totals) for label, counts in counted]
    looks = (FIFTH_LOOKS if ordered else LOOKS)[: len(categories)]
    segments = _segments_of_mix([counts for _, counts in counted], looks)
    rows = room_over(labels, segments, width=width, span=1.02)
    words = [terms.in_words(category) for category in categories]
    above = key_height(words, width=width) + (0.3 if measure else 0.0)
    ax = axes_or_new(ax, width=width, height=rows.height(above=above))
    draw_segments(ax, rows, segments, low=0.0, high=1.02)
    plain_rows(ax, rows)
    write_key(ax, dict(zip(words, looks, strict=True)), title=measure)
    return ax


def _segments_of_mix(counted: Sequence[Sequence[float]], looks: Sequence[Look]) -> list[Segment]:
    """Give the pieces of rows of one length; all counts are written to the same decimals."""
    said = numbers_alike([count for counts in counted for count in counts])
    return [
        segment
        for row, counts in enumerate(counted)
        for segment in _stacked(
            row, [count / (sum(counts) or 1) for count in counts], looks,
            [said[count] for count in counts],
        )
    ]  # fmt: skip


def text_of_stacked_shares(
    mix: pd.DataFrame, *, categories: Sequence[str], measure: str = ""
) -> str:
    """
    Say what `stacked_shares` draws: the counts of each row and their total.

    Row: one thing that has a mix, with the columns of `stacked_shares`.

    Raises:
        MethodInputError: As `stacked_shares`.
    """
    rows = _check_mix(mix, categories, doing="describing stacked_shares")
    words = [terms.in_words(category) for category in categories]
    said = [
        f"{label}, {number(sum(counts))} in all: {_counts_said(counts, words)}."
        for label, counts in rows
    ]
    return within([f"{measure or 'What each row is made of'}.", *said])


def _check_mix(
    mix: pd.DataFrame, categories: Sequence[str], *, doing: str
) -> list[tuple[str, list[float]]]:
    if not 1 <= len(categories) <= len(LOOKS):
        raise MethodInputError(f'{doing}: "categories" must be 1 to 5; got {len(categories)}')
    check_counts(mix, categories, doing=doing)
    return _rows_of(mix, categories)
