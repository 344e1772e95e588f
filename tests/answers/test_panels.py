"""Where a place stands: the same measure is worded the same way everywhere."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib.answers.panels import definitions_apart, panels_table, position, positions_found
from evidence_lib.answers.panels import panels as panels_of
from evidence_lib.evidence import Evidence
from tests.answers.frames import without


def standing(**more) -> pd.DataFrame:
    plain = {
        "title": "Attendance", "unit": "%", "period": "2016-17", "value": 93.2, "low": None,
        "high": None, "base": None, "national": 93.3, "earlier_period": "2014-15",
        "earlier_value": 93.2,
    }  # fmt: skip
    return pd.DataFrame([{**plain, **more}])


def stands(**more) -> str:
    return positions_found(standing(**more), place="P", national="N")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "P 93.2%, close to N (93.3%); 93.2% in 2014-15."),
        ({"national": 93.2}, "P 93.2%, the same as N (93.2%)"),
        ({"national": 94.2}, "P 93.2%, lower than N (94.2%)"),
        ({"low": 90.0, "high": 95.0, "base": 158, "national": 94.5},
         "P 93.2% (base 158, 95% interval 90.0 to 95.0), not shown to differ from N (94.5%)"),
        ({"national": None, "earlier_value": None},
         "P 93.2%; there is no earlier value by the same definition."),
        ({"value": None}, "P is not shown, as the group is too small."),
        ({"unit": "per 1,000 pupils", "value": 17.898, "national": 26.84, "earlier_value": 19.1},
         "P 18 per 1,000 pupils, lower than N (27); 19 in 2014-15."),
    ],
)  # fmt: skip
def test_standing_is_worded_by_distance_and_interval(more: dict, words: str) -> None:
    assert words in stands(**more)


def panels() -> pd.DataFrame:
    return pd.DataFrame(
        {"panel": "Attendance", "series": ["P", "P", "N"], "period": ["2015–16", "2016–17"] * 1
         + ["2016–17"], "value": [None, 93.2, 93.3], "low": [None, 92.0, None],
         "high": [None, 94.0, None], "hidden": [True, False, False]}
    )  # fmt: skip


def test_the_table_of_panels_hides_small_groups_and_names_the_interval() -> None:
    made = panels_table(panels(), name="t", caption="C", unit="%", place="P")
    assert made.csv.splitlines() == [
        'Measure,Period,P (%),"P, 95% interval (%)",N (%)',
        "Attendance,2015-16,[c],,",
        "Attendance,2016-17,93.2,92.0 to 94.0,93.3",
    ]
    assert "too few children" in made.html
    assert "Wilson" in made.html


def test_panels_define_each_measure_and_name_those_that_are_absent(
    south_ayrshire: Evidence, example: Evidence
) -> None:
    ids, called = ["attendance", "lac_attendance"], {"lac_attendance": "attendance in care"}
    answer = panels_of(south_ayrshire.area(2), ids, about="School attendance", called=called)
    assert answer.html.count("What is measured") == len(answer.frames["positions"]) == 2
    assert answer.missing == ()
    ids, called = ["attendance", "no_such"], {"no_such": "attendance in care"}
    bare = panels_of(example.area(2), ids, about="School attendance", called=called)
    assert [said.split(".")[0] for said in bare.missing] == [
        "Not available to this review: figures on attendance in care"
    ]
    assert len(bare.frames["positions"]) == 1


def test_panels_and_positions_without_values_say_so(south_ayrshire: Evidence) -> None:
    area = without(south_ayrshire.area(2), "indicator_values")
    said = panels_of(area, ["attendance"], about="School attendance").missing
    assert said[0].startswith("Not available to this review: figures on school attendance.")
    assert (
        position(area, "no_such", called="it")
        .missing[0]
        .startswith("Not available to this review: figures on it.")
    )
    assert (
        definitions_apart(area, "no_such", called="it").missing
        == position(area, "no_such", called="it").missing
    )


def test_definitions_that_changed_stand_apart_with_rank_and_later_values(
    south_ayrshire: Evidence,
) -> None:
    answer = definitions_apart(south_ayrshire.area(2), "developmental_milestones")
    assert "(1st is best)" in answer.html
    assert "could not be known at this review" in answer.html
    assert answer.frames["positions"]["period"].tolist() == ["2016-17"]
