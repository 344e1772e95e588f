"""Whether the thread holds from need to target."""

from __future__ import annotations

import pandas as pd

from evidence_lib import plans, practice
from evidence_lib.answers.answer import Answer, no_table, noted, where_any
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.disclosure import share_of
from evidence_lib.english import capital, counted, listed, verb
from evidence_lib.evidence import Evidence
from evidence_lib.show import AccessibleTable, Caveat, Finding, Sentence, table


@from_tables("needs", "plan_actions", "indicators", "indicator_targets")
def thread(review: Evidence) -> Answer:
    """Follow need, priority, action, indicator and target, and say where a link is missing."""
    tables = review.tables
    needs, actions = tables["needs"], tables["plan_actions"]
    if needs.empty:
        return no_table("needs")
    if actions.empty:
        return Answer.of(Sentence("Without the plan's actions the thread cannot be followed."))
    measures = plans.own_measures(tables["indicators"], tables["sources"])
    found = plans.golden_thread(needs, actions, measures, tables["indicator_targets"])
    breaks = plans.named_orphans(found.orphans, needs, actions, measures)
    priorities = practice.needs_to_priorities(needs, actions)
    return Answer.of(
        thread_found(found.counts),
        thread_table(found.counts),
        unchecked(found.counts),
        where_any(breaks_table, _named(breaks)),
        noted(found.caveats),
        needs_found(priorities),
        needs_table(priorities),
        breaks=breaks,
        priorities=priorities,
    )


def _named(breaks: pd.DataFrame) -> pd.DataFrame:
    """Leave out the actions that are marked in the list of actions already. Row: as given."""
    return breaks[~breaks["names_no_indicator"]]


def thread_found(checks: pd.DataFrame) -> Finding:
    """Say where the thread breaks most, kind by kind; rows as ``counts`` of `GoldenThread`."""
    if not checks["checked"].any():
        return Finding("Nothing of the thread from need to target could be checked.")
    broken = checks[checks["checked"] & checks["orphans"].gt(0)]
    if broken.empty:
        return Finding("The thread from need to target breaks nowhere that was checked.")
    shares = broken.assign(share=broken["orphans"] / broken["of"])
    worst = shares.sort_values("share", ascending=False, kind="stable").drop_duplicates("kind")
    places = [
        f"{_one(row['kind'])} {row['reason']} ({row['orphans']:.0f} of {row['of']})"
        for row in worst.to_dict("records")
    ]
    return Finding(f"The thread breaks most where {listed(places)}.")


def _one(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def unchecked(checks: pd.DataFrame) -> Caveat | None:
    """Name the checks that an absent table made impossible; nothing where there is none."""
    left = checks[~checks["checked"].astype(bool)]
    if left.empty:
        return None
    named = listed(
        [f"whether {_one(row['kind'])} {row['reason']}" for row in left.to_dict("records")]
    )
    return Caveat(f"Not checked, because the data it needs were not supplied: {named}.")


def needs_found(priorities: pd.DataFrame) -> Finding:
    """Say how many needs a plan takes up; rows as `practice.needs_to_priorities` gives."""
    total = int(priorities["needs"].sum())
    linked = priorities[priorities["link"].eq("linked")]
    under, alone = (
        int(linked["needs"].sum()),
        int(priorities["link"].eq("action without need").sum()),
    )
    if not total:
        return Finding("No need was assessed, so no priority can be set beside one.")
    return Finding(
        f"A plan acts on the priority of {share_of(under, total)} "
        f"{verb(total, 'need', 'needs')}; "
        f"{counted(alone, 'priority', 'priorities') if alone else 'no priority'} with actions "
        f"{verb(alone or 1, 'answers', 'answer')} no need that was assessed."
    )


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
        priorities.assign(priority=[capital(str(each))
                                    for each in priorities["priority"]]),
        {"priority": "Priority", "needs": "Needs", "needs_with_data": "of them, data complete",
         "actions": "Actions", "plans": "Plans", "link": "Link"},
        name="needs_to_priorities",
        caption="Needs assessed and priorities acted on",
    )  # fmt: skip
