"""Sentences on planning and child protection: each number is the row's, each caveat its own."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from evidence_lib.wording import Missing

from evidence_lib import indicators, plans, wording
from evidence_lib.indicators import ZeroRun


def volume(**cells: object) -> pd.DataFrame:
    row = {"indicator_id": "placed", "title": "Children placed", "period": "2016-17", "count": 100,
           "low": 81.36, "high": 121.63, "hidden": False}  # fmt: skip
    return pd.DataFrame([row | cells])


def test_a_volume_is_said_with_its_interval_and_period() -> None:
    said = wording.volumes_found(volume(), place="Here")
    assert said == "Here: children placed, 100 in 2016-17 (95% interval 81 to 122)."


def test_a_hidden_volume_is_said_by_its_marker_only() -> None:
    said = wording.volumes_found(volume(hidden=True, count=None), place="Here")
    assert said == "Here: children placed, [c] in 2016-17."


def test_volumes_are_said_to_be_no_outcome() -> None:
    assert "are no outcome" in str(wording.volume_caveat(volume()))
    assert wording.volume_caveat(volume().iloc[:0]) is None


def share(**cells: object) -> pd.DataFrame:
    row = {"period": "2016-17", "value": 93.0, "denominator": None, "low": None, "high": None}
    return pd.DataFrame([row | cells])


def test_a_percentage_without_a_base_says_so() -> None:
    said = wording.share_of_unknown(share(), what="Under a year")
    assert said == (
        "Under a year: 93% in 2016-17. Of how many children is not published, so no interval can "
        "be given."
    )


def test_a_percentage_with_a_base_has_its_interval() -> None:
    said = wording.share_of_unknown(share(denominator=100, low=86.2, high=96.6), what="It")
    assert said == "It: 93% in 2016-17, of 100 (95% interval 86% to 97%)."


def test_one_period_is_said_to_be_no_trend() -> None:
    said = wording.too_few_periods(pd.Series([100.0, None]), what="Registrations")
    assert isinstance(said, Missing)
    assert said.startswith("Registrations: 1 period known, so nothing can be said of a trend.")


def test_limits_on_a_short_chart_are_said_to_be_provisional() -> None:
    said = wording.trial_limits(pd.DataFrame({"value": [1.0] * 11 + [None]}))
    assert said == (
        "Read with care: the limits rest on 11 periods and are provisional until there are 12."
    )
    assert wording.trial_limits(pd.DataFrame({"value": [1.0] * 12})) is None


def test_groups_are_named_and_hidden_ones_only_counted() -> None:
    groups = pd.DataFrame(
        {"group": ["North", "South"], "period": "2016-17", "count": [29, None],
         "hidden": [False, True]}
    )  # fmt: skip
    assert wording.groups_found(groups, what="On the register") == (
        "On the register, 2016-17: North 29; 1 group hidden."
    )


RUN = ZeroRun(("2012-13", "2013-14", "2014-15"), 6.61, 70, 0.01)


@pytest.fixture
def rates() -> pd.DataFrame:
    rows = [("Here", "2014-15", 0.0), ("Nation", "2012-13", 6.0), ("Nation", "2013-14", 7.0),
            ("Here", "2015-16", 9.0), ("Nation", "2015-16", 8.0)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["series", "period", "value"])
    return frame.assign(low=float("nan"), high=float("nan"))


def test_a_run_of_noughts_is_set_beside_the_nation_in_the_same_periods(rates: pd.DataFrame) -> None:
    said = wording.reregistration_found(rates, RUN, None, place="Here", national="Nation")
    assert said == (
        "Here is published as 0% in 3 periods running, 2012-13 to 2014-15; Nation: 6% to 7%."
    )


def test_without_a_run_the_latest_percentage_is_said(rates: pd.DataFrame) -> None:
    known = indicators.ReviewPeriods("2014-15", "2015-16")
    beside = {"place": "Here", "national": "Nation"}
    said = wording.reregistration_found(rates, None, known, **beside)
    assert said == "Here: 9% in 2015-16; Nation: 8%."
    of_another = indicators.ReviewPeriods("2014-15", "2016-17")
    assert "no percentage can be shown for 2016-17" in wording.reregistration_found(
        rates, None, of_another, **beside
    )


def test_noughts_are_doubted_only_where_enough_children_were_placed() -> None:
    many = str(wording.zeros_doubted(RUN, volume(), registrations="placed"))
    assert "median of the other places in these periods is 6.6%" in many
    assert "70 or more children" in many
    assert "less than 1 in 100" in many
    assert many.endswith(
        "In 2016-17 alone 100 were. A gap in what was returned is likelier than a true nought."
    )
    few = str(wording.zeros_doubted(RUN, volume(count=69), registrations="placed"))
    assert few.endswith("Whether so many were is not known here: ask before relying on it.")


def test_noughts_elsewhere_too_leave_the_doubt_open() -> None:
    said = wording.zeros_doubted(replace(RUN, enough=None), volume(), registrations="placed")
    assert "cannot be told" in str(said)
    assert wording.zeros_doubted(None, volume(), registrations="placed") is None


def test_noughts_of_other_places_put_the_range_in_doubt() -> None:
    flags = pd.DataFrame(
        {"rule": ["run-of-zeros", "run-of-zeros", "imputed"], "place": ["There", "Here", "Far"]}
    )
    assert "published for There too" in str(wording.zeros_elsewhere(flags, place="Here"))
    assert wording.zeros_elsewhere(flags.iloc[1:], place="Here") is None


@pytest.fixture
def standards() -> pd.DataFrame:
    columns = ["standard", "cases", "hidden", "ratings", "share", "low", "high", "effective_n"]
    rows = [("rare", 26.0, False, 39.0, 0.51, 0.34, 0.69, 27.0),
            ("usual", 26.0, False, 39.0, 0.87, 0.73, 0.94, 38.0),
            ("all standards", 26.0, False, 78.0, 0.69, 0.61, 0.77, 52.0)]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def test_an_audit_is_said_with_base_interval_and_the_standard_met_least(
    standards: pd.DataFrame,
) -> None:
    assert wording.audit_found(standards) == (
        "The standards were met in 69% (95% interval 61% to 77%) of 78 ratings of 26 cases. Least "
        "often: “rare”, in 51% (95% interval 34% to 69%) of 39 ratings."
    )
    assert "78 ratings tell about as much as 52" in str(wording.audit_clustering(standards))


def test_an_audit_of_few_cases_gives_no_percentage(standards: pd.DataFrame) -> None:
    few = standards.assign(share=float("nan"), effective_n=float("nan"), cases=19.0)
    assert wording.audit_found(few) == "19 cases were audited, too few for a percentage."
    assert wording.audit_clustering(few) is None
    assert "none is shown" in wording.audit_found(standards.assign(hidden=True))
    one_hidden = standards.assign(hidden=[True, False, False])
    assert wording.audit_found(one_hidden).startswith("The standards shown were met")


def test_auditors_are_compared_in_counts_and_by_kappa() -> None:
    row = {"pairs": 78, "agreed": 65, "hidden": False, "met_kappa_in_words": "Kappa 0.59."}
    assert wording.auditors_agree(pd.DataFrame([row])) == (
        "Two auditors gave the same answer on 65 of 78 (83%) standards that both rated. Kappa 0.59."
    )
    assert isinstance(wording.auditors_agree(pd.DataFrame([row]).iloc[:0]), Missing)


@pytest.fixture
def criteria() -> pd.DataFrame:
    return pd.DataFrame(
        {"plan": "The plan", "title": ["Vision", "Rights", "Resources", "Needs"],
         "met": ["fully", "partly", "not", "partly"],
         "national_fully": [28.0, 24.0, 15.0, 13.0],
         "national_plans": 30.0}
    )  # fmt: skip


def test_criteria_are_counted_and_those_behind_most_plans_named(criteria: pd.DataFrame) -> None:
    assert wording.criteria_found(criteria) == (
        "The plan: of 4 criteria, 1 met fully, 2 partly and 1 not."
    )
    assert wording.criteria_behind(criteria) == (
        "Met fully by most plans in Scotland and not here: “Rights” (partly here; fully in 24 of "
        "30 plans)."
    )
    assert wording.criteria_behind(criteria.iloc[[0, 2]]).startswith("Nothing that most plans")


def test_actions_are_said_by_what_they_commit_to() -> None:
    mix = pd.DataFrame(
        {"label": ["process", "outcome", "unclear"] * 2, "n": [15, 3, 0, 5, 0, 1],
         "outcome_stated": [1, 3, 0, 1, 0, 0]}
    )  # fmt: skip
    assert wording.actions_found(mix) == (
        "20 of 24 (83%) actions commit to work, 3 to a change in people's lives; 1 cannot be told. "
        "Of those that commit to work, 2 have an outcome named beside them."
    )


def test_the_classifier_is_said_to_be_checked_on_actions_set_aside() -> None:
    said = wording.classifier_caveat(plans.classifier_agreement())
    assert "on 85 of 94 (90%, 95% interval 83% to 95%; kappa 0.84)" in said
    assert "a second coder, will agree less" in said


def test_smart_says_how_many_have_all_and_which_letter_is_rarest() -> None:
    by_plan = pd.DataFrame(
        {"actions": [18, 14], "specific": [1, 4], "measurable": [1, 6], "achievable": [15, 14],
         "relevant": [1, 4], "time_related": [15, 12], "all_five": [0, 4]}
    )  # fmt: skip
    assert wording.smart_found(by_plan) == (
        "4 of 32 (12%) actions have every field that SMART asks for. Rarest: specific and "
        "relevant, 5 of 32."
    )


def test_measures_are_said_by_baseline_and_each_target() -> None:
    fields = pd.DataFrame(
        {"field": ["baseline", "short_target", "medium_target", "impact_target"],
         "with": [1, 3, 0, 6], "base": 27}
    )  # fmt: skip
    assert wording.measurability_found(fields) == (
        "Of 27 measures, 1 has a baseline, 3 a short-term target, 0 a medium-term and 6 an impact "
        "target."
    )


@pytest.fixture
def checks() -> pd.DataFrame:
    rows = [("action", "names no indicator", 40.0, 50, True),
            ("indicator", "has no target", 10.0, 27, True),
            ("indicator", "is named by no action", 17.0, 27, True),
            ("priority", "answers no need", float("nan"), 14, False)]  # fmt: skip
    return pd.DataFrame(rows, columns=["kind", "reason", "orphans", "of", "checked"])


def test_the_thread_is_said_by_the_worst_break_of_each_kind(checks: pd.DataFrame) -> None:
    assert wording.thread_found(checks) == (
        "The thread breaks most where an action names no indicator (40 of 50) and an indicator is "
        "named by no action (17 of 27)."
    )
    whole = wording.thread_found(checks.assign(orphans=0.0))
    assert whole == "The thread from need to target breaks nowhere that was checked."


def test_what_could_not_be_checked_is_named(checks: pd.DataFrame) -> None:
    assert str(wording.unchecked(checks)).endswith("whether a priority answers no need.")
    assert wording.unchecked(checks.iloc[:3]) is None


def test_needs_are_said_by_whether_a_plan_acts() -> None:
    priorities = pd.DataFrame(
        {
            "needs": [12, 0, 0, 6],
            "link": ["linked", *["action without need"] * 2, "no priority named"],
        }
    )
    assert wording.needs_found(priorities) == (
        "12 of 18 needs stand under a priority on which a plan acts; 2 priorities with "
        "actions answer no need that was assessed."
    )


def test_caveats_that_came_with_a_result_become_sentences() -> None:
    said = wording.noted(("it has no interval", "Ask first."))
    assert said == "Read with care: It has no interval. Ask first."
    assert wording.noted(()) is None


def test_measures_that_are_not_the_partnerships_are_said_to_be_missing() -> None:
    said = wording.own_measures_missing("nobody can tell")
    assert isinstance(said, Missing)
    assert "Why it matters: nobody can tell." in said
