"""All kinds of mishap, by class, and the mutants they make of the bases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.mutants import (
    dates,
    duplicates,
    encoding,
    header,
    injection,
    marks,
    opendocument,
    personal,
    size,
    structure,
    types,
    workbook,
)
from tests.mutants.bases import Base
from tests.mutants.mutant import Kind, Mutant

MODULES = (
    encoding,
    header,
    structure,
    types,
    marks,
    dates,
    duplicates,
    injection,
    personal,
    size,
    workbook,
    opendocument,
)
KINDS = tuple(
    value for module in MODULES for value in vars(module).values() if isinstance(value, Kind)
)
CLASSES = tuple(dict.fromkeys(kind.group for kind in KINDS))


def mutants_of(
    group: str, bases: Sequence[Base], *, one_in: int = 1
) -> Iterator[tuple[Base, Mutant]]:
    """
    Make the mutants of one class, each with the base it is made of.

    With *one_in*, only each n-th mutant of each kind, in turn over tables and variants, and no kind
    is left out: the same ones every time.
    """
    for turn, kind in enumerate(KINDS):
        if kind.group == group:
            made = list(_of_kind(kind, turn, bases))
            start = turn % min(one_in, len(made))
            yield from made[start::one_in]


def _of_kind(kind: Kind, turn: int, bases: Sequence[Base]) -> Iterator[tuple[Base, Mutant]]:
    for position, base in enumerate(bases):
        if (position + turn) % kind.every == 0:
            for mutant in kind.make(base):
                yield base, mutant


def all_mutants(bases: Sequence[Base], *, one_in: int = 1) -> Iterator[tuple[Base, Mutant]]:
    """Make the mutants of all classes, class by class."""
    for group in CLASSES:
        yield from mutants_of(group, bases, one_in=one_in)
