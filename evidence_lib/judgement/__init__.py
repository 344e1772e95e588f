"""
From evidence to a recorded judgement: confidence, indicative extent, fragility, record, language.

Everything here is indicative but the record: a person judges, with a reason. The rules are data,
with a version, in ``reference/progress_rules.toml``.
"""

from evidence_lib.judgement.accuracy import accuracy_round, numbered_paragraphs
from evidence_lib.judgement.assessing import (
    AreaAssessment,
    Assessment,
    assess,
    judgement_table,
)
from evidence_lib.judgement.concerns import ASPECTS
from evidence_lib.judgement.confidence import (
    NOT_ASSESSABLE_CONFIDENCE,
    UNTRACEABLE,
    FindingConfidence,
    finding_confidence,
)
from evidence_lib.judgement.confidence_log import confidence_set, record_confidence
from evidence_lib.judgement.finality import not_yet_final, problems_of_final
from evidence_lib.judgement.fragility import fragility
from evidence_lib.judgement.language import (
    attributions,
    hedges,
    language_warnings,
    words_against_anchors,
)
from evidence_lib.judgement.log import History, history, record
from evidence_lib.judgement.outcome_of_plans import plan_outcome
from evidence_lib.judgement.outcomes import (
    compare_measures,
    outcome_measures,
    survey_independence,
)
from evidence_lib.judgement.parts import Part, parts_of
from evidence_lib.judgement.progress import (
    NOT_ASSESSABLE,
    IndicativeProgress,
    indicative_progress,
)
from evidence_lib.judgement.raters import RatersAgreement, agreement_between_raters, ratings
from evidence_lib.judgement.rules import FACTS, Rules, load_rules, rules_table
from evidence_lib.judgement.safety import open_concerns
from evidence_lib.judgement.traces import leaning_on
from evidence_lib.judgement.words_and_levels import marked_headlines, words_beside_levels

__all__ = [
    "ASPECTS",
    "FACTS",
    "NOT_ASSESSABLE",
    "NOT_ASSESSABLE_CONFIDENCE",
    "UNTRACEABLE",
    "AreaAssessment",
    "Assessment",
    "FindingConfidence",
    "History",
    "IndicativeProgress",
    "Part",
    "RatersAgreement",
    "Rules",
    "accuracy_round",
    "agreement_between_raters",
    "assess",
    "attributions",
    "compare_measures",
    "confidence_set",
    "finding_confidence",
    "fragility",
    "hedges",
    "history",
    "indicative_progress",
    "judgement_table",
    "language_warnings",
    "leaning_on",
    "load_rules",
    "marked_headlines",
    "not_yet_final",
    "numbered_paragraphs",
    "open_concerns",
    "outcome_measures",
    "parts_of",
    "plan_outcome",
    "problems_of_final",
    "ratings",
    "record",
    "record_confidence",
    "rules_table",
    "survey_independence",
    "words_against_anchors",
    "words_beside_levels",
]
