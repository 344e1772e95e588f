"""A roll-out cluster by cluster: each beside those that had not begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evidence_lib import disclosure, practice
from evidence_lib.answers.answer import Answer, no_table, where_any
from evidence_lib.answers.share_cells import notes_on, practice_shares
from evidence_lib.english import counted, interval, p_value
from evidence_lib.evidence import Area
from evidence_lib.practice import Difference, RolloutEffect
from evidence_lib.show import AccessibleTable, Caveat, Finding, Sentence, read_with_care, table


def rollout(area: Area) -> Answer:
    """Set each cluster that went live beside those that had not, before and after its own day."""
    clusters, requests = area.review.tables["rollout"], area.review.tables["service_requests"]
    if clusters.empty:
        return no_table("rollout")
    if requests.empty:
        return Answer.of(Sentence("Without requests the roll-out cannot be told by its effect."))
    effect = practice.rollout_effect(
        disclosure.merge_small_groups(requests, "locality"), clusters, as_at=area.as_at,
        standard_days=area.review.request_days,
    )  # fmt: skip
    return Answer.of(
        rollout_found(effect),
        rollout_wait(effect),
        rollout_caveat(effect),
        where_any(rollout_table, effect.by_cluster, notes=effect.notes_of_table),
        by_cluster=effect.by_cluster,
    )


def rollout_found(effect: RolloutEffect) -> Finding:
    """Say what the roll-out changed beyond what changed where it had not begun, or nothing."""
    found = effect.share_within
    if found.estimate is None or found.low is None or found.high is None or found.p_value is None:
        return Finding("No cluster was left to compare with, so nothing can be said of the effect.")
    points = 100 * found.estimate
    more = "rose" if points > 0 else "fell"
    return Finding(
        f"Where the model went live, the share helped in time {more} by {abs(points):.0f} "
        "percentage points against clusters not yet live "
        f"({interval(100 * found.low, 100 * found.high, places=0)}; {p_value(found.p_value)}; "
        f"{counted(found.clusters, 'go-live')}, {found.n:,} requests): {_verdict(found)}."
    )


def _verdict(found: Difference) -> str:
    if not found.bounded:
        return "too few clusters for any answer"
    chance = found.p_value is not None and found.p_value >= 0.05
    return "compatible with chance" if chance else "more than chance alone would explain"


def rollout_wait(effect: RolloutEffect) -> Sentence | None:
    """Say the same of the mean wait, and the least p that so few clusters could have given."""
    found = effect.capped_wait
    if found.estimate is None or found.low is None or found.high is None or found.p_value is None:
        return None
    longer = "longer" if found.estimate > 0 else "shorter"
    least = "" if found.smallest_p is None else (
        " The least p this roll-out could have given is "
        f"{_least(found.smallest_p)}; go-live dates were dealt to the clusters in every other way."
    )  # fmt: skip
    return Sentence(
        f"The mean wait, long waits cut off, was {abs(found.estimate):.1f} days {longer} than the "
        f"comparison leads to expect ({interval(found.low, found.high, places=1)}; "
        f"{p_value(found.p_value)}).{least}"
    )


def _least(smallest: float) -> str:
    return "under 0.001" if smallest < 0.001 else f"{smallest:.3f}"


def rollout_caveat(effect: RolloutEffect) -> Caveat:
    """Say that this is no proof, and why."""
    return read_with_care(f"{' '.join(effect.caveats_of_effect)}")


def rollout_table(by_cluster: pd.DataFrame, *, notes: Sequence[str] = ()) -> AccessibleTable:
    """
    Show each cluster before and after its own go-live.

    Row: one cluster that went live, as `practice.rollout_effect` gives.
    """
    shown = by_cluster.assign(
        before=practice_shares(by_cluster, "before_within"),
        after=practice_shares(by_cluster, "after_within"),
        change_text=[_points(row, "change_") for row in by_cluster.to_dict("records")],
        difference_text=[_points(row, "") for row in by_cluster.to_dict("records")],
    )
    return table(
        shown,
        {"cluster": "Cluster", "went_live_on": "Went live", "before": "Helped in time before",
         "after": "Helped in time after", "change_text": "Change (points)",
         "comparison_clusters": "Not yet live",
         "difference_text": "Change less theirs (points)"},
        name="rollout",
        caption="Requests helped within the standard before and after each cluster went live",
        notes=(*notes_on(shown[["before", "after"]]),
               "Not yet live: how many other clusters it could be compared with.", *notes),
    )  # fmt: skip


def _points(row: Mapping[Any, Any], prefix: str) -> str:
    value = row["change"] if prefix else row["difference"]
    sides = ("before_within", "after_within")
    if not all(disclosure.measure_may_show(row, side) for side in sides) or pd.isna(value):
        return "too few"
    ends = f" ({100 * row['change_low']:.0f} to {100 * row['change_high']:.0f})" if prefix else ""
    return f"{100 * value:+.0f}{ends}"
