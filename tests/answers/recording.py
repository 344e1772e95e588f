"""Evidence that notes which of its tables an answer reads, and can refuse all others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from evidence_lib.answers.weighing import assessed
from evidence_lib.evidence import Area, Evidence
from evidence_lib.judgement import Assessment


class Tables(Mapping[str, pd.DataFrame]):
    """Tables by name; each one that is read is noted, and one that is not allowed is refused."""

    def __init__(
        self, frames: Mapping[str, pd.DataFrame], read: set[str], allowed: Collection[str]
    ) -> None:
        self.frames, self.read, self.allowed = frames, read, allowed

    def __getitem__(self, name: str) -> pd.DataFrame:
        assert name in self.allowed, f"{name} is read, which was not read before"
        self.read.add(name)
        return self.frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)


class Kept(dict[str, Any]):
    """What a review reckons once; whoever takes it has read what it was reckoned from."""

    def __init__(self, made: Mapping[str, Any], read: set[str], behind: Collection[str]) -> None:
        super().__init__(made)
        self.read, self.behind = read, behind

    def __getitem__(self, name: str) -> Any:
        if name == "assessment":
            self.read.update(self.behind)
        return super().__getitem__(name)


@dataclass(frozen=True)
class Recorder:
    """One review, weighed once, to be asked by recorded readings."""

    review: Evidence
    assessment: Assessment
    behind: frozenset[str]

    @classmethod
    def of(cls, review: Evidence) -> Recorder:
        """Weigh a review and note what was read for it."""
        read: set[str] = set()
        tables = Tables(review.tables, read, review.tables)
        assessment = assessed(replace(review, tables=tables, kept={}))
        return cls(review, assessment, frozenset(read))

    def subject(self, area: str, allowed: Collection[str] | None = None) -> Recorded:
        """The review, or one of its areas, that notes what is read of it."""
        read: set[str] = set()
        may = self.review.tables if allowed is None else allowed
        kept = Kept({"assessment": self.assessment}, read, self.behind)
        tables = Tables(self.review.tables, read, may)
        whole = replace(self.review, tables=tables, kept=kept)
        if not area:
            return Recorded(whole, read)
        narrowed = self.review.area(area)
        own = Tables(narrowed.tables, read, may)
        return Recorded(replace(narrowed, tables=own, review=whole), read)


@dataclass(frozen=True)
class Recorded:
    """What an answer is asked of, and the names of the tables that were read of it so far."""

    subject: Area | Evidence
    read: set[str] = field(default_factory=set)
