"""
Running counts over weighed items, so that leaving one out costs the same however many there are.

A point is a voice in a criterion with a bearing; its weight is that of its heaviest item. So ten
remarks of one focus group on one criterion weigh as much as the heaviest of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from evidence_lib import terms
from evidence_lib.judgement.weighed_items import PEOPLE, Measures, WeighedItem

_Key = TypeVar("_Key", bound=tuple[str, ...])
_Name = TypeVar("_Name")


def _change(counts: Counter[_Key], key: _Key, by: int) -> None:
    """Add to a count and drop it at nought, so that the length of a counter is what is there."""
    counts[key] += by
    if not counts[key]:
        del counts[key]


class Channels:
    """Voices by strand and origin; items of unknown origin are left out by the caller."""

    def __init__(self) -> None:
        self.voices: dict[tuple[str, str], Counter[tuple[str]]] = {}

    def change(self, strand: str, origin: str, voice: str, by: int) -> None:
        """Count one voice in or out."""
        channel = self.voices.setdefault((strand, origin), Counter())
        _change(channel, (voice,), by)
        if not channel:
            del self.voices[strand, origin]

    def independent(self, other: Channels | None = None) -> bool:
        """Tell whether two voices differ in strand, in origin and in name."""
        others = (other or self).voices
        return any(
            strand != other_strand and origin != other_origin and not _same_one(mine, theirs)
            for (strand, origin), mine in self.voices.items()
            for (other_strand, other_origin), theirs in others.items()
        )


def _same_one(mine: Counter[tuple[str]], theirs: Counter[tuple[str]]) -> bool:
    return len(mine) == len(theirs) == 1 and mine.keys() == theirs.keys()


class Tally:
    """What the rules need to know of a set of items."""

    def __init__(
        self, items: Iterable[WeighedItem] = (), *, survey_independent: bool = False
    ) -> None:
        self.survey_independent = survey_independent
        self.items = 0
        self.present: dict[str, Counter[tuple[str, str]]] = {}
        self.points: dict[tuple[str, str, str], list[int]] = {}
        self.heaviest: Counter[tuple[str, int]] = Counter()
        self.balance: dict[str, Counter[str]] = {}
        self.spoken: Counter[tuple[str]] = Counter()
        self.supported: set[str] = set()
        self.contested: set[str] = set()
        self.supporting, self.heard = Channels(), Channels()
        self.said: dict[tuple[str, ...], Counter[str]] = {}
        self.directions: dict[tuple[str, str], dict[str, Channels]] = {}
        self.contradicted: set[tuple[str, str]] = set()
        for item in items:
            self.add(item)

    def add(self, item: WeighedItem) -> None:
        """Count an item in."""
        self._count(item, 1)

    def remove(self, item: WeighedItem) -> None:
        """Count an item out that was counted in."""
        self._count(item, -1)

    def number(self, name: str) -> int:
        """Say how many voices in a criterion have a property."""
        return len(self.present.get(name, ()))

    def _count(self, item: WeighedItem, by: int) -> None:
        self.items += by
        _change(self.spoken, (item.criterion,), by)
        for name, key in _properties(item, survey_independent=self.survey_independent):
            _change(self.present.setdefault(name, Counter()), key, by)
        self._point(item, by)
        self._channel(item, by)

    def _point(self, item: WeighedItem, by: int) -> None:
        key = (item.criterion, item.voice, item.bearing)
        weights = self.points.setdefault(key, [0, 0, 0, 0])
        before = _top(weights)
        weights[item.weight] += by
        after = _top(weights)
        if not after:
            del self.points[key]
        if before != after:
            self.heaviest[item.bearing, before] -= 1
            self.heaviest[item.bearing, after] += 1
            self.balance.setdefault(item.criterion, Counter())[item.bearing] += after - before
            self._criterion(item.criterion)

    def _criterion(self, criterion: str) -> None:
        support = self.balance[criterion]["supports"]
        challenge = self.balance[criterion]["challenges"]
        _keep(self.supported, criterion, wanted=support > 0 and support >= challenge)
        _keep(self.contested, criterion, wanted=support > 0 and challenge > 0)

    def _channel(self, item: WeighedItem, by: int) -> None:
        survey = item.strand == "staff_survey" and not self.survey_independent
        if not item.traced or not item.origin:
            return
        self._direction(item, by)
        if survey:
            return
        self.heard.change(item.strand, item.origin, item.voice, by)
        if item.bearing == "supports":
            self.supporting.change(item.strand, item.origin, item.voice, by)

    def _direction(self, item: WeighedItem, by: int) -> None:
        key = (item.criterion, item.side, item.strand, item.origin, item.voice)
        said = self.said.setdefault(key, Counter())
        before = _only(said)
        said[item.bearing] += by
        after = _only(said)
        if before == after:
            return
        place = (item.criterion, item.side)
        channels = self.directions.setdefault(place, {each: Channels() for each in terms.BEARINGS})
        for direction, step in ((before, -1), (after, 1)):
            if direction:
                channels[direction].change(item.strand, item.origin, item.voice, step)
        opposed = channels["supports"].independent(channels["challenges"])
        _keep(self.contradicted, place, wanted=opposed)

    def facts(self, measures: Measures, safety_concerns: int = 0) -> dict[str, int]:
        """Give every fact that a rule may speak of."""
        support, challenge = self._weight("supports"), self._weight("challenges")
        major = {side: self.heaviest[side, 3] for side in ("supports", "challenges")}
        known, untraceable = self.number("known"), self.number("untraceable")
        return {
            "items": self.items,
            "activity": self._points("supports", 1) + self._points("mixed", 1),
            "weighty_support": self._points("supports", 2),
            "support": support,
            "challenge": challenge,
            "support_less_challenge": support - challenge,
            "support_less_twice_challenge": support - 2 * challenge,
            "support_less_four_times_challenge": support - 4 * challenge,
            "major_support": major["supports"],
            "major_challenge": major["challenges"],
            "major_margin": major["supports"] - major["challenges"],
            "criteria": len(self.spoken),
            "criteria_supported": len(self.supported),
            "criteria_margin": 2 * len(self.supported) - len(self.spoken),
            "independent_support": int(self.supporting.independent()),
            **{name: self.number(name) for name in _COUNTED},
            "safety_concerns": safety_concerns,
            "voices": known,
            "untraceable_margin": 2 * untraceable - known,
            **_measured(measures, self.number("measured_support")),
        }

    def _weight(self, bearing: str) -> int:
        return sum(weight * self.heaviest[bearing, weight] for weight in (1, 2, 3))

    def _points(self, bearing: str, least: int) -> int:
        return sum(self.heaviest[bearing, weight] for weight in range(least, 4))


_COUNTED = (
    "people_support", "traced_support", "untraced_support", "survey_left_out", "outcome_items",
    "impact_claims", "not_partnership",
)  # fmt: skip


def _measured(measures: Measures, support: int) -> dict[str, int]:
    tested = [row for row in measures.rows if row.like_chance is not None]
    chance_only = bool(tested) and all(row.like_chance for row in tested)
    # Where no item is named for a measure, none may claim a change that no measure shows.
    unshown = chance_only and any(not row.item_ids for row in tested)
    return {
        "measured_support": 0 if unshown else support,
        "measures_known": int(measures.known),
        "measures_with_baseline": sum(row.has_baseline for row in measures.rows),
        "measures_like_chance": sum(row.like_chance is True for row in measures.rows),
    }


def _properties(
    item: WeighedItem, *, survey_independent: bool
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Name what an item adds to, with the voice it is counted under."""
    known = (item.criterion, item.known_as)
    yield "known", known
    for name in _of_evidence(item):
        yield name, known
    if item.bearing == "supports":
        for name in _of_support(item, survey_independent=survey_independent):
            yield name, (item.criterion, item.voice)


