"""Words as prose writes them: lists, counts with their noun, days, amounts and intervals."""

from __future__ import annotations

import json
from datetime import date

import pytest

from evidence_lib import english


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_joined_as_it_is_said(words: list[str], said: str) -> None:
    assert english.listed(words) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 items"), (1, "1 item"), (3, "3 items"), (1200, "1,200 items")]
)
def test_a_count_stands_with_its_noun(number: int, said: str) -> None:
    assert english.counted(number, "item") == said


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert english.counted(2, "criterion", "criteria") == "2 criteria"
    assert english.counted(1, "criterion", "criteria") == "1 criterion"


def test_a_verb_goes_with_its_number() -> None:
    assert [english.verb(number, "is", "are") for number in (0, 1, 2)] == ["are", "is", "are"]


def test_a_sentence_begins_with_a_capital_and_ends_once() -> None:
    assert english.capital("the NHS is") == "The NHS is"
    assert english.capital("") == ""
    assert english.sentence_end("So") == english.sentence_end("So.") == "So."


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (22, "22nd"),
     (111, "111th")],
)  # fmt: skip
def test_a_rank_is_written_as_prose(number: int, said: str) -> None:
    assert english.ordinal(number) == said


def test_a_day_is_written_without_a_nought() -> None:
    assert english.day_words(date(2018, 2, 2)) == "2 February 2018"


@pytest.mark.parametrize(
    ("value", "said"), [(0.2005, "p = 0.20"), (0.0499, "p = 0.050"), (0.00001, "p < 0.001")]
)
def test_a_p_value_is_never_nought(value: float, said: str) -> None:
    assert english.p_value(value) == said


def test_an_interval_says_its_level() -> None:
    assert english.interval(0.25, 1.281) == "95% interval 0.25 to 1.28"
    assert english.interval(61.2, 77, places=0) == "95% interval 61 to 77"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (76.66, "%", "76.7%"),
        (608.4, "tariff points", "608 tariff points"),
        (21.49, "percentage points", "21.5 percentage points"),
        (1200, "per 1,000 pupils", "1,200 per 1,000 pupils"),
    ],
)
def test_decimals_of_a_rate_that_would_tell_counts_are_not_written(
    value: float, unit: str, said: str
) -> None:
    assert english.amount(value, unit) == said


def test_two_percentages_differ_by_percentage_points() -> None:
    assert english.gap_unit("%") == "percentage points"
    assert english.gap_unit("tariff points") == "tariff points"


def test_the_interval_of_a_percentage_is_in_whole_percent() -> None:
    assert english.percent_interval(56.4, 69.6) == "95% interval 56% to 70%"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("see\u202esrever", "see[U+202E]srever"),
        ("\u2066isolated\u2069", "[U+2066]isolated[U+2069]"),
        ("zero\u200bwidth\ufeff", "zero[U+200B]width[U+FEFF]"),
        ("\x1b[2J\x07\x9b", "[U+001B][2J[U+0007][U+009B]"),
        ("para\u2029graph", "para[U+2029]graph"),
        ("tag\U000e0041", "tag[U+E0041]"),
        ("half\udc80", "half[U+DC80]"),
        ("private\ue000", "private[U+E000]"),
    ],
)
def test_characters_that_steer_are_written_as_their_code_point(text: str, said: str) -> None:
    assert english.visible(text) == said


@pytest.mark.parametrize(
    "text",
    ["Gleann Màrnaig", "two\nlines\tand a tab", "n\u00a0=\u00a03", "soft\u00adhyphen", "שלום",
     "👩\u200d👧"],
)  # fmt: skip
def test_other_text_stays_as_it_is(text: str) -> None:
    assert english.visible(text) == text


def test_json_that_steers_nothing_holds_the_same_data() -> None:
    data = {"na\u202eme": "x\u2029\U000e0041y\x9b", "é": "…"}
    written = english.still_json(json.dumps(data, ensure_ascii=False))
    assert json.loads(written) == data
    assert english.visible(written) == written
    assert "é" in written
