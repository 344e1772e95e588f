"""What a register of concerns about safety says against itself, and what it leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from evidence_lib.errors import Problem
from evidence_lib.loaders.tables import TableReading, placed


def check_safety_concerns(readings: Sequence[TableReading]) -> list[TableReading]:
    """
    Refuse concerns whose days contradict their state or one another; flag days left out.

    No message says what a concern is about: that is free text.
    """
    return [_checked(each) if each.table.name == "safety_concerns" else each for each in readings]


def _checked(concerns: TableReading) -> TableReading:
    flags = placed(_left_out(concerns), concerns.letters, concerns.place)
    looked_at = replace(concerns, flags=(*concerns.flags, *flags))
    wrong = _contradictions(concerns)
    return looked_at.without({each.row for each in wrong}, wrong) if wrong else looked_at


def _contradictions(concerns: TableReading) -> list[Problem]:
    rows = concerns.frame
    still_open = rows["state"].eq("open") & rows["resolved_on"].notna()
    message = "must be blank where state is open"
    return [
        *_found(concerns, still_open, "resolved_on", "state-against-day", message),
        *_before_it_was_raised(concerns, "escalated_on"),
        *_before_it_was_raised(concerns, "resolved_on"),
    ]


def _before_it_was_raised(concerns: TableReading, day: str) -> list[Problem]:
    earlier = concerns.frame[day] < concerns.frame["raised_on"]
    return _found(concerns, earlier, day, "dates-reversed", "must not be before raised_on")


def _left_out(concerns: TableReading) -> list[Problem]:
    rows = concerns.frame
    waiting = rows["state"].eq("open") & rows["escalated_on"].isna()
    no_day = rows["state"].eq("resolved") & rows["resolved_on"].isna()
    at_once = "is blank: a concern about safety should be escalated the same day"
    when = "is blank: a concern that is resolved should say on which day"
    return [
        *_found(concerns, waiting, "escalated_on", "not-escalated", at_once),
        *_found(concerns, no_day, "resolved_on", "no-day-resolved", when),
    ]


def _found(
    concerns: TableReading, wrong: pd.Series, column: str, rule: str, message: str
) -> list[Problem]:
    rows = concerns.frame.index[wrong.fillna(False).astype(bool)].tolist()
    return [Problem(concerns.file, row, column, rule, message) for row in rows]
