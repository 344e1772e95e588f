"""The invented partnership: its size, its places, its people's sectors and its calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from evidence_lib.example.draw import Draw, rounded
from evidence_lib.example.rows import rows_of

PLACE = "Glenmarnock"
PARTNERSHIP = "Invented partnership of Glenmarnock"
NATIONAL = "Invented national"
FAMILY_GROUP = ("Auchterwhin", "Dunfennan", "Inverloskie", "Kilbrennoch", "Strathoyle")

INSPECTED_FROM = date(2016, 6, 6)
INSPECTED_TO = date(2016, 7, 15)
INSPECTION_PUBLISHED = date(2016, 11, 1)
FIELDWORK_FROM = date(2018, 5, 14)
FIELDWORK_TO = date(2018, 5, 18)
AS_AT = FIELDWORK_TO

_QUINTILES = (1, 2, 3, 4, 5)
"""Most deprived first."""

REQUESTS = 600
RESPONDENTS = 195


@dataclass(frozen=True)
class Size:
    """How large the invented partnership is, and the seed of its chance."""

    seed: int
    requests: int
    respondents: int

    def draw(self, topic: str) -> Draw:
        """Give the stream of chance of one topic."""
        return Draw(self.seed, topic)

    def scaled(self, number: float) -> int:
        """Scale a number of children or families with the requests; never below 1."""
        return max(1, rounded(number * self.requests / REQUESTS))

    def staff(self, number: float) -> int:
        """Scale a number of staff with the respondents; never below 1."""
        return max(1, rounded(number * self.respondents / RESPONDENTS))


@dataclass(frozen=True)
class Cluster:
    """One invented school cluster: where it is, its share of children, when its model began."""

    name: str
    locality: str
    weight: float
    went_live_on: date | None


@cache
def clusters() -> tuple[Cluster, ...]:
    """List the school clusters; the last is not yet live."""
    return tuple(
        Cluster(row["cluster"], row["locality"], float(row["weight"]), _day(row["went_live_on"]))
        for row in rows_of("clusters")
    )


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def draw_cluster(draw: Draw, *, live: bool = False) -> Cluster:
    """Draw a cluster by its share of children: any, or one of those gone live."""
    among = [each for each in clusters() if each.went_live_on is not None or not live]
    return draw.weighted(among, [each.weight for each in among])


def draw_quintile(draw: Draw, locality: str) -> int | None:
    """Draw a deprivation quintile of a locality; now and then the address is not known."""
    [place] = rows_of("localities", locality=locality)
    weights = [float(place[f"quintile_{quintile}"]) for quintile in _QUINTILES]
    quintile = draw.weighted(_QUINTILES, weights)
    return None if draw.chance(0.02) else quintile


def yes_no(draw: Draw, share: float, *, blank: float = 0.0) -> str:
    """Draw a flag: yes in *share* of the cases, left blank in a share *blank* of all."""
    answer = "yes" if draw.chance(share) else "no"
    return "" if blank and draw.chance(blank) else answer


def until_now(day: date) -> date | None:
    """Give the day if it has come by the as-at date of the review, and nothing if it has not."""
    return day if day <= AS_AT else None
