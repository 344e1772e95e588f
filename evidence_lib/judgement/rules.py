"""The rules of judgement, read from `reference/progress_rules.toml`: data with a version."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

import pandas as pd

from evidence_lib import terms
from evidence_lib.errors import MethodInputError, UnknownTermError, require_choice, shown

Facts = Mapping[str, int]

FACTS: Mapping[str, str] = {
    "items": "evidence items",
    "activity": "voices that support progress, in full or in part",
    "weighty_support": "voices that support with something important or major",
    "support": "weight of support",
    "challenge": "weight of challenge",
    "support_less_challenge": "support less challenge",
    "support_less_twice_challenge": "support less twice the challenge",
    "support_less_four_times_challenge": "support less four times the challenge",
    "major_support": "major strengths",
    "major_challenge": "major weaknesses",
    "major_margin": "major strengths less major weaknesses",
    "criteria": "criteria spoken of",
    "criteria_supported": "criteria with at least as much support as challenge",
    "criteria_margin": "twice the criteria supported less the criteria spoken of",
    "people_support": "voices of staff, children or families that support",
    "independent_support": "independent voices support (1) or not (0)",
    "traced_support": "voices that support and name their strand",
    "untraced_support": "voices that support with something of weight and name no strand",
    "measured_support": "measured outcomes that support and are more than chance could give",
    "survey_left_out": "survey voices that support and are not independent",
    "outcome_items": "items about an outcome",
    "impact_claims": "items that speak of impact",
    "measures_known": "whether measures of outcomes were looked up",
    "measures_with_baseline": "measures of outcomes with a baseline",
    "measures_like_chance": "measures of outcomes consistent with chance",
    "safety_concerns": "unresolved concerns about safety",
    "voices": "voices that speak to it",
    "not_partnership": "voices whose origin is not the partnership",
    "untraceable_margin": "twice the voices that name no strand less all voices",
}
"""What a rule may speak of. All are counted by voice in a criterion but the items."""

THEN = ("cap", "not_assessable", "say")


@dataclass(frozen=True)
class Need:
    """One condition on one fact: at least so much, or at most."""

    fact: str
    at_least: int | None = None
    at_most: int | None = None

    def holds(self, facts: Facts) -> bool:
        """Tell whether the fact lies within the bounds."""
        value = facts[self.fact]
        enough = self.at_least is None or value >= self.at_least
        return enough and (self.at_most is None or value <= self.at_most)

    def in_words(self, facts: Facts) -> str:
        """Say the condition and what was found."""
        bound = f"at least {self.at_least}" if self.at_most is None else f"at most {self.at_most}"
        return f"{FACTS[self.fact]}: {bound} needed, {facts[self.fact]} found"


@dataclass(frozen=True)
class Extent:
    """One level of the extent and what it needs beside all levels below it."""

    level: int
    says: str
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Limiter:
    """A rule that caps a level, makes it not assessable, or must be said."""

    id: str
    on: bool
    says: str
    when: tuple[Need, ...]
    then: str
    cap: int | None = None
    component: str = ""


@dataclass(frozen=True)
class ConfidenceCap:
    """A rule that keeps confidence from rising above a word."""

    id: str
    on: bool
    says: str
    when: tuple[Need, ...]
    cap: str


@dataclass(frozen=True)
class Rules:
    """One version of all rules; ``confidence`` holds the numbers the five concerns are read by."""

    version: str
    extents: tuple[Extent, ...]
    limiters: tuple[Limiter, ...]
    confidence: Mapping[str, float]
    confidence_caps: tuple[ConfidenceCap, ...]

    def without(self, *ids: str) -> Rules:
        """
        Switch rules off by their ids.

        Raises:
            UnknownTermError: There is no rule of that id.
        """
        known = [*(each.id for each in self.limiters), *(cap.id for cap in self.confidence_caps)]
        for each in ids:
            require_choice("without", each, known, doing="switching off a rule")
        limiters = [replace(each, on=each.on and each.id not in ids) for each in self.limiters]
        caps = [replace(each, on=each.on and each.id not in ids) for each in self.confidence_caps]
        return replace(self, limiters=tuple(limiters), confidence_caps=tuple(caps))


def load_rules(text: str | None = None) -> Rules:
    """
    Read the rules shipped with the package, or those of a text in the same shape.

    Raises:
        MethodInputError: A level is missing, or a cap has no level.
        UnknownTermError: A rule speaks of a fact, an effect or a confidence that does not exist.
    """
    shipped = files("evidence_lib").joinpath("reference", "progress_rules.toml")
    found = tomllib.loads(text if text is not None else shipped.read_text(encoding="utf-8"))
    rules = Rules(
        version=str(found["version"]),
        extents=tuple(Extent(**_with_needs(each, "needs")) for each in found["extent"]),
        limiters=tuple(Limiter(**_with_needs(each, "when")) for each in found["limiter"]),
        confidence=found["confidence"],
        confidence_caps=tuple(
            ConfidenceCap(**_with_needs(each, "when")) for each in found["confidence_cap"]
        ),
    )
    _check(rules)
    return rules


def rules_table(rules: Rules | None = None) -> pd.DataFrame:
    """
    List the rules for a reader.

    Row: one rule, in the order it is applied.

    Returns:
        ``rule`` (its id; ``E2`` is the extent of level 2), ``kind`` (extent, limiter or
        confidence), ``component`` (empty for every one), ``says``, ``then``, ``on``.
    """
    rules = rules or load_rules()
    extents = [(f"E{each.level}", "extent", "", each.says, f"level {each.level}", True)
               for each in rules.extents]  # fmt: skip
    limiters = [(each.id, "limiter", each.component, each.says, _effect(each), each.on)
                for each in rules.limiters]  # fmt: skip
    caps = [(each.id, "confidence", "", each.says, f"at most {each.cap}", each.on)
            for each in rules.confidence_caps]  # fmt: skip
    columns = ["rule", "kind", "component", "says", "then", "on"]
    return pd.DataFrame([*extents, *limiters, *caps], columns=columns)


def _effect(limiter: Limiter) -> str:
    effect = {"cap": f"at most level {limiter.cap}", "say": "must be said"}
    return effect.get(limiter.then, "not assessable")


def _with_needs(entry: dict[str, Any], name: str) -> dict[str, Any]:
    return {**entry, name: tuple(Need(**need) for need in entry[name])}


def _check(rules: Rules) -> None:
    doing = "reading the rules of progress"
    levels = [each.level for each in rules.extents]
    if levels != list(range(1, len(levels) + 1)):
        raise MethodInputError(f"{doing}: levels must run from 1 in order; got {shown(levels)}")
    needs = [need for extent in rules.extents for need in extent.needs]
    needs += [need for limiter in rules.limiters for need in limiter.when]
    needs += [need for cap in rules.confidence_caps for need in cap.when]
    unknown: Collection[str] = {need.fact for need in needs} - set(FACTS)
    if unknown:
        raise UnknownTermError(f"{doing}: there is no fact {shown(sorted(unknown)[0])}")
    for limiter in rules.limiters:
        require_choice("then", limiter.then, THEN, doing=doing)
        if (limiter.then == "cap") != (limiter.cap is not None):
            raise MethodInputError(f'{doing}: rule {limiter.id} needs a "cap" if it caps, only')
    for cap in rules.confidence_caps:
        require_choice("cap", cap.cap, terms.CONFIDENCES, doing=doing)
