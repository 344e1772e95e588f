"""How a sentence of an answer leads to what it rests on: the nearest chart or table of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from evidence_lib.show import (
    AccessibleTable,
    Finding,
    Html,
    InLayer,
    Missing,
    OnlyFor,
    Sentence,
    lead,
)
from evidence_lib.show.charts import Exhibit

Bare = Sentence | Html | AccessibleTable | Exhibit
Block = Bare | OnlyFor[Any] | InLayer[Any]

FIGURE = re.compile(r"\d")


class Place(NamedTuple):
    """A chart or table at its position in an answer, with the lead to it and for whom it stands."""

    position: int
    lead: Html
    profiles: frozenset[str] | None


def bare(block: Block) -> Bare:
    """Give a block, whomever it is for and wherever it stands."""
    while isinstance(block, OnlyFor | InLayer):
        block = block.block
    return block


def put_back(block: Block, changed: Bare) -> Block:
    """Put a changed block where it stood before, for those whom it was for."""
    if isinstance(block, OnlyFor | InLayer):
        return replace(block, block=put_back(block.block, changed))
    return changed


def has_to_lead(block: Bare) -> bool:
    """Say whether a block is a finding, or a sentence with a figure, that leads nowhere yet."""
    if not isinstance(block, Sentence) or isinstance(block, Missing) or block.lead.html:
        return False
    return isinstance(block, Finding) or FIGURE.search(block) is not None


def followed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """
    Lead each sentence that has to lead somewhere to the nearest chart or table of its answer.

    A finding stands above what it was read from, and anything else below it.
    """
    places = [
        Place(position, there, _profiles(block))
        for position, block in enumerate(blocks)
        if (there := _lead_to(bare(block))) is not None
    ]
    return tuple(_followed(each, position, places) for position, each in enumerate(blocks))


def _followed(block: Block, position: int, places: Sequence[Place]) -> Block:
    said = bare(block)
    if not isinstance(said, Sentence) or not has_to_lead(said):
        return block
    place = _nearest(said, position, [each for each in places if _reaches(each, block)])
    return block if place is None else put_back(block, said.leading(place.lead))


def _nearest(said: Sentence, position: int, places: Sequence[Place]) -> Place | None:
    before = [each for each in places if each.position < position][-1:]
    after = [each for each in places if each.position > position][:1]
    ordered = after + before if isinstance(said, Finding) else before + after
    return ordered[0] if ordered else None


def _reaches(place: Place, block: Block) -> bool:
    """Say whether whoever reads a block also sees a place."""
    readers = _profiles(block)
    return place.profiles is None or (readers is not None and readers <= place.profiles)


def _profiles(block: Block) -> frozenset[str] | None:
    while isinstance(block, InLayer):
        block = block.block
    return frozenset(block.profiles) if isinstance(block, OnlyFor) else None


def _lead_to(block: Bare) -> Html | None:
    if isinstance(block, Exhibit):
        return lead(f"#chart-{block.name}", "Chart", block.table.title)
    if isinstance(block, AccessibleTable):
        return lead(f"#table-{block.name}", "Table", block.title)
    return None
