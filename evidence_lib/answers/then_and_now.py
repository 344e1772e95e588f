"""One row an area: what the earlier inspection said, what this review says, what is still to do."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.answers.extent import judged, range_words, words_of
from evidence_lib.answers.findings import STARTING_POINT, statements_on
from evidence_lib.answers.key_figure import short_figure
from evidence_lib.answers.weighing import SAFETY_RULE, assessed
from evidence_lib.english import capital, counted, sentence_end
from evidence_lib.evidence import Evidence
from evidence_lib.judgement import NOT_ASSESSABLE_CONFIDENCE, UNTRACEABLE
from evidence_lib.show import AccessibleTable, table
from evidence_lib.terms import NOT_STATED

HELD = " Held there by an open concern about the safety of children."


def then_and_now(review: Evidence) -> AccessibleTable:
    """
    Set what was found before beside what is found now.

    Row: one improvement area.
    """
    numbers = review.areas["area"].tolist()
    before = statements_on(review, numbers, STARTING_POINT)
    rows = pd.DataFrame(
        {
            "area": [f"{number}. {title}" for number, title in
                     zip(numbers, review.areas["title"], strict=True)],
            "before": [before[each] or NOT_STATED for each in numbers],
            "now": [_words(review, each) for each in numbers],
            "figure": [short_figure(review.area(each)) or "none" for each in numbers],
            "far": [_far(review, each) for each in numbers],
            "to_do": [_to_do(review.tables["follow_up"], each) for each in numbers],
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


def _words(review: Evidence, area: str) -> str:
    statements = review.tables["progress_statements"]
    own = statements[statements["area"].eq(area)]
    leading = own[own["headline"].fillna(False).astype(bool)]
    chosen = leading if len(leading) else own.head(1)
    said = [f"“{str(each).rstrip('.')}”" for each in chosen["words"]]
    return "; ".join(said) or NOT_STATED


def _far(review: Evidence, area: str) -> str:
    """Say how far each part got, as judged or as the evidence leaves open, and how sure one is."""
    found, words = assessed(review), words_of(review.progress_scale)
    levels = found.progress.levels.merge(
        found.summary[["area", "component", "confidence"]], on=["area", "component"]
    )
    final = {row["component"]: row for row in judged(review).to_dict("records")
             if row["area"] == area}  # fmt: skip
    parts = []
    for row in levels[levels["area"].eq(area)].to_dict("records"):
        leading = final.get(row["component"])
        sure = "" if leading is None and pd.isna(row["level"]) else (leading or row)["confidence"]
        level = (leading or row)["level"]
        far = (
            range_words({"low": level, "high": level}, words)
            if leading
            else range_words(row, words)
        )
        held = "" if leading or SAFETY_RULE not in row["rules_fired"].split() else HELD
        part = capital(terms.in_words(row["component"]))
        parts.append(f"{part}: {far}{_sure(sure)}.{held}")
    return " ".join(parts)


def _sure(confidence: str) -> str:
    if confidence in ("", NOT_ASSESSABLE_CONFIDENCE):
        return ""
    return f", confidence {terms.in_words(confidence)}"


def _to_do(follow_up: pd.DataFrame, area: str) -> str:
    to_do = follow_up[follow_up["area"].eq(area) & follow_up["state"].isin(["open", "under_way"])]
    if to_do.empty:
        return "nothing named"
    return f"{counted(len(to_do), 'thing')}. First: {sentence_end(to_do['action'].iloc[0])}"
