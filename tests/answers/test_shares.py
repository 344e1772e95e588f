"""Shares of one group: base and interval, and no small number."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import practice
from evidence_lib.answers.share_cells import share_with_base
from evidence_lib.answers.shares import (
    FOLDER_COUNTS,
    PLAN_COUNTS,
    folders_found,
    folders_table,
    plans_table,
    wellbeing_found,
)
from evidence_lib.disclosure import few_or_count, share_of
from evidence_lib.terms import HIDDEN
from tests.answers.frames import measure, measured, quality, safe
from tests.answers.shown import cells
from tests.test_practice import AS_AT, folder, frame


def test_a_percentage_on_a_small_base_is_not_written() -> None:
    assert share_of(10, 20) == "10 of 20 (50%)"
    assert share_of(9, 19) == "9 of 19"
    assert share_of(181, 205) == "181 of 205 (88%)"


def test_a_share_is_said_with_base_and_interval() -> None:
    said = share_with_base(measured("reviewed", 20, 40), "reviewed")
    assert said == "50% (20 of 40, 95% interval 40% to 60%)"


@pytest.mark.parametrize(("count", "base"), [(5, 19), (4, 40), (37, 40)])
def test_a_share_of_too_few_is_said_without_any_number(count: int, base: int) -> None:
    said = share_with_base(measured("reviewed", count, base), "reviewed")
    assert not any(letter.isdigit() for letter in said)


@pytest.mark.parametrize(("number", "said"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"),
                                              (5, "5"), (1200, "1,200")])  # fmt: skip
def test_few_children_are_said_to_be_few(number: int, said: str) -> None:
    assert few_or_count(number) == said


def test_fewer_than_five_folders_give_no_figure() -> None:
    few = practice.folder_quality(
        frame("shared_folders", *([folder("2018-01-10", "2018-01-10")] * 4)), as_at=AS_AT
    )
    said = folders_found(few)
    assert said == "Fewer than 5 folders: no figure can be shown."


def test_folders_are_said_by_all_three_measures() -> None:
    row = {"group": "all", "folders": 40, "hidden": False, **measured("same_day", 20, 40),
           **measured("roles_complete", 10, 40), **measured("alive", 4, 40)}  # fmt: skip
    said = folders_found(pd.DataFrame([row]))
    assert "50% (20 of 40" in said
    assert "25% (10 of 40" in said
    assert "in use" not in said
    few = pd.DataFrame([row | measured("same_day", 2, 40) | measured("roles_complete", 2, 40)])
    assert folders_found(few) == "40 folders due: too few for any percentage."


def test_a_change_in_wellbeing_is_said_with_its_test() -> None:
    row = {
        "group": "all",
        "plans": 60,
        "hidden": False,
        "median_change": 0.8,
        "median_low": 0.6,
        "median_high": 1.1,
        "sign_test_p": 0.0004,
        **measured("better_of_changed", 30, 40),
    }
    said = str(wellbeing_found(pd.DataFrame([row])))
    assert "75% (30 of 40" in said
    assert "sign test p < 0.001" in said
    assert "+0.8" in said
    few = pd.DataFrame([row | measured("better_of_changed", 38, 40)])
    assert "Too few" in str(wellbeing_found(few))


@pytest.mark.parametrize(
    ("make", "counts", "size"),
    [(plans_table, PLAN_COUNTS, "Plans"), (folders_table, FOLDER_COUNTS, "Folders due")],
)
def test_a_small_group_is_hidden_and_what_would_give_it_away(make, counts, size) -> None:
    frame = quality([False, False])
    few = {name: [*frame[name], 2] for name in counts}
    three = pd.concat([frame, frame.tail(1)], ignore_index=True)
    three = three.assign(group=["Ayr", "Kyle", "Troon"], **few)
    table = make(safe(three, counts))
    assert cells(table, "Locality") == ["Ayr", "Kyle", "Troon"]
    sizes = cells(table, size)
    assert sizes[2] == HIDDEN
    assert sizes.count(HIDDEN) == 2


def test_a_share_that_leaves_few_is_hidden_with_another() -> None:
    frame = quality([False, False], **measure("reviewed", [38, 20], [40, 40]))
    table = plans_table(safe(frame, PLAN_COUNTS))
    assert cells(table, "Reviewed at least once") == [HIDDEN, HIDDEN]
    assert HIDDEN not in cells(table, "Child's views recorded")
