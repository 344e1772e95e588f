"""Whether the actions of the plans commit to work or to a change."""

from __future__ import annotations

import pandas as pd

from evidence_lib import plans, terms
from evidence_lib.answers.answer import Answer, no_table
from evidence_lib.answers.chart_titles import actions_title
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.disclosure import share_of
from evidence_lib.english import listed, verb
from evidence_lib.evidence import Evidence
from evidence_lib.plans import ClassifierAgreement
from evidence_lib.show import AccessibleTable, Caveat, Finding, charts, read_with_care, table


@from_tables("plan_actions")
def actions(review: Evidence) -> Answer:
    """Say whether the actions of the plans commit to work or to a change, and are SMART."""
    listed_actions = review.tables["plan_actions"]
    if listed_actions.empty:
        return no_table("plan_actions")
    mix, by_plan = plans.action_mix(listed_actions), plans.smart(listed_actions)
    return Answer.of(
        charts.show(
            charts.stacked_shares,
            plans.mix_by_row(mix, row="plan", kind="label"),
            categories=["process", "outcome", "unclear"],
            measure="Actions by what they commit to",
            totals="({})",
            name="actions",
            title=actions_title(mix),
            subtitle="Actions of the plans by what they commit to; their number in brackets",
            finding=actions_found(mix),
            table=actions_table(plans.classified_actions(listed_actions)),
        ),
        classifier_caveat(plans.classifier_agreement()),
        smart_found(by_plan),
        smart_table(by_plan),
        smart_caveat(),
        by_plan=by_plan,
    )


def actions_found(mix: pd.DataFrame) -> Finding:
    """Say how many actions commit to work and how many to a change; rows as `plans.action_mix`."""
    by_label = mix.groupby("label")
    number, stated = by_label["n"].sum(), by_label["outcome_stated"].sum()
    total, work, named = (
        int(each) for each in (number.sum(), number["process"], stated["process"])
    )
    unclear = f"; {int(number['unclear'])} cannot be told" if number["unclear"] else ""
    return Finding(
        f"{_of_all(work, total, 'commits', 'commit')} to work, "
        f"{int(number['outcome']) or 'none'} to a change in people's lives{unclear}. Of those that "
        f"commit to work, {named or 'none'} {verb(named or 1, 'has', 'have')} an outcome named "
        f"beside {verb(named or 1, 'it', 'them')}."
    )


def classifier_caveat(agreement: ClassifierAgreement) -> Caveat:
    """Say how far the word list that parts the actions agrees with a person."""
    kappa = "" if agreement.kappa is None else f"; kappa {agreement.kappa:.2f}"
    return read_with_care(
        "a word list suggests the kind of each action, for a person to confirm. On "
        f"actions set aside to test it, it agreed with a person on {agreement.agreed} of "
        f"{agreement.n} ({100 * agreement.agreed / agreement.n:.0f}%, 95% interval "
        f"{agreement.low_pct:.0f}% to {agreement.high_pct:.0f}%{kappa}). "
        f"{' '.join(agreement.caveats)}"
    )


def smart_found(by_plan: pd.DataFrame) -> Finding:
    """Say how many actions are SMART and which letter fails most; rows as `plans.smart` gives."""
    letters = ["specific", "measurable", "achievable", "relevant", "time_related"]
    total, whole = int(by_plan["actions"].sum()), int(by_plan["all_five"].sum())
    sums = by_plan[letters].sum()
    least = [terms.in_words(letter) for letter in letters if sums[letter] == sums.min()]
    return Finding(
        f"{_of_all(whole, total, 'has', 'have')} every field that SMART "
        f"asks for. Least often filled in: {listed(least)}, {int(sums.min())} of {total}."
    )


def _of_all(part: int, whole: int, one: str, many: str) -> str:
    """Write some of the actions with the verb that goes with them: ``1 of 12 actions has``."""
    does = verb(1 if whole == 1 else part, one, many)
    return f"{share_of(part, whole)} {verb(whole, 'action', 'actions')} {does}"


def smart_caveat() -> Caveat:
    """Say what looking at fields cannot see."""
    return read_with_care(
        "only whether a field is filled in was looked at, not whether what it says is any good."
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
