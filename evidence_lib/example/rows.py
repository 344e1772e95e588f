"""Rows of the tables shipped beside this code, and of the tables written from them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from evidence_lib.example.draw import Draw

Row = dict[str, object]
"""One row of a table to be written, by column name; a column left out is a blank cell."""

ShippedRow = Mapping[str, str]
"""One row of a shipped table, by column name; it is read once and shared, so nobody changes it."""


def rows_of(table: str, /, **wanted: object) -> tuple[ShippedRow, ...]:
    """
    Read a table shipped in ``example/tables``.

    Row: what the file is named for, in the order of the file.

    Args:
        table: The name of the file, without its ending.
        wanted: A column and the cell it must hold; with none, every row is given.
    """
    return tuple(
        row
        for row in _shipped(table)
        if all(row[column] == cell for column, cell in wanted.items())
    )


@cache
def _shipped(table: str) -> tuple[ShippedRow, ...]:
    # Some are wanted again for every request and every episode of a large example.
    file = files("evidence_lib") / "example" / "tables" / f"{table}.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines(), strict=True)
    return tuple(MappingProxyType(row) for row in rows)


def weighted_row(draw: Draw, rows: Sequence[ShippedRow], weight: str = "weight") -> ShippedRow:
    """Draw one of *rows* by the number in its column *weight*."""
    return draw.weighted(rows, [float(row[weight]) for row in rows])


def numbered(
    rows: Iterable[Mapping[str, object]], key: str, prefix: str, source_id: str = ""
) -> list[Row]:
    """Give each row its key, counted from 1, and its source where it names none."""
    listed = list(rows)
    width = max(3, len(str(len(listed))))
    source = {"source_id": source_id} if source_id else {}
    return [
        {key: f"{prefix}{number:0{width}d}", **source, **row}
        for number, row in enumerate(listed, start=1)
    ]
