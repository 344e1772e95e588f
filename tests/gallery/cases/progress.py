"""The indicative range, what holds it, and what would move it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.progress import (
    extent_found,
    fragile_found,
    held_found,
    held_in_short,
    only_indicative,
)
from tests.gallery.case import Case, case
from tests.gallery.cases.extent import WORDS
from tests.gallery.frames import rows


def cases() -> Iterator[Case]:
    parts = (("process", 2, 3), ("impact", None, None), ("planning", 1, 1))
    for many in (1, 3):
        levels = rows("component low high", *parts[:many])
        yield case(extent_found, f"{many} parts", levels, WORDS)
    for held in ([None], [0.914], [1.0]):
        levels = pd.DataFrame({"held": pd.array(held, dtype="Float64")})
        yield case(held_found, f"{held}", levels, {"bearing": None})
        yield case(held_in_short, f"{held}", levels)
    yield case(held_found, "two coders", levels, {"bearing": 0.1})
    yield case(only_indicative, "version 3", "3")
    for names in ([], ["A3-014"], ["A3-014", "team_finding"], ["A3-014"] * 2):
        yield case(fragile_found, f"{names}", pd.DataFrame({"name": names}))