def _of_evidence(item: WeighedItem) -> Iterator[str]:
    reported = item.attribution.startswith("reported_by_")
    own_data = item.attribution == "partnership_data" or item.strand == "self_evaluation"
    has = {
        "untraceable": not item.traced,
        "own_account": item.traced and (reported or own_data),
        "not_partnership": item.origin != "partnership",
        "old": item.age == "old",
        "undated": item.age == "undated",
        "sized": item.sized,
        "large": item.large,
        "quantitative": item.quantitative,
        "imprecise": item.imprecise,
        "outcome_items": item.kind == "outcome",
        "impact_claims": item.of_impact,
    }
    yield from (name for name, true in has.items() if true)


def _of_support(item: WeighedItem, *, survey_independent: bool) -> Iterator[str]:
    measured = item.kind == "outcome" and item.quantitative and not item.like_chance
    has = {
        "people_support": item.attribution in PEOPLE,
        "traced_support": item.traced,
        "untraced_support": not item.traced and item.weight > 1,
        "measured_support": measured,
        "survey_left_out": item.strand == "staff_survey" and not survey_independent,
    }
    yield from (name for name, true in has.items() if true)


def _top(weights: list[int]) -> int:
    return next((weight for weight in (3, 2, 1) if weights[weight]), 0)


def _only(said: Counter[str]) -> str:
    """Give the one direction of a voice: mixed where it says several, nothing where none."""
    directions = [bearing for bearing in terms.BEARINGS if said[bearing]]
    return directions[0] if len(directions) == 1 else "mixed" if directions else ""


def _keep(names: set[_Name], name: _Name, *, wanted: bool) -> None:
    """Put a name in a set, or take it out."""
    if wanted:
        names.add(name)
    else:
        names.discard(name)
