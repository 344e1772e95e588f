"""Reading a level from facts: from the lowest up, none of them resting on one code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence_lib.judgement.coded_lines import Counts, Facts, Marks
from evidence_lib.judgement.rules import Extent, Limiter, Need, Rules

STOPS = "not_assessable"
NOT_ASSESSABLE_LEVEL = -1
"""How *not assessable* stands among levels in an array; a reader never sees it."""

_LESS_SUPPORT = (
    "strengths", "strengths_of_weight", "major_strengths", "people_support", "outcomes_moved",
    "breadth", "independent_support", "untraced_support",
)  # fmt: skip
_MORE_CHALLENGE = ("weaknesses", "weaknesses_of_weight", "major_weaknesses")


@dataclass(frozen=True)
class ExtentReading:
    """One extent as the rules read it: ``level`` is None where it is not assessable."""

    level: int | None
    base: int
    fired: tuple[Limiter, ...]
    reached: tuple[Extent, ...]
    next_level: Extent | None
    rests_on_one_code: bool


def read_levels(facts: Facts, component: str, rules: Rules) -> Counts:
    """
    Read the level of each coding: 0 to 4, or `NOT_ASSESSABLE_LEVEL`.

    A level stands if its needs and those of every level below it are met, no limiter caps below it,
    and the level below would stand with one voice less that supports, and with one more that
    challenges. So a code one step off moves a level by one at most.
    """
    limiters = _used(component, rules)
    levels = np.zeros(len(facts["items"]), dtype=np.int64)
    for extent in rules.extents:
        stands = (levels == extent.level - 1) & _stands(facts, extent.level, rules, limiters)
        levels[stands] = extent.level
    for each in limiters:
        if each.then == STOPS:
            levels[_all_hold(facts, each.when)] = NOT_ASSESSABLE_LEVEL
    return levels


def _used(component: str, rules: Rules) -> list[Limiter]:
    return [each for each in rules.limiters if each.on and each.component in ("", component)]


def _stands(facts: Facts, level: int, rules: Rules, limiters: Sequence[Limiter]) -> Marks:
    stands = _all_hold(facts, rules.extents[level - 1].needs)
    for each in limiters:
        if each.cap is not None and each.cap < level:
            stands &= ~_all_hold(facts, each.when)
    if level > 1:
        for worse in (with_less_support(facts), with_more_challenge(facts)):
            stands &= _stands(worse, level - 1, rules, limiters)
    return stands


def with_less_support(facts: Facts) -> Facts:
    """Take one voice that supports out of every count it may stand in."""
    return {**facts, **{name: np.maximum(facts[name] - 1, 0) for name in _LESS_SUPPORT}}


def with_more_challenge(facts: Facts) -> Facts:
    """Add one voice that challenges to every count: one that was mixed until then."""
    active = np.maximum(facts["activity"] - 1, facts["strengths"])
    more = {name: facts[name] + 1 for name in _MORE_CHALLENGE}
    return {**facts, **more, "activity": active}


def _all_hold(facts: Facts, needs: Sequence[Need]) -> Marks:
    holding = np.ones(len(facts["items"]), dtype=bool)
    for need in needs:
        holding &= need.hold(facts)
    return holding


def read_extent(facts: Facts, component: str, rules: Rules) -> ExtentReading:
    """Read one coding, with every limiter that fired and what the next level would need."""
    level = int(read_levels(facts, component, rules)[0])
    limiters = _used(component, rules)
    base = _base(facts, rules)
    fired = tuple(each for each in limiters if _all_hold(facts, each.when)[0])
    if level == NOT_ASSESSABLE_LEVEL:
        kept = tuple(each for each in fired if each.then != "cap")
        return ExtentReading(None, base, kept, rules.extents[:base], None, False)
    capped = min([base, *(each.cap for each in fired if each.cap is not None)])
    following = rules.extents[level] if level < len(rules.extents) else None
    return ExtentReading(level, base, fired, rules.extents[:level], following, level < capped)


def _base(facts: Facts, rules: Rules) -> int:
    """Say how many levels have their needs met, limiters and single codes apart."""
    base = 0
    for extent in rules.extents:
        if not _all_hold(facts, extent.needs)[0]:
            break
        base = extent.level
    return base
