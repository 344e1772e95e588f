"""What reads large files: a DuckDB of its own, closed in, and the table it puts their rows into."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY_LIMIT = "512MB"
THREADS = 2
FIRST_ROWS = 5
MEANT_AS_PATTERN = set("*?[]{}")


class UnreadableError(ValueError):
    """A whole file cannot be read: the rule's name, the message for its sender, the row."""

    def __init__(self, rule: str, message: str, row: int = 0) -> None:
        self.rule = rule
        self.row = row
        super().__init__(message)


@dataclass
class Found:
    """How many rows break one rule, and the first few of them as a spreadsheet numbers them."""

    count: int = 0
    rows: list[int] = field(default_factory=list)

    def add(self, row: int) -> None:
        """Count one more row."""
        self.count += 1
        if len(self.rows) < FIRST_ROWS:
            self.rows.append(row)


@dataclass(frozen=True)
class Arrived:
    """
    What was put into the table ``arrived``: its column ``n`` is the row a spreadsheet shows.

    The other columns are ``c0``, ``c1`` and so on, one a heading: text, never NULL, without spaces
    around it.
    ``surplus`` and ``short`` are rows of the file that were left out for their number of cells.
    """

    header: tuple[str, ...]
    read_as: str
    sha256: str
    surplus: Found = field(default_factory=Found)
    short: Found = field(default_factory=Found)


@contextmanager
def open_engine(folder: Path, *paths: Path) -> Iterator[DuckDBPyConnection]:
    """
    Open a DuckDB of its own that spills into *folder*, reads *paths* and reaches nothing else.

    Raises:
        ImportError: DuckDB is not installed.
        UnreadableError: DuckDB cannot be closed in like this; it is of another version.
    """
    import duckdb

    engine = duckdb.connect(":memory:")
    try:
        for setting, value in _settings(folder, paths).items():
            ask(engine, f"SET {setting} = $value", value=value)
        yield engine
    finally:
        engine.close()


def _settings(folder: Path, paths: Sequence[Path]) -> dict[str, Any]:
    return {
        "memory_limit": MEMORY_LIMIT,
        "threads": THREADS,
        "temp_directory": str(folder),
        "preserve_insertion_order": True,
        "enable_progress_bar": False,
        "python_enable_replacements": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allowed_directories": [str(folder)],
        "allowed_paths": [str(path) for path in paths],
        "enable_external_access": False,
        "lock_configuration": True,
    }


def ask(engine: DuckDBPyConnection, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """
    Run one statement with its parameters bound, and give the rows of its answer.

    Raises:
        UnreadableError: DuckDB cannot read the file, or needs more memory than it is allowed.
    """
    import duckdb

    try:
        return engine.execute(query, parameters or None).fetchall()
    except duckdb.OutOfMemoryException:
        message = "needs more memory, or more room on the disk, than is allowed"
        raise UnreadableError("too-large", message) from None
    except duckdb.Error:
        message = "is cut off, damaged or of a kind that cannot be read"
        raise UnreadableError("damaged-file", message) from None


def arrive(engine: DuckDBPyConnection, source: str, texts: Sequence[str], path: Path) -> int:
    """
    Make the table ``arrived`` of the SQL *source*, which reads ``$path`` and numbers rows as ``n``.

    Args:
        engine: The open engine.
        source: A SELECT of ``n`` and the columns that *texts* are made of.
        texts: The SQL of each column's text.
        path: The file.

    Returns:
        How many rows arrived.

    Raises:
        UnreadableError: DuckDB cannot read the file.
    """
    columns = [f"trim(coalesce({text}, '')) AS c{place}" for place, text in enumerate(texts)]
    made = f"CREATE OR REPLACE TEMP TABLE arrived AS SELECT n, {', '.join(columns)} FROM ({source})"
    ask(engine, made, path=str(path))
    return int(ask(engine, "SELECT count(*) FROM arrived")[0][0])


def literal_path(path: Path, folder: Path) -> Path:
    """Give *path*, or a copy in *folder* where DuckDB would take the path for a pattern."""
    if not MEANT_AS_PATTERN.intersection(str(path)):
        return path
    copy = folder / f"evidence{path.suffix.lower()}"
    shutil.copyfile(path, copy)
    return copy


def checked_heading(header: tuple[str, ...]) -> tuple[str, ...]:
    """
    Give the headings back, stripped.

    Raises:
        UnreadableError: There is none, one is blank, or one stands twice.
    """
    stripped = tuple(heading.strip() for heading in header)
    if not any(stripped):
        raise UnreadableError("empty-file", "has no headings that can be read in row 1")
    if "" in stripped:
        blank = stripped.index("") + 1
        raise UnreadableError("blank-heading", f"column {blank} has no heading", 1)
    if len(set(stripped)) < len(stripped):
        raise UnreadableError("repeated-heading", "a heading stands more than once", 1)
    return stripped
