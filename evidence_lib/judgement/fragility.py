"""What the answer hangs on: leave out each item, collection, source and strand, and look again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from evidence_lib import terms
from evidence_lib.judgement.extent import NOT_ASSESSABLE_LEVEL, read_levels
from evidence_lib.judgement.parts import Part, without
from evidence_lib.judgement.rules import Rules, load_rules

LEFT_OUT = ("item", "collection", "source", "strand")


def fragility(parts: Sequence[Part], *, rules: Rules | None = None) -> pd.DataFrame:
    """
    Say which single item, collection, source or strand, if left out, moves the level.

    What would leave a part without any evidence is not listed: that it would then not be assessable
    goes without saying.

    Row: one thing whose leaving out moves the level of one component of one area; none where
    nothing does. A collection or source of one item is named as the item.

    Args:
        parts: The evidence, as `parts_of` gives.
        rules: Another version of the rules.

    Returns:
        ``area``, ``component``, ``left_out`` (item, collection, source, strand), ``name``,
        ``items`` (how many that is), ``level_before``, ``level_after`` (missing when not
        assessable), ``in_words``, ``item_ids``.

    Source: docs/method.md, "Fragility".
    """
    used = rules or load_rules()
    rows = [row for part in parts for row in _changes(part, used)]
    return pd.DataFrame(rows, columns=_COLUMNS).astype(
        {"level_before": "Int64", "level_after": "Int64"}
    )


_COLUMNS = [
    "area", "component", "left_out", "name", "items", "level_before", "level_after", "in_words",
    "item_ids",
]  # fmt: skip


def _changes(part: Part, rules: Rules) -> Iterator[dict[str, Any]]:
    removable = list(_removable(part.items))
    if not removable:
        return
    bearings = np.stack([without(part, ids) for _, _, ids in removable])
    weights = np.repeat(part.lines.weights[np.newaxis], len(removable), axis=0)
    after = read_levels(part.facts(bearings, weights), part.component, rules)
    before = int(read_levels(part.own_facts, part.component, rules)[0])
    for (left_out, name, ids), level in zip(removable, after.tolist(), strict=True):
        if level != before:
            yield _row(part, left_out, name, ids, before, level)


def _removable(items: pd.DataFrame) -> Iterator[tuple[str, str, list[str]]]:
    """Name each thing that can be left out and leaves something."""
    if len(items) > 1:
        yield from (("item", each, [each]) for each in items["item_id"])
    for left_out, column in (
        ("collection", "collection_id"), ("source", "source_id"), ("strand", "strand")
    ):  # fmt: skip
        for name, part in items.groupby(column):
            if 1 < len(part) < len(items):
                yield left_out, str(name), part["item_id"].tolist()


def _row(
    part: Part, left_out: str, name: str, ids: list[str], before: int, after: int
) -> dict[str, Any]:
    shown = terms.in_words(name) if left_out == "strand" else name
    return {
        **part.key, "left_out": left_out, "name": name, "items": len(ids),
        "level_before": _level(before), "level_after": _level(after),
        "in_words": f"Without {left_out} {shown}, {_words(before)} would be {_words(after)}.",
        "item_ids": " ".join(ids),
    }  # fmt: skip


def _level(level: int) -> int | None:
    return None if level == NOT_ASSESSABLE_LEVEL else level


def _words(level: int) -> str:
    return "not assessable" if level == NOT_ASSESSABLE_LEVEL else f"level {level}"
