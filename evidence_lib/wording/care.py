"""Sentences about episodes of being looked after."""

from __future__ import annotations

import pandas as pd

from evidence_lib.wording.blocks import Finding


def episodes_finding(by_year: pd.DataFrame) -> Finding:
    """Say starts, endings and stock of the first and last whole year that may be shown."""
    shown = by_year[by_year["complete"] & ~by_year["hidden"]]
    if shown.empty:
        return Finding("Every year has a count that is too small to show.")
    first, last = shown.iloc[0], shown.iloc[-1]
    return Finding(
        f"In {first['year']}, {first['starts']:.0f} episodes of young people aged 11 to 15 began "
        f"and {first['ceased']:.0f} ended; in {last['year']}, {last['starts']:.0f} began and "
        f"{last['ceased']:.0f} ended, with {last['stock_at_year_end']:.0f} going on at its end."
    )
