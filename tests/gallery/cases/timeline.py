"""Dated facts, and where sources disagree on a date."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.timeline import dates_conflict, events_finding
from tests.gallery.case import Case, case
from tests.gallery.frames import rows


def cases() -> Iterator[Case]:
    for dates in (["2017"], ["2016-10", "2018-01-29"]):
        yield case(events_finding, f"{len(dates)}", pd.DataFrame({"date": dates}))
    one = ("The forum began", "2016-04", "report", "2016-06", "minutes_of_2016")
    for many in (0, 1, 2):
        conflicts = rows("label date source_id other_date other_source_id", *[one] * many)
        yield case(dates_conflict, f"{many}", conflicts)
