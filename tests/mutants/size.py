"""Files too large or too wide: read in bounded time and memory, or refused by name."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutants.making import Bench, kind
from tests.mutants.mutant import CANARY, Mutant, at
from tests.mutants.types import any_numbers

GROUP = "size"


@kind(GROUP)
def long_text(bench: Bench) -> Iterator[Mutant]:
    """A free text of forty thousand letters, more than a spreadsheet's cell can hold."""
    for column in bench.base.of_kind("text")[:1]:
        words = f"{CANARY} " + "long " * 8000 + "end"
        yield bench.cell("accept|flag|refuse", column, words, words)


@kind(GROUP, every=3)
def very_long_text(bench: Bench) -> Iterator[Mutant]:
    """A free text of a fifth of a megabyte, more than the csv module takes unasked."""
    for column in bench.base.of_kind("text")[:1]:
        words = f"{CANARY} " + "long " * 40_000 + "end"
        index = bench.base.filled(column)
        yield bench.mutant(
            "accept|flag|refuse",
            bench.grid.with_cell(index, column, words),
            means={(index, column): words},
            place=at(0, bench.grid.number(index)),
        )


@kind(GROUP, every=11)
def enormous_cell(bench: Bench) -> Iterator[Mutant]:
    """A cell of five megabytes."""
    for column in bench.base.of_kind("text", "label")[:1]:
        index = bench.base.filled(column)
        words = f"{CANARY} " + "x" * 5_000_000
        yield bench.mutant(
            "accept|flag|refuse",
            bench.grid.with_cell(index, column, words),
            means={(index, column): words},
            place=at(0, bench.grid.number(index)),
        )


@kind(GROUP)
def hundreds_of_columns(bench: Bench) -> Iterator[Mutant]:
    """Three hundred columns that no table knows."""
    extra = [f"extra_{number}" for number in range(300)]
    rows = [(*row, *["1"] * 300) for row in bench.grid.rows]
    grid = bench.grid.headed([*bench.grid.header, *extra]).with_rows(rows)
    yield bench.mutant("flag|refuse", grid, place=at(0, 1))


@kind(GROUP, every=6)
def thousands_of_columns(bench: Bench) -> Iterator[Mutant]:
    """Five thousand columns that no table knows."""
    extra = [f"extra_{number}" for number in range(5000)]
    rows = [(*row, *["1"] * 5000) for row in bench.grid.rows]
    grid = bench.grid.headed([*bench.grid.header, *extra]).with_rows(rows)
    yield bench.mutant("flag|refuse", grid, place=at(0, 1))


@kind(GROUP)
def thousands_of_cells_in_one_row(bench: Bench) -> Iterator[Mutant]:
    """One row with twenty thousand cells too many."""
    row = (*bench.grid.rows[2], *["1"] * 20_000)
    grid = bench.grid.with_row(2, row)
    yield bench.mutant("refuse", grid, place=at(0, grid.number(2)))


@kind(GROUP)
def thousands_of_blank_lines(bench: Bench) -> Iterator[Mutant]:
    """Twenty thousand blank lines after the last row."""
    yield bench.mutant("accept|flag", data=bench.grid.csv() + b"\n" * 20_000)


@kind(GROUP)
def long_heading(bench: Bench) -> Iterator[Mutant]:
    """A further heading of ten thousand letters."""
    heading = "h" * 10_000
    grid = bench.grid.with_extra(heading, ["x"] * len(bench.grid.rows))
    yield bench.mutant("flag|refuse", grid, place=at(0, 1))


@kind(GROUP)
def long_number(bench: Bench) -> Iterator[Mutant]:
    """A number of five thousand digits, more than Python turns into a number unasked."""
    for column in any_numbers(bench)[:1]:
        yield bench.cell("refuse", column, "1" * 5000, variant=column)


@kind(GROUP, every=2)
def long_key(bench: Bench) -> Iterator[Mutant]:
    """A link of ten thousand letters to a key that is not there: named, and shown in part."""
    if bench.base.link:
        yield bench.cell("refuse", bench.base.link, "k" * 10_000)


@kind(GROUP, every=3)
def regex_bait(bench: Bench) -> Iterator[Mutant]:
    """A number and a text made to keep a careless pattern busy."""
    for column in any_numbers(bench)[:1]:
        bait = "1" + ",111" * 20_000 + "!"
        yield bench.cell("refuse", column, bait, variant=column)
    for column in bench.base.of_kind("text")[:1]:
        bait = "0" * 3000 + "a." * 3000 + "@" + "-" * 3000
        yield bench.cell("accept|flag", column, bait, bait, variant=column)


@kind(GROUP, every=8)
def thousands_of_rows(bench: Bench) -> Iterator[Mutant]:
    """Five thousand rows that repeat one key: one problem or duplicate each, and none is lost."""
    grid = bench.grid
    rows = [*grid.rows, *[grid.rows[1]] * 5000]
    keys = [*grid.keys, *[grid.rows[1][0]] * 5000]
    many = type(grid)(grid.header, tuple(rows), tuple(keys))
    yield bench.mutant("accept|flag|refuse", many)
