"""Dates: impossible, ambiguous, undeclared, in the wrong order, or of another precision."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutants.bases import Base
from tests.mutants.grid import Grid
from tests.mutants.making import Bench, kind
from tests.mutants.mutant import Mutant, at

GROUP = "dates"

IMPOSSIBLE = (
    "2018-02-30",
    "2018-13-01",
    "2018-00-10",
    "2018-04-31",
    "2017-02-29",
    "31/02/2018",
    "2018-02-00",
)
NO_DATES = ("soon", "early 2018", "2018-02", "2018", "18-02-03", "2018-02-3x", "n.d.")
SAFELY_READ = (  # one meaning each, 3 February 2018: read rightly, or refused
    "2018-2-3",
    "2018/02/03",
    "20180203",
    "2018-02-03T00:00:00",
    "2018-02-03 00:00:00",
    "3 Feb 2018",
    "03-Feb-2018",
    "3rd February 2018",
    "February 3, 2018",
)
OUT_OF_ALL_SENSE = ("0018-02-03", "9999-12-31")


def slashed(iso: str) -> str:
    """Write a day as 03/02/2018."""
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def dated(base: Base) -> list[str]:
    """List the columns of calendar days that have values."""
    return base.of_kind("date")


def day_first(bench: Bench) -> tuple[Grid, str]:
    """Write every calendar day of the table day first; give the setting that declares it."""
    grid = bench.grid
    for column in dated(bench.base):
        grid = grid.with_column(column, [slashed(t) if t else t for t in grid.column(column)])
    return grid, f'[dates]\n{bench.base.name} = "day_first"\n'


@kind(GROUP)
def impossible_date(bench: Bench) -> Iterator[Mutant]:
    """A day that no calendar has."""
    for column in dated(bench.base)[:2]:
        for text in IMPOSSIBLE:
            yield bench.cell("refuse", column, text, variant=f"{column}-{text}")


@kind(GROUP)
def no_date(bench: Bench) -> Iterator[Mutant]:
    """Something that is no day."""
    for column in dated(bench.base)[:1]:
        for text in NO_DATES:
            yield bench.cell("refuse", column, text, variant=f"{column}-{text}")


@kind(GROUP)
def day_of_one_meaning(bench: Bench) -> Iterator[Mutant]:
    """A day in a form that nobody promised to read: read rightly, or refused."""
    for column in dated(bench.base)[-1:]:
        for text in SAFELY_READ:
            yield bench.cell(
                "accept|flag|refuse", column, text, "2018-02-03", variant=f"{column}-{text}"
            )


@kind(GROUP)
def ambiguous_and_undeclared(bench: Bench) -> Iterator[Mutant]:
    """A slashed day with two meanings, where the order of days and months is not declared."""
    for column in dated(bench.base)[:2]:
        for text in ("03/02/2018", "3/2/18", "03.02.2018", "03-02-2018"):
            yield bench.cell("refuse", column, text, variant=f"{column}-{text}")


@kind(GROUP)
def slashed_and_undeclared(bench: Bench) -> Iterator[Mutant]:
    """A slashed day with one meaning, undeclared: refused, or read and said."""
    for column in dated(bench.base)[:1]:
        yield bench.cell("refuse|flag", column, "23/02/2018", "2018-02-23", variant=column)


@kind(GROUP)
def column_undeclared(bench: Bench) -> Iterator[Mutant]:
    """Every day of the table is written day first and no setting says so."""
    for column in dated(bench.base)[:1]:
        grid, _ = day_first(bench)
        place = at(*range(20), columns=tuple(dated(bench.base)))
        yield bench.mutant("refuse", grid, place=place, variant=column)


@kind(GROUP)
def declared_day_first(bench: Bench) -> Iterator[Mutant]:
    """Every day of the table is written day first and the settings say so."""
    if dated(bench.base):
        grid, settings = day_first(bench)
        yield bench.mutant("accept", grid, settings=settings)
        short = Grid(
            grid.header,
            tuple(
                tuple(
                    "/".join(part.lstrip("0") for part in cell.split("/"))
                    if name in dated(bench.base)
                    else cell
                    for name, cell in zip(grid.header, row, strict=True)
                )
                for row in grid.rows
            ),
            grid.keys,
        )
        yield bench.mutant("accept|flag|refuse", short, settings=settings, variant="no-noughts")


@kind(GROUP)
def month_first_under_day_first(bench: Bench) -> Iterator[Mutant]:
    """One day is written month first in a table declared day first."""
    for column in dated(bench.base)[:2]:
        grid, settings = day_first(bench)
        index = bench.base.filled(column)
        for text in ("02/13/2018", "12/31/2017", "31/02/2018", "29/02/2017", "00/01/2018"):
            bad = grid.with_cell(index, column, text)
            place = at(bad.number(index), columns=column)
            yield bench.mutant(
                "refuse", bad, settings=settings, place=place, variant=f"{column}-{text}"
            )


@kind(GROUP)
def other_forms_under_day_first(bench: Bench) -> Iterator[Mutant]:
    """One day has another form in a table declared day first: read rightly, or refused."""
    for column in dated(bench.base)[-1:]:
        grid, settings = day_first(bench)
        index = bench.base.filled(column)
        for text in ("2018-02-03", "03.02.2018", "03-02-2018", "3 Feb 2018"):
            yield bench.mutant(
                "accept|flag|refuse",
                grid.with_cell(index, column, text),
                settings=settings,
                place=at(grid.number(index), columns=column),
                means={(index, column): "2018-02-03"},
                variant=f"{column}-{text}",
            )


@kind(GROUP)
def short_year(bench: Bench) -> Iterator[Mutant]:
    """A year of two digits in a table declared day first: its century is a guess to be said."""
    for column in dated(bench.base)[:1]:
        grid, settings = day_first(bench)
        index = bench.base.filled(column)
        yield bench.mutant(
            "refuse|flag",
            grid.with_cell(index, column, "03/02/18"),
            settings=settings,
            place=at(grid.number(index), columns=column),
            means={(index, column): "2018-02-03"},
            variant=column,
        )


@kind(GROUP)
def number_for_a_day(bench: Bench) -> Iterator[Mutant]:
    """Excel's number of a day, where its format was lost."""
    for column in dated(bench.base)[:2]:
        yield bench.cell("refuse|flag", column, "43134", "2018-02-03", variant=column)


