"""A review's evidence weighed once, for every answer that speaks of confidence or extent."""

from __future__ import annotations

import pandas as pd

from evidence_lib import indicators, judgement, strands
from evidence_lib.evidence import Area, Evidence
from evidence_lib.judgement import AreaAssessment, Assessment


def assessed(review: Evidence) -> Assessment:
    """Weigh all evidence of a review by the rules, once for the day spoken from."""
    return review.once("assessment", lambda: _assess(review))


def _assess(review: Evidence) -> Assessment:
    return judgement.assess(
        review.tables,
        review.areas,
        place=review.place,
        as_at=review.as_at,
        scale=review.progress_scale,
        known=indicators.known_by(review.tables["indicator_values"], review.as_at),
    )


def weighed(area: Area) -> AreaAssessment:
    """Narrow the assessment of the review to one area."""
    return assessed(area.review).of_area(area.number)


def triangulated(area: Area) -> pd.DataFrame:
    """Say whether independent voices agree. Row: one criterion, as `strands.triangulation`."""
    return strands.triangulation(area.tables["evidence_items"], sources=area.tables["sources"])
