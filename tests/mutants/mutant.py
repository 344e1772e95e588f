"""What one mutant is, and how a class of mutants is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from evidence_lib.errors import Problem

Meaning = str | int | float | bool | None
"""A cell's meaning apart from how it is written: a date is text such as 2018-01-29."""

CANARY = "Wrackline"
"""A word that stands at the start of every free text of the bases, to be sought in messages."""


@dataclass(frozen=True)
class Place:
    """
    Where something has to be said: in any of the rows, in any of the columns.

    ``None`` stands for anywhere; ``file`` is empty for the mutant's own file. ``letters`` are the
    letters a spreadsheet shows over the columns, which name a column as well as its heading does.
    """

    rows: frozenset[int] | None = None
    columns: frozenset[str] | None = None
    file: str = ""
    letters: frozenset[str] = frozenset()

    def holds(self, problem: Problem) -> bool:
        """Say whether a problem names this file, row and column."""
        columns = self.columns
        named = columns is None or problem.column in columns
        by_letter = not problem.column and problem.letter in self.letters
        return (
            problem.file == self.file
            and (self.rows is None or problem.row in self.rows)
            and (named or by_letter)
        )


def at(*rows: int, columns: tuple[str, ...] | str | None = None) -> Place:
    """Name a place by its rows (none given: anywhere in the file) and columns."""
    names = (columns,) if isinstance(columns, str) else columns
    return Place(frozenset(rows) or None, None if names is None else frozenset(names))


@dataclass(frozen=True)
class Mutant:
    """
    One bad (or merely unusual) file in the place of one valid table.

    ``verdicts`` holds what is right, of ``accept``, ``flag`` and ``refuse``. ``meant`` maps the key
    of each row to what its cells mean, ``rows_at`` to the row a spreadsheet shows it in,
    and ``letters`` each heading that stands once to the letter over it.
    ``unknown`` holds the cells (key, column) that have no meaning a reader could know: missing is
    then right, if said, and so is each of the ``tolerated`` values. ``gained`` are keys of rows
    that may stay if they are flagged. ``secrets`` may stand in no message.
    """

    group: str
    kind: str
    table: str
    words: str
    name: str
    data: bytes
    verdicts: frozenset[str]
    place: Place = Place()
    meant: Mapping[str, Mapping[str, Meaning]] = field(default_factory=dict)
    rows_at: Mapping[str, int] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    unknown: frozenset[tuple[str, str]] = frozenset()
    tolerated: frozenset[Meaning] = frozenset()
    gained: frozenset[str] = frozenset()
    settings: str = ""
    beside: Mapping[str, bytes] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Name the mutant: its class, kind and table."""
        return f"{self.group}/{self.kind}/{self.table}"


@dataclass(frozen=True)
class Kind:
    """One kind of mishap: ``make`` gives the mutants of one base (none where it cannot occur)."""

    group: str
    name: str
    make: Callable[..., Iterator[Mutant]]
    every: int = 1
