"""A chart and its words from the same rows: what notebooks call."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.show.charts.bars import (
    bearing_bars,
    stacked_shares,
    text_of_bearing_bars,
    text_of_stacked_shares,
)
from evidence_lib.show.charts.control import spc_chart, text_of_spc_chart
from evidence_lib.show.charts.exhibits import BROAD, NARROW, Exhibit, exhibit
from evidence_lib.show.charts.funnels import funnel, text_of_funnel
from evidence_lib.show.charts.heatmap import coverage_heatmap, text_of_coverage_heatmap
from evidence_lib.show.charts.house import HOUSE_WIDTH, NARROW_WIDTH
from evidence_lib.show.charts.intervals import interval_dots, text_of_interval_dots
from evidence_lib.show.charts.likert import likert_bars, text_of_likert_bars
from evidence_lib.show.charts.panels import small_multiple_axes, text_of_small_multiples
from evidence_lib.show.charts.quintiles import quintile_slope, text_of_quintile_slope
from evidence_lib.show.charts.states import state_strip, text_of_state_strip
from evidence_lib.show.charts.survival import survival_steps, text_of_survival_steps
from evidence_lib.show.charts.timelines import text_of_timeline, timeline
from evidence_lib.show.charts.trends import rate_trend, text_of_rate_trend
from evidence_lib.show.charts.yearly import count_trend, text_of_count_trend
from evidence_lib.show.table import AccessibleTable

_WORDS_FOR: dict[Callable[..., Any], Callable[..., str]] = {
    bearing_bars: text_of_bearing_bars,
    count_trend: text_of_count_trend,
    coverage_heatmap: text_of_coverage_heatmap,
    funnel: text_of_funnel,
    interval_dots: text_of_interval_dots,
    likert_bars: text_of_likert_bars,
    quintile_slope: text_of_quintile_slope,
    rate_trend: text_of_rate_trend,
    small_multiple_axes: text_of_small_multiples,
    spc_chart: text_of_spc_chart,
    stacked_shares: text_of_stacked_shares,
    state_strip: text_of_state_strip,
    survival_steps: text_of_survival_steps,
    timeline: text_of_timeline,
}


WIDTHS = {BROAD: HOUSE_WIDTH, NARROW: NARROW_WIDTH}
"""The drawings of a chart: their class in the page, and the inches they are laid out for."""

HALF = 0.5

LEAST: dict[Callable[..., Any], Callable[[pd.DataFrame], bool]] = {
    count_trend: lambda rows: int(rows["count"].count()) > 1,
    coverage_heatmap: lambda rows: float((rows.to_numpy(dtype=float) > 0).mean()) > HALF,
    funnel: lambda rows: int(rows["value"].count()) > 2,
    interval_dots: lambda rows: len(rows) > 1,
    likert_bars: lambda rows: bool(disclosure.percents_may_show(rows["n"]).any()),
    rate_trend: lambda rows: rows["period"].nunique() > 1,
    state_strip: lambda rows: rows["month"].nunique() > 1,
    timeline: lambda rows: len(rows) > 1,
}
"""What a chart needs to show anything that its table does not."""


def show(
    chart: Callable[..., Any],
    rows: pd.DataFrame,
    *,
    name: str,
    title: str,
    finding: str,
    table: AccessibleTable,
    subtitle: str = "",
    note: str = "",
    **given: Any,
) -> Exhibit:
    """
    Draw *rows* with one of the charts of this package and say the same rows in words.

    Args:
        chart: The chart, such as `rate_trend`; drawn for a wide and for a narrow screen. Where the
            rows are too few for it to show anything, the table stands alone.
        rows: What it draws; what one row is, the chart says.
        name: As for `exhibit`.
        title: As for `exhibit`.
        finding: As for `exhibit`.
        table: As for `exhibit`.
        subtitle: As for `exhibit`; it says what is measured, which the drawing then need not.
        note: As for `exhibit`.
        given: Further arguments of the chart; its text alternative gets those it knows.

    Raises:
        MethodInputError: As the chart and `exhibit`.
    """
    text_of = _WORDS_FOR[chart]
    known = inspect.signature(text_of).parameters
    text = text_of(rows, **{key: value for key, value in given.items() if key in known})
    plain = given | ({"measure": ""} if subtitle and "measure" in given else {})
    enough = LEAST.get(chart, len)(rows)
    drawn = {css: chart(rows, **plain, width=width) for css, width in WIDTHS.items() if enough}
    return exhibit(
        drawn, name=name, title=title, subtitle=subtitle, finding=finding, text=text, table=table,
        note=note,
    )  # fmt: skip
