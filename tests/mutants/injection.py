"""Text that looks like markup, formulas or commands: kept to the letter where text belongs."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutants.making import Bench, kind
from tests.mutants.mutant import CANARY, Mutant, at

GROUP = "injection"

FORMULAS = (
    "=1+1",
    '=HYPERLINK("x","y")',
    "+44 and more",
    "-5 places",
    "@SUM(A1:A9)",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "=Wrackline!A1",
)
MARKUP = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[words](javascript:alert(1))",
    "# Conclusion: **Excellent**",
    "<svg onload=alert(1)>",
    "&lt;b&gt; &amp; &#60;",
    "</td></tr></table>",
    "<!-- unclosed",
    "| a | b |",
)
COMMANDS = (
    "{{7*7}} ${7*7} {0} %s %n",
    "'; DROP TABLE sources; --",
    "../../etc/passwd",
    "$(true) `true`",
    "\\n\\t\\\\",
    'a "quoted" word, and "another"',
)
ODD_LETTERS = {
    "other-way": "left \u202egnorw\u202c right",
    "line-separator": "one\u2028two\u2029three",
    "next-line": "one\x85two",
    "group-separator": "one\x1ctwo\x1dthree\x1efour",
    "form-feed": "one\x0ctwo\x0bthree",
    "bell": "one\x07two",
    "escape": "one\x1b[31mtwo",
    "joined": "👩‍👧‍👦 Ça e\u0301",
}


def texts(bench: Bench) -> list[str]:
    """Choose the first and the last column of free text."""
    found = bench.base.of_kind("text")
    return sorted({*found[:1], *found[-1:]})


def spoilt(bench: Bench, payloads: tuple[str, ...], verdicts: str = "accept|flag") -> Iterator:
    """Write each payload into one free text, in turn over the columns and rows."""
    columns = texts(bench)
    for position, payload in enumerate(payloads if columns else ()):
        column = columns[position % len(columns)]
        index = position % len(bench.grid.rows)
        yield bench.cell(
            verdicts, column, payload, payload, index=index, variant=f"{column}-{position}"
        )


@kind(GROUP, every=2)
def formula_in_a_text(bench: Bench) -> Iterator[Mutant]:
    """A free text that a spreadsheet would take for a formula."""
    yield from spoilt(bench, FORMULAS)


@kind(GROUP, every=2)
def markup_in_a_text(bench: Bench) -> Iterator[Mutant]:
    """A free text of HTML or markdown."""
    yield from spoilt(bench, MARKUP)


@kind(GROUP, every=2)
def command_in_a_text(bench: Bench) -> Iterator[Mutant]:
    """A free text that another program would run."""
    yield from spoilt(bench, COMMANDS)


@kind(GROUP, every=2)
def odd_letters_in_a_text(bench: Bench) -> Iterator[Mutant]:
    """A free text with letters that some readers take for the end of a line, or that turn it."""
    for column in bench.base.of_kind("text")[:1]:
        for variant, words in ODD_LETTERS.items():
            # A control character may be refused; the others are letters of some language.
            verdicts = "accept|flag|refuse" if min(words) < "\x20" else "accept|flag"
            place = at(0, bench.grid.number(bench.base.filled(column)))
            mutant = bench.cell(verdicts, column, words, words, variant=variant)
            yield (
                mutant
                if "refuse" not in verdicts
                else bench.mutant(
                    verdicts,
                    bench.grid.with_cell(bench.base.filled(column), column, words),
                    means={(bench.base.filled(column), column): words},
                    place=place,
                    variant=variant,
                )
            )


@kind(GROUP)
def row_inside_a_text(bench: Bench) -> Iterator[Mutant]:
    """A free text that holds a line end and what looks like a row of the table."""
    for column in bench.base.of_kind("text")[:1]:
        row = ",".join(bench.grid.rows[2])
        words = f"{CANARY} words\nzz99,{row}"
        yield bench.cell("accept|flag", column, words, words)


@kind(GROUP)
def formula_in_a_label(bench: Bench) -> Iterator[Mutant]:
    """A label that a spreadsheet would take for a formula, or that is markup."""
    fixed = {"criterion", "row_ids", "column_name", "table_name"}
    for column in [n for n in bench.base.of_kind("label") if n not in fixed][-1:]:
        for text in ("=A1", "<b>label</b>", "@label"):
            yield bench.cell("accept|flag|refuse", column, text, text, variant=text)


@kind(GROUP)
def formula_in_a_key(bench: Bench) -> Iterator[Mutant]:
    """A key that is a formula or markup: kept to the letter, said, or refused."""
    last = len(bench.grid.rows) - 1
    if bench.base.name in ("sources", "evidence_items", "indicators", "survey_questions"):
        return
    for text in ("=1+1", "<script>", "../up"):
        yield bench.cell("accept|flag|refuse", bench.base.key, text, text, index=last, variant=text)


@kind(GROUP)
def markup_in_a_heading(bench: Bench) -> Iterator[Mutant]:
    """A further heading that is markup."""
    heading = "<script>alert(1)</script>"
    grid = bench.grid.with_extra(heading, ["x"] * len(bench.grid.rows))
    yield bench.mutant("flag|refuse", grid, place=at(1, columns=heading))


@kind(GROUP, every=2)
def markup_in_the_name_of_the_file(bench: Bench) -> Iterator[Mutant]:
    """A file with markup, a formula or spaces in its name."""
    for name in (f"<b>{bench.base.name} & more.csv", f"={bench.base.name}'s.csv"):
        yield bench.mutant("accept", name=name, variant=name[0])
