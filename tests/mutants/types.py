"""Cells of the wrong sort: words for numbers, numbers out of range, unknown words and links."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutants.making import Bench, kind
from tests.mutants.mutant import CANARY, Mutant, at

GROUP = "types"

READ_NUMBERS = {"1,234": 1234, "12,345": 12345, "1,234,567": 1234567, " 77 ": 77, "007": 7}
SAFELY_READ = {  # rightly, or not at all: each has one meaning, and nobody promised to read it
    "£1,234": 1234,
    "1 234": 1234,
    "+12": 12,
    "12.0": 12,
    "1e3": 1000,
    "１２": 12,
}
NO_NUMBERS = (
    "twelve",
    "12 people",
    "1.2.3",
    "--5",
    "nan",
    "NaN",
    "inf",
    "-inf",
    "Infinity",
    "O5",
    "l2",
    "0x1F",
    "1,23",
    "12,34",
    "1,2345",
    ",5",
    "5-9",
    "c.12",
    "1/2",
    "12;13",
    "TRUE",
    "9" * 400,
    "=1+1",
    "#DIV/0!",
    "#REF!",
)
ODD_NUMBERS = ("1_000", "½", "12²", "≈12", "(5)", "12 of 40", "#N/A")


def numbers(bench: Bench) -> list[str]:
    """Choose number columns without an upper limit: at most one of whole numbers, one of others."""
    free = [n for n in bench.base.of_kind("integer") if bench.base.columns[n].maximum is None]
    other = [n for n in bench.base.of_kind("number") if bench.base.columns[n].maximum is None]
    return [*free[:1], *other[-1:]]


def any_numbers(bench: Bench) -> list[str]:
    """Choose number columns: at most one of whole numbers and one of others."""
    return [*bench.base.of_kind("integer")[:1], *bench.base.of_kind("number")[-1:]]


@kind(GROUP)
def number_as_people_write_it(bench: Bench) -> Iterator[Mutant]:
    """A number with thousands commas or padding."""
    for column in numbers(bench):
        for text, value in READ_NUMBERS.items():
            yield bench.cell("accept", column, text, value, variant=f"{column}-{text.strip()}")


@kind(GROUP)
def percent_sign(bench: Bench) -> Iterator[Mutant]:
    """A number with a percent sign: read; or refused, where it can be no percentage."""
    for column in bench.base.of_kind("number")[-1:]:
        share = column in ("value", "target_value", "baseline_value", "progress_pct")
        verdicts = "accept|flag" if share else "accept|flag|refuse"
        text = "6" if bench.base.columns[column].maximum == 10 else "62"
        yield bench.cell(verdicts, column, f"{text}%", float(text), variant=column)
        yield bench.cell(verdicts, column, f"{text} %", float(text), variant=f"{column}-apart")


@kind(GROUP, every=2)
def percent_sign_on_a_count(bench: Bench) -> Iterator[Mutant]:
    """A percent sign in a column of whole numbers: refused, or said."""
    for column in numbers(bench):
        if bench.base.columns[column].kind == "integer":
            yield bench.cell("refuse|flag", column, "12%", 12, variant=column)


@kind(GROUP)
def number_of_one_meaning(bench: Bench) -> Iterator[Mutant]:
    """A number in a form that nobody promised to read: read rightly, or refused."""
    for column in numbers(bench)[:1]:
        for text, value in SAFELY_READ.items():
            yield bench.cell("accept|flag|refuse", column, text, value, variant=f"{column}-{text}")


@kind(GROUP)
def no_number(bench: Bench) -> Iterator[Mutant]:
    """Something that is no number in a number's place."""
    turn = sum(map(ord, bench.base.name))
    for column in any_numbers(bench):
        for position, text in enumerate(NO_NUMBERS):
            if (turn + position) % 3 == 0:
                yield bench.cell("refuse", column, text, variant=f"{column}-{text[:12]}")


