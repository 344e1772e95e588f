"""Dated events on one line."""

from __future__ import annotations

from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from evidence_lib.english import counted
from evidence_lib.show.charts.checks import plain_frame
from evidence_lib.show.charts.house import (
    HOUSE_WIDTH,
    LINE_POINTS,
    axes_or_new,
    characters,
    dress,
    house_style,
    marked,
    size_points,
)
from evidence_lib.show.charts.labels import spread
from evidence_lib.show.charts.palette import BAND, GREY, INK, LOOKS, TEAL
from evidence_lib.show.charts.periods import date_words, span_of
from evidence_lib.show.charts.phrases import within, wrapped

YEAR_CHARACTERS = 8
"""The room that the years and the line itself take."""


@house_style()
def timeline(events: pd.DataFrame, *, width: float = HOUSE_WIDTH, ax: Axes | None = None) -> Axes:
    """
    Draw dated events down one upright line, true to time, each label on lines of its own.

    The line stands upright because the labels are sentences: they stay readable on a phone, and
    close dates move their labels apart instead of over each other.

    Row: one event.

    Args:
        events: ``date`` (a day, a month or a year, as published) and ``label``.
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure as high as the labels need when None.

    Returns:
        The axes, earliest first. An event known by its month or year is a bar over that time, one
        known by its day is a point.

    Raises:
        MethodInputError: A column is missing, a date is no date, or there is nothing to draw.
    """
    ordered, spans = _in_time(events, doing="drawing timeline")
    held = characters(width) - YEAR_CHARACTERS
    texts = [
        wrapped(f"{date_words(when, doing='drawing timeline')}: {label}", held)
        for when, label in zip(ordered["date"], ordered["label"], strict=True)
    ]
    lines = [text.count("\n") + 1 for text in texts]
    ax = axes_or_new(ax, width=width, height=max(2.0, 0.5 + sum(lines) * 0.21 + len(lines) * 0.1))
    dress(ax, grid="", spines=())
    earliest, latest = spans[0][0], max(last for _, last in spans)
    _draw_years(ax, earliest.year, latest.year + 1)
    for first, last in spans:
        _draw_span(ax, _position(first), _position(last))
    _write_labels(ax, [(_position(a) + _position(b)) / 2 for a, b in spans], texts, lines)
    return ax


def text_of_timeline(events: pd.DataFrame) -> str:
    """
    Say what `timeline` draws: each event with its date, earliest first.

    Row: one event, with the columns of `timeline`.

    Raises:
        MethodInputError: As `timeline`.
    """
    doing = "describing timeline"
    ordered, _ = _in_time(events, doing=doing)
    said = [
        f"{date_words(when, doing=doing)}: {str(label).rstrip('.')}."
        for when, label in zip(ordered["date"], ordered["label"], strict=True)
    ]
    return within([f"{counted(len(said), 'dated event')}.", *said])


def _in_time(events: pd.DataFrame, *, doing: str) -> tuple[pd.DataFrame, list[tuple[date, date]]]:
    plain_frame(events, words=("date", "label"), doing=doing)
    spans = [span_of(when, doing=doing) for when in events["date"]]
    order = sorted(range(len(spans)), key=lambda each: spans[each])
    return events.iloc[order], [spans[each] for each in order]


def _position(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _draw_years(ax: Axes, first: int, last: int) -> None:
    """Draw the line with a year at each of its joints; time runs downwards."""
    ax.set_ylim(last, first)
    ax.set_xlim(-0.02, 1.0)
    ax.set_xticks([])
    ax.plot([0, 0], [first, last], color=GREY, linewidth=2.0, zorder=1, clip_on=False)
    ax.set_yticks(range(first, last + 1), [str(year) for year in range(first, last + 1)])


def _draw_span(ax: Axes, first: float, last: float) -> None:
    """Draw a day as a point, a month as a bar and a year as a paler, wider one behind."""
    if last - first > 31 / 366:
        ax.bar(0, last - first, 0.036, first, facecolor=BAND, edgecolor=GREY, zorder=1.5)
    elif last > first:
        ax.bar(0, last - first, 0.024, first, facecolor=TEAL, edgecolor=INK, zorder=2)
    else:
        ax.plot([0], [first], clip_on=False, **marked(LOOKS[0]))


def _write_labels(ax: Axes, middles: list[float], texts: list[str], lines: list[int]) -> None:
    first, last = sorted(ax.get_ylim())
    year = (last - first) / (1.1 * size_points(ax)[1])
    sizes = [(count * LINE_POINTS + 6) * year for count in lines]
    places = spread(middles, sizes, low=first, high=last)
    for middle, place, text in zip(middles, places, texts, strict=True):
        ax.plot([0.005, 0.05, 0.07], [middle, place, place], color=GREY, linewidth=0.9, zorder=0)
        ax.text(0.08, place, text, ha="left", va="center", clip_on=False)
