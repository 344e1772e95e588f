"""Rules, ranges, confidence, measures and raters, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from evidence_lib.judgement.concerns import Concern, Tied, TiedItem, ToldMeasure, concerns_of
from evidence_lib.judgement.confidence import _word, _words
from evidence_lib.judgement.extent import NOT_ASSESSABLE_LEVEL
from evidence_lib.judgement.fragility import _words as level_words
from evidence_lib.judgement.measured_change import _not_testable, change_between
from evidence_lib.judgement.measured_series import Pair, Part, Point, Series, _why_not
from evidence_lib.judgement.measured_words import compared, in_short, measure_name, not_compared
from evidence_lib.judgement.outcome_of_plans import _in_words as plans_words
from evidence_lib.judgement.progress import _range_words
from evidence_lib.judgement.raters import _context
from evidence_lib.judgement.recoding import CodingRange
from evidence_lib.judgement.rules import FACTS, Need, _effect, load_rules
from evidence_lib.judgement.words_and_levels import _why
from tests.gallery.case import Case, case, where
from tests.gallery.frames import NOTHING

RULES = load_rules()
ANCHORS = {1: ("little", ""), 2: ("some", ""), 3: ("good", ""), 4: ("very good", "")}


def cases() -> Iterator[Case]:
    yield from _rules()
    yield from _ranges()
    yield from _confidence()
    yield from _measures()
    for level in (2, NOT_ASSESSABLE_LEVEL):
        yield case(level_words, f"{level}", level)
    for level, low, high in ((4, 2, 3), (1, 2, 2)):
        name = f"level {level}, evidence {low} to {high}"
        yield case(_why, name, level, low, high)
    for kappas in ([], [0.61], [0.4, 0.72]):
        yield case(_context, f"{kappas}", kappas)


def _rules() -> Iterator[Case]:
    facts = {name: [count] for name, count in zip(FACTS, range(30), strict=False)}
    for name, need in (
        ("at most", Need("weaknesses", at_most=0)), ("at least", Need("strengths", at_least=1)),
        ("as many as", Need("strengths", times=1, of="weaknesses")),
        ("times, and more", Need("strengths", at_least=1, times=3, of="weaknesses")),
    ):  # fmt: skip
        yield case(need.in_words, name, facts)
    for each in RULES.extents:
        yield Case("reference/progress_rules.toml, extents", f"level {each.level}", each.says)
    for limiter in RULES.limiters:
        yield Case("reference/progress_rules.toml, limiters", limiter.id, limiter.says)
        yield case(_effect, limiter.id, limiter)


def _ranges() -> Iterator[Case]:
    for low, high in ((2, 2), (1, 3)):
        around = CodingRange(low, high, 0.9)
        yield case(_range_words, f"{low} to {high}", around, ANCHORS)


def _confidence() -> Iterator[Case]:
    for name, items, more in (
        ("nothing tied", [], {}), ("one of the team", [item(1, strand="team_finding")], {}),
        ("one account", [item(1)], {}), ("two accounts", [item(1), item(2)], {}),
        ("two checked", [item(1, own_account=False), item(2, own_account=False)], {}),
        ("one checked", [item(1, own_account=False), item(2)], {}),
        ("as many against", [item(1), item(2, role="challenges"), item(3, role="challenges")], {}),
        ("about others", [item(1)], {"asked_about": "early_years", "about": "school_age"}),
        ("of others", [item(1, about="school_age")], {"asked_about": "early_years"}),
        ("wider", [item(1, about="all")], {"asked_about": "early_years"}),
        ("old", [item(1, old=True)], {}), ("impact, no figure", [item(1)], {"component": "impact"}),
        ("impact, few", [item(1, figure=True)], {"component": "impact", "base": 8.0}),
        ("impact, many", [item(1, figure=True)], {"component": "impact", "base": 800.0}),
        ("impact, untested", [item(1, figure=True)], {"component": "impact", "base": NOTHING}),
    ):  # fmt: skip
        tied = tie(items, **more)
        found = concerns_of(tied, RULES.confidence)
        for aspect, concern in found.items():
            yield Case(where(concerns_of), f"{name}, {aspect}, {concern.concern}", concern.reason)
        word = _word(tied, found)
        yield case(_words, name, word, tied, found)
        if items:
            yield case(Tied.untraceable_words.fget, name, tied)
    clear = {"adequacy": Concern("none", "Two sources.")}
    yield case(_words, "no concern", "high", tie([item(1)]), clear)


def item(number: int, **more: object) -> TiedItem:
    known = {
        "item_id": f"A{number}", "role": "supports", "strand": "focus_group", "traced": True,
        "origin": "partnership", "speaker": f"group {number}", "voice": f"group {number}",
        "own_account": True, "about": "all", "old": False, "figure": False,
    } | more  # fmt: skip
    known["traced"] = known["strand"] != "team_finding"
    return TiedItem(**{name: known[name] for name in TiedItem._fields})


def tie(items: list[TiedItem], *, asked_about: str = "", base: float | None = None,
        **more: object) -> Tied:  # fmt: skip
    finding = {"component": "process", "direction": "improved", "about": asked_about} | more
    ids = frozenset(each.item_id for each in items)
    measures = () if base is None or pd.isna(base) else (ToldMeasure("not_shown", base, ids),)
    return Tied(finding, tuple(items), measures, asked_about, False)


def _measures() -> Iterator[Case]:
    for name, parts in (
        ("no base", [Part(1.0, 1.0, NOTHING)]), ("no counts", [Part(1.0, NOTHING, 20.0)]),
        ("other values", [Part(90.0, 5.0, 20.0)]), ("testable", [Part(25.0, 5.0, 20.0)]),
    ):  # fmt: skip
        given = {"is_gap": False}
        yield case(_not_testable, name, parts, "%", **given)
    for series, several in (
        (Series("all", "all", ()), False), (Series("locality", "Ayr", ()), True),
        (Series("age", "11-15", ()), True), (Series("simd_quintile", "gap", ()), True),
    ):  # fmt: skip
        yield case(measure_name, f"{series.group_type} {series.group}",
                   "School attendance", series, several=several)  # fmt: skip
    nothing, first, last = None, point("2014", 19), point("2017", 11)
    for name, pair in (
        ("nothing", (nothing, nothing)), ("none before", (nothing, last)),
        ("none after", (first, nothing)), ("another definition", (first, point("2017", 11, "2"))),
        ("another kind", (first, last)),
    ):  # fmt: skip
        why = _why_not(*pair)
        yield case(_why_not, name, *pair)
        both = Pair(*pair, why)
        yield case(not_compared, name, "Starts", both, "children")
        yield case(in_short, name, both, "not_shown", "children")
    for name, before, after, unit, direction in (
        ("fell", 19, 11, "children", "lower"), ("fell far", 100, 50, "children", "lower"),
        ("rose", 11, 19, "children", "lower"), ("same", 19, 19, "children", "lower"),
        ("to none", 19, 0, "children", "lower"), ("from none", 0, 19, "children", "lower"),
        ("few", 19, 3, "children", "lower"), ("neutral", 19, 11, "children", "neutral"),
    ):  # fmt: skip
        yield from _compared(name, point("2014", before), point("2017", after), unit, direction)
    for name, before, after in (("%, fell", 0.9, 0.8), ("%, rose far", 0.5, 0.8)):
        yield from _compared(name, share("2014", before), share("2017", after), "%", "higher")
    gap = Pair(point("2014", 19), point("2017", 11), "", ("2015", "2016"))
    change = change_between(gap.before, gap.after, "children", is_gap=False)
    yield case(compared, "years not given", "Starts", gap, change,
               unit="children", direction="lower")  # fmt: skip
    for name, better, worse, verdict in (
        ("many rose", 30, 10, "improved"), ("not shown", 12, 10, "not_shown"),
        ("too few", 4, 1, "not_shown"), ("many fell", 10, 30, "worsened"),
    ):  # fmt: skip
        yield case(plans_words, name, better, worse, verdict, 0.04, (0.3, 0.8))


def _compared(name: str, before: Point, after: Point, unit: str, direction: str) -> Iterator[Case]:
    pair = Pair(before, after, "")
    change = change_between(before, after, unit, is_gap=False)
    given = {"unit": unit, "direction": direction}
    yield case(compared, name, "Starts", pair, change, **given)
    yield case(in_short, name, pair, change.verdict(direction), unit)


def point(period: str, count: float, definition: str = "1") -> Point:
    parts = (Part(float(count), float(count), NOTHING),)
    return Point(period, "calendar_year", date(int(period), 12, 31), definition, parts)


def share(period: str, value: float) -> Point:
    parts = (Part(100 * value, 200 * value, 200.0),)
    return Point(period, "calendar_year", date(int(period), 12, 31), "1", parts)
