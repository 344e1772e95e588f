"""
Small groups, hidden before anything is shown.

Today this is the first step only: single counts under the threshold. Complementary suppression,
its audit and the attack on linked tables are not here yet, and every page says so.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence_lib import terms


def hide_small_counts(
    counts: pd.DataFrame, columns: Sequence[str], *, threshold: int = terms.SMALL_COUNT
) -> pd.DataFrame:
    """
    Replace the counts of people from 1 to below *threshold* by the one marker for hidden.

    Row: as given; only *columns* change, and they become objects: whole numbers, the marker, or
    missing. Nought stays nought: nobody is in it.

    Source: docs/decisions/0003; cells under 5 need care in the practice of UK health statistics.
    """
    hidden = counts.copy()
    for column in columns:
        shown = [_shown_count(count, threshold) for count in counts[column]]
        hidden[column] = pd.Series(shown, index=counts.index, dtype=object)
    return hidden


def share_may_show(count: float, base: float, *, threshold: int = terms.SMALL_COUNT) -> bool:
    """
    Say whether a share gives no small group away: its base bears one, and neither part is small.

    A share and its base give the count back, so the count and what is left of the base must both be
    nought or *threshold* and more.

    Source: docs/decisions/0003.
    """
    if pd.isna(count) or pd.isna(base) or base < terms.PERCENT_NEEDS:
        return False
    return not any(0 < part < threshold for part in (count, base - count))


def _shown_count(count: object, threshold: int) -> object:
    if pd.isna(count):  # type: ignore[call-overload]
        return None
    number = int(count)  # type: ignore[call-overload]
    return terms.HIDDEN if 0 < number < threshold else number
