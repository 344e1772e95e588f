"""Sentences about the evidence itself: how much there is, what it says, what is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from evidence_lib import terms
from evidence_lib.wording.blocks import Finding, Html, Missing, Sentence, day, facts


class Traced(Protocol):
    """What `strands.traceability` returns."""

    items: int
    traceable: int

    @property
    def untraceable(self) -> int:
        """Assertions whose strand the report does not name."""


def listed(words: Sequence[str]) -> str:
    """Join words as prose does: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """Write a count with its noun: ``1 item``, ``3 items``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def share_of(part: int, whole: int) -> str:
    """Write a part of a whole, with a percentage only from a base of 20."""
    percent = f" ({100 * part / whole:.0f}%)" if whole >= terms.PERCENT_NEEDS else ""
    return f"{part:,} of {whole:,}{percent}"


def evidence_found(items: pd.DataFrame, *, about: str = "this area") -> Finding:
    """Say what the assertions add up to, by bearing."""
    found = {bearing: int(items["bearing"].eq(bearing).sum()) for bearing in terms.BEARINGS}
    return Finding(
        f"Of {counted(len(items), 'assertion')} about {about}, {found['supports']} "
        f"{_verb(found['supports'], 'says', 'say')} that things have improved, {found['mixed']} "
        f"{_verb(found['mixed'], 'is', 'are')} mixed and {found['challenges']} "
        f"{_verb(found['challenges'], 'points', 'point')} to what is not there yet."
    )


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def bearing_finding(bearings: pd.DataFrame, *, by: str) -> Finding:
    """Say which criterion (or part) has the most that challenges; rows as `strands.bearing_by`."""
    most = bearings["challenges"].max()
    if not most:
        return Finding(f"No assertion challenges progress on any {by}.")
    named = listed(
        [f"“{label}”" for label in bearings.loc[bearings["challenges"].eq(most), "label"]]
    )
    return Finding(
        f"What is not there yet is said most of {named}: "
        f"{counted(int(most), 'assertion')} that challenge{'s' if most == 1 else ''} progress."
    )


def traceability(traced: Traced) -> Sentence:
    """Say what share of the published findings cannot be traced to what they rest on."""
    return Sentence(
        f"{share_of(traced.untraceable, traced.items)} assertions do not say what they rest on: "
        "the report states the finding and names no strand of evidence. That is a fact about what "
        "was published, not about the inspectors' work."
    )


def statements_found(statements: pd.DataFrame) -> Finding:
    """Quote the inspectors' words on an area, as they stand, in the order of the report."""
    if statements.empty:
        return Finding("No words of the inspectors on progress were recorded.")
    quoted = listed(_quoted(statements))
    return Finding(f"The inspectors' words: {quoted}.")


def _quoted(statements: pd.DataFrame) -> list[str]:
    return [f"“{str(words).rstrip('.')}”" for words in statements["words"]]


def people_heard(told: pd.DataFrame) -> Sentence:
    """Say whose voices are among the assertions of an area, by attribution."""
    if told.empty:
        return Sentence("No assertion here is attributed to staff, leaders, children, "
                        "young people or families.")  # fmt: skip
    found = told["attribution"].value_counts(sort=False)
    heard = [
        f"{count} to {terms.in_words(str(who)).removeprefix('reported by ')}"
        for who, count in found.items()
    ]
    return Sentence(
        f"{counted(len(told), 'assertion')} "
        f"{_verb(len(told), 'is', 'are')} attributed to people: {listed(heard)}."
    )


def coverage_finding(coverage: pd.DataFrame) -> Finding:
    """Say where the published evidence comes from; rows as `strands.coverage` gives."""
    by_strand = coverage.groupby("strand", sort=False)["items"].sum()
    named = by_strand[by_strand.gt(0)].drop(index=terms.TEAM_FINDING, errors="ignore")
    silent = len(by_strand) - len(named) - int(terms.TEAM_FINDING in by_strand.index)
    traced = listed([f"{terms.in_words(str(name))} ({count})" for name, count in named.items()])
    return Finding(
        f"Assertions that name their strand come from {traced or 'nowhere'}; "
        f"{counted(silent, 'strand')} of evidence {_verb(silent, 'is', 'are')} not named at all."
    )


