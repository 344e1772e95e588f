"""One place beside the nation, its family group and other places."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence_lib import spc
from evidence_lib.indicators.series import series, with_share_intervals


def with_comparators(
    values: pd.DataFrame,
    indicator_id: str,
    *,
    place: str,
    national: str,
    family_group: Sequence[str],
    family_label: str = "Family group",
) -> pd.DataFrame:
    """
    Set one place's series beside the nation and the range of its family group.

    Row: one series in one period.

    Returns:
        ``series`` (the place, the nation or *family_label*), ``period``, ``value``, ``low`` and
        ``high``. For the place, low and high are the 95 % interval where counts are published; for
        the family group they are its lowest and highest value, and ``value`` is missing.
    """
    own = with_share_intervals(series(values, indicator_id, place=place)).assign(series=place)
    nation = series(values, indicator_id, place=national).assign(series=national)
    family = values[values["place"].isin(list(family_group))]
    usable = family["indicator_id"].eq(indicator_id) & family["value_type"].eq("raw")
    spread = family[usable].groupby("period")["value"].agg(low="min", high="max").reset_index()
    columns = ["series", "period", "value", "low", "high"]
    parts = [own, nation, spread.assign(series=family_label)]
    filled = [each.reindex(columns=columns) for each in parts if len(each)]
    if not filled:
        return own.reindex(columns=columns)
    return pd.concat(filled).reset_index(drop=True)


def across_places(
    values: pd.DataFrame, indicator_id: str, period: str, places: Sequence[str], *, direction: str
) -> pd.DataFrame:
    """
    Compare one period's values between places, best first.

    Row: one place that has a raw value in *period*.

    Returns:
        ``place``, ``value``, ``numerator``, ``denominator``, ``rank`` (1 is best by *direction*;
        places with equal values share one).
    """
    chosen = values[
        values["indicator_id"].eq(indicator_id)
        & values["period"].eq(period)
        & values["place"].isin(list(places))
        & values["value_type"].eq("raw")
        & values["value"].notna()
    ]
    rank = chosen["value"].rank(method="min", ascending=direction == "lower").astype(int)
    columns = ["place", "value", "numerator", "denominator"]
    ranked = chosen[columns].assign(rank=rank)
    return ranked.sort_values(["rank", "place"]).reset_index(drop=True)


def place_estimates(
    values: pd.DataFrame, indicator_id: str, period: str, places: Sequence[str], *, place: str
) -> pd.DataFrame:
    """
    Give each place's percentage in one period its interval, highest first, for a dot plot.

    Row: one place with published counts in *period*; a place without counts has no interval and is
    left out.

    Returns:
        ``label``, ``estimate``, ``low``, ``high`` (percent), ``highlighted`` (True for *place*).
    """
    chosen = _with_counts(values, indicator_id, period, [place, *places])
    estimated = with_share_intervals(chosen).sort_values("value", ascending=False)
    return pd.DataFrame(
        {
            "label": estimated["place"],
            "estimate": 100 * estimated["numerator"] / estimated["denominator"],
            "low": estimated["low"],
            "high": estimated["high"],
            "highlighted": estimated["place"].eq(place),
        }
    ).reset_index(drop=True)


def funnel_limits(
    values: pd.DataFrame, indicator_id: str, period: str, places: Sequence[str], *, place: str
) -> pd.DataFrame:
    """
    Set places of different size against the limits that chance alone would keep them in.

    Row: one place with published counts in *period*.

    Returns:
        ``label``, ``denominator``, ``value``, ``centre``, ``lower``, ``upper`` (percent: the pooled
        share of all places and three standard errors around it), ``outside`` and ``highlighted``
        (True for *place*).

    Source: Spiegelhalter 2005 on funnel plots; limits as in `spc.p_chart`.
    """
    chosen = place_estimates(values, indicator_id, period, places, place=place)
    if chosen.empty:
        columns = ["label", "denominator", "value", "centre", "lower", "upper", "outside"]
        return chosen.reindex(columns=[*columns, "highlighted"])
    counted = _with_counts(values, indicator_id, period, [place, *places]).set_index("place")
    counted = counted.reindex(chosen["label"])
    chart = spc.p_chart(counted["numerator"], counted["denominator"]).reset_index(drop=True)
    in_percent = 100 * chart[["value", "centre", "lower", "upper"]]
    return in_percent.assign(
        label=chosen["label"],
        denominator=counted["denominator"].to_numpy(),
        outside=chart["outside"],
        highlighted=chosen["highlighted"],
    )


def _with_counts(
    values: pd.DataFrame, indicator_id: str, period: str, places: Sequence[str]
) -> pd.DataFrame:
    wanted = (
        values["indicator_id"].eq(indicator_id)
        & values["period"].eq(period)
        & values["place"].isin(list(places))
        & values["numerator"].notna()
        & values["denominator"].notna()
    )
    return values[wanted]
