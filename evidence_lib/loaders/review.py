"""A review folder to a `Review`: every table, every problem, every row accounted for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from evidence_lib.contract import TABLES, Table
from evidence_lib.errors import (
    BadEvidenceError,
    ParameterError,
    Problem,
    ReviewNotFoundError,
    shown,
)
from evidence_lib.loaders.links import check_links, check_terms_of_areas, check_unique
from evidence_lib.loaders.settings import FILE, Settings, read_settings
from evidence_lib.loaders.tables import TableReading, empty_frame, read_table
from evidence_lib.loaders.values import Reading

ACCOUNT_COLUMNS = ("file", "table", "read", "kept", "refused", "duplicates")


@dataclass(frozen=True)
class AreaEvidence:
    """
    One improvement area: what was asked, and the tables narrowed to it.

    ``tables`` are those of the review; a table with an ``area`` column keeps the area's rows only.
    """

    area: str
    title: str
    wording: str
    location: str
    notebook: str
    components: tuple[str, ...]
    criteria: dict[str, str]
    tables: dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Review:
    """
    One review as read.

    ``tables`` maps each name of the contract to its frame (an absent table is an empty frame with
    its columns); ``areas`` has a row an improvement area; ``accounting`` a row a file: read, kept,
    refused, duplicates. ``problems`` stop a pack, ``flags`` do not.
    """

    name: str
    folder: Path
    settings: dict[str, Any]
    areas: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    problems: tuple[Problem, ...]
    flags: tuple[Problem, ...]
    accounting: pd.DataFrame

    def __fspath__(self) -> str:
        # A notebook names the folder and the review by one word; so its first cell runs twice.
        return str(self.folder)

    def as_at(self, day: str) -> Review:
        """
        Speak from another day: what is known, waiting or due is reckoned by it.

        Raises:
            ParameterError: *day* is no date such as 2018-02-02.
        """
        try:
            spoken_from = date.fromisoformat(day)
        except ValueError:
            raise ParameterError(
                f"reading review {self.name}: as_at must be a date such as 2018-02-02; "
                f"got {shown(day)}"
            ) from None
        part = {**self.settings.get("review", {}), "as_at": spoken_from}
        return replace(self, settings={**self.settings, "review": part})

    def of_area(self, number: int | str) -> AreaEvidence:
        """
        Narrow the review to one improvement area.

        Raises:
            ReviewNotFoundError: The review has no such area; the message lists those it has.
        """
        chosen = self.areas[self.areas["area"] == str(number)]
        if chosen.empty:
            have = ", ".join(self.areas["area"])
            raise ReviewNotFoundError(f"review {self.name} has areas {have}; got {number}")
        narrowed = {
            name: frame[frame["area"] == str(number)].reset_index(drop=True)
            if "area" in frame.columns
            else frame
            for name, frame in self.tables.items()
        }
        row = {str(column): value for column, value in chosen.iloc[0].items()}
        return AreaEvidence(**row, tables=narrowed)

    def require_clean(self) -> None:
        """
        Go on only with evidence that was read as it was meant.

        Raises:
            BadEvidenceError: There are problems; the error holds all of them.
        """
        if self.problems:
            raise BadEvidenceError(self.name, self.problems)


def review_folders(data_dir: Path) -> list[Path]:
    """List the folders under *data_dir* that hold a review, by name."""
    return sorted(path.parent for path in data_dir.glob(f"*/{FILE}"))


def read_review(review_dir: Path | str) -> Review:
    """
    Read one review folder: ``review.toml`` and its tables.

    Returns:
        The review. Bad evidence never raises: it is in ``problems``, all of it at once, and the
        rows concerned are not in ``tables``.

    Raises:
        ReviewNotFoundError: *review_dir* is no folder with a ``review.toml``.
    """
    folder = Path(review_dir).resolve()
    if not (folder / FILE).is_file():
        raise ReviewNotFoundError(f"reading a review: the folder {folder.name} has no {FILE}")
    settings = read_settings(folder)
    if settings.problems:
        return _review(folder, settings, {}, list(settings.problems))
    readings = _read_tables(folder, settings)
    readings = check_links(check_unique(check_terms_of_areas(readings, settings.areas)))
    missing = _missing_tables(readings)
    return _review(folder, settings, readings, [*missing, *_unknown_files(folder, readings)])


def _read_tables(folder: Path, settings: Settings) -> dict[str, TableReading]:
    readings: dict[str, TableReading] = {}
    for table in TABLES:
        path = folder / settings.values.get("files", {}).get(table.name, f"{table.name}.csv")
        if path.is_file():
            readings[table.name] = read_table(
                path,
                table,
                reading=_reading(table, settings),
                renamed=settings.values.get("columns", {}).get(table.name, {}),
                questions=_questions(table, readings),
            )
        else:
            readings[table.name] = TableReading(table, "", empty_frame(table))
    return readings


def _reading(table: Table, settings: Settings) -> Reading:
    day_first = settings.values.get("dates", {}).get(table.name) == "day_first"
    return Reading(tuple(settings.areas["area"]), day_first)


def _questions(table: Table, readings: dict[str, TableReading]) -> pd.DataFrame:
    return readings[table.open_to].frame if table.open_to else pd.DataFrame()


def _missing_tables(readings: dict[str, TableReading]) -> list[Problem]:
    return [
        Problem(f"{table.name}.csv", 0, "", "missing-file", "every review must have this table")
        for table in TABLES
        if table.required and not readings[table.name].file
    ]


def _unknown_files(folder: Path, readings: dict[str, TableReading]) -> list[Problem]:
    known = {each.file for each in readings.values()}
    return [
        Problem(path.name, 0, "", "unknown-file", "is no table of the contract and was not read")
        for path in sorted(folder.glob("*.csv"))
        if path.name not in known
    ]


def _review(
    folder: Path, settings: Settings, readings: dict[str, TableReading], problems: list[Problem]
) -> Review:
    found = [*problems, *(problem for each in readings.values() for problem in each.problems)]
    return Review(
        name=folder.name,
        folder=folder,
        settings=settings.values,
        areas=settings.areas,
        tables={name: each.frame.reset_index(drop=True) for name, each in readings.items()}
        or {table.name: empty_frame(table) for table in TABLES},
        problems=tuple(sorted(found)),
        flags=tuple(sorted(flag for each in readings.values() for flag in each.flags)),
        accounting=_accounting(readings),
    )


def _accounting(readings: dict[str, TableReading]) -> pd.DataFrame:
    rows = [
        (each.file, name, each.read, len(each.frame), each.refused, each.duplicates)
        for name, each in readings.items()
        if each.file
    ]
    return pd.DataFrame(rows, columns=list(ACCOUNT_COLUMNS))
