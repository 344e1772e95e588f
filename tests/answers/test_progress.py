"""What progress the evidence supports: ranges, every rule with its items, and no grade."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from evidence_lib.answers.extent import range_words, words_of
from evidence_lib.answers.progress import (
    extent_found,
    fragile_found,
    fragility_table,
    grades_table,
    held_found,
    judgement_summary,
    only_indicative,
    outcomes_table,
    progress,
    review_progress,
    rules_table,
)
from evidence_lib.answers.weighing import assessed, fragile, weighed
from evidence_lib.evidence import Evidence
from tests.answers.shown import cells, rows

WORDS = {0: "none", 1: "limited", 2: "some", 3: "good", 4: "significant"}


def test_the_range_of_each_part_is_said() -> None:
    levels = pd.DataFrame(
        {"component": ["process", "impact", "planning"], "low": [2, None, 1], "high": [3, None, 1]}
    )
    assert extent_found(levels, WORDS) == (
        "How far the evidence goes: What was done, some to good (2 to 3 of 4); the evidence does "
        "not settle which. The difference it made, not assessable. Planning, limited (1 of 4)."
    )


@pytest.mark.parametrize(
    ("held", "said"),
    [([1.0, None], "(here all)"), ([1.0, 0.956], "(here 95% or more)"), ([None], "differed")],
)
def test_what_a_range_holds_is_said_and_never_rounded_up(
    held: list[float | None], said: str
) -> None:
    text = held_found(pd.DataFrame({"held": pd.array(held, dtype="Float64")}), {"bearing": 0.1})
    assert said in text
    assert ("%" in text) == ("%" in said)


def test_a_range_says_whose_rate_it_was_drawn_at() -> None:
    held = pd.DataFrame({"held": [0.97]})
    assert "two readers of this review differed" in held_found(held, {"bearing": 0.1, "form": None})
    assert "nobody has read this evidence twice" in held_found(held, {"bearing": None})


def test_every_rule_is_printed_with_the_items_behind_it(south_ayrshire: Evidence) -> None:
    rules = weighed(south_ayrshire.area(3)).rules
    shown = rules_table(rules)
    assert len(rows(shown)) == len(rules)
    for item in {each for ids in rules["item_ids"] for each in ids.split()}:
        assert f'href="#item-{item}"' in shown.html
    assert "needed for the next level" in shown.html


def test_what_a_single_thing_would_move_is_named() -> None:
    moved = pd.DataFrame(
        {"component": ["process"] * 2, "left_out": ["item", "strand"],
         "name": ["E1", "staff_survey"],
         "in_words": ["Without item E1, level 2 would be level 3.", "…"]}
    )  # fmt: skip
    assert (
        fragile_found(moved)
        == "Leaving out any one of 2 things would move a level: E1 and staff survey."
    )
    assert fragile_found(moved.iloc[:1]).startswith("Leaving out one thing would move")
    assert "No single piece of evidence" in fragile_found(moved.iloc[:0])
    assert cells(fragility_table(moved), "Left out") == ["E1", "staff survey"]


@pytest.mark.parametrize("profile", ["public", "partnership", "internal"])
def test_only_those_who_work_on_the_review_see_what_it_hangs_on(
    south_ayrshire: Evidence, profile: str
) -> None:
    answer = progress(replace(south_ayrshire, profile=profile).area(3))
    assert ("fragility" in answer.frames) == (profile == "internal")
    assert ("Leaving out" in answer.html) == (
        profile == "internal" and len(fragile(south_ayrshire.area(3))) > 0
    )


def test_the_judgement_file_has_the_columns_other_programs_look_for(
    south_ayrshire: Evidence,
) -> None:
    summary = assessed(south_ayrshire).summary
    shown = judgement_summary(summary, words_of(south_ayrshire.progress_scale))
    lines = list(csv.reader(io.StringIO(shown.csv)))
    assert lines[0] == [
        "area", "component", "indicative_level", "lowest", "highest", "confidence", "rules_fired",
    ]  # fmt: skip
    assert len(lines) == len(summary) + 1


def test_the_summary_shows_words_and_not_the_names_programs_use(south_ayrshire: Evidence) -> None:
    html = review_progress(south_ayrshire).tables[0].html
    assert "child protection committee" in html
    assert "cannot be assessed from what was published" in html
    assert "not_assessable" not in html
    assert "child_protection_committee" not in html


def test_the_caveat_names_the_version_of_the_rules() -> None:
    assert "version 7 of the rules" in only_indicative("7")


def test_each_measure_of_an_outcome_is_shown_with_what_it_shows(example: Evidence) -> None:
    outcomes = weighed(example.area(4)).outcomes
    shown = outcomes_table(outcomes)
    assert cells(shown, "In words") == outcomes["in_words"].tolist()
    assert {"improved", "not shown"} == set(cells(shown, "What it shows"))


def test_an_inferred_grade_says_so(south_ayrshire: Evidence) -> None:
    grades = south_ayrshire.tables["baseline_grades"]
    assert cells(grades_table(grades), "How known").count("inferred") == int(
        grades["status"].eq("inferred").sum()
    )


def test_a_page_says_the_range_of_each_of_its_parts(example: Evidence) -> None:
    words = words_of(example.progress_scale)
    for number in example.areas["area"]:
        answer = progress(example.area(number))
        for row in answer.frames["levels"].to_dict("records"):
            assert range_words(row, words) in answer.findings[0]
