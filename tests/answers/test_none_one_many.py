"""What sentences say of nothing, of one and of many: nothing there is not said to be well."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import strands
from evidence_lib.answers.actions import actions_found
from evidence_lib.answers.claims import claims_found
from evidence_lib.answers.commitments import lacking_found
from evidence_lib.answers.concluded import accuracy_found
from evidence_lib.answers.criteria import criteria_behind, criteria_found
from evidence_lib.answers.evidenced import bearing_finding
from evidence_lib.answers.looked_at import log_finding, traceability
from evidence_lib.answers.missing_next import next_found
from evidence_lib.answers.thread import needs_found, thread_found
from evidence_lib.answers.timeline import events_finding
from evidence_lib.answers.told import quotations_found


def claims(levels: list[float]) -> pd.DataFrame:
    """Row: one claim that gives a level, none above its range."""
    return pd.DataFrame(
        {"verdict": strands.SUPPORTED, "self_level": levels, "high": 4.0, "above": False}
    )


def test_claims_none_of_which_stands_above_are_said_without_a_nought() -> None:
    assert claims_found(claims([3.0])).endswith(
        "None of 1 claim that gives a level stands above the range of the evidence."
    )
    assert claims_found(claims([])) == "The partnership's own account makes no claim on this area."


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (["target"], "None of 1 indicator has all that measuring progress needs; 1 lacks at least"),
        ([""], "1 of 1 indicator has all that measuring progress needs; none lacks at least"),
        (["", "", "owner"], "2 of 3 indicators have all that measuring progress needs; 1 lacks"),
    ],
)
def test_what_indicators_lack_is_said_without_a_nought(missing: list[str], said: str) -> None:
    fields = pd.DataFrame({"missing": missing})
    fields["lacks_target"] = fields["missing"].ne("")
    assert lacking_found(fields).startswith(said)


def test_a_criterion_nobody_judged_is_counted_as_such_and_not_as_short() -> None:
    rows = pd.DataFrame(
        {"plan": "P", "title": ["Vision", "Rights"], "met": ["fully", None],
         "national_fully": 28.0, "national_plans": 30.0}
    )  # fmt: skip
    assert criteria_found(rows).endswith("0 partly and 0 not at all; 1 was not judged.")
    assert criteria_behind(rows).startswith("Every criterion judged that most plans in Scotland")
    assert criteria_behind(rows.iloc[1:]).endswith("was judged here.")


def test_a_thread_of_which_nothing_could_be_checked_is_not_called_whole() -> None:
    checks = pd.DataFrame({"kind": ["need"], "reason": ["x"], "orphans": [0], "of": [3]})
    assert "could be checked" in thread_found(checks.assign(checked=False))
    assert "breaks nowhere that was checked" in thread_found(checks.assign(checked=True))
    none = pd.DataFrame({"needs": [0], "link": ["linked"]})
    assert needs_found(none).startswith("No need was assessed")


def test_nothing_assessed_is_not_said_to_be_well() -> None:
    nothing = pd.DataFrame({"challenges": [], "label": []})
    assert bearing_finding(nothing, by="criterion") == "There is no evidence."
    assert next_found(pd.DataFrame({"about": []})) == "The rules name no gap in the evidence."
    assert "nothing to trace" in traceability(strands.Traceability(0, 0))
    assert accuracy_found(pd.DataFrame({"state": []})).startswith("No comment")


def test_one_entry_or_one_fact_has_no_beginning_and_end() -> None:
    one = pd.DataFrame({"state": ["concern"], "month": ["May 2017"]})
    assert log_finding(one) == "The link inspector's log has one entry: “concern” in May 2017."
    two = pd.DataFrame({"state": ["steady", "good"], "month": ["May 2017", "June 2017"]})
    assert log_finding(two).endswith("in all, it records no month of concern.")
    assert events_finding(pd.DataFrame({"date": ["2017-05"]})) == "1 dated fact, of 2017-05."
    assert events_finding(pd.DataFrame({"date": []})) == "No dated fact is recorded."


def test_one_gap_is_not_called_the_first() -> None:
    gap = pd.DataFrame({"about": ["Pace."], "do": ["Ask."]})
    assert next_found(gap) == "1 gap in the evidence. Pace. Ask."
    assert "First: Pace. Ask." in next_found(pd.concat([gap, gap]))


def test_actions_and_quotations_of_which_none_is_there_say_none() -> None:
    mix = pd.DataFrame(
        {"label": ["process", "outcome", "unclear"], "n": [1, 0, 0], "outcome_stated": [0, 0, 0]}
    )
    assert actions_found(mix) == (
        "1 of 1 action commits to work, none to a change in people's lives. Of those that commit "
        "to work, none has an outcome named beside it."
    )
    held = pd.DataFrame({"quotation": ["words"], "quotation_reviewed": [False]})
    assert str(quotations_found(held, held.iloc[:0])).endswith(
        "none marked as read for personal data, none quoted here."
    )
