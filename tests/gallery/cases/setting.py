"""How many live in the most deprived fifth."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.answers.setting import setting_found
from tests.gallery.case import Case, case
from tests.gallery.frames import rows


def cases() -> Iterator[Case]:
    for name, zones in (("none", 0), ("one", 1), ("many", 21)):
        first = (zones * 700, zones, "2016", "2016 v2")
        fifths = rows("people datazones people_period datazones_period", first,
                      (90000, 110, "2016", "2016 v2"))  # fmt: skip
        yield case(setting_found, name, fifths, place="Ayr")
