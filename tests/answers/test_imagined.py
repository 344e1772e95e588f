"""Everybody is counted: whoever prints an interval says what it imagines."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from evidence_lib.answers.imagined import by_chance_alone, imagined, imagined_of, is_stock
from tests.answers.calls import different_calls
from tests.answers.recording import Asking

SAID = re.compile(r"imagin|a steady (level|practice) behind|drawn by chance|lot, as the test")
"""How an answer says what an interval imagines."""

OF_NO_COUNT = {"evidenced", "review_evidenced", "actions", "concluded", "review_concluded",
               "glossary"}  # fmt: skip
"""Answers whose intervals are of two people's agreement, or that say what an interval is."""

ON_THE_FIRST_SCREEN = {"opening", "review_opening"}
"""The one figure that matters; what it imagines stands where its numbers are."""


def rows(kind: str, base: float | None) -> pd.DataFrame:
    return pd.DataFrame({"period_kind": [kind], "denominator": [base]})


def test_a_stock_is_largely_the_same_children_and_a_flow_is_not() -> None:
    assert "largely the same children from year to year" in str(imagined(rows("snapshot", 370.0)))
    assert "the count of one period" in str(imagined(rows("school_year", 370.0)))
    assert imagined(rows("snapshot", None)) is None
    assert is_stock(rows("snapshot", None))
    assert imagined_of("plans").startswith("Read with care: all plans on record are counted")


def test_an_answer_that_prints_an_interval_says_what_it_imagines(asking: Asking) -> None:
    printing = 0
    for call in different_calls():
        if call.name in OF_NO_COUNT | ON_THE_FIRST_SCREEN:
            continue
        html = asking(call).html
        if "95% interval" in html:
            printing += 1
            assert SAID.search(html), call.key
    assert printing >= 5


@pytest.mark.parametrize(
    ("tested", "stand", "said"),
    [
        (0, 0, None),
        (1, 1, None),
        (12, 1, "12 measures were tested, each by itself. If nothing had changed, about 0.6 of 12 "
                "would still stand out; 1 stands out here."),
        (2, 0, "2 measures were tested, each by itself. If nothing had changed, about 0.1 of 2 "
               "would still stand out; none stands out here."),
    ],
)  # fmt: skip
def test_of_many_looks_some_stand_out_by_chance(tested: int, stand: int, said: str | None) -> None:
    assert by_chance_alone(tested, stand) == said
