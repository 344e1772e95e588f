"""A share of people in words: which words, and which figures the size of the group allows."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from evidence_lib import terms
from evidence_lib.errors import MethodInputError, require_choice, shown
from evidence_lib.survey.proportions import proportion_interval

WHO = ("staff", "children")
PEOPLE = {"staff": "staff", "children": "young people"}


def quantifier_bands() -> dict[str, Any]:
    """Read the bands with their convention, source and note, highest band first."""
    bands = files("evidence_lib").joinpath("reference", "quantifier_bands.toml")
    return tomllib.loads(bands.read_text(encoding="utf-8"))


def quantifier(share: float, base: int) -> str:
    """
    Say a share as inspectors do: ``almost all``, ``most``, ``the majority`` and so on.

    ``all`` and ``none`` are kept for exactly that.

    Args:
        share: 0 to 1.
        base: How many people it is a share of, at least 5.

    Raises:
        MethodInputError: *share* is not between 0 and 1, or *base* is under 5: so few people are
            never counted, even in words.

    Source:
        Education Scotland's terms for inspection, with our choices at the edges:
        ``reference/quantifier_bands.toml``.
    """
    doing = "choosing the word for a share"
    if not 0 <= share <= 1:
        raise MethodInputError(f'{doing}: "share" must be from 0 to 1; got {shown(share)}')
    if not base >= terms.SMALL_COUNT:
        allowed = f'"base" must be at least {terms.SMALL_COUNT}'
        raise MethodInputError(f"{doing}: {allowed}; got {shown(base)}")
    if share in (0, 1):
        return "all" if share else "none"
    percent = round(100 * share, 9)  # a reckoned 90 may come a hair over
    fits = (band for band in quantifier_bands()["bands"] if _reaches(percent, band))
    return str(next(fits)["words"])


def share_in_words(
    successes: int, total: int, *, who: str = "staff", people: str | None = None
) -> str:
    """
    Write a share of a group with just as much as the size of the group allows.

    ======================  ==================================================================
    group                   words
    ======================  ==================================================================
    children, under 5       that only themes are given: no word for the share, no number
    children, 5 to 19       the word and the size of the group: no percentage, no count
    children, 20 or more    the count and the percentage too, unless either side is 1 to 4
    staff, under 10         that the group is hidden
    staff, 10 to 19         the word, the count and the size of the group: no percentage
    staff, 20 or more       the percentage too
    ======================  ==================================================================

    Args:
        successes: How many of the group.
        total: The size of the group.
        who: ``staff`` or ``children``; the second covers every group of children or young people.
        people: What to call them, ``staff`` or ``young people`` unless given.

    Raises:
        MethodInputError: As `proportion_interval`.
        UnknownTermError: *who* is neither of the two.

    Source:
        docs/decisions/0003, the one rule for small groups; limits are in `evidence_lib.terms`.
    """
    require_choice("who", who, WHO, doing="writing a share in words")
    found = proportion_interval(successes, total)
    called = people or PEOPLE[who]
    least = terms.SMALL_COUNT if who == "children" else terms.STAFF_GROUP_NEEDS
    if found.total < least:
        shown_instead = "themes only" if who == "children" else "not shown"
        return f"fewer than {least} {called}: {shown_instead}"
    words = quantifier(found.share, found.total)
    if who == "children" and not (found.percent_allowed and _both_sides_large(successes, total)):
        return f"{words} of the {found.total} {called}"
    percent = f", {_percent(found.share)}" if found.percent_allowed else ""
    return f"{words} ({found.successes} of {found.total} {called}{percent})"


def _reaches(percent: float, band: dict[str, Any]) -> bool:
    return bool(percent > band["above_pct"] if "above_pct" in band else percent >= band["from_pct"])


def _both_sides_large(successes: int, total: int) -> bool:
    sides = (successes, total - successes)
    return all(side == 0 or side >= terms.SMALL_COUNT for side in sides)


def _percent(share: float) -> str:
    rounded = f"{100 * share:.0f}%"
    if rounded == "100%" and share < 1:
        return "more than 99%"
    return "less than 1%" if rounded == "0%" and share > 0 else rounded
