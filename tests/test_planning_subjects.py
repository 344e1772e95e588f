"""What the page on planning and protection asks of the subjects, on frames worked by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from evidence_lib import contract, disclosure, indicators, plans, practice


def frame(table: str, *rows: dict[str, object]) -> pd.DataFrame:
    """A table of the contract with the given cells filled and the others missing."""
    columns = [column.name for column in contract.table(table).columns]
    return pd.DataFrame(list(rows), columns=columns)


def value(period: str, number: float | None, **cells: object) -> dict[str, object]:
    return {
        "indicator_id": "placed", "place": "Here", "group_type": "all", "group": "all",
        "period": period, "period_kind": "financial_year", "value": number, "value_type": "raw",
        "definition_version": "1", "numerator": float("nan"), "denominator": float("nan"),
        "superseded_by": float("nan"),
    } | cells  # fmt: skip


@pytest.fixture
def definitions() -> pd.DataFrame:
    return frame(
        "indicators",
        {"indicator_id": "placed", "title": "Placed", "unit": "children", "rba_type": "how_much"},
        {"indicator_id": "again", "title": "Again", "unit": "%", "rba_type": "better_off"},
    )


def volumes(definitions: pd.DataFrame, *values: dict[str, object]) -> pd.DataFrame:
    known = frame("indicator_values", *values)
    return indicators.volumes(known, definitions, place="Here", as_at=date(2018, 2, 2))


def test_a_volume_is_the_last_count_of_a_period_that_had_ended(definitions: pd.DataFrame) -> None:
    found = volumes(definitions, value("2015-16", 90), value("2016-17", 100), value("2017-18", 80))
    assert found[["title", "period", "count"]].values.tolist() == [["Placed", "2016-17", 100]]
    assert found["low"].iloc[0] == pytest.approx(81.36, abs=0.01)
    assert found["high"].iloc[0] == pytest.approx(121.63, abs=0.01)


@pytest.mark.parametrize("number", [1, 4])
def test_a_volume_of_few_children_is_hidden(definitions: pd.DataFrame, number: int) -> None:
    found = volumes(definitions, value("2016-17", number))
    assert found["hidden"].tolist() == [True]
    assert found[["count", "low", "high"]].isna().all(axis=None)


def test_a_total_that_would_give_a_hidden_part_away_is_hidden(definitions: pd.DataFrame) -> None:
    part = value("2016-17", None, group_type="locality", group="A", value_type="suppressed")
    found = volumes(definitions, value("2016-17", 100), part)
    assert found["hidden"].tolist() == [True]


def test_an_indicator_without_a_value_in_the_place_is_no_volume(definitions: pd.DataFrame) -> None:
    assert volumes(definitions, value("2016-17", 100, place="There")).empty


def test_a_small_or_unusable_count_is_a_gap_in_time_order() -> None:
    values = frame(
        "indicator_values",
        value("2016-17", 7), value("2014-15", 3), value("2013-14", 0),
        value("2015-16", None, value_type="not_available"),
    )  # fmt: skip
    found = indicators.by_period(values, "placed", place="Here")
    assert found.index.tolist() == ["2013-14", "2014-15", "2015-16", "2016-17"]
    assert found.isna().tolist() == [False, True, True, False]


def test_groups_are_of_the_last_period_with_small_ones_hidden() -> None:
    def part(period: str, name: str, number: float | None, **cells: object) -> dict[str, object]:
        return value(period, number, group_type="locality", group=name) | cells

    values = frame(
        "indicator_values",
        part("2015-16", "North", 50), part("2016-17", "North", 10), part("2016-17", "South", 30),
        part("2016-17", "East", 2), part("2016-17", "West", None, value_type="suppressed"),
    )  # fmt: skip
    found = indicators.by_group(values, "placed", place="Here")
    assert found["group"].tolist() == ["South", "North", "East", "West"]
    assert found["hidden"].tolist() == [False, False, True, True]
    assert found["count"].dropna().tolist() == [30, 10]


def test_a_percentage_that_gives_few_children_away_is_left_out() -> None:
    values = frame(
        "indicator_values",
        value("1", 5.0, numerator=5, denominator=100),
        value("2", 4.0, numerator=4, denominator=100),
        value("3", 50.0, numerator=9, denominator=18),
        value("4", 97.0, numerator=97, denominator=100),
        value("5", 6.4935),
        value("6", 50.0, denominator=19),
    )
    kept = disclosure.percentages_that_may_be_shown(values)
    assert kept["period"].tolist() == ["1", "5"]


def test_percentages_and_their_ends_become_whole() -> None:
    rates = pd.DataFrame({"value": [6.4935, None], "low": [2.6, 1.4], "high": [14.5001, 9.9]})
    whole = disclosure.in_whole_percent(rates)
    assert whole["value"].iloc[0] == 6
    assert whole["low"].tolist() == [3, 1]
    assert whole["high"].tolist() == [15, 10]
    assert rates["value"].iloc[0] == 6.4935


def zeros(*elsewhere: float, own: tuple[float, ...] = (0, 0, 0, 5)) -> indicators.ZeroRun | None:
    here = [value(f"201{year}", each) for year, each in enumerate(own)]
    there = [value(f"201{year}", each, place="There") for year, each in enumerate(elsewhere)]
    return indicators.zero_run(frame("indicator_values", *here, *there), "placed", place="Here")


def test_a_run_of_noughts_says_how_many_children_would_make_it_unlikely() -> None:
    found = zeros(6, 5, 4, 99)
    assert found is not None
    assert found.periods == ("2010", "2011", "2012")
    assert found.elsewhere_pct == 5
    assert found.enough == 93  # -ln(0.01) / 0.05 = 92.1


def test_two_noughts_are_no_run() -> None:
    assert zeros(6, 5, 4, 3, own=(0, 0, 5, 0)) is None


def test_noughts_everywhere_cannot_be_told_to_be_unlikely() -> None:
    found = zeros(0, 0, 0, 7)
    assert found is not None
    assert found.enough is None


def sources() -> pd.DataFrame:
    return frame(
        "sources",
        {"source_id": "report", "origin": "partnership", "provenance": "supplied"},
        {"source_id": "annual", "origin": "partnership", "provenance": "published"},
        {"source_id": "return", "origin": "national", "provenance": "supplied"},
    )


def test_own_measures_are_owned_or_supplied_by_the_partnership() -> None:
    measures = frame(
        "indicators",
        {"indicator_id": "supplied", "source_id": "report"},
        {"indicator_id": "restated", "source_id": "annual"},
        {"indicator_id": "national", "source_id": "return", "owner": "  "},
        {"indicator_id": "owned", "source_id": "return", "owner": "committee"},
    )
    own = plans.own_measures(measures, sources())
    assert own["indicator_id"].tolist() == ["supplied", "owned"]


def test_a_mix_is_laid_out_in_the_order_given_with_nought_for_what_is_not_there() -> None:
    mix = pd.DataFrame(
        {"plan": ["zeta", "zeta", "not_stated"], "label": ["process", "outcome", "process"],
         "n": [3, 1, 2]}
    )  # fmt: skip
    laid = plans.mix_by_row(mix, row="plan", kind="label")
    assert laid.to_dict("list") == {
        "label": ["Zeta", "Not given"], "process": [3, 2], "outcome": [1, 0],
    }  # fmt: skip


def test_what_the_thread_breaks_at_is_named_once_with_all_its_reasons() -> None:
    measures = frame("indicators", {"indicator_id": "i", "title": "Starts"})
    actions = frame("plan_actions", {"action_id": "a", "title": "Do it", "priority": "Care"})
    needs = frame("needs", {"need_id": "n", "topic": "Neglect"})
    thread = plans.golden_thread(needs, actions, measures, frame("indicator_targets"))
    named = plans.named_orphans(thread.orphans, needs, actions, measures)
    assert named.values.tolist() == [
        ["indicator", "Starts", "has no priority; has no target; is named by no action", False],
        ["priority", "Care", "answers no need", False],
        ["need", "Neglect", "has no priority", False],
        ["action", "Do it", "names no indicator", True],
    ]


def test_an_action_is_told_apart_that_names_no_indicator_from_one_that_names_a_lost_one() -> None:
    measures = frame("indicators", {"indicator_id": "i", "title": "Starts"})
    actions = frame(
        "plan_actions",
        {"action_id": "a", "title": "Names none"},
        {"action_id": "b", "title": "Names another", "indicator_id": "lost"},
    )
    needs = frame("needs")
    thread = plans.golden_thread(needs, actions, measures, frame("indicator_targets"))
    named = plans.named_orphans(thread.orphans, needs, actions, measures)
    flagged = dict(zip(named["title"], named["names_no_indicator"], strict=True))
    assert flagged == {"Starts": False, "Names none": True, "Names another": False}
    nothing = plans.named_orphans(thread.orphans.iloc[:0], needs, actions, measures)
    assert nothing["names_no_indicator"].dtype == bool


def audited(standard: str, yes: int, no: int) -> list[dict[str, object]]:
    return [
        {"case_key": f"c{case}", "standard": standard, "met": "yes" if case < yes else "no",
         "quality": 3, "auditor": "one"}
        for case in range(yes + no)
    ]  # fmt: skip


def test_one_hidden_standard_is_out_of_the_total_which_is_not_called_all() -> None:
    cases = frame("audit_cases", *audited("seen alone", 22, 4), *audited("on time", 20, 6))
    shown = practice.shown_standards(cases)
    assert shown["standard"].tolist() == ["on time", "seen alone", "the standards shown"]
    assert shown["hidden"].tolist() == [False, True, False]
    assert shown["ratings"].fillna(-1).tolist() == [26, -1, 26]


def test_hidden_standards_that_together_are_not_few_stay_in_the_total() -> None:
    hidden = (*audited("seen alone", 22, 4), *audited("parents seen", 23, 3))
    shown = practice.shown_standards(frame("audit_cases", *hidden, *audited("on time", 20, 6)))
    assert shown["hidden"].tolist() == [False, True, True, False]
    total = shown.iloc[-1]
    assert (total["standard"], total["ratings"], total["met"]) == ("all standards", 78, 65)


def test_hidden_standards_that_are_few_even_together_stay_out_of_the_total() -> None:
    hidden = (*audited("seen alone", 24, 2), *audited("parents seen", 24, 2))
    shown = practice.shown_standards(frame("audit_cases", *hidden, *audited("on time", 20, 6)))
    assert shown.iloc[-1][["standard", "ratings"]].tolist() == ["the standards shown", 26]


def test_where_every_standard_is_hidden_no_total_is_left() -> None:
    shown = practice.shown_standards(frame("audit_cases", *audited("seen alone", 22, 4)))
    assert shown["hidden"].tolist() == [True]
    assert practice.standard_estimates(shown).empty


def test_estimates_of_standards_are_whole_and_begin_with_the_least_met() -> None:
    cases = frame("audit_cases", *audited("rare", 10, 16), *audited("usual", 20, 6))
    estimates = practice.standard_estimates(practice.shown_standards(cases))
    assert estimates["label"].tolist() == ["Rare", "Usual", "All standards"]
    assert estimates["estimate"].tolist() == [38, 77, 58]
    assert estimates["highlighted"].tolist() == [False, False, True]
