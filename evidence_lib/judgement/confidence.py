"""How sure one can be of each finding: five concerns with reasons, of which the worst decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.judgement import concerns
from evidence_lib.judgement.concerns import ASPECTS, Concern, Tied
from evidence_lib.judgement.parts import checked_outcomes
from evidence_lib.judgement.prepared_items import prepared
from evidence_lib.judgement.rules import Rules, load_rules

NOT_ASSESSABLE_CONFIDENCE = "not_assessable"
UNTRACEABLE = "cannot be assessed from what was published"


@dataclass(frozen=True)
class FindingConfidence:
    """
    How sure one can be of each finding, and why.

    ``levels`` Row: one finding. ``concerns`` Row: one finding and one of the five aspects.
    """

    levels: pd.DataFrame
    concerns: pd.DataFrame
    rules_version: str


def finding_confidence(
    findings: pd.DataFrame,
    finding_items: pd.DataFrame,
    items: pd.DataFrame,
    *,
    areas: pd.DataFrame,
    as_at: date,
    sources: pd.DataFrame | None = None,
    outcomes: pd.DataFrame | None = None,
    survey_independent: bool = False,
    rules: Rules | None = None,
) -> FindingConfidence:
    """
    Propose how sure one can be of each finding. A person may set it otherwise, with a reason.

    Each aspect has a concern (none, moderate, serious) with a reason that names its items. The
    worst decides: two serious ones very low, one low, moderate ones only moderate, none high.
    Where most voices that support a finding name no strand, nothing is proposed: what it rests on
    cannot be assessed from what was published, and that says nothing of the finding.

    Args:
        findings: Rows of ``findings``; those an earlier inspection left (``starting_point``) are
            left out.
        finding_items: Rows of ``finding_items``.
        items: Rows of ``evidence_items``.
        areas: The review's areas, with ``area`` and, where the children it asks about are named,
            ``about``.
        as_at: The day spoken of; what is more than 18 months older is old.
        sources: The review's sources, for origins and dates of items that give none.
        outcomes: As in `indicative_progress`; a figure is one of them where an item tells it.
        survey_independent: As in `indicative_progress`.
        rules: Another version of the rules.

    Returns:
        ``levels``: ``finding_id``, ``area``, ``component``, ``confidence`` (high, moderate, low,
        very_low or not_assessable), a column for each aspect with its concern, ``traceable``
        (whether most voices that support it name their strand), ``in_words``, ``voices``,
        ``item_ids``, ``rules_version``.
        ``concerns``: ``finding_id``, ``area``, ``component``, ``aspect``, ``concern``, ``reason``,
        ``item_ids``.

    Raises:
        MethodInputError: An item comes twice.

    Source:
        GRADE-CERQual (Lewin and others 2018, Implementation Science 13, supplement 1), with
        precision as in GRADE; docs/method.md, "Confidence in a finding".
    """
    used = rules or load_rules()
    known = prepared(items, sources)
    known["old"] = concerns.is_old(known["collected_on"], as_at, used.confidence)
    about = dict(zip(areas["area"], areas["about"], strict=True)) if "about" in areas else {}
    wanted = findings[findings["kind"].ne("starting_point").fillna(True)]
    roles = _roles(finding_items)
    measures = concerns.told_measures(checked_outcomes(outcomes))
    tied = [
        concerns.tied_of(
            finding, concerns.tied_items(known, roles.get(finding["finding_id"], {})), measures,
            str(about.get(finding["area"], "")), survey_independent,
        )
        for finding in (dict(row) for _, row in wanted.iterrows())
    ]  # fmt: skip
    found = confidence_of(tied, used)
    return found if len(finding_items) else _without_ties(found)


def _without_ties(found: FindingConfidence) -> FindingConfidence:
    """Say that nothing can be assessed where nobody tied evidence to any finding."""
    words = f"How sure one can be {UNTRACEABLE}: no evidence is tied to it."
    levels = found.levels.assign(confidence=NOT_ASSESSABLE_CONFIDENCE, in_words=words)
    return replace(found, levels=levels)


def _roles(finding_items: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Give the role of each item on each finding."""
    roles: dict[str, dict[str, str]] = {}
    names = ("finding_id", "item_id", "role")
    for finding, item, role in zip(*(finding_items[each] for each in names), strict=True):
        roles.setdefault(finding, {})[item] = role
    return roles


