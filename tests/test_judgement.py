"""Judgement: rules as data, the nine items by hand, what the method page prints, and language."""

from __future__ import annotations

import datetime
import re
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from evidence_lib import judgement, strands
from evidence_lib.answers.weighing import assessed
from evidence_lib.errors import MethodInputError, UnknownTermError
from evidence_lib.evidence import Evidence
from evidence_lib.judgement.extent import read_levels
from evidence_lib.judgement.parts import without
from evidence_lib.loaders import Review
from tests.conftest import HOUSE, item

DAY = datetime.date(2020, 3, 6)
SCALE = {"levels": [{"level": level, "word": f"word {level}", "anchor": f"anchor {level}"}
                    for level in range(5)]}  # fmt: skip
AREAS = pd.DataFrame({"area": ["1"], "components": [("process", "impact")]})


# --- the rules as data ---


def test_the_rules_name_no_partnership() -> None:
    rules = (HOUSE / "evidence_lib" / "reference" / "progress_rules.toml").read_text("utf-8")
    words = (HOUSE / "evidence_lib" / "reference" / "progress_words.toml").read_text("utf-8")
    assert not re.search(r"ayr|kyle|council|20(16|18)", rules + words, flags=re.IGNORECASE)


def test_rules_are_listed_for_a_reader() -> None:
    listed = judgement.rules_table()
    assert listed["rule"].is_unique
    assert {"L1", "L2", "L3", "L4", "L5", "L6"} <= set(listed["rule"])
    assert listed["says"].ne("").all()
    off = judgement.rules_table(judgement.load_rules().without("L6", "L5"))
    assert off.loc[~off["on"], "rule"].tolist() == ["L6", "L5"]


def test_bad_rules_are_refused_with_what_is_wrong() -> None:
    path = HOUSE / "evidence_lib" / "reference" / "progress_rules.toml"
    text = path.read_text(encoding="utf-8")
    with pytest.raises(UnknownTermError, match='no fact "luck"'):
        judgement.load_rules(text.replace('fact = "activity"', 'fact = "luck"'))
    with pytest.raises(MethodInputError, match="levels must run from 1"):
        judgement.load_rules(text.replace("level = 2", "level = 5", 1))
    with pytest.raises(MethodInputError, match='rule L3 needs a "cap"'):
        judgement.load_rules(text.replace("cap = 1\n", "", 1))
    with pytest.raises(UnknownTermError, match='"without" must be one of'):
        judgement.load_rules().without("L99")


def test_every_fact_a_rule_may_speak_of_is_counted(nine_items: Review) -> None:
    progress = judgement.indicative_progress(
        nine_items.tables["evidence_items"], nine_items.areas, SCALE
    )
    assert set(progress.facts.columns) == {"area", "component", *judgement.FACTS}
    assert progress.facts.notna().all().all()


def test_an_item_that_comes_twice_is_refused() -> None:
    twice = pd.DataFrame([item("a"), item("a")])
    with pytest.raises(MethodInputError, match='item_id "a" comes twice'):
        judgement.indicative_progress(twice, AREAS, SCALE)


@pytest.mark.parametrize("column", ["area", "has_baseline", "verdict"])
def test_outcomes_without_a_needed_column_are_refused(column: str) -> None:
    outcomes = pd.DataFrame({"area": ["1"], "has_baseline": [True], "verdict": ["not_shown"]})
    with pytest.raises(MethodInputError, match=f'no column "{column}"'):
        judgement.indicative_progress(
            pd.DataFrame([item("a")]), AREAS, SCALE, outcomes=outcomes.drop(columns=column)
        )


# --- the nine items, worked in docs/method.md ---


@pytest.fixture(scope="module")
def nine(nine_items: Review) -> dict[str, Any]:
    tables = nine_items.tables
    outcomes = judgement.outcome_measures(
        tables["indicators"], tables["indicator_values"], place="Nineton",
        inspected_on=datetime.date(2019, 6, 1), fieldwork_on=datetime.date(2020, 3, 2),
    )  # fmt: skip
    return {"sources": tables["sources"], "outcomes": outcomes.assign(item_ids="N7")}


def test_the_nine_items_have_the_levels_worked_by_hand(
    nine_items: Review, nine: dict[str, Any]
) -> None:
    items = nine_items.tables["evidence_items"]
    progress = judgement.indicative_progress(
        items, nine_items.areas, nine_items.settings.progress_scale, **nine
    )
    assert progress.levels[["area", "component", "word", "rules_fired"]].values.tolist() == [
        ["1", "process", "some", "L6 L5"],
        ["1", "impact", "not assessable", "L4"],
        ["2", "process", "limited", ""],
        ["2", "impact", "some", "L6 L1 L2"],
    ]
    sides = ["strengths", "strengths_of_weight", "weaknesses", "weaknesses_of_weight"]
    assert progress.facts[sides].values.tolist() == [
        [3, 2, 0, 0], [0, 0, 0, 0], [1, 0, 1, 1], [1, 1, 0, 0],
    ]  # fmt: skip
    caps = progress.rules[progress.rules["kind"].eq("cap")]
    assert not caps["decided"].any()


