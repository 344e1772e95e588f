"""What an interval imagines, where everybody was counted."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.imagined import imagined, imagined_of
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for name, kind, low in (
        ("a stock", "snapshot", 80.0), ("a flow", "school_year", 80.0),
        ("no counts", "quarter", None),
    ):  # fmt: skip
        values = pd.DataFrame({"period_kind": [kind], "low": [low]})
        yield case(imagined, name, values)
    yield case(imagined_of, "plans", "plans")
