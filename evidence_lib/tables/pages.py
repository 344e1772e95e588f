"""The tables that pages share: each is one contract table, or one result, with its headings."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.tables.accessible import NOT_STATED, AccessibleTable, table

UNLINKED = "Links lead to the evidence items below."


def _in_words(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Write the closed words of some columns as a reader says them."""
    worded = {
        column: [terms.in_words(word) if isinstance(word, str) else word for word in rows[column]]
        for column in columns
    }
    return rows.assign(**worded)


def _area_words(areas: Sequence[str]) -> list[str]:
    return [f"Area {area}" if area != terms.GENERAL_AREA else "All areas" for area in areas]


def _stated(rows: pd.DataFrame, headings: dict[str, str]) -> dict[str, str]:
    """Leave out the columns that no row fills in, and an area that all rows share."""
    return {
        column: heading
        for column, heading in headings.items()
        if rows[column].notna().any() and not (column == "area" and rows[column].nunique() == 1)
    }


def evidence_table(
    items: pd.DataFrame,
    *,
    caption: str = "Every assertion coded for this page",
    leaning: pd.DataFrame | None = None,
) -> AccessibleTable:
    """
    List the assertions of a page, each with the id other places link to.

    Row: one assertion. *leaning* (rows of `judgement.leaning_on`) adds what leans on each.
    """
    shown = _in_words(items, ["bearing"]).assign(
        heard=_strand_and_speaker(items), leaned_on=_leaned_on(items, leaning)
    )
    leaned = {} if leaning is None else {"leaned_on": "Leaned on by"}
    return table(
        shown,
        {
            "item_id": "Item",
            "summary": "What is said (our words)",
            "bearing": "Bearing",
            "heard": "Strand, and who is said to say it",
            "location": "Where in the source",
            "source_id": "Source",
            **leaned,
        },
        name="evidence_items",
        caption=caption,
        anchor=("item", "item_id"),
        links={"source_id": "source"},
        notes=("Summaries are this project's paraphrase of the source, not quotations.",),
    )


def _strand_and_speaker(items: pd.DataFrame) -> list[str]:
    """Name an item's strand, and who said it where that is not the same word."""
    return [
        terms.in_words(strand)
        if strand == said or strand in str(said)
        else f"{terms.in_words(strand)}; {terms.in_words(said)}"
        for strand, said in zip(items["strand"], items["attribution"], strict=True)
    ]


def _leaned_on(items: pd.DataFrame, leaning: pd.DataFrame | None) -> list[str]:
    """Name, for each item, the kinds of sentences that lean on it, with how many there are."""
    if leaning is None:
        return [""] * len(items)
    counted = leaning.groupby(["item_id", "result"]).size()
    said: dict[str, list[str]] = {}
    for (item, result), many in zip(counted.index, counted, strict=True):
        said.setdefault(str(item), []).append(f"{result} ({many})")
    return [", ".join(said.get(str(item), ["nothing here"])) for item in items["item_id"]]


def told_table(items: pd.DataFrame) -> AccessibleTable:
    """
    List what people said, without numbers of people.

    Row: one assertion attributed to staff, leaders, young people or families.
    """
    return table(
        _in_words(items, ["attribution", "bearing"]),
        {"item_id": "Item", "summary": "What was said (our words)", "attribution": "Said by",
         "bearing": "Bearing"},
        name="people_said",
        caption="Assertions attributed to people",
        links={"item_id": "item"},
        notes=(UNLINKED,),
    )  # fmt: skip


def bearing_table(bearings: pd.DataFrame, *, by: str, with_items: bool = True) -> AccessibleTable:
    """
    Show what the evidence says, criterion by criterion (or part by part).

    Row: one criterion or part, as `strands.bearing_by` gives; *by* names what they are. The items
    are linked where *with_items* and the page lists them.
    """
    items = {"item_ids": "Items"} if with_items else {}
    return table(
        _in_words(bearings, ["label"]),
        {"label": by.capitalize(), "supports": "Supports", "mixed": "Mixed",
         "challenges": "Challenges", "items": "All", **items},
        name=f"bearing_by_{by}",
        caption=f"Assertions by {by} and bearing",
        links={"item_ids": "item"},
        notes=("A count of assertions weighs nothing: one important finding can matter more than "
               "ten small ones.",),
    )  # fmt: skip


def coverage_table(coverage: pd.DataFrame, *, caption: str) -> AccessibleTable:
    """
    Show how many assertions and voices each strand gives an area.

    Row: one area and strand, as `strands.coverage` gives.
    """
    shown = _in_words(coverage, ["strand"]).assign(area=_area_words(coverage["area"].tolist()))
    return table(
        shown,
        _stated(shown, {"strand": "Strand", "area": "Area", "items": "Assertions",
                        "voices": "Voices"}),
        name="coverage",
        caption=caption,
        notes=("A voice is one collection, such as one focus group: ten remarks from one group are "
               "one voice. A team finding names no strand and is no voice of its own.",),
    )  # fmt: skip


