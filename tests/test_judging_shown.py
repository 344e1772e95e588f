"""The chain made visible: sentences and tables of confidence, extent, rules and what comes next."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd
import pytest

from evidence_lib import indicators, judgement, reconcile, strands, tables, wording
from evidence_lib.judgement import assessing
from evidence_lib.loaders import Review, read_review
from tests.conftest import HOUSE


def assessed_review(name: str) -> tuple[Review, judgement.Assessment]:
    review = read_review(HOUSE / "data" / "reviews" / name)
    day = review.settings["review"]["as_at"]
    known = indicators.known_by(review.tables["indicator_values"], day)
    return review, judgement.assess(review.tables, review.areas, review.settings, known=known)


@pytest.fixture(scope="module")
def published() -> tuple[Review, judgement.Assessment]:
    return assessed_review("south-ayrshire-2018")


@pytest.fixture(scope="module")
def example() -> tuple[Review, judgement.Assessment]:
    return assessed_review("example")


def test_the_published_review_is_weighed_whole(published: Any) -> None:
    _, assessed = published
    summary = assessed.summary.set_index(["area", "component"])
    assert summary.loc[("3", "impact"), "indicative_level"] == "2"
    assert summary.loc[("4", "impact"), "indicative_level"] == "not assessable"
    assert summary.loc[("5", "child_protection_committee"), "indicative_level"] == "1"
    assert "L2" in summary.loc[("3", "impact"), "rules_fired"].split()
    assert len(summary) == 10


@pytest.mark.parametrize("name", ["south-ayrshire-2018", "example"])
def test_an_assessment_weighs_once_what_the_four_results_would_each_weigh_apart(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {}
    times: list[int] = []
    weigh = assessing.weigh_evidence

    def noted(items: pd.DataFrame, rules: judgement.Rules, **more: Any) -> Any:
        times.append(len(items))
        given.update(more)
        return weigh(items, rules, **more)

    monkeypatch.setattr(assessing, "weigh_evidence", noted)
    review, assessed = assessed_review(name)
    items, day = review.tables["evidence_items"], given.pop("as_at")
    assert times == [len(items)]
    scale, criterion = review.settings["progress_scale"], ("area", "criterion")
    progress = judgement.indicative_progress(items, review.areas, scale, **given)
    confidence = judgement.evidence_confidence(items, as_at=day, **given)
    by_criterion = judgement.evidence_confidence(items, as_at=day, by=criterion, **given)
    pairs = [
        *[(getattr(progress, each), getattr(assessed.progress, each))
          for each in ("levels", "rules", "facts")],
        *[(getattr(apart, each), getattr(together, each))
          for apart, together in ((confidence, assessed.confidence),
                                  (by_criterion, assessed.by_criterion))
          for each in ("levels", "concerns", "caps")],
        (judgement.fragility(items, review.areas, as_at=day, **given), assessed.fragile),
    ]  # fmt: skip
    for apart, together in pairs:
        pd.testing.assert_frame_equal(apart, together)


def test_a_measure_leans_on_the_item_that_tells_it(published: Any) -> None:
    _, assessed = published
    rules = assessed.of_area("3").rules
    said = rules[rules["rule"].eq("L2")]
    assert said["item_ids"].tolist() == ["A3-007"]


def test_values_of_later_years_are_no_evidence_at_the_review(published: Any) -> None:
    review, _ = published
    known = indicators.known_by(
        review.tables["indicator_values"], review.settings["review"]["as_at"]
    )
    balance = known[known["indicator_id"].eq("balance_of_care")]
    assert balance["period"].max() == "2016-17"


def test_extent_and_confidence_are_said_part_by_part(published: Any) -> None:
    _, assessed = published
    weighed = assessed.of_area("4")
    assert wording.extent_found(weighed.levels) == (
        "Indicative extent of progress: process, good (level 3 of 4); impact, not assessable."
    )
    assert "process, low" in wording.confidence_found(weighed.confidence)
    assert "no evidence" in wording.confidence_found(weighed.confidence.iloc[0:0])


def test_every_rule_is_printed_with_the_items_behind_it(published: Any) -> None:
    _, assessed = published
    weighed = assessed.of_area("3")
    html = tables.rules_table(weighed.rules).html
    assert html.count('<tr role="row">') == len(weighed.rules) + 1
    assert 'href="#item-A3-007"' in html
    assert "needed for the next level" in html


def test_caps_stand_with_the_concerns(published: Any) -> None:
    _, assessed = published
    weighed = assessed.of_area("3")
    rows = tables.concerns_table(weighed.concerns, weighed.caps).csv.count("\n")
    assert rows >= len(weighed.concerns) + len(weighed.caps) + 1


def test_single_items_that_would_change_the_answer_are_named(published: Any) -> None:
    _, assessed = published
    weighed = assessed.of_area("3")
    assert "A3-014" in wording.fragile_found(weighed.fragile)
    assert "No single item" in wording.fragile_found(weighed.fragile.iloc[0:0])
    assert "A3-014" in tables.fragility_table(weighed.fragile).html


def test_triangulation_is_counted_in_words(published: Any) -> None:
    review, _ = published
    items = review.of_area(3).tables["evidence_items"]
    found = strands.triangulation(items, sources=review.tables["sources"])
    said = wording.triangulation_found(found)
    assert said == "Of 4 criteria: 3 single source and 1 not determinable."
    weighed = published[1].of_area("3").by_criterion
    table = tables.triangulation_table(found, weighed, review.of_area(3).criteria)
    assert "Shift in the balance of care" in table.html
    assert table.csv.count(",low,") + table.csv.count(",very low,") == 4


def test_words_of_different_level_for_one_area_are_said(published: Any) -> None:
    review, _ = published
    statements = review.of_area(3).tables["progress_statements"]
    anchored = judgement.words_against_anchors(statements, review.settings["progress_scale"])
    said = wording.language_found(judgement.language_warnings(anchored))
    assert "positive and meaningful" in said
    assert "No two progress words" in wording.language_found(
        judgement.language_warnings(anchored.iloc[0:0])
    )


def test_claims_are_set_against_what_was_verified(example: Any) -> None:
    review, assessed = example
    claims, items = review.tables["self_evaluation"], review.tables["evidence_items"]
    verified = strands.claims_verified(
        claims, items, assessed.progress.levels, sources=review.tables["sources"]
    )
    said = wording.claims_verified(verified)
    assert said.startswith(f"Of {len(claims)} claims:")
    assert "higher level than the rules do" in said
    assert tables.verified_table(verified, claims).csv.count("\n") >= len(claims) + 1


def test_the_next_fieldwork_is_planned_in_order(example: Any) -> None:
    review, _ = example
    wanted = strands.gaps(
        review.tables["evidence_items"], review.areas, sources=review.tables["sources"],
        link_log=review.tables["link_log"],
    )  # fmt: skip
    assert wording.next_found(wanted).startswith(f"{len(wanted)} gaps in the evidence. First:")
    assert "Nothing in the evidence" in wording.next_found(wanted.iloc[0:0])
    assert tables.next_table(wanted).csv.count("\n") == len(wanted) + 1


def test_the_judgement_file_has_the_columns_other_programs_look_for(published: Any) -> None:
    _, assessed = published
    rows = list(csv.reader(io.StringIO(tables.judgement_summary(assessed.summary).csv)))
    assert rows[0] == ["area", "component", "indicative_level", "confidence", "rules_fired"]
    assert len(rows) == 11


def test_recorded_judgements_are_counted_and_a_torn_line_is_said(tmp_path: Any) -> None:
    path = tmp_path / "judgements.jsonl"
    assert "No judgement has been recorded" in wording.recorded(
        judgement.history(path).judgements, torn=None
    )
    judgement.record(
        path, area="1", component="process", rater="first", stage="individual", level=3,
        confidence="low", reason="The governance papers bear it out.", indicative=(3, "1"),
    )  # fmt: skip
    replayed = judgement.history(path)
    said = wording.recorded(replayed.judgements, torn="a torn line")
    assert said == (
        "1 judgement recorded, 0 of them final. A torn last line was found in the log and left out."
    )
    assert "governance papers" in tables.recorded_table(replayed.judgements).html


def test_comments_on_accuracy_are_followed(example: Any) -> None:
    review, _ = example
    followed = judgement.accuracy_round(review.tables["factual_accuracy"])
    assert wording.accuracy_found(followed).startswith(f"{len(followed)} comments on factual")
    assert tables.accuracy_table(followed).csv.count("\n") >= len(followed) + 1


def test_an_item_says_what_leans_on_it(published: Any) -> None:
    review, assessed = published
    items = review.of_area(3).tables["evidence_items"]
    leaning = judgement.leaning_on({"rule": assessed.of_area("3").rules})
    rows = list(csv.DictReader(io.StringIO(tables.evidence_table(items, leaning=leaning).csv)))
    by_item = {row["Item"]: row["Leaned on by"] for row in rows}
    assert by_item["A3-007"].startswith("rule (")
    assert "Leaned on by" not in tables.evidence_table(items).csv


def test_cards_show_words_extent_and_confidence(published: Any) -> None:
    review, assessed = published
    words = wording.words_by_area(review.tables["progress_statements"])
    html = wording.judged_cards(review.areas, assessed.summary, words).html
    assert html.count('<li class="card">') == 5
    assert "Process: indicatively level 3 of 4, confidence low." in html
    assert "sound progress" in html


def test_the_caveat_names_the_version_of_the_rules() -> None:
    assert "version 7 of the rules" in wording.only_indicative("7")


def test_nothing_is_assessed_where_there_is_no_evidence(published: Any) -> None:
    review, _ = published
    empty = {name: frame.iloc[0:0] for name, frame in review.tables.items()}
    assessed = judgement.assess(
        empty, review.areas, review.settings, known=empty["indicator_values"]
    )
    assert set(assessed.summary["indicative_level"]) == {"not assessable"}
    assert isinstance(assessed.fragile, pd.DataFrame)


def test_sources_that_date_one_fact_differently_are_named(published: Any) -> None:
    review, _ = published
    conflicts = reconcile.conflicting_dates(review.tables["events"])
    assert conflicts[["date", "other_date"]].to_numpy().tolist() == [["2016-10", "2017-10"]]
    said = str(wording.dates_conflict(conflicts))
    assert "2016-10 by report 2018" in said
    assert "2017-10 by press release 2018" in said
    assert wording.dates_conflict(conflicts.iloc[0:0]) is None


def test_a_month_agrees_with_its_days() -> None:
    events = pd.DataFrame(
        {"label": ["x", "x", "x"], "date": ["2016", "2016-10", "2016-10-04"], "source_id": "s"}
    )
    assert reconcile.conflicting_dates(events).empty


def test_claims_in_the_press_stand_above_the_report(published: Any) -> None:
    review, _ = published
    gap = judgement.claimed_and_found(
        review.tables["self_evaluation"], review.tables["progress_statements"],
        review.settings["progress_scale"],
    )  # fmt: skip
    assert set(gap["area"]) >= {"2", "4", "5"}
    assert set(gap["claimed_level"]) == {3}
    assert "“good” claimed" in str(wording.spin_found(gap)).lower()
    assert wording.spin_found(gap.iloc[0:0]) is None


def test_words_and_rules_are_set_beside_each_other_with_the_reason(published: Any) -> None:
    review, assessed = published
    beside = judgement.words_beside_levels(
        review.tables["progress_statements"], assessed.progress, review.settings["progress_scale"]
    ).set_index(["area", "component"])
    assert bool(beside.loc[("3", "process"), "agrees"])
    impact = beside.loc[("4", "impact")]
    assert pd.isna(impact["agrees"])
    assert "outcome" in impact["why"]
    parted = beside.reset_index().assign(agrees=False, why="because")
    assert "Words and rules part on process of area 1" in wording.words_and_rules(parted)
    assert "lie within" in wording.words_and_rules(parted.assign(agrees=True))
    assert "no progress words" in wording.words_and_rules(parted.iloc[0:0])
    assert tables.beside_table(parted).csv.count("because") == len(parted)


def test_then_and_now_stand_side_by_side(published: Any) -> None:
    review, assessed = published
    words = wording.words_by_area(review.tables["progress_statements"])
    text = tables.then_and_now(review.areas, words, assessed.summary).csv
    assert "Urgently reduce the number of young people" in text
    assert "planning 3; child protection committee 1" in text


def test_self_report_is_counted(published: Any) -> None:
    review, _ = published
    items = review.of_area(3).tables["evidence_items"]
    assert str(wording.self_report(judgement.attributions(items))).startswith("1 of 25 assertions")
    assert wording.self_report(judgement.attributions(items.iloc[0:0])) is None


def test_leaders_and_the_front_line_are_set_beside_each_other(example: Any) -> None:
    review, _ = example
    items = review.of_area(1).tables["evidence_items"]
    alike = strands.leaders_and_frontline(items, by=("area",))
    assert str(wording.leaders_beside_frontline(alike)) == alike["in_words"].iloc[0]
    assert wording.leaders_beside_frontline(alike.iloc[0:0]) is None


def test_raters_who_agree_are_said_with_the_context(tmp_path: Any) -> None:
    path = tmp_path / "judgements.jsonl"
    assert wording.raters_agree(judgement.agreement_between_raters(judgement.ratings(path))) is None
    for rater, level in (("first", 3), ("second", 2)):
        judgement.record(
            path, area="1", component="process", rater=rater, stage="individual", level=level,
            confidence="low", reason="A reason of some substance, long enough for an override.",
            indicative=(3, "1"),
        )  # fmt: skip
    said = str(wording.raters_agree(judgement.agreement_between_raters(judgement.ratings(path))))
    assert "1 part rated differently" in said


def test_statements_are_numbered_for_comment() -> None:
    paragraphs = judgement.numbered_paragraphs({"3": ["First.", "Second."]})
    csv_text = tables.paragraphs_table(paragraphs).csv
    assert "3.1,First." in csv_text
    assert "3.2,Second." in csv_text


def test_each_criterion_has_its_own_confidence(published: Any) -> None:
    review, assessed = published
    weighed = assessed.of_area("3").by_criterion
    assert set(weighed["criterion"]) == set(review.of_area(3).criteria)


def test_hedged_statements_are_counted(published: Any) -> None:
    review, _ = published
    statements = review.of_area(4).tables["progress_statements"]
    hedged = judgement.hedges(statements)
    said = str(wording.hedges_found(hedged))
    assert said.startswith(f"{int(hedged['hedged'].sum())} of {len(statements)} statements")
    assert wording.hedges_found(judgement.hedges(statements.iloc[0:0])) is None
