"""Which functions of the package write a sentence: read from their annotations, not run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import HOUSE

BLOCKS = {"Sentence", "Finding", "Caveat", "Missing", "Html", "Point"}
"""What a function gives that writes for a reader."""

ROOMS = ("answers", "show", "judgement", "strands", "agreement", "plans", "practice", "inequality")
"""Rooms that write; the check of files writes for whoever sends them and is tested in its own."""


def writers() -> set[str]:
    """Name every function that writes, as the gallery names it."""
    package = HOUSE / "evidence_lib"
    paths = [path for room in ROOMS for path in sorted((package / room).rglob("*.py"))]
    return {
        f"{_module(path.relative_to(package))}.{name}"
        for path in [*paths, package / "english.py"]
        for name, node in _functions(ast.parse(path.read_text(encoding="utf-8")))
        if _writes(node) or (path.stem == "english")
    }


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Name functions and methods; those inside another function are its own affair."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        if isinstance(node, ast.ClassDef):
            for each in node.body:
                if isinstance(each, ast.FunctionDef):
                    yield f"{node.name}.{each.name}", each


def _writes(node: ast.FunctionDef) -> bool:
    given = {each.id for each in ast.walk(node.returns or node) if isinstance(each, ast.Name)}
    words = node.name.endswith("words") or node.name.startswith("text_of_")
    return node.returns is not None and bool(given & BLOCKS or (given == {"str"} and words))
