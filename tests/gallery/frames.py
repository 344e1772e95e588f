"""Small frames that several files of cases are given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from evidence_lib.answers.extent import LOG
from evidence_lib.evidence import Evidence
from evidence_lib.judgement.log import FIELDS
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


@contextmanager
def judged_review() -> Iterator[Evidence]:
    """The invented review, with a judgement of each part of area 3 on days that stay the same."""
    judgements = [
        ("J1", "3", "process", "A. Lead", "moderated", 2, "low", 2, False,
         "Two groups said so.", "2", "2018-05-02T10:00:00.000000+00:00"),
        ("J2", "3", "impact", "B. Lead", "final", None, "low", 2, True,
         "Nobody has counted it", "2", "2018-05-14T10:00:00.000000+00:00"),
    ]  # fmt: skip
    lines = [json.dumps(dict(zip(FIELDS, each, strict=True))) for each in judgements]
    with TemporaryDirectory() as folder:
        (Path(folder) / LOG).write_text("\n".join(lines) + "\n", encoding="utf-8")
        yield replace(example(), folder=Path(folder), kept={})


def rows(columns: str, *cells: tuple[object, ...]) -> pd.DataFrame:
    """Make a frame of rows; *columns* are parted by spaces."""
    return pd.DataFrame(list(cells), columns=columns.split())
