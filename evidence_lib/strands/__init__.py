"""
Where the evidence on each area comes from, where it agrees, and where it is thin.

A strand is the channel evidence came by. ``team_finding`` is none: the report states the finding
and not what it rests on, so it bears on what was found and never on independence. Two voices are
independent only if strand and origin both differ.
"""

from evidence_lib.strands.claims import VERDICTS, claims_verified
from evidence_lib.strands.coverage import (
    Traceability,
    bearing_by,
    coder_agreement,
    coverage,
    coverage_by_criterion,
    coverage_matrix,
    heard_from,
    progress_words,
    silent_strands,
    traceability,
)
from evidence_lib.strands.gaps import GAPS, gaps
from evidence_lib.strands.log import log_state_by_area, log_states, log_transitions
from evidence_lib.strands.perspectives import leaders_and_frontline
from evidence_lib.strands.triangulation import TRIANGULATIONS, triangulation, with_origins

__all__ = [
    "GAPS",
    "TRIANGULATIONS",
    "VERDICTS",
    "Traceability",
    "bearing_by",
    "claims_verified",
    "coder_agreement",
    "coverage",
    "coverage_by_criterion",
    "coverage_matrix",
    "gaps",
    "heard_from",
    "leaders_and_frontline",
    "log_state_by_area",
    "log_states",
    "log_transitions",
    "progress_words",
    "silent_strands",
    "traceability",
    "triangulation",
    "with_origins",
]
