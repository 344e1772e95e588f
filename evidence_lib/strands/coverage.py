"""How much evidence there is on each area, by which strand it came and what it bears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from evidence_lib import terms, voices
from evidence_lib.errors import MethodInputError


@dataclass(frozen=True)
class Traceability:
    """How many assertions say what they rest on: ``traceable`` of ``items``; the rest do not."""

    items: int
    traceable: int

    @property
    def untraceable(self) -> int:
        """Assertions whose strand the report does not name."""
        return self.items - self.traceable


def traceability(items: pd.DataFrame) -> Traceability:
    """Count the assertions that say what they rest on."""
    untraceable = int(items["strand"].eq(terms.TEAM_FINDING).sum())
    return Traceability(len(items), len(items) - untraceable)


def coverage(
    evidence_items: pd.DataFrame,
    areas: Sequence[str],
    *,
    strands: Sequence[str] = terms.ITEM_STRANDS,
) -> pd.DataFrame:
    """
    Count the evidence on each area by the strand it came by.

    Row: one area and one strand, in the order given; pairs without evidence are there, with 0.

    Returns:
        ``area``, ``strand``, ``items`` (assertions), ``voices`` (as `voices.voice_of` names them:
        ten remarks of one focus group on one criterion are one voice).

    Source: docs/method.md, "Strands and voices".
    """
    wanted = pd.MultiIndex.from_product([list(areas), list(strands)], names=["area", "strand"])
    named = evidence_items.assign(voice=voices.voice_of(evidence_items))
    grouped = named.groupby(["area", "strand"])
    counted = pd.DataFrame({"items": grouped.size(), "voices": grouped["voice"].nunique()})
    return counted.reindex(wanted, fill_value=0).astype(int).reset_index()


def coverage_matrix(coverage_by_strand: pd.DataFrame, *, count: str = "items") -> pd.DataFrame:
    """
    Turn `coverage` into a grid for a chart or a table.

    Row: one area. Columns: one a strand, in the order of *coverage_by_strand*.
    """
    strands = list(dict.fromkeys(coverage_by_strand["strand"]))
    areas = list(dict.fromkeys(coverage_by_strand["area"]))
    grid = coverage_by_strand.pivot(index="area", columns="strand", values=count)
    return grid.reindex(index=areas, columns=strands)


def silent_strands(coverage_by_strand: pd.DataFrame, area: str | int) -> tuple[str, ...]:
    """List the strands that say nothing of an area, ``team_finding`` apart."""
    of_area = coverage_by_strand[coverage_by_strand["area"] == str(area)]
    silent = of_area[of_area["items"].eq(0) & of_area["strand"].ne(terms.TEAM_FINDING)]
    return tuple(silent["strand"])


def bearing_by(
    items: pd.DataFrame, column: str, *, titles: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """
    Count what the evidence says of progress, by the words of another column.

    Row: one word of *column*, in order of appearance; items without one are under "not given".

    Args:
        items: Rows of ``evidence_items``.
        column: The column whose words are counted by, such as ``criterion``.
        titles: Its words to what a reader calls them.

    Returns:
        ``label`` (the word, or its title), ``supports``, ``mixed``, ``challenges``, ``items``
        (their sum) and ``item_ids`` (the keys of the items, parted by spaces).

    Raises:
        MethodInputError: *items* has no such column.
    """
    if column not in items.columns:
        raise MethodInputError(f'counting evidence by bearing: there is no column "{column}"')
    labels = items[column].fillna(terms.NOT_STATED).replace(dict(titles or {}))
    labelled = items.assign(label=labels)
    counts = pd.crosstab(labelled["label"], labelled["bearing"])
    counts = counts.reindex(columns=list(terms.BEARINGS), fill_value=0)
    counts.columns.name = None
    order = list(dict.fromkeys(labels))
    ids = labelled.groupby("label")["item_id"].agg(" ".join)
    counted = counts.assign(items=counts.sum(axis=1), item_ids=ids)
    return counted.reindex(order).reset_index()


def progress_words(statements: pd.DataFrame) -> pd.DataFrame:
    """
    Choose the statements that name progress or improvement, among the inspectors' words.

    Row: one use of such words, as they stand; all statements where none names either.
    """
    naming = statements["words"].str.contains("progress|improve", case=False, regex=True)
    chosen = statements[naming] if naming.any() else statements
    return chosen.reset_index(drop=True)


def heard_from(items: pd.DataFrame) -> pd.DataFrame:
    """
    Choose what people said: assertions attributed to staff, leaders, young people or families.

    Row: one assertion, as they stand.
    """
    told = items["attribution"].str.startswith("reported_by_").fillna(False)
    return items[told].reset_index(drop=True)
