"""How headings, labels and closed words are written by people: the same word in another dress."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
SPACES = re.compile(r"[\s\u00a0]+")


def without_oddities(text: str) -> str:
    """Write a label plainly: composed letters, ordinary single spaces, nothing invisible."""
    composed = unicodedata.normalize("NFC", text)
    return SPACES.sub(" ", INVISIBLE.sub("", composed)).strip()


def heading_form(heading: str) -> str:
    """Give the form by which headings are compared: case, spaces, hyphens and dots aside."""
    plain = without_oddities(heading).casefold()
    return re.sub(r"[\s_\-.:/]+", "_", plain).strip("_")


def word_form(word: str) -> str:
    """Give the form by which closed words are compared: case, spaces and hyphens aside."""
    plain = without_oddities(word).casefold().replace("'", "").replace("’", "")
    return re.sub(r"[\s_\-]+", "_", plain).strip("_")
