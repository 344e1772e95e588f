"""How far progress goes in words: a range, or what a person judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evidence_lib import judgement
from evidence_lib.answers.extent import (
    LOG,
    NO_JUDGEMENT,
    UNSETTLED,
    extent_points,
    judged,
    levels_between,
    range_words,
    who_judged,
    words_of,
)
from evidence_lib.answers.opening import opening, review_opening
from evidence_lib.answers.weighing import assessed
from evidence_lib.evidence import Evidence

WORDS = {0: "none", 1: "limited", 2: "some", 3: "good", 4: "significant"}
WHY = "Both groups kept minutes, and parents said the same unasked in two places."


def judge(review: Evidence, *, upto: str, level: int = 4, area: str = "2") -> None:
    """Record what two raters, then the team, then the lead make of a part, as far as *upto*."""
    indicative = assessed(review).progress.of(area, "process")
    for rater, stage in (
        ("first", "individual"), ("second", "individual"), ("team", "moderated"), ("lead", "final"),
    ):  # fmt: skip
        judgement.record(
            review.folder / LOG, area=area, component="process", rater=rater, stage=stage,
            level=level, confidence="high", reason=f"{stage.capitalize()}: {WHY}",
            indicative=indicative,
        )  # fmt: skip
        if stage == upto:
            return


@pytest.fixture
def live(example: Evidence, tmp_path: Path) -> Evidence:
    """The invented review, with a folder of its own for what people record."""
    return replace(example, folder=tmp_path)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (2, 2, "some (2 of 4)"),
        (0, 0, "none (0 of 4)"),
        (2, 3, f"some to good (2 to 3 of 4); {UNSETTLED}"),
        (None, None, "not assessable"),
    ],
)
def test_a_range_is_written_in_the_words_of_the_scale_and_says_when_it_settles_nothing(
    low: int | None, high: int | None, said: str
) -> None:
    assert range_words({"low": low, "high": high}, WORDS) == said
    assert levels_between({"low": low, "high": high}, WORDS) == said.partition(";")[0]


def test_the_words_of_levels_are_the_reviews_own(example: Evidence) -> None:
    scale = {"levels": [{"level": 0, "word": "nought"}, {"level": 1, "word": "begun"}]}
    assert words_of(scale) == {0: "nought", 1: "begun"}
    assert set(words_of(example.progress_scale)) == {0, 1, 2, 3, 4}


def test_a_part_is_said_with_the_limiter_that_holds_it(example: Evidence) -> None:
    found = assessed(example).of_area("4")
    caps = found.rules[found.rules["kind"].eq("cap") & found.rules["decided"].astype(bool)]
    by_part = dict(zip(found.levels["component"], extent_points(example, "4")[1:], strict=True))
    assert len(caps) > 0
    for part, words in zip(caps["component"], caps["in_words"], strict=True):
        assert words in by_part[part].note


def test_without_a_judgement_a_page_says_that_a_range_is_none(example: Evidence) -> None:
    assert extent_points(example, "2")[0].text == NO_JUDGEMENT


@pytest.mark.parametrize("upto", ["individual", "moderated", "final"])
def test_what_leads_is_the_moderated_or_final_judgement_and_no_single_rating(
    live: Evidence, upto: str
) -> None:
    judge(live, upto=upto)
    leading = judged(live)
    assert leading["stage"].tolist() == ([] if upto == "individual" else [upto])
    assert extent_points(live, "2")[0].text.startswith("What was done: judged ") == (
        upto != "individual"
    )


def test_a_final_judgement_leads_the_page_of_its_area_and_the_overview(live: Evidence) -> None:
    judge(live, upto="final")
    process, impact = extent_points(live, "2")
    assert process.text == "What was done: judged significant (4 of 4), confidence high."
    left_open = assessed(live).of_area("2").levels.iloc[0]
    words = words_of(live.progress_scale)
    assert process.note == (
        f"Final judgement. The evidence leaves open: {range_words(left_open, words)}."
    )
    (who,) = who_judged(live, "2")
    assert who.text.startswith("What was done: final judgement by the review team on ")
    assert who.note == f"Final: {WHY}"
    assert impact.text.startswith("The difference it made: ")
    assert "judged" not in impact.text
    html = opening(live.area(2)).html
    assert process.text in html
    assert NO_JUDGEMENT not in html
    overview = review_opening(live).html
    assert "What was done: significant (4 of 4), confidence high." in overview
    assert "What was done: significant (final)." in overview
    assert ": judged" not in opening(live.area(3)).html


def test_a_final_judgement_outweighs_a_moderated_one_that_was_written_after_it(
    live: Evidence,
) -> None:
    judge(live, upto="final")
    judgement.record(
        live.folder / LOG, area="2", component="process", rater="team", stage="moderated", level=3,
        confidence="low", reason=WHY, indicative=assessed(live).progress.of("2", "process"),
    )  # fmt: skip
    assert judged(live)[["stage", "level"]].to_numpy().tolist() == [["final", 4]]


def test_a_part_judged_not_assessable_is_said_to_be_so(live: Evidence) -> None:
    judge(live, upto="final")
    judgement.record(
        live.folder / LOG, area="2", component="process", rater="lead", stage="final", level=None,
        confidence="low", reason=WHY, indicative=assessed(live).progress.of("2", "process"),
    )  # fmt: skip
    assert extent_points(live, "2")[0].text.startswith("What was done: judged not assessable")
    assert "What was done: not assessable, confidence low." in review_opening(live).html


def test_ranges_are_those_of_the_rules(south_ayrshire: Evidence) -> None:
    levels = assessed(south_ayrshire).progress.levels
    words = words_of(south_ayrshire.progress_scale)
    for area, own in levels.groupby("area"):
        points = extent_points(south_ayrshire, str(area))
        said = [range_words(row, words) for row in own.to_dict("records")]
        assert [each.text.partition(": ")[2] for each in points[1:]] == [f"{x}." for x in said]
    assert pd.isna(levels["low"]).any()
