"""Team-around-the-child plans: whose views they hold, and whether children fare better."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure
from evidence_lib.disclosure.notes import SMALL_CELLS
from evidence_lib.errors import require_columns
from evidence_lib.practice._frames import (
    MISSING,
    Row,
    flags,
    groups,
    known_cells,
    share_cells,
    shares_of,
)

METHOD = (
    "Counts of plans, Wilson intervals; paired change: exact sign test, order-statistic interval"
)
CAVEATS = (
    "Change is known only for plans scored twice; those scored once may have fared otherwise. "
    "Scores given by those who help are no outside measure, and a change without a comparison is "
    f"no proof of effect. {SMALL_CELLS}"
)
_NEEDED = (
    "plan_id", "child_views", "family_views", "reviews", "wellbeing_start", "wellbeing_latest",
    "ended_on",
)  # fmt: skip
_CHANGE = [
    "pairs", "better", "same", "worse", "median_change", "median_low", "median_high",
    "sign_test_p", "scored_once", "ended_scored_once", "never_scored",
]  # fmt: skip
_COLUMNS = [
    "group", "plans", "hidden", *shares_of("child_views", "family_views", "reviewed"),
    *_CHANGE, *shares_of("better_of_changed"), "method", "caveats",
]  # fmt: skip


def _sign_test(better: int, worse: int) -> float:
    """Two-sided exact p of as uneven a split of better and worse by chance; ties left out."""
    from scipy.stats import binomtest

    return float(binomtest(better, better + worse, 0.5).pvalue) if better + worse else MISSING


def median_interval(values: pd.Series[float], confidence: float = 0.95) -> tuple[float, float]:
    """
    Give the order-statistic interval of a median; NaN twice under 6 values.

    The largest k for which both k-th values from the ends still cover the median with at least the
    *confidence*: fewer than 6 values cannot reach 0.95.

    Source: the interval that goes with the sign test; Conover, Practical nonparametric statistics.
    """
    from scipy.stats import binom

    ordered = sorted(values.dropna())
    k = int(binom.ppf((1 - confidence) / 2, len(ordered), 0.5)) if ordered else 0
    # ppf gives the first k with P(B <= k) at or over the tail; k values lie safely outside.
    return (ordered[k - 1], ordered[-k]) if k else (MISSING, MISSING)


def _change_cells(plans: pd.DataFrame) -> Row:
    start = plans["wellbeing_start"].astype("float64")
    latest = plans["wellbeing_latest"].astype("float64")
    change = (latest - start).dropna()
    better, worse = int((change > 0).sum()), int((change < 0).sum())
    once = start.notna() & latest.isna()
    low, high = median_interval(change)
    return {
        "pairs": len(change),
        "better": better,
        "same": len(change) - better - worse,
        "worse": worse,
        "median_change": disclosure.median_or_missing(change),
        "median_low": low,
        "median_high": high,
        "sign_test_p": _sign_test(better, worse),
        "scored_once": int(once.sum()),
        "ended_scored_once": int((once & plans["ended_on"].notna()).sum()),
        "never_scored": int(start.isna().sum()),
        **share_cells("better_of_changed", better, better + worse),
    }


def _row(name: str, plans: pd.DataFrame) -> Row:
    reviewed = (plans["reviews"].astype("Int64") > 0).astype("boolean")
    return {
        "group": name,
        "plans": len(plans),
        **known_cells("child_views", flags(plans, "child_views")),
        **known_cells("family_views", flags(plans, "family_views")),
        **known_cells("reviewed", reviewed),
        **_change_cells(plans),
    }


def plan_quality(
    child_plans: pd.DataFrame, *, by: str | None = None, blanked: bool = True
) -> pd.DataFrame:
    """
    Tell how many plans hold views, are reviewed, and how wellbeing has changed.

    Row: one group of plans (all of them without *by*).

    Args:
        child_plans: The contract's `child_plans`; wellbeing is scored from 0 to 10.
        by: A column to group by, such as ``locality`` or ``cluster``.
        blanked: Blank the figures of groups that are hidden; else the true counts are given, to
            be protected where they are shown.

    Returns:
        ``group``, ``plans``, ``hidden`` (fewer than 5: figures blank); for ``child_views``,
        ``family_views`` and ``reviewed`` (at least once) the count, ``_base`` (plans where it is
        recorded), ``_share``, ``_low``, ``_high`` (missing under a base of 20); of plans scored
        twice (``pairs``): ``better``, ``same``, ``worse``, ``median_change`` (points) with
        ``median_low`` and ``median_high``, ``sign_test_p``; the attrition ``scored_once``,
        ``ended_scored_once`` (of those, plans already ended) and ``never_scored``;
        ``better_of_changed`` with ``_base``, ``_share``, ``_low``, ``_high``; ``method``,
        ``caveats``.

    Raises:
        MethodInputError: A column is missing.

    Source: sign test as in Conover, Practical nonparametric statistics; docs/method.md.
    """
    needed = [*_NEEDED, *([by] if by else [])]
    require_columns(child_plans.columns, needed, doing="judging plans of children")
    rows = [
        disclosure.blank_row(_row(name, plans), ["plans"], None if blanked else ())
        | {"method": METHOD, "caveats": CAVEATS}
        for name, plans in groups(child_plans, by)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)