def activities_table(activities: pd.DataFrame, *, threshold: int) -> AccessibleTable:
    """
    List what the review team did; the size of a small group is hidden.

    Row: one activity.
    """
    safe = disclosure.hide_small_counts(activities, ["participants"], threshold=threshold)
    return table(
        _in_words(safe, ["strand", "role_level"]),
        {"description": "What was done", "strand": "Strand", "participants": "People taking part",
         "location": "Where in the source"},
        name="review_activities",
        caption="What the review team did",
        notes=(f"{terms.HIDDEN}: a group of fewer than {threshold}, whose size is not shown. "
               f"“{NOT_STATED}”: the report gives no number.",),
    )  # fmt: skip


def statements_table(statements: pd.DataFrame) -> AccessibleTable:
    """
    Quote the progress words of the report, each with its place.

    Row: one use of words on progress.
    """
    shown = _in_words(statements, ["component"]).assign(
        area=_area_words(statements["area"].tolist()),
        words=[f"“{words}”" for words in statements["words"]],
    )
    return table(
        shown,
        _stated(shown, {"words": "Words of the report", "area": "Area", "component": "Part",
                        "location": "Where in the source"}),
        name="progress_words",
        caption="The words the inspectors used on progress",
        notes=("The report defines no scale for these words, so they are quoted and not ranked.",),
    )  # fmt: skip


def grades_table(grades: pd.DataFrame) -> AccessibleTable:
    """
    Show the grades of the earlier inspection; inferred ones say so.

    Row: one quality indicator.
    """
    return table(
        _in_words(grades, ["grade", "status"]),
        {"title": "Quality indicator", "code": "Number", "grade": "Grade", "status": "How known",
         "reason": "Remark"},
        name="baseline_grades",
        caption="Grades of the earlier joint inspection",
    )  # fmt: skip


def follow_up_table(follow_up: pd.DataFrame) -> AccessibleTable:
    """
    List what is still to be done.

    Row: one action.
    """
    shown = _in_words(follow_up, ["state"]).assign(area=_area_words(follow_up["area"].tolist()))
    return table(
        shown,
        _stated(shown, {"action": "Still to be done", "area": "Area", "owner": "Owner",
                        "due_on": "Due", "state": "State", "location": "Where in the source"}),
        name="follow_up",
        caption="What the report says is still to be done",
    )  # fmt: skip


def indicators_table(definitions: pd.DataFrame) -> AccessibleTable:
    """
    List the indicators of an area with what each one means and does not mean.

    Row: one indicator.
    """
    return table(
        _in_words(definitions, ["measure_kind", "direction"]),
        {"title": "Indicator", "definition": "What it is", "unit": "Unit",
         "direction": "Better when", "measure_kind": "About", "caveat": "Read with care"},
        name="indicators",
        caption="Indicators with figures for this area",
    )  # fmt: skip


def initiatives_table(initiatives: pd.DataFrame) -> AccessibleTable:
    """
    List the initiatives for an area, with their reach where it is known.

    Row: one initiative.
    """
    headings = {"title": "Initiative", "aim": "Aim", "target_group": "For whom",
                "reach": "Children and families reached",
                "evidence_level": "Evidence level (1 to 5)", "started_on": "Started"}  # fmt: skip
    return table(
        disclosure.hide_small_counts(initiatives, ["reach"]),
        _stated(initiatives, headings),
        name="initiatives",
        caption="Initiatives for this area",
        notes=("Evidence levels are Nesta's standards: 1 is a logical account, 5 a proven system. "
               "Reach says how many took part and nothing of what changed for them.",),
    )  # fmt: skip


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


def systems_table(systems: pd.DataFrame) -> AccessibleTable:
    """
    List the systems, structures, plans and programmes the report names.

    Row: one named thing.
    """
    return table(
        _in_words(systems, ["kind"]),
        {"title": "Named", "kind": "Kind", "description": "What the report says of it",
         "location": "Where in the source"},
        name="systems",
        caption="Systems, structures, plans and programmes named",
    )  # fmt: skip


def sources_table(sources: pd.DataFrame) -> AccessibleTable:
    """
    List the sources of a page, each with the id the evidence links to.

    Row: one document or collection.
    """
    return table(
        _in_words(sources, ["origin", "provenance"]),
        {"title": "Source", "publisher": "Publisher", "origin": "Origin",
         "provenance": "Provenance", "published_on": "Published", "edition": "Edition",
         "terms": "Terms"},
        name="sources",
        caption="Sources",
        anchor=("source", "source_id"),
    )  # fmt: skip
