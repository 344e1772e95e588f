"""Shares of groups in sentences and in tables, and what a table says of what it hides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.disclosure import notes
from evidence_lib.english import percent_interval
from evidence_lib.show import AccessibleTable, Finding, table

_FIFTHS = {"1": "1 (most deprived)", "5": "5 (least deprived)"}
FIFTH = "fifth of deprivation"
SHARE_NOTE = "In brackets: count and base, then the 95% Wilson interval."


def share_texts(
    rows: pd.DataFrame, count: str, base: str, share: str, low: str, high: str
) -> list[str]:
    """Write shares as text, withheld ones as `disclosure.shown_shares` says. Row: a group."""
    names, shown = (count, base, share, low, high), disclosure.shown_shares(rows, count, base)
    return [
        _share_text(row, names) if may else disclosure.withheld_share(row[base])
        for row, may in zip(rows.to_dict("records"), shown, strict=True)
    ]


def _share_text(row: Mapping[Any, Any], names: tuple[str, str, str, str, str]) -> str:
    count, base, share, low, high = (float(row[name]) for name in names)
    return f"{100 * share:.0f}% ({count:,.0f} of {base:,.0f}; {100 * low:.0f} to {100 * high:.0f}%)"


def practice_shares(rows: pd.DataFrame, name: str) -> list[str]:
    """Write `share_texts` of a measure named as the practice measures name it. Row: one group."""
    parts = (f"{name}_{part}" for part in ("base", "share", "low", "high"))
    return share_texts(rows, name, *parts)


def notes_on(shown: pd.DataFrame) -> tuple[str, ...]:
    """Explain the marks that a table holds, and none that it does not. Row: one group."""
    texts = [str(value) for row in shown.itertuples(index=False) for value in row]
    shares = (SHARE_NOTE,) if any("%" in text for text in texts) else ()
    return (*shares, *notes.of_marks(texts))


def fifth_words(groups: pd.Series, *, by: str) -> list[str]:
    """Write fifths of deprivation as a reader says them; other groups as they are."""
    words = _FIFTHS if by == FIFTH else {}
    return [words.get(str(group), str(group)) for group in groups]


def marker_note(rows: pd.DataFrame) -> tuple[str, ...]:
    """Explain the marker where a row is hidden; nothing where none is. Row: as given."""
    return (notes.HIDDEN_ROW,) if rows["hidden"].any() else ()


def share_with_base(row: Mapping[Any, Any], name: str) -> str:
    """
    Write a share with its base and interval: ``63% (106 of 167, 95% interval 56% to 70%)``.

    Args:
        row: A row of the practice measures, with the columns of *name*.
        name: The measure, such as ``child_views``.
    """
    if not disclosure.measure_may_show(row, name):
        return "a share not shown, of too few"
    count, base = row[name], row[f"{name}_base"]
    share, low, high = (100 * row[f"{name}_{part}"] for part in ("share", "low", "high"))
    return f"{share:.0f}% ({count:,.0f} of {base:,.0f}, {percent_interval(low, high)})"


def shown_row(rows: pd.DataFrame) -> dict[str, float] | None:
    """Give the one row of all, or None where it is hidden or nothing is there."""
    shown = rows[~rows["hidden"].astype(bool)]
    return None if shown.empty else {str(key): each for key, each in shown.iloc[0].items()}


def too_few(what: str) -> Finding:
    """Say that a group is too small for any figure to be shown."""
    return Finding(disclosure.too_few(what))


def shares_in_a_row(
    estimates: pd.DataFrame, first: str, *, name: str, caption: str
) -> AccessibleTable:
    """
    Show shares with their intervals, headed *first*.

    Row: one group or measure: ``label``, ``estimate``, ``low``, ``high`` (percent).
    """
    return table(
        estimates,
        {"label": first, "estimate": "Share (%)", "low": "95% interval, from",
         "high": "95% interval, to"},
        name=name,
        caption=caption,
        decimals={"estimate": 0, "low": 0, "high": 0},
        notes=("Wilson intervals.",),
    )  # fmt: skip
