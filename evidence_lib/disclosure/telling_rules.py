"""
The rules by which a text tells of few: a pattern each, and what its numbers must be to tell.

Source: docs/decisions/0003 and 0016; the kinds are those that output checkers look for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from evidence_lib.disclosure.rule import is_small_count, parts_may_show, percent_may_show
from evidence_lib.disclosure.telling_words import (
    BEGINNING,
    BETWEEN,
    CASES,
    CHILDREN,
    EFFECTIVE,
    EXTREME,
    GROUP,
    LENGTH,
    NOT_A_LIMIT,
    NUMBER,
    OF,
    PART_OF_WHOLE,
    PERCENT_OF_BASE,
    SERVED,
    WHO,
)


@dataclass(frozen=True)
class Rule:
    """
    One way to tell of few.

    ``of_people`` asks that the sentence, or what stands over it, speaks of people or their cases;
    where it does not, the noun is in the pattern. ``of_served`` asks that it speaks of others than
    staff.
    """

    name: str
    pattern: str
    tells: Callable[[re.Match[str]], bool]
    of_people: bool = True
    of_served: bool = False


def whole(digits: str) -> int:
    """Read a number with commas."""
    return int(digits.replace(",", ""))


def _number_is_small(found: re.Match[str]) -> bool:
    return is_small_count(whole(found["number"]))


def _part_is_small(found: re.Match[str]) -> bool:
    part, of = whole(found["part"]), whole(found["whole"])
    return part <= of and not parts_may_show(part, of - part)


def _part_of_people_is_small(found: re.Match[str]) -> bool:
    # "2 of 4" without a noun is a level on a scale
    return not is_small_count(whole(found["whole"])) and _part_is_small(found)


def _base_is_small(found: re.Match[str]) -> bool:
    return not percent_may_show(whole(found["base"]))


def _count_is_small(found: re.Match[str]) -> bool:
    return gives_small_count(found["percent"], whole(found["base"]))


def gives_small_count(percent: str, base: int) -> bool:
    """Say whether every count that a percentage of *base* can stand for leaves a small part."""
    places = len(percent.partition(".")[2])
    counts = [
        count for count in range(base + 1)
        if base and f"{100 * count / base:.{places}f}" == percent
    ]  # fmt: skip
    return bool(counts) and not any(parts_may_show(count, base - count) for count in counts)


def _whatever(found: re.Match[str]) -> bool:
    return True


RULES: tuple[Rule, ...] = (
    Rule(
        "a small count",
        rf"{NOT_A_LIMIT}{BEGINNING}{NUMBER}\s+(?:of (?:the|these|those|our|its|them|whom)\s+)?"
        rf"(?:other |more |further )?{BETWEEN}{WHO}\b(?! (?:in|out of) (?:every )?\d)",
        _number_is_small,
    ),
    Rule(
        "a small count",
        rf"{NOT_A_LIMIT}{BEGINNING}{NUMBER} of (?:them|whom|these|those)\b",
        _number_is_small,
    ),
    Rule(
        "a small count",
        rf"\b(?:{WHO}|they|we|all|only|just|those)[^.;,\d]{{0,30}}? (?:numbered|totalled|counted|"
        rf"came to|amounted to) {NUMBER}\b",
        _number_is_small,
    ),
    Rule(
        "a small count",
        rf"\b{WHO}\b[^.;,\d]{{0,25}}?(?::|=|\()\s*{NUMBER}\s*(?:[);]|[.,](?!\d)|$)",
        _number_is_small,
    ),
    Rule(
        "a small count",
        rf"^{NUMBER} (?:were|was|had|have|has|are|did|said|told|moved|came|went|waited)\b",
        _number_is_small,
    ),
    Rule(
        "the size of a small group",
        rf"\b{GROUP} of (?:only |just |about |some )?{NUMBER}\b(?!\s*(?:%|per ?cent|[.,/]\d))",
        _number_is_small,
        of_people=False,
    ),
    Rule(
        "a small base",
        rf"\b{EFFECTIVE}\s*(?:=|:|is|was|of)\s*{NUMBER}(?:\.\d+)?\b(?!\s*(?:%|per ?cent|to \d))",
        _number_is_small,
        of_people=False,
    ),
    Rule(
        "a part of a whole of which so few are left",
        rf"{PART_OF_WHOLE}\s+{BETWEEN}{SERVED}\b",
        _part_is_small,
    ),
    Rule(
        "a part of a whole of which so few are left",
        rf"(?<!to ){PART_OF_WHOLE}"
        r"(?=\s*(?:[;,).]|$|were|was|had|have|has|are|is|did|said|waited))",
        _part_of_people_is_small,
        of_served=True,
    ),
    Rule("all but a few", rf"\ball but {NUMBER}\b", _number_is_small),
    *(Rule("a percentage of few", pattern, _base_is_small) for pattern in PERCENT_OF_BASE),
    *(
        Rule("a percentage that gives few away", pattern, _count_is_small, of_served=True)
        for pattern in PERCENT_OF_BASE
    ),
    Rule("an extreme, which is one record", rf"\b{EXTREME}\b[^.]{{0,80}}?{LENGTH}\b", _whatever),
    Rule("an extreme, which is one record", rf"{LENGTH}\b[^.;]{{0,40}}?\b{EXTREME}\b", _whatever),
    Rule(
        "one person's age",
        r"\b(?:an?|1|the|his|her|their) (?:[a-z]+ )?\d{1,2}[- ](?:years?|months?|weeks?)[- ]old\b",
        _whatever,
        of_people=False,
    ),
    Rule(
        "one person's age",
        r"\b(?:he|she|boy|girl|child|person|pupil),? (?:who )?(?:is |was )?(?:aged )?\d{1,2}\b"
        r"(?! (?:to|and|or)\b)(?!\s*[–-]\s*\d)",
        _whatever,
        of_people=False,
    ),
    Rule(
        "the only one",
        rf"\b(?:the|its|our|whose|their) (?:only|sole|lone|single|last|remaining) {BETWEEN}"
        rf"(?:{CHILDREN}|{CASES})\b",
        _whatever,
    ),
    Rule(
        "a half or another part of few",
        rf"\b(?:median|mean|average|half|third|quarter|quartile|percentile)\b[^.;]{{0,60}}?{OF}"
        rf"{NUMBER}\b(?!\s*(?:%|[.,]\d|years|months|days|points|quarters|standard))",
        _number_is_small,
        of_people=False,
    ),
)
