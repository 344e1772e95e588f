"""Whether our figures agree with the published ones; a disagreement stops the page."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure, reconcile, terms
from evidence_lib.answers.answer import Answer, no_table, where_any
from evidence_lib.english import counted
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import AccessibleTable, Finding, table


def agreement(area: Area) -> Answer:
    """
    Reckon every figure printed on an area again from our tables.

    Raises:
        FiguresDisagreeError: One does not agree.
    """
    compared = _compared(area.review, area.tables["published_figures"])
    return _shown(compared, area.review)


def review_agreement(review: Evidence) -> Answer:
    """
    Reckon every figure printed in the report again from our tables.

    Raises:
        FiguresDisagreeError: One does not agree.
    """
    compared = _compared(review, review.tables["published_figures"])
    return _shown(compared, review)


def _compared(review: Evidence, published: pd.DataFrame) -> pd.DataFrame:
    computed = reconcile.figures_in_tables(
        published, review.reported, review.areas, fieldwork_days=review.facts.fieldwork_days
    )
    compared = reconcile.compare(computed, published)
    reconcile.require_agreement(compared)
    return compared


def _shown(compared: pd.DataFrame, review: Evidence) -> Answer:
    if review.tables["published_figures"].empty:
        return no_table("published_figures")
    return Answer.of(
        figures_agree(compared),
        where_any(figures_table, compared, threshold=review.threshold),
        figures=compared,
    )


def figures_agree(compared: pd.DataFrame) -> Finding:
    """Say how many published figures our tables give back."""
    if compared.empty:
        return Finding("The report prints no figure here that our tables could give back.")
    agree = int(compared["agrees"].fillna(False).sum())
    unchecked = int(compared["agrees"].isna().sum())
    left = f" {unchecked} could not be checked: the table is not there." if unchecked else ""
    return Finding(
        f"{agree} of {counted(len(compared), 'published figure')} "
        f"{'agrees' if agree == 1 else 'agree'} with our tables.{left}"
    )


def figures_table(compared: pd.DataFrame, *, threshold: int) -> AccessibleTable:
    """
    Set the published figures beside ours; a small group's size is hidden on both sides.

    Row: one published figure, as `reconcile.compare` gives.
    """
    people = compared["unit"].isin(["people", "young people", "children"])
    small = people & disclosure.small_counts(compared["value"], threshold=threshold)
    return table(
        disclosure.mark_hidden(compared.assign(hidden=small), ["value", "computed"]),
        {"label": "Published figure", "value": "Published", "computed": "From our tables",
         "unit": "Unit", "agrees": "Agrees", "location": "Where in the source"},
        name="published_figures",
        caption="Figures printed in the report and the same figures from our tables",
        notes=(f"{terms.HIDDEN}: a group of fewer than {threshold}; both figures were compared and "
               "neither is shown.",) if small.any() else (),
    )  # fmt: skip
