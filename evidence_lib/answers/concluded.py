"""What the inspectors concluded, beside the rules, and what was judged and answered."""

from __future__ import annotations

import pandas as pd

from evidence_lib import judgement, strands, terms
from evidence_lib.answers.answer import Answer, lacking, no_table, where_any
from evidence_lib.answers.weighing import assessed
from evidence_lib.english import counted, listed
from evidence_lib.evidence import Area, Evidence
from evidence_lib.judgement import RatersAgreement
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Missing,
    Sentence,
    missing_table,
    table,
)
from evidence_lib.show.columns import area_words, stated, worded

LOG = "judgements.jsonl"


def concluded(area: Area) -> Answer:
    """Quote what the inspectors concluded, set it beside the rules, and show what was judged."""
    statements = area.tables["progress_statements"]
    compared = _words_and_levels(statements, area.review)
    compared_words = compared[compared["area"].eq(area.number)]
    history = judgement.history(area.review.folder / LOG)
    judged = history.judgements[history.judgements["area"].eq(area.number)]
    return Answer.of(
        where_any(statements_table, statements) or lacking(area.review, "progress_statements"),
        _language(statements, area.review) if len(statements) else None,
        hedges_found(judgement.hedges(statements)),
        words_and_rules(compared_words),
        where_any(words_and_levels_table, compared_words),
        recorded(judged, torn=history.torn),
        where_any(recorded_table, judged),
        words_and_levels=compared_words,
        judgements=judged,
    )


def _words_and_levels(statements: pd.DataFrame, review: Evidence) -> pd.DataFrame:
    return judgement.words_beside_levels(
        statements, assessed(review).progress, review.progress_scale
    )


def _language(statements: pd.DataFrame, review: Evidence) -> Sentence:
    anchored = judgement.words_against_anchors(statements, review.progress_scale)
    return language_found(judgement.language_warnings(anchored))


def review_concluded(review: Evidence) -> Answer:
    """Quote the inspectors on every area and on the whole, and follow the partnership's answers."""
    statements = strands.progress_words(review.tables["progress_statements"])
    compared_words = _words_and_levels(statements, review)
    history = judgement.history(review.folder / LOG)
    return Answer.of(
        where_any(statements_table, statements) or missing_table("progress_statements"),
        words_and_rules(compared_words),
        where_any(words_and_levels_table, compared_words),
        claims_above_findings(
            judgement.claimed_and_found(
                review.tables["self_evaluation"], statements, review.progress_scale
            )
        ),
        recorded(history.judgements, torn=history.torn),
        raters_agree(judgement.agreement_between_raters(judgement.ratings(review.folder / LOG))),
        _accuracy(review.tables["factual_accuracy"]),
        words_and_levels=compared_words,
        judgements=history.judgements,
    )


def _accuracy(comments: pd.DataFrame) -> Answer:
    if comments.empty:
        return no_table("factual_accuracy")
    followed = judgement.accuracy_round(comments)
    return Answer.of(accuracy_found(followed), accuracy_table(followed), comments=followed)


def language_found(warnings: pd.DataFrame) -> Sentence:
    """Say where the report's own words stand for different levels; rows as `language_warnings`."""
    if warnings.empty:
        return Sentence("No two progress words used here stand for different levels.")
    return Sentence(" ".join(str(each) for each in warnings["in_words"]))


def recorded(judgements: pd.DataFrame, *, torn: object) -> Sentence:
    """Say what judgements were recorded, or how to record one; rows as `judgement.history`."""
    left_out = " A torn last line was found in the log and left out." if torn else ""
    if judgements.empty:
        return Missing(
            "No judgement has been recorded here. Why it matters: an indicative extent "
            "is no judgement. How to supply it: call judgement.record with a level, a confidence "
            f"and a reason; it is written to judgements.jsonl and never overwritten.{left_out}"
        )
    final = int(judgements["stage"].eq("final").sum())
    return Sentence(
        f"{counted(len(judgements), 'judgement')} recorded, {final} of them final.{left_out}"
    )


def accuracy_found(followed: pd.DataFrame) -> Finding:
    """Say what became of the partnership's comments; rows as `judgement.accuracy_round`."""
    found = followed["state"].value_counts(sort=False)
    parts = [f"{count} {terms.in_words(str(name))}" for name, count in found.items()]
    return Finding(f"{counted(len(followed), 'comment')} on factual accuracy: {listed(parts)}.")


def claims_above_findings(gap: pd.DataFrame) -> Caveat | None:
    """Say where a claim uses a higher word than the inspectors; as `claimed_and_found` gives."""
    if gap.empty:
        return None
    said = [
        f"area {row['area']}: “{row['claimed_word']}” claimed, “{row['found_word']}” found"
        for row in gap.to_dict("records")
    ]
    return Caveat(
        f"Read with care, what was claimed stands above what was found: {'; '.join(said)}."
    )


def hedges_found(hedged: pd.DataFrame) -> Sentence | None:
    """Say how many statements are held back by a hedge; rows as `judgement.hedges` gives."""
    many, sentences = int(hedged["hedged"].sum()), int(hedged["sentences"].sum())
    if not sentences:
        return None
    return Sentence(f"{many} of {counted(sentences, 'statement')} on progress are hedged.")


def words_and_rules(compared_words: pd.DataFrame) -> Finding:
    """Say where words and rules part; rows as `judgement.words_beside_levels` gives."""
    compared = compared_words[compared_words["agrees"].notna()]
    differ = compared[~compared["agrees"].astype(bool)]
    if compared.empty:
        return Finding("There are no progress words and extents to set beside each other.")
    if differ.empty:
        return Finding(
            "The indicative extents lie within what the inspectors' own words stand for."
        )
    parts = [
        f"{terms.in_words(row['component'])} of area {row['area']}"
        for row in differ.to_dict("records")
    ]
    return Finding(f"Words and rules part on {listed(parts)}; the table says why.")


def raters_agree(agreed: RatersAgreement) -> Sentence | None:
    """Say how far people who rated apart agree; nothing where fewer than two rated."""
    if agreed.pairs.empty:
        return None
    said = " ".join(str(words) for words in agreed.pairs["in_words"])
    return Sentence(
        f"{said} {counted(len(agreed.disagreements), 'part')} rated differently. {agreed.context}"
    )


def words_and_levels_table(compared_words: pd.DataFrame) -> AccessibleTable:
    """
    Set the inspectors' words beside the indicative extent, with the reason where they differ.

    Row: one component of one area, as `judgement.words_beside_levels` gives.
    """
    return table(
        worded(compared_words, ("component", "why")),
        {"component": "Part", "area": "Area", "words": "The report's words (their level)",
         "level": "Indicative level", "agrees": "Within the words", "why": "What the rules say"},
        name="words_and_rules",
        caption="The report's words beside the indicative extent",
        notes=("Levels of words are this project's reading: nobody published a scale for them.",),
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
    shown = worded(statements, ["component"]).assign(
        area=area_words(statements["area"].tolist()),
        words=[f"“{words}”" for words in statements["words"]],
    )
    return table(
        shown,
        stated(shown, {"words": "Words of the report", "area": "Area", "component": "Part",
                        "location": "Where in the source"}),
        name="progress_words",
        caption="The words the inspectors used on progress",
        notes=("The report defines no scale for these words, so they are quoted and not ranked.",),
    )  # fmt: skip
