"""The sheet of notes in a template, as rows of text."""

from __future__ import annotations

from collections.abc import Mapping

from evidence_lib import terms
from evidence_lib.contract import Table
from evidence_lib.scaffold.allowed import in_words
from evidence_lib.scaffold.notes import ColumnNote

HEADINGS = ("Column", "What it is", "Must be filled in", "What is allowed", "Example")
NOTES_WIDTHS = (22, 56, 12, 56, 40)

Line = tuple[str, tuple[str, ...]]
"""How a row looks (title, line, heading or cell), and the texts of its cells from the left."""


def note_rows(table: Table, notes: Mapping[str, ColumnNote]) -> list[Line]:
    """
    Write the notes on *table*.

    Returns:
        The rows of the sheet from the top: what one row of the table is, how to fill it in, then
        a row a column of the table, and for a survey a row a scale of answers.
    """
    lines: list[Line] = [("title", (f"{table.name}: one row is {table.row}",))]
    lines += [("line", (text,)) for text in _advice(table)]
    lines += [("line", ()), ("heading", HEADINGS)]
    lines += [
        (
            "cell",
            (
                column.name,
                notes[column.name].note,
                "yes" if column.required else "no",
                in_words(column),
                notes[column.name].example,
            ),
        )
        for column in table.columns
    ]
    return lines + (_further_columns(table) if table.open_to else [])


def _advice(table: Table) -> list[str]:
    unique = f"No two rows may have the same {', '.join(table.unique)}." if table.unique else ""
    absent = "If you have nothing for it, leave the workbook as it is, or delete it."
    return [
        f'Fill in the sheet "{table.name}" from row 2 down. Leave the headings in row 1 as they '
        "are; dark headings must be filled in in every row.",
        "Every review must have this table." if table.required else absent,
        *([unique] if unique else []),
        "The examples are one made-up row. They are not read, and nothing of them is true.",
    ]


def _further_columns(table: Table) -> list[Line]:
    lines = [
        f"Further columns: one for each question. Write the question's key ({table.open_to}.xlsx, "
        "first column) as a heading to the right of the others.",
        "Below it stands each respondent's answer, one of the words of the question's scale, or "
        "nothing where the question was not answered.",
    ]
    scales: list[Line] = [("cell", (scale, _answers(scale))) for scale in terms.SCALES]
    return [
        ("line", ()),
        *(("line", (text,)) for text in lines),
        ("heading", ("Scale", "Answers")),
        *scales,
    ]


def _answers(scale: str) -> str:
    answers = terms.SCALE_ANSWERS.get(scale)
    if answers:
        return f"{', '.join(answers)}; or {' or '.join(terms.NO_OPINION)}"
    return "a whole number" if scale == "count" else "free text; nothing personal"
