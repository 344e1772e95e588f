"""Stacked horizontal bars: evidence by bearing, shares of a mix, and answers around a middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from evidence_lib import terms
from evidence_lib.english import listed
from evidence_lib.errors import MethodInputError
from evidence_lib.show.charts.checks import plain_frame, require_at_least, require_once
from evidence_lib.show.charts.house import (
    CHARACTER_POINTS,
    axes_or_new,
    dress,
    filled,
    house_style,
    size_points,
)
from evidence_lib.show.charts.labels import label_rows, rows_height, spread, write_key
from evidence_lib.show.charts.palette import BEARING_LOOKS, LOOKS, PAPER, Look
from evidence_lib.show.charts.phrases import number, with_base, within

BAR_HEIGHT = 0.62
BEARINGS_SAID = ("in support", "mixed", "challenging")


@dataclass(frozen=True)
class Segment:
    """One piece of one row's bar: where it starts, how long it is, and the words written on it."""

    row: int
    start: float
    length: float
    look: Look
    words: str


def draw_segments(ax: Axes, segments: Sequence[Segment], *, low: float, high: float) -> None:
    """Draw pieces of bars and write on each, moved apart where the words of a row would touch."""
    ax.set_xlim(low, high)
    for each in segments:
        ax.barh(each.row, each.length, BAR_HEIGHT, each.start, **filled(each.look))
    point = (high - low) / (0.6 * size_points(ax)[0])
    for row in sorted({each.row for each in segments}):
        named = [each for each in segments if each.row == row and each.words]
        middles = [each.start + each.length / 2 for each in named]
        sizes = [(len(each.words) * CHARACTER_POINTS + 6) * point for each in named]
        places = spread(middles, sizes, low=low, high=high) if named else []
        for each, place in zip(named, places, strict=True):
            box = {"boxstyle": "round,pad=0.12", "facecolor": PAPER, "edgecolor": "none"}
            ax.text(place, row, each.words, ha="center", va="center", bbox=box)


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


def plain_rows(ax: Axes, labels: Sequence[str]) -> None:
    """Name the rows and leave the bottom bare: the numbers stand on the bars."""
    label_rows(ax, labels)
    dress(ax, grid="", spines=("left",))
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
def bearing_bars(by_bearing: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """
    Draw how many evidence items support, are mixed on or challenge each criterion.

    Row: one criterion.

    Args:
        by_bearing: ``label`` (the criterion), ``supports``, ``mixed``, ``challenges`` (counts of
            evidence items; 0 where there are none).
        ax: Axes to draw on; a new figure as high as the rows need when None.

    Returns:
        The axes: one bar a row on one scale from zero, its counts written on it.

    Raises:
        MethodInputError: A column is missing or not numeric, a count is missing or negative, a
            label repeats, or every count is 0.
    """
    check_counts(by_bearing, terms.BEARINGS, doing="drawing bearing_bars")
    rows = _rows_of(by_bearing, terms.BEARINGS)
    labels = [label for label, _ in rows]
    ax = axes_or_new(ax, height=rows_height(labels))
    looks = [BEARING_LOOKS[bearing] for bearing in terms.BEARINGS]
    segments = [
        segment
        for row, (_, counts) in enumerate(rows)
        for segment in _stacked(row, counts, looks, [number(count) for count in counts])
    ]
    draw_segments(ax, segments, low=0.0, high=1.02 * max(sum(counts) for _, counts in rows))
    plain_rows(ax, labels)
    write_key(ax, BEARING_LOOKS, title="Evidence by what it says of progress")
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
    mix: pd.DataFrame, *, categories: Sequence[str], measure: str = "", ax: Axes | None = None
) -> Axes:
    """
    Draw what each row is made of, all bars of one length, with the counts and never a percentage.

    Row: one thing that has a mix, such as a plan.

    Args:
        mix: ``label`` and one column of counts for each category.
        categories: The columns in the order drawn; at most five, such as `terms.MEASURE_KINDS`.
        measure: What is counted; written over the key.
        ax: Axes to draw on; a new figure as high as the rows need when None.

    Returns:
        The axes; the row's total stands behind its name. A row of zeros has no bar.

    Raises:
        MethodInputError: There are more than five categories or none, a column is missing or not
            numeric, a count is missing or negative, a label repeats, or every count is 0.
    """
    rows = _check_mix(mix, categories, doing="drawing stacked_shares")
    labels = [with_base(label, sum(counts)) for label, counts in rows]
    ax = axes_or_new(ax, height=rows_height(labels, above=1.2))
    looks = LOOKS[: len(categories)]
    segments = [
        segment
        for row, (_, counts) in enumerate(rows)
        for segment in _stacked(
            row, [count / (sum(counts) or 1) for count in counts], looks,
            [number(count) for count in counts],
        )
    ]  # fmt: skip
    draw_segments(ax, segments, low=0.0, high=1.02)
    plain_rows(ax, labels)
    words = [terms.in_words(category) for category in categories]
    write_key(ax, dict(zip(words, looks, strict=True)), title=measure)
    return ax


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
