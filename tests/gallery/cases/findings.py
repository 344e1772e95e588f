"""What was found, how sure one can be, and what should happen next."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.findings import (
    DIRECTIONS,
    _elsewhere,
    decision_points,
    found_points,
    next_points,
    not_shown_points,
    sure_points,
)
from tests.answers.test_findings import UNTRACED, WHY, finding, found
from tests.gallery.case import Case, case
from tests.gallery.frames import example, rows

UNTIED = UNTRACED | {"item_ids": ""}


def cases() -> Iterator[Case]:
    for direction in DIRECTIONS:
        yield case(found_points, direction, found(finding(direction=direction)))
    yield case(found_points, "set by a person",
               found(finding(set_by="B", set_reason=WHY)))  # fmt: skip
    yield case(found_points, "untraced, in doubt",
               found(finding(**UNTRACED | {"doubts": "The figure is of few."})))  # fmt: skip
    yield case(found_points, "not cited", found(finding()), cite=False)
    yield case(found_points, "briefly", found(finding()), briefly=True)
    yield case(found_points, "briefly, untraced", found(finding(**UNTRACED)), briefly=True)
    yield case(not_shown_points, "one", found(finding(direction="not_shown")))
    yield case(not_shown_points, "one, briefly", found(finding(direction="not_shown")),
               briefly=True)  # fmt: skip
    yield case(not_shown_points, "none", found(finding()))
    for name, unsure, untied, sure in (
        ("none", 0, 0, 1), ("1 of 1", 1, 0, 0), ("1 of 2", 1, 0, 1), ("2 of 2", 2, 0, 0),
        ("2 of 12", 2, 0, 10), ("1 untied of 1", 0, 1, 0), ("2 untied of 3", 0, 2, 1),
        ("1 and 1 untied of 3", 1, 1, 1),
    ):  # fmt: skip
        each = [finding(**UNTRACED)] * unsure + [finding(**UNTIED)] * untied + [finding()] * sure
        yield case(sure_points, name, found(*each))
    for steps in (0, 1, 4, 5, 7):
        asked = found(*(finding(next_step=f"Do {each}") for each in range(steps)), finding())
        yield case(next_points, f"{steps} steps", asked, to_do())
    yield case(next_points, "no finding asks", found(finding()), to_do("Finish it"))
    yield case(decision_points, "example", example())
    yield case(_elsewhere, "of an area", finding(area="3"), {})
    for cited in ("", "E1", "E1 E2"):
        row = finding(area="general", cited=cited)
        yield case(_elsewhere, f"on the whole, “{cited}”", row, {"E1": "area-1-evidence.html"})


def to_do(*actions: str) -> pd.DataFrame:
    return rows("action state", *((each, "open") for each in actions))
