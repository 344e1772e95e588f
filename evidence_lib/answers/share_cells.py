"""Shares of groups in sentences and in tables, and what a table says of what it hides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.disclosure import Measure, SafeCounts, notes
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


def safe_share_texts(
    safe: SafeCounts, by: str, count: str, base: str, figures: Sequence[str]
) -> list[str]:
    """
    Write the shares of a register as text, hidden ones as ``[c]``. Row: one group of *by*.

    Args:
        safe: The register.
        by: Its frame, with the columns *figures*.
        count: The measure that is a share of *base*.
        base: The measure it is a share of.
        figures: The columns of the share and of the ends of its interval (0 to 1).
    """
    rows, names = safe.by[by], (count, base, *figures)
    gone = safe.hides(by, count) | safe.hides(by, base)
    return [
        _safe_share_text(row, names, hidden=hidden, threshold=safe.threshold)
        for row, hidden in zip(rows.to_dict("records"), gone, strict=True)
    ]


def _safe_share_text(
    row: Mapping[Any, Any], names: Sequence[str], *, hidden: bool, threshold: int
) -> str:
    count, base = row[names[0]], row[names[1]]
    if not hidden and not disclosure.percent_may_show(base):
        return disclosure.withheld_share(base)
    # those of whom the group is not recorded are guarded by no sum, and not shown in few either
    few = not disclosure.parts_may_show(count, base - count, threshold=threshold)
    return terms.HIDDEN if hidden or few else _share_text(row, names)


def safe_practice_shares(safe: SafeCounts, by: str, name: str) -> list[str]:
    """Write `safe_share_texts` of a measure named as the practice measures name it."""
    figures = [f"{name}_{part}" for part in ("share", "low", "high")]
    return safe_share_texts(safe, by, name, f"{name}_base", figures)


def _share_text(row: Mapping[Any, Any], names: Sequence[str]) -> str:
    count, base, share, low, high = (float(row[name]) for name in names)
    return f"{100 * share:.0f}% ({count:,.0f} of {base:,.0f}; {100 * low:.0f} to {100 * high:.0f}%)"


def practice_shares(rows: pd.DataFrame, name: str) -> list[str]:
    """Write `share_texts` of a measure named as the practice measures name it. Row: one group."""
    parts = (f"{name}_{part}" for part in ("base", "share", "low", "high"))
    return share_texts(rows, name, *parts)


def practice_counts(
    size: str, names: Sequence[str], passing: Sequence[str] = ()
) -> dict[str, Measure]:
    """
    Say what a practice table counts: *size*, and of each measure those of whom it is known.

    Those of whom a measure is not known are no group: nothing is recorded of them. The counts of
    those that are *passing* can fall from one day to the next.
    """
    counts = {size: Measure({})}
    for name in names:
        falls = name in passing
        counts[f"{name}_base"] = Measure({name: "known"}, rest_unknown=True, passing=falls)
        counts[name] = Measure({name: "known", f"{name} is": "yes"}, as_share=True, passing=falls)
    return counts


def safe_whole(whole: pd.DataFrame, safe: SafeCounts) -> pd.DataFrame:
    """Blank what must be hidden of the row of all, so that no share is said of it."""
    hidden = [name for name in safe.measures if name in whole and safe.hides_whole(name)]
    return whole.assign(**dict.fromkeys(hidden, float("nan")))


def hidden_with_size(safe: SafeCounts, by: str, size: str, figures: Sequence[str]) -> pd.DataFrame:
    """Hide the figures reckoned from a group whose size is hidden. Row: one group of *by*."""
    rows, gone = safe.by[by], safe.hides(by, size)
    return rows.assign(
        **{size: safe.shown(by, size)},
        **{name: rows[name].astype(object).mask(gone, terms.HIDDEN) for name in figures},
    )


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
