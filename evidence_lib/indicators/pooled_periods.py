"""Percentages of short periods put together until their bases bear them, and their targets."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.indicators.series import series


def pooled_spans(values: pd.DataFrame, indicator_id: str, *, place: str) -> pd.DataFrame:
    """
    Pool a percentage over as few periods as its bases allow.

    Row: one span of successive periods, all equally long, the last one ending with the last period;
    periods at the beginning that fill no span are left out. A month that is not there leaves its
    span without a value.

    Returns:
        ``period`` (the last of the span), ``periods`` (how many it pools), ``numerator``,
        ``denominator``, ``value`` (percent). No row where counts are not published, or where no
        span of half the series or less gives every base of 20 without a small count.

    Source: docs/decisions/0003: a percentage needs a base of 20, and its count must not be small.
    """
    known = series(values, indicator_id, place=place, group_type="all")
    counted = known[known["numerator"].notna() & known["denominator"].gt(0)]
    spans = disclosure.pool_shares(counted, "numerator", "denominator")
    return spans.assign(value=100 * spans["numerator"] / spans["denominator"])


def pooled_counts(values: pd.DataFrame, indicator_id: str, *, place: str) -> pd.DataFrame:
    """
    Pool a count over as few periods as leave no span with a count from 1 to 4.

    Row: one span of successive periods, as `pooled_spans`: ``period``, ``periods``, ``value``.
    """
    known = series(values, indicator_id, place=place, group_type="all")
    return disclosure.pool_counts(known[known["value"].notna()], "value")


def target_of(targets: pd.DataFrame, indicator_id: str) -> float | None:
    """
    Give the target of an indicator that falls due last; None where there is none with a value.

    Row: one target of one indicator.
    """
    own = targets[targets["indicator_id"].eq(indicator_id) & targets["target_value"].notna()]
    if own.empty:
        return None
    return float(own.sort_values("due_on", na_position="first")["target_value"].iloc[-1])
