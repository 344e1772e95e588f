"""What stands in the place of an answer: what is missing, why it matters, how to supply it."""

from __future__ import annotations

from collections.abc import Mapping

from evidence_lib import terms
from evidence_lib.show.blocks import Missing

_WHY_IT_MATTERS: Mapping[str, str] = {
    "survey_responses": "without the answers what staff said in the survey cannot be weighed",
    "survey_questions": "without the questions nobody can tell what an answer was given to",
    "plan_actions": "without the actions it cannot be seen which of them would change outcomes, "
    "who owns them or when they are due",
    "indicator_targets": "without a baseline and targets a change cannot be called progress",
    "care_episodes": "with the dates of each episode the time between starts could be followed, "
    "which says far more than yearly counts",
    "service_requests": "response times are not measured without dates of request and first help, "
    "so nobody can say whether help came at the right time",
    "self_evaluation": "the partnership's own claims could be set against what was verified",
    "link_log": "its entries would show when concerns arose and were resolved",
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
    "findings": "without findings a page can only list assertions; a finding is the sentence that "
    "a reader takes away and that can be challenged",
    "finding_items": "without the assertions behind a finding nobody can tell what it rests on or "
    "what speaks against it",
    "second_codes": "until a second person has coded some of the evidence unseen, nobody can tell "
    "how far the codes depend on who chose them, and ranges are drawn at the rate at which coders "
    "usually differ",
    "safety_concerns": "an unresolved concern about children's safety outweighs everything else, "
    "and without the register nobody can tell whether there is one",
    "evidence_items": "without assertions there is nothing to weigh: what was found cannot be told "
    "from what was hoped",
    "sources": "without its source nobody can tell whose word a fact is",
    "review_activities": "without them nobody can tell whom the review met and what it read",
    "progress_statements": "the inspectors' own words on progress are what a range is set beside",
    "published_figures": "a figure printed in the report could be set beside the same figure here",
    "baseline_grades": "without the earlier grades it cannot be seen what the partnership set out "
    "from",
    "events": "without dated facts it cannot be seen what came before what",
    "follow_up": "without it nobody can tell what was asked for and whether it was done",
    "indicators": "without a definition a number cannot be read",
    "indicator_values": "without values nothing can be followed over time",
    "systems": "without them it cannot be seen what a change was meant to work through",
    "initiatives": "without reach and measure an initiative cannot be told from its description",
}


def why_it_matters(name: str) -> str:
    """Say what cannot be seen without a table of the contract, without a full stop."""
    return _WHY_IT_MATTERS[name]


def missing_table(name: str) -> Missing:
    """Say that a table of the contract was not published, why it matters and how to supply it."""
    return Missing(
        f"Not published or supplied: {terms.in_words(name)}. Why it matters: "
        f"{why_it_matters(name)}. How to "
        f"supply it: add {name}.csv to the review's folder, with the columns that the contract "
        "lists."
    )


def missing_indicator(what: str) -> Missing:
    """Say that a figure was neither published nor supplied, and how to supply it."""
    return Missing(
        f"No figures on {what}. Why it matters: what is said of it cannot be set beside a number. "
        "How to supply it: add a row to indicators.csv and its values to indicator_values.csv."
    )


def own_measures_missing(why: str) -> Missing:
    """Say that the mix of the partnership's measures is not known, and why ours will not do."""
    return Missing(
        f"Not published or supplied: the partnership's own measures. Why it matters: {why}. The "
        "figures on this page were restated from national returns and reports and would tell of "
        "our choice, not of the partnership's. How to supply it: add its measures to "
        "indicators.csv, with the owner of each."
    )
