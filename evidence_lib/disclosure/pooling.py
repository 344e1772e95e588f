"""Short periods put together until no point of a series stands on a handful of children."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from evidence_lib.disclosure.rule import parts_may_show, share_may_show


def pool_shares(values: pd.DataFrame, count: str, base: str) -> pd.DataFrame:
    """
    Pool the counts behind a percentage over as few periods as let every span be shown.

    Row: one span of successive periods, all equally long, the last one ending with the last period;
    periods at the beginning that fill no span are left out. A month that is not there leaves its
    span without counts.

    Args:
        values: Counts of one series in time order, with ``period`` and ``period_kind``.
        count: The column of the part.
        base: The column of the whole.

    Returns:
        ``period`` (the last of the span), ``periods`` (how many it pools), *count* and *base*. No
        row where no span of half the series or less may be shown.

    Source: docs/decisions/0003, by `share_may_show`.
    """
    return _shortest(values, [count, base], share_may_show)


def pool_counts(values: pd.DataFrame, count: str) -> pd.DataFrame:
    """
    Pool a count over as few periods as leave no span with a small one.

    Row: one span of successive periods, as `pool_shares`: ``period``, ``periods`` and *count*.

    Source: docs/decisions/0003, by `parts_may_show`.
    """
    return _shortest(values, [count], parts_may_show)


def _shortest(
    values: pd.DataFrame, columns: list[str], may_show: Callable[..., bool]
) -> pd.DataFrame:
    """Row: one span, of the least length at which all of them may be shown; none where none is."""
    spread = _every_month(values.set_index("period")[columns], values).astype("float64")
    for periods in range(1, len(spread) // 2 + 1):
        pooled = _pooled(spread, periods)
        filled = pooled[columns].dropna()
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
