"""How measurable the plans and their indicators are, decided by which fields are filled in."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.errors import require_columns
from evidence_lib.plans._frames import (
    filled,
    filled_all,
)

_INDICATOR_FIELDS = {
    "definition": ("", "the indicator's definition"),
    "source": ("", "the indicator's source"),
    "baseline": ("", "a baseline value with any of its targets"),
    "short_target": ("short", "a target value with the horizon short"),
    "medium_target": ("medium", "a target value with the horizon medium"),
    "impact_target": ("impact", "a target value with the horizon impact"),
    "owner": ("", "an owner with the indicator, a target, or an action that names the indicator"),
    "frequency": ("", "a frequency with the indicator or a target"),
}
_TARGET_FIELDS = [field for field, (horizon, _) in _INDICATOR_FIELDS.items() if horizon]

SMART_FIELDS = {
    "specific": ("priority", "title", "outcome", "owner"),
    "measurable": ("priority", "indicator_id"),
    "achievable": ("owner",),
    "relevant": ("outcome",),
    "time_related": ("due_on",),
}
"""The fields of an action that must all be filled for each letter of SMART."""

_NEEDED_INDICATORS = ("indicator_id", "area", "title", "priority", "definition", "source_id")
_NEEDED_TARGETS = ("indicator_id", "horizon", "target_value", "baseline_value", "owner")
_NEEDED_ACTIONS = ("plan", "title", "priority", "due_on", "owner", "indicator_id", "outcome")


def _check(
    indicators: pd.DataFrame,
    indicator_targets: pd.DataFrame,
    plan_actions: pd.DataFrame,
    doing: str,
) -> None:
    of_indicators = (*_NEEDED_INDICATORS, "owner", "frequency")
    require_columns(indicators.columns, of_indicators, doing=f"{doing}, indicators")
    of_targets = (*_NEEDED_TARGETS, "frequency")
    require_columns(indicator_targets.columns, of_targets, doing=f"{doing}, indicator_targets")
    require_columns(plan_actions.columns, _NEEDED_ACTIONS, doing=f"{doing}, plan_actions")


def _named_by(rows: pd.DataFrame, column: str, ids: pd.Series[str]) -> pd.Series[bool]:
    """Tell for each indicator whether any of the rows that name it has the field filled."""
    named = rows.loc[filled(rows, column), "indicator_id"]
    return ids.isin(named.dropna())


def _has_target(targets: pd.DataFrame, horizon: str, ids: pd.Series[str]) -> pd.Series[bool]:
    return _named_by(targets[targets["horizon"] == horizon], "target_value", ids)


def _presence(
    indicators: pd.DataFrame, indicator_targets: pd.DataFrame, plan_actions: pd.DataFrame
) -> pd.DataFrame:
    """Row: one indicator. One true-or-false column a field."""
    ids = indicators["indicator_id"]
    return pd.DataFrame(
        {
            "definition": filled(indicators, "definition"),
            "source": filled(indicators, "source_id"),
            "baseline": _named_by(indicator_targets, "baseline_value", ids),
            "short_target": _has_target(indicator_targets, "short", ids),
            "medium_target": _has_target(indicator_targets, "medium", ids),
            "impact_target": _has_target(indicator_targets, "impact", ids),
            "owner": filled(indicators, "owner")
            | _named_by(indicator_targets, "owner", ids)
            | _named_by(plan_actions, "owner", ids),
            "frequency": filled(indicators, "frequency")
            | _named_by(indicator_targets, "frequency", ids),
        }
    )


def measurability(
    indicators: pd.DataFrame, indicator_targets: pd.DataFrame, plan_actions: pd.DataFrame
) -> pd.DataFrame:
    """
    Count the indicators that have each of the eight fields a plan needs to measure progress.

    Row: one field. No rows where there are no indicators.

    Returns:
        ``field``, ``horizon`` (short, medium, impact for the targets, else empty), ``with`` and
        ``without`` (indicators), ``base``, ``share`` (of the base that have it, 0 to 1; missing
        under a base of 20), ``decided_by`` (what had to be filled in).

    Raises:
        MethodInputError: A frame lacks a column.

    Source: the progress review of 2018 asked for short- and medium-term as well as impact targets,
        baselines and indicators; the eight fields are this project's reading of that.
    """
    _check(indicators, indicator_targets, plan_actions, "measuring how measurable a plan is")
    presence = _presence(indicators, indicator_targets, plan_actions)
    base = len(presence)
    rows = [
        {
            "field": field,
            "horizon": horizon,
            "with": int(presence[field].sum()),
            "without": base - int(presence[field].sum()),
            "base": base,
            "share": disclosure.share_or_missing(int(presence[field].sum()), base),
            "decided_by": decided_by,
        }
        for field, (horizon, decided_by) in _INDICATOR_FIELDS.items()
        if base
    ]
    columns = ["field", "horizon", "with", "without", "base", "share", "decided_by"]
    return pd.DataFrame(rows, columns=columns)


def missing_by_indicator(
    indicators: pd.DataFrame, indicator_targets: pd.DataFrame, plan_actions: pd.DataFrame
) -> pd.DataFrame:
    """
    List what each indicator still lacks.

    Row: one indicator, in the order given.

    Returns:
        ``indicator_id``, ``area``, ``title``, ``priority``, ``present`` (fields, of 8), ``missing``
        (the fields in words, parted by commas; empty when nothing is missing) and ``lacks_target``
        (True where at least one of its targets is missing).

    Raises:
        MethodInputError: A frame lacks a column.
    """
    _check(indicators, indicator_targets, plan_actions, "listing what indicators lack")
    presence = _presence(indicators, indicator_targets, plan_actions)
    missing = [
        ", ".join(terms.in_words(field) for field in _INDICATOR_FIELDS if not row[field])
        for row in presence.to_dict("records")
    ]
    return (
        indicators[["indicator_id", "area", "title", "priority"]]
        .assign(
            present=presence.sum(axis="columns").astype("int64"),
            missing=pd.Series(missing, index=indicators.index, dtype="str"),
            lacks_target=~presence[_TARGET_FIELDS].all(axis="columns"),
        )
        .reset_index(drop=True)
    )


def action_measurability(
    plan_actions: pd.DataFrame, indicators: pd.DataFrame, indicator_targets: pd.DataFrame
) -> pd.DataFrame:
    """
    Count, plan by plan, the actions whose progress could be measured.

    Row: one plan.

    Returns:
        ``plan``, ``actions``, then how many of them: ``with_indicator`` (one that is defined),
        ``with_baseline`` and ``with_target`` (of that indicator), ``with_outcome``, ``with_owner``,
        ``with_due_date``.

    Raises:
        MethodInputError: A frame lacks a column.

    Source: the progress review of 2018 on the committee's business plan, which had no baselines,
        indicators or targets.
    """
    _check(indicators, indicator_targets, plan_actions, "measuring the actions of a plan")
    named = plan_actions["indicator_id"]
    defined = named.isin(indicators["indicator_id"].dropna())
    counted = pd.DataFrame(
        {
            "plan": plan_actions["plan"],
            "actions": 1,
            "with_indicator": defined,
            "with_baseline": defined & _named_by(indicator_targets, "baseline_value", named),
            "with_target": defined & _named_by(indicator_targets, "target_value", named),
            "with_outcome": filled(plan_actions, "outcome"),
            "with_owner": filled(plan_actions, "owner"),
            "with_due_date": filled(plan_actions, "due_on"),
        }
    )
    return counted.groupby("plan").sum().astype("int64").reset_index()


def smart(plan_actions: pd.DataFrame) -> pd.DataFrame:
    """
    Count, plan by plan, the actions that are specific, measurable and so on.

    Row: one plan.

    Returns:
        ``plan``, ``actions``, one column a letter of SMART (actions that have every field it asks
        for), ``all_five``, and ``decided_by``: the fields of each letter. Only whether a field is
        filled is looked at, not whether what it says is any good.

    Raises:
        MethodInputError: The frame lacks a column.

    Source: Scottish Government, review of children's services plans 2023-26, page 15: specific says
        priorities, actions, outcomes and who; measurable has indicators by priority; achievable has
        clear aims and governance (here: an owner); relevant tells why (here: an outcome);
        time-related has timescales.
    """
    require_columns(plan_actions.columns, _NEEDED_ACTIONS, doing="checking actions against SMART")
    letters = pd.DataFrame(
        {letter: filled_all(plan_actions, fields) for letter, fields in SMART_FIELDS.items()},
        index=plan_actions.index,
    )
    counted = letters.assign(
        plan=plan_actions["plan"], actions=1, all_five=letters.all(axis="columns")
    )
    by_plan = counted.groupby("plan")[["actions", *SMART_FIELDS, "all_five"]].sum()
    decided_by = "; ".join(
        f"{terms.in_words(letter)}: {', '.join(fields)}" for letter, fields in SMART_FIELDS.items()
    )
    return by_plan.astype("int64").reset_index().assign(decided_by=decided_by)
