"""The partnership's own measures: what they tell, and what they lack."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.answers.own_measures import fields_table, measurability_found, measures_table
from tests.answers.shown import headings, rows

NOTHING = float("nan")


def test_measures_are_said_by_baseline_and_each_target() -> None:
    fields = pd.DataFrame(
        {"field": ["baseline", "short_target", "medium_target", "impact_target"],
         "with": [1, 3, 0, 6], "base": 27}
    )  # fmt: skip
    assert measurability_found(fields) == (
        "Of 27 measures, 1 has a baseline, 3 a short-term target, none a medium-term and 6 an "
        "impact target."
    )


def test_measures_say_what_they_tell_in_words() -> None:
    frame = pd.DataFrame(
        {"title": ["Visits", "Bare"], "rba_type": ["how_much", NOTHING], "priority": ["Care"] * 2,
         "owner": ["committee"] * 2}
    )  # fmt: skip
    assert [row[1] for row in rows(measures_table(frame))] == ["how much", "nothing recorded"]


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
    made = fields_table(frame)
    assert len(headings(made)) == columns
    assert rows(made)[0][0] == "Short-term target"
    assert ("41" in rows(made)[0]) is (columns == 5)
