"""Where a place stands on one or several indicators, beside others and itself before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

import pandas as pd

from evidence_lib import indicators, terms
from evidence_lib.answers.answer import Answer, no_indicator, where_any
from evidence_lib.answers.chart_titles import (
    positions_title,
    spanned,
    standing,
    subtitle,
)
from evidence_lib.answers.family_group import FAMILY_GROUP, family_group_note, rank_among
from evidence_lib.answers.imagined import imagined
from evidence_lib.answers.indicator import (
    Indicator,
    indicator_of,
    later_values,
    measured_of,
    no_figures,
    whole_values,
    within_sentence,
)
from evidence_lib.answers.named_sources import from_indicators
from evidence_lib.answers.rate import rates_table
from evidence_lib.disclosure import notes
from evidence_lib.english import amount, interval, places_of
from evidence_lib.evidence import Area
from evidence_lib.show import AccessibleTable, Caveat, Finding, charts, missing_indicator, table


class _Places(TypedDict):
    place: str
    national: str
    family_group: Sequence[str]


@from_indicators
def panels(
    area: Area,
    indicator_ids: Sequence[str],
    *,
    about: str,
    called: Mapping[str, str] | None = None,
) -> Answer:
    """
    Say where a place stands on several indicators, a panel each, beside the nation and the others.

    Args:
        area: The area.
        indicator_ids: Its indicators, of one unit; those without values in the place are left out.
        about: What they are about together, such as ``School attendance``.
        called: What to call those whose absence is to be said where they have no row, by id.

    Returns:
        Finding with chart and table, then each one's definition; its frame ``positions`` has a row
        an indicator.
    """
    found = indicators.rate_panels(*_given(area), indicator_ids, until=area.as_at, **_places(area))
    if found.empty:
        return no_indicator(within_sentence(about))
    positions = _positions(area, indicator_ids)
    unit = str(positions["unit"].iloc[0])
    absent = [what for each, what in (called or {}).items() if each not in area.indicators.index]
    return Answer.of(
        charts.show(
            charts.small_multiple_axes,
            found,
            place=area.place,
            measure=f"{within_sentence(about)}, {unit}",
            columns=min(2, found["panel"].nunique()),
            from_zero=not unit.startswith("%"),
            name=indicator_ids[0],
            title=positions_title(positions, national=area.national),
            subtitle=subtitle(about, unit, area.place, spanned(found["period"])),
            note=family_group_note(area, found),
            finding=positions_found(positions, place=area.place, national=area.national),
            table=panels_table(
                found, name=indicator_ids[0], caption=about, unit=unit, place=area.place,
                places=places_of(unit),
            ),
        ),
        _imagined(area, indicator_ids),
        *measured_of(area, indicator_ids),
        *map(missing_indicator, absent),
        positions=positions,
        panels=found,
    )  # fmt: skip


@from_indicators
def position(area: Area, indicator_id: str, *, called: str = "") -> Answer:
    """
    Say where a place stands on one indicator, beside the nation, the others and itself before.

    Args:
        area: The area.
        indicator_id: The indicator.
        called: What to call it where it has no row in ``indicators``.

    Returns:
        Finding with chart and table, its definition; the frame ``positions`` has one row.
    """
    own = indicator_of(area, indicator_id)
    found = indicators.rate_panels(*_given(area), [indicator_id], until=area.as_at, **_places(area))
    if own is None or found.empty:
        return no_figures(area, indicator_id, called=called)
    positions = _positions(area, [indicator_id])
    return Answer.of(
        charts.show(
            charts.rate_trend,
            found,
            place=area.place,
            measure=own.measure,
            name=indicator_id,
            title=positions_title(positions, national=area.national),
            subtitle=subtitle(own.measure, area.place, spanned(found["period"])),
            note=family_group_note(area, found),
            finding=positions_found(positions, place=area.place, national=area.national),
            table=rates_table(found, name=indicator_id, caption=own.title, unit=own.unit),
        ),
        _imagined(area, [indicator_id]),
        own.measured,
        positions=positions,
    )


@from_indicators
def definitions_apart(area: Area, indicator_id: str, *, called: str = "") -> Answer:
    """
    Follow an indicator whose definition changed, a panel a definition, so that no line joins them.

    Args:
        area: The area.
        indicator_id: The indicator.
        called: What to call it where it has no row in ``indicators``.

    Returns:
        Finding with chart and table, the rank among the family group, its definition and caveats;
        the frame ``positions`` has one row.
    """
    own = indicator_of(area, indicator_id)
    positions = _positions(area, [indicator_id])
    if own is None or positions.empty:
        return no_figures(area, indicator_id, called=called)
    period = str(positions["period"].iloc[0])
    found = indicators.definition_panels(*_given(area), indicator_id, **_places(area))
    ranked = _ranked(area, own, period)
    return Answer.of(
        charts.show(
            charts.small_multiple_axes,
            found,
            place=area.place,
            measure=own.measure,
            name=indicator_id,
            title=positions_title(positions, national=area.national),
            subtitle=subtitle(own.measure, area.place, spanned(found["period"])),
            note=family_group_note(area, found),
            finding=positions_found(positions, place=area.place, national=area.national),
            table=panels_table(
                found, name=indicator_id, caption=f"{own.title}, by definition", place=area.place,
                unit=own.unit,
            ),
        ),
        _imagined(area, [indicator_id]),
        where_any(rank_among, ranked, area.place, of=FAMILY_GROUP, period=period),
        own.measured,
        later_values(area, indicator_id),
        positions=positions,
    )  # fmt: skip


def _ranked(area: Area, own: Indicator, period: str) -> pd.DataFrame:
    """Rank a place among its family group. Row: one place, as `across_places` gives."""
    places = [area.place, *area.family_group]
    return indicators.across_places(
        whole_values(area), own.indicator_id, period, places, direction=own.direction
    )


def _given(area: Area) -> tuple[pd.DataFrame, pd.DataFrame]:
    return whole_values(area), area.indicators


def _places(area: Area) -> _Places:
    return {"place": area.place, "national": area.national, "family_group": area.family_group}


def _positions(area: Area, indicator_ids: Sequence[str]) -> pd.DataFrame:
    return indicators.positions(
        *_given(area),
        indicator_ids,
        since=area.facts.inspected_from or area.as_at,
        until=area.as_at,
        **_places(area),
    )


def _imagined(area: Area, indicator_ids: Sequence[str]) -> Caveat | None:
    values = whole_values(area)
    drawn = [indicators.series(values, each, place=area.place) for each in indicator_ids]
    return imagined(pd.concat(drawn))


def positions_found(positions: pd.DataFrame, *, place: str, national: str) -> Finding:
    """Say where a place stands on each measure; rows as `indicators.positions` gives."""
    rows = positions.to_dict("records")
    return Finding(" ".join(_stands(row, place, national) for row in rows))


def _stands(row: dict[Any, Any], place: str, national: str) -> str:
    opening = f"{row['title']}, {row['period']}: {place} "
    if pd.isna(row["value"]):
        return f"{opening}is not shown, as the group is too small."
    return f"{opening}{_estimate(row)}{_against(row, national)}{_before(row)}."


def _estimate(row: dict[Any, Any]) -> str:
    value = amount(row["value"], row["unit"])
    if pd.isna(row["low"]):
        return value
    base, places = f"{row['base']:,.0f}", places_of(row["unit"])
    return f"{value} (base {base}, {interval(row['low'], row['high'], places=places)})"


def _against(row: dict[Any, Any], national: str) -> str:
    if pd.isna(row["national"]):
        return ""
    places, percent = places_of(row["unit"]), "%" if row["unit"] == "%" else ""
    return f", {standing(row)} {national} ({round(row['national'], places):,.{places}f}{percent})"


def _before(row: dict[Any, Any]) -> str:
    if pd.isna(row["earlier_value"]):
        return "; there is no earlier value by the same definition"
    places = places_of(row["unit"])
    percent = "%" if row["unit"] == "%" else ""
    return f"; {row['earlier_value']:,.{places}f}{percent} in {row['earlier_period']}"


def panels_table(
    panels: pd.DataFrame, *, name: str, caption: str, unit: str, place: str, places: int = 1
) -> AccessibleTable:
    """
    Show what small panels draw: the place, the nation and the family group's range.

    Row: one panel and period, out of one series in one period in one panel, as
    `indicators.rate_panels` gives.
    """
    keys = ["panel", "period"]
    shown = panels[keys].drop_duplicates().sort_values(keys).reset_index(drop=True)
    headings = {"panel": "Measure", "period": "Period"}
    for series, rows in panels.groupby("series", sort=False):
        by_key = rows.set_index(keys).reindex(pd.MultiIndex.from_frame(shown[keys]))
        label = str(series)
        if by_key["value"].notna().any():
            hidden = by_key["hidden"].eq(True).to_numpy()
            shown[label] = by_key["value"].astype(object).mask(hidden, terms.HIDDEN).to_numpy()
            headings[label] = f"{label} ({unit})"
        if by_key["low"].notna().any():
            shown[f"{label}-range"] = _ranges(by_key, places)
            words = "95% interval" if label == place else "range"
            headings[f"{label}-range"] = f"{label}, {words} ({unit})"
    order = {panel: step for step, panel in enumerate(panels["panel"].unique())}
    shown = shown.sort_values("panel", key=lambda each: each.map(order), kind="stable")
    shown["period"] = shown["period"].str.replace("–", "-")
    return table(
        shown, headings, name=name, caption=caption, decimals=dict.fromkeys(headings, places),
        notes=_panel_notes(panels, place),
    )  # fmt: skip


def _panel_notes(panels: pd.DataFrame, place: str) -> tuple[str, ...]:
    said = {
        notes.HIDDEN_VALUE: panels["hidden"].any(),
        "Intervals: Wilson for percentages, exact Poisson for rates, where counts are published.": (
            panels.loc[panels["series"].eq(place), "low"].notna().any()
        ),
    }
    return tuple(note for note, applies in said.items() if applies)


def _ranges(rows: pd.DataFrame, places: int) -> list[str | None]:
    return [
        f"{low:,.{places}f} to {high:,.{places}f}" if pd.notna(low) else None
        for low, high in zip(rows["low"], rows["high"], strict=True)
    ]
