"""A Parquet file to text: the rows of a large one inside DuckDB, or a sheet of an ordinary one."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_lib.errors import Problem
from evidence_lib.loaders.grid import ArrivedFile, Sheet
from evidence_lib.loaders.large.engine import (
    Arrived,
    UnreadableError,
    arrive,
    ask,
    checked_heading,
    literal_path,
    open_engine,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAGIC = b"PAR1"
SOURCE = "read_parquet($path, hive_partitioning = false, union_by_name = false)"
MOST_ROWS = 200_000
MOST_CELLS = 5_000_000
MOST_CHARACTERS = 100_000_000
DAYS = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
DAY_LENGTH = len("2018-01-29")


def load_parquet(engine: DuckDBPyConnection, path: Path) -> Arrived:
    """
    Put the rows of a Parquet file into the table ``arrived``, its first row being row 2.

    Raises:
        UnreadableError: The file as a whole cannot be read.
    """
    columns = _columns(engine, path)
    header = checked_heading(tuple(name for name, _ in columns))
    names = ", ".join(f"a{position}" for position in range(len(columns)))
    source = f"SELECT row_number() OVER () + 1 AS n, * FROM {SOURCE} AS a({names})"
    texts = [_as_text(f"a{position}", kind) for position, (_, kind) in enumerate(columns)]
    arrive(engine, source, texts, path)
    with path.open("rb") as stream:
        return Arrived(header, "Parquet", hashlib.file_digest(stream, "sha256").hexdigest())


def _columns(engine: DuckDBPyConnection, path: Path) -> list[tuple[str, str]]:
    """List the columns of a Parquet file: the name and DuckDB's type."""
    with path.open("rb") as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise UnreadableError("not-parquet", "does not begin as a Parquet file does")
    found = ask(engine, f"DESCRIBE SELECT * FROM {SOURCE}", path=str(path))
    return [(str(name), str(kind)) for name, kind, *_ in found]


def _as_text(name: str, kind: str) -> str:
    """
    Write the SQL that turns a typed column into text that says the same.

    Dates, and times at midnight, are 2018-01-29; booleans true and false; a whole number that is
    kept with a floating point, as pandas keeps one in a column with gaps, has no point.
    """
    text = f"CAST({name} AS VARCHAR)"
    if kind in ("DOUBLE", "FLOAT"):
        whole = f"{name} = trunc({name}) AND abs({name}) < 1e15"
        return f"CASE WHEN {whole} THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) ELSE {text} END"
    if kind in DAYS and kind != "DATE":
        day = f"CAST({name} AS DATE)"
        return f"CASE WHEN {name} = {day} THEN CAST({day} AS VARCHAR) ELSE {text} END"
    return text


def read_parquet_sheet(file: ArrivedFile | Path) -> Sheet:
    """
    Read a Parquet file as a sheet: the names of its columns are row 1, NULL is a blank cell.

    Row: as many as the file has, each on the row after its place. Dates, and times at midnight, are
    written 2018-01-29 and stand in ``dates``; booleans are true and false.

    Returns:
        The sheet; or a sheet with one problem where the file is no Parquet, is cut or damaged, has
        over 200,000 rows or five million cells, or where DuckDB is not installed.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="evidence-") as scratch:
            private = Path(scratch).resolve()
            path = _on_disk(file, private)
            with open_engine(private, path) as engine:
                return _sheet(engine, file.name, path)
    except ImportError:
        message = "a Parquet file needs DuckDB; install evidence-lib[large]"
        return _unread(file.name, "extra-missing", message)
    except UnreadableError as error:
        return _unread(file.name, error.rule, str(error))
    except OSError:
        return _unread(file.name, "not-readable", "could not be read from the disk")


def _unread(name: str, rule: str, message: str) -> Sheet:
    return Sheet(name, problems=(Problem(name, 0, "", rule, message),))


def _on_disk(file: ArrivedFile | Path, folder: Path) -> Path:
    if isinstance(file, Path):
        return literal_path(file.resolve(), folder)
    path = folder / "evidence.parquet"
    path.write_bytes(file.data)
    return path


def _sheet(engine: DuckDBPyConnection, name: str, path: Path) -> Sheet:
    columns = _columns(engine, path)
    heading = tuple(column for column, _ in columns)
    rows = _rows(engine, path, columns)
    numbered = {row: cells for row, cells in enumerate(rows, start=2) if any(cells)}
    dated = [place for place, (_, kind) in enumerate(columns) if kind in DAYS]
    dates = frozenset(
        (row, place)
        for row, cells in numbered.items()
        for place in dated
        if len(cells[place]) == DAY_LENGTH
    )
    return Sheet(name, {1: heading, **numbered}, read_as="Parquet", dates=dates)


def _rows(
    engine: DuckDBPyConnection, path: Path, columns: Sequence[tuple[str, str]]
) -> list[tuple[str, ...]]:
    names = [f"a{position}" for position in range(len(columns))]
    source = f"FROM {SOURCE} AS a({', '.join(names)})"
    ((count,),) = ask(engine, f"SELECT count(*) {source}", path=str(path))
    if count > MOST_ROWS or count * len(columns) > MOST_CELLS:
        message = f"has {count:,} rows; a table may have {MOST_ROWS:,} and {MOST_CELLS:,} cells"
        raise UnreadableError("too-large", f"{message} (see [[aggregates]] for large evidence)")
    texts = [_as_text(each, kind) for each, (_, kind) in zip(names, columns, strict=True)]
    cells = [f"coalesce({text}, '')" for text in texts]
    size = " + ".join(f"length({cell})" for cell in cells)
    ((characters,),) = ask(engine, f"SELECT coalesce(sum({size}), 0) {source}", path=str(path))
    if characters > MOST_CHARACTERS:
        raise UnreadableError("too-large", f"holds over {MOST_CHARACTERS:,} characters")
    return ask(engine, f"SELECT {', '.join(cells)} {source}", path=str(path))
