"""
What of the evidence stands in no pack: words about one person, keys of people, days of one case.

A rule on numbers cannot see these; the evidence itself says what they are.

Source: docs/decisions/0003, 0015 and 0016.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.contract import TABLES, Column, Table
from evidence_lib.disclosure import Told
from evidence_lib.loaders import Review

OF_PEOPLE = frozenset(
    [
        "service_requests",
        "shared_folders",
        "child_plans",
        "resource_decisions",
        "care_episodes",
        "audit_cases",
        "survey_responses",
    ]
)
"""Tables in which one row is about one person, or about one person's case."""

LEAST_WORDS = 20
"""Characters of a free text from which it is known again; a shorter one may stand anywhere."""

_MONTHS = "|".join(calendar.month_name[1:])
_KEY = re.compile(r"(?=\w*[A-Za-z])(?=\w*\d)[\w-]{4,}")
_TOKEN = re.compile(r"[\w-]{4,}")
_DAY = re.compile(
    r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTHS}),? (?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)\b"
)


@dataclass(frozen=True)
class KeptBack:
    """
    What may not be found in what is sent.

    ``words`` maps a free text, in small letters, to what it is called in a message that must not
    repeat it; ``keys`` are identifiers of people and of withheld items; ``days`` are those of fewer
    than five cases that nothing open speaks of.
    """

    words: Mapping[str, str]
    keys: frozenset[str]
    days: frozenset[date]

    def told_in(self, text: str) -> list[Told]:
        """Find what *text* repeats of it. Row: one thing."""
        plain, days = _plain(text), sorted(_days_in(text) & self.days)
        repeated = [name for words, name in self.words.items() if words in plain]
        return [
            *(Told("words that are kept back", name) for name in repeated),
            *(Told("a key that is kept back", key) for key in self._keys_in(text)),
            *(Told("a day of so few cases", str(day)) for day in days),
        ]

    def _keys_in(self, text: str) -> list[str]:
        return sorted(set(_TOKEN.findall(text)) & self.keys)


def kept_back(review: Review, profile: str) -> KeptBack:
    """Say what of a review's evidence stands in no pack of a profile that is sent."""
    withheld = _withheld_items(review, profile)
    words = dict([*_words_of_items(withheld), *_words_of_people(review)])
    personal = withheld[withheld["sensitivity"].eq("personal")]
    keys = {*map(str, personal["item_id"]), *_keys_of_people(review)}
    return KeptBack(words, frozenset(keys), _days_of_few(review))


def _withheld_items(review: Review, profile: str) -> pd.DataFrame:
    """Row: one assertion whose words are not shown: about a person, or of a small group."""
    items = disclosure.with_suppressed_sizes(review.tables["evidence_items"], review.marks)
    shown = disclosure.items_shown(items, profile, {}, threshold=review.settings.threshold)
    in_words = shown.loc[shown["shown_as"].ne(disclosure.THEME), "item_id"]
    return items[~items["item_id"].isin(in_words)]


def _words_of_items(items: pd.DataFrame) -> Iterator[tuple[str, str]]:
    for column in ("summary", "quotation"):
        for item, text in zip(items["item_id"], items[column], strict=True):
            yield from _kept(text, f"the {column} of item {item}")


def _words_of_people(review: Review) -> Iterator[tuple[str, str]]:
    for table, column in _columns_of_people("text"):
        for text in review.tables[table.name][column.name].dropna().unique():
            yield from _kept(text, f"a {column.name} in {table.name}")


def _kept(text: object, called: str) -> Iterator[tuple[str, str]]:
    if isinstance(text, str) and len(_plain(text)) >= LEAST_WORDS:
        yield _plain(text), called


def _keys_of_people(review: Review) -> set[str]:
    named = [*_columns_of_people("key"), *((table, column) for table, column in
             _columns_of_people("label") if column.name.endswith("_key"))]  # fmt: skip
    values = {
        str(value)
        for table, column in named
        for value in review.tables[table.name][column.name].dropna()
    }
    return {value for value in values if _KEY.fullmatch(value)}


def _columns_of_people(kind: str) -> list[tuple[Table, Column]]:
    return [
        (table, column)
        for table in TABLES
        if table.name in OF_PEOPLE
        for column in table.columns
        if column.kind == kind
    ]


def _days_of_few(review: Review) -> frozenset[date]:
    """Give the days of fewer than five cases; one that something open speaks of is open."""
    found: set[date] = set()
    for table, column in _columns_of_people("date"):
        days = pd.to_datetime(review.tables[table.name][column.name]).dropna().dt.date
        cases = days.value_counts()
        found |= set(cases.index[disclosure.small_counts(cases)])
    return frozenset(found - _open_days(review))


def _open_days(review: Review) -> set[date]:
    found = {each for each in vars(review.facts).values() if isinstance(each, date)}
    for table in TABLES:
        if table.name not in OF_PEOPLE:
            for column in table.columns:
                if column.kind in ("date", "when"):
                    texts = review.tables[table.name][column.name].dropna().astype(str)
                    found |= _days_in(" ".join(texts))
    return found


def _days_in(text: str) -> set[date]:
    return {day for match in _DAY.finditer(text) if (day := _day(match)) is not None}


def _day(match: re.Match[str]) -> date | None:
    if match["iso"]:
        form, said = "%Y-%m-%d", match["iso"]
    elif match["month"]:
        form, said = "%d %B %Y", f"{match['day']} {match['month']} {match['year']}"
    else:
        form, said = "%d %m %Y", f"{match['d']} {match['m']} {match['y']}"
    try:
        return datetime.strptime(said, form).date()
    except ValueError:
        return None


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
