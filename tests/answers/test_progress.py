"""What progress the evidence supports: every rule with its items, and no grade."""

from __future__ import annotations

import csv
import io

from evidence_lib.answers.evidenced import confidence_found
from evidence_lib.answers.opening import words_by_area
from evidence_lib.answers.progress import (
    extent_found,
    fragile_found,
    fragility_table,
    judgement_summary,
    only_indicative,
    rules_table,
    then_and_now,
)
from evidence_lib.answers.weighing import assessed, weighed
from evidence_lib.evidence import Evidence


def test_then_and_now_stand_side_by_side(south_ayrshire: Evidence) -> None:
    words = words_by_area(south_ayrshire.tables["progress_statements"])
    text = then_and_now(south_ayrshire.areas, words, assessed(south_ayrshire).summary).csv
    assert "Urgently reduce the number of young people" in text
    assert "planning 3; child protection committee 1" in text


def test_extent_and_confidence_are_said_part_by_part(south_ayrshire: Evidence) -> None:
    found = weighed(south_ayrshire.area(4))
    assert extent_found(found.levels) == (
        "Indicative extent of progress: process, good (level 3 of 4); impact, not assessable."
    )
    assert "process, low" in confidence_found(found.confidence)
    assert "no evidence" in confidence_found(found.confidence.iloc[0:0])


def test_every_rule_is_printed_with_the_items_behind_it(south_ayrshire: Evidence) -> None:
    found = weighed(south_ayrshire.area(3))
    html = rules_table(found.rules).html
    assert html.count('<tr role="row">') == len(found.rules) + 1
    assert 'href="#item-A3-007"' in html
    assert "needed for the next level" in html


def test_single_items_that_would_change_the_answer_are_named(south_ayrshire: Evidence) -> None:
    found = weighed(south_ayrshire.area(3))
    assert "A3-014" in fragile_found(found.fragile)
    assert "No single item" in fragile_found(found.fragile.iloc[0:0])
    assert "A3-014" in fragility_table(found.fragile).html


def test_the_judgement_file_has_the_columns_other_programs_look_for(
    south_ayrshire: Evidence,
) -> None:
    rows = list(csv.reader(io.StringIO(judgement_summary(assessed(south_ayrshire).summary).csv)))
    assert rows[0] == ["area", "component", "indicative_level", "confidence", "rules_fired"]
    assert len(rows) == 11


def test_the_caveat_names_the_version_of_the_rules() -> None:
    assert "version 7 of the rules" in only_indicative("7")
