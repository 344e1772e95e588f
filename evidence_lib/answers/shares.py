"""Plans of the team around the child, and shared folders: shares of one group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evidence_lib import disclosure, practice
from evidence_lib.answers.answer import Answer, no_table
from evidence_lib.answers.chart_titles import shares_title
from evidence_lib.answers.following import Block
from evidence_lib.answers.imagined import imagined_of
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.answers.share_cells import (
    hidden_with_size,
    notes_on,
    practice_counts,
    safe_practice_shares,
    safe_whole,
    share_with_base,
    shares_in_a_row,
    shown_row,
    too_few,
)
from evidence_lib.disclosure import SafeCounts, notes
from evidence_lib.english import capital, interval, p_value
from evidence_lib.evidence import Area
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Sentence,
    charts,
    read_with_care,
    table,
)

PLAN_COUNTS = practice_counts(
    "plans",
    ("child_views", "family_views", "reviewed", "better_of_changed"),
    passing=("better_of_changed",),
)
FOLDER_COUNTS = practice_counts(
    "folders", ("same_day", "roles_complete", "alive"), passing=("roles_complete", "alive")
)
"""What the tables of plans and of folders count."""


@from_tables("child_plans")
def child_plans(area: Area) -> Answer:
    """Say whose views the plans of the team around the child hold, and how children fare."""
    plans = disclosure.merge_small_groups(area.review.tables["child_plans"], "locality")
    if plans.empty:
        return no_table("child_plans")
    by_locality = practice.plan_quality(plans, by="locality", blanked=False)
    true = practice.plan_quality(plans, blanked=False).iloc[0]
    safe = disclosure.protect_counts(
        "plans of children",
        true,
        {"locality": by_locality},
        PLAN_COUNTS,
        tables=("child_plans",),
        threshold=area.review.threshold,
    )
    whole = safe_whole(practice.plan_quality(plans), safe)
    shares = practice.share_estimates(whole, practice.PLAN_MEASURES)
    return Answer.of(
        plans_found(whole),
        _shares(shares, what="plans", name="plan_shares"),
        wellbeing_found(whole),
        plans_caveat(),
        imagined_of("plans"),
        plans_table(safe),
        safe,
        all_plans=whole,
        by_locality=by_locality,
    )


@from_tables("shared_folders")
def shared_folders(area: Area) -> Answer:
    """Say whether shared folders are made in time, complete and in use."""
    held = disclosure.merge_small_groups(area.review.tables["shared_folders"], "locality")
    whole = practice.folder_quality(held, as_at=area.as_at)
    if whole.empty:
        return no_table("shared_folders")
    by_locality = practice.folder_quality(held, as_at=area.as_at, by="locality", blanked=False)
    true = practice.folder_quality(held, as_at=area.as_at, blanked=False).iloc[0]
    safe = disclosure.protect_counts(
        "shared folders", true, {"locality": by_locality}, FOLDER_COUNTS,
        tables=("shared_folders",), threshold=area.review.threshold,
    )  # fmt: skip
    whole = safe_whole(whole, safe)
    shares = practice.share_estimates(whole, practice.FOLDER_MEASURES)
    return Answer.of(
        folders_found(whole),
        _shares(shares, what="folders", name="folder_shares"),
        folders_caveat(),
        imagined_of("folders"),
        folders_table(safe),
        safe,
        all_folders=whole,
        by_locality=by_locality,
    )


def _shares(shares: pd.DataFrame, *, what: str, name: str) -> Block | None:
    if shares.empty:
        return None
    return charts.show(
        charts.interval_dots,
        shares,
        measure=f"{what}, %",
        name=name,
        title=shares_title(shares, what=what),
        subtitle=f"Share of {what}, %, with 95% intervals",
        finding=shares_found(shares, what=what),
        table=shares_table(shares, name=name, caption=f"All {what}"),
    )


def plans_found(quality: pd.DataFrame) -> Finding:
    """Say how many plans hold views and are reviewed; the row of all of `practice.plan_quality`."""
    row = shown_row(quality)
    if row is None:
        return too_few("plans")
    parts = {
        "child_views": "the child's views are recorded in",
        "family_views": "the family's views in",
        "reviewed": "one review or more in",
    }
    return Finding(_of_all(row, "plans", "plans", parts))


def _of_all(row: Mapping[Any, Any], count: str, noun: str, parts: Mapping[str, str]) -> str:
    """Say several shares of one group; those that may not be shown are left out."""
    said = [
        f"{words} {share_with_base(row, name)}"
        for name, words in parts.items()
        if disclosure.measure_may_show(row, name)
    ]
    if not said:
        return f"{row[count]:,.0f} {noun}: too few for any percentage."
    return ". ".join([f"Of {row[count]:,.0f} {noun}, {said[0]}", *map(capital, said[1:])]) + "."


def wellbeing_found(quality: pd.DataFrame) -> Sentence | None:
    """Say whether wellbeing scores rose more often than they fell, with the sign test."""
    row = shown_row(quality)
    if row is None:
        return None
    if not disclosure.measure_may_show(row, "better_of_changed"):
        return Sentence("Too few wellbeing scores have changed to say how children fare.")
    return Sentence(
        "Of the plans whose wellbeing score has changed since the start, "
        f"{share_with_base(row, 'better_of_changed')} have a better one (sign test "
        f"{p_value(row['sign_test_p'])}). The median change is {row['median_change']:+.1f} on a "
        f"scale of 0 to 10 ({interval(row['median_low'], row['median_high'], places=1)})."
    )


def plans_caveat() -> Caveat:
    """Say what the plans do not show."""
    return read_with_care(
        "views recorded are not yet views acted on. Plans scored only once are not "
        "in the change, and may have fared otherwise; those who help give the scores, and without "
        "a comparison a better score is no proof that the plan made it so."
    )


def shares_found(estimates: pd.DataFrame, *, what: str) -> Finding:
    """Say which measure is met most and which least; rows as `practice.share_estimates`."""
    ordered = estimates.sort_values("estimate", kind="stable")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    if len(ordered) == 1:
        return Finding(f"{most['label']}: {most['estimate']:.0f}% of {what}.")
    return Finding(
        f"Most often met: {most['label'].lower()} ({most['estimate']:.0f}% of {what}); least "
        f"often: {least['label'].lower()} ({least['estimate']:.0f}%)."
    )


def folders_found(quality: pd.DataFrame) -> Finding:
    """Say how many folders are in time, complete and alive; a row of `practice.folder_quality`."""
    row = shown_row(quality)
    if row is None:
        return too_few("folders")
    parts = {
        "same_day": "created on the same working day:",
        "roles_complete": "of those created, with a named person and a lead professional:",
        "alive": "in use:",
    }
    return Finding(_of_all(row, "folders", "folders due", parts))


def folders_caveat(*, alive_days: int = 90) -> Caveat:
    """Say what folders do not show."""
    return read_with_care(
        f"in use means that there are entries and that the folder was opened in "
        f"the last {alive_days} days. Public holidays are not known to the data. A folder in use "
        "is not yet a better life."
    )


def plans_table(safe: SafeCounts) -> AccessibleTable:
    """
    Show plans by locality: views, reviews, wellbeing.

    Row: one locality, as `practice.plan_quality` gives.
    """
    names = ("child_views", "family_views", "reviewed", "better_of_changed")
    shown = _with_shares(safe, "plans", names)
    return table(
        shown,
        {"group": "Locality", "plans": "Plans", "child_views_text": "Child's views recorded",
         "family_views_text": "Family's views recorded", "reviewed_text": "Reviewed at least once",
         "better_of_changed_text": "Better, of scores that changed"},
        name="child_plans",
        caption="Team-around-the-child plans by locality",
        notes=(*notes_on(shown.filter(like="_text")), notes.MERGED),
    )  # fmt: skip


def folders_table(safe: SafeCounts) -> AccessibleTable:
    """
    Show shared folders by locality: in time, complete, in use.

    Row: one locality, as `practice.folder_quality` gives.
    """
    shown = _with_shares(safe, "folders", ("same_day", "roles_complete", "alive"))
    return table(
        shown,
        {"group": "Locality", "folders": "Folders due",
         "same_day_text": "Created the same working day",
         "roles_complete_text": "Both roles named", "alive_text": "In use"},
        name="shared_folders",
        caption="Shared folders by locality",
        notes=(*notes_on(shown.filter(like="_text")), notes.MERGED),
    )  # fmt: skip


def _with_shares(safe: SafeCounts, size: str, names: Sequence[str]) -> pd.DataFrame:
    """Row: one locality, with its size and, of each name, the share as text."""
    shown = hidden_with_size(safe, "locality", size, ())
    texts = {f"{name}_text": safe_practice_shares(safe, "locality", name) for name in names}
    return shown.assign(**texts)


def shares_table(estimates: pd.DataFrame, *, name: str, caption: str) -> AccessibleTable:
    """
    Show several shares of one group.

    Row: one measure, as `practice.share_estimates` gives.
    """
    return shares_in_a_row(estimates, "Measure", name=name, caption=caption)
