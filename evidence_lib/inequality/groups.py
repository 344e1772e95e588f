"""Reading groups: one row a group, ordered from the most to the least deprived."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence_lib.errors import MethodInputError, shown

HIGH_IS = ("bad", "good")
Z_95 = 1.959963984540054

Numbers: TypeAlias = npt.NDArray[np.floating[Any]]


def column(
    groups: pd.DataFrame, name: str, fewest: int, *, doing: str, above_zero: bool = False
) -> Numbers:
    """
    Read one column of groups, with a finite number in every group.

    Row: one group, most deprived first.

    Raises:
        MethodInputError: Too few groups, no such column, or a figure that is not allowed; the
            message names the group.
    """
    if len(groups) < fewest:
        raise MethodInputError(f"{doing}: at least {fewest} groups are needed; got {len(groups)}")
    if name not in groups:
        came = ", ".join(str(column) for column in groups.columns)
        raise MethodInputError(f'{doing}: "groups" needs a column "{name}"; got {shown(came)}')
    figures = pd.to_numeric(groups[name], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    allowed = np.isfinite(figures) & ((figures > 0) if above_zero else (figures >= 0))
    if not allowed.all():
        first = int(np.flatnonzero(~allowed)[0])
        limit = "above 0" if above_zero else "0 or more"
        raise MethodInputError(
            f'{doing}: "{name}" must be a finite number, {limit}, in every group; '
            f"got {shown(groups[name].iloc[first])} in group {first + 1}"
        )
    return figures


def standard_errors(groups: pd.DataFrame, fewest: int, *, doing: str) -> Numbers | None:
    """Read the standard errors of the rates; None where the column is absent or empty."""
    if "standard_error" not in groups or groups["standard_error"].isna().all():
        return None
    return column(groups, "standard_error", fewest, doing=doing)
