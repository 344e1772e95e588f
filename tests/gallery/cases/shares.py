"""Shares of plans and folders: base, interval, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.share_cells import share_with_base, too_few
from evidence_lib.answers.shares import (
    folders_caveat,
    folders_found,
    plans_caveat,
    plans_found,
    shares_found,
    wellbeing_found,
)
from tests.answers.frames import measured
from tests.gallery.case import Case, case
from tests.gallery.frames import rows


def cases() -> Iterator[Case]:
    for count, base in ((20, 40), (0, 40), (40, 40), (3, 40), (5, 19)):
        row = measured("reviewed", count, base)
        yield case(share_with_base, f"{count} of {base}", row, "reviewed")
    yield case(too_few, "plans", "plans")
    yield case(plans_found, "hidden", group(hidden=True))
    yield case(plans_found, "all shares", group())
    yield case(plans_found, "one share", group(child_views=3, reviewed=39))
    yield case(plans_found, "no share", group(child_views=3, family_views=2, reviewed=39))
    yield case(folders_found, "hidden", group(hidden=True))
    yield case(folders_found, "all shares", group())
    yield case(folders_found, "no share", group(same_day=3, roles_complete=2, alive=39))
    yield case(wellbeing_found, "hidden", group(hidden=True))
    yield case(wellbeing_found, "30 of 40", group(better_of_changed=30))
    yield case(wellbeing_found, "38 of 40", group(better_of_changed=38))
    two = rows("label estimate", ("Reviewed in time", 80.0), ("Views of the child", 20.4))
    yield case(shares_found, "one", two.head(1), what="plans")
    yield case(shares_found, "two", two, what="plans")
    yield case(plans_caveat, "as it is")
    yield case(folders_caveat, "as it is")


MEASURES = ("child_views", "family_views", "reviewed", "same_day", "roles_complete", "alive",
            "better_of_changed")  # fmt: skip


def group(*, hidden: bool = False, **counts: int) -> pd.DataFrame:
    row: dict[str, object] = {"group": "all", "plans": 40, "folders": 40, "hidden": hidden,
                              "median_change": 0.8, "median_low": 0.6, "median_high": 1.1,
                              "sign_test_p": 0.0004}  # fmt: skip
    for name in MEASURES:
        row |= measured(name, counts.get(name, 20), 40)
    return pd.DataFrame([row])
