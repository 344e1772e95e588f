"""How long requests for assistance wait for first help."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence_lib import disclosure, terms, timeliness
from evidence_lib.answers.answer import Answer, Block, where_any
from evidence_lib.answers.share_cells import (
    FIFTH,
    fifth_words,
    notes_on,
    share_texts,
    shares_in_a_row,
    too_few,
)
from evidence_lib.disclosure import notes
from evidence_lib.english import counted, listed, p_value, percent_interval
from evidence_lib.evidence import Area
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Html,
    Sentence,
    charts,
    cited,
    missing_table,
    read_with_care,
    table,
)
from evidence_lib.timeliness import RequestSummary, WaitEstimate

MOST_SAID = 2
"""More assertions than this are linked and not written out."""


def waits(area: Area, *, criterion: str) -> Answer:
    """
    Say how long requests for assistance wait for first help, and where they wait longest.

    Args:
        area: The area.
        criterion: What its evidence says of this criterion comes first.

    Returns:
        Findings with charts and tables; the frames ``by_locality``, ``by_fifth`` and ``backlog``.
    """
    said = assertions_on(area.tables["evidence_items"], criterion, area.criteria)
    requests = _requests(area)
    if requests.empty:
        return Answer.of(said, missing_table("service_requests"))
    found = timeliness.request_summary(
        requests, as_at=area.as_at, standard_days=area.review.request_days
    )
    if found is None:
        return Answer.of(said, too_few("requests"))
    return Answer.of(
        said,
        waits_found(found),
        waits_caveat(found),
        _still_waiting(found),
        _by_locality(found),
        log_rank(found),
        _by_group(found, "locality", by="locality", name="waits_by_locality"),
        _by_group(found, "simd_quintile", by=FIFTH, name="waits_by_fifth"),
        backlog_found(found),
        backlog_table(found.backlog),
        by_locality=found.by["locality"],
        by_fifth=found.by["simd_quintile"],
        backlog=found.backlog,
    )


def _requests(area: Area) -> pd.DataFrame:
    return disclosure.merge_small_groups(area.review.tables["service_requests"], "locality")


def _still_waiting(found: RequestSummary) -> Block | None:
    if found.marks.empty:
        return None
    return charts.show(
        charts.survival_steps,
        found.curve,
        measure="Requests still waiting for first help",
        name="still_waiting",
        finding=still_waiting_found(found),
        table=marks_table(found.marks),
    )


def _by_locality(found: RequestSummary) -> Block | None:
    estimates = timeliness.within_estimates(found.by["locality"])
    if len(estimates) < 2:
        return None
    return charts.show(
        charts.interval_dots,
        estimates,
        measure="requests helped within the standard, %",
        name="within_by_locality",
        finding=localities_wait(found, estimates),
        table=within_table(estimates, standard_days=found.standard_days),
    )


def _by_group(found: RequestSummary, column: str, *, by: str, name: str) -> Block | None:
    return where_any(
        waits_table, found.by[column], by=by, name=name, standard_days=found.standard_days
    )


def assertions_on(items: pd.DataFrame, criterion: str, titles: Mapping[str, str]) -> Html:
    """Say what the evidence says of one criterion, with links, and what is not there yet."""
    own = items[items["criterion"].eq(criterion)]
    title = titles.get(criterion, terms.in_words(criterion))
    supports, mixed, challenges = (int(own["bearing"].eq(each).sum()) for each in terms.BEARINGS)
    lacking = own.loc[own["bearing"].eq("challenges"), "summary"]
    said = f" Not there yet: {' '.join(lacking)}" if 0 < len(lacking) <= MOST_SAID else ""
    sentence = Sentence(
        f"Of {counted(len(own), 'assertion')} on “{title}”, {supports} in support of progress, "
        f"{mixed} mixed and {challenges} challenging it.{said}"
    )
    return cited(sentence, [str(item) for item in own["item_id"]])


def waits_found(waits: RequestSummary) -> Finding:
    """Say how long half wait and how many are helped in time, with base and interval."""
    row = waits.overall
    if not disclosure.share_may_show(row["within_standard"], row["judged"]):
        within = "too few can be judged against the standard"
    else:
        share, low, high = (100 * row[name] for name in ("share_within_standard", "low", "high"))
        within = (
            f"{share:.0f}% were helped within {waits.standard_days} days "
            f"({row['within_standard']:,} of {row['judged']:,}, {percent_interval(low, high)})"
        )
    return Finding(f"Of {row['n']:,} requests, {_half(waits.median)}; {within}.")


def _half(median: WaitEstimate) -> str:
    if median.days is None:
        return "fewer than half have had help so far"
    to = f"to {median.high:g}" if median.high is not None else "with no upper end yet"
    low = f"{median.low:g}" if median.low is not None else "0"
    return f"half had first help within {median.days:g} days (95% interval {low} {to})"


def waits_caveat(waits: RequestSummary) -> Caveat:
    """Say by which clock, and that waits still running count (Kaplan-Meier)."""
    left_out = (
        f" Requests made later, or whose dates cannot be right, are left out: "
        f"{disclosure.few_or_count(waits.left_out)}."
    )
    return read_with_care(
        "calendar days from the request to the first help recorded, which may not "
        "be the help that was needed. A request still open counts as far as it has run, and one "
        "closed without help as far as its closing (Kaplan-Meier); a median of those already "
        f"helped would be too short.{left_out if waits.left_out else ''}"
    )


def still_waiting_found(waits: RequestSummary) -> Finding:
    """Say how many have had no help after each mark of days; rows as ``marks``."""
    if waits.marks.empty:
        return Finding("Too few requests can be followed to say how long children wait.")
    said = [f"{row['waiting_pct']:.0f}% after {row['days']:.0f} days"
            for row in waits.marks.to_dict("records")]  # fmt: skip
    return Finding(f"Still waiting for first help: {listed(said)}.")


def localities_wait(waits: RequestSummary, estimates: pd.DataFrame) -> Finding:
    """Say which locality helps most and which least in time; rows as `within_estimates`."""
    ordered = estimates.sort_values("estimate", kind="stable")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    return Finding(
        f"Helped within {waits.standard_days} days: from {least['estimate']:.0f}% in "
        f"{least['label']} to {most['estimate']:.0f}% in {most['label']}."
    )


def log_rank(waits: RequestSummary) -> Sentence:
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


def backlog_found(waits: RequestSummary) -> Finding:
    """Say how many still wait, and how many of them beyond the standard."""
    waiting = int(waits.overall["still_waiting"])
    beyond = int(waits.backlog["n"].iloc[1:].sum())
    within = waiting - beyond
    longest = waits.overall["longest_open"]
    if not waiting:
        return Finding("No request is still waiting.")
    if not disclosure.parts_may_show(beyond, within):
        some = disclosure.few_or_count(waiting).capitalize()
        return Finding(f"{some} requests still wait for first help.")
    return Finding(
        f"{waiting:,} requests still wait for first help, {beyond:,} of them for more than "
        f"{waits.standard_days} days; the longest for {longest:,.0f} days."
    )


def waits_table(waits: pd.DataFrame, *, by: str, name: str, standard_days: int) -> AccessibleTable:
    """
    Show waits for first help by group.

    Row: one group, as `timeliness.request_summary` gives in ``by``; *by* names what a group is.
    """
    enough = disclosure.percents_may_show(waits["n"])
    shown = disclosure.hide_counts(waits, ["still_waiting"]).assign(
        group=fifth_words(waits["group"], by=by),
        p90=waits["p90"].where(enough),
        within=share_texts(
            waits, "within_standard", "judged", "share_within_standard", "low", "high"
        ),
    )
    return table(
        shown,
        {"group": by.capitalize(), "n": "Requests", "still_waiting": "Still open",
         "median": "Half (days)", "p90": "Nine in ten (days)",
         "within": f"Helped within {standard_days} days"},
        name=name,
        caption=f"Waits for first help by {by}",
        notes=(*notes_on(shown[["still_waiting", "within"]]),
               "Days within which half, and nine in ten, had first help: Kaplan-Meier. The base is "
               "requests of which it is known whether the standard was met."),
    )  # fmt: skip


def marks_table(marks: pd.DataFrame) -> AccessibleTable:
    """
    Show the share still waiting after some numbers of days.

    Row: one number of days, as `timeliness.request_summary` gives in ``marks``.
    """
    return table(
        marks,
        {"days": "Days since the request", "waiting_pct": "Still waiting (%)",
         "low": "95% interval, from", "high": "95% interval, to"},
        name="still_waiting",
        caption="Requests still waiting for first help, by days since the request",
        decimals={"waiting_pct": 0, "low": 0, "high": 0},
        notes=(f"Kaplan-Meier with log-log interval; {notes.CURVE_END}.",),
    )  # fmt: skip


def backlog_table(backlog: pd.DataFrame) -> AccessibleTable:
    """
    Show the requests still waiting by how long they have waited.

    Row: one band of age, as `timeliness.backlog_by_age` gives.
    """
    shown = disclosure.hide_counts(backlog, ["n"])
    return table(
        shown,
        {"band": "Has waited", "n": "Requests"},
        name="backlog",
        caption="Requests still waiting for first help, by age",
        notes=notes_on(shown[["n"]]),
    )


def within_table(estimates: pd.DataFrame, *, standard_days: int) -> AccessibleTable:
    """
    Show the share helped in time by locality.

    Row: one locality, as `timeliness.within_estimates` gives.
    """
    return shares_in_a_row(
        estimates, "Locality", name="within_by_locality",
        caption=f"Requests helped within {standard_days} days, by locality",
    )  # fmt: skip
