"""Sentences about child protection: volumes, registrations again, and audited cases."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from evidence_lib import terms
from evidence_lib.show.blocks import Caveat, Finding, Missing, Sentence
from evidence_lib.wording.evidence import share_of
from evidence_lib.english import counted, listed

TRIAL_PERIODS = 12
"""Limits on fewer periods than this are trial limits, as `spc` says too."""


class ZeroRun(Protocol):
    """What `indicators.zero_run` returns."""

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods published as nought."""

    @property
    def elsewhere_pct(self) -> float:
        """Median of other places in them."""

    @property
    def enough(self) -> int | None:
        """Children over all of them that would make it unlikely."""

    @property
    def chance(self) -> float:
        """How unlikely."""


class Periods(Protocol):
    """What `indicators.review_periods` returns."""

    @property
    def latest(self) -> str:
        """The last period that had ended by the review."""


def volumes_found(volumes: pd.DataFrame, *, place: str) -> Finding:
    """Say the last count of each volume with its interval; rows as `indicators.volumes` gives."""
    said = [_volume(row) for row in volumes.to_dict("records")]
    return Finding(f"{place}: {'; '.join(said)}.")


def _volume(row: dict[str, object] | dict[object, object]) -> str:
    title = str(row["title"])
    what = f"{title[0].lower()}{title[1:]}"
    if row["hidden"]:
        return f"{what}, {terms.HIDDEN} in {row['period']}"
    return (
        f"{what}, {row['count']:.0f} in {row['period']} (95% interval {row['low']:.0f} to "
        f"{row['high']:.0f})"
    )


def volume_caveat(volumes: pd.DataFrame) -> Caveat | None:
    """Say that volume is no outcome and what its interval leaves out; nothing without volumes."""
    if volumes.empty:
        return None
    return Caveat(
        "Read with care: these are volumes. They count what was done and are no outcome: more can "
        "mean more harm, or harm found sooner. The exact Poisson interval says what a steady level "
        "behind the count of one period could be; brothers and sisters are often registered "
        "together, so chance moves these counts more than it says."
    )


def share_of_unknown(rates: pd.DataFrame, *, what: str) -> Sentence | None:
    """Say a percentage, and that its base was not published; rows as `with_share_intervals`."""
    if rates.empty:
        return None
    last = rates.sort_values("period").iloc[-1]
    said = f"{what}: {last['value']:.0f}% in {last['period']}"
    if pd.isna(last["low"]):
        return Sentence(
            f"{said}. Of how many children is not published, so no interval can be given."
        )
    return Sentence(
        f"{said}, of {last['denominator']:.0f} (95% interval {last['low']:.0f}% to "
        f"{last['high']:.0f}%)."
    )


