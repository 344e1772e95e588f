"""The coding of the 2018 report hangs together: items, findings, words and follow-ups."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pandas as pd
import pytest

from evidence_lib.loaders import read_review
from tests.conftest import HOUSE, REVIEWS

REVIEW = REVIEWS / "south-ayrshire-2018"
AREAS = ["1", "2", "3", "4", "5"]


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    files = REVIEW.glob("*.csv")
    return {path.stem: pd.read_csv(path, dtype=str, keep_default_na=False) for path in files}


@pytest.fixture(scope="module")
def findings(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return tables["findings"]


@pytest.fixture(scope="module")
def items(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return tables["evidence_items"]


@pytest.fixture(scope="module")
def ties(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One assertion that bears on one finding, with both of them."""
    of_item = tables["evidence_items"].add_prefix("item_")
    of_item = of_item.rename(columns={"item_item_id": "item_id"})
    of_finding = tables["finding_items"].merge(tables["findings"], on="finding_id")
    return of_finding.merge(of_item, on="item_id")


@pytest.fixture(scope="module")
def area_settings() -> dict[str, dict[str, Any]]:
    areas = tomllib.loads((REVIEW / "review.toml").read_text(encoding="utf-8"))["areas"]
    return {str(area["number"]): area for area in areas}


def test_the_coding_is_read_without_a_problem(tables: dict[str, pd.DataFrame]) -> None:
    review = read_review(REVIEW)
    review.require_clean()
    for name in ("evidence_items", "findings", "finding_items"):
        assert len(review.tables[name]) == len(tables[name]), name


def test_every_item_is_tied_to_a_finding(items: pd.DataFrame, ties: pd.DataFrame) -> None:
    assert set(items["item_id"]) == set(ties["item_id"])


def test_every_item_of_an_area_is_tied_to_a_finding_of_that_area(
    items: pd.DataFrame, ties: pd.DataFrame
) -> None:
    at_home = ties[ties["area"].eq(ties["item_area"])]
    assert set(items["item_id"]) == set(at_home["item_id"])


def test_an_area_has_three_to_six_findings(findings: pd.DataFrame) -> None:
    of_area = findings[findings["kind"].eq("finding")]["area"].value_counts()
    assert set(of_area.index) == {*AREAS, "general"}
    assert of_area.between(3, 6).all()


def test_every_finding_rests_on_an_item_and_no_starting_point_does(
    findings: pd.DataFrame, ties: pd.DataFrame
) -> None:
    starting = findings["kind"].eq("starting_point")
    assert set(findings[~starting]["finding_id"]) == set(ties["finding_id"])
    assert findings[starting]["location"].str.match(r"section 1, |appendix 1, ").all()
    assert sorted(findings[starting]["area"]) == [*AREAS, "general"]


def test_a_finding_that_something_is_so_has_an_item_that_supports_it(
    findings: pd.DataFrame, ties: pd.DataFrame
) -> None:
    said = findings["kind"].ne("starting_point") & findings["direction"].ne("not_shown")
    supported = set(ties[ties["role"].eq("supports")]["finding_id"])
    assert set(findings[said]["finding_id"]) <= supported


def test_a_finding_stands_where_an_item_tied_to_it_stands(
    findings: pd.DataFrame, ties: pd.DataFrame
) -> None:
    where = ties[ties["location"].eq(ties["item_location"])]
    started = findings["kind"].eq("starting_point")
    assert set(findings[~started]["finding_id"]) == set(where["finding_id"])


def test_the_parts_and_criteria_of_findings_are_those_of_their_area(
    findings: pd.DataFrame, area_settings: dict[str, dict[str, Any]]
) -> None:
    for row in findings.to_dict("records"):
        area = area_settings.get(row["area"], {})
        assert row["component"] in ["", *area.get("components", [])], row["finding_id"]
        assert row["criterion"] in ["", *area.get("criteria", {})], row["finding_id"]


def test_every_criterion_has_a_finding_or_its_items_support_one_that_spans_several(
    findings: pd.DataFrame, ties: pd.DataFrame, area_settings: dict[str, dict[str, Any]]
) -> None:
    spanning = ties[ties["criterion"].eq("") & ties["role"].eq("supports")]
    found = set(zip(findings["area"], findings["criterion"], strict=True))
    found |= set(zip(spanning["item_area"], spanning["item_criterion"], strict=True))
    for number, area in area_settings.items():
        assert {(number, criterion) for criterion in area["criteria"]} <= found


