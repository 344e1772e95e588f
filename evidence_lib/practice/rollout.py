"""Before and after each cluster's own go-live, against clusters not yet live."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from evidence_lib.disclosure.notes import SMALL_CELLS
from evidence_lib.errors import MethodInputError, require_columns, shown
from evidence_lib.practice._frames import (
    as_day,
    require_days,
    shares_of,
)
from evidence_lib.practice._permutation import deal
from evidence_lib.practice._windows import (
    cluster_row,
    design,
    judged_requests,
    live_dates,
    scored,
)

METHOD = (
    "Change of each cluster around its own go-live less the mean change of clusters not yet live "
    "in the same days, each cluster once"
)
_REQUESTS = ("request_id", "cluster", "requested_on", "first_help_on")
_ROLLOUT = ("cluster", "went_live_on")
_MEASURES = {
    "within": ("share helped within the standard", "share"),
    "capped": ("mean wait, capped", "days"),
}
_SIDE = (*shares_of("within"), "helped", "not_helped", "median_wait_days")
_COLUMNS = [
    "cluster", "went_live_on", "hidden",
    *(f"before_{name}" for name in ("n", *_SIDE)), *(f"after_{name}" for name in ("n", *_SIDE)),
    "change", "change_low", "change_high",
    "comparison_clusters", "comparison_before_n", "comparison_after_n", "comparison_change",
    "difference",
]  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """
    One difference in differences over the whole roll-out.

    ``estimate``, ``low`` and ``high`` are in ``unit`` (share, 0 to 1, or days); ``low`` and
    ``high`` reach the ends of what is possible when the clusters are too few to bound it.
    ``smallest_p`` is the least p this roll-out could have given; ``bounded`` is false when that is
    over 0.05. All are None where no cluster was left to compare with.
    """

    measure: str
    unit: str
    estimate: float | None
    low: float | None
    high: float | None
    p_value: float | None
    smallest_p: float | None
    bounded: bool
    clusters: int
    n: int
    method: str


@dataclass(frozen=True)
class RolloutCaveats:
    """What a reader of a roll-out's effect has to know, a sentence each."""

    no_proof: str
    order_chosen: str
    requests_judged: str
    medians_of_helped: str
    windows: str
    small_cells: str


@dataclass(frozen=True)
class RolloutEffect:
    """
    What changed where the model went live, beyond what changed elsewhere.

    ``by_cluster``, row: one cluster that went live. ``share_within`` and ``capped_wait`` are the
    overall differences; ``n`` requests were old enough and had a cluster of the roll-out;
    ``left_out`` counts the rest by reason. ``caveats`` holds all sentences of ``caution``.
    """

    by_cluster: pd.DataFrame
    share_within: Difference
    capped_wait: Difference
    n: int
    left_out: dict[str, int]
    method: str
    caution: RolloutCaveats

    @property
    def caveats(self) -> tuple[str, ...]:
        """Give every caveat, in the order of the names."""
        return astuple(self.caution)

    @property
    def caveats_of_effect(self) -> tuple[str, ...]:
        """Give those that say why the differences prove nothing."""
        return self.caution.no_proof, self.caution.order_chosen

    @property
    def notes_of_table(self) -> tuple[str, ...]:
        """Give those that say which requests the rows of ``by_cluster`` count."""
        return self.caution.requests_judged, self.caution.windows


def _difference(
    requests: pd.DataFrame,
    live: pd.Series[pd.Timestamp],
    column: str,
    width: int,
    limit: float,
) -> Difference:
    measure, unit = _MEASURES[column]
    nothing = Difference(
        measure, unit, None, None, None, None, None, False, 0, len(requests), METHOD
    )
    dealt = deal(design(requests, live, column, width)) if len(live) > 1 else None
    if dealt is None:
        return nothing
    how = "every" if dealt.exact else "a fixed sample of"
    return replace(
        nothing,
        estimate=dealt.estimate,
        low=max(dealt.low, -limit),
        high=min(dealt.high, limit),
        p_value=dealt.p_value,
        smallest_p=dealt.smallest_p,
        bounded=bool(np.isfinite([dealt.low, dealt.high]).all()),
        clusters=dealt.events,
        method=f"{METHOD}; interval and p from {how} {dealt.assignments} ways to deal out the "
        "go-live dates",
    )


