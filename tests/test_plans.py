"""What the plan measures claim, on frames small enough to work by hand."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib import contract, plans, terms
from evidence_lib.errors import MethodInputError, UnknownTermError
from evidence_lib.plans.labelled_actions import half_of

METHOD = Path(__file__).parents[1] / "docs" / "method.md"


def frame(table: str, *rows: dict[str, object]) -> pd.DataFrame:
    """A table of the contract with the given cells filled and the others missing."""
    columns = [column.name for column in contract.table(table).columns]
    return pd.DataFrame(list(rows), columns=columns)


def indicator(key: str, **cells: object) -> dict[str, object]:
    return {"indicator_id": key, "title": key, "area": "5", "source_id": "s"} | cells


def action(key: str, title: str = "Review the plan", **cells: object) -> dict[str, object]:
    return {"action_id": key, "plan": "plan", "title": title, "source_id": "s"} | cells


@pytest.fixture
def indicators() -> pd.DataFrame:
    return frame(
        "indicators",
        indicator("starts", definition="Starts in a year", owner="head", priority="Care"),
        indicator("views", definition="Plans with views", frequency="yearly"),
        indicator("bare", definition="  ", rba_type="better_off", priority="care "),
    )


@pytest.fixture
def targets() -> pd.DataFrame:
    return frame(
        "indicator_targets",
        {"target_id": "t1", "indicator_id": "starts", "horizon": "short", "target_value": 9},
        {"target_id": "t2", "indicator_id": "starts", "horizon": "impact", "baseline_value": 19},
        {"target_id": "t3", "indicator_id": "views", "target_value": 80, "frequency": "monthly"},
    )


@pytest.fixture
def actions() -> pd.DataFrame:
    return frame(
        "plan_actions",
        action("a1", indicator_id="bare", owner="manager", priority="Care", outcome="Safe"),
        action("a2", due_on="2019", priority="Care", owner="manager"),
        action("a3", indicator_id="gone", plan="other", due_on="2019"),
    )


# Measurability ------------------------------------------------------------------------------------


def test_each_field_counts_the_indicators_that_have_it(indicators, targets, actions):
    found = plans.measurability(indicators, targets, actions).set_index("field")
    expected = {
        "definition": 2,  # blanks are no definition
        "source": 3,
        "baseline": 1,
        "short_target": 1,
        "medium_target": 0,
        "impact_target": 0,  # an impact target without a value is none
        "owner": 2,  # the indicator's own, and that of the action naming "bare"
        "frequency": 1,
    }
    assert found["with"].to_dict() == expected
    assert found["without"].to_dict() == {field: 3 - n for field, n in expected.items()}
    assert found.loc["short_target", "horizon"] == "short"


def test_a_share_needs_twenty_indicators(targets, actions):
    nineteen = frame("indicators", *(indicator(f"i{n}", definition="d") for n in range(19)))
    twenty = frame("indicators", *(indicator(f"i{n}", definition="d") for n in range(20)))
    assert plans.measurability(nineteen, targets, actions)["share"].isna().all()
    assert plans.measurability(twenty, targets, actions)["share"].iloc[0] == 1.0


def test_what_is_missing_is_named_for_each_indicator(indicators, targets, actions):
    found = plans.missing_by_indicator(indicators, targets, actions).set_index("indicator_id")
    assert found.loc["starts", "missing"] == "medium target, impact target, frequency"
    assert found.loc["starts", "present"] == 5
    assert found.loc["bare", "present"] == 2
    assert found["lacks_target"].all()


def test_an_indicator_with_a_value_for_every_horizon_lacks_no_target(indicators, actions):
    given = {"indicator_id": "starts", "target_value": 5}
    horizons = ("short", "medium", "impact")
    rows = [given | {"target_id": f"t{each}", "horizon": each} for each in horizons]
    targets = frame("indicator_targets", *rows)
    found = plans.missing_by_indicator(indicators, targets, actions).set_index("indicator_id")
    assert not found.loc["starts", "lacks_target"]
    assert found.drop(index="starts")["lacks_target"].all()


def test_an_action_is_measurable_only_through_a_defined_indicator(indicators, targets, actions):
    more = pd.concat([actions, frame("plan_actions", action("a4", indicator_id="starts"))])
    found = plans.action_measurability(more, indicators, targets).set_index("plan")
    assert found.loc["plan"].to_dict() == {
        "actions": 3,
        "with_indicator": 2,
        "with_baseline": 1,
        "with_target": 1,
        "with_outcome": 1,
        "with_owner": 2,
        "with_due_date": 1,
    }
    assert found.loc["other", "with_indicator"] == 0  # "gone" is defined nowhere


def test_smart_looks_at_fields_and_says_which(actions):
    found = plans.smart(actions).set_index("plan")
    letters = ["specific", "measurable", "achievable", "relevant", "time_related", "all_five"]
    assert found.loc["plan", letters].tolist() == [1, 1, 2, 1, 1, 0]
    assert "measurable: priority, indicator_id" in found.loc["plan", "decided_by"]


def test_an_action_with_everything_has_all_five():
    whole = action(
        "a", priority="Care", outcome="Safe", owner="x", indicator_id="i", due_on="2019-03"
    )
    assert plans.smart(frame("plan_actions", whole))["all_five"].tolist() == [1]


@given(st.lists(st.sampled_from(["definition", "owner", "frequency", ""]), max_size=30))
@settings(max_examples=40, deadline=None)
def test_with_and_without_make_up_the_base(which):
    rows = [indicator(f"i{n}", **({field: "x"} if field else {})) for n, field in enumerate(which)]
    none = frame("indicator_targets"), frame("plan_actions")
    found = plans.measurability(frame("indicators", *rows), *none)
    again = plans.measurability(frame("indicators", *reversed(rows)), *none)
    assert (found["with"] + found["without"] == len(rows)).all()
    pd.testing.assert_frame_equal(found, again)


# Results-based accountability ---------------------------------------------------------------------


def typed(*types: object) -> pd.DataFrame:
    return frame("indicators", *(indicator(f"i{n}", rba_type=t) for n, t in enumerate(types)))


def test_the_mix_counts_every_type_and_those_not_stated():
    found = plans.rba_mix(typed("how_much", "how_much", "better_off", None)).set_index("rba_type")
    assert found["n"].to_dict() == {"how_much": 2, "how_well": 0, "better_off": 1, "not_stated": 1}
    assert found["base"].tolist() == [3, 3, 3, 3]
    assert found["share"].isna().all()


def test_the_mix_by_area_keeps_areas_apart():
    two = typed("how_much", "better_off").assign(area=["1", "2"])
    found = plans.rba_mix(two, by="area").set_index(["area", "rba_type"])["n"]
    assert (found["1", "how_much"], found["1", "better_off"], found["2", "better_off"]) == (1, 0, 1)
    with pytest.raises(UnknownTermError, match='"by" must be one of area, priority'):
        plans.rba_mix(two, by="title")


def test_the_headline_gives_a_percentage_from_twenty_measures_only():
    few = plans.better_off_share(typed("better_off", "how_much", None))
    assert few.words == "1 of 2 measures tells whether anyone is better off."
    assert few.share is None
    assert any("they are: 1." in caveat for caveat in few.caveats)
    many = plans.better_off_share(typed(*["how_much"] * 22, *["better_off"] * 3))
    assert many.words == "3 of 25 measures tell whether anyone is better off (12%)."
    assert many.share == pytest.approx(0.12)


# The classifier -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Reduce the number of young carers out of school by 10% by 2019", "outcome",
         ("reduce", "carers")),
        ("Develop a reduction strategy", "process", ("develop", "strategy")),
        ("Improve outcomes by reviewing the threshold guidance", "process",
         ("improve", "by reviewing")),
        ("Increase the number of staff trained", "process", ("increase", "staff")),
        ("Improve joint working", "unclear", ("improve", "working")),
        ("Ensure health assessments are done", "process", ("ensure", "assessments")),
        ("Train 30 staff and reduce repeat referrals by 5%", "unclear", ("train", "reduce")),
        ("Children feel safe at home", "outcome", ("children", "feel")),
        ("Strengthen early help", "unclear", ("strengthen",)),
        ("Participation", "unclear", ()),
    ],
)  # fmt: skip
def test_each_rule_decides_as_it_says(text, label, words):
    found = plans.classify_action(text)
    assert (found.label, found.words) == (label, words)


def test_openings_and_partners_are_passed_over():
    bare = plans.classify_action("Develop a protocol")
    assert plans.classify_action("Continue to develop a protocol.") == bare
    assert plans.classify_action("Work with Police Scotland to develop a protocol") == bare


def test_a_child_in_the_name_of_a_thing_is_no_child():
    assert plans.classify_action("Increase the use of the child's plan").label == "process"
    assert plans.classify_action("Ensure children's services meet quarterly").label == "unclear"


@pytest.mark.parametrize("text", ["", "   ", None, 4.0])
def test_an_action_without_words_is_refused(text):
    with pytest.raises(MethodInputError, match="words of an action"):
        plans.classify_action(text)


@given(st.text(min_size=1).filter(str.strip))
@settings(max_examples=80, deadline=None)
def test_any_text_gets_one_of_three_labels(text):
    found = plans.classify_action(text)
    assert found.label in {"process", "outcome", "unclear"}
    assert found.confidence in {"high", "moderate", "low"}
    assert plans.classify_action(f"  {text.upper()} ").label in {"process", "outcome", "unclear"}


@given(st.sampled_from(list(plans.labelled_actions()["text"])))
@settings(max_examples=60, deadline=None)
def test_case_and_spacing_change_no_label(text):
    again = plans.classify_action("  " + text.upper().replace(" ", "  "))
    assert again == plans.classify_action(text)
    assert all(word in text.lower() for word in again.words if "'" not in word)


def test_the_halves_are_those_of_the_digests_and_cover_all_labels():
    actions = plans.labelled_actions()
    assert len(actions) == 188
    assert not actions["text"].duplicated().any()
    assert half_of(list(actions["action_id"])) == dict(
        zip(actions["action_id"], actions["half"], strict=True)
    )
    assert actions.groupby("half")["label"].nunique().tolist() == [3, 3]


def printed_agreement() -> str:
    found = plans.classifier_agreement("held_out")
    return (
        f"{found.agreed} of {found.n} labels agree ({found.agreement_pct:.0f}%, "
        f"{found.low_pct:.0f}% to {found.high_pct:.0f}%; kappa {found.kappa:.2f}, unweighted)"
    )


def test_the_agreement_printed_in_the_module_is_the_one_computed():
    module = import_module(half_of.__module__)  # the package calls a function by that name
    assert printed_agreement() in " ".join(str(module.__doc__).split())


@pytest.mark.skipif(not METHOD.exists(), reason="docs/method.md is not written yet")
def test_the_agreement_printed_in_the_method_is_the_one_computed():
    assert printed_agreement() in " ".join(METHOD.read_text(encoding="utf-8").split())


def test_kappa_is_cohens_of_the_table_shown():
    found = plans.classifier_agreement("held_out")
    table = found.table.to_numpy(dtype=float) / found.n
    chance = float((table.sum(axis=0) * table.sum(axis=1)).sum())
    assert found.kappa == pytest.approx((table.trace() - chance) / (1 - chance))
    assert table.trace() == pytest.approx(found.agreed / found.n)


def test_classified_actions_keep_what_the_plan_states_apart(actions):
    found = plans.classified_actions(actions).set_index("action_id")
    assert found["label"].tolist() == ["process"] * 3
    assert found["outcome_stated"].tolist() == [True, False, False]
    assert found["indicator_stated"].tolist() == [True, False, True]
    mix = plans.action_mix(actions).set_index(["plan", "label"])
    assert mix.loc[("plan", "process"), ["n", "base", "outcome_stated"]].tolist() == [2, 2, 1]
    assert mix.loc[("plan", "outcome"), "n"] == 0


# The golden thread --------------------------------------------------------------------------------


def thread(needs, actions, indicators, targets) -> set[tuple[str, str, str]]:
    orphans = plans.golden_thread(needs, actions, indicators, targets).orphans
    return set(orphans.itertuples(index=False, name=None))


def test_every_break_of_the_thread_is_found_once(indicators, targets, actions):
    needs = frame(
        "needs",
        {"need_id": "n1", "topic": "Care", "priority": "CARE"},
        {"need_id": "n2", "topic": "Poverty", "priority": "Poverty"},
        {"need_id": "n3", "topic": "Sleep"},
    )
    more = pd.concat([actions, frame("plan_actions", action("a4", priority="Speed"))])
    assert thread(needs, more, indicators, targets) == {
        ("action", "a2", "names no indicator"),
        ("action", "a4", "names no indicator"),
        ("action", "a3", "names an indicator that is not defined"),
        ("indicator", "views", "has no priority"),
        ("indicator", "bare", "has no target"),
        ("indicator", "starts", "is named by no action"),
        ("indicator", "views", "is named by no action"),
        ("priority", "Speed", "answers no need"),
        ("need", "n2", "has a priority no plan or indicator takes up"),
        ("need", "n3", "has no priority"),
    }


def test_counts_are_those_of_the_orphans(indicators, targets, actions):
    found = plans.golden_thread(frame("needs"), actions, indicators, targets)
    assert found.counts["orphans"].sum() == len(found.orphans)
    by_reason = found.counts.set_index(["kind", "reason"])
    assert by_reason.loc[("action", "names no indicator"), ["orphans", "of"]].tolist() == [1, 3]


def test_an_absent_table_is_not_taken_for_a_broken_thread(indicators, targets, actions):
    found = plans.golden_thread(frame("needs"), actions, indicators, targets)
    unchecked = found.counts.loc[~found.counts["checked"], ["kind", "reason"]]
    assert unchecked.to_numpy().tolist() == [["priority", "answers no need"]]
    assert "priority" not in set(found.orphans["kind"])


def test_a_target_without_a_value_is_no_target(indicators, actions):
    empty_target = frame("indicator_targets", {"target_id": "t", "indicator_id": "starts"})
    orphans = thread(frame("needs"), actions, indicators, empty_target)
    assert ("indicator", "starts", "has no target") in orphans


# Criteria -----------------------------------------------------------------------------------------


def test_the_national_distribution_adds_up_to_thirty_plans_in_each_round():
    national = plans.national_criteria()
    parts = ("fully", "partly", "not")
    assert (national[[f"national_{part}" for part in parts]].sum(axis=1) == 30).all()
    earlier = national.dropna(subset=["earlier_fully"])
    assert (earlier[[f"earlier_{part}" for part in parts]].sum(axis=1) == 30).all()
    assert earlier["number"].tolist() == ["2", "3", "13", "14"]
    assert len(national) == 16
    assert len({re.sub("[ab]", "", number) for number in national["number"]}) == 15


def criterion(key: str, title: str = "x") -> dict[str, object]:
    return {"criterion_id": key, "plan": "p", "title": title, "met": "partly", "source_id": "s"}


def test_criteria_are_found_by_number_else_by_title():
    found = plans.criteria_table(
        frame(
            "plan_criteria", criterion("csp_12"), criterion("criterion_06a"),
            criterion("k", "smart"), criterion("mine", " RESOURCES"), criterion("6"),
        )
    )  # fmt: skip
    assert found["number"].tolist() == ["12", "6a", "", "12", "6"]
    assert found["national_not"].fillna(-1).tolist() == [13, 0, -1, 13, -1]
    assert found["national_plans"].fillna(-1).tolist() == [30, 30, -1, 30, -1]
    assert found["note"].map(bool).tolist() == [False, False, True, False, True]
    assert "6a and 6b" in found["note"].iloc[4]


# What holds for all -------------------------------------------------------------------------------

EMPTY = {
    "measurability": ("indicators", "indicator_targets", "plan_actions"),
    "missing_by_indicator": ("indicators", "indicator_targets", "plan_actions"),
    "action_measurability": ("plan_actions", "indicators", "indicator_targets"),
    "smart": ("plan_actions",),
    "rba_mix": ("indicators",),
    "classified_actions": ("plan_actions",),
    "action_mix": ("plan_actions",),
    "criteria_table": ("plan_criteria",),
}


@pytest.mark.parametrize("name", EMPTY)
def test_absent_tables_give_empty_results_with_their_columns(name, indicators, targets, actions):
    full = {"indicators": indicators, "indicator_targets": targets, "plan_actions": actions}
    full["plan_criteria"] = frame("plan_criteria", criterion("csp_1"))
    call = getattr(plans, name)
    empty = call(*(frame(table) for table in EMPTY[name]))
    assert len(empty) == 0
    assert list(empty.columns) == list(call(*(full[table] for table in EMPTY[name])).columns)


def test_no_thread_and_no_measures_are_said_not_raised():
    found = plans.golden_thread(
        *(frame(each) for each in ("needs", "plan_actions", "indicators", "indicator_targets"))
    )
    assert len(found.orphans) == len(found.counts) == 0
    assert list(found.orphans.columns) == ["kind", "id", "reason"]
    assert plans.better_off_share(frame("indicators")).share is None


def test_what_goes_in_is_not_changed(indicators, targets, actions):
    before = [each.copy(deep=True) for each in (indicators, targets, actions)]
    plans.measurability(indicators, targets, actions)
    plans.smart(actions)
    plans.classified_actions(actions)
    plans.rba_mix(indicators)
    plans.golden_thread(frame("needs"), actions, indicators, targets)
    for now, then in zip((indicators, targets, actions), before, strict=True):
        pd.testing.assert_frame_equal(now, then)


def test_a_missing_column_is_named(indicators, targets, actions):
    with pytest.raises(MethodInputError, match=r"indicator_targets: .*horizon"):
        plans.measurability(indicators, targets.drop(columns="horizon"), actions)
    assert set(terms.RBA_TYPES) == {"how_much", "how_well", "better_off"}
