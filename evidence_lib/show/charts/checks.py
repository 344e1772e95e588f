"""Refusing frames a chart cannot draw, with the column and what was wanted named."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from evidence_lib.errors import MethodInputError, shown


def plain_frame(
    frame: pd.DataFrame, *, words: Sequence[str] = (), numbers: Sequence[str] = (), doing: str
) -> pd.DataFrame:
    """
    Check that a frame can be drawn, and give a copy whose numbers are plain floats.

    Row: whatever the chart says; rows and other columns are kept as they came.

    Args:
        frame: The frame.
        words: Columns of any kind that must be there.
        numbers: Columns that must be there and hold numbers, missing ones allowed; the first is
            what is drawn, so it needs at least one.
        doing: What was being done, for the message.

    Raises:
        MethodInputError: There is no row, a column is missing (all missing ones are named), holds
            something else or is infinite, or there is no number to draw.
    """
    wanted = [*words, *numbers]
    missing = [column for column in wanted if column not in frame.columns]
    if missing:
        needed, lacking = ", ".join(wanted), ", ".join(missing)
        raise MethodInputError(f"{doing}: the frame needs columns {needed}; missing: {lacking}")
    if frame.empty:
        raise MethodInputError(f"{doing}: nothing to draw, the frame has no row")
    plain = frame.assign(**{column: _floats(frame[column], doing=doing) for column in numbers})
    if len(numbers) and plain[numbers[0]].isna().all():
        raise MethodInputError(f'{doing}: nothing to draw, no number in column "{numbers[0]}"')
    return plain


def _floats(values: pd.Series, *, doing: str) -> pd.Series:
    absent = bool(values.isna().all())
    if not absent and (not is_numeric_dtype(values) or is_bool_dtype(values)):
        came = shown(values.dtype)
        raise MethodInputError(f'{doing}: column "{values.name}" must hold numbers; it is {came}')
    plain = pd.Series(float("nan"), values.index) if absent else values.astype(float)
    if plain.abs().max() == float("inf"):
        raise MethodInputError(f'{doing}: column "{values.name}" must be finite; got infinity')
    return plain


def require_at_least(
    frame: pd.DataFrame, columns: Sequence[str], *, least: float, doing: str
) -> None:
    """
    Refuse numbers below a floor; missing values pass.

    Row: whatever the chart says.

    Raises:
        MethodInputError: A value lies below *least*; the first is shown.
    """
    for column in columns:
        below = frame.loc[frame[column] < least, column]
        if len(below):
            came = shown(below.iloc[0])
            raise MethodInputError(
                f'{doing}: column "{column}" must be {least:g} or more; got {came}'
            )


def require_interval(frame: pd.DataFrame, low: str, middle: str, high: str, *, doing: str) -> None:
    """
    Refuse an interval that does not hold its estimate; missing bounds pass.

    Row: whatever the chart says.

    Raises:
        MethodInputError: ``low <= middle <= high`` fails in a row; the first is shown.
    """
    outside = frame[(frame[low] > frame[middle]) | (frame[middle] > frame[high])]
    if len(outside):
        first = outside.iloc[0]
        came = shown(f"{first[low]}, {first[middle]}, {first[high]}")
        raise MethodInputError(
            f"{doing}: {low}, {middle}, {high} must rise in that order; got {came}"
        )


def require_once(frame: pd.DataFrame, columns: Sequence[str], *, doing: str) -> None:
    """
    Refuse a frame in which the same thing stands twice.

    Row: whatever the chart says.

    Raises:
        MethodInputError: Two rows agree in all of *columns*; the first pair is shown.
    """
    repeated = frame[frame.duplicated(list(columns))]
    if len(repeated):
        came = shown(", ".join(str(repeated.iloc[0][column]) for column in columns))
        raise MethodInputError(f"{doing}: one row for each {' and '.join(columns)}; {came} repeats")
