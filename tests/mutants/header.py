"""Headings: another order, misspelt, missing, repeated, blank, or not the first line."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.mutants.making import Bench, kind
from tests.mutants.mutant import CANARY, Mutant, at

GROUP = "header"


def misspelt(name: str) -> str:
    """Exchange two letters in the middle, or double one."""
    middle = max(1, len(name) // 2)
    swapped = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
    return swapped if swapped != name else name[:middle] + name[middle - 1 :]


def optional(bench: Bench) -> str:
    """Choose an optional column with values, the last one."""
    names = [n for n, column in bench.base.columns.items() if not column.required]
    filled = [n for n in names if any(bench.grid.column(n))]
    return filled[-1] if filled else ""


@kind(GROUP)
def columns_backwards(bench: Bench) -> Iterator[Mutant]:
    """The columns stand in the opposite order."""
    grid = bench.grid.headed(bench.grid.header[::-1])
    yield bench.mutant("accept", grid.with_rows([row[::-1] for row in bench.grid.rows]))


@kind(GROUP)
def columns_shuffled(bench: Bench) -> Iterator[Mutant]:
    """The columns stand in any order."""
    order = list(range(len(bench.grid.header)))
    random.Random(bench.base.name).shuffle(order)
    grid = bench.grid.headed([bench.grid.header[i] for i in order])
    rows = [tuple(row[i] for i in order) for row in bench.grid.rows]
    yield bench.mutant("accept", grid.with_rows(rows))


@kind(GROUP)
def required_heading_misspelt(bench: Bench) -> Iterator[Mutant]:
    """The heading of a required column has two letters exchanged."""
    right = bench.base.link or "title"
    wrong = misspelt(right)
    yield bench.mutant(
        "refuse", bench.grid.renamed(right, wrong), place=at(1, columns=(right, wrong))
    )


@kind(GROUP)
def optional_heading_misspelt(bench: Bench) -> Iterator[Mutant]:
    """The heading of an optional column has two letters exchanged: it may not go in silence."""
    if name := optional(bench):
        wrong = misspelt(name)
        grid = bench.grid.renamed(name, wrong)
        yield bench.mutant("refuse|flag", grid, place=at(1, columns=(name, wrong)), unread=[name])


@kind(GROUP)
def heading_in_capitals(bench: Bench) -> Iterator[Mutant]:
    """All headings in capitals: read rightly, or refused."""
    grid = bench.grid.headed([name.upper() for name in bench.grid.header])
    yield bench.mutant("accept|flag|refuse", grid, place=at(1))


@kind(GROUP, every=2)
def heading_in_words(bench: Bench) -> Iterator[Mutant]:
    """Headings as people write them, "Source id": read rightly, or refused."""
    grid = bench.grid.headed([n.replace("_", " ").capitalize() for n in bench.grid.header])
    yield bench.mutant("accept|flag|refuse", grid, place=at(1))


@kind(GROUP, every=2)
def heading_padded(bench: Bench) -> Iterator[Mutant]:
    """Spaces round every heading."""
    yield bench.mutant("accept", bench.grid.headed([f" {name}  " for name in bench.grid.header]))


@kind(GROUP)
def key_missing(bench: Bench) -> Iterator[Mutant]:
    """The key's column is not there."""
    grid = bench.grid.without(bench.base.key)
    place = at(0, 1, columns=bench.base.key)
    yield bench.mutant("refuse", grid, place=place)


@kind(GROUP)
def required_missing(bench: Bench) -> Iterator[Mutant]:
    """A required column is not there."""
    required = [name for name, column in bench.base.columns.items() if column.required]
    grid = bench.grid.without(required[-1])
    place = at(0, 1, columns=required[-1])
    yield bench.mutant("refuse", grid, place=place)


@kind(GROUP, every=2)
def optional_missing(bench: Bench) -> Iterator[Mutant]:
    """An optional column is not there: its values are missing, and nothing else is."""
    if name := optional(bench):
        yield bench.mutant("accept|flag", bench.grid.without(name), lost=[name])


@kind(GROUP)
def heading_repeated(bench: Bench) -> Iterator[Mutant]:
    """One heading stands twice, over different values."""
    name = optional(bench) or bench.grid.header[-1]
    texts = bench.grid.column(name)
    grid = bench.grid.with_extra(name, texts[1:] + texts[:1])
    yield bench.mutant("refuse", grid, place=at(1, columns=name))


@kind(GROUP, every=2)
def column_repeated(bench: Bench) -> Iterator[Mutant]:
    """One column stands twice with the same values: refused, or said."""
    name = optional(bench) or bench.grid.header[-1]
    grid = bench.grid.with_extra(name, bench.grid.column(name))
    yield bench.mutant("refuse|flag", grid, place=at(1, columns=name))


@kind(GROUP, every=2)
def heading_repeated_in_capitals(bench: Bench) -> Iterator[Mutant]:
    """A second column has the same heading in capitals, over different values."""
    name = optional(bench) or bench.grid.header[-1]
    texts = bench.grid.column(name)
    grid = bench.grid.with_extra(name.upper(), texts[1:] + texts[:1])
    yield bench.mutant("refuse|flag", grid, place=at(1, columns=(name, name.upper())))