def test_the_nine_items_hang_on_what_was_worked_by_hand(
    nine_items: Review, nine: dict[str, Any]
) -> None:
    evidence = judgement.parts_of(nine_items.tables["evidence_items"], nine_items.areas, **nine)
    found = judgement.fragility(evidence)
    columns = ["area", "component", "left_out", "name", "level_before", "level_after"]
    assert found[columns].values.tolist() == [
        ["2", "process", "item", "N6", 1, 0],
        ["2", "impact", "item", "N7", 2, 1],
    ]
    assert found["in_words"].iloc[0] == "Without item N6, level 1 would be level 0."


def test_extent_and_confidence_stand_side_by_side_for_the_pack(
    nine_items: Review, nine: dict[str, Any]
) -> None:
    found = judgement.assess(
        nine_items.tables, nine_items.areas, as_at=DAY,
        scale=nine_items.settings.progress_scale, outcomes=nine["outcomes"],
    )  # fmt: skip
    table = found.summary.astype({"lowest": "object", "highest": "object"})
    assert table["indicative_level"].tolist() == ["2", "not assessable", "1", "2"]
    assert table["confidence"].tolist() == ["moderate", "not_assessable", "low", "very_low"]
    assert table.iloc[3].tolist() == ["2", "impact", "2", 1, 2, "very_low", "L6 L1 L2", "2"]
    assert table.loc[1, ["lowest", "highest"]].isna().all()


def test_from_an_item_one_finds_every_sentence_that_leans_on_it(
    nine_items: Review, nine: dict[str, Any]
) -> None:
    items = nine_items.tables["evidence_items"]
    scale = nine_items.settings.progress_scale
    rules = judgement.indicative_progress(items, nine_items.areas, scale, **nine).rules
    triangulated = strands.triangulation(items, sources=nine["sources"])
    leaning = judgement.leaning_on({"triangulation": triangulated, "rules": rules})
    of_seven = leaning[leaning["item_id"].eq("N7")]
    assert of_seven["result"].tolist()[0] == "triangulation"
    assert set(of_seven["area"]) == {"2"}
    assert len(leaning) == sum(len(ids.split()) for ids in [*triangulated["item_ids"],
                                                            *rules["item_ids"]])  # fmt: skip


def test_nothing_given_is_changed(nine_items: Review, nine: dict[str, Any]) -> None:
    given = {**nine_items.tables, "outcomes": nine["outcomes"], "areas": nine_items.areas}
    before = {name: frame.copy() for name, frame in given.items()}
    judgement.fragility(
        judgement.parts_of(nine_items.tables["evidence_items"], nine_items.areas, **nine)
    )
    judgement.assess(
        nine_items.tables, nine_items.areas, as_at=DAY, scale=SCALE, outcomes=nine["outcomes"]
    )
    for name, frame in given.items():
        pd.testing.assert_frame_equal(frame, before[name])


# --- what docs/method.md prints of the report of 2018 ---


def printed_results() -> pd.DataFrame:
    """The rows of "What the rules give for the report of 2018": one part of one area."""
    text = (HOUSE / "docs" / "method.md").read_text(encoding="utf-8")
    section = text.split("### What the rules give for the report of 2018")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return pd.DataFrame(cells[2:], columns=cells[0])


def results_by_the_code(review: Evidence) -> pd.DataFrame:
    """The same but the last column, from the review and the rules."""
    progress, key = assessed(review).progress, ["area", "component"]
    rows = progress.levels.merge(progress.facts, on=key).to_dict("records")
    words = judgement.words_beside_levels(
        review.tables["progress_statements"], progress.levels, review.progress_scale
    ).to_dict("records")
    headline = {
        (word["area"], word["component"] if isinstance(word["component"], str) else ""): (
            f"{word['words']} ({word['level_of_words']})"
        )
        for word in words
    }
    return pd.DataFrame(
        [
            [
                f"{row['area']} {row['component'].replace('_', ' ')}",
                headline.get((row["area"], row["component"]), headline.get((row["area"], ""))),
                "not assessable" if pd.isna(row["level"]) else str(row["level"]),
                range_in_words(row["low"], row["high"]),
                f"{row['strengths_of_weight']}:{row['weaknesses_of_weight']}",
                f"{row['major_strengths']}:{row['major_weaknesses']}",
            ]
            for row in rows
        ],
        columns=["part", "headline (its level)", "level", "range", "of weight", "major"],
    )


def range_in_words(low: Any, high: Any) -> str:
    if pd.isna(low):
        return ""
    return str(low) if low == high else f"{low} to {high}"


