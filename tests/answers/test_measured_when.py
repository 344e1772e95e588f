"""What was known by the review, and what is doubtful in the figures."""

from __future__ import annotations

from datetime import date

import pandas as pd

from evidence_lib.answers.measured_when import (
    doubts,
    flags_found,
    flags_table,
    known_table,
    only_later,
    trend_possible,
)
from evidence_lib.evidence import Evidence
from evidence_lib.show import missing_table
from tests.answers.frames import without


def measured(*known: bool) -> pd.DataFrame:
    return pd.DataFrame(
        {"title": ["Reading", "Gap"], "period": ["2015-16", "2018-19"], "value": [80.0, 20.0],
         "known": known}
    )  # fmt: skip


def test_one_period_is_no_trend_and_later_measures_are_named() -> None:
    text = trend_possible(measured(True, False), what="literacy", as_at=date(2018, 2, 2))
    assert text == (
        "2 measures of literacy: 1 has a period that had ended by 2 February 2018 and none has "
        "two, so no trend can be seen."
    )
    assert only_later(measured(True, False)) == (
        "Read with care: these begin in 2018-19, and could not be known at the review: “Gap”."
    )
    assert only_later(measured(True, True)) is None


def test_two_periods_of_one_measure_make_a_trend_possible() -> None:
    rows = measured(True, True).assign(title="Reading")
    assert "1 has two or more" in trend_possible(rows, what="x", as_at=date(2018, 2, 2))


def flags() -> pd.DataFrame:
    return pd.DataFrame(
        {"titles": [("Attendance",), ("Attendance", "Reading")],
         "rule": ["repeated-value", "reused-code"], "places": ["P", ""], "periods": ["2015", ""],
         "message": ["93.2 in 4 periods in a row", "code C stands for several measures"]}
    )  # fmt: skip


def test_flags_count_measures_and_name_those_that_repeat() -> None:
    text = flags_found(flags())
    assert text.startswith("2 measures of this area need care")
    assert text.endswith("“Attendance”.")
    assert "raise no caution" in flags_found(flags().iloc[:0])


def test_the_table_of_flags_is_in_words() -> None:
    csv = flags_table(flags()).csv
    assert 'Attendance; Reading,"One code, several measures"' in csv
    assert "reused-code" not in csv


def test_the_table_of_measures_puts_what_was_known_first() -> None:
    rows = measured(False, True).assign(unit="%", national=None)
    made = known_table(rows, name="t", caption="C", place="P", national="N")
    assert made.csv.splitlines()[1].startswith("Gap,")
    assert made.csv.splitlines()[1].endswith("yes")


def test_where_there_are_no_figures_no_trap_is_ruled_out(south_ayrshire: Evidence) -> None:
    bare = doubts(without(south_ayrshire.area(2), "indicators"))
    assert bare.blocks == (missing_table("indicators"),)
