"""
What a table tells of so few that somebody can be known, its cells read with their headings.

A column of numbers is taken to count people or their cases unless its heading is known to count
something else: a new table is safe before anybody thinks of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from evidence_lib import terms
from evidence_lib.disclosure.rule import is_small_count, percent_may_show
from evidence_lib.disclosure.telling import Told, told_in, totals_in
from evidence_lib.disclosure.telling_rules import gives_small_count

PEOPLE = "people"
TIMES = ("Year", "Period", "Quarter", "Month")
KINDS = ("other", "figure", "share")
SHORT = 40
"""Characters of a cell that is read under its caption and heading; a longer one is a sentence."""
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
_TOTAL = re.compile(r"^(?:all|total|everybody|altogether|together|in all|sum)\b", re.IGNORECASE)
_NOTHING = ("", terms.HIDDEN, *terms.MISSING_WORDS)


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
        cells = list(zip(seen.headings, row, strict=True))
        found.update(dict.fromkeys(_told_in_row(seen, cells)))
    return list(found)


def _told_in_row(seen: TextTable, cells: Sequence[tuple[str, str]]) -> Iterator[Told]:
    label, base = (cells[0][1] if cells else ""), _base(seen, cells)
    for heading, text in cells:
        for told in _told_in_cell(seen, heading, text, base):
            yield Told(told.rule, f"{label}, {heading}: {told.words}")


def _told_in_cell(seen: TextTable, heading: str, text: str, base: str) -> Iterator[Told]:
    kind = _kind(seen, heading)
    if not _NUMBER.fullmatch(text):
        yield from told_in(text, about=f"{seen.caption} {heading}" if len(text) < SHORT else "")
    elif kind in ("figure", "share"):
        yield from _told_by_figure(text, base)
        yield from _told_by_share(text, base) if kind == "share" else ()
    elif kind == PEOPLE and "." not in text and is_small_count(float(text.replace(",", ""))):
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


def _base(seen: TextTable, cells: Sequence[tuple[str, str]]) -> str:
    """Give the first count of people in a row: what its shares are of."""
    counts = (
        text for heading, text in cells[1:]
        if _kind(seen, heading) == PEOPLE and (text in _NOTHING or _NUMBER.fullmatch(text))
    )  # fmt: skip
    return next(counts, "")


def _kind(seen: TextTable, heading: str) -> str:
    """Say what a column of numbers holds: ``people`` unless its heading is known for another."""
    if heading == seen.headings[0] or _headings()["caption"].fullmatch(seen.caption):
        return "other"
    kinds = (kind for kind in KINDS if _headings()[kind].fullmatch(heading))
    return next(kinds, PEOPLE)


@cache
def _headings() -> dict[str, re.Pattern[str]]:
    listed = files("evidence_lib").joinpath("reference", "column_headings.toml")
    kinds = tomllib.loads(listed.read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(patterns)) for kind, patterns in kinds.items()}


def counts_people(seen: TextTable) -> bool:
    """Say whether a column of a table counts people or their cases, shown or hidden."""
    return any(
        _kind(seen, heading) == PEOPLE
        and any(row[place] == terms.HIDDEN or _NUMBER.fullmatch(row[place]) for row in seen.rows)
        for place, heading in enumerate(seen.headings)
    )


def told_by_totals(seen: TextTable, texts: Iterable[str]) -> list[Told]:
    """
    Find the totals, in words or in a row of the table, that leave so few for its hidden cells.

    Row: one total of one column. Less what is shown, it is the sum of what is hidden, and where
    that is small so is each.
    """
    if not seen.headings or seen.headings[0] in TIMES:
        return []  # nobody adds up years
    texts = list(texts)
    return [
        Told("a total that gives few away", f"{heading}: {total}")
        for place, heading in enumerate(seen.headings[1:], start=1)
        if _kind(seen, heading) == PEOPLE
        for total in _telling_totals(seen, place, texts)
    ]


def _telling_totals(seen: TextTable, place: int, texts: Sequence[str]) -> list[int]:
    """Give the totals of one column that leave from 1 to 4 for what it hides."""
    parts = [row[place] for row in seen.rows if not _TOTAL.search(row[0])]
    shown = sum(map(_whole, parts))
    if not shown or terms.HIDDEN not in parts:
        return []
    like = f"{seen.caption} {seen.headings[place]}"
    totals = {_whole(row[place]) for row in seen.rows if _TOTAL.search(row[0])}
    said = {number for text in texts for number in totals_in(text, like=like)}
    return sorted(number for number in totals | said if is_small_count(number - shown))


def _whole(text: str) -> int:
    return int(text.replace(",", "")) if re.fullmatch(r"\d[\d,]*", text) else 0


def _hidden_rows(seen: TextTable) -> set[tuple[str, str]]:
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
    hidden = set[tuple[str, str]]().union(*map(_hidden_rows, tables))
    return [
        Told("a row that another table hides", f"{row[0]}: {each.caption}")
        for each in tables
        for row in each.rows
        if (each.headings[0], row[0]) in hidden and any(_NUMBER.match(text) for text in row[1:])
    ]
