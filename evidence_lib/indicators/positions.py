"""Where one place stands on several indicators, as far as was known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from evidence_lib import counts, disclosure
from evidence_lib.english import places_of
from evidence_lib.indicators.comparing import with_comparators
from evidence_lib.indicators.periods import known_by
from evidence_lib.indicators.series import series, with_share_intervals

POSITION_COLUMNS = [
    "indicator_id", "title", "unit", "period", "value", "low", "high", "base", "national",
    "family_low", "family_high", "earlier_period", "earlier_value",
]  # fmt: skip
PANEL_COLUMNS = ["panel", "series", "period", "value", "low", "high", "hidden"]


def with_intervals(values: pd.DataFrame, unit: str) -> pd.DataFrame:
    """
    Give values their 95 % interval where counts are published, in the unit.

    Row: as given. Adds ``low`` and ``high``: Wilson for a percentage, exact Poisson for a rate per
    1,000 (events may share a child, so that interval is rather too narrow), else missing.
    """
    if unit == "%":
        return with_share_intervals(values)
    if not unit.startswith("per 1,000"):
        return values.assign(low=float("nan"), high=float("nan"))
    known = values["numerator"].notna() & values["denominator"].notna()
    found = [
        counts.count_interval(int(count), exposure=base / 1000)
        for count, base in values.loc[known, ["numerator", "denominator"]].itertuples(
            index=False, name=None
        )
    ]
    index = values.index[known]
    return values.assign(
        low=pd.Series([each.low for each in found], index=index, dtype="float64"),
        high=pd.Series([each.high for each in found], index=index, dtype="float64"),
    )


def rate_panels(
    values: pd.DataFrame,
    definitions: pd.DataFrame,
    indicator_ids: Iterable[str],
    *,
    place: str,
    national: str,
    family_group: Sequence[str],
    until: date,
) -> pd.DataFrame:
    """
    Set several indicators beside their comparators, a panel each, as known on a day.

    Row: one series in one period in one panel. An indicator without values in the place has none.

    Args:
        values: Rows of ``indicator_values``.
        definitions: Rows of ``indicators``, indexed by ``indicator_id``.
        indicator_ids: Which, in order.
        place: The place the panels are about.
        national: The nation beside it.
        family_group: The councils whose range is drawn.
        until: Periods that end later are left out.

    Returns:
        ``panel`` (the indicator's title) and the columns of `with_comparators`, rounded as
        `places_of` says; ``hidden`` marks the place's values of a small group.
    """
    known = known_by(values, until)
    found = [PanelOf(known, definitions, each) for each in indicator_ids
             if each in definitions.index]  # fmt: skip
    parts = [each.rows(place, national, family_group) for each in found if each.has(place)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=PANEL_COLUMNS)


def definition_panels(
    values: pd.DataFrame,
    definitions: pd.DataFrame,
    indicator_id: str,
    *,
    place: str,
    national: str,
    family_group: Sequence[str],
) -> pd.DataFrame:
    """
    Split one indicator where its definition changes, a panel each, so that no line joins them.

    Row: one series in one period in one panel; ``panel`` names the periods of one definition.

    Returns:
        As `rate_panels`; all periods, also those after the review.
    """
    if indicator_id not in definitions.index:
        return pd.DataFrame(columns=PANEL_COLUMNS)
    own = series(values, indicator_id, place=place)
    spans = own.groupby("definition_version")["period"].agg(["min", "max"]).sort_values("min")
    parts = []
    for version, first, last in zip(spans.index, spans["min"], spans["max"], strict=True):
        of_version = values[values["definition_version"].eq(version)]
        panel = PanelOf(of_version, definitions, indicator_id)
        rows = panel.rows(place, national, family_group)
        parts.append(rows.assign(panel=f"Definition of {first} to {last}"))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=PANEL_COLUMNS)


class PanelOf:
    """One indicator's values, its small groups blanked, ready to be set beside its comparators."""

    def __init__(self, values: pd.DataFrame, definitions: pd.DataFrame, indicator_id: str) -> None:
        self.indicator_id = indicator_id
        self.title = str(definitions["title"][indicator_id])
        self.unit = str(definitions["unit"][indicator_id])
        self.values = disclosure.blank_small_shares(
            values[values["indicator_id"].eq(self.indicator_id)]
        )

    def has(self, place: str) -> bool:
        """Say whether the place has a value that may be shown."""
        return bool(series(self.values, self.indicator_id, place=place)["value"].notna().any())

    def rows(self, place: str, national: str, family_group: Sequence[str]) -> pd.DataFrame:
        """
        Give the panel's rows.

        Row: one series in one period. Where nothing was due between any two periods, they are
        written with a dash, so that a chart takes them in order and joins them: on a scale of
        years a line would break where no figure is missing.
        """
        own = with_intervals(series(self.values, self.indicator_id, place=place), self.unit)
        compared = with_comparators(
            self.values, self.indicator_id, place=place, national=national,
            family_group=family_group,
        ).astype({"value": float, "low": float, "high": float})  # fmt: skip
        others = compared[compared["series"].ne(place)]
        rows = pd.concat([own.assign(series=place), others.assign(hidden=False)])
        places = places_of(self.unit)
        rounded = rows.round({"value": places, "low": places, "high": places})
        in_order = own["period"].map(_year).diff().iloc[1:].gt(1).all()
        period = rounded["period"].str.replace("-", "–") if in_order else rounded["period"]
        columns = rounded.assign(panel=self.title, period=period)[PANEL_COLUMNS]
        return columns.reset_index(drop=True)


def _year(period: object) -> int:
    return int(str(period)[:4])


def positions(
    values: pd.DataFrame,
    definitions: pd.DataFrame,
    indicator_ids: Iterable[str],
    *,
    place: str,
    national: str,
    family_group: Sequence[str],
    since: date,
    until: date,
) -> pd.DataFrame:
    """
    Say where a place stood on several indicators by a day, beside others and beside itself before.

    Row: one indicator with a value in the place by then.

    Args:
        values: Rows of ``indicator_values``.
        definitions: Rows of ``indicators``, indexed by ``indicator_id``.
        indicator_ids: Which, in order.
        place: The place they are about.
        national: The nation beside it.
        family_group: The councils whose range is given.
        since: The earlier value is of the last period that had ended by then.
        until: The value is of the last period that had ended by then.

    Returns:
        ``indicator_id``, ``title``, ``unit``, ``period``, ``value`` (missing for a small group),
        ``low`` and ``high`` (95 %, where counts are published), ``base``, ``national``,
        ``family_low``, ``family_high`` in the same period, ``earlier_period`` and
        ``earlier_value`` (missing unless of the same definition).
    """
    known = known_by(values, until)
    rows = []
    for each in indicator_ids:
        safe = disclosure.blank_small_shares(known[known["indicator_id"].eq(each)])
        own = series(safe, each, place=place)
        if own.empty or each not in definitions.index:
            continue
        others = [series(safe, each, place=name).assign(place=name)
                  for name in (national, *family_group)]  # fmt: skip
        rows.append(
            {
                "indicator_id": each,
                "title": definitions["title"][each],
                "unit": definitions["unit"][each],
                **_latest(with_intervals(own, str(definitions["unit"][each])), since),
                **_comparator_values(pd.concat(others), own["period"].iloc[-1], national),
            }
        )
    return pd.DataFrame(rows, columns=POSITION_COLUMNS)


def _latest(own: pd.DataFrame, since: date) -> dict[str, object]:
    last = own.iloc[-1]
    same = own["definition_version"].eq(last["definition_version"])
    before = known_by(own[same & own["period"].ne(last["period"])], since)
    earlier = before.iloc[-1] if len(before) else None
    return {
        "period": last["period"],
        "value": last["value"],
        "low": last["low"],
        "high": last["high"],
        "base": last["denominator"],
        "earlier_period": None if earlier is None else earlier["period"],
        "earlier_value": None if earlier is None else earlier["value"],
    }


def _comparator_values(others: pd.DataFrame, period: str, national: str) -> dict[str, object]:
    in_period = others[others["period"].eq(period)]
    family = in_period.loc[in_period["place"].ne(national), "value"]
    nation = in_period.loc[in_period["place"].eq(national), "value"]
    return {
        "national": nation.iloc[0] if len(nation) else None,
        "family_low": family.min(),
        "family_high": family.max(),
    }


def measured_when(
    values: pd.DataFrame, definitions: pd.DataFrame, *, place: str, national: str, until: date
) -> pd.DataFrame:
    """
    List the values of several indicators with whether each period had ended by a day.

    Row: one indicator in one period, in the order of *definitions*, earlier periods first.

    Args:
        values: Rows of ``indicator_values``.
        definitions: Rows of ``indicators``, indexed by ``indicator_id``.
        place: The place they are about.
        national: The nation beside it.
        until: The day.

    Returns:
        ``title``, ``unit``, ``period``, ``value``, ``national`` (missing where there is none) and
        ``known`` (True where the period had ended).
    """
    columns = ["title", "unit", "period", "value", "national", "known"]
    parts = []
    for each in definitions.index:
        own = disclosure.blank_small_shares(series(values, each, place=place))
        nation = series(values, each, place=national).set_index("period")["value"]
        known = own["period"].isin(known_by(own, until)["period"])
        described = {name: definitions.loc[each, name] for name in ("title", "unit")}
        parts.append(
            own.assign(**described, national=own["period"].map(nation), known=known)[columns]
        )
    found = [each for each in parts if len(each)]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)
