"""What was asked of the partnership, and of each area."""

from __future__ import annotations

from datetime import date

import pandas as pd

from evidence_lib.answers.answer import Answer
from evidence_lib.english import day_words
from evidence_lib.evidence import Area, Evidence, ReviewFacts
from evidence_lib.show import Html, cards, facts, quoted
from evidence_lib.terms import NOT_STATED


def asked(area: Area) -> Answer:
    """Quote what the joint inspection asked for, with its place in the report."""
    return Answer.of(quoted(area.wording, area.location))


def review_asked(review: Evidence) -> Answer:
    """Show a card for each area with what was asked, then who was reviewed, by whom and when."""
    return Answer.of(area_cards(review.areas), review_facts(review.facts))


def area_cards(areas: pd.DataFrame) -> Html:
    """
    Show a card for each area, which leads to its page: what the joint inspection asked for.

    Row: one improvement area.
    """
    rows = areas.assign(
        href=[f"area-{area}.html" for area in areas["area"]],
        title=[f"Area {area}: {title}" for area, title in
               zip(areas["area"], areas["title"], strict=True)],
        text=[f"“{wording}”" for wording in areas["wording"]],
    )  # fmt: skip
    return cards(rows)


def review_facts(facts_of: ReviewFacts) -> Html:
    """Set out who was reviewed, by whom and when."""
    pairs = {
        "Partnership": facts_of.partnership,
        "Joint inspection": _days(facts_of.inspected_from, facts_of.inspected_to),
        "Fieldwork of this review": _days(facts_of.fieldwork_from, facts_of.fieldwork_to),
        "Inspecting bodies": "; ".join(facts_of.bodies) or NOT_STATED,
    }
    return facts(pairs)


def _days(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return NOT_STATED
    return f"{day_words(first)} to {day_words(last)}"
