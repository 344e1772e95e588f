"""Open concerns about the safety of children: who sees them, and what they hold back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from evidence_lib.answers.opening import opening, review_opening
from evidence_lib.answers.safety import MAY_SEE, open_concerns, safety
from evidence_lib.answers.weighing import assessed
from evidence_lib.evidence import Evidence
from tests.answers.calls import different_calls
from tests.answers.frames import with_tables
from tests.answers.recording import undrawn

SEEN = pytest.mark.parametrize("profile", MAY_SEE)


def register(example: Evidence, **changed: object) -> pd.DataFrame:
    """The one concern of the example that is open on its day, changed as a test wishes."""
    concerns = example.tables["safety_concerns"]
    raised = concerns["raised_on"].le(pd.Timestamp(example.as_at))
    still = concerns[raised & concerns["state"].eq("open")]
    assert len(still) == 1
    return still.assign(**changed).astype(concerns.dtypes.to_dict())


def with_concern(example: Evidence, profile: str = "internal", **changed: object) -> Evidence:
    review = with_tables(example, safety_concerns=register(example, **changed))
    return replace(review, profile=profile)


def levels(review: Evidence, area: str) -> pd.DataFrame:
    return assessed(review).of_area(area).levels.set_index("component")


def fired(review: Evidence, area: str) -> list[str]:
    return [
        part
        for part, rules in levels(review, area)["rules_fired"].items()
        if "L3" in str(rules).split()
    ]


@SEEN
def test_an_open_concern_stands_first_after_title_and_status(
    example: Evidence, profile: str
) -> None:
    review = with_concern(example, profile)
    (concern,) = register(example).to_dict("records")
    for answer in (opening(review.area(concern["area"])), review_opening(review)):
        assert "1 open concern about the safety of children" in answer.blocks[2].html
        assert concern["what"].rstrip(".") in answer.blocks[2].html


@SEEN
def test_a_concern_about_another_area_is_not_on_the_page(example: Evidence, profile: str) -> None:
    review = with_concern(example, profile)
    (area,) = register(example)["area"]
    for number in set(review.areas["area"]) - {area}:
        assert safety(review, number) is None


def test_a_concern_about_the_whole_is_on_every_page(example: Evidence) -> None:
    review = with_concern(example, area="general")
    assert all(safety(review, number) is not None for number in review.areas["area"])


def test_no_page_of_the_public_profile_says_what_a_concern_is(example: Evidence) -> None:
    review = with_concern(example, "public", what="Xyzzy was heard", raised_by="plugh officer")
    assert open_concerns(review).empty
    for call in different_calls():
        subject = review.area(call.area) if call.area else review
        html = getattr(undrawn(call, subject), "html", "")
        assert "Xyzzy" not in html, call.key
        assert "plugh" not in html, call.key


def test_a_concern_says_when_by_whom_and_whether_it_was_taken_further(example: Evidence) -> None:
    given = {
        "raised_on": pd.Timestamp("2018-04-03"), "raised_by": "link inspector",
        "what": "visits were late",
    }  # fmt: skip
    told = str(safety(with_concern(example, **given, escalated_on=pd.Timestamp("2018-04-04")).area(
        register(example)["area"].iloc[0]).review).html)  # fmt: skip
    assert "visits were late." in told
    assert "Raised on 3 April 2018 by: link inspector (register)." in told
    assert "Escalated on 4 April 2018." in told
    alone = str(safety(with_concern(example, escalated_on=pd.NaT)).html)
    assert "Not escalated." in alone


def test_an_open_concern_caps_every_part_of_its_area_at_one_and_only_there(
    example: Evidence,
) -> None:
    review = with_concern(example)
    (area,) = register(example)["area"]
    assert fired(review, area) == list(levels(review, area).index)
    assert levels(review, area)["high"].max() <= 1
    assert not any(fired(review, each) for each in set(review.areas["area"]) - {area})


def test_with_the_register_emptied_nothing_is_capped(example: Evidence) -> None:
    (area,) = register(example)["area"]
    empty = with_tables(example, safety_concerns=example.tables["safety_concerns"].iloc[:0])
    assert fired(empty, area) == []
    assert levels(empty, area)["high"].max() > 1


@pytest.mark.parametrize(
    ("changed", "is_open"),
    [
        ({}, True),
        ({"state": "resolved", "resolved_on": pd.Timestamp("2018-05-01")}, False),
        ({"state": "resolved", "resolved_on": pd.Timestamp("2018-06-01")}, True),
        ({"raised_on": pd.Timestamp("2018-06-01")}, False),
    ],
    ids=["open", "resolved before", "resolved after", "raised after"],
)
def test_only_what_is_open_on_the_day_shows_and_caps(
    example: Evidence, changed: dict[str, object], is_open: bool
) -> None:
    review = with_concern(example, **changed)
    (area,) = register(example)["area"]
    assert review.as_at == date(2018, 5, 18)
    assert (safety(review, area) is not None) == is_open
    assert bool(fired(review, area)) == is_open


def test_a_concern_shows_as_at_the_day_it_is_spoken_of(example: Evidence) -> None:
    review = with_concern(example)
    (raised,) = register(example)["raised_on"]
    before = replace(review.facts, as_at=(raised - pd.Timedelta(days=1)).date())
    assert safety(replace(review, facts=before, kept={})) is None
    assert safety(review) is not None
