"""Tables of figures: the data behind a chart, and ours beside the published ones."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.tables.accessible import AccessibleTable, table


def counts_table(
    counted: pd.DataFrame, *, name: str, caption: str, unit: str, source: str = ""
) -> AccessibleTable:
    """
    Show counts with their exact intervals.

    Row: one period, with ``count``, ``low`` and ``high``.
    """
    return table(
        counted,
        {"period": "Period", "count": f"Number of {unit}", "low": "95% interval, from",
         "high": "95% interval, to"},
        name=name,
        caption=caption,
        source=source,
        notes=("Exact Poisson interval: what a steady level behind one year's count could be.",),
    )  # fmt: skip


def rates_table(
    rates: pd.DataFrame, *, name: str, caption: str, unit: str, source: str = ""
) -> AccessibleTable:
    """
    Show a place's series beside its comparators, a column a series.

    Row: one period, out of one series in one period (``series``, ``period``, ``value``, ``low``,
    ``high``); a range has its two ends in one cell, and so has an interval.
    """
    shown = pd.DataFrame({"period": sorted(set(rates["period"]))})
    headings = {"period": "Period"}
    for position, (series, rows) in enumerate(rates.groupby("series", sort=False)):
        by_period = rows.set_index("period").reindex(shown["period"])
        if by_period["value"].notna().any():
            shown[f"value_{position}"] = by_period["value"].to_numpy()
            headings[f"value_{position}"] = f"{series} ({unit})"
        if by_period["low"].notna().any():
            shown[f"range_{position}"] = [
                f"{low:,.1f} to {high:,.1f}" if pd.notna(low) else None
                for low, high in zip(by_period["low"], by_period["high"], strict=True)
            ]
            words = "95% interval" if f"value_{position}" in headings else f"range ({unit})"
            headings[f"range_{position}"] = f"{series}, {words}"
    decimals = {column: 1 for column in headings if column.startswith("value_")}
    return table(shown, headings, name=name, caption=caption, decimals=decimals, source=source)


def estimates_table(
    estimates: pd.DataFrame, *, name: str, caption: str, unit: str, source: str = ""
) -> AccessibleTable:
    """
    Show estimates of several places or groups with their intervals.

    Row: one place or group: ``label``, ``estimate``, ``low``, ``high``.
    """
    return table(
        estimates,
        {"label": "Place", "estimate": f"Estimate ({unit})", "low": "95% interval, from",
         "high": "95% interval, to"},
        name=name,
        caption=caption,
        decimals={"estimate": 1, "low": 1, "high": 1},
        source=source,
    )  # fmt: skip


def funnel_table(places: pd.DataFrame, *, name: str, caption: str, base: str) -> AccessibleTable:
    """
    Show places with their size and the limits chance alone would keep them in.

    Row: one place, as `indicators.funnel_limits` gives.
    """
    return table(
        places,
        {"label": "Place", "denominator": base, "value": "Value (%)", "lower": "Lower limit (%)",
         "upper": "Upper limit (%)", "outside": "Outside"},
        name=name,
        caption=caption,
        decimals={"value": 1, "lower": 1, "upper": 1},
        notes=("Limits: three standard errors around the share of all these places together.",),
    )  # fmt: skip


def figures_table(compared: pd.DataFrame, *, threshold: int) -> AccessibleTable:
    """
    Set the published figures beside ours; a small group's size is hidden on both sides.

    Row: one published figure, as `reconcile.compare` gives.
    """
    people = compared["unit"].isin(["people", "young people", "children"])
    small = people & compared["value"].between(1, threshold - 1)
    hidden = compared.assign(
        value=compared["value"].astype(object).mask(small, terms.HIDDEN),
        computed=compared["computed"].astype(object).mask(small, terms.HIDDEN),
    )
    return table(
        hidden,
        {"label": "Published figure", "value": "Published", "computed": "From our tables",
         "unit": "Unit", "agrees": "Agrees", "location": "Where in the source"},
        name="published_figures",
        caption="Figures printed in the report and the same figures from our tables",
        notes=(f"{terms.HIDDEN}: a group of fewer than {threshold}; both figures were compared and "
               "neither is shown.",) if small.any() else (),
    )  # fmt: skip
