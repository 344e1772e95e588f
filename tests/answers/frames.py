"""Frames that several tests of answers are given."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evidence_lib.disclosure import SafeCounts, protect_counts
from evidence_lib.disclosure.register import Measures
from evidence_lib.evidence import Area, Evidence


def without(area: Area, *names: str) -> Area:
    """An area of the same review with some tables absent: empty, with their columns."""
    review = area.review
    empty = {name: review.tables[name].iloc[:0] for name in names}
    return replace(review, tables={**review.tables, **empty}, kept={}).area(area.number)


def with_values(area: Area, indicator_id: str, column: str, numbers: dict[str, float]) -> Area:
    """An area of the same review whose place has other numbers in some periods."""
    review = area.review
    values = review.tables["indicator_values"].copy()
    own = values["indicator_id"].eq(indicator_id) & values["place"].eq(review.place)
    for period, number in numbers.items():
        values.loc[own & values["period"].eq(period), column] = number
    tables = {**review.tables, "indicator_values": values}
    return replace(review, tables=tables, kept={}).area(area.number)


def measured(name: str, count: int, base: int) -> dict[str, float]:
    """One row of a measure: its count, base, share and interval."""
    return {
        name: count, f"{name}_base": base, f"{name}_share": count / base, f"{name}_low": 0.4,
        f"{name}_high": 0.6,
    }  # fmt: skip


def measure(name: str, counts: list[int], bases: list[int]) -> dict[str, list[float]]:
    """The columns of a measure, a cell a group."""
    return {
        name: counts, f"{name}_base": bases,
        f"{name}_share": [part / whole for part, whole in zip(counts, bases, strict=True)],
        f"{name}_low": [0.1] * len(counts), f"{name}_high": [0.9] * len(counts),
    }  # fmt: skip


def quality(hidden: list[bool], **more: list[object]) -> pd.DataFrame:
    """Two localities of forty folders, plans and requests each, half of them as they should be."""
    names = ("same_day", "roles_complete", "alive", "child_views", "family_views", "reviewed",
             "better_of_changed", "agreed")  # fmt: skip
    shares = {
        key: cell for name in names for key, cell in measure(name, [20, 20], [40, 40]).items()
    }
    return pd.DataFrame(
        {"group": ["Ayr", "Kyle"], "hidden": hidden, "folders": [40, 40], "plans": [40, 40],
         "requests": [40, 40], "repeat_requests": [9, 8], "median_days": [18.0, 20.0],
         "amount_median": [2000.0, 2500.0], **shares, **more}
    )  # fmt: skip


def with_tables(review: Evidence, **tables: pd.DataFrame) -> Evidence:
    """The same review with other tables in place of some."""
    return replace(review, tables={**review.tables, **tables}, kept={})


def safe(rows: pd.DataFrame, measures: Measures) -> SafeCounts:
    """Protect the counts of a frame by locality."""
    whole = rows[[name for name in measures if name in rows]].sum()
    return protect_counts("cases", whole, {"locality": rows}, measures, tables=())
