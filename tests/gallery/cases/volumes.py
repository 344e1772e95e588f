"""How much was done."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.volumes import (
    groups_caveat,
    groups_found,
    share_of_unknown,
    volume_caveat,
    volumes_found,
)
from tests.answers.test_volumes import share, volume
from tests.gallery.case import Case, case
from tests.gallery.frames import NOTHING, rows


def cases() -> Iterator[Case]:
    for count in (0, 1, 1234):
        counted = volume(count=count, low=0.0, high=1400.0)
        yield case(volumes_found, f"{count}", counted, place="Ayr")
    yield case(volumes_found, "hidden", volume(hidden=True, count=None), place="Ayr")
    both = pd.concat([volume(), volume(title="P1 pupils", hidden=True, count=None)])
    yield case(volumes_found, "two, one hidden", both, place="Ayr")
    yield case(volume_caveat, "as it is")
    known = share(denominator=60.0, low=84.0, high=97.0)
    for name, each in (("base not known", share()), ("base known", known)):
        yield case(share_of_unknown, name, each, what="Under a year")
    for name, hidden in (("one", [False]), ("one hidden", [True]), ("two", [False, False]),
                         ("three, two hidden", [False, True, True])):  # fmt: skip
        each = [("Ayr", 12.0), ("Troon", NOTHING), ("Girvan", 0.0)][: len(hidden)]
        groups = rows("group count", *each).assign(period="2016", hidden=hidden)
        groups["count"] = groups["count"].where(~groups["hidden"]).fillna(7.0)
        yield case(groups_found, name, groups, what="Children placed")
    yield case(groups_caveat, "as it is")
