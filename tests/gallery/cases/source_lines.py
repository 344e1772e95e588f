"""The line below a chart or a table that names where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.show.source_lines import NamedSource, below, rules_line, source_line
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for many in (0, 1, 2, 4, 5, 21):
        named = [NamedSource(f"s{each}", f"Return {each}", "2018") for each in range(1, many + 1)]
        yield case(source_line, f"{many}", named)
    for name, title, imprint in (
        ("no imprint", "Return", ""), ("an imprint with a stop", "Return", "Figures Ltd."),
        ("a question", "What works?", ""), ("a stop in the title", "The return.", "2018"),
    ):  # fmt: skip
        yield case(source_line, name, [NamedSource("s1", title, imprint)])
    yield case(rules_line, "version 2", "2")
    yield case(below, "our rules", rules_line("2"))
