"""Sentences about a locality model: base, interval and method, and no small number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from evidence_lib import practice, timeliness, wording
from evidence_lib.practice.rollout import Difference, RolloutCaveats, RolloutEffect
from tests.test_practice import AS_AT, folder, frame
from tests.test_request_summary import requests

DIFFERENCE = Difference("share", "share", -0.12, -0.44, 0.15, 0.39, 0.00005, True, 4, 572, "m")


def effect(**changes: object) -> RolloutEffect:
    share = replace(DIFFERENCE, **changes)
    days = replace(DIFFERENCE, unit="days", estimate=3.6, low=-5.1, high=13.0)
    caution = RolloutCaveats("No proof.", "Chosen.", "x", "x", "x", "x")
    return RolloutEffect(pd.DataFrame(), share, days, 572, {}, "m", caution)


def measured(name: str, count: int, base: int) -> dict[str, float]:
    return {
        name: count, f"{name}_base": base, f"{name}_share": count / base, f"{name}_low": 0.4,
        f"{name}_high": 0.6,
    }  # fmt: skip


@pytest.fixture
def waits() -> timeliness.RequestSummary:
    found = timeliness.request_summary(requests(), as_at=date(2018, 3, 31), standard_days=20)
    assert found is not None
    return found


def test_a_share_is_said_with_base_and_interval() -> None:
    said = wording.share_with_base(measured("reviewed", 20, 40), "reviewed")
    assert said == "50% (20 of 40, 95% interval 40% to 60%)"


@pytest.mark.parametrize(("count", "base"), [(5, 19), (4, 40), (37, 40)])
def test_a_share_of_too_few_is_said_without_any_number(count: int, base: int) -> None:
    said = wording.share_with_base(measured("reviewed", count, base), "reviewed")
    assert not any(letter.isdigit() for letter in said)


@pytest.mark.parametrize(("number", "said"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"),
                                              (5, "5"), (1200, "1,200")])  # fmt: skip
def test_few_children_are_said_to_be_few(number: int, said: str) -> None:
    assert wording.few_or_count(number) == said


def test_waits_are_said_with_median_interval_and_share(waits) -> None:
    said = wording.waits_found(waits)
    assert said.startswith(
        "Of 60 requests, half had first help within 30.5 days (95% interval 22 to 38); "
    )
    assert "33% were helped within 20 days (20 of 60, 95% interval 23% to 46%)" in said


def test_a_median_that_is_not_reached_is_said_so(waits) -> None:
    unknown = replace(waits, median=replace(waits.median, days=None))
    assert "fewer than half have had help so far" in wording.waits_found(unknown)
    open_ended = replace(waits, median=replace(waits.median, high=None))
    assert "with no upper end yet" in wording.waits_found(open_ended)


def test_the_caveat_of_waits_names_censoring_and_what_was_left_out(waits) -> None:
    assert "Kaplan-Meier" in wording.waits_caveat(waits)
    assert "left out" not in wording.waits_caveat(waits)
    assert "left out: fewer than 5." in wording.waits_caveat(replace(waits, left_out=2))


def test_localities_that_differ_by_chance_are_said_so(waits) -> None:
    assert "no more than chance" in wording.log_rank(waits)
    apart = replace(waits, comparison=replace(waits.comparison, p_value=0.01))
    assert "beyond chance (log-rank test, p = 0.010)" in wording.log_rank(apart)
    assert "cannot be compared" in wording.log_rank(replace(waits, comparison=None))


def test_the_backlog_says_no_small_number(waits) -> None:
    assert wording.backlog_found(waits) == (
        "5 requests still wait for first help, 5 of them for more than 20 days; the longest for "
        "89 days."
    )
    overall = waits.overall.copy()
    overall["still_waiting"] = 7  # five of them beyond the standard, so two within
    said = wording.backlog_found(replace(waits, overall=overall))
    assert said == "7 requests still wait for first help."
    overall["still_waiting"] = 3
    few = replace(waits, overall=overall, backlog=waits.backlog.assign(n=[0, 0, 3]))
    assert wording.backlog_found(few) == "Fewer than 5 requests still wait for first help."


def test_a_rollout_compatible_with_chance_is_said_so_with_interval_and_p() -> None:
    said = wording.rollout_found(effect())
    assert "fell by 12 percentage points" in said
    assert "95% interval -44 to 15; p = 0.39; 4 go-lives, 572 requests" in said
    assert said.endswith("compatible with chance.")
    assert wording.rollout_found(effect(p_value=0.01)).endswith("would explain.")
    assert wording.rollout_found(effect(bounded=False)).endswith("too few clusters for any answer.")


def test_a_rollout_without_comparison_says_nothing_of_its_effect() -> None:
    assert "nothing can be said" in wording.rollout_found(effect(estimate=None))


def test_the_least_p_is_said_and_is_never_nought() -> None:
    assert "3.6 days longer" in str(wording.rollout_wait(effect()))
    assert "could have given is under 0.001" in str(wording.rollout_wait(effect()))
    assert wording.rollout_caveat(effect()) == "Read with care: No proof. Chosen."


def test_fewer_than_five_folders_give_no_figure() -> None:
    few = practice.folder_quality(
        frame("shared_folders", *([folder("2018-01-10", "2018-01-10")] * 4)), as_at=AS_AT
    )
    said = wording.folders_found(few)
    assert said == "Fewer than 5 folders: no figure can be shown."


def test_folders_are_said_by_all_three_measures() -> None:
    row = {"group": "all", "folders": 40, "hidden": False, **measured("same_day", 20, 40),
           **measured("roles_complete", 10, 40), **measured("alive", 4, 40)}  # fmt: skip
    said = wording.folders_found(pd.DataFrame([row]))
    assert "50% (20 of 40" in said
    assert "25% (10 of 40" in said
    assert "in use" not in said
    few = pd.DataFrame([row | measured("same_day", 2, 40) | measured("roles_complete", 2, 40)])
    assert wording.folders_found(few) == "40 folders due: too few for any percentage."


def test_plans_and_decisions_leave_out_the_shares_of_too_few() -> None:
    row = {"group": "all", "plans": 40, "requests": 40, "hidden": False, "waiting": 2,
           "median_days": 18.5, "repeat_requests": 7, **measured("child_views", 20, 40),
           **measured("family_views", 3, 40), **measured("reviewed", 40, 40),
           **measured("agreed", 30, 40)}  # fmt: skip
    said = wording.plans_found(pd.DataFrame([row]))
    assert "views are recorded in 50% (20 of 40" in said
    assert "family" not in said
    decided = wording.decisions_found(pd.DataFrame([row]))
    assert decided.startswith("Of 40 requests to the forum, fewer than 5 still wait; the median")
    assert "75% (30 of 40" in decided
    few = pd.DataFrame([row | measured("agreed", 38, 40)])
    assert "%" not in wording.decisions_found(few)


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
    said = str(wording.wellbeing_found(pd.DataFrame([row])))
    assert "75% (30 of 40" in said
    assert "sign test p < 0.001" in said
    assert "+0.8" in said
    few = pd.DataFrame([row | measured("better_of_changed", 38, 40)])
    assert "Too few" in str(wording.wellbeing_found(few))


def test_equity_is_said_only_where_both_groups_can_be_shown() -> None:
    rows = [{"group": name, "hidden": False, **measured("agreed", 20, 40)} for name in ("a", "b")]
    assert "a, 50% (20 of 40" in str(wording.equity_found(pd.DataFrame(rows)))
    rows[1]["hidden"] = True
    assert wording.equity_found(pd.DataFrame(rows)) is None


def test_assertions_on_a_criterion_are_linked_and_what_is_not_there_is_said() -> None:
    items = pd.DataFrame(
        {"item_id": ["A", "B", "C"], "criterion": ["time", "time", "model"],
         "bearing": ["supports", "challenges", "challenges"], "summary": ["x", "Not timed.", "y"]}
    )  # fmt: skip
    shown = wording.assertions_on(items, "time", {"time": "In time"})
    assert "Of 2 assertions on “In time”, 1 in support of progress, 0 mixed" in shown.text
    assert "Not there yet: Not timed." in shown.text
    assert 'href="#item-B"' in shown.html
    assert 'href="#item-C"' not in shown.html


def test_small_tests_are_counted_by_what_became_of_them() -> None:
    tests = pd.DataFrame({"result": ["adopt", "adopt", "abandon", None]})
    assert wording.tests_found(tests) == (
        "Of 4 small tests of change, 2 adopted, 0 adapted, 1 given up and 1 without a result yet."
    )


def chart(rules: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"mean": 48.0, "rule": rules})


def test_a_steady_process_is_said_to_be_steady() -> None:
    said = wording.process_found(chart(["", "", ""]), what="Helped, %", target=40)
    assert said == (
        "Helped, %: steady around a mean of 48, with a target of 40; nothing in 3 points is a "
        "change."
    )


def test_points_beyond_chance_are_counted_and_their_rules_named() -> None:
    said = wording.process_found(chart(["", "two_of_three", "shift"]), what="Helped, %")
    assert said.endswith("2 points of 3 are beyond chance (two of three and shift).")


@pytest.mark.parametrize("word", ["common_cause", "improvement", "concern", "neutral"])
def test_every_kind_of_variation_has_words(word: str) -> None:
    assert wording.variation_words(word).startswith("Variation: ")


@pytest.mark.parametrize("word", ["consistently_meets", "consistently_misses", "hit_or_miss"])
def test_every_kind_of_assurance_has_words_and_none_has_none(word: str) -> None:
    assert wording.assurance_words(word).startswith("Assurance: ")
    assert wording.assurance_words(None) == ""


def test_pooled_months_are_said_in_the_caveat() -> None:
    assert "pools 2 months" in wording.process_caveat(pd.DataFrame({"periods": [2, 2]}))
    assert "pools" not in wording.process_caveat(pd.DataFrame({"periods": [1]}))
    assert "pools" not in wording.process_caveat()
