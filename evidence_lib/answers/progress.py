"""What progress the evidence supports: indicative, with its rules and the partnership's claims."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from evidence_lib import strands, terms
from evidence_lib.answers.answer import ITEMS, LINKED, Answer, where_any
from evidence_lib.answers.claims import claims
from evidence_lib.answers.evidenced import bearing_table
from evidence_lib.answers.extent import range_words, words_of
from evidence_lib.answers.imagined import by_chance_alone
from evidence_lib.answers.named_sources import from_rules
from evidence_lib.answers.shown_items import naming_shown
from evidence_lib.answers.weighing import assessed, fragile, recoding_rates, weighed
from evidence_lib.english import capital, listed, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.judgement import NOT_ASSESSABLE_CONFIDENCE, UNTRACEABLE
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

KINDS = {
    "reached": "reached",
    "cap": "holds the level",
    "not_assessable": "makes it not assessable",
    "say": "has to be said",
    "missing": "needed for the next level",
}


@from_rules
def progress(area: Area) -> Answer:
    """Say what range the evidence leaves open, by which rules, and what the partnership claims."""
    items, review = area.tables["evidence_items"], area.review
    found, version = weighed(area), assessed(review).progress.rules_version
    by_part = strands.bearing_by(items, "component", titles=_part_titles(items))
    return Answer.of(
        extent_found(found.levels, words_of(review.progress_scale)),
        only_indicative(version),
        _held(review, found.levels),
        where_any(rules_table, naming_shown(review, _for_reader(review, found.rules))),
        where_any(outcomes_table, found.outcomes),
        _by_chance_alone(found.outcomes),
        hanging_on(area),
        where_any(bearing_table, naming_shown(review, by_part), by="part"),
        claims(area),
        levels=found.levels,
        rules=found.rules,
        outcomes=found.outcomes,
    )


def _part_titles(items: pd.DataFrame) -> dict[str, str]:
    return {each: capital(terms.part_words(each)) for each in items["component"].dropna().unique()}


def _by_chance_alone(outcomes: pd.DataFrame) -> Sentence | None:
    tested = outcomes["consistent_with_chance"].dropna().astype(bool)
    return by_chance_alone(len(tested), int((~tested).sum()))


def _for_reader(review: Evidence, rules: pd.DataFrame) -> pd.DataFrame:
    """
    Leave out what the next level would need, but for those who work on the review.

    Row: one rule of one component, as `judgement.indicative_progress` gives.
    """
    return rules if review.profile == terms.INTERNAL else rules[rules["kind"].ne("missing")]


def hanging_on(area: Area) -> Answer | None:
    """Say, for those who work on the review, what single thing left out would move a level."""
    if area.review.profile != terms.INTERNAL:
        return None
    moved = fragile(area)
    found = Answer.of(fragile_found(moved), where_any(fragility_table, moved), fragility=moved)
    return found.only_for(terms.INTERNAL)


@from_rules
def review_progress(review: Evidence) -> Answer:
    """Say what the rules make of every part of every area, and where the journey began."""
    found = assessed(review)
    return Answer.of(
        judgement_summary(found.summary, words_of(review.progress_scale)),
        only_indicative(found.progress.rules_version),
        where_any(grades_table, review.tables["baseline_grades"])
        or missing_table("baseline_grades"),
        judgements=found.summary,
    )


def extent_found(levels: pd.DataFrame, words: Mapping[int, str]) -> Finding:
    """Say the range of each part; rows as `indicative_progress` gives."""
    parts = [
        f"{terms.part_words(row['component'])}, {range_words(row, words)}"
        for row in levels.to_dict("records")
    ]
    return Finding(f"How far the evidence goes: {'. '.join(map(capital, parts))}.")


def _held(review: Evidence, levels: pd.DataFrame) -> Answer | None:
    """Say what the range holds; how that was found, to those who work on the review."""
    if levels.empty:
        return None
    in_full = Answer.of(held_found(levels, recoding_rates(review)))
    in_short = Answer.of(held_in_short(levels)).only_for(terms.PUBLIC, terms.PARTNERSHIP)
    return Answer.of(in_short, in_full.only_for(terms.INTERNAL))


def held_in_short(levels: pd.DataFrame) -> Sentence:
    """Say what the range holds, without how codes were changed to find it."""
    return Sentence(
        f"The range holds at least nine in ten{_here(levels)} of the levels that other readings of "
        "the same evidence give."
    )


def _here(levels: pd.DataFrame) -> str:
    held = levels["held"].dropna()
    return f" (here {_least(held.min())})" if len(held) else ""


def held_found(levels: pd.DataFrame, rates: Mapping[str, float | None]) -> Sentence:
    """Say what the range holds, and at which rates codes were changed to find it."""
    measured = [name for name, rate in rates.items() if rate is not None]
    whose = (
        "as often as two readers of this review differed"
        if measured
        else "as often as two readers usually differ, since nobody has read this evidence twice"
    )
    return Sentence(
        f"The range holds at least nine in ten{_here(levels)} of the levels that other readings "
        "of the same evidence give. Each piece of evidence was left out in turn, and each reading "
        f"of it changed by one step; then many readings were drawn that differ {whose}."
    )


def _least(share: float) -> str:
    return "all" if share == 1 else f"{math.floor(100 * share)}% or more"


def only_indicative(version: str) -> Caveat:
    """Say that rules gave the extent and a person judges."""
    return read_with_care(
        f"this is what version {version} of the rules makes of the evidence as it was read. It is "
        "indicative and no grade: a person judges, with a reason. Accounts are counted, and those "
        "that matter more are compared first. The shares the rules ask for, such as three in four, "
        "are chosen and not measured. The rules were fixed before they met a review. That they "
        "agree with the words of one report would not prove them right."
    )


def fragile_found(moved: pd.DataFrame) -> Sentence:
    """Say what a single thing left out would move; rows as `judgement.fragility` gives."""
    if moved.empty:
        return Sentence(
            "No single piece of evidence, group, source or kind of evidence, left out, would "
            "move a level."
        )
    names = [terms.in_words(each) for each in dict.fromkeys(moved["name"])]
    which = verb(len(names), "one thing", f"any one of {len(names)} things")
    return Sentence(f"Leaving out {which} would move a level: {listed(names)}.")


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


def outcomes_table(outcomes: pd.DataFrame) -> AccessibleTable:
    """
    Show what each measure of an outcome did between the inspection and this review.

    Row: one measure, as `judgement.outcome_measures` gives.
    """
    return table(
        worded(outcomes, ("component", "verdict")),
        {"measure": "Measure", "verdict": "What it shows", "in_words": "In words"},
        name="outcomes",
        caption="Measures of outcomes, from before the inspection to before this review",
        notes=("Everybody was counted: an interval imagines a steady process behind each count.",),
    )


def judgement_summary(summary: pd.DataFrame, words: Mapping[int, str]) -> AccessibleTable:
    """
    Set range, confidence and rules side by side for the whole review.

    Row: one component of one area, as `judgement.judgement_table` gives. A reader sees words; the
    CSV is the pack's ``judgement.csv``, with the names and words other programs look for.
    """
    caption = "How far the evidence goes, and how sure one can be, part by part"
    ranges = [
        range_words({"low": low, "high": high}, words)
        for low, high in zip(summary["lowest"], summary["highest"], strict=True)
    ]
    sure = summary["confidence"].replace({NOT_ASSESSABLE_CONFIDENCE: UNTRACEABLE})
    seen = table(
        worded(summary.assign(range=ranges, confidence=sure), ("component", "confidence")),
        {
            "area": "Area",
            "component": "Part",
            "range": "Range",
            "confidence": "Confidence in what was found",
        },
        name="judgement",
        caption=caption,
    )
    released = ["area", "component", "indicative_level", "lowest", "highest", "confidence",
                "rules_fired"]  # fmt: skip
    kept = table(summary, dict(zip(released, released, strict=True)), name="judgement",
                 caption=caption)  # fmt: skip
    return replace(seen, csv=kept.csv)


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
