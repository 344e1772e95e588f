"""
What goes wrong, in shapes that name where.

Every error of the package is an `EvidenceError`. A message says what was being done, the file or
argument, where, what was allowed and what came, and never repeats free text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHOWN_CHARACTERS = 40
PROBLEMS_SPELT_OUT = 200
LINE_ENDS = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]+")
SLUG = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
SLUG_CHARACTERS = 60
DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that Windows keeps for devices; no folder there can have one."""

SLUG_RULE = (
    f"small letters a to z, digits, hyphens and underscores, {SLUG_CHARACTERS} at most, with a "
    "letter or digit at both ends, and no name of a device such as con"
)


@dataclass(frozen=True, order=True)
class Problem:
    """
    One thing wrong in one place of the evidence.

    Row: a place in a file. ``row`` counts as a spreadsheet does (the header is row 1) and is 0 when
    the whole file is meant; ``column`` is empty when the whole row is meant; ``rule`` is the short
    name of the rule that was broken, such as ``unknown-word``. ``letter`` is the column's in a
    spreadsheet, where there is one.
    """

    file: str
    row: int
    column: str
    rule: str
    message: str
    letter: str = ""

    def __str__(self) -> str:
        place = f"{self.file}, row {self.row}" if self.row else self.file
        place = f'{place}, column "{self.column}"' if self.column else place
        place = f"{place} ({self.letter})" if self.letter else place
        return f"{place}: {self.message} [{self.rule}]"


class EvidenceError(Exception):
    """Base of every error this package raises on purpose."""


class MethodInputError(EvidenceError, ValueError):
    """A measure was given numbers its method is not defined for."""


class UnknownTermError(EvidenceError, ValueError):
    """A word is not in the closed list it has to come from."""


class MissingBaselineError(EvidenceError, ValueError):
    """A change was asked for from a period that has no value."""


class FiguresDisagreeError(EvidenceError):
    """A computed figure differs from the published one."""


class ReviewNotFoundError(EvidenceError):
    """There is no review folder where one was named."""


class FolderInUseError(EvidenceError):
    """A folder was named to write to, and what it holds would be written over."""


class ParameterError(EvidenceError, ValueError):
    """A notebook was given a parameter it does not declare, or of another type, or too few."""


class PageFailedError(EvidenceError):
    """A notebook did not reach its last cell, or its page may not be published."""


class BadEvidenceError(EvidenceError):
    """The evidence of a review has problems; all of them are in the message and in `problems`."""

    def __init__(self, review: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [f"reading review {review}: {len(problems)} problem(s) in the evidence"]
        lines += [f"  {problem}" for problem in self.problems[:PROBLEMS_SPELT_OUT]]
        left_out = len(problems) - PROBLEMS_SPELT_OUT
        lines += [f"  and {left_out} more"] if left_out > 0 else []
        super().__init__("\n".join(lines))


def shown(value: object) -> str:
    """Quote a date, number, key or closed word for a message, 40 characters of it at most."""
    return f'"{clipped(str(value))}"'


def clipped(text: str) -> str:
    """Cut a text for a message: one line, 40 characters of it at most."""
    line = LINE_ENDS.sub(" ", text)
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[: SHOWN_CHARACTERS - 1]}…"


def require_choice(name: str, value: object, choices: Sequence[str], *, doing: str) -> None:
    """
    Refuse a word outside its list.

    Raises:
        UnknownTermError: *value* is not one of *choices*; the message names the argument, what was
            allowed and what came.
    """
    if value not in choices:
        allowed = ", ".join(choices)
        raise UnknownTermError(f'{doing}: "{name}" must be one of {allowed}; got {shown(value)}')


def is_slug(text: str) -> bool:
    """
    Say whether a name makes one and the same folder on every system, and nothing else.

    Source: Microsoft, naming files, paths and namespaces; the POSIX portable file name characters.
    """
    fits = SLUG.fullmatch(text) is not None and len(text) <= SLUG_CHARACTERS
    return fits and DEVICES.fullmatch(text) is None


def require_slug(name: str, value: str, *, doing: str) -> None:
    """
    Refuse a name that would not make a folder of its own everywhere.

    Raises:
        ParameterError: *value* is no slug; the message names the argument, what was allowed and
            what came.
    """
    if not is_slug(value):
        raise ParameterError(f'{doing}: "{name}" must be {SLUG_RULE}; got {shown(value)}')


def require_columns(present: Iterable[object], wanted: Iterable[str], *, doing: str) -> None:
    """
    Refuse a frame that lacks a column; *present* are the names of the columns it has.

    Raises:
        MethodInputError: A column is missing; the message names it and what was being done.
    """
    have = list(map(str, present))
    missing = [name for name in wanted if name not in have]
    if missing:
        raise MethodInputError(
            f"{doing}: the frame needs the column(s) {', '.join(missing)}; "
            f"it has {shown(', '.join(have))}"
        )
