"""Groups as they may be shown: fifths put together, shares only where nobody can be picked out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.errors import require_columns

MOST_DEPRIVED = "most deprived fifth"
OTHER_FIFTHS = "other fifths, or not recorded"
PLAN_MEASURES: Mapping[str, str] = {
    "child_views": "Child's views recorded",
    "family_views": "Family's views recorded",
    "reviewed": "Reviewed at least once",
}
FOLDER_MEASURES: Mapping[str, str] = {
    "same_day": "Created the same working day",
    "roles_complete": "Named person and lead professional named",
    "alive": "In use",
}


def by_deprivation(rows: pd.DataFrame, *, quintile: str = "simd_quintile") -> pd.DataFrame:
    """
    Part rows in two: the most deprived fifth, and all others.

    Row: as given, with ``deprivation``. Five groups are often too small to compare; two seldom are.
    Rows without a quintile are among the others: apart, the few of them could be worked back.

    Raises:
        MethodInputError: There is no column *quintile*.
    """
    require_columns(rows.columns, [quintile], doing="parting rows by deprivation")
    most = rows[quintile].eq(1).fillna(False).astype(bool)
    named = pd.Series(OTHER_FIFTHS, index=rows.index, dtype="str").mask(most, MOST_DEPRIVED)
    return rows.assign(deprivation=named)


def share_estimates(quality: pd.DataFrame, measures: Mapping[str, str]) -> pd.DataFrame:
    """
    Lay out the shares of one group as estimates for a dot plot.

    Row: one measure of the first row of *quality* whose share may be shown.

    Args:
        quality: As `folder_quality`, `plan_quality` or `decision_equity` give.
        measures: Name of a measure (``same_day``) to its label.

    Returns:
        ``label``, ``estimate``, ``low`` and ``high`` (percent).
    """
    rows = [
        (label, *(100 * row[f"{name}_{part}"] for part in ("share", "low", "high")))
        for _, row in quality.head(1).iterrows()
        for name, label in measures.items()
        if disclosure.measure_may_show(row, name)
    ]
    return pd.DataFrame(rows, columns=["label", "estimate", "low", "high"])
