from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.faults import kills
from evidence_lib.briefing.cells import finished_mark
from evidence_lib.briefing.engine import KERNEL, OwnKernel, execute
from evidence_lib.briefing.limits import Limits
from evidence_lib.briefing.notebook_file import read_notebook, write_notebook
from evidence_lib.errors import PageFailedError
from tests.in_process import NOTEBOOKS, run_fixture

GIVEN = {"review": "nine 'items'", "profile": "public", "data_dir": "d", "as_at": "2020-03-06"}

FAILURES = {
    "raises": (
        'cell 4 (under "What do the numbers show?", starting "folder = "…/fixture""): '
        "ValueError: no baseline in …/indicator_values.csv for period 2015"
    ),
    "exits_early": (
        'cell 4 (under "What do the plans commit to?", starting "import sys"): '
        "stopped before its last cell: the cell ended the run by itself"
    ),
    "loses_its_kernel": (
        'cell 4 (under "What did people tell us?", starting "import os"): '
        "stopped before its last cell: its kernel died"
    ),
    "never_ends": (
        'cell 4 (under "Sources and method", starting "import signal"): '
        "the notebook ran longer than 12 seconds"
    ),
}


@pytest.mark.slow
def test_a_notebook_that_reached_its_last_cell_is_kept_without_a_trace_of_the_run(
    tmp_path, capfd, monkeypatch
):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    node = execute(NOTEBOOKS / "finishes.ipynb", tmp_path / "kept" / "page.ipynb", GIVEN)
    text = (tmp_path / "kept" / "page.ipynb").read_text(encoding="utf-8")
    assert finished_mark(node) == {"title": "A page that finishes", "area": ""}
    assert "Review nine 'items', profile public, as at 2020-03-06." in text
    assert f"in {NOTEBOOKS}" in text
    assert not re.search(r"papermill|start_time|iopub|duration", text)
    assert [cell.id for cell in node.cells] == [f"cell-{n}" for n in range(1, 8)]
    assert capfd.readouterr().err == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", FAILURES)
def test_a_notebook_that_did_not_reach_its_last_cell_has_failed_and_says_where(tmp_path, name):
    seconds = 12 if name == "never_ends" else 300  # a busy machine may take long over any cell
    executed = tmp_path / "kept.ipynb"
    with pytest.raises(PageFailedError) as failure:
        execute(NOTEBOOKS / f"{name}.ipynb", executed, GIVEN, limits=Limits(seconds))
    assert str(failure.value) == f"{name}.ipynb, {FAILURES[name]}"
    assert finished_mark(read_notebook(executed)) is None


def with_cell(folder: Path, source: str) -> Path:
    """A notebook whose fourth cell has the source that is given."""
    node = read_notebook(NOTEBOOKS / "never_ends.ipynb")
    node.cells[3].source = source
    write_notebook(node, folder / "page.ipynb")
    return folder / "page.ipynb"


PASSED = {
    "memory": (
        "held = []\nwhile True:\n    held.append(b'x' * 10_000_000)",
        "the notebook took more than 500 MB of memory",
    ),
    "output": (
        "for _ in range(600_000):\n    print('x' * 99)",
        "the notebook printed and showed more than 1 million characters",
    ),
    "output at once": (
        "print('x' * 60_000_000)",
        "the notebook printed and showed more than 1 million characters",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PASSED)
def test_a_notebook_that_passed_a_limit_has_failed_and_says_which(tmp_path, name):
    source, cause = PASSED[name]
    limits = Limits(seconds=300, memory_bytes=500_000_000, output_characters=1_000_000)
    executed = tmp_path / "kept.ipynb"
    with pytest.raises(PageFailedError) as failure:
        execute(with_cell(tmp_path, source), executed, GIVEN, limits=limits)
    assert str(failure.value).startswith('page.ipynb, cell 4 (under "Sources and method"')
    assert str(failure.value).endswith(f": {cause}")
    assert executed.stat().st_size < 1_100_000


@pytest.mark.slow
def test_a_notebook_whose_guard_was_ended_has_failed_though_it_finished(tmp_path):
    source = (
        "import os, psutil\n"
        "mark = os.environ['EVIDENCE_RUN']\n"
        "guards = [each for each in psutil.process_iter() if mark in each.cmdline()]\n"
        "[each.kill() for each in guards]"
    )
    with pytest.raises(PageFailedError, match="the guard over the limits of the notebook was end"):
        execute(with_cell(tmp_path, source), tmp_path / "kept.ipynb", GIVEN)


RUNNER = """
import sys
from pathlib import Path
from evidence_lib.briefing.engine import execute
given = dict.fromkeys(("review", "profile", "data_dir", "as_at"), "")
execute(Path(sys.argv[1]), Path(sys.argv[2]), given)
"""
PARENT = """import os, subprocess, time
sleep = ["sleep", "600"]
kept = [subprocess.Popen(sleep), subprocess.Popen(sleep, start_new_session=True)]
subprocess.run("sleep 600 &", shell=True, check=True)
open("ready", "w").close()
time.sleep(600)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no groups of processes to kill")
@pytest.mark.parametrize("kill", [os.kill, os.killpg], ids=["the runner alone", "its group"])
def test_nothing_that_a_killed_run_started_is_left_after_five_seconds(tmp_path, kill):
    notebook = with_cell(tmp_path, PARENT)
    runner = subprocess.Popen(
        [sys.executable, "-c", RUNNER, str(notebook), str(tmp_path / "kept.ipynb")],
        cwd=NOTEBOOKS.parent.parent,
        env={**os.environ, kills.MARK: str(tmp_path)},
        start_new_session=True,
    )
    while not (tmp_path / "ready").exists():
        assert runner.poll() is None
        time.sleep(0.1)
    assert len(kills.belonging(str(tmp_path))) == 6, "runner, guard, kernel and three that sleep"
    kill(runner.pid, signal.SIGKILL)
    runner.wait()
    assert kills.until_gone(str(tmp_path)) is not None


def test_a_kernel_is_this_python_whatever_else_bears_its_name(tmp_path, monkeypatch):
    stray = tmp_path / "kernels" / KERNEL / "kernel.json"
    stray.parent.mkdir(parents=True)
    stray.write_text(json.dumps({"argv": ["other"], "display_name": "x", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert OwnKernel(kernel_name=KERNEL).kernel_spec.argv[0] == sys.executable


def test_a_mark_anywhere_but_in_the_last_cell_does_not_finish_a_notebook():
    node = run_fixture("finishes")
    node.cells[-2].outputs, node.cells[-1].outputs = node.cells[-1].outputs, []
    assert finished_mark(node) is None


def test_a_mark_after_an_error_does_not_finish_a_notebook():
    node = run_fixture("finishes")
    error = {"output_type": "error", "ename": "KeyError", "evalue": "", "traceback": []}
    node.cells[2].outputs.append(type(node)(error))
    assert finished_mark(node) is None
