"""How long requests for assistance wait for first help."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence_lib import disclosure, terms, timeliness
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.chart_titles import localities_title, waits_title
from evidence_lib.answers.following import Block
from evidence_lib.answers.imagined import imagined_of
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.answers.share_cells import (
    FIFTH,
    too_few,
)
from evidence_lib.answers.shown_items import items_of
from evidence_lib.answers.waits_tables import (
    WAITED,
    WITHIN,
    backlog_table,
    marks_table,
    waits_table,
    within_table,
)
from evidence_lib.disclosure import Measure, SafeCounts
from evidence_lib.english import counted, listed, p_value, percent_interval, pieces_of_evidence
from evidence_lib.evidence import Area
from evidence_lib.show import (
    Caveat,
    Finding,
    Sentence,
    charts,
    cited,
    missing_table,
    read_with_care,
)
from evidence_lib.timeliness import RequestSummary, WaitEstimate

MEASURES = {
    "n": Measure({}),
    "still_waiting": Measure({"now": "waiting"}, passing=True),
    "judged": Measure({"age": "old enough"}),
    "within_standard": Measure({"age": "old enough", "help": "in time"}, as_share=True),
}
"""What is counted of requests; of a group only those old enough to be judged are printed."""

MOST_SAID = 2
"""More assertions than this are linked and not written out."""


@from_tables("service_requests")
def waits(area: Area, *, criterion: str) -> Answer:
    """
    Say how long requests for assistance wait for first help, and where they wait longest.

    Args:
        area: The area.
        criterion: What its evidence says of this criterion comes first.

    Returns:
        Findings with charts and tables; the frames ``by_locality``, ``by_fifth`` and ``backlog``.
    """
    own, shown = area.tables["evidence_items"], items_of(area)
    said = assertions_on(own, criterion, area.criteria, shown=shown)
    requests = _requests(area)
    if requests.empty:
        return Answer.of(said, missing_table("service_requests"))
    found = timeliness.request_summary(
        requests, as_at=area.as_at, standard_days=area.review.request_days
    )
    if found is None:
        return Answer.of(said, too_few("requests"))
    safe = safe_requests(found, threshold=area.review.threshold)
    return Answer.of(
        said,
        waits_found(
            found, hidden=safe.hides_whole("judged") or safe.hides_whole("within_standard")
        ),
        waits_caveat(found),
        imagined_of("requests"),
        _still_waiting(found),
        _by_locality(found, safe),
        log_rank(found),
        _by_group(found, safe, "locality", by="locality", name="waits_by_locality"),
        _by_group(found, safe, "simd_quintile", by=FIFTH, name="waits_by_fifth"),
        backlog_found(found, hidden=bool(safe.hides(WAITED, "still_waiting").any())),
        backlog_table(safe),
        safe,
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
        measure="Requests that have had no help yet",
        name="still_waiting",
        title=waits_title(found),
        subtitle="Requests that have had no help yet, % of all requests, by days since asked",
        finding=still_waiting_found(found),
        table=marks_table(found.marks),
    )


def safe_requests(found: RequestSummary, *, threshold: int) -> SafeCounts:
    """Hide what must be hidden of requests, by locality, by fifth and by how long they wait."""
    waited = found.backlog.rename(columns={"band": "group", "n": "still_waiting"})
    own = {name: rows.drop(columns="n") for name, rows in found.by.items()}
    return disclosure.protect_counts(
        "requests for assistance", found.overall, {**own, WAITED: waited}, MEASURES,
        tables=("waits_by_locality", "waits_by_fifth", "backlog"), threshold=threshold,
    )  # fmt: skip


def _by_locality(found: RequestSummary, safe: SafeCounts) -> Block | None:
    hidden = safe.hides("locality", "within_standard") | safe.hides("locality", "judged")
    shown = found.by["locality"][~hidden]
    estimates = timeliness.within_estimates(shown)
    if len(estimates) < 2:
        return None
    return charts.show(
        charts.interval_dots,
        estimates,
        measure="requests helped within the standard, %",
        name="within_by_locality",
        title=localities_title(estimates),
        subtitle=f"Requests helped within {found.standard_days} days, %, with 95% intervals",
        finding=localities_wait(found, estimates),
        table=within_table(estimates, standard_days=found.standard_days),
    )


def _by_group(
    found: RequestSummary, safe: SafeCounts, column: str, *, by: str, name: str
) -> Block | None:
    if safe.unnamed(column, "judged").all():
        return None
    return waits_table(safe, column, by=by, name=name, standard_days=found.standard_days)


def assertions_on(
    items: pd.DataFrame, criterion: str, titles: Mapping[str, str], *, shown: pd.DataFrame
) -> Sentence:
    """
    Say what the evidence says of one criterion, with links, and what is not there yet.

    All *items* are counted; words and links are those that are *shown*. Row of both: one assertion.
    """
    own = items[items["criterion"].eq(criterion)]
    title = titles.get(criterion, terms.in_words(criterion))
    supports, mixed, challenges = (int(own["bearing"].eq(each).sum()) for each in terms.BEARINGS)
    told = shown[shown["item_id"].isin(own["item_id"])]
    in_words = told["bearing"].eq("challenges") & told["shown_as"].ne(disclosure.THEME)
    lacking = told.loc[in_words, "summary"]
    said = f" Not there yet: {' '.join(lacking)}" if 0 < len(lacking) <= MOST_SAID else ""
    sentence = Sentence(
        f"Of {pieces_of_evidence(len(own))} on “{title}”, {supports} in support of progress, "
        f"{mixed} mixed and {challenges} against.{said}"
    )
    return cited(sentence, [str(item) for item in told["item_id"]])


def waits_found(waits: RequestSummary, *, hidden: bool) -> Finding:
    """Say how long half wait and how many are helped in time; the counts unless *hidden*."""
    row = waits.overall
    within = "too few can be judged against the standard"
    if disclosure.share_may_show(row["within_standard"], row["judged"]):
        share, low, high = (100 * row[name] for name in WITHIN)
        counts = "" if hidden else f"{row['within_standard']:,} of {row['judged']:,}, "
        within = (
            f"{share:.0f}% were helped within {waits.standard_days} days "
            f"({counts}{percent_interval(low, high)})"
        )
    return Finding(f"Of {row['n']:,} requests, {_half(waits.median)}; {within}.")


def _half(median: WaitEstimate) -> str:
    if median.days is None:
        return "half have not been helped so far"
    low = f"{median.low:g}" if median.low is not None else "0"
    no_end = f"from {low}, with no upper end yet"
    ends = no_end if median.high is None else f"{low} to {median.high:g}"
    return f"half had first help within {median.days:g} days (95% interval {ends})"


def waits_caveat(waits: RequestSummary) -> Caveat:
    """Say by which clock, and that waits still running count (Kaplan-Meier)."""
    left_out = (
        f" Requests made later, or whose dates cannot be right, are left out: "
        f"{disclosure.few_or_count(waits.left_out)}."
    )
    return read_with_care(
        "calendar days from the request to the first help recorded, which may not "
        "be the help that was needed. A request still open counts as far as it has run; one closed "
        "without help is neither helped nor waiting, and stays in the base (Aalen-Johansen). A "
        f"median of those already helped would be too short.{left_out if waits.left_out else ''}"
    )


def still_waiting_found(waits: RequestSummary) -> Finding:
    """Say how many had been helped after each mark of days; rows as ``marks``."""
    if waits.marks.empty:
        return Finding("Too few requests can be followed to say how long children wait.")
    rows = waits.marks.to_dict("records")
    said = [f"{row['helped_pct']:.0f}% within {counted(round(row['days']), 'day')}" for row in rows]
    last = rows[-1]
    rest = (
        f" By then {last['closed_pct']:.0f}% had been closed without help and "
        f"{last['waiting_pct']:.0f}% still waited."
    )
    return Finding(f"Had first help: {listed(said)}.{rest if pd.notna(last['closed_pct']) else ''}")


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
    verdict = "differ" if found.p_value < 0.05 else "are not shown to differ"
    rough = " The test is rough, because a group is small." if found.caveats else ""
    return Sentence(
        f"In how soon help comes to those who still wait, {len(found.groups)} localities (small "
        f"ones taken together) {verdict} by more than chance (log-rank test, those closed without "
        f"help leaving at their closing; {p_value(found.p_value)}).{rough}"
    )


def backlog_found(waits: RequestSummary, *, hidden: bool) -> Finding:
    """
    Say how many still wait, and how many of them beyond the standard unless a band is *hidden*.

    No wait is said by itself: the longest is one child's.
    """
    waiting = int(waits.overall["still_waiting"])
    beyond = int(waits.backlog["n"].iloc[1:].sum())
    if not waiting:
        return Finding("No request is still waiting.")
    if hidden or not disclosure.parts_may_show(waiting, beyond, waiting - beyond):
        some = disclosure.few_or_count(waiting).capitalize()
        return Finding(f"{some} requests still wait for first help.")
    of_them = {0: "none", waiting: "all"}.get(beyond, f"{beyond:,}")
    return Finding(
        f"{waiting:,} requests still wait for first help, {of_them} of them for more than "
        f"{waits.standard_days} days."
    )
