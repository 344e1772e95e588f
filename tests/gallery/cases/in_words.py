"""Shares and counts of small groups, with as much as the size of the group allows."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_lib.disclosure import in_words
from tests.gallery.case import Case, case


def cases() -> Iterator[Case]:
    for found, size in ((0, 5), (1, 20), (3, 19), (10, 20), (19, 20), (20, 20), (1, 300)):
        for who in ("staff", "children"):
            yield case(in_words.share_in_words, f"{found} of {size} {who}", found, size, who=who)
    yield case(in_words.share_in_words, "2 of 4 children", 2, 4, who="children")
    yield case(in_words.share_in_words, "named", 15, 40, who="children", people="young people")
    for percent in (0, 5, 15, 30, 50, 60, 80, 91, 100):
        yield case(in_words.quantifier, f"{percent}%", percent / 100, 100)
    for number in (0, 1, 4, 5, 1234):
        yield case(in_words.few_or_count, f"{number}", number)
    yield case(in_words.too_few, "plans", "plans")
    for base in (1, 19, 20):
        yield case(in_words.percentage, f"base {base}", 37.5, base)
    for base in (float("nan"), 4, 5, 19, 20):
        yield case(in_words.withheld_share, f"base {base:g}", base)
    for part, whole in ((0, 1), (1, 1), (1, 20), (1200, 1234)):
        yield case(in_words.share_of, f"{part} of {whole}", part, whole)
