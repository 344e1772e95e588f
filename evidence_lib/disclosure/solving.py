"""The solver of whole-number programmes, without the lines it prints of its own accord."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

STANDARD_OUTPUT = 1


def solved(aim: Any, **given: Any) -> Any:
    """
    Solve a programme by ``scipy.optimize.milp``, with its arguments and its result.

    HiGHS prints a line now and then, past Python and into whatever stands on standard output.
    """
    from scipy.optimize import milp

    with _nothing_printed():
        return milp(aim, **given)


@contextmanager
def _nothing_printed() -> Iterator[None]:
    sys.stdout.flush()
    kept = os.dup(STANDARD_OUTPUT)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, STANDARD_OUTPUT)
        yield
    finally:
        os.dup2(kept, STANDARD_OUTPUT)
        os.close(kept)
        os.close(nowhere)
