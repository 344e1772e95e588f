"""A rate over time and beside other places."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.rate import (
    place_change,
    place_trend,
    special_causes,
    two_periods,
)
from evidence_lib.indicators import ReviewPeriods
from tests.gallery.case import Case, case
from tests.gallery.frames import NOTHING, rows

PERIODS = ReviewPeriods("2014-15", "2016-17")


def cases() -> Iterator[Case]:
    for name, numerator, base in (
        ("counts known", 330.0, 370.0), ("no counts", NOTHING, NOTHING), ("few", 367.0, 370.0),
    ):  # fmt: skip
        values = rows("period value numerator denominator low high",
                      ("2014-15", 93.8, 303.0, 323.0, 90.1, 95.6),
                      ("2016-17", 89.2, numerator, base, 85.6, 92.0))  # fmt: skip
        yield case(place_change, name, values, PERIODS, place="Ayr")
    for name, nation in (("nation known", 68.1), ("nation missing", NOTHING)):
        for unit in ("%", "£ a child a week", "per 1,000"):
            rates = rows("series period value", ("Ayr", "2014-15", 70.6), ("Ayr", "2016-17", 76.7),
                         ("Scotland", "2016-17", nation))  # fmt: skip
            given = {"place": "Ayr", "national": "Scotland", "unit": unit}
            yield case(place_trend, f"{name}, {unit}", rates, period="2016-17", **given)
            yield case(two_periods, f"{name}, {unit}", rates, PERIODS, **given)
    for outside in ([False], [False] * 10, [True, False], [True, True, True]):
        chart = pd.DataFrame({"outside": outside}, index=range(2008, 2008 + len(outside)))
        yield case(special_causes, f"{sum(outside)} of {len(outside)}", chart)
