"""
The field's closed word lists, and the numbers every part of the house has to agree on.

A word here has one meaning, given in ``docs/glossary.md``; a test keeps the two in step.
"""

from __future__ import annotations

import re

ORIGINS = ("partnership", "inspector", "national", "service_user")
PROVENANCES = ("published", "supplied", "synthetic")

STRANDS = (
    "staff_survey",
    "self_evaluation",
    "focus_group",
    "leadership_meeting",
    "young_people",
    "link_inspector",
    "document_review",
    "performance_data",
)
TEAM_FINDING = "team_finding"
ITEM_STRANDS = (*STRANDS, TEAM_FINDING)

MEASURE_KINDS = ("input", "process", "output", "outcome", "impact")
BEARINGS = ("supports", "mixed", "challenges")
MATERIALITIES = ("minor", "important", "major")
FORMS = ("quantitative", "qualitative", "documentary")
ATTRIBUTIONS = (
    "team_finding",
    "team_confidence",
    "reported_by_staff",
    "reported_by_leaders",
    "reported_by_young_people",
    "reported_by_families",
    "partnership_data",
)
SENSITIVITIES = ("none", "small_group", "personal")
FINDING_KINDS = ("finding", "decision", "starting_point")
FINDING_DIRECTIONS = ("improved", "mixed", "unchanged", "worse", "not_shown")
FINDING_STAGES = ("draft", "moderated", "final")
ITEM_ROLES = ("supports", "qualifies", "challenges")
CONCERN_STATES = ("open", "resolved")
ROLE_LEVELS = (
    "frontline",
    "first_line_manager",
    "senior",
    "elected_member",
    "young_people",
    "mixed",
)
COMPONENTS = ("process", "impact", "planning", "child_protection_committee")
GENERAL_AREA = "general"

DIRECTIONS = ("higher", "lower", "neutral")
RBA_TYPES = ("how_much", "how_well", "better_off")
PERIOD_KINDS = (
    "calendar_year",
    "financial_year",
    "school_year",
    "quarter",
    "month",
    "snapshot",
)
VALUE_TYPES = ("raw", "imputed", "projected", "suppressed", "not_available")
MARK_STATES = ("suppressed", "not_available", "not_applicable", "near_zero", "unclear")
GROUP_TYPES = ("all", "simd_quintile", "age", "looked_after", "sector", "locality", "ward")
HORIZONS = ("short", "medium", "impact")
FREQUENCIES = ("monthly", "quarterly", "twice_yearly", "yearly", "less_often")

SCALES = ("agree_5", "agree_4", "yes_no", "count", "free_text")
REQUEST_TYPES = (
    "family_support",
    "intensive_family_support",
    "respite",
    "accommodation",
    "equipment",
    "additional_staffing",
    "other",
)
DECISION_OUTCOMES = ("agreed", "partly_agreed", "deferred", "declined")
DATA_STATUSES = ("complete", "partial", "missing")
PLACEMENT_TYPES = ("at_home", "kinship", "foster", "residential", "secure", "other")
ACTION_STATUSES = ("not_started", "in_progress", "completed", "overdue", "cancelled")
CRITERION_MET = ("fully", "partly", "not")
LINK_STATES = ("no_concern", "uncertainty", "concern")
EVIDENCE_LEVELS = ("1", "2", "3", "4", "5")
TEST_RESULTS = ("adopt", "adapt", "abandon")
PREVENTION_TIERS = ("universal", "early_help", "targeted", "specialist")
STANDARD_MET = ("yes", "no", "not_applicable")
SYSTEM_KINDS = (
    "system",
    "structure",
    "process",
    "plan",
    "programme",
    "initiative",
    "funding",
    "priority",
    "body",
    "measure",
)
FOLLOW_UP_STATES = ("open", "under_way", "done", "lapsed")
GRADES = ("excellent", "very_good", "good", "adequate", "weak", "unsatisfactory")
GRADE_STATUSES = ("published", "inferred")
CONFIDENCES = ("high", "moderate", "low", "very_low")
JUDGEMENT_STAGES = ("individual", "moderated", "final")

PROFILES = ("public", "partnership", "internal")
PUBLIC, PARTNERSHIP, INTERNAL = PROFILES
LAYERS = ("briefing", "evidence", "method")
BRIEFING, EVIDENCE, METHOD = LAYERS
FINAL = "final"
REVIEW_STATUSES = ("draft", FINAL)

SMALL_COUNT = 5
"""A count of children below this is hidden, and a group below it gives themes only."""

PERCENT_NEEDS = 20
"""A percentage needs at least this base, everywhere."""

