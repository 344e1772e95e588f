"""All that a page says of requests for assistance, reckoned once and safe to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evidence_lib import disclosure
from evidence_lib.errors import MethodInputError
from evidence_lib.timeliness.comparing import WaitComparison, compare_waits
from evidence_lib.timeliness.incidence import cumulative_incidence, helped_within
from evidence_lib.timeliness.reporting import backlog_by_age, waiting_times
from evidence_lib.timeliness.requests import request_waits
from evidence_lib.timeliness.survival import WaitEstimate
from evidence_lib.timeliness.waits import Day, as_day

_DATES = ("first_help_on", "closed_on")


@dataclass(frozen=True)
class RequestSummary:
    """
    Waits for first help, as one page shows them.

    ``requests`` are those known on the day and in a possible order of dates, ``left_out`` how many
    were not. ``overall`` is the one row of `waiting_times`; ``median`` carries its interval;
    ``curve`` has one row a distinct wait, as `cumulative_incidence`, while 20 or more are followed,
    with ``survival`` (share not helped yet) and its limits; ``marks`` has one row a number of days
    (its shares closed and waiting missing where so few were closed that they would give them away);
    ``backlog`` one a band of age; ``by`` a frame for each column asked for, of all its groups: the
    counts are true, and protected where they are shown; ``comparison`` is of the first, or None.
    """

    requests: pd.DataFrame
    left_out: int
    standard_days: int
    overall: pd.Series
    median: WaitEstimate
    curve: pd.DataFrame
    marks: pd.DataFrame
    backlog: pd.DataFrame
    by: dict[str, pd.DataFrame]
    comparison: WaitComparison | None


def requests_known_by(requests: pd.DataFrame, *, as_at: Day) -> pd.DataFrame:
    """
    Give the requests as they stood on a day.

    Row: one request made by *as_at*. What happened later is blank; a request helped or closed
    before it was made is left out, for its dates cannot be right.

    Raises:
        MethodInputError: *as_at* is no day.
    """
    day = as_day(as_at, "as_at", doing="choosing the requests of a day")
    made = requests["requested_on"]
    possible = made.le(day)
    for column in _DATES:
        possible &= ~requests[column].lt(made)
    kept = requests[possible]
    blanked = {column: kept[column].where(kept[column].le(day)) for column in _DATES}
    return kept.assign(**blanked).reset_index(drop=True)


def request_summary(
    requests: pd.DataFrame,
    *,
    as_at: Day,
    standard_days: int,
    by: Sequence[str] = ("locality", "simd_quintile"),
) -> RequestSummary | None:
    """
    Reckon what a page says of requests for assistance; None where fewer than 5 can be followed.

    Args:
        requests: The table ``service_requests``.
        as_at: The last day known about.
        standard_days: A wait of this many calendar days is within the standard.
        by: Columns to group by; the first is tested for differences.

    Raises:
        MethodInputError: A column is missing, *as_at* is no day or *standard_days* is negative.

    Source: docs/method.md, "Waits for first help".
    """
    known = requests_known_by(requests, as_at=as_at)
    if disclosure.is_small_group(len(known)):
        return None
    waits = request_waits(known, as_at=as_at)
    curve = _followed(cumulative_incidence(waits["days"], waits["outcome"]))
    edges = (0, standard_days + 1, 3 * standard_days + 1)
    return RequestSummary(
        requests=known,
        left_out=len(requests) - len(known),
        standard_days=standard_days,
        overall=waiting_times(known, as_at=as_at, standard_days=standard_days).iloc[0],
        median=helped_within(waits["days"], waits["outcome"]),
        curve=curve,
        marks=_marks(curve, standard_days),
        backlog=backlog_by_age(known, as_at=as_at, edges=edges),
        by={name: _by(known, name, as_at, standard_days) for name in by},
        comparison=_compared(waits, known[by[0]]) if by else None,
    )


def _followed(curve: pd.DataFrame) -> pd.DataFrame:
    """End the curve where fewer than 20 are still followed, for a share needs such a base."""
    enough = curve[disclosure.percents_may_show(curve["at_risk"])]
    return enough.assign(
        survival=1 - enough["helped"],
        low=1 - enough["high"],
        high=1 - enough["low"],
        group="all requests",
    ).reset_index(drop=True)


def _marks(curve: pd.DataFrame, standard_days: int) -> pd.DataFrame:
    """Row: one number of days (halves and multiples of the standard) that the curve reaches."""
    wanted = sorted({max(1, standard_days // 2), *(standard_days * each for each in (1, 2, 3, 4))})
    rows = []
    for day in wanted:
        before = curve[curve["time"] <= day]
        if len(before) and day <= curve["time"].max():
            last = before.iloc[-1]
            shares = (last["helped"], 1 - last["high"], 1 - last["low"])
            few = disclosure.is_small_count(int(curve["closed"].sum()))
            parts = (np.nan, np.nan) if few else (last["closed_share"], last["waiting"])
            rows.append((day, *(100 * each for each in (*shares, *parts))))
    return pd.DataFrame(
        rows, columns=["days", "helped_pct", "low", "high", "closed_pct", "waiting_pct"]
    )


def _by(requests: pd.DataFrame, name: str, as_at: Day, standard_days: int) -> pd.DataFrame:
    rows = waiting_times(requests, as_at=as_at, standard_days=standard_days, by=name)
    return rows.rename(columns={name: "group"})


def _compared(waits: pd.DataFrame, group: pd.Series) -> WaitComparison | None:
    recorded = group.notna()
    try:
        return compare_waits(
            waits.loc[recorded, "days"], waits.loc[recorded, "observed"], group[recorded]
        )
    except MethodInputError:
        return None


def within_estimates(by_group: pd.DataFrame) -> pd.DataFrame:
    """
    Lay out the shares within the standard as estimates for a dot plot.

    Row: one group whose share may be shown, in the order given.

    Args:
        by_group: One of the frames of `RequestSummary.by`.

    Returns:
        ``label``, ``estimate``, ``low`` and ``high`` (percent).
    """
    rows = [
        (
            str(row["group"]),
            *(100 * row[name] for name in ("share_within_standard", "low", "high")),
        )
        for row in by_group.to_dict("records")
        if disclosure.share_may_show(row["within_standard"], row["judged"])
    ]
    return pd.DataFrame(rows, columns=["label", "estimate", "low", "high"])
