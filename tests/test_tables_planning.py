"""Tables on planning and child protection: what is hidden stays so, headings say what counts."""

from __future__ import annotations

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from evidence_lib.tables import AccessibleTable

from evidence_lib import tables

NOTHING = float("nan")


def rows(table: AccessibleTable) -> list[list[str]]:
    soup = BeautifulSoup(table.html, "html.parser")
    return [[cell.text for cell in row.find_all(["th", "td"])] for row in soup.tbody.find_all("tr")]


def headings(table: AccessibleTable) -> list[str]:
    return [cell.text for cell in BeautifulSoup(table.html, "html.parser").thead.find_all("th")]


@pytest.mark.parametrize(
    ("show", "label"),
    [(tables.volumes_table, "title"),
     (lambda frame: tables.groups_table(frame, caption="A"), "group")],
)  # fmt: skip
def test_a_hidden_count_shows_the_marker_and_why(show: object, label: str) -> None:
    frame = pd.DataFrame(
        {label: ["A", "B"], "period": "2017", "count": [29.0, NOTHING], "low": [19.4, NOTHING],
         "high": [41.6, NOTHING], "hidden": [False, True]}
    )  # fmt: skip
    made = show(frame)  # type: ignore[operator]
    assert rows(made) == [["A", "2017", "29", "19", "42"], ["B", "2017", "[c]", "[c]", "[c]"]]
    assert "[c]: hidden" in made.html
    assert "[c]" not in show(frame.iloc[:1]).html  # type: ignore[operator]


def test_rates_are_whole_in_the_page_and_in_the_file() -> None:
    rates = pd.DataFrame(
        {"series": ["Here", "Here", "Group"], "period": ["2016", "2017", "2017"],
         "value": [6.4, NOTHING, NOTHING], "low": [3.0, NOTHING, 2.0],
         "high": [13.0, NOTHING, 12.0]}
    )  # fmt: skip
    made = tables.whole_rates_table(rates, name="again", caption="Again")
    assert headings(made) == ["Period", "Here (%)", "Here, 95% interval (%)", "Group, range (%)"]
    assert rows(made) == [
        ["2016", "6", "3 to 13", "not stated"], ["2017", "not stated", "not stated", "2 to 12"],
    ]  # fmt: skip
    assert made.csv.splitlines()[1] == "2016,6,3 to 13,"


def test_an_audit_shows_whole_percentages_and_hides_the_standard_of_few() -> None:
    frame = pd.DataFrame(
        {"standard": ["on time", "seen alone"], "cases": [26.0, NOTHING],
         "ratings": [39.0, NOTHING], "share": [0.8718, NOTHING], "low": [0.7313, NOTHING],
         "high": [0.9444, NOTHING], "hidden": [False, True]}
    )  # fmt: skip
    assert rows(tables.audit_table(frame)) == [
        ["On time", "26", "39", "87", "73", "94"], ["Seen alone", *["[c]"] * 5],
    ]  # fmt: skip


def test_auditors_are_shown_in_counts() -> None:
    frame = pd.DataFrame(
        {"standard": ["all standards"], "pairs": 78, "agreed": 65, "quality_pairs": 77,
         "quality_same": 64, "quality_within_one": 66, "hidden": False}
    )  # fmt: skip
    assert rows(tables.auditors_table(frame)) == [["All standards", "78", "65", "77", "64", "66"]]


def test_measures_say_what_they_tell_in_words() -> None:
    frame = pd.DataFrame(
        {"title": ["Visits", "Bare"], "rba_type": ["how_much", NOTHING], "priority": ["Care"] * 2,
         "owner": ["committee"] * 2}
    )  # fmt: skip
    assert [row[1] for row in rows(tables.measures_table(frame))] == ["how much", "not stated"]


