"""The state of each area in the link log, month by month."""

from __future__ import annotations

import calendar

import pandas as pd
from matplotlib.axes import Axes

from evidence_lib import terms
from evidence_lib.english import counted, listed
from evidence_lib.errors import MethodInputError, require_choice, shown
from evidence_lib.show.charts.checks import plain_frame, require_once
from evidence_lib.show.charts.house import HOUSE_WIDTH, axes_or_new, dress, house_style, marked
from evidence_lib.show.charts.labels import key_height, thinned_ticks, write_key
from evidence_lib.show.charts.palette import STATE_LOOKS
from evidence_lib.show.charts.periods import span_of
from evidence_lib.show.charts.phrases import area_words, within
from evidence_lib.show.charts.rows import name_rows, rows_of
from evidence_lib.terms import in_words


@house_style()
def state_strip(
    states: pd.DataFrame, *, width: float = HOUSE_WIDTH, ax: Axes | None = None
) -> Axes:
    """
    Draw the link log's state of each area, month by month, as shapes.

    Row: one area in one month.

    Args:
        states: ``area``, ``month`` (as ``2017-03``), ``state`` (one of `terms.LINK_STATES`).
        width: Inches of a new figure: `HOUSE_WIDTH`, or `NARROW_WIDTH` for a phone.
        ax: Axes to draw on; a new figure as high as the areas need when None.

    Returns:
        The axes. A month without an entry is empty; months keep their distance.

    Raises:
        MethodInputError: A column is missing, a month is no month, or an area has two states in
            one month.
        UnknownTermError: A state is not in its list.
    """
    months = _check_states(states, doing="drawing state_strip")
    areas = list(dict.fromkeys(states["area"]))
    words = {in_words(state): look for state, look in STATE_LOOKS.items()}
    named = rows_of([area_words(area) for area in areas], width=width)
    ax = axes_or_new(
        ax, width=width, height=named.height(above=0.5 + key_height(list(words), width=width))
    )
    dress(ax, grid="y", spines=())
    name_rows(ax, named)
    rows = [areas.index(area) for area in states["area"]]
    for state in terms.LINK_STATES:
        chosen = [step for step, each in enumerate(states["state"]) if each == state]
        ax.plot(
            [months[step] for step in chosen], [rows[step] for step in chosen], linestyle="none",
            **marked(STATE_LOOKS[state], size=9),
        )  # fmt: skip
    span = range(min(months), max(months) + 1)
    ax.set_xlim(span[0] - 0.7, span[-1] + 0.7)
    thinned_ticks(ax, list(map(float, span)), [_month_words(month) for month in span])
    write_key(ax, words, shape="marker")
    return ax


def text_of_state_strip(states: pd.DataFrame) -> str:
    """
    Say what `state_strip` draws: for each area the months in each state, and the latest state.

    Row: one area in one month, with the columns of `state_strip`.

    Raises:
        MethodInputError: As `state_strip`.
        UnknownTermError: As `state_strip`.
    """
    months = _check_states(states, doing="describing state_strip")
    dated = states.assign(position=months).sort_values("position", kind="stable")
    spanned = " to ".join(dict.fromkeys((_said(min(months)), _said(max(months)))))
    sentences = [f"Link log states by month, {spanned}."]
    for area in dict.fromkeys(states["area"]):
        rows = dated[dated["area"] == area]
        counts = rows["state"].value_counts()
        parts = [
            f"{in_words(state)} in {counts[state]}"
            for state in terms.LINK_STATES
            if state in counts
        ]
        last = rows.iloc[-1]
        latest = f"latest {in_words(last['state'])}, {_said(last['position'])}"
        sentences.append(
            f"{area_words(area)}, {counted(len(rows), 'month')}: {listed(parts)}; {latest}."
        )
    return within(sentences)


def _check_states(states: pd.DataFrame, *, doing: str) -> list[int]:
    """Check the frame and give each row's month as a number of months."""
    plain_frame(states, words=("area", "month", "state"), doing=doing)
    require_once(states, ("area", "month"), doing=doing)
    for state in states["state"].unique():
        require_choice("state", state, terms.LINK_STATES, doing=doing)
    months = []
    for month in states["month"]:
        first, last = span_of(month, doing=doing)
        if (first.year, first.month) != (last.year, last.month) or first == last:
            raise MethodInputError(f"{doing}: a month must be like 2017-03; got {shown(month)}")
        months.append(12 * first.year + first.month - 1)
    return months


def _month_words(position: int) -> str:
    return f"{calendar.month_abbr[position % 12 + 1]}\n{position // 12}"


def _said(position: int) -> str:
    return f"{calendar.month_name[position % 12 + 1]} {position // 12}"
