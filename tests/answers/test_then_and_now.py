"""One row an area: what was found before, the word now, the figure, how far, still to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evidence_lib.answers.key_figure import short_figure
from evidence_lib.answers.then_and_now import then_and_now
from evidence_lib.answers.weighing import assessed
from evidence_lib.english import sentence_end
from evidence_lib.evidence import Evidence
from tests.answers.frames import with_tables, without
from tests.answers.shown import cells, rows


@pytest.fixture(params=["south_ayrshire", "example"])
def review(request: pytest.FixtureRequest) -> Evidence:
    found: Evidence = request.getfixturevalue(request.param)
    return found


def test_each_area_has_a_row_in_its_order(review: Evidence) -> None:
    shown = then_and_now(review)
    named = [
        f"{area}. {title}"
        for area, title in zip(review.areas["area"], review.areas["title"], strict=True)
    ]
    assert cells(shown, "Area") == named


def test_what_was_found_before_is_what_the_review_set_out_from(review: Evidence) -> None:
    findings = review.tables["findings"]
    before = findings[findings["kind"].eq("starting_point")].groupby("area")["statement"]
    for area, said in zip(review.areas["area"], cells(then_and_now(review), "Before"), strict=True):
        assert said == " ".join(sentence_end(each) for each in before.get_group(area))


def test_the_word_now_is_the_headline_without_its_full_stop(review: Evidence) -> None:
    statements = review.tables["progress_statements"]
    led = statements[statements["headline"].fillna(False).astype(bool)]
    shown = cells(then_and_now(review), "The inspectors’ word now")
    for area, said in zip(review.areas["area"], shown, strict=True):
        words = led.loc[led["area"].eq(area), "words"]
        assert said == "; ".join(f"“{each.rstrip('.')}”" for each in words)


def test_the_figure_is_the_one_the_area_names(review: Evidence) -> None:
    shown = cells(then_and_now(review), "The figure")
    for area, key, said in zip(
        review.areas["area"], review.areas["key_indicator"], shown, strict=True
    ):
        assert said == (short_figure(review.area(area)) if key else "none")


def test_still_to_do_is_counted_with_the_first_and_nothing_is_said_to_be_named(
    example: Evidence,
) -> None:
    follow_up = example.tables["follow_up"].iloc[:3].assign(
        area=["1", "1", "2"], state=["open", "under_way", "done"],
        action=["Agree a strategy.", "Ask", "Ask"],
    )  # fmt: skip
    shown = cells(then_and_now(with_tables(example, follow_up=follow_up)), "Still to do")
    assert shown[0] == "2 things. First: Agree a strategy."
    assert shown[1] == "nothing named"


def test_where_no_confidence_is_named_the_table_says_why(
    south_ayrshire: Evidence, example: Evidence
) -> None:
    assert "cannot be assessed from what was published" in then_and_now(south_ayrshire).html
    parts = assessed(example).summary
    ranged = parts[parts["lowest"].notna()]
    assert not ranged["confidence"].eq("not_assessable").any()
    assert "cannot be assessed from what was published" not in then_and_now(example).html


def test_confidence_stands_beside_a_range_and_beside_no_part_that_has_none(
    example: Evidence,
) -> None:
    summary = assessed(example).summary
    far = cells(then_and_now(example), "How far, and how sure")
    parts = dict(zip(example.areas["area"], far, strict=True))
    for area, own in summary.groupby("area"):
        assessable = own["lowest"].notna().sum()
        assert parts[str(area)].count(", confidence ") == assessable
        assert parts[str(area)].count("not assessable") == len(own) - assessable
    assert pd.isna(summary["lowest"]).any()


def test_an_area_of_which_nothing_is_known_says_not_stated(
    example: Evidence, tmp_path: Path
) -> None:
    bare = without(example.area(1), "findings", "finding_items", "progress_statements").review
    shown = then_and_now(replace(bare, folder=tmp_path))
    assert [row[1:3] for row in rows(shown)] == [["nothing recorded", "nothing recorded"]] * 5
