"""A measure followed over time on a process control chart."""

from __future__ import annotations

import pandas as pd

from evidence_lib import indicators, spc, terms
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.chart_titles import process_title, spanned, subtitle
from evidence_lib.answers.indicator import Indicator, indicator_of, no_figures
from evidence_lib.answers.named_sources import from_indicators
from evidence_lib.english import counted, listed, verb
from evidence_lib.evidence import Area
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Missing,
    charts,
    read_with_care,
    table,
)
from evidence_lib.show.charts import Exhibit

_VARIATION = {
    "common_cause": "Variation: common cause, no change shown",
    "improvement": "Variation: special cause, for the better",
    "concern": "Variation: special cause, for the worse",
    "neutral": "Variation: special cause, neither better nor worse",
}
_ASSURANCE = {
    "consistently_meets": "Assurance: the target is reliably met",
    "consistently_misses": "Assurance: the target is reliably missed, unless the process changes",
    "hit_or_miss": "Assurance: the target is met or missed by chance",
}


@from_indicators
def pooled_share(area: Area, indicator_id: str, *, called: str = "") -> Answer:
    """
    Follow a share over time against its target, small periods pooled, on a process control chart.

    Args:
        area: The area.
        indicator_id: An indicator whose numerators and denominators are published.
        called: What to call it where it has no row in ``indicators``.

    Returns:
        Finding with chart and table, caveat; its frame ``points`` has a row a point.
    """
    own = indicator_of(area, indicator_id)
    spans = indicators.pooled_spans(
        area.review.tables["indicator_values"], indicator_id, place=area.place
    )
    if own is None or spans.empty:
        return no_figures(area, indicator_id, called=called)
    target = indicators.target_of(area.review.tables["indicator_targets"], indicator_id)
    by_period = spans.set_index("period")
    found = spc.share_chart(
        by_period["numerator"], by_period["denominator"], improvement=_improvement(own)
    )
    percent = {name: 100 * found.points[name] for name in ("value", "mean", "lower", "upper")}
    chart = found.points.assign(**percent)
    return Answer.of(
        _chart(chart, own, target=target),
        own.caveat_block,
        shares_caveat(spans, found.spread),
        points=chart,
    )


@from_indicators
def pooled_count(area: Area, indicator_id: str, *, called: str = "") -> Answer:
    """
    Follow a count over time, small periods pooled, on a process control chart.

    Args:
        area: The area.
        indicator_id: An indicator whose values are counts.
        called: What to call it where it has no row in ``indicators``.

    Returns:
        Finding with chart and table, caveats; its frame ``points`` has a row a point.
    """
    own = indicator_of(area, indicator_id)
    counts = indicators.pooled_counts(
        area.review.tables["indicator_values"], indicator_id, place=area.place
    )
    if own is None or counts.empty:
        return no_figures(area, indicator_id, called=called)
    chart = spc.xmr_chart(counts.set_index("period")["value"], improvement=_improvement(own))
    return Answer.of(_chart(chart, own), own.caveat_block, process_caveat(counts), points=chart)


@from_indicators
def process(area: Area, indicator_id: str, *, called: str = "") -> Answer:
    """
    Follow a count over time on a process control chart, period by period.

    Args:
        area: The area.
        indicator_id: An indicator whose values are counts.
        called: What to call it where it has no row in ``indicators``.

    Returns:
        Finding with chart and table, caveats; where fewer than two periods are known, that. Its
        frame ``points`` has a row a period.
    """
    own = indicator_of(area, indicator_id)
    values = indicators.by_period(
        area.review.tables["indicator_values"], indicator_id, place=area.place
    )
    if own is None:
        return no_figures(area, indicator_id, called=called)
    if values.notna().sum() < 2:
        return Answer.of(too_few_periods(values, what=own.title))
    chart = spc.xmr_chart(values, improvement=_improvement(own))
    return Answer.of(
        _chart(chart, own), own.caveat_block, process_caveat(), trial_limits(chart), points=chart
    )


def _improvement(own: Indicator) -> str:
    return {"higher": "increase", "lower": "decrease"}.get(own.direction, "neutral")


def _chart(chart: pd.DataFrame, own: Indicator, *, target: float | None = None) -> Exhibit:
    promise = (
        None
        if target is None
        else spc.assurance(chart, target=target, improvement=_improvement(own))
    )
    return charts.show(
        charts.spc_chart,
        chart,
        measure=_named(own),
        target=target,
        variation=variation_words(spc.variation(chart)),
        assurance=assurance_words(promise),
        name=own.indicator_id,
        title=process_title(chart, assurance=promise),
        subtitle=subtitle(own.measure, spanned(chart.index.astype("str").to_series())),
        finding=process_found(chart, what=_named(own), target=target),
        table=process_table(
            chart, name=own.indicator_id, caption=f"{own.title}, by period", unit=own.unit
        ),
    )


