"""The evidence, its sources, and how the files were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from evidence_lib import judgement, terms
from evidence_lib.answers.answer import Answer, lacking, where_any
from evidence_lib.answers.findings import area_page, findings_of, numbered_statements
from evidence_lib.answers.named_sources import LISTED, sourced
from evidence_lib.answers.shown_items import heard, marked, not_listed, shown_items, withheld_notes
from evidence_lib.answers.weighing import triangulated, weighed
from evidence_lib.english import counted, listed
from evidence_lib.errors import Problem
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import AccessibleTable, Sentence, table
from evidence_lib.show.columns import filled, worded
from evidence_lib.show.table import ADDRESSES

PERSONAL = "personal-data"
PLACES = ("location", "source_id")
THEIR_OWN = (terms.PARTNERSHIP, terms.INTERNAL)
"""Whom the reading of the partnership's own files, and what it may correct, is for."""

RULES_NAMED = 4

OWN_WORDS = "our own words, on the evidence listed."
AS_READ = "the tables of this review, as they were read."


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
    return Answer.of(
        _with_sources(review, items) or lacking(review, "evidence_items"),
        not_listed(review),
        numbered.only_for(*THEIR_OWN),
        leaning=leaning,
    )


def _with_sources(review: Evidence, items: pd.DataFrame, **given: str) -> Answer | None:
    """List evidence and name below it the sources that its rows name; None where there is none."""
    listed = where_any(evidence_table, items, **given)
    return None if listed is None else sourced(Answer.of(listed), review, items)


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
        _with_sources(review, general, caption=caption)
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
    listed_sources = sources_table(_with_uses(review), area_pages(review))
    return Answer.of(listed_sources, files.only_for(*THEIR_OWN))


WHOLE = "the_whole_review"
NOT_LISTED = "none"


def area_pages(review: Evidence) -> dict[str, str]:
    """Name the list of evidence of each area, and of the whole review, as links lead to it."""
    pages = {f"area_{each}": f"{area_page(each)}{LISTED}" for each in review.areas["area"]}
    return {**pages, WHOLE: LISTED}


def _with_uses(review: Evidence) -> pd.DataFrame:
    """Say of each source which lists of evidence name it, as ``used_in``. Row: one source."""
    items = shown_items(review)
    whole = items["area"].eq(terms.GENERAL_AREA)
    lists = ("area_" + items["area"]).mask(whole, WHOLE).groupby(items["source_id"]).unique()
    named = {str(key): " ".join(sorted(map(str, each))) for key, each in lists.items()}
    sources = review.tables["sources"]
    return sources.assign(used_in=[named.get(each, NOT_LISTED) for each in sources["source_id"]])


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
) -> AccessibleTable:
    """
    List the assertions of a page, each with the id other places link to.

    Row: one assertion, as `shown_items` gives. What leans on each is added when the page is made.
    """
    shown = worded(items, ["bearing"]).assign(heard=heard(items), **marked(items, PLACES))
    return table(
        shown,
        {
            "item_id": "Evidence",
            "summary": "What is said (our words)",
            "bearing": "What it shows",
            "heard": "How it was gathered, and who said it",
            "location": "Where in the source",
            "source_id": "Source",
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


def sources_table(sources: pd.DataFrame, pages: Mapping[str, str]) -> AccessibleTable:
    """
    List the sources of a pack, each with the id the evidence links to and its address.

    Row: one document or collection; ``used_in`` holds the names, among *pages*, of the lists of
    evidence that name it.
    """
    return table(
        worded(filled(sources, dict.fromkeys(("published_on", "edition"), terms.NOT_STATED)),
               ["origin", "provenance"]),
        {"title": "Source", "publisher": "Publisher", "origin": "Who it comes from",
         "provenance": "Published or supplied", "published_on": "Published", "edition": "Edition",
         "terms": "Terms", "address": "Where to find it", "used_in": "Evidence from it"},
        name="sources",
        caption="Sources",
        source="each row names its own.",
        anchor=("source", "source_id"),
        links={"address": ADDRESSES, "used_in": pages},
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
        source=OWN_WORDS,
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
        source=AS_READ,
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
        source=AS_READ,
        caption="Cells that hold a mark in place of a number",
        notes=("A marked cell has no number here: it is never counted as zero.",),
    )  # fmt: skip
