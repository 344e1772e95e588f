"""What audits of cases found: base and interval, and no standard of few."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.answers.audits import (
    audit_clustering,
    audit_found,
    audit_table,
    auditors_agree,
    auditors_table,
)
from evidence_lib.show import Missing
from tests.answers.shown import rows

NOTHING = float("nan")


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
    assert audit_found(standards) == (
        "The standards were met in 69% (95% interval 61% to 77%) of 78 ratings of 26 cases. Least "
        "often: “rare”, in 51% (95% interval 34% to 69%) of 39 ratings."
    )
    assert "78 ratings tell about as much as 52" in str(audit_clustering(standards))


def test_an_audit_of_few_cases_gives_no_percentage(standards: pd.DataFrame) -> None:
    few = standards.assign(share=float("nan"), effective_n=float("nan"), cases=19.0)
    assert audit_found(few) == "19 cases were audited, too few for a percentage."
    assert audit_clustering(few) is None
    assert "to show any" in audit_found(standards.assign(hidden=True))
    assert audit_found(few.assign(cases=1.0)).startswith("1 case was audited")


def test_a_share_that_leaves_a_standard_out_says_which_and_that_it_may_be_wrong(
    standards: pd.DataFrame,
) -> None:
    hidden = pd.DataFrame({"standard": ["seen alone"], "hidden": [True]})
    whole = standards.iloc[-1:]
    rest = pd.concat([standards.iloc[:-1], hidden, whole.assign(standard="the standards shown")])
    said = audit_found(rest)
    assert said.startswith("The standards shown were met in 69%")
    assert "The share leaves out “seen alone”" in said
    assert "no share of all standards, and may be too high or too low" in said
    kept = audit_found(pd.concat([standards.iloc[:-1], hidden, whole]))
    assert kept.startswith("The standards were met in 69%")
    assert "leaves out" not in kept


def test_auditors_are_compared_on_one_measure_at_a_time_each_with_its_own_base() -> None:
    row = {"hidden": False, "met_pairs": 76, "met_same": 63, "quality_pairs": 77,
           "quality_same": 64, "quality_within_one": 70,
           "met_kappa": 0.59, "met_kappa_low": 0.4, "met_kappa_high": 0.78,
           "quality_kappa": 0.8, "quality_kappa_low": 0.7, "quality_kappa_high": 0.9}  # fmt: skip
    assert auditors_agree(pd.DataFrame([row])) == (
        "Two auditors, separately, agreed on whether the standard was met in 63 of 76 (83%) "
        "ratings to which both said yes or no; kappa 0.59 (95% interval 0.40 to 0.78). They gave "
        "the same grade of one to six in 64 of 77 (83%) ratings that both graded, and were within "
        "one grade in 70; quadratic weighted kappa 0.80 (95% interval 0.70 to 0.90)."
    )
    ungraded = {**row, "met_kappa": NOTHING, "quality_pairs": 0}
    assert auditors_agree(pd.DataFrame([ungraded])) == (
        "Two auditors, separately, agreed on whether the standard was met in 63 of 76 (83%) "
        "ratings to which both said yes or no."
    )
    assert isinstance(auditors_agree(pd.DataFrame([row]).iloc[:0]), Missing)


def test_an_audit_shows_whole_percentages_and_hides_the_standard_of_few() -> None:
    frame = pd.DataFrame(
        {"standard": ["on time", "seen alone"], "cases": [26.0, NOTHING],
         "ratings": [39.0, NOTHING], "share": [0.8718, NOTHING], "low": [0.7313, NOTHING],
         "high": [0.9444, NOTHING], "hidden": [False, True]}
    )  # fmt: skip
    assert rows(audit_table(frame)) == [
        ["On time", "26", "39", "87", "73", "94"], ["Seen alone", *["[c]"] * 5],
    ]  # fmt: skip


def test_auditors_are_shown_in_counts() -> None:
    frame = pd.DataFrame(
        {"standard": ["all standards"], "pairs": 78, "agreed": 65, "quality_pairs": 77,
         "quality_same": 64, "quality_within_one": 66, "hidden": False}
    )  # fmt: skip
    assert rows(auditors_table(frame)) == [["All standards", "78", "65", "77", "64", "66"]]
