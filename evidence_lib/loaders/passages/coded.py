"""What any program for coding texts hands over: passages, the codes they stand under, documents."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evidence_lib.errors import Problem

FIRST_ROW = 2
"""Codings are numbered as the rows of a sheet whose heading is row 1."""


@dataclass(frozen=True)
class Code:
    """One code of a codebook; ``path`` is its name behind those of its parents, "Parent/Child"."""

    name: str
    path: str


@dataclass(frozen=True)
class Passage:
    """
    One passage of a document under one code, by one coder.

    ``passage_id`` is the coding's own identifier; ``code`` the path of the code; ``source`` the
    document's name. ``start`` and ``end`` count characters from 0, the end left out, and are None
    where only the number of a highlight is known. ``note`` is what the coder wrote about the
    passage; ``coder`` is "coder 1" and so on, or empty, and never a person's name; ``coded_on`` is
    a date as 2018-01-29, or empty. ``row`` numbers the coding as the row of a sheet.
    """

    passage_id: str
    code: str
    source: str
    text: str
    start: int | None = None
    end: int | None = None
    highlight: str = ""
    note: str = ""
    coder: str = ""
    coded_on: str = ""
    row: int = FIRST_ROW

    @property
    def place(self) -> str:
        """Where in its document the passage stands, in words."""
        if self.start is None:
            return f"highlight {self.highlight}"
        return f"characters {self.start} to {self.end}"


@dataclass(frozen=True)
class CodedProject:
    """
    Everything read from one file of coded texts.

    Row: ``passages`` has one a coding that could be read. ``refused`` counts the codings of text
    that could not, all of them among the ``problems``; ``left_out`` counts codings of what is no
    passage of text (sound, pictures, whole documents, cases), all of them among the ``flags``.
    """

    file: str
    passages: tuple[Passage, ...] = ()
    codes: tuple[Code, ...] = ()
    documents: tuple[str, ...] = ()
    refused: int = 0
    left_out: int = 0
    problems: tuple[Problem, ...] = ()
    flags: tuple[Problem, ...] = ()


def made_identifier(*parts: str) -> str:
    """Make an identifier for a coding that has none: the same 32 signs for the same parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def told_apart(names: Iterable[str], pattern: str) -> tuple[str, ...]:
    """
    Tell names apart: number the repeats among *names*, so that no two are alike.

    The first keeps its name; a later one is written by *pattern*, such as ``"{} ({})"``, with the
    first number from 2 that is free.
    """
    wanted = list(names)
    taken = set(wanted)
    seen: Counter[str] = Counter()
    given = []
    for name in wanted:
        seen[name] += 1
        given.append(name if seen[name] == 1 else _free(name, pattern, taken))
    return tuple(given)


def _free(name: str, pattern: str, taken: set[str]) -> str:
    number = 2
    while pattern.format(name, number) in taken:
        number += 1
    taken.add(pattern.format(name, number))
    return pattern.format(name, number)
