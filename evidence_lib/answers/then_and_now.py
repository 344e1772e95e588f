"""One row an area: what the earlier inspection said, what this review says, what is still to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.answers.extent import (
    held_by_safety,
    judged,
    judged_parts,
    levels_between,
    range_words,
    words_of,
)
from evidence_lib.answers.findings import STARTING_POINT, sentences_on, still_to_do
from evidence_lib.answers.headlines import in_quotation_marks, leading
from evidence_lib.answers.key_figure import short_figure
from evidence_lib.answers.weighing import assessed
from evidence_lib.english import capital, counted, sentence_end
from evidence_lib.evidence import Evidence
from evidence_lib.judgement import NOT_ASSESSABLE_CONFIDENCE, UNTRACEABLE
from evidence_lib.show import AccessibleTable, table
from evidence_lib.terms import NOTHING_RECORDED

HELD = " Held there by an open concern about the safety of children."


def then_and_now(review: Evidence) -> AccessibleTable:
    """
    Set what was found before beside what is found now.

    Row: one improvement area.
    """
    numbers = review.areas["area"].tolist()
    statements, follow_up = (review.tables[name] for name in ("progress_statements", "follow_up"))
    parts, judgements = parts_of(review), judged(review)
    words = words_of(review.progress_scale)
    rows = pd.DataFrame(
        {
            "area": [f"{number}. {title}" for number, title in
                     zip(numbers, review.areas["title"], strict=True)],
            "before": [" ".join(sentences_on(review, each, kind=STARTING_POINT)) or NOTHING_RECORDED
                       for each in numbers],
            "now": [_words(statements[statements["area"].eq(each)]) for each in numbers],
            "figure": [short_figure(review.area(each)) or "none" for each in numbers],
            "far": [_far(parts[parts["area"].eq(each)], judged_parts(judgements, each), words)
                    for each in numbers],
            "to_do": [_to_do(follow_up[follow_up["area"].eq(each)]) for each in numbers],
        }
    )  # fmt: skip
    return table(
        rows,
        {"area": "Area", "before": "Before", "now": "The inspectors’ word now",
         "figure": "The figure", "far": "How far, and how sure", "to_do": "Still to do"},
        name="then_and_now",
        caption="Then and now, area by area",
        notes=_unassessed(review),
    )  # fmt: skip


def _unassessed(review: Evidence) -> tuple[str, ...]:
    parts = assessed(review).summary
    ranged = parts[parts["lowest"].notna()]
    if not ranged["confidence"].eq(NOT_ASSESSABLE_CONFIDENCE).any():
        return ()
    return (f"Where no confidence is named, how sure one can be {UNTRACEABLE}.",)


def _words(statements: pd.DataFrame) -> str:
    said = [in_quotation_marks(each) for each in leading(statements)["words"]]
    return "; ".join(said) or NOTHING_RECORDED


def parts_of(review: Evidence) -> pd.DataFrame:
    """
    Weigh every part of a review.

    Row: one part, with its range, how sure one is of it, and whether a concern holds it.
    """
    found = assessed(review)
    sure = found.summary[["area", "component", "confidence"]]
    levels = found.progress.levels.merge(sure, on=["area", "component"])
    return levels.assign(held=held_by_safety(levels))


def _far(
    parts: pd.DataFrame, judged_on: Mapping[str, Mapping[Any, Any]], words: Mapping[int, str]
) -> str:
    """Say how far each part got, as judged or as the evidence leaves open, and how sure one is."""
    return " ".join(
        _judged_far(judged_on[row["component"]], words)
        if row["component"] in judged_on
        else _evidence_far(row, words)
        for row in parts.to_dict("records")
    )


def _judged_far(row: Mapping[Any, Any], words: Mapping[int, str]) -> str:
    far = levels_between({"low": row["level"], "high": row["level"]}, words)
    return f"{capital(terms.part_words(row['component']))}: {far}{_sure(row['confidence'])}."


def _evidence_far(row: Mapping[Any, Any], words: Mapping[int, str]) -> str:
    held = HELD if row["held"] else ""
    part = capital(terms.part_words(row["component"]))
    return f"{part}: {range_words(row, words)}{_sure(row['confidence'])}.{held}"


def _sure(confidence: str) -> str:
    if confidence == NOT_ASSESSABLE_CONFIDENCE:
        return ""
    return f", confidence {terms.in_words(confidence)}"


def _to_do(follow_up: pd.DataFrame) -> str:
    to_do = still_to_do(follow_up)
    if to_do.empty:
        return "nothing named"
    return f"{counted(len(to_do), 'thing')}. First: {sentence_end(to_do['action'].iloc[0])}"
