"""Tables of planning: measures, documents, criteria, actions and the thread from need to target."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.table import AccessibleTable, table

_NO_PERCENT = f"Percentages only from a base of {terms.PERCENT_NEEDS}."
_FIELD_WORDS = {
    "short_target": "Short-term target",
    "medium_target": "Medium-term target",
    "impact_target": "Impact target",
}


def measures_table(measures: pd.DataFrame) -> AccessibleTable:
    """
    List the partnership's own measures by what they tell.

    Row: one indicator.
    """
    kinds = [terms.in_words(kind) if isinstance(kind, str) else kind
             for kind in measures["rba_type"]]  # fmt: skip
    return table(
        measures.assign(rba_type=kinds),
        {"title": "Measure", "rba_type": "What it tells", "priority": "Priority",
         "owner": "Owner"},
        name="own_measures",
        caption="The partnership's own measures for this area",
        notes=("How much was done, how well it was done, or whether anyone is better off.",),
    )  # fmt: skip


def themes_table(matrix: pd.DataFrame, *, theme: str) -> AccessibleTable:
    """
    Show how often each document mentions each theme, the one asked for first.

    Row: one document; *matrix* as in `practice.DocumentThemes`.
    """
    themes = [str(column) for column in matrix.columns]
    first = sorted(themes, key=lambda each: each.casefold() != theme.casefold())
    gaps = bool(matrix.isna().any(axis=None))
    return table(
        matrix.set_axis(themes, axis=1).reset_index(),
        {"document": "Document", **{each: each.capitalize() for each in first}},
        name="document_themes",
        caption="Mentions of themes in plans and strategies",
        decimals=dict.fromkeys(themes, 0),
        notes=("Not stated: the theme was not looked for in this document.",) if gaps else (),
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
        source="Scottish Government, review of children's services plans 2023-26.",
    )


def actions_table(actions: pd.DataFrame) -> AccessibleTable:
    """
    List the actions of the plans with what each was taken for.

    Row: one action, as `plans.classified_actions` gives.
    """
    shown = actions.assign(
        words=[f"“{words}”" if words else "none" for words in actions["words"]],
        outcome_stated=actions["outcome_stated"].astype(bool),
        indicator_stated=actions["indicator_stated"].astype(bool),
    )
    return table(
        shown,
        {"title": "Action", "plan": "Plan", "label": "Taken for", "words": "Words that decided",
         "outcome_stated": "Outcome named", "indicator_stated": "Indicator named"},
        name="actions",
        caption="Actions of the plans: work, or a change in people's lives",
    )  # fmt: skip


def smart_table(by_plan: pd.DataFrame) -> AccessibleTable:
    """
    Show how many actions of each plan have what SMART asks for.

    Row: one plan, as `plans.smart` gives.
    """
    return table(
        by_plan,
        {"plan": "Plan", "actions": "Actions", "specific": "Specific",
         "measurable": "Measurable", "achievable": "Achievable", "relevant": "Relevant",
         "time_related": "Time-related", "all_five": "All five"},
        name="smart",
        caption="Actions that have the fields each letter of SMART asks for",
        notes=("Specific: priority, title, outcome and owner. Measurable: priority and indicator. "
               "Achievable: owner. Relevant: outcome. Time-related: due date.",),
    )  # fmt: skip


def fields_table(fields: pd.DataFrame) -> AccessibleTable:
    """
    Show how many measures have each field that measuring progress needs.

    Row: one field, as `plans.measurability` gives.
    """
    shown = fields.assign(
        field=[_FIELD_WORDS.get(each, each.capitalize()) for each in fields["field"]],
        share_pct=100 * fields["share"],
    )
    columns = {"field": "Field", "with": "Measures with it", "base": "Measures",
               "share_pct": "Share (%)", "decided_by": "What counts"}  # fmt: skip
    if fields["share"].isna().all():
        del columns["share_pct"]
    return table(
        shown,
        columns,
        name="measurability_by_field",
        caption="What the partnership's measures have, of what measuring progress needs",
        decimals={"share_pct": 0},
        notes=(_NO_PERCENT,) if fields["share"].isna().any() else (),
    )  # fmt: skip


def thread_table(checks: pd.DataFrame) -> AccessibleTable:
    """
    Count where the thread from need to target breaks.

    Row: one check, as ``counts`` of `plans.golden_thread`.
    """
    named = [f"{kind} {reason}" for kind, reason in zip(checks["kind"], checks["reason"],
                                                        strict=True)]  # fmt: skip
    broken = checks["orphans"].astype(object).where(checks["checked"].astype(bool), "not checked")
    return table(
        checks.assign(check=[each.capitalize() for each in named], orphans=broken),
        {"check": "Break", "orphans": "Found", "of": "Looked at"},
        name="thread",
        caption="Where the thread from need to target breaks",
        decimals={"orphans": 0},
    )


def breaks_table(named: pd.DataFrame) -> AccessibleTable:
    """
    List the things at which the thread breaks.

    Row: one thing, as `plans.named_orphans` gives.
    """
    return table(
        named.assign(kind=[str(kind).capitalize() for kind in named["kind"]]),
        {"title": "What", "kind": "Kind", "reasons": "Where it breaks"},
        name="thread_breaks",
        caption="Indicators, priorities, needs and actions at which it breaks",
        notes=("Actions that name no indicator are marked in the list of actions.",),
    )


def needs_table(priorities: pd.DataFrame) -> AccessibleTable:
    """
    Set the needs assessed beside the priorities that plans act on.

    Row: one priority, as `practice.needs_to_priorities` gives.
    """
    return table(
        priorities.assign(priority=[str(each)[:1].upper() + str(each)[1:]
                                    for each in priorities["priority"]]),
        {"priority": "Priority", "needs": "Needs", "needs_with_data": "of them, data complete",
         "actions": "Actions", "plans": "Plans", "link": "Link"},
        name="needs_to_priorities",
        caption="Needs assessed and priorities acted on",
    )  # fmt: skip
