"""The setting: how many people, where, and how deprived their homes are."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure, indicators
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.chart_titles import setting_title
from evidence_lib.answers.following import Block
from evidence_lib.answers.indicator import indicator_of
from evidence_lib.answers.named_sources import sourced, values_of
from evidence_lib.evidence import Area
from evidence_lib.show import AccessibleTable, Finding, charts, missing_indicator, table

BY_FIFTH = "population_by_quintile"
BY_WARD = "population_by_ward"


def setting(area: Area) -> Answer:
    """Say how many people live in the place, how deprived their homes are, and in which wards."""
    values = area.review.tables["indicator_values"]
    fifths = indicators.deprivation_setting(values, place=area.place)
    people, wards = (indicator_of(area, each) for each in (BY_FIFTH, BY_WARD))
    said = Answer.of(
        _fifths(fifths, area.place),
        people.caveat_block if people else None,
        _wards(indicators.by_group(values, BY_WARD, place=area.place)),
        wards.caveat_block if wards else None,
        fifths=fifths,
    )
    return sourced(said, area.review, values_of(area, [BY_FIFTH, BY_WARD]))


def _fifths(fifths: pd.DataFrame, place: str) -> Block:
    if fifths.empty:
        return missing_indicator("people by fifth of deprivation")
    return charts.show(
        charts.stacked_shares,
        indicators.setting_mix(fifths),
        categories=indicators.FIFTH_LABELS,
        measure="Fifths of deprivation in the country (1 most, 5 least deprived)",
        ordered=True,
        name="setting",
        title=setting_title(fifths),
        subtitle=f"People and datazones of {place} by fifth of deprivation in the country",
        finding=setting_found(fifths, place=place),
        table=setting_table(fifths),
    )


def _wards(wards: pd.DataFrame) -> Block:
    return wards_table(wards) if len(wards) else missing_indicator("people by ward")


def setting_found(setting: pd.DataFrame, *, place: str) -> Finding:
    """Say how many live in the most deprived fifth; rows as `indicators.deprivation_setting`."""
    first, people = setting.iloc[0], int(setting["people"].sum())
    zones = int(setting["datazones"].sum())
    share = 100 * first["people"] / people
    return Finding(
        f"Of {people:,} people in {place} in {first['people_period']}, {first['people']:,} "
        f"({share:.0f}%) lived in datazones of the most deprived fifth of the country: "
        f"{first['datazones']} of {zones} datazones ({first['datazones_period']})."
    )


def setting_table(setting: pd.DataFrame) -> AccessibleTable:
    """
    Show datazones and people by fifth of deprivation.

    Row: one fifth, as `indicators.deprivation_setting` gives.
    """
    people = 100 * setting["people"] / setting["people"].sum()
    first = setting.iloc[0]
    return table(
        setting.assign(people_pct=people),
        {"fifth": "Fifth of deprivation", "datazones": "Datazones", "people": "People",
         "people_pct": "Share of people (%)"},
        name="setting",
        caption=f"Datazones ({first['datazones_period']}) and people of all ages "
        f"({first['people_period']}) by fifth of deprivation",
        decimals={"people_pct": 0},
        notes=("Fifths are of the whole country's places (Scottish Index of Multiple "
               "Deprivation).",),
    )  # fmt: skip


def wards_table(wards: pd.DataFrame) -> AccessibleTable:
    """
    Show people by ward.

    Row: one ward, as `indicators.by_group` gives.
    """
    return table(
        disclosure.mark_hidden(wards, ["count"]),
        {"group": "Ward", "count": "People"},
        name="wards",
        caption=f"People of all ages by ward, {wards['period'].iloc[0]}",
    )
