"""Writing the invented review: plain CSV files and one ``review.toml``."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from evidence_lib.contract import TABLES, Table
from evidence_lib.errors import EvidenceError, ParameterError, require_slug, shown
from evidence_lib.example.build import build_tables
from evidence_lib.example.review_file import review_file
from evidence_lib.example.rows import Row
from evidence_lib.example.scene import REQUESTS, RESPONDENTS, Size


def write_example(
    directory: Path | str,
    *,
    seed: int = 2018,
    requests: int = REQUESTS,
    respondents: int = RESPONDENTS,
) -> Path:
    """
    Write the folder of a review of an invented partnership, with every table of the contract.

    Args:
        directory: A folder that does not exist yet or is empty; its name becomes the review's.
        seed: The same seed gives the same bytes.
        requests: Requests for assistance; every count of children grows with it.
        respondents: Staff who answered the survey; the workforce grows with it.

    Returns:
        The folder written.

    Raises:
        ParameterError: A number is below what it may be, or the folder's name is no slug.
        EvidenceError: *directory* is a file, or a folder with something in it.
    """
    for name, number, least in (
        ("seed", seed, 0),
        ("requests", requests, 1),
        ("respondents", respondents, 1),
    ):
        _require_at_least(name, number, least)
    require_slug("folder", Path(directory).resolve().name, doing="writing an example")
    folder = _empty_folder(Path(directory))
    tables = build_tables(Size(seed, requests, respondents))
    for table in TABLES:
        _write(folder / file_name(table.name), _csv(table, tables[table.name]))
    files = {table.name: file_name(table.name) for table in TABLES}
    _write(folder / "review.toml", review_file(folder.resolve().name, files))
    return folder


def file_name(table_name: str) -> str:
    """Name the file of a table, so that the name alone says that the evidence is made up."""
    return f"{table_name}_synthetic.csv"


def _require_at_least(name: str, number: int, least: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or number < least:
        raise ParameterError(
            f'writing an example: "{name}" must be a whole number of {least} or more; '
            f"got {shown(number)}"
        )


def _empty_folder(folder: Path) -> Path:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EvidenceError(
            f"writing an example: {folder} must be a new or empty folder; something is there"
        )
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _csv(table: Table, rows: list[Row]) -> str:
    names = [column.name for column in table.columns]
    names += [name for name in rows[0] if name not in names] if table.open_to else []
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_cells(row) for row in rows)
    return out.getvalue()


def _cells(row: Mapping[str, object]) -> dict[str, str]:
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)
