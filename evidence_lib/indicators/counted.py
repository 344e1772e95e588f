"""A few yearly counts: what changed, whether chance explains it, what could have been detected."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evidence_lib import counts
from evidence_lib.indicators.change import change_from_baseline
from evidence_lib.indicators.choosing import series, with_count_intervals


@dataclass(frozen=True)
class CountChange:
    """
    One yearly count from its first to its last period.

    ``yearly`` has a row a period with ``count``, ``low`` and ``high``; ``change`` is its row of
    `change_from_baseline`; ``comparison`` the exact test; ``power`` the chance that a true change
    of this size shows in two such years; ``years_needed`` how many would show it in 4 cases of 5.
    """

    yearly: pd.DataFrame
    first: str
    change: pd.Series
    comparison: counts.CountComparison
    power: float
    years_needed: int | None


def count_change(
    values: pd.DataFrame, definitions: pd.DataFrame, indicator_id: str, *, place: str
) -> CountChange | None:
    """
    Follow a yearly count in one place; None where fewer than two periods are known.

    Args:
        values: Rows of ``indicator_values``.
        definitions: Rows of ``indicators``.
        indicator_id: An indicator whose values are counts of people or events.
        place: Where.

    Source: docs/method.md, "Two counts" and "What could have been detected".
    """
    found = series(values, indicator_id, place=place)
    if len(found) < 2 or not definitions["indicator_id"].eq(indicator_id).any():
        return None
    first = str(found["period"].iloc[0])
    change = change_from_baseline(found, definitions, first).iloc[0]
    before, after = int(found["value"].iloc[0]), int(found["value"].iloc[-1])
    comparison = counts.compare_counts(before, after)
    falls = 0 < comparison.ratio < 1
    return CountChange(
        with_count_intervals(found),
        first,
        change,
        comparison,
        counts.power(comparison.before, comparison.ratio),
        counts.years_needed(comparison.before, comparison.ratio) if falls else None,
    )
