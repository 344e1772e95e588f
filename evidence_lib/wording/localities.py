"""Sentences about a locality model: its setting, its roll-out, its plans, folders and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.show.blocks import Caveat, Finding, Html, Sentence, cited
from evidence_lib.english import counted, listed
from evidence_lib.english import interval, p_value

MOST_SAID = 2
"""More assertions than this are linked and not written out."""


class OneDifference(Protocol):
    """What `practice.rollout_effect` gives for one measure."""

    estimate: float | None
    low: float | None
    high: float | None
    p_value: float | None
    smallest_p: float | None
    bounded: bool
    clusters: int
    n: int


class Rollout(Protocol):
    """What `practice.rollout_effect` returns."""

    @property
    def share_within(self) -> OneDifference:
        """Difference of the share helped within the standard (share, 0 to 1)."""

    @property
    def capped_wait(self) -> OneDifference:
        """Difference of the mean wait, long waits cut off (days)."""

    @property
    def caveats(self) -> tuple[str, ...]:
        """What has to be known to read it."""


def share_with_base(row: Mapping[Any, Any], name: str) -> str:
    """
    Write a share with its base and interval: ``63% (106 of 167, 95% interval 56% to 70%)``.

    Args:
        row: A row of the practice measures, with the columns of *name*.
        name: The measure, such as ``child_views``.
    """
    count, base = row[name], row[f"{name}_base"]
    if not disclosure.share_may_show(count, base):
        return "a share not shown, of too few"
    share, low, high = (100 * row[f"{name}_{part}"] for part in ("share", "low", "high"))
    return f"{share:.0f}% ({count:,.0f} of {base:,.0f}, 95% interval {low:.0f}% to {high:.0f}%)"


def few_or_count(number: float) -> str:
    """Write a count of children, or that it is fewer than 5 where it is from 1 to 4."""
    small = 0 < number < terms.SMALL_COUNT
    return f"fewer than {terms.SMALL_COUNT}" if small else f"{number:,.0f}"


def _first(rows: pd.DataFrame) -> dict[str, float] | None:
    """Give the one row of all, or None where it is hidden or nothing is there."""
    shown = rows[~rows["hidden"].astype(bool)]
    return None if shown.empty else {str(key): each for key, each in shown.iloc[0].items()}


def too_few(what: str) -> Finding:
    """Say that a group is too small for any figure to be shown."""
    return Finding(f"Fewer than {terms.SMALL_COUNT} {what}: no figure can be shown.")


def setting_found(setting: pd.DataFrame, *, place: str) -> Finding:
    """Say how many live in the most deprived fifth; rows as `indicators.deprivation_setting`."""
    first, people = setting.iloc[0], int(setting["people"].sum())
    zones = int(setting["datazones"].sum())
    share = 100 * first["people"] / people
    return Finding(
        f"Of {people:,} people in {place} in {first['people_period']}, {first['people']:,} "
        f"({share:.0f}%) lived in datazones of the most deprived fifth of the country: "
        f"{first['datazones']} of {zones} datazones ({first['datazones_period']})."
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


def rollout_found(effect: Rollout) -> Finding:
    """Say what the roll-out changed beyond what changed where it had not begun, or nothing."""
    found = effect.share_within
    if found.estimate is None or found.low is None or found.high is None or found.p_value is None:
        return Finding("No cluster was left to compare with, so nothing can be said of the effect.")
    points = 100 * found.estimate
    more = "rose" if points > 0 else "fell"
    return Finding(
        f"Where the model went live, the share helped in time {more} by {abs(points):.0f} "
        "percentage points against clusters not yet live "
        f"({interval(100 * found.low, 100 * found.high, places=0)}; {p_value(found.p_value)}; "
        f"{counted(found.clusters, 'go-live')}, {found.n:,} requests): {_verdict(found)}."
    )


def _verdict(found: OneDifference) -> str:
    if not found.bounded:
        return "too few clusters for any answer"
    chance = found.p_value is not None and found.p_value >= 0.05
    return "compatible with chance" if chance else "more than chance alone would explain"


def rollout_wait(effect: Rollout) -> Sentence | None:
    """Say the same of the mean wait, and the least p that so few clusters could have given."""
    found = effect.capped_wait
    if found.estimate is None or found.low is None or found.high is None or found.p_value is None:
        return None
    longer = "longer" if found.estimate > 0 else "shorter"
    least = "" if found.smallest_p is None else (
        " The least p this roll-out could have given is "
        f"{_least(found.smallest_p)}; go-live dates were dealt to the clusters in every other way."
    )  # fmt: skip
    return Sentence(
        f"The mean wait, long waits cut off, was {abs(found.estimate):.1f} days {longer} than the "
        f"comparison leads to expect ({interval(found.low, found.high, places=1)}; "
        f"{p_value(found.p_value)}).{least}"
    )


def _least(smallest: float) -> str:
    return "under 0.001" if smallest < 0.001 else f"{smallest:.3f}"


def rollout_caveat(effect: Rollout) -> Caveat:
    """Say that this is no proof, and why."""
    return Caveat(f"Read with care: {' '.join(effect.caveats[:2])}")


def plans_found(quality: pd.DataFrame) -> Finding:
    """Say how many plans hold views and are reviewed; the row of all of `practice.plan_quality`."""
    row = _first(quality)
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
        if disclosure.share_may_show(row[name], row[f"{name}_base"])
    ]
    if not said:
        return f"{row[count]:,.0f} {noun}: too few for any percentage."
    return f"Of {row[count]:,.0f} {noun}, {'; '.join(said)}."


def wellbeing_found(quality: pd.DataFrame) -> Sentence | None:
    """Say whether wellbeing scores rose more often than they fell, with the sign test."""
    row = _first(quality)
    if row is None:
        return None
    if not disclosure.share_may_show(row["better_of_changed"], row["better_of_changed_base"]):
        return Sentence("Too few wellbeing scores have changed to say how children fare.")
    return Sentence(
        "Of the plans whose wellbeing score has changed since the start, "
        f"{share_with_base(row, 'better_of_changed')} have a better one (sign test "
        f"{p_value(row['sign_test_p'])}). The median change is {row['median_change']:+.1f} on a "
        f"scale of 0 to 10 ({interval(row['median_low'], row['median_high'], places=1)})."
    )


def plans_caveat() -> Caveat:
    """Say what the plans do not show."""
    return Caveat(
        "Read with care: views recorded are not yet views acted on. Plans scored only once are not "
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
    row = _first(quality)
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
    return Caveat(
        f"Read with care: in use means that there are entries and that the folder was opened in "
        f"the last {alive_days} days. Public holidays are not known to the data. A folder in use "
        "is not yet a better life."
    )


def decisions_found(equity: pd.DataFrame) -> Finding:
    """Say how the forum decides; the row of all of `practice.decision_equity`."""
    row = _first(equity)
    if row is None:
        return too_few("requests to the forum")
    shown = disclosure.share_may_show(row["agreed"], row["agreed_base"])
    agreed = (
        f" Agreed, in full or in part, of those agreed or declined: "
        f"{share_with_base(row, 'agreed')}."
        if shown
        else ""
    )
    taken = (
        ""
        if pd.isna(row["median_days"])
        else (f"; the median decision took {row['median_days']:g} calendar days")
    )
    return Finding(
        f"Of {row['requests']:,.0f} requests to the forum, {few_or_count(row['waiting'])} still "
        f"wait{taken}.{agreed} Repeat requests for the same child: "
        f"{few_or_count(row['repeat_requests'])}."
    )


def equity_found(by_deprivation: pd.DataFrame) -> Sentence | None:
    """Set the most deprived fifth beside the others; rows as `practice.decision_equity`."""
    shown = [row for row in by_deprivation.to_dict("records") if not row["hidden"]]
    if len(shown) < 2:
        return None
    each = [f"{row['group']}, {share_with_base(row, 'agreed')}" for row in shown]
    return Sentence(f"Agreed, by deprivation of the child's home: {'; '.join(each)}.")


def decisions_caveat() -> Caveat:
    """Say what the forum's decisions do not show."""
    return Caveat(
        "Read with care: groups ask for different things, so a difference is a question and not a "
        "finding of unfairness. A deferral is not yet an answer. The median counts decided "
        "requests only, and is too short while others wait."
    )


def tests_found(tests: pd.DataFrame) -> Finding:
    """Say what became of the small tests of change; rows of the contract's table."""
    words = {"adopt": "adopted", "adapt": "adapted", "abandon": "given up"}
    found = [f"{int(tests['result'].eq(result).sum())} {word}" for result, word in words.items()]
    undecided = f"{int(tests['result'].isna().sum())} without a result yet"
    return Finding(
        f"Of {counted(len(tests), 'small test')} of change, {listed([*found, undecided])}."
    )
