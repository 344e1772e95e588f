"""
Gaps between the most and the least deprived: one slope, two gaps, and how both changed.

Frames of groups are ordered from the most to the least deprived. ``high_is`` says whether a high
rate is ``bad`` (children in poverty) or ``good`` (children reading well); it flips no figure.
"""

from evidence_lib.inequality.gap import GapChange, gap_change
from evidence_lib.inequality.slope import SlopeIndex, slope_index
from evidence_lib.inequality.years import gap_between, gaps_by_period, slope_in

__all__ = [
    "GapChange",
    "SlopeIndex",
    "gap_between",
    "gap_change",
    "gaps_by_period",
    "slope_in",
    "slope_index",
]
