"""A rate beside other places: ranks, limits, amounts."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.answers.rate import rank_among, special_causes


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")]
)
def test_ranks_are_written_as_prose(number: int, said: str) -> None:
    ranked = pd.DataFrame({"place": ["P"], "rank": [number]})
    assert f"stood {said} of 1" in rank_among(ranked, "P", of="places", period="2017")


def test_special_causes_name_the_periods_outside() -> None:
    chart = pd.DataFrame({"outside": [False, True]}, index=["2016", "2017"])
    assert special_causes(chart) == "Outside the limits of chance: 2017."
    assert "None of the 2 periods" in special_causes(chart.assign(outside=False))
