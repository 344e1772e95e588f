"""What people told the review: attributed, in their own words, and where they differ."""

from __future__ import annotations

import pandas as pd

from evidence_lib import judgement, strands
from evidence_lib.answers.told import (
    leaders_beside_frontline,
    people_heard,
    quotations_found,
    review_told,
    self_report,
    told,
)
from evidence_lib.evidence import Evidence
from evidence_lib.loaders import Review
from tests.answers.recording import Asking


def test_people_heard_are_counted_by_attribution(nine_items: Review) -> None:
    told = strands.heard_from(nine_items.tables["evidence_items"])
    said = people_heard(told, told)
    assert said == "4 pieces of evidence come from people: 3 from staff and 1 from young people."
    assert people_heard(told.iloc[0:0], told).startswith("Nothing here is said to come from")


def test_small_groups_are_counted_among_people_and_not_named(nine_items: Review) -> None:
    told = strands.heard_from(nine_items.tables["evidence_items"])
    few = told["attribution"].eq("reported_by_young_people")
    shown = told.assign(attribution=told["attribution"].mask(few))
    said = people_heard(told, shown)
    assert said.endswith("3 from staff and 1 from a group too small to be named.")


def test_self_report_is_counted(south_ayrshire: Evidence) -> None:
    items = south_ayrshire.area(3).tables["evidence_items"]
    said = str(self_report(judgement.attributions(items)))
    assert said.startswith(f"1 of {len(items)} pieces of evidence is")
    assert self_report(judgement.attributions(items.iloc[0:0])) is None


def test_leaders_and_the_front_line_are_compared_question_by_question_or_not_at_all() -> None:
    compared = pd.DataFrame({"criterion": ["pace"], "in_words": ["They say much the same."]})
    said = leaders_beside_frontline(compared, {"pace": "Pace of change"})
    assert said == "On “Pace of change”: They say much the same."
    assert leaders_beside_frontline(compared.iloc[0:0], {}) is None


def test_too_few_voices_are_not_said_to_differ(asking: Asking) -> None:
    for number in asking.review.areas["area"]:
        area = asking.review.area(number)
        items = area.tables["evidence_items"]
        if strands.leaders_and_frontline(items).empty:
            assert "front line" not in told(area).html


def test_passages_are_counted_as_held_reviewed_and_quoted() -> None:
    items = pd.DataFrame(
        {
            "quotation": ["a", "b", None],
            "quotation_reviewed": pd.array([True, None, None], dtype="boolean"),
        }
    )
    said = quotations_found(items, items.iloc[:1])
    assert said is not None
    assert "2 passages are held" in said
    assert "1 marked as read for personal data, 1 quoted here." in said
    assert quotations_found(items.iloc[2:], items.iloc[:0]) is None


def test_only_words_that_were_reviewed_are_quoted(example: Evidence) -> None:
    pages = {area: told(example.area(area)).html for area in example.areas["area"]}
    items = example.tables["evidence_items"]
    held = items[items["quotation"].notna() & items["area"].isin(pages)]
    assert set(held["quotation_reviewed"]) == {True, False}
    quoted = [
        words in pages[area] for area, words in zip(held["area"], held["quotation"], strict=True)
    ]
    reviewed = held["quotation_reviewed"].astype(bool).tolist()
    assert any(quoted)
    assert not any(shown and not read for shown, read in zip(quoted, reviewed, strict=True))


def test_the_whole_review_lists_what_belongs_to_no_area_and_counts_all(example: Evidence) -> None:
    answer = review_told(example)
    items = example.tables["evidence_items"].set_index("item_id")
    assert len(answer.frames["attributed"]) > len(answer.tables[0].csv.splitlines()) - 1 > 0
    listed = [line.split(",")[0] for line in answer.tables[0].csv.splitlines()[1:]]
    assert set(items.loc[listed, "area"]) == {"general"}
