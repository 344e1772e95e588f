"""
What was known on a day: the rows that had begun by then, with what had happened to them by then.

A page speaks as at a day. Here, and nowhere else, a review's tables are parted into what was known
and what came later, so that no answer can reckon with the future unless it asks for it by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from evidence_lib.published import ended_by

BEGAN: dict[str, str] = {
    "audit_cases": "audited_on",
    "care_episodes": "started_on",
    "child_plans": "started_on",
    "evidence_items": "collected_on",
    "link_log": "date",
    "resource_decisions": "requested_on",
    "review_activities": "date",
    "safety_concerns": "raised_on",
    "service_requests": "requested_on",
    "shared_folders": "triggered_on",
    "survey_responses": "answered_on",
    "tests_of_change": "started_on",
    "workforce": "counted_on",
}
"""
The day a row begins; one without such a day was always known, and so is what is due: a plan. A
comment on factual accuracy is about what was written, and comes after the day that it speaks of.
"""

HAPPENED: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "care_episodes": (("ended_on", ()),),
    "child_plans": (("ended_on", ()),),
    "resource_decisions": (("decided_on", ("outcome", "amount")),),
    "rollout": (("went_live_on", ()),),
    "service_requests": (("first_help_on", ()), ("closed_on", ())),
    "shared_folders": (("created_on", ()),),
}
"""What happens to a row, and what is known of it only then: blank while the day is to come."""

BELONGS: dict[str, tuple[str, str]] = {
    "finding_items": ("item_id", "evidence_items"),
    "second_codes": ("item_id", "evidence_items"),
}
"""Rows that say something of a row of another table, and are known with it."""

PERIODS = "indicator_values"


def known_and_later(
    tables: Mapping[str, pd.DataFrame], day: date
) -> tuple[dict[str, pd.DataFrame], dict[str, pd.DataFrame]]:
    """
    Part tables into what was known on a day and the rows that came later.

    Returns:
        The tables as they stood on the day, and the later rows of those that have any. A figure
        is known when its period has ended.
    """
    begun = {name: _had_begun(name, frame, day) for name, frame in tables.items()}
    for name, (column, of) in BELONGS.items():
        gone = set(tables[of].loc[~begun[of], column])
        begun[name] = ~tables[name][column].isin(gone)
    known = {name: _as_it_stood(name, frame[begun[name]], day) for name, frame in tables.items()}
    later = {
        name: frame[~begun[name]].reset_index(drop=True)
        for name, frame in tables.items()
        if not begun[name].all()
    }
    return known, later


def _had_begun(name: str, frame: pd.DataFrame, day: date) -> pd.Series[bool]:
    if name == PERIODS:
        return ended_by(frame, day)
    if name not in BEGAN:
        return pd.Series(True, index=frame.index)
    return ~_is_later(frame[BEGAN[name]], day)


def _is_later(days: pd.Series, day: date) -> pd.Series[bool]:
    """Tell days after *day*; a month or a year has come when it has begun, no day never came."""
    if pd.api.types.is_datetime64_any_dtype(days):
        return days.gt(pd.Timestamp(day))
    written = days.astype("str")
    return days.notna() & written.gt(day.isoformat())


def _as_it_stood(name: str, frame: pd.DataFrame, day: date) -> pd.DataFrame:
    stood = frame.reset_index(drop=True)
    for column, with_it in HAPPENED.get(name, ()):
        to_come = _is_later(stood[column], day)
        if to_come.any():
            stood = stood.assign(**{each: stood[each].mask(to_come) for each in (column, *with_it)})
    return stood
