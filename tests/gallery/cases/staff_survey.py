"""What staff answered, and who answered."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.staff_survey import (
    comments_waiting,
    could_hide,
    sectors_found,
    survey_caveat,
    survey_finding,
)
from tests.gallery.case import Case, case
from tests.gallery.frames import example, rows, without


def cases() -> Iterator[Case]:
    asked = "label n high percent_allowed"
    most, least = ("I am heard.", 120, 0.81, True), ("Help comes in time", 98, 0.2, True)
    for name, each in (("too few", [("I am heard.", 19, 0.5, False)]), ("one", [most]),
                       ("two", [most, least]), ("two alike", [most, most])):  # fmt: skip
        yield case(survey_finding, name, rows(asked, *each))
    yield case(survey_caveat, "number asked known", example())
    yield case(survey_caveat, "number asked not known", without("workforce"))
    for name, each in (
        ("all hidden", [("Health", 9, True)]), ("one", [("Health", 21, False)]),
        ("two, and one hidden", [("Health", 21, False), ("Police", 40, False), ("X", 3, True)]),
        ("one, and two hidden", [("Health", 1234, False), ("Police", 18, True), ("X", 8, True)]),
    ):  # fmt: skip
        yield case(sectors_found, name, rows("sector responses hidden", *each))
    bounds = rows("label n headcount share low high", ("I am heard.", 183, 2650, 0.81, 0.06, 0.99))
    yield case(could_hide, "none", bounds.iloc[:0])
    yield case(could_hide, "one", bounds)
    for many, reviewed in ((0, 0), (1, 0), (1, 1), (21, 1), (21, 20)):
        yield case(comments_waiting, f"{reviewed} of {many} read",
                   comments(many, reviewed))  # fmt: skip


def comments(many: int, reviewed: int) -> pd.DataFrame:
    marks = pd.array([each < reviewed for each in range(many)], dtype="boolean")
    return pd.DataFrame({"comment": ["said"] * many, "comment_reviewed": marks})
