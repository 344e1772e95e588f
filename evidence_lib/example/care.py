"""Episodes of being looked after; few begin at 11 to 15, fewer each year."""

from __future__ import annotations

from datetime import date, timedelta

from evidence_lib.example.draw import Draw
from evidence_lib.example.rows import Row, ShippedRow, numbered, rows_of, weighted_row
from evidence_lib.example.scene import AS_AT, Size, draw_cluster, until_now

YEARS = (2013, 2014, 2015, 2016, 2017)
YOUNG_PEOPLE = (11, 15)

_TEENAGE_STARTS = (19, 17, 16, 13, 11)


def care_episodes(size: Size) -> list[Row]:
    """
    List the episodes by start; those from 11 to 15 are all away from home.

    Row: an episode of being looked after, ended or not.
    """
    draw = size.draw("care_episodes")
    rows = [row for year in YEARS for row in _year(draw, size, year)]
    rows += [_teenager(draw, date(2018, 1, 1), AS_AT) for _ in range(size.scaled(4))]
    rows += [_other(draw, date(2018, 1, 1), AS_AT) for _ in range(size.scaled(17))]
    by_start = sorted(rows, key=lambda row: str(row["started_on"]))
    return numbered(by_start, "episode_id", "C", "care_register")


def teenage_starts(episodes: list[Row], year: int) -> int:
    """Count the episodes that began in *year* at 11 to 15 and away from home."""
    return sum(
        str(row["started_on"]).startswith(str(year))
        and YOUNG_PEOPLE[0] <= int(str(row["age_at_start"])) <= YOUNG_PEOPLE[1]
        and row["placement_type"] != "at_home"
        for row in episodes
    )


def _year(draw: Draw, size: Size, year: int) -> list[Row]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    teenagers = max(1, size.scaled(_TEENAGE_STARTS[YEARS.index(year)]) + draw.whole(-1, 1))
    others = size.scaled(46) + draw.whole(0, 6)
    return [
        *(_teenager(draw, first, last) for _ in range(teenagers)),
        *(_other(draw, first, last) for _ in range(others)),
    ]


def _teenager(draw: Draw, first: date, last: date) -> Row:
    age = draw.weighted((11, 12, 13, 14, 15), (0.1, 0.15, 0.22, 0.28, 0.25))
    placement = weighted_row(draw, rows_of("placements"), "teenage_weight")
    return _episode(draw, draw.day(first, last), age, placement)


def _other(draw: Draw, first: date, last: date) -> Row:
    age = draw.weighted((0, 1, 2, 4, 6, 8, 10, 16), (0.24, 0.1, 0.12, 0.13, 0.13, 0.12, 0.1, 0.06))
    started = draw.day(first, last)
    placement = weighted_row(draw, rows_of("placements"), "other_weight")
    return _episode(draw, started, age, placement)


def _episode(draw: Draw, started: date, age: int, placement: ShippedRow) -> Row:
    return {
        "started_on": started,
        "ended_on": until_now(started + timedelta(days=20 + draw.wait(420))),
        "age_at_start": age,
        "placement_type": placement["placement_type"],
        "locality": draw_cluster(draw).locality,
    }
