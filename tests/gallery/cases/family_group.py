"""A place beside its family group."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.family_group import (
    funnel_caveat,
    funnel_finding,
    rank_among,
    told_apart,
)
from tests.answers.test_family_group import funnel
from tests.gallery.case import Case, case
from tests.gallery.frames import NOTHING, rows


def cases() -> Iterator[Case]:
    for first, many, base in ((1, 8, 100.0), (3, 8, NOTHING)):
        places = ["P", *"BCDEFGH"][:many]
        ranked = pd.DataFrame({"place": places, "rank": [first] * many, "denominator": base})
        name = f"{first} of {many}, base {base:g}"
        yield case(rank_among, name, ranked, "P", of="councils", period="2016-17")
    own, alike = ("P", 10.0, 20.0), ("Q", 15.0, 25.0)
    higher, lower = ("R", 30.0, 40.0), ("S", 1.0, 5.0)
    for name, each in (
        ("alone", [own]), ("not there", [alike]), ("one alike", [own, alike]),
        ("one higher", [own, higher]), ("one of each", [own, alike, higher, lower]),
    ):  # fmt: skip
        yield case(told_apart, name, rows("label low high", *each), "P", period="2016-17")
    for name, outside, phi, p, pulled in (
        ("10, none outside", [False] * 10, 1.2, 0.3, 0),
        ("10, one outside", [False] * 9 + [True], 1.2, 0.3, 1),
        ("10, P outside", [True] + [False] * 9, 3.0, 0.001, 2),
        ("8, spread", [False] * 8, 6.5, 1e-8, 0),
        ("8, one outside", [False] * 7 + [True], 6.5, 1e-8, 0),
    ):  # fmt: skip
        sizes = funnel(outside, phi, p, pulled)
        yield case(funnel_finding, name, sizes, place="P")
        yield case(funnel_caveat, name, sizes)
    yield case(funnel_finding, "not among them", funnel([False] * 10), place="Z")
