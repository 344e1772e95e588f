"""Episodes of being looked after: starts, endings and stock."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure, practice, terms
from evidence_lib.answers.answer import Answer, no_table
from evidence_lib.answers.imagined import imagined_behind
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.disclosure import notes
from evidence_lib.evidence import Evidence
from evidence_lib.show import AccessibleTable, Finding, table

_COUNTS = ("starts", "starts_low", "starts_high", "ceased", "stock_at_year_end")


@from_tables("care_episodes")
def episodes(review: Evidence) -> Answer:
    """Set starts, endings and stock of being looked after beside each other, year by year."""
    found = practice.episode_starts(review.tables["care_episodes"], as_at=review.as_at)
    if not found.n:
        return no_table("care_episodes")
    return Answer.of(
        episodes_finding(found.by_year), episodes_table(found.by_year), by_year=found.by_year
    )


def episodes_finding(by_year: pd.DataFrame) -> Finding:
    """Say starts, endings and stock of the first and last whole year that may be shown."""
    shown = by_year[by_year["complete"] & ~by_year["hidden"]]
    if not by_year["complete"].any():
        return Finding("No whole year is on record, so none is shown.")
    if shown.empty:
        return Finding("Every whole year has a count that is too small to show.")
    first, last = shown.iloc[0], shown.iloc[-1]
    if len(shown) == 1:
        return Finding(
            f"In {last['year']}, {last['starts']:.0f} episodes of young people aged 11 to 15 began "
            f"and {last['ceased']:.0f} ended{_stock(last)}."
        )
    return Finding(
        f"In {first['year']}, {first['starts']:.0f} episodes of young people aged 11 to 15 began "
        f"and {first['ceased']:.0f} ended; in {last['year']}, {last['starts']:.0f} began and "
        f"{last['ceased']:.0f} ended{_stock(last)}."
    )


def _stock(year: pd.Series) -> str:
    stock = year["stock_at_year_end"]
    return "" if pd.isna(stock) else f", with {stock:.0f} going on at its end"


def episodes_table(by_year: pd.DataFrame) -> AccessibleTable:
    """
    Show starts, endings and stock together; a year with a small count is hidden whole.

    Row: one calendar year, as `practice.episode_starts` gives.
    """
    shown = disclosure.mark_hidden(by_year, _COUNTS).assign(year=by_year["year"].astype(str))
    stock = shown["stock_at_year_end"].astype(object)
    gone = by_year["complete"].astype(bool) & by_year["stock_at_year_end"].isna()
    return table(
        shown.assign(stock_at_year_end=stock.mask(gone, terms.HIDDEN)),
        {"year": "Year", "starts": "Began", "starts_low": "95% interval, from",
         "starts_high": "95% interval, to", "ceased": "Ended",
         "stock_at_year_end": "Going on at the year's end"},
        name="episodes",
        caption="Young people aged 11 to 15 looked after away from home: episodes by year",
        notes=(f"{notes.HIDDEN_YEAR} The last year is part of one where the review came before "
               "its end.", imagined_behind("one year's count")),
    )  # fmt: skip
