"""How a resource forum decides, and for whom."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure, practice
from evidence_lib.answers.answer import Answer, no_table
from evidence_lib.answers.imagined import imagined_of
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.answers.share_cells import (
    FIFTH,
    fifth_words,
    hidden_with_size,
    notes_on,
    safe_practice_shares,
    safe_whole,
    share_with_base,
    shown_row,
    too_few,
)
from evidence_lib.disclosure import Measure, SafeCounts
from evidence_lib.english import verb
from evidence_lib.evidence import Area
from evidence_lib.show import AccessibleTable, Caveat, Finding, Sentence, read_with_care, table

FIFTHS = "simd_quintile"
MOST_DEPRIVED = "1"
COUNTS = {
    "requests": Measure({}),
    "waiting": Measure({"now": "waiting"}, passing=True),
    "repeat_requests": Measure({"repeat": "yes"}),
    "agreed_base": Measure({"outcome": "agreed or declined"}),
    "agreed": Measure({"outcome": "agreed or declined", "agreed": "yes"}, as_share=True),
}
"""What the tables of the forum count."""


@from_tables("resource_decisions")
def decisions(area: Area) -> Answer:
    """Say how the resource forum decides: how long it takes, what it agrees, and for whom."""
    asked = disclosure.merge_small_groups(area.review.tables["resource_decisions"], "locality")
    whole = practice.decision_equity(asked, as_at=area.as_at, by=None)
    if whole.empty:
        return no_table("resource_decisions")
    safe = _safe(asked, area)
    whole = safe_whole(whole, safe)
    by_deprivation = practice.decision_equity(
        practice.by_deprivation(asked), as_at=area.as_at, by="deprivation"
    )
    return Answer.of(
        decisions_found(whole),
        None if _hides_most_deprived(safe) else equity_found(by_deprivation),
        decisions_caveat(),
        imagined_of("requests to the forum"),
        decisions_table(safe, FIFTHS, by=FIFTH, name="decisions_by_fifth"),
        decisions_table(safe, "locality", by="locality", name="decisions_by_locality"),
        safe,
        all_decisions=whole,
        by_deprivation=by_deprivation,
    )


def _safe(asked: pd.DataFrame, area: Area) -> SafeCounts:
    by = {
        column: practice.decision_equity(asked, as_at=area.as_at, by=column, blanked=False)
        for column in (FIFTHS, "locality")
    }
    own = {name: rows.drop(columns="waiting") for name, rows in by.items()}
    whole = practice.decision_equity(asked, as_at=area.as_at, by=None, blanked=False).iloc[0]
    return disclosure.protect_counts(
        "requests to the resource forum", whole, own, COUNTS,
        tables=("decisions_by_fifth", "decisions_by_locality"), threshold=area.review.threshold,
    )  # fmt: skip


def decisions_found(equity: pd.DataFrame) -> Finding:
    """Say how the forum decides; the row of all of `practice.decision_equity`."""
    row = shown_row(equity)
    if row is None:
        return too_few("requests to the forum")
    shown = disclosure.measure_may_show(row, "agreed")
    agreed = (
        f" Of those agreed or declined, {share_with_base(row, 'agreed')} were agreed, in full or "
        "in part."
        if shown
        else ""
    )
    taken = (
        ""
        if pd.isna(row["median_days"])
        else f"; the median decision took {_days(row['median_days'])}"
    )
    return Finding(
        f"Of {row['requests']:,.0f} requests to the forum, "
        f"{_some(row['waiting'])} still wait{taken}.{agreed} Repeat requests for the same child: "
        f"{_some(row['repeat_requests'])}."
    )


def _days(days: float) -> str:
    return f"{days:g} calendar {verb(int(days == 1), 'day', 'days')}"


def _some(number: float) -> str:
    return disclosure.few_or_count(number) if number else "none"


def _hides_most_deprived(safe: SafeCounts) -> bool:
    fifths = safe.by[FIFTHS]["group"].eq(MOST_DEPRIVED)
    counts = ("requests", "agreed_base", "agreed")
    return any(safe.hides(FIFTHS, name)[fifths].any() or safe.hides_whole(name) for name in counts)


def equity_found(by_deprivation: pd.DataFrame) -> Sentence | None:
    """Set the most deprived fifth beside the others; rows as `practice.decision_equity`."""
    shown = [row for row in by_deprivation.to_dict("records") if not row["hidden"]]
    if len(shown) < 2:
        return None
    each = [f"{row['group']}, {share_with_base(row, 'agreed')}" for row in shown]
    return Sentence(f"Agreed, by deprivation of the child's home: {'; '.join(each)}.")


def decisions_caveat() -> Caveat:
    """Say what the forum's decisions do not show."""
    return read_with_care(
        "groups ask for different things, so a difference is a question and not a "
        "finding of unfairness. A deferral is not yet an answer. The median counts decided "
        "requests only, and is too short while others wait."
    )


def decisions_table(safe: SafeCounts, column: str, *, by: str, name: str) -> AccessibleTable | None:
    """
    Show how a resource forum treats the requests of each group; nothing where all are hidden.

    Row: one group of *column*, as `practice.decision_equity` gives; *by* names what a group is.
    """
    if safe.hides(column, "requests").all():
        return None
    shown = hidden_with_size(safe, column, "requests", ("median_days", "amount_median"))
    shown = shown.assign(
        group=fifth_words(shown["group"], by=by),
        repeat_requests=safe.shown(column, "repeat_requests"),
        agreed_text=safe_practice_shares(safe, column, "agreed"),
    )
    return table(
        shown[~safe.unnamed(column, "requests")],
        {"group": by.capitalize(), "requests": "Requests", "repeat_requests": "Repeats",
         "median_days": "Median days", "agreed_text": "Agreed, of agreed or declined",
         "amount_median": "Median (£)"},
        name=name,
        caption=f"Decisions of the resource forum by {by}",
        decimals={"median_days": 0, "amount_median": 0},
        notes=(*notes_on(shown[["requests", "repeat_requests", "agreed_text"]]),
               "Repeats: requests beyond a child's first. Median days from request to decision; "
               "median amount of those decided with one."),
    )  # fmt: skip
