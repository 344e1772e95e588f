"""
Evidence items as a profile may show them: whole, with the size of a group, unattributed, as themes.

The one door from an item to a page. What is weighed is weighed on the true items, so that no level,
count or confidence depends on who reads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.disclosure.rule import small_groups, staff_groups_may_show

WHOLE, WITH_SIZE, UNATTRIBUTED, THEME = "whole", "with_size", "unattributed", "theme"

CHILDREN_SAID = "reported_by_young_people"
CHILDREN_HEARD = "young_people"
ADULTS_SAID = ("reported_by_staff", "reported_by_leaders", "reported_by_families")
ADULTS_HEARD = ("staff_survey", "focus_group", "leadership_meeting")

WHO_SAID = (
    "strand", "attribution", "collection_id", "collected_on", "participants", "source_id",
    "location", "origin", "form", "coder",
)  # fmt: skip
"""What of an item names who said it, or the meeting at which it was said."""

SAID_BY = re.compile(
    r"^[^.:;]*?\b(?:said|says|say|told us|tell us|reported|report|felt|feel|thought|think|believed"
    r"|believe|considered|explained|described|noted|agreed) that (?P<what>.+)$"
)
SPEAKERS = re.compile(
    r"\b(?:told|said|says|felt|thought|reported|view|staff|managers?|officers?|leaders?|members?"
    r"|councillors?|parents?|carers?|famil(?:y|ies)|practitioners?|workers?|teachers?|nurses?"
    r"|focus groups?|meetings?)\b",
    re.IGNORECASE,
)
"""Words that may say whose an assertion is, where it does not begin by saying so."""

BEARING = {
    "supports": "supports progress",
    "mixed": "is mixed on progress",
    "challenges": "challenges progress",
}


def items_shown(
    items: pd.DataFrame,
    profile: str,
    titles: Mapping[tuple[str, str], str],
    *,
    threshold: int = terms.SMALL_COUNT,
) -> pd.DataFrame:
    """
    Give the items as the pages of *profile* may show them.

    Row: one item, as it stands, without those about one person; all of them where *profile* is
    internal.

    Args:
        items: Rows of ``evidence_items``.
        profile: One of `terms.PROFILES`.
        titles: Area and criterion to the criterion in a reader's words, for themes.
        threshold: The review's own for small groups, which may ask for more than the usual one.

    Returns:
        The columns of *items*, with ``shown_as``: ``whole``; ``with_size`` (words of 5 to 19
        children or young people, to be shown with their number); ``unattributed`` (words of fewer
        than 10 adults, from which everything is blanked that says whose they are); ``theme``
        (criterion and bearing in place of words).

    Source: docs/decisions/0003 and 0015.
    """
    if profile == terms.INTERNAL:
        return items.assign(shown_as=WHOLE)
    known = items[items["sensitivity"].ne("personal")].reset_index(drop=True)
    shown_as = _lone_strands_as_themes(known, _shown_as(known, threshold))
    freed = known["summary"].map(words_alone)
    unattributed = shown_as.eq(UNATTRIBUTED)
    shown_as = shown_as.mask(unattributed & freed.isna(), THEME)
    words = known["summary"].mask(unattributed, freed)
    return _blanked(known.assign(shown_as=shown_as, summary=words), titles)


def with_suppressed_sizes(items: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    """
    Take a number of people that somebody suppressed for the smallest that it can stand for.

    Row: one item; *marks* as a review holds them, a row a cell with a mark in place of a number.
    """
    of_people = marks["table"].eq("evidence_items") & marks["column"].eq("participants")
    few = set(marks.loc[of_people & marks["state"].eq("suppressed"), "key"])
    return items.assign(participants=items["participants"].mask(items["item_id"].isin(few), 1))


def named_ids(ids: object, shown: Collection[str]) -> str:
    """Keep of some item ids, parted by spaces, those that a page may name."""
    kept = [each for each in str(ids).split() if each in shown] if isinstance(ids, str) else []
    return " ".join(kept)


def _shown_as(items: pd.DataFrame, threshold: int) -> pd.Series:
    """Say of each item how it may be shown, by its sensitivity and the size of its group."""
    adults, size = _adults(items), items["participants"].astype("float64")
    of_few = adults & size.notna() & ~staff_groups_may_show(size, threshold=threshold)
    few_children = small_groups(size, threshold=threshold) & ~adults
    small = items["sensitivity"].eq("small_group") | few_children
    some = _children(items) & size.between(terms.SMALL_COUNT, terms.PERCENT_NEEDS - 1)
    shown = pd.Series(WHOLE, index=items.index)
    return shown.mask(some, WITH_SIZE).mask(of_few, UNATTRIBUTED).mask(small, THEME)


def _children(items: pd.DataFrame) -> pd.Series:
    return items["attribution"].eq(CHILDREN_SAID) | items["strand"].eq(CHILDREN_HEARD)


def _adults(items: pd.DataFrame) -> pd.Series:
    adults = items["attribution"].isin(ADULTS_SAID) | items["strand"].isin(ADULTS_HEARD)
    return adults & ~_children(items)


def _lone_strands_as_themes(items: pd.DataFrame, shown_as: pd.Series) -> pd.Series:
    """Show themes where one strand of an area holds all its unattributed words: counts name it."""
    unattributed = shown_as.eq(UNATTRIBUTED)
    strands = items[unattributed].groupby("area")["strand"].nunique()
    alone = items["area"].map(strands).eq(1)
    return shown_as.mask(unattributed & alone, THEME)


def words_alone(summary: str) -> str | None:
    """
    Part what was said from who is said to have said it; None where that cannot be done for sure.

    ``Managers said that forms were long.`` gives ``Forms were long.``
    """
    lead = SAID_BY.match(summary)
    if lead:
        return lead["what"][0].upper() + lead["what"][1:]
    return None if SPEAKERS.search(summary) else summary


def _blanked(items: pd.DataFrame, titles: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    themes = items["shown_as"].eq(THEME)
    withheld = themes | items["shown_as"].eq(UNATTRIBUTED)
    said = [
        _theme(row, titles) if row["shown_as"] == THEME else row["summary"]
        for row in items.to_dict("records")
    ]
    blanked = {name: items[name].mask(withheld) for name in WHO_SAID if name in items}
    quoted = {name: items[name].mask(themes) for name in ("quotation",) if name in items}
    return items.assign(summary=said, **blanked, **quoted)


def _theme(row: Mapping[Any, Any], titles: Mapping[tuple[str, str], str]) -> str:
    """Name a theme in a reader's words: the criterion, and what the item says of progress."""
    title = titles.get((row["area"], row["criterion"]), "")
    about = f"on “{title}”, it" if title else "it"
    return f"A theme only: {about} {BEARING[row['bearing']]}."
