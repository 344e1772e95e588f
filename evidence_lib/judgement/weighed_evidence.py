"""A review's evidence weighed once, then grouped by whatever is asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from evidence_lib.judgement.rules import Rules
from evidence_lib.judgement.tally import Tally
from evidence_lib.judgement.weighed_items import (
    Measures,
    WeighedItem,
    as_weighed_items,
    measures_of,
    prepared,
)

BY_COMPONENT = ("area", "component")


@dataclass(frozen=True)
class Group:
    """
    The evidence on one row of a result; ``key`` names the row, as ``{"area": "3"}``.

    ``safety_concerns`` and ``safety_ids`` are known of components only.
    """

    key: dict[str, str]
    items: tuple[WeighedItem, ...]
    measures: Measures
    survey_independent: bool
    safety_ids: tuple[str, ...] = ()
    safety_concerns: int = 0

    @cached_property
    def tally(self) -> Tally:
        """Count the items once for all who only read; to count any out, take `own_tally`."""
        return self.own_tally()

    def own_tally(self) -> Tally:
        """Count the items anew."""
        return Tally(self.items, survey_independent=self.survey_independent)


@dataclass(frozen=True)
class WeighedEvidence:
    """
    All evidence on the areas of a review as the rules see it.

    ``known`` Row: one assertion, as `prepared` gives; ``items`` are the same in the same order.
    """

    known: pd.DataFrame
    items: tuple[WeighedItem, ...]
    outcomes: pd.DataFrame | None
    safety: pd.DataFrame | None
    survey_independent: bool

    def by(self, columns: Sequence[str]) -> list[Group]:
        """Group by what is said of each item, in the order of the keys."""
        found = sorted(self._items_by(columns).items())
        return [self._group(columns, key, items) for key, items in found]

    def by_component(self, areas: pd.DataFrame) -> list[Group]:
        """Group by area and component, in the order of *areas*, with those that have nothing."""
        named: dict[tuple[str, ...], list[WeighedItem]] = {
            (str(area), str(component)): []
            for area, components in zip(areas["area"], areas["components"], strict=True)
            for component in components
        }
        found = named | self._items_by(BY_COMPONENT)
        return [
            self._group(BY_COMPONENT, key, items, *_concerns(self.safety, *key))
            for key, items in found.items()
        ]

    def _items_by(self, columns: Sequence[str]) -> dict[tuple[str, ...], list[WeighedItem]]:
        found: dict[tuple[str, ...], list[WeighedItem]] = {}
        keys = zip(*[self.known[name].astype("str") for name in columns], strict=True)
        for key, item in zip(keys, self.items, strict=True):
            found.setdefault(key, []).append(item)
        return found

    def _group(
        self,
        columns: Sequence[str],
        key: tuple[str, ...],
        items: list[WeighedItem],
        safety_ids: tuple[str, ...] = (),
        safety_concerns: int = 0,
    ) -> Group:
        return Group(
            dict(zip(columns, key, strict=True)),
            tuple(items),
            measures_of(self.outcomes, columns, key, [item.item_id for item in items]),
            self.survey_independent,
            safety_ids,
            safety_concerns,
        )


def weigh_evidence(
    items: pd.DataFrame,
    rules: Rules,
    *,
    sources: pd.DataFrame | None = None,
    outcomes: pd.DataFrame | None = None,
    safety: pd.DataFrame | None = None,
    survey_independent: bool = False,
    as_at: date | None = None,
) -> WeighedEvidence:
    """
    Weigh each item once, for every result that is read from them.

    Row: one assertion. Frames as `indicative_progress` takes; without *as_at* nothing is old.

    Raises:
        MethodInputError: An item comes twice.
    """
    known = prepared(items, sources)
    weighed = as_weighed_items(known, settings=rules.confidence, outcomes=outcomes, as_at=as_at)
    return WeighedEvidence(known, tuple(weighed), outcomes, safety, survey_independent)


def _concerns(
    safety: pd.DataFrame | None, area: str, component: str
) -> tuple[tuple[str, ...], int]:
    if safety is None or safety.empty:
        return (), 0
    of_area = safety[safety["area"].astype("str").eq(area)]
    if "component" in safety.columns:
        of_area = of_area[of_area["component"].isna() | of_area["component"].eq(component)]
    ids = " ".join(of_area["item_ids"].dropna()) if "item_ids" in safety.columns else ""
    return tuple(ids.split()), len(of_area)
