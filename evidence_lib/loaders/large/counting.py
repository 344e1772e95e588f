"""The rows of a large file counted: kept, refused, duplicate, and the kept ones by group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from evidence_lib.errors import Problem
from evidence_lib.loaders.large.engine import FIRST_ROWS, Found, UnreadableError, ask
from evidence_lib.loaders.large.plan import Plan
from evidence_lib.loaders.large.rules import Judging, judge

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_GROUPS = 10_000
BROKEN = {
    "required": "must be filled in",
    "missing-mark": "holds a mark that stands for a missing value; where it is a word of this "
    "column, list it under allowed in review.toml",
    "no-answer": "holds a mark that stands for no answer; list it under missing in review.toml to "
    "leave such rows out of both parts of the figure",
    "unknown-word": "must be one of the words that review.toml lists for this column",
    "not-a-number": "must be a plain number such as 12.5",
    "repeated-key": "has the row_key of an earlier row and differs from it elsewhere",
    "repeated-row": "repeats an earlier row in every cell, and was counted once",
    "surplus-cells": "has more cells than there are headings",
    "short-row": "has fewer cells than there are headings",
}


@dataclass(frozen=True)
class Group:
    """
    One place, period and group: how many rows count, do not count, and were left out.

    For a mean ``counted`` is how many numbers there are and ``total`` their sum.
    """

    place: str
    period: str
    group: str
    counted: int
    others: int
    left_out: int
    total: Decimal = Decimal(0)

    def __add__(self, other: Group) -> Group:
        return replace(
            self,
            counted=self.counted + other.counted,
            others=self.others + other.others,
            left_out=self.left_out + other.left_out,
            total=self.total + other.total,
        )


@dataclass(frozen=True)
class Counted:
    """
    What the rows of ``arrived`` came to; rows blank throughout are none of them.

    ``groups`` are in the order of place, period and group.
    """

    read: int
    refused: int
    duplicates: int
    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]
    flags: tuple[Problem, ...]


def count_rows(engine: DuckDBPyConnection, plan: Plan, header: Sequence[str]) -> Counted:
    """
    Judge the rows of the table ``arrived``, and count those that are kept by group.

    Raises:
        UnreadableError: It needs more memory than is allowed, or gives more values than any table
            of values can mean.
    """
    judging = judge(plan, header)
    ask(engine, f"CREATE TEMP TABLE repeated AS {judging.repeated}")
    read, refused, duplicates, broken = _verdicts(engine, judging)
    named = [(check.column, check.rule) for check in judging.checks]
    repeated = [(", ".join(plan.row_key), "repeated-row")]
    return Counted(
        read,
        refused.count,
        duplicates.count,
        _groups(engine, judging),
        said_once(plan.file, zip(named, broken, strict=True)),
        said_once(plan.file, zip(repeated, [duplicates], strict=True)),
    )


def _verdicts(
    engine: DuckDBPyConnection, judging: Judging
) -> tuple[int, Found, Found, list[Found]]:
    broken = [f"is_refused AND broken{position}" for position in range(len(judging.checks))]
    asked = ["is_refused", "is_duplicate", *broken]
    counts = ", ".join(f"count(*) FILTER ({each})" for each in asked)
    ((read, *found),) = _of_sorted(engine, judging, f"SELECT count(*), {counts}")
    by_condition = dict(zip(asked, found, strict=True))
    first = _first_rows(engine, judging, [each for each in asked if by_condition[each]])
    refused, duplicates, *each_broken = [
        Found(count, first.get(each, [])) for each, count in by_condition.items()
    ]
    return read, refused, duplicates, each_broken


def _first_rows(
    engine: DuckDBPyConnection, judging: Judging, asked: Sequence[str]
) -> dict[str, list[int]]:
    if not asked:
        return {}
    rows = ", ".join(f"min(n, {FIRST_ROWS}) FILTER ({each})" for each in asked)
    (found,) = _of_sorted(engine, judging, f"SELECT {rows}")
    return dict(zip(asked, found, strict=True))


def _of_sorted(
    engine: DuckDBPyConnection, judging: Judging, select: str, more: str = ""
) -> list[tuple[Any, ...]]:
    query = f"WITH sorted AS ({judging.sorted_rows}) {select} FROM sorted {more}"
    return ask(engine, query, **judging.bound)


def _groups(engine: DuckDBPyConnection, judging: Judging) -> tuple[Group, ...]:
    rows = _of_sorted(
        engine,
        judging,
        "SELECT place_label, period_label, group_label, count(*) FILTER (is_counted), "
        "count(*) FILTER (NOT is_counted AND NOT is_left_out), count(*) FILTER (is_left_out), "
        "coalesce(sum(number) FILTER (is_counted), 0)",
        "WHERE NOT is_refused AND NOT is_duplicate GROUP BY ALL "
        f"ORDER BY place_label, period_label, group_label LIMIT {MOST_GROUPS + 1}",
    )
    if len(rows) > MOST_GROUPS:
        message = f"gives over {MOST_GROUPS:,} values; are place, period and group the columns?"
        raise UnreadableError("too-many-groups", message)
    return tuple(Group(*row) for row in rows)


def said_once(file: str, broken: Iterable[tuple[tuple[str, str], Found]]) -> tuple[Problem, ...]:
    """Say of each column and rule once how many rows break it, and the first of them."""
    return tuple(
        Problem(file, found.rows[0], column, rule, f"{BROKEN[rule]}: {_counted(found)}")
        for (column, rule), found in broken
        if found.count
    )


def _counted(found: Found) -> str:
    if found.count == 1:
        return "1 row"
    rows = ", ".join(map(str, found.rows))
    more = found.count - len(found.rows)
    return f"{found.count:,} rows ({rows}{f' and {more:,} more' if more else ''})"
