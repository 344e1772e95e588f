"""A yearly count: its change, and what chance would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from evidence_lib import counts
from evidence_lib.answers.count import (
    chance,
    chosen_for_being_high,
    count_change,
    from_another_year,
    over_all_periods,
    too_few_to_show,
)
from tests.answers.test_count import changed
from tests.gallery.case import Case, case
from tests.gallery.cases.indicator import OWN
from tests.gallery.frames import NOTHING


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
    for before, after in ((19, 11), (3, 0), (6, 5), (100, 50), (11, 19), (11, 11), (0, 5)):
        compared = counts.compare_counts(before, after)
        yield case(chance, f"{before} and {after}", compared)
    for name, numbers in (
        ("two", {"2013": 20, "2017": 11}), ("all zero", dict(FIVE, **ZERO)),
        ("a trend", dict(zip(FIVE, (90, 70, 55, 40, 30), strict=True))), ("no trend shown", FIVE),
        ("one year not given", {"2013": 20, "2014": 18, "2016": 14, "2017": 12}),
        ("more than draws", dict(zip(FIVE, (90, 10, 80, 5, 70), strict=True))),
        ("level", dict.fromkeys(FIVE, 40)),
        ("turned round", dict(zip(FIVE, (10, 60, 18, 12, 30), strict=True))),
    ):  # fmt: skip
        found = changed(numbers, since=date(2016, 1, 1))
        yield case(over_all_periods, name, found)
        yield case(from_another_year, name, found)
        yield case(chosen_for_being_high, name, found)


FIVE = {"2013": 20, "2014": 18, "2015": 17, "2016": 14, "2017": 12}
ZERO = dict.fromkeys(FIVE, 0)
