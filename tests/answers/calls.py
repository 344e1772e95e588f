"""What notebooks ask: the calls of answers in their cells, read from the syntax and not run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from evidence_lib import answers
from evidence_lib.answers import Answer
from evidence_lib.evidence import Evidence
from evidence_lib.show import EndOfPage
from tests.conftest import HOUSE

NOTEBOOKS = sorted((HOUSE / "notebooks").glob("*.ipynb"))
AREAS = ("1", "2", "3", "4", "5")
SET_UP = {"parameters", "setup"}


@dataclass(frozen=True)
class Call:
    """
    One call of an answer in a cell.

    ``area`` is the number of the area it is asked of; empty where it is asked of the whole review.
    """

    notebook: str
    name: str
    area: str
    args: tuple[Any, ...]
    given: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The call as it could be written: two notebooks that ask the same have the same."""
        named = [f"{name}={value!r}" for name, value in self.given.items()]
        return f"{self.name}({', '.join([self.area or 'review', *map(repr, self.args), *named])})"

    def ask(self, review: Evidence) -> Answer | EndOfPage:
        """Ask a review."""
        subject = review.area(self.area) if self.area else review
        answer = getattr(answers, self.name)
        return answer(subject, *self.args, **self.given)  # type: ignore[no-any-return]


@cache
def calls() -> tuple[Call, ...]:
    """Every call of an answer in every notebook, in the order of the notebooks."""
    return tuple(call for path in NOTEBOOKS for call in calls_of(path))


@cache
def different_calls() -> tuple[Call, ...]:
    """The same, each once: the area notebooks share most of their questions."""
    return tuple({call.key: call for call in reversed(calls())}.values())[::-1]


def calls_of(path: Path) -> Iterator[Call]:
    """The calls in one notebook; the generic one is asked of every area."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    statements = [
        (node, bool(SET_UP & set(cell.metadata.get("tags", []))))
        for cell in cells
        for node in ast.parse(cell.source).body
    ]
    subjects = {"evidence": [""]} | _areas([node for node, set_up in statements if set_up])
    known: dict[str, Any] = {}
    for node in (node for node, set_up in statements if not set_up):
        for call in _asked(node):
            first, *others = call.args
            assert isinstance(first, ast.Name), ast.unparse(call)
            args = tuple(_value(each, known) for each in others)
            given = {str(each.arg): _value(each.value, known) for each in call.keywords}
            for area in subjects[first.id]:
                yield Call(path.stem, call.func.attr, area, args, given)  # type: ignore[attr-defined]
        known |= _constants(node, known)


def _areas(set_up: list[ast.stmt]) -> dict[str, list[str]]:
    """Which areas a name of the set-up stands for: one, or all where a parameter chooses."""
    found = {}
    for node in set_up:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            if ast.unparse(node.value.func) == "evidence.area":
                number = node.value.args[0]
                one = isinstance(number, ast.Constant)
                found[ast.unparse(node.targets[0])] = [str(number.value)] if one else list(AREAS)  # type: ignore[attr-defined]
    return found


def _asked(node: ast.stmt) -> list[ast.Call]:
    return [
        each
        for each in ast.walk(node)
        if isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and ast.unparse(each.func.value) == "answers"
    ]


def _constants(node: ast.stmt, known: Mapping[str, Any]) -> dict[str, Any]:
    """The name a statement gives to a value that is written out."""
    if not isinstance(node, ast.Assign) or _asked(node):
        return {}
    return {ast.unparse(target): _value(node.value, known) for target in node.targets}


def _value(node: ast.expr, known: Mapping[str, Any]) -> Any:
    return known[node.id] if isinstance(node, ast.Name) else ast.literal_eval(node)
