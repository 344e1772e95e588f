"""Whether voices that are independent of one another say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from evidence_lib import terms, voices
from evidence_lib.errors import MethodInputError
from evidence_lib.terms import NOT_STATED

CONVERGENT = "convergent"
COMPLEMENTARY = "complementary"
INCONSISTENT = "inconsistent"
SINGLE_SOURCE = "single_source"
NOT_DETERMINABLE = "not_determinable"
TRIANGULATIONS = (CONVERGENT, COMPLEMENTARY, INCONSISTENT, SINGLE_SOURCE, NOT_DETERMINABLE)
"""The four values, and the answer where no item names its strand."""

RESULT_KINDS = ("outcome", "impact")


class _Voice(NamedTuple):
    """What one voice says on one side; ``origin`` is empty where it is unknown."""

    criterion: str
    speaker: str
    strand: str
    origin: str
    side: str
    direction: str


def with_origins(items: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """
    Give each assertion its origin: its own, or else that of its source.

    Row: one assertion, as they stand, with ``origin`` filled where the source is known.
    """
    of_source = sources.set_index("source_id")["origin"]
    return items.assign(origin=items["origin"].fillna(items["source_id"].map(of_source)))


def triangulation(
    items: pd.DataFrame,
    *,
    by: Sequence[str] = ("area", "criterion"),
    sources: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Say whether independent voices agree on each question.

    Voices are those of `voices.voice_of`. Two voices on one criterion are independent when speaker,
    strand and origin all differ; one whose origin is unknown is independent of none. Directions are
    compared on one side at a time, what is done (input, process, output) or what comes of it
    (outcome, impact). A voice that both supports and challenges is mixed.

    Row: one value of *by*, in order.

    Args:
        items: Rows of ``evidence_items``.
        by: What a question is; items without a value are under "not given".
        sources: The review's sources, for the origin of items that give none.

    Returns:
        The columns of *by*; ``triangulation``: ``inconsistent`` when two independent voices say
        opposite things of one side, else ``convergent`` when two say the same, else
        ``complementary`` when there are two, else ``single_source``, and ``not_determinable`` when
        no item names its strand; ``in_words``; ``items`` (assertions); ``voices``, ``traced``
        (those that name a strand) and ``untraced`` (voices); ``strands``, ``origins`` and
        ``item_ids`` (parted by spaces); ``supports``, ``mixed``, ``challenges`` (assertions).

    Raises:
        MethodInputError: *items* has no such column.

    Source:
        Mathison (1988), Educational Researcher 17(2), 13-17; docs/method.md, "Triangulation".
    """
    unknown = [name for name in by if name not in items.columns]
    if unknown:
        raise MethodInputError(f'triangulating evidence: there is no column "{unknown[0]}"')
    known = with_origins(items, sources) if sources is not None else items
    known = known.assign(**{name: known[name].fillna(NOT_STATED) for name in by})
    grouped = known.sort_values("item_id").groupby(list(by), sort=True)
    rows = [dict(zip(by, key, strict=True)) | _row(group) for key, group in grouped]
    return pd.DataFrame(rows, columns=[*by, *_COLUMNS])


_COLUMNS = (
    "triangulation", "in_words", "items", "voices", "traced", "untraced", "strands", "origins",
    "supports", "mixed", "challenges", "item_ids",
)  # fmt: skip


def _row(group: pd.DataFrame) -> dict[str, Any]:
    traced = group[group["strand"].ne(terms.TEAM_FINDING)]
    found = _value(_voices(traced))
    strands = sorted(set(traced["strand"]))
    every, named = voices.count_voices(group), voices.count_voices(traced)
    return {
        "triangulation": found,
        "in_words": _WORDS[found](strands) + _untraced_words(every - named, found),
        "items": len(group),
        "voices": every,
        "traced": named,
        "untraced": every - named,
        "strands": " ".join(strands),
        "origins": " ".join(sorted(set(traced["origin"].dropna()))),
        **{bearing: int(group["bearing"].eq(bearing).sum()) for bearing in terms.BEARINGS},
        "item_ids": " ".join(group["item_id"]),
    }


def _voices(traced: pd.DataFrame) -> set[_Voice]:
    """Give each voice once a side."""
    said = traced.assign(
        criterion=traced["criterion"].fillna(NOT_STATED),
        speaker=voices.speaker_of(traced),
        origin=traced["origin"].fillna(""),
        side=traced["measure_kind"].isin(RESULT_KINDS).map({True: "result", False: "process"}),
    )
    grouped = said.groupby(["criterion", "speaker", "strand", "origin", "side"])["bearing"]
    directions = grouped.agg(lambda bearings: _direction(set(bearings))).reset_index()
    return {_Voice(*map(str, row)) for row in directions.itertuples(index=False)}


def _direction(bearings: set[str]) -> str:
    return next(iter(bearings)) if len(bearings) == 1 else "mixed"


def _independent(one: _Voice, other: _Voice) -> bool:
    """Tell whether, on one criterion, speaker, strand and known origin all differ."""
    question = one.criterion == other.criterion and bool(one.origin) and bool(other.origin)
    differ = one.speaker != other.speaker and one.strand != other.strand
    return question and differ and one.origin != other.origin


def _value(traced: set[_Voice]) -> str:
    if not traced:
        return NOT_DETERMINABLE
    # Only the kinds of pair matter, so one voice of a kind, or two, stand for any number.
    pairs = [pair for pair in combinations(_few(traced), 2) if _independent(*pair)]
    if not pairs:
        return SINGLE_SOURCE
    directions = [
        {one.direction, other.direction} for one, other in pairs if one.side == other.side
    ]
    if {"supports", "challenges"} in directions:
        return INCONSISTENT
    agreed = {"supports"} in directions or {"challenges"} in directions
    return CONVERGENT if agreed else COMPLEMENTARY


def _few(traced: set[_Voice]) -> list[_Voice]:
    """Keep two voices of each kind, all but the speaker being the same, so that pairs stay few."""
    kept: dict[tuple[str, ...], list[_Voice]] = {}
    for voice in sorted(traced):
        kind = (voice.criterion, voice.strand, voice.origin, voice.side, voice.direction)
        same = kept.setdefault(kind, [])
        if len(same) < 2:
            same.append(voice)
    return [voice for same in kept.values() for voice in same]


def _listed(strands: Sequence[str]) -> str:
    words = [terms.in_words(strand) for strand in strands]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _untraced_words(untraced: int, found: str) -> str:
    if not untraced or found == NOT_DETERMINABLE:
        return ""
    one = untraced == 1
    return (
        f" {untraced} further {'account does' if one else 'accounts do'} not say how "
        f"{'it was' if one else 'they were'} gathered."
    )


_WORDS: dict[str, Callable[[Sequence[str]], str]] = {
    CONVERGENT: lambda strands: f"Independent accounts say the same ({_listed(strands)}).",
    COMPLEMENTARY: lambda strands: (
        f"Independent accounts speak of different things, or not all one way, and none contradicts "
        f"another ({_listed(strands)})."
    ),
    INCONSISTENT: lambda strands: (
        f"Independent accounts contradict each other ({_listed(strands)})."
    ),
    SINGLE_SOURCE: lambda strands: (
        f"No two accounts are of different kinds and from different people ({_listed(strands)})."
    ),
    NOT_DETERMINABLE: lambda strands: (
        "The report does not say how any of it was gathered, so nobody can say whether one "
        "account confirms another."
    ),
}
