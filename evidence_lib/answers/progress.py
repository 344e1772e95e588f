"""What progress the evidence supports: indicative, with its rules and the partnership's claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from evidence_lib import strands, terms
from evidence_lib.answers.answer import (
    ITEMS,
    LINKED,
    Answer,
    lacking,
    where_any,
)
from evidence_lib.answers.evidenced import bearing_table
from evidence_lib.answers.opening import words_by_area
from evidence_lib.answers.weighing import assessed, weighed
from evidence_lib.english import counted, listed
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Sentence,
    missing_table,
    read_with_care,
    table,
)
from evidence_lib.show.columns import worded
from evidence_lib.terms import NOT_STATED

KINDS = {
    "reached": "reached",
    "cap": "caps it",
    "not_assessable": "makes it not assessable",
    "say": "has to be said",
    "missing": "needed for the next level",
}


def progress(area: Area) -> Answer:
    """Say what the rules make of the evidence, why, what would change it, and what is claimed."""
    items, review = area.tables["evidence_items"], assessed(area.review)
    found = weighed(area)
    return Answer.of(
        extent_found(found.levels),
        only_indicative(review.progress.rules_version),
        where_any(rules_table, found.rules),
        fragile_found(found.fragile),
        where_any(fragility_table, found.fragile),
        where_any(bearing_table, strands.bearing_by(items, "component"), by="part"),
        claims(area),
        levels=found.levels,
        rules=found.rules,
        fragility=found.fragile,
    )


def claims(area: Area) -> Answer:
    """Set the partnership's own claims on an area beside what the evidence says of them."""
    claimed = area.tables["self_evaluation"]
    if claimed.empty:
        return Answer.of(lacking(area.review, "self_evaluation"))
    verified = strands.claims_verified(
        claimed,
        area.tables["evidence_items"],
        assessed(area.review).progress.levels,
        sources=area.tables["sources"],
    )
    return Answer.of(claims_verified(verified), verified_table(verified, claimed), claims=verified)


def review_progress(review: Evidence) -> Answer:
    """Say what the rules make of every part of every area, and where the journey began."""
    found = assessed(review)
    words = words_by_area(strands.progress_words(review.tables["progress_statements"]))
    return Answer.of(
        judgement_summary(found.summary),
        then_and_now(review.areas, words, found.summary),
        fragile_found(found.fragile),
        where_any(grades_table, review.tables["baseline_grades"])
        or missing_table("baseline_grades"),
        judgements=found.summary,
        fragility=found.fragile,
    )


def extent_found(levels: pd.DataFrame) -> Finding:
    """Say the indicative extent of each part; rows as `indicative_progress` gives."""
    parts = [
        f"{terms.in_words(row['component'])}, {row['word']}{_of_four(row['level'])}"
        for row in levels.to_dict("records")
    ]
    return Finding(f"Indicative extent of progress: {'; '.join(parts)}.")


def _of_four(level: Any) -> str:
    return "" if pd.isna(level) else f" (level {int(level)} of 4)"


def only_indicative(version: str) -> Caveat:
    """Say that rules gave the extent and a person judges."""
    return read_with_care(
        f"this is what version {version} of the rules makes of the coded "
        "evidence. It is indicative and no grade: a person judges, with a reason. The thresholds "
        "were set with one published review in view, so its agreement with them proves nothing."
    )


def fragile_found(fragile: pd.DataFrame) -> Sentence:
    """Say what a single thing left out would change; rows as `judgement.fragility` gives."""
    if fragile.empty:
        return Sentence("No single item, collection, source or strand, left out, changes this.")
    single = fragile[fragile["left_out"].eq("item")]
    names = list(dict.fromkeys(single["name"]))
    one = f" Single items that would: {listed(names)}." if names else ""
    return Sentence(
        f"{counted(len(fragile), 'single thing')}, left out, would change the extent or the "
        f"confidence.{one}"
    )


def claims_verified(verified: pd.DataFrame) -> Finding:
    """Say how many claims the evidence bears out; rows as `strands.claims_verified` gives."""
    found = verified["verdict"].value_counts(sort=False)
    parts = [f"{count} {terms.in_words(str(name))}" for name, count in found.items()]
    gap = verified["optimism_gap"].dropna()
    rosy = int(gap.gt(0).sum())
    said = (
        f" {rosy} of {len(gap)} give themselves a higher level than the rules do."
        if len(gap)
        else ""
    )
    return Finding(f"Of {counted(len(verified), 'claim')}: {listed(parts)}.{said}")


def rules_table(rules: pd.DataFrame) -> AccessibleTable:
    """
    Print every rule that fired and what the next level still needs, with the items behind each.

    Row: one rule of one component, as `judgement.indicative_progress` gives.
    """
    spelt = worded(rules, ("component", "in_words"))
    return table(
        spelt.assign(kind=[KINDS[kind] for kind in rules["kind"]]),
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
        worded(fragile, ("component", "left_out", "name", "in_words")),
        {"name": "Left out", "left_out": "Kind", "component": "Part", "in_words": "What changes"},
        name="fragility",
        caption="What would change the answer",
    )


def verified_table(verified: pd.DataFrame, claims: pd.DataFrame) -> AccessibleTable:
    """
    Set each claim of the partnership beside what the evidence says of it.

    Row: one claim, as `strands.claims_verified` gives, with its words.
    """
    both = verified.merge(claims[["claim_id", "claim"]], on="claim_id")
    return table(
        worded(both, ("verdict", "in_words")),
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
        worded(summary, ("component", "confidence")), headings, name="judgement", caption=caption
    )
    released = table(summary, dict(zip(headings, headings, strict=True)), name="judgement",
                     caption=caption)  # fmt: skip
    return replace(seen, csv=released.csv)


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


def grades_table(grades: pd.DataFrame) -> AccessibleTable:
    """
    Show the grades of the earlier inspection; inferred ones say so.

    Row: one quality indicator.
    """
    return table(
        worded(grades, ["grade", "status"]),
        {"title": "Quality indicator", "code": "Number", "grade": "Grade", "status": "How known",
         "reason": "Remark"},
        name="baseline_grades",
        caption="Grades of the earlier joint inspection",
    )  # fmt: skip
