"""An answer: what a page says to one question, and the frames behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.answers.following import Bare, Block, bare, followed
from evidence_lib.disclosure import SafeCounts
from evidence_lib.english import capital
from evidence_lib.errors import MethodInputError
from evidence_lib.evidence import Evidence
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    InLayer,
    Missing,
    OnlyFor,
    Sentence,
    in_layer,
    missing_indicator,
    missing_table,
    only_for,
    read_with_care,
)
from evidence_lib.show.charts import Exhibit
from evidence_lib.show.markup import shown_as

ITEMS = {"item_ids": "Evidence"}
LINKED = {"item_ids": "item"}
"""The column of the items behind a row, and its links to them."""

Given = ParamSpec("Given")
Made = TypeVar("Made", bound=Bare)


@dataclass(frozen=True)
class Answer:
    """
    What a page says to one question, in order; where something is missing, that and why it matters.

    A notebook shows it by naming it. ``frames`` holds the rows behind it by a name that says what
    one row is, for whoever wants to look further: ``starts.frames["yearly"]``; ``counts`` the
    registers that its tables count, for the check of the pack.
    """

    blocks: tuple[Block, ...]
    frames: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    counts: tuple[SafeCounts, ...] = ()

    @classmethod
    def of(cls, *parts: Block | Answer | SafeCounts | None, **frames: pd.DataFrame) -> Answer:
        """
        Make an answer of blocks and of other answers, in order; a part that is None is none.

        Each finding and figure in a sentence leads to the chart or table that it was read from.
        """
        blocks: list[Block] = []
        behind: dict[str, pd.DataFrame] = {}
        counts: list[SafeCounts] = []
        for part in parts:
            if isinstance(part, Answer):
                blocks += part.blocks
                behind = _joined(behind, part.frames)
                counts += part.counts
            elif isinstance(part, SafeCounts):
                counts.append(part)
            elif part is not None:
                blocks.append(part)
        return cls(followed(blocks), _joined(behind, frames), tuple(counts))

    def only_for(self, *profiles: str) -> Answer:
        """Give the same answer for the pages of some profiles only; what has its own keeps them."""
        marked = [
            each if isinstance(each, OnlyFor) else only_for(each, *profiles) for each in self.blocks
        ]
        return Answer(tuple(marked), self.frames, self.counts)

    def in_layer(self, *layers: str) -> Answer:
        """Give the same answer for some layers of the pack; what has its own keeps them."""
        marked = [
            each if isinstance(each, InLayer) else in_layer(each, *layers) for each in self.blocks
        ]
        return Answer(tuple(marked), self.frames, self.counts)

    @property
    def in_briefing(self) -> Answer:
        """The same answer, its first picture among those that carry the briefing."""
        return self.with_picture("")

    def with_picture(self, name: str) -> Answer:
        """Let the picture called *name*, else the first, be among those that carry the briefing."""
        drawn = [each for each in self.blocks if isinstance(bare(each), Exhibit)]
        chosen = sorted(drawn, key=lambda each: getattr(bare(each), "name", "") != name)[:1]
        marked = [
            in_layer(each, terms.BRIEFING, terms.EVIDENCE, leads=True) if each in chosen else each
            for each in self.blocks
        ]
        return Answer(tuple(marked), self.frames, self.counts)

    @property
    def bare(self) -> tuple[Bare, ...]:
        """Its blocks, whomever each is for and wherever it stands."""
        return tuple(map(bare, self.blocks))

    @property
    def findings(self) -> tuple[str, ...]:
        """What it finds, in sentences, those above charts included."""
        return tuple(
            each.finding if isinstance(each, Exhibit) else str(each)
            for each in self.bare
            if isinstance(each, Finding | Exhibit)
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """What it lacks, in sentences."""
        return tuple(str(each) for each in self.bare if isinstance(each, Missing))

    @property
    def tables(self) -> tuple[AccessibleTable, ...]:
        """Its tables in order, those behind charts included."""
        return tuple(
            each.table if isinstance(each, Exhibit) else each
            for each in self.bare
            if isinstance(each, Exhibit | AccessibleTable)
        )

    @property
    def html(self) -> str:
        """Its blocks as a page shows them."""
        return "\n".join(each.html for each in self.blocks)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        released = [
            {"name": table.name, "title": table.title, "csv": table.csv} for table in self.tables
        ]
        bundle = shown_as(self.html, "\n".join(map(_plain, self.bare)))
        bundle |= {terms.TABLE_MIME: {"tables": released}} if released else {}
        counted = disclosure.released_cells(self.counts)
        return bundle | ({terms.COUNTS_MIME: {"registers": counted}} if counted else {})


def _joined(
    frames: Mapping[str, pd.DataFrame], more: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    twice = sorted(set(frames) & set(more))
    if twice:
        raise MethodInputError(f"making an answer: two frames are called {', '.join(twice)}")
    return {**frames, **more}


def _plain(block: Bare) -> str:
    if isinstance(block, Exhibit):
        return block.finding
    return block.title if isinstance(block, AccessibleTable) else str(block)


def where_any(
    make: Callable[Concatenate[pd.DataFrame, Given], Made],
    rows: pd.DataFrame,
    *args: Given.args,
    **given: Given.kwargs,
) -> Made | None:
    """Make a block of *rows*; nothing where there are none."""
    return make(rows, *args, **given) if len(rows) else None


def lacking(review: Evidence, name: str, *, about: str = "this area") -> Sentence:
    """Say that the table *name* is missing; where it is there, that nothing in it is *about* it."""
    if review.tables[name].empty:
        return missing_table(name)
    return Sentence(f"Nothing recorded under “{terms.in_words(name)}” is about {about}.")


def no_table(name: str) -> Answer:
    """Answer that a table of the contract was neither published nor supplied."""
    return Answer.of(missing_table(name))


def no_indicator(what: str) -> Answer:
    """Answer that there are no figures on something."""
    return Answer.of(missing_indicator(what))


def noted(caveats: Sequence[str]) -> Caveat | None:
    """Put the caveats that came with a result beside its number; nothing where there is none."""
    said = [f"{capital(each.rstrip('.'))}." for each in caveats if each]
    return read_with_care(" ".join(said)) if said else None
