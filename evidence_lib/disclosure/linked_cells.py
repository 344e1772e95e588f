"""
Counts that hang together: cells of one or several tables, and the sums that tie them.

A cell is told by what it is of, whichever table shows it: the children of North in 2017 are the
same cell in a table by locality and in a table by locality and fifth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evidence_lib.errors import MethodInputError, shown

if TYPE_CHECKING:
    from scipy.sparse import csr_array

TOTAL = "Total"
"""What a column of a table says where a row is of all its groups together."""

COUNT = "count"

Cell = frozenset[tuple[str, str]]
"""The groups that a cell is of: pairs of a column and a word; of nothing, it is of everybody."""


@dataclass(frozen=True)
class LinkedCells:
    """
    Cells under their sums.

    ``sums`` has a row a sum and a column a cell: 1 for the whole, -1 for each of its parts, so that
    ``sums @ counts`` is nought. ``weights`` is what hiding a cell costs, more for a whole.
    """

    cells: tuple[Cell, ...]
    sums: csr_array
    weights: NDArray[np.float64]

    def place(self) -> dict[Cell, int]:
        """Give the column of each cell."""
        return {cell: column for column, cell in enumerate(self.cells)}


def linked_cells(tables: Sequence[pd.DataFrame]) -> LinkedCells:
    """
    Tie the cells of tables by every sum that they hold.

    The groups of a column are taken to be all there are, so that a cell is the sum of the cells
    that part it by one more column. A whole that no table shows is a cell too: what parts it in two
    tables must give the same sum in both.

    Args:
        tables: Row: one cell, with ``count``; every other column says what it is of, and
            ``Total`` there that it is of all of them.

    Raises:
        MethodInputError: A table has no ``count``, or has one cell twice.
    """
    found: dict[Cell, None] = {}
    sums: dict[tuple[Cell, frozenset[Cell]], None] = {}
    for table in tables:
        keys = cells_of(table)
        found.update(dict.fromkeys(keys))
        for whole, parts in _sums_in(keys):
            sums[whole, parts] = None
            found.setdefault(whole)
    return tied_cells(list(found), list(sums))


def tied_cells(cells: Sequence[Cell], sums: Sequence[tuple[Cell, frozenset[Cell]]]) -> LinkedCells:
    """Tie cells by sums that are known: each a whole, and the parts that make it."""
    place = {cell: column for column, cell in enumerate(cells)}
    return LinkedCells(tuple(cells), _matrix(sums, place), _weights(sums, place))


def cells_of(table: pd.DataFrame) -> list[Cell]:
    """
    Say what each row of a table is of.

    Raises:
        MethodInputError: As `linked_cells`.
    """
    if COUNT not in table.columns:
        raise MethodInputError(f'cells of a table: no column "{COUNT}"; got {shown(table.columns)}')
    columns = [str(column) for column in table.columns if column != COUNT]
    rows = table[columns].astype("str").itertuples(index=False, name=None)
    keys = [
        frozenset(
            (column, word) for column, word in zip(columns, row, strict=True) if word != TOTAL
        )
        for row in rows
    ]
    if len(set(keys)) < len(keys):
        raise MethodInputError("cells of a table: one cell stands in it twice")
    return keys


def known_counts(tables: Sequence[pd.DataFrame]) -> Mapping[Cell, object]:
    """Give what tables show of each cell: a number, or a mark; the first of several."""
    counts: dict[Cell, object] = {}
    for table in tables:
        for cell, count in zip(cells_of(table), table[COUNT], strict=True):
            counts.setdefault(cell, count)
    return counts


def _sums_in(keys: Sequence[Cell]) -> Iterator[tuple[Cell, frozenset[Cell]]]:
    """Find every whole that the cells of one table part by one column."""
    parts: dict[tuple[str, Cell], list[Cell]] = {}
    for cell in keys:
        for column, word in cell:
            parts.setdefault((column, cell - {(column, word)}), []).append(cell)
    for (_, whole), of_it in sorted(
        parts.items(), key=lambda each: (each[0][0], sorted(each[0][1]))
    ):
        yield whole, frozenset(of_it)


def _matrix(sums: Sequence[tuple[Cell, frozenset[Cell]]], place: Mapping[Cell, int]) -> csr_array:
    from scipy.sparse import csr_array

    matrix = np.zeros((len(sums), len(place)))
    for row, (whole, parts) in enumerate(sums):
        matrix[row, place[whole]] = 1
        matrix[row, [place[part] for part in parts]] = -1
    return csr_array(matrix)


def _weights(
    sums: Sequence[tuple[Cell, frozenset[Cell]]], place: Mapping[Cell, int]
) -> NDArray[np.float64]:
    """Weigh a cell by how many it is the whole of, for a reader loses those with it."""
    weights = np.ones(len(place))
    for whole, parts in sums:
        weights[place[whole]] = max(weights[place[whole]], len(parts))
    return weights
