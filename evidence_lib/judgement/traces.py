"""From a fact that a rule speaks of to its items, and from an item to all that leans on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from evidence_lib.judgement.weighed_items import PEOPLE, WeighedItem

Test = Callable[[WeighedItem], bool]


def _supports(item: WeighedItem) -> bool:
    return item.bearing == "supports"


def _either_way(item: WeighedItem) -> bool:
    return item.bearing != "mixed"


ITEMS_OF_FACT: Mapping[str, Test] = {
    "items": lambda item: True,
    "activity": lambda item: item.bearing != "challenges",
    "weighty_support": lambda item: _supports(item) and item.weight > 1,
    "support": _supports,
    "challenge": lambda item: item.bearing == "challenges",
    "support_less_challenge": _either_way,
    "support_less_twice_challenge": _either_way,
    "support_less_four_times_challenge": _either_way,
    "major_support": lambda item: _supports(item) and item.weight > 2,
    "major_challenge": lambda item: item.bearing == "challenges" and item.weight > 2,
    "major_margin": lambda item: _either_way(item) and item.weight > 2,
    "criteria": lambda item: True,
    "criteria_supported": _either_way,
    "criteria_margin": _either_way,
    "people_support": lambda item: _supports(item) and item.attribution in PEOPLE,
    "independent_support": lambda item: _supports(item) and item.traced,
    "traced_support": lambda item: _supports(item) and item.traced,
    "untraced_support": lambda item: _supports(item) and not item.traced and item.weight > 1,
    "measured_support": lambda item: _supports(item) and item.kind == "outcome",
    "survey_left_out": lambda item: _supports(item) and item.strand == "staff_survey",
    "outcome_items": lambda item: item.kind == "outcome",
    "impact_claims": lambda item: item.of_impact,
    "measures_known": lambda item: item.kind == "outcome",
    "measures_with_baseline": lambda item: item.kind == "outcome",
    "measures_like_chance": lambda item: item.like_chance,
    "safety_concerns": lambda item: False,
    "voices": lambda item: True,
    "not_partnership": lambda item: item.origin == "partnership",
    "untraceable_margin": lambda item: not item.traced,
}


def items_behind(items: Sequence[WeighedItem], facts: Sequence[str]) -> list[str]:
    """List the items behind any of some facts; those that bear on none of them are left out."""
    # "items" is behind every rule on how many there are, and would drown the others.
    wanted = [ITEMS_OF_FACT[fact] for fact in facts if fact != "items" or len(facts) == 1]
    return [item.item_id for item in items if any(test(item) for test in wanted)]


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
