"""Tables of a locality model: what is small is hidden, and what would give it away goes with it."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from evidence_lib import tables
from evidence_lib.terms import HIDDEN


def cells(table: tables.AccessibleTable, column: str) -> list[str]:
    return [row[column] for row in csv.DictReader(io.StringIO(table.csv))]


def waits(**columns: list[object]) -> pd.DataFrame:
    base = {
        "group": ["Ayr", "Girvan", "Troon"], "n": [60, 50, 15], "still_waiting": [8, 6, 0],
        "median": [20.0, 21.0, 22.0], "p90": [60.0, 70.0, 30.0], "judged": [60, 50, 15],
        "within_standard": [30, 25, 7], "share_within_standard": [0.5, 0.5, 0.47],
        "low": [0.4, 0.4, 0.2], "high": [0.6, 0.6, 0.7],
    }  # fmt: skip
    return pd.DataFrame(base | columns)


def waits_table(by: str = "locality", **columns: list[object]) -> tables.AccessibleTable:
    return tables.waits_table(waits(**columns), by=by, name="w", standard_days=20)


def measure(name: str, counts: list[int], bases: list[int]) -> dict[str, list[float]]:
    return {
        name: counts, f"{name}_base": bases,
        f"{name}_share": [part / whole for part, whole in zip(counts, bases, strict=True)],
        f"{name}_low": [0.1] * len(counts), f"{name}_high": [0.9] * len(counts),
    }  # fmt: skip


def test_a_group_of_fewer_than_twenty_has_no_percentage_and_no_ninth_decile() -> None:
    table = waits_table(within_standard=[30, 25, 0])
    assert cells(table, "Helped within 20 days")[2] == "too few (15)"
    assert cells(table, "Nine in ten (days)") == ["60", "70", ""]


def test_one_small_count_is_hidden_with_a_second_one() -> None:
    assert cells(waits_table(), "Still open") == ["8", "6", "0"]
    assert cells(waits_table(still_waiting=[8, 6, 2]), "Still open") == ["8", HIDDEN, HIDDEN]
    assert cells(waits_table(still_waiting=[8, 3, 2]), "Still open") == ["8", HIDDEN, HIDDEN]


def test_one_share_that_cannot_be_shown_takes_the_one_of_least_base_with_it() -> None:
    shares = cells(waits_table(), "Helped within 20 days")
    assert shares == ["50% (30 of 60; 40 to 60%)", HIDDEN, "too few (15)"]
    nobody = cells(waits_table(within_standard=[30, 25, 0]), "Helped within 20 days")
    assert nobody[1].startswith("50%")


def test_notes_explain_only_the_marks_that_are_there() -> None:
    assert HIDDEN in waits_table(still_waiting=[8, 6, 2]).html
    backlog = pd.DataFrame({"band": ["0 to 20 days", "21 days or more"], "n": [8, 12]})
    assert HIDDEN not in tables.backlog_table(backlog).html
    small = tables.backlog_table(backlog.assign(n=[8, 2]))
    assert cells(small, "Requests") == [HIDDEN, HIDDEN]
    assert f"{HIDDEN}: a count of fewer than 5" in small.html


def test_fifths_are_said_in_words_and_localities_as_they_are() -> None:
    fifths = waits_table(by="fifth of deprivation", group=[1, 2, 5])
    assert cells(fifths, "Fifth of deprivation") == ["1 (most deprived)", "2", "5 (least deprived)"]
    assert cells(waits_table(group=["1", "2", "5"]), "Locality") == ["1", "2", "5"]


def clusters(before: list[int], after: list[int]) -> pd.DataFrame:
    return pd.DataFrame(
        {"cluster": ["Ayr", "Kyle"], "went_live_on": pd.to_datetime(["2017-01-16", "2017-04-24"]),
         **measure("before_within", before, [40, 40]), **measure("after_within", after, [40, 40]),
         "change": [0.1, 0.1], "change_low": [-0.1] * 2, "change_high": [0.3] * 2,
         "comparison_clusters": [4, 3], "difference": [0.05, float("nan")]}
    )  # fmt: skip


def test_a_change_has_its_interval_and_a_hidden_share_no_change() -> None:
    table = tables.rollout_table(clusters([20, 20], [24, 24]))
    assert cells(table, "Change (points)") == ["'+10 (-10 to 30)"] * 2
    assert cells(table, "Change less theirs (points)") == ["'+5", "too few"]
    hidden = tables.rollout_table(clusters([20, 3], [24, 24]))
    assert cells(hidden, "Change (points)")[1] == "too few"


def quality(hidden: list[bool], **more: list[object]) -> pd.DataFrame:
    names = ("same_day", "roles_complete", "alive", "child_views", "family_views", "reviewed",
             "better_of_changed", "agreed")  # fmt: skip
    shares = {
        key: cell for name in names for key, cell in measure(name, [20, 20], [40, 40]).items()
    }
    return pd.DataFrame(
        {"group": ["Ayr", "Kyle"], "hidden": hidden, "folders": [40, 40], "plans": [40, 40],
         "requests": [40, 40], "repeat_requests": [9, 8], "median_days": [18.0, 20.0],
         "amount_median": [2000.0, 2500.0], **shares, **more}
    )  # fmt: skip


@pytest.mark.parametrize("make", [tables.plans_table, tables.folders_table])
def test_a_hidden_group_is_not_in_the_table_nor_what_would_give_it_away(make) -> None:
    three = pd.concat([quality([False, False]), quality([False, False]).tail(1)])
    three = three.assign(group=["Ayr", "Kyle", "Troon"], plans=[40, 30, 2], folders=[40, 30, 2])
    three = three.reset_index(drop=True)
    assert cells(make(three), "Locality") == ["Ayr", "Kyle", "Troon"]
    alone = three.assign(hidden=[False, False, True])
    assert cells(make(alone), "Locality") == ["Ayr"]
    unrecorded = alone.assign(group=["Ayr", "Kyle", "not recorded"])
    assert cells(make(unrecorded), "Locality") == ["Ayr", "Kyle"]


def test_few_declined_requests_hide_the_share_agreed() -> None:
    frame = quality([False, False], **measure("agreed", [38, 20], [40, 40]))
    table = tables.decisions_table(frame, by="locality", name="d")
    assert cells(table, "Agreed, of agreed or declined") == [HIDDEN, HIDDEN]
    assert cells(table, "Median (£)") == ["2000", "2500"]


def test_tests_of_change_say_what_became_of_them() -> None:
    frame = pd.DataFrame(
        {"title": ["a", "b"], "locality": ["Kyle", "Ayr"], "measure": ["m", None],
         "started_on": ["2017-03", "2017-05"], "result": ["abandon", None]}
    )  # fmt: skip
    table = tables.tests_table(frame)
    assert cells(table, "Locality") == ["Ayr", "Kyle"]
    assert cells(table, "What became of it") == ["no result yet", "given up"]


def test_the_setting_has_shares_of_people() -> None:
    setting = pd.DataFrame(
        {"fifth": ["1 (most deprived)", "2"], "datazones": [1, 3], "people": [250, 750],
         "datazones_period": "2016", "people_period": "2014"}
    )  # fmt: skip
    assert cells(tables.setting_table(setting), "Share of people (%)") == ["25", "75"]


def test_a_gap_in_a_process_is_no_value() -> None:
    chart = pd.DataFrame(
        {"value": [50.0, None], "mean": 48.0, "lower": 10.0, "upper": 86.0,
         "point_type": ["common_cause", None]},
        index=["2018-01", "2018-02"],
    )  # fmt: skip
    table = tables.process_table(chart, name="p", caption="c", unit="%")
    assert cells(table, "Kind of point") == ["common cause", "no value"]
    assert cells(table, "Value (%)") == ["50", ""]
