"""What was asked, of whom and when, and the cards of the areas."""

from __future__ import annotations

from datetime import date
from html import escape

import pytest

from evidence_lib.answers.asked import area_cards, asked, review_asked, review_facts
from evidence_lib.evidence import Evidence, ReviewFacts


@pytest.mark.parametrize("name", ["south_ayrshire", "example"])
def test_each_area_has_a_card_that_leads_to_its_page_with_what_was_asked(
    name: str, request: pytest.FixtureRequest
) -> None:
    review: Evidence = request.getfixturevalue(name)
    html = area_cards(review.areas).html
    assert html.count('<li class="card">') == len(review.areas)
    for area, title, wording in zip(
        review.areas["area"], review.areas["title"], review.areas["wording"], strict=True
    ):
        assert f'<a href="area-{area}.html">Area {area}: {escape(title)}</a>' in html
        assert escape(wording) in html
    assert review_asked(review).blocks[0].html == html


def test_an_area_quotes_its_wording_with_the_place_in_the_report(south_ayrshire: Evidence) -> None:
    area = south_ayrshire.area(3)
    html = asked(area).html
    assert f"<p>{area.wording}</p><footer>{area.location}</footer>" in html


def test_facts_of_a_review_without_an_inspection_say_not_stated() -> None:
    facts = ReviewFacts(
        title="T", partnership="P", place="P", status="draft", fieldwork_from=date(2020, 3, 2),
        fieldwork_to=date(2020, 3, 6), as_at=date(2020, 3, 6),
    )  # fmt: skip
    html = review_facts(facts).html
    assert html.count("not given") == 2  # days of the inspection, inspecting bodies
    assert "2 March 2020 to 6 March 2020" in html
