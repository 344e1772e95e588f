"""How well an area is evidenced: coders, confidence, concerns, voices."""

from __future__ import annotations

from evidence_lib import strands
from evidence_lib.answers.evidenced import (
    coders_agree,
    concerns_table,
    triangulation_found,
    triangulation_table,
)
from evidence_lib.answers.weighing import weighed
from evidence_lib.evidence import Evidence
from evidence_lib.loaders import Review


def test_caps_stand_with_the_concerns(south_ayrshire: Evidence) -> None:
    found = weighed(south_ayrshire.area(3))
    rows = concerns_table(found.concerns, found.caps).csv.count("\n")
    assert rows >= len(found.concerns) + len(found.caps) + 1


def test_triangulation_is_counted_in_words(south_ayrshire: Evidence) -> None:
    items = south_ayrshire.area(3).tables["evidence_items"]
    found = strands.triangulation(items, sources=south_ayrshire.tables["sources"])
    said = triangulation_found(found)
    assert said == "Of 4 criteria: 3 single source and 1 not determinable."
    by_criterion = weighed(south_ayrshire.area(3)).by_criterion
    table = triangulation_table(found, by_criterion, south_ayrshire.area(3).criteria)
    assert "Shift in the balance of care" in table.html
    assert table.csv.count(",low,") + table.csv.count(",very low,") == 4


def test_one_coder_is_said_so_and_two_are_compared(example: Evidence, nine_items: Review) -> None:
    alone = strands.coder_agreement(nine_items.tables["evidence_items"])
    assert alone is None
    assert "Coded by one person" in coders_agree(alone)
    both = strands.coder_agreement(example.tables["evidence_items"])
    assert both is not None
    assert f"Two coders rated {both.n} assertions apart." in coders_agree(both)
