"""What a review lacks that calls itself final, beside what is wrong with its files."""

from __future__ import annotations

from dataclasses import replace

from evidence_lib.loaders import Review
from evidence_lib.terms import FINAL


def with_final_status(review: Review) -> Review:
    """
    Add to the problems of a review that calls itself final the judgements it lacks.

    The log of judgements is no table, and belongs to those who judge: reading files leaves it out.
    """
    facts = review.settings.facts
    if facts is None or facts.status != FINAL:
        return review
    # What weighs evidence takes a second to load, and a draft needs none of it.
    from evidence_lib.judgement import problems_of_final

    lacking = problems_of_final(review.folder, review.areas)
    return replace(review, problems=tuple(sorted({*review.problems, *lacking})))
