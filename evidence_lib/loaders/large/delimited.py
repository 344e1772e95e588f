"""
A large CSV file to rows of text, each with the row number a spreadsheet shows.

DuckDB's own reading of CSV is not trusted alone. Version 2.0.1 drops blank surplus cells at the end
of a row and every blank line without a word, and reads no row at all when told the wrong line
ending. So its fast reading is taken only of a file that cannot be misread, and only if as many rows
arrived as the file has lines; of any other a clean and numbered copy is written row by row first.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_lib.loaders.kinds.delimited import LONGEST_CELL, SEPARATORS
from evidence_lib.loaders.large.engine import (
    Arrived,
    Found,
    UnreadableError,
    arrive,
    checked_heading,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BYTES_AT_ONCE = 1 << 22
LONE_RETURN = re.compile(rb"\r[^\n]")
ODD_SPACES = tuple(
    chr(code) for code in range(0x3001) if chr(code).isspace() and chr(code) not in " \t\r\n"
)
"""Spaces that `str.strip` takes away and DuckDB's ``trim`` does not, tabs and line ends aside."""


@dataclass(frozen=True)
class _Bytes:
    """What one pass over a file's bytes tells; ``lines`` counts the heading's too."""

    sha256: str
    lines: int
    plain: bool
    separators: Counter[str]


def load_csv(engine: DuckDBPyConnection, path: Path, folder: Path) -> Arrived:
    """
    Put the rows of a CSV file (UTF-8; comma, semicolon or tab) into the table ``arrived``.

    Raises:
        UnreadableError: The file as a whole cannot be read.
    """
    found = _passed_over(path)
    header, separator = _heading(path)
    read_as = f"CSV, UTF-8, {SEPARATORS[separator]}"
    if _is_even(found, separator, len(header)) and _taken_fast(
        engine, path, header, separator, found.lines
    ):
        return Arrived(header, read_as, found.sha256)
    copy = folder / "numbered.csv"
    surplus, short = _write_numbered(path, copy, separator, len(header))
    source = f"SELECT CAST(a0 AS BIGINT) AS n, * FROM {_source(len(header) + 1, ',', False)}"
    arrive(engine, source, [f"a{position + 1}" for position in range(len(header))], copy)
    copy.unlink()
    return Arrived(header, read_as, found.sha256, surplus, short)


def _is_even(found: _Bytes, separator: str, width: int) -> bool:
    cells_fit = found.separators[separator] == (width - 1) * found.lines
    tabs_part = separator == "\t" or not found.separators["\t"]
    return found.plain and cells_fit and tabs_part


def _source(width: int, separator: str, header: bool) -> str:
    columns = ", ".join(f"a{position}: 'VARCHAR'" for position in range(width))
    return (
        f"read_csv($path, auto_detect = false, header = {header}, delim = '{separator}', "
        f"quote = '\"', escape = '\"', strict_mode = true, null_padding = false, "
        f"ignore_errors = false, compression = 'none', hive_partitioning = false, "
        f"columns = {{{columns}}})"
    )


def _taken_fast(
    engine: DuckDBPyConnection, path: Path, header: tuple[str, ...], separator: str, lines: int
) -> bool:
    """Say whether DuckDB read each line of a plain file as one row of so many cells."""
    source = _source(len(header), separator, True)
    numbered = f"SELECT row_number() OVER () + 1 AS n, * FROM {source}"
    texts = [f"a{position}" for position in range(len(header))]
    try:
        return arrive(engine, numbered, texts, path) == lines - 1
    except UnreadableError:
        return False


def _passed_over(path: Path) -> _Bytes:
    """Read all bytes once: the checksum, whether they are UTF-8, what DuckDB could misread."""
    checksum, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    separators: Counter[str] = Counter()
    lines, returns, plain, tail = 0, 0, True, b"\n"
    for chunk in _chunks(path):
        checksum.update(chunk)
        text = _decoded(decoder, chunk)
        separators.update({each: chunk.count(each.encode()) for each in SEPARATORS})
        lines += chunk.count(b"\n")
        returns += chunk.count(b"\r")
        plain = plain and _is_plain(tail + chunk, text)
        tail = chunk[-2:]
    _decoded(decoder, b"", last=True)
    plain = plain and returns in (0, lines)
    return _Bytes(checksum.hexdigest(), lines + (tail[-1:] != b"\n"), plain, separators)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(BYTES_AT_ONCE):
            yield chunk


def _is_plain(chunk: bytes, text: str) -> bool:
    """Say that no quotation mark, blank line, lone return or odd space is there to be misread."""
    if b'"' in chunk or b"\n\n" in chunk or b"\n\r\n" in chunk:
        return False
    if b"\r" in chunk and LONE_RETURN.search(chunk):
        return False
    return not any(space in text for space in ODD_SPACES)


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, *, last: bool = False) -> str:
    try:
        text = decoder.decode(chunk, last)
    except UnicodeDecodeError:
        raise UnreadableError("encoding", "is not UTF-8; save it as CSV UTF-8") from None
    if "\0" in text:
        raise UnreadableError("not-csv", "holds a NUL character; save it again as CSV UTF-8")
    return text


def _heading(path: Path) -> tuple[tuple[str, ...], str]:
    """Read the headings with the separator that parts the first row into most cells."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        top = stream.read(LONGEST_CELL)
    csv.field_size_limit(LONGEST_CELL)
    parted = {separator: _first_row(top, separator) for separator in SEPARATORS}
    separator = max(parted, key=lambda each: len(parted[each]))
    return checked_heading(tuple(parted[separator])), separator


def _first_row(top: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(top, newline=""), delimiter=separator, strict=True), [])
    except csv.Error:
        return []


def _write_numbered(path: Path, copy: Path, separator: str, width: int) -> tuple[Found, Found]:
    """Copy the rows of the right width, each with its number before it and every cell quoted."""
    surplus, short = Found(), Found()
    with (
        path.open(encoding="utf-8-sig", newline="") as stream,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        for number, cells in _records(stream, separator):
            if len(cells) == width:
                target.write(_quoted([str(number), *(cell.strip() for cell in cells)]))
            elif any(cell.strip() for cell in cells):
                (surplus if len(cells) > width else short).add(number)
    return surplus, short


def _records(stream: io.TextIOBase, separator: str) -> Iterator[tuple[int, list[str]]]:
    number = 1
    reader = csv.reader(stream, delimiter=separator, strict=True)
    try:
        next(reader)
        for number, cells in enumerate(reader, start=2):
            yield number, cells
    except csv.Error as error:
        message = "cannot be read as CSV: a quotation mark stands astray or never closes"
        if "field larger" in str(error):
            message = f"holds a cell of over {LONGEST_CELL:,} characters"
        raise UnreadableError("not-csv", message, number + 1) from None


def _quoted(cells: list[str]) -> str:
    # No cell holds a NUL (the file was refused if it did), so one can stand for the separator.
    return '"' + "\0".join(cells).replace('"', '""').replace("\0", '","') + '"\n'
