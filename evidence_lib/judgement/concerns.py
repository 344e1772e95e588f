"""
The five concerns about the evidence for one finding.

More evidence never makes one of them worse but a voice that contradicts, and that only where more
than one voice of its kind speaks: so a piece of evidence that is the only one of its kind is never
worth less than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from evidence_lib import terms
from evidence_lib.english import counted, listed, verb

ASPECTS = ("limitations", "coherence", "adequacy", "relevance", "precision")
ALL_CHILDREN = ("", "all")
WITHOUT_CHANGE = "not_shown"
FIGURE_KIND = "figure"
UNSUPPORTED = "Nothing supports it."

Settings = Mapping[str, float]


@dataclass(frozen=True)
class Concern:
    """A concern (none, moderate or serious), its reason, and the items it is about."""

    concern: str
    reason: str
    item_ids: tuple[str, ...] = ()


class TiedItem(NamedTuple):
    """One assertion tied to a finding, as `prepared` knows it, with its role and its age."""

    item_id: str
    role: str
    voice: str
    speaker: str
    strand: str
    origin: str
    about: str
    traced: bool
    figure: bool
    own_account: bool
    old: bool

    @property
    def kind(self) -> str:
        """The kind of evidence: a figure, or else the strand."""
        return FIGURE_KIND if self.figure else self.strand


class ToldMeasure(NamedTuple):
    """A measure of an outcome that a tied item tells; ``base`` is 0 where it is not known."""

    verdict: str
    base: float
    item_ids: frozenset[str]


@dataclass(frozen=True)
class Tied:
    """
    One finding and the evidence tied to it.

    ``asked_about``: the children the recommendation is about (empty: all).
    """

    finding: Mapping[str, Any]
    items: tuple[TiedItem, ...]
    measures: tuple[ToldMeasure, ...]
    asked_about: str
    survey_independent: bool

    @property
    def key(self) -> dict[str, Any]:
        """What names a row about this finding."""
        return {name: self.finding[name] for name in ("finding_id", "area", "component")}

    @property
    def item_ids(self) -> list[str]:
        """The items tied to it."""
        return [item.item_id for item in self.items]

    @cached_property
    def supporting(self) -> list[TiedItem]:
        """What supports it."""
        return [item for item in self.items if item.role == "supports"]

    @cached_property
    def traced(self) -> list[TiedItem]:
        """What supports it and names its strand."""
        return [item for item in self.supporting if item.traced]

    @property
    def voices(self) -> int:
        """How many voices are tied to it."""
        return _voices(self.items)

    @property
    def traceable(self) -> bool:
        """Whether most voices that support it name their strand."""
        voices = _voices(self.supporting)
        return bool(voices) and 2 * _voices(self.traced) >= voices

    @property
    def untraceable_words(self) -> str:
        """Say how many of its voices name their strand."""
        voices, named = _voices(self.supporting), _voices(self.traced)
        support = verb(voices, "supports", "support")
        return f"of {counted(voices, 'account')} that {support} it, {named or 'none'} " + (
            "says how it was gathered" if named in (0, 1) else "say how they were gathered"
        )


def _voices(items: Iterable[TiedItem]) -> int:
    return len({item.voice for item in items})


def tied_items(known: pd.DataFrame, roles: Mapping[str, str]) -> tuple[TiedItem, ...]:
    """
    Gather the items tied to a finding, in the order of their keys.

    Row of *known*: one assertion, as `prepared` gives, with ``old``; *roles* by item.
    """
    own = known[known["item_id"].isin(list(roles))]
    columns = [own[name].tolist() for name in TiedItem._fields if name not in ("role", "about")]
    about = own["about"].fillna("").astype("str") if "about" in own else [""] * len(own)
    return tuple(
        TiedItem(item_id, roles[item_id], voice, speaker, strand, origin, told, *marks)
        for (item_id, voice, speaker, strand, origin, *marks), told in zip(
            zip(*columns, strict=True), about, strict=True
        )
    )


def told_measures(outcomes: pd.DataFrame | None) -> list[ToldMeasure]:
    """List the measures that items tell. Row: one measure, as `checked_outcomes` gives."""
    if outcomes is None:
        return []
    bases = pd.to_numeric(outcomes["base"], errors="coerce").fillna(0)
    return [
        ToldMeasure(verdict, float(base), frozenset(str(ids).split()))
        for verdict, base, ids in zip(
            outcomes["verdict"], bases, outcomes["item_ids"], strict=True
        )
    ]  # fmt: skip


def tied_of(
    finding: Mapping[str, Any],
    items: tuple[TiedItem, ...],
    measures: Sequence[ToldMeasure],
    asked_about: str,
    survey_independent: bool,
) -> Tied:
    """Gather the evidence of one finding, with the measures that its items tell."""
    ids = {item.item_id for item in items}
    told = tuple(each for each in measures if each.item_ids & ids)
    return Tied(finding, items, told, asked_about, survey_independent)


def is_old(collected_on: pd.Series, as_at: date, settings: Settings) -> pd.Series:
    """Tell what was gathered too long before the day spoken of; what has no date is not known."""
    limit = pd.Timestamp(as_at) - pd.DateOffset(months=int(settings["old_months"]))
    ended = {each: _ended(str(each)) for each in collected_on.dropna().unique()}
    return pd.Series(
        [bool(ended.get(each, limit) < limit) for each in collected_on],
        index=collected_on.index, dtype=bool,
    )  # fmt: skip


def _ended(when: str) -> pd.Timestamp:
    # A month or a year is taken to its end: the kinder reading.
    try:
        return pd.Period(when).end_time
    except ValueError:
        return pd.Timestamp.max


def concerns_of(tied: Tied, settings: Settings) -> dict[str, Concern]:
    """Give the concern of each aspect, in the order of `ASPECTS`."""
    return {
        "limitations": _limitations(tied, settings),
        "coherence": _coherence(tied),
        "adequacy": _adequacy(tied, settings),
        "relevance": _relevance(tied),
        "precision": _precision(tied, settings),
    }


def _ids(items: Iterable[TiedItem]) -> tuple[str, ...]:
    return tuple(item.item_id for item in items)


def _limitations(tied: Tied, settings: Settings) -> Concern:
    if not tied.supporting:
        return Concern("serious", UNSUPPORTED)
    traced = tied.traced
    checked = [item for item in traced if not item.own_account]
    voices = _voices(checked)
    if voices >= settings["checked_voices"]:
        return Concern(
            "none", "People other than those judged saw, read or measured it, more than once."
        )
    if voices:
        reason = "Only one account comes from somebody other than those judged."
        return Concern("moderate", reason, _ids(checked))
    if len({item.origin for item in traced}) > 1 and len({item.strand for item in traced}) > 1:
        reason = "It is people's own accounts, of more than one kind, and nobody checked them."
        return Concern("moderate", reason, _ids(traced))
    reason = "All of it is people's own account, or data that nobody else has checked."
    return Concern("serious", reason, _ids(traced))


def _coherence(tied: Tied) -> Concern:
    against = [item for item in tied.items if item.role == "challenges"]
    by_kind = Counter(kind for kind, _ in {(item.kind, item.voice) for item in against})
    weighing = [item for item in against if by_kind[item.kind] > 1]
    opposed, agreeing = _voices(weighing), _voices(tied.supporting)
    if opposed and opposed >= agreeing:
        reason = f"As much speaks against it as for it: {opposed} of {opposed + agreeing} accounts."
        return Concern("serious", reason, _ids(weighing))
    if opposed:
        reason = f"{opposed} of {opposed + agreeing} accounts speak against it."
        return Concern("moderate", reason, _ids(weighing))
    if against:
        reason = "What speaks against it is alone of its kind; it has to be explained."
        return Concern("none", reason, _ids(against))
    return Concern("none", "Nothing that was gathered speaks against it.")


def _adequacy(tied: Tied, settings: Settings) -> Concern:
    if not tied.supporting:
        return Concern("serious", UNSUPPORTED)
    traced = [
        item for item in tied.traced if tied.survey_independent or item.strand != "staff_survey"
    ]
    speakers = len({item.speaker for item in traced})
    independent = _any_independent(traced)
    if speakers >= settings["speakers"] and independent:
        return Concern("none", f"{counted(speakers, 'source')}, some independent of others.")
    if speakers >= settings["few_speakers"]:
        why = "there are no more" if independent else "no two are independent of each other"
        said = f"It rests on {speakers} groups, documents or passages; {why}."
        return Concern("moderate", said, _ids(traced))
    said = "one group, document or passage" if speakers else "nothing that says how it was gathered"
    return Concern("serious", f"It rests on {said}.", _ids(traced))


def _any_independent(traced: Sequence[TiedItem]) -> bool:
    """Tell whether two speakers differ in strand and in origin."""
    channels = {(item.strand, item.origin, item.speaker) for item in traced if item.origin}
    return any(
        one[0] != other[0] and one[1] != other[1] and one[2] != other[2]
        for one in channels
        for other in channels
    )


def _relevance(tied: Tied) -> Concern:
    asked, about = tied.asked_about, _text(tied.finding.get("about"))
    if asked not in ALL_CHILDREN and about not in (*ALL_CHILDREN, asked):
        wanted = terms.children_in_words(asked)
        reason = f"It is about {terms.children_in_words(about)}; what was asked is about {wanted}."
        return Concern("serious", reason, _ids(tied.supporting))
    direct = [item for item in tied.supporting if item.about == asked or asked in ALL_CHILDREN]
    if any(not item.old for item in direct):
        return Concern("none", "It is about the children and the time that were asked about.")
    if direct:
        return Concern("moderate", "All of it is old.", _ids(direct))
    wider = [item for item in tied.supporting if item.about in ALL_CHILDREN]
    if wider:
        reason = f"It does not say that it is about {terms.children_in_words(asked)}."
        return Concern("moderate", reason, _ids(wider))
    others = sorted({terms.children_in_words(item.about) for item in tied.supporting})
    wanted = terms.children_in_words(asked)
    reason = f"It rests on evidence about {listed(others)}, and not about {wanted}."
    if not others:
        reason = UNSUPPORTED
    return Concern("serious", reason, _ids(tied.supporting))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _precision(tied: Tied, settings: Settings) -> Concern:
    if tied.finding["component"] != "impact" or tied.finding["direction"] == WITHOUT_CHANGE:
        return Concern("none", "It speaks of no outcome that a figure would have to show.")
    figures = _ids(item for item in tied.items if item.figure)
    tested = [each for each in tied.measures if each.base > 0 or each.verdict != "not_shown"]
    if not tested:
        known = bool(figures or tied.measures)
        said = "Its figure was not tested against chance." if known else "No figure is tied to it."
        return Concern("serious", said, figures)
    if any(each.verdict in ("improved", "worsened") for each in tested):
        return Concern("none", "A figure moved by more than chance could give.")
    if max(each.base for each in tested) >= settings["small_base"]:
        return Concern("moderate", "Its figure cannot be told from chance.", figures)
    reason = (
        f"Its figure cannot be told from chance, as it is of fewer than {settings['small_base']:g}."
    )
    return Concern("serious", reason, figures)
