"""How well a finding is evidenced: five concerns, each with its reason, and the caps."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.errors import MethodInputError
from evidence_lib.judgement.rules import ConfidenceCap, Rules, load_rules
from evidence_lib.judgement.tally import Tally
from evidence_lib.judgement.traces import items_behind
from evidence_lib.judgement.weighed_evidence import Group, weigh_evidence
from evidence_lib.judgement.weighed_items import Measures, WeighedItem

ASPECTS = ("limitations", "coherence", "adequacy", "relevance", "precision")
CONCERNS = ("none", "moderate", "serious")

Settings = Mapping[str, float]
Found = tuple[str, str]
"""A concern and its reason."""


@dataclass(frozen=True)
class EvidenceConfidence:
    """
    How well each finding is evidenced, and why.

    ``levels`` Row: one value of *by*. ``concerns`` Row: one value of *by* and one of the five
    aspects. ``caps`` Row: one cap that fired.
    """

    levels: pd.DataFrame
    concerns: pd.DataFrame
    caps: pd.DataFrame
    rules_version: str


@dataclass(frozen=True)
class Assurance:
    """One confidence as the rules read it."""

    level: str
    before_caps: str
    concerns: Mapping[str, Found]
    caps: tuple[ConfidenceCap, ...]


def evidence_confidence(
    items: pd.DataFrame,
    *,
    as_at: date,
    by: Sequence[str] = ("area", "component"),
    sources: pd.DataFrame | None = None,
    outcomes: pd.DataFrame | None = None,
    survey_independent: bool = False,
    rules: Rules | None = None,
    without: Sequence[str] = (),
) -> EvidenceConfidence:
    """
    Say how well each finding is evidenced.

    Confidence starts high. Each serious concern takes a level, each moderate one half a level,
    rounded towards the lower at the end; then the caps. Findings of the general part of a report
    are left out.

    Args:
        items: Rows of ``evidence_items``.
        as_at: The day spoken of; what is more than 18 months older is old.
        by: What a finding is about: ``area``, with ``component`` or ``criterion`` or neither.
        sources: The review's sources, for origins and dates of items that give none.
        outcomes: As in `indicative_progress`.
        survey_independent: As in `indicative_progress`.
        rules: Another version of the rules.
        without: Ids of caps to switch off.

    Returns:
        ``levels``: *by*, ``confidence`` (high, moderate, low, very_low), ``before_caps``, a column
        for each aspect with its concern (none, moderate, serious), ``caps`` (ids, parted by
        spaces), ``in_words``, ``items``, ``item_ids``, ``rules_version``.
        ``concerns``: *by*, ``aspect``, ``concern``, ``reason``, ``item_ids``.
        ``caps``: *by*, ``rule``, ``cap``, ``reason``, ``item_ids``.

    Raises:
        MethodInputError: *items* has no such column, or an item comes twice.

    Source:
        GRADE-CERQual (Lewin and others 2018, Implementation Science 13, supplement 1), with
        precision as in GRADE; docs/method.md, "Confidence in the evidence".
    """
    unknown = [name for name in by if name not in items.columns]
    if unknown:
        raise MethodInputError(f'weighing evidence: there is no column "{unknown[0]}"')
    used = (rules or load_rules()).without(*without)
    evidence = weigh_evidence(
        items, used, sources=sources, outcomes=outcomes, survey_independent=survey_independent,
        as_at=as_at,
    )  # fmt: skip
    return confidence_of(evidence.by(by), by, used)


def confidence_of(groups: Sequence[Group], by: Sequence[str], rules: Rules) -> EvidenceConfidence:
    """
    Read confidence from evidence weighed before, in the order of the keys.

    Row: one value of *by*, as `WeighedEvidence` gives; those without evidence are left out.
    """
    levels, concerns, caps = [], [], []
    known = [group for group in groups if group.items]
    for group in sorted(known, key=lambda group: tuple(group.key.values())):
        assured = assure(group.tally, group.measures, rules)
        levels.append({**group.key, **_level_row(assured, group.items, rules.version)})
        concerns += [group.key | row for row in _concern_rows(assured, group)]
        caps += [group.key | _cap_row(each, group.items) for each in assured.caps]
    return EvidenceConfidence(
        pd.DataFrame(levels, columns=[*by, *_LEVEL_COLUMNS]),
        pd.DataFrame(concerns, columns=[*by, "aspect", "concern", "reason", "item_ids"]),
        pd.DataFrame(caps, columns=[*by, "rule", "cap", "reason", "item_ids"]),
        rules.version,
    )


_LEVEL_COLUMNS = [
    "confidence", "before_caps", *ASPECTS, "caps", "in_words", "items", "item_ids",
    "rules_version",
]  # fmt: skip


def assure(tally: Tally, measures: Measures, rules: Rules) -> Assurance:
    """Read confidence from running counts."""
    settings = rules.confidence
    concerns = {
        "limitations": _limitations(tally, settings),
        "coherence": _coherence(tally),
        "adequacy": _adequacy(tally, settings),
        "relevance": _relevance(tally, settings),
        "precision": _precision(tally, measures, settings),
    }
    costs = {
        "none": 0.0,
        "moderate": settings["moderate_costs"],
        "serious": settings["serious_costs"],
    }
    left = math.floor(3 - sum(costs[concern] for concern, _ in concerns.values()))
    place = min(3, 3 - left)
    facts = tally.facts(measures)
    fired = tuple(
        cap
        for cap in rules.confidence_caps
        if cap.on and all(need.holds(facts) for need in cap.when)
    )
    place = place if tally.items else 3
    capped = max([place, *(terms.CONFIDENCES.index(cap.cap) for cap in fired)])
    return Assurance(terms.CONFIDENCES[capped], terms.CONFIDENCES[place], concerns, fired)


def _share_over(part: int, whole: int, settings: Settings) -> bool:
    return part > settings["most_share"] * whole


def _limitations(tally: Tally, settings: Settings) -> Found:
    known, own = tally.number("known"), tally.number("own_account")
    untraceable = tally.number("untraceable")
    if own and own == known:
        return "serious", "All of it is people's own account or data nobody else has checked."
    if _share_over(own + untraceable, known, settings):
        return "moderate", (
            f"Of {known} voices, {own} give an own account or unchecked data and {untraceable} do "
            "not say what they rest on."
        )
    return "none", "Most of it was seen, read or measured by somebody other than those judged."


def _coherence(tally: Tally) -> Found:
    if tally.contradicted:
        named = ", ".join(sorted({criterion for criterion, _ in tally.contradicted}))
        return "serious", f"Independent voices contradict each other on: {named}."
    if tally.contested:
        named = ", ".join(sorted(tally.contested))
        return "moderate", f"Evidence points both ways on: {named}."
    return "none", "No criterion has evidence that points both ways."


def _adequacy(tally: Tally, settings: Settings) -> Found:
    known, untraceable = tally.number("known"), tally.number("untraceable")
    fewest = int(settings["fewest_voices"])
    if known < fewest:
        return "serious", f"Fewer than {fewest} voices speak to it: {known}."
    if not tally.heard.independent():
        if untraceable >= fewest:
            return (
                "moderate",
                "Whether two voices are independent cannot be told from what is named.",
            )
        return "serious", "No two voices differ in both strand and origin."
    if tally.number("sized") and not tally.number("large"):
        thin = int(settings["thin_group"])
        return "moderate", f"No group whose size is known had {thin} people or more."
    return "none", "Independent voices speak to it."


def _relevance(tally: Tally, settings: Settings) -> Found:
    known, old, undated = (tally.number(name) for name in ("known", "old", "undated"))
    months = int(settings["old_months"])
    if known and old == known:
        return "serious", f"All of it is more than {months} months old."
    if tally.number("impact_claims") and not tally.number("outcome_items"):
        return "moderate", "Impact is spoken of through what was done, not through outcomes."
    if _share_over(old, known, settings):
        return "moderate", f"Most of it is more than {months} months old."
    if _share_over(undated, known, settings):
        return "moderate", "Most of it does not say when it was gathered."
    return "none", "It is about the period and the people asked about, as far as is coded."


def _precision(tally: Tally, measures: Measures, settings: Settings) -> Found:
    base = settings["small_base"]
    chance = any(row.like_chance is True for row in measures.rows)
    small = any(row.base is not None and row.base < base for row in measures.rows)
    if chance and small:
        return "serious", f"A change is consistent with chance, on a base under {base:g}."
    if chance:
        return "moderate", "A change is consistent with chance."
    if small:
        return "moderate", f"A measure has a base under {base:g}."
    if tally.number("imprecise"):
        return "moderate", f"A figure has no known base, or one under {base:g}."
    if tally.number("quantitative"):
        return "none", "The figures rest on known bases that are not small."
    return "none", "There is no figure to be precise about."


_ITEMS_OF_ASPECT: Mapping[str, Callable[[WeighedItem], bool]] = {
    "limitations": lambda item: (
        not item.traced
        or item.attribution.startswith("reported_by_")
        or item.attribution == "partnership_data"
        or item.strand == "self_evaluation"
    ),
    "coherence": lambda item: True,
    "adequacy": lambda item: True,
    "relevance": lambda item: item.age != "recent" or item.of_impact,
    "precision": lambda item: item.quantitative,
}


def _concern_rows(assured: Assurance, group: Group) -> list[dict[str, Any]]:
    rows = []
    for aspect, (concern, reason) in assured.concerns.items():
        concerning = _ITEMS_OF_ASPECT[aspect]
        ids = [item.item_id for item in group.items if concern != "none" and concerning(item)]
        if aspect == "coherence":
            ids = _items_of_coherence(group.items, group.tally)
        rows.append(
            {"aspect": aspect, "concern": concern, "reason": reason, "item_ids": " ".join(ids)}
        )
    return rows


def _items_of_coherence(items: Sequence[WeighedItem], tally: Tally) -> list[str]:
    """List the items of the criteria that the reason names."""
    opposed = {criterion for criterion, _ in tally.contradicted} or tally.contested
    return [item.item_id for item in items if item.criterion in opposed and item.bearing != "mixed"]


def _cap_row(cap: ConfidenceCap, items: Sequence[WeighedItem]) -> dict[str, Any]:
    ids = items_behind(items, [need.fact for need in cap.when])
    return {"rule": cap.id, "cap": cap.cap, "reason": cap.says, "item_ids": " ".join(ids)}


def _level_row(assured: Assurance, items: Sequence[WeighedItem], version: str) -> dict[str, Any]:
    return {
        "confidence": assured.level,
        "before_caps": assured.before_caps,
        **{aspect: concern for aspect, (concern, _) in assured.concerns.items()},
        "caps": " ".join(cap.id for cap in assured.caps),
        "in_words": _words(assured),
        "items": len(items),
        "item_ids": " ".join(item.item_id for item in items),
        "rules_version": version,
    }


def _words(assured: Assurance) -> str:
    reasons = [reason for concern, reason in assured.concerns.values() if concern != "none"]
    reasons += [cap.says for cap in assured.caps]
    word = terms.in_words(assured.level)
    return f"Confidence is {word}. {' '.join(reasons) or 'Nothing speaks against it.'}"
