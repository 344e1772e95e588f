"""Open concerns about the safety of children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from evidence_lib.answers.safety import _kept_in, _point, safety
from tests.gallery.case import Case, case
from tests.gallery.frames import example

DAY = pd.Timestamp("2018-01-15")


def cases() -> Iterator[Case]:
    yield case(safety, "none that may be shown", example())
    yield case(safety, "one", replace(example(), profile="internal"))
    concern = {"concern_id": "C1", "what": "A child was not seen", "raised_by": "link inspector",
               "area": "5", "raised_on": DAY, "kept_in": "link_log.csv",
               "escalated_on": DAY}  # fmt: skip
    yield case(_point, "all known", example(), pd.Series(concern))
    unknown = concern | {"what": None, "raised_by": None, "escalated_on": pd.NaT, "area": "general"}
    yield case(_point, "little known", example(), pd.Series(unknown))
    for name, kept in (("the register", "CO002"), ("the log", "LL001"), ("neither", "X9")):
        yield case(_kept_in, name, example(), kept)
