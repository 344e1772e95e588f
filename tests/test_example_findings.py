"""The findings of the invented review: each area's, their evidence and its part, for any seed."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from evidence_lib.example.build import build_tables
from evidence_lib.example.rows import Row
from evidence_lib.example.scene import Size

AREAS = ("1", "2", "3", "4", "5")
SIZES = [*(Size(seed, 40, 30) for seed in range(9)), Size(5, 1, 1), Size(2018, 6000, 1950)]


@pytest.fixture(scope="module", params=SIZES, ids=str)
def tables(request: pytest.FixtureRequest) -> dict[str, list[Row]]:
    return build_tables(request.param)


def bound(tables: dict[str, list[Row]]) -> pd.DataFrame:
    """An item and its finding a row; columns of the finding end in _of_finding."""
    ties, items, found = (
        pd.DataFrame(tables[name]) for name in ("finding_items", "evidence_items", "findings")
    )
    with_items = ties.merge(items, on="item_id", validate="one_to_one")
    assert len(with_items) == len(items)
    return with_items.merge(found, on="finding_id", suffixes=("", "_of_finding"))


def test_every_item_bears_on_one_finding_of_its_area_part_and_criterion(
    tables: dict[str, list[Row]],
) -> None:
    pairs = bound(tables)
    assert len(pairs) == len(tables["evidence_items"])
    assert (pairs["area"] == pairs["area_of_finding"]).all()
    assert (pairs["component"] == pairs["component_of_finding"]).all()
    named = pairs[pairs["criterion_of_finding"].ne("")]
    assert len(named) > 100
    assert (named["criterion"] == named["criterion_of_finding"]).all()
    assert pairs["about"].ne("").all()


def test_every_finding_and_the_decision_have_something_that_supports_them(
    tables: dict[str, list[Row]],
) -> None:
    supported = {row["finding_id"] for row in tables["finding_items"] if row["role"] == "supports"}
    wanted = {row["finding_id"] for row in tables["findings"] if row["kind"] != "starting_point"}
    assert supported == wanted


def test_what_supports_progress_challenges_a_finding_that_none_is_shown(
    tables: dict[str, list[Row]],
) -> None:
    pairs = bound(tables)
    for direction, bearing, role in (
        ("improved", "supports", "supports"),
        ("improved", "mixed", "qualifies"),
        ("improved", "challenges", "challenges"),
        ("not_shown", "supports", "challenges"),
        ("not_shown", "challenges", "supports"),
        ("unchanged", "supports", "challenges"),
    ):
        some = pairs[pairs["direction"].eq(direction) & pairs["bearing"].eq(bearing)]
        assert set(some["role"]) == {role}, (direction, bearing)


def test_an_area_has_three_to_six_findings_and_one_starting_point() -> None:
    found = build_tables(Size(1, 1, 1))["findings"]
    counts = Counter((row["area"], row["kind"]) for row in found)
    assert all(3 <= counts[area, "finding"] <= 6 for area in AREAS)
    assert [counts[area, "starting_point"] for area in AREAS] == [1] * 5
    decisions = [row for row in found if row["kind"] == "decision"]
    assert [row["area"] for row in decisions] == ["general"]


def test_the_reasons_of_the_decision_are_general_items(tables: dict[str, list[Row]]) -> None:
    reasons = bound(tables).query("kind == 'decision'")
    assert len(reasons) >= 2
    assert set(reasons["area"]) == {"general"}
    assert set(reasons["role"]) == {"supports"}


def test_nobody_codes_an_item_a_second_time_who_coded_it_first(
    tables: dict[str, list[Row]],
) -> None:
    first = {row["item_id"]: row["coder"] for row in tables["evidence_items"]}
    again = tables["second_codes"]
    assert [row for row in again if first[row["item_id"]] == row["coder"]] == []
    assert len({(row["item_id"], row["coder"]) for row in again}) == len(again)


def test_what_is_too_soon_to_say_neither_supports_nor_challenges_progress(
    tables: dict[str, list[Row]],
) -> None:
    told = [row for row in tables["evidence_items"] if "too soon to say" in str(row["summary"])]
    assert told
    assert {row["bearing"] for row in told} == {"mixed"}
