"""Tables of waits for first help, and of a measure followed over time."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.table import AccessibleTable, table
from evidence_lib.tables.shares import fifth_words, notes_on, share_texts, with_one_more


def waits_table(waits: pd.DataFrame, *, by: str, name: str, standard_days: int) -> AccessibleTable:
    """
    Show waits for first help by group.

    Row: one group, as `timeliness.request_summary` gives in ``by``; *by* names what a group is.
    """
    enough = waits["n"] >= terms.PERCENT_NEEDS
    shown = with_one_more(waits, ["still_waiting"]).assign(
        group=fifth_words(waits["group"], by=by),
        p90=waits["p90"].where(enough),
        within=share_texts(
            waits, "within_standard", "judged", "share_within_standard", "low", "high"
        ),
    )
    return table(
        shown,
        {"group": by.capitalize(), "n": "Requests", "still_waiting": "Still open",
         "median": "Half (days)", "p90": "Nine in ten (days)",
         "within": f"Helped within {standard_days} days"},
        name=name,
        caption=f"Waits for first help by {by}",
        notes=(*notes_on(shown[["still_waiting", "within"]]),
               "Days within which half, and nine in ten, had first help: Kaplan-Meier. The base is "
               "requests of which it is known whether the standard was met."),
    )  # fmt: skip


def marks_table(marks: pd.DataFrame) -> AccessibleTable:
    """
    Show the share still waiting after some numbers of days.

    Row: one number of days, as `timeliness.request_summary` gives in ``marks``.
    """
    return table(
        marks,
        {"days": "Days since the request", "waiting_pct": "Still waiting (%)",
         "low": "95% interval, from", "high": "95% interval, to"},
        name="still_waiting",
        caption="Requests still waiting for first help, by days since the request",
        decimals={"waiting_pct": 0, "low": 0, "high": 0},
        notes=("Kaplan-Meier with log-log interval; the curve ends where fewer than "
               f"{terms.PERCENT_NEEDS} requests are still followed.",),
    )  # fmt: skip


def backlog_table(backlog: pd.DataFrame) -> AccessibleTable:
    """
    Show the requests still waiting by how long they have waited.

    Row: one band of age, as `timeliness.backlog_by_age` gives.
    """
    shown = with_one_more(backlog, ["n"])
    return table(
        shown,
        {"band": "Has waited", "n": "Requests"},
        name="backlog",
        caption="Requests still waiting for first help, by age",
        notes=notes_on(shown[["n"]]),
    )


def within_table(estimates: pd.DataFrame, *, standard_days: int) -> AccessibleTable:
    """
    Show the share helped in time by locality.

    Row: one locality, as `timeliness.within_estimates` gives.
    """
    return _estimates(
        estimates, "Locality", name="within_by_locality",
        caption=f"Requests helped within {standard_days} days, by locality",
    )  # fmt: skip


def shares_table(estimates: pd.DataFrame, *, name: str, caption: str) -> AccessibleTable:
    """
    Show several shares of one group.

    Row: one measure, as `practice.share_estimates` gives.
    """
    return _estimates(estimates, "Measure", name=name, caption=caption)


def _estimates(estimates: pd.DataFrame, first: str, *, name: str, caption: str) -> AccessibleTable:
    return table(
        estimates,
        {"label": first, "estimate": "Share (%)", "low": "95% interval, from",
         "high": "95% interval, to"},
        name=name,
        caption=caption,
        decimals={"estimate": 0, "low": 0, "high": 0},
        notes=("Wilson intervals.",),
    )  # fmt: skip


def process_table(
    chart: pd.DataFrame, *, name: str, caption: str, unit: str, decimals: int = 0
) -> AccessibleTable:
    """
    Show the points and limits of a process control chart.

    Row: one period, as `spc.xmr_chart` gives, labelled by its index.
    """
    places = dict.fromkeys(("value", "mean", "lower", "upper"), decimals)
    rows = chart.assign(
        period=chart.index.astype("str"),
        kind=[terms.in_words(kind) if isinstance(kind, str) else "no value"
              for kind in chart["point_type"]],
    )  # fmt: skip
    return table(
        rows,
        {"period": "Period", "value": f"Value ({unit})", "mean": "Mean", "lower": "Lower limit",
         "upper": "Upper limit", "kind": "Kind of point"},
        name=name,
        caption=caption,
        decimals=places,
    )  # fmt: skip
