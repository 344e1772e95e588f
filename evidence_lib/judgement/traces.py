"""From a fact that a rule speaks of to its items, and from an item to all that leans on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from evidence_lib.judgement.coded_lines import WEIGHT

Test = Callable[[pd.DataFrame], pd.Series]


def _side(bearing: str, least: str = "minor") -> Test:
    """Choose the items of one bearing with at least so much weight."""
    return lambda items: (
        items["bearing"].eq(bearing) & items["materiality"].map(WEIGHT).ge(WEIGHT[least])
    )


def _all(items: pd.DataFrame) -> pd.Series:
    return pd.Series(True, index=items.index)


def _none(items: pd.DataFrame) -> pd.Series:
    return ~_all(items)


def _supporting(column: str) -> Test:
    return lambda items: items["bearing"].eq("supports") & items[column].astype(bool)


_STRENGTHS = _side("supports", "important")

ITEMS_OF_FACT: Mapping[str, Test] = {
    "items": _all,
    "activity": lambda items: items["bearing"].ne("challenges"),
    "strengths": _side("supports"),
    "strengths_of_weight": _STRENGTHS,
    "major_strengths": _side("supports", "major"),
    "weaknesses": _side("challenges"),
    "weaknesses_of_weight": _side("challenges", "important"),
    "major_weaknesses": _side("challenges", "major"),
    "people_support": _supporting("people"),
    "breadth": _STRENGTHS,
    "independent_support": _supporting("traced"),
    "untraced_support": lambda items: _STRENGTHS(items) & ~items["traced"],
    "outcomes_moved": _supporting("of_result"),
    "outcomes_worsened": lambda items: items["of_result"],
    "outcome_items": lambda items: items["of_result"],
    "survey_left_out": lambda items: _side("supports")(items) & items["strand"].eq("staff_survey"),
    "measures_known": lambda items: items["of_result"],
    "measures_with_baseline": lambda items: items["of_result"],
    "measures_like_chance": lambda items: items["of_result"] & items["figure"],
    "safety_concerns": _none,
}
"""Which items a rule on a fact speaks of; rows as `prepared` gives."""


def items_behind(items: pd.DataFrame, facts: Sequence[str]) -> list[str]:
    """List the items behind any of some facts; those that bear on none of them are left out."""
    # "items" is behind every rule on how many there are, and would drown the others.
    wanted = [
        ITEMS_OF_FACT[fact] for fact in facts if fact and (fact != "items" or len(facts) == 1)
    ]
    chosen = _none(items)
    for test in wanted:
        chosen |= test(items)
    return [str(each) for each in items.loc[chosen, "item_id"]]


def leaning_on(results: Mapping[str, pd.DataFrame], *, text: str = "in_words") -> pd.DataFrame:
    """
    Turn results round: from an item to every sentence that leans on it.

    Row: one item and one sentence, by item, then in the order given.

    Args:
        results: What each frame is called to a frame with ``item_ids`` (parted by spaces), such as
            the rules of `indicative_progress`.
        text: The column that holds the sentence; frames without it are known by their row's place.

    Returns:
        ``item_id``, ``result`` (what the frame is called), ``row`` (its place there, from 0),
        ``area`` (where the frame has one), ``text``.
    """
    parts = []
    for name, frame in results.items():
        split = frame["item_ids"].fillna("").str.split()
        parts.append(
            pd.DataFrame(
                {
                    "item_id": split.tolist(), "result": name, "row": range(len(frame)),
                    "area": frame["area"].tolist() if "area" in frame.columns else None,
                    "text": frame[text].tolist() if text in frame.columns else "",
                }
            ).explode("item_id")
        )  # fmt: skip
    columns = ["item_id", "result", "row", "area", "text"]
    joined = pd.concat(parts) if parts else pd.DataFrame(columns=columns)
    leaning = joined.dropna(subset=["item_id"]).sort_values("item_id", kind="stable")
    return leaning[columns].reset_index(drop=True)
