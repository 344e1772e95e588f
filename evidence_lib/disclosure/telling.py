"""
What a text tells of so few that somebody can be known: small counts, extremes, ages, shares of few.

The rules read words as a reader does, wherever they stand: in a sentence, a heading, a text
alternative, a comment, a cell, a name. They know what is counted by its noun, so that three
criteria are three criteria and three young people are hidden. They would rather stop a harmless
sentence than let one pass: what they stop can be written otherwise, or accepted with a reason.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from evidence_lib.disclosure.number_words import in_digits
from evidence_lib.disclosure.telling_rules import RULES, Rule, whole
from evidence_lib.disclosure.telling_words import (
    KINDS_COUNTED,
    SERVED,
    TOTAL_IN_ALL,
    TOTAL_OF_PEOPLE,
    WHO,
)

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_SERVED = re.compile(rf"\b{SERVED}\b", re.IGNORECASE)
_PEOPLE = re.compile(rf"\b{WHO}\b", re.IGNORECASE)
_MAY_TELL = re.compile(
    r"\d|\b(?:only|sole|lone|single|last|remaining|couple|pair|trio|both|half|dozen|one|two|three|four)"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty",
    re.IGNORECASE,
)
"""What no text lacks that tells of few: most texts hold none of it, and need no reading."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Told:
    """
    What a text tells and should not.

    Row: one place in one sentence. ``rule`` says what is told, ``words`` how.
    """

    rule: str
    words: str


def told_in(text: str, *, about: str = "") -> list[Told]:
    """
    Find what *text* tells of so few that somebody can be known.

    Row: one thing told. Each sentence is read by itself; whether people are spoken of is asked of
    the whole text and of *about*, which stands over it, such as the caption over a cell.

    Source: docs/decisions/0016.
    """
    found: dict[Told, None] = {}
    seen = _as_seen(text)
    if not _MAY_TELL.search(seen):
        return []
    people = _PEOPLE.search(f"{about} {seen}") is not None
    served = _SERVED.search(f"{about} {seen}") is not None
    for sentence in _SENTENCE.split(in_digits(_said_of_nobody().sub("…", seen))):
        for rule in RULES:
            if (people or not rule.of_people) and (served or not rule.of_served):
                found.update(dict.fromkeys(_told(rule, sentence)))
    return list(found)


def totals_in(text: str, *, like: str) -> list[int]:
    """
    Give the numbers that *text* says people or cases come to: ``60 children``, ``in all 60``.

    Only of such as *like* speaks of, the caption of a table: children, cases and so on.
    """
    found = []
    for sentence in _SENTENCE.split(in_digits(_as_seen(text))):
        for match in re.finditer(TOTAL_OF_PEOPLE, sentence, re.IGNORECASE):
            found += [whole(match["number"])] if _same_kind(match["who"], like) else []
        if _same_kind(sentence, like):
            in_all = re.finditer(TOTAL_IN_ALL, sentence, re.IGNORECASE)
            found += [whole(match["number"]) for match in in_all]
    return found


def _same_kind(one: str, other: str) -> bool:
    patterns = (rf"\b(?:{kind})\b" for kind in KINDS_COUNTED)
    return any(
        re.search(pattern, one, re.IGNORECASE) and re.search(pattern, other, re.IGNORECASE)
        for pattern in patterns
    )


def _told(rule: Rule, sentence: str) -> Iterator[Told]:
    for match in re.finditer(rule.pattern, sentence, re.IGNORECASE):
        if rule.tells(match):
            yield Told(rule.name, match[0].strip())


def _as_seen(text: str) -> str:
    """Write a text as its reader sees it: nothing invisible, and one form of each sign."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).replace("’", "'")
    return re.sub(r"[^\S\n]+", " ", plain)


@cache
def _said_of_nobody() -> re.Pattern[str]:
    listed = files("evidence_lib").joinpath("reference", "said_of_nobody.toml")
    patterns = tomllib.loads(listed.read_text(encoding="utf-8"))["patterns"]
    return re.compile("|".join(patterns), re.IGNORECASE)
