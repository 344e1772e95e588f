"""What was claimed, beside what was found."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.claims import claims_found
from tests.gallery.case import Case, case

NO = pd.NA


def cases() -> Iterator[Case]:
    for name, verdicts, above in (
        ("one, no level", ["supported"], [NO]),
        ("one, not above", ["unsupported"], [False]),
        ("one, above", ["contradicted"], [True]),
        ("two, one above", ["supported", "partly"], [False, True]),
        ("many", ["supported", "partly", "unsupported", "contradicted"] * 3, [True, False] * 6),
    ):
        yield case(claims_found, name, verified(verdicts, above))


def verified(verdicts: list[str], above: list[object]) -> pd.DataFrame:
    level = [pd.NA if each is NO else 3 for each in above]
    return pd.DataFrame({"verdict": verdicts, "self_level": level, "high": 3,
                         "above": pd.array(above, dtype="boolean")})  # fmt: skip
