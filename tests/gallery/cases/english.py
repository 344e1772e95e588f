"""Lists, counts, days, p values, intervals and amounts as prose writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_lib import english
from tests.gallery.case import Case, case
from tests.gallery.frames import NUMBERS


def cases() -> Iterator[Case]:
    for words in ([], ["a"], ["a", "b"], ["a", "b", "c"]):
        yield case(english.listed, f"{len(words)}", words)
    for number in NUMBERS:
        yield case(english.counted, f"{number}", number, "child", "children")
    for number in NUMBERS:
        yield case(english.pieces_of_evidence, f"{number}", number)
    yield from _one_way()
    for number in NUMBERS:
        yield case(english.verb, f"{number}", number, "is", "are")
    yield case(english.capital, "abbreviation", "the P1 pupils of NHS")
    for number in (1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111, 112):
        yield case(english.ordinal, f"{number}", number)
    yield case(english.day_words, "first of a month", date(2018, 2, 1))
    yield case(english.sentence_end, "without", "No stop")
    yield case(english.sentence_end, "with", "A stop.")
    yield from _numbers()


def _one_way() -> Iterator[Case]:
    for text in (
        "From 2010-11 to 2016–17.", "The plan 2017-20 and the plan 2017-2020.",
        "From 2011-11 to 2011-12 and 2012-02.", "On 2018-02-02, and in 2018-Q1.",
        "“Aged 11-15 in 2016-17”, and 11-15 here.", "See example.org/2016-17/a.",
    ):  # fmt: skip
        yield case(english.one_way, text, text)
    yield case(english.one_way_each, "months", ["2011-12", "2012-01", "2012-02"])
    yield case(english.one_way_each, "years", ["2011-12", "2012-13"])


def _numbers() -> Iterator[Case]:
    for value in (0.0, 0.00099, 0.0494, 0.05, 0.0996, 0.2, 1.0):
        yield case(english.p_value, f"{value}", value)
    for value in (1234.56, -0.04):
        yield case(english.decimals, f"{value}", value, 1)
    yield case(english.interval, "two places", 0.25, 1.284)
    yield case(english.interval, "none", -12.4, 3.6, places=0)
    yield case(english.interval, "rounds to 0", -0.2, 0.3, places=0)
    yield case(english.percent_interval, "wide", 0.0, 99.6)
    for unit in ("%", "percentage points", "tariff points", "children", "per 1,000"):
        yield case(english.amount, unit, 1234.56, unit)
    for unit in ("%", "percentage points", "children"):
        yield case(english.places_of, unit, unit)
    yield case(english.gap_unit, "percent", "%")
    yield case(english.gap_unit, "other", "tariff points")
