"""
How practice is going: folders, plans, decisions, waits, audits, initiatives and money.

Frames of the contract go in; what comes out carries its base, its interval where it is an estimate,
its method and its caveats. Groups of fewer than five children are hidden, and a share needs a base
of twenty. Protecting a table for release is the work of `disclosure`.
"""

from evidence_lib.practice.audits import (
    ALL_STANDARDS,
    STANDARDS_SHOWN,
    AuditQuality,
    audit_quality,
    shown_standards,
    standard_estimates,
)
from evidence_lib.practice.child_plans import plan_quality
from evidence_lib.practice.decisions import by_deprivation, decision_equity
from evidence_lib.practice.episodes import EpisodeStarts, episode_starts
from evidence_lib.practice.folders import folder_quality
from evidence_lib.practice.planning import (
    DocumentThemes,
    budget_by_tier,
    initiative_reach,
    needs_to_priorities,
    themes_by_document,
    tiers_by_year,
)
from evidence_lib.practice.rollout import Difference, RolloutEffect, rollout_effect
from evidence_lib.practice.share_estimates import (
    FOLDER_MEASURES,
    PLAN_MEASURES,
    share_estimates,
)

__all__ = [
    "ALL_STANDARDS",
    "FOLDER_MEASURES",
    "PLAN_MEASURES",
    "STANDARDS_SHOWN",
    "AuditQuality",
    "Difference",
    "DocumentThemes",
    "EpisodeStarts",
    "RolloutEffect",
    "audit_quality",
    "budget_by_tier",
    "by_deprivation",
    "decision_equity",
    "episode_starts",
    "folder_quality",
    "initiative_reach",
    "needs_to_priorities",
    "plan_quality",
    "rollout_effect",
    "share_estimates",
    "shown_standards",
    "standard_estimates",
    "themes_by_document",
    "tiers_by_year",
]
