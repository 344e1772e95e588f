"""What the inspectors concluded, beside the rules, and what was judged and answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_lib import judgement, terms
from evidence_lib.answers.answer import Answer, lacking, no_table, where_any
from evidence_lib.answers.extent import LOG, held_by_safety, levels_between, words_of
from evidence_lib.answers.findings import numbered_statements
from evidence_lib.answers.headlines import in_quotation_marks
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.answers.weighing import assessed
from evidence_lib.english import counted, listed, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.judgement import RatersAgreement
from evidence_lib.show import (
    AccessibleTable,
    Finding,
    Missing,
    Sentence,
    missing_table,
    table,
)
from evidence_lib.show.columns import area_words, filled, stated, worded

WITHIN = "It lies within the range."
WHOLE = "the whole area"


@from_tables("progress_statements")
def concluded(area: Area) -> Answer:
    """Quote what the inspectors concluded, set it beside the rules, and show what was judged."""
    statements = area.tables["progress_statements"]
    compared_words = words_compared(area.review)
    own = compared_words[compared_words["area"].eq(area.number)]
    history = judgement.history(area.review.folder / LOG)
    judgements = _open_to(area.review, history.judgements)
    judged = judgements[judgements["area"].eq(area.number)]
    return Answer.of(
        where_any(statements_table, statements) or lacking(area.review, "progress_statements"),
        hedges_found(judgement.hedges(statements)),
        words_and_ranges(own),
        where_any(words_table, own, words_of(area.review.progress_scale)),
        recorded(judged, torn=history.torn, profile=area.review.profile),
        where_any(recorded_table, judged),
        words_and_levels=own,
        judgements=judged,
    )


HELD = "An open concern about the safety of children holds the level, whatever else is said."


def words_compared(review: Evidence) -> pd.DataFrame:
    """
    Set each headline word beside the range of the evidence: once, for every page.

    Row: one headline statement, as `judgement.words_beside_levels` gives.
    """
    levels = assessed(review).progress.levels
    held = held_by_safety(levels)
    compared_words = judgement.words_beside_levels(
        review.tables["progress_statements"], levels[~held], review.progress_scale
    )
    untold = compared_words["area"].isin(levels.loc[held, "area"]) & compared_words["low"].isna()
    return compared_words.assign(why=compared_words["why"].mask(untold, HELD))


@from_tables("progress_statements")
def review_concluded(review: Evidence) -> Answer:
    """Quote the inspectors' summary word on every area, and follow the partnership's answers."""
    statements = review.tables["progress_statements"]
    leading = judgement.marked_headlines(statements)
    compared_words = words_compared(review)
    history = judgement.history(review.folder / LOG)
    judged = _open_to(review, history.judgements)
    apart = judgement.agreement_between_raters(judgement.ratings(review.folder / LOG))
    return Answer.of(
        where_any(statements_table, leading if len(leading) else statements)
        or missing_table("progress_statements"),
        words_and_ranges(compared_words),
        where_any(words_table, compared_words, words_of(review.progress_scale)),
        recorded(judged, torn=history.torn, profile=review.profile),
        Answer.of(raters_agree(apart)).only_for(terms.INTERNAL),
        _accuracy(
            review.tables["factual_accuracy"],
            numbered_statements(review, review.areas["area"].tolist()),
        ).only_for(terms.PARTNERSHIP, terms.INTERNAL),
        words_and_levels=compared_words,
        judgements=judged,
    )


def _open_to(review: Evidence, judgements: pd.DataFrame) -> pd.DataFrame:
    """
    Choose the judgements a page may tell: single raters' own are for those who work on the review.

    Row: one recorded judgement, as `judgement.history` gives.
    """
    if review.profile == terms.INTERNAL:
        return judgements
    return judgements[judgements["stage"].ne("individual")].reset_index(drop=True)


def _accuracy(comments: pd.DataFrame, numbered: pd.DataFrame) -> Answer:
    """Follow comments on the numbered statements; where there are none, on none is told apart."""
    if comments.empty:
        return no_table("factual_accuracy")
    followed = judgement.accuracy_round(comments, numbered if len(numbered) else None)
    return Answer.of(accuracy_found(followed), accuracy_table(followed), comments=followed)


def recorded(judgements: pd.DataFrame, *, torn: object, profile: str) -> Sentence:
    """Say what judgements were recorded, and to whoever works on the review how to record one."""
    working = profile == terms.INTERNAL
    torn_line = " A last line that was cut off was found in the log and left out."
    left_out = torn_line if torn and working else ""
    if judgements.empty:
        how = (
            " How to record one: call judgement.record with a level, a confidence and a reason; it "
            "is written to judgements.jsonl and never overwritten."
        )
        return Missing(
            "No judgement has been recorded here. Why it matters: a range is no judgement."
            f"{how if working else ''}{left_out}"
        )
    final = int(judgements["stage"].eq("final").sum())
    many = counted(len(judgements), "judgement")
    are = verb(len(judgements), "is", "are")
    return Sentence(f"{many} {are} recorded, {final or 'none'} of them final.{left_out}")


def accuracy_found(followed: pd.DataFrame) -> Finding:
    """Say what became of the partnership's comments; rows as `judgement.accuracy_round`."""
    if followed.empty:
        return Finding("No comment on factual accuracy was made.")
    found = followed["state"].value_counts(sort=False)
    parts = [f"{count} {terms.in_words(str(name))}" for name, count in found.items()]
    return Finding(f"{counted(len(followed), 'comment')} on factual accuracy: {listed(parts)}.")


