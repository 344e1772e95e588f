"""Whether our figures agree with the published ones."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.agreement import figures_agree
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for name, agrees in (
        ("none", []), ("one agrees", [True]), ("one not checked", [None]),
        ("1 of 2, one not checked", [True, None]), ("2", [True] * 2), ("21", [True] * 21),
    ):  # fmt: skip
        compared = pd.DataFrame({"agrees": pd.array(agrees, dtype="boolean")})
        yield case(figures_agree, name, compared)
