"""The resource forum: how long decisions take, what is agreed, and for whom."""

from __future__ import annotations

from datetime import date

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.disclosure.notes import SMALL_CELLS
from evidence_lib.errors import require_columns
from evidence_lib.practice._frames import (
    Row,
    as_day,
    days,
    days_until,
    groups,
    share_cells,
    shares_of,
)

METHOD = "Medians of calendar days; agreed share with Wilson interval"
CAVEATS = (
    "The median counts decided requests only and so is too short while requests wait. Agreed is in "
    "full or in part, of requests agreed or declined; a deferral is not yet an answer. Groups ask "
    f"for different things: a difference is a question, not a finding of unfairness. {SMALL_CELLS}"
)
_NEEDED = ("decision_id", "child_key", "requested_on", "decided_on", "outcome", "amount")
_COLUMNS = [
    "group", "requests", "hidden", "children", "repeat_requests", "decided", "waiting",
    "median_days", "longest_wait_days", "deferred", "declined", "partly_agreed",
    *shares_of("agreed"), "amount_total", "amount_median", "amounts", "method", "caveats",
]  # fmt: skip

MOST_DEPRIVED = "most deprived fifth"
OTHER_FIFTHS = "other fifths, or not recorded"


def _time_cells(requests: pd.DataFrame, as_at: pd.Timestamp) -> Row:
    waiting = requests["decided"].isna()
    taken = (requests["decided"] - requests["requested"]).dt.days.astype("float64")
    longest = (as_at - requests.loc[waiting, "requested"]).dt.days.max()
    return {
        "decided": int((~waiting).sum()),
        "waiting": int(waiting.sum()),
        "median_days": disclosure.median_or_missing(taken),
        "longest_wait_days": float(longest),
    }


def _outcome_cells(requests: pd.DataFrame) -> Row:
    outcomes = requests.loc[requests["decided"].notna(), "outcome"]
    counts = {name: int((outcomes == name).sum()) for name in ("deferred", "declined")}
    partly = int((outcomes == "partly_agreed").sum())
    agreed = int((outcomes == "agreed").sum()) + partly
    shares = share_cells("agreed", agreed, agreed + counts["declined"])
    return {**counts, "partly_agreed": partly, **shares}


def _money_cells(requests: pd.DataFrame) -> Row:
    amounts = requests.loc[requests["decided"].notna(), "amount"].astype("float64").dropna()
    return {
        "amount_total": float(amounts.sum()),
        "amount_median": disclosure.median_or_missing(amounts),
        "amounts": len(amounts),
    }


def _row(name: str, requests: pd.DataFrame, as_at: pd.Timestamp) -> Row:
    keyed = requests["child_key"].dropna()
    return {
        "group": name,
        "requests": len(requests),
        "children": int(keyed.nunique()),
        "repeat_requests": len(keyed) - int(keyed.nunique()),
        **_time_cells(requests, as_at),
        **_outcome_cells(requests),
        **_money_cells(requests),
    }


def decision_equity(
    resource_decisions: pd.DataFrame, *, as_at: date, by: str | None, blanked: bool = True
) -> pd.DataFrame:
    """
    Compare how a resource forum treats the requests of different groups.

    Row: one group of requests made up to *as_at*; those without a group are ``not recorded``.

    Args:
        resource_decisions: The contract's `resource_decisions`.
        as_at: The day the figures speak of; what was decided later still waits.
        by: ``simd_quintile`` or ``locality`` (any column); None for all requests together.
        blanked: Blank the figures of groups that are hidden; else the true counts are given, to
            be protected where they are shown.

    Returns:
        ``group``, ``requests``, ``hidden`` (fewer than 5 requests: figures blank), ``children``,
        ``repeat_requests`` (requests beyond a child's first), ``decided``, ``waiting``,
        ``median_days`` (request to decision, of the decided), ``longest_wait_days``, ``deferred``,
        ``declined``, ``partly_agreed``, ``agreed`` (in full or in part) with ``_base``, ``_share``,
        ``_low``, ``_high`` (missing under a base of 20), ``amount_total`` and ``amount_median``
        (pounds, of decided requests with an amount), ``amounts`` (how many), ``method``,
        ``caveats``. Medians of fewer than 5 are missing.

    Raises:
        MethodInputError: A column is missing or *as_at* is no date.

    Source: docs/method.md, "Decisions of a resource forum"; conventions are this project's.
    """
    doing = "comparing resource decisions"
    require_columns(resource_decisions.columns, [*_NEEDED, *([by] if by else [])], doing=doing)
    day = as_day(as_at, doing=doing)
    made = resource_decisions.assign(
        requested=days(resource_decisions, "requested_on"),
        decided=days_until(resource_decisions, "decided_on", day),
    )
    rows = [
        disclosure.blank_row(_row(name, requests, day), ["requests"], None if blanked else ())
        | {"method": METHOD, "caveats": CAVEATS}
        for name, requests in groups(made[made["requested"] <= day], by)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def by_deprivation(rows: pd.DataFrame, *, quintile: str = "simd_quintile") -> pd.DataFrame:
    """
    Part rows in two: the most deprived fifth, and all others.

    Row: as given, with ``deprivation``. Five groups are often too small to compare; two seldom are.
    Rows without a quintile are among the others: apart, the few of them could be worked back.

    Raises:
        MethodInputError: There is no column *quintile*.
    """
    require_columns(rows.columns, [quintile], doing="parting rows by deprivation")
    most = rows[quintile].eq(1).fillna(False).astype(bool)
    named = pd.Series(OTHER_FIFTHS, index=rows.index, dtype="str").mask(most, MOST_DEPRIVED)
    return rows.assign(deprivation=named)
