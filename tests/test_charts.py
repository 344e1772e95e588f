"""What is drawn, what is said of it, and what is refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import pairwise
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from evidence_lib import terms
from evidence_lib.briefing.picture_rules import ATTRIBUTES, findings_of_drawing
from evidence_lib.english import listed
from evidence_lib.errors import MethodInputError, UnknownTermError
from evidence_lib.show import charts
from evidence_lib.show.charts import palette
from evidence_lib.show.charts.house import HOUSE_WIDTH, NARROW_WIDTH, house_style
from evidence_lib.show.charts.labels import spread
from evidence_lib.show.charts.palette import INK, LOOKS, PAPER, STATE_LOOKS, STEPS
from evidence_lib.show.charts.panels import OWN_SCALES
from evidence_lib.show.charts.periods import (
    YEAR_STARTS,
    date_words,
    first_year,
    period_scale,
    span_of,
)
from evidence_lib.show.charts.phrases import REST, TEXT_CHARACTERS, number, within


@dataclass(frozen=True)
class Table:
    name: str = "starts"
    title: str = "Starts by year"
    html: str = "<table><caption>Starts by year</caption></table>"
    csv: str = "period,count\n2015,19\n"


def counts() -> pd.DataFrame:
    # the two published counts of the review, 2016 not published between them
    return pd.DataFrame(
        {"period": ["2015", "2017"], "count": [19, 11], "low": [11.4, 5.5], "high": [29.7, 19.7]}
    )


def rates() -> pd.DataFrame:
    rows = [("Ayr", str(year), 12.0 + year % 3, 11.0, 15.0) for year in range(2013, 2018)]
    rows += [("Scotland", str(year), 14.0, np.nan, np.nan) for year in range(2013, 2018)]
    rows += [("Family group", str(year), np.nan, 10.0, 18.0) for year in range(2013, 2018)]
    return pd.DataFrame(rows, columns=["series", "period", "value", "low", "high"])


def events() -> pd.DataFrame:
    return pd.DataFrame({"date": ["2016-10-04"], "label": ["Inspection report"]})


def panels() -> pd.DataFrame:
    halved = rates().assign(panel="Kinship care")
    halved[["value", "low", "high"]] /= 2
    return pd.concat([rates().assign(panel="Foster care"), halved], ignore_index=True)


def estimates() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["Ayr", "Troon"],
            "estimate": [14.9, 12.4],
            "low": [13.3, 11.2],
            "high": [16.6, 13.7],
            "highlighted": [True, False],
        }
    )


def quintiles() -> pd.DataFrame:
    rows = [("2014", each, 50.0 + each) for each in range(1, 6)]
    rows += [("2017", each, 60.0 + each) for each in range(1, 6)]
    return pd.DataFrame(rows, columns=["period", "quintile", "value"])


def coverage() -> pd.DataFrame:
    columns = {"staff_survey": [4, 0], "focus_group": [2, 3], "young_people": [0, 0]}
    return pd.DataFrame(columns, index=["1", "general"])


def bearing() -> pd.DataFrame:
    return pd.DataFrame(
        {"label": ["Vision", "Voice"], "supports": [5, 0], "mixed": [1, 2], "challenges": [1, 0]}
    )


def mix() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["Plan", "Other plan"],
            "how_much": [6, 1],
            "how_well": [3, 1],
            "better_off": [1, 0],
        }
    )


def answers() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["I am listened to", "Leaders know us"],
            "low": [0.2, 0.25],
            "neutral": [0.1, 0.25],
            "high": [0.7, 0.5],
            "n": [195, 12],
        }
    )


def dated() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": ["2018-02-02", "2016-10-04", "2017", "2017-03"],
            "label": ["Review ends", "Report published", "Plan approved", "Officers begin"],
        }
    )


def control() -> pd.DataFrame:
    value = [30, 31, 29, 50, 30, np.nan, 22, 21]
    kind = [*["common_cause"] * 3, "concern", "common_cause", None, "improvement", "improvement"]
    rule = ["", "", "", "outside", "", "", "two_of_three", "two_of_three"]
    labels = [f"2017-{month:02}" for month in range(1, 9)]
    frame = {"value": value, "mean": 29.0, "lower": 20.0, "upper": 38.0, "point_type": kind}
    return pd.DataFrame({**frame, "rule": rule}, index=labels)


def places() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["Ayr", "Troon", "Girvan"],
            "denominator": [5000, 20000, 9000],
            "value": [12.0, 20.0, 13.5],
            "centre": 14.0,
            "lower": [9.0, 12.0, 10.0],
            "upper": [19.0, 16.0, 18.0],
            "highlighted": [True, False, False],
        }
    )


def curves() -> pd.DataFrame:
    ayr = {"time": [5, 10, 20], "survival": [0.8, 0.5, 0.2], "group": "Ayr", "censored": [0, 1, 0]}
    troon = {"time": [8, 30], "survival": [0.9, 0.6], "group": "Troon", "censored": [0, 2]}
    both = pd.concat([pd.DataFrame(ayr), pd.DataFrame(troon)], ignore_index=True)
    return both.assign(low=both["survival"] - 0.1, high=both["survival"] + 0.1)


def states() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area": ["1", "1", "2"],
            "month": ["2017-01", "2017-04", "2017-04"],
            "state": ["concern", "no_concern", "uncertainty"],
        }
    )


RBA = {"categories": terms.RBA_TYPES}
PLACE = {"place": "Ayr", "measure": "Rate per 1,000"}
MEASURE = {"measure": "rate per 1,000"}

CHARTS: list[tuple[Any, Any, Callable[[], pd.DataFrame], dict[str, Any], str]] = [
    (charts.count_trend, charts.text_of_count_trend, counts, MEASURE, "count"),
    (charts.rate_trend, charts.text_of_rate_trend, rates, PLACE, "value"),
    (charts.interval_dots, charts.text_of_interval_dots, estimates, MEASURE, "estimate"),
    (charts.quintile_slope, charts.text_of_quintile_slope, quintiles, MEASURE, "value"),
    (charts.coverage_heatmap, charts.text_of_coverage_heatmap, coverage, {}, "focus_group"),
    (charts.bearing_bars, charts.text_of_bearing_bars, bearing, {}, "mixed"),
    (charts.stacked_shares, charts.text_of_stacked_shares, mix, RBA, "how_well"),
    (charts.likert_bars, charts.text_of_likert_bars, answers, {}, "high"),
    (charts.timeline, charts.text_of_timeline, dated, {}, "date"),
    (charts.spc_chart, charts.text_of_spc_chart, control, MEASURE, "value"),
    (charts.funnel, charts.text_of_funnel, places, MEASURE, "value"),
    (charts.survival_steps, charts.text_of_survival_steps, curves, MEASURE, "survival"),
    (charts.state_strip, charts.text_of_state_strip, states, {}, "state"),
]


def every(*, but: Sequence[Any] = ()) -> pytest.MarkDecorator:
    """Run a test on every chart but some."""
    rows = [row for row in CHARTS if row[0] not in but]
    names = ("chart", "text_of", "rows", "given", "column")
    return pytest.mark.parametrize(names, rows, ids=[row[0].__name__ for row in rows])


def draw(chart: Any, rows: pd.DataFrame, given: dict[str, Any], **more: Any) -> Axes:
    base = {"base": "Children"} if chart is charts.funnel else {}
    return chart(rows, **given, **base, **more)


def words_on(ax: Axes) -> list[str]:
    legend = ax.get_legend()
    key = [text.get_text() for text in legend.get_texts()] if legend else []
    title = [legend.get_title().get_text()] if legend else []
    ticks = [text.get_text() for text in (*ax.get_xticklabels(), *ax.get_yticklabels())]
    return [*key, *title, *ticks, *(text.get_text() for text in ax.texts), ax.get_title(loc="left")]


def line_data(ax: Axes, colour: str) -> list[tuple[list[float], list[float]]]:
    lines = [line for line in ax.lines if to_hex(line.get_color()) == colour]
    return [(list(line.get_xdata()), list(line.get_ydata())) for line in lines]


def show(axes: Any, **more: Any) -> charts.Exhibit:
    given = {"name": "starts", "title": "Fewer started", "finding": "Fewer started.", **more}
    given = {"text": "19, then 11.", **given}
    return charts.exhibit(axes, **{"table": Table(), **given})


# Every chart --------------------------------------------------------------------------------------


@every()
def test_a_chart_draws_on_the_axes_it_is_given(chart, text_of, rows, given, column) -> None:
    ax = Figure(layout="constrained").add_subplot()
    assert draw(chart, rows(), given, ax=ax) is ax
    assert ax.lines or ax.patches or ax.collections


@every()
def test_a_chart_leaves_its_frame_as_it_was(chart, text_of, rows, given, column) -> None:
    frame = rows()
    draw(chart, frame, given)
    text_of(frame, **given)
    pd.testing.assert_frame_equal(frame, rows())


@every()
def test_a_chart_gives_the_same_bytes_twice_and_keeps_all_its_words_on_the_page(
    chart, text_of, rows, given, column
) -> None:
    first, second = (draw(chart, rows(), given) for _ in range(2))
    assert show(first).drawings_html == show(second).drawings_html
    page = first.get_figure().bbox
    renderer = first.get_figure()._get_renderer()
    box = first.get_tightbbox(renderer)
    assert box.x0 >= -1
    assert box.y0 >= -1
    assert box.x1 <= page.x1 + 2
    assert box.y1 <= page.y1 + 1


@every()
def test_a_chart_leaves_no_setting_and_no_figure_behind(
    chart, text_of, rows, given, column
) -> None:
    from matplotlib import pyplot

    with matplotlib.rc_context({"font.size": 31.0, "svg.fonttype": "none"}):
        before = dict(matplotlib.rcParams)
        show(draw(chart, rows(), given))
        assert dict(matplotlib.rcParams) == before
    assert pyplot.get_fignums() == []


@every()
def test_a_chart_looks_the_same_whatever_the_reader_has_set(
    chart, text_of, rows, given, column
) -> None:
    plain = show(draw(chart, rows(), given)).drawings_html
    with matplotlib.rc_context({"font.size": 31.0, "axes.grid": True, "lines.linewidth": 9.0}):
        assert show(draw(chart, rows(), given)).drawings_html == plain


@every()
def test_a_frame_without_rows_is_nothing_to_draw(chart, text_of, rows, given, column) -> None:
    for function in (chart, text_of):
        with pytest.raises(MethodInputError, match="nothing to draw"):
            draw(function, rows().iloc[:0], given) if function is chart else function(
                rows().iloc[:0], **given
            )


@every(but=[charts.coverage_heatmap])  # whose columns are whatever strands there are
def test_a_missing_column_is_named_with_what_was_being_done(
    chart, text_of, rows, given, column
) -> None:
    with pytest.raises(MethodInputError, match=f"drawing {chart.__name__}.*missing: {column}"):
        draw(chart, rows().drop(columns=column), given)
    with pytest.raises(MethodInputError, match=f"describing {chart.__name__}.*missing: {column}"):
        text_of(rows().drop(columns=column), **given)


@every(but=[charts.timeline, charts.state_strip])  # which have no numbers
def test_words_where_numbers_belong_are_refused(chart, text_of, rows, given, column) -> None:
    with pytest.raises(MethodInputError, match=f'column "{column}" must hold numbers'):
        draw(chart, rows().assign(**{column: "many"}), given)


@every()
def test_the_text_alternative_fits_and_is_made_of_sentences(
    chart, text_of, rows, given, column
) -> None:
    text = text_of(rows(), **given)
    assert 20 < len(text) <= TEXT_CHARACTERS
    assert text.endswith(".")
    assert "nan" not in text
    assert "_" not in text


@every()
def test_text_on_a_chart_is_dark_and_big_enough(chart, text_of, rows, given, column) -> None:
    ax = draw(chart, rows(), given)
    ax.get_figure().draw_without_rendering()
    texts = [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()]
    colours = {to_hex(text.get_color()) for text in texts if text.get_text()}
    assert min(contrast(colour, PAPER) for colour in colours) >= 4.5
    assert min(text.get_fontsize() for text in texts) >= 11.5


def test_integers_that_may_be_missing_are_drawn_as_gaps() -> None:
    frame = counts().astype({"count": "Int64"})
    frame.loc[1, ["count", "low", "high"]] = [pd.NA, np.nan, np.nan]
    assert "2017: not published." in charts.text_of_count_trend(frame, measure="starts")
    charts.count_trend(frame, measure="starts")


def test_an_infinite_number_is_refused() -> None:
    with pytest.raises(MethodInputError, match='column "high" must be finite'):
        charts.count_trend(counts().assign(high=np.inf), measure="starts")


def test_importing_and_drawing_bring_in_no_pyplot_and_change_no_setting() -> None:
    script = (
        "import sys, matplotlib, pandas\n"
        "names = [name for name in matplotlib.rcParams if name != 'backend']\n"
        "def settings(): return [matplotlib.rcParams[name] for name in names]\n"
        "before = settings()\n"
        "from evidence_lib.show import charts\n"
        "assert settings() == before\n"
        "row = {'period': '2015', 'count': 19, 'low': 11.4, 'high': 29.7}\n"
        "counts = pandas.DataFrame([row])\n"
        "charts.count_trend(counts, measure='Starts').get_figure().draw_without_rendering()\n"
        "print([m for m in ('matplotlib.pyplot', 'seaborn', 'scipy') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_dollar_sign_is_money_and_not_mathematics() -> None:
    ax = charts.count_trend(counts(), measure="From $1 to $2")
    assert ax.title.get_parse_math() is False
    assert ax._left_title.get_parse_math() is False


# Yearly counts ------------------------------------------------------------------------------------


def test_count_trend_starts_at_zero_and_keeps_the_unpublished_year_open() -> None:
    ax = charts.count_trend(counts(), measure="Starts")
    assert ax.get_ylim()[0] == 0
    (positions, values), *_ = line_data(ax, "#949494")
    assert positions == [2015, 2016, 2017]
    assert values[0] == 19
    assert np.isnan(values[1])
    assert values[2] == 11
    assert {"19", "11", "not\npublished", "2016", "Starts"} <= set(words_on(ax))


def test_count_trend_draws_the_interval_it_was_given() -> None:
    ax = charts.count_trend(counts(), measure="Starts")
    (bars,) = [each for each in ax.collections if hasattr(each, "get_segments")]
    ends = [segment[:, 1].tolist() for segment in bars.get_segments() if len(segment)]
    assert [end for end in ends if not np.isnan(end).any()] == [[11.4, 29.7], [5.5, 19.7]]


def test_count_trend_says_each_count_with_its_interval() -> None:
    text = charts.text_of_count_trend(counts(), measure="starts")
    assert text == (
        "Starts, a point a period with its 95% interval. 2015: 19 (11.4 to 29.7). "
        "2016: not published. 2017: 11 (5.5 to 19.7)."
    )


def test_count_trend_writes_no_numbers_on_a_long_series() -> None:
    many = pd.DataFrame({"period": [str(year) for year in range(2008, 2018)], "count": 10})
    ax = charts.count_trend(many.assign(low=5.0, high=18.0), measure="Starts")
    assert not ax.texts


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"count": [-1, 11], "low": [-2, 5]}, '"count" must be 0 or more; got "-1.0"'),
        ({"period": ["2015", "2015"]}, "one row for each period"),
        ({"low": [20.0, 5.5]}, "must rise in that order"),
        ({"count": [np.nan, np.nan]}, "nothing to draw, no number in column"),
    ],
)
def test_count_trend_refuses_counts_that_cannot_be(change: dict[str, Any], message: str) -> None:
    with pytest.raises(MethodInputError, match=message):
        charts.count_trend(counts().assign(**change), measure="Starts")


# Rates --------------------------------------------------------------------------------------------


def test_rate_trend_names_every_series_at_its_end_and_the_place_in_bold() -> None:
    ax = charts.rate_trend(rates(), **PLACE)
    weights = {text.get_text(): text.get_fontweight() for text in ax.texts}
    assert weights == {"Family group": "normal", "Scotland": "normal", "Ayr": "bold"}
    assert ax.get_legend() is None


def test_rate_trend_owns_up_to_an_axis_that_does_not_start_at_zero() -> None:
    cut, whole = (
        charts.rate_trend(rates(), **PLACE, from_zero=from_zero) for from_zero in (False, True)
    )
    assert "axis does not start at zero" in cut.get_title(loc="left").replace("\n", " ")
    assert whole.get_ylim()[0] == 0
    assert whole.get_title(loc="left") == "Rate per 1,000"


def test_rate_trend_breaks_the_line_where_a_year_is_missing() -> None:
    ax = charts.rate_trend(rates().query("period != '2015'"), **PLACE)
    (positions, values), *_ = line_data(ax, LOOKS[0].colour)
    assert positions == [2013, 2014, 2015, 2016, 2017]
    assert [year for year, value in zip(positions, values, strict=True) if np.isnan(value)] == [
        2015
    ]


def test_rate_trend_draws_in_order_of_time_whatever_the_order_of_rows() -> None:
    shuffled = rates().sample(frac=1, random_state=3)
    first, second = (charts.rate_trend(frame, **PLACE) for frame in (rates(), shuffled))
    colour = LOOKS[0].colour
    assert line_data(first, colour) == line_data(second, colour)
    said = [charts.text_of_rate_trend(frame, **PLACE) for frame in (rates(), shuffled)]
    assert "Ayr: 12 in 2013, 13 in 2017" in said[0]
    assert said[1].split(". ")[1] == said[0].split(". ")[1]


def test_rate_trend_places_a_dated_event_between_its_years() -> None:
    ax = charts.rate_trend(rates(), **PLACE, events=events())
    (position,) = [
        line.get_xdata()[0] for line in ax.lines if to_hex(line.get_color()) == "#333333"
    ]
    # 4 October is day 278 of 366, a point stands at the middle of its year
    assert position == pytest.approx(2016 + 277.5 / 366 - 0.5)
    assert "Inspection report" in words_on(ax)


def test_an_event_after_the_last_period_is_still_on_the_axes() -> None:
    later = pd.DataFrame({"date": ["2019-02"], "label": ["Review"]})
    ax = charts.rate_trend(rates(), **PLACE, events=later)
    assert ax.get_xlim()[1] > 2018.5


def test_the_kinds_of_year_are_words_of_the_house() -> None:
    assert set(YEAR_STARTS) <= set(terms.PERIOD_KINDS)


@pytest.mark.parametrize(
    ("kind", "expected"), [("", 2016.0), ("school_year", 2015.6), ("calendar_year", 2016.25)]
)
def test_an_event_stands_in_the_middle_of_the_year_it_halves(kind: str, expected: float) -> None:
    scale = period_scale(["2015-16", "2016-17"])
    position = scale.event_position("2016-10-01", period_kind=kind, doing="testing")
    assert position == pytest.approx(expected, abs=0.03)


def test_an_event_needs_yearly_periods_and_a_known_kind() -> None:
    quarters = rates().assign(period="Q" + rates()["period"])
    with pytest.raises(MethodInputError, match="events need yearly periods"):
        charts.rate_trend(quarters, **PLACE, events=events())
    with pytest.raises(UnknownTermError, match='"period_kind" must be one of'):
        charts.rate_trend(rates(), **PLACE, events=events(), period_kind="quarter")


def test_rate_trend_refuses_a_place_that_is_not_there_and_a_series_without_figures() -> None:
    with pytest.raises(MethodInputError, match='"place" must be a series; got "Troon"'):
        charts.rate_trend(rates(), place="Troon", measure="Rate")
    empty = rates().assign(value=rates()["value"].where(rates()["series"] != "Scotland"))
    with pytest.raises(MethodInputError, match='nothing to draw for series "Scotland"'):
        charts.rate_trend(empty, **PLACE)
    with pytest.raises(MethodInputError, match='only "low" came'):
        charts.rate_trend(rates().drop(columns="high"), **PLACE)


def test_rate_trend_says_the_place_first_then_comparators_and_events() -> None:
    text = charts.text_of_rate_trend(rates(), **PLACE, events=events())
    assert text == (
        "Rate per 1,000, 2013 to 2017. Ayr: 12 in 2013, 13 in 2017; lowest 12 in 2013, highest 14 "
        "in 2015. Scotland: 14 in 2013, 14 in 2017. Family group: 10 to 18 in 2017. "
        "Marked: Inspection report (4 October 2016)."
    )


def test_small_multiples_share_one_scale_and_one_figure() -> None:
    drawn = charts.small_multiple_axes(panels(), **PLACE)
    assert [ax.get_title(loc="left") for ax in drawn] == ["Foster care", "Kinship care"]
    assert drawn[0].get_ylim() == drawn[1].get_ylim()
    again = charts.small_multiple_axes(panels(), **PLACE)[0].figure
    assert show(drawn).drawings_html == show(again).drawings_html
    (legend,) = drawn[0].figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["Ayr", "Scotland", "Family group"]


def test_small_multiples_give_each_panel_its_scale_where_one_would_make_a_line_flat() -> None:
    far = panels()
    far.loc[far["panel"] == "Kinship care", ["value", "low", "high"]] *= 20
    drawn = charts.small_multiple_axes(far, **PLACE)
    assert drawn[0].get_ylim() != drawn[1].get_ylim()
    (legend,) = drawn[0].figure.legends
    assert OWN_SCALES in legend.get_title().get_text().replace("\n", " ")
    assert "panels of scales of their own" in charts.text_of_small_multiples(far, **PLACE)


def test_small_multiples_leave_no_empty_panel_and_refuse_no_columns() -> None:
    drawn = charts.small_multiple_axes(panels(), **PLACE, columns=3)
    assert len(drawn[0].figure.axes) == 2
    with pytest.raises(MethodInputError, match='"columns" must be 1 or more; got 0'):
        charts.small_multiple_axes(panels(), **PLACE, columns=0)


def test_small_multiples_say_each_panel() -> None:
    text = charts.text_of_small_multiples(panels(), **PLACE)
    assert "Kinship care, Ayr: 6 in 2013, 6.5 in 2017." in text


# Intervals and quintiles --------------------------------------------------------------------------


def test_interval_dots_keep_the_order_from_the_top_and_mark_the_highlighted_row() -> None:
    ax = charts.interval_dots(estimates(), measure="Rate", reference=14.4)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["Ayr", "Troon"]
    assert ax.get_ylim() == (1.5, -0.5)
    assert [text.get_fontweight() for text in ax.get_yticklabels()] == ["bold", "normal"]
    assert {"14.9", "12.4", "Scotland 14.4"} <= set(words_on(ax))
    markers = [line.get_marker() for line in ax.lines if line.get_marker() != "None"]
    assert len(set(markers)) == 2


def test_quintile_slope_runs_from_most_to_least_deprived() -> None:
    ax = charts.quintile_slope(quintiles(), measure="Rate")
    labels = [text.get_text().replace("\n", " ") for text in ax.get_xticklabels()]
    assert labels == ["1 most deprived", "2", "3", "4", "5 least deprived"]
    assert line_data(ax, LOOKS[0].colour)[0][1] == [61, 62, 63, 64, 65]
    assert ax.get_ylim()[0] == 0
    assert ax.get_ylim()[1] > 1.03 * 65  # a marker on the highest value stands whole
    assert {"2017: 65", "2014: 55", "61", "51"} <= set(words_on(ax))


def test_quintile_slope_refuses_a_sixth_fifth_and_a_fifth_period() -> None:
    with pytest.raises(MethodInputError, match='"quintile" must be 1'):
        charts.quintile_slope(quintiles().replace({"quintile": {5: 6}}), measure="Rate")
    many = pd.concat([quintiles().assign(period=str(year)).iloc[:5] for year in range(2010, 2015)])
    with pytest.raises(MethodInputError, match="at most 4 periods"):
        charts.quintile_slope(many, measure="Rate")


# Grids --------------------------------------------------------------------------------------------


def test_coverage_heatmap_writes_every_count_and_a_dash_for_none() -> None:
    ax = charts.coverage_heatmap(coverage())
    assert [text.get_text() for text in ax.texts] == ["4", "–", "2", "3", "–", "–"]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["Area 1", "General"]
    assert ax.get_yticklabels()[0].get_text() == "Staff survey"
    assert all(text.get_rotation() == 0 for text in (*ax.get_xticklabels(), *ax.get_yticklabels()))


def test_coverage_heatmap_names_the_strand_nobody_heard() -> None:
    text = charts.text_of_coverage_heatmap(coverage())
    assert "No evidence in any area from young people." in text
    assert "Area 1: staff survey 4 and focus group 2." in text


def test_state_strip_tells_states_apart_by_shape_and_keeps_the_empty_months() -> None:
    ax = charts.state_strip(states())
    shapes = [line.get_marker() for line in ax.lines]
    assert shapes == [look.marker for look in STATE_LOOKS.values()]
    assert len(set(shapes)) == 3
    concern = ax.lines[2].get_xdata()[0]
    no_concern = ax.lines[0].get_xdata()[0]
    assert no_concern - concern == 3
    assert {"no concern", "uncertainty", "concern"} <= set(words_on(ax))


def test_state_strip_refuses_two_states_in_one_month_and_a_day_for_a_month() -> None:
    with pytest.raises(MethodInputError, match="one row for each area and month"):
        charts.state_strip(states().assign(month="2017-01"))
    with pytest.raises(MethodInputError, match='like 2017-03; got "2017-01-05"'):
        charts.state_strip(states().assign(month=["2017-01-05", "2017-04", "2017-04"]))
    with pytest.raises(UnknownTermError, match='"state" must be one of'):
        charts.state_strip(states().assign(state="worry"))


# Bars ---------------------------------------------------------------------------------------------


def test_bearing_bars_put_counts_end_to_end_from_zero_with_hatches() -> None:
    ax = charts.bearing_bars(bearing())
    pieces = [(bar.get_x(), bar.get_width()) for bar in ax.patches]
    assert pieces == [(0, 5), (5, 1), (6, 1), (0, 2)]
    assert [text.get_text() for text in ax.texts] == ["5", "1", "1", "2"]
    assert len({bar.get_hatch() for bar in ax.patches}) == 3
    assert ax.get_xlim()[0] == 0


def test_stacked_shares_are_of_one_length_and_print_counts_not_percentages() -> None:
    ax = charts.stacked_shares(mix(), categories=terms.RBA_TYPES)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([0.6, 0.3, 0.1, 0.5, 0.5])
    assert [text.get_text() for text in ax.texts] == ["6", "3", "1", "1", "1"]
    assert "Plan (n\u00a0=\u00a010)" in words_on(ax)
    assert not any("%" in words for words in words_on(ax))


def test_bars_refuse_a_missing_count_and_nothing_but_zeros() -> None:
    with pytest.raises(MethodInputError, match="a count is missing; write 0"):
        charts.bearing_bars(bearing().assign(mixed=[1, np.nan]))
    with pytest.raises(MethodInputError, match="every count is 0"):
        charts.bearing_bars(bearing().assign(supports=0, mixed=0, challenges=0))
    with pytest.raises(MethodInputError, match='"categories" must be 1 to 5; got 0'):
        charts.stacked_shares(mix(), categories=())


def test_likert_bars_centre_the_neutral_answers_on_zero() -> None:
    ax = charts.likert_bars(answers())
    starts = [bar.get_x() for bar in ax.patches]
    assert starts == pytest.approx([-0.25, -0.05, 0.05])
    assert {"20%", "10%", "70%"} <= set(words_on(ax))


def test_no_percentage_is_drawn_or_said_of_fewer_than_twenty_answers() -> None:
    ax = charts.likert_bars(answers())
    assert len(ax.patches) == 3
    assert "I am listened to\n(n\u00a0=\u00a0195)" in words_on(ax)
    assert "under 20 answers: no percentages" in words_on(ax)
    assert "Leaders know us (n 12): under 20 answers: no percentages." in (
        charts.text_of_likert_bars(answers())
    )


def test_a_base_of_fewer_than_five_is_neither_drawn_nor_said() -> None:
    few = answers().assign(n=[195, 3])
    words = words_on(charts.likert_bars(few))
    assert "Leaders know us" in words
    assert [each for each in words if "3)" in each] == []
    assert "Leaders know us: under 20 answers: no percentages." in charts.text_of_likert_bars(few)


def test_likert_bars_refuse_percentages_where_shares_belong() -> None:
    with pytest.raises(MethodInputError, match="must make 1; a row makes 100"):
        charts.likert_bars(answers().assign(low=20.0, neutral=10.0, high=70.0))


# Control charts -----------------------------------------------------------------------------------


def test_spc_chart_marks_types_by_shape_and_names_each_rule_once() -> None:
    ax = charts.spc_chart(control(), measure="Days", target=21, assurance="Target: hit or miss")
    words = words_on(ax)
    assert words.count("outside") == 1
    assert words.count("two of three") == 1
    assert {"usual variation", "concern", "improvement", "target 21", "upper limit 38"} <= set(
        words
    )
    assert "Days\nTarget: hit or miss" in words
    shapes = {line.get_marker() for line in ax.lines} - {"None"}
    assert len(shapes) == 4


def test_spc_chart_refuses_an_unknown_point_type() -> None:
    with pytest.raises(UnknownTermError, match='"point_type" must be one of'):
        charts.spc_chart(control().assign(point_type="odd"), measure="Days")


def test_spc_text_names_the_rules_and_where_they_bite() -> None:
    text = charts.text_of_spc_chart(control(), measure="days", target=21)
    assert "Concern by the rule outside, 2017-04." in text
    assert "Improvement by the rule two of three, 2017-07 to 2017-08." in text
    assert "Last value 21; mean 29, limits 20 to 38. Target 21." in text
    assert text.count("by the rule") == 2


def test_funnel_names_the_highlighted_place_and_those_outside() -> None:
    ax = charts.funnel(places(), measure="Rate", base="Children")
    weights = {text.get_text(): text.get_fontweight() for text in ax.texts}
    assert weights["Ayr"] == "bold"
    assert weights["Troon"] == "normal"
    assert "Girvan" not in weights
    assert "1 above the limits and 0 below. Ayr: 12, limits 9 to 19. Above: Troon." in (
        charts.text_of_funnel(places(), measure="rate")
    )


def test_funnel_names_do_not_touch_in_a_crowd() -> None:
    rng = np.random.default_rng(sum(map(ord, "a crowd of places")))
    crowd = pd.DataFrame(
        {
            "label": [f"Place {each}" for each in range(30)],
            "denominator": rng.integers(3000, 90000, 30),
            "value": 14 + rng.normal(0, 4, 30),
        }
    ).assign(centre=14.0, lower=13.9, upper=14.1)
    ax = charts.funnel(crowd, measure="Rate", base="Children")
    ax.get_figure().draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text().startswith("Place")]
    assert len(boxes) > 5
    touching = [(a, b) for step, a in enumerate(boxes) for b in boxes[step + 1 :] if a.overlaps(b)]
    assert touching == []


# Survival and time --------------------------------------------------------------------------------


def test_survival_steps_begin_at_everybody_and_mark_where_half_is_reached() -> None:
    ax = charts.survival_steps(curves(), measure="Still waiting")
    steps = [line for line in ax.lines if line.get_drawstyle() == "steps-post"]
    assert list(steps[0].get_xdata()) == [0, 5, 10, 20]
    assert list(steps[0].get_ydata()) == [1, 0.8, 0.5, 0.2]
    halves = [line.get_xdata() for line in ax.lines if line.get_marker() in ("o", "s")]
    assert [list(x) for x in halves] == [[10.0], []]
    ticks = [list(line.get_xdata()) for line in ax.lines if line.get_marker() == "|"]
    assert ticks == [[10.0], [30.0]]
    assert {"Ayr", "Troon", "half", "Still waiting"} <= set(words_on(ax))


def test_survival_text_says_who_does_not_come_down_to_half() -> None:
    text = charts.text_of_survival_steps(curves(), measure="still waiting")
    assert "Ayr: half or fewer from 10 days; 20% at 20 days." in text
    assert "Troon: does not come down to half; 60% at 30 days." in text


def test_survival_steps_refuse_a_percentage() -> None:
    with pytest.raises(MethodInputError, match="must be 1 or less"):
        charts.survival_steps(
            curves().assign(survival=80.0, low=70.0, high=90.0), measure="Waiting"
        )


def test_timeline_is_in_order_of_time_and_its_labels_do_not_touch() -> None:
    crowded = pd.DataFrame(
        {"date": [f"2016-10-{day:02}" for day in range(12, 2, -1)], "label": "Something happened"}
    )
    ax = charts.timeline(pd.concat([dated(), crowded], ignore_index=True))
    ax.get_figure().draw_without_rendering()
    boxes = sorted((text.get_window_extent() for text in ax.texts), key=lambda box: -box.y1)
    assert all(upper.y0 >= lower.y1 for upper, lower in pairwise(boxes))
    assert ax.texts[0].get_text() == "3 October 2016: Something happened"


def test_timeline_draws_a_year_as_a_span_and_a_day_as_a_point() -> None:
    ax = charts.timeline(dated())
    heights = sorted(bar.get_height() for bar in ax.patches)
    assert heights == pytest.approx([30 / 366, 364 / 366])
    month, year = sorted(ax.patches, key=lambda bar: bar.get_height())
    assert year.get_width() > month.get_width()
    assert year.get_zorder() < month.get_zorder()
    assert sum(line.get_marker() == "o" for line in ax.lines) == 2
    with pytest.raises(MethodInputError, match='like 2016, 2016-10 or 2016-10-04; got "spring"'):
        charts.timeline(dated().assign(date="spring"))


# The exhibit --------------------------------------------------------------------------------------


def test_exhibit_is_one_figure_element_with_its_words_escaped() -> None:
    html = show(
        charts.count_trend(counts(), measure="Starts"),
        title="Fewer <started>",
        subtitle="Starts & ends",
        finding="Fewer <started> than before.",
        text='19 "then" 11',
        note="Two & no more",
    )._repr_mimebundle_()["text/html"]
    assert html.startswith('<figure class="chart" id="chart-starts"><figcaption><strong>')
    assert (
        "<strong>Fewer &lt;started&gt;</strong></figcaption>"
        '<p class="subtitle">Starts &amp; ends</p>'
        '<p class="sentence">Fewer &lt;started&gt; than before.</p><svg '
    ) in html
    assert 'role="img" aria-label="19 &quot;then&quot; 11"' in html
    assert (
        "</svg><details><summary>Data behind this chart</summary><table><caption>Starts by year"
        '</caption></table></details><p class="note">Two &amp; no more</p></figure>'
    ) in html


def test_exhibit_ends_in_its_source_and_says_a_finding_that_is_its_title_once() -> None:
    shown = show(charts.count_trend(counts(), measure="Starts"), finding="Fewer started")
    html = replace(shown, source_html='<a href="#source-a">A</a>').html
    assert html.endswith('<p class="source"><a href="#source-a">A</a></p></figure>')
    assert html.count("Fewer started") == 1


def test_exhibit_without_a_note_has_no_empty_paragraph() -> None:
    shown = show(charts.count_trend(counts(), measure="Starts"), finding="Fewer started")
    assert "<p" not in shown.html.replace("<path", "")


def test_exhibit_carries_its_table_and_its_finding() -> None:
    bundle = show(charts.count_trend(counts(), measure="Starts"))._repr_mimebundle_()
    assert bundle["text/plain"] == "Fewer started."
    tables = json.loads(json.dumps(bundle["application/vnd.evidence.table+json"]))
    assert tables == {
        "tables": [{"name": "starts", "title": "Starts by year", "csv": "period,count\n2015,19\n"}]
    }


def test_a_drawing_has_its_words_as_text_and_nothing_that_acts_or_loads() -> None:
    drawn = show(charts.count_trend(counts(), measure="Starts <at> 11")).drawings_html
    assert "Starts &lt;at&gt; 11</text>" in drawn
    assert {tag.name for tag in BeautifulSoup(drawn, "html.parser").find_all(True)} <= set(
        ATTRIBUTES
    )
    assert not re.search(r"style=|href|src=|http|<!", drawn)


@every()
def test_a_drawing_holds_nothing_but_what_a_page_may_carry(
    chart, text_of, rows, given, column
) -> None:
    for width in (HOUSE_WIDTH, NARROW_WIDTH):
        drawn = show(draw(chart, rows(), given, width=width)).drawings_html
        (svg,) = BeautifulSoup(drawn, "html.parser")("svg")
        assert list(findings_of_drawing(svg)) == []


@every(but=[charts.coverage_heatmap])  # where a column is called by its number alone
def test_a_narrow_drawing_says_what_the_wide_one_says(chart, text_of, rows, given, column) -> None:
    wide, narrow = (
        words_of(show(draw(chart, rows(), given, width=width)).drawings_html)
        for width in (HOUSE_WIDTH, NARROW_WIDTH)
    )
    assert wide - narrow <= {
        each for each in wide if re.fullmatch(r"(?:[A-Z]\w+ )?[\d,.%-]+", each)
    }


def words_of(drawn: str) -> set[str]:
    """The texts of a drawing, each in one piece; a narrow axis has fewer marks."""
    texts = BeautifulSoup(drawn, "html.parser")("text")
    return {" ".join(text.get_text(" ", strip=True).split()) for text in texts}


def test_a_text_of_two_lines_is_one_element_that_keeps_its_side() -> None:
    (ax,) = [charts.interval_dots(estimates().assign(label=["Ayr", "A " * 15]), measure="Rate")]
    drawn = BeautifulSoup(show(ax).drawings_html, "html.parser")
    (text,) = [each for each in drawn("text") if each("tspan")]
    assert text["text-anchor"] == "end"
    ends = {each["x"] for each in text("tspan") if each.has_attr("x")}
    assert len(ends) == 1


def test_show_draws_for_wide_and_for_narrow_screens_with_ids_of_their_own() -> None:
    shown = charts.show(
        charts.bearing_bars, bearing(), name="bearing", title="Some fall short", finding="Some do.",
        table=Table(),
    )  # fmt: skip
    drawn = BeautifulSoup(shown.html, "html.parser")
    assert [svg["class"] for svg in drawn("svg")] == [["broad"], ["narrow"]]
    ids = [pattern["id"] for pattern in drawn("pattern")]
    assert len(set(ids)) == len(ids) == 4


@pytest.mark.parametrize(
    ("chart", "rows"),
    [
        (charts.timeline, dated().iloc[:1]),
        (charts.coverage_heatmap, coverage().assign(staff_survey=0, focus_group=[2, 0])),
        (charts.interval_dots, estimates().iloc[:1]),
        (charts.likert_bars, answers().iloc[1:]),
        (charts.state_strip, states().iloc[:1]),
    ],
)
def test_a_chart_that_would_show_nothing_leaves_its_table_alone(
    chart: Any, rows: pd.DataFrame
) -> None:
    given = MEASURE if chart is charts.interval_dots else {}
    shown = charts.show(chart, rows, name="a", title="T", finding="F.", table=Table(), **given)
    assert "<svg" not in shown.html
    assert "<details" not in shown.html
    assert Table().html in shown.html


def test_exhibit_lets_go_of_its_figure() -> None:
    shown = show(charts.count_trend(counts(), measure="Starts"))
    assert not [value for value in vars(shown).values() if isinstance(value, Figure | Axes)]


def test_exhibit_keeps_words_whole_on_a_figure_laid_out_by_hand() -> None:
    figure = Figure(figsize=(6.0, 3.4))
    ax = charts.rate_trend(rates(), **PLACE, ax=figure.add_subplot())
    view = re.search(r'viewBox="([^"]+)"', show(ax).drawings_html)
    assert view is not None
    assert float(view[1].split()[2]) != 432.0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"finding": " "}, '"finding" must be a sentence'),
        ({"title": ""}, '"title" must be a sentence'),
        ({"title": "so many " * 8}, '"title" may have 15 words; got 16'),
        ({"text": "starts"}, '"text" must be a sentence, not empty and not the name'),
        ({"text": "x" * 601}, '"text" may have 600 characters; got 601'),
        ({"name": "a b"}, '"name" must be letters'),
    ],
)
def test_exhibit_refuses_words_that_say_nothing(given: dict[str, str], message: str) -> None:
    ax = charts.count_trend(counts(), measure="Starts")
    with pytest.raises(MethodInputError, match=message):
        show(ax, **given)


def test_exhibit_refuses_axes_of_two_figures_and_of_none() -> None:
    one, two = (charts.count_trend(counts(), measure="Starts") for _ in range(2))
    with pytest.raises(MethodInputError, match="must be of one figure; got 2"):
        show([one, two])
    with pytest.raises(MethodInputError, match="must be of one figure; got 0"):
        show([])
    one.remove()
    with pytest.raises(MethodInputError, match="the axes belong to no figure"):
        show(one)


# Small parts --------------------------------------------------------------------------------------


def test_spread_moves_only_what_touches_and_keeps_the_order() -> None:
    assert spread([0.0, 10.0], [2.0, 2.0], low=-5, high=15) == [0.0, 10.0]
    assert spread([5.0, 5.0], [2.0, 2.0], low=0, high=10) == [4.0, 6.0]
    assert spread([9.9, 1.0, 9.8], [2.0, 2.0, 2.0], low=0, high=10) == [9.0, 1.0, 7.0]


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2015", 2015), ("2016-17", 2016), ("2016/17", 2016), ("1999-2000", 1999),
     ("2016-10", None), ("Q1 2016", None)],
)  # fmt: skip
def test_a_period_is_a_year_only_when_it_reads_as_one(period: str, expected: int | None) -> None:
    assert first_year(period) == expected


def test_a_period_scale_fills_the_years_between_as_the_periods_are_written() -> None:
    assert period_scale(["2014-15", "2017-18"]).labels == (
        "2014-15",
        "2015-16",
        "2016-17",
        "2017-18",
    )
    assert period_scale([2015, 2017]).labels == ("2015", "2016", "2017")
    assert period_scale(["2015/16", "2017/18"]).labels == ("2015/16", "2016/17", "2017/18")
    assert period_scale(["spring", "autumn"]).labels == ("spring", "autumn")


@pytest.mark.parametrize(
    ("when", "expected"),
    [("2016", "2016"), ("2016-10", "October 2016"), ("2016-10-04", "4 October 2016"),
     (pd.Timestamp(2016, 10, 4), "4 October 2016")],
)  # fmt: skip
def test_a_date_is_said_no_more_exactly_than_it_was_given(when: object, expected: str) -> None:
    assert date_words(when, doing="testing") == expected


@pytest.mark.parametrize("when", ["2016-13", "2016-02-30", "16", ""])
def test_what_is_no_date_is_refused(when: str) -> None:
    with pytest.raises(MethodInputError, match="a date must be like 2016"):
        span_of(when, doing="testing")


@pytest.mark.parametrize(
    ("value", "expected"),
    [(19.0, "19"), (1234.0, "1,234"), (14.94, "14.9"), (0.579, "0.58"), (np.nan, "not available")],
)
def test_numbers_are_said_plainly(value: float, expected: str) -> None:
    assert number(value) == expected


def test_lists_are_said_as_lists() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_long_text_ends_in_whole_sentences_and_points_at_the_table() -> None:
    text = within(["One sentence of some length."] * 40)
    assert len(text) <= TEXT_CHARACTERS
    assert text.endswith(f"length. {REST}")
    assert within(["Short."]) == "Short."


def test_every_look_differs_in_shape_and_hatch_as_well_as_colour() -> None:
    for part in ("colour", "marker", "hatch"):
        assert len({getattr(look, part) for look in LOOKS}) == len(LOOKS)


def test_the_four_category_colours_stand_out_from_the_page() -> None:
    assert min(contrast(look.colour, PAPER) for look in LOOKS) >= 3


def contrast(first: str, second: str) -> float:
    """WCAG 2.2, relative luminance."""
    lights = sorted(luminance(colour) + 0.05 for colour in (first, second))
    return lights[1] / lights[0]


def luminance(colour: str) -> float:
    parts = [int(colour[step : step + 2], 16) / 255 for step in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


def test_the_numbers_of_the_heatmap_are_readable_on_its_darkest_cell() -> None:
    ax = charts.coverage_heatmap(coverage())
    (mesh,) = ax.collections
    mesh.update_scalarmappable()
    assert {to_hex(colour) for colour in mesh.get_facecolors()} <= {PAPER, *STEPS}
    assert min(contrast(step, INK) for step in STEPS) >= 4.5


CSS = (files("evidence_lib.briefing") / "templates/pack/charts.css").read_text("utf-8")
PACK_CSS = (files("evidence_lib.briefing") / "templates/pack/pack.css").read_text("utf-8")


def block_of(css: str, condition: str) -> str:
    return css.partition(condition)[2].partition("\n}\n")[0]


def dark() -> dict[str, str]:
    """What each colour of the palette becomes on a dark screen."""
    own = dict(re.findall(r"(--\w+): (#\w{6})", block_of(PACK_CSS, "(prefers-color-scheme: dark)")))
    found: dict[str, str] = {}
    for chosen, colour in re.findall(
        r"  ([^{}]+) {[^}]*?: ([^;]+);", block_of(CSS, "(prefers-color-scheme: dark)")
    ):
        becomes = own.get(colour[4:-1], colour)
        found |= dict.fromkeys(re.findall(r"#\w{6}", chosen), becomes)
    return found


def test_every_colour_of_the_palette_has_one_for_a_dark_screen() -> None:
    used = {each for each in vars(palette).values() if isinstance(each, str) and each[:1] == "#"}
    used |= {*STEPS, *palette.FIFTHS, *palette.READABLE.values()}
    assert used <= set(dark())


def test_words_and_marks_stand_out_on_a_dark_screen_too() -> None:
    shown = dark()
    paper, ink = shown[PAPER], shown[INK]
    words = [*palette.READABLE.values(), INK, palette.NAVY, palette.PURPLE]
    assert min(contrast(shown[each], paper) for each in words) >= 4.5
    assert min(contrast(shown[look.colour], paper) for look in LOOKS) >= 3
    assert min(contrast(ink, shown[each]) for each in STEPS) >= 4.5


def test_a_page_shows_one_drawing_of_a_chart_whatever_its_width() -> None:
    narrow = block_of(CSS, "@media screen and (max-width: 34rem)")
    assert ".chart svg.narrow { display: none;" in CSS
    assert "svg.broad:not(:only-of-type) { display: none; }" in narrow
    assert ".chart svg.narrow { display: block; }" in narrow


def test_house_style_is_undone_when_drawing_fails() -> None:
    before = matplotlib.rcParams["font.size"]
    with pytest.raises(ZeroDivisionError), house_style():
        1 / 0  # noqa: B018  (to fail inside)
    assert matplotlib.rcParams["font.size"] == before