@kind(GROUP)
def year_out_of_all_sense(bench: Bench) -> Iterator[Mutant]:
    """A year that nobody meant: refused, or said."""
    for column in dated(bench.base)[-1:]:
        for text in OUT_OF_ALL_SENSE:
            yield bench.cell("refuse|flag", column, text, text, variant=f"{column}-{text}")


@kind(GROUP)
def month_or_year_as_published(bench: Bench) -> Iterator[Mutant]:
    """A month or a year alone where the contract takes them as published."""
    for column in bench.base.of_kind("when")[:1]:
        for text in ("2018-02-03", "2018-02", "2018"):
            yield bench.cell("accept", column, text, text, variant=f"{column}-{text}")


@kind(GROUP)
def impossible_month(bench: Bench) -> Iterator[Mutant]:
    """A day or month that no calendar has, where days, months and years are taken."""
    for column in bench.base.of_kind("when")[:1]:
        for text in ("2018-13", "2018-00", "2018-02-30", "03/02/2018", "31/02/2018", "12", "soon"):
            yield bench.cell("refuse", column, text, variant=f"{column}-{text}")


@kind(GROUP)
def month_in_other_words(bench: Bench) -> Iterator[Mutant]:
    """A month in words or slashes, where days, months and years are taken: refused, or said."""
    for column in bench.base.of_kind("when")[:1]:
        for text in ("May 2018", "05/2018", "May-18"):
            yield bench.cell(
                "refuse|flag|accept", column, text, "2018-05", variant=f"{column}-{text}"
            )
