"""The one figure that matters in an area, for the opening of its page."""

from __future__ import annotations

import pandas as pd

from evidence_lib import judgement, terms
from evidence_lib.answers.indicator import Indicator, indicator_of
from evidence_lib.answers.named_sources import leading_to_sources
from evidence_lib.english import amount
from evidence_lib.evidence import Area
from evidence_lib.show import Html, Sentence, lead, missing_indicator, several

FIRST_TAKEN = ("all", "age")
"""Of several series of the figure the one of all is said, then that of an age."""


def key_figure(area: Area) -> Sentence | None:
    """
    Say the one figure an area names as the one that matters: two values, how sure, what it shows.

    The nation's values stand beside it where they are of the same two periods.

    Returns:
        None where the area names no figure; where it has no value, a sentence that it is missing.
    """
    key = key_indicator(area)
    if not key:
        return None
    own = indicator_of(area, key)
    row = _known(area, own)
    if own is None or row is None:
        return missing_indicator(own.what if own else terms.in_words(key))
    return Sentence(" ".join([row["in_words"], *_nation(area, own, row)]))


def leads_of_figure(area: Area) -> Html:
    """Lead to the chart of the figure, where the page shows one, and to its source."""
    key = key_indicator(area)
    chart = lead(f"#chart-{key}", "Chart", "how it went over time")
    values = area.review.tables["indicator_values"]
    source = leading_to_sources(area.review, values[values["indicator_id"].eq(key)])
    return several(chart, source)


def short_figure(area: Area) -> str:
    """Say the same for a cell of a table: name, values and verdict; empty where there is none."""
    row = _known(area, indicator_of(area, key_indicator(area)))
    return "" if row is None else f"{row['measure']}: {row['in_short']}."


def _known(area: Area, own: Indicator | None) -> pd.Series | None:
    """Give the row of the figure; None where it has no value."""
    row = None if own is None else _series(area, own, area.place)
    return None if row is None or pd.isna(row["group"]) else row


def key_indicator(area: Area) -> str:
    """Give the id of the one figure that an area names as the one that matters; else nothing."""
    areas = area.review.areas
    return str(areas.loc[areas["area"].eq(area.number), "key_indicator"].iloc[0])


def _series(area: Area, own: Indicator, place: str) -> pd.Series | None:
    definitions = area.tables["indicators"]
    found = judgement.compare_measures(
        definitions[definitions["indicator_id"].eq(own.indicator_id)],
        area.review.tables["indicator_values"],
        place=place,
        inspected_on=area.facts.inspected_from,
        fieldwork_on=area.facts.fieldwork_from,
    )
    order = found["group_type"].map({name: n for n, name in enumerate(FIRST_TAKEN)})
    ordered = found.assign(order=order.fillna(len(FIRST_TAKEN))).sort_values("order", kind="stable")
    return ordered.iloc[0] if len(ordered) else None


def _nation(area: Area, own: Indicator, row: pd.Series) -> list[str]:
    """Give the nation's two values as a sentence, where they are of the same periods."""
    nation = _series(area, own, area.national)
    same = ["group_type", "group", "definition_version", "before_period", "after_period"]
    if nation is None or not row["has_baseline"] or not nation[same].equals(row[same]):
        return []
    values = [amount(nation[each], own.unit) for each in ("before", "after")]
    return [f"{area.national}: {values[0]} and {values[1]} in the same periods."]
