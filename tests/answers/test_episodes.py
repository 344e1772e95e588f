"""Episodes of being looked after: no year with a small count is said."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.episodes import episodes_finding, episodes_table


def test_episodes_of_a_hidden_year_are_not_said() -> None:
    years = pd.DataFrame(
        {"year": [2014, 2015, 2016], "complete": True, "hidden": [False, True, False],
         "starts": [20.0, None, 12.0], "starts_low": [12.0, None, 6.0],
         "starts_high": [31.0, None, 21.0], "ceased": [15.0, None, 14.0],
         "stock_at_year_end": [40.0, None, 33.0]}
    )  # fmt: skip
    said = episodes_finding(years)
    assert "In 2014, 20 episodes" in said
    assert "in 2016, 12 began and 14 ended, with 33 going on at its end" in said
    assert episodes_table(years).html.count("[c]") == 6
    assert "too small to show" in episodes_finding(years.assign(hidden=True))
