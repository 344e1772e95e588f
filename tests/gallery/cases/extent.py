"""How far each part got, as judged or as the evidence leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence_lib.answers.extent import (
    extent_points,
    judged_point,
    levels_between,
    range_words,
    who_judged,
)
from tests.gallery.case import Case, case
from tests.gallery.frames import example, judged_review, without

WORDS = {1: "little", 2: "some", 3: "good", 4: "very good"}


def cases() -> Iterator[Case]:
    yield case(extent_points, "no judgement", example(), "3")
    yield case(extent_points, "no assertion", without("evidence_items"), "3")
    judged = {"component": "child_protection_committee", "level": 2, "confidence": "very_low",
              "stage": "moderated", "reason": "Two groups said so."}  # fmt: skip
    yield case(judged_point, "level 2", judged, WORDS, "some to good (2 to 3 of 4)")
    no_level = judged | {"level": float("nan"), "confidence": "not_assessable"}
    yield case(judged_point, "not assessable", no_level, WORDS, "not assessable")
    with judged_review() as review:
        yield case(who_judged, "two parts, public", review, "3")
        yield case(who_judged, "two parts, internal", replace(review, profile="internal"), "3")
        yield case(who_judged, "nothing judged", review, "4")
    for low, high in ((None, None), (2, 2), (2, 3), (1, 4)):
        for function in (range_words, levels_between):
            yield case(function, f"{low} to {high}", {"low": low, "high": high}, WORDS)
