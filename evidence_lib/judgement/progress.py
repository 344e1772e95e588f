"""What extent of progress the evidence supports: indicative, with every rule that fired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evidence_lib.errors import MethodInputError, shown
from evidence_lib.judgement.coded_lines import Facts
from evidence_lib.judgement.extent import STOPS, ExtentReading, read_extent
from evidence_lib.judgement.parts import Part, parts_of
from evidence_lib.judgement.recoding import CodingRange, coding_range
from evidence_lib.judgement.rules import FACTS, Need, Rules, load_rules
from evidence_lib.judgement.traces import items_behind

NOT_ASSESSABLE = "not assessable"


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


def indicative_progress(  # noqa: PLR0913 - one argument a kind of evidence
    items: pd.DataFrame,
    areas: pd.DataFrame,
    scale: Mapping[str, Any],
    *,
    sources: pd.DataFrame | None = None,
    outcomes: pd.DataFrame | None = None,
    safety: pd.DataFrame | None = None,
    survey_independent: bool = False,
    rates: Mapping[str, float | None] | None = None,
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
        outcomes: Rows of `outcome_measures`, or any frame with ``area``, ``has_baseline`` and
            ``verdict`` (improved, worsened, not_shown) and, where they are known, ``component``
            (else impact), ``consistent_with_chance``, ``origin`` and ``item_ids``. None: measures
            were not looked up, and a figure in the evidence is taken at its word.
        safety: Open concerns, as `open_concerns` gives; one about the whole limits every part.
        survey_independent: Whether the survey may count as an independent strand, as
            `survey_independence` says.
        rates: How often two coders of this review differ on ``materiality`` and ``bearing``
            (share, 0 to 1); where it is not known, as the rules say.
        rules: Another version of the rules.
        without: Ids of limiters to switch off.

    Returns:
        ``levels``: ``area``, ``component``, ``level`` (0 to 4; missing when not assessable),
        ``word`` and ``anchor`` of the level ("not assessable" and empty), ``low`` and ``high`` (the
        range the coding leaves open), ``held`` (share of the joint recodings within it),
        ``settled`` (the range is one level), ``base_level`` (before limiters and single codes),
        ``rules_fired`` (ids, parted by spaces), ``in_words``, ``items``, ``item_ids``,
        ``rules_version``.
        ``rules``: ``area``, ``component``, ``rule``, ``kind`` (reached, cap, not_assessable, say,
        or missing for a need of the next level), ``level`` (reached, or the cap), ``decided``
        (whether it set the level), ``in_words``, ``item_ids``.
        ``facts``: ``area``, ``component`` and a column for each key of `rules.FACTS`.

    Raises:
        MethodInputError: An item comes twice, or *outcomes* lacks a column.
        UnknownTermError: *without* names no rule.

    Source: docs/method.md, "Indicative progress"; `reference/progress_rules.toml`.
    """
    parts = parts_of(
        items, areas, sources=sources, outcomes=outcomes, safety=safety,
        survey_independent=survey_independent,
    )  # fmt: skip
    return progress_of(parts, scale, (rules or load_rules()).without(*without), rates or {})


def progress_of(
    parts: Sequence[Part],
    scale: Mapping[str, Any],
    rules: Rules,
    rates: Mapping[str, float | None],
) -> IndicativeProgress:
    """
    Read the extent of each part of a review, and the range that its coding leaves open.

    Row: one component of one area, as `parts_of` gives.
    """
    anchors = {each["level"]: (each["word"], each["anchor"]) for each in scale["levels"]}
    levels, fired, facts = [], [], []
    for part in parts:
        found = part.own_facts
        reading = read_extent(found, part.component, rules)
        around = coding_range(part, reading.level, rules, rates)
        levels.append(_level_row(part, reading, around, anchors, rules.version))
        fired += _rule_rows(part, reading, found)
        facts.append({**part.key, **{name: int(found[name][0]) for name in FACTS}})
    whole = dict.fromkeys(("level", "low", "high", "base_level"), "Int64")
    return IndicativeProgress(
        pd.DataFrame(levels, columns=_LEVEL_COLUMNS).astype(whole),
        pd.DataFrame(fired, columns=_RULE_COLUMNS).astype({"level": "Int64"}),
        pd.DataFrame(facts, columns=["area", "component", *FACTS]),
        rules.version,
    )


