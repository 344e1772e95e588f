"""Reading, writing and making notebooks: the one place that knows their file format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat

FORMAT: Any = nbformat  # typed as Any because its functions carry no types
VERSION = 4


def read_notebook(path: Path) -> Any:
    """
    Read a notebook.

    Raises:
        ValueError: The file is no notebook.
    """
    try:
        return number_cells(FORMAT.v4.upgrade(FORMAT.read(path, as_version=VERSION)))
    except (OSError, AttributeError, KeyError, nbformat.ValidationError) as error:
        raise ValueError(f"{path.name} cannot be read as a notebook") from error


def write_notebook(node: Any, path: Path) -> None:
    """Write a notebook in the same bytes on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FORMAT.writes(node) + "\n", encoding="utf-8", newline="\n")


def number_cells(node: Any) -> Any:
    """Name the cells of *node* by their place, so that no run leaves an id of its own."""
    for position, cell in enumerate(node.cells, start=1):
        cell.id = f"cell-{position}"
    return node


def new_notebook(cells: Sequence[Any]) -> Any:
    """Make a notebook of *cells*."""
    return number_cells(FORMAT.v4.new_notebook(cells=list(cells)))


def text_cell(source: str) -> Any:
    """Make a text cell."""
    return FORMAT.v4.new_markdown_cell(source)


def code_cell(source: str, bundles: Sequence[Mapping[str, Any]], count: int | None = None) -> Any:
    """Make a code cell that shows *bundles*, each a mapping of mime type -> content."""
    outputs = [FORMAT.v4.new_output("display_data", data=dict(bundle)) for bundle in bundles]
    return FORMAT.v4.new_code_cell(source, execution_count=count, outputs=outputs)
