"""One indicator by fifth of deprivation, and the periods a gap is followed between."""

from __future__ import annotations

import pandas as pd

from evidence_lib.errors import MethodInputError
from evidence_lib.indicators.series import series

FIFTHS = ("1", "2", "3", "4", "5")
ROUNDING_POINTS = 0.1


def by_quintile(
    values: pd.DataFrame, indicator_id: str, *, place: str, definition_version: str | None = None
) -> pd.DataFrame:
    """
    Choose one indicator's values by fifth of deprivation, for charts and gaps.

    Row: one fifth in one period. A period is left out unless all five fifths have a value.

    Returns:
        ``period``, ``period_kind``, ``quintile`` (1 is the most deprived), ``value``,
        ``population`` (the published denominator) and ``standard_error`` (of a percentage whose
        counts are published; missing elsewhere).

    Raises:
        MethodInputError: A fifth has two values in one period, as two definitions give.

    Source: Public Health Scotland, scotpho-indicator-production: no measure of inequality unless
    all five groups are there.
    """
    chosen = series(
        values, indicator_id, place=place, group_type="simd_quintile",
        definition_version=definition_version,
    )  # fmt: skip
    chosen = chosen[chosen["group"].isin(FIFTHS) & chosen["value"].notna()]
    if chosen.duplicated(["period", "group"]).any():
        raise MethodInputError(
            f"choosing {indicator_id} by fifth: two values of one fifth in one period; "
            'name one "definition_version"'
        )
    whole = chosen.groupby("period")["group"].transform("nunique").eq(len(FIFTHS))
    found = chosen[whole].reset_index(drop=True)
    return pd.DataFrame(
        {
            "period": found["period"],
            "period_kind": found["period_kind"],
            "quintile": found["group"].astype(int),
            "value": found["value"].astype(float),
            "population": found["denominator"].astype(float),
            "standard_error": _standard_errors(found),
        }
    )


def _standard_errors(found: pd.DataFrame) -> pd.Series:
    """Give percentages that are their own counts' share a binomial standard error, in points."""
    base = found["denominator"].astype(float)
    share = found["numerator"].astype(float) / base
    is_percentage = (100 * share - found["value"]).abs().le(ROUNDING_POINTS) & share.le(1)
    variance: pd.Series = (share * (1 - share) / base).where(is_percentage)
    return 100 * variance.pow(0.5)


def quintiles(
    values: pd.DataFrame,
    indicator_id: str,
    *,
    place: str,
    period: str,
    definition_version: str | None = None,
) -> pd.DataFrame:
    """
    Choose the five fifths of one period, as `inequality.slope_index` wants them.

    Row: one fifth, most deprived first; no row where the period is not whole.

    Returns:
        ``group`` (1 is the most deprived), ``rate``, ``population``, ``standard_error``.

    Raises:
        MethodInputError: As `by_quintile`.
    """
    found = by_quintile(values, indicator_id, place=place, definition_version=definition_version)
    named = found.rename(columns={"quintile": "group", "value": "rate"})
    of_period = named[named["period"].eq(period)].sort_values("group")
    return of_period[["group", "rate", "population", "standard_error"]].reset_index(drop=True)
