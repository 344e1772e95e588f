"""A review folder to a `Review`: every table, every problem, every row accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from evidence_lib.contract import TABLES, Table
from evidence_lib.errors import (
    SLUG_RULE,
    BadEvidenceError,
    Problem,
    ReviewNotFoundError,
    is_slug,
    shown,
)
from evidence_lib.evidence import ReviewFacts
from evidence_lib.loaders.folder import FolderReading, read_folder
from evidence_lib.loaders.key_order import in_key_order
from evidence_lib.loaders.links import (
    check_key_indicators,
    check_links,
    check_periods,
    check_second_coders,
    check_terms_of_areas,
    check_unique,
    check_values,
)
from evidence_lib.loaders.mappings import FILE
from evidence_lib.loaders.safety import check_safety_concerns
from evidence_lib.loaders.settings import Cover, Settings, read_settings
from evidence_lib.loaders.tables import MARK_COLUMNS, TableReading, empty_frame

ACCOUNT_COLUMNS = (
    "file", "table", "read", "kept", "refused", "duplicates", "read_as", "sha256",
)  # fmt: skip
COUNTED = "counted into indicator_values"


@dataclass(frozen=True)
class Review:
    """
    One review as read.

    ``tables`` maps each name of the contract to its frame, its rows in the order of their keys (an
    absent table is an empty frame with its columns); ``areas`` has a row an improvement area;
    ``accounting`` a row a file and table: read, kept, refused, duplicates, how it was read and its
    checksum; ``marks`` a row a cell that holds a mark in place of a number, such as ``[c]``.
    ``problems`` stop a pack, ``flags`` do not.
    """

    name: str
    folder: Path
    settings: Settings
    areas: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    problems: tuple[Problem, ...]
    flags: tuple[Problem, ...]
    accounting: pd.DataFrame
    marks: pd.DataFrame

    @property
    def cover(self) -> Cover:
        """What it calls itself, as far as ``review.toml`` could be read."""
        return self.settings.cover

    @property
    def facts(self) -> ReviewFacts:
        """
        What ``review.toml`` says of the review.

        Raises:
            BadEvidenceError: It has problems; the error holds all of them.
        """
        if self.settings.facts is None:
            raise BadEvidenceError(self.name, self.problems)
        return self.settings.facts

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
        return _review(folder, settings, FolderReading(problems=list(settings.problems)))
    return _assembled(folder, settings, read_folder(folder, settings))


def _assembled(folder: Path, settings: Settings, found: FolderReading) -> Review:
    """Put the files of each table together, once the rows that contradict others are refused."""
    in_their_areas = check_terms_of_areas(found.readings, settings.areas)
    coded = check_safety_concerns(check_second_coders(in_their_areas))
    readings = check_links(check_unique(check_values(check_periods(coded))))
    unknown = check_key_indicators(readings, settings.areas)
    problems = [*found.problems, *unknown, *_missing_tables(readings)]
    return _review(folder, settings, replace(found, readings=readings, problems=problems))


def _missing_tables(readings: Sequence[TableReading]) -> list[Problem]:
    filled = {each.table.name for each in readings if each.read or each.problems}
    there = {each.table.name: each.file for each in readings if each.file}
    return [
        Problem(there[table.name], 0, "", "no-rows", "every review must have rows in this table")
        if table.name in there
        else Problem(
            f"{table.name}.csv", 0, "", "missing-file", "every review must have this table"
        )
        for table in TABLES
        if table.required and table.name not in filled
    ]


def _review(folder: Path, settings: Settings, found: FolderReading) -> Review:
    readings = found.readings
    problems = [*found.problems, *(problem for each in readings for problem in each.problems)]
    problems += _wrong_name(folder.name)
    flags = [*found.flags, *(flag for each in readings for flag in each.flags)]
    return Review(
        name=folder.name,
        folder=folder,
        settings=settings,
        areas=settings.areas,
        tables={table.name: _together(table, readings) for table in TABLES},
        problems=tuple(sorted(set(problems))),
        flags=tuple(sorted(set(flags))),
        accounting=_accounting(found),
        marks=pd.DataFrame(
            [mark for each in readings for mark in each.shown_marks()], columns=list(MARK_COLUMNS)
        ),
    )


def _wrong_name(name: str) -> list[Problem]:
    """Refuse a folder whose name could not name the folder of its pack on every system."""
    message = f"the folder of the review must be called by {SLUG_RULE}; it is called {shown(name)}"
    return [] if is_slug(name) else [Problem(FILE, 0, "", "review-name", message)]


def _together(table: Table, readings: Sequence[TableReading]) -> pd.DataFrame:
    frames = [each.frame for each in readings if each.table is table]
    filled = [frame for frame in frames if len(frame)] or frames[:1] or [empty_frame(table)]
    whole = filled[0] if len(filled) == 1 else _stacked(filled)
    return in_key_order(whole, table.key)


def _stacked(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(list(frames), ignore_index=True)


def _accounting(found: FolderReading) -> pd.DataFrame:
    counted = [
        (each.file, COUNTED, each.read, each.kept, each.refused, each.duplicates, each.read_as,
         each.sha256)
        for each in found.large
    ]  # fmt: skip
    rows = [
        (each.file, each.table.name, each.read, len(each.frame), each.refused, each.duplicates,
         each.read_as, each.sha256)
        for each in found.readings
        if each.file
    ]  # fmt: skip
    return pd.DataFrame([*counted, *rows], columns=list(ACCOUNT_COLUMNS))
