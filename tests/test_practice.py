"""What the practice measures claim, on frames small enough to work by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from math import comb, inf, isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib import contract, practice
from evidence_lib.errors import MethodInputError
from evidence_lib.practice import _permutation as dealing
from evidence_lib.practice.audits import effective_ratings
from evidence_lib.practice.child_plans import median_interval

AS_AT = date(2018, 2, 2)
TYPES = {"date": "datetime64[us]", "flag": "boolean", "integer": "Int64", "number": "float64"}


def frame(table: str, *rows: dict[str, object]) -> pd.DataFrame:
    """A table of the contract, typed as the loaders type it, other cells missing."""
    columns = contract.table(table).columns
    made = pd.DataFrame(list(rows), columns=[column.name for column in columns])
    return made.astype({each.name: TYPES[each.kind] for each in columns if each.kind in TYPES})


def repeated(table: str, number: int, **cells: object) -> pd.DataFrame:
    return frame(table, *([cells] * number))


# Shared folders -----------------------------------------------------------------------------------


def folder(triggered: str, created: str | None, **cells: object) -> dict[str, object]:
    return {"folder_id": triggered, "triggered_on": triggered, "created_on": created} | cells


@pytest.mark.parametrize(
    ("triggered", "created", "in_time"),
    [
        ("2018-01-10", "2018-01-10", 1),  # a Wednesday
        ("2018-01-10", "2018-01-11", 0),
        ("2018-01-12", "2018-01-15", 0),  # Friday to Monday
        ("2018-01-13", "2018-01-15", 1),  # Saturday to Monday
        ("2018-01-14", "2018-01-15", 1),  # Sunday to Monday
        ("2018-01-14", "2018-01-16", 0),
        ("2018-01-10", None, 0),
        ("2018-01-10", "2018-03-01", 0),  # after the day we speak of: not created yet
    ],
)
def test_same_working_day_rolls_a_weekend_to_its_monday(triggered, created, in_time):
    five = frame("shared_folders", *([folder(triggered, created)] * 5))
    found = practice.folder_quality(five, as_at=AS_AT).iloc[0]
    assert (found["same_day"], found["same_day_base"]) == (5 * in_time, 5)
    not_yet = created is None or created > AS_AT.isoformat()
    assert found["not_created"] == 5 * not_yet


def test_a_folder_not_due_yet_is_not_late():
    five = frame("shared_folders", *([folder("2018-02-02", None)] * 5))
    assert practice.folder_quality(five, as_at=AS_AT)["same_day_base"].tolist() == [0]


def test_roles_and_chronology_are_judged_where_known():
    whole = {"named_person": True, "lead_professional": True, "chronology_entries": 4}
    rows = [
        folder("2018-01-10", "2018-01-10", last_opened_on="2018-01-20", **whole),
        folder("2018-01-10", "2018-01-10", last_opened_on="2017-01-20", **whole),
        folder("2018-01-10", "2018-01-10", **whole | {"lead_professional": False}),
        folder(
            "2018-01-10",
            "2018-01-10",
            named_person=True,
            chronology_entries=0,
            last_opened_on="2018-01-20",
        ),
        folder(
            "2018-01-10",
            "2018-01-10",
            named_person=False,
            chronology_entries=3,
            last_opened_on="2018-06-01",
        ),
        folder("2018-01-10", None),
    ]
    found = practice.folder_quality(frame("shared_folders", *rows), as_at=AS_AT).iloc[0]
    assert found["not_created"] == 1
    # Unknown: the fourth has no lead professional recorded; a false named person settles the fifth.
    assert (found["roles_complete"], found["roles_complete_base"]) == (2, 4)
    # Unknown: the fifth was last opened after the day we speak of.
    assert (found["alive"], found["alive_base"]) == (1, 4)


def test_a_group_under_five_is_hidden_and_a_share_needs_twenty():
    rows = [folder("2018-01-10", "2018-01-10", locality="North")] * 4
    rows += [folder("2018-01-10", "2018-01-10", locality="South")] * 19
    rows += [folder("2018-01-10", "2018-01-10", locality="West")] * 20
    found = practice.folder_quality(frame("shared_folders", *rows), as_at=AS_AT, by="locality")
    found = found.set_index("group")
    assert found["hidden"].tolist() == [True, False, False]
    figures = found.loc["North"].drop(["hidden", "method", "caveats"])
    assert figures.isna().all()
    assert found["same_day_share"].isna().tolist() == [True, True, False]
    assert found.loc["West", "same_day_low"] == pytest.approx(20 / (20 + 1.959964**2))


def test_rows_without_a_group_are_a_group_of_their_own():
    rows = [folder("2018-01-10", "2018-01-10")] * 6
    found = practice.folder_quality(frame("shared_folders", *rows), as_at=AS_AT, by="locality")
    assert found["group"].tolist() == ["not recorded"]


# Resource decisions -------------------------------------------------------------------------------


def decision(number: int, waited: int | None, **cells: object) -> dict[str, object]:
    asked = date(2017, 6, 1)
    decided = None if waited is None else asked + timedelta(days=waited)
    days = {"requested_on": asked.isoformat(), "decided_on": decided and decided.isoformat()}
    return {"decision_id": number, "request_type": "respite"} | days | cells


def test_the_median_is_of_decided_requests_and_the_waiting_are_counted():
    rows = [decision(n, waited, outcome="agreed") for n, waited in enumerate((1, 4, 9, 16, 25))]
    rows += [decision(9, None), decision(10, 700, outcome="agreed")]  # decided after the day
    found = practice.decision_equity(frame("resource_decisions", *rows), as_at=AS_AT, by=None)
    row = found.iloc[0]
    assert (row["decided"], row["waiting"], row["median_days"]) == (5, 2, 9)
    assert row["longest_wait_days"] == (AS_AT - date(2017, 6, 1)).days
    assert row["agreed"] == 5


def test_a_median_of_four_is_not_shown():
    rows = [decision(n, 3, outcome="agreed", amount=10) for n in range(4)] + [decision(5, None)]
    row = practice.decision_equity(frame("resource_decisions", *rows), as_at=AS_AT, by=None).iloc[0]
    assert isnan(row["median_days"])
    assert isnan(row["amount_median"])
    assert row["amount_total"] == 40


def test_a_deferral_is_no_answer_and_agreed_in_part_is_agreed():
    outcomes = ["agreed"] * 9 + ["partly_agreed"] * 3 + ["declined"] * 8 + ["deferred"] * 5
    rows = [decision(n, 3, outcome=outcome) for n, outcome in enumerate(outcomes)]
    row = practice.decision_equity(frame("resource_decisions", *rows), as_at=AS_AT, by=None).iloc[0]
    assert (row["agreed"], row["agreed_base"], row["deferred"]) == (12, 20, 5)
    assert row["agreed_share"] == pytest.approx(0.6)
    assert row["agreed_low"] < 0.6 < row["agreed_high"]


def test_repeat_requests_are_those_beyond_a_childs_first():
    keys = ["a", "a", "a", "b", None, "c"]
    rows = [decision(n, 3, child_key=key, simd_quintile=1) for n, key in enumerate(keys)]
    found = practice.decision_equity(
        frame("resource_decisions", *rows), as_at=AS_AT, by="simd_quintile"
    )
    assert found[["group", "children", "repeat_requests"]].to_numpy().tolist() == [["1", 3, 2]]


# Plans of children --------------------------------------------------------------------------------


def scored(*pairs: tuple[float | None, float | None], **cells: object) -> pd.DataFrame:
    return frame(
        "child_plans",
        *({"plan_id": n, "wellbeing_start": start, "wellbeing_latest": latest} | cells
          for n, (start, latest) in enumerate(pairs)),
    )  # fmt: skip


def test_change_in_wellbeing_is_paired_and_attrition_is_counted():
    pairs = [(3, 5), (3, 4), (2, 6), (4, 7), (5, 8), (4, 4), (6, 5), (4, None), (None, 5)]
    row = practice.plan_quality(scored(*pairs)).iloc[0]
    assert (row["pairs"], row["better"], row["same"], row["worse"]) == (7, 5, 1, 1)
    assert row["median_change"] == 2
    # Five or more, or one or fewer, of six: 2 * (6 + 1) / 64.
    assert row["sign_test_p"] == pytest.approx(14 / 64)
    assert (row["scored_once"], row["never_scored"], row["ended_scored_once"]) == (1, 1, 0)


def test_nothing_changed_has_no_sign_test():
    assert isnan(practice.plan_quality(scored(*[(3, 3)] * 6))["sign_test_p"].iloc[0])


def test_views_count_where_recorded_and_reviews_from_one():
    rows = [{"plan_id": n, "child_views": n < 3 or None, "reviews": n} for n in range(6)]
    row = practice.plan_quality(frame("child_plans", *rows)).iloc[0]
    assert (row["child_views"], row["child_views_base"]) == (3, 3)
    assert (row["reviewed"], row["reviewed_base"]) == (5, 6)


@pytest.mark.parametrize("number", [1, 5, 6, 8, 9, 20, 41])
def test_the_interval_of_a_median_is_the_tightest_that_covers(number):
    low, high = median_interval(pd.Series(range(number), dtype="float64"))
    if isnan(low):
        assert 2 / 2**number > 0.05
        return
    outside = 2 * sum(comb(number, k) for k in range(int(low) + 1)) / 2**number
    one_tighter = 2 * sum(comb(number, k) for k in range(int(low) + 2)) / 2**number
    assert outside <= 0.05 < one_tighter
    assert high == number - 1 - low


# The roll-out -------------------------------------------------------------------------------------

LIVE = {"A": "2017-01-01", "B": "2017-05-01", "C": "2017-09-01", "D": None, "E": None}


def rollout_of(live: dict[str, str | None]) -> pd.DataFrame:
    return frame("rollout", *({"cluster": c, "went_live_on": day} for c, day in live.items()))


def request(cluster: str, asked: date, wait: int | None) -> dict[str, object]:
    helped = None if wait is None else (asked + timedelta(days=wait)).isoformat()
    days = {"requested_on": asked.isoformat(), "first_help_on": helped}
    return {"request_id": "r", "cluster": cluster} | days


def regular(live: dict[str, str | None], gain: int, drift: int = 0) -> pd.DataFrame:
    """A request every four days in each cluster: *gain* at its go-live, *drift* in 2017 for all."""
    rows = []
    for number, (cluster, day) in enumerate(live.items()):
        for step in range(175):
            asked = date(2016, 1, 4) + timedelta(days=4 * step)
            is_live = day is not None and asked >= date.fromisoformat(day)
            wait = 30 + number - gain * is_live - drift * (asked.year == 2017)
            rows.append(request(cluster, asked, wait))
    return frame("service_requests", *rows)


def effect(requests: pd.DataFrame, live=LIVE, **more: object) -> practice.RolloutEffect:
    settings_of = {"as_at": AS_AT, "standard_days": 25, "window_days": 110} | more
    return practice.rollout_effect(requests, rollout_of(live), **settings_of)


def test_a_change_everywhere_is_not_taken_for_the_models():
    found = effect(regular(LIVE, gain=0, drift=12))
    assert found.by_cluster["change"].iloc[0] > 0.9
    assert found.by_cluster["difference"].iloc[0] == pytest.approx(0, abs=0.01)
    assert found.capped_wait.estimate == pytest.approx(0, abs=1e-9)


def test_a_constant_gain_is_found_and_lies_in_its_interval():
    found = effect(regular(LIVE, gain=9, drift=3)).capped_wait
    assert found.estimate == pytest.approx(-9)
    assert found.low - 1e-9 <= -9 <= found.high + 1e-9
    assert found.clusters == 3
    assert found.p_value == pytest.approx(found.smallest_p)


def test_too_few_clusters_bound_nothing():
    two = {"A": "2017-01-01", "B": None}
    found = effect(regular(two, gain=9), two).share_within
    assert not found.bounded
    assert (found.low, found.high) == (-1.0, 1.0)
    assert found.p_value >= 0.5


def test_each_caveat_of_a_rollout_stands_with_what_it_speaks_of():
    found = effect(regular(LIVE, gain=9, drift=3), window_days=150)
    no_proof, chosen = found.caveats_of_effect
    judged, windows = found.notes_of_table
    assert no_proof.startswith("Only 3 go-lives had clusters to compare with: no proof")
    assert "not drawn by lot" in chosen
    assert "none is cut short" in judged
    assert "the 150 days on each side" in windows
    rest = (found.caution.medians_of_helped, found.caution.small_cells)
    assert sorted(found.caveats) == sorted((*found.caveats_of_effect, *found.notes_of_table, *rest))
    assert found.caveats[:2] == (no_proof, chosen)


def test_with_no_cluster_left_to_compare_nothing_is_claimed():
    both = {"A": "2017-01-01", "B": "2017-01-01"}
    found = effect(regular(both, gain=9), both)
    assert found.share_within.estimate is None
    assert "No go-live left clusters" in found.caveats[0]
    assert found.by_cluster["comparison_clusters"].tolist() == [0, 0]


def test_a_cluster_is_compared_only_while_not_live_itself():
    found = effect(regular(LIVE, gain=9)).by_cluster.set_index("cluster")
    assert found["comparison_clusters"].to_dict() == {"A": 4, "B": 3, "C": 2}
    wider = effect(regular(LIVE, gain=9), window_days=130).by_cluster.set_index("cluster")
    assert wider["comparison_clusters"].to_dict() == {"A": 3, "B": 2, "C": 2}


def test_requests_too_young_or_backward_are_left_out_and_counted():
    rows = [
        request("A", date(2017, 12, 20), 3),
        request("A", date(2017, 1, 3), -1),
        request("Z", date(2017, 1, 3), 3),
        request("A", date(2017, 1, 3), None),
        request("A", date(2018, 3, 1), None),
    ]
    found = effect(frame("service_requests", *rows))
    assert found.n == 1
    assert list(found.left_out.values()) == [1, 1, 1]


def test_a_request_closed_without_help_counts_as_outside_the_standard():
    live = date(2017, 1, 1)
    rows = [request("A", live + timedelta(days=n), 10 if n < 15 else None) for n in range(20)]
    row = effect(frame("service_requests", *rows)).by_cluster.iloc[0]
    assert (row["after_within"], row["after_n"], row["after_not_helped"]) == (15, 20, 5)
    assert row["after_within_share"] == pytest.approx(0.75)
    assert row["after_median_wait_days"] == 10


def test_sides_with_fewer_than_five_requests_are_hidden():
    rows = [request("A", date(2017, 1, 3), 1)] * 4 + [request("A", date(2016, 12, 3), 1)] * 6
    row = effect(frame("service_requests", *rows)).by_cluster.iloc[0]
    assert row["hidden"]
    assert isnan(row["after_n"])
    assert isnan(row["after_helped"])
    assert row["before_n"] == 6


def design_of(change: np.ndarray) -> dealing.Design:
    """Four clusters, the first two go live one after the other."""
    number = change.shape[1]
    compared = np.zeros((number, number), dtype=bool)
    compared[0, 1:], compared[1, 2:] = True, True
    exposure = np.zeros((number, number))
    exposure[0, 0] = exposure[1, 1] = 1
    return dealing.Design(change, exposure, compared)


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_where_nothing_happened_no_more_than_the_level_is_called_significant(seed):
    change = np.random.default_rng(seed).normal(size=(5, 5))
    change[2:] = np.nan
    p_values = []
    for order in permutations(range(5)):
        dealt = dealing.deal(design_of(change[:, list(order)]))
        p_values.append(dealt.p_value)
        assert (dealt.low <= 0 <= dealt.high) == (dealt.p_value > 0.05)
    for level in (0.05, 0.1, 0.2, 0.5):
        assert np.mean([p <= level for p in p_values]) <= level


def test_the_interval_moves_with_the_effect():
    change = np.random.default_rng(4).normal(size=(6, 6))
    change[2:] = np.nan
    without = dealing.deal(design_of(change))
    shifted = change.copy()
    shifted[0, 0] += 5
    shifted[1, 1] += 5
    found = dealing.deal(design_of(shifted))
    expected = (without.estimate + 5, without.low + 5, without.high + 5)
    assert (found.estimate, found.low, found.high) == pytest.approx(expected)


def test_beyond_eight_clusters_a_fixed_sample_keeps_the_observed_first():
    order, exact = dealing.assignments(9)
    again, _ = dealing.assignments(9)
    assert not exact
    assert order[0].tolist() == list(range(9))
    assert (order == again).all()
    assert (np.sort(order, axis=1) == np.arange(9)).all()


def test_deviations_from_what_may_be_asked_are_refused():
    requests = regular(LIVE, gain=0)
    with pytest.raises(MethodInputError, match=r'"cap_days" must be at least the standard.*"3"'):
        effect(requests, cap_days=3)
    with pytest.raises(MethodInputError, match='"window_days" must be a whole number'):
        effect(requests, window_days=0)
    with pytest.raises(MethodInputError, match="a cluster goes live once"):
        practice.rollout_effect(
            requests, pd.concat([rollout_of(LIVE)] * 2), as_at=AS_AT, standard_days=20
        )
    with pytest.raises(MethodInputError, match='"as_at" must be a date'):
        effect(requests, as_at="soon")


# Audits -------------------------------------------------------------------------------------------


def audit(case: int, met: str, auditor: str = "x", **cells: object) -> dict[str, object]:
    known = {"case_key": f"c{case:02d}", "standard": "views", "met": met, "auditor": auditor}
    return known | cells


def test_single_ratings_give_nearly_wilsons_interval():
    rows = [audit(n, "yes" if n < 46 else "no") for n in range(52)]
    found = practice.audit_quality(frame("audit_cases", *rows)).by_standard.iloc[0]
    assert (found["cases"], found["met"]) == (52, 46)
    assert found["share"] == pytest.approx(46 / 52)
    assert found["effective_n"] == pytest.approx(51)  # one case is spent on the share itself
    assert (found["low"], found["high"]) == pytest.approx((0.770, 0.946), abs=0.003)


def test_two_auditors_who_always_agree_add_no_information():
    rows = [audit(n, "yes" if n < 15 else "no", auditor) for n in range(30) for auditor in "xy"]
    found = practice.audit_quality(frame("audit_cases", *rows)).by_standard.iloc[0]
    assert (found["cases"], found["ratings"]) == (30, 60)
    assert found["effective_n"] == pytest.approx(29)
    assert found["design_effect"] == pytest.approx(60 / 29)


def test_standards_not_applicable_are_no_rating_and_few_cases_give_no_share():
    rows = [audit(n, "not_applicable" if n < 2 else "yes") for n in range(9)]
    found = practice.audit_quality(frame("audit_cases", *rows)).by_standard
    assert found["standard"].tolist() == ["views", "all standards"]
    assert found.loc[0, ["cases", "not_applicable", "met"]].tolist() == [7, 2, 7]
    assert isnan(found.loc[0, "share"])
    few = practice.audit_quality(frame("audit_cases", *rows[2:6])).by_standard
    assert few["hidden"].all()
    assert few["met"].isna().all()


def test_agreement_is_counted_pair_by_pair():
    rows = [audit(n, "yes", "x", quality=4) for n in range(6)]
    rows += [audit(n, "yes" if n < 4 else "no", "y", quality=4 + n % 3) for n in range(6)]
    rows += [audit(9, "yes", "x")]
    found = practice.audit_quality(frame("audit_cases", *rows)).agreement.iloc[0]
    assert (found["pairs"], found["agreed"], found["disagreed"]) == (6, 4, 2)
    assert (found["quality_same"], found["quality_within_one"]) == (2, 4)
    assert isnan(found["met_kappa"])
    assert "too few pairs" in found["met_kappa_in_words"]


def test_kappa_comes_with_twenty_pairs():
    rows = [audit(n, "yes" if n % 2 else "no", "x", quality=1 + n % 6) for n in range(24)]
    rows += [audit(n, "yes" if n % 2 else "no", "y", quality=1 + n % 6) for n in range(24)]
    found = practice.audit_quality(frame("audit_cases", *rows)).agreement.iloc[0]
    assert found["met_kappa"] == pytest.approx(1)
    assert found["quality_kappa"] == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), min_size=2, max_size=40))
@settings(max_examples=60, deadline=None)
def test_clustered_ratings_never_count_for_more_than_they_are(cases):
    met = pd.Series([float(min(m, n)) for m, n in cases])
    rated = pd.Series([float(n) for _, n in cases])
    assert 0 < effective_ratings(met, rated) <= rated.sum() + 1e-9


# Planning -----------------------------------------------------------------------------------------


def test_reach_is_summed_where_stated_by_area_and_level():
    rows = [
        {"area": "2", "evidence_level": "1", "reach": 30},
        {"area": "2", "evidence_level": "1", "reach": None},
        {"area": "2", "evidence_level": "1", "reach": 12},
        {"area": "2", "evidence_level": "3", "reach": 4},
        {"area": "4", "reach": None},
    ]
    found = practice.initiative_reach(frame("initiatives", *rows))
    assert found[["area", "evidence_level"]].to_numpy().tolist() == [
        ["2", "1"], ["2", "3"], ["4", "not recorded"],
    ]  # fmt: skip
    assert found["reach"].fillna(-1).tolist() == [42, -1, -1]
    assert found["hidden"].tolist() == [False, True, False]
    assert found["without_reach"].tolist() == [1, 0, 1]


def test_needs_meet_priorities_by_their_words():
    needs = frame(
        "needs",
        {"priority": "Early  help", "data_status": "complete"},
        {"priority": "early help", "data_status": "partial"},
        {"priority": "Sleep", "data_status": "complete"},
        {"data_status": "missing"},
    )
    actions = frame(
        "plan_actions",
        {"plan": "p", "priority": "Early help"},
        {"plan": "q", "priority": "EARLY HELP"},
        {"plan": "q", "priority": "Leadership"},
    )
    found = practice.needs_to_priorities(needs, actions)
    assert found.drop(columns="needs_with_data").to_numpy().tolist() == [
        ["Early  help", 2, 2, 2, "linked"],
        ["Sleep", 1, 0, 0, "need without action"],
        ["Leadership", 0, 1, 1, "action without need"],
        ["no priority named", 1, 0, 0, "no priority named"],
    ]
    assert found["needs_with_data"].tolist() == [1, 1, 0, 0]


def themed(document: str, theme: str, mentions: int) -> dict[str, object]:
    return {"document": document, "theme": theme, "mentions": mentions}


def test_a_theme_hardly_mentioned_is_not_one_not_looked_for():
    found = practice.themes_by_document(
        frame(
            "document_themes",
            themed("Plan", "Children in need of protection", 3), themed("Plan", "Poverty", 20),
            themed("Strategy", "Children in need of protection", 2),
            themed("Report", "Children in need of protection", 0), themed("Memo", "Poverty", 5),
        )
    )  # fmt: skip
    states = found.documents.set_index("document")["state"].to_dict()
    assert states == {
        "Plan": "mentioned",
        "Strategy": "hardly mentioned",
        "Report": "hardly mentioned",
        "Memo": "not looked for",
    }
    assert found.words == (
        "Of 3 documents searched, 2 mention children in need of protection fewer than 3 times: "
        "Report; Strategy."
    )
    assert found.matrix.loc["Plan", "Poverty"] == 20
    assert isnan(found.matrix.loc["Strategy", "Poverty"])


def test_shares_of_a_years_budget_add_up():
    rows = [
        {"service": "s", "year": "2016-17", "amount": 300.0, "tier": "specialist"},
        {"service": "s", "year": "2016-17", "amount": 100.0, "tier": "universal"},
        {"service": "s", "year": "2017-18", "amount": 50.0, "tier": None},
        {"service": "s", "year": "2017-18", "amount": 150.0, "tier": "early_help"},
    ]
    found = practice.budget_by_tier(frame("resources", *rows)).set_index(["year", "tier"])
    assert found.loc[("2016-17", "specialist"), "share"] == 0.75
    assert found.loc[("2016-17", "targeted"), ["lines", "amount"]].tolist() == [0, 0]
    assert found.loc[("2017-18", "not recorded"), "share"] == 0.25
    assert found.groupby("year")["share"].sum().tolist() == [1.0, 1.0]
    nothing = frame("resources", {"year": "2016-17", "amount": 0.0, "tier": "universal"})
    assert practice.budget_by_tier(nothing)["share"].isna().all()


def test_a_year_with_an_amount_that_is_not_known_has_no_total():
    rows = [
        {"service": "s", "year": "2016-17", "amount": None, "tier": "specialist"},
        {"service": "s", "year": "2016-17", "amount": 100.0, "tier": "universal"},
        {"service": "s", "year": "2017-18", "amount": 150.0, "tier": "early_help"},
    ]
    assert set(practice.budget_by_tier(frame("resources", *rows))["year"]) == {"2017-18"}


# Episodes -----------------------------------------------------------------------------------------


def episode(started: str, ended: str | None = None, age: int = 12, **cells: object) -> dict:
    known = {"started_on": started, "ended_on": ended, "age_at_start": age}
    return known | {"placement_type": "foster"} | cells


def many(year: int, number: int, **cells: object) -> list[dict]:
    return [episode(f"{year}-03-{day:02d}", **cells) for day in range(1, number + 1)]


def test_starts_endings_and_stock_stand_together():
    rows = [*many(2015, 12), *many(2015, 7, ended="2016-05-01"), *many(2016, 8)]
    found = practice.episode_starts(frame("care_episodes", *rows), as_at=date(2016, 12, 31))
    by_year = found.by_year.set_index("year")
    assert by_year["starts"].tolist() == [19, 8]
    assert by_year["ceased"].tolist() == [0, 7]
    assert by_year["stock_at_year_end"].tolist() == [19, 20]
    assert by_year.loc[2015, "starts_low"] == pytest.approx(11.44, abs=0.01)
    assert found.n == 27


def test_the_last_day_of_the_year_is_an_ending_of_that_year():
    rows = [*many(2015, 9), *many(2015, 6, ended="2015-12-31")]
    by_year = practice.episode_starts(
        frame("care_episodes", *rows), as_at=date(2015, 12, 31)
    ).by_year
    assert by_year[["ceased", "stock_at_year_end"]].to_numpy().tolist() == [[6, 9]]


def test_ages_and_placements_at_home_are_told_apart():
    rows = [
        *many(2015, 5, age=11), *many(2015, 5, age=15), *many(2015, 5, age=16),
        *many(2015, 5, placement_type="at_home"), episode("2015-04-01", age=None),
    ]  # fmt: skip
    episodes = frame("care_episodes", *rows)
    found = practice.episode_starts(episodes, as_at=date(2015, 12, 31))
    assert (found.n, found.age_unknown) == (10, 1)
    everywhere = practice.episode_starts(
        episodes, as_at=date(2015, 12, 31), away_from_home=False, ages=(0, 17)
    )
    assert everywhere.n == 20


def test_a_year_with_a_small_count_is_hidden_whole():
    rows = [*many(2015, 12), *many(2016, 3), *many(2017, 6)]
    by_year = practice.episode_starts(
        frame("care_episodes", *rows), as_at=date(2017, 12, 31)
    ).by_year.set_index("year")
    assert by_year["hidden"].tolist() == [False, True, False]
    counts = ["starts", "starts_low", "starts_high", "ceased", "stock_at_year_end"]
    assert by_year.loc[2016, counts].isna().all()


def test_what_happened_after_the_day_has_not_happened():
    rows = [*many(2015, 9, ended="2016-08-01"), *many(2016, 9, ended="2016-09-01")]
    found = practice.episode_starts(frame("care_episodes", *rows), as_at=date(2016, 2, 1))
    last = found.by_year.iloc[-1]
    assert (last["starts"], last["ceased"], last["complete"]) == (0, 0, False)
    assert isnan(last["stock_at_year_end"])


def test_days_between_starts_run_in_order():
    rows = [episode("2015-03-10"), episode("2015-03-01"), episode("2015-03-01")]
    found = practice.episode_starts(frame("care_episodes", *rows)).days_between_starts
    assert found.to_numpy().tolist() == [[2, 0], [3, 9]]


@pytest.mark.parametrize("ages", [(15, 11), (11,), (-1, 3), (11, 18), (1.5, 4)])
def test_ages_out_of_order_or_range_are_refused(ages):
    with pytest.raises(MethodInputError, match='"ages" must be'):
        practice.episode_starts(frame("care_episodes"), ages=ages)


# What holds for all -------------------------------------------------------------------------------

CALLS = {
    "folder_quality": (("shared_folders",), {"as_at": AS_AT}),
    "decision_equity": (("resource_decisions",), {"as_at": AS_AT, "by": "locality"}),
    "plan_quality": (("child_plans",), {}),
    "initiative_reach": (("initiatives",), {}),
    "needs_to_priorities": (("needs", "plan_actions"), {}),
    "budget_by_tier": (("resources",), {}),
    "rollout_effect": (("service_requests", "rollout"), {"as_at": AS_AT, "standard_days": 20}),
    "audit_quality": (("audit_cases",), {}),
    "themes_by_document": (("document_themes",), {}),
    "episode_starts": (("care_episodes",), {}),
}
FRAMES_IN = {
    "rollout_effect": ["by_cluster"],
    "audit_quality": ["by_standard", "agreement"],
    "themes_by_document": ["documents"],
    "episode_starts": ["by_year", "days_between_starts"],
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("typed", [True, False])
def test_absent_tables_give_empty_results_with_their_columns(name, typed):
    tables, more = CALLS[name]
    given_in = [frame(table) if typed else frame(table).astype("object") for table in tables]
    found = getattr(practice, name)(*given_in, **more)
    inside = [getattr(found, each) for each in FRAMES_IN.get(name, [])] or [found]
    for each in inside:
        assert len(each) == 0
        assert len(each.columns) >= 2


@pytest.mark.parametrize("name", CALLS)
def test_a_missing_column_is_named(name):
    (_, *others), more = CALLS[name]
    with pytest.raises(MethodInputError, match=r"needs the column\(s\) [a-z_]+"):
        getattr(practice, name)(pd.DataFrame(), *(frame(table) for table in others), **more)


def test_no_frame_given_in_is_changed():
    requests, live = regular(LIVE, gain=3), rollout_of(LIVE)
    folders = frame("shared_folders", *[folder("2018-01-10", "2018-01-10")] * 6)
    episodes = frame("care_episodes", *many(2015, 8))
    audits = frame("audit_cases", *[audit(n, "yes", quality=3) for n in range(6)])
    given_in = (requests, live, folders, episodes, audits)
    before = [each.copy(deep=True) for each in given_in]
    effect(requests)
    practice.folder_quality(folders, as_at=AS_AT)
    practice.episode_starts(episodes)
    practice.audit_quality(audits)
    for now, then in zip(given_in, before, strict=True):
        pd.testing.assert_frame_equal(now, then)


@given(st.permutations(range(30)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_does_not_matter(order):
    rows = [decision(n, n, outcome="agreed", locality="NS"[n % 2], amount=n) for n in range(30)]
    in_order = frame("resource_decisions", *rows)
    shuffled = frame("resource_decisions", *(rows[n] for n in order))
    pd.testing.assert_frame_equal(
        practice.decision_equity(in_order, as_at=AS_AT, by="locality"),
        practice.decision_equity(shuffled, as_at=AS_AT, by="locality"),
    )


def test_an_unbounded_assignment_speaks_against_no_effect():
    low, high = dealing._accepted(np.array([2.0, np.nan, 2.0]), np.array([1.0, 0.5, 1.0]))
    assert low.tolist() == [-inf] * 3
    assert high.tolist() == [inf] * 3


def test_one_document_searched_is_said_in_the_singular_and_none_without_a_nought():
    hardly = themed("Plan", "Children in need of protection", 1)
    one = practice.themes_by_document(frame("document_themes", hardly)).words
    assert one.startswith("Of 1 document searched, 1 mentions children")
    often = practice.themes_by_document(frame("document_themes", {**hardly, "mentions": 9})).words
    assert "it mentions children in need of protection at least 3 times." in often
