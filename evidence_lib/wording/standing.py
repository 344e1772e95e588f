"""Sentences about where a place stands on a measure, and what its figures are worth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib.show.blocks import Caveat, Finding, Html, Sentence, cited
from evidence_lib.english import day_words
from evidence_lib.english import counted, listed
from evidence_lib.english import interval
from evidence_lib.english import amount, places_of

CLOSE_POINTS = 1.0
"""Two percentages nearer than this are called close, after the national change rule."""


def standing_found(standing: pd.DataFrame, *, place: str, national: str) -> Finding:
    """Say where a place stands on each measure; rows as `indicators.standing` gives."""
    rows = standing.to_dict("records")
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
    places = places_of(row["unit"])
    own, nation = round(row["value"], places), round(row["national"], places)
    word = "higher than" if own > nation else "lower than"
    if own == nation:
        word = "the same as"
    elif pd.notna(row["low"]) and row["low"] <= row["national"] <= row["high"]:
        word = "not clearly different from"
    elif row["unit"] == "%" and round(abs(own - nation), 1) < CLOSE_POINTS:
        word = "close to"
    return f", {word} {national} ({nation:,.{places}f}{'%' if row['unit'] == '%' else ''})"


def _before(row: dict[Any, Any]) -> str:
    if pd.isna(row["earlier_value"]):
        return "; no earlier value of the same definition to compare with"
    places = places_of(row["unit"])
    percent = "%" if row["unit"] == "%" else ""
    return f"; {row['earlier_value']:,.{places}f}{percent} in {row['earlier_period']}"


def figures_printed(published: pd.DataFrame) -> Sentence:
    """Say whether the report itself prints any figure on an area."""
    if published.empty:
        return Sentence(
            "No figure printed in the report on this area was recorded, so nothing below restates "
            "one: the numbers come from the indicators listed with their sources."
        )
    return Sentence(
        f"The report prints {counted(len(published), 'figure')} on this area; the rest below comes "
        "from the indicators listed with their sources."
    )


def outcome_claims(items: pd.DataFrame) -> Html:
    """Say how many assertions speak of outcomes and how many of them give a figure, with links."""
    claims = items[items["measure_kind"].isin(["outcome", "impact"])]
    figures = int(claims["form"].eq("quantitative").sum())
    given = {0: "none gives a number", 1: "one gives a number"}.get(
        figures, f"{figures} give a number"
    )
    said = Sentence(
        f"{counted(len(claims), 'assertion')} of the report on this area "
        f"{'speaks' if len(claims) == 1 else 'speak'} of outcomes or impact; {given}."
    )
    return cited(said, list(claims["item_id"]))


def trend_possible(measured: pd.DataFrame, *, what: str, as_at: date) -> Finding:
    """Say whether a trend could be seen by a day; rows as `indicators.measured_when` gives."""
    known = measured[measured["known"] & measured["value"].notna()]
    periods = known.groupby("title")["period"].nunique()
    trends = int(periods.ge(2).sum())
    found = (
        f"{counted(measured['title'].nunique(), 'measure')} of {what}: {len(periods)} "
        f"{'has' if len(periods) == 1 else 'have'} a period that had ended by {day_words(as_at)}"
    )
    if trends:
        return Finding(f"{found}, and {trends} {'has' if trends == 1 else 'have'} two or more.")
    return Finding(f"{found} and none has two, so no trend can be seen in them.")


def only_later(measured: pd.DataFrame) -> Caveat | None:
    """Name the measures whose first period ended after the review; nothing where there is none."""
    first = measured[measured["value"].notna()].groupby("title", sort=False)["known"].any()
    later = [str(title) for title in first.index[~first]]
    if not later:
        return None
    begun = measured.loc[measured["title"].isin(later) & measured["value"].notna(), "period"].min()
    return Caveat(
        f"Read with care: these could not be known at the review, as they begin in {begun}: "
        f"{_titles(later)}."
    )


def _titles(titles: Sequence[str]) -> str:
    return listed([f"“{title}”" for title in titles])


def flags_found(flags: pd.DataFrame) -> Finding:
    """Say how many measures have a flag; rows as `indicators.flags_by_measure` gives."""
    if flags.empty:
        return Finding("No trap was found in the figures of this area.")
    measures = len({title for titles in flags["titles"] for title in titles})
    repeated = flags.loc[flags["rule"].eq("repeated-value"), "titles"].explode()
    doubt = (
        f" Figures that repeat, which may be no measurement at all: {_titles(list(repeated))}."
        if len(repeated)
        else ""
    )
    return Finding(
        f"{counted(measures, 'measure')} of this area {'needs' if measures == 1 else 'need'} "
        f"care before a finding leans on {'it' if measures == 1 else 'them'}.{doubt}"
    )
