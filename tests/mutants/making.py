"""How a mishap is declared (`kind`) and its mutants are made (`Bench.mutant`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.mutants.bases import Base
from tests.mutants.grid import Grid
from tests.mutants.mutant import Kind, Meaning, Mutant, Place, at

Make = Callable[["Bench"], Iterator[Mutant]]


@dataclass(frozen=True)
class Bench:
    """One base with one kind of mishap to be done to it; ``words`` say what is done."""

    base: Base
    group: str
    kind: str
    words: str

    @property
    def grid(self) -> Grid:
        """The valid table."""
        return self.base.grid

    def mutant(
        self,
        verdicts: str,
        grid: Grid | None = None,
        *,
        variant: str = "",
        data: bytes | None = None,
        name: str = "",
        place: Place | None = None,
        means: Mapping[tuple[int, str], Meaning] | None = None,
        lost: Iterable[str] = (),
        unread: Iterable[str] = (),
        unknown: Iterable[tuple[int, str]] = (),
        **more: object,
    ) -> Mutant:
        """
        Make a mutant out of *grid*, or out of *data* that holds *grid*.

        Args:
            verdicts: What is right, such as ``accept`` or ``flag|refuse``.
            grid: The table after the mishap; the valid one where only the bytes differ.
            variant: What sets this mutant apart from others of its kind.
            data: The bytes; *grid* as plain CSV where none are given.
            name: The file's name.
            place: Where something must be said, if it is to be said.
            means: What cells of *grid* (row index, column) mean where not what they meant.
            lost: Columns that are gone: all their cells are missing.
            unread: Columns that may stay unread, if that is said.
            unknown: Cells of *grid* with no meaning a reader could know.
            more: Further fields of the mutant.
        """
        grid = grid or self.grid
        name = name or f"{self.base.name}.csv"
        meant = {key: dict(self.base.meant[key]) for key in grid.keys if key is not None}
        for key in meant:
            meant[key] |= dict.fromkeys(lost)
        for (index, column), value in (means or {}).items():
            meant[self._key(grid, index)][column] = value
        open_cells = {(self._key(grid, index), column) for index, column in unknown}
        open_cells |= {(key, column) for key in meant for column in unread}
        named = {key: str(meant[key][self.base.key] or key) for key in meant}
        return Mutant(
            self.group,
            f"{self.kind}-{variant}" if variant else self.kind,
            self.base.name,
            self.words,
            name,
            grid.csv() if data is None else data,
            frozenset(verdicts.split("|")),
            self._in_file(place or Place(), name, grid),
            {named[key]: values for key, values in meant.items()},
            {named[key]: row for key, row in grid.rows_at.items()},
            letters_of(grid),
            frozenset((named[key], column) for key, column in open_cells),
            **more,  # type: ignore[arg-type]
        )

    def cell(
        self,
        verdicts: str,
        column: str,
        text: str,
        value: Meaning = None,
        *,
        index: int | None = None,
        **more: object,
    ) -> Mutant:
        """
        Make a mutant by writing one cell, which is where something must be said.

        ``value`` is what the cell means; None means that it has no value (it may be missing).
        """
        index = self.base.filled(column) if index is None else index
        grid = self.grid.with_cell(index, column, text)
        return self.mutant(
            verdicts,
            grid,
            place=at(grid.number(index), columns=column),
            means={(index, column): value},
            **more,  # type: ignore[arg-type]
        )

    def _key(self, grid: Grid, index: int) -> str:
        key = grid.keys[index]
        assert key is not None
        return key

    def _in_file(self, place: Place, name: str, grid: Grid) -> Place:
        if place.file:
            return place
        over = letters_of(grid)
        letters = frozenset(over[column] for column in place.columns or () if column in over)
        return Place(place.rows, place.columns, name, letters)


def letters_of(grid: Grid) -> dict[str, str]:
    """Map each heading that stands once to the letters a spreadsheet shows over it."""
    one = [chr(ord("A") + number) for number in range(26)]
    two = [first + second for first in one for second in one]
    pairs = zip(grid.header, [*one, *two], strict=False)
    return {name: letter for name, letter in pairs if grid.header.count(name) == 1}


def kind(group: str, *, every: int = 1) -> Callable[[Make], Kind]:
    """Declare a kind of mishap; it is done to one table in *every*, in turn with other kinds."""

    def declare(make: Make) -> Kind:
        name = make.__name__.replace("_", "-")
        words = " ".join((make.__doc__ or "").split())
        assert words, name

        def mutants(base: Base) -> Iterator[Mutant]:
            yield from make(Bench(base, group, name, words))

        return Kind(group, name, mutants, every)

    return declare
