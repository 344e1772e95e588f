"""A whole review weighed once: extents with their ranges, confidence, and open concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib.judgement.concerns import Tied, is_old, tied_items, told_measures
from evidence_lib.judgement.confidence import (
    NOT_ASSESSABLE_CONFIDENCE,
    FindingConfidence,
    confidence_of,
    finding_confidence,
    part_confidence,
)
from evidence_lib.judgement.parts import Part, parts_of
from evidence_lib.judgement.progress import NOT_ASSESSABLE, IndicativeProgress, progress_of
from evidence_lib.judgement.rules import Rules, load_rules
from evidence_lib.judgement.safety import open_concerns


@dataclass(frozen=True)
class Assessment:
    """
    What the rules say of every part and every finding of one review. Indicative: a person judges.

    ``parts`` is the evidence it weighed, a part each. ``summary`` Row: one component of one area
    (`judgement_table`). ``outcomes`` Row: one measure of
    an outcome. ``concerns`` Row: one open concern about safety. ``survey`` says why the survey
    counts as an independent strand, or why it does not.
    """

    parts: tuple[Part, ...]
    progress: IndicativeProgress
    confidence: FindingConfidence
    summary: pd.DataFrame
    outcomes: pd.DataFrame
    concerns: pd.DataFrame
    survey: str

    def of_area(self, area: str) -> AreaAssessment:
        """Narrow every result to one area; open concerns about the whole stay."""
        frames = (
            self.progress.levels,
            self.progress.rules,
            self.confidence.levels,
            self.confidence.concerns,
            self.summary,
            self.outcomes,
        )
        return AreaAssessment(*(_of(each, (area,)) for each in frames))


@dataclass(frozen=True)
class AreaAssessment:
    """One area's rows of the extents, their rules, confidence, concerns, summary and outcomes."""

    levels: pd.DataFrame
    rules: pd.DataFrame
    confidence: pd.DataFrame
    concerns: pd.DataFrame
    summary: pd.DataFrame
    outcomes: pd.DataFrame


def _of(frame: pd.DataFrame, areas: Sequence[str]) -> pd.DataFrame:
    return frame[frame["area"].isin(areas)].reset_index(drop=True)


def assess(
    tables: Mapping[str, pd.DataFrame],
    areas: pd.DataFrame,
    *,
    as_at: date,
    scale: Mapping[str, Any],
    outcomes: pd.DataFrame,
    survey: tuple[bool, str] = (False, ""),
    rates: Mapping[str, float | None] | None = None,
) -> Assessment:
    """
    Weigh all evidence of a review by the rules in ``reference/progress_rules.toml``.

    Args:
        tables: The review's tables.
        areas: Its areas.
        as_at: The day spoken from.
        scale: Its progress scale, as ``review.toml`` gives it.
        outcomes: Its measures of outcomes, as `outcome_measures` gives.
        survey: As `survey_independence` gives.
        rates: As in `indicative_progress`.

    Raises:
        MethodInputError: As `indicative_progress`.
    """
    rules = load_rules()
    independent, why = survey
    concerns = open_concerns(tables["safety_concerns"], tables["link_log"], as_at)
    parts = parts_of(
        tables["evidence_items"], areas, sources=tables["sources"], outcomes=outcomes,
        safety=concerns, survey_independent=independent,
    )  # fmt: skip
    progress = progress_of(parts, scale, rules, rates or {})
    found = finding_confidence(
        tables["findings"], tables["finding_items"], tables["evidence_items"], areas=areas,
        as_at=as_at, sources=tables["sources"], outcomes=outcomes, survey_independent=independent,
        rules=rules,
    )  # fmt: skip
    by_part = part_confidence(found, areas, confidence_of_parts(parts, areas, as_at, rules))
    summary = judgement_table(progress, by_part)
    return Assessment(tuple(parts), progress, found, summary, outcomes, concerns, why)


def confidence_of_parts(
    parts: Sequence[Part], areas: pd.DataFrame, as_at: date, rules: Rules
) -> FindingConfidence:
    """
    Propose confidence in each part's evidence taken whole, as where nobody has written findings.

    Row of *parts*: one component of one area. All that speaks for or against progress supports what
    is said of it; what is mixed qualifies it.
    """
    about = dict(zip(areas["area"], areas["about"], strict=True)) if "about" in areas else {}
    return confidence_of(
        [_whole(part, str(about.get(part.area, "")), as_at, rules) for part in parts], rules
    )


def _whole(part: Part, asked_about: str, as_at: date, rules: Rules) -> Tied:
    old = is_old(part.items["collected_on"], as_at, rules.confidence)
    roles = {
        item: "qualifies" if bearing == "mixed" else "supports"
        for item, bearing in zip(part.items["item_id"], part.items["bearing"], strict=True)
    }
    finding = {"finding_id": f"{part.area} {part.component}", **part.key, "direction": "mixed"}
    return Tied(
        finding, tied_items(part.items.assign(old=old), roles),
        tuple(told_measures(part.measures)), asked_about, part.lines.survey_independent,
    )  # fmt: skip


def judgement_table(progress: IndicativeProgress, confidence: pd.DataFrame) -> pd.DataFrame:
    """
    Set extent, range and confidence side by side, as a pack's ``judgement.csv`` has them.

    Row: one component of one area, in the order of *progress*.

    Args:
        progress: As `indicative_progress` gives.
        confidence: As `part_confidence` gives.

    Returns:
        ``area``, ``component``, ``indicative_level`` (0 to 4 or "not assessable", as words),
        ``lowest`` and ``highest`` (the range the coding leaves open; missing where not assessable),
        ``confidence`` in its findings (high to very_low, or not_assessable, as where the part is
        not), ``rules_fired`` (ids of limiters, parted by spaces), ``rules_version``.
    """
    key = ["area", "component"]
    table = progress.levels.merge(confidence, on=key, how="left", validate="one_to_one")
    level = table["level"].astype("str").where(table["level"].notna(), NOT_ASSESSABLE)
    return table[key].assign(
        indicative_level=level,
        lowest=table["low"],
        highest=table["high"],
        confidence=table["confidence"].where(table["level"].notna(), NOT_ASSESSABLE_CONFIDENCE),
        rules_fired=table["rules_fired"],
        rules_version=progress.rules_version,
    )
