"""What the plan measures ask of a frame: its columns, and whether a field was filled in."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

NOT_STATED = "not_stated"


def filled(rows: pd.DataFrame, column: str) -> pd.Series[bool]:
    """Tell for each row whether the field holds anything but blanks."""
    values = rows[column]
    blank = values.map(lambda value: not str(value).strip()).astype(bool)
    return values.notna() & ~blank


def filled_all(rows: pd.DataFrame, columns: Iterable[str]) -> pd.Series[bool]:
    """Tell for each row whether every one of the fields is filled."""
    together = pd.Series(True, index=rows.index)
    for column in columns:
        together &= filled(rows, column)
    return together


def same_words(text: object) -> str:
    """Bring a label to the form in which two spellings of it are compared."""
    return " ".join(str(text).casefold().split())
