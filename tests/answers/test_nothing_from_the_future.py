"""No answer reckons with what came after the day it speaks from: the day is moved, and asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from evidence_lib.answers import Answer
from evidence_lib.evidence import Evidence
from evidence_lib.loaders.opening import evidence_of
from evidence_lib.loaders.review import Review, read_review
from tests.answers.calls import Call, different_calls
from tests.answers.recording import undrawn
from tests.conftest import HOUSE

EARLIER = {"south-ayrshire-2018": "2016-12-31", "example": "2017-12-31"}
REVIEWS = sorted(EARLIER)

NEXT_YEAR = {
    "calendar_year": "2031",
    "financial_year": "2030-31",
    "school_year": "2030-31",
    "snapshot": "2030-31",
    "quarter": "2031-Q1",
    "month": "2031-01",
}
BEGINS = {
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
"""The day a row of a table begins."""

LISTS_LATER = {"measured_when"}
"""Answers whose very question is what was known when: they list what came later, and say so.
(`figures` says so too of a measure that began only later, and is asked with a future alone.)"""


OF_THE_REPORT = {"agreement", "review_agreement"}
"""What the report printed is set beside the tables of its own day, on whatever day one asks."""


def read(name: str) -> Review:
    return read_review(HOUSE / "data" / "reviews" / name)


def with_a_future(review: Review) -> Review:
    """Every measure has a wild value to come, and every table of events an event to come."""
    tables = dict(review.tables)
    values = tables["indicator_values"]
    last = values.drop_duplicates(
        ["indicator_id", "definition_version", "place", "group_type", "group"], keep="last"
    )
    wild = last.assign(
        value_id="later-" + last["value_id"].astype(str),
        period=last["period_kind"].map(NEXT_YEAR),
        value=last["value"] * 0 + 97,
        numerator=last["numerator"] * 0 + 97,
        denominator=last["denominator"] * 0 + 100,
    )
    tables["indicator_values"] = pd.concat([values, wild], ignore_index=True)
    for name, column in BEGINS.items():
        if name not in {"evidence_items", "workforce"}:
            tables[name] = with_later_rows(tables[name], column)
    return replace(review, tables=tables)


def with_later_rows(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Every row once more, with a day to come."""
    later = frame[frame[column].notna()].copy()
    key = frame.columns[0]
    later[key] = "later-" + later[key].astype(str)
    day = pd.Timestamp("2031-01-15")
    later[column] = day if pd.api.types.is_datetime64_any_dtype(frame[column]) else "2031-01-15"
    return pd.concat([frame, later], ignore_index=True)


def ends_in(period: str, kind: str) -> date:
    """The last day of a period, read here by itself."""
    year = int(period[:4])
    if kind == "quarter":
        return (pd.Timestamp(year, 3 * int(period[-1]), 1) + pd.offsets.MonthEnd(0)).date()
    if kind == "month":
        return (pd.Timestamp(f"{period}-01") + pd.offsets.MonthEnd(0)).date()
    if kind == "calendar_year":
        return date(year, 12, 31)
    second = year + ("-" in period)
    return date(second, 3, 31) if kind == "financial_year" else date(second, 7, 31)


def without_what_came_after(review: Review, day: date) -> Review:
    """A review from whose tables every row that begins after a day has been taken out."""
    tables = dict(review.tables)
    values = tables["indicator_values"]
    pairs = zip(values["period"], values["period_kind"], strict=True)
    tables["indicator_values"] = values[[ends_in(*map(str, pair)) <= day for pair in pairs]]
    for name, column in BEGINS.items():
        frame = tables[name]
        tables[name] = frame[~(pd.to_datetime(frame[column], format="mixed") > pd.Timestamp(day))]
    for name in ("second_codes", "finding_items"):
        kept = tables[name]["item_id"].isin(tables["evidence_items"]["item_id"])
        tables[name] = tables[name][kept]
    reset = {name: frame.reset_index(drop=True) for name, frame in tables.items()}
    return replace(review, tables=reset)


def said(call: Call, evidence: Evidence) -> str:
    answer = undrawn(call, evidence.area(call.area) if call.area else evidence)
    return answer.html if isinstance(answer, Answer) else ""


def asked() -> Iterator[Call]:
    yield from (call for call in different_calls() if call.name not in LISTS_LATER)


def without_what_is_left_out(html: str) -> str:
    """Take out the one sentence that says which figures are held and left out."""
    return re.sub(r"Figures of [^.<]*: left out\. ?", "", html)


def differing(calls: Iterable[Call], one: Evidence, other: Evidence) -> list[str]:
    """Name the calls that two states of a review answer differently."""
    return [
        call.key
        for call in calls
        if without_what_is_left_out(said(call, one)) != without_what_is_left_out(said(call, other))
    ]


@pytest.mark.parametrize("name", REVIEWS)
def test_what_is_to_come_changes_no_answer(name: str) -> None:
    review = read(name)
    now, then = evidence_of(review), evidence_of(with_a_future(review))
    assert set(then.later) >= {"indicator_values"}
    assert differing(asked(), now, then) == []


@pytest.mark.parametrize("name", REVIEWS)
def test_an_earlier_day_gives_the_answers_of_a_review_that_ends_there(name: str) -> None:
    day, review = EARLIER[name], read(name)
    moved = evidence_of(review, day)
    ended = evidence_of(without_what_came_after(review, date.fromisoformat(day)), day)
    assert moved.later
    assert not ended.later
    calls = [call for call in asked() if call.name not in OF_THE_REPORT | {"figures"}]
    assert differing(calls, moved, ended) == []
