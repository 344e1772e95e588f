"""How a notebook is executed: papermill, with success meaning that the last cell was reached."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import papermill
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError
from traitlets import default

from evidence_lib.briefing.cells import finished_mark, name_cell, without_paths
from evidence_lib.briefing.notebook_file import number_cells, read_notebook, write_notebook
from evidence_lib.errors import PageFailedError

KERNEL = "python3"
CELL_TIMEOUT_SECONDS = 600
CAUSE_CHARACTERS = 400
STOPPED = "stopped before its last cell"


class OwnKernel(AsyncKernelManager):
    """
    A kernel of the Python that runs this program.

    A machine may have a kernel of the same name that starts another Python, with another
    version of this package or none: those are never looked for.
    """

    @default("kernel_spec_manager")
    def _kernel_spec_manager_default(self) -> KernelSpecManager:
        return KernelSpecManager(kernel_dirs=[])


def execute(
    notebook: Path,
    executed_path: Path,
    parameters: Mapping[str, object],
    *,
    timeout: int = CELL_TIMEOUT_SECONDS,
) -> Any:
    """
    Run every cell of *notebook* with *parameters*, in its own folder.

    Args:
        notebook: A notebook whose parameters have been checked.
        executed_path: Where the executed notebook is kept, also when it failed, so that it can
            be opened. No machine path, time or random id of the run is stored in it.
        parameters: Name -> value.
        timeout: Seconds one cell may take.

    Returns:
        The executed notebook, as an nbformat node.

    Raises:
        PageFailedError: A cell raised or took too long, the kernel died, or the last cell was
            not reached or does not mark the notebook as finished. The message names the
            notebook, the cell and the cause.
    """
    node, error = _run(notebook, parameters, timeout)
    stopped_at = _last_begun(node)
    _forget_the_run(node)
    write_notebook(node, executed_path)
    if error is not None or finished_mark(node) is None:
        where, cause = _where(node, stopped_at), _cause(node, error, timeout)
        raise PageFailedError(f"{notebook.name}, {where}: {cause}") from None
    return node


def _run(
    notebook: Path, parameters: Mapping[str, object], timeout: int
) -> tuple[Any, Exception | None]:
    source = read_notebook(notebook)
    running = [source]  # papermill runs a copy, and gives it back only when all went well
    # a fresh IPython folder keeps a user's start-up files out of the pack
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as ipython_dir:
        try:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message="Proactor event loop does not")
                papermill.execute_notebook(
                    source,
                    None,
                    dict(parameters),
                    kernel_name=KERNEL,
                    kernel_manager_class=OwnKernel,
                    language="python",
                    progress_bar=False,
                    log_output=False,
                    request_save_on_cell_execute=False,
                    execution_timeout=timeout,
                    resources={"metadata": {"path": str(notebook.resolve().parent)}},
                    extra_arguments=_kernel_arguments(ipython_dir),
                    shutdown_kernel="immediate",
                    on_notebook_start=lambda notebook: running.append(notebook),
                )
        except Exception as error:
            return running[-1], error
    return running[-1], None


def _kernel_arguments(ipython_dir: str) -> list[str]:
    return [
        "--IPKernelApp.log_level=40",
        f"--IPKernelApp.ipython_dir={ipython_dir}",
        "--IPKernelApp.exec_PYTHONSTARTUP=False",
    ]


def _last_begun(node: Any) -> Any:
    begun = [cell for cell in node.cells if cell.metadata.get("papermill", {}).get("start_time")]
    return begun[-1] if begun else None


def _forget_the_run(node: Any) -> None:
    node.metadata.pop("papermill", None)
    for cell in number_cells(node).cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)


def _where(node: Any, stopped_at: Any) -> str:
    raised = [cell for cell in node.cells if _error_output(cell) is not None]
    cell = raised[0] if raised else stopped_at
    return name_cell(node, cell) if cell is not None else "before its first cell"


def _error_output(cell: Any) -> Any:
    errors = (output for output in cell.get("outputs", []) if output.output_type == "error")
    return next(errors, None)


def _cause(node: Any, error: Exception | None, timeout: int) -> str:
    if isinstance(error, CellTimeoutError):
        return f"the cell ran longer than {timeout} seconds"
    if isinstance(error, DeadKernelError):
        return f"{STOPPED}: its kernel died"
    raised = next(filter(None, map(_error_output, node.cells)), None)
    if raised is not None and raised.ename == "SystemExit":
        return f"{STOPPED}: the cell ended the run by itself"
    if raised is not None:
        return _in_one_line(f"{raised.ename}: {raised.evalue}")
    if error is not None and not isinstance(error, PapermillExecutionError):
        return _in_one_line(f"{type(error).__name__}: {error}")
    return f"{STOPPED}, or the last cell does not mark the notebook as finished"


def _in_one_line(text: str) -> str:
    line = " ".join(without_paths(text).split())
    return line if len(line) <= CAUSE_CHARACTERS else f"{line[: CAUSE_CHARACTERS - 1]}…"