def _span(periods: list[str]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"


def too_few_periods(values: pd.Series, *, what: str) -> Missing:
    """Say that a trend needs more periods than are known."""
    known = int(values.notna().sum())
    return Missing(
        f"{what}: {counted(known, 'period')} known, so nothing can be said of a trend. Why it "
        "matters: one count cannot be told from chance. How to supply it: add the earlier periods, "
        "by quarter where they are kept so, to indicator_values.csv."
    )


def trial_limits(chart: pd.DataFrame) -> Caveat | None:
    """Say that the limits of a short chart are provisional; rows as `spc.xmr_chart` gives."""
    known = int(chart["value"].notna().sum())
    if known >= TRIAL_PERIODS:
        return None
    return Caveat(
        f"Read with care: the limits rest on {counted(known, 'period')} and are provisional until "
        f"there are {TRIAL_PERIODS}."
    )


def groups_found(groups: pd.DataFrame, *, what: str) -> Finding:
    """Say a count by group, hidden groups counted only; rows as `indicators.by_group` gives."""
    shown = groups[~groups["hidden"].astype(bool)]
    hidden = len(groups) - len(shown)
    named = [f"{row['group']} {row['count']:.0f}" for row in shown.to_dict("records")]
    unseen = f"; {counted(hidden, 'group')} hidden" if hidden else ""
    return Finding(f"{what}, {groups['period'].iloc[0]}: {listed(named) or 'none shown'}{unseen}.")


def groups_caveat() -> Caveat:
    """Say that counts by group are no rates."""
    return Caveat(
        "Read with care: how many children live in each locality is not given here, so these "
        "counts are no rates and cannot rank localities."
    )


def reregistration_found(
    rates: pd.DataFrame, run: ZeroRun | None, periods: Periods | None, *, place: str, national: str
) -> Finding:
    """Say a place's re-registrations beside the nation's; rows in whole percent."""
    own = rates[rates["series"].eq(place) & rates["value"].notna()]
    nation = rates[rates["series"].eq(national) & rates["value"].notna()]
    if run is not None:
        beside = nation.loc[nation["period"].isin(run.periods), "value"]
        return Finding(
            f"{place} is published as 0% in {len(run.periods)} periods running, "
            f"{_span(list(run.periods))}{_range_of(beside, national)}."
        )
    period = own["period"].max() if periods is None else periods.latest
    row = own[own["period"].eq(period)]
    if row.empty:
        return Finding(f"{place}: no percentage can be shown for {period}.")
    return Finding(
        f"{place}: {_percent(row.iloc[0])} in {period}"
        f"{_range_of(nation.loc[nation['period'].eq(period), 'value'], national)}."
    )


def _percent(row: pd.Series) -> str:
    said = f"{row['value']:.0f}%"
    if pd.isna(row["low"]):
        return said
    return f"{said} (95% interval {row['low']:.0f}% to {row['high']:.0f}%)"


def _range_of(values: pd.Series, name: str) -> str:
    if values.empty:
        return ""
    low, high = f"{values.min():.0f}%", f"{values.max():.0f}%"
    return f"; {name}: {low}" + ("" if low == high else f" to {high}")


def zeros_doubted(
    run: ZeroRun | None, volumes: pd.DataFrame, *, registrations: str
) -> Caveat | None:
    """Say why a run of noughts is unlikely; *registrations* is the indicator of registrations."""
    if run is None:
        return None
    if run.enough is None:
        return Caveat("Read with care: most other places are published as nought in these periods "
                      "too, so whether the noughts are true cannot be told.")  # fmt: skip
    known = volumes[volumes["indicator_id"].eq(registrations) & volumes["count"].notna()]
    many = not known.empty and known["count"].iloc[0] >= run.enough
    registered = (
        f" In {known['period'].iloc[0]} alone {known['count'].iloc[0]:.0f} were." if many else ""
    )
    verdict = (
        "A gap in what was returned is likelier than a true nought."
        if many
        else "Whether so many were is not known here: ask before relying on it."
    )
    return Caveat(
        f"Read with care: the median of the other places in these periods is "
        f"{run.elsewhere_pct:.1f}%. At that rate, {run.enough} or more children placed on the "
        f"register over all {len(run.periods)} periods would leave a chance of less than 1 in "
        f"{1 / run.chance:.0f} that none of them had lately come off it.{registered} {verdict}"
    )


def zeros_elsewhere(flags: pd.DataFrame, *, place: str) -> Caveat | None:
    """Name the other places with a run of noughts; rows as `indicators.quality_flags` gives."""
    zeros = flags[flags["rule"].eq("run-of-zeros") & flags["place"].ne(place)]
    if zeros.empty:
        return None
    named = listed(sorted(set(zeros["place"])))
    return Caveat(
        f"Read with care: runs of noughts are published for {named} too, so the low end of the "
        "family group's range is in doubt."
    )


def audit_found(by_standard: pd.DataFrame) -> Finding:
    """Say how often standards are met and which least; rows as ``by_standard`` of the audit."""
    whole = by_standard.iloc[-1]
    if whole["hidden"]:
        return Finding(
            "So few cases were audited, or met or missed a standard, that none is shown."
        )
    if pd.isna(whole["share"]):
        return Finding(
            f"{counted(int(whole['cases']), 'case')} were audited, too few for a percentage."
        )
    standards = by_standard.iloc[:-1].dropna(subset=["share"])
    ordered = standards.sort_values("share", kind="stable")
    least = "" if ordered.empty else _least(ordered.iloc[0])
    which = "standards shown" if by_standard["hidden"].any() else "standards"
    return Finding(f"The {which} were met in {_met(whole)} of {whole['cases']:.0f} cases.{least}")


def _least(row: pd.Series) -> str:
    return f" Least often: “{row['standard']}”, in {_met(row)}."


def _met(row: pd.Series) -> str:
    return (
        f"{100 * row['share']:.0f}% (95% interval {100 * row['low']:.0f}% to "
        f"{100 * row['high']:.0f}%) of {row['ratings']:.0f} ratings"
    )


def audit_clustering(by_standard: pd.DataFrame) -> Sentence | None:
    """Say what ratings of the same case do to the interval; nothing where there is no interval."""
    whole = by_standard.iloc[-1] if len(by_standard) else pd.Series({"effective_n": float("nan")})
    if pd.isna(whole["effective_n"]):
        return None
    return Sentence(
        f"Several ratings belong to one case and tend to be alike, so {whole['ratings']:.0f} "
        f"ratings tell about as much as {whole['effective_n']:.0f} unrelated ones; the intervals "
        "allow for that."
    )


def auditors_agree(agreement: pd.DataFrame) -> Sentence:
    """Say how far two auditors see the same; rows as ``agreement`` of the audit."""
    whole = agreement.iloc[-1] if len(agreement) else None
    if whole is None or whole["hidden"]:
        return Missing(
            "Too few cases were rated by two auditors. Why it matters: another auditor might see "
            "the same case otherwise. How to supply it: let a second auditor rate some of them, "
            "and add a row for each rating to audit_cases.csv."
        )
    same = share_of(int(whole["agreed"]), int(whole["pairs"]))
    return Sentence(
        f"Two auditors gave the same answer on {same} "
        f"standards that both rated. {whole['met_kappa_in_words']}"
    )
