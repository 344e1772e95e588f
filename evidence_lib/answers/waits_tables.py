"""The tables of waits for first help, safe to show."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.answers.share_cells import (
    fifth_words,
    notes_on,
    safe_share_texts,
    shares_in_a_row,
)
from evidence_lib.disclosure import SafeCounts, notes
from evidence_lib.show import AccessibleTable, table

WAITED = "waited"
"""The register's word for how long requests have waited."""

WITHIN = ("share_within_standard", "low", "high")


def waits_table(
    safe: SafeCounts, column: str, *, by: str, name: str, standard_days: int
) -> AccessibleTable:
    """
    Show waits for first help by group.

    Row: one group of *column*, as `timeliness.request_summary` gives in ``by``; *by* names what a
    group is.
    """
    waits = safe.by[column]
    all_groups = waits.assign(
        group=fifth_words(waits["group"], by=by),
        **{name: safe.shown(column, name) for name in ("judged", "still_waiting")},
        **{name: _days(safe, column, name) for name in ("median", "p90")},
        within=safe_share_texts(safe, column, "within_standard", "judged", WITHIN),
    )
    shown = all_groups[~safe.unnamed(column, "judged")]
    return table(
        shown,
        {"group": by.capitalize(), "judged": "Requests old enough", "still_waiting": "Still open",
         "median": "Half (days)", "p90": "Nine in ten (days)",
         "within": f"Helped within {standard_days} days"},
        name=name,
        caption=f"Waits for first help by {by}",
        notes=(*notes_on(shown[["judged", "still_waiting", "within"]]),
               f"Old enough to be judged: made {standard_days} days ago or more. One closed "
               "without help was not helped in time. Days within which half, and nine in ten, of "
               "all requests had first help: Aalen-Johansen."),
    )  # fmt: skip


def _days(safe: SafeCounts, column: str, name: str) -> pd.Series:
    """Give days reckoned from a group, hidden with its size. Row: one group."""
    rows = safe.by[column]
    few = safe.hides(column, "judged") | disclosure.small_groups(rows["judged"])
    enough = disclosure.percents_may_show(rows["judged"])
    days = rows[name] if name == "median" else rows[name].where(enough)
    return days.astype(object).mask(few, terms.HIDDEN)


def marks_table(marks: pd.DataFrame) -> AccessibleTable:
    """
    Show the shares helped, closed without help and still waiting after some numbers of days.

    Row: one number of days, as `timeliness.request_summary` gives in ``marks``.
    """
    return table(
        marks,
        {"days": "Days since the request", "helped_pct": "Helped (%)",
         "low": "95% interval, from", "high": "95% interval, to",
         "closed_pct": "Closed without help (%)", "waiting_pct": "Still waiting (%)"},
        name="still_waiting",
        caption="What had become of requests, by days since the request",
        decimals=dict.fromkeys(("helped_pct", "low", "high", "closed_pct", "waiting_pct"), 0),
        notes=(f"Aalen-Johansen with log-log interval; {notes.CURVE_END}.",),
    )  # fmt: skip


def backlog_table(safe: SafeCounts) -> AccessibleTable:
    """
    Show the requests still waiting by how long they have waited.

    Row: one band of age, as `timeliness.backlog_by_age` gives.
    """
    shown = safe.by[WAITED].assign(n=safe.shown(WAITED, "still_waiting"))
    return table(
        shown,
        {"group": "Has waited", "n": "Requests"},
        name="backlog",
        caption="Requests still waiting for first help, by age",
        notes=notes_on(shown[["n"]]),
    )


def within_table(estimates: pd.DataFrame, *, standard_days: int) -> AccessibleTable:
    """
    Show the share helped in time by locality.

    Row: one locality, as `timeliness.within_estimates` gives.
    """
    return shares_in_a_row(
        estimates, "Locality", name="within_by_locality",
        caption=f"Requests helped within {standard_days} days, by locality",
    )  # fmt: skip
