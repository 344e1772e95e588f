"""Judgements, comments on fact, hedges, words beside ranges, raters."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.concluded import (
    accuracy_found,
    hedges_found,
    raters_agree,
    recorded,
    words_and_ranges,
)
from evidence_lib.judgement import RatersAgreement
from tests.gallery.case import Case, case
from tests.gallery.frames import rows


def cases() -> Iterator[Case]:
    for profile in ("public", "internal"):
        yield case(recorded, f"none, {profile}", stages(), torn=None, profile=profile)
    yield case(recorded, "none, torn", stages(), torn="{", profile="public")
    for each in (["draft"], ["final"], ["draft", "final"], ["final"] * 21):
        yield case(recorded, f"{len(each)}, {each.count('final')} final", stages(*each),
                   torn=None, profile="public")  # fmt: skip
    for states in (["accepted"], ["accepted", "open"], ["accepted", "rejected", "open"] * 4):
        followed = pd.DataFrame({"state": states})
        yield case(accuracy_found, f"{len(states)}", followed)
    for many, whole in ((0, 0), (0, 1), (1, 1), (0, 12), (1, 12), (2, 12)):
        hedged = rows("hedged sentences", (many, whole))
        yield case(hedges_found, f"{many} of {whole}", hedged)
    within, apart = ("3", "process", "Steady.", True), ("4", None, "Good progress.", False)
    for name, each in (
        ("none", []), ("one not compared", [("1", "impact", "Slow.", None)]),
        ("one within", [within]), ("two within", [within] * 2), ("one apart", [apart]),
        ("two, one apart", [within, apart]), ("two apart", [apart] * 2),
    ):  # fmt: skip
        compared = rows("area component words agrees", *each).astype({"agrees": "boolean"})
        yield case(words_and_ranges, name, compared)
    for pairs, differ in ((0, 0), (1, 0), (1, 1), (3, 2)):
        yield case(raters_agree, f"{pairs} pairs, {differ} differ", raters(pairs, differ))


def stages(*each: str) -> pd.DataFrame:
    return pd.DataFrame({"stage": list(each)})


def raters(pairs: int, differ: int) -> RatersAgreement:
    said = pd.DataFrame({"in_words": ["A and B gave the same level to 8 of 10 parts."] * pairs})
    return RatersAgreement(
        said, pd.DataFrame({"area": ["1"] * differ}), "Weighted kappa here: 0.6."
    )
