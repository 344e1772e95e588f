"""What a page says first."""

from __future__ import annotations

from evidence_lib.answers.opening import evidence_found
from evidence_lib.loaders import Review, evidence_of


def test_the_evidence_found_adds_up(nine_items: Review) -> None:
    said = evidence_found(evidence_of(nine_items).area(2).tables["evidence_items"])
    assert said == (
        "Of 4 assertions about this area, 2 say that things have improved, 1 is mixed and "
        "1 points to what is not there yet."
    )
