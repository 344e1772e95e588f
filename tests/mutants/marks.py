"""Marks of suppression, of missing values and of footnotes, where a number belongs."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutants.making import Bench, kind
from tests.mutants.mutant import Mutant
from tests.mutants.types import any_numbers

GROUP = "marks"

NAMED = ("*", "c", "[c]", "-", "..", "dna", "<5", "z", "[x]")
OTHERS = ("[z]", "[u]", "[low]", "N/A", "NA", "n/a", "DNA", "–", "...", ":", "~", "#", "<10", ">95")
NOTES = ("{}*", "{} [note 1]", "{}(p)")
OTHER_NOTES = ("{} (r)", "{}[p]", "{}†", "{} **", "{}¹")


@kind(GROUP)
def mark_for_a_number(bench: Bench) -> Iterator[Mutant]:
    """A mark that official statistics use: the value is missing, the row stays, and it is said."""
    for column in any_numbers(bench):
        # Where a number is required, refusing the row by name is as fair as a state beside it.
        required = bench.base.columns[column].required
        index = bench.base.filled(column)
        for mark in NAMED:
            yield bench.cell(
                "flag|refuse" if required else "flag",
                column,
                mark,
                variant=f"{column}-{mark}",
                unknown=[(index, column)],
            )


@kind(GROUP)
def other_mark_for_a_number(bench: Bench) -> Iterator[Mutant]:
    """A mark of the same sort that nobody named: a state beside the number, or refused."""
    turn = sum(map(ord, bench.base.name))
    for column in any_numbers(bench):
        index = bench.base.filled(column)
        for position, mark in enumerate(OTHERS):
            if (turn + position) % 2 == 0:
                yield bench.cell(
                    "flag|refuse",
                    column,
                    mark,
                    variant=f"{column}-{mark}",
                    unknown=[(index, column)],
                )


@kind(GROUP)
def footnote_on_a_number(bench: Bench) -> Iterator[Mutant]:
    """A number with a footnote mark: the number is read, and the mark is said."""
    for column in any_numbers(bench):
        number = bench.grid.cell(bench.base.filled(column), column)
        for note in NOTES:
            yield bench.cell(
                "flag",
                column,
                note.format(number),
                float(number),
                variant=f"{column}-{note.format('n')}",
            )


@kind(GROUP, every=2)
def other_footnote_on_a_number(bench: Bench) -> Iterator[Mutant]:
    """A number with a rarer footnote mark: read and said, or refused."""
    for column in any_numbers(bench)[:1]:
        number = bench.grid.cell(bench.base.filled(column), column)
        for note in OTHER_NOTES:
            yield bench.cell(
                "flag|refuse",
                column,
                note.format(number),
                float(number),
                variant=f"{column}-{note.format('n')}",
            )


@kind(GROUP)
def nought_stays_nought(bench: Bench) -> Iterator[Mutant]:
    """A true nought is a number and no mark."""
    for column in any_numbers(bench):
        if (bench.base.columns[column].minimum or 0) <= 0:
            yield bench.cell("accept", column, "0", 0, variant=column)


@kind(GROUP)
def mark_for_a_date(bench: Bench) -> Iterator[Mutant]:
    """A mark where a date belongs: missing and said, or refused."""
    for column in bench.base.of_kind("date", "when", required=False)[:1]:
        index = bench.base.filled(column)
        for mark in ("*", "dna", "-", "n/k"):
            yield bench.cell(
                "flag|refuse", column, mark, variant=f"{column}-{mark}", unknown=[(index, column)]
            )


@kind(GROUP)
def mark_for_a_word(bench: Bench) -> Iterator[Mutant]:
    """A mark where a closed word belongs: missing and said, or refused."""
    for column in bench.base.of_kind("word")[:1]:
        index = bench.base.filled(column)
        # "N/A" is an answer that a survey may give, and no mark there.
        asked = column in bench.base.questions
        for mark in ("*", "[c]") if asked else ("*", "[c]", "N/A"):
            yield bench.cell(
                "flag|refuse", column, mark, variant=f"{column}-{mark}", unknown=[(index, column)]
            )


@kind(GROUP, every=3)
def marks_throughout(bench: Bench) -> Iterator[Mutant]:
    """A whole column of marks: every row stays, every value is missing."""
    for column in bench.base.of_kind("integer", "number", required=False)[:1]:
        texts = ["*"] * len(bench.grid.rows)
        grid = bench.grid.with_column(column, texts)
        cells = [(index, column) for index in range(len(texts))]
        means = dict.fromkeys(cells, None)
        yield bench.mutant("flag", grid, means=means, unknown=cells, variant=column)