@kind(GROUP)
def hardly_a_number(bench: Bench) -> Iterator[Mutant]:
    """Something near a number: refused, or its value missing and said."""
    for column in any_numbers(bench)[:1]:
        index = bench.base.filled(column)
        for text in ODD_NUMBERS:
            yield bench.cell(
                "refuse|flag",
                column,
                text,
                variant=f"{column}-{text}",
                unknown=[(index, column)],
                tolerated=frozenset({12.0}) if text == "12²" else frozenset(),
            )


@kind(GROUP)
def decimal_comma(bench: Bench) -> Iterator[Mutant]:
    """A decimal comma, in a table with semicolons: never a number ten times as large."""
    for column in bench.base.of_kind("number")[-1:]:
        index = bench.base.filled(column)
        grid = bench.grid.with_cell(index, column, "4,7")
        yield bench.mutant(
            "refuse|flag",
            grid,
            data=grid.csv(delimiter=";"),
            place=at(grid.number(index), columns=column),
            means={(index, column): 4.7},
        )


@kind(GROUP)
def fraction_of_a_count(bench: Bench) -> Iterator[Mutant]:
    """A fraction where whole numbers stand."""
    for column in bench.base.of_kind("integer"):
        yield bench.cell("refuse", column, "2.5", variant=column)


@kind(GROUP)
def out_of_range(bench: Bench) -> Iterator[Mutant]:
    """A number below the least or above the most there can be."""
    for column in bench.base.of_kind("integer", "number"):
        limits = bench.base.columns[column]
        if limits.minimum is not None:
            low = f"{limits.minimum - 1:g}"
            yield bench.cell("refuse", column, low, variant=f"{column}-low")
        if limits.maximum is not None:
            high = f"{limits.maximum + 1:g}"
            yield bench.cell("refuse", column, high, variant=f"{column}-high")


@kind(GROUP, every=2)
def larger_than_any_count(bench: Bench) -> Iterator[Mutant]:
    """A whole number of thirty digits: refused, or kept to the digit."""
    for column in numbers(bench)[:1]:
        text = "1" + "0" * 30
        yield bench.cell("refuse|flag|accept", column, text, 10**30, variant=column)


@kind(GROUP)
def unknown_word(bench: Bench) -> Iterator[Mutant]:
    """A word outside its closed list."""
    for column in bench.base.of_kind("word")[:4]:
        yield bench.cell("refuse", column, "wibble", variant=column)


@kind(GROUP)
def misspelt_word(bench: Bench) -> Iterator[Mutant]:
    """A closed word with a letter too many, or a full stop."""
    for column in bench.base.of_kind("word")[:2]:
        word = bench.grid.cell(bench.base.filled(column), column)
        yield bench.cell("refuse", column, f"{word}{word[-1]}", variant=f"{column}-letter")
        yield bench.cell("refuse|flag|accept", column, f"{word}.", word, variant=f"{column}-stop")


@kind(GROUP)
def word_in_capitals(bench: Bench) -> Iterator[Mutant]:
    """A closed word in capitals, or with spaces for its underscores: read rightly, or refused."""
    for column in bench.base.of_kind("word")[:2]:
        word = bench.grid.cell(bench.base.filled(column), column)
        texts = {word.upper(), word.capitalize(), word.replace("_", " ")} - {word}
        for text in sorted(texts):
            yield bench.cell("accept|flag|refuse", column, text, word, variant=f"{column}-{text}")


@kind(GROUP)
def free_text_for_a_word(bench: Bench) -> Iterator[Mutant]:
    """A long sentence in the place of a closed word: named, and none of it is repeated."""
    for column in bench.base.of_kind("word")[:1]:
        text = f"a long answer that somebody typed into the wrong cell, {CANARY}"
        yield bench.cell("refuse", column, text, variant=column)


@kind(GROUP)
def required_blank(bench: Bench) -> Iterator[Mutant]:
    """A required cell is blank."""
    required = [name for name, column in bench.base.columns.items() if column.required]
    for column in [required[0], *required[-2:]]:
        index = bench.base.filled(column)
        grid = bench.grid.with_cell(index, column, "")
        place = at(grid.number(index), columns=column)
        yield bench.mutant("refuse", grid, variant=column, place=place)


