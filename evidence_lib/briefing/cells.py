"""What an executed notebook says about itself: its cells, its finishing mark, its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from evidence_lib.errors import PageFailedError, shown
from evidence_lib.terms import COUNTS_MIME, FINISHED_MIME, TABLE_MIME

HIDDEN_TAGS = frozenset({"parameters", "setup", "note", "injected-parameters", "finish"})
ADDED_TAGS = frozenset({"injected-parameters", "papermill-error-cell-tag"})

TABLE_NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
POSIX_FOLDERS = re.compile(r"(?<![\w/:.<])/(?:[^/\s'\"<>]+/)+")
WINDOWS_FOLDERS = re.compile(r"(?<!\w)(?:[A-Za-z]:|\\)\\(?:[^\\\s'\"<>]+\\)*")


@dataclass(frozen=True)
class ReleasedTable:
    """One table a page releases: its name in the page, its title, and its CSV text."""

    name: str
    title: str
    csv: str


def tags_of(cell: Any) -> frozenset[str]:
    """Give the tags of one cell."""
    return frozenset(cell.metadata.get("tags", []))


def is_hidden(cell: Any) -> bool:
    """Say whether nothing of this cell is meant for the reader."""
    return bool(tags_of(cell) & HIDDEN_TAGS)


def name_cell(node: Any, cell: Any) -> str:
    """
    Name a cell as a person finds it in the notebook under ``notebooks/``.

    Returns:
        The number counted from 1, without the cells a run adds, the heading above it and the
        first line of its source.
    """
    own = [each for each in node.cells if not tags_of(each) & ADDED_TAGS]
    position = next((n for n, each in enumerate(own, start=1) if each is cell), None)
    number = f"cell {position}" if position else "the cell of injected parameters"
    heading = _heading_above(node, cell)
    under = f'under "{heading}", ' if heading else ""
    lines = [line.strip() for line in without_paths(cell.source).splitlines() if line.strip()]
    return f'{number} ({under}starting "{lines[0] if lines else ""}")'


def _heading_above(node: Any, cell: Any) -> str:
    heading = ""
    for each in node.cells:
        if each is cell:
            break
        if each.cell_type == "markdown" and not tags_of(each) & ADDED_TAGS:
            found = re.findall(r"^#{1,6}\s+(.+?)\s*#*$", each.source, flags=re.MULTILINE)
            heading = found[-1] if found else heading
    return heading


def finished_mark(node: Any) -> dict[str, Any] | None:
    """
    Read the mark that the last code cell leaves when it has run.

    Returns:
        ``title`` and ``area``, or None when the last code cell was not reached, left no mark, or
        any cell of the notebook holds an error.
    """
    code = [cell for cell in node.cells if cell.cell_type == "code" and cell.source.strip()]
    outputs = [output for cell in code for output in cell.outputs]
    if not code or any(output.output_type == "error" for output in outputs):
        return None
    marks = [output.get("data", {}).get(FINISHED_MIME) for output in code[-1].outputs]
    return next((dict(mark) for mark in marks if mark), None)


def released_tables(node: Any) -> tuple[ReleasedTable, ...]:
    """
    List the tables that a notebook releases with its page, in reading order.

    Row: one table.

    Raises:
        PageFailedError: Two tables have one name, or a name does not make a file name.
    """
    found: dict[str, ReleasedTable] = {}
    for cell in node.cells:
        for bundle in _bundles(cell, TABLE_MIME):
            for table in bundle.get("tables", []):
                released = ReleasedTable(table["name"], table["title"], table["csv"])
                _require_table_name(node, cell, released.name, found)
                found[released.name] = released
    return tuple(found.values())


def counted_registers(node: Any) -> list[dict[str, Any]]:
    """List the registers that a notebook's tables count, as `released_cells` writes them."""
    bundles = (each for cell in node.cells for each in _bundles(cell, COUNTS_MIME))
    return [register for bundle in bundles for register in bundle["registers"]]


def _bundles(cell: Any, kind: str) -> list[Any]:
    if cell.cell_type != "code" or is_hidden(cell):
        return []
    bundles = (output.get("data", {}).get(kind) for output in cell.outputs)
    return [bundle for bundle in bundles if bundle]


def _require_table_name(node: Any, cell: Any, name: str, taken: dict[str, ReleasedTable]) -> None:
    if name in taken:
        raise PageFailedError(f"{name_cell(node, cell)}: a second table is called {shown(name)}")
    if not TABLE_NAME.fullmatch(name):
        raise PageFailedError(
            f"{name_cell(node, cell)}: a table is called {shown(name)}; small letters, digits, "
            "hyphens and underscores are allowed"
        )


def without_paths(text: str) -> str:
    """Leave of every path in *text* only the name at its end: a message never tells a machine."""
    return WINDOWS_FOLDERS.sub("…/", POSIX_FOLDERS.sub("…/", text))
