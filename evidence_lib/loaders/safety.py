"""What a register of concerns about safety says against itself, and what nobody escalated."""

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
    registered = {
        area
        for each in readings
        if each.table.name == "safety_concerns"
        for area in each.frame.loc[each.frame["escalated_on"].notna(), "area"]
    }
    return [_looked_at(each, registered) for each in readings]


def _looked_at(each: TableReading, registered: set[str]) -> TableReading:
    if each.table.name == "safety_concerns":
        return _checked(each)
    if each.table.name == "link_log" and len(each.frame):
        flags = placed(_only_in_the_log(each, registered), each.letters, each.place)
        return replace(each, flags=(*each.flags, *flags))
    return each


def _only_in_the_log(log: TableReading, registered: set[str]) -> list[Problem]:
    """Flag the areas whose log last says concern, where no escalated concern is registered."""
    last_day = log.frame.groupby("area")["date"].transform("max")
    last = log.frame[log.frame["date"].eq(last_day)]
    standing = last["state"].eq("concern") & ~last["area"].isin(registered)
    message = "is a concern that stands, and no escalated one on this area is in safety_concerns"
    rows = last.index[standing].tolist()
    return [Problem(log.file, row, "state", "not-escalated", message) for row in rows]


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
