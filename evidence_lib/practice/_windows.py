"""The days around each cluster's go-live: who asked then, who was helped, who was not yet live."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evidence_lib import disclosure
from evidence_lib.practice._frames import (
    MISSING,
    Row,
    days,
    days_until,
    share_cells,
)
from evidence_lib.practice._permutation import Design
from evidence_lib.survey import combine_shares, proportion_interval


def judged_requests(
    service_requests: pd.DataFrame, rollout: pd.DataFrame, day: pd.Timestamp, cap_days: int
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Row: one request that can be judged; and how many cannot, by reason."""
    requested = days(service_requests, "requested_on")
    helped = days_until(service_requests, "first_help_on", day)
    wait = (helped - requested).dt.days.astype("float64")
    later = requested > day
    young = ~later & (requested + pd.Timedelta(days=cap_days) > day)
    elsewhere = ~later & ~young & ~service_requests["cluster"].isin(rollout["cluster"].dropna())
    backward = ~later & ~young & ~elsewhere & (wait < 0)
    judged = ~(later | young | elsewhere | backward)
    left_out = {
        "too recent to be judged": int(young.sum()),
        "no cluster of the roll-out": int(elsewhere.sum()),
        "helped before it was asked for": int(backward.sum()),
    }
    kept = service_requests.assign(requested=requested, wait=wait)
    return kept[judged][["cluster", "requested", "wait"]], left_out


def scored(requests: pd.DataFrame, standard_days: int, cap_days: int) -> pd.DataFrame:
    waited = requests["wait"].fillna(float("inf"))
    return requests.assign(within=waited <= standard_days, capped=waited.clip(upper=cap_days))


@dataclass(frozen=True)
class _Window:
    before: pd.Series[bool]
    after: pd.Series[bool]


def _window(requested: pd.Series[pd.Timestamp], live: pd.Timestamp, width: int) -> _Window:
    span = pd.Timedelta(days=width)
    return _Window(
        (requested >= live - span) & (requested < live),
        (requested >= live) & (requested < live + span),
    )


def _cells(requests: pd.DataFrame, column: str, clusters: list[str]) -> pd.Series[float]:
    """Mean by cluster, missing where fewer than five requests stand behind it."""
    grouped = requests.groupby("cluster")[column].agg(["mean", "size"]).reindex(clusters)
    return grouped["mean"].astype("float64").mask(disclosure.small_groups(grouped["size"]))


def design(
    requests: pd.DataFrame, live: pd.Series[pd.Timestamp], column: str, width: int
) -> Design:
    clusters = [str(each) for each in live.index]
    went_live = requests["cluster"].map(live)
    exposed = requests.assign(is_live=(went_live <= requests["requested"]).astype("float64"))
    change = np.full((len(clusters), len(clusters)), np.nan)
    exposure = np.full((len(clusters), len(clusters)), np.nan)
    compared = np.zeros((len(clusters), len(clusters)), dtype=np.bool_)
    for event, day in enumerate(live):
        if pd.isna(day):
            continue
        window = _window(exposed["requested"], day, width)
        before, after = exposed[window.before], exposed[window.after]
        for name, matrix in ((column, change), ("is_live", exposure)):
            matrix[event] = _cells(after, name, clusters) - _cells(before, name, clusters)
        compared[event] = _not_yet_live(live, day, width)
    return Design(change, exposure, compared)


def _not_yet_live(live: pd.Series[pd.Timestamp], day: pd.Timestamp, width: int) -> pd.Series[bool]:
    return live.isna() | (live >= day + pd.Timedelta(days=width))


def _side(name: str, requests: pd.DataFrame) -> Row:
    """Figures of one cluster on one side of its go-live; blank under five requests."""
    number = len(requests)
    cells = {
        "n": number,
        **share_cells("within", int(requests["within"].sum()), number),
        "helped": int(requests["wait"].notna().sum()),
        "not_helped": int(requests["wait"].isna().sum()),
        "median_wait_days": disclosure.median_or_missing(requests["wait"]),
    }
    shown = disclosure.blank_row(cells, ["n"])
    return {f"{name}_{key}": shown[key] for key in cells}


def _change(before: pd.DataFrame, after: pd.DataFrame) -> tuple[float, float, float]:
    """
    Difference of two shares with Newcombe's interval; missing where a base is under 20.

    Source: `survey.combine_shares`.
    """
    if not disclosure.percent_may_show(min(len(before), len(after))):
        return MISSING, MISSING, MISSING
    first = proportion_interval(int(before["within"].sum()), len(before))
    then = proportion_interval(int(after["within"].sum()), len(after))
    change = combine_shares([then], [first])
    return change.estimate, change.low, change.high


def cluster_row(
    requests: pd.DataFrame, cluster: str, live: pd.Series[pd.Timestamp], width: int
) -> Row:
    day = live[cluster]
    window = _window(requests["requested"], day, width)
    own = requests["cluster"] == cluster
    others = live.index[_not_yet_live(live, day, width)]
    compared = requests["cluster"].isin(others)
    before, after = requests[own & window.before], requests[own & window.after]
    change, low, high = _change(before, after)
    theirs = (requests[compared & window.before], requests[compared & window.after])
    their_change = _change(*theirs)[0]
    return {
        "cluster": cluster,
        "went_live_on": day,
        "hidden": not disclosure.parts_may_show(*map(len, (before, after, *theirs))),
        **_side("before", before),
        **_side("after", after),
        "change": change,
        "change_low": low,
        "change_high": high,
        "comparison_clusters": len(others),
        "comparison_before_n": disclosure.count_or_missing(len(theirs[0])),
        "comparison_after_n": disclosure.count_or_missing(len(theirs[1])),
        "comparison_change": their_change,
        "difference": change - their_change,
    }


def live_dates(rollout: pd.DataFrame, as_at: pd.Timestamp) -> pd.Series[pd.Timestamp]:
    """Give each cluster's go-live as it stood at *as_at*, earliest first, not yet live last."""
    dates = days_until(rollout, "went_live_on", as_at)
    return pd.Series(dates.to_numpy(), index=rollout["cluster"].astype("str")).sort_values()
