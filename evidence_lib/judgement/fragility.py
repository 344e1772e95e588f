"""What the answer hangs on: leave out each item, collection, source and strand, and look again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from evidence_lib import terms
from evidence_lib.judgement.confidence import assure
from evidence_lib.judgement.progress import read_extent
from evidence_lib.judgement.rules import Rules, load_rules
from evidence_lib.judgement.tally import Tally
from evidence_lib.judgement.weighed_evidence import Group, weigh_evidence
from evidence_lib.judgement.weighed_items import WeighedItem

LEFT_OUT = ("item", "collection", "source", "strand")


class LevelAndConfidence(NamedTuple):
    """What the rules make of the evidence: a level, None when not assessable, and a confidence."""

    level: int | None
    confidence: str


def fragility(
    items: pd.DataFrame,
    areas: pd.DataFrame,
    *,
    as_at: date,
    sources: pd.DataFrame | None = None,
    outcomes: pd.DataFrame | None = None,
    safety: pd.DataFrame | None = None,
    survey_independent: bool = False,
    rules: Rules | None = None,
    without: Sequence[str] = (),
) -> pd.DataFrame:
    """
    Say which single item, collection, source or strand, if left out, changes the answer.

    Counts are kept running: an item is counted out, the rules are read and it is counted in again.
    So the time grows with the number of items, for each of the four ways once.

    Row: one thing whose leaving out changes the level or the confidence of one component of one
    area; none where nothing does. A collection or source of one item is named as the item.

    Args:
        items: Rows of ``evidence_items``.
        areas: The review's areas, with ``area`` and ``components``.
        as_at: The day spoken of, as in `evidence_confidence`.
        sources: The review's sources.
        outcomes: As in `indicative_progress`; a measure falls away with the last item it has.
        safety: As in `indicative_progress`.
        survey_independent: As in `indicative_progress`.
        rules: Another version of the rules.
        without: Ids of rules to switch off.

    Returns:
        ``area``, ``component``, ``left_out`` (item, collection, source, strand), ``name``,
        ``items`` (how many that is), ``level_before``, ``level_after`` (missing when not
        assessable), ``confidence_before``, ``confidence_after``, ``changes`` (level, confidence or
        both), ``in_words``, ``item_ids``.

    Raises:
        MethodInputError: As `indicative_progress`.

    Source: docs/method.md, "Fragility".
    """
    used = (rules or load_rules()).without(*without)
    evidence = weigh_evidence(
        items, used, sources=sources, outcomes=outcomes, safety=safety,
        survey_independent=survey_independent, as_at=as_at,
    )  # fmt: skip
    return fragility_of(evidence.by_component(areas), used)


def fragility_of(components: Sequence[Group], rules: Rules) -> pd.DataFrame:
    """
    Leave each part out of evidence weighed before. Row: as `fragility` gives.

    Row of *components*: one component of one area, as `WeighedEvidence.by_component` gives.
    """
    rows = [row for group in components for row in _changes(group, rules)]
    return pd.DataFrame(rows, columns=_COLUMNS).astype(
        {"level_before": "Int64", "level_after": "Int64"}
    )


_COLUMNS = [
    "area", "component", "left_out", "name", "items", "level_before", "level_after",
    "confidence_before", "confidence_after", "changes", "in_words", "item_ids",
]  # fmt: skip


def _changes(group: Group, rules: Rules) -> Iterator[dict[str, Any]]:
    tally = group.own_tally()
    before = _read(tally, group, rules, ())
    for left_out, name, items in _parts(group.items):
        for item in items:
            tally.remove(item)
        after = _read(tally, group, rules, items)
        for item in items:
            tally.add(item)
        if after != before:
            yield _row(group, left_out, name, items, before, after)


def _read(
    tally: Tally, group: Group, rules: Rules, removed: Sequence[WeighedItem]
) -> LevelAndConfidence:
    measures = group.measures.left([item.item_id for item in removed])
    facts = tally.facts(measures, group.safety_concerns)
    level = read_extent(facts, group.key["component"], rules).level
    return LevelAndConfidence(level, assure(tally, measures, rules).level)


def _parts(items: Sequence[WeighedItem]) -> Iterator[tuple[str, str, Sequence[WeighedItem]]]:
    """Name each thing that can be left out; parts of one item are that item."""
    yield from (("item", item.item_id, (item,)) for item in items)
    for left_out, key in (("collection", "voice"), ("source", "source_id"), ("strand", "strand")):
        for name, part in _parted(items, key):
            if len(part) > 1:
                yield left_out, name, part


def _parted(items: Sequence[WeighedItem], key: str) -> Iterable[tuple[str, list[WeighedItem]]]:
    parts: dict[str, list[WeighedItem]] = {}
    for item in items:
        parts.setdefault(getattr(item, key), []).append(item)
    named = sorted(parts.items())
    # What has no collection is one voice in the counts, and no collection to leave out.
    return [(name, part) for name, part in named if key != "voice" or "@" not in name]


def _row(
    group: Group,
    left_out: str,
    name: str,
    items: Sequence[WeighedItem],
    before: LevelAndConfidence,
    after: LevelAndConfidence,
) -> dict[str, Any]:
    changed = [word for word in before._fields if getattr(before, word) != getattr(after, word)]
    return {
        **group.key, "left_out": left_out, "name": name,
        "items": len(items), "level_before": before.level, "level_after": after.level,
        "confidence_before": before.confidence, "confidence_after": after.confidence,
        "changes": "both" if len(changed) > 1 else changed[0],
        "in_words": _words(left_out, name, before, after),
        "item_ids": " ".join(item.item_id for item in items),
    }  # fmt: skip


def _words(left_out: str, name: str, before: LevelAndConfidence, after: LevelAndConfidence) -> str:
    said = []
    if before.level != after.level:
        said.append(f"the level {_level(before.level)} would be {_level(after.level)}")
    if before.confidence != after.confidence:
        words = [terms.in_words(each.confidence) for each in (before, after)]
        said.append(f"confidence, {words[0]}, would be {words[1]}")
    shown = terms.in_words(name) if left_out == "strand" else name
    return f"Without {left_out} {shown}, {' and '.join(said)}."


def _level(level: int | None) -> str:
    return "not assessable" if level is None else str(level)
