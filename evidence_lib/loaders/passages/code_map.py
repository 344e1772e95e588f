"""The code map of ``review.toml``: what each code of a coded text means as evidence."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from evidence_lib.contract import table
from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.passages.coded import CodedProject

FILE = "review.toml"
DOCUMENTS = "documents"
MARKS = ("ignore", "may_be_quoted")
COMPUTED = ("item_id", "location", "summary", "quotation", "quotation_reviewed")
"""Columns that come from the passage itself; a passage is reviewed by a coder's mark alone."""

GIVEN = tuple(
    column.name for column in table("evidence_items").columns if column.name not in COMPUTED
)
NEAR = 0.7


class CodeMap:
    """The entries of ``[codes]``, found by a code's path or by its last name."""

    def __init__(self, codes: Mapping[str, Any], paths: Iterable[str]) -> None:
        self._codes = codes
        self._paths = tuple(dict.fromkeys(paths))
        self._last = Counter(_last_name(path) for path in self._paths)

    def key(self, path: str) -> str | None:
        """Find the key that stands for a code: its path, or its last name if no other has it."""
        if path in self._codes:
            return path
        last = _last_name(path)
        return last if last in self._codes and self._last[last] == 1 else None

    def entry(self, path: str) -> Mapping[str, Any] | None:
        """Find what a code means; None where the map does not say."""
        key = self.key(path)
        value = self._codes[key] if key is not None else None
        return value if isinstance(value, Mapping) else None

    def unmapped_problems(self, file: str, unmapped: Mapping[str, int]) -> list[Problem]:
        """Say of each code that is in no map how many passages it has, and what may be meant."""
        return [self._unmapped(file, path, number) for path, number in unmapped.items()]

    def _unmapped(self, file: str, path: str, number: int) -> Problem:
        if _last_name(path) in self._codes and _last_name(path) != path:
            message = f"{number} passage(s) stand under {shown(path)}, and other codes end in the "
            message += f"same name; give the whole path in [codes] of {FILE}"
            return Problem(file, 0, "", "ambiguous-code", message)
        message = f"{number} passage(s) stand under the code {shown(path)}, which [codes] of {FILE}"
        message += (
            f" does not name{near_miss(path, self._codes)}; give its columns, or ignore = true"
        )
        return Problem(file, 0, "", "unmapped-code", message)


def map_problems(codes: Mapping[str, Any]) -> list[Problem]:
    """
    Check ``[codes]`` of review.toml: columns, or one mark alone, under every code.

    Returns:
        A problem for each entry that is no section, names a column that a code cannot give, or
        sets ``ignore`` or ``may_be_quoted`` to something other than true or beside columns.
    """
    problems = []
    for name, entry in codes.items():
        section = f'codes."{name}"'
        marks = [mark for mark in MARKS if isinstance(entry, Mapping) and mark in entry]
        if marks and (len(entry) > 1 or entry[marks[0]] is not True):
            message = f"{marks[0]} must be true, and stand alone"
            problems.append(Problem(FILE, 0, section, "mark-not-alone", message))
        elif not marks:
            problems += column_faults(section, entry)
    return problems


def column_faults(section: str, columns: Any) -> list[Problem]:
    """Check the columns that a section of review.toml gives to passages."""
    if not isinstance(columns, Mapping):
        message = "must be a section of columns of evidence_items"
        return [Problem(FILE, 0, section, "not-a-section", message)]
    return [
        problem
        for name, value in columns.items()
        for problem in _column_fault(section, name, value)
    ]


def _column_fault(section: str, name: str, value: Any) -> list[Problem]:
    place = f"{section}.{name}"
    if name in COMPUTED:
        message = "comes from the passage and cannot be given here"
        return [Problem(FILE, 0, place, "computed-column", message)]
    if name not in GIVEN:
        message = f"is no column that passages can be given{near_miss(name, GIVEN)}"
        return [Problem(FILE, 0, place, "unknown-column", message)]
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        message = "must be text, a number or a date"
        return [Problem(FILE, 0, place, "not-a-value", message)]
    return []


def unused_codes(codes: Mapping[str, Any], projects: Iterable[CodedProject]) -> list[Problem]:
    """Flag each entry of ``[codes]`` that stands for no code of any file."""
    paths = [[code.path for code in project.codes] for project in projects]
    used = {CodeMap(codes, each).key(path) for each in paths for path in each}
    every_path = [path for each in paths for path in each]
    every_name = [*every_path, *map(_last_name, every_path)]
    return [
        Problem(
            FILE,
            0,
            f'codes."{name}"',
            "unused-code",
            f"stands for no code of any file{near_miss(name, every_name)}",
        )
        for name in codes
        if name not in used
    ]


def near_miss(name: str, names: Iterable[str]) -> str:
    """Ask whether a name that is nearly the same was meant; empty where none is near."""
    known = list(dict.fromkeys(names))
    near = difflib.get_close_matches(name, known, n=1, cutoff=NEAR)
    near = near or difflib.get_close_matches(_last_name(name), known, n=1, cutoff=NEAR)
    folded = [each for each in known if each.casefold() == name.casefold()]
    chosen = (folded or near or [""])[0]
    return f" (did you mean {shown(chosen)}?)" if chosen else ""


def _last_name(path: str) -> str:
    return path.rpartition("/")[2]
