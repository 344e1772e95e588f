"""Sentences about waits for first help, and about a measure followed over time."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.show.blocks import Caveat, Finding, Sentence
from evidence_lib.english import counted, listed
from evidence_lib.english import p_value
from evidence_lib.wording.localities import few_or_count


class Median(Protocol):
    """What `timeliness.quantile_wait` returns."""

    days: float | None
    low: float | None
    high: float | None


class Compared(Protocol):
    """What `timeliness.compare_waits` returns."""

    p_value: float
    groups: pd.DataFrame
    caveats: tuple[str, ...]


class Waits(Protocol):
    """What `timeliness.request_summary` returns."""

    left_out: int
    standard_days: int
    overall: pd.Series
    backlog: pd.DataFrame
    marks: pd.DataFrame

    @property
    def median(self) -> Median:
        """The median wait with its interval."""

    @property
    def comparison(self) -> Compared | None:
        """The test of differences between localities."""


def waits_found(waits: Waits) -> Finding:
    """Say how long half wait and how many are helped in time, with base and interval."""
    row = waits.overall
    if not disclosure.share_may_show(row["within_standard"], row["judged"]):
        within = "too few can be judged against the standard"
    else:
        share, low, high = (100 * row[name] for name in ("share_within_standard", "low", "high"))
        within = (
            f"{share:.0f}% were helped within {waits.standard_days} days "
            f"({row['within_standard']:,} of {row['judged']:,}, 95% interval {low:.0f}% to "
            f"{high:.0f}%)"
        )
    return Finding(f"Of {row['n']:,} requests, {_half(waits.median)}; {within}.")


def _half(median: Median) -> str:
    if median.days is None:
        return "fewer than half have had help so far"
    to = f"to {median.high:g}" if median.high is not None else "with no upper end yet"
    low = f"{median.low:g}" if median.low is not None else "0"
    return f"half had first help within {median.days:g} days (95% interval {low} {to})"


def waits_caveat(waits: Waits) -> Caveat:
    """Say by which clock, and that waits still running count (Kaplan-Meier)."""
    left_out = (
        f" Requests made later, or whose dates cannot be right, are left out: "
        f"{few_or_count(waits.left_out)}."
    )
    return Caveat(
        "Read with care: calendar days from the request to the first help recorded, which may not "
        "be the help that was needed. A request still open counts as far as it has run, and one "
        "closed without help as far as its closing (Kaplan-Meier); a median of those already "
        f"helped would be too short.{left_out if waits.left_out else ''}"
    )


def still_waiting_found(waits: Waits) -> Finding:
    """Say how many have had no help after each mark of days; rows as ``marks``."""
    if waits.marks.empty:
        return Finding("Too few requests can be followed to say how long children wait.")
    said = [f"{row['waiting_pct']:.0f}% after {row['days']:.0f} days"
            for row in waits.marks.to_dict("records")]  # fmt: skip
    return Finding(f"Still waiting for first help: {listed(said)}.")


def localities_wait(waits: Waits, estimates: pd.DataFrame) -> Finding:
    """Say which locality helps most and which least in time; rows as `within_estimates`."""
    ordered = estimates.sort_values("estimate", kind="stable")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    return Finding(
        f"Helped within {waits.standard_days} days: from {least['estimate']:.0f}% in "
        f"{least['label']} to {most['estimate']:.0f}% in {most['label']}."
    )


def log_rank(waits: Waits) -> Sentence:
    """Say whether localities help at a different pace: the log-rank test of all waits."""
    found = waits.comparison
    if found is None:
        return Sentence("Localities cannot be compared: fewer than two have waits that ended.")
    verdict = "no more than chance would make them" if found.p_value >= 0.05 else "beyond chance"
    rough = " The test is rough, for a group is small." if found.caveats else ""
    return Sentence(
        f"Over the whole of their waits, {len(found.groups)} localities (small ones taken "
        f"together) differ {verdict} (log-rank test, {p_value(found.p_value)}).{rough}"
    )


def backlog_found(waits: Waits) -> Finding:
    """Say how many still wait, and how many of them beyond the standard."""
    waiting = int(waits.overall["still_waiting"])
    beyond = int(waits.backlog["n"].iloc[1:].sum())
    within = waiting - beyond
    longest = waits.overall["longest_open"]
    if not waiting:
        return Finding("No request is still waiting.")
    if any(0 < part < terms.SMALL_COUNT for part in (beyond, within)):
        return Finding(f"{few_or_count(waiting).capitalize()} requests still wait for first help.")
    return Finding(
        f"{waiting:,} requests still wait for first help, {beyond:,} of them for more than "
        f"{waits.standard_days} days; the longest for {longest:,.0f} days."
    )


_VARIATION = {
    "common_cause": "Variation: common cause, no sign of change",
    "improvement": "Variation: special cause, for the better",
    "concern": "Variation: special cause, for the worse",
    "neutral": "Variation: special cause, neither better nor worse",
}
_ASSURANCE = {
    "consistently_meets": "Assurance: the target is reliably met",
    "consistently_misses": "Assurance: the target is reliably missed, unless the process changes",
    "hit_or_miss": "Assurance: the target is met or missed by chance",
}


def variation_words(variation: str) -> str:
    """Write what `spc.variation` gives as a reader says it."""
    return _VARIATION[variation]


def assurance_words(assurance: str | None) -> str:
    """Write what `spc.assurance` gives as a reader says it; nothing where there is no target."""
    return "" if assurance is None else _ASSURANCE[assurance]


def process_found(chart: pd.DataFrame, *, what: str, target: float | None = None) -> Finding:
    """Say whether a measure over time has moved; rows as `spc.xmr_chart`, labelled by period."""
    marked = chart[chart["rule"].fillna("").ne("")]
    level = f"around a mean of {chart['mean'].iloc[-1]:.0f}"
    goal = "" if target is None else f", with a target of {target:g}"
    if marked.empty:
        return Finding(f"{what}: steady {level}{goal}; nothing in {len(chart)} points is a change.")
    rules = listed([terms.in_words(str(rule)) for rule in dict.fromkeys(marked["rule"])])
    return Finding(
        f"{what}: {level}{goal}; {counted(len(marked), 'point')} of {len(chart)} "
        f"{'is' if len(marked) == 1 else 'are'} beyond chance ({rules})."
    )


def process_caveat(spans: pd.DataFrame | None = None) -> Caveat:
    """Say how the limits were reckoned, and how many periods a point pools."""
    pooled = ""
    if spans is not None and int(spans["periods"].iloc[0]) > 1:
        pooled = (
            f"Each point pools {int(spans['periods'].iloc[0])} months and is named by the last, so "
            "that no point stands on a handful of children. "
        )
    return Caveat(
        f"Read with care: {pooled}Limits are the mean and 2.66 mean moving ranges on each side "
        "(XmR chart); points within them are what one unchanged process would give. A change, "
        "where there is one, does not say what made it."
    )
