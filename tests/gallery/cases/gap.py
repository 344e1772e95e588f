"""A gap between the most and the least deprived."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib import inequality
from evidence_lib.answers.gap import (
    gap_cautions,
    gap_changed,
    gap_from_other_years,
    gap_since,
    level_found,
    slope_found,
)
from tests.answers.test_gap import OTHER, TARIFF, YEARS, change
from tests.gallery.case import Case, case
from tests.gallery.frames import NOTHING, rows

TITLE = {"title": "Tariff score", "place": "Ayr"}
CHANGES = {
    "measures disagree": (change(*TARIFF), "tariff points"),
    "narrowed": (change([610, 0, 0, 0, 1328], [690, 0, 0, 0, 1298]), "tariff points"),
    "stayed": (change([35.6, 1, 1, 1, 6.0], [35.1, 1, 1, 1, 5.5], "bad"), "%"),
    "no ratio": (change([5, 1], [6, 0], "bad"), "%"),
    "nobody": (change([0, 0], [0, 0], "bad"), "%"),
    "level the same": (change([30, 10], [30, 20], "bad"), "per 1,000"),
    "with interval": (change([30, 10], [35, 10], "bad", 1.0), "%"),
}


def cases() -> Iterator[Case]:
    for name, (each, unit) in CHANGES.items():
        yield case(gap_changed, name, each, YEARS, unit=unit, **TITLE)
        yield case(gap_since, name, each, YEARS, unit=unit, **TITLE)
        yield case(gap_cautions, name, each, unit=unit)
    yield case(gap_since, "no later period", None, None, unit="%", **TITLE)
    each, unit = CHANGES["narrowed"]
    widened = change(*TARIFF)
    for name, others in (
        ("none", {}), ("one the same way", {"2013-14": each}),
        ("one the other way", {"2015-16": widened}),
        ("two the other way", {"2013-14": widened, "2015-16": widened}),
    ):  # fmt: skip
        yield case(gap_from_other_years, name, others, each, OTHER, unit=unit)
    for name, ratio in (("ratio", 1.882), ("no ratio", NOTHING)):
        gaps = rows("period fifth_1 fifth_5 gap ratio", ("2016-17", 690.0, 1298.0, -608.0, ratio))
        for unit in ("%", "tariff points"):
            yield case(level_found, f"{name}, {unit}", gaps, "2016-17", unit=unit, **TITLE)
    fifths = rows("rate population", (34.7, 19723), (20.8, 29803), (16.1, 24666), (8.7, 15095),
                  (5.3, 23223))  # fmt: skip
    for name, given in (("with interval", "scotpho"), ("without", "phe")):
        slope = inequality.slope_index(fifths, high_is="bad", definition=given)
        yield case(slope_found, name, slope, period="2016-17", unit="per 1,000")
    nobody = inequality.slope_index(fifths.assign(rate=0.0), high_is="bad")
    yield case(slope_found, "nobody", nobody, period="2016-17", unit="%")
