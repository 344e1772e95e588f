"""Which items stand behind a fact that a rule speaks of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from evidence_lib.judgement.marks import PEOPLE, Mark

Test = Callable[[Mark], bool]


def _supports(mark: Mark) -> bool:
    return mark.bearing == "supports"


def _either_way(mark: Mark) -> bool:
    return mark.bearing != "mixed"


BEHIND: Mapping[str, Test] = {
    "items": lambda mark: True,
    "activity": lambda mark: mark.bearing != "challenges",
    "weighty_support": lambda mark: _supports(mark) and mark.weight > 1,
    "support": _supports,
    "challenge": lambda mark: mark.bearing == "challenges",
    "support_less_challenge": _either_way,
    "support_less_twice_challenge": _either_way,
    "support_less_four_times_challenge": _either_way,
    "major_support": lambda mark: _supports(mark) and mark.weight > 2,
    "major_challenge": lambda mark: mark.bearing == "challenges" and mark.weight > 2,
    "major_margin": lambda mark: _either_way(mark) and mark.weight > 2,
    "criteria": lambda mark: True,
    "criteria_supported": _either_way,
    "criteria_margin": _either_way,
    "people_support": lambda mark: _supports(mark) and mark.attribution in PEOPLE,
    "independent_support": lambda mark: _supports(mark) and mark.traced,
    "traced_support": lambda mark: _supports(mark) and mark.traced,
    "untraced_support": lambda mark: _supports(mark) and not mark.traced and mark.weight > 1,
    "measured_support": lambda mark: _supports(mark) and mark.kind == "outcome",
    "survey_left_out": lambda mark: _supports(mark) and mark.strand == "staff_survey",
    "outcome_items": lambda mark: mark.kind == "outcome",
    "impact_claims": lambda mark: mark.of_impact,
    "measures_known": lambda mark: mark.kind == "outcome",
    "measures_with_baseline": lambda mark: mark.kind == "outcome",
    "measures_like_chance": lambda mark: mark.like_chance,
    "safety_concerns": lambda mark: False,
    "voices": lambda mark: True,
    "not_partnership": lambda mark: mark.origin == "partnership",
    "untraceable_margin": lambda mark: not mark.traced,
}


def items_behind(marks: Sequence[Mark], facts: Sequence[str]) -> list[str]:
    """List the items behind any of some facts; those that bear on none of them are left out."""
    # "items" is behind every rule on how many there are, and would drown the others.
    wanted = [BEHIND[fact] for fact in facts if fact != "items" or len(facts) == 1]
    return [mark.item_id for mark in marks if any(test(mark) for test in wanted)]
