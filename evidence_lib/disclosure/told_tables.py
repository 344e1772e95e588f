"""
What a table tells of so few that somebody can be known, its cells read with their headings.

A column of numbers is taken to count people or their cases unless its heading is known to count
something else: a new table is safe before anybody thinks of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from evidence_lib import terms
from evidence_lib.disclosure.rule import is_small_count, percent_may_show
from evidence_lib.disclosure.telling import Told, told_in
from evidence_lib.disclosure.telling_rules import gives_small_count

SHORT = 40
"""Characters of a cell that is read under its caption and heading; a longer one is a sentence."""
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
_NOTHING = ("", terms.HIDDEN, terms.NOT_STATED)


@dataclass(frozen=True)
class TextTable:
    """
    A table as its reader sees it: texts under headings.

    Row: a row; the first of ``headings`` heads each row.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def told_in_table(seen: TextTable) -> list[Told]:
    """
    Find what a table tells of so few that somebody can be known.

    Row: one thing told, its words beginning with the row and the column.

    Source: docs/decisions/0016.
    """
    found: dict[Told, None] = {}
    for row in seen.rows:
        cells = dict(zip(seen.headings, row, strict=True))
        found.update(dict.fromkeys(_told_in_row(seen, cells)))
    return list(found)


def _told_in_row(seen: TextTable, cells: dict[str, str]) -> Iterator[Told]:
    label = next(iter(cells.values()), "")
    for heading, text in cells.items():
        for told in _told_in_cell(seen, heading, text, _base(cells)):
            yield Told(told.rule, f"{label}, {heading}: {told.words}")


def _told_in_cell(seen: TextTable, heading: str, text: str, base: str) -> Iterator[Told]:
    if not _NUMBER.fullmatch(text):
        yield from told_in(text, about=f"{seen.caption} {heading}" if len(text) < SHORT else "")
    elif heading == seen.headings[0] or _counts_nobody(seen, heading):
        return
    elif _matches("figure", heading):
        yield from _told_by_figure(text, base)
    elif _matches("share", heading):
        yield from (*_told_by_figure(text, base), *_told_by_share(text, base))
    elif "." not in text and is_small_count(float(text.replace(",", ""))):
        yield Told("a small count", text)


def _told_by_figure(text: str, base: str) -> Iterator[Told]:
    """Nothing may be reckoned from a group whose size is hidden."""
    if base == terms.HIDDEN:
        yield Told("a figure of a group whose size is hidden", text)


def _told_by_share(text: str, base: str) -> Iterator[Told]:
    if base in _NOTHING or not _NUMBER.fullmatch(base):
        return
    of = int(float(base.replace(",", "")))
    if not percent_may_show(of):
        yield Told("a percentage of few", f"{text}% of {of}")
    elif gives_small_count(text, of):
        yield Told("a percentage that gives few away", f"{text}% of {of}")


def _base(cells: dict[str, str]) -> str:
    """Give the first count of people in a row: what its shares are of."""
    counts = (
        text for heading, text in list(cells.items())[1:]
        if not any(_matches(kind, heading) for kind in ("other", "figure", "share"))
        and (text in _NOTHING or _NUMBER.fullmatch(text))
    )  # fmt: skip
    return next(counts, "")


def _counts_nobody(seen: TextTable, heading: str) -> bool:
    return _matches("other", heading) or _matches("caption", seen.caption)


def _matches(kind: str, heading: str) -> bool:
    return _headings()[kind].fullmatch(heading) is not None


@cache
def _headings() -> dict[str, re.Pattern[str]]:
    listed = files("evidence_lib").joinpath("reference", "column_headings.toml")
    kinds = tomllib.loads(listed.read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(patterns)) for kind, patterns in kinds.items()}


def hidden_rows(seen: TextTable) -> set[tuple[str, str]]:
    """Name the rows of which nothing is shown, as pairs of the first heading and what it says."""
    return {
        (seen.headings[0], row[0])
        for row in seen.rows
        if terms.HIDDEN in row and not any(_NUMBER.match(text) for text in row[1:])
    }


def told_of_hidden_rows(tables: Sequence[TextTable]) -> list[Told]:
    """
    Find the rows that one table of a page hides and another gives figures of.

    Row: one such row of the other table.
    """
    hidden = set().union(*(hidden_rows(each) for each in tables)) if tables else set()
    return [
        Told("a row that another table hides", f"{row[0]}: {each.caption}")
        for each in tables
        for row in each.rows
        if (each.headings[0], row[0]) in hidden and any(_NUMBER.match(text) for text in row[1:])
    ]
