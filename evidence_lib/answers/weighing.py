"""A review's evidence weighed once, for every answer that speaks of confidence or extent."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence_lib import judgement, strands
from evidence_lib.answers.outcomes import outcomes_of
from evidence_lib.evidence import Area, Evidence
from evidence_lib.judgement import AreaAssessment, Assessment

SAFETY_RULE = "L3"
"""The limiter of `reference/progress_rules.toml` that an open concern about safety fires."""

CONFIDENCE_LOG = "confidence.jsonl"

KNOWN_WITHOUT_STRANDS = ("relevance", "precision")
"""Aspects that can be told of evidence whose strand nobody named."""


def assessed(review: Evidence) -> Assessment:
    """Weigh all evidence of a review by the rules, once for the day spoken from."""
    return review.once("assessment", lambda: _assess(review))


def _assess(review: Evidence) -> Assessment:
    return judgement.assess(
        review.tables,
        review.areas,
        as_at=review.as_at,
        scale=review.progress_scale,
        outcomes=outcomes_of(review),
        survey=judgement.survey_independence(
            review.tables["survey_responses"], review.tables["workforce"]
        ),
        rates=recoding_rates(review),
    )


def recoding_rates(review: Evidence) -> Mapping[str, float | None]:
    """Say how often two coders of this review differ; None where nobody has measured it."""
    return strands.disagreement_rates(
        review.tables["evidence_items"], review.tables["second_codes"]
    )


def fragile(area: Area) -> pd.DataFrame:
    """Say what, left out, moves a level of an area. Row: as `judgement.fragility`."""
    parts = assessed(area.review).parts
    return judgement.fragility([part for part in parts if part.area == area.number])


def weighed(area: Area) -> AreaAssessment:
    """Narrow the assessment of the review to one area."""
    return assessed(area.review).of_area(area.number)


def triangulated(area: Area) -> pd.DataFrame:
    """Say whether independent voices agree. Row: one criterion, as `strands.triangulation`."""
    return strands.triangulation(area.tables["evidence_items"], sources=area.tables["sources"])


def sure_of(review: Evidence) -> pd.DataFrame:
    """
    Say how sure one can be of each finding: as a person set it, else as the rules propose.

    Row: one finding, as `judgement.finding_confidence` gives, with ``set_by`` and ``set_reason``
    (missing where nobody set it), ``proposed`` and ``doubts`` (what speaks against
    relevance and precision, whoever said it; missing where nothing does).
    """
    found = assessed(review).confidence
    doubtful = found.concerns[found.concerns["aspect"].isin(KNOWN_WITHOUT_STRANDS)
                              & found.concerns["concern"].ne("none")]  # fmt: skip
    doubts = doubtful.groupby("finding_id")["reason"].agg(" ".join)
    proposed = found.levels.assign(doubts=found.levels["finding_id"].map(doubts))
    said = judgement.confidence_set(review.folder / CONFIDENCE_LOG)
    said = said[["finding_id", "confidence", "rater", "reason"]].rename(
        columns={"confidence": "set_to", "rater": "set_by", "reason": "set_reason"}
    )
    both = proposed.rename(columns={"confidence": "proposed"}).merge(
        said, on="finding_id", how="left"
    )
    return both.assign(confidence=both["set_to"].fillna(both["proposed"]))
