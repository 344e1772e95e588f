"""The invented partnership: its size, its places, its people's sectors and its calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from evidence_lib.example.draw import Draw, rounded

Row = dict[str, object]
"""One row of a table, by column name; a column left out is a blank cell."""

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


CLUSTERS = (
    Cluster("Alderwhin cluster", "Marnock Harbour", 0.17, date(2017, 1, 16)),
    Cluster("Birkhollow cluster", "Marnock Harbour", 0.16, date(2017, 4, 24)),
    Cluster("Corriefold cluster", "Marnock Town", 0.16, date(2017, 4, 24)),
    Cluster("Drumwhin cluster", "Marnock Town", 0.14, date(2017, 6, 5)),
    Cluster("Ellerscaur cluster", "Marnock Glens", 0.13, date(2017, 8, 21)),
    Cluster("Fernieknowe cluster", "Marnock Glens", 0.12, date(2017, 10, 30)),
    Cluster("Gorsehope cluster", "Marnock Glens", 0.1, date(2018, 1, 15)),
    Cluster("Hazelwhin cluster", "Marnock Moor", 0.02, None),
)
LOCALITIES = ("Marnock Harbour", "Marnock Town", "Marnock Glens", "Marnock Moor")

QUINTILE_WEIGHTS = {
    "Marnock Harbour": (0.44, 0.27, 0.16, 0.09, 0.04),
    "Marnock Town": (0.24, 0.27, 0.22, 0.16, 0.11),
    "Marnock Glens": (0.1, 0.2, 0.3, 0.24, 0.16),
    "Marnock Moor": (0.0, 0.2, 0.45, 0.35, 0.0),
}
"""Shares of children by deprivation quintile, most deprived first."""


def draw_cluster(draw: Draw, clusters: tuple[Cluster, ...] = CLUSTERS) -> Cluster:
    """Draw a cluster by its share of children."""
    return draw.weighted(clusters, [each.weight for each in clusters])


def draw_quintile(draw: Draw, locality: str) -> int | None:
    """Draw a deprivation quintile of a locality; now and then the address is not known."""
    quintile = draw.weighted((1, 2, 3, 4, 5), QUINTILE_WEIGHTS[locality])
    return None if draw.chance(0.02) else quintile


def yes_no(draw: Draw, share: float, *, blank: float = 0.0) -> str:
    """Draw a flag: yes in *share* of the cases, left blank in a share *blank* of all."""
    answer = "yes" if draw.chance(share) else "no"
    return "" if blank and draw.chance(blank) else answer


def until_now(day: date) -> date | None:
    """Give the day if it has come by the as-at date of the review, and nothing if it has not."""
    return day if day <= AS_AT else None


def rows_of(text: str) -> list[Row]:
    """
    Read a small table written in the source: a heading line, then a line a row.

    Row: a line of *text*; cells are separated by upright strokes.
    """
    lines = [line for line in text.strip().splitlines() if line.strip()]
    header, *cells = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [dict(zip(header, each, strict=True)) for each in cells]


def numbered(rows: Iterable[Row], key: str, prefix: str, source_id: str = "") -> list[Row]:
    """Give each row its key, counted from 1, and its source where it names none."""
    listed = list(rows)
    width = max(3, len(str(len(listed))))
    source = {"source_id": source_id} if source_id else {}
    return [
        {key: f"{prefix}{number:0{width}d}", **source, **row}
        for number, row in enumerate(listed, start=1)
    ]
