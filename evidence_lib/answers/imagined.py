"""What an interval imagines where everybody was counted, and how many tests stand out by chance."""

from __future__ import annotations

import pandas as pd

from evidence_lib.english import counted, verb
from evidence_lib.show import Caveat, Sentence, read_with_care

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

    Row: one period, as `indicators.series` gives.
    """
    with_base = values[values["denominator"].notna()]
    if with_base.empty:
        return None
    return read_with_care(STOCK if is_stock(with_base) else FLOW)


def imagined_of(what: str) -> Caveat:
    """Say the same of records that are all counted, such as ``plans``."""
    return read_with_care(
        f"all {what} on record are counted and none sampled: an interval says what a steady "
        "practice behind them could have given."
    )


def imagined_behind(count: str) -> str:
    """Write the note of a table of counts with their exact intervals: ``one year's count``."""
    return f"Exact Poisson interval: what a steady level behind {count} could be."


ONE_IN = 20
"""A test at 95% stands out in one case of 20 where nothing changed."""


def by_chance_alone(tested: int, stand_out: int) -> Sentence | None:
    """
    Say how many of several tests would stand out if nothing had changed; nothing of one test.

    Args:
        tested: How many were tested, each at 95%.
        stand_out: How many of them stand out.
    """
    if tested < 2:
        return None
    stands = verb(stand_out or 1, "stands", "stand")
    return Sentence(
        f"{counted(tested, 'measure')} were tested, each by itself. If nothing had changed, about "
        f"{tested / ONE_IN:.1f} of {tested} would still stand out; {stand_out or 'none'} {stands} "
        "out here."
    )
