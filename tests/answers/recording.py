"""Asking answers while noting which tables they read, and without drawing the pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from unittest.mock import patch

import pandas as pd

from evidence_lib.answers import Answer
from evidence_lib.answers.weighing import assessed
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import EndOfPage
from evidence_lib.show.charts import exhibits
from tests.answers.calls import Call, different_calls

PICTURE = '<svg role="img" aria-label="A"></svg>'


class Tables(Mapping[str, pd.DataFrame]):
    """Tables by name; each one that is read is noted, and one that is not allowed is refused."""

    def __init__(
        self, frames: Mapping[str, pd.DataFrame], read: set[str], allowed: Collection[str]
    ) -> None:
        self.frames, self.read, self.allowed = frames, read, allowed

    def __getitem__(self, name: str) -> pd.DataFrame:
        assert name in self.allowed, f"{name} is read, and was not read before"
        self.read.add(name)
        return self.frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)


class Kept(dict[str, Any]):
    """What a review reckons once: whoever takes it has read what it was reckoned from."""

    def __init__(self, assessment: Any, read: set[str], behind: Collection[str]) -> None:
        super().__init__(assessment=assessment)
        self.read, self.behind = read, behind

    def __getitem__(self, name: str) -> Any:
        self.read.update(self.behind if name == "assessment" else ())
        return super().__getitem__(name)


@dataclass(frozen=True)
class Asked:
    """What an answer said, and the tables it read for it."""

    said: Answer | EndOfPage
    read: frozenset[str]

    @property
    def html(self) -> str:
        """What a page shows of it: nothing of the mark at its end."""
        return self.said.html if isinstance(self.said, Answer) else ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What it says it lacks."""
        return self.said.missing if isinstance(self.said, Answer) else ()


@dataclass
class Asking:
    """
    One review, weighed once, of which anything can be asked; what was asked is kept.

    ``behind`` names the tables its weighing read; ``pristine`` is the review before anything asked.
    """

    review: Evidence
    pristine: Evidence = field(init=False)
    assessment: Any = field(init=False)
    behind: frozenset[str] = field(init=False)
    done: dict[str, Asked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        frames, read = self.review.tables, set[str]()
        self.pristine = replace(
            self.review, tables={name: each.copy() for name, each in frames.items()}
        )
        self.assessment = assessed(
            replace(self.review, tables=Tables(frames, read, frames), kept={})
        )
        self.behind = frozenset(read)

    def __call__(self, call: Call) -> Asked:
        """Ask, once."""
        if call.key not in self.done:
            self.done[call.key] = self._ask(call, self.review.tables)
        return self.done[call.key]

    def again(self, call: Call) -> Asked:
        """Ask again, with no table to be read but those read before."""
        return self._ask(call, self(call).read)

    def _ask(self, call: Call, allowed: Collection[str]) -> Asked:
        read: set[str] = set()
        tables = Tables(self.review.tables, read, allowed)
        kept = Kept(self.assessment, read, self.behind)
        review = replace(self.review, tables=tables, kept=kept)
        if not call.area:
            said = undrawn(call, review)
        else:
            area, before = (each.area(call.area) for each in (self.review, self.pristine))
            own = Tables(area.tables, read, allowed)
            said = undrawn(call, replace(area, tables=own, review=review))
            require_unchanged(read, area.tables, before.tables)
        require_unchanged(read, self.review.tables, self.pristine.tables)
        return Asked(said, frozenset(read))

    def without(self, names: Sequence[str]) -> dict[str, Answer | EndOfPage]:
        """Ask everything that can see one of some tables again, with those tables absent."""
        empty = {name: self.review.tables[name].iloc[:0] for name in names}
        kept = {} if self.behind & set(names) else {"assessment": self.assessment}
        review = replace(self.review, tables={**self.review.tables, **empty}, kept=kept)
        return {
            call.key: undrawn(call, review.area(call.area) if call.area else review)
            for call in different_calls()
            if self(call).read & set(names)
        }


def require_unchanged(
    read: Collection[str], after: Mapping[str, pd.DataFrame], before: Mapping[str, pd.DataFrame]
) -> None:
    """See that no table that was read is another than it was."""
    for name in sorted(read):
        pd.testing.assert_frame_equal(after[name], before[name], obj=name)


def undrawn(call: Call, subject: Area | Evidence) -> Answer | EndOfPage:
    """Ask with axes drawn on and no picture made of them: that is what takes time."""
    with patch.object(exhibits, "drawing_of", return_value=PICTURE):
        return call.ask(subject)
