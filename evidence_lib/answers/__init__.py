"""
What a page says to one question: the only place where subjects meet, and the page's procedure.

An answer takes the evidence of an area, or of a whole review, and gives what a reader sees of it
in order, with the frames behind. What is missing is decided here, once a topic. One file a
question, one file a kind of figure.
"""

from evidence_lib.answers.actions import actions
from evidence_lib.answers.agreement import agreement, review_agreement
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.asked import asked, review_asked
from evidence_lib.answers.audits import audits
from evidence_lib.answers.budget import budget
from evidence_lib.answers.commitments import commitments, review_commitments
from evidence_lib.answers.concluded import concluded, review_concluded
from evidence_lib.answers.count import count
from evidence_lib.answers.criteria import criteria
from evidence_lib.answers.decisions import decisions
from evidence_lib.answers.episodes import episodes
from evidence_lib.answers.evidenced import evidenced, review_evidenced
from evidence_lib.answers.figures import figures
from evidence_lib.answers.gap import gap_change, gap_level
from evidence_lib.answers.glossary import glossary
from evidence_lib.answers.looked_at import looked_at, review_coverage, review_looked_at
from evidence_lib.answers.measured_when import doubts, measured_when
from evidence_lib.answers.method import (
    accessibility,
    made_of,
    methods,
    rules,
    signed_off,
)
from evidence_lib.answers.missing_next import missing_next, review_missing_next
from evidence_lib.answers.opening import end, opening, review_end, review_opening
from evidence_lib.answers.outcomes_claimed import outcomes_claimed
from evidence_lib.answers.own_measures import own_measures
from evidence_lib.answers.panels import definitions_apart, panels, position
from evidence_lib.answers.process import pooled_count, pooled_share, process
from evidence_lib.answers.progress import progress, review_progress
from evidence_lib.answers.rate import rate
from evidence_lib.answers.registered_again import registered_again
from evidence_lib.answers.rollout import rollout
from evidence_lib.answers.setting import setting
from evidence_lib.answers.shares import child_plans, shared_folders
from evidence_lib.answers.sources import review_sources, sources
from evidence_lib.answers.staff_survey import respondents, staff_survey
from evidence_lib.answers.tests_of_change import tests_of_change
from evidence_lib.answers.themes import themes
from evidence_lib.answers.thread import thread
from evidence_lib.answers.timeline import governance, timeline
from evidence_lib.answers.told import review_told, told
from evidence_lib.answers.volumes import by_group, volumes
from evidence_lib.answers.waits import waits

__all__ = [
    "Answer",
    "accessibility",
    "actions",
    "agreement",
    "asked",
    "audits",
    "budget",
    "by_group",
    "child_plans",
    "commitments",
    "concluded",
    "count",
    "criteria",
    "decisions",
    "definitions_apart",
    "doubts",
    "end",
    "episodes",
    "evidenced",
    "figures",
    "gap_change",
    "gap_level",
    "glossary",
    "governance",
    "looked_at",
    "made_of",
    "measured_when",
    "methods",
    "missing_next",
    "opening",
    "outcomes_claimed",
    "own_measures",
    "panels",
    "pooled_count",
    "pooled_share",
    "position",
    "process",
    "progress",
    "rate",
    "registered_again",
    "respondents",
    "review_agreement",
    "review_asked",
    "review_commitments",
    "review_concluded",
    "review_coverage",
    "review_end",
    "review_evidenced",
    "review_looked_at",
    "review_missing_next",
    "review_opening",
    "review_progress",
    "review_sources",
    "review_told",
    "rollout",
    "rules",
    "setting",
    "shared_folders",
    "signed_off",
    "sources",
    "staff_survey",
    "tests_of_change",
    "themes",
    "thread",
    "timeline",
    "told",
    "volumes",
    "waits",
]
