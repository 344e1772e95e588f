"""
One room knows how few are too few: no other names a threshold, or compares a count with one.

Read from the syntax trees. A threshold is met by its name, or by its number where that bounds
something: under 5, 10 or 20 or not, and from 1 to 4.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HOUSE

PACKAGE = HOUSE / "evidence_lib"
FILES = sorted(PACKAGE.rglob("*.py"))

NAMES = {"SMALL_COUNT", "PERCENT_NEEDS", "STAFF_GROUP_NEEDS"}
PRINTED = {"USUAL_THRESHOLD", "threshold"}
"""A review's own threshold is passed on and printed; it is compared in the room alone."""

LIMITS = {5, 10, 20}
BELOW = {each - 1 for each in LIMITS}
LIMITED: dict[type[ast.cmpop], set[int]] = {
    ast.Lt: LIMITS, ast.GtE: LIMITS, ast.LtE: BELOW, ast.Gt: BELOW,
}  # fmt: skip
MIRRORED: dict[type[ast.cmpop], set[int]] = {
    ast.Gt: LIMITS, ast.LtE: LIMITS, ast.GtE: BELOW, ast.Lt: BELOW,
}  # fmt: skip
METHODS = {"lt": LIMITS, "ge": LIMITS, "le": BELOW, "gt": BELOW}
BETWEEN, RANGE = [1, 4], "range(1, 5)"

ROOMS = {"disclosure", "terms"}
NO_SMALL_GROUP = {("english.py", "ordinal"): "the 11th to the 20th end alike"}
"""Functions that compare with one of the numbers and bound no group of people, and why."""


def number_of(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) and type(node.value) in (int, float) else ""


def said_in(node: ast.AST) -> set[str]:
    """Every name, attribute and key that a piece of the tree mentions."""
    pieces = list(ast.walk(node))
    names = {each.id for each in pieces if isinstance(each, ast.Name)}
    names |= {each.attr for each in pieces if isinstance(each, ast.Attribute)}
    keys = [each.slice for each in pieces if isinstance(each, ast.Subscript)]
    return names | {str(each.value) for each in keys if isinstance(each, ast.Constant)}


def is_named(*nodes: ast.AST) -> bool:
    return any(said_in(each) & (NAMES | PRINTED) for each in nodes)


def compares(node: ast.Compare) -> bool:
    sides = [node.left, *node.comparators]
    steps = zip(sides, node.ops, node.comparators, strict=False)
    return (
        is_named(*sides)
        or any(ast.unparse(each) == RANGE for each in sides)
        or any(
            number_of(right) in LIMITED.get(type(how), ())
            or number_of(left) in MIRRORED.get(type(how), ())
            for left, how, right in steps
        )
    )


def bounds_a_group(node: ast.AST) -> bool:
    """Say whether a comparison, or a method that makes one, bounds by a threshold."""
    if isinstance(node, ast.Compare):
        return compares(node)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    given = [number_of(each) for each in node.args]
    if node.func.attr == "between":
        return given[:2] == BETWEEN or is_named(*node.args)
    return node.func.attr in METHODS and (
        bool({*given} & METHODS[node.func.attr]) or is_named(*node.args)
    )


def functions_of(tree: ast.AST, function: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Every piece of a tree with the name of the innermost function it stands in."""
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.FunctionDef) else function
        yield inside, node
        yield from functions_of(node, inside)


def bounds_in(text: str) -> list[tuple[str, int]]:
    """Give the function and the line of every comparison with a threshold."""
    pieces = functions_of(ast.parse(text))
    return [(name, node.lineno) for name, node in pieces if bounds_a_group(node)]  # type: ignore[attr-defined]


def names_in(text: str) -> set[str]:
    """Give the thresholds that a file names, imported ones too."""
    tree = ast.parse(text)
    imported = {each.name for each in ast.walk(tree) if isinstance(each, ast.alias)}
    return (said_in(tree) | imported) & NAMES


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


OTHER_ROOMS = [path for path in FILES if room_of(path) not in ROOMS]


def faults_of(path: Path) -> list[object]:
    """Give the thresholds a file names, and where it compares with one without an excuse."""
    text, file = path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix()
    bounds = [each for each in bounds_in(text) if (file, each[0]) not in NO_SMALL_GROUP]
    return [*sorted(names_in(text)), *bounds]


@pytest.mark.parametrize("path", OTHER_ROOMS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_other_room_names_a_threshold_or_compares_with_one(path: Path) -> None:
    assert faults_of(path) == []


def test_nothing_is_excused_that_is_no_longer_there() -> None:
    for file, function in NO_SMALL_GROUP:
        found = bounds_in((PACKAGE / file).read_text(encoding="utf-8"))
        assert function in dict(found), f"{file}: {function} no longer compares"


@pytest.mark.parametrize(
    "line",
    [
        "small = 0 < n < 5", "large = n >= 20", "small = 10 > n", "large = 5 <= n",
        "small = n <= 4", "large = n > 19", "small = 9 >= n", "large = 4 < n",
        "few = sizes.lt(10)", "few = sizes.le(4)", "many = sizes.ge(20)", "many = sizes.gt(9)",
        "few = sizes.between(1, 4)", "few = n in range(1, 5)", "few = n < 5.0",
        "few = sizes.lt(terms.SMALL_COUNT)",
        "few = n < settings['disclosure']['threshold']", "few = sizes.between(1, threshold - 1)",
        "few = n < disclosure.USUAL_THRESHOLD", "few = n < terms.SMALL_COUNT",
        "few = sizes[sizes['n'] < 5]", "def rule(n):\n    return n < 20",
    ],
)  # fmt: skip
def test_every_way_to_write_the_comparison_is_seen(line: str) -> None:
    assert len(bounds_in(line)) == 1


@pytest.mark.parametrize(
    "line",
    ["n < 6", "n <= 5", "n > 5", "n == 5", "n < 0.05", "k < 2", "sizes.between(1, headcount)",
     "range(1, 5)", "sizes.gt(0)", "sizes.clip(4, 10)", "rows.head(5)", "n < limit",
     "page(threshold=settings['disclosure']['threshold'])",
     "ok = disclosure.threshold_may_be(threshold)"],
)  # fmt: skip
def test_what_bounds_no_small_group_is_left_alone(line: str) -> None:
    assert bounds_in(line) == []


@pytest.mark.parametrize(
    "line",
    ["from evidence_lib.terms import PERCENT_NEEDS", "note = f'under {terms.PERCENT_NEEDS}'",
     "from evidence_lib.terms import PERCENT_NEEDS as base", "least = PERCENT_NEEDS"],
)  # fmt: skip
def test_every_way_to_name_a_threshold_is_seen(line: str) -> None:
    assert names_in(line) == {"PERCENT_NEEDS"}
    assert names_in(line.replace("PERCENT_NEEDS", "HIDDEN")) == set()
