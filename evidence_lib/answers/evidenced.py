"""How well an area is evidenced: bearing, coders, confidence, independent voices."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from evidence_lib import strands, terms
from evidence_lib.answers.answer import ITEMS, LINKED, Answer, lacking, where_any
from evidence_lib.answers.chart_titles import bearing_title
from evidence_lib.answers.findings import findings_of, findings_table
from evidence_lib.answers.following import Block
from evidence_lib.answers.named_sources import from_rules
from evidence_lib.answers.shown_items import items_of, naming_shown
from evidence_lib.answers.weighing import KNOWN_WITHOUT_STRANDS, triangulated, weighed
from evidence_lib.english import counted, listed
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import (
    AccessibleTable,
    Finding,
    Sentence,
    charts,
    table,
)
from evidence_lib.show.columns import worded

NO_CRITERION = "No criterion named"
_VOICES = {
    "convergent": "they say the same",
    "complementary": "they speak of different things and none contradicts another",
    "inconsistent": "they contradict each other",
    "single_source": "no second, independent account exists",
    "not_determinable": "it cannot be told, as nobody says how the evidence was gathered",
}
STRANDS_NAMED = re.compile(r" \([^()]*\)")
"""Where words on voices name the strands: in brackets, and nothing else is."""

_PREVALENCE = (
    "Kappa sets aside what chance would give. It is low where nearly all readings are alike: read "
    "it with the counts."
)


@from_rules
def evidenced(area: Area) -> Answer:
    """Say how well an area is evidenced: each finding, by criterion, by coder, by voice."""
    items = area.tables["evidence_items"]
    titles = {**area.criteria, terms.NOT_STATED: NO_CRITERION}
    by_criterion = strands.bearing_by(items, "criterion", titles=titles)
    findings = findings_of(area.review, area.number)
    concerns, voices = weighed(area).concerns, triangulated(area)
    return Answer.of(
        where_any(findings_table, findings),
        where_any(concerns_table, naming_shown(area.review, _assessable(concerns, findings))),
        _bearing(naming_shown(area.review, by_criterion)) or lacking(area.review, "evidence_items"),
        Answer.of(coders_agree(area.review)).only_for(terms.INTERNAL),
        where_any(triangulation_found, _on_a_criterion(voices)),
        where_any(triangulation_table, without_speakers(area, voices), titles),
        by_criterion=by_criterion,
        concerns=concerns,
        triangulation=voices,
    )


def _assessable(concerns: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """
    Keep the concerns that can be told, with the finding's words: of what names no strand, few.

    Row: one aspect of one finding that some evidence is tied to.
    """
    tied = findings[findings["item_ids"].fillna("").ne("")]
    told = concerns[concerns["concern"].ne("none")].merge(
        tied[["finding_id", "statement", "confidence"]], on="finding_id"
    )
    traced = told["confidence"].isin(terms.CONFIDENCES)
    return told[traced | told["aspect"].isin(KNOWN_WITHOUT_STRANDS)]


def without_speakers(area: Area, voices: pd.DataFrame) -> pd.DataFrame:
    """
    Say whether voices agree without naming strands where one of them would name who said an item.

    Row: one criterion, as `triangulated` gives, with ``item_ids`` that the page may name.
    """
    items = items_of(area)
    open_ids = set(items.loc[items["strand"].notna(), "item_id"])
    withheld = voices["item_ids"].map(lambda ids: not set(ids.split()) <= open_ids)
    unnamed = voices["in_words"].str.replace(STRANDS_NAMED, "", regex=True)
    return naming_shown(
        area.review, voices.assign(in_words=voices["in_words"].mask(withheld, unnamed))
    )


def _on_a_criterion(voices: pd.DataFrame) -> pd.DataFrame:
    """Keep what is said of a criterion: what names none is no question of its own."""
    return voices[voices["criterion"].ne(terms.NOT_STATED)]


def review_coders(review: Evidence) -> pd.DataFrame:
    """Say how far coders agree, code by code. Row: one code, as `strands.coder_agreement`."""
    return strands.coder_agreement(review.tables["evidence_items"], review.tables["second_codes"])


BEARING_SUBTITLE = "Pieces of evidence by {}: for progress, mixed, or against"


def _bearing(by_criterion: pd.DataFrame) -> Block | None:
    if by_criterion.empty:
        return None
    return charts.show(
        charts.bearing_bars,
        by_criterion,
        name="bearing",
        title=bearing_title(by_criterion, one="criterion", many="criteria"),
        subtitle=BEARING_SUBTITLE.format("criterion"),
        finding=bearing_finding(by_criterion, by="criterion"),
        table=bearing_table(by_criterion, by="criterion"),
    )


@from_rules
def review_evidenced(review: Evidence) -> Answer:
    """Say what the assertions of a review make of progress, area by area."""
    items = review.tables["evidence_items"]
    if items.empty:
        return Answer.of(Sentence("There was no evidence by then."))
    titles = dict(zip(review.areas["area"], review.areas["title"], strict=True))
    by_area = strands.bearing_by(
        items, "area", titles={**titles, terms.GENERAL_AREA: "The review as a whole"}
    )
    voices = strands.triangulation(items, sources=review.tables["sources"])
    return Answer.of(
        charts.show(
            charts.bearing_bars,
            by_area,
            name="bearing",
            title=bearing_title(by_area, one="area", many="areas"),
            subtitle=BEARING_SUBTITLE.format("area"),
            finding=bearing_finding(by_area, by="area"),
            table=bearing_table(by_area, by="area", with_items=False),
        ),
        where_any(triangulation_found, _on_a_criterion(voices)),
        by_area=by_area,
        triangulation=voices,
    )


def bearing_finding(bearings: pd.DataFrame, *, by: str) -> Finding:
    """Say on which criteria (or parts) something falls short; rows as `strands.bearing_by`."""
    if bearings.empty:
        return Finding("There is no evidence.")
    short = bearings.loc[bearings["challenges"].gt(0), "label"]
    if short.empty:
        return Finding(f"No evidence here says that something falls short on a {by}.")
    if len(short) == len(bearings) > 1:
        return Finding(f"Something is said to fall short on every {by}.")
    named = listed([f"“{label}”" for label in short])
    return Finding(f"Something is said to fall short on {named}.")


def coders_agree(review: Evidence) -> Sentence:
    """Say how far two coders agreed on each code, or that only one has coded."""
    agreed = review_coders(review)
    if agreed.empty:
        return lacking(review, "second_codes", about="the evidence of this review")
    return Sentence(
        " ".join(["Two people read the evidence separately.", *agreed["in_words"], _PREVALENCE])
    )


def triangulation_found(triangulated: pd.DataFrame) -> Finding:
    """Say how many questions independent voices agree on; rows as `strands.triangulation`."""
    found = triangulated["triangulation"].value_counts(sort=False)
    parts = [f"on {count} {_VOICES[str(name)]}" for name, count in found.items()]
    criteria = counted(len(triangulated), "criterion", "criteria")
    return Finding(f"Do independent accounts agree? Of {criteria}: {'; '.join(parts)}.")


def bearing_table(bearings: pd.DataFrame, *, by: str, with_items: bool = True) -> AccessibleTable:
    """
    Show what the evidence says, criterion by criterion (or part by part).

    Row: one criterion or part, as `strands.bearing_by` gives; *by* names what they are. The items
    are linked where *with_items* and the page lists them.
    """
    items = {"item_ids": "Evidence"} if with_items else {}
    return table(
        worded(bearings, ["label"]),
        {"label": by.capitalize(), "supports": "Supports progress",
         "mixed": "Mixed", "challenges": "Speaks against", "items": "All", **items},
        name=f"bearing_by_{by}",
        caption=f"What the evidence shows, by {by}",
        links={"item_ids": "item"},
        notes=("A count says nothing of weight: one important finding can matter more than ten "
               "small ones.",),
    )  # fmt: skip


def concerns_table(concerns: pd.DataFrame) -> AccessibleTable:
    """
    Show each concern about the evidence of a finding, with its reason.

    Row: one aspect of one finding, as `judgement.finding_confidence` gives, with its statement.
    """
    return table(
        worded(concerns, ("aspect", "concern", "reason")),
        {"statement": "Finding", "aspect": "What was asked", "concern": "Concern", "reason": "Why",
         **ITEMS},
        name="confidence",
        caption="Why the confidence is what it is",
        links=LINKED,
        notes=("The worst concern decides; nothing is added up. The method is GRADE-CERQual.",),
    )  # fmt: skip


def triangulation_table(triangulated: pd.DataFrame, titles: Mapping[str, str]) -> AccessibleTable:
    """
    Show, criterion by criterion, whether independent voices agree.

    Row: one criterion, as `strands.triangulation` gives.
    """
    spelt = worded(triangulated, ("triangulation", "in_words"))
    return table(
        spelt.assign(criterion=spelt["criterion"].replace(dict(titles))),
        {"criterion": "Criterion", "triangulation": "Do they agree?", "in_words": "Why",
         "voices": "Accounts", **ITEMS},
        name="triangulation",
        caption="Do independent accounts agree?",
        links=LINKED,
        notes=("Accounts are independent only if they are of different kinds and from different "
               "people.",),
    )  # fmt: skip
