"""Periods end when they end: which one was the last before a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from evidence_lib.errors import MissingBaselineError
from evidence_lib.published import ended_by, period_end


def last_before(values: pd.DataFrame, day: date) -> str:
    """
    Name the last period that had ended by *day*; rows as `series` gives.

    Raises:
        MissingBaselineError: No period had ended by then.
    """
    ended = known_by(values, day)["period"]
    if ended.empty:
        raise MissingBaselineError(f"choosing a period: none had ended by {day:%Y-%m-%d}")
    return max(map(str, ended))


@dataclass(frozen=True)
class ReviewPeriods:
    """The last periods that had ended before the joint inspection and by the review's day."""

    baseline: str
    latest: str


def review_periods(
    values: pd.DataFrame, *, since: date | None, until: date = date.max
) -> ReviewPeriods | None:
    """
    Choose the two periods a review compares, for every measure alike; rows as `series` gives.

    The baseline is the last period that had ended before the joint inspection began its fieldwork.
    `other_baselines` names those from which the answer might be another.

    Args:
        values: One indicator in one place, with ``period`` and ``period_kind``.
        since: The day the joint inspection began; where it is not known, or where no period had
            ended by then, the baseline is the first period.
        until: Later periods are left out.

    Returns:
        None where fewer than two different periods had ended by then.
    """
    known = known_by(values, until)
    periods = sorted({str(each) for each in known["period"]})
    if len(periods) < 2:
        return None
    first, inspected = periods[0], since or date.min
    before = period_end(first, str(known.iloc[0]["period_kind"])) <= inspected
    return ReviewPeriods(last_before(known, inspected) if before else first, periods[-1])


def other_baselines(values: pd.DataFrame, periods: ReviewPeriods) -> list[str]:
    """
    Name the periods a change could have been measured from instead: the one before, those since.

    Args:
        values: As for `review_periods`.
        periods: The two that are compared.
    """
    known = sorted({str(each) for each in values["period"]})
    place = known.index(periods.baseline)
    since = [each for each in known[place + 1 :] if each < periods.latest]
    return known[max(place - 1, 0) : place] + since


def known_by(values: pd.DataFrame, day: date) -> pd.DataFrame:
    """
    Keep the values whose period had ended by *day*; later ones were no evidence then.

    Row: as given.
    """
    known: pd.DataFrame = values[ended_by(values, day)]
    return known


def fieldwork_mark(fieldwork_from: date) -> pd.DataFrame:
    """Mark the review on a chart of periods. Row: one dated fact (``date``, ``label``)."""
    return pd.DataFrame({"date": [fieldwork_from.isoformat()], "label": ["This review"]})
