"""Whose voices are among the assertions."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.told import (
    leaders_beside_frontline,
    people_heard,
    quotations_found,
    said_points,
    self_report,
)
from tests.gallery.case import Case, case
from tests.gallery.frames import example, rows, without


def cases() -> Iterator[Case]:
    for who in ([], ["reported_by_staff"], ["reported_by_staff", "reported_by_families"],
                ["reported_by_leaders"] * 21):  # fmt: skip
        heard = pd.DataFrame({"attribution": who, "item_id": [f"E{n}" for n in range(len(who))]})
        yield case(people_heard, f"{len(who)}", heard, heard)
        unnamed = heard.assign(attribution=heard["attribution"].mask(heard.index == 0))
        yield case(people_heard, f"{len(who)}, one unnamed", heard, unnamed)
    for held, reviewed, quoted in ((0, 0, 0), (1, 0, 0), (1, 1, 1), (21, 2, 1)):
        marks = [True] * reviewed + [None] * (held - reviewed)
        items = pd.DataFrame({"quotation": ["said"] * held,
                              "quotation_reviewed": pd.array(marks, dtype="boolean")})  # fmt: skip
        name = f"{held} held, {reviewed} read, {quoted} quoted"
        yield case(quotations_found, name, items, items.head(quoted))
    for own, items in ((0, 0), (0, 1), (1, 1), (0, 12), (1, 12), (21, 205)):
        counts = rows("items self_report", (items, own))
        yield case(self_report, f"{own} of {items}", counts)
    same = ("pace", "Leaders and the front line are not shown to differ.")
    for many in (0, 1, 2):
        compared = rows("criterion in_words", *[same] * many)
        yield case(leaders_beside_frontline, f"{many}", compared, {"pace": "Pace"})
    for name, review, number in (
        ("in our words", example(), "1"), ("in their words", example(), "2"),
        ("too small a group", example(), "3"), ("nothing", without("evidence_items"), "3"),
    ):  # fmt: skip
        yield case(said_points, name, review.area(number))
