"""What was known by the review, and what needs care."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from evidence_lib.answers.measured_when import flags_found, only_later, trend_possible
from tests.gallery.case import Case, case
from tests.gallery.frames import rows

AS_AT = date(2018, 2, 2)
READING, GAP = ("Reading", "2015-16", 80.0, True), ("Gap", "2018-19", 20.0, False)
AGAIN = ("Reading", "2016-17", 81.0, True)


def cases() -> Iterator[Case]:
    for name, each in (
        ("1, one period", [READING]), ("1, none known", [GAP]), ("1, a trend", [READING, AGAIN]),
        ("2, one known", [READING, GAP]), ("2, one trend", [READING, AGAIN, GAP]),
        ("2, none known", [GAP, ("Other", *GAP[1:])]),
    ):  # fmt: skip
        measured = rows("title period value known", *each)
        yield case(trend_possible, name, measured, what="literacy", as_at=AS_AT)
        yield case(only_later, name, measured)
    for name, flags in (
        ("none", []), ("one", [(("Attendance",), "reused-code")]),
        ("one repeats", [(("Attendance",), "repeated-value")]),
        ("two, one repeats", [(("Attendance",), "repeated-value"), (("Reading",), "reused-code")]),
    ):  # fmt: skip
        yield case(flags_found, name, pd.DataFrame(flags, columns=["titles", "rule"]))
