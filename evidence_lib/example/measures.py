"""Evidence items drawn from figures: the first year beside the last, of one definition."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from evidence_lib import terms
from evidence_lib.example.draw import rounded
from evidence_lib.example.indicators import own_rows
from evidence_lib.example.rows import Row, ShippedRow, rows_of

BEYOND_CHANCE = 1.96
"""Standard errors between two shares or counts from which chance is not believed."""

ON_A_CHART = 3.0
"""The same for the first and last year of months or quarters, which a page draws as a process
chart: its limits lie there, and an item may not see a change where the chart sees none."""

FEWEST_IN_A_THIRD = 3
"""Values that each third of a series must hold before the two are held against each other."""

_PERIODS_A_YEAR = {"monthly": 12, "quarterly": 4}


def measured(values: list[Row]) -> list[Row]:
    """
    Draw an item from each indicator that names the criterion it would speak to.

    Values before the last change of definition are left out: nothing is joined across a break.

    Row: one assertion: the mean of the first year beside that of the last.
    """
    speaking = [row for row in rows_of("indicators") if row["item_criterion"]]
    series = ((row, _of_last_definition(own_rows(values, row["indicator_id"]))) for row in speaking)
    return [_measure(row, rows) for row, rows in series if len(rows) > 1]


def component_of(topic: Mapping[str, object]) -> str:
    """Say which part of its area a topic is about, by its criterion or by what it measures."""
    if topic["area"] == terms.GENERAL_AREA:
        return ""
    [criterion] = rows_of("area_criteria", criterion=topic["criterion"])
    change = "impact" if topic["measure_kind"] in ("outcome", "impact") else "process"
    return criterion["component"] or change


def _of_last_definition(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["definition_version"] == rows[-1]["definition_version"]]


def _measure(indicator: ShippedRow, rows: list[Row]) -> Row:
    topic = {
        "area": indicator["area"],
        "criterion": indicator["item_criterion"],
        "measure_kind": indicator["measure_kind"],
    }
    first, last = _ends(rows, _PERIODS_A_YEAR.get(indicator["frequency"], 1))
    unit = "%" if indicator["unit"] == "%" else ""
    return {
        **topic,
        "about": indicator["item_about"],
        "finding": indicator["finding"],
        "component": component_of(topic),
        "strand": "performance_data",
        "collection_id": "performance_report",
        "source_id": indicator["source_id"],
        "location": f"indicator {indicator['code']}",
        "collected_on": "2018-05-11",
        "bearing": _bearing(indicator["direction"], rows, first, last),
        "materiality": "major" if indicator["rba_type"] == "better_off" else "important",
        "form": "quantitative",
        "attribution": "partnership_data",
        "sensitivity": "none",
        "summary": f"{_title(indicator)}: {_level(first):g}{unit} {_spell(first)}, "
        f"{_level(last):g}{unit} {_spell(last)}.",
    }


def _ends(rows: list[Row], length: int) -> tuple[list[Row], list[Row]]:
    """Take the first and the last value; of months and quarters, the first year and the last."""
    length = length if len(rows) >= 2 * length else 1
    return rows[:length], rows[-length:]


def _spell(rows: list[Row]) -> str:
    if len(rows) == 1:
        return f"in {rows[0]['period']}"
    return f"on average from {rows[0]['period']} to {rows[-1]['period']}"


def _level(rows: list[Row]) -> float:
    """Give the mean of the values; of shares, the share of all whom they were counted of."""
    if _known(rows, "numerator", "denominator"):
        return rounded(1000 * _sum(rows, "numerator") / _sum(rows, "denominator")) / 10
    return rounded(10 * _sum(rows, "value") / len(rows)) / 10


def _title(indicator: ShippedRow) -> str:
    fifth = ", by deprivation of the place"
    title, by_fifth, _ = indicator["title"].partition(fifth)
    return f"{title} in the most deprived fifth of places" if by_fifth else title


def _bearing(direction: str, rows: list[Row], first: list[Row], last: list[Row]) -> str:
    """Say that a figure supports or challenges progress only where it changed beyond chance."""
    if direction == "neutral" or not _beyond_chance(rows, first, last):
        return "mixed"
    rose = _level(last) > _level(first)
    return "supports" if rose == (direction == "higher") else "challenges"


def _beyond_chance(rows: list[Row], first: list[Row], last: list[Row]) -> bool:
    """
    Tell a change from chance, as far as the figures allow, at 1.96 errors or the chart's 3.

    Shares whose counts are known: two proportions, pooled. Complete counts: the difference by the
    root of their sum. Anything else has no known spread: its first third and its last may not
    overlap, of three values each or more; a short series shows nothing.

    Source: the pooled test of two proportions, and the normal test of two Poisson counts.
    """
    errors = ON_A_CHART if len(first) > 1 else BEYOND_CHANCE
    if _known([*first, *last], "numerator", "denominator"):
        return abs(_between_shares(first, last)) > errors
    if _known([*first, *last], "numerator"):
        before, after = _sum(first, "numerator"), _sum(last, "numerator")
        return abs(after - before) > errors * math.sqrt(after + before)
    return _thirds_apart([_number(row["value"]) for row in rows])


def _between_shares(first: list[Row], last: list[Row]) -> float:
    """Give the standard errors between two shares; none where there is no spread."""
    before, of_before = _sum(first, "numerator"), _sum(first, "denominator")
    after, of_after = _sum(last, "numerator"), _sum(last, "denominator")
    share = (before + after) / (of_before + of_after)
    error = math.sqrt(share * (1 - share) * (1 / of_before + 1 / of_after))
    return (after / of_after - before / of_before) / error if error else 0.0


def _thirds_apart(values: Sequence[float]) -> bool:
    third = len(values) // 3
    if third < FEWEST_IN_A_THIRD:
        return False
    first, last = values[:third], values[-third:]
    return max(first) < min(last) or min(first) > max(last)


def _known(rows: list[Row], *names: str) -> bool:
    return all(row.get(name) not in (None, "") for row in rows for name in names)


def _sum(rows: list[Row], name: str) -> float:
    return sum(_number(row[name]) for row in rows)


def _number(value: object) -> float:
    return float(str(value))