def test_where_nothing_was_said_of_what_was_asked_no_item_pretends_otherwise(
    findings: pd.DataFrame, items: pd.DataFrame
) -> None:
    asked = findings[findings["criterion"].eq("multi_agency")]
    assert asked["direction"].tolist() == ["not_shown"]
    assert "multi_agency" not in set(items["criterion"])


def test_the_decision_has_exactly_two_reasons(findings: pd.DataFrame, ties: pd.DataFrame) -> None:
    decided = findings[findings["kind"].eq("decision")]
    assert decided["area"].tolist() == ["general"]
    tied = ties[ties["finding_id"].isin(decided["finding_id"])]
    reasons = tied[tied["role"].eq("supports")]
    assert reasons["item_bearing"].tolist() == ["supports", "supports"]
    assert set(reasons["item_location"]) == set(decided["location"])


def test_one_word_heads_each_area_or_part_of_it(tables: dict[str, pd.DataFrame]) -> None:
    words = tables["progress_statements"]
    heads = words[words["headline"].eq("yes")]
    assert sorted(zip(heads["area"], heads["component"], strict=True)) == [
        ("1", ""), ("2", ""), ("3", ""), ("4", ""),
        ("5", "child_protection_committee"), ("5", "planning"),
    ]  # fmt: skip


def test_all_words_of_judgement_say_what_they_are_said_of(
    tables: dict[str, pd.DataFrame],
) -> None:
    spaces = tables["progress_statements"]["subject"].str.count(" ")
    assert spaces.between(1, 5).all()


def test_next_steps_are_the_things_still_to_be_done(
    findings: pd.DataFrame, tables: dict[str, pd.DataFrame]
) -> None:
    steps = findings.assign(step=findings["next_step"].str.split("; ")).explode("step")
    said = {(row["area"], row["step"].lower()) for row in steps.to_dict("records") if row["step"]}
    to_do = tables["follow_up"]
    assert said == {(row["area"], row["action"].lower()) for row in to_do.to_dict("records")}


def test_children_spoken_of_are_named_by_words_of_the_codebook(
    items: pd.DataFrame, findings: pd.DataFrame, area_settings: dict[str, dict[str, Any]]
) -> None:
    method = (HOUSE / "docs" / "method.md").read_text(encoding="utf-8")
    rule = next(line for line in method.splitlines() if "**About.**" in line)
    known = set(re.findall(r"`(\w+)`", rule))
    used = set(items["about"]) | set(findings["about"])
    assert used - {""} <= known
    assert {area["about"] for area in area_settings.values() if "about" in area} <= used


def test_the_figures_that_matter_are_indicators_of_their_area(
    tables: dict[str, pd.DataFrame], area_settings: dict[str, dict[str, Any]]
) -> None:
    of_area = tables["indicators"].set_index("indicator_id")["area"]
    key = {number: area["key_indicator"] for number, area in area_settings.items()
           if "key_indicator" in area}  # fmt: skip
    assert set(key) == {"2", "3"}
    assert {number: of_area[indicator] for number, indicator in key.items()} == {"2": "2", "3": "3"}


def test_no_finding_prints_a_figure_that_no_item_of_it_prints(
    findings: pd.DataFrame, ties: pd.DataFrame
) -> None:
    told = ties.groupby("finding_id")["item_summary"].agg(" ".join)
    age, years = {"11", "15"}, {"2016"}
    for row in findings[findings["kind"].ne("starting_point")].to_dict("records"):
        printed = set(re.findall(r"\d+", row["statement"])) - age - years
        assert printed <= set(re.findall(r"\d+", told[row["finding_id"]])), row["finding_id"]


def test_a_place_in_the_report_is_written_in_one_way(
    tables: dict[str, pd.DataFrame],
) -> None:
    form = r"section \d(, (opening|area \d))?, paragraph \d, sentence \d|appendix 1, item \d"
    for name in ("evidence_items", "findings", "progress_statements", "follow_up"):
        assert tables[name]["location"].str.fullmatch(form).all(), name


def test_what_stands_in_an_area_of_the_report_is_coded_to_that_area(
    items: pd.DataFrame,
) -> None:
    printed = items["location"].str.extract(r"area (\d)")[0]
    assert items[printed.notna()]["area"].eq(printed[printed.notna()]).all()
    concluding = items[items["location"].str.startswith("section 4") & items["area"].ne("general")]
    assert set(concluding["criterion"]) == {"joint_resources"}
