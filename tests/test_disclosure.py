"""The first step of disclosure control: a small count is not shown."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.disclosure import hide_small_counts


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, "[c]"), (4, "[c]"), (5, 5), (195, 195), (pd.NA, None)],
)
def test_counts_from_one_to_four_are_hidden(count: object, shown: object) -> None:
    counts = pd.DataFrame({"n": pd.array([count], dtype="Int64"), "other": [3]})
    hidden = hide_small_counts(counts, ["n"])
    assert hidden["n"].tolist() == [shown] or (shown is None and hidden["n"].isna().all())
    assert hidden["other"].tolist() == [3]


def test_the_threshold_is_the_reviews_own() -> None:
    counts = pd.DataFrame({"n": [5, 9, 10]})
    assert hide_small_counts(counts, ["n"], threshold=10)["n"].tolist() == ["[c]", "[c]", 10]


def test_hiding_leaves_its_input_alone() -> None:
    counts = pd.DataFrame({"n": [3]})
    hide_small_counts(counts, ["n"])
    assert counts["n"].tolist() == [3]
