"""What goes with a hidden cell that a total would give away, in each of two kinds of table."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import disclosure


@pytest.mark.parametrize(
    ("counts", "bases", "shown"),
    [
        ([30, 25, 9], [60, 50, 40], [True, True, True]),
        ([30, 25, 7], [60, 50, 15], [True, False, False]),
        ([30, 10, 25, 7], [60, 55, 50, 15], [True, True, False, False]),
        ([30, 25, 0], [60, 50, 15], [True, True, False]),
        ([30, 25, None], [60, 50, None], [True, False, False]),
        ([30, 3, 38], [60, 50, 40], [True, False, False]),
        ([30, 0, 7], [60, 15, 15], [True, False, False]),
        ([7], [15], [False]),
        ([], [], []),
    ],
)
def test_one_share_withheld_takes_that_of_least_base_with_it(
    counts: list[float | None], bases: list[float | None], shown: list[bool]
) -> None:
    rows = pd.DataFrame({"met": counts, "base": bases}, dtype="float64")
    assert disclosure.shown_shares(rows, "met", "base").tolist() == shown


@pytest.mark.parametrize(
    ("answers", "hidden"),
    [
        ([60, 40, 12, 0], [False] * 4),
        ([60, 40, 7, 0], [False, True, True, False]),
        ([60, 6, 7, 0], [False, True, True, False]),
        ([60, 11, 4, 3], [False, True, True, True]),
        ([60, 12, 4, 12], [False, True, True, False]),
        ([7, 0], [True, False]),
        ([], []),
    ],
)
def test_sectors_are_hidden_until_ten_answers_are_hidden_together(
    answers: list[int], hidden: list[bool]
) -> None:
    responses = pd.Series(answers, index=list("abcd")[: len(answers)], dtype="float64")
    assert disclosure.hidden_sectors(responses).tolist() == hidden
