"""What the answer hangs on: leave out each item, collection, source and strand, and look again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.judgement.confidence import assure
from evidence_lib.judgement.progress import Group, grouped, read_extent
from evidence_lib.judgement.rules import Rules, load_rules
from evidence_lib.judgement.tally import Tally
from evidence_lib.judgement.weighed_items import WeighedItem

LEFT_OUT = ("item", "collection", "source", "strand")

Answer = tuple[int | None, str]
"""A level, None when it is not assessable, and a confidence."""


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
    groups = grouped(
        items, areas, used, sources=sources, outcomes=outcomes, safety=safety, as_at=as_at
    )
    rows = [row for group in groups for row in _changes(group, used, survey_independent)]
    return pd.DataFrame(rows, columns=_COLUMNS).astype(
        {"level_before": "Int64", "level_after": "Int64"}
    )


_COLUMNS = [
    "area", "component", "left_out", "name", "items", "level_before", "level_after",
    "confidence_before", "confidence_after", "changes", "in_words", "item_ids",
]  # fmt: skip


def _changes(group: Group, rules: Rules, survey_independent: bool) -> Iterator[dict[str, Any]]:
    tally = Tally(group.items, survey_independent=survey_independent)
    before = _answer(tally, group, rules, ())
    for left_out, name, items in _parts(group.items):
        for item in items:
            tally.remove(item)
        after = _answer(tally, group, rules, items)
        for item in items:
            tally.add(item)
        if after != before:
            yield _row(group, left_out, name, items, before, after)


def _answer(tally: Tally, group: Group, rules: Rules, removed: Sequence[WeighedItem]) -> Answer:
    measures = group.measures.left([item.item_id for item in removed])
    facts = tally.facts(measures, group.safety_concerns)
    level = read_extent(facts, group.key[1], rules).level
    return level, assure(tally, measures, rules).level


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
    before: Answer,
    after: Answer,
) -> dict[str, Any]:
    changed = [word for word, one, two in zip(("level", "confidence"), before, after, strict=True)
               if one != two]  # fmt: skip
    return {
        "area": group.key[0], "component": group.key[1], "left_out": left_out, "name": name,
        "items": len(items), "level_before": before[0], "level_after": after[0],
        "confidence_before": before[1], "confidence_after": after[1],
        "changes": "both" if len(changed) > 1 else changed[0],
        "in_words": _words(left_out, name, before, after),
        "item_ids": " ".join(item.item_id for item in items),
    }  # fmt: skip


def _words(left_out: str, name: str, before: Answer, after: Answer) -> str:
    said = []
    if before[0] != after[0]:
        said.append(f"the level {_level(before[0])} would be {_level(after[0])}")
    if before[1] != after[1]:
        words = [terms.in_words(each[1]) for each in (before, after)]
        said.append(f"confidence, {words[0]}, would be {words[1]}")
    shown = terms.in_words(name) if left_out == "strand" else name
    return f"Without {left_out} {shown}, {' and '.join(said)}."


def _level(level: int | None) -> str:
    return "not assessable" if level is None else str(level)
