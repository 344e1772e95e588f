"""What the kit says of itself: cautions, status, what is missing, points, links, cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from evidence_lib import show
from evidence_lib.contract import TABLES
from evidence_lib.show import Point, Sentence
from tests.gallery.case import Case, case
from tests.gallery.frames import rows

AS_AT = date(2018, 2, 2)


def cases() -> Iterator[Case]:
    yield case(show.read_with_care, "words", "a rate of few children moves much.")
    yield case(show.page_title, "words", "Area 3: balance of care")
    yield case(show.heading, "words", "How sure can one be?")
    yield case(show.quoted, "words", "The partnership should do it.", "page 12")
    yield case(show.facts, "two", {"Partnership": "Ayr & Kyle", "Fieldwork": "not given"})
    yield case(show.cards, "one", rows("href title text", ("a.html", "Area 1", "One.\nTwo.")))
    for ids in ([], ["A3-001"], ["A3-001", "A3-002"]):
        yield case(show.cited, f"{len(ids)} items", Sentence("So it is said."), ids)
        pages = {"A3-001": "area-3-evidence.html"}
        yield case(show.citing, f"{len(ids)} items", ids, pages)
    there = show.lead("#table-findings", "Findings", "what was found")
    yield case(show.lead, "words", "#table-findings", "Findings", "what was found")
    for many in (0, 1, 2):
        yield case(show.several, f"{many}", *[there] * many)
    yield case(show.pictures_here, "words", "The figures behind it")
    for kinds in (["published"], ["published", "supplied"], ["synthetic"],
                  ["published", "synthetic"]):  # fmt: skip
        sources = pd.DataFrame({"provenance": kinds})
        yield case(show.page_status, " and ".join(kinds), sources, status="draft",
                   profile="public", as_at=AS_AT)  # fmt: skip
    yield case(show.main_points, "none", {"Found": []})
    yield case(show.main_points, "one with note and item",
               {"Found": [Point("It rose.", "Improved.", ("A3-001",))]})  # fmt: skip
    yield case(show.main_points, "two", {"Found": [Point("It rose."), Point("It fell.")]})
    for name, points in (
        ("none", []), ("one", [Point("It rose.", "Improved.", lead=there)]),
        ("two", [Point("It rose.", item_ids=("A3-001",), lead=there), Point("It fell.")]),
        ("many items", [Point("It rose.", item_ids=("A1", "A2", "A3", "A4", "A5"), lead=there)]),
    ):  # fmt: skip
        yield case(show.listed_points, name, points)
    for name in sorted(each.name for each in TABLES):
        yield case(show.missing_table, name, name)
    yield case(show.why_it_matters, "sources", "sources")
    yield case(show.missing_indicator, "words", "school attendance")
    yield case(show.own_measures_missing, "words", "the mix cannot be weighed")
    for value in (None, float("nan"), True, False, 0, 1234, 12.5, "word", pd.Timestamp(AS_AT)):
        yield case(show.cell_text, f"{value}", value)
