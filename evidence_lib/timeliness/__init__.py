"""
How long children and families wait: waits still running count, as far as they have run.

`cumulative_incidence` and `helped_within` are for requests, which can be closed without help.
`survival_curve`, `median_wait`, `quantile_wait`, `restricted_mean_wait` and `compare_waits` take
waits in days that can end in one way only; `waiting_times` and `backlog_by_age` take requests for
assistance; `standard_on` says which timescale applied on a day.
"""

from evidence_lib.timeliness.comparing import WaitComparison, compare_waits
from evidence_lib.timeliness.incidence import cumulative_incidence, helped_within
from evidence_lib.timeliness.reporting import backlog_by_age, waiting_times
from evidence_lib.timeliness.requests import request_waits
from evidence_lib.timeliness.standards import Standard, standard_names, standard_on
from evidence_lib.timeliness.summary import (
    RequestSummary,
    request_summary,
    requests_known_by,
    within_estimates,
)
from evidence_lib.timeliness.survival import (
    RestrictedMean,
    WaitEstimate,
    median_wait,
    quantile_wait,
    restricted_mean_wait,
    survival_curve,
)

__all__ = [
    "RequestSummary",
    "RestrictedMean",
    "Standard",
    "WaitComparison",
    "WaitEstimate",
    "backlog_by_age",
    "compare_waits",
    "cumulative_incidence",
    "helped_within",
    "median_wait",
    "quantile_wait",
    "request_summary",
    "request_waits",
    "requests_known_by",
    "restricted_mean_wait",
    "standard_names",
    "standard_on",
    "survival_curve",
    "waiting_times",
    "within_estimates",
]
