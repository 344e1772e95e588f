"""What was looked at: strands, the link log, what the team did."""

from __future__ import annotations

import pandas as pd

from evidence_lib import strands
from evidence_lib.answers.looked_at import activities_table, log_finding, log_table
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
