"""Whether a plan meets the statutory criteria."""

from __future__ import annotations

import pandas as pd

from evidence_lib import plans, terms
from evidence_lib.answers.answer import Answer, no_table
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.english import counted, listed, verb
from evidence_lib.evidence import Evidence
from evidence_lib.show import AccessibleTable, Caveat, Finding, Sentence, read_with_care, table

NATIONAL_YEARS = "2023 to 2026"


@from_tables("plan_criteria")
def criteria(review: Evidence) -> Answer:
    """Set a plan's statutory criteria beside how plans across the country met them."""
    found = plans.criteria_table(review.tables["plan_criteria"])
    if found.empty:
        return no_table("plan_criteria")
    return Answer.of(
        criteria_found(found),
        criteria_behind(found),
        criteria_table(found),
        criteria_caveat(),
        criteria=found,
    )


def criteria_found(criteria: pd.DataFrame) -> Finding:
    """Say how many criteria each plan meets; rows as `plans.criteria_table` gives."""
    said = [_criteria_met(str(plan), rows) for plan, rows in criteria.groupby("plan", sort=False)]
    return Finding(" ".join(said))


def _criteria_met(plan: str, rows: pd.DataFrame) -> str:
    met = {word: int(rows["met"].eq(word).sum()) for word in terms.CRITERION_MET}
    unread = len(rows) - sum(met.values())
    left = f"; {unread} {verb(unread, 'was', 'were')} not judged" if unread else ""
    return (
        f"{plan}: of {counted(len(rows), 'criterion', 'criteria')}, {met['fully'] or 'none'} "
        f"{verb(met['fully'] or 1, 'is', 'are')} met fully, {met['partly']} partly and "
        f"{met['not']} not at all{left}."
    )


_HERE = {"partly": "met partly", "not": "not met"}


def criteria_behind(criteria: pd.DataFrame) -> Sentence:
    """Name what most plans of the country meet fully and this one does not."""
    most = 2 * criteria["national_fully"] > criteria["national_plans"]
    judged = criteria["met"].isin(terms.CRITERION_MET)
    behind = criteria[most & judged & criteria["met"].ne("fully")]
    if behind.empty and (most & judged).any():
        every = "Every criterion judged" if (most & ~judged).any() else "Every criterion"
        return Sentence(f"{every} that most plans in Scotland meet fully is met fully here.")
    if behind.empty:
        return Sentence("No criterion that most plans in Scotland meet fully was judged here.")
    named = listed(
        [
            f"“{row['title']}” ({_HERE[row['met']]} here; fully in {row['national_fully']:.0f} of "
            f"{row['national_plans']:.0f} plans)"
            for row in behind.to_dict("records")
        ]
    )
    return Sentence(f"Met fully by most plans in Scotland and not here: {named}.")


def criteria_caveat() -> Caveat:
    """Say which plans the national figures are of."""
    return read_with_care(
        "whether a criterion is met is a reviewer's reading of the plan. The "
        f"national figures are of the plans for {NATIONAL_YEARS}: a setting for this plan, not a "
        "yardstick of its own years."
    )


def criteria_table(criteria: pd.DataFrame) -> AccessibleTable:
    """
    Set a plan's statutory criteria beside the plans of the country.

    Row: one criterion, as `plans.criteria_table` gives.
    """
    columns = {"title": "Criterion", "met": "Met here", "reason": "Why",
               "national_fully": "Scotland: fully", "national_partly": "Scotland: partly",
               "national_not": "Scotland: not"}  # fmt: skip
    if criteria["plan"].nunique() > 1:
        columns["plan"] = "Plan"
    notes = [
        f"{row['title']}: {row['note']}." for row in criteria.to_dict("records") if row["note"]
    ]
    titled = [f"{row['number']} {row['title']}".strip() for row in criteria.to_dict("records")]
    return table(
        criteria.assign(title=titled),
        columns,
        name="plan_criteria",
        caption="The statutory criteria for a children's services plan",
        notes=notes,
        source=f"Scottish Government, review of children's services plans {NATIONAL_YEARS}.",
    )
