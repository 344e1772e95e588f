"""What the documents speak of."""

from __future__ import annotations

import pandas as pd

from evidence_lib import practice
from evidence_lib.answers.answer import Answer, no_table, noted
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.evidence import Evidence
from evidence_lib.show import AccessibleTable, Finding, table
from evidence_lib.show.columns import filled
from evidence_lib.terms import NOT_LOOKED_FOR


@from_tables("document_themes")
def themes(review: Evidence) -> Answer:
    """Say how often plans and strategies mention each theme, and which hardly mention one."""
    mentions = review.tables["document_themes"]
    if mentions.empty:
        return no_table("document_themes")
    found = practice.themes_by_document(mentions)
    return Answer.of(
        Finding(found.words),
        themes_table(found.matrix, theme=found.theme),
        noted(found.caveats),
        documents=found.matrix,
    )


def themes_table(matrix: pd.DataFrame, *, theme: str) -> AccessibleTable:
    """
    Show how often each document mentions each theme, the one asked for first.

    Row: one document; *matrix* as in `practice.DocumentThemes`.
    """
    themes = [str(column) for column in matrix.columns]
    first = sorted(themes, key=lambda each: each.casefold() != theme.casefold())
    gaps = bool(matrix.isna().any(axis=None))
    return table(
        filled(
            matrix.set_axis(themes, axis=1), dict.fromkeys(themes, NOT_LOOKED_FOR)
        ).reset_index(),
        {"document": "Document", **{each: each.capitalize() for each in first}},
        name="document_themes",
        caption="Mentions of themes in plans and strategies",
        decimals=dict.fromkeys(themes, 0),
        notes=(f"“{NOT_LOOKED_FOR}”: nobody looked for the theme in this document.",)
        if gaps
        else (),
    )
