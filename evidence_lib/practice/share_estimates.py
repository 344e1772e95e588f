"""Shares of one group, laid out as estimates: only those from which nobody can be picked out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence_lib import disclosure

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
