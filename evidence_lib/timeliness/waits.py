"""What the waiting-time methods are given: days waited, and whether the wait has ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from evidence_lib.errors import MethodInputError, shown

Numbers: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Days: TypeAlias = "pd.Series[Any] | Sequence[float] | npt.NDArray[Any]"
Day: TypeAlias = "str | date | pd.Timestamp"
Observed: TypeAlias = "pd.Series[Any] | Sequence[bool] | npt.NDArray[Any]"


def checked_waits(days: Days, observed: Observed, *, doing: str) -> tuple[Numbers, Flags]:
    """
    Take waits and whether each was seen to end (True) or is still running (False).

    Raises:
        MethodInputError: Nothing came; a wait is missing, negative or infinite; a mark is neither
            True nor False (1 nor 0); the two are of different length or labelled differently.
    """
    waits, ended = _series(days), _series(observed)
    if not len(waits) or len(waits) != len(ended):
        raise MethodInputError(
            f"{doing}: one mark a wait is needed, and at least one wait; "
            f"got {len(waits)} waits and {len(ended)} marks"
        )
    both = isinstance(days, pd.Series) and isinstance(observed, pd.Series)
    if both and not waits.index.equals(ended.index):
        raise MethodInputError(f'{doing}: "days" and "observed" are labelled differently')
    return _checked_days(waits, doing=doing), _checked_marks(ended, doing=doing)


def as_day(day: Day, name: str, *, doing: str) -> pd.Timestamp:
    """
    Take a day as a timestamp at midnight.

    Raises:
        MethodInputError: *day* is no day, or carries a time zone.
    """
    try:
        stamp: Any = pd.Timestamp(day)
    except (TypeError, ValueError):
        stamp = pd.NaT
    if not isinstance(stamp, pd.Timestamp) or stamp.tz is not None:
        raise MethodInputError(f'{doing}: "{name}" must be a day; got {shown(day)}')
    return stamp.normalize()


def _series(values: Days | Observed) -> pd.Series[Any]:
    return values if isinstance(values, pd.Series) else pd.Series(list(values))


def _checked_days(waits: pd.Series[Any], *, doing: str) -> Numbers:
    if is_bool_dtype(waits.dtype) or not is_numeric_dtype(waits.dtype):
        raise MethodInputError(f'{doing}: "days" must be numbers; got {shown(waits.dtype)}')
    figures = np.asarray(waits.to_numpy(dtype=float, na_value=np.nan), dtype=np.float64)
    wrong = ~(np.isfinite(figures) & (figures >= 0))
    if wrong.any():
        first = int(np.flatnonzero(wrong)[0])
        raise MethodInputError(
            f'{doing}: "days" must be finite and 0 or more; '
            f"got {shown(figures[first])} at {shown(waits.index[first])}"
        )
    return figures


def _checked_marks(ended: pd.Series[Any], *, doing: str) -> Flags:
    if not ended.isin([True, False]).all():
        came = shown(ended[~ended.isin([True, False])].iloc[0])
        raise MethodInputError(f'{doing}: "observed" must be True or False; got {came}')
    return ended.to_numpy(dtype=bool)
