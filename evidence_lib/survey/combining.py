"""Sums and differences of independent shares, such as a change or the change of a gap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_lib.errors import MethodInputError
from evidence_lib.survey.proportions import ProportionInterval

COMBINED_METHOD = "square-and-add interval from the Wilson limits of each share (Newcombe; MOVER)"


@dataclass(frozen=True)
class CombinedShares:
    """
    Shares added and taken away, with the interval of the result.

    ``estimate``, ``low`` and ``high`` are differences of shares: for two of them from -1 to 1.
    """

    estimate: float
    low: float
    high: float
    method: str = COMBINED_METHOD


def combine_shares(
    added: Sequence[ProportionInterval], taken: Sequence[ProportionInterval]
) -> CombinedShares:
    """
    Add some independent shares and take others away, with the interval of the result.

    A later share added and an earlier one taken is a change; the change of a gap takes four.
    The lower limit is the estimate less the root of the squared distances from each added share to
    its lower limit and from each taken one to its upper limit; the upper limit turns them round.

    Args:
        added: Shares as `proportion_interval` gives, of one confidence.
        taken: The same.

    Raises:
        MethodInputError: There is no share at all.

    Source:
        Newcombe (1998), Statistics in Medicine 17, 873-890, method 10, for two shares; Zou and
        Donner (2008), Statistics in Medicine 27, 1693-1702, for more; docs/method.md, "A share of
        people".
    """
    if not added and not taken:
        raise MethodInputError("combining shares: at least one share is needed; got none")
    estimate = sum(each.share for each in added) - sum(each.share for each in taken)
    below = [each.share - each.low for each in added] + [each.high - each.share for each in taken]
    above = [each.high - each.share for each in added] + [each.share - each.low for each in taken]
    return CombinedShares(estimate, estimate - math.hypot(*below), estimate + math.hypot(*above))
