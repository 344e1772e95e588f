"""What an interval imagines, where everybody was counted."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.imagined import by_chance_alone, imagined, imagined_of
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for name, kind, low in (
        ("a stock", "snapshot", 80.0), ("a flow", "school_year", 80.0),
        ("no counts", "quarter", None),
    ):  # fmt: skip
        values = pd.DataFrame({"period_kind": [kind], "denominator": [low]})
        yield case(imagined, name, values)
    yield case(imagined_of, "plans", "plans")
    for tested, stand_out in ((1, 1), (2, 0), (2, 1), (12, 3)):
        name = f"{stand_out} of {tested}"
        yield case(by_chance_alone, name, tested, stand_out)
