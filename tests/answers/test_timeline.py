"""Dated facts, and where sources date one differently."""

from __future__ import annotations

from evidence_lib import reconcile
from evidence_lib.answers.timeline import dates_conflict, events_finding, events_table
from evidence_lib.evidence import Evidence


def test_sources_that_date_one_fact_differently_are_named(south_ayrshire: Evidence) -> None:
    conflicts = reconcile.conflicting_dates(south_ayrshire.tables["events"])
    assert conflicts[["date", "other_date"]].to_numpy().tolist() == [["2016-10", "2017-10"]]
    said = str(dates_conflict(conflicts))
    assert "2016-10 by report 2018" in said
    assert "2017-10 by press release 2018" in said
    assert dates_conflict(conflicts.iloc[0:0]) is None


def test_dated_facts_are_said_from_first_to_last(example: Evidence) -> None:
    events = example.tables["events"]
    said = events_finding(events)
    assert said == (
        f"{len(events)} dated facts, from {min(events['date'])} to {max(events['date'])}."
    )
    assert events_table(events).csv.count("\n") == len(events) + 1
