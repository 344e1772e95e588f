"""What goes with a hidden cell that a total would give away, in each of the four kinds of table."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import disclosure
from evidence_lib.terms import HIDDEN


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([8, 6, 0], [8, 6, 0]),
        ([8, 6, 2], [8, HIDDEN, HIDDEN]),
        ([8, 3, 2], [8, HIDDEN, HIDDEN]),
        ([8, 0, 2], [HIDDEN, 0, HIDDEN]),
        ([7, 3, 7], [HIDDEN, HIDDEN, 7]),
        ([0, 3, 0], [0, HIDDEN, 0]),
        ([None, 3, 9], [None, HIDDEN, HIDDEN]),
        ([], []),
    ],
)
def test_one_small_count_takes_the_smallest_with_it(
    counts: list[float | None], shown: list[object]
) -> None:
    rows = pd.DataFrame({"n": pd.Series(counts, dtype="float64"), "kept": 3})
    hidden = disclosure.hide_counts(rows, ["n"])
    assert hidden["n"].tolist() == shown
    assert hidden["kept"].tolist() == [3] * len(counts)


def test_each_column_of_counts_is_looked_at_alone() -> None:
    rows = pd.DataFrame({"made": [9, 2, 7], "waiting": [6, 8, 5]}, index=[4, 2, 9])
    hidden = disclosure.hide_counts(rows, ["made", "waiting"])
    assert hidden["made"].tolist() == [9, HIDDEN, HIDDEN]
    assert hidden["waiting"].tolist() == [6, 8, 5]
    assert rows["made"].tolist() == [9, 2, 7]


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
    ("groups", "shown"),
    [
        ({"Ayr": 30, "Girvan": 9, "Troon": 12}, ["Ayr", "Girvan", "Troon"]),
        ({"Ayr": 30, "Girvan": 4, "Troon": 12}, ["Ayr"]),
        ({"Ayr": 30, "Girvan": 4, "Troon": 3}, ["Ayr"]),
        ({"Ayr": 30, "Troon": 12, "not recorded": 4}, ["Ayr", "Troon"]),
        ({"Ayr": 30, "Girvan": 4, "Troon": 12, "not recorded": 3}, ["Ayr"]),
        ({"Ayr": 30, "Girvan": 4, "not recorded": 12}, ["Ayr"]),
        ({"Girvan": 4, "Troon": 12, "Ayr": 30}, ["Ayr"]),
        ({"Girvan": 4}, []),
        ({}, []),
    ],
)
def test_one_group_left_out_takes_the_smallest_with_it(
    groups: dict[str, int], shown: list[str]
) -> None:
    rows = pd.DataFrame({"group": list(groups), "n": list(groups.values())})
    rows = rows.astype({"group": "str", "n": "int64"})
    found = disclosure.shown_groups(rows, "n", disclosure.small_groups(rows["n"]))
    assert found["group"].tolist() == shown
    assert found.index.tolist() == list(range(len(shown)))


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
