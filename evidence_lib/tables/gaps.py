"""Tables of gaps by deprivation, of small panels, and of what makes figures doubtful."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.table import AccessibleTable, table

ANY = "any"
RULES = {
    "reused-code": "One code, several measures",
    "run-of-zeros": "Nought again and again",
    "repeated-value": "The same value again and again",
    "definition-break": "The definition changes",
    "superseded": "Replaced later",
    "imputed": "Filled in by the publisher",
    "not-available": "Not published",
    "mixed-period-kinds": "Periods of several kinds",
    "telling-decimals": "Decimals that may give counts away",
}


def gaps_table(
    gaps: pd.DataFrame, *, name: str, caption: str, unit: str, beside: str = "", source: str = ""
) -> AccessibleTable:
    """
    Show the level of each fifth and both gaps, with another place's gaps where they are known.

    Row: one period, as `inequality.gaps_by_period` gives.
    """
    places = 1 if unit == "%" else 0
    level, gap = ("percent", "percentage points") if unit == "%" else (unit, unit)
    headings = {
        "period": "Period",
        "fifth_1": "Most deprived",
        "fifth_2": "Second",
        "fifth_3": "Third",
        "fifth_4": "Fourth",
        "fifth_5": "Least deprived",
        "gap": "Gap",
        "ratio": "Ratio",
    }
    if gaps["gap_beside"].notna().any():
        headings |= {"gap_beside": f"{beside}, gap", "ratio_beside": f"{beside}, ratio"}
    decimals = {column: places for column in headings if column.startswith(("fifth", "gap"))}
    return table(
        gaps,
        headings,
        name=name,
        caption=caption,
        decimals=decimals | {"ratio": 2, "ratio_beside": 2},
        notes=(
            f"Levels, from the most to the least deprived fifth, are in {level}; the gap is in "
            f"{gap}. Gap and ratio compare the two ends; above 0 and above 1 is to the "
            "disadvantage of the most deprived.",
        ),
        source=source,
    )


def panels_table(
    panels: pd.DataFrame, *, name: str, caption: str, unit: str, place: str, places: int = 1
) -> AccessibleTable:
    """
    Show what small panels draw: the place, the nation and the family group's range.

    Row: one panel and period, out of one series in one period in one panel, as
    `indicators.rate_panels` gives.
    """
    keys = ["panel", "period"]
    shown = panels[keys].drop_duplicates().sort_values(keys).reset_index(drop=True)
    headings = {"panel": "Measure", "period": "Period"}
    for series, rows in panels.groupby("series", sort=False):
        by_key = rows.set_index(keys).reindex(pd.MultiIndex.from_frame(shown[keys]))
        label = str(series)
        if by_key["value"].notna().any():
            hidden = by_key["hidden"].eq(True).to_numpy()
            shown[label] = by_key["value"].astype(object).mask(hidden, terms.HIDDEN).to_numpy()
            headings[label] = f"{label} ({unit})"
        if by_key["low"].notna().any():
            shown[f"{label}-range"] = _ranges(by_key, places)
            words = "95% interval" if label == place else "range"
            headings[f"{label}-range"] = f"{label}, {words} ({unit})"
    order = {panel: step for step, panel in enumerate(panels["panel"].unique())}
    shown = shown.sort_values("panel", key=lambda each: each.map(order), kind="stable")
    shown["period"] = shown["period"].str.replace("–", "-")
    return table(
        shown, headings, name=name, caption=caption, decimals=dict.fromkeys(headings, places),
        notes=_panel_notes(panels, place),
    )  # fmt: skip


def _panel_notes(panels: pd.DataFrame, place: str) -> tuple[str, ...]:
    said = {
        f"{terms.HIDDEN}: too few children.": panels["hidden"].any(),
        "Intervals: Wilson for percentages, exact Poisson for rates, where counts are published.": (
            panels.loc[panels["series"].eq(place), "low"].notna().any()
        ),
    }
    return tuple(note for note, applies in said.items() if applies)


def _ranges(rows: pd.DataFrame, places: int) -> list[str | None]:
    return [
        f"{low:,.{places}f} to {high:,.{places}f}" if pd.notna(low) else None
        for low, high in zip(rows["low"], rows["high"], strict=True)
    ]


def known_table(
    measured: pd.DataFrame, *, name: str, caption: str, place: str, national: str
) -> AccessibleTable:
    """
    List measures by period, with whether the period had ended by the review.

    Row: one measure in one period, as `indicators.measured_when` gives.
    """
    shown = measured[measured["value"].notna()]
    shown = shown.assign(known=shown["known"].astype(bool))
    return table(
        shown.sort_values("known", ascending=False, kind="stable"),
        {"title": "Measure", "period": "Period", "value": place, "national": national,
         "unit": "Unit", "known": "Had ended by the review"},
        name=name,
        caption=caption,
        decimals={"value": 1, "national": 1},
    )  # fmt: skip


def flags_table(flags: pd.DataFrame) -> AccessibleTable:
    """
    List what to check before a finding leans on a figure.

    Row: one thing found, as `indicators.flags_by_measure` gives.
    """
    worded = flags.assign(
        titles=["; ".join(titles) for titles in flags["titles"]],
        rule=[RULES.get(rule, terms.in_words(rule)) for rule in flags["rule"]],
        places=flags["places"].mask(flags["places"].eq(""), ANY),
        periods=flags["periods"].mask(flags["periods"].eq(""), ANY),
        message=[f"{message[:1].upper()}{message[1:]}." for message in flags["message"]],
    )
    return table(
        worded,
        {"titles": "Measures", "rule": "What was found", "places": "Where", "periods": "Periods",
         "message": "What it means"},
        name="read_with_care",
        caption="Read these figures with care: what was found in the published series",
    )  # fmt: skip
