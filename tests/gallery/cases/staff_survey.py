"""What staff answered, and who answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from evidence_lib import survey
from evidence_lib.answers.staff_survey import (
    comments_waiting,
    could_hide,
    sectors_compared,
    sectors_found,
    survey_caveat,
    survey_finding,
    weighting,
)
from tests.gallery.case import Case, case
from tests.gallery.frames import example, rows


def cases() -> Iterator[Case]:
    asked = "label n high percent_allowed"
    most, least = ("I am heard.", 120, 0.81, True), ("Help comes in time", 98, 0.2, True)
    for name, each in (("too few", [("I am heard.", 19, 0.5, False)]), ("one", [most]),
                       ("two", [most, least]), ("two alike", [most, most])):  # fmt: skip
        yield case(survey_finding, name, rows(asked, *each))
    yield case(survey_caveat, "as it is")
    for name, each in (
        ("all hidden", [("Health", 9, True)]), ("one", [("Health", 21, False)]),
        ("two, and one hidden", [("Health", 21, False), ("Police", 40, False), ("X", 3, True)]),
        ("one, and two hidden", [("Health", 1234, False), ("Police", 18, True), ("X", 8, True)]),
    ):  # fmt: skip
        yield case(sectors_found, name, rows("sector responses hidden", *each))
    for differ, tested in ((0, 0), (0, 1), (1, 1), (0, 12), (1, 12), (3, 12)):
        yield case(sectors_compared, f"{differ} of {tested}", sectors(differ, tested))
    tables = example().tables
    weighted = survey.weights_to_margins(tables["survey_responses"], tables["workforce"])
    yield case(weighting, "example", weighted)
    yield case(weighting, "one", replace(weighted, n=1, effective_n=1.0))
    bounds = rows("label n headcount share low high", ("I am heard.", 183, 2650, 0.81, 0.06, 0.99))
    yield case(could_hide, "none", bounds.iloc[:0])
    yield case(could_hide, "one", bounds)
    for many, reviewed in ((0, 0), (1, 0), (1, 1), (21, 1), (21, 20)):
        yield case(comments_waiting, f"{reviewed} of {many} read",
                   comments(many, reviewed))  # fmt: skip


def sectors(differ: int, tested: int) -> pd.DataFrame:
    differs = pd.array([each < differ for each in range(tested)] or [None], dtype="boolean")
    p = [0.01] * tested or [None]
    return pd.DataFrame({"question_id": range(len(p)), "p_adjusted": p, "differs": differs})


def comments(many: int, reviewed: int) -> pd.DataFrame:
    marks = pd.array([each < reviewed for each in range(many)], dtype="boolean")
    return pd.DataFrame({"comment": ["said"] * many, "comment_reviewed": marks})
