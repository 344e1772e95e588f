"""What was asked, of whom and when, and the cards of the areas."""

from __future__ import annotations

from datetime import date

from evidence_lib.answers.asked import judged_cards, review_facts
from evidence_lib.answers.opening import words_by_area
from evidence_lib.answers.weighing import assessed
from evidence_lib.evidence import Evidence, ReviewFacts


def test_cards_show_words_extent_and_confidence(south_ayrshire: Evidence) -> None:
    words = words_by_area(south_ayrshire.tables["progress_statements"])
    html = judged_cards(south_ayrshire.areas, assessed(south_ayrshire).summary, words).html
    assert html.count('<li class="card">') == 5
    assert "Process: indicatively level 3 of 4, confidence low." in html
    assert "sound progress" in html


def test_facts_of_a_review_without_an_inspection_say_not_stated() -> None:
    facts = ReviewFacts(
        title="T", partnership="P", place="P", status="draft", fieldwork_from=date(2020, 3, 2),
        fieldwork_to=date(2020, 3, 6), as_at=date(2020, 3, 6),
    )  # fmt: skip
    html = review_facts(facts).html
    assert html.count("not stated") == 2  # days of the inspection, inspecting bodies
    assert "2 March 2020 to 6 March 2020" in html


def test_a_card_of_an_area_without_words_has_no_empty_line(south_ayrshire: Evidence) -> None:
    html = judged_cards(south_ayrshire.areas, assessed(south_ayrshire).summary, {}).html
    assert html.count('<li class="card">') == 5
    assert "<p></p>" not in html
