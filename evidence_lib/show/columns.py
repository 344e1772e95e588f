"""Columns as a reader says them, before they become a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evidence_lib import terms


def worded(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Write the closed words of some columns as a reader says them. Row: as given."""
    return rows.assign(**{column: _words_of(rows[column], column) for column in columns})


def _words_of(words: pd.Series, column: str) -> list[Any]:
    say = terms.part_words if column == "component" else terms.in_words
    return [say(word) if isinstance(word, str) else word for word in words]


def filled(rows: pd.DataFrame, words: Mapping[str, str]) -> pd.DataFrame:
    """Write in the empty cells of some columns what it means that they are. Row: as given."""
    spelt = {
        column: rows[column].astype("object").where(rows[column].notna(), word)
        for column, word in words.items()
    }
    return rows.assign(**spelt)


def area_words(areas: Sequence[str]) -> list[str]:
    """Name improvement areas: ``Area 3``, and ``All areas`` for what belongs to none."""
    return [f"Area {area}" if area != terms.GENERAL_AREA else "All areas" for area in areas]


def stated(rows: pd.DataFrame, headings: dict[str, str]) -> dict[str, str]:
    """Leave out the columns that no row fills in, and an area that all rows share."""
    return {
        column: heading
        for column, heading in headings.items()
        if rows[column].notna().any() and not (column == "area" and rows[column].nunique() == 1)
    }
