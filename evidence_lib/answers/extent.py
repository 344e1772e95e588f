"""How far progress goes: the range the evidence leaves open, or what a person judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib import judgement, terms
from evidence_lib.answers.weighing import SAFETY_RULE, assessed
from evidence_lib.english import capital, day_words, sentence_end
from evidence_lib.evidence import Evidence
from evidence_lib.show import Point, lead

LOG = "judgements.jsonl"
UNSETTLED = "the evidence does not settle which"
RULES = lead("#table-rules", "Rules", "the rules behind the range")
JUDGEMENTS = lead("#table-judgements", "Judgements", "the judgements recorded, with their reasons")
THE_TEAM = "the review team"
"""Who judged, for every profile but internal."""


def judged(review: Evidence) -> pd.DataFrame:
    """
    Give the judgement that leads: of each part the last final one, else the last moderated one.

    Row: one component of one area that was judged, as `judgement.history` gives.
    """
    judgements = judgement.history(review.folder / LOG).judgements
    led = judgements[judgements["stage"].isin(["moderated", "final"])]
    final_last = led.assign(final=led["stage"].eq("final")).sort_values("final", kind="stable")
    return final_last.drop_duplicates(["area", "component"], keep="last").reset_index(drop=True)


def extent_points(review: Evidence, area: str) -> list[Point]:
    """Say of each part how far it got: as judged, else the range that the evidence leaves open."""
    found = assessed(review).of_area(area)
    by_part = judged_parts(judged(review), area)
    words = words_of(review.progress_scale)
    points = [
        judged_point(by_part[row["component"]], words, range_words(row, words))
        if row["component"] in by_part
        else Point(
            f"{capital(terms.part_words(row['component']))}: {range_words(row, words)}.",
            _held(found.rules, row["component"]),
            lead=RULES,
        )
        for row in found.levels.to_dict("records")
    ]
    return points if by_part else [Point(NO_JUDGEMENT, lead=RULES), *points]


def who_judged(review: Evidence, area: str) -> list[Point]:
    """Say of each part that was judged by whom, when and why; nothing where none was."""
    return [
        Point(
            f"{capital(terms.part_words(row['component']))}: {row['stage']} judgement by "
            f"{_judge(review, row)} on {day_words(date.fromisoformat(row['at'][:10]))}.",
            sentence_end(str(row["reason"])),
            lead=JUDGEMENTS,
        )
        for row in judged_parts(judged(review), area).values()
    ]


def _judge(review: Evidence, row: Mapping[Any, Any]) -> str:
    return str(row["rater"]) if review.profile == terms.INTERNAL else THE_TEAM


def judged_parts(judgements: pd.DataFrame, area: str) -> dict[str, dict[Any, Any]]:
    """Give the judgement that leads on each part of an area; rows as `judged` gives."""
    own = judgements[judgements["area"].eq(area)]
    return {row["component"]: row for row in own.to_dict("records")}


def _held(rules: pd.DataFrame, component: str) -> str:
    """Say which limiter holds a part where it is; an open concern about safety always."""
    holding = rules["decided"].astype(bool) | rules["rule"].eq(SAFETY_RULE)
    own = rules[holding & rules["component"].eq(component)]
    limiters = own[own["kind"].isin(["cap", "not_assessable"])]
    return " ".join(dict.fromkeys(limiters["in_words"]))


NO_JUDGEMENT = "Draft: no judgement has been recorded yet, and a range is no judgement."


def held_by_safety(levels: pd.DataFrame) -> pd.Series:
    """Tell which parts an open concern about safety holds: nothing is compared with their level."""
    return levels["rules_fired"].map(lambda fired: SAFETY_RULE in fired.split()).astype(bool)


def judged_point(row: Mapping[Any, Any], words: Mapping[int, str], left_open: str) -> Point:
    """Say what was judged of one part, and beside it the range that the evidence leaves open."""
    word = levels_between({"low": row["level"], "high": row["level"]}, words)
    part = capital(terms.part_words(row["component"]))
    said = f"{part}: judged {word}, confidence {terms.in_words(row['confidence'])}."
    beside = f"{capital(row['stage'])} judgement. The evidence leaves open: {left_open}."
    return Point(said, beside, lead=JUDGEMENTS)


def words_of(scale: Mapping[str, Any]) -> dict[int, str]:
    """Give the word of each level of a review's scale."""
    return {int(each["level"]): str(each["word"]) for each in scale["levels"]}


def range_words(row: Mapping[Any, Any], words: Mapping[int, str]) -> str:
    """Write a part's range: ``some to good (2 to 3 of 4); the evidence does not settle which``."""
    settled = pd.isna(row["low"]) or row["low"] == row["high"]
    return levels_between(row, words) + ("" if settled else f"; {UNSETTLED}")


def levels_between(row: Mapping[Any, Any], words: Mapping[int, str]) -> str:
    """Write levels as ``some to good (2 to 3 of 4)``, of one part or over several."""
    if pd.isna(row["low"]):
        return "not assessable"
    low, high = int(row["low"]), int(row["high"])
    if low == high:
        return f"{words[low]} ({low} of 4)"
    return f"{words[low]} to {words[high]} ({low} to {high} of 4)"
