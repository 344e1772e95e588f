"""
One axes a chart: data first, the rest by name, the axes returned, `exhibit` for the reader.

The only place that draws, and the only one with colours. Importing it configures nothing and brings
in no pyplot; seaborn is brought in by the one chart that uses it. Every chart has a ``text_of_``
function beside it that says the same figures in words, for the text alternative.
"""

from evidence_lib.show.charts.bars import (
    bearing_bars,
    stacked_shares,
    text_of_bearing_bars,
    text_of_stacked_shares,
)
from evidence_lib.show.charts.control import spc_chart, text_of_spc_chart
from evidence_lib.show.charts.exhibits import TITLE_WORDS, Exhibit, exhibit
from evidence_lib.show.charts.funnels import funnel, text_of_funnel
from evidence_lib.show.charts.heatmap import coverage_heatmap, text_of_coverage_heatmap
from evidence_lib.show.charts.intervals import interval_dots, text_of_interval_dots
from evidence_lib.show.charts.likert import likert_bars, text_of_likert_bars
from evidence_lib.show.charts.panels import small_multiple_axes, text_of_small_multiples
from evidence_lib.show.charts.quintiles import quintile_slope, text_of_quintile_slope
from evidence_lib.show.charts.showing import show
from evidence_lib.show.charts.states import state_strip, text_of_state_strip
from evidence_lib.show.charts.survival import survival_steps, text_of_survival_steps
from evidence_lib.show.charts.timelines import text_of_timeline, timeline
from evidence_lib.show.charts.trends import rate_trend, text_of_rate_trend
from evidence_lib.show.charts.yearly import count_trend, text_of_count_trend

__all__ = [
    "TITLE_WORDS",
    "Exhibit",
    "bearing_bars",
    "count_trend",
    "coverage_heatmap",
    "exhibit",
    "funnel",
    "interval_dots",
    "likert_bars",
    "quintile_slope",
    "rate_trend",
    "show",
    "small_multiple_axes",
    "spc_chart",
    "stacked_shares",
    "state_strip",
    "survival_steps",
    "text_of_bearing_bars",
    "text_of_count_trend",
    "text_of_coverage_heatmap",
    "text_of_funnel",
    "text_of_interval_dots",
    "text_of_likert_bars",
    "text_of_quintile_slope",
    "text_of_rate_trend",
    "text_of_small_multiples",
    "text_of_spc_chart",
    "text_of_stacked_shares",
    "text_of_state_strip",
    "text_of_survival_steps",
    "text_of_timeline",
    "timeline",
]
