"""Counts of events: how sure one is, whether two differ, whether several show a trend."""

from evidence_lib.counts.comparing import (
    CountComparison,
    CountInterval,
    compare_counts,
    count_interval,
    power,
    years_needed,
)
from evidence_lib.counts.trend import EXACT, WIDENED, CountTrend, trend_of_counts

__all__ = [
    "EXACT",
    "WIDENED",
    "CountComparison",
    "CountInterval",
    "CountTrend",
    "compare_counts",
    "count_interval",
    "power",
    "trend_of_counts",
    "years_needed",
]
