"""Whether groups wait differently: the log-rank test on any number of groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence_lib.errors import MethodInputError
from evidence_lib.timeliness.waits import Days, Flags, Numbers, Observed, checked_waits

FEW_EXPECTED = 5


@dataclass(frozen=True)
class WaitComparison:
    """
    The log-rank test of several groups of waits.

    Row: one comparison. ``groups`` has one row a group: ``group``, ``n`` (waits), ``observed``
    (waits seen to end) and ``expected`` (how many would have, were the groups alike).
    """

    statistic: float
    p_value: float
    degrees_of_freedom: int
    groups: pd.DataFrame
    method: str
    caveats: tuple[str, ...]


def compare_waits(
    days: Days, observed: Observed, group: pd.Series[Any] | Sequence[Any] | npt.NDArray[Any]
) -> WaitComparison:
    """
    Test whether groups are helped at the same pace.

    Args:
        days: Waits, in days.
        observed: True where the wait was seen to end, False where it is still running.
        group: The group of each wait, in the same order.

    Returns:
        A `WaitComparison`.

    Raises:
        MethodInputError: As `waits.checked_waits`; a group is missing; fewer than two groups were
            still waiting when somebody was helped.

    Source: Mantel 1966; R survival, ``survdiff`` (hypergeometric variance, which allows for ties);
    groups with nothing expected are left out of the degrees of freedom.
    """
    doing = "comparing waits"
    waits, ended = checked_waits(days, observed, doing=doing)
    names = _groups(group, len(waits), doing=doing)
    labels = sorted(names.unique(), key=lambda label: (str(type(label)), label))
    members = [(names == label).to_numpy() for label in labels]
    seen, expected, variance = _log_rank(waits, ended, members)
    tested = np.flatnonzero(expected > 0)[:-1]
    if not len(tested) or np.linalg.matrix_rank(variance[np.ix_(tested, tested)]) < len(tested):
        raise MethodInputError(
            f"{doing}: at least two groups must still be waiting when somebody is helped"
        )
    statistic = _statistic(seen - expected, variance, tested)
    return WaitComparison(
        statistic=statistic,
        p_value=_p_value(statistic, len(tested)),
        degrees_of_freedom=len(tested),
        groups=pd.DataFrame(
            {
                "group": labels,
                "n": [int(each.sum()) for each in members],
                "observed": seen.astype(int),
                "expected": expected,
            }
        ),
        method="log-rank (Mantel), chi-square on groups less one",
        caveats=_caveats(expected),
    )


def _groups(group: Any, length: int, *, doing: str) -> pd.Series[Any]:
    names = pd.Series(list(group))
    if len(names) != length or names.isna().any():
        raise MethodInputError(
            f'{doing}: "group" must name a group for each of {length} waits; '
            f"got {int(names.notna().sum())} names"
        )
    return names


def _log_rank(
    waits: Numbers, ended: Flags, members: list[Flags]
) -> tuple[Numbers, Numbers, Numbers]:
    """Give what was seen, what was expected, and the covariance of seen, by group."""
    times = np.unique(waits[ended])
    waiting = np.array([_still_waiting(waits[member], times) for member in members])
    helped = np.array([_helped(waits[member & ended], times) for member in members])
    total, events = waiting.sum(axis=0), helped.sum(axis=0)
    shares = waiting / total
    weights = events * (total - events) / np.maximum(total - 1, 1)
    variance = np.diag((weights * shares).sum(axis=1)) - (weights * shares) @ shares.T
    return helped.sum(axis=1), (events * shares).sum(axis=1), variance


def _still_waiting(waits: Numbers, times: Numbers) -> npt.NDArray[np.integer[Any]]:
    return len(waits) - np.searchsorted(np.sort(waits), times, side="left")


def _helped(waits: Numbers, times: Numbers) -> npt.NDArray[np.integer[Any]]:
    return np.bincount(np.searchsorted(times, waits), minlength=len(times))


def _statistic(excess: Numbers, variance: Numbers, tested: npt.NDArray[Any]) -> float:
    inner = variance[np.ix_(tested, tested)]
    return float(excess[tested] @ np.linalg.solve(inner, excess[tested]))


def _p_value(statistic: float, freedom: int) -> float:
    from scipy.stats import chi2

    return float(chi2.sf(statistic, freedom))


def _caveats(expected: Numbers) -> tuple[str, ...]:
    few = int((expected < FEW_EXPECTED).sum())
    words = f"{few} group(s) expect fewer than {FEW_EXPECTED} waits to end: the test is rough"
    return (words,) if few else ()
