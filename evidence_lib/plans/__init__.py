"""
How good the plans are: measurable, specific, about outcomes, and joined up from need to target.

Frames of the contract go in (`indicators`, `indicator_targets`, `plan_actions`, `needs`,
`plan_criteria`); what comes out says which field or word decided. Nothing here reads evidence; the
criteria, the word lists and the hand-labelled actions are facts shipped in ``reference/``.
"""

from evidence_lib.plans.action_mix import action_mix, classified_actions, mix_by_row
from evidence_lib.plans.actions import ActionLabel, classify_action
from evidence_lib.plans.criteria import criteria_table, national_criteria
from evidence_lib.plans.labelled_actions import (
    ClassifierAgreement,
    classifier_agreement,
    labelled_actions,
)
from evidence_lib.plans.measures import (
    action_measurability,
    measurability,
    missing_by_indicator,
    smart,
)
from evidence_lib.plans.rba import BetterOffShare, better_off_share, own_measures, rba_mix
from evidence_lib.plans.thread import GoldenThread, golden_thread, named_orphans

__all__ = [
    "ActionLabel",
    "BetterOffShare",
    "ClassifierAgreement",
    "GoldenThread",
    "action_measurability",
    "action_mix",
    "better_off_share",
    "classified_actions",
    "classifier_agreement",
    "classify_action",
    "criteria_table",
    "golden_thread",
    "labelled_actions",
    "measurability",
    "missing_by_indicator",
    "mix_by_row",
    "named_orphans",
    "national_criteria",
    "own_measures",
    "rba_mix",
    "smart",
]
