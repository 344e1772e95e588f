"""Counts and shares of people in words, with the figures that the size of the group bears."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_lib import disclosure
from evidence_lib.disclosure import notes
from evidence_lib.errors import MethodInputError, UnknownTermError
from evidence_lib.terms import HIDDEN

MODEST = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("successes", "total", "words"),
    [
        (20, 20, "all"),
        (19, 20, "almost all"),
        (91, 100, "almost all"),
        (18, 20, "most"),  # 90 % itself is not over 90 %
        (75, 100, "most"),
        (149, 200, "the majority"),
        (10, 20, "the majority"),
        (99, 200, "less than half"),
        (3, 20, "less than half"),  # 15 % itself
        (9, 60, "less than half"),  # 15 % again, by another division
        (29, 200, "few"),
        (1, 20, "few"),
        (0, 20, "none"),
    ],
)
def test_words_follow_the_bands_of_education_scotland(successes, total, words):
    assert disclosure.quantifier(successes / total, total) == words


def test_words_do_not_hang_on_a_hair_of_rounding():
    assert 1.1 - 0.2 > 0.9
    assert disclosure.quantifier(1.1 - 0.2, 20) == "most"


@given(st.integers(min_value=5, max_value=300), st.data())
@MODEST
def test_words_never_fall_as_the_share_rises(total, data):
    first, second = sorted(
        data.draw(st.lists(st.integers(0, total), min_size=2, max_size=2), label="successes")
    )
    order = [
        "none",
        *(band["words"] for band in disclosure.quantifier_bands()["bands"][::-1]),
        "all",
    ]
    found = [order.index(disclosure.quantifier(each / total, total)) for each in (first, second)]
    assert found[0] <= found[1]


def test_bands_say_whose_they_are_and_what_is_unverified():
    bands = disclosure.quantifier_bands()
    assert bands["convention"] == "Education Scotland"
    assert bands["address"].startswith("https://education.gov.scot/")
    assert "to be verified" in bands["note"].replace("\n", " ")


@pytest.mark.parametrize(("share", "base"), [(0.5, 4), (0.5, 0), (50, 20), (math.nan, 20)])
def test_words_are_refused_for_a_handful_and_for_a_percentage(share, base):
    with pytest.raises(MethodInputError, match=r'"share" must be|"base" must be at least 5'):
        disclosure.quantifier(share, base)


@pytest.mark.parametrize(
    ("successes", "total", "who", "words"),
    [
        (3, 4, "children", "fewer than 5 young people: themes only"),
        (3, 3, "children", "fewer than 5 young people: themes only"),
        (4, 5, "children", "most of the 5 young people"),
        (10, 13, "children", "most of the 13 young people"),
        (13, 13, "children", "all of the 13 young people"),
        (12, 19, "children", "the majority of the 19 young people"),
        (12, 20, "children", "the majority (12 of 20 young people, 60%)"),
        (3, 20, "children", "less than half of the 20 young people"),
        (17, 20, "children", "most of the 20 young people"),
        (0, 20, "children", "none (0 of 20 young people, 0%)"),
        (9, 9, "staff", "fewer than 10 staff: not shown"),
        (9, 10, "staff", "most (9 of 10 staff)"),
        (9, 19, "staff", "less than half (9 of 19 staff)"),
        (156, 195, "staff", "most (156 of 195 staff, 80%)"),
        (299, 300, "staff", "almost all (299 of 300 staff, more than 99%)"),
        (1, 300, "staff", "few (1 of 300 staff, less than 1%)"),
    ],
)
def test_share_is_written_with_what_the_size_of_the_group_allows(successes, total, who, words):
    assert disclosure.share_in_words(successes, total, who=who) == words


@given(st.integers(min_value=1, max_value=60), st.data())
@MODEST
def test_words_about_children_never_give_a_small_count_away(total, data):
    successes = data.draw(st.integers(0, total), label="successes")
    words = disclosure.share_in_words(successes, total, who="children")
    small = 0 < successes < 5 or 0 < total - successes < 5
    assert ("%" in words) == (total >= 20 and not small)
    if total < 20 or small:
        assert str(successes) not in words.replace(str(total), "", 1).replace("5 young", "")


def test_people_may_be_called_by_their_own_name():
    words = disclosure.share_in_words(30, 40, people="health visitors")
    assert words == "most (30 of 40 health visitors, 75%)"
    with pytest.raises(UnknownTermError, match='"who" must be one of staff, children'):
        disclosure.share_in_words(30, 40, who="parents")


@pytest.mark.parametrize(
    ("successes", "total"), [(1, 0), (-1, 20), (21, 20), (1.5, 20), (5, math.nan), (5, math.inf)]
)
def test_what_is_no_part_of_a_group_has_no_words(successes: float, total: float) -> None:
    with pytest.raises(MethodInputError, match='"successes" and "total" must be whole numbers'):
        disclosure.share_in_words(successes, total)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1234, "1,234")],
)
def test_a_count_of_few_children_is_fewer_than_five(number: int, words: str) -> None:
    assert disclosure.few_or_count(number) == words


def test_a_group_too_small_is_named_and_not_counted() -> None:
    assert disclosure.too_few("plans") == "Fewer than 5 plans: no figure can be shown."


def test_a_percentage_is_written_from_a_base_of_twenty() -> None:
    assert disclosure.percentage(42.1, 19) == "no percentage (base 19, under 20)"
    assert disclosure.percentage(42.1, 20) == "42%"
    assert disclosure.percentage(42.13, 205, places=1) == "42.1%"


@pytest.mark.parametrize(
    ("base", "words"),
    [(19, "too few (19)"), (5, "too few (5)"), (4, HIDDEN), (0, HIDDEN), (20, HIDDEN),
     (1234, HIDDEN), (math.nan, HIDDEN)],
)  # fmt: skip
def test_a_share_withheld_names_its_base_where_that_is_why(base: float, words: str) -> None:
    assert disclosure.withheld_share(base) == words


def test_notes_explain_only_the_marks_that_a_table_holds() -> None:
    assert notes.of_marks(["8", "63% (106 of 167)"]) == ()
    assert notes.of_marks(["8", HIDDEN]) == (notes.HIDDEN_COUNT,)
    both = pd.Series(["too few (12)", HIDDEN])
    assert notes.of_marks(both) == (notes.HIDDEN_COUNT, notes.TOO_FEW)


def test_notes_say_the_thresholds_as_pages_print_them() -> None:
    assert notes.HIDDEN_COUNT == ("[c]: a count of fewer than 5, or one that would give it away.")
    assert notes.HIDDEN_YEAR == "[c]: a year with a count from 1 to 4, hidden whole."
    assert notes.HIDDEN_SECTOR == (
        "[c]: a sector with fewer than 10 answers, or one that would give it away."
    )
    assert notes.TOO_FEW == "Too few: a percentage needs a base of 20; the base is in brackets."
    assert notes.NO_PERCENTAGES == "under 20 answers: no percentages"
