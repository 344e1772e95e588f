"""Small frames that several files of cases are given."""

from __future__ import annotations

from functools import cache

import pandas as pd

from evidence_lib.evidence import Evidence
from evidence_lib.loaders import open_review
from tests.answers.frames import with_tables
from tests.conftest import REVIEWS

NUMBERS = (0, 1, 2, 21, 1234)
NOTHING = float("nan")


@cache
def example() -> Evidence:
    """The invented review."""
    return open_review(REVIEWS, "example")


def without(*names: str) -> Evidence:
    """The invented review with some tables absent: empty, with their columns."""
    return with_tables(example(), **{name: example().tables[name].iloc[:0] for name in names})


def rows(columns: str, *cells: tuple[object, ...]) -> pd.DataFrame:
    """Make a frame of rows; *columns* are parted by spaces."""
    return pd.DataFrame(list(cells), columns=columns.split())
