"""What the report itself says of outcomes, with a number or without."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.outcomes_claimed import figures_printed, outcome_claims


def test_claims_of_outcomes_are_counted_and_linked(nine_items) -> None:
    items = nine_items.tables["evidence_items"].assign(measure_kind="outcome", form="qualitative")
    block = outcome_claims(items, shown=items.iloc[1:])
    assert f"{len(items)} pieces of evidence" in block
    assert "none gives a number" in block
    assert block.html.count("#item-") == len(items) - 1


def test_the_report_prints_figures_or_not() -> None:
    assert "prints no figure" in figures_printed(pd.DataFrame())
    assert "2 figures" in figures_printed(pd.DataFrame({"value": [19, 11]}))
