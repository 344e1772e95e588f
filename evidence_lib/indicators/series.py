"""One indicator's usable values, and the intervals their counts allow."""

from __future__ import annotations

import pandas as pd

from evidence_lib import counts, survey

PERCENT_TOLERANCE = 0.6
"""Published percentages may be rounded to whole ones; what differs by more is another rate."""


def series(
    values: pd.DataFrame,
    indicator_id: str,
    *,
    place: str,
    group_type: str | None = None,
    group: str | None = None,
    definition_version: str | None = None,
) -> pd.DataFrame:
    """
    Choose one indicator's usable values in one place, earliest period first.

    Row: one period (and one group, where several are not parted by the arguments). Only raw values
    that nothing superseded are used: imputed and projected ones are never facts, and a mark in the
    place of a number is none.
    """
    wanted = (
        values["indicator_id"].eq(indicator_id)
        & values["place"].eq(place)
        & values["value_type"].eq("raw")
        & values["value"].notna()
        & values["superseded_by"].isna()
    )
    for column, word in (
        ("group_type", group_type),
        ("group", group),
        ("definition_version", definition_version),
    ):
        wanted &= values[column].eq(word) if word is not None else True
    return values[wanted].sort_values(["period", "group"]).reset_index(drop=True)


def with_count_intervals(values: pd.DataFrame) -> pd.DataFrame:
    """
    Give yearly counts their exact Poisson interval.

    Row: one period. Adds ``count``, ``low`` and ``high`` (95 %), in the indicator's unit.
    """
    intervals = [counts.count_interval(int(value)) for value in values["value"]]
    return values.assign(
        count=values["value"].astype(int),
        low=[each.low for each in intervals],
        high=[each.high for each in intervals],
    )


def with_share_intervals(values: pd.DataFrame) -> pd.DataFrame:
    """
    Give percentages with published numerator and denominator their Wilson interval.

    A value that is not the percentage of its counts, such as a rate per 1,000, gets none.

    Row: as given. Adds ``low`` and ``high`` (95 %, in percent), missing where no count is known.
    """
    bounds = [
        _bounds(numerator, denominator, value)
        for numerator, denominator, value in zip(
            values["numerator"], values["denominator"], values["value"], strict=True
        )
    ]
    low, high = ([pair[end] for pair in bounds] for end in (0, 1))
    return values.assign(
        low=pd.Series(low, index=values.index, dtype="float64"),
        high=pd.Series(high, index=values.index, dtype="float64"),
    )


def _bounds(
    numerator: float, denominator: float, value: float
) -> tuple[float, float] | tuple[None, None]:
    counted = pd.notna(numerator) and pd.notna(denominator) and denominator > 0
    if not counted or not abs(100 * numerator / denominator - value) < PERCENT_TOLERANCE:
        return None, None
    found = survey.proportion_interval(int(numerator), int(denominator))
    return 100 * found.low, 100 * found.high
