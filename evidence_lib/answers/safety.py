"""Open concerns about the safety of children, for those who may see them."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.named_sources import leading_to_sources
from evidence_lib.answers.weighing import assessed
from evidence_lib.english import counted, day_words, sentence_end
from evidence_lib.evidence import Evidence
from evidence_lib.show import Html, Point, main_points
from evidence_lib.show.columns import area_words
from evidence_lib.terms import GENERAL_AREA, NOT_STATED

MAY_SEE = ("partnership", "internal")
"""Profiles of those who have to act on a concern; a public page says what it does and no more."""


def open_concerns(review: Evidence, area: str = "") -> pd.DataFrame:
    """List the concerns open on the day spoken of. Row: one, as `judgement.open_concerns`."""
    concerns = assessed(review).concerns
    if review.profile not in MAY_SEE:
        return concerns.iloc[:0]
    return concerns[concerns["area"].isin([area, GENERAL_AREA])] if area else concerns


def safety(review: Evidence, area: str = "") -> Html | None:
    """Put open concerns about safety first; nothing where none is open, or none may be shown."""
    concerns = open_concerns(review, area)
    if concerns.empty:
        return None
    label = f"{counted(len(concerns), 'open concern')} about the safety of children"
    return main_points({label: [_point(review, row) for _, row in concerns.iterrows()]})


def _point(review: Evidence, concern: pd.Series) -> Point:
    what = (
        concern["what"] if isinstance(concern["what"], str) else "What it is was not written down"
    )
    by = concern["raised_by"] if isinstance(concern["raised_by"], str) else NOT_STATED
    raised = f"Raised on {day_words(concern['raised_on'])} by: {by} ({concern['kept_in']})."
    escalated = concern["escalated_on"]
    then = "Not escalated." if pd.isna(escalated) else f"Escalated on {day_words(escalated)}."
    note = f"{area_words([concern['area']])[0]}. {raised} {then}"
    return Point(sentence_end(what), note, lead=_kept_in(review, concern["concern_id"]))


def _kept_in(review: Evidence, concern_id: str) -> Html:
    register, log = review.tables["safety_concerns"], review.tables["link_log"]
    rows = [register[register["concern_id"].eq(concern_id)], log[log["entry_id"].eq(concern_id)]]
    return leading_to_sources(review, *rows)
