"""What is heard in the place of a chart."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.show.charts import phrases
from evidence_lib.show.charts.bars import text_of_bearing_bars, text_of_stacked_shares
from evidence_lib.show.charts.control import text_of_spc_chart
from evidence_lib.show.charts.funnels import text_of_funnel
from evidence_lib.show.charts.heatmap import text_of_coverage_heatmap
from evidence_lib.show.charts.intervals import text_of_interval_dots
from evidence_lib.show.charts.likert import text_of_likert_bars
from evidence_lib.show.charts.panels import text_of_small_multiples
from evidence_lib.show.charts.periods import date_words
from evidence_lib.show.charts.quintiles import text_of_quintile_slope
from evidence_lib.show.charts.states import text_of_state_strip
from evidence_lib.show.charts.survival import text_of_survival_steps
from evidence_lib.show.charts.timelines import text_of_timeline
from evidence_lib.show.charts.trends import text_of_rate_trend
from evidence_lib.show.charts.yearly import text_of_count_trend
from tests import test_charts as drawn
from tests.gallery.case import Case, case
from tests.gallery.frames import NOTHING, NUMBERS, rows


def cases() -> Iterator[Case]:
    yield from _phrases()
    yield from _over_time()
    yield from _beside_each_other()
    yield from _of_evidence()


def _phrases() -> Iterator[Case]:
    for value in (*NUMBERS, 0.256, 12.54, -3.0, NOTHING):
        yield case(phrases.number, f"{value}", value)
    for share in (0.0, 0.004, 0.5, 1.0, NOTHING):
        yield case(phrases.percent, f"{share}", share)
    yield case(phrases.interval, "known", 1.0, 2.54)
    yield case(phrases.interval, "missing", NOTHING, 2.5)
    for words in ("", "words"):
        yield case(phrases.in_brackets, f"“{words}”", words)
    yield case(phrases.with_base, "base", "Ayr", 1234)
    for area in ("3", "general"):
        yield case(phrases.area_words, area, area)
    for limit in (20, 60):
        said = ["One sentence.", "Another sentence."]
        yield case(phrases.within, f"{limit} characters", said, limit=limit)
    for when in ("2017", "2017-03", "2017-03-04"):
        yield case(date_words, when, when, doing="saying")


def _over_time() -> Iterator[Case]:
    one, two = drawn.counts().head(1), drawn.counts()
    for name, counts in (("one", one), ("two, one not published between", two)):
        yield case(text_of_count_trend, name, counts, measure="children placed")
    ayr = drawn.rates()[lambda frame: frame["series"].eq("Ayr")]
    for name, rates in (("one period", ayr.head(1)), ("five periods", ayr),
                        ("beside others", drawn.rates())):  # fmt: skip
        yield case(text_of_rate_trend, name, rates, place="Ayr", measure="rate, %")
    yield case(text_of_rate_trend, "an event", ayr, place="Ayr", measure="rate, %",
               events=drawn.events())  # fmt: skip
    for name, panels in (("one panel", ayr.assign(panel="Foster care")),
                         ("two panels", drawn.panels())):  # fmt: skip
        yield case(text_of_small_multiples, name, panels, place="Ayr", measure="rate, %")
    for marked in (0, 1, 3):
        yield case(
            text_of_spc_chart, f"{marked} marked", chart(marked), measure="helped in time, %"
        )
    yield case(text_of_spc_chart, "a target", chart(0), measure="helped in time, %", target=80)
    yield case(text_of_timeline, "one", drawn.events())
    two = rows("date label", ("2016-10-04", "Report"), ("2018", "The review."))
    yield case(text_of_timeline, "two", two)


def _beside_each_other() -> Iterator[Case]:
    for name, estimates in (("one", drawn.estimates().head(1)), ("two", drawn.estimates())):
        yield case(text_of_interval_dots, name, estimates, measure="rate, %")
    yield case(text_of_interval_dots, "beside a nation", drawn.estimates(), measure="rate, %",
               reference=14.0)  # fmt: skip
    places = rows("label denominator value lower upper highlighted",
                  ("Ayr", 370.0, 89.2, 85.0, 94.5, True), ("Fife", 900.0, 80.0, 86.0, 93.0, False),
                  ("Angus", 300.0, 96.0, 84.0, 95.0, False))  # fmt: skip
    places = places.assign(centre=89.0)
    for many in (1, 2, 3):
        yield case(text_of_funnel, f"{many} places", places.head(many), measure="share, %")
    first = drawn.quintiles()[lambda frame: frame["period"].eq("2014")]
    for name, fifths in (("one period", first), ("two periods", drawn.quintiles())):
        yield case(text_of_quintile_slope, name, fifths, measure="rate, %")
    curve = rows("group time survival", ("Ayr", 0.0, 1.0), ("Ayr", 1.0, 0.7), ("Ayr", 9.0, 0.4),
                 ("Troon", 0.0, 1.0), ("Troon", 1.0, 0.9))  # fmt: skip
    curve = curve.assign(low=NOTHING, high=NOTHING)
    yield case(text_of_survival_steps, "half and not half", curve, measure="requests waiting")


def _of_evidence() -> Iterator[Case]:
    yield case(text_of_bearing_bars, "two", drawn.bearing())
    one_empty = rows("label supports mixed challenges", ("Vision", 1, 0, 0), ("Voice", 0, 0, 0))
    yield case(text_of_bearing_bars, "two, one empty", one_empty)
    kinds = ["how_much", "how_well", "better_off"]
    for many in (1, 2):
        yield case(text_of_stacked_shares, f"{many}", drawn.mix().head(many), categories=kinds)
    yield case(text_of_stacked_shares, "named", drawn.mix(), categories=kinds, measure="Measures")
    yield case(text_of_coverage_heatmap, "two areas, one strand silent", drawn.coverage())
    yield case(text_of_likert_bars, "many and few", drawn.answers())
    for many in (1, 2):
        states = rows("area month state", ("1", "2016-12", "uncertainty"),
                      ("1", "2017-01", "no_concern")).head(many)  # fmt: skip
        yield case(text_of_state_strip, f"{many} months", states)


def chart(marked: int) -> pd.DataFrame:
    named = [("shift", "improvement") if each >= 12 - marked else (None, "common_cause")
             for each in range(12)]  # fmt: skip
    found = rows("rule point_type", *named).assign(value=50.0, mean=48.0, lower=30.0, upper=66.0)
    return found.set_axis([f"2017-{month:02}" for month in range(1, 13)])
