"""A table as text that can be spoilt, knowing which of its rows is which."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Grid:
    """
    A table as text: lines above the heading, the heading, rows.

    Row: ``rows`` holds the cells of a row; ``keys`` the key of the valid row it stands for, or None
    for a row that stands for none (a total, a note).
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str | None, ...]
    top: tuple[tuple[str, ...], ...] = field(default=())

    @classmethod
    def of(cls, header: list[str], rows: list[list[str]]) -> Grid:
        """Take a valid table, whose first column is its key."""
        return cls(tuple(header), tuple(map(tuple, rows)), tuple(row[0] for row in rows))

    def number(self, index: int) -> int:
        """Give the row a spreadsheet shows for the row at *index*."""
        return len(self.top) + 2 + index

    @property
    def rows_at(self) -> dict[str, int]:
        """The row a spreadsheet shows for each key; the first, where a key stands twice."""
        found: dict[str, int] = {}
        for index, key in enumerate(self.keys):
            if key is not None:
                found.setdefault(key, self.number(index))
        return found

    def cell(self, index: int, column: str) -> str:
        """Read one cell."""
        return self.rows[index][self.header.index(column)]

    def column(self, column: str) -> list[str]:
        """Read one column."""
        return [row[self.header.index(column)] for row in self.rows]

    def with_cell(self, index: int, column: str, text: str) -> Grid:
        """Write one cell."""
        position = self.header.index(column)
        row = list(self.rows[index])
        row[position] = text
        return self.with_row(index, row)

    def with_column(self, column: str, texts: list[str]) -> Grid:
        """Write one column."""
        grid = self
        for index, text in enumerate(texts):
            grid = grid.with_cell(index, column, text)
        return grid

    def with_row(self, index: int, cells: list[str] | tuple[str, ...]) -> Grid:
        """Write one row, of any length."""
        rows = list(self.rows)
        rows[index] = tuple(cells)
        return replace(self, rows=tuple(rows))

    def with_rows(self, rows: list[tuple[str, ...]]) -> Grid:
        """Write all rows, each standing for the same valid row as before."""
        return replace(self, rows=tuple(rows))

    def insert(self, index: int, cells: list[str] | tuple[str, ...], key: str | None) -> Grid:
        """Put a row before the one at *index*."""
        rows, keys = list(self.rows), list(self.keys)
        rows.insert(index, tuple(cells))
        keys.insert(index, key)
        return replace(self, rows=tuple(rows), keys=tuple(keys))

    def append(self, cells: list[str] | tuple[str, ...], key: str | None) -> Grid:
        """Put a row after the last."""
        return self.insert(len(self.rows), cells, key)

    def headed(self, header: list[str] | tuple[str, ...]) -> Grid:
        """Write the heading."""
        return replace(self, header=tuple(header))

    def renamed(self, old: str, new: str) -> Grid:
        """Write another heading over one column."""
        return self.headed([new if name == old else name for name in self.header])

    def without(self, column: str) -> Grid:
        """Take a column away."""
        position = self.header.index(column)
        rows = [row[:position] + row[position + 1 :] for row in self.rows]
        return self.headed([name for name in self.header if name != column]).with_rows(rows)

    def with_extra(self, heading: str, texts: list[str]) -> Grid:
        """Put a column after the last."""
        rows = [(*row, text) for row, text in zip(self.rows, texts, strict=True)]
        return self.headed([*self.header, heading]).with_rows(rows)

    def under(self, *top: tuple[str, ...]) -> Grid:
        """Put lines above the heading."""
        return replace(self, top=top)

    def lines(self) -> list[tuple[str, ...]]:
        """List everything, as it stands in the file."""
        return [*self.top, self.header, *self.rows]

    def text(self, delimiter: str = ",", end: str = "\n", *, quoted: bool = False) -> str:
        """Write the table as delimited text."""
        out = io.StringIO()
        how = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
        csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=how).writerows(
            self.lines()
        )
        return out.getvalue()

    def csv(self, encoding: str = "utf-8", delimiter: str = ",", end: str = "\n") -> bytes:
        """Write the table as CSV."""
        return self.text(delimiter, end).encode(encoding)
