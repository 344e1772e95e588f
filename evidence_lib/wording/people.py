"""Sentences about what people answered, claimed and noted: survey, self-evaluation, link log."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from evidence_lib import terms
from evidence_lib.wording.blocks import Caveat, Finding, Missing, Sentence
from evidence_lib.wording.evidence import counted, listed


class Agreed(Protocol):
    """What `agreement.weighted_kappa` returns."""

    n: int
    in_words: str


def survey_finding(answers: pd.DataFrame) -> Finding:
    """Say which question found most and which least agreement; rows as `survey.likert_table`."""
    asked = answers[answers["percent_allowed"]]
    if asked.empty:
        return Finding("Too few staff answered these questions for percentages.")
    ordered = asked.sort_values("high", kind="stable")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    if len(asked) == 1:
        return Finding(f"{_agreed(most)}.")
    return Finding(f"Most agreement: {_agreed(most)}. Least: {_agreed(least)}.")


def _agreed(row: pd.Series) -> str:
    question = str(row["label"]).rstrip(".")
    return f"{100 * row['high']:.0f}% of {row['n']} who gave an opinion agreed that “{question}”"


def survey_caveat(answers: pd.DataFrame) -> Caveat | None:
    """Say that nobody knows who was asked; nothing where nobody answered."""
    if answers.empty:
        return None
    return Caveat(
        "Read with care: the survey was a link passed round, so nobody knows who was asked. The "
        "shares describe those who answered, and no margin of error can be given."
    )


def log_finding(states: pd.DataFrame) -> Finding:
    """Say how the link inspector's view began and ended; rows as `strands.log_states` gives."""
    first, last = states.iloc[0], states.iloc[-1]
    concern = int(states["state"].eq("concern").sum())
    return Finding(
        f"The link inspector's log begins with “{terms.in_words(first['state'])}” in "
        f"{first['month']} and ends with “{terms.in_words(last['state'])}” in {last['month']}; "
        f"{counted(concern, 'month')} of concern between."
    )


def coders_agree(agreed: Agreed | None) -> Sentence:
    """Say how far two coders agreed on bearing, or that only one has coded."""
    if agreed is None:
        return Missing(
            "Coded by one person so far, so agreement between coders is not known. Why it "
            "matters: another reader might code an assertion otherwise. How to supply it: fill "
            "in the columns of the second coder in evidence_items."
        )
    return Sentence(f"Two coders rated {counted(agreed.n, 'assertion')} apart. {agreed.in_words}")


def comments_waiting(responses: pd.DataFrame) -> Sentence | None:
    """Say how many survey comments there are and how many may be quoted: only reviewed ones."""
    commented = responses[responses["comment"].notna()]
    if commented.empty:
        return None
    reviewed = int(commented["comment_reviewed"].fillna(False).sum())
    return Sentence(
        f"{counted(len(commented), 'respondent')} wrote a comment; {reviewed} of the comments "
        "have been read for personal data and marked as reviewed. None is quoted here."
    )


def sectors_compared(compared: pd.DataFrame) -> Sentence:
    """Say whether sectors answered differently; rows as `survey.compare_sectors` gives."""
    tested = compared[compared["p_adjusted"].notna()]
    if tested.empty:
        return Sentence("Too few sectors have ten answers to a question, so none are compared.")
    differ = tested[tested["differs"].fillna(False)]
    if differ.empty:
        return Sentence(
            f"On none of {counted(len(tested), 'question')} do sectors answer differently by more "
            "than chance (Kruskal-Wallis test of ranks, Holm's correction for many questions)."
        )
    return Sentence(
        f"On {differ['question_id'].nunique()} of {counted(len(tested), 'question')} sectors "
        "answer differently by more than chance (Kruskal-Wallis test of ranks, Holm's correction)."
    )


class Weighted(Protocol):
    """What `survey.weights_to_margins` returns."""

    n: int
    effective_n: float
    caveat: str


def weighting(weighted: Weighted) -> Sentence:
    """Say what weighting the sectors to the workforce costs in answers."""
    return Sentence(
        f"Weighted so that each sector counts as it does in the workforce, {weighted.n} answers "
        f"are worth {weighted.effective_n:.0f}. {weighted.caveat}"
    )


def could_hide(bounds: pd.DataFrame) -> Caveat | None:
    """Say how far silence leaves the answer open; rows as `survey.bounds_by_question`."""
    if bounds.empty:
        return None
    row = bounds.sort_values("share", kind="stable").iloc[-1]
    question = str(row["label"]).rstrip(".")
    return Caveat(
        f"Read with care: {row['n']} of a workforce of {row['headcount']:,} gave an opinion on "
        f"“{question}”. If those who did not answer all disagreed or all agreed, agreement would "
        f"be anywhere from {100 * row['low']:.0f}% to {100 * row['high']:.0f}%."
    )


def sectors_found(mix: pd.DataFrame) -> Finding:
    """Say which sectors answered most and how many are hidden; rows as `survey.sector_mix`."""
    shown = mix[~mix["hidden"]]
    if shown.empty:
        return Finding("Every sector has fewer than 10 answers, so none is shown.")
    total = int(shown["responses"].sum())
    largest = shown.sort_values("responses", kind="stable").iloc[-1]
    hidden = int(mix["hidden"].sum())
    sectors = listed([str(sector) for sector in shown["sector"]])
    unseen = f" {counted(hidden, 'sector')} of fewer than 10 hidden." if hidden else ""
    return Finding(
        f"{total} answers from {sectors}; most ({int(largest['responses'])}) from "
        f"{largest['sector']}.{unseen}"
    )
