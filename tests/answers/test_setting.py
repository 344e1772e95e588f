"""The setting: people by fifth of deprivation and by ward."""

from __future__ import annotations

import pandas as pd

from evidence_lib.answers.setting import setting as setting_of
from evidence_lib.answers.setting import setting_table
from evidence_lib.evidence import Evidence
from tests.answers.frames import without
from tests.answers.shown import cells


def test_the_setting_has_shares_of_people() -> None:
    setting = pd.DataFrame(
        {"fifth": ["1 (most deprived)", "2"], "datazones": [1, 3], "people": [250, 750],
         "datazones_period": "2016", "people_period": "2014"}
    )  # fmt: skip
    assert cells(setting_table(setting), "Share of people (%)") == ["25", "75"]


def test_people_by_fifth_and_by_ward_are_missed_each_for_itself(south_ayrshire: Evidence) -> None:
    area = south_ayrshire.area(4)
    assert setting_of(area).missing == ()
    said = setting_of(without(area, "indicator_values")).missing
    assert [each.split(".")[0] for each in said] == [
        "Not available to this review: figures on people by fifth of deprivation",
        "Not available to this review: figures on people by ward",
    ]  # fmt: skip
