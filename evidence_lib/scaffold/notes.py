"""What each column is, in a sentence, with an example: read from `reference/column_notes.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from evidence_lib.contract import TABLES


@dataclass(frozen=True)
class ColumnNote:
    """What one column of one table is, in one sentence, and one value that it may hold."""

    note: str
    example: str


def column_notes() -> dict[str, dict[str, ColumnNote]]:
    """
    Read the notes on every column of the contract.

    Returns:
        The name of each table, and for each of its columns the note; what the file says of one
        table stands before what it says of all columns of that name.

    Raises:
        KeyError: The file says nothing of a column.
    """
    shipped = files("evidence_lib") / "reference" / "column_notes.toml"
    notes = tomllib.loads(shipped.read_text(encoding="utf-8"))
    return {
        table.name: {column.name: _note(notes, table.name, column.name) for column in table.columns}
        for table in TABLES
    }


def _note(notes: dict[str, Any], table: str, column: str) -> ColumnNote:
    of_all = notes["columns"].get(column, {})
    of_one = notes["tables"].get(table, {}).get(column, {})
    said = {**of_all, **of_one}
    return ColumnNote(said["note"], said["example"])
