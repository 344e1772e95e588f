"""What was known on a day, table by table."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from evidence_lib.contract import TABLE_NAMES, table
from evidence_lib.evidence import Evidence
from evidence_lib.loaders.known import BEGAN, BELONGS, HAPPENED, known_and_later
from evidence_lib.loaders.tables import empty_frame

DAY = date(2018, 2, 2)


def tables(**frames: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {name: empty_frame(table(name)) for name in TABLE_NAMES} | frames


def values(*periods: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(periods), columns=["period", "period_kind"])


def test_a_figure_is_known_from_the_day_its_period_ends() -> None:
    given = values(
        ("2017", "calendar_year"), ("2017-18", "financial_year"), ("2016-17", "school_year"),
        ("2018-02", "month"), ("2017-Q4", "quarter"),
    )  # fmt: skip
    known, later = known_and_later(tables(indicator_values=given), DAY)
    assert known["indicator_values"]["period"].tolist() == ["2017", "2016-17", "2017-Q4"]
    assert later["indicator_values"]["period"].tolist() == ["2017-18", "2018-02"]
    assert list(known["indicator_values"].index) == [0, 1, 2]


@pytest.mark.parametrize(("name", "column"), BEGAN.items())
def test_a_row_is_known_from_its_day_and_one_without_a_day_always(name: str, column: str) -> None:
    kind = next(each.kind for each in table(name).columns if each.name == column)
    days = ["2018-02-02", "2018-02-03", None]
    frame = empty_frame(table(name)).reindex(range(3))
    frame[column] = pd.to_datetime(pd.Series(days)) if kind == "date" else pd.Series(days)
    known, later = known_and_later(tables(**{name: frame}), DAY)
    assert known[name][column].astype("str").str[:10].tolist()[0] == "2018-02-02"
    assert len(known[name]) == 2
    assert later[name][column].astype("str").str[:10].tolist() == ["2018-02-03"]


def test_a_month_has_come_when_it_has_begun() -> None:
    frame = pd.DataFrame({"started_on": ["2018-02", "2018-03", "2018", "2019"]})
    known, _ = known_and_later(tables(tests_of_change=frame), DAY)
    assert known["tests_of_change"]["started_on"].tolist() == ["2018-02", "2018"]


@pytest.mark.parametrize("name", HAPPENED)
def test_what_happens_later_is_blank_until_then(name: str) -> None:
    for column, with_it in HAPPENED[name]:
        frame = empty_frame(table(name)).reindex(range(2))
        frame[column] = pd.to_datetime(pd.Series(["2018-02-02", "2018-02-03"]))
        for each in with_it:
            frame[each] = pd.Series([1.0, 2.0])
        known, later = known_and_later(tables(**{name: frame}), DAY)
        assert len(known[name]) == 2
        for each in (column, *with_it):
            assert known[name][each].notna().tolist() == [True, False]
        assert not later
        assert frame[column].notna().all()


def test_what_is_said_of_a_row_is_known_with_it() -> None:
    items = pd.DataFrame({"item_id": ["E1", "E2"], "collected_on": ["2018-01-31", "2018-03-01"]})
    said = pd.DataFrame({"item_id": ["E1", "E2", "E2"]})
    known, later = known_and_later(
        tables(evidence_items=items, **dict.fromkeys(BELONGS, said)), DAY
    )
    for name in BELONGS:
        assert known[name]["item_id"].tolist() == ["E1"]
        assert later[name]["item_id"].tolist() == ["E2", "E2"]


def test_every_rule_names_a_table_and_a_column_of_the_contract() -> None:
    named = [*BEGAN.items(), *((name, column) for name, (column, _) in BELONGS.items())]
    for name, rules in HAPPENED.items():
        named += [(name, each) for column, with_it in rules for each in (column, *with_it)]
    for name, column in named:
        assert column in [each.name for each in table(name).columns]


def test_ever_gives_the_later_rows_too(south_ayrshire: Evidence) -> None:
    held = south_ayrshire.ever("indicator_values")
    known, later = (
        each["indicator_values"] for each in (south_ayrshire.tables, south_ayrshire.later)
    )
    assert len(held) == len(known) + len(later)
    assert "2019-20" in set(held["period"])
    assert "2019-20" not in set(known["period"])
    assert south_ayrshire.ever("sources") is south_ayrshire.tables["sources"]
