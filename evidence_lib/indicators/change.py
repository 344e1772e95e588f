"""Change from a baseline: of any indicator, and of a yearly count, with what chance would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from evidence_lib import counts, disclosure
from evidence_lib.errors import MissingBaselineError
from evidence_lib.indicators.periods import ReviewPeriods, other_baselines, review_periods
from evidence_lib.indicators.series import series, with_count_intervals
from evidence_lib.published import PARTS_OF_A_YEAR, period_number, years_between

POINT_RULE = 1.0
"""A change of a national percentage smaller than this many points is "maintaining"."""


def change_from_baseline(
    values: pd.DataFrame,
    definitions: pd.DataFrame,
    baseline_period: str,
    *,
    latest_period: str | None = None,
) -> pd.DataFrame:
    """
    Compare each indicator's latest value with its baseline.

    Row: one indicator.

    Args:
        values: Rows of ``indicator_values`` of one place and one group each.
        definitions: Rows of ``indicators``; gives direction, unit and kind.
        baseline_period: The period measured from, as published, such as ``2015``.
        latest_period: The period measured to; the last one there is when None.

    Returns:
        Indexed by ``indicator_id``: ``area``, ``measure_kind``, ``unit``, ``baseline``, ``latest``,
        ``latest_period``, ``change`` (latest minus baseline, in the unit), ``improved`` (by the
        indicator's direction; missing when nothing changed or neither way is better),
        ``change_pct`` (missing when the baseline is a count or rate on a base under 20) and
        ``point_rule`` (improving, maintaining or worsening for a percentage, by the national rule
        of at least one point; else missing).

    Raises:
        MissingBaselineError: An indicator has no value in one of the two periods; the message
            lists the indicators and the periods they do have.

    Source: National Performance Framework, change rule; docs/decisions/0003 for the base of 20.
    """
    usable = values[values["value"].notna() & values["value_type"].eq("raw")]
    by_indicator = {str(name): each for name, each in usable.groupby("indicator_id", sort=False)}
    _require_periods(by_indicator, baseline_period, latest_period)
    rows = [
        _change(indicator_id, each.sort_values("period"), baseline_period, latest_period)
        for indicator_id, each in by_indicator.items()
    ]
    changes = pd.DataFrame(rows, columns=_CHANGE_COLUMNS).set_index("indicator_id")
    described = definitions.set_index("indicator_id")[["area", "measure_kind", "unit", "direction"]]
    return _judged(described.join(changes, how="inner"))


_CHANGE_COLUMNS = ["indicator_id", "baseline", "latest", "latest_period", "change", "base"]


def _require_periods(
    by_indicator: dict[str, pd.DataFrame], baseline_period: str, latest_period: str | None
) -> None:
    wanted = {baseline_period} | ({latest_period} if latest_period else set())
    short = {
        name: ", ".join(each["period"])
        for name, each in by_indicator.items()
        if not wanted <= set(each["period"])
    }
    if short or not by_indicator:
        have = "; ".join(f"{name} has {periods}" for name, periods in short.items())
        raise MissingBaselineError(
            f"measuring change: no value in {' or '.join(sorted(wanted))}: {have or 'no values'}"
        )


def _change(
    indicator_id: str, values: pd.DataFrame, baseline_period: str, latest_period: str | None
) -> tuple[object, ...]:
    first = values[values["period"].eq(baseline_period)].iloc[0]
    last_period = latest_period or values["period"].iloc[-1]
    last = values[values["period"].eq(last_period)].iloc[0]
    base = first["denominator"] if pd.notna(first["denominator"]) else first["value"]
    change = last["value"] - first["value"]
    return indicator_id, first["value"], last["value"], last_period, change, base


def _judged(changes: pd.DataFrame) -> pd.DataFrame:
    better = changes["change"].where(changes["direction"].eq("higher"), -changes["change"])
    better = better.mask(changes["direction"].eq("neutral"))
    improved = better.gt(0).astype("boolean").mask(better.isna() | better.eq(0))
    share = 100 * changes["change"] / changes["baseline"]
    enough = disclosure.percents_may_show(changes["base"]) & changes["baseline"].ne(0)
    rule = pd.Series("maintaining", index=changes.index, dtype="str")
    rule = rule.mask(better.ge(POINT_RULE), "improving").mask(better.le(-POINT_RULE), "worsening")
    return changes.assign(
        improved=improved,
        change_pct=share.where(enough),
        point_rule=rule.where(changes["unit"].eq("%") & better.notna()),
    ).drop(columns=["direction", "base"])


@dataclass(frozen=True)
class CountChange:
    """
    One yearly count from its baseline to its last period.

    ``yearly`` has a row a period with ``count``, ``low`` and ``high``; ``periods`` are the two
    compared; ``change`` is the row of `change_from_baseline`; ``comparison`` the exact test;
    ``others`` the same test from each other baseline, by period; ``trend`` is of all periods of one
    kind and definition, None where fewer than three are known; ``not_given`` names the years in
    between without a count.
    """

    yearly: pd.DataFrame
    periods: ReviewPeriods
    change: pd.Series
    comparison: counts.CountComparison
    others: dict[str, counts.CountComparison]
    trend: counts.CountTrend | None
    not_given: tuple[str, ...]

    @property
    def turned_round_from(self) -> dict[str, counts.CountComparison]:
        """The other baselines from which the direction or the verdict would be another."""
        return {
            period: each
            for period, each in self.others.items()
            if _verdict(each) != _verdict(self.comparison)
        }

    @property
    def baseline_is_highest(self) -> bool:
        """Whether the baseline is the highest of three known counts or more."""
        known = self.yearly["count"]
        return len(known) >= 3 and bool(self.comparison.before == known.max())


def _verdict(compared: counts.CountComparison) -> tuple[bool, bool, bool]:
    return compared.significant, compared.ratio > 1, compared.ratio < 1


def count_change(
    values: pd.DataFrame,
    definitions: pd.DataFrame,
    indicator_id: str,
    *,
    place: str,
    since: date | None,
) -> CountChange | None:
    """
    Follow a yearly count in one place; None where fewer than two periods are known.

    Args:
        values: Rows of ``indicator_values``.
        definitions: Rows of ``indicators``.
        indicator_id: An indicator whose values are counts of people or events.
        place: Where.
        since: The day the joint inspection began, as `review_periods` takes it.

    Source: docs/method.md, "Two counts", "Several counts" and "What could have been detected".
    """
    found = series(values, indicator_id, place=place)
    periods = review_periods(found, since=since)
    if periods is None or not definitions["indicator_id"].eq(indicator_id).any():
        return None
    by_period = found.set_index("period")["value"].astype(int)
    last = int(by_period[periods.latest])
    change = change_from_baseline(
        found, definitions, periods.baseline, latest_period=periods.latest
    ).iloc[0]
    return CountChange(
        with_count_intervals(found),
        periods,
        change,
        counts.compare_counts(int(by_period[periods.baseline]), last),
        {
            each: counts.compare_counts(int(by_period[each]), last)
            for each in other_baselines(found, periods)
        },
        _trend(found),
        _not_given(found),
    )


def _trend(found: pd.DataFrame) -> counts.CountTrend | None:
    alike = found.groupby(["period_kind", "definition_version"]).ngroups == 1
    if len(found) < 3 or not alike:
        return None
    numbers = [
        period_number(str(period), str(kind))
        for period, kind in zip(found["period"], found["period_kind"], strict=True)
    ]
    return counts.trend_of_counts(found["value"].astype(int).tolist(), numbers)


def _not_given(found: pd.DataFrame) -> tuple[str, ...]:
    first, last = found.iloc[0], found.iloc[-1]
    kind = str(first["period_kind"])
    if kind in PARTS_OF_A_YEAR or kind != last["period_kind"]:
        return ()
    between = years_between(str(first["period"]), str(last["period"]), kind)
    return tuple(each for each in between if each not in set(found["period"]))
