"""Percentages of short periods put together until their bases bear them, and their targets."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.indicators.choosing import series

_COLUMNS = ["period", "periods", "numerator", "denominator", "value"]


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
    spread = _every_month(counted.set_index("period")[["numerator", "denominator"]], counted)
    for periods in range(1, len(spread) // 2 + 1):
        pooled = _pooled(spread.astype("float64"), periods)
        filled = pooled.dropna(subset=["numerator", "denominator"])
        pairs = zip(filled["numerator"], filled["denominator"], strict=True)
        if len(filled) and all(disclosure.share_may_show(part, base) for part, base in pairs):
            return pooled.assign(value=100 * pooled["numerator"] / pooled["denominator"])
    return pd.DataFrame(columns=_COLUMNS)


def _every_month(counts: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """Give the months between the first and the last their place, where periods are months."""
    if counts.empty or not values["period_kind"].eq("month").all():
        return counts
    months = pd.period_range(counts.index.min(), counts.index.max(), freq="M")
    return counts.reindex([str(month) for month in months])


def _pooled(counts: pd.DataFrame, periods: int) -> pd.DataFrame:
    kept = counts.iloc[len(counts) % periods :]
    span = [position // periods for position in range(len(kept))]
    summed = kept.groupby(span).sum(min_count=periods)
    last = kept.index[periods - 1 :: periods].astype("str")
    return pd.DataFrame(
        {
            "period": last,
            "periods": periods,
            "numerator": summed["numerator"].to_numpy(),
            "denominator": summed["denominator"].to_numpy(),
        }
    )


def target_of(targets: pd.DataFrame, indicator_id: str) -> float | None:
    """
    Give the target of an indicator that falls due last; None where there is none with a value.

    Row: one target of one indicator.
    """
    own = targets[targets["indicator_id"].eq(indicator_id) & targets["target_value"].notna()]
    if own.empty:
        return None
    return float(own.sort_values("due_on", na_position="first")["target_value"].iloc[-1])
