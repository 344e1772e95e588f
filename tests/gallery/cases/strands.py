"""What claims cite, whether voices agree, and what would close a gap."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib import terms
from evidence_lib.agreement import weighted_kappa
from evidence_lib.strands import GAPS
from evidence_lib.strands.claims import _cited_words
from evidence_lib.strands.coders import _kappa_words, _share
from evidence_lib.strands.perspectives import _words as perspectives_words
from evidence_lib.strands.triangulation import _WORDS, CONVERGENT, _untraced_words
from tests.gallery.case import Case, case
from tests.gallery.frames import rows


def cases() -> Iterator[Case]:
    yield case(_cited_words, "nothing", cited(), cited())
    yield case(_cited_words, "something else", cited("supports"), cited())
    for bearings in (["supports"], ["mixed"], ["challenges"], ["supports", "mixed"],
                     ["mixed", "challenges"], ["supports", "challenges"]):  # fmt: skip
        told = cited(*bearings)
        yield case(_cited_words, " and ".join(bearings), told, told)
    for same, n in ((0, 1), (1, 1), (18, 19), (20, 21), (1200, 1234)):
        yield case(_share, f"{same} of {n}", same, n)
    for name, second in (("varied", [1, 2, 2, 3]), ("nothing varied", [1, 1, 1, 1])):
        first = [1, 2, 3, 3] if name == "varied" else second
        found = weighted_kappa(first, second, scale=(1, 2, 3))
        for weights in ("unweighted", "quadratic"):
            yield case(_kappa_words, f"{name}, {weights}", found, weights)
    for gap in (0.0, 0.6, -0.6):
        yield case(perspectives_words, f"{gap}", gap)
    yield from _triangulated()


def _triangulated() -> Iterator[Case]:
    for found, words in _WORDS.items():
        for strands in (terms.STRANDS[:1], terms.STRANDS[:2], terms.STRANDS[:3]):
            yield Case("strands.triangulation._WORDS", f"{found}, {len(strands)}", words(strands))
    for untraced in (0, 1, 2):
        yield case(_untraced_words, f"{untraced}", untraced, CONVERGENT)
    for gap, done in GAPS.items():
        yield Case("strands.gaps.GAPS", gap, done)


def cited(*bearings: str) -> pd.DataFrame:
    return rows("bearing origin strand attribution own_account",
               *((each, "partnership", "focus_group", "reported_by_staff", True)
                 for each in bearings))  # fmt: skip
