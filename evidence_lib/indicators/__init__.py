"""
Published and supplied figures over periods, places and groups: change, comparison, traps.

Frames of ``indicator_values`` and ``indicators`` go in. Only raw values that nothing superseded are
used as facts; what makes a series doubtful is flagged by `quality_flags`.
"""

from evidence_lib.indicators.change import (
    POINT_RULE,
    CountChange,
    change_from_baseline,
    count_change,
)
from evidence_lib.indicators.comparing import (
    Funnel,
    across_places,
    funnel_limits,
    place_estimates,
    with_comparators,
)
from evidence_lib.indicators.deprivation_setting import (
    FIFTH_LABELS,
    deprivation_setting,
    setting_mix,
)
from evidence_lib.indicators.flags import ZeroRun, quality_flags, zero_run
from evidence_lib.indicators.flags_by_measure import flags_by_measure
from evidence_lib.indicators.periods import (
    ReviewPeriods,
    fieldwork_mark,
    known_by,
    last_before,
    other_baselines,
    review_periods,
)
from evidence_lib.indicators.pooled_periods import pooled_counts, pooled_spans, target_of
from evidence_lib.indicators.positions import (
    definition_panels,
    measured_when,
    positions,
    rate_panels,
)
from evidence_lib.indicators.quintiles import by_quintile, quintiles
from evidence_lib.indicators.series import series, with_count_intervals, with_share_intervals
from evidence_lib.indicators.volumes import (
    by_group,
    by_period,
    volumes,
)

__all__ = [
    "FIFTH_LABELS",
    "POINT_RULE",
    "CountChange",
    "Funnel",
    "ReviewPeriods",
    "ZeroRun",
    "across_places",
    "by_group",
    "by_period",
    "by_quintile",
    "change_from_baseline",
    "count_change",
    "definition_panels",
    "deprivation_setting",
    "fieldwork_mark",
    "flags_by_measure",
    "funnel_limits",
    "known_by",
    "last_before",
    "measured_when",
    "other_baselines",
    "place_estimates",
    "pooled_counts",
    "pooled_spans",
    "positions",
    "quality_flags",
    "quintiles",
    "rate_panels",
    "review_periods",
    "series",
    "setting_mix",
    "target_of",
    "volumes",
    "with_comparators",
    "with_count_intervals",
    "with_share_intervals",
    "zero_run",
]
