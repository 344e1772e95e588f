"""Runs fixture notebooks in this process: quick, and without a kernel."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from papermill.parameterize import parameterize_notebook

from evidence_lib.briefing.notebook_file import FORMAT, code_cell, read_notebook, write_notebook

NOTEBOOKS = Path(__file__).parent / "notebooks"


def run(notebook: Path, executed_path: Path | None, parameters: Mapping[str, object]) -> Any:
    """Stand in for the engine: the cells of *notebook* run one after another, here."""
    node = read_notebook(notebook)
    for cell in node.cells:
        cell.metadata.setdefault("tags", [])
    if parameters:
        node.metadata["papermill"] = {}
        node = parameterize_notebook(node, dict(parameters), kernel_name="python3")
    shown: list[dict[str, Any]] = []
    names: dict[str, Any] = {"display": lambda bundle, raw: shown.append(bundle)}
    code = [cell for cell in node.cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, start=1):
        shown.clear()
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            exec(cell.source, names)
        cell.outputs = code_cell("", shown).outputs + streams(printed.getvalue(), warned)
        cell.execution_count = count
    if executed_path is not None:
        write_notebook(node, executed_path)
    return node


def streams(printed: str, warned: list[warnings.WarningMessage]) -> list[Any]:
    texts = {"stdout": printed, "stderr": "".join(f"{each.category}: {each}" for each in warned)}
    return [
        FORMAT.v4.new_output("stream", name=name, text=text) for name, text in texts.items() if text
    ]


def run_fixture(name: str) -> Any:
    """Run one of the fixture notebooks with its own defaults."""
    return run(NOTEBOOKS / f"{name}.ipynb", None, {})
