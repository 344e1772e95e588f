"""What the report itself says of outcomes, with a number or without."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.answer import Answer, lacking, where_any
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.answers.shown_items import items_of
from evidence_lib.english import counted, pieces_of_evidence
from evidence_lib.evidence import Area
from evidence_lib.show import Sentence, cited


@from_tables("published_figures")
def outcomes_claimed(area: Area) -> Answer:
    """Say whether the report prints figures on an area, and what it says of outcomes without."""
    items = area.tables["evidence_items"]
    return Answer.of(
        figures_printed(area.tables["published_figures"]),
        where_any(outcome_claims, items, shown=items_of(area))
        or lacking(area.review, "evidence_items"),
    )


def figures_printed(published: pd.DataFrame) -> Sentence:
    """Say whether the report itself prints any figure on an area."""
    if published.empty:
        return Sentence(
            "The report prints no figure on this area: the numbers below come from the indicators "
            "listed with their sources."
        )
    return Sentence(
        f"The report prints {counted(len(published), 'figure')} on this area; the rest below comes "
        "from the indicators listed with their sources."
    )


def outcome_claims(items: pd.DataFrame, *, shown: pd.DataFrame) -> Sentence:
    """
    Say how many assertions speak of outcomes and how many of them give a figure.

    All *items* are counted; links lead to those that are *shown*. Row of both: one assertion.
    """
    claims = items[items["measure_kind"].isin(["outcome", "impact"])]
    figures = int(claims["form"].eq("quantitative").sum())
    given = {0: "none gives a number", 1: "one gives a number"}.get(
        figures, f"{figures} give a number"
    )
    said = Sentence(
        f"{pieces_of_evidence(len(claims))} on this area "
        f"{'speaks' if len(claims) == 1 else 'speak'} of outcomes or of a difference made; {given}."
    )
    return cited(said, [each for each in claims["item_id"] if each in set(shown["item_id"])])
