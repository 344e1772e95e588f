"""
How few are too few, and what may be shown of how many.

The numbers stand in `terms`; in this room, and in no other, a count is compared with one of them.
Every rule here is that of docs/decisions/0003.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_lib import terms

MISSING = float("nan")
USUAL_THRESHOLD = terms.SMALL_COUNT
"""What a review hides below unless its settings ask for more: for settings, never to compare."""


def threshold_may_be(threshold: object) -> bool:
    """Say whether a review may hide below *threshold*: a whole number, the usual one or more."""
    return type(threshold) is int and threshold >= terms.SMALL_COUNT


def is_small_count(count: float, *, threshold: int = terms.SMALL_COUNT) -> bool:
    """
    Say whether a count of people must be hidden: from 1 to below *threshold*.

    Nought is no small count, for nobody is in it; a missing one is none either.
    """
    return bool(0 < count < threshold)


def small_counts(counts: pd.Series, *, threshold: int = terms.SMALL_COUNT) -> pd.Series[bool]:
    """Say `is_small_count` of each. Row: one count of people."""
    numbers = counts.astype("float64")
    return numbers.gt(0) & numbers.lt(threshold)


def is_small_group(size: float) -> bool:
    """Say whether a group of children is under 5: themes only. One of nobody is small too."""
    return bool(size < terms.SMALL_COUNT)


def small_groups(sizes: pd.Series, *, threshold: int = terms.SMALL_COUNT) -> pd.Series[bool]:
    """Say `is_small_group` of each; a size that is not known is not small. Row: one group."""
    return sizes.astype("float64").lt(threshold)


def staff_group_may_show(size: float) -> bool:
    """Say whether a group of staff may stand in a cross-table: 10 or more are in it."""
    return bool(size >= terms.STAFF_GROUP_NEEDS)


def staff_groups_may_show(
    sizes: pd.Series, *, threshold: int = terms.SMALL_COUNT
) -> pd.Series[bool]:
    """Say `staff_group_may_show` of each, and that it is not under *threshold*. Row: one group."""
    return sizes.astype("float64").ge(max(terms.STAFF_GROUP_NEEDS, threshold))


def percent_may_show(base: float) -> bool:
    """Say whether a base bears a percentage: it is 20 or more."""
    return bool(base >= terms.PERCENT_NEEDS)


def percents_may_show(bases: pd.Series) -> pd.Series[bool]:
    """Say `percent_may_show` of each; a base that is not known bears none. Row: one base."""
    return bases.astype("float64").ge(terms.PERCENT_NEEDS)


def parts_may_show(*parts: float, threshold: int = terms.SMALL_COUNT) -> bool:
    """Say whether none of the parts of a whole is a small count."""
    return not any(is_small_count(part, threshold=threshold) for part in parts)


def share_may_show(count: float, base: float, *, threshold: int = terms.SMALL_COUNT) -> bool:
    """
    Say whether a share gives no small group away: its base bears one, and neither part is small.

    A share and its base give the count back, so the count and what is left of the base must both be
    nought or *threshold* and more.
    """
    if pd.isna(count) or pd.isna(base) or not percent_may_show(base):
        return False
    return parts_may_show(count, base - count, threshold=threshold)


def measure_may_show(row: Mapping[Any, Any] | pd.Series, name: str) -> bool:
    """
    Say `share_may_show` of one measure of a group.

    Args:
        row: A group, with the columns *name* (the count) and *name* with ``_base``.
        name: The measure, such as ``child_views``.
    """
    return share_may_show(row[name], row[f"{name}_base"])


def share_or_missing(count: float, base: float) -> float:
    """Give the share (0 to 1), or NaN where the base bears none."""
    return count / base if percent_may_show(base) else MISSING


def count_or_missing(count: float) -> float:
    """Give the count of people, or NaN where it is small."""
    return MISSING if is_small_count(count) else count


def median_or_missing(values: pd.Series) -> float:
    """
    Give the median of what is known, or NaN where so few values would give children away.

    Row: one child's value.
    """
    known = values.dropna()
    return MISSING if is_small_group(len(known)) else float(known.median())
