"""The values of the invented indicators, for the place, its family group and its nation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from evidence_lib.example.care import YEARS, teenage_starts
from evidence_lib.example.draw import Draw, rounded
from evidence_lib.example.practice import STANDARD_DAYS
from evidence_lib.example.rows import Row, ShippedRow, rows_of
from evidence_lib.example.scene import AS_AT, FAMILY_GROUP, NATIONAL, PLACE, Size

_YEARS = tuple(f"{year}-{year - 1999}" for year in range(2012, 2017))
_QUARTERS = ("2015-Q4", *(f"{y}-Q{q}" for y in (2016, 2017) for q in (1, 2, 3, 4)), "2018-Q1")
_MONTHS = (
    "2015-11",
    "2015-12",
    *(f"{year}-{month:02d}" for year in (2016, 2017) for month in range(1, 13)),
    *(f"2018-{month:02d}" for month in range(1, 5)),
)
_PERIODS = {
    "financial_year": ("financial_year", _YEARS),
    "school_year": ("school_year", _YEARS[1:]),
    "year_to_july": ("school_year", _YEARS),
    "snapshot": ("snapshot", _YEARS),
    "quarter": ("quarter", _QUARTERS),
    "month": ("month", _MONTHS),
}
"""How a series names its periods, of which kind they are (there is none for a part of a year)."""

_STEP_AT = _MONTHS.index("2017-05")


@dataclass(frozen=True)
class _Where:
    """A place, how far its level lies from our own, and its size beside ours."""

    name: str
    offset: float
    factor: float


def indicator_values(
    size: Size, requests: list[Row], plans: list[Row], episodes: list[Row]
) -> list[Row]:
    """
    List the values, those that other tables can tell reckoned from them.

    Row: an indicator in one place, group and period.
    """
    draw = size.draw("indicator_values")
    rows = [row for series in rows_of("indicator_series") for row in _series(draw, size, series)]
    rows += [*_starts(episodes), *_requests_by_month(requests), *_plans_by_quarter(plans)]
    rows += _register_by_locality(draw, size)
    listed = [
        {"value_id": f"V{number:04d}", **_defined(row)} for number, row in enumerate(rows, start=1)
    ]
    return [*listed, _superseded(listed)]


def _defined(row: Row) -> Row:
    [indicator] = rows_of("indicators", indicator_id=row["indicator_id"])
    earlier = row["indicator_id"] == "developmental_milestones" and str(row["period"]) < "2015"
    version = "2013" if earlier else indicator["definition_version"]
    published = "2018-03" if indicator["source_id"] == "national_return" else "2018-05"
    # The place of a figure is that of the item that tells it: this is how the two are joined.
    shared: Row = {
        "definition_version": version,
        "source_id": indicator["source_id"],
        "location": f"indicator {indicator['code']}",
    }
    return {"value_type": "raw", **row, **shared, "as_published_on": published}


def _superseded(listed: list[Row]) -> Row:
    """Give an earlier printing of one value, which a later one replaced."""
    later = next(
        row
        for row in listed
        if (row["indicator_id"], row["place"]) == ("balance_of_care", PLACE)
        and row["period"] == "2015-16"
    )
    earlier: Row = {
        "value_id": f"V{len(listed) + 1:04d}",
        "value": rounded(10 * (float(str(later["value"])) - 1.4)) / 10,
        "numerator": None,
        "denominator": None,
        "as_published_on": "2017-03",
        "superseded_by": later["value_id"],
        "note": "Printed before two children were counted in the right group",
    }
    return {**later, **earlier}


def _series(draw: Draw, size: Size, series: ShippedRow) -> list[Row]:
    kind, periods = _PERIODS[series["periods"]]
    return [
        {
            "indicator_id": series["indicator_id"],
            "place": where.name,
            "group_type": series["group_type"],
            "group": series["group"],
            "period": period,
            "period_kind": kind,
            **_figures(draw, size, series, where, position),
            **_special(series, where, period),
        }
        for where in _places(draw, series)
        for position, period in enumerate(periods)
    ]


def _places(draw: Draw, series: ShippedRow) -> list[_Where]:
    own = _Where(PLACE, 0.0, 1.0)
    if series["where"] == "own":
        return [own]
    wobble = float(series["wobble"])
    family = [_Where(name, draw.around(0, 2 * wobble), 0.6 + draw.share()) for name in FAMILY_GROUP]
    return [own, *family, _Where(NATIONAL, draw.around(0, wobble), 28.0)]


def _special(series: ShippedRow, where: _Where, period: str) -> Row:
    """
    Give what holds in place of the figures drawn, if anything does.

    Some series stand still, as they do where a return was not filled in: no one should trust them.
    """
    key = {"indicator_id": series["indicator_id"], "place": where.name}
    stuck = rows_of("stuck_series", **key)
    if stuck:
        return {name: stuck[0][name] for name in ("value", "numerator")}
    special = rows_of("special_values", **key, period=period)
    kind = special[0]["value_type"] if special else ""
    if kind == "not_available":
        return {"value_type": kind, "value": None, "numerator": None, "denominator": None}
    return {"value_type": kind} if kind else {}


def _figures(draw: Draw, size: Size, series: ShippedRow, where: _Where, position: int) -> Row:
    level = draw.around(_level(series, position) + where.offset, float(series["wobble"]))
    if series["shape"] == "count":
        return {"value": 0 if level < 0.5 else size.scaled(level)}
    base = float(series["base"] or 0) * where.factor * (0.96 + 0.08 * draw.share())
    denominator = size.scaled(base) if series["base"] else None
    if series["shape"] == "plain" or denominator is None:
        return {"value": _digits(level, series), "denominator": denominator}
    whole = 1000 if series["shape"] == "per_1000" else 100
    numerator = min(denominator, max(0, rounded(level / whole * denominator)))
    value = _digits(whole * numerator / denominator, series)
    return {"value": value, "numerator": numerator, "denominator": denominator}


def _level(series: ShippedRow, position: int) -> float:
    first, last = float(series["first"]), float(series["last"])
    if series["shape"] == "step":
        return first if position < _STEP_AT else last
    return first + (last - first) * position / (len(_PERIODS[series["periods"]][1]) - 1)


def _digits(number: float, series: ShippedRow) -> float:
    power = 10.0 ** int(series["digits"])
    return rounded(number * power) / float(power)


def _kind_of(period: str) -> str:
    if "-Q" in period:
        return "quarter"
    return "month" if "-" in period else "calendar_year"


def _own(indicator_id: str, period: object, **figures: object) -> Row:
    return {
        "indicator_id": indicator_id,
        "place": PLACE,
        "group_type": "all",
        "group": "all",
        "period": period,
        "period_kind": _kind_of(str(period)),
        **figures,
    }


def _starts(episodes: list[Row]) -> list[Row]:
    counts = [teenage_starts(episodes, year) for year in YEARS]
    return [
        {
            **_own("accommodated_11_15", year, value=count, numerator=count),
            "group_type": "age",
            "group": "11-15",
        }
        for year, count in zip(YEARS, counts, strict=True)
    ]


def _share(indicator_id: str, period: str, met: list[bool]) -> Row:
    if not met:
        return _own(indicator_id, period, value_type="not_available")
    value = rounded(1000 * sum(met) / len(met)) / 10
    return _own(indicator_id, period, value=value, numerator=sum(met), denominator=len(met))


def _requests_by_month(requests: list[Row]) -> list[Row]:
    asked: dict[str, list[Row]] = {month: [] for month in _MONTHS}
    for row in requests:
        asked.setdefault(str(row["requested_on"])[:7], []).append(row)
    counts = [_own("requests_received", month, value=len(asked[month])) for month in _MONTHS]
    return counts + [
        _share("helped_within_20_days", month, _helped_in_time(asked[month])) for month in _MONTHS
    ]


def _helped_in_time(rows: list[Row]) -> list[bool]:
    standard = timedelta(days=STANDARD_DAYS)
    days = [(row["requested_on"], row["first_help_on"]) for row in rows]
    return [
        isinstance(helped, date) and helped - asked <= standard
        for asked, helped in days
        if isinstance(asked, date) and asked + standard <= AS_AT
    ]


def _plans_by_quarter(plans: list[Row]) -> list[Row]:
    begun: dict[str, list[bool]] = {quarter: [] for quarter in _QUARTERS}
    for row in plans:
        started = row["started_on"]
        if isinstance(started, date):
            quarter = f"{started.year}-Q{(started.month + 2) // 3}"
            begun.setdefault(quarter, []).append(row["child_views"] == "yes")
    return [_share("plans_with_views", quarter, begun[quarter]) for quarter in _QUARTERS]


def _register_by_locality(draw: Draw, size: Size) -> list[Row]:
    rows: list[Row] = [
        {
            **_own("on_register", "2016-17", value=_on_register(draw, size, place)),
            "period_kind": "snapshot",
            "group_type": "locality",
            "group": place["locality"],
        }
        for place in rows_of("localities")
    ]
    return [*rows[:-1], {**rows[-1], "value": None, "value_type": "suppressed"}]


def _on_register(draw: Draw, size: Size, locality: ShippedRow) -> int:
    return size.scaled(draw.around(float(locality["on_register"]), 2))
