"""Children registered again, and whether zeros are true."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.registered_again import (
    reregistration_found,
    zeros_doubted,
    zeros_elsewhere,
)
from evidence_lib.indicators import ReviewPeriods, ZeroRun
from tests.gallery.case import Case, case
from tests.gallery.frames import NOTHING, rows

PERIODS = ReviewPeriods("2015", "2017")
RUN = ZeroRun(("2015", "2016"), 14.2, 20, 0.05)


def cases() -> Iterator[Case]:
    for name, run in (
        ("no run", None), ("a run of two", RUN),
        ("a run of one", ZeroRun(("2015",), 14.2, 20, 0.05)),
    ):  # fmt: skip
        yield case(reregistration_found, name, rates(), run, PERIODS,
                   place="Ayr", national="Scotland")  # fmt: skip
    yield case(reregistration_found, "hidden", rates().iloc[:1], None, PERIODS,
               place="Ayr", national="Scotland")  # fmt: skip
    for name, run, count in (
        ("no run", None, 1), ("zeros elsewhere too", ZeroRun(("2015",), 0.0, None, 0.05), 1),
        ("many placed", RUN, 23), ("few placed", RUN, 3), ("not known", RUN, NOTHING),
    ):  # fmt: skip
        counted = rows("indicator_id period count", ("placed", "2016-17", count))
        yield case(zeros_doubted, name, run, counted, registrations="placed")
    for places in ([], ["Fife"], ["Fife", "Angus", "Moray"]):
        flags = pd.DataFrame({"place": places}).assign(rule="run-of-zeros")
        yield case(zeros_elsewhere, f"{len(places)}", flags, place="Ayr")


def rates() -> pd.DataFrame:
    return rows("series period value low high",
                ("Ayr", "2015", 12.0, NOTHING, NOTHING), ("Ayr", "2017", 18.0, 9.0, 31.0),
                ("Scotland", "2015", 16.0, NOTHING, NOTHING),
                ("Scotland", "2016", 17.0, NOTHING, NOTHING),
                ("Scotland", "2017", 18.0, NOTHING, NOTHING))  # fmt: skip
