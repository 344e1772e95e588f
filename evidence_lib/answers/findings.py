"""What was found, how sure one can be of it, and what should happen next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.answers.shown_items import naming_shown, shown_items
from evidence_lib.answers.weighing import sure_of
from evidence_lib.english import capital, counted, sentence_end, verb
from evidence_lib.evidence import Evidence
from evidence_lib.judgement import NOT_ASSESSABLE_CONFIDENCE, UNTRACEABLE, numbered_paragraphs
from evidence_lib.show import NOWHERE, AccessibleTable, Html, Point, citing, lead, table
from evidence_lib.show.columns import filled, worded

SOMEBODY = "a person"
"""What every profile but internal is told of who set a confidence."""

NOT_SHOWN = "not_shown"
FINDING, DECISION, STARTING_POINT = terms.FINDING_KINDS
DIRECTIONS = {
    "improved": "Improved.",
    "mixed": "Mixed.",
    "unchanged": "Unchanged.",
    "worse": "Worse.",
    "not_shown": "Not shown.",
}
"""What a reader sees of a direction, beside the finding."""

NEXT_STEPS = 4

FINDINGS = lead("#table-findings", "Findings", "what was found, and how sure one can be")
TO_DO = lead("#table-follow_up", "List", "what is still to be done")
"""Where a page lists the findings with their items, and what is still to be done."""


def findings_of(review: Evidence, area: str, *, kind: str = FINDING) -> pd.DataFrame:
    """
    Choose the findings of one kind on one area, with how sure one can be of each.

    Row: one finding, as the table ``findings`` has it, with what `sure_of` adds; ``cited`` names of
    its items those that the page may name.
    """
    findings = review.tables["findings"]
    kinds = findings["kind"].fillna(FINDING)
    own = findings[findings["area"].eq(area) & kinds.eq(kind)]
    added = [
        "finding_id", "confidence", "in_words", "set_by", "set_reason", "item_ids", "doubts",
    ]  # fmt: skip
    found = own.merge(sure_of(review)[added], on="finding_id", how="left").reset_index(drop=True)
    return found.assign(
        cited=naming_shown(review, found)["item_ids"], set_by=_set_by(review, found["set_by"])
    )


def _set_by(review: Evidence, raters: pd.Series) -> pd.Series:
    """Name who set a confidence to those who work on the review; to others that a person did."""
    return raters if review.profile == terms.INTERNAL else raters.mask(raters.notna(), SOMEBODY)


def found_points(
    findings: pd.DataFrame, *, cite: bool = True, briefly: bool = False
) -> list[Point]:
    """
    Say what was found: direction, how sure and, unless *briefly*, why; what is not shown apart.

    Row: one finding, as `findings_of` gives.
    """
    shown = findings[findings["direction"].ne(NOT_SHOWN)]
    said = _in_brief if briefly else _at_length
    return [_point(row, said(row), cite) for row in _rows(shown)]


def _at_length(row: Mapping[Any, Any]) -> str:
    return f"{_direction(row)} {_sure(row)}".rstrip()


def _in_brief(row: Mapping[Any, Any]) -> str:
    """Name direction and confidence: the evidence behind the page gives the reasons."""
    return f"{DIRECTIONS[row['direction']]} {_how_sure(row)}".rstrip()


def not_shown_points(
    findings: pd.DataFrame, *, cite: bool = True, briefly: bool = False
) -> list[Point]:
    """Say what is not shown, with how sure that is and, unless *briefly*, why."""
    lacking = findings[findings["direction"].eq(NOT_SHOWN)]
    said = _how_sure if briefly else _sure
    return [_point(row, said(row) if cite else "", cite) for row in _rows(lacking)]


def with_leads(review: Evidence, findings: pd.DataFrame) -> pd.DataFrame:
    """
    Lead from the page of the whole review to what findings rest on, as ``elsewhere``.

    Row: one finding, as `findings_of` gives. One on an area leads to the findings of its area,
    one on the whole to its items, wherever these are listed.
    """
    pages = _pages(shown_items(review))
    leads = [_elsewhere(row, pages) for row in _rows(findings)]
    return findings.assign(elsewhere=pd.Series(leads, index=findings.index, dtype="object"))


def _pages(items: pd.DataFrame) -> dict[str, str]:
    """Name the page that lists each item which the page of the whole review does not list."""
    on_areas = items[items["area"].ne(terms.GENERAL_AREA)]
    return {
        str(item): area_page(str(area))
        for item, area in zip(on_areas["item_id"], on_areas["area"], strict=True)
    }


def area_page(area: str) -> str:
    """Name the page that holds the evidence on an area."""
    return f"area-{area}-evidence.html"


def _elsewhere(row: Mapping[Any, Any], pages: Mapping[str, str]) -> Html:
    area = row["area"]
    if area != terms.GENERAL_AREA:
        where = f"{area_page(area)}#table-findings"
        return lead(where, f"Area {area}", "what was found, and how sure one can be")
    return citing(row["cited"].split(), pages)


def _rows(findings: pd.DataFrame) -> list[dict[Any, Any]]:
    return findings.to_dict("records")


def _point(row: Mapping[Any, Any], note: str, cite: bool) -> Point:
    ids = row["cited"] if cite and isinstance(row["cited"], str) else ""
    there = row.get("elsewhere", NOWHERE) if not cite else FINDINGS
    return Point(sentence_end(row["statement"]), note, tuple(ids.split()), there)


def _direction(row: Mapping[Any, Any]) -> str:
    """Name the direction; where strands are unknown also what can be doubted all the same."""
    untraced = row["confidence"] not in terms.CONFIDENCES and bool(row["item_ids"])
    doubts = row["doubts"] if untraced and isinstance(row["doubts"], str) else ""
    return f"{DIRECTIONS[row['direction']]} {doubts}".rstrip()


def _sure(row: Mapping[Any, Any]) -> str:
    """Say how sure one can be of a finding and why; nothing where it cannot be assessed."""
    how = _how_sure(row)
    return f"{how.removesuffix('.')}: {_why(row)}" if how else ""


def _how_sure(row: Mapping[Any, Any]) -> str:
    if row["confidence"] not in terms.CONFIDENCES:
        return ""
    by = f", set by {row['set_by']}" if isinstance(row["set_by"], str) else ""
    return f"Confidence {terms.in_words(row['confidence'])}{by}."


def _why(row: Mapping[Any, Any]) -> str:
    """Give the reason of whoever set the confidence, else those of the rules."""
    if isinstance(row["set_by"], str):
        return sentence_end(str(row["set_reason"]))
    if row["confidence"] == NOT_ASSESSABLE_CONFIDENCE:
        return capital(str(row["in_words"]).partition(": ")[2])
    return str(row["in_words"]).partition(". ")[2]


def sure_points(findings: pd.DataFrame) -> list[Point]:
    """
    Say of how many findings one cannot say how sure one can be; the others say it themselves.

    Row: one finding, as `findings_of` gives.
    """
    unsure = findings[findings["confidence"].eq(NOT_ASSESSABLE_CONFIDENCE)]
    untied = int(unsure["item_ids"].eq("").sum())
    return [
        Point(said.format(_which(many, len(findings)), it=verb(many, "it", "them")), lead=FINDINGS)
        for said, many in ((_UNTRACED, len(unsure) - untied), (_UNTIED, untied))
        if many
    ]


_UNTRACED = (
    f"How sure one can be of {{}} {UNTRACEABLE}: the report does not say how most of what "
    "supports {it} was gathered. That says nothing against what was found."
)
_UNTIED = (
    "Nobody can say how sure one can be of {}: no evidence is tied to {it}. That says nothing "
    "against what was found."
)


def _which(many: int, findings: int) -> str:
    """Name findings by their number: all of a page's, or some of them."""
    if findings == 1:
        return "its one finding"
    return "any of its findings" if many == findings else f"{many} of {findings} findings"


