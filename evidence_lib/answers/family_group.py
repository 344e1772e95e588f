"""A place beside the councils of its family group: by their intervals, and by their size."""

from __future__ import annotations

import pandas as pd

from evidence_lib import indicators
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.chart_titles import overlap_title, subtitle
from evidence_lib.answers.indicator import Indicator, safe_values
from evidence_lib.english import counted, listed, ordinal, verb
from evidence_lib.evidence import Area
from evidence_lib.indicators import Funnel
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Sentence,
    charts,
    read_with_care,
    table,
)
from evidence_lib.show.charts import Exhibit

FAMILY_GROUP = "councils of the family group"


def family_group_note(area: Area, rates: pd.DataFrame) -> str:
    """Say whom the band of a family group stands for; empty where none is drawn."""
    named = [each for each in area.family_group if each != area.place]
    if not named or "Family group" not in set(rates["series"]):
        return ""
    return (
        "Family group: the range from the lowest to the highest of the councils counted as most "
        f"like {area.place}, which are {listed(named)}."
    )


def among_family_group(area: Area, own: Indicator, period: str) -> Answer | None:
    """Set a place beside its family group, by intervals and by size; None where it stands alone."""
    values, places = safe_values(area), [area.place, *area.family_group]
    given = (values, own.indicator_id, period, places)
    estimates = indicators.place_estimates(*given, place=area.place)
    if len(estimates) < 2:
        return None
    sizes = indicators.funnel_limits(*given, place=area.place)
    return Answer.of(
        _dots(estimates, area.place, own, period),
        _funnel(sizes, area.place, own, period),
        funnel_caveat(sizes),
        family_group=estimates,
        funnel=sizes.places,
    )


def _dots(estimates: pd.DataFrame, place: str, own: Indicator, period: str) -> Exhibit:
    name = f"{own.indicator_id}_family_group"
    caption = f"{own.title}, family group"
    return charts.show(
        charts.interval_dots,
        estimates,
        measure=own.measure,
        name=name,
        title=overlap_title(estimates, place),
        subtitle=subtitle(own.measure, period, "with 95% intervals"),
        finding=told_apart(estimates, place, period=period),
        table=estimates_table(estimates, name=name, caption=caption, unit=own.unit),
    )


def _funnel(sizes: Funnel, place: str, own: Indicator, period: str) -> Exhibit:
    finding = funnel_finding(sizes, place=place)
    name = f"{own.indicator_id}_funnel"
    return charts.show(
        charts.funnel,
        sizes.places,
        measure=own.measure,
        base="children counted",
        limits="widened limits" if sizes.adjusted else "limits of chance",
        named=sizes.may_name,
        name=name,
        title=finding.partition(";")[0].rstrip("."),
        subtitle=subtitle(own.measure, period, "by the number of children counted"),
        finding=finding,
        table=funnel_table(sizes, name=name, caption=f"{own.title}, by size", base="Children"),
    )


def rank_among(ranked: pd.DataFrame, place: str, *, of: str, period: str) -> Sentence:
    """Say where a place stands among others in one period; rows as `across_places` gives."""
    row = ranked[ranked["place"].eq(place)].iloc[0]
    based = ranked["denominator"].notna().all()
    care = (
        "ranks of close values say little"
        if based
        else "the numbers they are out of are not published, so whether they differ cannot be told"
    )
    return Sentence(
        f"In {period}, {place} stood {ordinal(int(row['rank']))} of {len(ranked)} {of} "
        f"(1st is best); {care}."
    )


