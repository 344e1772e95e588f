"""The golden thread: need, priority, action, indicator, target, and where it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from evidence_lib.errors import require_columns
from evidence_lib.plans._frames import filled, same_words

_NO_INDICATOR = "names no indicator"
_ORPHAN_COLUMNS = ["kind", "id", "reason"]
_KINDS = ("indicator", "priority", "need", "action")
_COUNT_COLUMNS = ["kind", "reason", "orphans", "of", "checked"]


@dataclass(frozen=True)
class GoldenThread:
    """
    Where the thread from need to target breaks.

    ``orphans``, row: one break; ``kind`` (need, priority, action, indicator), ``id``, ``reason``.
    ``counts``, row: one check; ``kind``, ``reason``, ``orphans``, ``of`` (things looked at) and
    ``checked``: false when the table it is checked against was not supplied, so that an absent
    table is never taken for a broken thread.
    """

    orphans: pd.DataFrame
    counts: pd.DataFrame
    method: str
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class _Check:
    kind: str
    reason: str
    ids: pd.Series[str]
    broken: pd.Series[bool]
    checked: bool


def _labels(rows: pd.DataFrame, column: str = "priority") -> pd.Series[str]:
    return rows.loc[filled(rows, column), column].astype("str")


def _same(labels: Iterable[object]) -> set[str]:
    return {same_words(label) for label in labels}


def _priorities(frames: Iterable[pd.DataFrame]) -> pd.Series[str]:
    """Give each priority of the frames once, as it was first spelt."""
    labels = pd.concat([_labels(each) for each in frames], ignore_index=True)
    return labels[~labels.map(same_words).duplicated()]


def _action_checks(plan_actions: pd.DataFrame, indicators: pd.DataFrame) -> Iterator[_Check]:
    ids, names_one = plan_actions["action_id"], filled(plan_actions, "indicator_id")
    known = plan_actions["indicator_id"].isin(indicators["indicator_id"].dropna())
    yield _Check("action", _NO_INDICATOR, ids, ~names_one, True)
    yield _Check(
        "action", "names an indicator that is not defined", ids, names_one & ~known,
        not indicators.empty,
    )  # fmt: skip


def _indicator_checks(
    indicators: pd.DataFrame, plan_actions: pd.DataFrame, indicator_targets: pd.DataFrame
) -> Iterator[_Check]:
    ids = indicators["indicator_id"]
    valued = indicator_targets.loc[filled(indicator_targets, "target_value"), "indicator_id"]
    has_target = ids.isin(valued.dropna())
    has_action = ids.isin(plan_actions["indicator_id"].dropna())
    yield _Check("indicator", "has no priority", ids, ~filled(indicators, "priority"), True)
    # No target anywhere is itself the finding: an absent table of targets is not excused.
    yield _Check("indicator", "has no target", ids, ~has_target, True)
    yield _Check("indicator", "is named by no action", ids, ~has_action, not plan_actions.empty)


def _need_checks(
    needs: pd.DataFrame, plan_actions: pd.DataFrame, indicators: pd.DataFrame
) -> Iterator[_Check]:
    planned = _priorities([plan_actions, indicators])
    needed, in_plans = _same(_labels(needs)), _same(planned)
    without_need = ~planned.map(same_words).isin(needed).astype(bool)
    yield _Check("priority", "answers no need", planned, without_need, not needs.empty)
    has_priority = filled(needs, "priority")
    taken_up = needs["priority"].map(same_words).isin(in_plans)
    yield _Check("need", "has no priority", needs["need_id"], ~has_priority, True)
    yield _Check(
        "need", "has a priority no plan or indicator takes up", needs["need_id"],
        has_priority & ~taken_up, bool(in_plans),
    )  # fmt: skip


def golden_thread(
    needs: pd.DataFrame,
    plan_actions: pd.DataFrame,
    indicators: pd.DataFrame,
    indicator_targets: pd.DataFrame,
) -> GoldenThread:
    """
    Find the orphans: actions, indicators, priorities and needs that lead nowhere.

    Priorities are the same when their words are, whatever the case and spacing.

    Raises:
        MethodInputError: A frame lacks a column.

    Source: the checks are this project's, after the joint inspections' logic of need, priority,
        action, indicator and outcome.
    """
    doing = "following the thread from need to target"
    require_columns(needs.columns, ["need_id", "priority"], doing=f"{doing}, needs")
    of_actions = ["action_id", "priority", "indicator_id"]
    require_columns(plan_actions.columns, of_actions, doing=f"{doing}, plan_actions")
    require_columns(indicators.columns, ["indicator_id", "priority"], doing=f"{doing}, indicators")
    of_targets = ["indicator_id", "target_value"]
    require_columns(indicator_targets.columns, of_targets, doing=f"{doing}, indicator_targets")
    checks = [
        *_action_checks(plan_actions, indicators),
        *_indicator_checks(indicators, plan_actions, indicator_targets),
        *_need_checks(needs, plan_actions, indicators),
    ]
    return GoldenThread(
        _orphans(checks), _counts(checks), "Links followed by key and by the words of the priority",
        ("A link that is there says nothing of whether it is a good one.",),
    )  # fmt: skip


def named_orphans(
    orphans: pd.DataFrame,
    needs: pd.DataFrame,
    plan_actions: pd.DataFrame,
    indicators: pd.DataFrame,
) -> pd.DataFrame:
    """
    Name what the thread breaks at, once each with all its reasons, for a reader.

    Row: one thing that has at least one break, indicators, priorities and needs before actions.

    Args:
        orphans: As in `GoldenThread`.
        needs: As for `golden_thread`.
        plan_actions: As for `golden_thread`.
        indicators: As for `golden_thread`.

    Returns:
        ``kind``, ``title`` (the words of the action, indicator, priority or need), ``reasons``
        (parted by semicolons) and ``names_no_indicator`` (whether it is an action that names none).
    """
    titles = pd.concat(
        [
            indicators.set_index("indicator_id")["title"],
            needs.set_index("need_id")["topic"],
            plan_actions.set_index("action_id")["title"],
        ]
    )
    words = dict(zip(titles.index, titles, strict=True))
    named = orphans.assign(title=[words.get(key, key) for key in orphans["id"]])
    order = {kind: place for place, kind in enumerate(_KINDS)}
    grouped = named.groupby(["kind", "id", "title"], sort=False)["reason"].agg("; ".join)
    listed = grouped.reset_index().rename(columns={"reason": "reasons"})
    # An action's two reasons exclude each other, so this one always stands alone.
    listed["names_no_indicator"] = listed["reasons"].eq(_NO_INDICATOR)
    ordered = listed.sort_values("kind", key=lambda kinds: kinds.map(order), kind="stable")
    return ordered[["kind", "title", "reasons", "names_no_indicator"]].reset_index(drop=True)


def _orphans(checks: Iterable[_Check]) -> pd.DataFrame:
    rows = [
        (check.kind, each, check.reason)
        for check in checks
        if check.checked
        for each in check.ids[check.broken]
    ]
    return pd.DataFrame(rows, columns=_ORPHAN_COLUMNS)


def _counts(checks: Iterable[_Check]) -> pd.DataFrame:
    rows = [
        (
            check.kind,
            check.reason,
            int(check.broken.sum()) if check.checked else float("nan"),
            len(check.ids),
            check.checked,
        )
        for check in checks
        if len(check.ids)
    ]
    return pd.DataFrame(rows, columns=_COUNT_COLUMNS)
