"""The series of a measure, and which two of its periods a progress review compares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from evidence_lib.published import period_end, years_between

OF_THE_WHOLE = ("all", "age", "looked_after")
"""Groups a measure may be of; a sector, a locality or a ward is no outcome of the whole."""

BY_FIFTH = "simd_quintile"
MOST_DEPRIVED, LEAST_DEPRIVED = "1", "5"
GAP = "gap"

_PERIOD = ["definition_version", "period", "period_kind"]


@dataclass(frozen=True)
class Part:
    """One published value with the counts behind it, NaN where they are not published."""

    value: float
    numerator: float
    denominator: float


@dataclass(frozen=True)
class Point:
    """One series in one period; its parts are one value, or those of the ends of a gap."""

    period: str
    period_kind: str
    ends_on: date
    definition_version: str
    parts: tuple[Part, ...]

    @property
    def value(self) -> float:
        """The value; of a gap the most less the least deprived."""
        return self.parts[0].value - sum(each.value for each in self.parts[1:])


@dataclass(frozen=True)
class Series:
    """One measure of one group, or its gap (then ``group`` is *gap*), with its usable points."""

    group_type: str
    group: str
    points: tuple[Point, ...]

    @property
    def is_gap(self) -> bool:
        """Tell a gap between two groups from the value of one."""
        return self.group == GAP


@dataclass(frozen=True)
class Pair:
    """
    The two points that are compared; ``why`` says why they are not, and is empty where they are.

    ``not_given`` names the years between them for which there is no value.
    """

    before: Point | None
    after: Point | None
    why: str
    not_given: tuple[str, ...] = ()


def usable_values(values: pd.DataFrame, place: str) -> pd.DataFrame:
    """
    Keep the raw values of a place that nothing superseded, the last edition of each.

    Row: one value, with what it is of, its period and its counts. Imputed and projected ones
    are no facts.
    """
    kept = (
        values["place"].eq(place)
        & values["value_type"].eq("raw")
        & values["value"].notna()
        & values["superseded_by"].isna()
    )
    one_figure = ["indicator_id", "group_type", "group", *_PERIOD]
    editions = values[kept].sort_values("as_published_on", kind="stable", na_position="first")
    last = editions.drop_duplicates(one_figure, keep="last")
    return last[[*one_figure, "value", "numerator", "denominator"]]


def series_of(values: pd.DataFrame) -> list[Series]:
    """Part the usable values of one measure into its series, the gap last."""
    whole = values[values["group_type"].isin(OF_THE_WHOLE)]
    found = [
        Series(str(group_type), str(group), tuple(_points(rows)))
        for (group_type, group), rows in whole.groupby(["group_type", "group"])
    ]
    fifths = values[values["group_type"].eq(BY_FIFTH)]
    most = fifths[fifths["group"].eq(MOST_DEPRIVED)]
    least = fifths[fifths["group"].eq(LEAST_DEPRIVED)]
    if most.empty or least.empty:
        return found
    both = most.merge(least, on=_PERIOD, suffixes=("", "_least"))
    gap = Series(BY_FIFTH, GAP, tuple(_points(both)))
    return [*found, gap] if gap.points else found


def _points(rows: pd.DataFrame) -> Iterator[Point]:
    of_parts = ("", "_least") if "value_least" in rows else ("",)
    for row in rows.to_dict("records"):
        period, kind = str(row["period"]), str(row["period_kind"])
        parts = tuple(_part(row, each) for each in of_parts)
        yield Point(period, kind, period_end(period, kind), str(row["definition_version"]), parts)


def _part(row: dict[Any, Any], of: str) -> Part:
    names = ("value", "numerator", "denominator")
    return Part(*(float(row[f"{name}{of}"]) for name in names))


def chosen_pair(
    series: Series, *, inspected_on: date | None, fieldwork_on: date, own_version: str
) -> Pair:
    """
    Choose the last point before the earlier inspection and the last one before this fieldwork.

    Both are of one definition and one kind of period, or they are not compared. Of several
    definitions that have both, the one with the latest points is taken, then the indicator's own.

    Args:
        series: One series.
        inspected_on: The first day of the earlier joint inspection; None where it is not known.
        fieldwork_on: The first day of this review's fieldwork.
        own_version: The definition the indicator's own row states.

    Source: docs/method.md, "Outcome measures".
    """
    known = [point for point in series.points if point.ends_on < fieldwork_on]
    if inspected_on is None:
        return Pair(None, _last(known), "the day of the earlier inspection is not known")
    earlier = [point for point in known if point.ends_on < inspected_on]
    later = [point for point in known if point.ends_on >= inspected_on]
    pairs = [(before, after) for before in earlier for after in later if _alike(before, after)]
    if not pairs:
        before, after = _last(earlier), _last(later)
        return Pair(before, after, _why_not(before, after))
    before, after = max(
        pairs,
        key=lambda pair: (
            pair[1].ends_on,
            pair[0].ends_on,
            pair[0].definition_version == own_version,
        ),
    )
    return Pair(before, after, "", _not_given(series, before, after))


def _last(points: Sequence[Point]) -> Point | None:
    return max(points, key=lambda point: point.ends_on, default=None)


def _alike(before: Point, after: Point) -> bool:
    return (before.definition_version, before.period_kind) == (
        after.definition_version,
        after.period_kind,
    )


def _why_not(before: Point | None, after: Point | None) -> str:
    if before is None and after is None:
        return "no period with a value had ended before this review"
    if before is None:
        return "no period with a value ended before the earlier inspection"
    if after is None:
        return "no period with a value ended between the earlier inspection and this review"
    if before.definition_version != after.definition_version:
        return f"the definition changed between {before.period} and {after.period}"
    return f"{before.period} and {after.period} are not periods of one kind"


def _not_given(series: Series, before: Point, after: Point) -> tuple[str, ...]:
    given = {point.period for point in series.points if _alike(point, before)}
    between = years_between(before.period, after.period, before.period_kind)
    return tuple(year for year in between if year not in given)
