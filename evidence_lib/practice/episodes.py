"""Episodes of being looked after: starts, endings and stock, always together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.disclosure.notes import SMALL_RANGE
from evidence_lib.errors import MethodInputError, require_columns, shown
from evidence_lib.practice._frames import (
    MISSING,
    Row,
    as_day,
    days,
    days_until,
)

METHOD = "Counts by calendar year; starts with an exact Poisson interval"
_COLUMNS = [
    "year", "complete", "hidden", "starts", "starts_low", "starts_high", "ceased",
    "stock_at_year_end", "method", "caveats",
]  # fmt: skip
_NEEDED = ("episode_id", "started_on", "ended_on", "age_at_start", "placement_type")


@dataclass(frozen=True)
class EpisodeStarts:
    """
    Starts, endings and stock of one age group, and the days between starts.

    ``by_year``, row: one calendar year. ``days_between_starts``, row: one start after the first;
    ``start`` (its number in order), ``days`` since the one before (0 on the same day). ``n``
    episodes were counted; ``age_unknown`` were left out for want of an age.
    """

    by_year: pd.DataFrame
    days_between_starts: pd.DataFrame
    n: int
    age_unknown: int
    method: str
    caveats: tuple[str, ...]


def _year_row(year: int, episodes: pd.DataFrame, day: pd.Timestamp) -> Row:
    from evidence_lib.counts import count_interval

    last = pd.Timestamp(year, 12, 31)
    starts = int((episodes["started"].dt.year == year).sum())
    ceased = int((episodes["ended"].dt.year == year).sum())
    still = episodes["ended"].isna() | (episodes["ended"] > last)
    stock = int(((episodes["started"] <= last) & still).sum())
    interval = count_interval(starts)
    complete = last <= day
    return {
        "year": year,
        "complete": complete,
        "starts": starts,
        "starts_low": interval.low,
        "starts_high": interval.high,
        "ceased": ceased,
        "stock_at_year_end": stock if complete else MISSING,
    }


def _hide(row: Row) -> Row:
    """Hide a year's three counts together: from two of them the third can be worked back."""
    counts = ("starts", "ceased", "stock_at_year_end")
    return disclosure.blank_row(row, counts, (*counts, "starts_low", "starts_high"))


def _without_later_stock(by_year: pd.DataFrame) -> pd.DataFrame:
    """Hide every stock from the first hidden year on: less the flows, a later one gives it back."""
    return by_year.assign(
        stock_at_year_end=by_year["stock_at_year_end"].mask(by_year["hidden"].cummax())
    )


def _days_between(started: pd.Series[pd.Timestamp]) -> pd.DataFrame:
    gaps = started.sort_values().diff().dt.days.dropna().astype("int64")
    return pd.DataFrame({"start": range(2, len(gaps) + 2), "days": gaps.to_numpy()})


def _caveats(ages: tuple[int, int], away_from_home: bool) -> tuple[str, ...]:
    where = "away from home (placements at home left out)" if away_from_home else "anywhere"
    return (
        f"Young people aged {ages[0]} to {ages[1]} at the start of the episode, looked after "
        f"{where}; the stock counts them by that age, however old they have become, and knows only "
        "the episodes in the table: its first years may lack those begun before.",
        "Starts are not children: the same child may start twice. A fall in starts can go with a "
        "rise in stock when episodes last longer.",
        f"Years with a count {SMALL_RANGE} are hidden whole; days between starts can give those "
        "counts away, and are for work within the partnership until the release is checked.",
    )


def _require_ages(ages: tuple[int, int], doing: str) -> None:
    whole = len(ages) == 2 and all(isinstance(age, int) for age in ages)
    if not whole or not 0 <= ages[0] <= ages[1] <= 17:
        raise MethodInputError(
            f'{doing}: "ages" must be the youngest and the oldest age, from 0 to 17; '
            f"got {shown(ages)}"
        )


def episode_starts(
    care_episodes: pd.DataFrame,
    *,
    ages: tuple[int, int] = (11, 15),
    away_from_home: bool = True,
    as_at: date | None = None,
) -> EpisodeStarts:
    """
    Count episodes of being looked after that start, end and go on, year by year.

    Args:
        care_episodes: The contract's `care_episodes`.
        ages: Youngest and oldest age at the start of the episode, both counted.
        away_from_home: Leave out episodes placed at home.
        as_at: The day the figures speak of; the last day in the data unless given.

    Returns:
        `EpisodeStarts`. ``by_year``: ``year``, ``complete`` (false when *as_at* is before its last
        day; there is then no stock), ``hidden`` (one of the counts is from 1 to 4: all are blank,
        and so is the stock of every later year, which would give them back), ``starts`` with
        ``starts_low`` and ``starts_high``, ``ceased``, ``stock_at_year_end``,
        ``method``, ``caveats``. An episode that ends on 31 December is not in that year's stock.

    Raises:
        MethodInputError: A column is missing, or *ages* or *as_at* are not what they must be.

    Source: docs/method.md, "Starts of being looked after"; exact Poisson interval.
    """
    doing = "counting episodes of being looked after"
    require_columns(care_episodes.columns, _NEEDED, doing=doing)
    _require_ages(ages, doing)
    dated = pd.concat([days(care_episodes, "started_on"), days(care_episodes, "ended_on")])
    day = as_day(dated.max() if as_at is None and len(dated) else as_at or date.min, doing=doing)
    episodes = care_episodes.assign(
        started=days_until(care_episodes, "started_on", day),
        ended=days_until(care_episodes, "ended_on", day),
    ).dropna(subset=["started"])
    if away_from_home:
        episodes = episodes[episodes["placement_type"] != "at_home"]
    counted = episodes[episodes["age_at_start"].between(*ages).fillna(False).astype(bool)]
    caveats = _caveats(ages, away_from_home)
    years = range(counted["started"].min().year, day.year + 1) if len(counted) else range(0)
    rows = [
        _hide(_year_row(year, counted, day)) | {"method": METHOD, "caveats": " ".join(caveats)}
        for year in years
    ]
    by_year = _without_later_stock(pd.DataFrame(rows, columns=_COLUMNS))
    return EpisodeStarts(
        by_year, _days_between(counted["started"]), len(counted),
        int(episodes["age_at_start"].isna().sum()), METHOD, caveats,
    )  # fmt: skip
