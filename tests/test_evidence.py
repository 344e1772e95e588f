"""A review as answers hold it: its facts, its areas, and what is reckoned once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence_lib.errors import ReviewNotFoundError
from evidence_lib.evidence import Evidence
from evidence_lib.loaders import Review, evidence_of


@pytest.fixture(scope="module")
def evidence(nine_items: Review) -> Evidence:
    return evidence_of(nine_items)


def test_an_area_has_the_rows_of_its_tables_that_are_its_own(evidence: Evidence) -> None:
    area = evidence.area(2)
    assert set(area.tables["evidence_items"]["area"]) == {"2"}
    assert area.tables["evidence_items"].index.tolist() == list(range(4))
    assert area.tables["sources"] is evidence.tables["sources"]
    assert len(area.review.tables["evidence_items"]) == 9
    assert evidence.area("2").heading == area.heading == f"Improvement area 2: {area.title}"


def test_an_area_speaks_from_the_day_and_of_the_places_of_its_review(
    south_ayrshire: Evidence,
) -> None:
    area = south_ayrshire.area(1)
    assert (area.as_at, area.place) == (south_ayrshire.facts.as_at, "South Ayrshire")
    assert (area.national, len(area.family_group)) == ("Scotland", 7)
    assert (south_ayrshire.national, south_ayrshire.family_group) == ("Scotland", area.family_group)
    assert area.facts is south_ayrshire.facts


def test_the_indicators_of_an_area_are_found_by_their_id(south_ayrshire: Evidence) -> None:
    definitions = south_ayrshire.area(3).indicators
    assert definitions.loc["balance_of_care", "indicator_id"] == "balance_of_care"
    assert set(definitions["area"]) == {"3"}


def test_an_area_that_is_not_there_is_refused_with_those_that_are(evidence: Evidence) -> None:
    with pytest.raises(ReviewNotFoundError, match=r"review nine-items has areas 1, 2; got 9"):
        evidence.area(9)


def test_both_ends_of_the_fieldwork_are_counted(south_ayrshire: Evidence) -> None:
    facts = south_ayrshire.facts
    assert facts.fieldwork_days == 5
    one_day = replace(facts, fieldwork_to=facts.fieldwork_from)
    assert one_day.fieldwork_days == 1


def test_what_costs_much_is_reckoned_once(evidence: Evidence) -> None:
    fresh = replace(evidence, kept={})
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [fresh.once("costly", make) for _ in range(3)] == [1, 1, 1]
    assert fresh.once("another", make) == 2
