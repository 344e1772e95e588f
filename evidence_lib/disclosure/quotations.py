"""Which passages may be quoted: those a person has read and marked, of nobody who could be told."""

from __future__ import annotations

import pandas as pd

from evidence_lib.disclosure.rule import small_groups


def quotable(items: pd.DataFrame) -> pd.DataFrame:
    """
    Choose the passages that may stand in a pack in people's own words.

    Row: one evidence item with a quotation that is marked as reviewed, whose sensitivity is none,
    and that comes from no group under five.

    Args:
        items: Rows of ``evidence_items``, for a page as `items_shown` gives them.

    Returns:
        The columns of *items*.

    Source: docs/decisions/0003: a group under 5 gives themes, never a quotation.
    """
    reviewed = items["quotation_reviewed"].fillna(False).astype(bool)
    open_to_all = items["sensitivity"].eq("none") & ~small_groups(items["participants"])
    chosen = items[items["quotation"].notna() & reviewed & open_to_all]
    return chosen.reset_index(drop=True)
