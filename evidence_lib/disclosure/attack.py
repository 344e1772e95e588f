"""
The attack on what is released: how far each hidden count can be worked back from all the rest.

The attacker knows every sum, every count shown, that counts are whole and that none is below
nought. What is not refused to such a reader is refused to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evidence_lib.disclosure.solving import solved
from evidence_lib.errors import MethodInputError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Numbers = NDArray[np.float64]

NO_BOUND = 1e6
"""Stands for infinity in the solver; what can grow to half of it has no bound."""


@dataclass(frozen=True)
class Known:
    """
    What a reader knows of each cell before working anything back.

    ``least`` and ``most`` are the same where a count is shown, and wider where it is rounded;
    a hidden one lies between nought and infinity.
    """

    least: Numbers
    most: Numbers


def worked_back(sums: csr_array, known: Known, wanted: NDArray[np.intp]) -> Known:
    """
    Work back how small and how large each wanted cell can be.

    Args:
        sums: Row: one sum, as in `LinkedCells`.
        known: What is known of every cell.
        wanted: The columns of the cells that are attacked.

    Returns:
        The least and the most of each wanted cell, whole counts; ``most`` is infinite where nothing
        bounds it.

    Raises:
        MethodInputError: What is known contradicts the sums.

    Source: Fischetti and Salazar (2001), Management Science 47, 1008-1027, on the attacker's two
    problems for each cell.
    """
    narrowed = _narrowed(sums, known)
    ends = [(_end(sums, narrowed, cell, 1.0), _end(sums, narrowed, cell, -1.0)) for cell in wanted]
    return Known(
        np.array([least for least, _ in ends], dtype=float),
        np.array([most for _, most in ends], dtype=float),
    )


def _narrowed(sums: csr_array, known: Known) -> Known:
    """Let each whole bound its parts from above, and the solver's infinity all the others."""
    most = np.minimum(known.most, NO_BOUND)
    for row in sums.toarray():
        whole = np.flatnonzero(row > 0)
        parts = np.flatnonzero(row < 0)
        most[parts] = np.minimum(most[parts], most[whole].max())
    return Known(known.least, most)


def _end(sums: csr_array, known: Known, cell: np.intp, sign: float) -> float:
    from scipy.optimize import Bounds, LinearConstraint

    if known.least[cell] == known.most[cell]:
        return float(known.least[cell])
    aim = np.zeros(sums.shape[1])
    aim[cell] = sign
    found = solved(
        aim,
        constraints=LinearConstraint(sums, 0, 0),
        bounds=Bounds(known.least, known.most),
        integrality=np.ones(len(aim), dtype=np.int_),
    )
    if not found.success:
        raise MethodInputError("working counts back: what is shown contradicts its own sums")
    end = float(np.round(found.x[cell]))
    return end if end < NO_BOUND / 2 else float(np.inf)
