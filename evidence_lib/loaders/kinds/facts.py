"""What is peculiar to the cells of a sheet, whatever the workbook's kind, and how much may be."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_CELLS = 5_000_000
MOST_LETTERS = 100_000_000
MOST_MERGED = 10_000

Place = tuple[int, int]
"""A cell: the row a spreadsheet shows, and its column's position from 0."""

Block = tuple[int, int, int, int]
"""First row, first column, last row and last column of a merged block of cells."""


class TooLargeError(ValueError):
    """A workbook spans, repeats or holds more than any evidence does."""


class RepeatedCellError(ValueError):
    """A row or a cell stands twice in one sheet, so that readers differ in which they take."""


@dataclass(frozen=True)
class Shown:
    """What a number format prints round a number, and how many digits it fills up with noughts."""

    before: str = ""
    digits: int = 0
    after: str = ""


@dataclass
class SheetFacts:
    """
    What is peculiar to the cells of one sheet, by place.

    ``barred`` gives the rule for which a cell may not be read, ``noted`` the rule for which it must
    be looked at. ``shares`` are numbers shown as percentages, ``months`` days shown without the day
    of the month, ``shown`` numbers with something printed round them. ``last_row`` and
    ``last_column`` (from 0) are where the farthest cells stand: a reader makes room up to there.
    """

    barred: dict[Place, str] = field(default_factory=dict)
    noted: dict[Place, str] = field(default_factory=dict)
    shares: set[Place] = field(default_factory=set)
    months: set[Place] = field(default_factory=set)
    shown: dict[Place, Shown] = field(default_factory=dict)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Block] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0

    @property
    def cells(self) -> int:
        """How many cells the sheet spans, blank ones included."""
        return self.last_row * (self.last_column + 1)

    def merge(self, block: Block) -> None:
        """
        Note a merged block of cells.

        Raises:
            TooLargeError: There are more of them than anybody merges.
        """
        self.merged.append(block)
        if len(self.merged) > MOST_MERGED:
            raise TooLargeError


def require_room(sheets: dict[str, SheetFacts], letters: int) -> None:
    """
    Refuse a workbook before a reader makes room for it.

    Raises:
        TooLargeError: All its sheets together span too many cells, or hold too many letters.
    """
    if sum(each.cells for each in sheets.values()) > MOST_CELLS or letters > MOST_LETTERS:
        raise TooLargeError


def require_once(references: list[str]) -> None:
    """
    Refuse a reference that stands twice.

    Raises:
        RepeatedCellError: One does.
    """
    if len(set(references)) < len(references):
        raise RepeatedCellError(Counter(references).most_common(1)[0][0])


def place_of(reference: str) -> Place:
    """
    Turn a cell's reference such as ``AA10`` into its place.

    Raises:
        ValueError: It is no reference.
    """
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})", reference.upper(), re.ASCII)
    if not found:
        raise ValueError(reference)
    position = 0
    for letter in found[1]:
        position = position * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), position - 1
