"""What may be shown of an audit: no standard that only a few children's cases missed, or met."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.errors import require_columns
from evidence_lib.practice.audits import ALL_STANDARDS, audit_quality


def shown_standards(audit_cases: pd.DataFrame) -> pd.DataFrame:
    """
    Judge audited cases as `audit_quality` does, without the standards that few cases met or missed.

    Row: one standard, as ``by_standard`` of `audit_quality`; one that from 1 to 4 cases met, or
    missed, is ``hidden``, its figures are missing and ``all standards`` is reckoned without it: a
    share and its base would give the few children away.

    Raises:
        MethodInputError: A column is missing.

    Source: docs/decisions/0003.
    """
    needed = ["case_key", "standard", "met"]
    require_columns(audit_cases.columns, needed, doing="hiding standards of few cases")
    rated = audit_cases[audit_cases["met"].isin(["yes", "no"])]
    few = disclosure.told_by_few(rated.drop_duplicates(needed), "standard", "met")
    shown = audit_quality(audit_cases[~audit_cases["standard"].isin(few)]).by_standard
    hidden = pd.DataFrame({"standard": sorted(few), "hidden": True})
    parts = [each for each in (shown.iloc[:-1], hidden, shown.iloc[-1:]) if len(each)]
    return pd.concat(parts, ignore_index=True).reindex(columns=shown.columns) if parts else shown


def standard_estimates(by_standard: pd.DataFrame) -> pd.DataFrame:
    """
    Lay the shares of an audit out for a dot plot, the standard met least first.

    Row: one standard that has a share, ``all standards`` last and highlighted.

    Returns:
        ``label``, ``estimate``, ``low``, ``high`` (whole percent), ``highlighted``.
    """
    shown = by_standard[by_standard["share"].notna()]
    estimates = pd.DataFrame(
        {
            "label": shown["standard"].str.capitalize(),
            **{
                name: (100 * shown[column].astype("float64")).round(0)
                for name, column in (("estimate", "share"), ("low", "low"), ("high", "high"))
            },
            "highlighted": shown["standard"].eq(ALL_STANDARDS),
        }
    )
    return estimates.sort_values(["highlighted", "estimate"], kind="stable").reset_index(drop=True)
