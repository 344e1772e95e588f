"""The evidence, its sources, and how the files were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from evidence_lib import judgement, terms
from evidence_lib.answers.answer import Answer, lacking, where_any
from evidence_lib.answers.findings import findings_of, numbered_statements
from evidence_lib.answers.shown_items import heard, marked, not_listed, shown_items, withheld_notes
from evidence_lib.answers.weighing import triangulated, weighed
from evidence_lib.english import counted, listed
from evidence_lib.errors import Problem
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import AccessibleTable, Sentence, table
from evidence_lib.show.columns import filled, worded

PERSONAL = "personal-data"
PLACES = ("location", "source_id")
THEIR_OWN = (terms.PARTNERSHIP, terms.INTERNAL)
"""Whom the reading of the partnership's own files, and what it may correct, is for."""

RULES_NAMED = 4


def sources(area: Area) -> Answer:
    """List the evidence of an area with what leans on it, the statements by number, the sources."""
    found, findings = weighed(area), findings_of(area.review, area.number)
    items, review = _on_the_page(area, findings), area.review
    leaning = judgement.leaning_on(
        {
            "finding": findings.assign(in_words=findings["statement"]),
            "rule": found.rules,
            "concern": found.concerns,
            "triangulation": triangulated(area),
        }
    )
    numbered = Answer.of(where_any(paragraphs_table, numbered_statements(review, [area.number])))
    leaned_on = leaning if review.profile in THEIR_OWN else None
    return Answer.of(
        where_any(evidence_table, items, leaning=leaned_on) or lacking(review, "evidence_items"),
        not_listed(review),
        numbered.only_for(*THEIR_OWN),
        leaning=leaning,
    )


def _on_the_page(area: Area, findings: pd.DataFrame) -> pd.DataFrame:
    """Choose the assertions on an area, and those on the whole that its findings rest on too."""
    tied = {each for ids in findings["item_ids"].dropna() for each in str(ids).split()}
    items = shown_items(area.review)
    return items[items["area"].eq(area.number) | items["item_id"].isin(tied)]


def review_sources(review: Evidence) -> Answer:
    """List the evidence on the whole review, the sources, and every row that was read."""
    items = shown_items(review)
    general = items[items["area"].eq(terms.GENERAL_AREA)]
    caption = "Evidence on the whole review"
    return Answer.of(
        where_any(evidence_table, general, caption=caption)
        or lacking(review, "evidence_items", about="the whole review"),
        not_listed(review),
        _read(review).in_layer(terms.METHOD),
    )


def _read(review: Evidence) -> Answer:
    """List the sources and, for those whose files they are, what reading the files found."""
    files = Answer.of(
        accounting_table(review.accounting),
        flags_raised(review.flags),
        where_any(marked_cells_table, review.marks),
    )
    return Answer.of(sources_table(review.tables["sources"]), files.only_for(*THEIR_OWN))


def flags_raised(flags: Sequence[Problem]) -> Sentence:
    """Say what reading the files flagged, and that texts with personal data are a person's work."""
    if not flags:
        return Sentence("Reading the files raised no flag.")
    rules = Counter(flag.rule for flag in flags)
    named = [
        f"{rule.replace('-', ' ')} ({count})" for rule, count in rules.most_common(RULES_NAMED)
    ]
    left = len(rules) - len(named)
    more = [counted(left, "other kind")] if left else []
    said = f"Reading the files raised {counted(len(flags), 'flag')}: {listed([*named, *more])}."
    if not rules[PERSONAL]:
        return Sentence(said)
    return Sentence(
        f"{said} Texts that may hold personal data were flagged for a person to look at; nothing "
        "was removed from them, and a search by pattern does not find everything."
    )


