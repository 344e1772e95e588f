"""Where the money goes, tier by tier."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib import practice
from evidence_lib.answers.budget import budget_finding
from tests.gallery.case import Case, case
from tests.gallery.frames import example


def cases() -> Iterator[Case]:
    found = practice.budget_by_tier(example().tables["resources"])
    yield case(budget_finding, "several years", found)
    last = found[found["year"].eq(found["year"].max())]
    yield case(budget_finding, "one year", last)
    yield case(budget_finding, "no tier of prevention", last[last["tier"].eq("specialist")])
