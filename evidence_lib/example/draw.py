"""A seeded stream of chance, one for each topic, so that no table depends on another's size."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

BLOCK = 4096

Choice = TypeVar("Choice")


class Draw:
    """
    Chance for one topic of one seed.

    Everything is reckoned from the plain uniform numbers of one bit generator: NumPy promises that
    those stay the same from version to version and machine to machine, and of its other
    distributions it does not.

    Source: NEP 19, "Random number generator policy".
    """

    def __init__(self, seed: int, topic: str) -> None:
        sequence = np.random.SeedSequence([seed, zlib.crc32(topic.encode())])
        self._source = np.random.Generator(np.random.PCG64(sequence))
        self._block: list[float] = []

    def share(self) -> float:
        """Draw a number from 0 up to, and not including, 1."""
        if not self._block:
            self._block = self._source.random(BLOCK).tolist()
        return self._block.pop()

    def chance(self, share: float) -> bool:
        """Say yes in *share* of the cases."""
        return self.share() < share

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from *low* to *high*, both included."""
        return low + int(self.share() * (high - low + 1))

    def around(self, centre: float, spread: float) -> float:
        """Draw a number near *centre*: a bell of standard deviation *spread*, from three draws."""
        return centre + spread * 2 * (self.share() + self.share() + self.share() - 1.5)

    def wait(self, mean: float) -> int:
        """Draw a wait in whole days, most of them short and a few long."""
        share = self.share()
        return rounded(3 * mean * share * share)

    def pick(self, options: Sequence[Choice]) -> Choice:
        """Draw one of *options*, each as likely as any other."""
        return options[int(self.share() * len(options))]

    def weighted(self, options: Sequence[Choice], weights: Sequence[float]) -> Choice:
        """Draw one of *options* by its weight."""
        left = self.share() * sum(weights)
        for option, weight in zip(options, weights, strict=True):
            left -= weight
            if left < 0:
                return option
        return options[-1]

    def day(self, first: date, last: date) -> date:
        """Draw a calendar day from *first* to *last*, both included."""
        return first + timedelta(days=self.whole(0, (last - first).days))

    def shuffled(self, options: Sequence[Choice]) -> list[Choice]:
        """Put *options* in an order of chance."""
        return sorted(options, key=lambda _: self.share())

    def some(self, options: Sequence[Choice], number: int) -> list[Choice]:
        """Draw *number* of *options*, none twice, in the order they stand in."""
        ranks = sorted(self.shuffled(range(len(options)))[:number])
        return [options[rank] for rank in ranks]


def rounded(number: float) -> int:
    """Round to the nearest whole number, halves up (the built-in rounds halves to even)."""
    return math.floor(number + 0.5)
