"""All cases, in the order of their files, and the text that is committed."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from tests.gallery.case import Case

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences.txt"


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every file, file by file."""
    names = sorted(path.stem for path in (HERE / "cases").glob("[!_]*.py"))
    files = [importlib.import_module(f"tests.gallery.cases.{name}") for name in names]
    return tuple(each for file in files for each in file.cases())


def text() -> str:
    """Write the cases under a heading for each function, a line each."""
    lines: dict[str, list[str]] = {}
    for each in cases():
        lines.setdefault(each.function, [each.function]).append(f"    {each.name}: {each.said}")
    return "\n\n".join("\n".join(own) for own in lines.values()) + "\n"
