"""Rows that stand twice, and keys that stand over two rows."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutants.encoding import wordy
from tests.mutants.making import Bench, kind
from tests.mutants.mutant import CANARY, Mutant, at

GROUP = "duplicates"


def key_of(bench: Bench, index: int) -> str:
    """Read the key of a row."""
    return bench.grid.rows[index][0]


def changed(bench: Bench, index: int) -> tuple[str, ...]:
    """Take a row with one free text or label of it changed; without any, a word of a list."""
    row = list(bench.grid.rows[index])
    column, otherwise = wordy(bench.base), f"{CANARY} otherwise"
    if column == bench.base.key:
        column = bench.base.of_kind("word")[-1]
        allowed = bench.base.columns[column].allowed
        otherwise = next(word for word in allowed if word != bench.grid.cell(index, column))
    row[bench.grid.header.index(column)] = otherwise
    return tuple(row)


@kind(GROUP)
def row_twice(bench: Bench) -> Iterator[Mutant]:
    """A row stands twice, word for word: kept once and counted as a duplicate, or refused."""
    for variant, index in (("next", 2), ("last", len(bench.grid.rows))):
        grid = bench.grid.insert(index, bench.grid.rows[1], key_of(bench, 1))
        place = at(3, grid.number(index))
        yield bench.mutant("accept|flag|refuse", grid, variant=variant, place=place)


@kind(GROUP, every=2)
def row_three_times(bench: Bench) -> Iterator[Mutant]:
    """A row stands three times, word for word."""
    grid = bench.grid.append(bench.grid.rows[1], key_of(bench, 1))
    grid = grid.append(bench.grid.rows[1], key_of(bench, 1))
    last = grid.number(len(grid.rows) - 1)
    yield bench.mutant("accept|flag|refuse", grid, place=at(3, last - 1, last))


@kind(GROUP, every=2)
def row_twice_with_other_spaces(bench: Bench) -> Iterator[Mutant]:
    """A row stands twice, the second time with spaces after its cells."""
    row = tuple(f"{cell} " if cell else "" for cell in bench.grid.rows[1])
    grid = bench.grid.append(row, key_of(bench, 1))
    place = at(3, grid.number(len(grid.rows) - 1))
    yield bench.mutant("accept|flag|refuse", grid, place=place)


@kind(GROUP)
def key_twice(bench: Bench) -> Iterator[Mutant]:
    """A key stands again over a row that says something else."""
    for variant, index in (("next", 2), ("last", len(bench.grid.rows))):
        grid = bench.grid.insert(index, changed(bench, 1), key_of(bench, 1))
        place = at(grid.number(index), columns=(bench.base.key, ""))
        yield bench.mutant("refuse", grid, variant=variant, place=place)


@kind(GROUP)
def key_twice_over_a_blank_cell(bench: Bench) -> Iterator[Mutant]:
    """A key stands again over a row that is the same but for one blank cell."""
    names = [name for name, column in bench.base.columns.items() if not column.required]
    names = [name for name in names if bench.grid.cell(1, name)]
    if names:
        row = list(bench.grid.rows[1])
        row[bench.grid.header.index(names[-1])] = ""
        grid = bench.grid.append(row, key_of(bench, 1))
        place = at(grid.number(len(grid.rows) - 1), columns=(bench.base.key, ""))
        yield bench.mutant("refuse", grid, place=place)


@kind(GROUP)
def key_twice_with_spaces(bench: Bench) -> Iterator[Mutant]:
    """A key stands again, padded, over a row that says something else."""
    row = (f"{key_of(bench, 1)} ", *changed(bench, 1)[1:])
    grid = bench.grid.append(row, key_of(bench, 1))
    place = at(grid.number(len(grid.rows) - 1), columns=(bench.base.key, ""))
    yield bench.mutant("refuse", grid, place=place)


@kind(GROUP)
def key_over_another_row(bench: Bench) -> Iterator[Mutant]:
    """The key of the second row stands over the fourth, whose own key is gone."""
    row = (key_of(bench, 1), *bench.grid.rows[3][1:])
    grid = bench.grid.with_row(3, row)
    place = at(grid.number(3), columns=(bench.base.key, ""))
    yield bench.mutant("refuse", grid, place=place)


@kind(GROUP)
def same_thing_under_another_key(bench: Bench) -> Iterator[Mutant]:
    """Columns that identify a row stand twice, under two keys."""
    if bench.base.table.unique:
        row = ("zz99", *changed(bench, 1)[1:])
        cells = dict(zip(bench.grid.header, row, strict=True))
        for name in bench.base.table.unique:
            cells[name] = bench.grid.cell(1, name)
        grid = bench.grid.append(tuple(cells.values()), None)
        place = at(grid.number(len(grid.rows) - 1))
        yield bench.mutant("refuse", grid, place=place)


@kind(GROUP, every=2)
def key_twice_in_capitals(bench: Bench) -> Iterator[Mutant]:
    """A key stands again in other capitals over another row: refused, or said."""
    key = key_of(bench, 1)
    other = key.upper() if key != key.upper() else key.lower()
    if other != key:
        grid = bench.grid.append((other, *changed(bench, 1)[1:]), None)
        place = at(grid.number(len(grid.rows) - 1))
        yield bench.mutant("refuse|flag", grid, place=place, gained=frozenset({other}))


@kind(GROUP, every=2)
def whole_table_twice(bench: Bench) -> Iterator[Mutant]:
    """Every row stands twice, word for word."""
    grid = bench.grid
    for row in bench.grid.rows:
        grid = grid.append(row, row[0])
    yield bench.mutant("accept|flag|refuse", grid)
