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
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import EndOfPage
from tests.conftest import HOUSE

NOTEBOOKS = sorted((HOUSE / "notebooks").glob("*.ipynb"))
AREAS = ("1", "2", "3", "4", "5")
LITERALS = (ast.Constant, ast.List, ast.Tuple, ast.Dict)


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
    def page(self) -> str:
        """The page it stands on: the generic notebook makes one for each area."""
        return f"{self.notebook} {self.area}" if self.notebook == "area" else self.notebook

    @property
    def key(self) -> str:
        """The call as it could be written: two notebooks that ask the same have the same."""
        named = [f"{name}={value!r}" for name, value in self.given.items()]
        return f"{self.name}({', '.join([self.area or 'review', *map(repr, self.args), *named])})"

    def ask(self, subject: Evidence | Area) -> Answer | EndOfPage:
        """Ask a review, or one of its areas."""
        answer = getattr(answers, self.name)
        return answer(subject, *self.args, **self.given)  # type: ignore[no-any-return]


@cache
def calls() -> tuple[Call, ...]:
    """Every call of an answer in every notebook, in the order of the notebooks."""
    return tuple(call for path in NOTEBOOKS for call in calls_of(path))


@cache
def different_calls() -> tuple[Call, ...]:
    """The same, each once: the generic notebook asks mostly what those of the areas ask."""
    return tuple({call.key: call for call in calls()}.values())


def calls_of(path: Path) -> Iterator[Call]:
    """The calls in one notebook; the generic one is asked of every area."""
    cells = nbformat.read(path, as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    subjects: dict[str, tuple[str, ...]] = {"evidence": ("",)}
    known: dict[str, Any] = {}
    for node in ast.parse(code).body:
        for call in _asked(node):
            subject, *others = call.args
            # an opening is also given answers whose pictures it repeats; they are asked themselves
            args = tuple(_value(each, known) for each in others if not _is_answer(each, known))
            given = {str(each.arg): _value(each.value, known) for each in call.keywords}
            for area in subjects[ast.unparse(subject)]:
                yield Call(path.stem, ast.unparse(call.func)[len("answers.") :], area, args, given)
        if isinstance(node, ast.Assign):
            name, value = ast.unparse(node.targets[0]), ast.unparse(node.value)
            if value.startswith("evidence.area("):
                subjects[name] = (value[-2],) if value[-2].isdigit() else AREAS
            elif isinstance(node.value, LITERALS):
                known[name] = ast.literal_eval(node.value)


def _asked(node: ast.stmt) -> list[ast.Call]:
    found = (each for each in ast.walk(node) if isinstance(each, ast.Call))
    return [each for each in found if ast.unparse(each.func).startswith("answers.")]


def _is_answer(node: ast.expr, known: Mapping[str, Any]) -> bool:
    return isinstance(node, ast.Name) and node.id not in known


def _value(node: ast.expr, known: Mapping[str, Any]) -> Any:
    return known[node.id] if isinstance(node, ast.Name) else ast.literal_eval(node)