def next_points(findings: pd.DataFrame, follow_up: pd.DataFrame) -> list[Point]:
    """Say what should happen next: what findings ask for, else what is still to be done."""
    asked = [str(each) for each in findings["next_step"].dropna()]
    steps = list(dict.fromkeys(asked or still_to_do(follow_up)["action"].tolist()))
    there = FINDINGS if asked else TO_DO
    points = [Point(sentence_end(each), lead=there) for each in steps[:NEXT_STEPS]]
    more = len(steps) - len(points)
    rest = Point(f"And {counted(more, 'more step')}, listed in the evidence.", lead=there)
    return [*points, rest] if more else points


def still_to_do(follow_up: pd.DataFrame) -> pd.DataFrame:
    """Choose what is neither done nor lapsed. Row: one action."""
    to_do: pd.DataFrame = follow_up[follow_up["state"].isin(["open", "under_way"])]
    return to_do


def findings_table(findings: pd.DataFrame) -> AccessibleTable:
    """
    List the findings with their direction, how sure one can be of each, and why.

    Row: one finding, as `findings_of` gives.
    """
    why = [_why(row) for row in _rows(findings.fillna({"in_words": ""}))]
    spelt = worded(
        filled(findings.assign(why=why), {"component": "the whole area"}),
        ("component", "direction", "confidence", "about"),
    )
    return table(
        spelt,
        {"statement": "Finding", "direction": "Direction", "component": "Part",
         "confidence": "How sure", "why": "Why", "cited": "Evidence"},
        name="findings",
        caption="What was found, and how sure one can be",
        links={"cited": "item"},
    )  # fmt: skip


def numbered_statements(review: Evidence, areas: Sequence[str]) -> pd.DataFrame:
    """
    Give each finding on some areas a number, so that the partnership can comment on it.

    Row: one finding, as `judgement.numbered_paragraphs` gives.
    """
    return numbered_paragraphs({area: sentences_on(review, area) for area in areas})


def sentences_on(review: Evidence, area: str, *, kind: str = FINDING) -> list[str]:
    """Give the statements of one kind on an area, as sentences."""
    return [sentence_end(each) for each in findings_of(review, area, kind=kind)["statement"]]


def decision_points(review: Evidence) -> tuple[list[Point], list[Point]]:
    """Give the decision of the whole review, and the reasons that are tied to it."""
    decided = findings_of(review, terms.GENERAL_AREA, kind=DECISION)
    ties = review.tables["finding_items"]
    reasons = ties[ties["finding_id"].isin(decided["finding_id"]) & ties["role"].eq("supports")]
    items = shown_items(review)
    own = items[items["item_id"].isin(reasons["item_id"])]
    said = [
        Point(sentence_end(summary), lead=citing([item], _pages(items)))
        for item, summary in zip(own["item_id"], own["summary"], strict=True)
    ]
    leads = with_leads(review, decided)["elsewhere"]
    decision = [
        Point(sentence_end(each), lead=there)
        for each, there in zip(decided["statement"], leads, strict=True)
    ]
    return decision, said
