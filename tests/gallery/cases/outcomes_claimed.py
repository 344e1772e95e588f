"""Figures and outcomes that the report itself states."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.outcomes_claimed import figures_printed, outcome_claims
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for many in (0, 1, 2, 21):
        printed = pd.DataFrame({"figure": range(many)})
        yield case(figures_printed, f"{many}", printed)
    for figures, claims in ((0, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 2), (3, 21)):
        form = ["quantitative"] * figures + ["qualitative"] * (claims - figures)
        ids = [f"A{each}" for each in range(claims)]
        items = pd.DataFrame({"measure_kind": "outcome", "form": form, "item_id": ids})
        yield case(outcome_claims, f"{figures} of {claims}", items, shown=items)
