"""How a notebook is executed: papermill, with success meaning that the last cell was reached."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import papermill
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.log import logger
from traitlets import default

from evidence_lib.briefing.cells import finished_mark, name_cell, without_paths
from evidence_lib.briefing.limits import Guard, Limits
from evidence_lib.briefing.notebook_file import number_cells, read_notebook, write_notebook
from evidence_lib.errors import PageFailedError

KERNEL = "python3"
ENGINE = "evidence"
LIMITS = Limits()
OUTPUT_SECONDS = 60
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


class GuardedClient(PapermillNotebookClient):  # type: ignore[misc]
    """Runs the cells of a notebook under a guard, and keeps no more output than they may have."""

    def __init__(self, nb_man: Any, guard: Guard, **named: Any) -> None:
        super().__init__(nb_man, **named)
        self.guard = guard

    def start_new_kernel(self, **named: Any) -> None:
        """Start the kernel under the guard; its own streams, which no page shows, are not kept."""
        environment = dict(self.guard.environment)
        super().start_new_kernel(env=environment, stdout=DEVNULL, stderr=DEVNULL, **named)

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
        """Take one message of the kernel; of one that has said too much nothing is heard."""
        if not self.guard.may_say(msg["content"]):
            return None  # the cell waits, until the kernel is found dead
        return super().process_message(msg, cell, cell_index)


class GuardedEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's own way to run a notebook, with a client under a guard."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        guard: Guard,
        start_timeout: int,
        client: Mapping[str, Any],
        **_: Any,
    ) -> None:
        """Run the cells, with the settings of *client*."""
        settled = {"kernel_name": kernel_name, "startup_timeout": start_timeout, "log": logger}
        GuardedClient(nb_man, guard, **settled, **client).execute()


def execute(
    notebook: Path,
    executed_path: Path,
    parameters: Mapping[str, object],
    *,
    limits: Limits = LIMITS,
) -> Any:
    """
    Run every cell of *notebook* with *parameters*, in its own folder.

    Args:
        notebook: A notebook whose parameters have been checked.
        executed_path: Where the executed notebook is kept, also when it failed, so that it can
            be opened. No machine path, time or random id of the run is stored in it.
        parameters: Name -> value.
        limits: What the run may take.

    Returns:
        The executed notebook, as an nbformat node.

    Raises:
        PageFailedError: A cell raised, the kernel died, a limit was passed, or the last cell was
            not reached or does not mark the notebook as finished. The message names the
            notebook, the cell and the cause.
    """
    with Guard(limits) as guard:
        node, error = _run(notebook, parameters, guard)
    stopped_at = _last_begun(node)
    _forget_the_run(node)
    write_notebook(node, executed_path)
    if guard.passed or error is not None or finished_mark(node) is None:
        where = _where(node, stopped_at)
        cause = limits.sentence(guard.passed) if guard.passed else _cause(node, error)
        raise PageFailedError(f"{notebook.name}, {where}: {cause}") from None
    return node


def _run(
    notebook: Path, parameters: Mapping[str, object], guard: Guard
) -> tuple[Any, Exception | None]:
    source = read_notebook(notebook)
    running = [source]  # papermill runs a copy, and gives it back only when all went well
    # a fresh IPython folder keeps a user's start-up files out of the pack
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as ipython_dir:
        client = {
            "kernel_manager_class": OwnKernel,
            "extra_arguments": _kernel_arguments(ipython_dir),
            "resources": {"metadata": {"path": str(notebook.resolve().parent)}},
            "iopub_timeout": OUTPUT_SECONDS,
            "shutdown_kernel": "immediate",
            "on_notebook_start": lambda notebook: running.append(notebook),
        }
        try:
            _execute(source, parameters, guard, client)
        except Exception as error:
            return running[-1], error
    return running[-1], None


def _execute(
    source: Any, parameters: Mapping[str, object], guard: Guard, client: Mapping[str, Any]
) -> None:
    papermill_engines.register(ENGINE, GuardedEngine)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Proactor event loop does not")
        papermill.execute_notebook(
            source,
            None,
            dict(parameters),
            ENGINE,
            kernel_name=KERNEL,
            language="python",
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            guard=guard,
            client=client,
        )


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


def _cause(node: Any, error: Exception | None) -> str:
    if isinstance(error, CellTimeoutError):
        return f"{STOPPED}: its outputs did not arrive within {OUTPUT_SECONDS} seconds"
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
