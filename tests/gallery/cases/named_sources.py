"""Leads to the sources of some rows, and our own rules as a source."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.named_sources import lead_to_source, leading_to_sources, rules_below
from evidence_lib.show.source_lines import NamedSource
from tests.gallery.case import Case, case
from tests.gallery.frames import example


def cases() -> Iterator[Case]:
    yield case(lead_to_source, "one", NamedSource("s1", "The return", "Figures Ltd, 2018"))
    events = example().tables["events"]
    for name, rows in (("no row", [events.head(0)]), ("no table", []), ("events", [events]),
                       ("the second table alone", [events.head(0), events])):  # fmt: skip
        yield case(leading_to_sources, name, example(), *rows)
    yield case(rules_below, "example", example())
