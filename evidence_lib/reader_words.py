"""
Words as a reader knows them: what no public page may say, and what words that stay mean.

Read from ``reference/reader_words.toml``, where both lists are kept.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Instead:
    """
    What no public page may say, and what to say.

    Row: one word, or words alike.
    """

    pattern: str
    say: str

    def found_in(self, text: str) -> str:
        """Give the first words of a text that no public page may say; else nothing."""
        found = _compiled(self.pattern).search(text)
        return found[0] if found else ""


@dataclass(frozen=True)
class ReaderTerm:
    """
    A word that pages cannot avoid: its forms, the name of it first, and what it means.

    ``meaning`` stands behind its first use on a page; ``more`` follows it in the glossary.

    Row: one term.
    """

    term_id: str
    forms: tuple[str, ...]
    meaning: str
    more: str = ""
    pattern: str = ""

    @property
    def name(self) -> str:
        """The term as the glossary heads it."""
        return self.forms[0]

    @property
    def uses(self) -> re.Pattern[str]:
        """Find its uses; what is the term itself is the group ``term``."""
        longest_first = sorted(self.forms, key=len, reverse=True)
        forms = "|".join(map(re.escape, longest_first))
        return _compiled(self.pattern or rf"(?<!\w)(?P<term>{forms})(?!\w)")


def instead() -> tuple[Instead, ...]:
    """Give what no public page may say, in the order of the list."""
    return tuple(Instead(each["pattern"], each["say"]) for each in _lists()["instead"])


def reader_terms() -> tuple[ReaderTerm, ...]:
    """Give the words that pages cannot avoid, in the order of the alphabet."""
    made = [
        ReaderTerm(
            each["id"],
            tuple(each["forms"]),
            each["meaning"],
            each.get("more", ""),
            each.get("pattern", ""),
        )
        for each in _lists()["term"]
    ]
    return tuple(sorted(made, key=lambda each: each.name.lower()))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _lists() -> dict[str, Any]:
    text = (files("evidence_lib") / "reference" / "reader_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
