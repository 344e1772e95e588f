"""Volumes and rates of few children: with intervals, without what would give a child away."""

from __future__ import annotations

from datetime import date

import pandas as pd

from evidence_lib import counts, disclosure
from evidence_lib.published import ended_by, is_count

_VOLUME_COLUMNS = ["indicator_id", "title", "period", "count", "low", "high", "hidden"]


def volumes(
    values: pd.DataFrame, definitions: pd.DataFrame, *, place: str, as_at: date
) -> pd.DataFrame:
    """
    Give the last count of each indicator that says how much was done.

    Row: one indicator whose ``rba_type`` is ``how_much`` and whose unit is a count, with a value
    for the whole place in a period that had ended by *as_at*.

    Returns:
        ``indicator_id``, ``title``, ``period``, ``count``, ``low`` and ``high`` (95 %, exact
        Poisson), ``hidden`` (a count from 1 to 4, or one from which a hidden part could be worked
        back: its figures are missing).

    Source: docs/decisions/0003 for small counts; `counts.count_interval`.
    """
    counted = definitions["rba_type"].eq("how_much") & definitions["unit"].map(is_count).astype(
        bool
    )
    rows = [
        _latest(values[values["indicator_id"].eq(key) & values["place"].eq(place)], as_at)
        | {"indicator_id": key, "title": title}
        for key, title in definitions.loc[counted, ["indicator_id", "title"]].itertuples(
            index=False, name=None
        )
    ]
    return pd.DataFrame([row for row in rows if "period" in row], columns=_VOLUME_COLUMNS)


def _latest(of_place: pd.DataFrame, as_at: date) -> dict[str, object]:
    whole = _usable(of_place[of_place["group_type"].eq("all")])
    ended = whole[ended_by(whole, as_at)]
    if ended.empty:
        return {}
    last = ended.sort_values("period").iloc[-1]
    parts = of_place[of_place["period"].eq(last["period"]) & of_place["group_type"].ne("all")]
    hidden = disclosure.is_small_count(last["value"]) or bool(
        parts["value_type"].eq("suppressed").any()
    )
    return {"period": last["period"], **_count_cells(last["value"], hidden=hidden)}


def _usable(values: pd.DataFrame) -> pd.DataFrame:
    kept = values["value_type"].eq("raw") & values["superseded_by"].isna()
    return values[kept & values["value"].notna()]


def _count_cells(count: float, *, hidden: bool) -> dict[str, object]:
    if hidden:
        return {**dict.fromkeys(("count", "low", "high"), float("nan")), "hidden": True}
    found = counts.count_interval(int(count))
    return {"count": int(count), "low": found.low, "high": found.high, "hidden": False}


def by_period(values: pd.DataFrame, indicator_id: str, *, place: str) -> pd.Series[float]:
    """
    Lay a place's counts out in time order, for a process control chart.

    Row: one period that the tables name, the index. A value that is not usable, or a count from 1
    to 4, is missing, so that the chart has a gap there.
    """
    wanted = values["indicator_id"].eq(indicator_id) & values["place"].eq(place)
    of_place = values[wanted & values["group_type"].eq("all")]
    usable = _usable(of_place).set_index("period")["value"].astype("float64")
    shown = usable.mask(disclosure.small_counts(usable))
    return shown.reindex(sorted(set(of_place["period"])))


def by_group(values: pd.DataFrame, indicator_id: str, *, place: str) -> pd.DataFrame:
    """
    Part a count by group in the last period that has groups, largest first and hidden ones last.

    Row: one group. A single hidden group takes no second one with it: no total is given here.

    Returns:
        ``group``, ``period``, ``count``, ``low``, ``high`` (95 %, exact Poisson), ``hidden``
        (suppressed by the publisher or a count from 1 to 4: its figures are missing).
    """
    wanted = values["indicator_id"].eq(indicator_id) & values["place"].eq(place)
    parts = values[wanted & values["group_type"].ne("all") & values["superseded_by"].isna()]
    last = parts[parts["period"].eq(parts["period"].max())]
    known = last["value_type"].eq("raw") & last["value"].notna()
    shown = last[known | last["value_type"].eq("suppressed")]
    rows = [
        {"group": group, "period": period}
        | _count_cells(value, hidden=kind == "suppressed" or disclosure.is_small_count(value))
        for group, period, value, kind in shown[
            ["group", "period", "value", "value_type"]
        ].itertuples(index=False, name=None)
    ]
    columns = ["group", "period", "count", "low", "high", "hidden"]
    grouped = pd.DataFrame(rows, columns=columns)
    return grouped.sort_values("count", ascending=False, kind="stable").reset_index(drop=True)
