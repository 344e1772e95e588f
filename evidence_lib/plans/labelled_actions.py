"""
The hand-labelled actions, and how well the classifier agrees with them.

The 188 actions of ``reference/action_labels.csv`` were made up, and labelled, by one person, who
also wrote the word lists: agreement with a second coder, on real plans, is bound to be lower. They
were split in two by the SHA-256 digest of their ids before the classifier was written, and only the
tuning half was looked at while it was. On the held-out half
85 of 94 labels agree (90%, 83% to 95%; kappa 0.84, unweighted).
The word lists grew once after that half had been read (``docs/method.md``); the count stayed.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from importlib.resources import files

import pandas as pd

from evidence_lib.agreement import weighted_kappa
from evidence_lib.errors import require_choice
from evidence_lib.plans.actions import LABELS, classify_action
from evidence_lib.survey import proportion_interval

HALVES = ("tuning", "held_out")
_METHOD = "Share of labels that agree, Wilson interval; Cohen's kappa, unweighted"
_CAVEATS = (
    "One person made up the actions, labelled them and wrote the word lists.",
    "Real plans, and a second person, will agree less.",
)


@dataclass(frozen=True)
class ClassifierAgreement:
    """
    How far the classifier agrees with the hand labels of one half.

    ``agreement_pct`` is 0 to 100; ``kappa`` is Cohen's, unweighted; ``table`` has one row a hand
    label and one column a suggested label, in actions.
    """

    half: str
    n: int
    agreed: int
    agreement_pct: float
    low_pct: float
    high_pct: float
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None
    table: pd.DataFrame
    method: str
    caveats: tuple[str, ...]


def half_of(action_ids: list[str]) -> dict[str, str]:
    """Split ids in two by the order of their SHA-256 digests: the first half is for tuning."""
    order = sorted(action_ids, key=lambda each: hashlib.sha256(each.encode()).hexdigest())
    tuning = set(order[: len(order) // 2])
    return {each: "tuning" if each in tuning else "held_out" for each in action_ids}


def labelled_actions() -> pd.DataFrame:
    """
    Give the hand-labelled actions shipped with the package.

    Row: one invented action.

    Returns:
        ``action_id``, ``text``, ``label`` (process, outcome, unclear), ``half`` (tuning, held_out).

    Source: made up and labelled by one person of this project; no plan is quoted.
    """
    text = (files("evidence_lib") / "reference" / "action_labels.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return pd.DataFrame(rows, columns=["action_id", "text", "label", "half"])


def classifier_agreement(half: str = "held_out") -> ClassifierAgreement:
    """
    Compare the classifier with the hand labels of one half.

    Raises:
        UnknownTermError: *half* is not tuning or held_out.

    Source: Cohen 1960 for kappa; Wilson's interval for the agreement.
    """
    require_choice("half", half, HALVES, doing="comparing the classifier with the hand labels")
    actions = labelled_actions()
    actions = actions[actions["half"] == half]
    suggested = actions["text"].map(lambda text: classify_action(text).label)
    counted = pd.crosstab(actions["label"], suggested)
    table = counted.reindex(index=list(LABELS), columns=list(LABELS), fill_value=0)
    agreed = int((suggested == actions["label"]).sum())
    interval = proportion_interval(agreed, len(actions))
    kappa = weighted_kappa(actions["label"], suggested, scale=LABELS, weights="unweighted")
    return ClassifierAgreement(
        half=half,
        n=len(actions),
        agreed=agreed,
        agreement_pct=100 * interval.share,
        low_pct=100 * interval.low,
        high_pct=100 * interval.high,
        kappa=kappa.kappa,
        kappa_low=kappa.low,
        kappa_high=kappa.high,
        table=table,
        method=_METHOD,
        caveats=_CAVEATS,
    )
