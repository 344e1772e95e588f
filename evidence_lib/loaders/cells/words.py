"""How headings, labels and closed words are written by people: the same word in another dress."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef]"
)
DASHES = re.compile("[\u2010-\u2015\u2212]")
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


def alike_form(label: str) -> str:
    """Give the form by which labels are held to be one: `word_form`, dashes and width aside."""
    plain = unicodedata.normalize("NFKC", DASHES.sub("-", label))
    return word_form(plain).rstrip(".,:;")
