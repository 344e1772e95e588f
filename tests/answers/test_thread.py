"""Whether the thread holds from need to target."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.answers.thread import (
    breaks_table,
    needs_found,
    needs_table,
    thread,
    thread_found,
    thread_table,
    unchecked,
)
from evidence_lib.evidence import Evidence
from evidence_lib.show import missing_table
from tests.answers.frames import without
from tests.answers.shown import rows

NOTHING = float("nan")


@pytest.fixture
def checks() -> pd.DataFrame:
    rows = [("action", "names no indicator", 40.0, 50, True),
            ("indicator", "has no target", 10.0, 27, True),
            ("indicator", "is named by no action", 17.0, 27, True),
            ("priority", "answers no need", float("nan"), 14, False)]  # fmt: skip
    return pd.DataFrame(rows, columns=["kind", "reason", "orphans", "of", "checked"])


def test_the_thread_is_said_by_the_worst_break_of_each_kind(checks: pd.DataFrame) -> None:
    assert thread_found(checks) == (
        "The thread breaks most where an action names no indicator (40 of 50) and an indicator is "
        "named by no action (17 of 27)."
    )
    whole = thread_found(checks.assign(orphans=0.0))
    assert whole == "The thread from need to target breaks nowhere that was checked."


def test_what_could_not_be_checked_is_named(checks: pd.DataFrame) -> None:
    assert str(unchecked(checks)).endswith("whether a priority answers no need.")
    assert unchecked(checks.iloc[:3]) is None


def test_needs_are_said_by_whether_a_plan_acts() -> None:
    priorities = pd.DataFrame(
        {
            "needs": [12, 0, 0, 6],
            "link": ["linked", *["action without need"] * 2, "no priority named"],
        }
    )
    assert needs_found(priorities) == (
        "A plan acts on the priority of 12 of 18 needs; 2 priorities with "
        "actions answer no need that was assessed."
    )


def test_a_check_that_was_not_made_is_not_shown_as_nought() -> None:
    frame = pd.DataFrame(
        {"kind": ["action", "need"], "reason": ["names no indicator", "has no priority"],
         "orphans": [40.0, NOTHING], "of": [50, 18], "checked": [True, False]}
    )  # fmt: skip
    assert rows(thread_table(frame)) == [
        ["Action names no indicator", "40", "50"], ["Need has no priority", "not checked", "18"],
    ]  # fmt: skip


def test_breaks_and_needs_are_listed_in_the_order_given() -> None:
    named = pd.DataFrame({"kind": ["need"], "title": ["Neglect"], "reasons": ["has no priority"]})
    assert rows(breaks_table(named)) == [["Neglect", "Need", "has no priority"]]
    priorities = pd.DataFrame(
        {"priority": ["no priority named"], "needs": 6, "needs_with_data": 0, "actions": 0,
         "plans": 0, "link": "no priority named"}
    )  # fmt: skip
    assert rows(needs_table(priorities))[0][0] == "No priority named"


def test_a_thread_needs_needs(example: Evidence) -> None:
    bare = thread(without(example.area(5), "needs").review)
    assert bare.missing == (missing_table("needs"),)


def test_a_thread_needs_actions_whose_absence_the_actions_say(example: Evidence) -> None:
    bare = thread(without(example.area(5), "plan_actions").review)
    assert bare.missing == ()
    assert bare.blocks == ("Without the plan's actions the thread cannot be followed.",)
