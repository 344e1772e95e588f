"""What may stand in the parts of ``review.toml`` that say how files of others become our tables."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from evidence_lib.contract import TABLE_NAMES, table
from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.mappings import BY_TABLE, DAY_FIRST, FILE, KINDS
from evidence_lib.loaders.passages.code_map import map_problems

DATE_ORDERS = (DAY_FIRST, "iso")
PERSONAL = ("names_file",)
WIDE = ("into", "values", "columns", "pattern")
BY_FILE = ("formats", "passages")
SECTIONS = (*BY_TABLE, *BY_FILE, "codes", "aggregates", "personal")
OTHER_SECTIONS = (
    "review", "areas", "comparators", "disclosure", "progress_scale", "standards", "sign_off",
)  # fmt: skip


def check_mappings(values: Mapping[str, Any]) -> list[Problem]:
    """
    Check every part that maps files, sheets, columns, words and codes.

    Returns:
        A problem for each thing that is of the wrong shape or names what is not there.
    """
    shapes = _check_shapes(values)
    if shapes:
        return [*_check_sections(values), *shapes]
    return [
        *_check_sections(values),
        *_check_tables(values),
        *_check_files(values),
        *_check_columns(values),
        *_check_wide(values),
        *_check_words(values),
        *_check_constants(values),
        *_check_personal(values),
        *map_problems(values.get("codes", {})),
        *_check_choices(values.get("dates", {}), "dates", DATE_ORDERS),
        *_check_choices(values.get("formats", {}), "formats", KINDS),
    ]


def problem(rule: str, message: str, column: str = "", row: int = 0) -> Problem:
    """Name one thing wrong in ``review.toml``; *column* is the dotted name of the setting."""
    return Problem(FILE, row, column, rule, message)


def near(word: str, allowed: Iterable[str]) -> str:
    """Ask whether a near miss was meant; nothing where no word is near."""
    found = difflib.get_close_matches(word, list(allowed), n=1)
    return f"; did you mean {shown(found[0])}?" if found else ""


def _check_sections(values: Mapping[str, Any]) -> list[Problem]:
    known = (*SECTIONS, *OTHER_SECTIONS)
    return [
        problem("unknown-section", f"is no part of this file{near(name, known)}", name)
        for name in values
        if name not in known
    ]


def _check_shapes(values: Mapping[str, Any]) -> list[Problem]:
    wrong = [
        problem("wrong-shape", f"must be a part of its own, headed [{name}]", name)
        for name in (*BY_TABLE, *BY_FILE, "codes", "personal")
        if not isinstance(values.get(name, {}), dict)
    ]
    for section in ("columns", "constants", "words", "wide", "passages", "codes"):
        part = values.get(section, {})
        wrong += [
            problem("wrong-shape", "must be a part of its own", f"{section}.{name}")
            for name, each in (part.items() if isinstance(part, dict) else ())
            if not isinstance(each, dict)
        ]
    aggregates = values.get("aggregates", [])
    if not isinstance(aggregates, list) or not all(isinstance(each, dict) for each in aggregates):
        wrong.append(problem("wrong-shape", "must be headed [[aggregates]]", "aggregates"))
    return wrong


def _check_tables(values: Mapping[str, Any]) -> list[Problem]:
    return [
        problem(
            "unknown-table",
            f"{shown(name)} is no table of the contract{near(name, TABLE_NAMES)}",
            section,
        )
        for section in BY_TABLE
        for name in values.get(section, {})
        if name not in TABLE_NAMES
    ]


def _check_files(values: Mapping[str, Any]) -> list[Problem]:
    found = []
    for name, given in values.get("files", {}).items():
        names = [given] if isinstance(given, str) else given
        if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
            message = "must be the name of a file, or a list of such names"
            found.append(problem("wrong-shape", message, f"files.{name}"))
        elif len(set(names)) < len(names):
            found.append(problem("repeated-file", "names a file twice", f"files.{name}"))
        elif any("/" in each or "\\" in each or each.startswith(".") for each in names):
            message = "must be names of files in the review's own folder"
            found.append(problem("outside-folder", message, f"files.{name}"))
    sheets = values.get("sheets", {})
    return found + [
        problem("wrong-shape", "must be the name of a sheet", f"sheets.{name}")
        for name, sheet in sheets.items()
        if not isinstance(sheet, str)
    ]


def _check_columns(values: Mapping[str, Any]) -> list[Problem]:
    """Check that headings and constants lead to columns that their table has."""
    named = [
        ("columns", name, heading, ours)
        for name, part in values.get("columns", {}).items()
        for heading, ours in part.items()
    ] + [
        ("constants", name, ours, ours)
        for name, part in values.get("constants", {}).items()
        for ours in part
    ]
    named += [
        ("words", name, column, column)
        for name, part in values.get("words", {}).items()
        for column in part
    ]
    found = []
    for section, name, setting, ours in named:
        if name not in TABLE_NAMES or (table(name).open_to and isinstance(ours, str)):
            continue
        columns = [each.name for each in table(name).columns]
        if ours not in columns:
            message = f"leads to {shown(ours)}, which is no column of {name}"
            message += near(str(ours), columns)
            found.append(problem("unknown-column", message, f"{section}.{name}.{setting}"))
    return found


def _check_wide(values: Mapping[str, Any]) -> list[Problem]:
    found = []
    for name, part in values.get("wide", {}).items():
        where = f"wide.{name}"
        found += [
            problem("unknown-setting", f"is no setting here{near(key, WIDE)}", f"{where}.{key}")
            for key in part
            if key not in WIDE
        ]
        found += [
            problem("required", "must be filled in with text", f"{where}.{key}")
            for key in ("into", "values")
            if not isinstance(part.get(key), str)
        ]
        columns = part.get("columns", [])
        if not isinstance(columns, list) or not all(isinstance(each, str) for each in columns):
            found.append(problem("wrong-shape", "must be a list of headings", f"{where}.columns"))
        if not columns and not isinstance(part.get("pattern"), str):
            found.append(problem("required", "needs columns or a pattern", where))
        elif not isinstance(part.get("pattern", ""), str):
            found.append(problem("wrong-shape", "must be text", f"{where}.pattern"))
    return found


def _check_words(values: Mapping[str, Any]) -> list[Problem]:
    """Check that the words of a column are a part, and each of them a single value."""
    found = []
    for name, part in values.get("words", {}).items():
        for column, words in part.items():
            where = f"words.{name}.{column}"
            if not isinstance(words, dict):
                found.append(problem("wrong-shape", "must be a part of its own", where))
                continue
            found += _check_single(words, where)
    return found


def _check_constants(values: Mapping[str, Any]) -> list[Problem]:
    return [
        wrong
        for name, part in values.get("constants", {}).items()
        for wrong in _check_single(part, f"constants.{name}")
    ]


def _check_single(part: Mapping[str, Any], where: str) -> list[Problem]:
    return [
        problem("wrong-shape", "must be a single value", f"{where}.{name}")
        for name, value in part.items()
        if isinstance(value, list | dict)
    ]


def _check_personal(values: Mapping[str, Any]) -> list[Problem]:
    """Check that the list of names is named rightly: a slip would leave it unread."""
    personal = values.get("personal", {})
    found = [
        problem("unknown-setting", f"is no setting here{near(key, PERSONAL)}", f"personal.{key}")
        for key in personal
        if key not in PERSONAL
    ]
    names_file = personal.get("names_file", "names.txt")
    if not isinstance(names_file, str) or "/" in names_file or "\\" in names_file:
        message = "must be the name of a file in the review's own folder"
        found.append(problem("outside-folder", message, "personal.names_file"))
    return found


def _check_choices(
    part: Mapping[str, Any], section: str, allowed: tuple[str, ...]
) -> list[Problem]:
    return [
        problem(
            "unknown-word",
            f"must be one of {', '.join(allowed)}; got {shown(word)}{near(str(word), allowed)}",
            f"{section}.{name}",
        )
        for name, word in part.items()
        if word not in allowed
    ]
