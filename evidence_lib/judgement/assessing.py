"""A whole review weighed once: extents, confidence, and what either hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib.judgement.confidence import EvidenceConfidence, confidence_of
from evidence_lib.judgement.fragility import fragility_of
from evidence_lib.judgement.outcomes import outcome_measures, survey_independence
from evidence_lib.judgement.progress import (
    NOT_ASSESSABLE,
    IndicativeProgress,
    progress_of,
)
from evidence_lib.judgement.rules import load_rules
from evidence_lib.judgement.weighed_evidence import BY_COMPONENT, weigh_evidence

BY_CRITERION = ("area", "criterion")


@dataclass(frozen=True)
class Assessment:
    """
    What the rules say of every part of every area of one review. Indicative: a person judges.

    ``summary`` Row: one component of one area (`judgement_table`). ``fragile`` Row: one thing
    whose leaving out changes an answer. ``survey`` says why the survey counts as an independent
    strand, or why it does not; ``by_criterion`` weighs the evidence on each criterion.
    """

    progress: IndicativeProgress
    confidence: EvidenceConfidence
    by_criterion: EvidenceConfidence
    fragile: pd.DataFrame
    summary: pd.DataFrame
    survey: str

    def of_area(self, area: str) -> AreaAssessment:
        """Narrow every result to one area."""
        return AreaAssessment(
            *(
                each[each["area"].eq(area)].reset_index(drop=True)
                for each in (
                    self.progress.levels,
                    self.progress.rules,
                    self.confidence.levels,
                    self.confidence.concerns,
                    self.confidence.caps,
                    self.by_criterion.levels,
                    self.fragile,
                )
            )
        )


@dataclass(frozen=True)
class AreaAssessment:
    """One area's rows of `indicative_progress`, `evidence_confidence` and `fragility`."""

    levels: pd.DataFrame
    rules: pd.DataFrame
    confidence: pd.DataFrame
    concerns: pd.DataFrame
    caps: pd.DataFrame
    by_criterion: pd.DataFrame
    fragile: pd.DataFrame


def assess(
    tables: Mapping[str, pd.DataFrame],
    areas: pd.DataFrame,
    *,
    place: str,
    as_at: date,
    scale: Mapping[str, Any],
    known: pd.DataFrame,
) -> Assessment:
    """
    Weigh all evidence of a review by the rules in ``reference/progress_rules.toml``.

    Args:
        tables: The review's tables.
        areas: Its areas.
        place: The place under review, as ``indicator_values`` calls it.
        as_at: The day spoken from.
        scale: Its progress scale, as ``review.toml`` gives it.
        known: Rows of ``indicator_values`` whose period had ended on the day spoken of.

    Raises:
        MethodInputError: As `indicative_progress`.
    """
    items = tables["evidence_items"]
    independent, why = survey_independence(tables["survey_responses"], tables["workforce"])
    measured = outcome_measures(tables["indicators"], known, place=place)
    rules = load_rules()
    evidence = weigh_evidence(
        items, rules, sources=tables["sources"],
        outcomes=measured.assign(item_ids=_told_by(measured, known, items)),
        survey_independent=independent, as_at=as_at,
    )  # fmt: skip
    components, criteria = evidence.by_component(areas), evidence.by(BY_CRITERION)
    progress = progress_of(components, scale, rules)
    confidence = confidence_of(components, BY_COMPONENT, rules)
    by_criterion = confidence_of(criteria, BY_CRITERION, rules)
    fragile = fragility_of(components, rules)
    summary = judgement_table(progress, confidence)
    return Assessment(progress, confidence, by_criterion, fragile, summary, why)


def _told_by(measured: pd.DataFrame, known: pd.DataFrame, items: pd.DataFrame) -> list[str]:
    """Find the items that tell a measure's figures: same source and same place in it."""
    places = known[known["location"].notna()][["indicator_id", "source_id", "location"]]
    told = places.merge(items[["item_id", "source_id", "location"]], on=["source_id", "location"])
    by_measure = told.groupby("indicator_id")["item_id"].agg(lambda ids: " ".join(sorted(set(ids))))
    return [str(by_measure.get(each, "")) for each in measured["indicator_id"]]


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
