"""The setting of an area: how many of its people and places are in each fifth of deprivation."""

from __future__ import annotations

import pandas as pd

from evidence_lib.indicators.quintiles import by_quintile

FIFTH_LABELS = ("1 (most deprived)", "2", "3", "4", "5 (least deprived)")
_INDICATORS = {"datazones": "datazones_by_quintile", "people": "population_by_quintile"}


def deprivation_setting(values: pd.DataFrame, *, place: str) -> pd.DataFrame:
    """
    Set a place's datazones and people side by side, by fifth of deprivation.

    Row: one fifth, most deprived first; no row unless both are known for all five.

    Returns:
        ``fifth`` (as in `FIFTH_LABELS`), ``datazones``, ``people`` (counts of the last period of
        each), ``datazones_period`` and ``people_period``.
    """
    found = pd.DataFrame({"fifth": list(FIFTH_LABELS)})
    for name, indicator_id in _INDICATORS.items():
        known = by_quintile(values, indicator_id, place=place)
        if known.empty:
            return pd.DataFrame(columns=[*found.columns, *_INDICATORS])
        last = known[known["period"].eq(known["period"].max())].sort_values("quintile")
        found[name] = last["value"].astype(int).to_numpy()
        found[f"{name}_period"] = last["period"].to_numpy()
    return found


def setting_mix(setting: pd.DataFrame) -> pd.DataFrame:
    """
    Turn a setting into bars of equal length.

    Row: datazones, then people: ``label`` and a column of counts for each of `FIFTH_LABELS`.
    """
    names = {"datazones": "Datazones", "people": "People of all ages"}
    rows = [
        {"label": label, **dict(zip(setting["fifth"], setting[name], strict=True))}
        for name, label in names.items()
    ]
    return pd.DataFrame(rows)
