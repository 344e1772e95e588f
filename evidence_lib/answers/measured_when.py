"""Which measures were known by the review, and what is doubtful in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from evidence_lib import indicators, terms
from evidence_lib.answers.answer import Answer, no_indicator, no_table, where_any
from evidence_lib.answers.indicator import measured_of, of_the_whole
from evidence_lib.answers.named_sources import from_indicators, from_tables
from evidence_lib.english import capital, counted, day_words, listed
from evidence_lib.evidence import Area
from evidence_lib.show import AccessibleTable, Caveat, Finding, read_with_care, table

ANY = "any"
RULES = {
    "reused-code": "One code, several measures",
    "run-of-zeros": "Zero again and again",
    "repeated-value": "The same value again and again",
    "definition-break": "The definition changes",
    "superseded": "Replaced later",
    "imputed": "Filled in by the publisher",
    "not-available": "Not published",
    "mixed-period-kinds": "Periods of several kinds",
    "telling-decimals": "Decimals that may give counts away",
}


@from_indicators
def measured_when(
    area: Area, beginnings: Sequence[str], *, about: str, explained: Sequence[str] = ()
) -> Answer:
    """
    Say which measures of something were known by the review, and which began only later.

    Args:
        area: The area.
        beginnings: The ids of its indicators begin with one of these, such as ``literacy``.
        about: What they are measures of.
        explained: The ids of those whose definition and caveat are printed.

    Returns:
        Finding, caveats and table; its frame ``measured`` has a row an indicator and period.
    """
    definitions = area.indicators
    chosen = definitions[definitions["indicator_id"].str.startswith(tuple(beginnings))]
    ever = of_the_whole(area.review.ever("indicator_values"))
    measured = indicators.measured_when(
        ever, chosen, place=area.place, national=area.national, until=area.as_at
    )
    if measured.empty:
        return no_indicator(about)
    return Answer.of(
        trend_possible(measured, what=about, as_at=area.as_at),
        only_later(measured),
        known_table(
            measured,
            name=beginnings[0],
            caption=f"{capital(about)}, by when the period ended",
            place=area.place,
            national=area.national,
        ),
        *measured_of(area, explained),
        measured=measured,
    )


@from_tables("indicators")
def doubts(area: Area) -> Answer:
    """Say what to check in the published series of an area before a finding leans on them."""
    if area.indicators.empty:
        return no_table("indicators")
    flags = indicators.flags_by_measure(
        indicators.quality_flags(area.tables["indicator_values"], area.indicators),
        area.indicators,
        [area.place, area.national],
    )
    return Answer.of(flags_found(flags), where_any(flags_table, flags), flags=flags)


def trend_possible(measured: pd.DataFrame, *, what: str, as_at: date) -> Finding:
    """Say whether a trend could be seen by a day; rows as `indicators.measured_when` gives."""
    known = measured[measured["known"] & measured["value"].notna()]
    periods = known.groupby("title")["period"].nunique()
    trends = int(periods.ge(2).sum())
    found = (
        f"{counted(measured['title'].nunique(), 'measure')} of {what}: {len(periods) or 'none'} "
        f"{'has' if len(periods) < 2 else 'have'} a period that had ended by {day_words(as_at)}"
    )
    if trends:
        return Finding(f"{found}, and {trends} {'has' if trends == 1 else 'have'} two or more.")
    return Finding(f"{found} and none has two, so no trend can be seen.")


def only_later(measured: pd.DataFrame) -> Caveat | None:
    """Name the measures whose first period ended after the review; nothing where there is none."""
    first = measured[measured["value"].notna()].groupby("title", sort=False)["known"].any()
    later = [str(title) for title in first.index[~first]]
    if not later:
        return None
    begun = measured.loc[measured["title"].isin(later) & measured["value"].notna(), "period"].min()
    return read_with_care(
        f"these begin in {begun}, and could not be known at the review: {_titles(later)}."
    )


def _titles(titles: Sequence[str]) -> str:
    return listed([f"“{title}”" for title in titles])


def flags_found(flags: pd.DataFrame) -> Finding:
    """Say how many measures have a flag; rows as `indicators.flags_by_measure` gives."""
    if flags.empty:
        return Finding("The checks raise no caution about the figures of this area.")
    measures = len({title for titles in flags["titles"] for title in titles})
    repeated = flags.loc[flags["rule"].eq("repeated-value"), "titles"].explode()
    doubt = (
        f" Figures that repeat, which may not be measurements: {_titles(list(repeated))}."
        if len(repeated)
        else ""
    )
    return Finding(
        f"{counted(measures, 'measure')} of this area {'needs' if measures == 1 else 'need'} "
        f"care before a finding leans on {'it' if measures == 1 else 'them'}.{doubt}"
    )


def known_table(
    measured: pd.DataFrame, *, name: str, caption: str, place: str, national: str
) -> AccessibleTable:
    """
    List measures by period, with whether the period had ended by the review.

    Row: one measure in one period, as `indicators.measured_when` gives.
    """
    shown = measured[measured["value"].notna()]
    shown = shown.assign(known=shown["known"].astype(bool))
    return table(
        shown.sort_values("known", ascending=False, kind="stable"),
        {"title": "Measure", "period": "Period", "value": place, "national": national,
         "unit": "Unit", "known": "Had ended by the review"},
        name=name,
        caption=caption,
        decimals={"value": 1, "national": 1},
    )  # fmt: skip


def flags_table(flags: pd.DataFrame) -> AccessibleTable:
    """
    List what to check before a finding leans on a figure.

    Row: one thing found, as `indicators.flags_by_measure` gives.
    """
    worded = flags.assign(
        titles=["; ".join(titles) for titles in flags["titles"]],
        rule=[RULES.get(rule, terms.in_words(rule)) for rule in flags["rule"]],
        places=flags["places"].mask(flags["places"].eq(""), ANY),
        periods=flags["periods"].mask(flags["periods"].eq(""), ANY),
        message=[f"{capital(message)}." for message in flags["message"]],
    )
    return table(
        worded,
        {"titles": "Measures", "rule": "What was found", "places": "Where", "periods": "Periods",
         "message": "What it means"},
        name="read_with_care",
        caption="Read these figures with care: what was found in the published series",
    )  # fmt: skip