def _no_proof(effect: Difference) -> str:
    if not effect.clusters:
        return "No go-live left clusters to compare with: nothing can be said of its own effect."
    few = "" if effect.bounded else " Here they are too few to bound the difference."
    number = f"{effect.clusters} go-lives" if effect.clusters > 1 else "1 go-live"
    return f"Only {number} had clusters to compare with: no proof of what made the difference.{few}"


def _caveats(effect: Difference, standard_days: int, cap_days: int, width: int) -> RolloutCaveats:
    return RolloutCaveats(
        no_proof=_no_proof(effect),
        order_chosen="The clusters to go first were chosen, not drawn by lot, as the test "
        "supposes.",
        requests_judged=f"Only requests at least {cap_days} days old are judged, so that none is "
        f"cut short; one not helped in that time counts as {cap_days} days and as outside the "
        f"{standard_days}-day standard, whether still open or closed without help.",
        medians_of_helped="Median waits are of those helped; those not helped are counted beside "
        "them.",
        windows=f"Before and after are the {width} days on each side, by the day of the request.",
        small_cells=SMALL_CELLS,
    )


def rollout_effect(
    service_requests: pd.DataFrame,
    rollout: pd.DataFrame,
    *,
    as_at: date,
    standard_days: int,
    window_days: int = 180,
    cap_days: int | None = None,
) -> RolloutEffect:
    """
    Compare waits before and after each cluster's own go-live with clusters not yet live.

    Row (``by_cluster``): one cluster that has gone live, in order of going live.

    Args:
        service_requests: The contract's `service_requests`.
        rollout: The contract's `rollout`; no date means not yet live.
        as_at: The day the figures speak of.
        standard_days: Calendar days within which help should begin.
        window_days: Days looked at on each side of a go-live.
        cap_days: Longer waits count as so many days; twice the standard unless given.

    Returns:
        `RolloutEffect`. ``by_cluster`` holds ``cluster``, ``went_live_on``, ``hidden``; for
        ``before_`` and ``after_`` the ``n``, ``within`` (count, base, share, interval), ``helped``,
        ``not_helped``, ``median_wait_days``; ``change`` of the share with ``change_low`` and
        ``change_high``; the number of ``comparison_clusters``, their requests and pooled
        ``comparison_change``; ``difference``. Shares and changes are missing under a base of 20.

    Raises:
        MethodInputError: A column is missing, a cluster goes live twice, *as_at* is no date, a
            number of days is not one, or *cap_days* is under *standard_days*.

    Source: difference in differences with not-yet-treated units as comparison, as in Callaway and
        Sant'Anna 2021; exact randomisation inference for so few clusters.
    """
    doing = "comparing waits before and after go-live"
    cap = _check(service_requests, rollout, standard_days, window_days, cap_days, doing)
    requests, left_out = judged_requests(service_requests, rollout, as_day(as_at, doing=doing), cap)
    requests = scored(requests, standard_days, cap)
    live = live_dates(rollout, as_day(as_at, doing=doing))
    share = _difference(requests, live, "within", window_days, 1.0)
    wait = _difference(requests, live, "capped", window_days, float(cap))
    rows = [cluster_row(requests, each, live, window_days) for each in live.dropna().index]
    return RolloutEffect(
        pd.DataFrame(rows, columns=_COLUMNS), share, wait, len(requests), left_out, METHOD,
        _caveats(share, standard_days, cap, window_days),
    )  # fmt: skip


def _check(
    service_requests: pd.DataFrame,
    rollout: pd.DataFrame,
    standard_days: int,
    window_days: int,
    cap_days: int | None,
    doing: str,
) -> int:
    require_columns(service_requests.columns, _REQUESTS, doing=f"{doing}, service_requests")
    require_columns(rollout.columns, _ROLLOUT, doing=f"{doing}, rollout")
    cap = 2 * standard_days if cap_days is None else cap_days
    named = {"standard_days": standard_days, "window_days": window_days, "cap_days": cap}
    for name, value in named.items():
        require_days(name, value, doing=doing)
    if cap < standard_days:
        raise MethodInputError(
            f'{doing}: "cap_days" must be at least the standard; got {shown(cap)}'
        )
    repeated = rollout.loc[rollout["cluster"].duplicated(), "cluster"]
    if len(repeated):
        raise MethodInputError(
            f"{doing}: a cluster goes live once; {shown(repeated.iloc[0])} twice"
        )
    return cap
