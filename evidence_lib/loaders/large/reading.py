"""
Large evidence: a file of millions of pupils to the values of an indicator, in bounded memory.

The engine is DuckDB (the extra ``large``). ``plan`` says what ``review.toml`` declares,
``delimited`` how a file is read with no row lost, ``rules`` how each row is judged.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence_lib.contract import table
from evidence_lib.errors import Problem, shown
from evidence_lib.loaders.grid import TextRows
from evidence_lib.loaders.large.counting import Group, count_rows, said_once
from evidence_lib.loaders.large.delimited import load_csv
from evidence_lib.loaders.large.engine import Arrived, UnreadableError, literal_path, open_engine
from evidence_lib.loaders.large.parquet import load_parquet
from evidence_lib.loaders.large.plan import MEAN, PARQUET, SCALES, Plan, read_plan

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DECIMALS = 6
"""Digits a value is rounded to, half to even; its numerator and denominator are exact."""

EXTRA_MISSING = "large files need DuckDB; install evidence-lib[large]"


@dataclass(frozen=True)
class LargeReading:
    """
    What one plan made of one large file.

    Row: ``text`` has a row an indicator value, under the headings of ``indicator_values``; its rows
    are numbered from 2 and stand in no file. ``read``, ``kept``, ``refused`` and ``duplicates``
    count the rows of the large file, blank ones aside: read = kept + refused + duplicates. A file
    that cannot be read as a whole counts none. A problem or flag speaks for all rows that break
    one rule in one column, and its ``row`` is the first of them.
    """

    file: str
    text: TextRows
    read: int = 0
    kept: int = 0
    refused: int = 0
    duplicates: int = 0
    problems: tuple[Problem, ...] = ()
    flags: tuple[Problem, ...] = ()
    sha256: str = ""
    read_as: str = ""


def read_aggregates(folder: Path, plans: Sequence[Mapping[str, Any]]) -> tuple[LargeReading, ...]:
    """
    Read the large files of a review, one reading a part of ``[[aggregates]]`` and in its order.

    A row is refused where a cell of its key, place, period, group or answer is blank, a mark for a
    missing value or outside its closed words, where its number of cells is not the heading's, or
    where an earlier row has its key and differs; it is a duplicate where the earlier one is the
    same in every cell. A share is of the rows that have an answer.

    Args:
        folder: The folder of the review, which holds the files.
        plans: The ``[[aggregates]]`` parts, as TOML gives them.

    Returns:
        The readings. Nothing is raised for bad evidence, a bad plan or a missing DuckDB: each is a
        problem of its reading.
    """
    return tuple(_read(folder, values, place) for place, values in enumerate(plans, start=1))


def _read(folder: Path, values: Mapping[str, Any], position: int) -> LargeReading:
    plan, problems = read_plan(values, position)
    if plan is None:
        named = values.get("file", "") if isinstance(values, Mapping) else ""
        return _unread(named if isinstance(named, str) else "", problems)
    path = (folder / plan.file).resolve()
    if not path.is_file():
        return _unread(plan.file, [_problem(plan, "missing-file", "is not in the review's folder")])
    try:
        return _counted(path, plan)
    except ImportError:
        return _unread(plan.file, [_problem(plan, "extra-missing", EXTRA_MISSING)])
    except UnreadableError as error:
        return _unread(plan.file, [_problem(plan, error.rule, str(error), error.row)])
    except OSError:
        message = "could not be read from the disk, or the disk is full"
        return _unread(plan.file, [_problem(plan, "not-readable", message)])


def _problem(plan: Plan, rule: str, message: str, row: int = 0) -> Problem:
    return Problem(plan.file, row, "", rule, message)


def _unread(file: str, problems: Sequence[Problem], sha256: str = "") -> LargeReading:
    return LargeReading(file, TextRows(file), problems=tuple(problems), sha256=sha256)


def _counted(path: Path, plan: Plan) -> LargeReading:
    before = _stamp(path)
    with tempfile.TemporaryDirectory(prefix="evidence-") as scratch:
        private = Path(scratch).resolve()
        literal = literal_path(path, private)
        with open_engine(private, literal) as engine:
            parquet = plan.file.lower().endswith(PARQUET)
            arrived = (
                load_parquet(engine, literal) if parquet else load_csv(engine, literal, private)
            )
            if _stamp(path) != before:
                raise UnreadableError("changed-file", "was changed while it was read; read again")
            missing = _missing_columns(plan, arrived.header)
            if missing:
                return _unread(plan.file, missing, arrived.sha256)
            return _reading(engine, plan, arrived)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _missing_columns(plan: Plan, header: Sequence[str]) -> list[Problem]:
    return [
        Problem(
            plan.file,
            1,
            name,
            "missing-column",
            f"this column must be present{_near(name, header)}",
        )
        for name in plan.columns
        if name not in header
    ]


def _near(name: str, header: Sequence[str]) -> str:
    by_small = {heading.lower(): heading for heading in header}
    near = difflib.get_close_matches(name.lower(), by_small, n=1, cutoff=0.75)
    return f"; did you mean {shown(by_small[near[0]])}?" if near else ""


def _reading(engine: DuckDBPyConnection, plan: Plan, arrived: Arrived) -> LargeReading:
    counted = count_rows(engine, plan, arrived.header)
    misshapen = [(("", "surplus-cells"), arrived.surplus), (("", "short-row"), arrived.short)]
    outside = arrived.surplus.count + arrived.short.count
    return LargeReading(
        file=plan.file,
        text=_values(plan, counted.groups, arrived),
        read=counted.read + outside,
        kept=counted.read - counted.refused - counted.duplicates,
        refused=counted.refused + outside,
        duplicates=counted.duplicates,
        problems=(*said_once(plan.file, misshapen), *counted.problems),
        flags=(*counted.flags, *_left_out(plan, counted.groups)),
        sha256=arrived.sha256,
        read_as=arrived.read_as,
    )


def _left_out(plan: Plan, groups: Sequence[Group]) -> list[Problem]:
    count = sum(group.left_out for group in groups)
    message = f"{count:,} row(s) hold a word of missing, and are in neither part of the figure"
    return [Problem(plan.file, 0, plan.numerator.column, "left-out", message)] if count else []


def _values(plan: Plan, groups: Sequence[Group], arrived: Arrived) -> TextRows:
    typed = [(plan.group_type, group) for group in groups]
    typed += [("all", group) for group in _all_groups(groups)] if plan.also_all else []
    header = tuple(column.name for column in table("indicator_values").columns)
    rows = [_row(plan, group_type, group) for group_type, group in typed]
    return TextRows(
        plan.file,
        header,
        {row: tuple(cells.get(name, "") for name in header) for row, cells in enumerate(rows, 2)},
        read_as=arrived.read_as,
        sha256=arrived.sha256,
    )


def _all_groups(groups: Sequence[Group]) -> list[Group]:
    together: dict[tuple[str, str], Group] = {}
    for group in groups:
        place = (group.place, group.period)
        together[place] = together[place] + group if place in together else group
    return [replace(group, group="all") for group in together.values()]


def _row(plan: Plan, group_type: str, group: Group) -> dict[str, str]:
    base = group.counted + group.others
    return {
        "value_id": _value_id(plan, group_type, group),
        "indicator_id": plan.indicator_id,
        "definition_version": plan.definition_version,
        "place": group.place,
        "group_type": group_type,
        "group": group.group,
        "period": group.period,
        "period_kind": plan.period_kind,
        "numerator": "" if plan.value == MEAN else str(group.counted),
        "denominator": str(base),
        "value": plain_number(_value(plan, group), DECIMALS) if base else "",
        "value_type": "raw" if base else "not_available",
        "note": _note(plan, group),
        "source_id": plan.source_id,
    }


def _value(plan: Plan, group: Group) -> Fraction:
    if plan.value == MEAN:
        return Fraction(group.total) / group.counted
    return Fraction(SCALES[plan.value] * group.counted, group.counted + group.others)


def plain_number(value: Fraction, decimals: int) -> str:
    """Write a fraction in plain digits, rounded half to even and with no nought at the end."""
    whole = Decimal(round(value * 10**decimals)).scaleb(-decimals)
    return f"{whole:.{decimals}f}".rstrip("0").rstrip(".")


def _note(plan: Plan, group: Group) -> str:
    rows = group.counted + group.others
    left_out = f"; {group.left_out:,} more left out as missing" if group.left_out else ""
    return f"counted from {rows:,} row(s) of {plan.file}{left_out}"


def _value_id(plan: Plan, group_type: str, group: Group) -> str:
    """Make a key that is the same whenever the same thing is said, and no other's."""
    parts = (
        plan.indicator_id,
        plan.definition_version,
        group.place,
        group_type,
        group.group,
        group.period,
    )
    words = "-".join(re.sub(r"[^\w]+", "-", part).strip("-") for part in parts)
    checksum = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    return f"{words.lower()}-{checksum[:8]}"
