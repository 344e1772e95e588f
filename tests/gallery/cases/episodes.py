"""Starts, endings and stock of care episodes, year by year."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.episodes import episodes_finding
from tests.gallery.case import Case, case
from tests.gallery.frames import rows

COLUMNS = "year complete hidden starts ceased stock_at_year_end"


def cases() -> Iterator[Case]:
    first, last = (2014, True, False, 12.0, 9.0, 21.0), (2016, True, False, 0.0, 6.0, 15.0)
    for name, each in (
        ("none whole", [(2017, False, False, 5.0, 5.0, 5.0)]),
        ("all hidden", [(2015, True, True, 3.0, 5.0, 5.0)]), ("one year", [first]),
        ("two years", [first, last]),
    ):  # fmt: skip
        yield case(episodes_finding, name, rows(COLUMNS, *each))
