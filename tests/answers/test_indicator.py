"""What an indicator's own row says of it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evidence_lib.answers.indicator import (
    Indicator,
    indicator_of,
    later_values,
    no_figures,
    within_sentence,
)
from evidence_lib.evidence import Area, Evidence


def indicator(area: Area, **cells: object) -> Indicator | None:
    """The first indicator of an area, with some cells of its row changed."""
    definitions = area.tables["indicators"].assign(**cells)
    changed = replace(area, tables={**area.tables, "indicators": definitions})
    return indicator_of(changed, str(definitions["indicator_id"].iloc[0]))


def test_a_definition_without_a_caveat_prints_no_empty_one(example: Evidence) -> None:
    bare = indicator(example.area(1), definition="A share", caveat=None)
    assert bare is not None
    assert bare.measured == "What is measured: A share."
    assert bare.caveat_block is None
    careful = indicator(example.area(1), definition="B.", caveat="Few.")
    assert careful is not None
    assert careful.measured == "What is measured: B. Read with care: Few."
    assert careful.caveat_block == "Read with care: Few."


def test_an_area_has_its_own_indicators_only(example: Evidence) -> None:
    assert indicator_of(example.area(1), "no_such_indicator") is None
    others = example.area(3).tables["indicators"]["indicator_id"].iloc[0]
    assert indicator_of(example.area(1), str(others)) is None


@pytest.mark.parametrize(
    ("title", "within"),
    [("School attendance", "school attendance"), ("P1 pupils", "P1 pupils"),
     ("SIMD by ward", "SIMD by ward"), ("", "")],
)  # fmt: skip
def test_a_title_within_a_sentence_keeps_its_abbreviations(title: str, within: str) -> None:
    assert within_sentence(title) == within


def test_what_has_no_figures_is_called_as_its_row_or_as_it_is_given(example: Evidence) -> None:
    area = example.area(1)
    own = indicator(area)
    assert own is not None
    (said,) = no_figures(area, own.indicator_id).missing
    assert said.startswith(f"No figures on {own.what}. Why it matters")
    assert no_figures(area, "no_such", called="this").missing[0].startswith("No figures on this.")
    assert no_figures(area, "no_such").missing[0].startswith("No figures on no such.")


def test_values_known_only_later_are_said(example: Evidence) -> None:
    values = pd.DataFrame({"period": ["2016", "2018"], "as_published_on": ["2019", None]})
    assert later_values(values, "2017") == (
        "Read with care: Values after 2017 could not be known at the review. All values are those "
        "of the edition published in 2019, which takes in later revisions."
    )
    assert "could not be known" not in later_values(values, "2018")
