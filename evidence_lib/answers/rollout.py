"""A roll-out cluster by cluster: each beside those that had not begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evidence_lib import disclosure, practice
from evidence_lib.answers.answer import Answer, no_table, where_any
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.answers.share_cells import notes_on, practice_shares
from evidence_lib.english import counted, interval, p_value, verb
from evidence_lib.evidence import Area
from evidence_lib.practice import Difference, RolloutEffect
from evidence_lib.show import AccessibleTable, Caveat, Finding, Sentence, read_with_care, table


@from_tables("service_requests", "rollout")
def rollout(area: Area) -> Answer:
    """Set each cluster that went live beside those that had not, before and after its own day."""
    clusters, requests = area.review.tables["rollout"], area.review.tables["service_requests"]
    if clusters.empty:
        return no_table("rollout")
    if requests.empty:
        return Answer.of(Sentence("Without requests the effect of the roll-out cannot be seen."))
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
        return Finding(
            "No cluster was left to compare with, so what the roll-out changed cannot be told."
        )
    return Finding(
        f"{_verdict(found)}: against clusters not yet live, the share helped in time "
        f"{_moved(100 * found.estimate)} where the model went live "
        f"({interval(100 * found.low, 100 * found.high, places=0)}; {p_value(found.p_value)}; "
        f"{counted(found.clusters, 'go-live')}).{_both_sides(effect.by_cluster)}"
    )


def _verdict(found: Difference) -> str:
    told = found.bounded and found.p_value is not None and found.p_value < 0.05
    if told:
        return "The roll-out is followed by a change beyond chance"
    return "What the roll-out changed cannot be told"


def _moved(points: float) -> str:
    if not round(abs(points)):
        return "moved by less than 1 percentage point"
    return (
        f"{'rose' if points > 0 else 'fell'} by {counted(round(abs(points)), 'percentage point')}"
    )


def _both_sides(by_cluster: pd.DataFrame) -> str:
    """Say how many clusters have enough requests for a percentage before and after."""
    sides = ("before_within_base", "after_within_base")
    bases = [disclosure.percents_may_show(by_cluster[side]) for side in sides]
    both = int((bases[0] & bases[1]).sum())
    has = verb(both or 1, "has", "have")
    return (
        f" {both or 'None'} of {counted(len(by_cluster), 'cluster')} {has} enough requests for a "
        "percentage on both sides of its day."
    )


def rollout_wait(effect: RolloutEffect) -> Sentence | None:
    """Say the same of the mean wait, and the least p that so few clusters could have given."""
    found = effect.capped_wait
    if found.estimate is None or found.low is None or found.high is None or found.p_value is None:
        return None
    longer = "longer" if found.estimate > 0 else "shorter"
    apart = round(abs(found.estimate), 1)
    against = f"{apart:.1f} days {longer} than" if apart else "within 0.1 days of what"
    least = "" if found.smallest_p is None else (
        " The least p this roll-out could have given is "
        f"{_least(found.smallest_p)}, found by giving the go-live dates to the clusters in other "
        "orders."
    )  # fmt: skip
    return Sentence(
        f"The mean wait, long waits cut off, was {against} the "
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
