"""How many have been helped by a day, where a request can also be closed without help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence_lib.errors import MethodInputError, require_choice, shown
from evidence_lib.timeliness.survival import Z_95, WaitEstimate, crossing
from evidence_lib.timeliness.waits import Days, Numbers, checked_waits

HELPED, CLOSED, WAITING = "helped", "closed", "waiting"
OUTCOMES = (HELPED, CLOSED, WAITING)
"""Helped; closed without help, after which no help can come; still waiting when last known."""

METHOD = "Aalen-Johansen, closing without help a competing event, 95% log-log interval"


def cumulative_incidence(
    days: Days, outcome: pd.Series[Any] | Sequence[str] | npt.NDArray[Any]
) -> pd.DataFrame:
    """
    Estimate the shares helped, closed without help and still waiting after each number of days.

    A request closed without help is neither waiting nor helped: it leaves those who wait and stays
    in the base. To count it as still waiting (Kaplan-Meier) would suppose that help was on its way.

    Row: one distinct wait, shortest first.

    Args:
        days: Waits, in days; of a request that still waits, how long it has waited.
        outcome: How each ended: one of `OUTCOMES`.

    Returns:
        ``time`` (days), ``at_risk``, ``events`` (helped) and ``closed`` (requests);
        ``helped``, ``low``, ``high``, ``closed_share`` and ``waiting`` (shares, 0 to 1; the limits
        are of ``helped``, missing while it is 0 or 1).

    Raises:
        MethodInputError: As `waits.checked_waits`, or there is not one outcome for each wait.
        UnknownTermError: An outcome is none of `OUTCOMES`.

    Source: Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141-150; the variance
    by the delta method, Gaynor and others (1993), Journal of the American Statistical Association
    88, 400-409; without closings it is that of Greenwood, and without open waits the binomial one.
    """
    doing = "estimating the share helped"
    ends = _checked(outcome, doing=doing)
    waits, _ = checked_waits(days, ends == HELPED, doing=doing)
    time, place = np.unique(waits, return_inverse=True)
    helped, closed = (
        np.bincount(place[ends == each], minlength=len(time)) for each in OUTCOMES[:2]
    )
    leaving = np.bincount(place, minlength=len(time))
    at_risk = len(waits) - np.append(0, leaving.cumsum()[:-1])
    waiting = np.cumprod(1 - (helped + closed) / at_risk)
    before = np.append(1.0, waiting[:-1])
    share = np.cumsum(before * helped / at_risk)
    counts = (each.astype(float) for each in (at_risk, helped, helped + closed))
    error = np.sqrt(_variance(share, before, *counts))
    low, high = _limits(share, error)
    return pd.DataFrame(
        {
            "time": time, "at_risk": at_risk, "events": helped, "closed": closed,
            "helped": share, "low": low, "high": high,
            "closed_share": np.cumsum(before * closed / at_risk), "waiting": waiting,
        }
    )  # fmt: skip


def helped_within(
    days: Days, outcome: pd.Series[Any] | Sequence[str] | npt.NDArray[Any], *, share: float = 0.5
) -> WaitEstimate:
    """
    Give the days within which a share of all requests had been helped, with its interval.

    Args:
        days: As `cumulative_incidence`.
        outcome: As `cumulative_incidence`.
        share: Between 0 and 1: 0.5 for half of the requests.

    Returns:
        A `WaitEstimate`, in days; not reached where too many were closed, or wait still.

    Raises:
        MethodInputError: As `cumulative_incidence`, or *share* is not between 0 and 1.

    Source: the curve of `cumulative_incidence`; the limits are where its limits cross.
    """
    if not 0 < share < 1:
        raise MethodInputError(
            f'estimating a quantile of waits: "share" must be between 0 and 1; got {shown(share)}'
        )
    curve = cumulative_incidence(days, outcome)
    at, low, high = days_to(curve, share)
    said = {
        "not reached: too few have been helped": at is None,
        "no upper limit: too few have been helped": at is not None and high is None,
    }
    caveats = tuple(words for words, applies in said.items() if applies)
    asked, helped = int(curve["at_risk"].iloc[0]), int(curve["events"].sum())
    return WaitEstimate(at, low, high, share, asked, helped, METHOD, caveats)


def days_to(curve: pd.DataFrame, share: float) -> tuple[float | None, float | None, float | None]:
    """Find the days at which the curve, its upper and its lower limit come to a share."""
    unhelped = pd.DataFrame(
        {"time": curve["time"], **{name: 1 - curve[name] for name in ("helped", "low", "high")}}
    )
    at, low, high = (crossing(unhelped, name, 1 - share) for name in ("helped", "high", "low"))
    return at, low, high


def _checked(outcome: Any, *, doing: str) -> npt.NDArray[Any]:
    ends = np.array(list(outcome), dtype=object)
    for each in dict.fromkeys(ends.tolist()):
        require_choice("outcome", str(each), OUTCOMES, doing=doing)
    return ends


LARGEST_EXPONENT = 700.0
"""Beyond it the limits are 0 and 1, and the number would not fit."""


def _variance(
    share: Numbers, before: Numbers, at_risk: Numbers, helped: Numbers, ended: Numbers
) -> Numbers:
    """Give the variance of the share helped at each time: three sums over the times until then."""
    left = np.maximum(at_risk - ended, 1)  # where nobody is left nothing is added any more
    rest = share[:, None] - share[None, :]
    until = np.tril(np.ones((len(share), len(share))))
    terms = (
        rest**2 * (ended / (at_risk * left))
        + before**2 * (at_risk - helped) * helped / at_risk**3
        - 2 * rest * before * helped / at_risk**2
    )
    return np.asarray((terms * until).sum(axis=1)).clip(min=0)


def _limits(share: Numbers, error: Numbers) -> tuple[Numbers, Numbers]:
    """Give log-log limits of the share not helped, turned round; none at 0 and at 1."""
    inside = (share > 0) & (share < 1)
    unhelped = np.where(inside, 1 - share, 0.5)
    exponent = Z_95 * error / (unhelped * np.abs(np.log(unhelped)))
    reach = np.exp(np.minimum(exponent, LARGEST_EXPONENT))
    low, high = 1 - unhelped ** (1 / reach), 1 - unhelped**reach
    return np.where(inside, low, np.nan), np.where(inside, high, np.nan)
