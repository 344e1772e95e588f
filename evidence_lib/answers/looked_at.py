"""What was looked at: the strands the evidence came by, the link log, what the team did."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence_lib import disclosure, strands, terms
from evidence_lib.answers.answer import Answer, lacking, where_any
from evidence_lib.answers.chart_titles import coverage_title, log_title
from evidence_lib.answers.named_sources import from_rules, from_tables
from evidence_lib.disclosure import share_of
from evidence_lib.english import capital, counted, listed, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import AccessibleTable, Finding, Sentence, charts, missing_table, table
from evidence_lib.show.columns import area_words, filled, stated, worded

_STRAND_WORDS = {
    "staff_survey": "the staff survey",
    "self_evaluation": "the self-evaluation",
    "focus_group": "focus groups",
    "leadership_meeting": "meetings with leaders",
    "young_people": "young people",
    "link_inspector": "the link inspector",
    "document_review": "documents",
    "performance_data": "performance data",
}
"""What each strand is called in a sentence."""


@from_rules
def looked_at(area: Area) -> Answer:
    """Say what the assertions rest on, strand by strand, and what the link inspector noted."""
    items = area.tables["evidence_items"]
    coverage = strands.coverage(items, [area.number])
    return Answer.of(
        traceability(strands.traceability(items)),
        silent_strands(strands.silent_strands(coverage, area.number)),
        coverage_table(coverage, caption="Evidence on this area, by kind"),
        link_log(area),
        coverage=coverage,
    )


@from_tables("link_log")
def link_log(area: Area) -> Answer:
    """Follow the link inspector's view month by month."""
    states = strands.log_states(area.tables["link_log"])
    if states.empty:
        return Answer.of(lacking(area.review, "link_log"))
    return Answer.of(
        charts.show(
            charts.state_strip,
            states,
            name="link_log",
            title=log_title(states),
            subtitle="The link inspector's view of this area, month by month",
            finding=log_finding(states),
            table=log_table(states),
        ),
        link_log=states,
    )


@from_tables("review_activities")
def review_looked_at(review: Evidence) -> Answer:
    """List what the review team did."""
    activities = review.tables["review_activities"]
    return Answer.of(
        where_any(activities_table, activities, threshold=review.threshold)
        or missing_table("review_activities")
    )


@from_rules
def review_coverage(review: Evidence) -> Answer:
    """Count the evidence itself, by area and by the strand it came by."""
    areas = [*review.areas["area"], terms.GENERAL_AREA]
    coverage = strands.coverage(review.tables["evidence_items"], areas)
    return Answer.of(
        charts.show(
            charts.coverage_heatmap,
            strands.coverage_matrix(coverage),
            name="coverage",
            title=coverage_title(coverage),
            subtitle="Pieces of evidence by area and by how they were gathered",
            finding=coverage_finding(coverage),
            table=coverage_table(coverage, caption="Evidence by area and kind"),
        ),
        coverage=coverage,
    )


def traceability(traced: strands.Traceability) -> Sentence:
    """Say what share of the assertions cannot be traced to what they rest on."""
    if not traced.items:
        return Sentence("There is no evidence, so there is nothing to trace.")
    if not traced.untraceable:
        return Sentence("The report says of every piece of evidence how it was gathered.")
    name = verb(
        traced.untraceable,
        "stands in the report without saying how it was gathered",
        "stand in the report without saying how they were gathered",
    )
    return Sentence(
        f"{share_of(traced.untraceable, traced.items)} "
        f"{verb(traced.items, 'piece', 'pieces')} of evidence {name}. "
        "That is a fact about what was published, not about the inspectors' work."
    )


def silent_strands(silent: Sequence[str]) -> Sentence | None:
    """Name the strands to which nothing about an area is traced; nothing where all are heard."""
    return Sentence(f"On this area, {_nothing_traced(silent)}") if silent else None


def _nothing_traced(silent: Sequence[str]) -> str:
    named = [_STRAND_WORDS[strand] for strand in silent]
    either = " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    return f"no evidence is traced to {either}."


def coverage_finding(coverage: pd.DataFrame) -> Finding:
    """Say where the evidence comes from, and where none does; rows as `strands.coverage` gives."""
    by_strand = coverage.groupby("strand", sort=False)["items"].sum()
    by_strand = by_strand.drop(index=terms.TEAM_FINDING, errors="ignore")
    named, silent = by_strand[by_strand.gt(0)], list(by_strand.index[by_strand.eq(0)])
    traced = listed([f"{_STRAND_WORDS[str(name)]} ({count})" for name, count in named.items()])
    said = (
        f"Where the report says how evidence was gathered, it came from {traced}." if traced else ""
    )
    none = capital(_nothing_traced(silent)) if silent else ""
    return Finding(" ".join(filter(None, [said, none])))


def log_finding(states: pd.DataFrame) -> Finding:
    """Say how the link inspector's view began and ended; rows as `strands.log_states` gives."""
    first, last = states.iloc[0], states.iloc[-1]
    begins = f"“{terms.in_words(first['state'])}” in {first['month']}"
    if len(states) == 1:
        return Finding(f"The link inspector's log has one entry: {begins}.")
    concern = int(states["state"].eq("concern").sum())
    months = f"{counted(concern, 'month')}" if concern else "no month"
    return Finding(
        f"The link inspector's log begins with {begins} and ends with "
        f"“{terms.in_words(last['state'])}” in {last['month']}; in all, it records {months} of "
        "concern."
    )


def coverage_table(coverage: pd.DataFrame, *, caption: str) -> AccessibleTable:
    """
    Show how many assertions and voices each strand gives an area.

    Row: one area and strand, as `strands.coverage` gives.
    """
    shown = worded(coverage, ["strand"]).assign(area=area_words(coverage["area"].tolist()))
    return table(
        shown,
        stated(shown, {"strand": "Kind of evidence", "area": "Area",
                        "items": "Pieces of evidence", "voices": "Separate accounts"}),
        name="coverage",
        caption=caption,
        notes=("An account is what one group, document or passage says on one question: ten "
               "remarks of one focus group are one account.",),
    )  # fmt: skip


def activities_table(activities: pd.DataFrame, *, threshold: int) -> AccessibleTable:
    """
    List what the review team did; the size of a small group is hidden.

    Row: one activity.
    """
    safe = disclosure.hide_small_counts(activities, ["participants"], threshold=threshold)
    return table(
        worded(filled(safe, {"location": terms.NOT_STATED}), ["strand", "role_level"]),
        {"description": "What was done", "strand": "Kind of evidence",
         "participants": "People taking part", "location": "Where in the source"},
        name="review_activities",
        caption="What the review team did",
        notes=(f"{terms.HIDDEN}: a group of fewer than {threshold}, whose size is not shown.",),
    )  # fmt: skip


def log_table(states: pd.DataFrame) -> AccessibleTable:
    """
    Show the link inspector's view, month by month.

    Row: one area in one month, as `strands.log_states` gives.
    """
    worded = states.assign(state=[terms.in_words(state) for state in states["state"]])
    return table(
        worded,
        {"month": "Month", "state": "State at the last entry", "entries": "Entries"},
        name="link_log",
        caption="The link inspector's view of this area",
    )
