"""What reading found, in words: every problem and flag, grouped by file, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from evidence_lib.checking.grouping import (
    LISTED_IN_A_FILE,
    Group,
    columns_of,
    how_often,
    place_of,
    plain,
    sum_up,
)
from evidence_lib.english import counted, still_json
from evidence_lib.errors import Problem

SCHEMA_VERSION = 1
LINES_OF_A_REVIEW = 100
FINENESS = (LISTED_IN_A_FILE, 20, 5, 1)
COUNTS = ("read", "kept", "refused", "duplicates")
FIELDS = ("file", "row", "column", "letter", "rule", "message")
TO_MEND = "Nothing was changed. Mend the files and run this again."
LOOK_FIRST = "Look at the flags first: nothing needs to change for them."


class Cover(Protocol):
    """What a review calls itself, right or wrong; empty where that cannot be read."""

    @property
    def title(self) -> str:
        """The title of the review."""

    @property
    def partnership(self) -> str:
        """The partnership under review."""

    @property
    def as_at(self) -> str:
        """The day it speaks from, in words."""


class Checked(Protocol):
    """What `loaders.read_review` returns of one review."""

    @property
    def name(self) -> str:
        """The name of its folder."""

    @property
    def cover(self) -> Cover:
        """What it calls itself in its ``review.toml``."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stops a pack."""

    @property
    def flags(self) -> tuple[Problem, ...]:
        """What is to be looked at."""

    @property
    def accounting(self) -> pd.DataFrame:
        """Its rows accounted for, a row a file: read = kept + refused + duplicates."""


@dataclass(frozen=True)
class FileReport:
    """
    One file of a review and everything to be said about it.

    ``accounts`` has a row a table read from the file, as in `Checked.accounting`; none for a file
    that holds no table, or was not there.
    """

    name: str
    accounts: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    flags: tuple[Problem, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether there is nothing to mend and nothing to look at."""
        return not self.problems and not self.flags


def by_file(review: Checked) -> list[FileReport]:
    """Sort what was found in a review by file, in the order of their names; one row is a file."""
    accounts: dict[str, list[Mapping[str, Any]]] = {}
    for account in account_rows(review.accounting):
        accounts.setdefault(str(account["file"]), []).append(account)
    problems, flags = _filed(review.problems), _filed(review.flags)
    return [
        FileReport(
            name,
            tuple(accounts.get(name, ())),
            tuple(problems.get(name, ())),
            tuple(flags.get(name, ())),
        )
        for name in sorted({*accounts, *problems, *flags})
    ]


def _filed(found: Iterable[Problem]) -> dict[str, list[Problem]]:
    files: dict[str, list[Problem]] = {}
    for problem in found:
        files.setdefault(problem.file, []).append(problem)
    return files


def account_rows(accounting: pd.DataFrame) -> list[dict[str, Any]]:
    """List the rows of an accounting frame, counts as whole numbers and the rest as text."""
    return [
        {
            str(name): int(value) if name in COUNTS else "" if pd.isna(value) else str(value)
            for name, value in row.items()
        }
        for row in accounting.to_dict("records")
    ]


def account_of(account: Mapping[str, Any]) -> str:
    """Account for the rows of one file: ``9 rows read = 8 kept + 1 refused + 0 duplicates``."""
    return (
        f"{counted(account['read'], 'row')} read = {account['kept']:,} kept + "
        f"{account['refused']:,} refused + {counted(account['duplicates'], 'duplicate')}"
    )


def check_json(reviews: Sequence[Checked]) -> str:
    """
    Write everything that was found as one JSON document, nothing summed up.

    Returns:
        ``schema_version`` and ``reviews``, each with ``name``, ``problems``, ``flags`` (one row is
        a problem, as `errors.Problem`) and ``accounting`` (one row is a file).
    """
    document = {"schema_version": SCHEMA_VERSION, "reviews": [_as_data(each) for each in reviews]}
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return still_json(text)


def _as_data(review: Checked) -> dict[str, Any]:
    return {
        "name": review.name,
        "problems": [_fields(problem) for problem in review.problems],
        "flags": [_fields(flag) for flag in review.flags],
        "accounting": account_rows(review.accounting),
    }


def _fields(problem: Problem) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in FIELDS}


def check_report(reviews: Sequence[Checked]) -> list[str]:
    """
    Write the report for a screen: a headline a review, its files, and what to do next.

    Returns:
        Lines. Up to 50 problems of a file are said in full; more, or many in all, are summed up.
    """
    lines = [line for review in reviews for line in _review_lines(review)]
    return [*lines, closing(reviews)]


def closing(reviews: Sequence[Checked]) -> str:
    """Say what to do next."""
    if any(review.problems for review in reviews):
        return TO_MEND
    ready = "A pack can be built." if len(reviews) == 1 else "The packs can be built."
    return f"{ready} {LOOK_FIRST}" if any(review.flags for review in reviews) else ready


def _review_lines(review: Checked) -> list[str]:
    files = by_file(review)
    totals = {name: int(review.accounting[name].sum()) for name in COUNTS}
    lines = [
        f"{plain(review.name)}: {counted(len(review.problems), 'problem')}, "
        f"{counted(len(review.flags), 'flag')}",
        f"  rows read {totals['read']:,} = kept {totals['kept']:,} + refused "
        f"{totals['refused']:,} + duplicates {totals['duplicates']:,}, "
        f"in {counted(review.accounting['file'].nunique(), 'file')}",
    ]
    most = _fine_enough(files)
    for file in sorted(files, key=lambda file: not file.silent):
        lines += _file_lines(file, most)
    return lines


def _fine_enough(files: Sequence[FileReport]) -> int:
    found = [each for file in files for each in (file.problems, file.flags)]
    for most in FINENESS:
        if sum(len(sum_up(each, most)) for each in found) <= LINES_OF_A_REVIEW:
            break
    return most


def _file_lines(file: FileReport, most: int) -> list[str]:
    name = plain(file.name)
    lines = [f"  {name}: {_as_read(account)}" for account in file.accounts] or [f"  {name}"]
    for heading, found in (("to mend", file.problems), ("to look at", file.flags)):
        if found:
            lines.append(f"    {heading} ({len(found):,}):")
            lines += [f"      {group_line(group)}" for group in sum_up(found, most)]
    return lines


def _as_read(account: Mapping[str, Any]) -> str:
    read_as = plain(account.get("read_as", ""))
    return f"{read_as}; {account_of(account)}" if read_as else account_of(account)


def group_line(group: Group) -> str:
    """Say a group in one line: a single problem in full, several with their count and rows."""
    if len(group.problems) == 1:
        return f"{place_of(group)}: {group.message} [{group.rule}]"
    columns = columns_of(group)
    where = f"{group.rule} in {columns}" if columns else group.rule
    return f"{where}: {how_often(group)}: {group.message}"
