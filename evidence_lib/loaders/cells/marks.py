"""
Marks that publishers put in the place of a number or beside it, kept as what they say.

Source: Government Statistical Service, "Symbols in tables" (``[c]``, ``[x]``, ``[z]``, ``[low]``
and the letters beside a number); older Scottish and English tables (``*``, ``..``, ``-``, ``dna``).
"""

from __future__ import annotations

import re

from evidence_lib.loaders.cells.words import without_oddities

MARKS = {
    "*": "suppressed",
    "**": "suppressed",
    "c": "suppressed",
    "[c]": "suppressed",
    "..": "not_available",
    "...": "not_available",
    "…": "not_available",
    ":": "not_available",
    "x": "not_available",
    "[x]": "not_available",
    "dna": "not_available",
    "z": "not_applicable",
    "[z]": "not_applicable",
    "k": "near_zero",
    "[k]": "near_zero",
    "[low]": "near_zero",
    "-": "unclear",
    "–": "unclear",
    "—": "unclear",
}
"""A mark in small letters and its state; a dash is nil, hidden or missing, as one likes."""

FEW = re.compile(r"(?:<|≤|<=|fewer than|less than|under) ?\d{1,2}")
NUMBER = r"[+\-−]?£?[\d,]*\.?\d+ ?%?"
FOOTNOTES = (
    r"\*{1,3}",
    r"[†‡§¹²³⁴⁵⁶⁷⁸⁹]+",
    r"\[(?:note )?\w{1,3}\]",
    r"\((?:note )?\w{1,2}\)",
    r"[preb]",
)
BESIDE = re.compile(
    rf"(?P<number>{NUMBER}) ?(?P<mark>{'|'.join(FOOTNOTES)})", re.ASCII | re.IGNORECASE
)


def state_of(text: str) -> str:
    """Give the state that a mark in the place of a number stands for; nothing for a number."""
    plain = without_oddities(text).casefold()
    if FEW.fullmatch(plain):
        return "suppressed"
    return MARKS.get(plain, "")


def without_footnote(text: str) -> tuple[str, str]:
    """Part a number from the mark of a footnote beside it; the mark is empty where none stands."""
    found = BESIDE.fullmatch(text)
    return (found["number"].strip(), found["mark"]) if found else (text, "")
