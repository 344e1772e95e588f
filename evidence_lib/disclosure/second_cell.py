"""
What goes with a hidden cell that a total would give away: the smallest of the others.

Beside a total, one hidden cell is the total less what is shown. Four kinds of table meet that in
four ways, side by side here. None of them proves that what is hidden stays hidden: no audit is run
yet, and every page says so.

Source: docs/decisions/0003; docs/method.md, "Small groups put together, and months".
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence_lib import terms
from evidence_lib.disclosure.rule import (
    share_may_show,
    small_counts,
    staff_group_may_show,
    staff_groups_may_show,
)
from evidence_lib.disclosure.small_cells import hide_small_counts

NOT_RECORDED = "not recorded"
"""The group of rows that name none: left out, it is no group that somebody could be told in."""


def hide_counts(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """
    Hide the small counts of each column; one that is hidden alone takes the smallest with it.

    Counts of nought are shown and go with nothing.

    Row: one group; *columns* as `hide_small_counts` gives them.
    """
    safe = hide_small_counts(rows, columns)
    for column in columns:
        hidden = small_counts(rows[column])
        if hidden.sum() == 1:
            safe.loc[_with_smallest(hidden, rows[column]), column] = terms.HIDDEN
    return safe


def shown_shares(rows: pd.DataFrame, count: str, base: str) -> pd.Series[bool]:
    """
    Say which shares of one measure may be shown; one that may not takes that of least base with it.

    A share of nobody gives nobody away, and takes none with it.

    Row: one group, with the columns *count* and *base*.
    """
    shown = [share_may_show(*pair) for pair in zip(rows[count], rows[base], strict=True)]
    hidden = ~pd.Series(shown, index=rows.index, dtype=bool)
    if hidden.sum() == 1 and not rows.loc[hidden, count].eq(0).any():
        hidden = _with_smallest(hidden, rows[base])
    return ~hidden


def shown_groups(rows: pd.DataFrame, size: str, hidden: pd.Series) -> pd.DataFrame:
    """
    Leave out the groups that are hidden; one left out alone takes the smallest with it.

    Row: one group, named in ``group``; ``not recorded`` is no group that takes another with it.

    Args:
        rows: The groups.
        size: The column that says how many are in each.
        hidden: True for each group that is too small.
    """
    gone = hidden.astype(bool)
    if (gone & rows["group"].ne(NOT_RECORDED)).sum() == 1:
        gone = _with_smallest(gone, rows[size])
    return rows[~gone].reset_index(drop=True)


def hidden_sectors(responses: pd.Series) -> pd.Series[bool]:
    """
    Say which sectors of staff are hidden: those of 1 to 9, and more until 10 are hidden together.

    Here the hidden ones must be a group that may show, and not only two: what is left of the total
    is then no small group either.

    Row: one sector; how many of it answered.
    """
    hidden = responses.gt(0) & ~staff_groups_may_show(responses)
    answered = responses[responses.gt(0)].sort_values(kind="stable")
    for sector in answered.index:
        if not hidden.any() or staff_group_may_show(responses[hidden].sum()):
            break
        hidden[sector] = True
    return hidden


def _with_smallest(hidden: pd.Series[bool], sizes: pd.Series) -> pd.Series[bool]:
    """Hide the smallest of the others too, the first of several; nought is none of them."""
    numbers = sizes.astype("float64")
    others = numbers[numbers.gt(0) & ~hidden]
    return hidden if others.empty else hidden | (hidden.index == others.idxmin())
