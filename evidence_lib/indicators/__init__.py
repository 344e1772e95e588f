"""
Published and supplied figures over periods, places and groups: change, comparison, traps.

Frames of ``indicator_values`` and ``indicators`` go in. Only raw values that nothing superseded are
used as facts; what makes a series doubtful is flagged by `quality_flags`.
"""

from evidence_lib.indicators.change import POINT_RULE, change_from_baseline
from evidence_lib.indicators.choosing import series, with_count_intervals, with_share_intervals
from evidence_lib.indicators.comparing import across_places, beside_comparators, place_estimates
from evidence_lib.indicators.flags import quality_flags
from evidence_lib.indicators.periods import fieldwork_mark, last_before, period_end

__all__ = [
    "POINT_RULE",
    "across_places",
    "beside_comparators",
    "change_from_baseline",
    "fieldwork_mark",
    "last_before",
    "period_end",
    "place_estimates",
    "quality_flags",
    "series",
    "with_count_intervals",
    "with_share_intervals",
]
