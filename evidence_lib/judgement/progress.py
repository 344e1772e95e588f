"""What extent of progress the evidence supports: indicative, with every rule that fired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evidence_lib.errors import MethodInputError, shown
from evidence_lib.judgement.rules import FACTS, Extent, Facts, Limiter, Need, Rules, load_rules
from evidence_lib.judgement.traces import items_behind
from evidence_lib.judgement.weighed_evidence import Group, weigh_evidence

NOT_ASSESSABLE = "not assessable"
STOPS = "not_assessable"


@dataclass(frozen=True)
class IndicativeProgress:
    """
    The indicative extents and how they came about.

    ``levels`` Row: one component of one area. ``rules`` Row: one rule that fired, or one need of
    the next level that was not met. ``facts`` Row: one component of one area, a column a fact.
    """

    levels: pd.DataFrame
    rules: pd.DataFrame
    facts: pd.DataFrame
    rules_version: str

    def of(self, area: str | int, component: str) -> tuple[int | None, str]:
        """
        Give the level of one component (None when not assessable) and the version of the rules.

        Raises:
            MethodInputError: There is no such area and component.
        """
        levels = self.levels
        row = levels[levels["area"].eq(str(area)) & levels["component"].eq(component)]
        if row.empty:
            asked = f"area {shown(area)}, component {shown(component)}"
            raise MethodInputError(f"looking up an indicative level: there is no {asked}")
        level = row["level"].iloc[0]
        return (None if pd.isna(level) else int(level)), self.rules_version


@dataclass(frozen=True)
class ExtentReading:
    """One extent as the rules read it: ``level`` is None where it is not assessable."""

    level: int | None
    base: int
    fired: tuple[Limiter, ...]
    reached: tuple[Extent, ...]
    next_level: Extent | None


def read_extent(facts: Facts, component: str, rules: Rules) -> ExtentReading:
    """Read the level that the facts support, from the lowest up, and then the limiters."""
    reached = []
    for extent in rules.extents:
        if not all(need.holds(facts) for need in extent.needs):
            break
        reached.append(extent)
    fired = tuple(
        each
        for each in rules.limiters
        if each.on
        and each.component in ("", component)
        and all(need.holds(facts) for need in each.when)
    )
    base = len(reached)
    left_out = any(each.then == STOPS for each in fired)
    fired = tuple(each for each in fired if not left_out or each.then != "cap")
    caps = [each.cap for each in fired if each.cap is not None]
    level = None if left_out else min([base, *caps])
    following = rules.extents[base] if base < len(rules.extents) else None
    return ExtentReading(level, base, fired, tuple(reached), following)


def indicative_progress(
    items: pd.DataFrame,
    areas: pd.DataFrame,
    scale: Mapping[str, Any],
    *,
    sources: pd.DataFrame | None = None,
    outcomes: pd.DataFrame | None = None,
    safety: pd.DataFrame | None = None,
    survey_independent: bool = False,
    rules: Rules | None = None,
    without: Sequence[str] = (),
) -> IndicativeProgress:
    """
    Say what extent of progress the evidence supports. It is indicative: a person judges.

    Args:
        items: Rows of ``evidence_items``.
        areas: The review's areas, with ``area`` and ``components``.
        scale: The review's ``progress_scale``: ``levels`` with ``level``, ``word``, ``anchor``.
        sources: The review's sources, for the origin of items that give none.
        outcomes: Rows of `outcome_measures`, or any frame with ``area``, ``has_baseline``,
            ``consistent_with_chance`` and, where they are known, ``component`` (else impact),
            ``base`` and ``item_ids``. None: baselines were not looked up, and rule L4 is not used.
        safety: Unresolved concerns: ``area``, and where they are known ``component`` and
            ``item_ids``. One without a component limits every component of its area.
        survey_independent: Whether the survey may count as an independent strand, as
            `survey_independence` says.
        rules: Another version of the rules.
        without: Ids of rules to switch off.

    Returns:
        ``levels``: ``area``, ``component``, ``level`` (0 to 4; missing when not assessable),
        ``word`` and ``anchor`` of the level ("not assessable" and empty), ``base_level`` (before
        the limiters), ``rules_fired`` (ids, parted by spaces), ``in_words``, ``items``,
        ``item_ids``, ``rules_version``.
        ``rules``: ``area``, ``component``, ``rule``, ``kind`` (reached, cap, not_assessable, say,
        or missing for a need of the next level), ``level`` (reached, or the cap), ``decided``
        (whether it set the level), ``in_words``, ``item_ids``.
        ``facts``: ``area``, ``component`` and a column for each key of `rules.FACTS`.

    Raises:
        MethodInputError: An item comes twice, or *outcomes* lacks a column.
        UnknownTermError: *without* names no rule.

    Source: docs/method.md, "Indicative progress"; `reference/progress_rules.toml`.
    """
    used = (rules or load_rules()).without(*without)
    evidence = weigh_evidence(
        items, used, sources=sources, outcomes=outcomes, safety=safety,
        survey_independent=survey_independent,
    )  # fmt: skip
    return progress_of(evidence.by_component(areas), scale, used)


def progress_of(
    components: Sequence[Group], scale: Mapping[str, Any], rules: Rules
) -> IndicativeProgress:
    """
    Read the extent of each component from evidence weighed before.

    Row: one component of one area, as `WeighedEvidence.by_component` gives.
    """
    anchors = {each["level"]: (each["word"], each["anchor"]) for each in scale["levels"]}
    levels, fired, facts = [], [], []
    for group in components:
        found = group.tally.facts(group.measures, group.safety_concerns)
        reading = read_extent(found, group.key["component"], rules)
        levels.append(_level_row(group, reading, anchors, rules.version))
        fired += _rule_rows(group, reading, found)
        facts.append({**group.key, **found})
    return IndicativeProgress(
        pd.DataFrame(levels, columns=_LEVEL_COLUMNS).astype(
            {"level": "Int64", "base_level": "Int64"}
        ),
        pd.DataFrame(fired, columns=_RULE_COLUMNS).astype({"level": "Int64"}),
        pd.DataFrame(facts, columns=["area", "component", *FACTS]),
        rules.version,
    )


def _level_row(
    group: Group, reading: ExtentReading, anchors: Mapping[int, tuple[str, str]], version: str
) -> dict[str, Any]:
    level = reading.level
    word, anchor = (NOT_ASSESSABLE, "") if level is None else anchors.get(level, ("", ""))
    return {
        **group.key,
        "level": level,
        "word": word,
        "anchor": anchor,
        "base_level": reading.base,
        "rules_fired": " ".join(each.id for each in reading.fired),
        "in_words": _words(reading, word),
        "items": len(group.items),
        "item_ids": " ".join(item.item_id for item in group.items),
        "rules_version": version,
    }


def _words(reading: ExtentReading, word: str) -> str:
    if reading.level is None:
        why = " ".join(each.says for each in reading.fired if each.then == STOPS)
        return f"Not assessable. {why}"
    limited = [each for each in reading.fired if each.cap == reading.level < reading.base]
    why = " ".join(f"{each.says} Rule {each.id} caps it at {each.cap}." for each in limited)
    return f"Level {reading.level} ({word}), indicative. {why}".rstrip()


_LEVEL_COLUMNS = [
    "area", "component", "level", "word", "anchor", "base_level", "rules_fired", "in_words",
    "items", "item_ids", "rules_version",
]  # fmt: skip

_RULE_COLUMNS = [
    "area", "component", "rule", "kind", "level", "decided", "in_words", "item_ids",
]  # fmt: skip


def _rule_rows(group: Group, reading: ExtentReading, facts: Facts) -> list[dict[str, Any]]:
    rows = []
    assessed = reading.level is not None
    for extent in reading.reached:
        decided = assessed and extent.level == reading.level == reading.base
        words = f"Level {extent.level} has {extent.says}."
        rows.append(_rule_row(group, f"E{extent.level}", "reached", extent.level, decided, words,
                              extent.needs))  # fmt: skip
    for each in reading.fired:
        caps = assessed and each.cap == reading.level and reading.base > (each.cap or 0)
        decided = each.then == STOPS or caps
        rows.append(_rule_row(group, each.id, each.then, each.cap, decided, each.says, each.when))
    return rows + (_missing_rows(group, reading.next_level, facts) if assessed else [])


def _missing_rows(group: Group, following: Extent | None, facts: Facts) -> list[dict[str, Any]]:
    """Name what the next level would still need."""
    if following is None:
        return []
    name, level = f"E{following.level}", following.level
    return [
        _rule_row(group, name, "missing", level, False,
                  f"Level {level} is not reached: {need.in_words(facts)}.", (need,))
        for need in following.needs
        if not need.holds(facts)
    ]  # fmt: skip


def _rule_row(
    group: Group, rule: str, kind: str, level: int | None, decided: bool, words: str,
    needs: Sequence[Need],
) -> dict[str, Any]:  # fmt: skip
    ids = items_behind(group.items, [need.fact for need in needs])
    if any(need.fact == "safety_concerns" for need in needs):
        ids = list(group.safety_ids)
    return {
        **group.key, "rule": rule, "kind": kind, "level": level, "decided": decided,
        "in_words": words, "item_ids": " ".join(ids),
    }  # fmt: skip
