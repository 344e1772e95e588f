"""Tables of the chain from evidence to judgement, each row with the items behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from evidence_lib import terms
from evidence_lib.tables.accessible import NOT_STATED, AccessibleTable, table

ITEMS = {"item_ids": "Items"}
LINKED = {"item_ids": "item"}
KINDS = {
    "reached": "reached",
    "cap": "caps it",
    "not_assessable": "makes it not assessable",
    "say": "has to be said",
    "missing": "needed for the next level",
}


def _worded(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    spelt = {
        column: [terms.in_words(word) if isinstance(word, str) else word for word in rows[column]]
        for column in columns
    }
    return rows.assign(**spelt)


def concerns_table(concerns: pd.DataFrame, caps: pd.DataFrame) -> AccessibleTable:
    """
    Show each concern about the evidence with its reason, then the caps that hold confidence down.

    Row: one aspect of one component, or one cap, as `judgement.evidence_confidence` gives.
    """
    capped = caps.assign(aspect="cap " + caps["rule"], concern="at most " + caps["cap"])
    rows = pd.concat([concerns, capped]).reset_index(drop=True)
    return table(
        _worded(rows, ("component", "aspect", "concern", "reason")),
        {"component": "Part", "aspect": "Aspect", "concern": "Concern", "reason": "Why", **ITEMS},
        name="confidence",
        caption="Why the confidence is what it is",
        links=LINKED,
    )


def triangulation_table(
    triangulated: pd.DataFrame, weighed: pd.DataFrame, titles: Mapping[str, str]
) -> AccessibleTable:
    """
    Show, criterion by criterion, whether independent voices agree and how sure that makes us.

    Row: one criterion, as `strands.triangulation` gives, with the confidence of the same criterion
    in *weighed*.
    """
    both = triangulated.merge(weighed[["criterion", "confidence"]], on="criterion", how="left")
    worded = _worded(both, ("triangulation", "in_words", "confidence"))
    return table(
        worded.assign(criterion=worded["criterion"].replace(dict(titles))),
        {"criterion": "Criterion", "triangulation": "Triangulation", "in_words": "Why",
         "confidence": "Confidence", "voices": "Voices", **ITEMS},
        name="triangulation",
        caption="Do independent voices agree?",
        links=LINKED,
        notes=("Voices are independent only if both strand and origin differ.",),
    )  # fmt: skip


def rules_table(rules: pd.DataFrame) -> AccessibleTable:
    """
    Print every rule that fired and what the next level still needs, with the items behind each.

    Row: one rule of one component, as `judgement.indicative_progress` gives.
    """
    worded = _worded(rules, ("component", "in_words"))
    return table(
        worded.assign(kind=[KINDS[kind] for kind in rules["kind"]]),
        {"component": "Part", "rule": "Rule", "kind": "What it does", "in_words": "In words",
         **ITEMS},
        name="rules",
        caption="The rules behind the indicative extent",
        links=LINKED,
    )  # fmt: skip


def fragility_table(fragile: pd.DataFrame) -> AccessibleTable:
    """
    Show which single thing, left out, would change an answer.

    Row: one thing and one component, as `judgement.fragility` gives.
    """
    return table(
        _worded(fragile, ("component", "left_out", "name", "in_words")),
        {"name": "Left out", "left_out": "Kind", "component": "Part", "in_words": "What changes"},
        name="fragility",
        caption="What would change the answer",
    )


def next_table(gaps: pd.DataFrame) -> AccessibleTable:
    """
    Show what to look at next, the most pressing first.

    Row: one gap, as `strands.gaps` gives.
    """
    areas = {"area": "Area"} if gaps["area"].nunique() > 1 else {}
    return table(
        _worded(gaps, ("about", "why", "do")),
        {"about": "About", **areas, "why": "Why", "do": "What to do"},
        name="next",
        caption="What to look at next",
    )


def verified_table(verified: pd.DataFrame, claims: pd.DataFrame) -> AccessibleTable:
    """
    Set each claim of the partnership beside what the evidence says of it.

    Row: one claim, as `strands.claims_verified` gives, with its words.
    """
    both = verified.merge(claims[["claim_id", "claim"]], on="claim_id")
    return table(
        _worded(both, ("verdict", "in_words")),
        {"claim": "Claim", "verdict": "Evidence", "in_words": "Why", "self_level": "Its own level",
         "indicative_level": "Indicative level", "item_ids": "Items"},
        name="claims",
        caption="The partnership's claims and what the evidence says of them",
        links=LINKED,
    )  # fmt: skip


def judgement_summary(summary: pd.DataFrame) -> AccessibleTable:
    """
    Set extent, confidence and rules side by side for the whole review.

    Row: one component of one area, as `judgement.judgement_table` gives. A reader sees words; the
    CSV is the pack's ``judgement.csv``, with the names and words other programs look for.
    """
    headings = {"area": "Area", "component": "Part", "indicative_level": "Indicative (0 to 4)",
                "confidence": "Confidence", "rules_fired": "Rules that limit it"}  # fmt: skip
    caption = "Indicative extent and confidence, part by part"
    seen = table(
        _worded(summary, ("component", "confidence")), headings, name="judgement", caption=caption
    )
    released = table(summary, dict(zip(headings, headings, strict=True)), name="judgement",
                     caption=caption)  # fmt: skip
    return replace(seen, csv=released.csv)


def recorded_table(judgements: pd.DataFrame) -> AccessibleTable:
    """
    List the judgements people recorded, as they were written.

    Row: one recorded judgement, as `judgement.history` gives.
    """
    return table(
        _worded(judgements, ("component", "stage", "confidence")),
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
        _worded(followed, ("state",)),
        {"paragraph_id": "Paragraph", "comment": "Comment", "response": "Response",
         "change_made": "Change made", "state": "State"},
        name="factual_accuracy",
        caption="The partnership's comments on factual accuracy",
    )  # fmt: skip


def beside_table(beside: pd.DataFrame) -> AccessibleTable:
    """
    Set the inspectors' words beside the indicative extent, with the reason where they differ.

    Row: one component of one area, as `judgement.words_beside_levels` gives.
    """
    return table(
        _worded(beside, ("component", "why")),
        {"component": "Part", "area": "Area", "words": "The report's words (their level)",
         "level": "Indicative level", "agrees": "Within the words", "why": "What the rules say"},
        name="words_and_rules",
        caption="The report's words beside the indicative extent",
        notes=("Levels of words are this project's reading: nobody published a scale for them.",),
    )  # fmt: skip


def then_and_now(
    areas: pd.DataFrame, words: Mapping[str, str], summary: pd.DataFrame
) -> AccessibleTable:
    """
    Set what the joint inspection asked for beside what the review says of it.

    Row: one improvement area.
    """
    now = {
        area: "; ".join(
            f"{terms.in_words(row['component'])} {row['indicative_level']}"
            for row in rows.to_dict("records")
        )
        for area, rows in summary.groupby("area")
    }
    rows = areas.assign(
        words=[words.get(area, NOT_STATED) for area in areas["area"]],
        now=[now.get(area, NOT_STATED) for area in areas["area"]],
    )
    return table(
        rows,
        {"title": "Area", "wording": "Asked for by the joint inspection", "words": "This review",
         "now": "Indicative level (0 to 4)"},
        name="then_and_now",
        caption="Then and now",
    )  # fmt: skip


def paragraphs_table(paragraphs: pd.DataFrame) -> AccessibleTable:
    """
    List a page's main statements by number, so that the partnership can comment on each.

    Row: one paragraph, as `judgement.numbered_paragraphs` gives.
    """
    return table(
        paragraphs,
        {"paragraph_id": "Paragraph", "text": "Statement"},
        name="paragraphs",
        caption="Statements for the round of factual accuracy",
        notes=("Comments come back in factual_accuracy.csv, by paragraph and without a limit of "
               "length.",),
    )  # fmt: skip
