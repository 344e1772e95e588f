"""
What a page says to one question: the only place where subjects meet, and the page's procedure.

An answer takes the evidence of an area, or of a whole review, and gives what a reader sees of it
in order, with the frames behind. What is missing is decided here, once a topic. One file a
question, one file a kind of figure.
"""

from evidence_lib.answers.agreement import agreement, review_agreement
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.asked import asked, review_asked
from evidence_lib.answers.budget import budget
from evidence_lib.answers.commitments import commitments, review_commitments
from evidence_lib.answers.concluded import concluded, review_concluded
from evidence_lib.answers.count import count
from evidence_lib.answers.episodes import episodes
from evidence_lib.answers.evidenced import evidenced, review_evidenced
from evidence_lib.answers.looked_at import looked_at, review_coverage, review_looked_at
from evidence_lib.answers.missing_next import missing_next, review_missing_next
from evidence_lib.answers.opening import end, opening, review_end, review_opening
from evidence_lib.answers.progress import progress, review_progress
from evidence_lib.answers.rate import rate
from evidence_lib.answers.sources import review_sources, sources
from evidence_lib.answers.staff_survey import respondents, staff_survey
from evidence_lib.answers.timeline import governance, timeline
from evidence_lib.answers.told import review_told, told

__all__ = [
    "Answer",
    "agreement",
    "asked",
    "budget",
    "commitments",
    "concluded",
    "count",
    "end",
    "episodes",
    "evidenced",
    "governance",
    "looked_at",
    "missing_next",
    "opening",
    "progress",
    "rate",
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
    "sources",
    "staff_survey",
    "timeline",
    "told",
]
