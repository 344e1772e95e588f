"""What the rules see of each item, and of the measures of outcomes that rest on items."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from evidence_lib import terms
from evidence_lib.errors import MethodInputError, shown

WEIGHT = {word: place + 1 for place, word in enumerate(terms.MATERIALITIES)}
PEOPLE = ("reported_by_staff", "reported_by_young_people", "reported_by_families")
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class WeighedItem:
    """
    One item as the rules see it.

    ``voice`` is its collection, or its strand and source where it has none; ``known_as`` is the
    same, but the item itself for a team finding of no collection. ``sized`` and ``large``: the
    number of people behind it is known, and is no thin group. ``imprecise``: a figure on no known
    base, or a small one, and no measure beside it. ``age`` is recent, old or undated.
    """

    item_id: str
    criterion: str
    voice: str
    known_as: str
    strand: str
    origin: str
    source_id: str
    bearing: str
    weight: int
    kind: str
    attribution: str
    quantitative: bool
    of_impact: bool
    like_chance: bool
    imprecise: bool
    sized: bool
    large: bool
    age: str

    @property
    def traced(self) -> bool:
        """Tell whether the item names its strand."""
        return self.strand != terms.TEAM_FINDING

    @property
    def side(self) -> str:
        """Tell what is done (process) from what comes of it (result)."""
        return "result" if self.kind in ("outcome", "impact") else "process"


@dataclass(frozen=True, slots=True)
class Measure:
    """
    One measure of an outcome.

    ``item_ids`` are the items that rest on it (none: it always counts), ``like_chance`` tells
    whether its change is consistent with chance (None: not tested).
    """

    item_ids: frozenset[str]
    has_baseline: bool
    like_chance: bool | None
    base: float | None


@dataclass(frozen=True)
class Measures:
    """The measures of outcomes of one row of a result; not ``known``: nobody looked for any."""

    known: bool
    rows: tuple[Measure, ...] = ()

    def left(self, removed: Collection[str]) -> Measures:
        """Keep the measures that still have an item to rest on."""
        if not removed:
            return self
        gone = set(removed)
        kept = tuple(row for row in self.rows if not row.item_ids or row.item_ids - gone)
        return Measures(self.known, kept)


def prepared(items: pd.DataFrame, sources: pd.DataFrame | None) -> pd.DataFrame:
    """
    Fill in what items leave to be known from elsewhere, in the order of their keys.

    Row: one assertion on an improvement area, with ``origin`` and ``collected_on`` from its source
    where it has none, ``component`` by its kind of measure, and ``criterion`` "not stated".
    """
    known = items[items["area"].ne(terms.GENERAL_AREA)].sort_values("item_id", kind="stable")
    if known["item_id"].duplicated().any():
        again = known.loc[known["item_id"].duplicated(), "item_id"].iloc[0]
        raise MethodInputError(f"reading evidence items: item_id {shown(again)} comes twice")
    if sources is not None:
        by_source = sources.set_index("source_id")
        for column, of_source in (("origin", "origin"), ("collected_on", "published_on")):
            found = known["source_id"].map(by_source[of_source])
            known = known.assign(**{column: known[column].fillna(found)})
    result = known["measure_kind"].isin(["outcome", "impact"])
    component = known["component"].fillna(result.map({True: "impact", False: "process"}))
    return known.assign(component=component, criterion=known["criterion"].fillna(NOT_STATED))


def as_weighed_items(
    known: pd.DataFrame,
    *,
    settings: Mapping[str, float],
    outcomes: pd.DataFrame | None = None,
    as_at: date | None = None,
) -> list[WeighedItem]:
    """Turn prepared items into weighed ones, in their order; without *as_at* nothing is old."""
    unnamed = known["strand"] + "@" + known["source_id"]
    voice = known["collection_id"].fillna(unnamed)
    alone = known["collection_id"].isna() & known["strand"].eq(terms.TEAM_FINDING)
    size = known["participants"].fillna(0).astype(int)
    figure = known["form"].eq("quantitative")
    measured, chance = _item_ids(outcomes), _item_ids(outcomes, chance_only=True)
    columns = {
        "item_id": known["item_id"], "criterion": known["criterion"], "voice": voice,
        "known_as": voice.mask(alone, known["item_id"]), "strand": known["strand"],
        "origin": known["origin"].fillna(""), "source_id": known["source_id"],
        "bearing": known["bearing"], "weight": known["materiality"].map(WEIGHT),
        "kind": known["measure_kind"], "attribution": known["attribution"],
        "quantitative": figure,
        "of_impact": known["component"].eq("impact") | known["measure_kind"].eq("impact"),
        "like_chance": known["item_id"].isin(chance),
        "imprecise": figure & (size < settings["small_base"]) & ~known["item_id"].isin(measured),
        "sized": size > 0, "large": size >= settings["thin_group"],
        "age": _age(known["collected_on"], _old_before(as_at, settings)),
    }  # fmt: skip
    return [
        WeighedItem(*row) for row in zip(*[each.tolist() for each in columns.values()], strict=True)
    ]


def _age(collected: pd.Series, old_before: date | None) -> pd.Series:
    limit = pd.Timestamp(old_before) if old_before is not None else pd.Timestamp.min
    words = {each: _age_of(str(each), limit) for each in collected.dropna().unique()}
    return pd.Series([words.get(each, "undated") for each in collected], dtype="str")


def _age_of(when: str, limit: pd.Timestamp) -> str:
    # A month or a year is taken to its end: the kinder reading.
    try:
        return "old" if pd.Period(when).end_time < limit else "recent"
    except ValueError:
        return "undated"


def _old_before(as_at: date | None, settings: Mapping[str, float]) -> date | None:
    if as_at is None:
        return None
    return (pd.Timestamp(as_at) - pd.DateOffset(months=int(settings["old_months"]))).date()


def _item_ids(outcomes: pd.DataFrame | None, *, chance_only: bool = False) -> list[str]:
    """Collect the items that rest on a measure, or on one that changed no more than chance."""
    if outcomes is None or "item_ids" not in outcomes.columns:
        return []
    chance = [not pd.isna(each) and bool(each) for each in outcomes["consistent_with_chance"]]
    ids = outcomes["item_ids"].fillna("")
    return [each for cell in (ids[chance] if chance_only else ids) for each in cell.split()]


def measures_of(
    outcomes: pd.DataFrame | None, by: Sequence[str], key: Sequence[str], item_ids: Collection[str]
) -> Measures:
    """
    Choose the measures of one row: by the columns they share, else by the items they rest on.

    Raises:
        MethodInputError: *outcomes* lacks a column it needs.
    """
    if outcomes is None:
        return Measures(known=False)
    needed = {"area", "has_baseline", "consistent_with_chance"} - set(outcomes.columns)
    if needed:
        raise MethodInputError(f'reading "outcomes": there is no column "{min(needed)}"')
    table = outcomes if "component" in outcomes.columns else outcomes.assign(component="impact")
    cells = table["item_ids"].fillna("") if "item_ids" in table.columns else [""] * len(table)
    resting = [frozenset(str(each).split()) for each in cells]
    table = table.assign(ids=pd.Series(resting, index=table.index, dtype="object"))
    for name, value in zip(by, key, strict=True):
        resting_on = [bool(each & set(item_ids)) for each in table["ids"]]
        rests = pd.Series(resting_on, index=table.index, dtype=bool)
        table = table[table[name].eq(value) if name in table.columns else rests]
    base = table["base"] if "base" in table.columns else pd.Series(pd.NA, index=table.index)
    return Measures(
        True,
        tuple(
            Measure(ids, bool(has), *(None if pd.isna(each) else each for each in tested))
            for ids, has, *tested in zip(
                table["ids"], table["has_baseline"], table["consistent_with_chance"], base,
                strict=True,
            )
        ),
    )  # fmt: skip
