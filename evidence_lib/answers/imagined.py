"""What an interval imagines, where nothing was sampled and everybody was counted."""

from __future__ import annotations

import pandas as pd

from evidence_lib.show import Caveat, read_with_care

STOCK = (
    "everybody on one day was counted, largely the same children from year to year. The interval "
    "imagines a steady process behind one day's count; it does not say how far two years may "
    "differ by chance, and no test between them fits."
)
FLOW = (
    "everybody was counted and nobody sampled. The interval imagines a steady process behind the "
    "count of one period, and says what that process could have given."
)


def is_stock(values: pd.DataFrame) -> bool:
    """Say whether values count those there on one day; rows as `indicators.series` gives."""
    return bool(values["period_kind"].eq("snapshot").any())


def imagined(values: pd.DataFrame) -> Caveat | None:
    """
    Say what the intervals of published counts imagine; nothing where no counts are published.

    Row: one period, as `indicators.series` gives, with ``low`` where it has an interval.
    """
    if not values["low"].notna().any():
        return None
    return read_with_care(STOCK if is_stock(values) else FLOW)


def imagined_of(what: str) -> Caveat:
    """Say the same of records that are all counted, such as ``plans``."""
    return read_with_care(
        f"all {what} on record are counted and none sampled: an interval says what a steady "
        "practice behind them could have given."
    )
