"""The setting: people by fifth of deprivation and by ward."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.setting import setting_table
from tests.answers.shown import cells


def test_the_setting_has_shares_of_people() -> None:
    setting = pd.DataFrame(
        {"fifth": ["1 (most deprived)", "2"], "datazones": [1, 3], "people": [250, 750],
         "datazones_period": "2016", "people_period": "2014"}
    )  # fmt: skip
    assert cells(setting_table(setting), "Share of people (%)") == ["25", "75"]
