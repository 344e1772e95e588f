"""What the coding leaves open: the range of levels that other codings of the same would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

import numpy as np
import numpy.typing as npt

from evidence_lib import terms
from evidence_lib.judgement.coded_lines import CHALLENGES, LEFT_OUT, SUPPORTS, Codes, Counts
from evidence_lib.judgement.extent import NOT_ASSESSABLE_LEVEL, read_levels
from evidence_lib.judgement.parts import Part
from evidence_lib.judgement.rules import Rules

Shares = npt.NDArray[np.float64]

HIGHEST_WEIGHT = len(terms.MATERIALITIES)
CELLS_AT_ONCE = 4_000_000
"""So many codes are read at once, which keeps the memory of a large part small."""


@dataclass(frozen=True)
class CodingRange:
    """
    The levels that the coding leaves open, from ``low`` to ``high``; None where not assessable.

    ``held`` is the share (0 to 1) of the joint recodings that lie within them.
    """

    low: int | None
    high: int | None
    held: float | None


def coding_range(
    part: Part, level: int | None, rules: Rules, rates: Mapping[str, float | None]
) -> CodingRange:
    """
    Find the shortest range round *level* that holds what other codings would give.

    Args:
        part: The evidence on one component.
        level: What the coding as it stands gives.
        rules: The rules, with how many recodings are drawn and how many the range must hold.
        rates: How often two coders differ on ``materiality`` and ``bearing`` (share, 0 to 1); what
            is missing there is as the rules say.

    Returns:
        The range that holds nine in ten of the codings with one line left out, nine in ten of those
        with one code a step off, and a little more of the joint recodings, so that any other draw
        of them is held too.

    Source: docs/method.md, "A range, and not a point".
    """
    if level is None or not len(part.lines.frame):
        return CodingRange(level, level, None)
    joint = _levels(part, *joint_recodings(part, rules, rates), rules)
    shares = [
        (_shares(joint), rules.recoding["holds_joint"]),
        (_shares(_levels(part, *each_left_out(part), rules)), rules.recoding["holds"]),
        (_shares(_levels(part, *each_a_step_off(part), rules)), rules.recoding["holds"]),
    ]
    low, high = _shortest(level, shares)
    return CodingRange(low, high, float(_shares(joint)[low : high + 1].sum()))


def _levels(part: Part, bearings: Codes, weights: Codes, rules: Rules) -> Counts:
    """Read the level of each coding, some at a time; those that are not assessable are left out."""
    step = max(1, CELLS_AT_ONCE // max(1, bearings.shape[1]))
    read = [
        read_levels(
            part.facts(bearings[at : at + step], weights[at : at + step]), part.component, rules
        )
        for at in range(0, len(bearings), step)
    ]
    levels: Counts = np.concatenate([*read, np.zeros(0, dtype=np.int64)])
    assessed: Counts = levels[levels != NOT_ASSESSABLE_LEVEL]
    return assessed


def _shares(levels: Counts) -> Shares:
    counted = np.bincount(levels, minlength=5)
    shares: Shares = counted / max(1, counted.sum())
    return shares


def _shortest(level: int, shares: list[tuple[Shares, float]]) -> tuple[int, int]:
    """Choose among the ranges that hold enough the shortest, and of those the fullest."""
    ranges = [(low, high) for low in range(level + 1) for high in range(level, 5)]
    holding = [
        (low, high)
        for low, high in ranges
        if all(not each.any() or each[low : high + 1].sum() >= least for each, least in shares)
    ]
    fullest = shares[0][0]
    return min(holding, key=lambda ends: (ends[1] - ends[0], -fullest[ends[0] : ends[1] + 1].sum()))


def each_left_out(part: Part) -> tuple[Codes, Codes]:
    """Leave out each coded line in turn. Row: one coding; column: one line."""
    places = np.flatnonzero(part.lines.recodable)
    bearings, weights = _repeated(part, len(places))
    bearings[np.arange(len(places)), places] = LEFT_OUT
    return bearings, weights


def each_a_step_off(part: Part) -> tuple[Codes, Codes]:
    """Take each code of each line one step off, both ways where there are two."""
    changes = [
        (place, step, on_bearing)
        for place in np.flatnonzero(part.lines.recodable)
        for on_bearing, code, ends in (
            (True, part.lines.bearings[place], (CHALLENGES, SUPPORTS)),
            (False, part.lines.weights[place], (1, HIGHEST_WEIGHT)),
        )
        for step in (-1, 1)
        if ends[0] <= code + step <= ends[1]
    ]
    bearings, weights = _repeated(part, len(changes))
    for row, (place, step, on_bearing) in enumerate(changes):
        (bearings if on_bearing else weights)[row, place] += step
    return bearings, weights


def joint_recodings(
    part: Part, rules: Rules, rates: Mapping[str, float | None]
) -> tuple[Codes, Codes]:
    """
    Draw many codings in which each code is a step off as often as two coders differ on it.

    The draws follow the lines in the order of what they say, and not of their keys, so that neither
    the order nor the names of items change them.
    """
    runs = int(rules.recoding["runs"])
    draw = np.random.default_rng(int(rules.recoding["seed"]))
    bearings, weights = _repeated(part, runs)
    shape = bearings.shape
    for codes, name, lowest, highest in (
        (weights, "materiality", 1, HIGHEST_WEIGHT),
        (bearings, "bearing", CHALLENGES, SUPPORTS),
    ):
        changed = draw.random(shape) < _rate(rates, name, rules)
        step = draw.choice(np.array([-1, 1], dtype=np.int8), size=shape)
        beyond = (codes + step < lowest) | (codes + step > highest)
        codes += np.where(beyond, -step, step) * (changed & part.lines.recodable)
    return bearings, weights


def _rate(rates: Mapping[str, float | None], name: str, rules: Rules) -> float:
    measured = rates.get(name)
    known = measured is not None and not isnan(measured)
    return float(measured) if known and measured is not None else rules.recoding[f"{name}_rate"]


def _repeated(part: Part, runs: int) -> tuple[Codes, Codes]:
    return (
        np.repeat(part.lines.bearings[np.newaxis], runs, axis=0),
        np.repeat(part.lines.weights[np.newaxis], runs, axis=0),
    )
