"""Whether our figures agree with the printed ones; a disagreement stops the page."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure, reconcile, terms
from evidence_lib.answers.answer import Answer, no_table, where_any
from evidence_lib.answers.named_sources import sourced
from evidence_lib.english import counted, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import AccessibleTable, Finding, table
from evidence_lib.show.columns import filled


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
    known = review.tables["sources"].set_index("source_id")["provenance"]
    return compared.assign(provenance=compared["source_id"].map(known))


def _shown(compared: pd.DataFrame, review: Evidence) -> Answer:
    if review.tables["published_figures"].empty:
        return no_table("published_figures")
    shown = Answer.of(
        figures_agree(compared),
        where_any(figures_table, compared, threshold=review.threshold),
        figures=compared,
    )
    return sourced(shown, review, review.tables["published_figures"])


def figures_agree(compared: pd.DataFrame) -> Finding:
    """Say how many printed figures our data give back, and how many are only copied out of it."""
    if compared.empty:
        return Finding("The report prints no figure here that we could work out again.")
    agrees = compared["agrees"].fillna(False).astype(bool)
    copied = compared["transcribed"].astype(bool)
    in_words = compared["reckoning"].eq("words")
    numbers = {
        _reckoned: agrees & ~copied,
        _copied: agrees & copied,
        _in_words: in_words,
        _not_checked: ~agrees & ~in_words,
    }
    said = [words(int(rows.sum())) for words, rows in numbers.items() if rows.any()]
    return Finding(f"{counted(len(compared), 'printed figure')}: {'; '.join(said)}.")


def _reckoned(number: int) -> str:
    return (
        f"{number} {verb(number, 'agrees', 'agree')} with what our figures give, worked out again"
    )


def _copied(number: int) -> str:
    copies = verb(number, "was copied", "were copied")
    return f"{number} {copies} from the same place in the source, and checked"


def _in_words(number: int) -> str:
    return f"{number} {verb(number, 'stands', 'stand')} in words, with no number of ours beside it"


def _not_checked(number: int) -> str:
    return f"{number} could not be checked, as the figures needed were not supplied"


def figures_table(compared: pd.DataFrame, *, threshold: int) -> AccessibleTable:
    """
    Set the published figures beside ours; a small group of ours is hidden.

    Row: one published figure, as `reconcile.compare` gives, with the ``provenance`` of its source.
    A small group's size is hidden in our figures. As printed it is shown where the source is
    published, since anybody can read it there; else it is hidden on both sides.
    """
    people = compared["unit"].isin(["people", "young people", "children"])
    small = people & disclosure.small_counts(compared["value"], threshold=threshold)
    public = compared["provenance"].eq("published")
    hidden = disclosure.mark_hidden(compared.assign(hidden=small), ["computed"])
    hidden = disclosure.mark_hidden(hidden.assign(hidden=small & ~public), ["value"])
    return table(
        filled(hidden.assign(how=[_HOW[each] for each in _ways(compared)]),
               dict.fromkeys(("computed", "agrees"), terms.DOES_NOT_APPLY)),
        {"label": "Published figure", "value": "As published", "computed": "From our figures",
         "unit": "Unit", "agrees": "Agrees", "how": "How checked",
         "location": "Where in the source"},
        name="published_figures",
        caption="Figures printed in the report, and the same figures from our own",
        notes=(f"{terms.HIDDEN}: a group of fewer than {threshold}, hidden in our figures. What "
               "the report itself publishes is shown as published.",) if small.any() else (),
    )  # fmt: skip


_HOW = {
    "copied": "copy checked",
    "words": "in words only",
    "reckoned": "worked out again",
}


def _ways(compared: pd.DataFrame) -> list[str]:
    in_words, copied = compared["reckoning"].eq("words"), compared["transcribed"].astype(bool)
    return [
        "words" if words else "copied" if copy else "reckoned"
        for words, copy in zip(in_words, copied, strict=True)
    ]
