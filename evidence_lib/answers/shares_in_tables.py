"""Counts and shares of few children in a table, and what has to be hidden with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evidence_lib import disclosure, terms

_SMALL = (
    f"{terms.HIDDEN}: a count of fewer than {terms.SMALL_COUNT}, or one that would give it away."
)
_TOO_FEW = f"Too few: a percentage needs a base of {terms.PERCENT_NEEDS}; the base is in brackets."
_FIFTHS = {"1": "1 (most deprived)", "5": "5 (least deprived)"}
MERGED = (
    f"Localities of fewer than {terms.PERCENT_NEEDS} are shown together with the next smallest."
)
FIFTH = "fifth of deprivation"
SHARE_NOTE = "In brackets: count and base, then the 95% Wilson interval."


def with_one_more(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Hide small counts, and a second one where a total would give one away. Row: one group."""
    safe = disclosure.hide_small_counts(rows, columns)
    for column in columns:
        hidden = [value == terms.HIDDEN for value in safe[column]]
        counts = pd.to_numeric(rows[column], errors="coerce").astype("float64")
        others = counts.mask(pd.Series(hidden, index=rows.index) | counts.eq(0))
        if sum(hidden) == 1 and others.notna().any():
            safe.loc[others.idxmin(), column] = terms.HIDDEN
    return safe


def share_texts(
    rows: pd.DataFrame, count: str, base: str, share: str, low: str, high: str
) -> list[str]:
    """Write shares as text; where one alone is hidden, the least base goes too. Row: a group."""
    whole = rows.to_dict("records")
    shown = [disclosure.share_may_show(row[count], row[base]) for row in whole]
    if shown.count(False) == 1 and len(whole) > 1 and _gives_away(whole[shown.index(False)], count):
        known = [position for position, may in enumerate(shown) if may]
        shown[min(known, key=lambda position: float(whole[position][base]))] = False
    return [
        _share_text(row, (count, base, share, low, high)) if may else _unshown(row, count, base)
        for row, may in zip(whole, shown, strict=True)
    ]


def _gives_away(row: Mapping[Any, Any], count: str) -> bool:
    return bool(pd.isna(row[count]) or row[count] > 0)


def _share_text(row: Mapping[Any, Any], names: tuple[str, str, str, str, str]) -> str:
    count, base, share, low, high = (float(row[name]) for name in names)
    return f"{100 * share:.0f}% ({count:,.0f} of {base:,.0f}; {100 * low:.0f} to {100 * high:.0f}%)"


def _unshown(row: Mapping[Any, Any], count: str, base: str) -> str:
    enough = pd.notna(row[base]) and row[base] >= terms.PERCENT_NEEDS
    if pd.isna(row[base]) or enough:
        return terms.HIDDEN
    return f"too few ({row[base]:,.0f})" if row[base] >= terms.SMALL_COUNT else terms.HIDDEN


def practice_shares(rows: pd.DataFrame, name: str) -> list[str]:
    """Write `share_texts` of a measure named as the practice measures name it. Row: one group."""
    parts = (f"{name}_{part}" for part in ("base", "share", "low", "high"))
    return share_texts(rows, name, *parts)


def notes_on(shown: pd.DataFrame) -> tuple[str, ...]:
    """Explain the marks that a table holds, and none that it does not. Row: one group."""
    texts = [str(value) for row in shown.itertuples(index=False) for value in row]
    notes = {
        SHARE_NOTE: any("%" in text for text in texts),
        _SMALL: terms.HIDDEN in texts,
        _TOO_FEW: any(text.startswith("too few (") for text in texts),
    }
    return tuple(note for note, needed in notes.items() if needed)


def fifth_words(groups: pd.Series, *, by: str) -> list[str]:
    """Write fifths of deprivation as a reader says them; other groups as they are."""
    words = _FIFTHS if by == FIFTH else {}
    return [words.get(str(group), str(group)) for group in groups]


def shown_groups(rows: pd.DataFrame, count: str) -> pd.DataFrame:
    """Leave out groups that are too small; one alone could be worked back, so a second goes too."""
    hidden = rows["hidden"].astype(bool)
    kept = rows[~hidden]
    if int((hidden & rows["group"].ne("not recorded")).sum()) == 1 and len(kept):
        kept = kept.drop(index=kept[count].astype("float64").idxmin())
    return kept.reset_index(drop=True)


_HIDDEN_ROW = f"{terms.HIDDEN}: hidden, because it is small or would give a small one away."


def with_hidden(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Write the marker in the figures of rows that are hidden."""
    hidden = rows["hidden"].astype(bool)
    marked = {column: rows[column].astype(object).mask(hidden, terms.HIDDEN) for column in columns}
    return rows.assign(**marked)


def marker_note(rows: pd.DataFrame) -> tuple[str, ...]:
    """Explain the marker where a row is hidden; nothing where none is. Row: as given."""
    return (_HIDDEN_ROW,) if rows["hidden"].any() else ()
