"""The inspectors' words as levels, set against the indicative extents and against claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.judgement.language import words_against_anchors
from evidence_lib.judgement.progress import IndicativeProgress


def words_beside_levels(
    statements: pd.DataFrame, progress: IndicativeProgress, scale: Mapping[str, Any]
) -> pd.DataFrame:
    """
    Set each part's progress words, as levels, beside what the rules make of the evidence.

    Words without a component speak to every component of their area.

    Row: one component of one area.

    Returns:
        ``area``, ``component``, ``words`` (each with its level), ``lowest`` and ``highest`` level
        of the words (missing without any), ``level`` (indicative), ``agrees`` (the level lies
        within the words'; missing where there is nothing to compare) and ``why`` (what the rules
        say where it does not).
    """
    words = words_against_anchors(statements, scale)
    words = words[words["kind"].eq("progress")]
    rows = [_row(part, words, progress.rules) for part in progress.levels.to_dict("records")]
    columns = ["area", "component", "words", "lowest", "highest", "level", "agrees", "why"]
    found = pd.DataFrame(rows, columns=columns)
    return found.astype(
        {"lowest": "Int64", "highest": "Int64", "level": "Int64", "agrees": "boolean"}
    )


def _row(part: Mapping[Any, Any], words: pd.DataFrame, rules: pd.DataFrame) -> tuple[Any, ...]:
    own = words["component"].eq(part["component"]) | words["component"].isna()
    said = words[words["area"].eq(part["area"]) & own]
    listed = ", ".join(
        dict.fromkeys(
            f"{word} ({level})" for word, level in zip(said["word"], said["level"], strict=True)
        )
    )
    head = (part["area"], part["component"], listed or None)
    if said.empty or pd.isna(part["level"]):
        lowest = None if said.empty else said["level"].min()
        highest = None if said.empty else said["level"].max()
        return (*head, lowest, highest, part["level"], None, _why(part, rules))
    lowest, highest = int(said["level"].min()), int(said["level"].max())
    agrees = lowest <= part["level"] <= highest
    return (*head, lowest, highest, part["level"], agrees, None if agrees else _why(part, rules))


def _why(part: Mapping[Any, Any], rules: pd.DataFrame) -> str | None:
    """Say what held the extent: what capped it or stopped it, else what the next level needs."""
    own = rules[rules["area"].eq(part["area"]) & rules["component"].eq(part["component"])]
    holding = own[own["kind"].isin(["cap", "not_assessable"])]
    chosen = holding if len(holding) else own[own["kind"].eq("missing")]
    return " ".join(dict.fromkeys(chosen["in_words"])) or None


def claimed_and_found(
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
