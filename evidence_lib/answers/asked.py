"""What was asked of the partnership, and of each area."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib import strands, terms
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.opening import words_by_area
from evidence_lib.answers.progress import only_indicative
from evidence_lib.answers.weighing import assessed
from evidence_lib.english import day_words
from evidence_lib.evidence import Area, Evidence, ReviewFacts
from evidence_lib.show import Html, cards, facts, quoted
from evidence_lib.terms import NOT_STATED


def asked(area: Area) -> Answer:
    """Quote what the joint inspection asked for, with its place in the report."""
    return Answer.of(quoted(area.wording, area.location))


def review_asked(review: Evidence) -> Answer:
    """Show a card for each area, then who was reviewed, by whom and when."""
    weighed = assessed(review)
    statements = strands.progress_words(review.tables["progress_statements"])
    return Answer.of(
        judged_cards(review.areas, weighed.summary, words_by_area(statements)),
        only_indicative(weighed.progress.rules_version),
        review_facts(review.facts),
        judgements=weighed.summary,
    )


def judged_cards(areas: pd.DataFrame, summary: pd.DataFrame, words: Mapping[str, str]) -> Html:
    """
    Show a card for each area: the report's words, the indicative extent, the confidence.

    Row: one improvement area; *summary* is of `judgement_table`, *words* the words by area.
    """
    rows = [
        {
            "href": f"area-{area}.html",
            "title": f"Area {area}: {title}",
            "text": "\n".join(
                filter(None, [words.get(area), *map(_part, _of_area(summary, area))])
            ),
        }
        for area, title in zip(areas["area"], areas["title"], strict=True)
    ]
    return cards(pd.DataFrame(rows))


def _of_area(summary: pd.DataFrame, area: str) -> list[dict[Any, Any]]:
    return summary[summary["area"].eq(area)].to_dict("records")


def _part(row: Mapping[Any, Any]) -> str:
    level = row["indicative_level"]
    extent = f"level {level} of 4" if str(level).isdigit() else str(level)
    return (
        f"{terms.in_words(row['component']).capitalize()}: indicatively {extent}, confidence "
        f"{terms.in_words(row['confidence'])}."
    )


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
