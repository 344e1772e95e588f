"""What assertions rest on, and what the link inspector noted."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib import terms
from evidence_lib.answers.looked_at import (
    coverage_finding,
    log_finding,
    silent_strands,
    traceability,
)
from evidence_lib.strands import Traceability
from tests.gallery.case import Case, case
from tests.gallery.frames import rows


def cases() -> Iterator[Case]:
    for named, items in ((0, 0), (1, 1), (0, 1), (11, 12), (0, 12), (100, 205)):
        traced = Traceability(items, named)
        yield case(traceability, f"{items - named} of {items}", traced)
    for many in (0, 1, 2, 8):
        yield case(silent_strands, f"{many}", terms.STRANDS[:many])
    yield case(coverage_finding, "none named", coverage())
    yield case(coverage_finding, "one named", coverage(focus_group=1))
    every = coverage(**dict.fromkeys(terms.STRANDS, 3))
    yield case(coverage_finding, "all named", every)
    for states in (["concern"], ["no_concern", "uncertainty"], ["concern"] * 3,
                   ["uncertainty", "concern", "no_concern"]):  # fmt: skip
        log = rows(
            "state month", *zip(states, ("May 2017", "June 2017", "July 2017"), strict=False)
        )
        yield case(log_finding, ", ".join(states), log)


def coverage(**items: int) -> pd.DataFrame:
    return rows("strand items", *((each, items.get(each, 0)) for each in terms.ITEM_STRANDS))
