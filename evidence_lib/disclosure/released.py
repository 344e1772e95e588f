"""
The attack on everything that is released of registers: all pages of a pack, and earlier packs.

Source: docs/decisions/0016.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from evidence_lib import terms
from evidence_lib.disclosure.attack import Known, worked_back
from evidence_lib.disclosure.linked_cells import Cell, tied_cells
from evidence_lib.disclosure.register import Sum
from evidence_lib.disclosure.rule import is_small_count
from evidence_lib.disclosure.telling import Told
from evidence_lib.errors import MethodInputError

Written = Mapping[str, Any]
"""A register as `released_cells` writes it."""


@dataclass
class _Joined:
    """What all pages say of one register: of each cell, and how cells hang together."""

    threshold: int = terms.SMALL_COUNT
    shown: dict[Cell, list[object]] = field(default_factory=dict)
    guarded: dict[Cell, bool] = field(default_factory=dict)
    sums: dict[Sum, None] = field(default_factory=dict)


def told_by_released(registers: Iterable[Written]) -> list[Told]:
    """
    Work back every hidden count of the registers from all that is shown of them.

    Row: one count that can be worked back exactly, or is known to be small; or that one page hides
    and another shows.

    Args:
        registers: As `released_cells` writes them, those of all pages together.
    """
    found = []
    for of, joined in _joined_by_register(registers).items():
        found += [Told(each.rule, f"{of}: {each.words}") for each in _told(joined)]
    return found


def _joined_by_register(registers: Iterable[Written]) -> dict[str, _Joined]:
    by_register: dict[str, _Joined] = {}
    for register in registers:
        joined = by_register.setdefault(register["of"], _Joined())
        joined.threshold = max(joined.threshold, register["threshold"])
        cells = [frozenset((name, word) for name, word in each["of"]) for each in register["cells"]]
        for cell, each in zip(cells, register["cells"], strict=True):
            joined.shown.setdefault(cell, []).append(each["shown"])
            joined.guarded[cell] = joined.guarded.get(cell, False) or _guarded(
                each, register["threshold"]
            )
        for whole, parts in register["sums"]:
            joined.sums[cells[whole], frozenset(cells[part] for part in parts)] = None
    return by_register


def _guarded(cell: Mapping[str, Any], threshold: int) -> bool:
    """Say whether a reader may not work a count back: it is hidden, or small and not printed."""
    small = not cell["nobody"] and is_small_count(cell.get("count", 0), threshold=threshold)
    return cell["shown"] == terms.HIDDEN or small


def _told(joined: _Joined) -> Iterator[Told]:
    yield from _shown_and_hidden(joined)
    linked = tied_cells(list(joined.shown), list(joined.sums))
    shown = [_number(joined.shown[cell]) for cell in linked.cells]
    known = Known(
        np.array([0.0 if each is None else each for each in shown]),
        np.array([np.inf if each is None else each for each in shown]),
    )
    wanted = np.array(
        [place for place, cell in enumerate(linked.cells) if joined.guarded[cell]], dtype=np.intp
    )
    try:
        found = worked_back(linked.sums, known, wanted)
    except MethodInputError:
        yield Told("counts that contradict their own sums", "the tables of different pages")
        return
    for place, least, most in zip(wanted, found.least, found.most, strict=True):
        yield from _worked_back(linked.cells[place], least, most, joined.threshold)


def _worked_back(cell: Cell, least: float, most: float, threshold: int) -> Iterator[Told]:
    if least == most and most:
        yield Told("a hidden count that can be worked back", named(cell))
    elif is_small_count(most, threshold=threshold):
        yield Told("a hidden count that must be small", named(cell))


def _shown_and_hidden(joined: _Joined) -> Iterator[Told]:
    for cell, shown in joined.shown.items():
        if terms.HIDDEN in shown and _number(shown) is not None:
            yield Told("a count that one page hides and another shows", named(cell))


def _number(shown: Sequence[object]) -> float | None:
    numbers = (float(each) for each in shown if isinstance(each, int))
    return next(numbers, None)


def named(cell: Cell) -> str:
    """Say what a cell is of, as ``locality North, now waiting``."""
    return ", ".join(f"{name} {word}".strip() for name, word in sorted(cell)) or "all"
