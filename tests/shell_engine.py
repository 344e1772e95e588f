"""An engine for tests: a notebook's cells run in one IPython shell here, without a kernel."""

from __future__ import annotations

import atexit
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from evidence_lib.briefing.notebook_file import code_cell, read_notebook, write_notebook
from evidence_lib.errors import PageFailedError


def execute(
    notebook: Path, executed_path: Path, parameters: Mapping[str, object], **_: object
) -> Any:
    """Stand in for `briefing.engine.execute`: the same cells and outputs, in a second or two."""
    node = read_notebook(notebook)
    shell = InteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))
    # each shell would look through the whole memory once more when the process ends
    atexit.unregister(shell.atexit_operations)
    shown: list[dict[str, Any]] = []
    shell.display_trap.hook = CapturingDisplayHook(shell=shell, outputs=shown)
    code = [cell for cell in node.cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, start=1):
        shown.clear()
        done = shell.run_cell(cell.source, silent=False, store_history=False)
        if done.error_before_exec or done.error_in_exec:
            error = done.error_before_exec or done.error_in_exec
            raise PageFailedError(f"{notebook.name}, cell {count}: {type(error).__name__}: {error}")
        cell.outputs = code_cell("", [output["data"] for output in shown]).outputs
        cell.execution_count = count
        if "parameters" in cell.metadata.get("tags", []):
            shell.user_ns.update(parameters)
    write_notebook(node, executed_path)
    return node