def test_the_method_page_prints_what_the_rules_give_for_the_published_review(
    south_ayrshire: Evidence,
) -> None:
    printed = printed_results()
    by_the_code = results_by_the_code(south_ayrshire)
    pd.testing.assert_frame_equal(printed[by_the_code.columns], by_the_code)
    assert assessed(south_ayrshire).progress.rules_version == "2"


def test_a_weakness_told_once_and_not_three_times_would_leave_area_one_at_three(
    south_ayrshire: Evidence,
) -> None:
    part = assessed(south_ayrshire).parts[0]
    against = part.items[part.items["bearing"].eq("challenges")]
    assert set(against["criterion"]) == {"joint_resources"}
    told = against.groupby("voice")["item_id"].agg(list).tolist()
    assert len(told) == 3
    left_out = [[*one, *other] for one, other in combinations(told, 2)]
    bearings = np.stack([without(part, ids) for ids in left_out])
    weights = np.repeat(part.lines.weights[np.newaxis], len(left_out), axis=0)
    levels = read_levels(part.facts(bearings, weights), "process", judgement.load_rules())
    assert levels.tolist() == [3, 3, 3]


# --- accuracy ---


def test_comments_of_any_length_are_followed_to_their_change() -> None:
    paragraphs = judgement.numbered_paragraphs({"1": ["First.", "Second."], "2": ["Third."]})
    assert paragraphs["paragraph_id"].tolist() == ["1.1", "1.2", "2.1"]
    long = "word " * 5000
    comments = pd.DataFrame(
        {
            "comment_id": list("abcd"), "paragraph_id": ["1.1", "1.2", "2.1", "9.9"],
            "comment": [long, "x", "y", "z"], "response": ["Accepted.", "No.", None, "No."],
            "change_made": ["Date put right.", "None.", None, None],
        }
    )  # fmt: skip
    followed = judgement.accuracy_round(comments, paragraphs)
    assert followed["state"].tolist() == [
        "changed", "no_change", "no_response", "unknown_paragraph",
    ]  # fmt: skip
    assert followed.loc[0, "comment"] == long
    assert followed.loc[1, "text"] == "Second."


# --- language ---


def said(*texts: str, area: str = "1") -> pd.DataFrame:
    return pd.DataFrame({"area": area, "component": None, "words": list(texts)})


def test_words_of_progress_are_set_against_their_anchors() -> None:
    words = judgement.words_against_anchors(
        said("Significant progress was made. We were encouraged. A significant sum was spent."),
        SCALE,
    )
    assert words[["word", "level"]].values.tolist() == [["Significant", 4], ["encouraged", 2]]
    assert words["anchor"].iloc[0] == "word 4: anchor 4"


def test_two_words_of_different_level_for_one_area_are_a_warning() -> None:
    def warned(*texts: str) -> list[str]:
        words = judgement.words_against_anchors(said(*texts), SCALE)
        return judgement.language_warnings(words)["warning"].tolist()

    assert warned("Steady progress.", "Positive and meaningful progress.") == ["different_levels"]
    assert warned("Steady progress.", "Encouraging progress.") == []


def test_the_published_review_has_the_warnings_of_words_that_the_method_page_tells_of(
    south_ayrshire: Evidence,
) -> None:
    words = judgement.words_against_anchors(
        south_ayrshire.tables["progress_statements"], south_ayrshire.progress_scale
    )
    warnings = judgement.language_warnings(words).set_index(["area", "component"])["in_words"]
    assert "3" not in warnings.index.get_level_values("area")
    for word in ("“early days” (1)", "“encouraged” (2)", "“considerable” (3)"):
        assert word in warnings.loc[("5", "planning")]


def test_a_word_of_quantity_is_set_against_the_percentage_beside_it() -> None:
    texts = said("Most staff (62%) agreed.", "Almost all (95 per cent) did.", "The majority did.",
                 "Less than half (49%) and few (3%) did.")  # fmt: skip
    words = judgement.words_against_anchors(texts, SCALE)
    assert words["word"].tolist() == ["Most", "Almost all", "The majority", "Less than half", "few"]
    assert words["agrees"].tolist() == [False, True, pd.NA, pd.NA, pd.NA]
    warnings = judgement.language_warnings(words)
    assert warnings["in_words"].tolist() == [
        "“Most” stands for 75% to 90%, and the sentence gives another figure."
    ]


def test_hedges_and_attribution_are_counted(nine_items: Review) -> None:
    hedged = judgement.hedges(said("It may help. It could too, and may. It does."))
    assert hedged.values.tolist() == [["1", 3, 2, "could 1, may 2"]]
    counted = judgement.attributions(nine_items.tables["evidence_items"]).set_index("area")
    assert counted["self_report"].tolist() == [3, 1]
    assert counted["self_report_share"].isna().all()  # bases of 5 and 4
