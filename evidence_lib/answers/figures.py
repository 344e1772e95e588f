"""The figures of any area's own indicators, each in the way its values allow."""

from __future__ import annotations

from datetime import date

import pandas as pd

from evidence_lib import disclosure, indicators
from evidence_lib.answers.answer import Answer, no_table
from evidence_lib.answers.count import count
from evidence_lib.answers.following import Block
from evidence_lib.answers.gap import gap_change
from evidence_lib.answers.indicator import of_the_whole, safe_values
from evidence_lib.answers.key_figure import key_indicator
from evidence_lib.answers.panels import definitions_apart, position
from evidence_lib.answers.process import process
from evidence_lib.answers.rate import rate
from evidence_lib.answers.volumes import by_group
from evidence_lib.english import listed
from evidence_lib.evidence import Area
from evidence_lib.published import is_count
from evidence_lib.show import AccessibleTable, Sentence, heading, missing_table, table
from evidence_lib.show.columns import worded

YEARLY = ("calendar_year", "financial_year", "school_year", "snapshot")

PARTS = frozenset({"locality", "ward", "sector", "simd_quintile"})
"""Kinds of groups that a count is shown by."""


def figures(area: Area) -> Answer:
    """
    Show the figures of every indicator of an area, each in the way its values allow.

    A count stands on a process chart, or, where no year has fewer than five, beside what chance
    would do; a percentage or rate beside other places; a gap where values come by fifth of
    deprivation.

    Returns:
        What the indicators are, then each one's own answer; the frames are those of the answers,
        by the id of the indicator.
    """
    definitions = area.indicators
    if definitions.empty:
        return no_table("indicators")
    if area.review.tables["indicator_values"].empty:
        return Answer.of(indicators_table(definitions), missing_table("indicator_values"))
    found = {str(each): figure(area, str(each)) for each in definitions.index}
    blocks: list[Block] = [indicators_table(definitions)]
    for each, answer in found.items():
        blocks += [heading(str(definitions["title"][each])), *answer.blocks]
    frames = {
        f"{each} {name}": frame
        for each, answer in found.items()
        for name, frame in answer.frames.items()
    }
    return Answer(tuple(blocks), frames).with_picture(key_indicator(area))


def figure(area: Area, indicator_id: str) -> Answer:
    """Show one indicator in the way its values allow."""
    answer = _by_its_values(area, indicator_id)
    ever = of_the_whole(area.review.ever("indicator_values"))
    series = indicators.series(ever, indicator_id, place=area.place)
    if answer.missing and len(series):
        return Answer.of(held(series, str(area.indicators["title"][indicator_id]), area.as_at))
    return answer


def held(series: pd.DataFrame, title: str, as_at: date) -> Sentence:
    """Say that too little is known by a day to be analysed; rows as `indicators.series` gives."""
    periods = [str(each) for each in dict.fromkeys(series["period"])]
    known = [str(each) for each in dict.fromkeys(indicators.known_by(series, as_at)["period"])]
    when = f"only for {listed(known)}" if known else f"only from {periods[0]}, which had not ended"
    return Sentence(f"{title}: figures are held {when}, so nothing can be said of a change.")


def _by_its_values(area: Area, indicator_id: str) -> Answer:
    own = area.indicators.loc[indicator_id]
    values = area.review.tables["indicator_values"]
    here = values[values["indicator_id"].eq(indicator_id) & values["place"].eq(area.place)]
    groups = set(here["group_type"])
    if "simd_quintile" in groups and not is_count(str(own["unit"])):
        return gap_change(area, indicator_id)
    if groups & PARTS:
        return by_group(area, indicator_id)
    if is_count(str(own["unit"])):
        return _counted(area, indicator_id)
    if str(own["unit"]).startswith("£"):
        return rate(area, indicator_id)
    if here["definition_version"].nunique() > 1:
        return definitions_apart(area, indicator_id)
    return position(area, indicator_id)


def _counted(area: Area, indicator_id: str) -> Answer:
    values = indicators.series(safe_values(area), indicator_id, place=area.place)
    yearly = values["period_kind"].isin(YEARLY).all()
    small = disclosure.small_counts(values["value"]).any()
    return count(area, indicator_id) if yearly and not small else process(area, indicator_id)


def indicators_table(definitions: pd.DataFrame) -> AccessibleTable:
    """
    List the indicators of an area with what each one means and does not mean.

    Row: one indicator.
    """
    return table(
        worded(definitions, ["measure_kind", "direction"]),
        {"title": "Indicator", "definition": "What it is", "unit": "Unit",
         "direction": "Better when", "measure_kind": "About", "caveat": "Read with care"},
        name="indicators",
        caption="Indicators with figures for this area",
    )  # fmt: skip
