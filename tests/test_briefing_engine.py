from __future__ import annotations

import json
import re
import sys

import pytest

from evidence_lib.briefing.cells import finished_mark
from evidence_lib.briefing.engine import KERNEL, OwnKernel, execute
from evidence_lib.briefing.limits import Limits
from evidence_lib.briefing.notebook_file import read_notebook
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
        'cell 4 (under "Sources and method", starting "while True:"): '
        "the notebook ran longer than 4 seconds"
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
    seconds = 4 if name == "never_ends" else 300  # a busy machine may take long over any cell
    executed = tmp_path / "kept.ipynb"
    with pytest.raises(PageFailedError) as failure:
        execute(NOTEBOOKS / f"{name}.ipynb", executed, GIVEN, limits=Limits(seconds))
    assert str(failure.value) == f"{name}.ipynb, {FAILURES[name]}"
    assert finished_mark(read_notebook(executed)) is None


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
