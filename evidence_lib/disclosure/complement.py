"""
Which further cells must be hidden, so that no hidden one can be worked back.

A small cell is safe when a reader of all the rest cannot rule out that it is not small: another set
of counts fits all the sums, differs in hidden cells only, and has it at the threshold or above. The
cheapest set of cells for which that holds is an integer programme; where it would grow too large,
each small cell is given its own cheapest way in turn.

Source: Fischetti and Salazar (2001), Management Science 47, 1008-1027; the solver is HiGHS, through
SciPy.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evidence_lib.disclosure.attack import Known, worked_back
from evidence_lib.disclosure.linked_cells import LinkedCells
from evidence_lib.disclosure.solving import solved

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

LARGEST_PROGRAMME = 2_000
"""Small cells times cells up to which the cheapest set is looked for; beyond, one after another."""
MOST_NODES = 500
"""Nodes of the search, and not seconds: the same table gives the same answer on every machine."""
SAME = 1e-6


def hidden_with(
    linked: LinkedCells, counts: Numbers, small: Flags, unseen: Flags, *, threshold: int
) -> Flags:
    """
    Say which cells are hidden: the small ones, and as few and as small others as keep them hidden.

    Args:
        linked: The cells and their sums.
        counts: The true count of each cell.
        small: True for each cell that must not be known.
        unseen: True for each cell that no table shows, and so is hidden for nothing.
        threshold: What each small cell must be able to reach.
    """
    costs = _costs(linked, counts, unseen)
    hidden = _cheapest(linked, counts, small, costs, threshold) if small.any() else small
    if hidden is None:
        hidden = _one_by_one(linked, counts, small, costs, threshold)
    hidden = _until_safe(linked, counts, small, hidden | unseen, costs, threshold)
    return _shown_again(linked, counts, small, unseen, hidden)


def _costs(linked: LinkedCells, counts: Numbers, unseen: Flags) -> Numbers:
    """One for each cell, more for a whole and for nought, and a little more for a larger count."""
    size = counts / max(float(counts.max(initial=1)), 1.0)
    costs = linked.weights * (1 + size / 10) + (counts == 0)
    return np.where(unseen, 0.0, costs)


def _cheapest(
    linked: LinkedCells, counts: Numbers, small: Flags, costs: Numbers, threshold: int
) -> Flags | None:
    """Solve for the cheapest set at once; None where that is too large, or was not found."""
    targets = np.flatnonzero(small)
    cells = len(counts)
    if len(targets) * cells > LARGEST_PROGRAMME:
        return None
    programme = _Programme(linked, counts, small, threshold)
    found = solved(
        np.concatenate([costs, np.zeros(len(targets) * cells)]),
        constraints=programme.constraints,
        bounds=programme.bounds,
        integrality=np.concatenate([np.ones(cells), np.zeros(len(targets) * cells)]),
        options={"node_limit": MOST_NODES},
    )
    if found.x is None:
        return None
    return np.asarray(found.x[:cells] > 0.5)


class _Programme:
    """
    The integer programme: a switch a cell, and for each small cell a way to move its count.

    A way adds to some hidden cells and takes from others so that every sum still holds; it brings
    its small cell to the threshold. No cell can lose more than it has.
    """

    def __init__(self, linked: LinkedCells, counts: Numbers, small: Flags, threshold: int) -> None:
        from scipy.optimize import Bounds, LinearConstraint
        from scipy.sparse import block_diag, csr_array, eye_array, hstack, vstack

        targets = np.flatnonzero(small)
        cells = len(counts)
        needed = threshold - counts[targets]
        ways = len(targets)
        up = np.repeat(np.maximum(needed, 1), cells)
        down = np.minimum(np.tile(counts, ways), up)
        switches = vstack([eye_array(cells)] * ways)
        moves = eye_array(ways * cells)
        sums = block_diag([linked.sums] * ways)
        nothing = csr_array((sums.shape[0], cells))
        self.constraints = [
            LinearConstraint(hstack([nothing, sums]).tocsr(), 0, 0),
            LinearConstraint(hstack([switches.multiply(-up[:, None]), moves]).tocsr(), -np.inf, 0),
            LinearConstraint(hstack([switches.multiply(down[:, None]), moves]).tocsr(), 0, np.inf),
        ]
        least, most = -down, up.astype(float)
        own = np.arange(ways) * cells + targets
        least[own] = most[own] = needed
        on = small.astype(float)
        self.bounds = Bounds(np.concatenate([on, least]), np.concatenate([np.ones(cells), most]))


def _one_by_one(
    linked: LinkedCells, counts: Numbers, small: Flags, costs: Numbers, threshold: int
) -> Flags:
    """Give each small cell its own cheapest way, those already hidden being free."""
    hidden = small.copy()
    for target in np.flatnonzero(small)[::-1]:
        hidden |= _way(linked, counts, hidden, costs, int(target), threshold)
    return hidden


def _way(
    linked: LinkedCells, counts: Numbers, hidden: Flags, costs: Numbers, target: int, threshold: int
) -> Flags:
    """Find the cells of the cheapest way to bring one small cell to the threshold."""
    from scipy.optimize import Bounds, LinearConstraint
    from scipy.sparse import hstack

    price = np.where(hidden, 0.0, costs) + SAME
    needed = float(threshold - counts[target])
    loses, gains = counts.copy(), np.full(len(counts), np.inf)
    loses[target] = 0.0
    least_gain = np.zeros(len(counts))
    least_gain[target] = gains[target] = needed
    found = solved(
        np.concatenate([price, price]),
        constraints=LinearConstraint(hstack([linked.sums, -linked.sums]).tocsr(), 0, 0),
        bounds=Bounds(
            np.concatenate([least_gain, np.zeros(len(counts))]), np.concatenate([gains, loses])
        ),
    )
    gained, lost = np.split(np.asarray(found.x, dtype=float), 2)
    return np.asarray(gained + lost > SAME)


def _until_safe(
    linked: LinkedCells,
    counts: Numbers,
    small: Flags,
    hidden: Flags,
    costs: Numbers,
    threshold: int,
) -> Flags:
    """Hide the cheapest cell left as long as a reader of whole counts can tell a small one."""
    order = [each for each in np.argsort(costs, kind="stable") if not hidden[each]]
    while not _safe(linked, counts, small, hidden, threshold) and order:
        hidden = hidden.copy()
        hidden[order.pop(0)] = True
    return hidden


def _safe(
    linked: LinkedCells, counts: Numbers, small: Flags, hidden: Flags, threshold: int
) -> bool:
    targets = np.flatnonzero(small)
    found = worked_back(linked.sums, seen(counts, hidden), targets)
    return bool((found.most >= threshold).all())


def _shown_again(
    linked: LinkedCells, counts: Numbers, small: Flags, unseen: Flags, hidden: Flags
) -> Flags:
    """Show again what a reader can work back all the same: hiding it only seems to protect."""
    others = np.flatnonzero(hidden & ~small & ~unseen)
    found = worked_back(linked.sums, seen(counts, hidden), others)
    shown = hidden.copy()
    shown[others[found.least == found.most]] = False
    return shown


def seen(counts: Numbers, hidden: Flags) -> Known:
    """Give what a reader knows of each cell: its count, or that it is not below nought."""
    return Known(np.where(hidden, 0.0, counts), np.where(hidden, np.inf, counts))
