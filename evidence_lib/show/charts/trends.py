"""One place's rate over periods beside its comparators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from evidence_lib.english import capital, listed
from evidence_lib.errors import MethodInputError, shown
from evidence_lib.show.charts.checks import plain_frame, require_interval, require_once
from evidence_lib.show.charts.house import (
    HOUSE_WIDTH,
    LINE_POINTS,
    axes_or_new,
    dress,
    house_style,
    marked,
    measure_words,
    name_values,
    size_points,
    start_axis,
)
from evidence_lib.show.charts.labels import End, label_ends, thinned_ticks
from evidence_lib.show.charts.palette import BAND, GREY, INK, LOOKS, PAPER, Look
from evidence_lib.show.charts.periods import PeriodScale, date_words, period_scale
from evidence_lib.show.charts.phrases import interval, number, within, wrapped


@house_style()
def rate_trend(
    rates: pd.DataFrame,
    *,
    place: str,
    measure: str,
    events: pd.DataFrame | None = None,
    period_kind: str = "",
    from_zero: bool = False,
    width: float = HOUSE_WIDTH,
    ax: Axes | None = None,
) -> Axes:
    """
    Draw one place's rate over periods beside its comparators, each named at its line's end.

    Row: one series in one period.

    Args:
        rates: ``series``, ``period``, ``value``; optional ``low`` and ``high``. The rows of *place*
            are the thick line, their ``low`` and ``high`` its intervals; another series with values
            is a thin line; a series with ``low`` and ``high`` but no value at all is a band, such
            as the range of the family group.
        place: The series the chart is about.
        measure: What is measured and its unit; written across the top.
        events: ``date`` (a day, a month or a year) and ``label``; a dashed upright line each.
        period_kind: A yearly one of `terms.PERIOD_KINDS`, to place the events; empty goes by how
            the periods are written.
        from_zero: Start the vertical axis at zero; otherwise the axis says that it does not.
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure of the house size when None.

    Returns:
        The axes.

    Raises:
        MethodInputError: A column is missing or not numeric, *place* is not among the series, a
            series repeats a period, there is nothing to draw, or an event has no place.
        UnknownTermError: *period_kind* is no yearly kind.
    """
    doing = "drawing rate_trend"
    rates = check_rates(rates, place, doing=doing)
    scale = period_scale(periods_in_order(rates))
    ax = axes_or_new(ax, width=width)
    ends = draw_rates(ax, scale, rates, place)
    start_axis(ax, from_zero=from_zero)
    name_values(ax, measure_words(ax, measure))
    _mark_events(ax, scale, events, period_kind, doing=doing)
    label_ends(ax, ends)
    return ax


def text_of_rate_trend(
    rates: pd.DataFrame, *, place: str, measure: str, events: pd.DataFrame | None = None
) -> str:
    """
    Say what `rate_trend` draws: first, last, lowest and highest of the place; ends of the others.

    Row: one series in one period, with the columns of `rate_trend`.

    Raises:
        MethodInputError: As `rate_trend`.
    """
    doing = "describing rate_trend"
    rates = check_rates(rates, place, doing=doing)
    labels = period_scale(periods_in_order(rates)).labels
    spanned = " to ".join(dict.fromkeys((labels[0], labels[-1])))
    sentences = [f"{capital(measure)}, {spanned}."]
    for series, rows, look in reversed(_series_looks(rates, place)):
        sentences.append(say_series(str(series), rows, extremes=look is LOOKS[0]))
    if events is not None and len(events):
        plain_frame(events, words=("date", "label"), doing=doing)
        marks = [
            f"{label} ({date_words(when, doing=doing)})"
            for when, label in zip(events["date"], events["label"], strict=True)
        ]
        sentences.append(f"Marked: {listed(marks)}.")
    return within(sentences)


def check_rates(rates: pd.DataFrame, place: str, *, doing: str) -> pd.DataFrame:
    """
    Refuse what `rate_trend` cannot draw, and give the rest with both bounds, in order of time.

    Row: one series in one period.

    Raises:
        MethodInputError: As `rate_trend`.
    """
    bounds = [name for name in ("low", "high") if name in rates.columns]
    if len(bounds) == 1:
        raise MethodInputError(f'{doing}: "low" and "high" go together; only "{bounds[0]}" came')
    words, numbers = ("series", "period"), ("value", *bounds)
    plain = plain_frame(rates, words=words, numbers=numbers, doing=doing)
    plain = plain if bounds else plain.assign(low=np.nan, high=np.nan)
    require_once(plain, words, doing=doing)
    require_interval(plain, "low", "value", "high", doing=doing)
    for series, rows in plain.groupby("series"):
        if rows["value"].isna().all() and (series == place or rows["low"].isna().all()):
            raise MethodInputError(f"{doing}: nothing to draw for series {shown(series)}")
    if place not in set(plain["series"]):
        raise MethodInputError(f'{doing}: "place" must be a series; got {shown(place)}')
    labels = period_scale(periods_in_order(plain)).labels
    return plain.sort_values("period", key=lambda periods: periods.astype(str).map(labels.index))


def periods_in_order(rates: pd.DataFrame) -> list[object]:
    """
    Give the periods as the longest series has them, then any others.

    Row: one series in one period.
    """
    longest = rates["series"].value_counts().index[0]
    return [*rates.loc[rates["series"] == longest, "period"], *rates["period"]]


def _series_looks(rates: pd.DataFrame, place: str) -> list[tuple[object, pd.DataFrame, Look]]:
    """Give the bands first, then the comparators, then the place, which is drawn over them."""
    by_series = dict(list(rates.groupby("series", sort=False)))
    bands = [name for name, rows in by_series.items() if rows["value"].isna().all()]
    others = [name for name in by_series if name not in bands and name != place]
    looks = [LOOKS[-1]] * len(bands) + [LOOKS[1 + each % 3] for each in range(len(others))]
    names = [*bands, *others, place]
    return [
        (name, by_series[name], look) for name, look in zip(names, [*looks, LOOKS[0]], strict=True)
    ]


def _draw_series(ax: Axes, scale: PeriodScale, rows: pd.DataFrame, name: str, *, look: Look) -> End:
    values = scale.aligned(rows, "value")
    if np.isnan(values).all():
        return _draw_band(ax, scale, rows, name)
    strong = look is LOOKS[0]
    style: dict[str, Any] = {"color": look.colour, "linestyle": look.line, "label": name}
    style |= {"linewidth": 2.5, **marked(look, size=6.5)} if strong else {"linewidth": 1.5}
    ax.plot(scale.positions, values, **style)
    _mark_lonely_points(ax, scale, values, look)
    if strong:
        low, high = scale.aligned(rows, "low"), scale.aligned(rows, "high")
        ax.vlines(scale.positions, low, high, label="_", color=look.colour, linewidth=1.2)
    last = int(np.flatnonzero(~np.isnan(values))[-1])
    return End(name, scale.positions[last], values[last], strong, look)


def _mark_lonely_points(ax: Axes, scale: PeriodScale, values: Sequence[float], look: Look) -> None:
    """Mark the points a line cannot reach, because the periods beside them have no value."""
    known = ~np.isnan(np.asarray(values, dtype=float))
    before, after = np.append(False, known[:-1]), np.append(known[1:], False)
    lonely = np.flatnonzero(known & ~before & ~after).tolist()
    ax.plot(
        [scale.positions[place] for place in lonely],
        [values[place] for place in lonely],
        linestyle="none", label="_", **marked(look, size=5),
    )  # fmt: skip


def _draw_band(ax: Axes, scale: PeriodScale, rows: pd.DataFrame, name: str) -> End:
    low, high = scale.aligned(rows, "low"), scale.aligned(rows, "high")
    ax.fill_between(
        scale.positions, low, high, facecolor=BAND, edgecolor=GREY, linewidth=0.8, label=name
    )
    last = int(np.flatnonzero(~np.isnan(low))[-1])
    return End(name, scale.positions[last], (low[last] + high[last]) / 2, look=LOOKS[-1])


def draw_rates(ax: Axes, scale: PeriodScale, rates: pd.DataFrame, place: str) -> list[End]:
    """
    Draw every series, the place last and on top, and give back where each ends.

    Row: one series in one period.
    """
    dress(ax)
    ends = [
        _draw_series(ax, scale, rows, str(series), look=look)
        for series, rows, look in _series_looks(rates, place)
    ]
    ax.set_xlim(scale.positions[0] - 0.3, scale.positions[-1] + 0.2)
    thinned_ticks(ax, scale.positions, scale.labels)
    return ends


def _mark_events(
    ax: Axes, scale: PeriodScale, events: pd.DataFrame | None, period_kind: str, *, doing: str
) -> None:
    if events is None or events.empty:
        return
    plain_frame(events, words=("date", "label"), doing=doing)
    texts = [wrapped(label, 24) for label in events["label"]]
    heights = [(text.count("\n") + 1) * LINE_POINTS + 3 for text in texts]
    bottom, top = ax.get_ylim()
    room = sum(heights) / (0.8 * size_points(ax)[1])
    ax.set_ylim(bottom, top + room / (1 - min(room, 0.6)) * (top - bottom))
    positions = [
        scale.event_position(when, period_kind=period_kind, doing=doing) for when in events["date"]
    ]
    left, right = ax.get_xlim()
    ax.set_xlim(min(left, *positions), max(right, *(each + 0.1 for each in positions)))
    for step, position in enumerate(positions):
        ax.axvline(position, color=INK, linestyle=(0, (4, 3)), linewidth=1.2)
        _write_event(ax, position, texts[step], down=sum(heights[:step]) + 2)


def _write_event(ax: Axes, position: float, words: str, *, down: float) -> None:
    """Write an event on the side of its line that has room, each lower than the one before."""
    rightward = position < sum(ax.get_xlim()) / 2
    ax.annotate(
        words,
        (position, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(5 if rightward else -5, -down),
        textcoords="offset points",
        ha="left" if rightward else "right",
        va="top",
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5},
    )


def say_series(name: str, rows: pd.DataFrame, *, extremes: bool) -> str:
    """
    Say one series in one sentence: its first and last value, and perhaps its extremes.

    Row: one period.
    """
    known = rows[rows["value"].notna()]
    if known.empty:
        last = rows[rows["low"].notna()].iloc[-1]
        return f"{name}: {interval(last['low'], last['high'])} in {last['period']}."
    first, last = known.iloc[0], known.iloc[-1]
    said = f"{name}: {number(first['value'])} in {first['period']}"
    if len(known) > 1:
        said += f", {number(last['value'])} in {last['period']}"
    if extremes and len(known) > 2:
        ranked = known.sort_values("value", kind="stable")
        lowest, highest = ranked.iloc[0], ranked.iloc[-1]
        said += f"; lowest {number(lowest['value'])} in {lowest['period']}"
        said += f", highest {number(highest['value'])} in {highest['period']}"
    return f"{said}."
