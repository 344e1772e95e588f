"""What is still missing, and what should be looked at next."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence_lib import strands
from evidence_lib.answers.answer import Answer, lacking, where_any
from evidence_lib.answers.claims import verified_claims
from evidence_lib.english import capital, counted, sentence_end
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import AccessibleTable, Finding, missing_table, table, why_it_matters
from evidence_lib.show.columns import area_words, stated, worded

ASKED_FOR = ("service_requests", "survey_responses", "indicator_targets")
"""Tables without which a finding on timeliness, on staff or on progress cannot be shown."""


def missing_next(area: Area) -> Answer:
    """Say where an area's evidence is thin, what to look at first, and what is still to be done."""
    own = area.review.areas[area.review.areas["area"].eq(area.number)]
    return _next(area.review, area.tables, own)


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
    return Answer.of(
        next_found(gaps),
        where_any(next_table, gaps),
        where_any(follow_up_table, tables["follow_up"]) or lacking(review, "follow_up"),
        gaps=gaps,
    )


def _missing_tables(review: Evidence) -> dict[str, str]:
    """Give the tables that were not supplied, with what cannot be seen without each."""
    return {
        name: f"{capital(why_it_matters(name))}." for name in ASKED_FOR if review.tables[name].empty
    }


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
    areas = {"area": "Area"} if gaps["area"].nunique() > 1 else {}
    spelt = worded(gaps, ("about", "why"))
    return table(
        spelt.assign(
            about=[capital(each) for each in spelt["about"]],
            area=[each if isinstance(each, str) else "All areas" for each in spelt["area"]],
            do=[sentence_end(each) for each in spelt["do"]],
        ),
        {"about": "About", **areas, "why": "Why", "do": "What to do"},
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
