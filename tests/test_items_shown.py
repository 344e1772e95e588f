"""Items as a profile may show them: by sensitivity, by the size and the kind of their group."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence_lib import disclosure, terms
from evidence_lib.disclosure.items import WHO_SAID, words_alone
from tests.conftest import item

TITLES = {("1", "pace"): "The pace of change"}


def items(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows))
    return frame.astype({"participants": "Int64", "quotation": "str", "coder": "str"})


def said(item_id: str, attribution: str, number: int | None, **more: object) -> dict[str, object]:
    """One remark of a group of so many people."""
    given = {
        "attribution": attribution, "participants": number, "strand": "focus_group",
        "summary": "Managers said that forms were long.", "quotation": "Forms are long.",
        "coder": "A",
    }  # fmt: skip
    return item(item_id, **given | more)


def staff(item_id: str, number: int | None, **more: object) -> dict[str, object]:
    return said(item_id, "reported_by_staff", number, **more)


def young(item_id: str, number: int | None, **more: object) -> dict[str, object]:
    own = {"attribution": "reported_by_young_people", "strand": "young_people"}
    return said(item_id, number=number, **own | more)


def shown(*rows: dict[str, object], profile: str = terms.PUBLIC) -> pd.DataFrame:
    return disclosure.items_shown(items(*rows), profile, TITLES).set_index("item_id", drop=False)


LEADER = {"attribution": "reported_by_leaders", "strand": "leadership_meeting"}
"""A second kind of voice, so that no count names the first."""


def test_the_internal_profile_is_shown_everything_as_it_stands() -> None:
    given = items(staff("E1", 3), young("E2", 1), staff("E3", 1, sensitivity="personal"))
    found = disclosure.items_shown(given, terms.INTERNAL, TITLES)
    pd.testing.assert_frame_equal(found.drop(columns="shown_as"), given)


@pytest.mark.parametrize("profile", [terms.PUBLIC, terms.PARTNERSHIP])
def test_what_is_about_one_person_is_left_out(profile: str) -> None:
    found = shown(staff("E1", 30), staff("E2", 30, sensitivity="personal"), profile=profile)
    assert found.index.tolist() == ["E1"]


@pytest.mark.parametrize(
    ("number", "how"),
    [(1, "theme"), (4, "theme"), (5, "with_size"), (19, "with_size"), (20, "whole"),
     (None, "whole")],
)  # fmt: skip
def test_children_are_shown_by_the_size_of_their_group(number: int | None, how: str) -> None:
    assert shown(young("E1", number)).loc["E1", "shown_as"] == how
    by_strand = young("E1", number, attribution="team_finding")
    assert shown(by_strand).loc["E1", "shown_as"] == how


@pytest.mark.parametrize(
    ("number", "how"), [(1, "unattributed"), (9, "unattributed"), (10, "whole"), (None, "whole")]
)
@pytest.mark.parametrize("who", ["staff", "leaders", "families"])
def test_adults_are_named_from_ten_on(who: str, number: int | None, how: str) -> None:
    other = said("E2", number=7, **LEADER | {"strand": "staff_survey"})
    found = shown(said("E1", f"reported_by_{who}", number), other)
    assert found.loc["E1", "shown_as"] == how


def test_a_review_may_ask_for_larger_groups_and_not_for_smaller() -> None:
    given = items(young("E1", 9), staff("E2", 11), said("E3", number=11, **LEADER))
    found = disclosure.items_shown(given, terms.PUBLIC, TITLES, threshold=12)
    assert found["shown_as"].tolist() == ["theme", "unattributed", "unattributed"]
    usual = disclosure.items_shown(given, terms.PUBLIC, TITLES)
    assert usual["shown_as"].tolist() == ["with_size", "whole", "whole"]


def test_of_a_theme_there_is_the_criterion_and_the_bearing_and_nothing_else() -> None:
    row = shown(young("E1", 4, bearing="challenges")).loc["E1"]
    assert row["summary"] == "A theme only: on “The pace of change”, it challenges progress."
    assert row[list(WHO_SAID)].isna().all()
    assert pd.isna(row["quotation"])
    unknown = shown(young("E1", 4, criterion=None)).loc["E1"]
    assert unknown["summary"] == "A theme only: it supports progress."


def test_of_unattributed_words_nothing_says_who_where_or_when() -> None:
    row = shown(staff("E1", 6), said("E2", number=6, **LEADER)).loc["E1"]
    assert row["summary"] == "Forms were long."
    assert row["quotation"] == "Forms are long."
    assert row[list(WHO_SAID)].isna().all()


def test_what_is_marked_small_is_a_theme_whatever_its_size() -> None:
    assert shown(staff("E1", 40, sensitivity="small_group")).loc["E1", "shown_as"] == "theme"
    assert shown(item("E1", sensitivity="small_group", summary="x", quotation=None, coder="A"))[
        "shown_as"
    ].tolist() == ["theme"]


def test_words_of_a_strand_that_is_alone_are_a_theme_for_a_count_would_name_it() -> None:
    alone = shown(staff("E1", 6), staff("E2", 7))
    assert set(alone["shown_as"]) == {"theme"}
    elsewhere = shown(staff("E1", 6), said("E2", number=7, area="2", **LEADER))
    assert set(elsewhere["shown_as"]) == {"theme"}
    beside = shown(staff("E1", 6), said("E2", number=7, **LEADER))
    assert set(beside["shown_as"]) == {"unattributed"}


@pytest.mark.parametrize(
    ("summary", "alone"),
    [
        ("Managers said that forms were long.", "Forms were long."),
        ("Parents who met us told us that help came late.", "Help came late."),
        ("Forms are long.", "Forms are long."),
        ("In the view of managers forms are long.", None),
        ("Two of the six parents felt let down.", None),
    ],
)
def test_words_are_parted_from_who_said_them_or_not_shown(summary: str, alone: str | None) -> None:
    assert words_alone(summary) == alone


def test_words_that_cannot_be_parted_from_who_said_them_are_a_theme() -> None:
    row = staff("E1", 6, summary="In the view of managers forms are long.")
    assert shown(row, said("E2", number=6, **LEADER)).loc["E1", "shown_as"] == "theme"


def test_only_items_that_are_shown_are_named() -> None:
    assert disclosure.named_ids("E1 E2 E3", {"E1", "E3"}) == "E1 E3"
    assert disclosure.named_ids(None, {"E1"}) == ""
