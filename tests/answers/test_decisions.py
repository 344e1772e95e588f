"""How a resource forum decides, and no share of too few."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.decisions import (
    COUNTS,
    decisions_found,
    decisions_table,
    equity_found,
)
from evidence_lib.answers.shares import plans_found
from evidence_lib.terms import HIDDEN
from tests.answers.frames import measure, measured, quality, safe
from tests.answers.shown import cells


def test_plans_and_decisions_leave_out_the_shares_of_too_few() -> None:
    row = {"group": "all", "plans": 40, "requests": 40, "hidden": False, "waiting": 2,
           "median_days": 18.5, "repeat_requests": 7, **measured("child_views", 20, 40),
           **measured("family_views", 3, 40), **measured("reviewed", 40, 40),
           **measured("agreed", 30, 40)}  # fmt: skip
    said = plans_found(pd.DataFrame([row]))
    assert "views are recorded in 50% (20 of 40" in said
    assert "family" not in said
    decided = decisions_found(pd.DataFrame([row]))
    assert decided.startswith("Of 40 requests to the forum, fewer than 5 still wait; the median")
    assert "75% (30 of 40" in decided
    few = pd.DataFrame([row | measured("agreed", 38, 40)])
    assert "%" not in decisions_found(few)


def test_equity_is_said_only_where_both_groups_can_be_shown() -> None:
    rows = [{"group": name, "hidden": False, **measured("agreed", 20, 40)} for name in ("a", "b")]
    assert "a, 50% (20 of 40" in str(equity_found(pd.DataFrame(rows)))
    rows[1]["hidden"] = True
    assert equity_found(pd.DataFrame(rows)) is None


def test_few_declined_requests_hide_the_share_agreed() -> None:
    frame = quality([False, False], **measure("agreed", [38, 20], [40, 40]))
    table = decisions_table(safe(frame, COUNTS), "locality", by="locality", name="d")
    assert cells(table, "Agreed, of agreed or declined") == [HIDDEN, HIDDEN]
    assert cells(table, "Median (£)") == ["2000", "2500"]


def test_a_group_whose_size_is_hidden_has_no_median() -> None:
    frame = quality([False, False], **measure("agreed", [20, 1], [30, 2]))
    few = pd.concat([frame.assign(requests=[40, 3], repeat_requests=[9, 0]), frame.head(1)])
    rows = few.reset_index(drop=True).assign(group=["Ayr", "Kyle", "Troon"])
    table = decisions_table(safe(rows, COUNTS), "locality", by="locality", name="d")
    hidden = [text == HIDDEN for text in cells(table, "Requests")]
    assert hidden[1]
    assert sum(hidden) == 2
    assert [text == HIDDEN for text in cells(table, "Median days")] == hidden
    assert decisions_table(safe(rows.iloc[1:2], COUNTS), "locality", by="l", name="d") is None
