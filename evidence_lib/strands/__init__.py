"""
Where the evidence on each area comes from, where it agrees, and where it is thin.

A strand is the channel evidence came by. ``team_finding`` is none: the report states the finding
and not what it rests on, so it bears on what was found and never on independence. Voices are
counted by the one rule of `voices`; two on one criterion are independent only if speaker, strand
and origin all differ.
"""

from evidence_lib.strands.claims import (
    CONTRADICTED,
    PARTLY,
    SUPPORTED,
    UNSUPPORTED,
    VERDICTS,
    claims_verified,
)
from evidence_lib.strands.coders import coder_agreement, disagreement_rates
from evidence_lib.strands.coverage import (
    Traceability,
    bearing_by,
    coverage,
    coverage_matrix,
    heard_from,
    progress_words,
    silent_strands,
    traceability,
)
from evidence_lib.strands.gaps import GAPS, gaps
from evidence_lib.strands.log import log_state_by_area, log_states
from evidence_lib.strands.perspectives import leaders_and_frontline
from evidence_lib.strands.triangulation import TRIANGULATIONS, triangulation, with_origins

__all__ = [
    "CONTRADICTED",
    "GAPS",
    "PARTLY",
    "SUPPORTED",
    "TRIANGULATIONS",
    "UNSUPPORTED",
    "VERDICTS",
    "Traceability",
    "bearing_by",
    "claims_verified",
    "coder_agreement",
    "coverage",
    "coverage_matrix",
    "disagreement_rates",
    "gaps",
    "heard_from",
    "leaders_and_frontline",
    "log_state_by_area",
    "log_states",
    "progress_words",
    "silent_strands",
    "traceability",
    "triangulation",
    "with_origins",
]
