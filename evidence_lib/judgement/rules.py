"""The rules of judgement, read from `reference/progress_rules.toml`: data with a version."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

import pandas as pd

from evidence_lib.errors import MethodInputError, UnknownTermError, require_choice, shown

FACTS: Mapping[str, str] = {
    "items": "pieces of evidence",
    "activity": "accounts that support progress, in full or in part",
    "strengths": "accounts that support progress",
    "strengths_of_weight": "strengths of weight",
    "major_strengths": "major strengths",
    "weaknesses": "accounts that speak against progress",
    "weaknesses_of_weight": "weaknesses of weight",
    "major_weaknesses": "major weaknesses",
    "people_support": "accounts of staff, children or families that support",
    "breadth": "supporting accounts beyond the largest kind or group",
    "independent_support": "supporting accounts independent of the largest kind and group",
    "untraced_support": "supporting accounts with weight, whose kind is not known",
    "outcomes_moved": "outcomes shown to have moved the right way",
    "outcomes_worsened": "outcomes shown to have moved the wrong way",
    "outcome_items": "accounts that speak of an outcome or a difference to lives",
    "survey_left_out": "survey accounts that support and are not independent",
    "measures_known": "whether measures of outcomes were looked up",
    "measures_with_baseline": "measures of outcomes with a baseline",
    "measures_like_chance": "measures of outcomes that cannot be told from chance",
    "safety_concerns": "unresolved concerns about safety",
}
"""What a rule may speak of; voices are counted as in `voices`."""

THEN = ("cap", "not_assessable", "say")


@dataclass(frozen=True)
class Need:
    """
    One condition on one fact: at most a number, or at least one.

    With ``of`` it is at least ``times`` the other fact, and ``at_least`` more than that.
    """

    fact: str
    at_least: int = 0
    at_most: int | None = None
    times: int = 0
    of: str = ""

    def hold(self, facts: Mapping[str, Any]) -> Any:
        """Tell of each coding whether the fact lies within the bounds; *facts* are arrays."""
        if self.at_most is not None:
            return facts[self.fact] <= self.at_most
        other = self.times * facts[self.of] if self.of else 0
        return facts[self.fact] >= other + self.at_least

    def in_words(self, facts: Mapping[str, Any]) -> str:
        """Say the condition and what was found."""
        found = f"{int(facts[self.fact][0])} found"
        if self.at_most is not None:
            return f"{FACTS[self.fact]}: at most {self.at_most} allowed, {found}"
        if not self.of:
            return f"{FACTS[self.fact]}: at least {self.at_least} needed, {found}"
        wanted = self.times * int(facts[self.of][0]) + self.at_least
        more = f", and {self.at_least} more" if self.at_least else ""
        times = "as many as" if self.times == 1 else f"{self.times} times the"
        return f"{FACTS[self.fact]}: {times} {FACTS[self.of]}{more} ({wanted}) needed, {found}"


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
class Rules:
    """
    One version of all rules.

    ``recoding`` says how a range is drawn, ``confidence`` by which numbers concerns are read.
    """

    version: str
    extents: tuple[Extent, ...]
    limiters: tuple[Limiter, ...]
    recoding: Mapping[str, float]
    confidence: Mapping[str, float]

    def without(self, *ids: str) -> Rules:
        """
        Switch rules off by their ids.

        Raises:
            UnknownTermError: There is no rule of that id.
        """
        known = [each.id for each in self.limiters]
        for each in ids:
            require_choice("without", each, known, doing="switching off a rule")
        limiters = [replace(each, on=each.on and each.id not in ids) for each in self.limiters]
        return replace(self, limiters=tuple(limiters))


def load_rules(text: str | None = None) -> Rules:
    """
    Read the rules shipped with the package, or those of a text in the same shape.

    Raises:
        MethodInputError: A level is missing, or a cap has no level.
        UnknownTermError: A rule speaks of a fact or an effect that does not exist.
    """
    shipped = files("evidence_lib").joinpath("reference", "progress_rules.toml")
    found = tomllib.loads(text if text is not None else shipped.read_text(encoding="utf-8"))
    rules = Rules(
        version=str(found["version"]),
        extents=tuple(Extent(**_with_needs(each, "needs")) for each in found["extent"]),
        limiters=tuple(Limiter(**_with_needs(each, "when")) for each in found["limiter"]),
        recoding=found["recoding"],
        confidence=found["confidence"],
    )
    _check(rules)
    return rules


def rules_table(rules: Rules | None = None) -> pd.DataFrame:
    """
    List the rules for a reader.

    Row: one rule, in the order it is applied.

    Returns:
        ``rule`` (its id; ``E2`` is the extent of level 2), ``kind`` (extent or limiter),
        ``component`` (empty for every one), ``says``, ``then``, ``on``.
    """
    rules = rules or load_rules()
    extents = [(f"E{each.level}", "extent", "", each.says, f"level {each.level}", True)
               for each in rules.extents]  # fmt: skip
    limiters = [(each.id, "limiter", each.component, each.says, _effect(each), each.on)
                for each in rules.limiters]  # fmt: skip
    columns = ["rule", "kind", "component", "says", "then", "on"]
    return pd.DataFrame([*extents, *limiters], columns=columns)


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
    named = {need.fact for need in needs} | {need.of for need in needs if need.of}
    unknown: Collection[str] = named - set(FACTS)
    if unknown:
        raise UnknownTermError(f"{doing}: there is no fact {shown(sorted(unknown)[0])}")
    for limiter in rules.limiters:
        require_choice("then", limiter.then, THEN, doing=doing)
        if (limiter.then == "cap") != (limiter.cap is not None):
            raise MethodInputError(f'{doing}: rule {limiter.id} needs a "cap" if it caps, only')