@kind(GROUP)
def optional_blank(bench: Bench) -> Iterator[Mutant]:
    """An optional cell is blank: missing, and never nought, false or a word."""
    names = [name for name, column in bench.base.columns.items() if not column.required]
    for column in [n for n in names if any(bench.grid.column(n))][:3]:
        yield bench.cell("accept", column, "", None, variant=column)


@kind(GROUP)
def orphan(bench: Bench) -> Iterator[Mutant]:
    """A link to a key that is not there."""
    for column in bench.base.of_kind("link"):
        yield bench.cell("refuse", column, "no_such_key", variant=column)
    for column in bench.base.of_kind("links"):
        first = bench.grid.cell(bench.base.filled(column), column)
        yield bench.cell("refuse", column, f"{first} no_such_key", variant=column)


@kind(GROUP, every=2)
def link_in_capitals(bench: Bench) -> Iterator[Mutant]:
    """A link in capitals: refused, or read rightly."""
    for column in bench.base.of_kind("link")[-1:]:
        key = bench.grid.cell(bench.base.filled(column), column)
        yield bench.cell("refuse|flag", column, key.upper(), key, variant=column)


@kind(GROUP)
def unknown_area(bench: Bench) -> Iterator[Mutant]:
    """An area that the review does not have."""
    for column in bench.base.of_kind("area"):
        for text in ("6", "0", "-1", "one"):
            yield bench.cell("refuse", column, text, variant=text)
        index = bench.base.filled(column)
        area = bench.grid.cell(index, column)
        if area.isdigit():
            for text in (f"{area}.0", f"0{area}", f"Area {area}"):
                yield bench.cell("accept|flag|refuse", column, text, area, variant=f"as-{text}")


@kind(GROUP)
def no_flag(bench: Bench) -> Iterator[Mutant]:
    """Neither yes nor no where one of them belongs."""
    for column in bench.base.of_kind("flag")[:1]:
        for text in ("maybe", "2", "yes/no", "yess"):
            yield bench.cell("refuse", column, text, variant=f"{column}-{text}")


@kind(GROUP)
def other_words_for_yes(bench: Bench) -> Iterator[Mutant]:
    """Other words for yes and no: read rightly, or refused."""
    for column in bench.base.of_kind("flag")[:1]:
        for text, value in {"Y": True, "TRUE": True, "1": True, "No": False, "0": False}.items():
            yield bench.cell("accept|flag|refuse", column, text, value, variant=f"{column}-{text}")


@kind(GROUP)
def text_that_looks_missing(bench: Bench) -> Iterator[Mutant]:
    """A free text of a word that careless readers take for a missing value."""
    for column in bench.base.of_kind("text")[:1]:
        for text in ("NA", "None", "null", "N/A", "nan", "NULL", "n/a", "-", "c"):
            yield bench.cell("accept|flag", column, text, text, variant=text)


@kind(GROUP)
def text_that_looks_like_a_value(bench: Bench) -> Iterator[Mutant]:
    """A free text that careless readers take for a number, a date or a truth value."""
    for column in bench.base.of_kind("text")[:1]:
        for text in ("007", "1.10", "1e5", "01/02/2018", "TRUE", "inf", "1,234", "12%"):
            yield bench.cell("accept|flag", column, text, text, variant=text)


@kind(GROUP)
def label_that_looks_like_a_number(bench: Bench) -> Iterator[Mutant]:
    """A label with leading or trailing noughts, kept to the letter."""
    for column in bench.base.of_kind("label")[-1:]:
        for text in ("007", "1.10", "1e5"):
            yield bench.cell("accept|flag", column, text, text, variant=text)


@kind(GROUP)
def key_that_looks_like_a_value(bench: Bench) -> Iterator[Mutant]:
    """A key with leading noughts, or like a missing or truth value, kept to the letter."""
    last = len(bench.grid.rows) - 1
    own_links = [c for c in bench.base.table.columns if c.refers_to == bench.base.name]
    referred = {"sources", "evidence_items", "indicators", "survey_questions"}
    if bench.base.name in referred or own_links:
        return
    for text in ("007", "NA", "TRUE", "1e5", "null"):
        yield bench.cell("accept", bench.base.key, text, text, variant=text, index=last)
