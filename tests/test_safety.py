"""Open concerns about safety: from the register and the link log, on the day spoken of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from evidence_lib import judgement
from evidence_lib.judgement.parts import concerns_of
from evidence_lib.loaders import Review

AS_AT = date(2020, 3, 6)
BEFORE, ON_THE_DAY, AFTER = "2020-02-10", "2020-03-06", "2020-03-07"


def register(*concerns: dict[str, Any]) -> pd.DataFrame:
    """Concerns of the register: open since before the day unless given otherwise."""
    usual = {
        "concern_id": "SC1", "area": "1", "raised_on": BEFORE, "raised_by": "first inspector",
        "what": "A child waits.", "state": "open", "escalated_on": None, "resolved_on": None,
        "source_id": None,
    }  # fmt: skip
    dates = ["raised_on", "escalated_on", "resolved_on"]
    found = pd.DataFrame([usual | each for each in concerns], columns=list(usual))
    return found.assign(**{name: pd.to_datetime(found[name]) for name in dates})


def link_log(*entries: tuple[str, str, str, str]) -> pd.DataFrame:
    """Entries of the link inspector's log: key, area, day and state."""
    found = pd.DataFrame(entries, columns=["entry_id", "area", "date", "state"])
    return found.assign(date=pd.to_datetime(found["date"]), officer="link officer", note="Seen.")


def open_ids(concerns: pd.DataFrame, log: pd.DataFrame) -> list[str]:
    return judgement.open_concerns(concerns, log, AS_AT)["concern_id"].tolist()


@pytest.mark.parametrize(
    ("concern", "is_open"),
    [
        ({}, True),
        ({"raised_on": ON_THE_DAY}, True),
        ({"raised_on": AFTER}, False),
        ({"state": "resolved", "resolved_on": BEFORE}, False),
        ({"state": "resolved", "resolved_on": ON_THE_DAY}, False),
        ({"state": "resolved", "resolved_on": AFTER}, True),
        ({"state": "resolved", "resolved_on": None}, False),
        ({"state": "resolved", "raised_on": AFTER, "resolved_on": "2020-04-01"}, False),
    ],
)
def test_a_concern_is_open_from_the_day_it_was_raised_until_it_is_resolved(
    concern: dict[str, Any], is_open: bool
) -> None:
    assert open_ids(register(concern), link_log()) == (["SC1"] if is_open else [])


def test_what_is_escalated_later_was_not_escalated_on_the_day() -> None:
    concerns = register(
        {"concern_id": "SC1", "escalated_on": ON_THE_DAY},
        {"concern_id": "SC2", "escalated_on": AFTER},
        {"concern_id": "SC3"},
    )
    found = judgement.open_concerns(concerns, link_log(), AS_AT).set_index("concern_id")
    assert found["escalated_on"].notna().to_dict() == {"SC1": True, "SC2": False, "SC3": False}


def test_the_last_entry_of_the_log_up_to_the_day_says_whether_an_area_is_of_concern() -> None:
    log = link_log(
        ("LOG4", "2", "2020-03-01", "concern"),
        ("LOG1", "1", "2020-01-10", "concern"),
        ("LOG2", "1", "2020-02-10", "no_concern"),
        ("LOG3", "2", "2020-01-10", "no_concern"),
        ("LOG5", "3", AFTER, "concern"),
        ("LOG6", "4", BEFORE, "concern"),
        ("LOG7", "4", AFTER, "no_concern"),
    )
    assert open_ids(register().head(0), log) == ["LOG6", "LOG4"]


def test_of_two_entries_of_one_day_the_worse_one_stands_in_whatever_order() -> None:
    log = link_log(("LOG1", "1", BEFORE, "concern"), ("LOG2", "1", BEFORE, "no_concern"))
    assert open_ids(register().head(0), log) == ["LOG1"]
    assert open_ids(register().head(0), log.iloc[::-1]) == ["LOG1"]


def test_register_and_log_stand_together_by_the_day_with_where_they_are_kept() -> None:
    concerns = register({"concern_id": "SC2", "raised_on": "2020-02-20"}, {"concern_id": "SC1"})
    log = link_log(("LOG1", "1", "2020-02-15", "concern"))
    found = judgement.open_concerns(concerns, log, AS_AT)
    assert found[["concern_id", "kept_in"]].values.tolist() == [
        ["SC1", "register"], ["LOG1", "link log"], ["SC2", "register"],
    ]  # fmt: skip
    assert found.loc[1, ["raised_by", "what"]].tolist() == ["link officer", "Seen."]
    assert found.loc[1, "raised_on"] == pd.Timestamp("2020-02-15")


def test_where_nothing_is_kept_nothing_is_open() -> None:
    found = judgement.open_concerns(register().head(0), link_log(), AS_AT)
    assert found.empty
    assert {"area", "concern_id", "escalated_on", "kept_in"} <= set(found.columns)


def test_a_concern_about_the_whole_bears_on_every_area() -> None:
    found = judgement.open_concerns(
        register({"area": "general"}, {"concern_id": "SC2", "area": "2"}), link_log(), AS_AT
    )
    assert concerns_of(found, "1")["concern_id"].tolist() == ["SC1"]
    assert concerns_of(found, "2")["concern_id"].tolist() == ["SC1", "SC2"]


@pytest.mark.parametrize(("area", "capped"), [("1", ["1"]), ("general", ["1", "2"])])
def test_a_review_with_an_open_concern_is_capped_in_its_area(
    nine_items: Review, area: str, capped: list[str]
) -> None:
    tables = {**nine_items.tables, "safety_concerns": register({"area": area})}
    outcomes = judgement.outcome_measures(
        tables["indicators"], tables["indicator_values"], place="Nineton",
        inspected_on=date(2019, 6, 1), fieldwork_on=date(2020, 3, 2),
    )  # fmt: skip
    found = judgement.assess(
        tables, nine_items.areas, as_at=AS_AT, scale=nine_items.settings.progress_scale,
        outcomes=outcomes,
    )  # fmt: skip
    assert found.concerns["concern_id"].tolist() == ["SC1"]
    levels = found.progress.levels.dropna(subset=["level"])
    at_most_one = levels.groupby("area")["level"].max().le(1)
    assert at_most_one[at_most_one].index.tolist() == capped
    assert levels.groupby("area")["rules_fired"].first().str.contains("L3").sum() == len(capped)
