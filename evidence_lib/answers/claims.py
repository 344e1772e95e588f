"""What the partnership claims of itself, beside what the review found on the same questions."""

from __future__ import annotations

import pandas as pd

from evidence_lib import plans, strands
from evidence_lib.answers.answer import ITEMS, LINKED, Answer, lacking
from evidence_lib.answers.extent import held_by_safety
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.answers.shown_items import naming_shown
from evidence_lib.answers.weighing import assessed
from evidence_lib.english import counted, listed, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import AccessibleTable, Finding, table

_FIELDS = {
    "baseline": "baseline",
    "short_target": "short-term target",
    "medium_target": "medium-term target",
    "impact_target": "impact target",
    "owner": "owner",
}
"""Fields of a measure that a claim may name, and the words it names them by."""

_SAID = {
    strands.SUPPORTED: "supported",
    strands.PARTLY: "supported in part",
    strands.UNSUPPORTED: "unsupported",
    strands.CONTRADICTED: "contradicted",
}


@from_tables("self_evaluation")
def claims(area: Area) -> Answer:
    """Set the partnership's own claims on an area beside what the review found."""
    if area.tables["self_evaluation"].empty:
        return Answer.of(lacking(area.review, "self_evaluation"))
    verified = verified_claims(area.review)
    verified = verified[verified["area"].eq(area.number)].reset_index(drop=True)
    return Answer.of(
        claims_found(verified), claims_table(naming_shown(area.review, verified)), claims=verified
    )


def verified_claims(review: Evidence) -> pd.DataFrame:
    """Set every claim of a review beside what was found. Row: one claim, as `claims_verified`."""
    return review.once("verified claims", lambda: _verify(review))


def _verify(review: Evidence) -> pd.DataFrame:
    tables, levels = review.tables, assessed(review).progress.levels
    return strands.claims_verified(
        tables["self_evaluation"],
        tables["evidence_items"],
        findings=tables["findings"],
        figures=plan_figures(review),
        outcomes=assessed(review).outcomes,
        sources=tables["sources"],
        levels=levels[~held_by_safety(levels)],
    )


def plan_figures(review: Evidence) -> pd.DataFrame:
    """
    Say how many of the partnership's own measures have what a claim may say they have.

    The measures are all of the review's, as `own_measures` counts them on the area's page.

    Row: one field in one area, as `strands.claims_verified` takes figures.
    """
    tables = review.tables
    own = plans.own_measures(tables["indicators"], tables["sources"])
    fields = plans.measurability(own, tables["indicator_targets"], tables["plan_actions"])
    named = fields[fields["field"].isin(_FIELDS)]
    rows = [
        (area, _FIELDS[field], "indicator measure", part, whole, _has(part, whole, _FIELDS[field]))
        for area in review.areas["area"]
        for field, part, whole in zip(named["field"], named["with"], named["base"], strict=True)
    ]
    return pd.DataFrame(rows, columns=["area", "word", "of", "part", "whole", "in_words"])


def _has(part: int, whole: int, field: str) -> str:
    article = "an" if field[0] in "aeiou" else "a"
    return f"{part} of {counted(whole, 'measure')} {verb(part, 'has', 'have')} {article} {field}"


def claims_found(verified: pd.DataFrame) -> Finding:
    """Say how many claims were borne out, and which were contradicted; as `verified_claims`."""
    if verified.empty:
        return Finding("The partnership's own account makes no claim on this area.")
    many = verified["verdict"].value_counts()
    parts = [f"{many[each]} {_SAID[each]}" for each in strands.VERDICTS if each in many.index]
    compared = verified[verified["self_level"].notna() & verified["high"].notna()]
    above = int(compared["above"].sum())
    rosy = (
        f" {above or 'None'} of {counted(len(compared), 'claim')} that "
        f"{verb(len(compared), 'gives', 'give')} a level {verb(above or 1, 'stands', 'stand')} "
        "above the range of the evidence."
    )
    return Finding(
        f"Of {counted(len(verified), 'claim')}: {listed(parts)}.{rosy if len(compared) else ''}"
    )


def claims_table(verified: pd.DataFrame) -> AccessibleTable:
    """
    Set each claim of the partnership beside what was found, those contradicted first.

    Row: one claim, as `strands.claims_verified` gives.
    """
    order = {name: place for place, name in enumerate(reversed(strands.VERDICTS))}
    ordered = verified.sort_values("verdict", key=lambda each: each.map(order), kind="stable")
    return table(
        ordered.assign(verdict=[_SAID[each] for each in ordered["verdict"]]),
        {"claim": "What was claimed", "in_words": "What was found", "verdict": "The claim is",
         **ITEMS},
        name="claims",
        caption="The partnership's claims beside what was found",
        links=LINKED,
        notes=("Findings are those on the same question. A figure is shown where the claim speaks "
               "of it. The evidence is what the claim cites.",),
    )  # fmt: skip