def hedges_found(hedged: pd.DataFrame) -> Sentence | None:
    """Say how many statements are held back by a hedge; rows as `judgement.hedges` gives."""
    many, sentences = int(hedged["hedged"].sum()), int(hedged["sentences"].sum())
    if not sentences:
        return None
    return Sentence(
        f"{many or 'None'} of {counted(sentences, 'statement')} on progress "
        f"{verb(many or 1, 'is', 'are')} worded with caution."
    )


def words_and_ranges(compared_words: pd.DataFrame) -> Finding:
    """Say where headline words and ranges part; rows as `judgement.words_beside_levels` gives."""
    compared = compared_words[compared_words["agrees"].notna()]
    differ = compared[~compared["agrees"].astype(bool)]
    if compared.empty:
        return Finding("No summary word and range can be set beside each other.")
    if differ.empty:
        which = verb(
            len(compared),
            "The level that the summary word stands for lies",
            "The levels that the summary words stand for lie",
        )
        return Finding(f"{which} within the range of the evidence.")
    parts = [
        f"{in_quotation_marks(row['words'])} ({_place(row)})" for row in differ.to_dict("records")
    ]
    return Finding(
        f"{listed(parts)} {verb(len(parts), 'stands', 'stand')} for a level outside the range "
        "of the evidence; the table says how."
    )


def _place(row: Mapping[Any, Any]) -> str:
    area = f"area {row['area']}"
    named = isinstance(row["component"], str)
    return f"{area}, {terms.part_words(row['component'])}" if named else area


def raters_agree(agreed: RatersAgreement) -> Sentence | None:
    """Say how far people who rated separately agree; nothing where fewer than two rated."""
    if agreed.pairs.empty:
        return None
    said = " ".join(str(words) for words in agreed.pairs["in_words"])
    differ = len(agreed.disagreements)
    rated = f"{counted(differ, 'part')} {verb(differ, 'was', 'were')} rated differently."
    return Sentence(
        f"{said} {rated if differ else 'No part was rated differently.'} {agreed.context}"
    )


def words_table(compared_words: pd.DataFrame, words: Mapping[int, str]) -> AccessibleTable:
    """
    Set the inspectors' summary words beside the ranges, with the reason where they differ.

    Row: one headline statement, as `judgement.words_beside_levels` gives.
    """
    ranges = [levels_between(row, words) for row in compared_words.to_dict("records")]
    level = [
        "none" if pd.isna(each) else f"{words[int(each)]} ({int(each)})"
        for each in compared_words["level_of_words"]
    ]
    spelt = worded(compared_words.fillna({"component": WHOLE, "why": WITHIN}), ("component",))
    return table(
        spelt.assign(range=ranges, level=level, words=[f"“{each}”" for each in spelt["words"]]),
        {"words": "Summary word", "area": "Area", "component": "Part", "level": "It stands for",
         "range": "Range of the evidence", "why": "How they compare"},
        name="words_and_rules",
        caption="The inspectors' summary words beside the ranges",
        notes=("Levels of words are our reading: nobody published a scale for them.",),
    )  # fmt: skip


def recorded_table(judgements: pd.DataFrame) -> AccessibleTable:
    """
    List the judgements people recorded, as they were written.

    Row: one recorded judgement, as `judgement.history` gives.
    """
    return table(
        worded(judgements, ("component", "stage", "confidence")),
        {"component": "Part", "stage": "Stage", "rater": "By", "level": "Level",
         "confidence": "Confidence", "override": "Against the rules", "reason": "Reason",
         "at": "When"},
        name="judgements",
        caption="Judgements recorded",
    )  # fmt: skip


def accuracy_table(followed: pd.DataFrame) -> AccessibleTable:
    """
    Follow each comment of the inspected partnership to its response and its change.

    Row: one comment, as `judgement.accuracy_round` gives.
    """
    return table(
        worded(followed, ("state",)),
        {"paragraph_id": "Paragraph", "comment": "Comment", "response": "Response",
         "change_made": "Change made", "state": "State"},
        name="factual_accuracy",
        caption="The partnership's comments on factual accuracy",
    )  # fmt: skip


def statements_table(statements: pd.DataFrame) -> AccessibleTable:
    """
    Quote the progress words of the report, each with its place.

    Row: one use of words on progress.
    """
    shown = worded(filled(statements, {"component": WHOLE}), ["component"]).assign(
        area=area_words(statements["area"].tolist()),
        words=[f"“{words}”" for words in statements["words"]],
    )
    return table(
        shown,
        stated(shown, {"words": "Words of the report", "subject": "On what", "area": "Area",
                        "component": "Part",
                        "location": "Where in the source"}),
        name="progress_words",
        caption="The words the inspectors used on progress",
        notes=("The report defines no scale for these words, so they are quoted and not ranked.",),
    )  # fmt: skip
