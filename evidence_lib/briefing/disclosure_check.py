"""
The disclosure check of a pack: everything it holds is read and attacked before it is published.

Words are searched for small counts and for what is kept back, tables are read with their headings,
and the registers that pages count are worked back together, with those of earlier packs.

Source: docs/decisions/0016.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_lib import disclosure, terms
from evidence_lib.briefing import ledger
from evidence_lib.briefing.kept_back import KeptBack
from evidence_lib.briefing.places import Drawing, Place, PlacedTable, ReadPack, read_pack
from evidence_lib.disclosure import Told
from evidence_lib.errors import clipped
from evidence_lib.show import UNCHECKED

VERSION = "1"
DATED = "30 November 2026"
"""The rules of the check: a pack says which it passed, the same pack on every day it is built."""

PASSED = f"Disclosure check {VERSION} of {DATED} passed."
MOST_NAMED = 8
EARLIER = "earlier packs"
MEND_WORDS = (
    "Write the words otherwise, or accept them in review.toml under [[disclosure.accepted]] with a "
    "reason."
)
MEND_EARLIER = (
    "A reader of both packs would know how many came between. If the earlier one was sent to "
    "nobody, say so in review.toml under [[disclosure.never_sent]] with its pack and a reason; "
    "while you work, build with --profile internal, which is never sent."
)


@dataclass(frozen=True)
class Checked:
    """What a pack is held against: ``earlier`` are the releases of its partnership."""

    profile: str
    as_at: str
    kept_back: KeptBack
    accepted: Sequence[str]
    earlier: Sequence[Mapping[str, Any]]


def told_by_pack(
    files: Mapping[str, bytes], registers: Sequence[Mapping[str, Any]], against: Checked
) -> list[str]:
    """
    Find what a pack tells of so few that somebody can be known.

    Row: one sentence: where it stands, which rule it breaks, and in which words, 40 characters of
    them at most. Nothing is found in the internal profile, which is not sent.

    Args:
        files: Name within the pack -> content.
        registers: As `disclosure.released_cells` writes them, those of all pages.
        against: What it is held against.
    """
    if against.profile == terms.INTERNAL:
        return []
    found: dict[str, None] = {}
    for where, told in _told(files, registers, against):
        if told.words not in against.accepted:
            found[f"{where}: {told.rule} ({clipped(told.words)})"] = None
    return list(found)


def _told(
    files: Mapping[str, bytes], registers: Sequence[Mapping[str, Any]], against: Checked
) -> Iterator[tuple[str, Told]]:
    said = read_pack(files)
    yield from _told_by_texts(said.texts, against)
    yield from _told_by_tables(said.tables, against)
    yield from _told_beside_each_other(said, registers)
    yield from _told_by_drawings(said.drawings)
    yield from (("counts", told) for told in disclosure.told_by_released(
        [*registers, *_earlier_registers(registers, against)]))  # fmt: skip
    told = ledger.told_by_releases(registers, against.earlier)
    yield from ((EARLIER, each) for each in told)


def _told_by_texts(places: Sequence[Place], against: Checked) -> Iterator[tuple[str, Told]]:
    read: dict[tuple[str, str], list[Told]] = {}  # the same words stand in many places
    for place in places:
        words = (place.text, place.about)
        if words not in read:
            text = _without_accepted(place.text, against.accepted)
            told = disclosure.told_in(text, about=place.about)
            read[words] = [*told, *against.kept_back.told_in(text)]
        yield from ((place.where, each) for each in read[words])


def _told_by_tables(tables: Sequence[PlacedTable], against: Checked) -> Iterator[tuple[str, Told]]:
    for placed in tables:
        seen = _accepted_table(placed.table, against.accepted)
        cells = [cell for row in seen.rows for cell in row]
        told = [*disclosure.told_in_table(seen), *against.kept_back.told_in("\n".join(cells))]
        yield from ((placed.where, each) for each in told)


def _told_beside_each_other(
    said: ReadPack, registers: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, Told]]:
    """
    Hold the tables of each page against one another, and against the totals its words say.

    Those of registers are worked back by their counts instead, which know what hangs together.
    """
    counted = {name for register in registers for name in register["tables"]}
    open_tables = [each for each in said.tables if each.name not in counted]
    for where in sorted({placed.where for placed in open_tables}):
        own = [placed.table for placed in open_tables if placed.where == where]
        file = where.partition(",")[0]
        texts = [place.text for place in said.texts if place.where.startswith(f"{file},")]
        told = [told for seen in own for told in disclosure.told_by_totals(seen, texts)]
        yield from ((where, each) for each in [*disclosure.told_of_hidden_rows(own), *told])


def _told_by_drawings(drawings: Sequence[Drawing]) -> Iterator[tuple[str, Told]]:
    """Find the small numbers that a drawing writes and its figure does not: none was protected."""
    for drawing in drawings:
        labels = drawing.labels if drawing.counts_people else ()
        for label in labels:
            small = label.isdigit() and disclosure.is_small_count(int(label))
            if small and int(label) not in drawing.numbers:
                yield drawing.where, Told("a number that only a drawing shows", label)


def _without_accepted(text: str, accepted: Sequence[str]) -> str:
    for words in accepted:
        text = re.sub(re.escape(words), "…", text, flags=re.IGNORECASE)
    return text


def _accepted_table(seen: disclosure.TextTable, accepted: Sequence[str]) -> disclosure.TextTable:
    rows = tuple(tuple(_without_accepted(cell, accepted) for cell in row) for row in seen.rows)
    return disclosure.TextTable(seen.caption, seen.headings, rows)


def _earlier_registers(
    registers: Sequence[Mapping[str, Any]], against: Checked
) -> list[Mapping[str, Any]]:
    """Tie what earlier packs counted to what this one counts, where they count the same cases."""
    return [
        ledger.linked_to(register, release, against.as_at)
        for release in against.earlier
        for register in release["registers"]
        if release["as_at"] != against.as_at or ledger.agrees(register, registers)
    ]


def as_passed(html: bytes) -> bytes:
    """Write on a page that it passed the check."""
    return html.replace(UNCHECKED.encode(), PASSED.encode())


def refusal(found: Sequence[str]) -> str:
    """Say why a pack is not published, and what can be done."""
    named = "; ".join(found[:MOST_NAMED])
    more = f"; and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    mend = [MEND_EARLIER] if any(each.startswith(EARLIER) for each in found) else []
    mend += [MEND_WORDS] if any(not each.startswith(EARLIER) for each in found) else []
    return f"disclosure check: the pack may not be published: {named}{more}. {' '.join(mend)}"
