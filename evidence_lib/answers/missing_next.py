"""What is still missing, and what should be looked at next."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence_lib import strands, terms
from evidence_lib.answers.answer import Answer, lacking, where_any
from evidence_lib.answers.claims import verified_claims
from evidence_lib.answers.named_sources import from_rules
from evidence_lib.english import capital, counted, sentence_end, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import (
    AccessibleTable,
    Finding,
    as_readers_know,
    missing_table,
    table,
    why_it_matters,
)
from evidence_lib.show.columns import area_words, stated, worded

ASKED_FOR = ("service_requests", "survey_responses", "indicator_targets")
"""Tables without which a finding on timeliness, on staff or on progress cannot be shown."""

UNKNOWN = ("not_shown", "no_evidence")
"""The gaps that every reader is told of; the others say how the team should go on."""


@from_rules
def missing_next(area: Area) -> Answer:
    """Say where an area's evidence is thin, what to look at first, and what is still to be done."""
    own = area.review.areas[area.review.areas["area"].eq(area.number)]
    return _next(area.review, area.tables, own)


@from_rules
def review_missing_next(review: Evidence) -> Answer:
    """Plan the next fieldwork of the whole review, and list what is still to be done."""
    return Answer.of(
        _next(review, review.tables, review.areas),
        missing_table("safety_concerns") if review.tables["safety_concerns"].empty else None,
    )


def _next(review: Evidence, tables: Mapping[str, pd.DataFrame], areas: pd.DataFrame) -> Answer:
    claims = verified_claims(review)
    gaps = strands.gaps(
        tables["evidence_items"],
        areas,
        sources=tables["sources"],
        link_log=tables["link_log"],
        findings=tables["findings"],
        claims_found=claims[claims["area"].isin(areas["area"])],
        missing_tables=_missing_tables(review),
    )
    plan = Answer.of(next_found(gaps), where_any(next_table, gaps))
    unknown = gaps[gaps["gap"].isin(UNKNOWN)]
    told = Answer.of(unknown_found(unknown), where_any(unknown_table, unknown))
    return Answer.of(
        plan.only_for(terms.INTERNAL),
        told.only_for(terms.PUBLIC, terms.PARTNERSHIP),
        # a public page gathers all it lacks in one list; the others say it where it is missed
        _boxes(review).only_for(terms.PUBLIC),
        where_any(follow_up_table, tables["follow_up"]) or lacking(review, "follow_up"),
        gaps=gaps,
    )


def _boxes(review: Evidence) -> Answer:
    return Answer.of(*(missing_table(each) for each in _not_supplied(review)))


def _not_supplied(review: Evidence) -> list[str]:
    return [name for name in ASKED_FOR if review.tables[name].empty]


def _missing_tables(review: Evidence) -> dict[str, str]:
    """Give what was not supplied, as readers know it, with what cannot be seen without it."""
    return {
        as_readers_know(name): f"{capital(why_it_matters(name))}." for name in _not_supplied(review)
    }


def unknown_found(unknown: pd.DataFrame) -> Finding:
    """Say how much is not known, and what first; rows as `unknown_table` takes."""
    if unknown.empty:
        return Finding(
            "No finding says that something is not shown, and every criterion has evidence."
        )
    first, which = unknown.iloc[0], "First: " if len(unknown) > 1 else ""
    why = "" if first["gap"] == "not_shown" else f" {first['why']}"
    return Finding(
        f"{counted(len(unknown), 'thing')} {verb(len(unknown), 'is', 'are')} not known. "
        f"{which}{sentence_end(capital(first['about']))}{why}"
    )


def unknown_table(unknown: pd.DataFrame) -> AccessibleTable:
    """
    Show what is not known, and why: the plan of the fieldwork is for those who make it.

    Row: one gap of a kind in `UNKNOWN`, as `strands.gaps` gives.
    """
    return table(
        _gaps_in_words(unknown),
        {"about": "What is not known", **_areas(unknown), "why": "Why"},
        name="not_known",
        caption="What is not known",
    )


def _gaps_in_words(gaps: pd.DataFrame) -> pd.DataFrame:
    """Row: one gap, as `strands.gaps` gives."""
    spelt = worded(gaps, ("about", "why"))
    return spelt.assign(
        about=[capital(each) for each in spelt["about"]],
        area=[each if isinstance(each, str) else "All areas" for each in spelt["area"]],
        do=[sentence_end(each) for each in spelt["do"]],
    )


def _areas(gaps: pd.DataFrame) -> dict[str, str]:
    return {"area": "Area"} if gaps["area"].nunique() > 1 else {}


def next_found(gaps: pd.DataFrame) -> Finding:
    """Say what to look at first; rows as `strands.gaps` gives."""
    if gaps.empty:
        return Finding("The rules name no gap in the evidence.")
    first, which = gaps.iloc[0], "First: " if len(gaps) > 1 else ""
    return Finding(
        f"{counted(len(gaps), 'gap')} in the evidence. {which}{sentence_end(first['about'])} "
        f"{sentence_end(first['do'])}"
    )


def next_table(gaps: pd.DataFrame) -> AccessibleTable:
    """
    Show what to look at next, the most pressing first.

    Row: one gap, as `strands.gaps` gives.
    """
    return table(
        _gaps_in_words(gaps),
        {"about": "About", **_areas(gaps), "why": "Why", "do": "What to do"},
        name="next",
        caption="What to look at next",
    )


def follow_up_table(follow_up: pd.DataFrame) -> AccessibleTable:
    """
    List what is still to be done.

    Row: one action.
    """
    shown = worded(follow_up, ["state"]).assign(area=area_words(follow_up["area"].tolist()))
    return table(
        shown,
        stated(shown, {"action": "Still to be done", "area": "Area", "owner": "Owner",
                        "due_on": "Due", "state": "State", "location": "Where in the source"}),
        name="follow_up",
        caption="What the report says is still to be done",
    )  # fmt: skip
