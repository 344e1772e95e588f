"""Sentences about planning: criteria, actions, measures, and the thread from need to target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.blocks import Caveat, Finding, Missing, Sentence
from evidence_lib.wording.evidence import share_of
from evidence_lib.english import counted, listed

NATIONAL_YEARS = "2023-26"


class Agreement(Protocol):
    """What `plans.classifier_agreement` returns."""

    @property
    def n(self) -> int:
        """Actions compared."""

    @property
    def agreed(self) -> int:
        """Of them, labelled the same."""

    @property
    def low_pct(self) -> float:
        """Where the interval begins."""

    @property
    def high_pct(self) -> float:
        """Where it ends."""

    @property
    def kappa(self) -> float | None:
        """Agreement beyond chance."""

    @property
    def caveats(self) -> tuple[str, ...]:
        """What to know of it."""


def noted(caveats: Sequence[str]) -> Caveat | None:
    """Put the caveats that came with a result beside its number; nothing where there is none."""
    said = [f"{each[0].upper()}{each[1:].rstrip('.')}." for each in caveats if each]
    return Caveat(f"Read with care: {' '.join(said)}") if said else None


def themes_found(words: str) -> Finding:
    """Say which documents hardly mention a theme, in the words that came with the count."""
    return Finding(words)


def criteria_found(criteria: pd.DataFrame) -> Finding:
    """Say how many criteria each plan meets; rows as `plans.criteria_table` gives."""
    said = [_criteria_met(str(plan), rows) for plan, rows in criteria.groupby("plan", sort=False)]
    return Finding(" ".join(said))


def _criteria_met(plan: str, rows: pd.DataFrame) -> str:
    met = {word: int(rows["met"].eq(word).sum()) for word in terms.CRITERION_MET}
    return (
        f"{plan}: of {counted(len(rows), 'criterion', 'criteria')}, {met['fully']} met fully, "
        f"{met['partly']} partly and {met['not']} not."
    )


def criteria_behind(criteria: pd.DataFrame) -> Sentence:
    """Name what most plans of the country meet fully and this one does not."""
    most = 2 * criteria["national_fully"] > criteria["national_plans"]
    behind = criteria[most & criteria["met"].ne("fully")]
    if behind.empty:
        return Sentence("Nothing that most plans in Scotland meet fully falls short here.")
    named = listed(
        [
            f"“{row['title']}” ({row['met']} here; fully in {row['national_fully']:.0f} of "
            f"{row['national_plans']:.0f} plans)"
            for row in behind.to_dict("records")
        ]
    )
    return Sentence(f"Met fully by most plans in Scotland and not here: {named}.")


def criteria_caveat() -> Caveat:
    """Say which plans the national figures are of."""
    return Caveat(
        "Read with care: whether a criterion is met is a reviewer's reading of the plan. The "
        f"national figures are of the plans for {NATIONAL_YEARS}: a setting for this plan, not a "
        "yardstick of its own years."
    )


def actions_found(mix: pd.DataFrame) -> Finding:
    """Say how many actions commit to work and how many to a change; rows as `plans.action_mix`."""
    by_label = mix.groupby("label")
    number, stated = by_label["n"].sum(), by_label["outcome_stated"].sum()
    total = int(number.sum())
    unclear = f"; {int(number['unclear'])} cannot be told" if number["unclear"] else ""
    return Finding(
        f"{share_of(int(number['process']), total)} actions commit to work, "
        f"{int(number['outcome'])} to a change in people's lives{unclear}. Of those that commit to "
        f"work, {int(stated['process'])} have an outcome named beside them."
    )


def classifier_caveat(agreement: Agreement) -> Caveat:
    """Say how far the word list that parts the actions agrees with a person."""
    kappa = "" if agreement.kappa is None else f"; kappa {agreement.kappa:.2f}"
    return Caveat(
        "Read with care: a word list suggests the kind of each action, for a person to confirm. On "
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
        f"{share_of(whole, total)} actions have every field that SMART asks for. Rarest: "
        f"{listed(least)}, {int(sums.min())} of {total}."
    )


def smart_caveat() -> Caveat:
    """Say what looking at fields cannot see."""
    return Caveat(
        "Read with care: only whether a field is filled in was looked at, not whether what it says "
        "is any good."
    )


def measurability_found(fields: pd.DataFrame) -> Finding:
    """Say what measures lack; rows as `plans.measurability` gives."""
    have = fields.set_index("field")["with"]
    base = int(fields["base"].iloc[0])
    return Finding(
        f"Of {counted(base, 'measure')}, {have['baseline']} "
        f"{'has' if have['baseline'] == 1 else 'have'} a baseline, {have['short_target']} a "
        f"short-term target, {have['medium_target']} a medium-term and {have['impact_target']} an "
        "impact target."
    )


def thread_found(checks: pd.DataFrame) -> Finding:
    """Say where the thread breaks most, kind by kind; rows as ``counts`` of `GoldenThread`."""
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
    return Caveat(f"Not checked, because the table it needs was not supplied: {named}.")


def needs_found(priorities: pd.DataFrame) -> Finding:
    """Say how many needs a plan takes up; rows as `practice.needs_to_priorities` gives."""
    total = int(priorities["needs"].sum())
    linked = priorities[priorities["link"].eq("linked")]
    alone = int(priorities["link"].eq("action without need").sum())
    return Finding(
        f"{share_of(int(linked['needs'].sum()), total)} needs stand under a priority on which a "
        f"plan acts; {counted(alone, 'priority', 'priorities')} with actions "
        f"{'answers' if alone == 1 else 'answer'} no need that was assessed."
    )
