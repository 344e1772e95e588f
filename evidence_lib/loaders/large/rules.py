"""
The rules of a large file's cells, as SQL over the table ``arrived``.

Every statement is made of names of our own; whatever a plan says is bound to it as a parameter, so
that no heading and no word can act.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evidence_lib.loaders.cells.marks import FEW, MARKS
from evidence_lib.loaders.large.plan import MEAN, Label, Plan

NO_ANSWERS = ("na", "n/a", "#n/a", "nan", "null", "none", ".", *MARKS)
"""What stands for no answer, in small letters: publishers' marks, and what programs write."""

NO_KEYS = tuple(mark for mark in NO_ANSWERS if not mark.isalpha() or len(mark) > 1)
"""The same without single letters, any of which may be a pupil's number."""

NUMBER = r"[+-]?\d{1,12}(\.\d{1,18})?"
EXACT = "DECIMAL(38, 18)"


@dataclass(frozen=True)
class Check:
    """A rule of one column: ``broken`` is the SQL that is true for a row that breaks it."""

    column: str
    rule: str
    broken: str


@dataclass(frozen=True)
class Judging:
    """
    How the rows are judged.

    ``sorted_rows`` is the SQL of one row a row of the file that is not blank throughout: ``n``,
    ``place_label``, ``period_label``, ``group_label``, ``is_left_out``, ``is_counted``, ``number``,
    ``is_duplicate``, ``is_refused`` and one ``broken`` a check, by its position. ``bound`` are its
    parameters. ``repeated`` is the SQL of the rows whose key an earlier row has.
    """

    checks: tuple[Check, ...]
    sorted_rows: str
    bound: Mapping[str, str]
    repeated: str


@dataclass(frozen=True)
class _Statement:
    """The parts of one statement: the SQL name of each heading, and the texts bound to it."""

    names: Mapping[str, str]
    bound: dict[str, str] = field(default_factory=dict)

    def bind(self, text: str) -> str:
        name = f"text{len(self.bound)}"
        self.bound[name] = text
        return f"${name}"

    def among(self, value: str, words: Sequence[str]) -> str:
        return f"{value} IN ({', '.join(map(self.bind, words))})" if words else "false"

    def is_mark(self, value: str, marks: Sequence[str]) -> str:
        # Few cells are as short as a mark, and CASE looks no further at the others.
        longest = max(map(len, marks))
        found = self.among(f"lower({value})", marks)
        return f"CASE WHEN length({value}) > {longest} THEN false ELSE {found} END"


def judge(plan: Plan, header: Sequence[str]) -> Judging:
    """Write how the rows under *header* are judged by *plan*; it names only columns they have."""
    names = {heading: f"c{position}" for position, heading in enumerate(header)}
    statement = _Statement(names)
    checks = [check for column in plan.columns for check in _checks(plan, column, statement)]
    checks.append(Check(", ".join(plan.row_key), "repeated-key", "coalesce(NOT same, false)"))
    repeated = _repeated([names[key] for key in plan.row_key], list(names.values()))
    return Judging(tuple(checks), _sorting(plan, checks, statement), statement.bound, repeated)


def _checks(plan: Plan, column: str, statement: _Statement) -> Iterator[Check]:
    value = statement.names[column]
    if column == plan.numerator.column:
        yield from _answer_checks(plan, value)
        return
    words = plan.words_of.get(column, ())
    if "" not in words:
        yield Check(column, "required", f"{value} = ''")
    if words:
        unknown = f"NOT {statement.among(value, words)}"
        yield Check(column, "unknown-word", f"{value} <> '' AND {unknown}")
    else:
        labels = (plan.place.column, plan.period.column, plan.group.column)
        marks = NO_ANSWERS if column in labels else NO_KEYS
        yield Check(column, "missing-mark", statement.is_mark(value, marks))


def _answer_checks(plan: Plan, value: str) -> Iterator[Check]:
    column, other = plan.numerator.column, "not-a-number" if plan.value == MEAN else "unknown-word"
    yield Check(column, "required", f"NOT is_known AND {value} = ''")
    yield Check(column, "no-answer", f"NOT is_known AND {value} <> '' AND is_mark")
    yield Check(column, other, f"NOT is_known AND {value} <> '' AND NOT is_mark")


def _answer_known(plan: Plan, statement: _Statement) -> str:
    """Write whether the answer is a word of the plan or a number, and if not, whether a mark."""
    value, few = statement.names[plan.numerator.column], statement.bind(FEW.pattern)
    words = (*plan.numerator.counts, *plan.numerator.not_counts, *plan.missing)
    known = statement.among(value, words)
    if plan.value == MEAN:
        known += f" OR regexp_full_match({value}, {statement.bind(NUMBER)})"
    mark = f"regexp_full_match(lower({value}), {few}) OR {statement.is_mark(value, NO_ANSWERS)}"
    return f"({known}) AS is_known, CASE WHEN {known} THEN false ELSE {mark} END AS is_mark"


def _repeated(keys: Sequence[str], cells: Sequence[str]) -> str:
    key = ", ".join(keys)
    filled = " AND ".join(f"{name} <> ''" for name in keys)
    same = " AND ".join(f"later.{name} = earlier.{name}" for name in cells)
    return (
        f"WITH first AS (SELECT min(n) AS first_n, {key} "
        f"FROM arrived WHERE {filled} GROUP BY {key} HAVING count(*) > 1) "
        f"SELECT later.n AS n, {same} AS same FROM first JOIN arrived AS later USING ({key}) "
        f"JOIN arrived AS earlier ON earlier.n = first_n WHERE later.n <> first_n"
    )


def _sorting(plan: Plan, checks: Sequence[Check], statement: _Statement) -> str:
    broken = [f"({check.broken}) AS broken{position}" for position, check in enumerate(checks)]
    any_broken = " OR ".join(f"broken{position}" for position in range(len(checks)))
    filled = " OR ".join(f"{name} <> ''" for name in statement.names.values())
    columns = [
        "n",
        "coalesce(same, false) AS is_duplicate",
        *_labels(plan, statement),
        *_answer(plan, statement),
        *broken,
    ]
    return (
        f"SELECT *, NOT is_duplicate AND ({any_broken}) AS is_refused "
        f"FROM (SELECT {', '.join(columns)} FROM (SELECT *, {_answer_known(plan, statement)} "
        f"FROM arrived LEFT JOIN repeated USING (n) WHERE {filled}))"
    )


def _labels(plan: Plan, statement: _Statement) -> list[str]:
    labels = {"place_label": plan.place, "period_label": plan.period, "group_label": plan.group}
    return [f"{_said(label, statement)} AS {name}" for name, label in labels.items()]


def _said(label: Label, statement: _Statement) -> str:
    if label.column:
        return statement.names[label.column]
    return f"CAST({statement.bind(label.constant)} AS VARCHAR)"


def _answer(plan: Plan, statement: _Statement) -> list[str]:
    value = statement.names[plan.numerator.column]
    left_out = statement.among(value, plan.missing)
    counts = f"NOT {left_out}"
    if plan.value != MEAN:
        counts = statement.among(value, plan.numerator.counts)
    number = f"TRY_CAST({value} AS {EXACT})" if plan.value == MEAN else "0"
    return [f"{left_out} AS is_left_out", f"{counts} AS is_counted", f"{number} AS number"]
