"""Tables of child protection: volumes, registrations again, and audited cases."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.table import AccessibleTable, table

_INTERVAL = {"low": "95% interval, from", "high": "95% interval, to"}
_SMALL = f"{terms.HIDDEN}: hidden, because it is small or would give a small one away."


def _with_hidden(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Write the marker in the figures of rows that are hidden."""
    hidden = rows["hidden"].astype(bool)
    marked = {column: rows[column].astype(object).mask(hidden, terms.HIDDEN) for column in columns}
    return rows.assign(**marked)


def _marker_note(rows: pd.DataFrame) -> tuple[str, ...]:
    return (_SMALL,) if rows["hidden"].any() else ()


def _capitalised(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(standard=rows["standard"].str.capitalize())


def volumes_table(volumes: pd.DataFrame) -> AccessibleTable:
    """
    Show how much was done, as last counted.

    Row: one indicator, as `indicators.volumes` gives.
    """
    return table(
        _with_hidden(volumes, ["count", "low", "high"]),
        {"title": "Volume", "period": "Period", "count": "Number", **_INTERVAL},
        name="volumes",
        caption="How much was done, as last counted before the review",
        decimals={"count": 0, "low": 0, "high": 0},
        notes=("Exact Poisson interval.", *_marker_note(volumes)),
    )


def groups_table(groups: pd.DataFrame, *, caption: str) -> AccessibleTable:
    """
    Show a count by locality or another group.

    Row: one group, as `indicators.by_group` gives.
    """
    return table(
        _with_hidden(groups, ["count", "low", "high"]),
        {"group": "Group", "period": "Period", "count": "Number", **_INTERVAL},
        name="by_group",
        caption=caption,
        decimals={"count": 0, "low": 0, "high": 0},
        notes=("Exact Poisson interval.", *_marker_note(groups)),
    )


def whole_rates_table(rates: pd.DataFrame, *, name: str, caption: str) -> AccessibleTable:
    """
    Show a place's percentages beside its comparators, in whole percent, a column a series.

    Row: one period, out of one series in one period as `indicators.in_whole_percent` gives; a
    range has its two ends in one cell, and so has an interval.
    """
    shown = pd.DataFrame({"period": sorted(set(rates["period"]))})
    headings = {"period": "Period"}
    for position, (series, rows) in enumerate(rates.groupby("series", sort=False)):
        by_period = rows.set_index("period").reindex(shown["period"])
        for column, heading, cells in _series_columns(str(series), position, by_period):
            shown[column], headings[column] = cells, heading
    return table(
        shown,
        headings,
        name=name,
        caption=caption,
        decimals=dict.fromkeys(headings, 0),
        notes=("Rounded to whole percent, so that the number of children behind it cannot be "
               "worked back. Not stated: not published, or of too few children.",),
    )  # fmt: skip


def _series_columns(
    series: str, position: int, by_period: pd.DataFrame
) -> list[tuple[str, str, list[Any]]]:
    columns: list[tuple[str, str, list[Any]]] = []
    has_values = bool(by_period["value"].notna().any())
    if has_values:
        columns += [(f"value_{position}", f"{series} (%)", list(by_period["value"]))]
    if by_period["low"].notna().any():
        words = "95% interval" if has_values else "range"
        ends = [
            f"{low:.0f} to {high:.0f}" if pd.notna(low) else None
            for low, high in zip(by_period["low"], by_period["high"], strict=True)
        ]
        columns += [(f"range_{position}", f"{series}, {words} (%)", list(ends))]
    return columns


def audit_table(by_standard: pd.DataFrame) -> AccessibleTable:
    """
    Show how often each standard was met in audited cases.

    Row: one standard, as ``by_standard`` of `practice.audit_quality`.
    """
    percent = {f"{name}_pct": 100 * by_standard[name] for name in ("share", "low", "high")}
    return table(
        _with_hidden(_capitalised(by_standard.assign(**percent)), ["cases", "ratings", *percent]),
        {"standard": "Standard", "cases": "Cases", "ratings": "Ratings", "share_pct": "Met (%)",
         "low_pct": "95% interval, from", "high_pct": "95% interval, to"},
        name="audit",
        caption="Standards met in audited cases",
        decimals={"cases": 0, "ratings": 0, **dict.fromkeys(percent, 0)},
        notes=("Wilson interval on the effective number of ratings: a case rated twice counts "
               f"once. Percentages only from {terms.PERCENT_NEEDS} cases.",
               *_marker_note(by_standard)),
    )  # fmt: skip


def auditors_table(agreement: pd.DataFrame) -> AccessibleTable:
    """
    Show how far two auditors saw the same in the same cases.

    Row: one standard, as ``agreement`` of `practice.audit_quality`.
    """
    columns = ["pairs", "agreed", "quality_pairs", "quality_same", "quality_within_one"]
    return table(
        _with_hidden(_capitalised(agreement), columns),
        {"standard": "Standard", "pairs": "Rated twice", "agreed": "Same answer",
         "quality_pairs": "Graded twice", "quality_same": "Same grade (1 to 6)",
         "quality_within_one": "Within one grade"},
        name="auditors",
        caption="What two auditors found in the same cases",
        decimals=dict.fromkeys(columns, 0),
        notes=_marker_note(agreement),
    )  # fmt: skip
