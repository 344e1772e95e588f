"""Whether a plan meets the statutory criteria, beside the plans of the country."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.answers.criteria import criteria_behind, criteria_found, criteria_table
from tests.answers.shown import headings, rows

NOTHING = float("nan")


@pytest.fixture
def criteria() -> pd.DataFrame:
    return pd.DataFrame(
        {"plan": "The plan", "title": ["Vision", "Rights", "Resources", "Needs"],
         "met": ["fully", "partly", "not", "partly"],
         "national_fully": [28.0, 24.0, 15.0, 13.0],
         "national_plans": 30.0}
    )  # fmt: skip


def test_criteria_are_counted_and_those_behind_most_plans_named(criteria: pd.DataFrame) -> None:
    assert criteria_found(criteria) == (
        "The plan: of 4 criteria, 1 is met fully, 2 partly and 1 not at all."
    )
    assert criteria_behind(criteria) == (
        "Met fully by most plans in Scotland and not here: “Rights” (met partly here; fully in 24 "
        "of 30 plans)."
    )
    assert criteria_behind(criteria.iloc[[0, 2]]).startswith("Every criterion that most plans")


def criterion(**cells: object) -> pd.DataFrame:
    row = {"plan": "A", "number": "6", "title": "Services", "met": "fully", "reason": "Set out",
           "national_fully": NOTHING, "national_partly": 8.0, "national_not": 0.0,
           "note": "given for halves"}  # fmt: skip
    return pd.DataFrame([row | cells])


def test_criteria_are_numbered_noted_and_named_by_plan_only_where_there_are_two() -> None:
    made = criteria_table(criterion())
    assert rows(made) == [["6 Services", "fully", "Set out", "not published", "8", "0"]]
    assert "Services: given for halves." in made.html
    assert "Plan" not in headings(made)
    two = pd.concat([criterion(), criterion(plan="B", note="", number="")])
    assert headings(criteria_table(two))[-1] == "Plan"
    assert rows(criteria_table(two))[1][0] == "Services"
