"""What is said of the actions of plans: work or a change, and whether they are SMART."""

from __future__ import annotations

import pandas as pd

from evidence_lib import plans
from evidence_lib.answers.actions import (
    actions_found,
    actions_table,
    classifier_caveat,
    smart_found,
    smart_table,
)
from tests.answers.shown import rows


def test_actions_are_said_by_what_they_commit_to() -> None:
    mix = pd.DataFrame(
        {"label": ["process", "outcome", "unclear"] * 2, "n": [15, 3, 0, 5, 0, 1],
         "outcome_stated": [1, 3, 0, 1, 0, 0]}
    )  # fmt: skip
    assert actions_found(mix) == (
        "20 of 24 (83%) actions commit to work, 3 to a change in people's lives; 1 cannot be told. "
        "Of those that commit to work, 2 have an outcome named beside them."
    )


def test_the_classifier_is_said_to_be_checked_on_actions_set_aside() -> None:
    said = classifier_caveat(plans.classifier_agreement())
    assert "on 85 of 94 (90%, 95% interval 83% to 95%; kappa 0.84)" in said
    assert "a second person, will agree less" in said


def test_smart_says_how_many_have_all_and_which_letter_is_rarest() -> None:
    by_plan = pd.DataFrame(
        {"actions": [18, 14], "specific": [1, 4], "measurable": [1, 6], "achievable": [15, 14],
         "relevant": [1, 4], "time_related": [15, 12], "all_five": [0, 4]}
    )  # fmt: skip
    assert smart_found(by_plan) == (
        "4 of 32 (12%) actions have every field that SMART asks for. Least often filled in: "
        "specific and relevant, 5 of 32."
    )


def test_actions_show_the_words_that_decided() -> None:
    frame = pd.DataFrame(
        {"title": ["Review it", "Values"], "plan": "A", "label": ["process", "unclear"],
         "words": ["review, plan", ""], "outcome_stated": [True, False],
         "indicator_stated": [False, False]}
    )  # fmt: skip
    assert rows(actions_table(frame)) == [
        ["Review it", "A", "process", "“review, plan”", "yes", "no"],
        ["Values", "A", "unclear", "none", "no", "no"],
    ]


def test_smart_shows_a_column_a_letter() -> None:
    frame = pd.DataFrame(
        {"plan": ["A"], "actions": 18, "specific": 1, "measurable": 2, "achievable": 3,
         "relevant": 4, "time_related": 5, "all_five": 0}
    )  # fmt: skip
    assert rows(smart_table(frame)) == [["A", "18", "1", "2", "3", "4", "5", "0"]]