def confidence_of(tied: Sequence[Tied], rules: Rules) -> FindingConfidence:
    """Propose confidence in findings whose evidence is gathered. Row: as `finding_confidence`."""
    levels, rows = [], []
    for each in tied:
        found = concerns.concerns_of(each, rules.confidence)
        levels.append(_level_row(each, found, rules.version))
        rows += [_concern_row(each, aspect, concern) for aspect, concern in found.items()]
    return FindingConfidence(
        pd.DataFrame(levels, columns=_LEVEL_COLUMNS),
        pd.DataFrame(rows, columns=_CONCERN_COLUMNS),
        rules.version,
    )


_KEY = ["finding_id", "area", "component"]
_LEVEL_COLUMNS = [
    *_KEY, "confidence", *ASPECTS, "traceable", "in_words", "voices", "item_ids", "rules_version",
]  # fmt: skip
_CONCERN_COLUMNS = [*_KEY, "aspect", "concern", "reason", "item_ids"]


def proposed(found: Mapping[str, Concern]) -> str:
    """Read a confidence from its concerns: the worst decides, and a second serious one counts."""
    serious = sum(each.concern == "serious" for each in found.values())
    if serious:
        return terms.CONFIDENCES[min(1 + serious, 3)]
    moderate = any(each.concern == "moderate" for each in found.values())
    return "moderate" if moderate else "high"


def _word(tied: Tied, found: Mapping[str, Concern]) -> str:
    """Propose nothing where strands are not named, and the least where nothing supports it."""
    if not tied.supporting:
        return "very_low"
    return proposed(found) if tied.traceable else NOT_ASSESSABLE_CONFIDENCE


def _level_row(tied: Tied, found: Mapping[str, Concern], version: str) -> dict[str, Any]:
    word = _word(tied, found)
    return {
        **tied.key,
        "confidence": word,
        **{aspect: each.concern for aspect, each in found.items()},
        "traceable": tied.traceable,
        "in_words": _words(word, tied, found),
        "voices": tied.voices,
        "item_ids": " ".join(tied.item_ids),
        "rules_version": version,
    }


def _concern_row(tied: Tied, aspect: str, concern: Concern) -> dict[str, Any]:
    return {
        **tied.key, "aspect": aspect, "concern": concern.concern, "reason": concern.reason,
        "item_ids": " ".join(concern.item_ids),
    }  # fmt: skip


def _words(word: str, tied: Tied, found: Mapping[str, Concern]) -> str:
    if word == NOT_ASSESSABLE_CONFIDENCE:
        return f"How sure one can be {UNTRACEABLE}: {tied.untraceable_words}."
    reasons = dict.fromkeys(each.reason for each in found.values() if each.concern != "none")
    return f"Confidence is {terms.in_words(word)}. {' '.join(reasons) or 'No concern was found.'}"


def part_confidence(
    finding: FindingConfidence, areas: pd.DataFrame, without_findings: FindingConfidence
) -> pd.DataFrame:
    """
    Say of each part how sure one can be of what is found on it: its least sure finding decides.

    Where one of its findings cannot be assessed, neither can the part; a part without findings
    stands as its evidence taken whole would.

    Row: one component of one area, in the order of *areas*.

    Args:
        finding: Confidence in findings.
        areas: The review's areas, with ``area`` and ``components``.
        without_findings: The same of each part's evidence taken whole.

    Returns:
        ``area``, ``component``, ``confidence``.
    """
    rows = []
    for area, components in zip(areas["area"], areas["components"], strict=True):
        for component in components:
            own = _of(finding.levels, area, component)
            chosen = own if len(own) else _of(without_findings.levels, area, component)
            rows.append((str(area), str(component), _least(chosen["confidence"].tolist())))
    return pd.DataFrame(rows, columns=["area", "component", "confidence"])


def _of(levels: pd.DataFrame, area: str, component: str) -> pd.DataFrame:
    """Choose what is said of a part; a finding that names no part is about each of its area's."""
    own = levels["component"].eq(component) | levels["component"].isna()
    return levels[levels["area"].eq(area) & own]


def _least(words: list[str]) -> str:
    if not words or NOT_ASSESSABLE_CONFIDENCE in words:
        return NOT_ASSESSABLE_CONFIDENCE
    return max(words, key=terms.CONFIDENCES.index)