def _level_row(
    part: Part,
    reading: ExtentReading,
    around: CodingRange,
    anchors: Mapping[int, tuple[str, str]],
    version: str,
) -> dict[str, Any]:
    level = reading.level
    word, anchor = (NOT_ASSESSABLE, "") if level is None else anchors.get(level, ("", ""))
    return {
        **part.key,
        "level": level,
        "word": word,
        "anchor": anchor,
        "low": around.low,
        "high": around.high,
        "held": around.held,
        "settled": level is not None and around.low == around.high,
        "base_level": reading.base,
        "rules_fired": " ".join(each.id for each in reading.fired),
        "in_words": _words(reading, around, anchors),
        "items": len(part.items),
        "item_ids": " ".join(part.item_ids),
        "rules_version": version,
    }


def _words(
    reading: ExtentReading, around: CodingRange, anchors: Mapping[int, tuple[str, str]]
) -> str:
    if reading.level is None:
        why = " ".join(each.says for each in reading.fired if each.then == STOPS)
        return f"Not assessable. {why}"
    limited = [each for each in reading.fired if each.cap == reading.level < reading.base]
    why = " ".join(f"{each.says} Rule {each.id} holds it at {each.cap}." for each in limited)
    return f"{_range_words(around, anchors)} {why}".rstrip()


def _range_words(around: CodingRange, anchors: Mapping[int, tuple[str, str]]) -> str:
    words = {level: anchors.get(level, (str(level), ""))[0] for level in (around.low, around.high)
             if level is not None}  # fmt: skip
    if around.low == around.high:
        return f"Level {around.low} ({words.get(around.low or 0, '')}), indicative."
    low, high = around.low or 0, around.high or 0
    return (
        f"Levels {low} to {high} ({words[low]} to {words[high]}), indicative: the evidence does "
        "not settle which."
    )


_LEVEL_COLUMNS = [
    "area", "component", "level", "word", "anchor", "low", "high", "held", "settled",
    "base_level", "rules_fired", "in_words", "items", "item_ids", "rules_version",
]  # fmt: skip

_RULE_COLUMNS = [
    "area", "component", "rule", "kind", "level", "decided", "in_words", "item_ids",
]  # fmt: skip

ONE_CODE = (
    "Level {above} is not reached: with one account less that supports, or one more that speaks "
    "against it, level {level} would not stand."
)


def _rule_rows(part: Part, reading: ExtentReading, facts: Facts) -> list[dict[str, Any]]:
    rows = []
    assessed = reading.level is not None
    for extent in reading.reached:
        decided = assessed and extent.level == reading.level == reading.base
        words = f"Level {extent.level} has {extent.says}."
        rows.append(_rule_row(part, f"E{extent.level}", "reached", extent.level, decided, words,
                              extent.needs))  # fmt: skip
    for each in reading.fired:
        caps = assessed and each.cap == reading.level and reading.base > (each.cap or 0)
        decided = each.then == STOPS or caps
        rows.append(_rule_row(part, each.id, each.then, each.cap, decided, each.says, each.when))
    return rows + (_missing_rows(part, reading, facts) if assessed else [])


def _missing_rows(part: Part, reading: ExtentReading, facts: Facts) -> list[dict[str, Any]]:
    """Name what the next level would still need."""
    following = reading.next_level
    if following is None:
        return []
    name, level = f"E{following.level}", following.level
    rows = [
        _rule_row(part, name, "missing", level, False,
                  f"Level {level} is not reached: {need.in_words(facts)}.", (need,))
        for need in following.needs
        if not need.hold(facts)[0]
    ]  # fmt: skip
    if reading.rests_on_one_code and not rows:
        words = ONE_CODE.format(above=level, level=level - 1)
        rows.append(_rule_row(part, name, "missing", level, True, words, following.needs))
    return rows


def _rule_row(
    part: Part, rule: str, kind: str, level: int | None, decided: bool, words: str,
    needs: Sequence[Need],
) -> dict[str, Any]:  # fmt: skip
    ids = items_behind(part.items, [name for need in needs for name in (need.fact, need.of)])
    return {
        **part.key, "rule": rule, "kind": kind, "level": level, "decided": decided,
        "in_words": words, "item_ids": " ".join(ids),
    }  # fmt: skip
