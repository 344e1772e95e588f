"""
A review as notebooks and answers hold it: its facts, its areas and its tables, as at one day.

Read by ``loaders.open_review``; nothing here reads, counts or shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from evidence_lib.errors import Problem, ReviewNotFoundError

Result = TypeVar("Result")


@dataclass(frozen=True)
class SignOff:
    """
    Who made a review and who checked it, as they wish to be named: a name or a role.

    Each is empty, and ``checked_on`` None, where that is not done yet.
    """

    analyst: str = ""
    checker: str = ""
    checked_on: date | None = None

    @property
    def whole(self) -> bool:
        """Whether somebody made it and another checked it on a day."""
        return bool(self.analyst and self.checker and self.checked_on)


@dataclass(frozen=True)
class ReviewFacts:
    """
    What ``review.toml`` says of the review; ``as_at`` is the day spoken from.

    The days of the joint inspection and of its report are None where they are not known; `contact`
    says how to reach the review team, and is empty where nobody is named.
    """

    title: str
    partnership: str
    place: str
    status: str
    fieldwork_from: date
    fieldwork_to: date
    as_at: date
    inspected_from: date | None = None
    inspected_to: date | None = None
    inspection_published_on: date | None = None
    bodies: tuple[str, ...] = ()
    contact: str = ""
    sign_off: SignOff = SignOff()

    @property
    def fieldwork_days(self) -> int:
        """Days of fieldwork, both ends counted."""
        return (self.fieldwork_to - self.fieldwork_from).days + 1


@dataclass(frozen=True)
class Comparators:
    """The places a place is set beside: the nation, and the councils of its family group."""

    national: str
    family_group: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """
    One review, read clean.

    ``tables`` maps each name of the contract to its frame as it stood on the day spoken from (an
    absent table is an empty frame with its columns), ``later`` the names of those that have rows of
    after that day to these rows, ``reported`` the tables as they stood on the review's own day,
    which the figures of its report speak of; ``areas`` has a row an improvement area;
    ``accounting`` a row a file and table; ``marks`` a row a cell that holds a mark in place of a
    number. ``threshold`` is the review's own for small groups, ``request_days`` its standard for
    first help, ``progress_scale`` its levels.
    """

    name: str
    folder: Path
    facts: ReviewFacts
    comparators: Comparators
    threshold: int
    request_days: int
    progress_scale: Mapping[str, Any]
    areas: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    later: Mapping[str, pd.DataFrame]
    reported: Mapping[str, pd.DataFrame]
    flags: tuple[Problem, ...]
    accounting: pd.DataFrame
    marks: pd.DataFrame
    profile: str = "public"
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def as_at(self) -> date:
        """The day spoken from."""
        return self.facts.as_at

    @property
    def place(self) -> str:
        """The place under review, as the tables of figures call it."""
        return self.facts.place

    @property
    def national(self) -> str:
        """The nation its figures are set beside."""
        return self.comparators.national

    @property
    def family_group(self) -> tuple[str, ...]:
        """The councils its figures are set beside."""
        return self.comparators.family_group

    def ever(self, name: str) -> pd.DataFrame:
        """
        Give a table with its later rows too: to check or to list, never to reckon with.

        Row: one row of the table.
        """
        known = self.tables[name]
        if name not in self.later:
            return known
        return pd.concat([known, self.later[name]], ignore_index=True)

    def area(self, number: int | str) -> Area:
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
        row = chosen.iloc[0]
        return Area(
            number=row["area"], title=row["title"], wording=row["wording"],
            location=row["location"], criteria=row["criteria"],
            tables=narrowed, review=self,
        )  # fmt: skip

    def once(self, name: str, make: Callable[[], Result]) -> Result:
        """Keep a costly result under *name*: it is reckoned once for this review and day."""
        if name not in self.kept:
            self.kept[name] = make()
        kept: Result = self.kept[name]
        return kept


@dataclass(frozen=True)
class Area:
    """
    One improvement area: what was asked, its tables, and the whole review behind it.

    ``tables`` are those of the review; a table with an ``area`` column keeps the area's rows only.
    """

    number: str
    title: str
    wording: str
    location: str
    criteria: Mapping[str, str]
    tables: Mapping[str, pd.DataFrame]
    review: Evidence

    @property
    def heading(self) -> str:
        """The title of its page."""
        return f"Improvement area {self.number}: {self.title}"

    @property
    def facts(self) -> ReviewFacts:
        """What ``review.toml`` says of the review."""
        return self.review.facts

    @property
    def as_at(self) -> date:
        """The day spoken from."""
        return self.review.as_at

    @property
    def place(self) -> str:
        """The place under review."""
        return self.review.place

    @property
    def national(self) -> str:
        """The nation its figures are set beside."""
        return self.review.national

    @property
    def family_group(self) -> tuple[str, ...]:
        """The councils its figures are set beside."""
        return self.review.family_group

    @property
    def indicators(self) -> pd.DataFrame:
        """The definitions of its indicators, by ``indicator_id``. Row: one indicator."""
        return self.tables["indicators"].set_index("indicator_id", drop=False)
