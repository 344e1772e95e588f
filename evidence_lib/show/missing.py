"""What stands in the place of an answer: what is missing, why it matters, how to supply it."""

from __future__ import annotations

from collections.abc import Mapping

from evidence_lib import terms
from evidence_lib.show.blocks import Missing

NOT_AVAILABLE = "Not available to this review:"
"""How a sentence on what is missing begins, on every page."""

WHY = "Why it matters:"

_AS_READERS_KNOW_IT: Mapping[str, str] = {
    "survey_responses": "the answers to the staff survey",
    "survey_questions": "the questions of the staff survey",
    "plan_actions": "the actions of the plans",
    "indicator_targets": "targets for the figures",
    "care_episodes": "the dates of each child's time in care",
    "service_requests": "requests for assistance, with their dates",
    "self_evaluation": "the partnership's self-evaluation",
    "link_log": "the link inspector's log",
    "workforce": "the number of staff in each sector",
    "shared_folders": "data on the shared folders",
    "child_plans": "data on children's plans",
    "rollout": "the day each cluster began",
    "resource_decisions": "the resource forum's decisions",
    "resources": "the budget by tier of prevention",
    "plan_criteria": "a reading of the plan against the statutory criteria",
    "document_themes": "a count of the themes in plans and strategies",
    "needs": "the list of assessed needs",
    "audit_cases": "the audits of cases",
    "tests_of_change": "small tests of change",
    "factual_accuracy": "the partnership's comments on the draft",
    "governance_links": "the lines of reporting",
    "findings": "findings",
    "finding_items": "the evidence behind each finding",
    "second_codes": "a second reading of the evidence",
    "safety_concerns": "the register of concerns about children's safety",
    "evidence_items": "evidence",
    "sources": "a list of sources",
    "review_activities": "what the review team did",
    "progress_statements": "the inspectors' words on progress",
    "published_figures": "figures printed in the report",
    "baseline_grades": "the grades of the earlier inspection",
    "events": "dated events",
    "follow_up": "what is still to be done",
    "indicators": "definitions of the figures",
    "indicator_values": "values of the figures",
    "systems": "the systems, plans and programmes that were named",
    "initiatives": "initiatives",
}

_WHY_IT_MATTERS: Mapping[str, str] = {
    "survey_responses": "without them nobody can weigh what staff said in the survey",
    "survey_questions": "without them nobody can tell what was asked",
    "plan_actions": "without them nobody can see which actions would change outcomes, who owns "
    "them or when they are due",
    "indicator_targets": "without a baseline and targets a change cannot be called progress",
    "care_episodes": "they would show how the time between starts has changed, which says far more "
    "than yearly counts",
    "service_requests": "without the dates of request and first help nobody can say whether help "
    "came at the right time",
    "self_evaluation": "the partnership's own claims could be set against what was found",
    "link_log": "it would show when concerns arose and when they were resolved",
    "workforce": "without it nobody can tell whom the answers speak for",
    "shared_folders": "without them nobody can tell whether the system is in use for every child "
    "who needs it",
    "child_plans": "without them nobody can tell how often views are sought and whether wellbeing "
    "changes",
    "rollout": "without it, before and after cannot be compared",
    "resource_decisions": "without them nobody can tell who waits, who is turned down and where "
    "the money goes",
    "resources": "without it a shift to prevention cannot be seen",
    "plan_criteria": "the plan's quality could be set beside that of other plans",
    "document_themes": "it would show which documents hardly speak of children in need of "
    "protection",
    "needs": "without it nobody can see which priority answers which need",
    "audit_cases": "they would show how often practice meets its standards",
    "tests_of_change": "tests that were adapted or given up teach most",
    "factual_accuracy": "a comment on fact, with its answer, shows what the draft got wrong",
    "governance_links": "they show who answers to whom",
    "findings": "a finding is the sentence that a reader takes away, and that can be challenged",
    "finding_items": "without it nobody can tell what a finding rests on or what speaks against it",
    "second_codes": "it would show how far the result depends on who read the evidence. Until "
    "then, ranges allow for readers who differ as much as readers usually do",
    "safety_concerns": "an unresolved concern about children's safety outweighs everything else",
    "evidence_items": "without evidence nobody can tell what was found from what was hoped",
    "sources": "without its source nobody can tell whose word a fact is",
    "review_activities": "it would show whom the review met and what it read",
    "progress_statements": "they could be set beside what the evidence supports",
    "published_figures": "they could be set beside the same figures here",
    "baseline_grades": "without them nobody can see where the partnership set out from",
    "events": "without them nobody can see what came before what",
    "follow_up": "without it nobody can tell what was asked for and whether it was done",
    "indicators": "without a definition a number cannot be read",
    "indicator_values": "without values nothing can be followed over time",
    "systems": "they show what a change was meant to work through",
    "initiatives": "without reach and measure an initiative cannot be told from its description",
}


def as_readers_know(name: str) -> str:
    """Name what a table of the contract holds: ``the link inspector's log``."""
    return _AS_READERS_KNOW_IT.get(name, terms.in_words(name))


def why_it_matters(name: str) -> str:
    """Say what cannot be seen without a table of the contract, without a full stop."""
    return _WHY_IT_MATTERS[name]


def missing_table(name: str) -> Missing:
    """Say that a table of the contract was not published, why it matters and how to supply it."""
    return Missing(
        f"{NOT_AVAILABLE} {as_readers_know(name)}. {WHY} {why_it_matters(name)}. How to "
        f"supply it: add {name}.csv to the review's folder, with the columns that the contract "
        "lists."
    )


def missing_indicator(what: str) -> Missing:
    """Say that a figure was neither published nor supplied, and how to supply it."""
    return Missing(
        f"{NOT_AVAILABLE} figures on {what}. {WHY} what is said of it cannot be set beside a "
        "number. How to supply it: add a row to indicators.csv and its values to "
        "indicator_values.csv."
    )


def own_measures_missing(why: str) -> Missing:
    """Say that the mix of the partnership's measures is not known, and why ours will not do."""
    return Missing(
        f"{NOT_AVAILABLE} the partnership's own measures. {WHY} {why}. The figures on this page "
        "come from national returns and reports. They would tell of our choice, not of the "
        "partnership's. How to supply it: add its measures to indicators.csv, with the owner of "
        "each."
    )
