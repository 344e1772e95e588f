"""What became of the small tests of change."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence_lib.answers.tests_of_change import tests_found
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for results in (["adopt"], [None], ["adopt", "abandon"], ["adopt", "adapt", None] * 4):
        name = f"{len(results)}, from {results[0]}"
        yield case(tests_found, name, pd.DataFrame({"result": results}))
