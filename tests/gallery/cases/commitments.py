"""What indicators of an area still need."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.commitments import lacking_found
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for name, missing in (
        ("1, has all", [""]), ("1, lacks all", ["owner"]), ("2, one has all", ["", "owner"]),
        ("21, one has all", ["", *["owner"] * 20]), ("12, none", ["owner"] * 12),
    ):  # fmt: skip
        lacks = [each != "" for each in missing]
        fields = pd.DataFrame({"missing": missing, "lacks_target": lacks})
        yield case(lacking_found, name, fields)