def told_apart(estimates: pd.DataFrame, place: str, *, period: str) -> Finding:
    """Say how many places cannot be told from a place by their intervals; as `place_estimates`."""
    own = estimates[estimates["label"].eq(place)]
    if own.empty:
        return Finding(f"In {period}, {place} has no value to set beside the others.")
    low, high = float(own["low"].iloc[0]), float(own["high"].iloc[0])
    others = estimates[estimates["label"].ne(place)]
    if others.empty:
        return Finding(f"In {period}, no other place has a value to set beside that of {place}.")
    overlap = int((others["low"].le(high) & others["high"].ge(low)).sum())
    above, below = int(others["low"].gt(high).sum()), int(others["high"].lt(low).sum())
    apart = [f"{number} {word}" for number, word in ((above, "higher"), (below, "lower")) if number]
    rest = f"; {listed(apart)}" if apart else ""
    return Finding(
        f"In {period} the intervals of {overlap} of {counted(len(others), 'other place')} overlap "
        f"that of {place}{rest}. No rank is given: ranks of close values say little."
    )


def funnel_finding(sizes: Funnel, *, place: str) -> Finding:
    """Say where a place lies in a funnel, and name others only where there are enough of them."""
    rows = sizes.places
    own = rows[rows["label"].eq(place)]
    limits = "limits widened for overdispersion" if sizes.adjusted else "limits of chance"
    if own.empty:
        return Finding(f"{place} has no base, so it has no place among the {limits}.")
    lies = "outside" if own["outside"].iloc[0] else "within"
    outside = rows[rows["outside"] & rows["label"].ne(place)]
    others = [str(name) for name in outside["label"]]
    beyond = f"; outside them: {listed(others)}" if others and sizes.may_name else ""
    return Finding(f"{place} lies {lies} the {limits}{beyond}.")


def funnel_caveat(sizes: Funnel) -> Caveat:
    """Say whether the places spread by more than chance, what was done, and what cannot be said."""
    number = counted(len(sizes.places), "place")
    spread = (
        f"the {number} vary {sizes.phi:.1f} times as much as chance alone would make them (phi, "
        "the mean squared distance in standard errors), so the limits are made wider by its root "
        "(Spiegelhalter, multiplicative)"
        if sizes.adjusted
        else f"the {number} are not shown to vary by more than chance (phi {sizes.phi:.1f}), so "
        "the limits are those of chance"
    )
    few = (
        ""
        if sizes.may_name
        else f". {number.capitalize()} are too few to know how far places differ in the ordinary "
        "run: phi is rough, and no other place is named as standing out"
    )
    pulled = (
        f". {sizes.winsorised} at each end {verb(sizes.winsorised, 'was', 'were')} winsorised first"
        if sizes.winsorised
        else ""
    )
    return read_with_care(f"{spread}{pulled}{few}.")


def estimates_table(
    estimates: pd.DataFrame, *, name: str, caption: str, unit: str
) -> AccessibleTable:
    """
    Show estimates of several places or groups with their intervals.

    Row: one place or group: ``label``, ``estimate``, ``low``, ``high``.
    """
    return table(
        estimates,
        {"label": "Place", "estimate": f"Estimate ({unit})", "low": "95% interval, from",
         "high": "95% interval, to"},
        name=name,
        caption=caption,
        decimals={"estimate": 1, "low": 1, "high": 1},
    )  # fmt: skip


def funnel_table(sizes: Funnel, *, name: str, caption: str, base: str) -> AccessibleTable:
    """
    Show places with their size, the limits of chance, and those they are read by.

    Row: one place, as `indicators.funnel_limits` gives.
    """
    headings = {
        "label": "Place", "denominator": base, "value": "Value (%)",
        "plain_lower": "Limit of chance, lower (%)", "plain_upper": "Limit of chance, upper (%)",
        "lower": "Widened limit, lower (%)", "upper": "Widened limit, upper (%)",
    }  # fmt: skip
    if not sizes.adjusted:
        headings = {column: words for column, words in headings.items() if "Widened" not in words}
    return table(
        sizes.places,
        headings,
        name=name,
        caption=caption,
        decimals=dict.fromkeys(("value", "plain_lower", "plain_upper", "lower", "upper"), 1),
        notes=("Limits: three standard errors around the share of all these places together.",),
    )  # fmt: skip