def silent_strands(silent: Sequence[str]) -> Sentence:
    """Name the strands from which nothing about an area was published."""
    if not silent:
        return Sentence("Every strand of evidence says something about this area.")
    named = listed([terms.in_words(strand) for strand in silent])
    return Sentence(f"Nothing published about this area is traced to: {named}.")


_WHY_IT_MATTERS: Mapping[str, str] = {
    "survey_responses": "the report gives the number who answered the staff survey and none of "
    "their answers, so what staff said cannot be weighed",
    "plan_actions": "without the actions it cannot be seen which of them would change outcomes, "
    "who owns them or when they are due",
    "indicator_targets": "without a baseline and targets a change cannot be called progress",
    "care_episodes": "with the dates of each episode the time between starts could be followed, "
    "which says far more than two yearly counts",
    "service_requests": "response times are not measured without dates of request and first help, "
    "so nobody can say whether help came at the right time",
    "self_evaluation": "the partnership's own claims could be set against what was verified",
    "link_log": "eighteen months of entries would show when concerns arose and were resolved",
    "workforce": "without the workforce of each sector nobody can tell whom the answers speak for",
    "shared_folders": "without dates, roles and entries of the folders nobody can tell whether the "
    "system is in use for every child who needs it",
    "child_plans": "without the plans nobody can tell how often views are sought and whether "
    "wellbeing changes",
    "rollout": "without the day each cluster went live, before and after cannot be compared",
    "resource_decisions": "without the forum's decisions nobody can tell who waits, who is turned "
    "down and where the money goes",
    "resources": "without the budget by tier a shift to prevention cannot be seen",
    "plan_criteria": "the plan's quality could be set beside those of other partnerships",
    "document_themes": "a count of themes would show which documents hardly speak of children in "
    "need of protection",
    "needs": "without the needs it cannot be seen which priority answers which need",
    "audit_cases": "audited cases would show how often practice meets its standards",
    "tests_of_change": "small tests that were adapted or given up teach most",
    "factual_accuracy": "a comment on fact, with its answer, shows what the draft got wrong",
    "governance_links": "reporting lines show who answers to whom",
    "initiatives": "without reach and measure an initiative cannot be told from its description",
}


def missing_table(name: str) -> Missing:
    """Say that a table of the contract was not published, why it matters and how to supply it."""
    why = _WHY_IT_MATTERS.get(name, "what it would show cannot be shown")
    return Missing(
        f"Not published or supplied: {terms.in_words(name)}. Why it matters: {why}. How to "
        f"supply it: add {name}.csv to the review's folder, with the columns that the contract "
        "lists."
    )


def missing_indicator(what: str) -> Missing:
    """Say that a figure was neither published nor supplied, and how to supply it."""
    return Missing(
        f"No figures on {what}. Why it matters: what is said of it cannot be set beside a number. "
        "How to supply it: add a row to indicators.csv and its values to indicator_values.csv."
    )


def lacking_found(lacking: pd.DataFrame) -> Finding:
    """Say how many indicators have all they need; rows as `plans.missing_by_indicator` gives."""
    whole = int(lacking["missing"].eq("").sum())
    no_target = int(lacking["missing"].str.contains("target").sum())
    return Finding(
        f"{whole} of {counted(len(lacking), 'indicator')} "
        f"{_verb(whole, 'has', 'have')} all that measuring progress needs; {no_target} "
        f"{_verb(no_target, 'lacks', 'lack')} at least one target."
    )


def not_yet_analysed(what: str) -> Missing:
    """Say honestly that a question has no method here yet."""
    return Missing(f"Not yet analysed here: {what}.")


def review_facts(review: Mapping[str, Any]) -> Html:
    """Set out who was reviewed, by whom and when, from the review's settings."""
    pairs = {
        "Partnership": review["partnership"],
        "Joint inspection": f"{day(review['inspected_from'])} to {day(review['inspected_to'])}"
        if "inspected_from" in review
        else "not stated",
        "Fieldwork of this review": f"{day(review['fieldwork_from'])} to "
        f"{day(review['fieldwork_to'])}",
        "Inspecting bodies": "; ".join(review.get("bodies", [])) or "not stated",
    }
    return facts(pairs)
