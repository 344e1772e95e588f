"""Tables about leadership: budget, reporting lines, dated facts."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.tables.accessible import AccessibleTable, table


def budget_table(budget: pd.DataFrame) -> AccessibleTable:
    """
    Show the budget by tier of prevention.

    Row: one tier in one year, as `practice.budget_by_tier` gives.
    """
    worded = budget.assign(
        tier=[terms.in_words(tier) for tier in budget["tier"]], share=100 * budget["share"]
    )
    return table(
        worded,
        {"year": "Year", "tier": "Tier", "amount": "Budget (£)", "share": "Of the year (%)"},
        name="budget",
        caption="Budget by tier of prevention",
        decimals={"amount": 0, "share": 0},
    )


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
