"""A word of quantity in a claim, set against a figure on the same thing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, NamedTuple

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.english import capital, sentence_end

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


class NamedFigure(NamedTuple):
    """
    A figure that a claim names.

    ``in_words`` shows the figure, and the claim's own word of quantity where it has one;
    ``bears_out`` says whether the two agree, None where there is nothing to compare.
    """

    figure: str
    in_words: str
    bears_out: bool | None


def claim_words() -> dict[str, Any]:
    """Read the words of quantity by what each stands for, and those that leave a sentence alone."""
    shipped = files("evidence_lib").joinpath("reference", "claim_words.toml")
    return tomllib.loads(shipped.read_text(encoding="utf-8"))


def figures_named(claim: str, figures: pd.DataFrame) -> list[NamedFigure]:
    """
    Find the figures a claim speaks of, and compare its word of quantity with each.

    A figure is spoken of where one sentence names both what it is about and what its whole is
    called: "baseline" and "indicator".

    Args:
        claim: The partnership's words.
        figures: A row a figure, as in `claims_verified`.

    Source: `reference/claim_words.toml`; docs/method.md, "Claims and what was verified".
    """
    return [
        _compared(sentence, figure)
        for figure in figures.to_dict("records")
        for sentence in _SENTENCE.split(claim)
        if _names(sentence, figure["word"])
        and any(_names(sentence, each) for each in figure["of"].split())
    ]


def _compared(sentence: str, figure: dict[Any, Any]) -> NamedFigure:
    said = _quantity(sentence)
    if said is None:
        return NamedFigure(figure["in_words"], sentence_end(figure["in_words"]), None)
    written, quantity = said
    words = f"“{capital(written)}” is claimed; {sentence_end(figure['in_words'])}"
    agrees = figure_bears_out(quantity, int(figure["part"]), int(figure["whole"]))
    return NamedFigure(figure["in_words"], words, agrees)


def figure_bears_out(quantity: str, part: int, whole: int) -> bool | None:
    """
    Say whether *part* of *whole* is as much, or as little, as a word of quantity claims.

    A word for a majority is borne out by any larger share, a word for a minority by any smaller
    one. None where the whole is too small for the convention and the word is not all or none.

    Args:
        quantity: ``all``, ``none`` or a word of the convention.
        part: How many have it.
        whole: Of how many.

    Source: `reference/quantifier_bands.toml`.
    """
    if quantity in ("all", "none"):
        return part == (whole if quantity == "all" else 0)
    if disclosure.is_small_group(whole):
        return None
    bands = [str(band["words"]) for band in disclosure.quantifier_bands()["bands"]]
    order = ["all", *bands, "none"]
    claimed = order.index(quantity)
    found = order.index(disclosure.quantifier(part / whole, whole))
    return found <= claimed if claimed <= order.index("the majority") else found >= claimed


def _quantity(sentence: str) -> tuple[str, str] | None:
    """Give the one word of quantity, as written and as what it stands for; None of two or none."""
    known = claim_words()
    if any(_names(sentence, each) for each in known["left_alone"]["words"]):
        return None
    meanings = {word: name for name, words in known["stands_for"].items() for word in words}
    left, found = sentence, []
    for word in sorted(meanings, key=lambda each: -len(each)):
        found += [(written, meanings[word]) for written in _pattern([word]).findall(left)]
        left = _pattern([word]).sub(" ", left)
    return found[0] if len(found) == 1 else None


def _names(sentence: str, word: str) -> bool:
    return _pattern([f"{word}s", word]).search(sentence) is not None


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", flags=re.IGNORECASE)
