"""The few phrases the text alternatives share: numbers, intervals, lists, and a length limit."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd

from evidence_lib.english import capital, one_way, visible
from evidence_lib.terms import in_words

TEXT_CHARACTERS = 600
"""A text alternative is heard in one go and cannot be skimmed; the table holds the rest."""

NO_BREAK = "\u00a0"
REST = "The table gives every figure."


def number(value: float) -> str:
    """Write a number as it is said: whole, or one decimal, or two below 1."""
    if pd.isna(value):
        return "not available"
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.1f}" if abs(value) >= 1 else f"{value:.2f}"


def percent(share: float) -> str:
    """Write a share (0-1) as a whole percentage."""
    return "not available" if pd.isna(share) else f"{100 * share:.0f}%"


def interval(low: float, high: float) -> str:
    """Write an interval in words; empty when it has no bounds."""
    return "" if pd.isna(low) or pd.isna(high) else f"{number(low)} to {number(high)}"


def in_brackets(words: str) -> str:
    """Put words in brackets after a space; nothing for no words."""
    return f" ({words})" if words else ""


COUNTED = "(n = {})"
"""How the base stands behind a name."""


def with_base(label: object, base: float, written: str = COUNTED) -> str:
    """Put the base behind a name, in one piece that no line break divides."""
    return f"{label} {written.format(number(base)).replace(' ', NO_BREAK)}"


def numbers_alike(values: Sequence[float]) -> dict[float, str]:
    """Write numbers that stand side by side with one decimal each, or none if all are whole."""
    decimals = 0 if all(float(value).is_integer() for value in values) else 1
    return {value: f"{value:,.{decimals}f}" for value in values}


def area_words(area: object) -> str:
    """Name an improvement area: ``Area 3`` for a number, the word itself for ``general``."""
    return f"Area {area}" if str(area).isdigit() else capital(in_words(str(area)))


def within(sentences: Sequence[str], *, limit: int = TEXT_CHARACTERS) -> str:
    """Join as many whole sentences as the limit allows, and point at the table for the rest."""
    whole = " ".join(sentences)
    if len(whole) <= limit:
        return whole
    kept: list[str] = []
    for sentence in sentences:
        if len(" ".join([*kept, sentence, REST])) > limit:
            break
        kept.append(sentence)
    return " ".join([*kept, REST])


def wrapped(text: object, width: int) -> str:
    """Break a label into lines of at most *width* characters, never inside a word."""
    said = visible(one_way(str(text)))
    return (
        "\n".join(textwrap.wrap(said, width, break_long_words=False, break_on_hyphens=False))
        or said
    )
