"""Requests for assistance: what each waited for first help, by written clock rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from evidence_lib.errors import MethodInputError, require_choice, shown
from evidence_lib.timeliness.incidence import CLOSED, HELPED, WAITING
from evidence_lib.timeliness.waits import Day, as_day

UNITS = ("calendar", "working")
NAMED_ROWS = 10


def request_waits(
    requests: pd.DataFrame, *, as_at: Day, unit: str = "calendar", holidays: Sequence[Day] = ()
) -> pd.DataFrame:
    """
    Work out each request's wait for first help, up to a day.

    Row: one request, indexed like *requests*. The clock starts on ``requested_on`` and stops on
    ``first_help_on``; a request closed without help counts as far as ``closed_on``, an open one as
    far as *as_at*.

    Args:
        requests: The table ``service_requests``: ``requested_on``, ``first_help_on``,
            ``closed_on``, as dates.
        as_at: The last day known about.
        unit: ``calendar`` days, or ``working`` days (Monday to Friday, less *holidays*).
        holidays: Days that are no working days; Scottish public holidays differ by council.

    Returns:
        ``days`` (waited), ``observed`` (True: helped), ``still_waiting`` (True: neither helped nor
        closed), ``outcome`` (helped, closed or waiting), ``days_since`` (from the request to
        *as_at*).

    Raises:
        MethodInputError: A column is missing or holds no dates; a request has no date, is helped or
            closed before it was made, or has a date after *as_at*; the message names the rows.

    Source: docs/method.md, "Waits for first help".
    """
    doing = "working out waits"
    require_choice("unit", unit, UNITS, doing=doing)
    last_day = as_day(as_at, "as_at", doing=doing)
    made, helped, closed = (
        _dates(requests, name, doing=doing)
        for name in ("requested_on", "first_help_on", "closed_on")
    )
    _require_possible(requests, made, helped, closed, last_day)
    stopped = helped.fillna(closed).fillna(last_day)
    off = [np.datetime64(as_day(each, "holidays", doing=doing), "D") for each in holidays]
    columns = {
        "days": _between(made, stopped, unit, off),
        "observed": helped.notna(),
        "still_waiting": helped.isna() & closed.isna(),
        "outcome": np.select([helped.notna(), closed.notna()], [HELPED, CLOSED], WAITING),
        "days_since": _between(made, made.mask(made.notna(), last_day), unit, off),
    }
    return pd.DataFrame(columns, index=requests.index)


def _dates(requests: pd.DataFrame, name: str, *, doing: str) -> pd.Series[pd.Timestamp]:
    if name not in requests:
        raise MethodInputError(f'{doing}: "requests" needs a column "{name}"')
    column = requests[name]
    if column.isna().all():
        return pd.Series(pd.NaT, index=column.index, dtype="datetime64[us]")
    if not (isinstance(column.dtype, np.dtype) and column.dtype.kind == "M"):
        raise MethodInputError(
            f'{doing}: column "{name}" must hold dates; got type {shown(column.dtype)}'
        )
    days: pd.Series[pd.Timestamp] = column.dt.normalize()
    return days


def _require_possible(
    requests: pd.DataFrame,
    made: pd.Series[pd.Timestamp],
    helped: pd.Series[pd.Timestamp],
    closed: pd.Series[pd.Timestamp],
    last_day: pd.Timestamp,
) -> None:
    wrong = {
        "without a requested_on": made.isna(),
        "helped before it was requested": helped < made,
        "closed before it was requested": closed < made,
        f"dated after {last_day:%Y-%m-%d}": (
            (made > last_day) | (helped > last_day) | (closed > last_day)
        ),
    }
    found = {words: rows for words, rows in wrong.items() if rows.any()}
    if found:
        told = "; ".join(f"{words}: {_named(requests, rows)}" for words, rows in found.items())
        raise MethodInputError(f"working out waits: no request may be {told}")


def _named(requests: pd.DataFrame, rows: pd.Series[bool]) -> str:
    """Name rows by their request_id where there is one, ten of them at most."""
    keys = requests["request_id"] if "request_id" in requests else requests.index.to_series()
    wrong = keys[rows.to_numpy()]
    named = ", ".join(shown(key) for key in wrong.iloc[:NAMED_ROWS])
    left_out = len(wrong) - NAMED_ROWS
    return f"{named} and {left_out} more" if left_out > 0 else named


def _between(
    start: pd.Series[pd.Timestamp], stop: pd.Series[pd.Timestamp], unit: str, holidays: list[Any]
) -> Any:
    if unit == "calendar":
        return (stop - start).dt.days
    first, last = (each.to_numpy().astype("datetime64[D]") for each in (start, stop))
    return np.busday_count(first, last, holidays=holidays)
