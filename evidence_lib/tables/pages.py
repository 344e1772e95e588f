"""The tables that pages share: each is one contract table, or one result, with its headings."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.show.table import AccessibleTable, table
from evidence_lib.terms import NOT_STATED

def indicators_table(definitions: pd.DataFrame) -> AccessibleTable:
    """
    List the indicators of an area with what each one means and does not mean.

    Row: one indicator.
    """
    return table(
        worded(definitions, ["measure_kind", "direction"]),
        {"title": "Indicator", "definition": "What it is", "unit": "Unit",
         "direction": "Better when", "measure_kind": "About", "caveat": "Read with care"},
        name="indicators",
        caption="Indicators with figures for this area",
    )  # fmt: skip