@kind(GROUP)
def heading_blank(bench: Bench) -> Iterator[Mutant]:
    """No heading stands over a column of values."""
    if name := optional(bench):
        grid = bench.grid.renamed(name, "")
        yield bench.mutant("refuse|flag", grid, place=at(1), unread=[name])


@kind(GROUP)
def blank_column_after_the_last(bench: Bench) -> Iterator[Mutant]:
    """Every line ends in one delimiter too many, the heading too: nothing is in that column."""
    grid = bench.grid.with_extra("", [""] * len(bench.grid.rows))
    yield bench.mutant("accept|flag", grid, place=at(1))


@kind(GROUP)
def column_of_no_table(bench: Bench) -> Iterator[Mutant]:
    """A further column that the contract does not know, filled."""
    texts = [f"{CANARY} {i}" for i in range(len(bench.grid.rows))]
    grid = bench.grid.with_extra("zebra crossing", texts)
    yield bench.mutant("flag", grid, place=at(1, columns="zebra crossing"))


@kind(GROUP)
def no_heading(bench: Bench) -> Iterator[Mutant]:
    """The first line is a row of evidence."""
    data = bench.grid.csv().split(b"\n", 1)[1]
    yield bench.mutant("refuse", data=data, place=at(0, 1))


@kind(GROUP)
def nothing_at_all(bench: Bench) -> Iterator[Mutant]:
    """The file is empty."""
    yield bench.mutant("refuse|flag", data=b"")


@kind(GROUP, every=2)
def nothing_but_blanks(bench: Bench) -> Iterator[Mutant]:
    """The file holds spaces and line ends."""
    yield bench.mutant("refuse|flag", data=b"  \n\n \n")


@kind(GROUP)
def titles_above(bench: Bench) -> Iterator[Mutant]:
    """A title and a blank line stand above the heading."""
    grid = bench.grid.under((f"{CANARY} return of the partnership, 2018",), ())
    yield bench.mutant("flag|refuse", grid, place=at(*range(4)))


@kind(GROUP)
def titles_above_and_a_bad_cell(bench: Bench) -> Iterator[Mutant]:
    """Two title lines above the heading, and an orphan link: its row is the spreadsheet's."""
    grid = bench.grid.under((f"{CANARY} return of the partnership",), ("as sent in 2018", "1"))
    if bench.base.link:
        bad = grid.with_cell(2, bench.base.link, "no_such_source")
        # A reader that refuses the lines above (1 to 3) need not reach the cell.
        yield bench.mutant("refuse", bad, place=at(*range(4), bad.number(2)))


@kind(GROUP, every=2)
def blank_lines_above(bench: Bench) -> Iterator[Mutant]:
    """Two blank lines stand above the heading."""
    yield bench.mutant("accept|flag", bench.grid.under((), ()))


@kind(GROUP)
def heading_again(bench: Bench) -> Iterator[Mutant]:
    """The heading stands again among the rows, as where two exports were joined."""
    grid = bench.grid.insert(3, bench.grid.header, None)
    yield bench.mutant("refuse|flag", grid, place=at(grid.number(3)))


@kind(GROUP)
def second_heading_in_words(bench: Bench) -> Iterator[Mutant]:
    """A second heading line in words, as survey exports have one."""
    words = [f"What is the {name.replace('_', ' ')}?" for name in bench.grid.header]
    grid = bench.grid.insert(0, words, None)
    yield bench.mutant("refuse|flag", grid, place=at(2))


@kind(GROUP, every=2)
def letter_of_another_alphabet(bench: Bench) -> Iterator[Mutant]:
    """One letter of an optional heading is its Cyrillic twin."""
    name = next((n for n in [optional(bench)] if "e" in n or "a" in n), "")
    if name:
        twin = name.replace("e", "е").replace("a", "а")
        grid = bench.grid.renamed(name, twin)
        yield bench.mutant("refuse|flag", grid, place=at(1, columns=(name, twin)), unread=[name])


@kind(GROUP)
def headings_exchanged(bench: Bench) -> Iterator[Mutant]:
    """The headings of a free text and of a closed column are exchanged: no text may be repeated."""
    texts = bench.base.of_kind("text")
    closed = bench.base.of_kind("word", "date", "integer", "number", "area", "flag")
    closed = [name for name in closed if name not in texts]
    if texts and closed:
        other = {texts[0]: closed[0], closed[0]: texts[0]}
        words = [text or f"{CANARY} a plain note" for text in bench.grid.column(texts[0])]
        grid = bench.grid.with_column(texts[0], words)
        means = {(index, texts[0]): text for index, text in enumerate(words)}
        exchanged = grid.headed([other.get(name, name) for name in grid.header])
        place = at(*range(12), columns=tuple(other))
        yield bench.mutant("refuse", exchanged, means=means, place=place)


@kind(GROUP, every=2)
def heading_over_two_lines(bench: Bench) -> Iterator[Mutant]:
    """A heading broken over two lines inside its cell: read rightly, or refused."""
    grid = bench.grid.renamed(bench.base.key, bench.base.key.replace("_", "_\n"))
    yield bench.mutant("accept|flag|refuse", grid, place=at(1))
