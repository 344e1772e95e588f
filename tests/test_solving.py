"""The solver says nothing on standard output, whoever prints."""

from __future__ import annotations

import os
import sys

import numpy as np
import pytest

from evidence_lib.disclosure import solving


def test_what_the_solver_prints_reaches_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    with solving._nothing_printed():
        os.write(solving.STANDARD_OUTPUT, b"a line of the solver's own\n")
    sys.stdout.write("a line of ours\n")
    assert capfd.readouterr().out == "a line of ours\n"


def test_standard_output_comes_back_after_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError), solving._nothing_printed():
        raise RuntimeError
    os.write(solving.STANDARD_OUTPUT, b"heard\n")
    assert capfd.readouterr().out == "heard\n"


def test_a_programme_is_solved() -> None:
    assert solving.solved(np.array([-1.0]), bounds=(0, 3)).x == pytest.approx([3.0])
