"""What a text tells of few: sentences that must be stopped, and sentences that must not."""

from __future__ import annotations

import pytest

from evidence_lib.disclosure import (
    TextTable,
    told_by_totals,
    told_in,
    told_in_table,
    told_of_hidden_rows,
)
from evidence_lib.disclosure.number_words import in_digits

TELLING = {
    "a small count": [
        "One child waited longer than all others.",
        "3 looked-after children were moved.",
        "Both children were moved.",
        "A couple of pupils left the school.",
        "Of the twelve, two of them were seen. The young people agreed.",
        "Young people: 3",
        "Pupils excluded (2)",
        "The children on the register numbered four.",
        "Twelve pupils were met. Three were seen alone.",
        "Pupils seen: three",
        "o\u200bne chi\u200bld was seen",
        "３ pupils",
        "All but two of the pupils came back.",
        "A single referral was made.",
        "two team-around-the-child plans",
    ],
    "the size of a small group": [
        "The short name keeps a group of four from being known.",
        "A party of only 3 was met.",
        "a panel of two",
    ],
    "a small base": ["n = 3", "Base: 4", "an effective n of 2.6"],
    "a part of a whole of which so few are left": [
        "43 of 46 requests were met.",
        "Four out of 120 young people said no.",
        "Forty-three of the forty-six pupils returned.",
        "Requests met in time: 93% (43 of 46; 83 to 98%)",
    ],
    "a percentage of few": ["17 % of 6 pupils agreed", "of the 8 young people, 50% agreed"],
    "a percentage that gives few away": ["97.9% of 47 requests were closed"],
    "an extreme, which is one record": [
        "Requests wait; the longest for 834 days.",
        "The youngest child had waited 3 weeks.",
        "834 days was the longest wait of a child.",
    ],
    "one person's age": ["a 14-year-old girl", "The boy, 13, had moved.", "She was 12"],
    "the only one": ["The only child on the register moved.", "their last remaining placement"],
    "a half or another part of few": ["The median of three plans was 4.", "half of the 4"],
    "all but a few": ["All but three pupils came."],
}

HARMLESS = [
    "Children aged 11 to 15 looked after away from home.",
    "Fewer than 5 children.",
    "one in four children",
    "Children placed on the register: 1.5 on average",
    "13 of 15 respondents agreed.",
    "Of 60 requests, half had help within 22 days (95% interval 20 to 26).",
    "Three families in five had help in time.",
    "in Primary 4 pupils learn this",
    "30 of 34 criteria are met.",
    "Process: some to good (2 to 3 of 4). Children do better.",
    "Both are set out for children.",
    "In 2016-17, 28 children were placed on the register.",
    "48% (280 of 587, 95% interval 44% to 52%) of requests",
    "Family group: 3,874 in 2012-13. Children cost more.",
    "6 percentage points, a ratio of 6.4 for children",
    "Three of the four localities have a plan.",
    "A group of 12 young people was met.",
    "Looked-after children with more than one placement in the year",
]


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in TELLING.items() for text in texts]
)
def test_a_text_that_tells_of_few_is_stopped_by_its_rule(rule: str, text: str) -> None:
    assert rule in {each.rule for each in told_in(text)}


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_text_passes(text: str) -> None:
    assert told_in(text) == []


def test_what_stands_over_a_text_says_that_people_are_counted() -> None:
    share = "93% (43 of 46; 83 to 98%)"
    assert told_in(share) == []
    assert told_in(share, about="Pupils by school")


@pytest.mark.parametrize(
    ("spelled", "digits"),
    [("Forty-six pupils", "46 pupils"), ("nineteen", "19"), ("a dozen", "12"), ("none", "none"),
     ("someone", "someone"), ("tenfold", "tenfold")],
)  # fmt: skip
def test_numbers_in_words_are_read_as_digits(spelled: str, digits: str) -> None:
    assert in_digits(spelled) == digits


def table(headings: str, *rows: str, caption: str = "Pupils by school") -> TextTable:
    parted = [tuple(each.split("|")) for each in (headings, *rows)]
    return TextTable(caption, parted[0], tuple(parted[1:]))


@pytest.mark.parametrize(
    ("rule", "seen"),
    [
        ("a small count", table("School|Pupils", "North|3")),
        ("a small count", table("School|Whatever this is", "North|12", "South|1")),
        ("a figure of a group whose size is hidden",
         table("School|Pupils|Median days", "North|[c]|12")),
        ("a percentage of few", table("School|Pupils|Met (%)", "North|12|50")),
        ("a percentage that gives few away", table("School|Pupils|Met (%)", "North|46|93")),
        ("a part of a whole of which so few are left",
         table("School|Met", "North|93% (43 of 46; 83 to 98%)")),
        ("a small count", table("School|Said", "North|We saw that three of the pupils had left")),
    ],
)  # fmt: skip
def test_a_table_that_tells_of_few_is_stopped(rule: str, seen: TextTable) -> None:
    assert rule in {each.rule for each in told_in_table(seen)}


@pytest.mark.parametrize(
    "seen",
    [
        table("School|Pupils", "North|[c]", "South|0", "East|12"),
        table("Criterion|Supports progress|Mixed", "Plan|3|1"),
        table("School|Pupils|Met (%)", "North|46|50"),
        table("Document|Poverty", "Plan|2", caption="Mentions of themes in plans and strategies"),
        table("School|Pupils|Median days", "North|[c]|not published"),
    ],
)
def test_a_harmless_table_passes(seen: TextTable) -> None:
    assert told_in_table(seen) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [("In all 50 children are on the register.", True), ("50 children are on it.", True),
     ("In all 50 cases were read.", False), ("There are 60 children.", False)],
)  # fmt: skip
def test_a_total_of_the_same_kind_that_leaves_few_is_found(said: str, told: bool) -> None:
    register = table(
        "Place|Number", "North|29", "South|18", "Isle|[c]", caption="Children by place"
    )
    assert bool(told_by_totals(register, [said])) is told


def test_nobody_adds_up_years() -> None:
    years = table("Year|Began", "2016|29", "2017|[c]", caption="Children by year")
    assert told_by_totals(years, ["32 children began."]) == []


def test_a_row_hidden_in_one_table_may_not_stand_in_another() -> None:
    hidden = table("Standard|Cases|Met (%)", "Seen alone|[c]|[c]", "On time|26|50")
    other = table("Standard|Rated twice", "Seen alone|13", "On time|13")
    told = told_of_hidden_rows([hidden, other])
    assert [each.words for each in told] == ["Seen alone: Pupils by school"]
    assert told_of_hidden_rows([hidden]) == []
