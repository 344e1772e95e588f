"""Problems that are alike, said once: which rule and column, how often, and in which rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from evidence_lib.english import counted, listed
from evidence_lib.errors import Problem

LISTED_IN_A_FILE = 50
SPANS_SHOWN = 6
COLUMNS_SHOWN = 3
LONGEST_NAME = 60


@dataclass(frozen=True)
class Group:
    """
    Problems of one file that are said together; a group of one is said in full.

    Row: ``problems`` holds at least one; all of them break one rule, and either all of them or none
    mean the whole file.
    """

    problems: tuple[Problem, ...]

    @property
    def rule(self) -> str:
        """The rule that all of them break."""
        return self.problems[0].rule

    @property
    def rows(self) -> list[int]:
        """The rows they stand in, each once; empty where the whole file is meant."""
        return sorted({problem.row for problem in self.problems} - {0})

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The columns they stand in, name and letter, in the order of the rows."""
        found = dict.fromkeys((problem.column, problem.letter) for problem in self.problems)
        return [(name, letter) for name, letter in found if name or letter]

    @property
    def cell(self) -> str:
        """The cell, such as ``E3``, or the column's letter where several rows are meant."""
        letters = {problem.letter for problem in self.problems}
        row = str(self.rows[0]) if len(self.rows) == 1 else ""
        return f"{letters.pop()}{row}" if len(letters) == 1 and "" not in letters else ""

    @property
    def message(self) -> str:
        """What is wrong; the first of the messages as an example, where they differ."""
        first = plain(self.problems[0].message)
        alike = len({problem.message for problem in self.problems}) == 1
        return first if alike else f"for example, {first}"


def sum_up(problems: Sequence[Problem], most: int = LISTED_IN_A_FILE) -> list[Group]:
    """
    Group the problems of one file so finely as goes into *most* groups.

    Returns:
        Every problem by itself; or, where that is too much, those of one rule and column together;
        or those of one rule, however many rules there are. Whole-file problems come first. Every
        problem stands in one group.
    """
    # The key is made once a problem; comparing whole problems takes seconds where there are many.
    in_order = sorted(problems, key=attrgetter("row", "column", "rule", "message", "letter"))
    by_itself = [_itself] if len(problems) <= most else []
    for alike in (*by_itself, _rule_and_column, _rule):
        groups = _grouped(in_order, alike)
        if len(groups) <= most:
            break
    return groups


def _grouped(problems: Sequence[Problem], alike: Callable[[Problem], Hashable]) -> list[Group]:
    # A rule broken by a whole file is never said together with one broken in its rows.
    found: dict[Hashable, list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.row == 0, alike(problem)), []).append(problem)
    return [Group(tuple(each)) for each in found.values()]


def _itself(problem: Problem) -> Hashable:
    return problem


def _rule_and_column(problem: Problem) -> Hashable:
    return problem.rule, problem.column, problem.letter


def _rule(problem: Problem) -> Hashable:
    return problem.rule


def plain(text: str) -> str:
    """Put text on one line, without the characters that would steer a screen or a printer."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def place_of(group: Group) -> str:
    """Say where a single problem is: ``row 3, column "strand" (E)``, or ``whole file``."""
    row = f"row {group.rows[0]}" if group.rows else "whole file"
    columns = columns_of(group)
    return f"{row}, {columns}" if columns else row


def columns_of(group: Group) -> str:
    """Name the columns: ``column "strand" (E)``, or a few of many; empty for whole rows."""
    named = [_column(name, letter) for name, letter in group.columns]
    if len(named) < 2:
        return f"column {named[0]}" if named else ""
    left_out = len(named) - COLUMNS_SHOWN
    more = [f"{left_out:,} more"] if left_out > 0 else []
    return f"{counted(len(named), 'column')} ({listed([*named[:COLUMNS_SHOWN], *more])})"


def _column(name: str, letter: str) -> str:
    return f"{name_of(name)} ({letter})" if letter else name_of(name)


def name_of(column: str) -> str:
    """Quote a heading, 60 characters of it at most: a survey's are whole questions."""
    name = plain(column)
    return f'"{name}"' if len(name) <= LONGEST_NAME else f'"{name[: LONGEST_NAME - 1]}…"'


def how_often(group: Group) -> str:
    """Count the problems of a group and say in which rows: ``120 rows (2 to 121)``."""
    times, rows = len(group.problems), group.rows
    if not rows:
        return f"{counted(times, 'time')}, for the whole file"
    if len(rows) == times:
        return f"{counted(times, 'row')} ({row_spans(rows)})"
    where = f"row {rows[0]}" if len(rows) == 1 else f"{len(rows):,} rows ({row_spans(rows)})"
    return f"{counted(times, 'time')} in {where}"


def row_spans(rows: Sequence[int]) -> str:
    """Write row numbers, given in order, in a few spans: ``3, 8 to 120 and 4,870 more``."""
    spans = _spans(rows)
    left_out = sum(last - first + 1 for first, last in spans[SPANS_SHOWN:])
    shown = [_span(first, last) for first, last in spans[:SPANS_SHOWN]]
    return listed([*shown, f"{left_out:,} more"] if left_out else shown)


def _spans(rows: Sequence[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans


def _span(first: int, last: int) -> str:
    if last - first < 2:
        return f"{first}" if first == last else f"{first}, {last}"
    return f"{first} to {last}"
