"""Percentages of short periods put together until their bases bear them, and their targets."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from evidence_lib import disclosure, terms
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
    spans = _shortest(counted, ("numerator", "denominator"), disclosure.share_may_show)
    return spans.assign(value=100 * spans["numerator"] / spans["denominator"])


def pooled_counts(values: pd.DataFrame, indicator_id: str, *, place: str) -> pd.DataFrame:
    """
    Pool a count over as few periods as leave no span with a count from 1 to 4.

    Row: one span of successive periods, as `pooled_spans`: ``period``, ``periods``, ``value``.
    """
    known = series(values, indicator_id, place=place, group_type="all")
    return _shortest(
        known[known["value"].notna()], ("value",), lambda count: not 0 < count < terms.SMALL_COUNT
    )


def _shortest(
    known: pd.DataFrame, columns: tuple[str, ...], may_show: Callable[..., bool]
) -> pd.DataFrame:
    """Row: one span, of the least length at which all of them may be shown; none where none is."""
    spread = _every_month(known.set_index("period")[list(columns)], known)
    for periods in range(1, len(spread) // 2 + 1):
        pooled = _pooled(spread.astype("float64"), periods)
        filled = pooled[list(columns)].dropna()
        if len(filled) and all(may_show(*row) for row in filled.itertuples(index=False)):
            return pooled
    return pd.DataFrame(columns=["period", "periods", *columns], dtype="float64")


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
    return summed.assign(period=last, periods=periods)[["period", "periods", *counts.columns]]


def target_of(targets: pd.DataFrame, indicator_id: str) -> float | None:
    """
    Give the target of an indicator that falls due last; None where there is none with a value.

    Row: one target of one indicator.
    """
    own = targets[targets["indicator_id"].eq(indicator_id) & targets["target_value"].notna()]
    if own.empty:
        return None
    return float(own.sort_values("due_on", na_position="first")["target_value"].iloc[-1])
