"""Counts and shares of people in words, with the figures that the size of the group bears."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.disclosure.notes import FEW, FEW_STAFF, WITHHELD
from evidence_lib.disclosure.rule import (
    is_small_count,
    is_small_group,
    percent_may_show,
    share_may_show,
    staff_group_may_show,
)
from evidence_lib.errors import MethodInputError, require_choice, shown

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
    if pd.isna(base) or is_small_group(base):
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
        MethodInputError: A number is not whole, *total* is under 1, or *successes* is not from 0
            to *total*.
        UnknownTermError: *who* is neither of the two.

    Source:
        docs/decisions/0003, the one rule for small groups; limits are in `evidence_lib.terms`.
    """
    require_choice("who", who, WHO, doing="writing a share in words")
    found, size = _part(successes, total)
    called = people or PEOPLE[who]
    if who == "children" and is_small_group(size):
        return f"{FEW} {called}: themes only"
    if who == "staff" and not staff_group_may_show(size):
        return f"{FEW_STAFF} {called}: not shown"
    words = quantifier(found / size, size)
    if who == "children" and not share_may_show(found, size):
        return f"{words} of the {size} {called}"
    percent = f", {_percent(found / size)}" if percent_may_show(size) else ""
    return f"{words} ({found} of {size} {called}{percent})"


def _part(successes: float, total: float) -> tuple[int, int]:
    whole = float(successes).is_integer() and float(total).is_integer()
    if not whole or not 0 <= successes <= total or total < 1:
        raise MethodInputError(
            'writing a share in words: "successes" and "total" must be whole numbers, the first '
            f"from 0 to the second; got {shown(successes)} and {shown(total)}"
        )
    return int(successes), int(total)


def _reaches(percent: float, band: dict[str, Any]) -> bool:
    return bool(percent > band["above_pct"] if "above_pct" in band else percent >= band["from_pct"])


def _percent(share: float) -> str:
    rounded = f"{100 * share:.0f}%"
    if rounded == "100%" and share < 1:
        return "more than 99%"
    return "less than 1%" if rounded == "0%" and share > 0 else rounded


def few_or_count(number: float) -> str:
    """Write a count of children, or that it is fewer than 5 where it is from 1 to 4."""
    return FEW if is_small_count(number) else f"{number:,.0f}"


def too_few(what: str) -> str:
    """Say that a group is too small for any figure to be shown, such as ``plans``."""
    return f"{FEW.capitalize()} {what}: no figure can be shown."


def percentage(value: float, base: float, *, places: int = 0) -> str:
    """Write a percentage (0 to 100), or say that its base of fewer than 20 allows none."""
    if not percent_may_show(base):
        return f"no percentage (base {base:g}, under {terms.PERCENT_NEEDS})"
    return f"{value:.{places}f}%"


def withheld_share(base: float) -> str:
    """
    Write what stands in a table in the place of a share that may not be shown.

    The base itself where it is from 5 to 19, for then it is why; otherwise the marker for hidden.
    """
    if pd.isna(base) or is_small_group(base) or percent_may_show(base):
        return terms.HIDDEN
    return f"{WITHHELD}{base:,.0f})"


def share_of(part: int, whole: int) -> str:
    """Write a part of a whole, with a percentage only from a base of 20."""
    percent = f" ({100 * part / whole:.0f}%)" if percent_may_show(whole) else ""
    return f"{part:,} of {whole:,}{percent}"
