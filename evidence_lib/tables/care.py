"""Tables about episodes of being looked after."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.tables.accessible import AccessibleTable, table

_COUNTS = ("starts", "starts_low", "starts_high", "ceased", "stock_at_year_end")


def episodes_table(by_year: pd.DataFrame) -> AccessibleTable:
    """
    Show starts, endings and stock together; a year with a small count is hidden whole.

    Row: one calendar year, as `practice.episode_starts` gives.
    """
    counts = {name: by_year[name].astype(object) for name in _COUNTS}
    hidden = {name: each.mask(by_year["hidden"], terms.HIDDEN) for name, each in counts.items()}
    return table(
        by_year.assign(**hidden, year=by_year["year"].astype(str)),
        {"year": "Year", "starts": "Began", "starts_low": "95% interval, from",
         "starts_high": "95% interval, to", "ceased": "Ended",
         "stock_at_year_end": "Going on at the year's end"},
        name="episodes",
        caption="Young people aged 11 to 15 looked after away from home: episodes by year",
        notes=(f"{terms.HIDDEN}: a year with a count from 1 to {terms.SMALL_COUNT - 1}, hidden "
               "whole. The last year is part of one where the review came before its end.",),
    )  # fmt: skip
