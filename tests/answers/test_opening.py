"""What a page says first."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.opening import (
    end,
    evidence_found,
    opening,
    review_end,
    review_opening,
    statements_found,
    words_by_area,
)
from evidence_lib.evidence import Evidence
from evidence_lib.loaders import Review, evidence_of


def test_the_evidence_found_adds_up(nine_items: Review) -> None:
    said = evidence_found(evidence_of(nine_items).area(2).tables["evidence_items"])
    assert said == (
        "Of 4 assertions about this area, 2 say that things have improved, 1 is mixed and "
        "1 points to what is not there yet."
    )


def test_a_page_opens_with_title_status_the_words_and_the_count(south_ayrshire: Evidence) -> None:
    area = south_ayrshire.area(3)
    title, status, *_ = opening(area).blocks
    assert title.html == f"<h1>{area.heading}</h1>"
    assert "As at 2 February 2018" in status.html
    words, count = opening(area).findings
    assert words.startswith("The inspectors' words: “")
    items = len(area.tables["evidence_items"])
    assert count.startswith(f"Of {items} assertions about this area")
    assert end(area).title == area.heading
    assert (end(area).area, review_end(south_ayrshire).area) == ("3", "")


def test_the_whole_review_opens_with_its_own_title(south_ayrshire: Evidence) -> None:
    answer = review_opening(south_ayrshire)
    assert answer.blocks[0].html == f"<h1>{south_ayrshire.facts.title}</h1>"
    assert "about the review" in answer.findings[0]
    assert review_end(south_ayrshire).title == south_ayrshire.facts.title


def test_words_are_quoted_as_they_stand_and_their_absence_is_said() -> None:
    words = pd.DataFrame({"area": ["1", "1", "2"], "words": ["good.", "good", "slow"]})
    assert statements_found(words) == "The inspectors' words: “good”, “good” and “slow”."
    assert "No words" in statements_found(words.iloc[:0])
    assert words_by_area(words) == {
        "1": "The report’s words: “good”.", "2": "The report’s words: “slow”.",
    }  # fmt: skip