def _named(own: Indicator) -> str:
    return f"{own.title}, %" if own.unit == "%" else own.title


def variation_words(variation: str) -> str:
    """Write what `spc.variation` gives as a reader says it."""
    return _VARIATION[variation]


def assurance_words(assurance: str | None) -> str:
    """Write what `spc.assurance` gives as a reader says it; nothing where there is no target."""
    return "" if assurance is None else _ASSURANCE[assurance]


def process_found(chart: pd.DataFrame, *, what: str, target: float | None = None) -> Finding:
    """Say whether a measure over time has moved; rows as `spc.xmr_chart`, labelled by period."""
    marked = chart[chart["rule"].fillna("").ne("")]
    level = f"around a mean of {chart['mean'].iloc[-1]:.0f}"
    goal = "" if target is None else f", with a target of {target:g}"
    points = int(chart["value"].notna().sum())
    if marked.empty:
        return Finding(f"{what}: {level}{goal}; none of {counted(points, 'point')} stands out.")
    rules = listed([terms.in_words(str(rule)) for rule in dict.fromkeys(marked["rule"])])
    stand = verb(len(marked), "stands", "stand")
    return Finding(
        f"{what}: {level}{goal}; {len(marked)} of {counted(points, 'point')} {stand} out ({rules})."
    )


def process_caveat(spans: pd.DataFrame | None = None) -> Caveat:
    """Say how the limits of a count were reckoned, and how many periods a point pools."""
    return read_with_care(
        f"{_pooled(spans)}Limits are the mean and 2.66 mean moving ranges on each side (XmR "
        f"chart). {_WITHIN}"
    )


def shares_caveat(spans: pd.DataFrame, spread: float) -> Caveat:
    """Say how the limits of a share were reckoned, and whether they were widened."""
    wider = (
        f" Shares differ between periods by more than draws would, so the limits are made "
        f"{spread:.1f} times as wide as those of chance alone (p' chart, Laney)."
        if spread > 1
        else ""
    )
    return read_with_care(
        f"{_pooled(spans)}Each point has the limits of its own base, three standard errors "
        f"around the share of all (p chart).{wider} {_WITHIN}"
    )


_WITHIN = (
    "A point within the limits is not shown to be a change, which does not show that nothing "
    "changed. A change, where there is one, does not say what made it."
)


def _pooled(spans: pd.DataFrame | None) -> str:
    if spans is None or int(spans["periods"].iloc[0]) == 1:
        return ""
    return (
        f"Each point pools {int(spans['periods'].iloc[0])} months and is named by the last, so "
        "that no point stands on a handful of children. "
    )


def too_few_periods(values: pd.Series, *, what: str) -> Missing:
    """Say that a trend needs more periods than are known."""
    known = int(values.notna().sum())
    return Missing(
        f"{what}: {counted(known, 'period')} known, so nothing can be said of a trend. Why it "
        "matters: without earlier periods nobody can tell a change from chance. How to supply it: "
        "add the earlier periods, by quarter if they are held by quarter, to indicator_values.csv."
    )


def trial_limits(chart: pd.DataFrame) -> Caveat | None:
    """Say that the limits of a short chart are provisional; rows as `spc.xmr_chart` gives."""
    known = int(chart["value"].notna().sum())
    if known >= spc.TRIAL_POINTS:
        return None
    return read_with_care(
        f"the limits rest on {counted(known, 'period')} and are provisional until "
        f"there are {spc.TRIAL_POINTS}."
    )


def process_table(chart: pd.DataFrame, *, name: str, caption: str, unit: str) -> AccessibleTable:
    """
    Show the points and limits of a process control chart.

    Row: one period, as `spc.xmr_chart` gives, labelled by its index.
    """
    places = dict.fromkeys(("value", "mean", "lower", "upper"), 0)
    rows = chart.assign(
        period=chart.index.astype("str"),
        kind=[terms.in_words(kind) if isinstance(kind, str) else "no value"
              for kind in chart["point_type"]],
    )  # fmt: skip
    return table(
        rows,
        {"period": "Period", "value": f"Value ({unit})", "mean": "Mean", "lower": "Lower limit",
         "upper": "Upper limit", "kind": "Kind of point"},
        name=name,
        caption=caption,
        decimals=places,
    )  # fmt: skip
