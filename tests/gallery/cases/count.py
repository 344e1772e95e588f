"""A yearly count: its change, and what chance would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from evidence_lib import counts
from evidence_lib.answers.count import (
    chance,
    count_change,
    detectable,
    regression_to_the_mean,
    too_few_to_show,
)
from tests.gallery.case import Case, case
from tests.gallery.cases.indicator import OWN
from tests.gallery.frames import NOTHING, rows


def cases() -> Iterator[Case]:
    for name, before, after, improved in (
        ("fell, as asked", 19, 11, True), ("rose, against", 11, 19, False),
        ("by one", 11, 10, True), ("neutral", 1000, 1234, None),
        ("from none", 0, 6, False), ("same", 11, 11, None),
    ):  # fmt: skip
        change = pd.Series({
            "baseline": before, "latest": after, "change": after - before, "latest_period": "2017",
            "change_pct": 100 * (after / before - 1) if before >= 20 else NOTHING,
            "improved": improved,
        })  # fmt: skip
        yield case(count_change, name, change, baseline_period="2015")
    yield case(too_few_to_show, "as it is", replace(OWN, title="Children placed"))
    for before, after in ((19, 11), (3, 0), (100, 50), (11, 19), (11, 11)):
        compared = counts.compare_counts(before, after)
        yield case(chance, f"{before} and {after}", compared)
    for power, years in ((0.243, None), (0.243, 1), (0.05, 21)):
        yield case(detectable, f"{power}, {years} years", power, years)
    for first in (19, 5):
        yearly = rows("period count", ("2015", first), ("2017", 11))
        yield case(regression_to_the_mean, f"first year {first}, second 11", yearly)
