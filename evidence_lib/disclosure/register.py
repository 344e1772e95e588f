"""
Counts of one kind of case, made safe together wherever a page shows them.

A register is what is counted: requests, plans, folders. Its cases are counted whole and by group
(locality, fifth, age), by measures that part one another: those old enough to be judged, and of
those the ones helped in time. A reader knows how they hang together and takes what is shown from
what is shown, so that *judged but not helped in time* is a count too, though no table prints it.

Source: docs/decisions/0003 and 0016; docs/method.md, "Small counts in tables that hang together".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evidence_lib import terms
from evidence_lib.disclosure.complement import hidden_with
from evidence_lib.disclosure.linked_cells import Cell, tied_cells
from evidence_lib.disclosure.rule import (
    is_small_count,
    percent_may_show,
    small_counts,
    small_groups,
)
from evidence_lib.disclosure.second_cell import NOT_RECORDED
from evidence_lib.errors import MethodInputError, shown

GROUP = "group"
NOWHERE = "in no group"


@dataclass(frozen=True)
class Measure:
    """
    What one column of a register counts: those of whom ``words`` hold, such as ``age: judged``.

    A measure parts the one that says the same but for its last word. ``as_share`` says that it is
    printed only beside a percentage; ``rest_unknown`` that those left of the wider measure are
    those of whom nothing is recorded, a group that nobody is known in; ``passing`` that the count
    can fall from one day to the next, so that it is no part of a later one.
    """

    words: Mapping[str, str]
    as_share: bool = False
    rest_unknown: bool = False
    passing: bool = False


Measures = Mapping[str, Measure]


@dataclass(frozen=True)
class CountedCell:
    """
    One count of a register.

    ``cell`` is what it is of; ``count`` the true count; ``printed`` whether a page would print it;
    ``nobody`` that it is of those of whom a word is not recorded, a group that nobody is known in;
    ``passing`` as in `Measure`.
    """

    cell: Cell
    count: int
    printed: bool
    nobody: bool = False
    passing: bool = False


Sum = tuple[Cell, frozenset[Cell]]


@dataclass(frozen=True)
class SafeCounts:
    """
    The counts of a register, and which of them are hidden.

    ``of`` names what is counted; ``sums`` are wholes with their parts; ``hidden`` are the cells
    that no page may print; ``by`` are the frames that were given, and ``tables`` the names of the
    tables that print them.
    """

    of: str
    cells: tuple[CountedCell, ...]
    sums: tuple[Sum, ...]
    hidden: frozenset[Cell]
    measures: Measures
    by: Mapping[str, pd.DataFrame]
    threshold: int
    tables: tuple[str, ...]

    def hides(self, by: str, measure: str) -> pd.Series[bool]:
        """Say which counts of one measure are hidden. Row: one group of the frame *by*."""
        rows = self.by[by]
        gone = [
            _cell(by, group, self.measures[measure].words) in self.hidden for group in rows[GROUP]
        ]
        return pd.Series(gone, index=rows.index, dtype=bool)

    def unnamed(self, by: str, measure: str) -> pd.Series[bool]:
        """Say which group is of those whose word is not recorded, and too few to list. Row: one."""
        rows = self.by[by]
        few = small_groups(rows[measure]) | self.hides(by, measure)
        return rows[GROUP].eq(NOT_RECORDED) & few

    def hides_whole(self, measure: str) -> bool:
        """Say whether the count of all is hidden."""
        return _cell("", "", self.measures[measure].words) in self.hidden

    def shown(self, by: str, measure: str) -> pd.Series:
        """Give the counts of one measure with ``[c]`` where hidden. Row: one group of *by*."""
        counts = self.by[by][measure]
        few = small_counts(counts, threshold=self.threshold)
        return counts.astype(object).mask(self.hides(by, measure) | few, terms.HIDDEN)


def protect_counts(
    of: str,
    whole: Mapping[str, Any] | pd.Series,
    by: Mapping[str, pd.DataFrame],
    measures: Measures,
    *,
    tables: Sequence[str],
    threshold: int = terms.SMALL_COUNT,
) -> SafeCounts:
    """
    Hide what must be hidden of a register: small counts, and what would give them away.

    Args:
        of: What is counted, in the words of the page.
        whole: The counts of all, by measure; a reader is taken to know them.
        by: Row: one group, in ``group``, all groups being there; with the measures it counts. A
            group ``not recorded`` is no group that somebody is known in.
        measures: What each column counts.
        tables: The names of the tables that print it.
        threshold: Counts from 1 to below it are small.

    Raises:
        MethodInputError: A part counts more than its whole.
    """
    cells = {each.cell: each for each in _counted(whole, by, measures)}
    _require_parts_of_wholes(of, cells.values())
    sums = tuple(_sums(cells, by, measures))
    linked = tied_cells(list(cells), sums)
    counts = np.array([cells[cell].count for cell in linked.cells], dtype=float)
    unseen = np.array([not cells[cell].printed for cell in linked.cells], dtype=bool)
    small = np.array([_is_small(cells[cell], threshold) for cell in linked.cells], dtype=bool)
    gone = hidden_with(linked, counts, small, unseen, threshold=threshold)
    hidden = {cell for cell, each in zip(linked.cells, gone, strict=True) if each}
    printed = {cell for cell in hidden if cells[cell].printed}
    counted = tuple(cells.values())
    return SafeCounts(
        of, counted, sums, frozenset(printed), measures, dict(by), threshold, tuple(tables)
    )


def _require_parts_of_wholes(of: str, cells: Iterable[CountedCell]) -> None:
    more = [each for each in cells if each.count < 0]
    if more:
        words = ", ".join(f"{name} {word}" for name, word in sorted(more[0].cell))
        raise MethodInputError(
            f"protecting counts of {of}: a part counts more than its whole; got {shown(words)}"
        )


def _is_small(counted: CountedCell, threshold: int) -> bool:
    return not counted.nobody and is_small_count(counted.count, threshold=threshold)


def _cell(by: str, group: object, words: Mapping[str, str]) -> Cell:
    own = {(by, str(group))} if by else set()
    return frozenset({*own, *words.items()})


def _parent(measure: str, measures: Measures) -> str | None:
    """Find the measure that this one parts: it says the same but for the last word."""
    words = measures[measure].words
    wider = dict(list(words.items())[:-1])
    found = (name for name, each in measures.items() if dict(each.words) == wider)
    return next(found, None) if words else None


def _rest(words: Mapping[str, str]) -> dict[str, str]:
    *others, (name, word) = words.items()
    return {**dict(others), name: f"not {word}"}


def _counted(
    whole: Mapping[str, Any] | pd.Series, by: Mapping[str, pd.DataFrame], measures: Measures
) -> Iterator[CountedCell]:
    yield from _counted_in_row("", "", whole, measures)
    for name, rows in by.items():
        for row in rows.to_dict("records"):
            yield from _counted_in_row(name, row[GROUP], row, measures)
        yield from _left_over(name, rows, whole, measures)


def _counted_in_row(
    by: str, group: object, row: Mapping[Any, Any] | pd.Series, measures: Measures
) -> Iterator[CountedCell]:
    nobody = group == NOT_RECORDED
    for name, measure in measures.items():
        if name not in row:
            continue
        parent = _parent(name, measures)
        printed = not measure.as_share or parent is None or percent_may_show(row[parent])
        own = _cell(by, group, measure.words)
        yield CountedCell(own, int(row[name]), printed, nobody, measure.passing)
        if parent is not None and parent in row:
            left, unknown = int(row[parent]) - int(row[name]), nobody or measure.rest_unknown
            rest = _cell(by, group, _rest(measure.words))
            yield CountedCell(rest, left, False, unknown, measure.passing)


def _left_over(
    by: str, rows: pd.DataFrame, whole: Mapping[str, Any] | pd.Series, measures: Measures
) -> Iterator[CountedCell]:
    """Count those whom no group of a frame holds: their word is not recorded."""
    for name, measure in measures.items():
        if name in rows and name in whole:
            left = int(whole[name]) - int(rows[name].sum())
            if left:
                own = _cell(by, NOWHERE, measure.words)
                yield CountedCell(own, left, False, nobody=True, passing=measure.passing)


def _sums(
    cells: Mapping[Cell, CountedCell], by: Mapping[str, pd.DataFrame], measures: Measures
) -> Iterator[Sum]:
    rows = [("", ""), *((name, group) for name, frame in by.items() for group in frame[GROUP])]
    for name, group in rows:
        for own, measure in measures.items():
            parent = _parent(own, measures)
            if parent is not None:
                of = _cell(name, group, measures[parent].words)
                words = (measure.words, _rest(measure.words))
                yield from _known(of, {_cell(name, group, each) for each in words}, cells)
    for name, frame in by.items():
        for measure in measures.values():
            groups = (*frame[GROUP], NOWHERE)
            parts = {_cell(name, group, measure.words) for group in groups} & cells.keys()
            yield from _known(_cell("", "", measure.words), parts, cells)


def _known(whole: Cell, parts: set[Cell], cells: Mapping[Cell, CountedCell]) -> Iterator[Sum]:
    if whole in cells and parts and parts <= cells.keys():
        yield whole, frozenset(parts)


def released_cells(counts: Sequence[SafeCounts]) -> list[dict[str, Any]]:
    """
    Write registers as plain data, for the check of a pack and the ledger.

    Returns:
        One mapping a register: ``of``, ``tables``, ``threshold``, ``cells`` (each with ``of`` as
        pairs of words, ``count``, ``shown``: a count, ``[c]`` or None where no page prints it,
        ``nobody`` and ``passing``) and ``sums`` (each a whole and its parts, as places in
        ``cells``).
    """
    return [_written(each) for each in counts]


def _written(safe: SafeCounts) -> dict[str, Any]:
    place = {each.cell: number for number, each in enumerate(safe.cells)}
    cells = [
        {
            "of": sorted(map(list, each.cell)),
            "count": each.count,
            "shown": _as_shown(each, safe.hidden),
            "nobody": each.nobody,
            "passing": each.passing,
        }
        for each in safe.cells
    ]
    sums = [[place[whole], sorted(place[part] for part in parts)] for whole, parts in safe.sums]
    return {
        "of": safe.of,
        "tables": list(safe.tables),
        "threshold": safe.threshold,
        "cells": cells,
        "sums": sums,
    }


def _as_shown(counted: CountedCell, hidden: frozenset[Cell]) -> int | str | None:
    if not counted.printed:
        return None
    return terms.HIDDEN if counted.cell in hidden else counted.count
