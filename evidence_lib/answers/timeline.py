"""What happened when, and who answers to whom."""

from __future__ import annotations

import pandas as pd

from evidence_lib import reconcile, terms
from evidence_lib.answers.answer import Answer, no_table, where_any
from evidence_lib.answers.chart_titles import events_title
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.english import counted
from evidence_lib.evidence import Evidence
from evidence_lib.show import AccessibleTable, Caveat, Finding, charts, missing_table, table


@from_tables("events")
def timeline(review: Evidence) -> Answer:
    """Set out dated facts, and say where sources date one differently."""
    events = review.tables["events"]
    if events.empty:
        return no_table("events")
    return Answer.of(
        charts.show(
            charts.timeline,
            events,
            name="events",
            title=events_title(events),
            finding=events_finding(events),
            table=events_table(events),
        ),
        dates_conflict(reconcile.conflicting_dates(events)),
        events=events,
    )


@from_tables("governance_links")
def governance(review: Evidence) -> Answer:
    """List who answers to whom, as it was stated."""
    return Answer.of(
        where_any(governance_table, review.tables["governance_links"])
        or missing_table("governance_links")
    )


def events_finding(events: pd.DataFrame) -> Finding:
    """Say how many dated facts there are, from when to when."""
    dates = sorted(str(each) for each in events["date"])
    if not dates:
        return Finding("No dated fact is recorded.")
    if len(dates) == 1:
        return Finding(f"1 dated fact, of {dates[0]}.")
    return Finding(f"{counted(len(events), 'dated fact')}, from {dates[0]} to {dates[-1]}.")


def dates_conflict(conflicts: pd.DataFrame) -> Caveat | None:
    """Say which facts sources date differently; rows as `reconcile.conflicting_dates` gives."""
    if conflicts.empty:
        return None
    said = [
        f"“{row['label']}” is dated {row['date']} by {terms.in_words(row['source_id'])} and "
        f"{row['other_date']} by {terms.in_words(row['other_source_id'])}"
        for row in conflicts.to_dict("records")
    ]
    return Caveat(f"Read with care: sources disagree. {'; '.join(said)}.")


def governance_table(links: pd.DataFrame) -> AccessibleTable:
    """
    List who reports to whom.

    Row: one reporting line.
    """
    return table(
        links,
        {"from_group": "Reports", "to_group": "To", "instrument": "By what",
         "location": "Where in the source", "source_id": "Source"},
        name="governance",
        caption="Reporting lines",
        links={"source_id": "source"},
    )  # fmt: skip


def events_table(events: pd.DataFrame) -> AccessibleTable:
    """
    List dated facts.

    Row: one fact.
    """
    return table(
        events,
        {"date": "Date", "label": "What happened", "location": "Where in the source",
         "source_id": "Source"},
        name="events",
        caption="Dated facts",
        links={"source_id": "source"},
    )  # fmt: skip
