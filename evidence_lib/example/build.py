"""Every table of the contract, in the order in which one needs another."""

from __future__ import annotations

from evidence_lib.example import (
    audit,
    care,
    findings,
    indicators,
    items,
    plans,
    practice,
    registers,
    report,
    sources,
    survey,
    values,
)
from evidence_lib.example.rows import Row
from evidence_lib.example.scene import Size


def build_tables(size: Size) -> dict[str, list[Row]]:
    """
    Make up all tables of one review.

    Returns:
        The name of each table of the contract, and its rows; the key stands first in a row.
    """
    tables = {**_registers(), **_practice(size)}
    tables["indicator_values"] = values.indicator_values(
        size, tables["service_requests"], tables["child_plans"], tables["care_episodes"]
    )
    tables["indicator_targets"] = indicators.indicator_targets(tables["indicator_values"])
    tables["survey_responses"] = survey.survey_responses(size)
    told = items.evidence_items(size, tables["survey_responses"], tables["indicator_values"])
    tables["finding_items"] = findings.finding_items(told, tables["findings"])
    tables["evidence_items"] = findings.without_their_finding(told)
    tables["second_codes"] = items.second_codes(size, tables["evidence_items"])
    tables["self_evaluation"] = report.self_evaluation(size, tables["evidence_items"])
    tables["published_figures"] = report.published_figures(tables)
    return tables


def _registers() -> dict[str, list[Row]]:
    return {
        "sources": sources.sources(),
        "baseline_grades": sources.baseline_grades(),
        "findings": findings.findings(),
        "safety_concerns": findings.safety_concerns(),
        "indicators": indicators.indicators(),
        "survey_questions": survey.survey_questions(),
        "rollout": practice.rollout(),
        "plan_criteria": plans.plan_criteria(),
        "needs": plans.needs(),
        "systems": registers.systems(),
        "events": registers.events(),
        "initiatives": registers.initiatives(),
        "tests_of_change": registers.tests_of_change(),
        "governance_links": registers.governance_links(),
        "progress_statements": report.progress_statements(),
        "follow_up": report.follow_up(),
        "factual_accuracy": report.factual_accuracy(),
    }


def _practice(size: Size) -> dict[str, list[Row]]:
    return {
        "review_activities": sources.review_activities(size),
        "workforce": survey.workforce(size),
        "service_requests": practice.service_requests(size),
        "shared_folders": practice.shared_folders(size),
        "child_plans": practice.child_plans(size),
        "resource_decisions": practice.resource_decisions(size),
        "care_episodes": care.care_episodes(size),
        "plan_actions": plans.plan_actions(size),
        "document_themes": plans.document_themes(size),
        "resources": registers.resources(size),
        "audit_cases": audit.audit_cases(size),
        "link_log": audit.link_log(size),
    }
