"""The actions of the plans, each with its suggested label, and mixes laid out for a chart."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure, terms
from evidence_lib.english import capital
from evidence_lib.errors import require_columns
from evidence_lib.plans._frames import filled
from evidence_lib.plans.actions import LABELS, classify_action


def classified_actions(plan_actions: pd.DataFrame) -> pd.DataFrame:
    """
    Classify every action of the plans by its title.

    Row: one action.

    Returns:
        ``action_id``, ``plan``, ``priority``, ``title``, ``label``, ``words`` (those that decided,
        parted by commas), ``confidence``, ``rule``, ``outcome_stated`` and ``indicator_stated``
        (whether the plan names one beside the action, which the label does not look at).

    Raises:
        MethodInputError: A column is missing, or a title is blank.
    """
    needed = ["action_id", "plan", "priority", "title", "outcome", "indicator_id"]
    require_columns(plan_actions.columns, needed, doing="classifying the actions of the plans")
    found = [classify_action(title) for title in plan_actions["title"]]
    return (
        plan_actions[["action_id", "plan", "priority", "title"]]
        .assign(
            label=pd.Series([each.label for each in found], index=plan_actions.index, dtype="str"),
            words=[", ".join(each.words) for each in found],
            confidence=[each.confidence for each in found],
            rule=[each.rule for each in found],
            outcome_stated=filled(plan_actions, "outcome"),
            indicator_stated=filled(plan_actions, "indicator_id"),
        )
        .reset_index(drop=True)
    )


def action_mix(plan_actions: pd.DataFrame) -> pd.DataFrame:
    """
    Count the actions of each plan by label.

    Row: one label in one plan, labels with no action among them.

    Returns:
        ``plan``, ``label``, ``n``, ``base`` (actions of the plan), ``share`` (0 to 1, missing under
        a base of 20), ``outcome_stated`` (of the n, those beside which the plan names an outcome).
    """
    rows = [
        {
            "plan": plan,
            "label": label,
            "n": int((of_plan["label"] == label).sum()),
            "base": len(of_plan),
            "share": disclosure.share_or_missing(
                int((of_plan["label"] == label).sum()), len(of_plan)
            ),
            "outcome_stated": int(of_plan.loc[of_plan["label"] == label, "outcome_stated"].sum()),
        }
        for plan, of_plan in classified_actions(plan_actions).groupby("plan")
        for label in LABELS
    ]
    return pd.DataFrame(rows, columns=["plan", "label", "n", "base", "share", "outcome_stated"])


def mix_by_row(mix: pd.DataFrame, *, row: str, kind: str) -> pd.DataFrame:
    """
    Lay a mix out for `charts.stacked_shares`.

    Row: one value of *row*, in the order given.

    Args:
        mix: As `action_mix` or `rba_mix` gives: one kind in one plan, area or priority, with ``n``.
        row: The column whose values become the rows, such as ``plan``.
        kind: The column whose values become the columns, such as ``label``.

    Returns:
        ``label`` (the value of *row* in words) and a column of counts for each kind, in the order
        they are met.

    Raises:
        MethodInputError: A column is missing.
    """
    require_columns(mix.columns, [row, kind, "n"], doing="laying out a mix")
    rows, kinds = (list(dict.fromkeys(mix[column])) for column in (row, kind))
    wide = mix.pivot(index=row, columns=kind, values="n").reindex(index=rows, columns=kinds)
    labels = [capital(terms.in_words(str(each))) for each in rows]
    counted = wide.fillna(0).astype("int64").reset_index(drop=True).rename_axis(columns=None)
    counted.insert(0, "label_of_row", labels)
    return counted.rename(columns={"label_of_row": "label"})
