"""What was looked at: strands, the link log, what the team did."""

from __future__ import annotations

import pandas as pd

from evidence_lib import strands, voices
from evidence_lib.answers.looked_at import (
    activities_table,
    coverage_finding,
    log_finding,
    log_table,
    looked_at,
    silent_strands,
    traceability,
)
from evidence_lib.evidence import Evidence


def test_a_small_group_is_hidden_and_the_note_says_so() -> None:
    activities = pd.DataFrame(
        {"description": ["Survey", "Champions"], "strand": ["staff_survey", "young_people"],
         "participants": pd.array([195, 3], dtype="Int64"), "role_level": [None, "young_people"],
         "location": ["x", "y"]}
    )  # fmt: skip
    table = activities_table(activities, threshold=5)
    assert "[c]" in table.html
    assert ">3<" not in table.html
    assert ",3," not in table.csv


def test_the_log_is_said_from_its_first_to_its_last_month(example: Evidence) -> None:
    log = example.tables["link_log"]
    states = strands.log_states(log[log["area"].eq("3")])
    said = log_finding(states)
    assert states["month"].iloc[0] in said
    assert states["month"].iloc[-1] in said
    concern = int(states["state"].eq("concern").sum())
    assert f"{concern} month{'' if concern == 1 else 's'} of concern" in said
    assert log_table(states).csv.count("\n") == len(states) + 1


def test_strands_to_which_nothing_is_traced_are_named(south_ayrshire: Evidence) -> None:
    items = south_ayrshire.tables["evidence_items"]
    said = coverage_finding(strands.coverage(items, ["1", "2", "3", "4", "5", "general"]))
    assert said.endswith(
        "No evidence is traced to the staff survey, the self-evaluation, focus groups, meetings "
        "with leaders or the link inspector."
    )
    assert "not named" not in said


def test_where_every_strand_is_heard_nothing_is_said_of_silent_ones(example: Evidence) -> None:
    items = example.tables["evidence_items"]
    said = coverage_finding(strands.coverage(items, list(example.areas["area"])))
    assert "No assertion" not in said
    assert silent_strands(()) is None
    assert silent_strands(("focus_group",)) == (
        "On this area, no evidence is traced to focus groups."
    )


def test_assertions_that_do_not_name_their_strand_are_counted() -> None:
    assert str(traceability(strands.Traceability(5, 4))).startswith(
        "1 of 5 pieces of evidence stands in the report without saying how it was gathered."
    )
    assert str(traceability(strands.Traceability(5, 0))).startswith(
        "5 of 5 pieces of evidence stand in the report without saying"
    )
    assert traceability(strands.Traceability(5, 5)) == (
        "The report says of every piece of evidence how it was gathered."
    )


def test_the_table_of_an_area_counts_the_voices_that_every_page_counts(
    south_ayrshire: Evidence,
) -> None:
    area = south_ayrshire.area(1)
    counted = looked_at(area).frames["coverage"]
    assert counted["voices"].sum() == voices.count_voices(area.tables["evidence_items"])
