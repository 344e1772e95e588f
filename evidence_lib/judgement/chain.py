"""From an item to everything that leans on it, and one row a component for the pack."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence_lib.judgement.confidence import EvidenceConfidence
from evidence_lib.judgement.progress import NOT_ASSESSABLE, IndicativeProgress


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


def judgement_table(progress: IndicativeProgress, confidence: EvidenceConfidence) -> pd.DataFrame:
    """
    Set extent and confidence side by side, as a pack's ``judgement.csv`` has them.

    Row: one component of one area, in the order of *progress*.

    Args:
        progress: As `indicative_progress` gives.
        confidence: As `evidence_confidence` gives by area and component.

    Returns:
        ``area``, ``component``, ``indicative_level`` (0 to 4 or "not assessable", as words),
        ``confidence`` (very_low where there is no evidence), ``rules_fired`` (ids of limiters and
        caps, parted by spaces), ``rules_version``.
    """
    key = ["area", "component"]
    caps = confidence.levels[[*key, "confidence", "caps"]]
    table = progress.levels.merge(caps, on=key, how="left", validate="one_to_one")
    level = table["level"].astype("str").where(table["level"].notna(), NOT_ASSESSABLE)
    fired = (table["rules_fired"] + " " + table["caps"].fillna("")).str.strip()
    return table[key].assign(
        indicative_level=level,
        confidence=table["confidence"].fillna("very_low"),
        rules_fired=fired,
        rules_version=progress.rules_version,
    )
