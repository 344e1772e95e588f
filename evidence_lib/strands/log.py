"""The link inspector's view of each area over time."""

from __future__ import annotations

import pandas as pd


def log_states(link_log: pd.DataFrame) -> pd.DataFrame:
    """
    Follow the link inspector's view of each area, month by month.

    Row: one area in one month with an entry.

    Returns:
        ``area``, ``month`` (``2017-03``), ``state`` (that of the last entry of the month) and
        ``entries`` (how many there were).
    """
    ordered = link_log.sort_values("date", kind="stable")
    month = ordered["date"].dt.strftime("%Y-%m")
    grouped = ordered.assign(month=month).groupby(["area", "month"], as_index=False)
    return grouped.agg(state=("state", "last"), entries=("state", "size"))


def log_state_by_area(link_log: pd.DataFrame) -> pd.DataFrame:
    """
    Say where the log of each area began and where it stands.

    Row: one area with an entry.

    Returns:
        ``area``, ``first_state``, ``last_state``, ``since`` (the day the last state began),
        ``changes``, ``entries`` and ``entry_id`` (the last entry).
    """
    ordered = link_log.sort_values("date", kind="stable")
    found = ordered.groupby("area").agg(
        first_state=("state", "first"), last_state=("state", "last"),
        entries=("state", "size"), entry_id=("entry_id", "last"),
    )  # fmt: skip
    runs = _runs(link_log).groupby("area")["date"].agg(["last", "size"])
    found = found.assign(since=runs["last"], changes=runs["size"] - 1).reset_index()
    columns = ["area", "first_state", "last_state", "since", "changes", "entries", "entry_id"]
    return found[columns]


def _runs(link_log: pd.DataFrame) -> pd.DataFrame:
    """Keep the first entry of each unbroken run of one state in one area."""
    ordered = link_log.assign(area=link_log["area"].astype("str"))
    ordered = ordered.sort_values(["area", "date"], kind="stable")
    begins = ordered["state"].ne(ordered.groupby("area")["state"].shift())
    return ordered.loc[begins, ["area", "date", "state", "entry_id"]]
