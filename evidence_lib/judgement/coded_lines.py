"""
One part's evidence as lines of codes, and the facts that rules speak of, for many codings at once.

A line is what one voice says with one set of codes: items of one voice that are coded alike are one
line. A coding of a part is a row of bearings and a row of weights, one number a line; facts are
counted for as many codings as are given, so that the coding itself, every line left out and
every recoding are read by the same few lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence_lib import terms

Codes = npt.NDArray[np.int8]
Marks = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]
Facts = Mapping[str, Counts]

SUPPORTS, MIXED, CHALLENGES, LEFT_OUT = 1, 0, -1, 2
BEARING = {"supports": SUPPORTS, "mixed": MIXED, "challenges": CHALLENGES}
WEIGHT = {word: place for place, word in enumerate(terms.MATERIALITIES, start=1)}
"""The order of the codes; nothing adds them up."""

LINE_CODES = [
    "voice", "speaker", "criterion", "strand", "origin", "bearing", "materiality", "people",
    "of_result", "moved", "fixed",
]  # fmt: skip


class Grouped(NamedTuple):
    """Lines put together: ``order`` sorts them, ``starts`` says where each group begins."""

    order: npt.NDArray[np.intp]
    starts: npt.NDArray[np.intp]

    def heaviest(self, values: Codes) -> Codes:
        """Give the highest value in each group. Row: one coding; column: one group."""
        if not len(self.starts):
            return np.zeros((len(values), 0), dtype=np.int8)
        return np.maximum.reduceat(values[:, self.order], self.starts, axis=1)


def _grouped(names: pd.Series, wanted: Marks) -> Grouped:
    """Put together the *wanted* lines of one name."""
    places = np.flatnonzero(wanted)
    codes = pd.factorize(names.to_numpy()[places])[0]
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else places
    return Grouped(places[order], starts.astype(np.intp))


@dataclass(frozen=True)
class CodedLines:
    """
    The lines of one part. ``frame`` Row: one line, with `LINE_CODES` and ``item_ids`` (a tuple).

    ``fixed`` lines are measures, which no coder codes; ``moved`` ones tell an outcome that was
    measured and moved the right way. ``survey_independent`` says whether a staff survey is a strand
    that can stand apart from others.
    """

    frame: pd.DataFrame
    survey_independent: bool = False

    @cached_property
    def bearings(self) -> Codes:
        """The bearing of each line: 1 supports, 0 mixed, -1 challenges."""
        return np.array([BEARING[each] for each in self.frame["bearing"]], dtype=np.int8)

    @cached_property
    def weights(self) -> Codes:
        """The place of each line's materiality in its order, from 1."""
        return np.array([WEIGHT[each] for each in self.frame["materiality"]], dtype=np.int8)

    @cached_property
    def recodable(self) -> Marks:
        """Which lines a coder coded."""
        return ~self.marks("fixed")

    def marks(self, name: str) -> Marks:
        """Give a column of yes and no."""
        return self.frame[name].to_numpy(dtype=bool)

    @cached_property
    def _voices(self) -> Grouped:
        return _grouped(self.frame["voice"], np.ones(len(self.frame), dtype=bool))

    @cached_property
    def _channels(self) -> tuple[Grouped, Counts, Counts]:
        """Put together who speaks by one strand from one origin, with strand and origin of each."""
        own = self.frame
        channel = own["speaker"] + "|" + own["strand"] + "|" + own["origin"]
        wanted = own["strand"].ne(terms.TEAM_FINDING) & own["origin"].ne("") & ~self._left_out
        grouped = _grouped(channel, wanted.to_numpy(dtype=bool))
        first = grouped.order[grouped.starts]
        strands = pd.factorize(own["strand"].to_numpy()[first])[0]
        origins = pd.factorize(own["origin"].to_numpy()[first])[0]
        return grouped, _one_hot(strands), _one_hot(origins)

    @cached_property
    def _untraced(self) -> Grouped:
        untraced = self.frame["strand"].eq(terms.TEAM_FINDING).to_numpy(dtype=bool)
        return _grouped(self.frame["speaker"], untraced)

    def facts(self, bearings: Codes, weights: Codes) -> dict[str, Counts]:
        """
        Count what the rules speak of, for each coding.

        Args:
            bearings: Row: one coding; column: one line. `LEFT_OUT` for a line that is not there.
            weights: The same for the place of its materiality.

        Returns:
            The facts of `rules.FACTS` that codes decide; each an array with a number a coding.
        """
        there = bearings != LEFT_OUT
        strong = np.where(bearings == SUPPORTS, weights, 0).astype(np.int8)
        weak = np.where(bearings == CHALLENGES, weights, 0).astype(np.int8)
        active = ((bearings == SUPPORTS) | (bearings == MIXED)).astype(np.int8)
        return {
            "items": _any(there),
            "activity": _number(self._voices, active),
            **_by_weight(self._voices.heaviest(strong), "strengths"),
            **_by_weight(self._voices.heaviest(weak), "weaknesses"),
            "people_support": _number(self._voices, strong * self.marks("people")),
            "outcomes_moved": _number(self._voices, strong * self.marks("moved")),
            "outcome_items": _number(self._voices, there * self.marks("of_result")),
            "survey_left_out": self._survey_left_out(strong),
            **self._breadth(strong),
        }

    def _breadth(self, strong: Codes) -> dict[str, Counts]:
        """
        Count who supports with weight beside the largest strand or origin, or names no strand.

        Two speakers are independent if strand and origin both differ, so those of one strand, or of
        one origin, stand together; what is beyond the largest such company is independent of it.
        """
        of_weight = (strong >= WEIGHT["important"]).astype(np.int8)
        grouped, strands, origins = self._channels
        heard = grouped.heaviest(of_weight).astype(np.int64)
        largest = np.maximum(_most(heard @ strands), _most(heard @ origins))
        independent = heard.sum(axis=1) - largest
        untraced = _number(self._untraced, of_weight)
        return {
            "independent_support": independent,
            "untraced_support": untraced,
            "breadth": independent + untraced,
        }

    def _survey_left_out(self, strong: Codes) -> Counts:
        return _any(strong * self._left_out.to_numpy(dtype=bool))

    @cached_property
    def _left_out(self) -> pd.Series:
        """Which lines come from a staff survey that cannot stand apart from others."""
        return self.frame["strand"].eq("staff_survey") & (not self.survey_independent)


def _by_weight(heaviest: Codes, side: str) -> dict[str, Counts]:
    """Count the voices of one side at each cut of materiality."""
    return {
        side: (heaviest >= WEIGHT["minor"]).sum(axis=1),
        f"{side}_of_weight": (heaviest >= WEIGHT["important"]).sum(axis=1),
        f"major_{side}": (heaviest >= WEIGHT["major"]).sum(axis=1),
    }


def _number(grouped: Grouped, values: Codes) -> Counts:
    found: Counts = (grouped.heaviest(values.astype(np.int8)) > 0).sum(axis=1)
    return found


def _any(true: npt.NDArray[np.generic]) -> Counts:
    found: Counts = (true != 0).sum(axis=1)
    return found


def _most(counts: Counts) -> Counts:
    return counts.max(axis=1) if counts.shape[1] else np.zeros(len(counts), dtype=np.int64)


def _one_hot(codes: npt.NDArray[np.intp]) -> Counts:
    return np.eye(codes.max() + 1 if len(codes) else 0, dtype=np.int64)[codes]