def evidence_table(
    items: pd.DataFrame,
    *,
    caption: str = "The evidence behind this page",
    leaning: pd.DataFrame | None = None,
) -> AccessibleTable:
    """
    List the assertions of a page, each with the id other places link to.

    Row: one assertion, as `shown_items` gives. *leaning* (rows of `judgement.leaning_on`) adds what
    leans on each.
    """
    shown = worded(items, ["bearing"]).assign(
        heard=heard(items), leaned_on=_leaned_on(items, leaning), **marked(items, PLACES)
    )
    leaned = {} if leaning is None else {"leaned_on": "Leaned on by"}
    return table(
        shown,
        {
            "item_id": "Evidence",
            "summary": "What is said (our words)",
            "bearing": "What it shows",
            "heard": "How it was gathered, and who said it",
            "location": "Where in the source",
            "source_id": "Source",
            **leaned,
        },
        name="evidence_items",
        caption=caption,
        anchor=("item", "item_id"),
        links={"source_id": "source"},
        notes=(
            "Summaries put the source in our words; they are not quotations.",
            *withheld_notes(items),
        ),
    )


def _leaned_on(items: pd.DataFrame, leaning: pd.DataFrame | None) -> list[str]:
    """Name, for each item, the kinds of sentences that lean on it, with how many there are."""
    if leaning is None:
        return [""] * len(items)
    counted = leaning.groupby(["item_id", "result"]).size()
    said: dict[str, list[str]] = {}
    for (item, result), many in zip(counted.index, counted, strict=True):
        said.setdefault(str(item), []).append(f"{result} ({many})")
    return [", ".join(said.get(str(item), ["nothing here"])) for item in items["item_id"]]


def sources_table(sources: pd.DataFrame) -> AccessibleTable:
    """
    List the sources of a page, each with the id the evidence links to.

    Row: one document or collection.
    """
    return table(
        worded(filled(sources, dict.fromkeys(("published_on", "edition"), terms.NOT_STATED)),
               ["origin", "provenance"]),
        {"title": "Source", "publisher": "Publisher", "origin": "Who it comes from",
         "provenance": "Published or supplied", "published_on": "Published", "edition": "Edition",
         "terms": "Terms"},
        name="sources",
        caption="Sources",
        anchor=("source", "source_id"),
    )  # fmt: skip


def paragraphs_table(paragraphs: pd.DataFrame) -> AccessibleTable:
    """
    List a page's main statements by number, so that the partnership can comment on each.

    Row: one paragraph, as `judgement.numbered_paragraphs` gives.
    """
    return table(
        paragraphs,
        {"paragraph_id": "Paragraph", "text": "Statement"},
        name="paragraphs",
        caption="Statements for the round of factual accuracy",
        notes=("Comments come back in factual_accuracy.csv, by paragraph and without a limit of "
               "length.",),
    )  # fmt: skip


def accounting_table(accounting: pd.DataFrame) -> AccessibleTable:
    """
    Account for every row read.

    Row: one file, read as one table.
    """
    return table(
        accounting,
        {"file": "File", "read": "Rows read", "kept": "Kept", "refused": "Refused",
         "duplicates": "Duplicates", "read_as": "Read as"},
        name="accounting",
        caption="Rows read, kept and refused",
        notes=("Read = kept + refused + duplicates.",),
    )  # fmt: skip


def marked_cells_table(marks: pd.DataFrame) -> AccessibleTable:
    """
    Count the cells that hold a mark in place of a number.

    Row: one mark in one column of one table; *marks* as `Review.marks`.
    """
    by = ["table", "column", "mark", "state"]
    counted = marks.groupby(by, sort=False).size().rename("cells").reset_index()
    worded = counted.assign(
        table=[terms.in_words(name) for name in counted["table"]],
        column=[terms.in_words(name) for name in counted["column"]],
        state=[terms.in_words(state) for state in counted["state"]],
    )
    return table(
        worded,
        {"table": "Table", "column": "Column", "mark": "Mark", "state": "Kept as",
         "cells": "Cells"},
        name="marked_cells",
        caption="Cells that hold a mark in place of a number",
        notes=("A marked cell has no number here: it is never counted as zero.",),
    )  # fmt: skip
