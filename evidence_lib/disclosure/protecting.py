"""
Tables made safe together, and the audit of what is released.

Source: docs/decisions/0003; docs/method.md, "Small counts in tables that hang together".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from evidence_lib import terms
from evidence_lib.disclosure.attack import Known, worked_back
from evidence_lib.disclosure.complement import hidden_with
from evidence_lib.disclosure.linked_cells import (
    COUNT,
    TOTAL,
    Cell,
    LinkedCells,
    cells_of,
    known_counts,
    linked_cells,
)
from evidence_lib.disclosure.rule import is_small_count
from evidence_lib.errors import MethodInputError, shown

ROWS, COLUMNS = "row", "column"


def protect(
    table: pd.DataFrame,
    *,
    threshold: int = terms.SMALL_COUNT,
    rounding: int | None = None,
    totals: bool = True,
) -> pd.DataFrame:
    """
    Make a table of counts safe to release.

    Row: one group; column: one kind of answer; cell: how many, a whole number.

    Args:
        table: The true counts.
        threshold: Counts from 1 to below it are hidden, and what would give them away with them.
        rounding: Round what is shown to the nearest multiple of it, such as 5; None leaves it.
        totals: Add the row and the column of totals. Without them nothing but the small counts is
            hidden, so they must then be known from nowhere else.

    Returns:
        The table, with ``Total`` last in both directions if asked for; ``[c]`` where a count is
        hidden, for whichever reason.

    Raises:
        MethodInputError: A cell is no whole number from 0.
    """
    long = _long(_with_totals(table) if totals else table)
    safe = protect_together({"table": long}, threshold=threshold)["table"]
    if rounding is not None:
        rounded = [_rounded(count, rounding) for count in safe[COUNT]]
        safe = safe.assign(count=pd.Series(rounded, index=safe.index, dtype=object))
    return _wide(safe, table, totals=totals)


def protect_together(
    tables: Mapping[str, pd.DataFrame], *, threshold: int = terms.SMALL_COUNT
) -> dict[str, pd.DataFrame]:
    """
    Make tables safe that hang together: one cell is hidden in all of them or in none.

    Args:
        tables: Row: one cell, with ``count``, as `linked_cells` takes them.
        threshold: Counts from 1 to below it are hidden, and what would give them away with them.

    Returns:
        The tables, ``[c]`` in ``count`` where it is hidden.

    Raises:
        MethodInputError: A count is no whole number from 0, two tables say different counts of one
            cell, or counts do not add up to their total.
    """
    linked = linked_cells(list(tables.values()))
    counts, unseen = _true_counts(tables, linked)
    small = np.array([is_small_count(count, threshold=threshold) for count in counts]) & ~unseen
    hidden = hidden_with(linked, counts, small, unseen, threshold=threshold)
    marked = {cell for cell, gone in zip(linked.cells, hidden, strict=True) if gone}
    return {name: _marked(table, marked) for name, table in tables.items()}


def audit(
    released: Sequence[pd.DataFrame], *, threshold: int = terms.SMALL_COUNT, rounding: int = 1
) -> pd.DataFrame:
    """
    Attack what is released: work back every hidden count from all tables together.

    Row: one hidden cell.

    Args:
        released: Row: one cell, with ``count`` (a number or ``[c]``), as `linked_cells` takes them.
        threshold: A count that must lie below it is a small one found out.
        rounding: What is shown was rounded to multiples of it.

    Returns:
        ``cell`` (what it is of), ``least`` and ``most`` it can be, ``exact`` and ``small`` (True or
        False). A release with a row of either is refused.

    Raises:
        MethodInputError: What is shown contradicts its own sums.
    """
    linked = linked_cells(released)
    told = known_counts(released)
    hidden = [cell for cell in linked.cells if told.get(cell) == terms.HIDDEN]
    place = linked.place()
    wanted = np.array([place[cell] for cell in hidden], dtype=np.intp)
    found = worked_back(linked.sums, _known(linked, told, rounding), wanted)
    return pd.DataFrame(
        {
            "cell": [_named(cell) for cell in hidden],
            "least": found.least,
            "most": found.most,
            "exact": found.least == found.most,
            "small": (found.most < threshold) & (found.most > 0),
        }
    )


def _known(linked: LinkedCells, told: Mapping[Cell, object], rounding: int) -> Known:
    least, most = [], []
    for cell in linked.cells:
        count = told.get(cell, terms.HIDDEN)
        hidden = count == terms.HIDDEN
        value = 0.0 if hidden else _whole(count)
        least.append(max(0.0, value - rounding // 2))
        most.append(np.inf if hidden else value + rounding // 2)
    return Known(np.array(least), np.array(most))


def _true_counts(
    tables: Mapping[str, pd.DataFrame], linked: LinkedCells
) -> tuple[np.ndarray, np.ndarray]:
    """Give every cell its count, those no table shows by their sum; say which those are."""
    told = {cell: _whole(count) for cell, count in known_counts(list(tables.values())).items()}
    for name, table in tables.items():
        for cell, count in zip(cells_of(table), table[COUNT], strict=True):
            if told[cell] != _whole(count):
                raise MethodInputError(
                    f"protecting tables: {name} says {shown(count)} of {_named(cell)}, "
                    f"another {told[cell]:g}"
                )
    unseen = np.array([cell not in told for cell in linked.cells], dtype=bool)
    counts = np.array([told.get(cell, 0.0) for cell in linked.cells])
    _add_up(linked, counts, unseen)
    return counts, unseen


def _add_up(linked: LinkedCells, counts: np.ndarray, unseen: np.ndarray) -> None:
    """Fill in the wholes that no table shows; all the others must be the sum of their parts."""
    waiting = list(linked.sums.toarray())
    known = ~unseen
    while waiting:
        ready = [row for row in waiting if known[row < 0].all()]
        if not ready:
            raise MethodInputError("protecting tables: a part of a sum is not known")
        for row in ready:
            whole = int(np.flatnonzero(row > 0)[0])
            total = float(counts[row < 0].sum())
            if known[whole] and counts[whole] != total:
                raise MethodInputError(
                    f"protecting tables: the parts of {_named(linked.cells[whole])} add up to "
                    f"{total:g} and not to {counts[whole]:g}"
                )
            counts[whole], known[whole] = total, True
        done = {id(row) for row in ready}
        waiting = [row for row in waiting if id(row) not in done]


def _whole(count: object) -> float:
    fits = isinstance(count, (int, float, np.integer, np.floating)) and not isinstance(count, bool)
    if not fits or not float(count) >= 0 or float(count) % 1:  # type: ignore[arg-type]
        raise MethodInputError(
            f"protecting tables: a count must be a whole number from 0; got {shown(count)}"
        )
    return float(count)  # type: ignore[arg-type]


def _named(cell: Cell) -> str:
    """Say what a cell is of, as ``locality North, year 2017``."""
    return ", ".join(f"{column} {word}" for column, word in sorted(cell)) or "everybody"


def _marked(table: pd.DataFrame, hidden: set[Cell]) -> pd.DataFrame:
    counts = [
        terms.HIDDEN if cell in hidden else int(count)
        for cell, count in zip(cells_of(table), table[COUNT], strict=True)
    ]
    return table.assign(count=pd.Series(counts, index=table.index, dtype=object))


def _rounded(count: object, rounding: int) -> object:
    if count == terms.HIDDEN:
        return count
    return int(rounding * ((int(count) + rounding / 2) // rounding))  # type: ignore[call-overload]


def _with_totals(table: pd.DataFrame) -> pd.DataFrame:
    wide = table.copy()
    wide.loc[TOTAL] = wide.sum()
    wide[TOTAL] = wide.sum(axis=1)
    return wide


def _long(wide: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (str(row), str(column), wide.at[row, column])
        for row in wide.index
        for column in wide.columns
    ]
    return pd.DataFrame(rows, columns=[ROWS, COLUMNS, COUNT])


def _wide(safe: pd.DataFrame, table: pd.DataFrame, *, totals: bool) -> pd.DataFrame:
    ends = [TOTAL] if totals else []
    rows, columns = [*table.index, *ends], [*table.columns, *ends]
    shaped = safe[COUNT].to_numpy().reshape(len(rows), len(columns))
    return pd.DataFrame(shaped, index=pd.Index(rows, name=table.index.name), columns=columns)
