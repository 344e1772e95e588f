"""What plans and practice say of themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.indicators.flags import _zeros_in_context
from evidence_lib.inequality.slope import _slope_words
from evidence_lib.plans.criteria import _note
from evidence_lib.plans.rba import _better_off_words
from evidence_lib.practice.planning import _theme_words
from evidence_lib.survey.sectors import _note as sector_note
from tests.gallery.case import Case, case
from tests.gallery.frames import rows


def cases() -> Iterator[Case]:
    for better, base, share in ((0, 0, None), (0, 1, None), (1, 1, None), (1, 12, None),
                                (3, 40, 0.075)):  # fmt: skip
        yield case(_better_off_words, f"{better} of {base}", better, base, share)
    for number in ("1", "6", "99"):
        yield case(_note, number, number, {"1"})
    hardly, mentioned = ("Plan A", "hardly mentioned"), ("Plan B", "mentioned")
    for name, each in (
        ("none searched", [("Plan C", "not looked for")]), ("1, hardly", [hardly]),
        ("1, mentioned", [mentioned]), ("3, two hardly", [hardly, hardly, mentioned]),
    ):  # fmt: skip
        documents = rows("document state", *each)
        yield case(_theme_words, name, documents, "children in need of protection", 3)
    for slope, high_is in ((0.0, "bad"), (-1.0, "bad"), (1.0, "bad"), (1.0, "good")):
        yield case(_slope_words, f"{slope}, high is {high_is}", slope, high_is)
    for hidden, too_many, no_headcount in (
        (True, False, False), (False, True, False), (False, False, True), (False, False, False),
    ):  # fmt: skip
        name = f"hidden {hidden}, too many {too_many}, no headcount {no_headcount}"
        yield case(sector_note, name, hidden, too_many, no_headcount)
    for rate in (0.0, 14.2):
        values = pd.DataFrame({"indicator_id": "a", "place": ["Fife", "Angus"], "period": "2016",
                               "value": rate, "value_type": "raw",
                               "group_type": "all", "group": "all"})  # fmt: skip
        yield case(_zeros_in_context, f"{rate} elsewhere", values, "a", "Ayr", ["2016"])
