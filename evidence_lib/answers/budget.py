"""Where the money goes, by tier of prevention."""

from __future__ import annotations

import pandas as pd

from evidence_lib import practice, terms
from evidence_lib.answers.answer import Answer, no_table
from evidence_lib.answers.chart_titles import budget_title, spanned, subtitle
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.evidence import Evidence
from evidence_lib.show import AccessibleTable, Finding, charts, table


@from_tables("resources")
def budget(review: Evidence) -> Answer:
    """Say where the money goes: the budget by tier of prevention, year by year."""
    rows = practice.budget_by_tier(review.tables["resources"])
    if rows.empty:
        return no_table("resources")
    return Answer.of(
        charts.show(
            charts.stacked_shares,
            practice.tiers_by_year(rows),
            categories=list(dict.fromkeys(rows["tier"])),
            measure="Budget in millions of pounds",
            totals="(£{} million)",
            name="budget",
            title=budget_title(rows),
            subtitle=subtitle(
                "Budget by tier of prevention", "millions of pounds", spanned(rows["year"])
            ),
            finding=budget_finding(rows),
            table=budget_table(rows),
        ),
        budget=rows,
    )


def budget_finding(budget: pd.DataFrame) -> Finding:
    """Say how the share of the last tier changed; rows as `practice.budget_by_tier` gives."""
    years = list(dict.fromkeys(budget["year"]))
    first, last = (
        budget[budget["year"].eq(year)].set_index("tier") for year in (years[0], years[-1])
    )
    shares = [100 * each["share"] for each in (first, last)]
    total = f"£{last['year_total'].iloc[0] / 1e6:,.1f} million"
    early = [sum(each.get(tier, 0.0) for tier in terms.PREVENTION_TIERS[:2]) for each in shares]
    before = f"{early[0]:.0f}% of the budget in {years[0]} and " if len(years) > 1 else ""
    return Finding(
        f"Universal services and early help took {before}{early[1]:.0f}% of the {total} "
        f"of {years[-1]}."
    )


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
