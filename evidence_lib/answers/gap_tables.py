"""The table of a gap between the most and the least deprived, period by period."""

from __future__ import annotations

import pandas as pd

from evidence_lib.show import AccessibleTable, table

_GAP_COLUMNS = {
    "period": "Period",
    "fifth_1": "Most deprived",
    "fifth_2": "Second",
    "fifth_3": "Third",
    "fifth_4": "Fourth",
    "fifth_5": "Least deprived",
    "gap": "Gap",
    "ratio": "Ratio",
}


def gaps_table(
    gaps: pd.DataFrame,
    *,
    name: str,
    caption: str,
    unit: str,
    comparator: str = "",
) -> AccessibleTable:
    """
    Show the level of each fifth and both gaps, with another place's gaps where they are known.

    Row: one period, as `inequality.gaps_by_period` gives.
    """
    places = 1 if unit == "%" else 0
    level, gap = ("percent", "percentage points") if unit == "%" else (unit, unit)
    headings = dict(_GAP_COLUMNS)
    if gaps["comparator_gap"].notna().any():
        headings |= {
            "comparator_gap": f"{comparator}, gap",
            "comparator_ratio": f"{comparator}, ratio",
        }
    decimals = {column: places for column in headings if column.startswith(("fifth", "gap"))}
    return table(
        gaps,
        headings,
        name=name,
        caption=caption,
        decimals=decimals | {"ratio": 2, "comparator_ratio": 2},
        notes=(
            f"Levels, from the most to the least deprived fifth, are in {level}; the gap is in "
            f"{gap}. Gap and ratio compare the two ends; above 0 and above 1 is to the "
            "disadvantage of the most deprived.",
        ),
    )
