"""What others say of a review's findings, set beside what the findings say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.judgement.language import words_against_anchors


def spin_gap(
    claims: pd.DataFrame, statements: pd.DataFrame, scale: Mapping[str, Any]
) -> pd.DataFrame:
    """
    Set the progress words of claims against the inspectors' own words on the same areas.

    A claim about all areas is set against every area's lowest word.

    Row: one claim and one area where the claim's highest word stands above the lowest of the
    inspectors'.

    Args:
        claims: Rows of ``self_evaluation``.
        statements: Rows of ``progress_statements``.
        scale: The review's ``progress_scale``.

    Returns:
        ``claim_id``, ``area``, ``claimed_word``, ``claimed_level``, ``found_word``,
        ``found_level``.

    Source: docs/method.md, "Traps in published figures"; levels as in `words_against_anchors`.
    """
    found = _levelled(statements, scale).sort_values("level", kind="stable")
    lowest = found.drop_duplicates("area").set_index("area")
    rows = []
    for claim in claims.to_dict("records"):
        said = _levelled(pd.DataFrame([{"area": claim["area"], "words": claim["claim"]}]), scale)
        if said.empty:
            continue
        highest = said.sort_values("level", kind="stable").iloc[-1]
        about = [claim["area"]] if claim["area"] != terms.GENERAL_AREA else list(lowest.index)
        rows += [
            (claim["claim_id"], area, highest["word"], highest["level"], *_word(lowest, area))
            for area in sorted(about)
            if area in lowest.index and lowest.loc[area, "level"] < highest["level"]
        ]
    columns = ["claim_id", "area", "claimed_word", "claimed_level", "found_word", "found_level"]
    return pd.DataFrame(rows, columns=columns)


def _levelled(texts: pd.DataFrame, scale: Mapping[str, Any]) -> pd.DataFrame:
    words = words_against_anchors(texts, scale)
    return words[words["kind"].eq("progress")]


def _word(lowest: pd.DataFrame, area: str) -> tuple[Any, Any]:
    return lowest.loc[area, "word"], lowest.loc[area, "level"]
