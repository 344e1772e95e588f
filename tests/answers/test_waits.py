"""How long requests wait: base, interval and method, and what is small is hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from evidence_lib import timeliness
from evidence_lib.answers.waits import (
    MEASURES,
    assertions_on,
    backlog_found,
    log_rank,
    waits_caveat,
    waits_found,
)
from evidence_lib.answers.waits import waits as waits_of
from evidence_lib.answers.waits_tables import WAITED, backlog_table, waits_table
from evidence_lib.disclosure import SafeCounts, protect_counts
from evidence_lib.evidence import Evidence
from evidence_lib.show import AccessibleTable, missing_table
from evidence_lib.terms import HIDDEN
from tests.answers.frames import without
from tests.answers.shown import cells
from tests.test_request_summary import requests


@pytest.fixture
def waits() -> timeliness.RequestSummary:
    found = timeliness.request_summary(requests(), as_at=date(2018, 3, 31), standard_days=20)
    assert found is not None
    return found


def test_waits_are_said_with_median_interval_and_share(waits) -> None:
    said = waits_found(waits, hidden=False)
    assert said.startswith(
        "Of 60 requests, half had first help within 30.5 days (95% interval 22 to 38); "
    )
    assert "33% were helped within 20 days (20 of 60, 95% interval 23% to 46%)" in said


def test_a_median_that_is_not_reached_is_said_so(waits) -> None:
    unknown = replace(waits, median=replace(waits.median, days=None))
    assert "half have not been helped so far" in waits_found(unknown, hidden=False)
    open_ended = replace(waits, median=replace(waits.median, high=None))
    assert "with no upper end yet" in waits_found(open_ended, hidden=False)


def test_the_caveat_of_waits_names_censoring_and_what_was_left_out(waits) -> None:
    assert "stays in the base (Aalen-Johansen)" in waits_caveat(waits)
    assert "left out" not in waits_caveat(waits)
    assert "left out: fewer than 5." in waits_caveat(replace(waits, left_out=2))


def test_localities_that_differ_by_chance_are_said_so(waits) -> None:
    assert "are not shown to differ by more than chance" in log_rank(waits)
    apart = replace(waits, comparison=replace(waits.comparison, p_value=0.01))
    assert (
        "differ by more than chance (log-rank test, those closed without help leaving at their "
        in log_rank(apart)
    )
    assert "cannot be compared" in log_rank(replace(waits, comparison=None))


def test_the_backlog_says_no_small_number_and_no_wait_by_itself(waits) -> None:
    assert backlog_found(waits, hidden=False) == (
        "5 requests still wait for first help, all of them for more than 20 days."
    )
    overall = waits.overall.copy()
    overall["still_waiting"] = 7  # five of them beyond the standard, so two within
    said = backlog_found(replace(waits, overall=overall), hidden=False)
    assert said == "7 requests still wait for first help."
    overall["still_waiting"] = 3
    few = replace(waits, overall=overall, backlog=waits.backlog.assign(n=[0, 0, 3]))
    assert backlog_found(few, hidden=True) == "Fewer than 5 requests still wait for first help."


def test_assertions_on_a_criterion_are_linked_and_what_is_not_there_is_said() -> None:
    items = pd.DataFrame(
        {"item_id": ["A", "B", "C"], "criterion": ["time", "time", "model"],
         "bearing": ["supports", "challenges", "challenges"], "summary": ["x", "Not timed.", "y"],
         "shown_as": "whole"}
    )  # fmt: skip
    shown = assertions_on(items, "time", {"time": "In time"}, shown=items)
    assert "Of 2 pieces of evidence on “In time”, 1 in support of progress, 0 mixed" in shown
    assert "Not there yet: Not timed." in shown
    assert 'href="#item-B"' in shown.html
    assert 'href="#item-C"' not in shown.html


def test_assertions_that_are_not_shown_are_counted_and_neither_told_nor_linked() -> None:
    items = pd.DataFrame(
        {"item_id": ["A", "B"], "criterion": "time", "bearing": "challenges",
         "summary": ["One child waited.", "A theme only."], "shown_as": ["whole", "theme"]}
    )  # fmt: skip
    said = assertions_on(items, "time", {"time": "In time"}, shown=items.iloc[1:])
    assert "Of 2 pieces of evidence" in said
    assert "Not there yet" not in said
    assert "item-A" not in said.html


def groups(**columns: list[object]) -> pd.DataFrame:
    base = {
        "group": ["Ayr", "Girvan", "Troon"], "n": [60, 50, 15], "still_waiting": [8, 6, 0],
        "median": [20.0, 21.0, 22.0], "p90": [60.0, 70.0, 30.0], "judged": [60, 50, 15],
        "within_standard": [30, 25, 7], "share_within_standard": [0.5, 0.5, 0.47],
        "low": [0.4, 0.4, 0.2], "high": [0.6, 0.6, 0.7],
    }  # fmt: skip
    return pd.DataFrame(base | columns)


def safe(rows: pd.DataFrame, by: str = "locality") -> SafeCounts:
    counts = [name for name in MEASURES if name in rows]
    whole = rows[counts].sum()
    return protect_counts("requests", whole, {by: rows}, MEASURES, tables=())


def made(by: str = "locality", **columns: list[object]) -> AccessibleTable:
    counts = safe(groups(**columns).drop(columns="n"))
    return waits_table(counts, "locality", by=by, name="w", standard_days=20)


def test_a_group_of_fewer_than_twenty_has_no_percentage_and_no_ninth_decile() -> None:
    table = made(within_standard=[30, 25, 0])
    assert cells(table, "Helped within 20 days")[2] == "too few (15)"
    assert cells(table, "Nine in ten (days)") == ["60", "70", ""]


def test_one_small_count_is_hidden_with_a_second_one() -> None:
    assert cells(made(), "Still open") == ["8", "6", "0"]
    assert cells(made(still_waiting=[8, 6, 2]), "Still open") == ["8", HIDDEN, HIDDEN]
    assert cells(made(still_waiting=[8, 3, 2]), "Still open") == ["8", HIDDEN, HIDDEN]


def test_a_share_that_leaves_few_is_hidden_and_what_would_give_it_away() -> None:
    assert HIDDEN not in cells(made(), "Helped within 20 days")
    shares = cells(made(within_standard=[30, 48, 7]), "Helped within 20 days")
    assert shares[1] == HIDDEN, "2 of 50 were not helped in time"


def test_the_days_of_a_group_whose_size_is_hidden_are_hidden() -> None:
    table = made(judged=[60, 50, 3], within_standard=[30, 25, 1])
    assert cells(table, "Requests old enough")[2] == HIDDEN
    assert cells(table, "Half (days)")[2] == HIDDEN
    assert cells(table, "Nine in ten (days)")[2] == HIDDEN


def test_few_of_whom_no_group_is_recorded_are_not_listed() -> None:
    table = made(group=["Ayr", "Girvan", "not recorded"], judged=[60, 50, 3],
                 within_standard=[30, 25, 1])  # fmt: skip
    assert cells(table, "Locality") == ["Ayr", "Girvan"]


def test_notes_explain_only_the_marks_that_are_there() -> None:
    assert HIDDEN in made(still_waiting=[8, 6, 2]).html
    backlog = pd.DataFrame({"group": ["0 to 20 days", "21 days or more"], "still_waiting": [8, 12]})
    assert HIDDEN not in backlog_table(safe(backlog, WAITED)).html
    small = backlog_table(safe(backlog.assign(still_waiting=[8, 2]), WAITED))
    assert cells(small, "Requests") == [HIDDEN, HIDDEN]
    assert f"{HIDDEN}: a count of fewer than 5" in small.html


def test_fifths_are_said_in_words_and_localities_as_they_are() -> None:
    fifths = made(by="fifth of deprivation", group=[1, 2, 5])
    assert cells(fifths, "Fifth of deprivation") == ["1 (most deprived)", "2", "5 (least deprived)"]
    assert cells(made(group=["1", "2", "5"]), "Locality") == ["1", "2", "5"]


def test_what_the_evidence_says_of_time_comes_before_the_waits_or_their_lack(
    example: Evidence,
) -> None:
    area = example.area(4)
    answer = waits_of(area, criterion="right_time")
    assert answer.blocks[0].html.startswith('<p class="sentence">Of ')
    assert set(answer.frames) == {"by_locality", "by_fifth", "backlog"}
    bare = waits_of(without(area, "service_requests"), criterion="right_time")
    assert bare.blocks == (answer.blocks[0], missing_table("service_requests"))


def test_fewer_than_five_requests_give_no_figure(example: Evidence) -> None:
    four = example.tables["service_requests"].iloc[:4]
    few = replace(example, tables={**example.tables, "service_requests": four}, kept={})
    answer = waits_of(few.area(4), criterion="right_time")
    assert answer.findings == ("Fewer than 5 requests: no figure can be shown.",)
    assert answer.tables == ()
