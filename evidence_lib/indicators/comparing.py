"""One place beside the nation, its family group and other places."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evidence_lib import spc
from evidence_lib.indicators.series import series, with_share_intervals

LEAST_PLACES = 10
"""Of fewer places nobody can say how far they differ in the ordinary run; the number is ours."""

MORE_THAN_CHANCE = 0.05
"""Places that spread with a smaller p than this spread by more than chance."""


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


@dataclass(frozen=True)
class Funnel:
    """
    Places of different size beside the limits that ordinary differences would keep them in.

    ``places`` has a row a place: ``label``, ``denominator``, ``value``, ``centre``, ``lower``,
    ``upper`` (percent; the limits to read by), ``plain_lower`` and ``plain_upper`` (those of chance
    alone), ``z`` (standard errors from the centre, after adjustment), ``outside`` and
    ``highlighted``. ``phi`` is how many times the variance of chance the places have,
    ``p_value`` that of the same spread by chance; ``winsorised`` places at each end were pulled in
    to the next before it was reckoned.
    """

    places: pd.DataFrame
    phi: float
    p_value: float
    winsorised: int

    @property
    def adjusted(self) -> bool:
        """Whether the limits were widened, as the places spread by more than chance."""
        return _beyond_chance(self.phi, self.p_value)

    @property
    def may_name(self) -> bool:
        """Whether there are enough places to know their ordinary spread, and name one outside."""
        return len(self.places) >= LEAST_PLACES


def funnel_limits(
    values: pd.DataFrame, indicator_id: str, period: str, places: Sequence[str], *, place: str
) -> Funnel:
    """
    Set places of different size against the limits that ordinary differences keep them in.

    Places differ by more than chance for reasons that are nobody's doing. Where they do (chi-square
    of homogeneity, p < 0.05) the limits are three standard errors around the pooled share times the
    root of phi, the mean of the squared standard errors from the centre. A tenth of the places at
    each end are winsorised first, so that a true outlier does not widen its own limits; of fewer
    than ten none can be.

    Row: one place with published counts in *period*.

    Returns:
        A `Funnel`; without a place its frame is empty and phi missing.

    Source: Spiegelhalter (2005), Quality and Safety in Health Care 14, 347-351, multiplicative
    adjustment; limits of chance as in `spc.p_chart`.
    """
    chosen = place_estimates(values, indicator_id, period, places, place=place)
    if chosen.empty:
        return Funnel(pd.DataFrame(columns=list(_FUNNEL)), math.nan, math.nan, 0)
    counted = _with_counts(values, indicator_id, period, [place, *places]).set_index("place")
    counted = counted.reindex(chosen["label"])
    chart = spc.p_chart(counted["numerator"], counted["denominator"]).reset_index(drop=True)
    centre = float(chart["centre"].iloc[0])
    error = (centre * (1 - centre) / counted["denominator"].to_numpy(dtype=float)) ** 0.5
    scores = ((chart["value"] - centre) / error).to_numpy() if centre * (1 - centre) else None
    phi, p_value, pulled = _spread(scores, len(chart))
    widen = phi**0.5 if _beyond_chance(phi, p_value) else 1.0
    reach = 3 * error * widen
    shown = pd.DataFrame(
        {
            "label": chosen["label"],
            "denominator": counted["denominator"].to_numpy(),
            "value": 100 * chart["value"],
            "centre": 100 * centre,
            "lower": 100 * np.clip(centre - reach, 0, 1),
            "upper": 100 * np.clip(centre + reach, 0, 1),
            "plain_lower": 100 * chart["lower"],
            "plain_upper": 100 * chart["upper"],
            "z": 0.0 if scores is None else scores / widen,
            "highlighted": chosen["highlighted"],
        }
    )
    outside = shown["value"].gt(shown["upper"]) | shown["value"].lt(shown["lower"])
    return Funnel(shown.assign(outside=outside), phi, p_value, pulled)


_FUNNEL = (
    "label", "denominator", "value", "centre", "lower", "upper", "plain_lower", "plain_upper", "z",
    "highlighted", "outside",
)  # fmt: skip


def _beyond_chance(phi: float, p_value: float) -> bool:
    return phi > 1 and p_value < MORE_THAN_CHANCE


def _spread(scores: NDArray[np.float64] | None, places: int) -> tuple[float, float, int]:
    """Give phi, the p of so wide a spread by chance, and how many were pulled in at each end."""
    from scipy.stats import chi2

    if scores is None or places < 2:
        return 1.0, 1.0, 0
    pulled = places // 10
    inside = np.sort(scores)
    inside[:pulled], inside[places - pulled :] = inside[pulled], inside[places - pulled - 1]
    statistic = float((scores**2).sum())
    return (
        float((inside**2).sum()) / places, float(chi2.sf(statistic, places - 1)), pulled,
    )  # fmt: skip


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
