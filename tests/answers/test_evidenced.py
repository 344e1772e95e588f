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
    assert said.startswith("Of 4 criteria: ")
    assert "3 single source" in said
    assert "1 not determinable" in said
    by_criterion = weighed(south_ayrshire.area(3)).by_criterion
    table = triangulation_table(found, by_criterion, south_ayrshire.area(3).criteria)
    assert "Shift in the balance of care" in table.html
    assert table.csv.count(",low,") + table.csv.count(",very low,") == 4


def test_one_coder_is_said_so_and_two_are_compared(nine_items: Review) -> None:
    items, nobody = nine_items.tables["evidence_items"], nine_items.tables["second_codes"]
    assert "Coded by one person" in coders_agree(strands.coder_agreement(items, nobody))
    again = items[["item_id", "strand", "measure_kind", "bearing", "materiality"]]
    both = strands.coder_agreement(items, again)
    assert "the same bearing to 9 of 9 assertions; kappa 1.00." in coders_agree(both)
