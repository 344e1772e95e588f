"""What the practice measures share: days, groups, shares with their interval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.errors import MethodInputError, shown
from evidence_lib.survey import proportion_interval

ALL = "all"
NOT_RECORDED = "not recorded"
MISSING = float("nan")

Row = dict[str, object]


def require_days(name: str, days: int, *, doing: str) -> None:
    """
    Refuse a number of days that is not a whole number of at least 1.

    Raises:
        MethodInputError: It is not.
    """
    if isinstance(days, bool) or not isinstance(days, int) or days < 1:
        raise MethodInputError(
            f'{doing}: "{name}" must be a whole number of days, 1 or more; got {shown(days)}'
        )


def as_day(as_at: date, *, doing: str) -> pd.Timestamp:
    """
    Give the day the figures speak of.

    Raises:
        MethodInputError: *as_at* is no date.
    """
    if not isinstance(as_at, date):
        raise MethodInputError(f'{doing}: "as_at" must be a date; got {shown(as_at)}')
    return pd.Timestamp(as_at).normalize()


def days(rows: pd.DataFrame, column: str) -> pd.Series[pd.Timestamp]:
    """Read a column of days; what is missing stays missing."""
    return pd.to_datetime(rows[column])


def days_until(rows: pd.DataFrame, column: str, as_at: pd.Timestamp) -> pd.Series[pd.Timestamp]:
    """Read a column of days as it stood at *as_at*: what happened later had not happened yet."""
    read = days(rows, column)
    return read.where(read <= as_at)


def flags(rows: pd.DataFrame, column: str) -> pd.Series[bool]:
    """Read a yes-or-no column with missing values kept (three-valued)."""
    return rows[column].astype("boolean")


def groups(rows: pd.DataFrame, by: str | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Part the rows by a column; rows without a group are their own group, ``not recorded``."""
    if by is None:
        yield from [(ALL, rows)] if len(rows) else []
        return
    names = rows[by].astype("str").where(rows[by].notna(), NOT_RECORDED)
    for name, of_group in rows.groupby(names, sort=True):
        yield str(name), of_group


def share_cells(name: str, successes: int, base: int) -> Row:
    """Give count, base, share and Wilson interval; the share only where the base bears one."""
    cells: Row = {name: successes, f"{name}_base": base}
    if not disclosure.percent_may_show(base):
        return cells | {f"{name}_{part}": MISSING for part in ("share", "low", "high")}
    interval = proportion_interval(successes, base)
    return cells | {
        f"{name}_share": interval.share,
        f"{name}_low": interval.low,
        f"{name}_high": interval.high,
    }


def known_cells(name: str, answers: pd.Series[bool]) -> Row:
    """Give `share_cells` of the answers that are known."""
    known = answers.dropna()
    return share_cells(name, int(known.sum()), len(known))


def shares_of(*names: str) -> list[str]:
    """Name the columns `share_cells` gives, in order."""
    parts = ("", "_base", "_share", "_low", "_high")
    return [f"{name}{part}" for name in names for part in parts]
