"""How much was done: intervals, hidden counts, and that volume is no outcome."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.answers.volumes import (
    by_group,
    groups_found,
    groups_table,
    share_of_unknown,
    volume_caveat,
    volumes,
    volumes_found,
    volumes_table,
)
from evidence_lib.evidence import Evidence
from evidence_lib.show import missing_indicator
from tests.answers.frames import without
from tests.answers.shown import rows

NOTHING = float("nan")


def volume(**cells: object) -> pd.DataFrame:
    row = {"indicator_id": "placed", "title": "Children placed", "period": "2016-17", "count": 100,
           "low": 81.36, "high": 121.63, "hidden": False}  # fmt: skip
    return pd.DataFrame([row | cells])


def test_a_volume_is_said_with_its_interval_and_period() -> None:
    said = volumes_found(volume(), place="Here")
    assert said == "Here: children placed, 100 in 2016-17 (95% interval 81 to 122)."


def test_a_hidden_volume_is_said_by_its_marker_only() -> None:
    said = volumes_found(volume(hidden=True, count=None), place="Here")
    assert said == "Here: children placed, hidden ([c]) in 2016-17."


def test_a_volume_that_is_not_given_is_not_said_as_a_number_and_thousands_are_marked() -> None:
    said = volumes_found(volume(count=NOTHING, low=NOTHING, high=NOTHING), place="Here")
    assert said == "Here: children placed, not given for 2016-17."
    assert "1,234 in 2016-17" in volumes_found(volume(count=1234), place="Here")


def test_volumes_are_said_to_be_no_outcome(south_ayrshire: Evidence) -> None:
    assert "are not outcomes" in volume_caveat()
    area = south_ayrshire.area(5)
    assert volume_caveat() in volumes(area).blocks
    bare = volumes(without(area, "indicator_values"))
    assert bare.missing == (missing_indicator("registrations and other volumes"),)
    assert len(bare.blocks) == 1


def share(**cells: object) -> pd.DataFrame:
    row = {"period": "2016-17", "value": 93.0, "denominator": None, "low": None, "high": None}
    return pd.DataFrame([row | cells])


def test_a_percentage_without_a_base_says_so() -> None:
    said = share_of_unknown(share(), what="Under a year")
    assert said == (
        "Under a year: 93% in 2016-17. The number it is out of is not published, so no interval "
        "can be given."
    )


def test_a_missing_percentage_gives_way_to_the_last_one_given_or_to_none() -> None:
    later = share(period="2017-18", value=NOTHING)
    said = share_of_unknown(pd.concat([share(), later]), what="It")
    assert str(said).startswith("It: 93% in 2016-17.")
    assert share_of_unknown(later, what="It") == "It: no percentage is given."


def test_a_percentage_with_a_base_has_its_interval() -> None:
    said = share_of_unknown(share(denominator=100, low=86.2, high=96.6), what="It")
    assert said == "It: 93% in 2016-17, of 100 (95% interval 86% to 97%)."


def test_groups_are_named_and_hidden_ones_only_counted() -> None:
    groups = pd.DataFrame(
        {"group": ["North", "South"], "period": "2016-17", "count": [29, None],
         "hidden": [False, True]}
    )  # fmt: skip
    assert groups_found(groups, what="On the register") == (
        "On the register, 2016-17: North 29; 1 group hidden."
    )


@pytest.mark.parametrize(
    ("show", "label"),
    [(volumes_table, "title"),
     (lambda frame: groups_table(frame, name="t", caption="A"), "group")],
)  # fmt: skip
def test_a_hidden_count_shows_the_marker_and_why(show: object, label: str) -> None:
    frame = pd.DataFrame(
        {label: ["A", "B"], "period": "2017", "count": [29.0, NOTHING], "low": [19.4, NOTHING],
         "high": [41.6, NOTHING], "hidden": [False, True]}
    )  # fmt: skip
    made = show(frame)  # type: ignore[operator]
    assert rows(made) == [["A", "2017", "29", "19", "42"], ["B", "2017", "[c]", "[c]", "[c]"]]
    assert "[c]: hidden" in made.html
    assert "[c]" not in show(frame.iloc[:1]).html  # type: ignore[operator]


def test_a_share_of_the_volumes_is_said_where_it_has_a_value(south_ayrshire: Evidence) -> None:
    area, key = south_ayrshire.area(5), "on_register_under_12_months"
    assert key in area.indicators.index
    plain, with_share = volumes(area), volumes(area, share=key)
    assert with_share.blocks[: len(plain.blocks)] == plain.blocks
    assert len(with_share.blocks) == len(plain.blocks) + 2
    assert volumes(area, share="no_such").blocks == plain.blocks
    bare = without(area, "indicator_values")
    assert volumes(bare, share=key).blocks == volumes(bare).blocks


def test_groups_that_are_not_there_are_said_to_be_missing(
    south_ayrshire: Evidence, example: Evidence
) -> None:
    assert by_group(example.area(5), "on_register").missing == ()
    (said,) = by_group(south_ayrshire.area(5), "no_such", called="the register").missing
    assert said.startswith("Not available to this review: figures on the register.")
