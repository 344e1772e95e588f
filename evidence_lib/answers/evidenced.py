"""How well an area is evidenced: bearing, coders, confidence, independent voices."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence_lib import strands, terms
from evidence_lib.agreement import WeightedKappa
from evidence_lib.answers.answer import ITEMS, LINKED, Answer, Block, lacking, where_any
from evidence_lib.answers.weighing import triangulated, weighed
from evidence_lib.english import counted, listed
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import (
    AccessibleTable,
    Finding,
    Missing,
    Sentence,
    charts,
    table,
)
from evidence_lib.show.columns import worded


def evidenced(area: Area) -> Answer:
    """Say how well an area is evidenced: by criterion, by coder, by voice, and how sure we are."""
    items = area.tables["evidence_items"]
    by_criterion = strands.bearing_by(items, "criterion", titles=area.criteria)
    found, voices = weighed(area), triangulated(area)
    return Answer.of(
        _bearing(by_criterion) or lacking(area.review, "evidence_items"),
        coders_agree(strands.coder_agreement(items)),
        confidence_found(found.confidence),
        concerns_table(found.concerns, found.caps) if len(found.concerns) else None,
        where_any(triangulation_found, voices) if len(items) else None,
        where_any(triangulation_table, voices, found.by_criterion, area.criteria),
        by_criterion=by_criterion,
        concerns=found.concerns,
        triangulation=voices,
    )


def _bearing(by_criterion: pd.DataFrame) -> Block | None:
    if by_criterion.empty:
        return None
    return charts.show(
        charts.bearing_bars,
        by_criterion,
        name="bearing",
        finding=bearing_finding(by_criterion, by="criterion"),
        table=bearing_table(by_criterion, by="criterion"),
    )


def review_evidenced(review: Evidence) -> Answer:
    """Say what the assertions of a review make of progress, area by area."""
    items = review.tables["evidence_items"]
    by_area = strands.bearing_by(
        items, "area", titles=dict(zip(review.areas["area"], review.areas["title"], strict=True))
    )
    voices = strands.triangulation(items, sources=review.tables["sources"])
    return Answer.of(
        charts.show(
            charts.bearing_bars,
            by_area,
            name="bearing",
            finding=bearing_finding(by_area, by="area"),
            table=bearing_table(by_area, by="area", with_items=False),
        ),
        where_any(triangulation_found, voices),
        by_area=by_area,
        triangulation=voices,
    )


def bearing_finding(bearings: pd.DataFrame, *, by: str) -> Finding:
    """Say which criterion (or part) has the most that challenges; rows as `strands.bearing_by`."""
    most = bearings["challenges"].max()
    if not most:
        return Finding(f"No assertion challenges progress on any {by}.")
    named = listed(
        [f"“{label}”" for label in bearings.loc[bearings["challenges"].eq(most), "label"]]
    )
    return Finding(
        f"What is not there yet is said most of {named}: "
        f"{counted(int(most), 'assertion')} that challenge{'s' if most == 1 else ''} progress."
    )


def coders_agree(agreed: WeightedKappa | None) -> Sentence:
    """Say how far two coders agreed on bearing, or that only one has coded."""
    if agreed is None:
        return Missing(
            "Coded by one person so far, so agreement between coders is not known. Why it "
            "matters: another reader might code an assertion otherwise. How to supply it: fill "
            "in the columns of the second coder in evidence_items."
        )
    return Sentence(f"Two coders rated {counted(agreed.n, 'assertion')} apart. {agreed.in_words}")


def confidence_found(confidence: pd.DataFrame) -> Finding:
    """Say how well each part of an area is evidenced; rows as `evidence_confidence` gives."""
    if confidence.empty:
        return Finding("There is no evidence to have confidence in.")
    parts = [
        f"{terms.in_words(row['component'])}, {terms.in_words(row['confidence'])}"
        for row in confidence.to_dict("records")
    ]
    return Finding(f"Confidence in the evidence: {'; '.join(parts)}.")


def triangulation_found(triangulated: pd.DataFrame) -> Finding:
    """Say how many questions independent voices agree on; rows as `strands.triangulation`."""
    found = triangulated["triangulation"].value_counts(sort=False)
    parts = [f"{count} {terms.in_words(str(name))}" for name, count in found.items()]
    return Finding(f"Of {counted(len(triangulated), 'criterion', 'criteria')}: {listed(parts)}.")


def bearing_table(bearings: pd.DataFrame, *, by: str, with_items: bool = True) -> AccessibleTable:
    """
    Show what the evidence says, criterion by criterion (or part by part).

    Row: one criterion or part, as `strands.bearing_by` gives; *by* names what they are. The items
    are linked where *with_items* and the page lists them.
    """
    items = {"item_ids": "Items"} if with_items else {}
    return table(
        worded(bearings, ["label"]),
        {"label": by.capitalize(), "supports": "Supports", "mixed": "Mixed",
         "challenges": "Challenges", "items": "All", **items},
        name=f"bearing_by_{by}",
        caption=f"Assertions by {by} and bearing",
        links={"item_ids": "item"},
        notes=("A count of assertions weighs nothing: one important finding can matter more than "
               "ten small ones.",),
    )  # fmt: skip


def concerns_table(concerns: pd.DataFrame, caps: pd.DataFrame) -> AccessibleTable:
    """
    Show each concern about the evidence with its reason, then the caps that hold confidence down.

    Row: one aspect of one component, or one cap, as `judgement.evidence_confidence` gives.
    """
    capped = caps.assign(aspect="cap " + caps["rule"], concern="at most " + caps["cap"])
    rows = pd.concat([concerns, capped]).reset_index(drop=True)
    return table(
        worded(rows, ("component", "aspect", "concern", "reason")),
        {"component": "Part", "aspect": "Aspect", "concern": "Concern", "reason": "Why", **ITEMS},
        name="confidence",
        caption="Why the confidence is what it is",
        links=LINKED,
    )


def triangulation_table(
    triangulated: pd.DataFrame, weighed: pd.DataFrame, titles: Mapping[str, str]
) -> AccessibleTable:
    """
    Show, criterion by criterion, whether independent voices agree and how sure that makes us.

    Row: one criterion, as `strands.triangulation` gives, with the confidence of the same criterion
    in *weighed*.
    """
    both = triangulated.merge(weighed[["criterion", "confidence"]], on="criterion", how="left")
    spelt = worded(both, ("triangulation", "in_words", "confidence"))
    return table(
        spelt.assign(criterion=spelt["criterion"].replace(dict(titles))),
        {"criterion": "Criterion", "triangulation": "Triangulation", "in_words": "Why",
         "confidence": "Confidence", "voices": "Voices", **ITEMS},
        name="triangulation",
        caption="Do independent voices agree?",
        links=LINKED,
        notes=("Voices are independent only if both strand and origin differ.",),
    )  # fmt: skip
