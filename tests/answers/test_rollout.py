"""A roll-out cluster by cluster: interval, p, and no proof."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evidence_lib.answers.rollout import (
    rollout,
    rollout_caveat,
    rollout_found,
    rollout_table,
    rollout_wait,
)
from evidence_lib.evidence import Evidence
from evidence_lib.practice.rollout import Difference, RolloutCaveats, RolloutEffect
from tests.answers.frames import measure, without
from tests.answers.shown import cells

DIFFERENCE = Difference("share", "share", -0.12, -0.44, 0.15, 0.39, 0.00005, True, 4, 572, "m")


def effect(**changes: object) -> RolloutEffect:
    share = replace(DIFFERENCE, **changes)
    days = replace(DIFFERENCE, unit="days", estimate=3.6, low=-5.1, high=13.0)
    caution = RolloutCaveats("No proof.", "Chosen.", "x", "x", "x", "x")
    sides = pd.DataFrame({"before_within_base": [20, 19], "after_within_base": [28.0, None]})
    return RolloutEffect(sides, share, days, 572, {}, "m", caution)


def test_what_cannot_be_told_leads_and_the_figure_follows() -> None:
    assert rollout_found(effect()) == (
        "What the roll-out changed cannot be told: against clusters not yet live, the share helped "
        "in time fell by 12 percentage points where the model went live (95% interval -44 to 15; "
        "p = 0.39; 4 go-lives). 1 of 2 clusters has enough requests for a percentage on both sides "
        "of its day."
    )
    told = rollout_found(effect(p_value=0.01))
    assert told.startswith("The roll-out is followed by a change beyond chance: against")
    few = rollout_found(effect(bounded=False, p_value=0.01))
    assert few.startswith("What the roll-out changed cannot be told")
    assert "moved by less than 1 percentage point" in rollout_found(effect(estimate=-0.001))


def test_a_rollout_without_comparison_says_nothing_of_its_effect() -> None:
    assert "cannot be told" in rollout_found(effect(estimate=None))


def test_the_least_p_is_said_and_is_never_nought() -> None:
    assert "3.6 days longer" in str(rollout_wait(effect()))
    assert "could have given is under 0.001" in str(rollout_wait(effect()))
    level = replace(effect(), capped_wait=replace(DIFFERENCE, unit="days", estimate=0.04))
    assert "was within 0.1 days of what the comparison leads to expect" in str(rollout_wait(level))
    assert rollout_caveat(effect()) == "Read with care: No proof. Chosen."


def clusters(before: list[int], after: list[int]) -> pd.DataFrame:
    return pd.DataFrame(
        {"cluster": ["Ayr", "Kyle"], "went_live_on": pd.to_datetime(["2017-01-16", "2017-04-24"]),
         **measure("before_within", before, [40, 40]), **measure("after_within", after, [40, 40]),
         "change": [0.1, 0.1], "change_low": [-0.1] * 2, "change_high": [0.3] * 2,
         "comparison_clusters": [4, 3], "difference": [0.05, float("nan")]}
    )  # fmt: skip


def test_a_change_has_its_interval_and_a_hidden_share_no_change() -> None:
    table = rollout_table(clusters([20, 20], [24, 24]))
    assert cells(table, "Change (points)") == ["'+10 (-10 to 30)"] * 2
    assert cells(table, "Change less theirs (points)") == ["'+5", "too few"]
    hidden = rollout_table(clusters([20, 3], [24, 24]))
    assert cells(hidden, "Change (points)")[1] == "too few"


@pytest.mark.parametrize("absent", [["rollout"], ["rollout", "service_requests"]])
def test_a_rollout_needs_clusters(example: Evidence, absent: list[str]) -> None:
    (said,) = rollout(without(example.area(4), *absent)).missing
    assert said.startswith("Not available to this review: the day each cluster began.")


def test_a_rollout_needs_requests_whose_absence_the_waits_say(example: Evidence) -> None:
    bare = rollout(without(example.area(4), "service_requests"))
    assert bare.missing == ()
    assert bare.blocks == ("Without requests the effect of the roll-out cannot be seen.",)
