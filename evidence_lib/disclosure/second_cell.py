"""
What goes with a hidden cell that a total would give away: the smallest of the others.

Beside a total, one hidden cell is the total less what is shown. Two kinds of table meet that here:
shares of clusters whose totals no page gives, and sectors of a staff. What counts cases of children
by group is protected as a register (`register`), and every pack is attacked before it is published.

Source: docs/decisions/0003; docs/method.md, "Small groups put together, and months".
"""

from __future__ import annotations

import pandas as pd

from evidence_lib.disclosure.rule import (
    share_may_show,
    staff_group_may_show,
    staff_groups_may_show,
)

NOT_RECORDED = "not recorded"
"""The group of rows that name none: left out, it is no group that somebody could be told in."""


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
