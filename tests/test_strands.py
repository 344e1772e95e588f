"""Strands: where the evidence comes from, counted as voices and not as remarks."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import strands
from evidence_lib.errors import MethodInputError
from evidence_lib.loaders import Review


@pytest.fixture
def items(nine_items: Review) -> pd.DataFrame:
    return nine_items.tables["evidence_items"]


def test_two_remarks_from_one_focus_group_are_one_voice(items: pd.DataFrame) -> None:
    coverage = strands.coverage(items, ["1", "2"]).set_index(["area", "strand"])
    assert coverage.loc[("1", "focus_group")].tolist() == [2, 1]


def test_pairs_without_evidence_are_there_with_nought(items: pd.DataFrame) -> None:
    coverage = strands.coverage(items, ["1", "2"])
    assert len(coverage) == 2 * 9
    assert coverage.loc[coverage["strand"].eq("leadership_meeting"), "items"].tolist() == [0, 0]
    assert coverage["items"].sum() == len(items)


def test_silent_strands_leave_team_findings_out(items: pd.DataFrame) -> None:
    silent = strands.silent_strands(strands.coverage(items, ["1", "2"]), 2)
    assert silent == (
        "staff_survey",
        "self_evaluation",
        "focus_group",
        "leadership_meeting",
        "link_inspector",
    )


def test_team_findings_cannot_be_traced(items: pd.DataFrame) -> None:
    traced = strands.traceability(items)
    assert (traced.items, traced.traceable, traced.untraceable) == (9, 7, 2)


def test_bearing_is_counted_by_criterion_with_the_items_behind_it(items: pd.DataFrame) -> None:
    counted = strands.bearing_by(items, "criterion", titles={"numbers": "Fewer young people"})
    assert counted.to_dict("records") == [
        {"label": "direction", "supports": 4, "mixed": 1, "challenges": 0, "items": 5,
         "item_ids": "N1 N2 N3 N4 N5"},
        {"label": "Fewer young people", "supports": 2, "mixed": 1, "challenges": 1, "items": 4,
         "item_ids": "N6 N7 N8 N9"},
    ]  # fmt: skip


def test_bearing_by_a_column_that_is_not_there_is_refused(items: pd.DataFrame) -> None:
    with pytest.raises(MethodInputError, match='no column "colour"'):
        strands.bearing_by(items, "colour")


def test_people_are_heard_by_attribution(items: pd.DataFrame) -> None:
    assert strands.heard_from(items)["item_id"].tolist() == ["N1", "N2", "N3", "N8"]


def test_the_matrix_has_a_row_an_area_in_the_order_given(items: pd.DataFrame) -> None:
    matrix = strands.coverage_matrix(strands.coverage(items, ["2", "1"]))
    assert matrix.index.tolist() == ["2", "1"]
    assert matrix.loc["1", "focus_group"] == 2


def test_progress_words_are_kept_apart_from_other_words() -> None:
    statements = pd.DataFrame(
        {"words": ["steady progress", "we are encouraged", "Improved markedly"]}
    )
    assert strands.progress_words(statements)["words"].tolist() == [
        "steady progress",
        "Improved markedly",
    ]
    assert len(strands.progress_words(statements.iloc[[1]])) == 1


def test_counting_changes_nothing_and_ignores_row_order(items: pd.DataFrame) -> None:
    before = items.copy()
    shuffled = items.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(
        strands.coverage(shuffled, ["1", "2"]), strands.coverage(items, ["1", "2"])
    )
    pd.testing.assert_frame_equal(items, before)
