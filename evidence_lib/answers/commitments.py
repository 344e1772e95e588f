"""What the plans commit to: systems, initiatives, and what indicators still need."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure, plans, terms
from evidence_lib.answers.answer import Answer, lacking, no_table, where_any
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.english import counted, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import AccessibleTable, Finding, Sentence, table
from evidence_lib.show.columns import stated, worded


@from_tables("systems", "initiatives")
def commitments(area: Area) -> Answer:
    """List systems and initiatives named for an area, and what its indicators still need."""
    systems, initiatives = area.tables["systems"], area.tables["initiatives"]
    return Answer.of(
        where_any(systems_table, systems) or lacking(area.review, "systems"),
        where_any(initiatives_table, initiatives) or lacking(area.review, "initiatives"),
        needed(area),
    )


@from_tables("indicators", "indicator_targets")
def needed(area: Area) -> Answer:
    """Say what each indicator of an area needs before progress can be measured with it."""
    definitions, targets = area.tables["indicators"], area.tables["indicator_targets"]
    if targets.empty:
        return no_table("indicator_targets")
    if definitions.empty:
        return Answer.of(Sentence("No indicator of this area is defined, to measure progress by."))
    fields = plans.missing_by_indicator(definitions, targets, area.tables["plan_actions"])
    return Answer.of(lacking_found(fields), where_any(lacking_table, fields), fields=fields)


@from_tables("systems")
def review_commitments(review: Evidence) -> Answer:
    """List the systems, structures and plans that belong to no single area."""
    systems = review.tables["systems"]
    general = systems[systems["area"].eq(terms.GENERAL_AREA)]
    whole = "the whole review"
    return Answer.of(where_any(systems_table, general) or lacking(review, "systems", about=whole))


def lacking_found(fields: pd.DataFrame) -> Finding:
    """Say how many indicators have all they need; rows as `plans.missing_by_indicator` gives."""
    whole = int(fields["missing"].eq("").sum())
    no_target = int(fields["lacks_target"].sum())
    return Finding(
        f"{whole or 'None'} of {counted(len(fields), 'indicator')} "
        f"{verb(whole or 1, 'has', 'have')} all that measuring progress needs; "
        f"{no_target or 'none'} {verb(no_target or 1, 'lacks', 'lack')} at least one target."
    )


def systems_table(systems: pd.DataFrame) -> AccessibleTable:
    """
    List the systems, structures, plans and programmes the report names.

    Row: one named thing.
    """
    return table(
        worded(systems, ["kind"]),
        {"title": "Named", "kind": "Kind", "description": "What the report says of it",
         "location": "Where in the source"},
        name="systems",
        caption="Systems, structures, plans and programmes named",
    )  # fmt: skip


def initiatives_table(initiatives: pd.DataFrame) -> AccessibleTable:
    """
    List the initiatives for an area, with their reach where it is known.

    Row: one initiative.
    """
    headings = {"title": "Initiative", "aim": "Aim", "target_group": "For whom",
                "reach": "Children and families reached",
                "evidence_level": "Evidence level (1 to 5)", "started_on": "Started"}  # fmt: skip
    columns = stated(initiatives, headings)
    return table(
        disclosure.hide_small_counts(initiatives, ["reach"]),
        columns,
        name="initiatives",
        caption="Initiatives for this area",
        notes=tuple(note for column, note in _INITIATIVE_NOTES.items() if column in columns),
    )


_INITIATIVE_NOTES = {
    "evidence_level": (
        "Evidence levels are Nesta's standards: 1 is a logical account, 5 a proven system."
    ),
    "reach": "Reach says how many took part and nothing of what changed for them.",
}


def lacking_table(lacking: pd.DataFrame) -> AccessibleTable:
    """
    List what each indicator needs before progress can be measured with it.

    Row: one indicator, as `plans.missing_by_indicator` gives.
    """
    return table(
        lacking,
        {"title": "Indicator", "present": "Of eight fields, filled in", "missing": "Still missing"},
        name="measurability",
        caption="What the indicators of this area need to measure progress",
        notes=("The eight: definition, source, baseline, short-term, medium-term and impact "
               "target, owner, frequency.",),
    )  # fmt: skip
