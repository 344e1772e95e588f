"""Tables of how the files were read: the account of their rows, the marks in place of numbers."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.tables.accessible import AccessibleTable, table


def accounting_table(accounting: pd.DataFrame) -> AccessibleTable:
    """
    Account for every row read.

    Row: one file, read as one table.
    """
    return table(
        accounting,
        {"file": "File", "read": "Rows read", "kept": "Kept", "refused": "Refused",
         "duplicates": "Duplicates", "read_as": "Read as"},
        name="accounting",
        caption="Rows read, kept and refused",
        notes=("Read = kept + refused + duplicates.",),
    )  # fmt: skip


def marked_cells_table(marks: pd.DataFrame) -> AccessibleTable:
    """
    Count the cells that hold a mark in place of a number.

    Row: one mark in one column of one table; *marks* as `Review.marks`.
    """
    by = ["table", "column", "mark", "state"]
    counted = marks.groupby(by, sort=False).size().rename("cells").reset_index()
    worded = counted.assign(
        table=[terms.in_words(name) for name in counted["table"]],
        column=[terms.in_words(name) for name in counted["column"]],
        state=[terms.in_words(state) for state in counted["state"]],
    )
    return table(
        worded,
        {"table": "Table", "column": "Column", "mark": "Mark", "state": "Kept as",
         "cells": "Cells"},
        name="marked_cells",
        caption="Cells that hold a mark in place of a number",
        notes=("A marked cell has no number here: it is never counted as nought.",),
    )  # fmt: skip