def test_the_theme_asked_for_stands_first_and_a_theme_not_looked_for_says_so() -> None:
    matrix = pd.DataFrame({"early help": [7.0, NOTHING], "safety": [10.0, 1.0]},
                          index=pd.Index(["Plan", "Strategy"], name="document"))  # fmt: skip
    made = tables.themes_table(matrix, theme="Safety")
    assert headings(made) == ["Document", "Safety", "Early help"]
    assert rows(made) == [["Plan", "10", "7"], ["Strategy", "1", "not stated"]]
    assert "not looked for" in made.html


def criteria(**cells: object) -> pd.DataFrame:
    row = {"plan": "A", "number": "6", "title": "Services", "met": "fully", "reason": "Set out",
           "national_fully": NOTHING, "national_partly": 8.0, "national_not": 0.0,
           "note": "given for halves"}  # fmt: skip
    return pd.DataFrame([row | cells])


def test_criteria_are_numbered_noted_and_named_by_plan_only_where_there_are_two() -> None:
    made = tables.criteria_table(criteria())
    assert rows(made) == [["6 Services", "fully", "Set out", "not stated", "8", "0"]]
    assert "Services: given for halves." in made.html
    assert "Plan" not in headings(made)
    two = pd.concat([criteria(), criteria(plan="B", note="", number="")])
    assert headings(tables.criteria_table(two))[-1] == "Plan"
    assert rows(tables.criteria_table(two))[1][0] == "Services"


def test_actions_show_the_words_that_decided() -> None:
    frame = pd.DataFrame(
        {"title": ["Review it", "Values"], "plan": "A", "label": ["process", "unclear"],
         "words": ["review, plan", ""], "outcome_stated": [True, False],
         "indicator_stated": [False, False]}
    )  # fmt: skip
    assert rows(tables.actions_table(frame)) == [
        ["Review it", "A", "process", "“review, plan”", "yes", "no"],
        ["Values", "A", "unclear", "none", "no", "no"],
    ]


def test_smart_shows_a_column_a_letter() -> None:
    frame = pd.DataFrame(
        {"plan": ["A"], "actions": 18, "specific": 1, "measurable": 2, "achievable": 3,
         "relevant": 4, "time_related": 5, "all_five": 0}
    )  # fmt: skip
    assert rows(tables.smart_table(frame)) == [["A", "18", "1", "2", "3", "4", "5", "0"]]


@pytest.mark.parametrize(("share", "columns"), [(0.4074, 5), (NOTHING, 4)])
def test_a_share_of_measures_is_shown_only_where_the_base_bears_one(
    share: float, columns: int
) -> None:
    frame = pd.DataFrame(
        {
            "field": ["short_target"],
            "with": 11,
            "base": 27,
            "share": share,
            "decided_by": "a target",
        }
    )
    made = tables.fields_table(frame)
    assert len(headings(made)) == columns
    assert rows(made)[0][0] == "Short-term target"
    assert ("41" in rows(made)[0]) is (columns == 5)


def test_a_check_that_was_not_made_is_not_shown_as_nought() -> None:
    frame = pd.DataFrame(
        {"kind": ["action", "need"], "reason": ["names no indicator", "has no priority"],
         "orphans": [40.0, NOTHING], "of": [50, 18], "checked": [True, False]}
    )  # fmt: skip
    assert rows(tables.thread_table(frame)) == [
        ["Action names no indicator", "40", "50"], ["Need has no priority", "not checked", "18"],
    ]  # fmt: skip


def test_breaks_and_needs_are_listed_in_the_order_given() -> None:
    named = pd.DataFrame({"kind": ["need"], "title": ["Neglect"], "reasons": ["has no priority"]})
    assert rows(tables.breaks_table(named)) == [["Neglect", "Need", "has no priority"]]
    priorities = pd.DataFrame(
        {"priority": ["no priority named"], "needs": 6, "needs_with_data": 0, "actions": 0,
         "plans": 0, "link": "no priority named"}
    )  # fmt: skip
    assert rows(tables.needs_table(priorities))[0][0] == "No priority named"
