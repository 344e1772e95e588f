"""Any table that a review may lack: every answer still comes, and the lack is said, once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from evidence_lib import answers, terms
from evidence_lib.answers import Answer
from evidence_lib.contract import TABLES
from evidence_lib.evidence import Evidence
from evidence_lib.show import EndOfPage, OnlyFor, missing_table
from evidence_lib.terms import PROFILES
from tests.answers.calls import calls
from tests.answers.recording import Asking

OPTIONAL = [table.name for table in TABLES if not table.required]
BEHIND = {
    "survey_questions": "survey_responses",
    "workforce": "survey_responses",
    "indicator_values": "indicators",
    "finding_items": "findings",
}
"""Tables that are of no use without another; where that one is absent too, it alone is said."""

PAGES = {
    "safety_concerns": {call.page for call in calls() if call.name == "review_opening"},
    "second_codes": {call.page for call in calls() if call.name == "opening"},
    "finding_items": {call.page for call in calls()},
}
"""The pages that say that a table is missing, where that is not left to who reads it."""


def lacks(said: dict[str, Answer | EndOfPage]) -> dict[str, tuple[str, ...]]:
    """What each answer says it lacks; the mark at the end of a page lacks nothing."""
    return {key: of_all_pages(each).missing for key, each in said.items()
            if isinstance(each, Answer)}  # fmt: skip


def of_all_pages(answer: Answer) -> Answer:
    """Leave out what public pages alone are told, which gather it and drop what is there twice."""
    public = (terms.PUBLIC,)
    return Answer.of(*(each for each in answer.blocks
                       if not (isinstance(each, OnlyFor) and each.profiles == public)))  # fmt: skip


def tells_of(table: str, said: str) -> bool:
    return missing_table(table).what in said and "How to supply it" in said


def require_said_once(said: dict[str, Answer | EndOfPage], table: str) -> None:
    """A table that is missing is said on a page that misses it, and on no page twice."""
    lacking = lacks(said)
    told: Counter[str] = Counter()
    for call in calls():
        told[call.page] += sum(tells_of(table, words) for words in lacking.get(call.key, ()))
    assert max(told.values()) == 1, f"no page, or one twice, says that {table} is missing: {told}"
    pages = {page for page, times in told.items() if times}
    assert pages == PAGES.get(table, pages), f"{table} is said to be missing on {sorted(pages)}"


def require_clean(said: dict[str, Answer | EndOfPage]) -> None:
    shown = {key: each.html for key, each in said.items() if isinstance(each, Answer)}
    assert [key for key, html in shown.items() if re.search(r"\bnan\b|\bNaT\b|<NA>", html)] == []


@pytest.mark.parametrize("table", OPTIONAL)
def test_any_one_table_may_be_absent_and_is_said_once_by_who_misses_it(
    asking: Asking, table: str
) -> None:
    said = asking.without([table])
    require_clean(said)
    said = {call.key: asking(call).said for call in calls()} | said
    other = BEHIND.get(table, table)
    require_said_once(said, other if asking.review.tables[other].empty else table)


@pytest.fixture(scope="module")
def bare(asking: Asking) -> dict[str, Answer | EndOfPage]:
    """Everything that can see an optional table, asked without any."""
    return asking.without(OPTIONAL)


@pytest.mark.parametrize("table", OPTIONAL)
def test_all_may_be_absent_at_once_and_each_is_said(
    asking: Asking, bare: dict[str, Answer | EndOfPage], table: str
) -> None:
    said = {call.key: asking(call).said for call in calls()} | bare
    require_said_once(said, BEHIND.get(table, table))


def test_without_any_optional_table_every_page_says_what_it_lacks(
    asking: Asking, bare: dict[str, Answer | EndOfPage]
) -> None:
    require_clean(bare)
    said = {call.key: asking(call).said for call in calls()} | bare
    pages: Counter[str] = Counter()
    for call in calls():
        each = said[call.key]
        pages[call.page] += len(each.missing) if isinstance(each, Answer) else 0
    assert min(pages.values()) >= 5, pages


@pytest.mark.parametrize("profile", PROFILES)
def test_that_nobody_kept_a_register_of_concerns_is_said_to_everybody(
    south_ayrshire: Evidence, profile: str
) -> None:
    assert south_ayrshire.tables["safety_concerns"].empty
    said = answers.review_missing_next(replace(south_ayrshire, profile=profile))
    assert of_all_pages(said).missing == (missing_table("safety_concerns"),)


def test_a_lack_is_told_with_its_table_and_how_to_supply_it() -> None:
    said = missing_table("needs")
    assert tells_of("needs", said)
    assert not tells_of("plan_actions", said)
