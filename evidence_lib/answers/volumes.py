"""How much was done: counts as last taken, whole or by group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evidence_lib import disclosure, indicators, terms
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.imagined import imagined_behind
from evidence_lib.answers.indicator import (
    indicator_of,
    no_figures,
    whole_values,
    within_sentence,
)
from evidence_lib.answers.named_sources import from_indicators, sourced, values_of
from evidence_lib.answers.share_cells import marker_note
from evidence_lib.english import capital, counted, interval, listed, percent_interval
from evidence_lib.evidence import Area
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Sentence,
    missing_indicator,
    read_with_care,
    table,
)

_INTERVAL = {"low": "95% interval, from", "high": "95% interval, to"}
VOLUMES = "registrations and other volumes"


def volumes(area: Area, *, share: str = "") -> Answer:
    """
    Say how much was done, as last counted, and that volume is no outcome.

    Args:
        area: The area.
        share: An indicator that gives a percentage of them; nothing is said where it has no value.
    """
    counted = indicators.volumes(
        area.review.tables["indicator_values"], area.tables["indicators"], place=area.place,
        as_at=area.as_at,
    )  # fmt: skip
    if counted.empty:
        return Answer.of(missing_indicator(VOLUMES), _last_share(area, share))
    counts = Answer.of(
        volumes_found(counted, place=area.place),
        volumes_table(counted),
        volume_caveat(),
        volumes=counted,
    )
    named = sourced(counts, area.review, values_of(area, counted["indicator_id"]))
    return Answer.of(named, _last_share(area, share))


def _last_share(area: Area, indicator_id: str) -> Answer | None:
    own = indicator_of(area, indicator_id)
    values = indicators.series(whole_values(area), indicator_id, place=area.place)
    if own is None or values.empty:
        return None
    rates = indicators.with_share_intervals(values)
    said = Answer.of(share_of_unknown(rates, what=own.title), own.caveat_block)
    return sourced(said, area.review, values)


@from_indicators
def by_group(area: Area, indicator_id: str, *, called: str = "") -> Answer:
    """
    Say a count by locality or another group; small groups are hidden.

    Args:
        area: The area.
        indicator_id: The indicator.
        called: What to call it where it has no values.
    """
    groups = indicators.by_group(
        area.review.tables["indicator_values"], indicator_id, place=area.place
    )
    own = indicator_of(area, indicator_id)
    if own is None or groups.empty:
        return no_figures(area, indicator_id, called=called)
    return Answer.of(
        groups_found(groups, what=own.title),
        groups_table(groups, name=indicator_id, caption=own.title),
        own.caveat_block,
        groups_caveat(),
        groups=groups,
    )


def volumes_found(volumes: pd.DataFrame, *, place: str) -> Finding:
    """Say the last count of each volume with its interval; rows as `indicators.volumes` gives."""
    said = [_volume(row) for row in volumes.to_dict("records")]
    return Finding(". ".join([f"{place}: {said[0]}", *map(capital, said[1:])]) + ".")


def _volume(row: Mapping[Any, Any]) -> str:
    what = within_sentence(str(row["title"]))
    if row["hidden"]:
        return f"{what}, hidden ({terms.HIDDEN}) in {row['period']}"
    if pd.isna(row["count"]):
        return f"{what}, not given for {row['period']}"
    return (
        f"{what}, {row['count']:,.0f} in {row['period']} "
        f"({interval(row['low'], row['high'], places=0)})"
    )


def volume_caveat() -> Caveat:
    """Say that volume is no outcome and what its interval leaves out."""
    return read_with_care(
        "these are volumes. They count what was done and are not outcomes: more can "
        "mean more harm, or harm found sooner. The exact Poisson interval says what a steady level "
        "behind the count of one period could be; brothers and sisters are often registered "
        "together, so chance moves these counts more than it says."
    )


def share_of_unknown(rates: pd.DataFrame, *, what: str) -> Sentence:
    """Say a percentage, and that its base was not published; rows as `with_share_intervals`."""
    known = rates[rates["value"].notna()]
    if known.empty:
        return Sentence(f"{what}: no percentage is given.")
    last = known.sort_values("period").iloc[-1]
    said = f"{what}: {last['value']:.0f}% in {last['period']}"
    if pd.isna(last["low"]):
        return Sentence(
            f"{said}. The number it is out of is not published, so no interval can be given."
        )
    return Sentence(
        f"{said}, of {last['denominator']:.0f} ({percent_interval(last['low'], last['high'])})."
    )


def groups_found(groups: pd.DataFrame, *, what: str) -> Finding:
    """Say a count by group, hidden groups counted only; rows as `indicators.by_group` gives."""
    shown = groups[~groups["hidden"].astype(bool)]
    hidden = len(groups) - len(shown)
    named = [f"{row['group']} {row['count']:.0f}" for row in shown.to_dict("records")]
    unseen = f"; {counted(hidden, 'group')} hidden" if hidden else ""
    return Finding(f"{what}, {groups['period'].iloc[0]}: {listed(named) or 'none shown'}{unseen}.")


def groups_caveat() -> Caveat:
    """Say that counts by group are no rates."""
    return read_with_care(
        "how many could have been counted in each group is not given here, so these counts are no "
        "rates and cannot rank the groups."
    )


def volumes_table(volumes: pd.DataFrame) -> AccessibleTable:
    """
    Show how much was done, as last counted.

    Row: one indicator, as `indicators.volumes` gives.
    """
    return table(
        disclosure.mark_hidden(volumes, ["count", "low", "high"]),
        {"title": "Volume", "period": "Period", "count": "Number", **_INTERVAL},
        name="volumes",
        caption="How much was done, as last counted before the review",
        decimals={"count": 0, "low": 0, "high": 0},
        notes=(imagined_behind("one count"), *marker_note(volumes)),
    )


def groups_table(groups: pd.DataFrame, *, name: str, caption: str) -> AccessibleTable:
    """
    Show a count by locality or another group.

    Row: one group, as `indicators.by_group` gives.
    """
    return table(
        disclosure.mark_hidden(groups, ["count", "low", "high"]),
        {"group": "Group", "period": "Period", "count": "Number", **_INTERVAL},
        name=name,
        caption=caption,
        decimals={"count": 0, "low": 0, "high": 0},
        notes=(imagined_behind("one count"), *marker_note(groups)),
    )
