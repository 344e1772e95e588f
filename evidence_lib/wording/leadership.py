"""Sentences about leadership: where money goes, who answers to whom, what happened when."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.wording.blocks import Caveat, Finding
from evidence_lib.wording.evidence import counted
from evidence_lib.wording.figures import definition


def budget_finding(budget: pd.DataFrame) -> Finding:
    """Say how the share of the last tier changed; rows as `practice.budget_by_tier` gives."""
    years = list(dict.fromkeys(budget["year"]))
    first, last = (
        budget[budget["year"].eq(year)].set_index("tier") for year in (years[0], years[-1])
    )
    shares = [100 * each["share"] for each in (first, last)]
    early = [sum(each.get(tier, 0.0) for tier in terms.PREVENTION_TIERS[:2]) for each in shares]
    return Finding(
        f"Universal services and early help took {early[0]:.0f}% of the budget in {years[0]} and "
        f"{early[1]:.0f}% in {years[-1]}, of £{last['year_total'].iloc[0] / 1e6:,.1f} million."
    )


def events_finding(events: pd.DataFrame) -> Finding:
    """Say how many dated facts there are, from when to when."""
    dates = sorted(str(each) for each in events["date"])
    return Finding(f"{counted(len(events), 'dated fact')}, from {dates[0]} to {dates[-1]}.")


def caveat_of(definitions: pd.DataFrame, indicator_id: str) -> Caveat | None:
    """Put an indicator's own caveat beside its number; nothing where it has none."""
    found = definitions[definitions["indicator_id"].eq(indicator_id)]
    if found.empty or pd.isna(found["caveat"].iloc[0]):
        return None
    return definition({"caveat": found["caveat"].iloc[0]})
