"""What passes between the steps of reading: bytes, a sheet of text, rows under headings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from evidence_lib.errors import Problem


@dataclass(frozen=True)
class ArrivedFile:
    """One file as it was sent: read from the disk once, so that what is hashed is what is read."""

    name: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """The checksum of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def suffix(self) -> str:
        """The ending of the name in small letters, its dot included."""
        return Path(self.name).suffix.lower()


@dataclass(frozen=True)
class Sheet:
    """
    One sheet of text, as it arrived: nothing in it is a heading yet.

    Row: ``rows`` maps the row a spreadsheet shows (from 1) to its cells, as text and untouched;
    rows that are blank throughout are left out, and so are those that may not be read, each of
    which stands in ``barred`` with its reason and in ``barred_rows`` with its cells. ``dates`` has
    the places (row, position from 0) of cells that a workbook keeps as dates; they are written
    2018-01-29 in ``rows``. ``read_as`` says how the file was understood, such as "CSV, UTF-8,
    comma".
    """

    file: str
    rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    name: str = ""
    read_as: str = ""
    dates: frozenset[tuple[int, int]] = frozenset()
    barred: tuple[Problem, ...] = ()
    barred_rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    flags: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class TextRows:
    """
    The rows of one file under their headings, nothing converted.

    Row: ``rows`` maps the row number a spreadsheet shows to its cells, as many as ``header`` has.
    ``refused`` counts rows that may not be read; they are among the ``problems``; ``duplicates``
    counts those that say again what a row here says. ``letters`` gives
    the spreadsheet's letter of each heading, empty for a column that stands in no spreadsheet.
    Where one row of a wide table became several, ``place`` maps each number in ``rows`` to the row
    a spreadsheet shows and the letter of the cell that gave the value.
    """

    file: str
    header: tuple[str, ...] = ()
    rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    refused: int = 0
    problems: tuple[Problem, ...] = ()
    flags: tuple[Problem, ...] = ()
    duplicates: int = 0
    letters: Mapping[str, str] = field(default_factory=dict)
    dates: frozenset[tuple[int, str]] = frozenset()
    header_row: int = 1
    place: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    read_as: str = ""
    sha256: str = ""

    @property
    def read(self) -> int:
        """How many rows were read: those here, the refused and the duplicates."""
        return len(self.rows) + self.refused + self.duplicates

    def shown_row(self, row: int) -> int:
        """Give the row that a spreadsheet shows for a number in ``rows``."""
        return self.place[row][0] if row in self.place else row


def column_letter(position: int) -> str:
    """Name a column as a spreadsheet does, from its position (0 is A, 26 is AA)."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def evened(
    file: str, rows: Mapping[int, tuple[str, ...]], width: int
) -> tuple[dict[int, tuple[str, ...]], list[Problem]]:
    """Part rows into those of as many cells as there are headings, and problems of the others."""
    even = {row: cells for row, cells in rows.items() if len(cells) == width}
    uneven = [_uneven(file, row, len(rows[row]), width) for row in rows if row not in even]
    return even, uneven


def _uneven(file: str, row: int, found: int, width: int) -> Problem:
    rule = "surplus-cells" if found > width else "short-row"
    return Problem(file, row, "", rule, f"has {found} cells where the headings have {width}")
