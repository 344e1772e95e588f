"""
What staff and young people answered: shares with their interval, bounds, sectors.

The survey is a link passed round: nobody knows who was asked. So a summary of answers carries no
margin of error, `sector_mix` sets those who answered beside the workforce, and `response_bounds`
says what the others could change.
"""

from evidence_lib.survey.answers import LINK_CAVEAT, LikertSummary, likert_summary, likert_table
from evidence_lib.survey.combining import CombinedShares, combine_shares
from evidence_lib.survey.proportions import (
    ProportionInterval,
    ResponseBounds,
    bounds_by_question,
    proportion_interval,
    response_bounds,
    weighted_share,
)
from evidence_lib.survey.sectors import (
    SectorWeights,
    compare_sectors,
    sector_mix,
    weights_to_margins,
)

__all__ = [
    "LINK_CAVEAT",
    "CombinedShares",
    "LikertSummary",
    "ProportionInterval",
    "ResponseBounds",
    "SectorWeights",
    "bounds_by_question",
    "combine_shares",
    "compare_sectors",
    "likert_summary",
    "likert_table",
    "proportion_interval",
    "response_bounds",
    "sector_mix",
    "weighted_share",
    "weights_to_margins",
]
