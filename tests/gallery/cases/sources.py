"""What reading the files flagged."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.sources import flags_raised
from evidence_lib.errors import Problem
from tests.gallery.case import Case, case

RULES = ("personal-data", "unknown-word", "repeated-value", "run-of-zeros", "reused-code", "date")


def cases() -> Iterator[Case]:
    for many in (0, 1, 2, 6):
        yield case(flags_raised, f"{many} kinds", flags(*RULES[:many]))
    yield case(flags_raised, "1, nothing personal", flags("unknown-word"))
    yield case(flags_raised, "21 of one kind", flags(*["unknown-word"] * 21))


def flags(*rules: str) -> list[Problem]:
    return [Problem("a.csv", 2, "x", rule, "said") for rule in rules]
