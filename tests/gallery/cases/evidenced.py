"""Where something falls short, whether voices and coders agree."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.evidenced import bearing_finding, coders_agree, triangulation_found
from tests.gallery.case import Case, case
from tests.gallery.frames import example, without


def cases() -> Iterator[Case]:
    for name, challenges in (
        ("none at all", []), ("one, none short", [0]), ("one short of one", [2]),
        ("one of two", [0, 1]), ("two of three", [1, 1, 0]), ("all of three", [1, 2, 1]),
    ):  # fmt: skip
        labels = [f"Criterion {number}" for number in range(1, len(challenges) + 1)]
        bearings = pd.DataFrame({"label": labels, "challenges": challenges})
        yield case(bearing_finding, name, bearings, by="criterion")
    yield case(coders_agree, "two coders", example())
    yield case(coders_agree, "one coder", without("second_codes"))
    for found in (["convergent"], ["single_source"], ["not_determinable"] * 2,
                  ["convergent", "inconsistent", "complementary", "single_source"]):  # fmt: skip
        name = f"{len(found)}, from {found[0]}"
        yield case(triangulation_found, name, pd.DataFrame({"triangulation": found}))
