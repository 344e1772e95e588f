"""Concerns about the safety of children that stand open on a day."""

from __future__ import annotations

from datetime import date

import pandas as pd

FROM_REGISTER, FROM_LOG = "register", "link log"

_COLUMNS = ["area", "concern_id", "raised_on", "raised_by", "what", "escalated_on", "kept_in"]


def open_concerns(
    safety_concerns: pd.DataFrame, link_log: pd.DataFrame, as_at: date
) -> pd.DataFrame:
    """
    List the concerns about safety that are open on a day, from the register and the link log.

    A concern of the register is open from the day it was raised until it is resolved. One resolved
    after the day spoken of was open on it. The link log holds a concern about an area where that
    is the worst its last day up to then says.

    Row: one open concern, by the day it was raised.

    Args:
        safety_concerns: The register.
        link_log: Entries of the link inspector or area lead officer.
        as_at: The day spoken of.

    Returns:
        ``area``, ``concern_id`` (of the register, or the entry of the log), ``raised_on``,
        ``raised_by``, ``what``, ``escalated_on`` (missing where it was not, or not by then) and
        ``kept_in`` (register or link log).

    Source: docs/method.md, "Safety".
    """
    day = pd.Timestamp(as_at)
    parts = [
        each for each in (_of_register(safety_concerns, day), _of_log(link_log, day)) if len(each)
    ]
    if not parts:
        return pd.DataFrame(columns=_COLUMNS)
    found = pd.concat(parts, ignore_index=True)
    return found.sort_values(["raised_on", "concern_id"], kind="stable").reset_index(drop=True)


def _of_register(concerns: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    if concerns.empty:
        return concerns
    raised, resolved = concerns["raised_on"].le(day), concerns["resolved_on"].le(day)
    unresolved = concerns["state"].eq("open") | (concerns["resolved_on"].notna() & ~resolved)
    escalated = concerns["escalated_on"].where(concerns["escalated_on"].le(day))
    kept = concerns.assign(escalated_on=escalated, kept_in=FROM_REGISTER)[raised & unresolved]
    return kept[_COLUMNS]


def _of_log(link_log: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Find the areas whose log stands at a concern on its last day."""
    known = link_log[link_log["date"].le(day)] if len(link_log) else link_log
    if known.empty:
        return known
    last_day = known.groupby("area")["date"].transform("max")
    # Of two entries of one day the worse one stands, in whatever order they were written.
    standing = known[known["date"].eq(last_day) & known["state"].eq("concern")]
    first = standing.drop_duplicates("area")
    return first.assign(
        concern_id=first["entry_id"],
        raised_on=first["date"],
        raised_by=first["officer"],
        what=first["note"],
        escalated_on=pd.Series(pd.NaT, index=first.index),
        kept_in=FROM_LOG,
    )[_COLUMNS]