STAFF_GROUP_NEEDS = 10
"""A group of staff below this is hidden in a cross-table."""

TABLE_MIME = "application/vnd.evidence.table+json"
"""What a cell hands over with the tables it shows: name, title and CSV of each."""

COUNTS_MIME = "application/vnd.evidence.counts+json"
"""What a cell hands over with the registers it counts: for the check of the pack, never shown."""

BLOCK_MIME = "application/vnd.evidence.block+json"
"""The mark of HTML that this package made; a page shows no other."""

FINISHED_MIME = "application/vnd.evidence.finished+json"
"""What the last cell of a notebook hands over, and no other."""

NOT_STATED = "not given"
"""What a reader sees where something is missing and the data do not tell why."""

NOT_PUBLISHED = "not published"
"""What a reader sees in the place of a number that nobody published."""

NOTHING_RECORDED = "nothing recorded"
"""What a reader sees where a field was left empty."""

DOES_NOT_APPLY = "does not apply"
"""What a reader sees where there is nothing to say."""

NOT_LOOKED_FOR = "not looked for"
"""What a reader sees where nobody looked."""

MISSING_WORDS = (NOT_STATED, NOT_PUBLISHED, NOTHING_RECORDED, DOES_NOT_APPLY, NOT_LOOKED_FOR)
"""One word a meaning for what is missing; a table's file leaves such cells empty."""

HIDDEN = "[c]"
"""The one marker for a hidden figure, whatever the reason it is hidden."""


SCALE_ANSWERS = {
    "agree_5": (
        "strongly_disagree",
        "disagree",
        "neither_agree_nor_disagree",
        "agree",
        "strongly_agree",
    ),
    "agree_4": ("strongly_disagree", "disagree", "agree", "strongly_agree"),
    "yes_no": ("no", "yes"),
}
"""The answers of each closed scale, lowest first."""

NO_OPINION = ("dont_know", "not_applicable")
"""Answers that are given and are no opinion: counted apart, never among the valid ones."""

READER_WORDS = {
    "team_finding": "the team's own finding",
    "team_confidence": "the team's confidence",
    "partnership_data": "the partnership's data",
    "reported_by_staff": "staff",
    "reported_by_leaders": "leaders",
    "reported_by_young_people": "young people",
    "reported_by_families": "families",
    "supports": "supports progress",
    "challenges": "speaks against",
    "service_user": "children, young people or families",
    "inspector": "inspectors",
    "national": "national publisher",
    "synthetic": "invented",
    "simd_quintile": "SIMD fifth",
    "convergent": "they agree",
    "complementary": "they do not conflict",
    "inconsistent": "they disagree",
    "single_source": "no independent accounts",
    "not_determinable": "cannot be told",
    "limitations": "who said it and how",
    "coherence": "whether it agrees",
    "adequacy": "how much there is",
    "relevance": "whom it is about",
    "precision": "how exact the figure is",
    "common_cause": "usual variation",
    "not_stated": "not given",
    "link_log": "the link inspector's log",
    "self_evaluation": "self-evaluation",
    "follow_up": "follow-up",
    "rollout": "roll-out",
}
"""Terms a reader knows by other words than their own, underscores apart."""


def in_words(term: str) -> str:
    """Write a term as a reader says it: ``focus_group`` becomes ``focus group``."""
    return READER_WORDS.get(term, term.replace("_", " "))


PART_WORDS = {
    "process": "what was done",
    "impact": "the difference it made",
    "child_protection_committee": "the child protection committee",
}
"""What the parts of an area that are judged apart are called."""


def part_words(component: str) -> str:
    """Name a part of an area as a reader does: ``process`` becomes ``what was done``."""
    return PART_WORDS.get(component, in_words(component))


CHILDREN = {
    "all": "all children",
    "early_years": "children in the early years",
    "looked_after": "looked-after children",
    "in_need_of_protection": "children who need protection",
    "unborn_and_infants": "babies, born and unborn",
    "edge_of_care": "children on the edge of care",
    "on_register": "children on the child protection register",
    "school_age": "children of school age",
    "rural_young_people": "young people in the countryside",
}
"""Whom evidence may be about, where a reader knows them by other words."""


def children_in_words(about: str) -> str:
    """Write whom evidence is about: ``aged_11_15`` becomes ``young people aged 11 to 15``."""
    ages = re.fullmatch(r"aged_(\d+)_(\d+)", about)
    if ages:
        return f"young people aged {ages[1]} to {ages[2]}"
    return CHILDREN.get(about, in_words(about))
