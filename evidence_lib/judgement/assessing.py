"""A whole review weighed once: extents, confidence, and what either hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib.judgement.chain import judgement_table
from evidence_lib.judgement.confidence import EvidenceConfidence, evidence_confidence
from evidence_lib.judgement.fragility import fragility
from evidence_lib.judgement.outcomes import outcome_measures, survey_standing
from evidence_lib.judgement.progress import IndicativeProgress, indicative_progress


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
    independent, why = survey_standing(tables["survey_responses"], tables["workforce"])
    measured = outcome_measures(tables["indicators"], known, place=place)
    given: dict[str, Any] = {
        "sources": tables["sources"],
        "outcomes": measured.assign(item_ids=_told_by(measured, known, items)),
        "survey_independent": independent,
    }
    progress = indicative_progress(items, areas, scale, **given)
    confidence = evidence_confidence(items, as_at=as_at, **given)
    by_criterion = evidence_confidence(items, as_at=as_at, by=("area", "criterion"), **given)
    fragile = fragility(items, areas, as_at=as_at, **given)
    summary = judgement_table(progress, confidence)
    return Assessment(progress, confidence, by_criterion, fragile, summary, why)


def _told_by(measured: pd.DataFrame, known: pd.DataFrame, items: pd.DataFrame) -> list[str]:
    """Find the items that tell a measure's figures: same source and same place in it."""
    places = known[known["location"].notna()][["indicator_id", "source_id", "location"]]
    told = places.merge(items[["item_id", "source_id", "location"]], on=["source_id", "location"])
    by_measure = told.groupby("indicator_id")["item_id"].agg(lambda ids: " ".join(sorted(set(ids))))
    return [str(by_measure.get(each, "")) for each in measured["indicator_id"]]
