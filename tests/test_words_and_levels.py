"""The inspectors' headline words beside the ranges that the evidence supports."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from evidence_lib import judgement
from evidence_lib.evidence import Evidence

LEVELS = pd.DataFrame(
    {
        "area": ["1", "1", "2", "3"],
        "component": ["process", "impact", "process", "impact"],
        "low": pd.array([3, 1, 2, None], dtype="Int64"),
        "high": pd.array([4, 2, 3, None], dtype="Int64"),
    }
)


def statements(*rows: tuple[str, str | None, str, bool | None]) -> pd.DataFrame:
    found = pd.DataFrame(list(rows), columns=["area", "component", "words", "headline"])
    return found.astype({"headline": "boolean"}).assign(subject="leadership")


@pytest.fixture(scope="module")
def scale(south_ayrshire: Evidence) -> Any:
    return south_ayrshire.progress_scale


def test_headline_words_alone_are_compared(scale: Any) -> None:
    found = judgement.words_beside_levels(
        statements(
            ("1", "process", "limited progress", None),
            ("1", "process", "significant progress", True),
            ("general", None, "good progress", True),
        ),
        LEVELS,
        scale,
    )
    assert found["words"].tolist() == ["significant progress"]
    assert found[["level_of_words", "low", "high", "agrees"]].values.tolist() == [[4, 3, 4, True]]
    assert found["subject"].tolist() == ["leadership"]
    assert pd.isna(found["why"].iloc[0])


def test_where_none_is_marked_the_first_that_names_progress_stands_for_the_area(scale: Any) -> None:
    found = judgement.words_beside_levels(
        statements(
            ("2", "process", "leaders met", None),
            ("2", "process", "significant progress", None),
            ("2", "process", "steady progress", None),
        ),
        LEVELS,
        scale,
    )
    assert found["words"].tolist() == ["significant progress"]
    assert found["agrees"].tolist() == [False]
    assert found["why"].tolist() == [
        "The words stand for level 4, above the levels 2 to 3 that the evidence supports."
    ]


def test_a_headline_without_a_part_is_set_beside_the_span_of_its_assessable_parts(
    scale: Any,
) -> None:
    found = judgement.words_beside_levels(
        statements(("1", None, "steady progress", True), ("1", "impact", "good progress", True)),
        LEVELS,
        scale,
    )
    assert found[["low", "high", "agrees"]].values.tolist() == [[1, 4, True], [1, 2, False]]


def test_what_is_not_assessable_or_has_no_level_is_compared_with_nothing(scale: Any) -> None:
    found = judgement.words_beside_levels(
        statements(("3", "impact", "some progress", True), ("1", "process", "leaders met", True)),
        LEVELS,
        scale,
    )
    assert found["agrees"].isna().all()
    assert found["why"].str.contains("not let the extent be assessed").tolist() == [True, False]
    assert found["level_of_words"].tolist() == [2, pd.NA]


def test_words_below_one_level_are_said_to_be_below_it(scale: Any) -> None:
    one = LEVELS.assign(low=3, high=3)
    found = judgement.words_beside_levels(
        statements(("1", "process", "limited progress", True)), one, scale
    )
    assert found["why"].tolist() == [
        "The words stand for level 1, below the level 3 that the evidence supports."
    ]


def test_of_several_words_in_one_headline_the_lowest_counts(scale: Any) -> None:
    found = judgement.words_beside_levels(
        statements(("1", "process", "significant progress, at an early stage", True)), LEVELS, scale
    )
    assert found["level_of_words"].tolist() == [1]


def test_the_comparison_of_an_area_is_the_same_among_all_areas(south_ayrshire: Evidence) -> None:
    words, scale = south_ayrshire.tables["progress_statements"], south_ayrshire.progress_scale
    levels = pd.DataFrame({"area": list("12345"), "component": "process", "low": 2, "high": 3})
    whole = judgement.words_beside_levels(words, levels, scale)
    for area in whole["area"].unique():
        own = judgement.words_beside_levels(words[words["area"].eq(area)], levels, scale)
        pd.testing.assert_frame_equal(own, whole[whole["area"].eq(area)].reset_index(drop=True))


def test_no_statements_give_no_rows(scale: Any) -> None:
    assert judgement.words_beside_levels(statements(), LEVELS, scale).empty
