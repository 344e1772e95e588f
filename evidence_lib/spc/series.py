"""What a chart is given: one number a period, in time order, with gaps left where they are."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from evidence_lib.errors import MethodInputError, shown

Numbers: TypeAlias = npt.NDArray[np.floating[Any]]
Values: TypeAlias = "pd.Series[Any] | Sequence[float | None] | npt.NDArray[Any]"

TOO_LARGE = 1e150
"""Above this a square of a value leaves the range of floating point."""


def numbers(values: Values, name: str, *, doing: str) -> pd.Series[float]:
    """
    Take values as a series of floats; missing values stay missing.

    Row: one period, in time order, indexed as given.

    Raises:
        MethodInputError: Nothing came, or nothing but gaps, or something that is no number, is
            infinite or above 1e150, or is dated and out of time order.
    """
    series = _one_dimension(values, name, doing=doing)
    _require_numbers(series, name, doing=doing)
    result = pd.Series(series.to_numpy(dtype="float64", na_value=np.nan), index=series.index)
    too_large = result.abs() > TOO_LARGE
    if too_large.any():
        came = shown(result[too_large].iloc[0])
        raise MethodInputError(f'{doing}: "{name}" must be finite and below 1e150; got {came}')
    _require_time_order(series.index, name, doing=doing)
    return result


def _one_dimension(values: Values, name: str, *, doing: str) -> pd.Series[Any]:
    listed = isinstance(values, pd.Series | np.ndarray | Sequence) and not isinstance(values, str)
    if not listed or getattr(values, "ndim", 1) != 1:
        raise MethodInputError(f'{doing}: "{name}" must be one list of numbers, one a period')
    series: pd.Series[Any] = values if isinstance(values, pd.Series) else pd.Series(list(values))
    if series.isna().all():
        came = f"{len(series)} gap(s)" if len(series) else "nothing"
        raise MethodInputError(f'{doing}: "{name}" needs at least one number; got {came}')
    return series


def _require_numbers(series: pd.Series[Any], name: str, *, doing: str) -> None:
    if is_bool_dtype(series.dtype) or not is_numeric_dtype(series.dtype):
        came = shown(series.dtype)
        raise MethodInputError(f'{doing}: "{name}" must be numbers; got values of type {came}')


def _require_time_order(index: pd.Index[Any], name: str, *, doing: str) -> None:
    dated = isinstance(index, pd.DatetimeIndex | pd.PeriodIndex)
    if dated and not index.is_monotonic_increasing:
        raise MethodInputError(f'{doing}: "{name}" must be in time order, earliest first')


def counts(
    values: Values, name: str, *, doing: str, whole: bool = True, zero: bool = True
) -> pd.Series[float]:
    """
    Take values as counts or exposures: not negative, whole unless said, above zero if said.

    Row: one period, in time order, indexed as given.

    Raises:
        MethodInputError: As `numbers`, or a value that is no count; the message says where.
    """
    series = numbers(values, name, doing=doing)
    wrong = (series < 0) | ((series == 0) & (not zero))
    wrong |= ((series - series.round()).abs() > 0) & whole
    if wrong.any():
        allowed = f"{'whole numbers' if whole else 'numbers'} {'from' if zero else 'above'} 0"
        place, came = series[wrong].index[0], series[wrong].iloc[0]
        raise MethodInputError(
            f'{doing}: "{name}" must be {allowed}; got {shown(came)} at {shown(place)}'
        )
    return series


def paired(
    numerators: pd.Series[float], denominators: pd.Series[float], *, doing: str
) -> pd.Series[float]:
    """
    Give the denominators the numerators' index.

    Row: one period.

    Raises:
        MethodInputError: The two are of different length, or both are labelled and the labels
            differ.
    """
    if len(numerators) != len(denominators):
        raise MethodInputError(
            f"{doing}: one denominator a numerator is needed; "
            f"got {len(numerators)} numerators and {len(denominators)} denominators"
        )
    labelled = not isinstance(denominators.index, pd.RangeIndex)
    if labelled and not denominators.index.equals(numerators.index):
        raise MethodInputError(f"{doing}: numerators and denominators are labelled differently")
    return denominators.set_axis(numerators.index)


def segments(
    index: pd.Index[Any], rebase_at: Sequence[Hashable], *, doing: str
) -> list[tuple[int, int]]:
    """
    Cut a series where it is rebased, as (first position, position after the last).

    Raises:
        MethodInputError: A place is no position of the series and no label of its index.
    """
    starts = {0} | {_position(index, place, doing=doing) for place in rebase_at}
    bounds = [*sorted(starts), len(index)]
    return list(pairwise(bounds))


def _position(index: pd.Index[Any], place: Hashable, *, doing: str) -> int:
    if isinstance(place, int | np.integer):
        inside = 0 <= place < len(index) and not isinstance(place, bool)
        found = [int(place)] if inside else []
    else:
        found = [int(each) for each in np.flatnonzero(index == place)]
    if len(found) != 1:
        allowed = f"a position from 0 to {len(index) - 1}, or a label that occurs once"
        raise MethodInputError(f'{doing}: "rebase_at" must hold {allowed}; got {shown(place)}')
    return found[0]
