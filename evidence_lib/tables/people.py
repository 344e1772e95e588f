"""Tables of what people answered, claimed and noted."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.tables.accessible import AccessibleTable, table


def answers_table(answers: pd.DataFrame) -> AccessibleTable:
    """
    Show the answers to each question, with percentages only from a base of 20.

    Row: one question, as `survey.likert_table` gives.
    """
    allowed = answers["percent_allowed"]
    percent = {name: (100 * answers[name]).where(allowed) for name in ("low", "neutral", "high")}
    return table(
        answers.assign(**percent),
        {"label": "Question", "n": "Gave an opinion", "low": "Disagree (%)",
         "neutral": "Neither (%)", "high": "Agree (%)", "dont_know": "Don't know",
         "missing": "No answer"},
        name="staff_survey",
        caption="Answers of staff to the questions on this area",
        decimals={"low": 0, "neutral": 0, "high": 0},
        notes=(f"Percentages are of those who gave an opinion; under {terms.PERCENT_NEEDS} there "
               "is none.",),
    )  # fmt: skip


def log_table(states: pd.DataFrame) -> AccessibleTable:
    """
    Show the link inspector's view, month by month.

    Row: one area in one month, as `strands.log_states` gives.
    """
    worded = states.assign(state=[terms.in_words(state) for state in states["state"]])
    return table(
        worded,
        {"month": "Month", "state": "State at the last entry", "entries": "Entries"},
        name="link_log",
        caption="The link inspector's view of this area",
    )


def sectors_table(mix: pd.DataFrame) -> AccessibleTable:
    """
    Set the sectors of those who answered beside the workforce; small sectors are hidden.

    Row: one sector, as `survey.sector_mix` gives.
    """
    shown = mix.assign(
        responses=mix["responses"].astype(object).mask(mix["hidden"], terms.HIDDEN),
        response_pct=(100 * mix["response_share"]).where(mix["percent_allowed"]),
        workforce_pct=100 * mix["workforce_share"],
        rate_pct=(100 * mix["response_rate"]).where(mix["rate_percent_allowed"]),
    )
    return table(
        shown,
        {"sector": "Sector", "responses": "Answers", "response_pct": "Of answers (%)",
         "headcount": "Workforce", "workforce_pct": "Of workforce (%)",
         "rate_pct": "Response rate (%)"},
        name="sectors",
        caption="Who answered the staff survey, beside who works there",
        decimals={"response_pct": 0, "workforce_pct": 0, "rate_pct": 0},
        notes=(f"{terms.HIDDEN}: a sector with fewer than {terms.STAFF_GROUP_NEEDS} answers, or "
               "one that would give it away.",) if mix["hidden"].any() else (),
    )  # fmt: skip


def quotations_table(quoted: pd.DataFrame) -> AccessibleTable:
    """
    Show what people said in their own words.

    Row: one passage, as `strands.quotable` gives.
    """
    worded = quoted.assign(
        attribution=[terms.in_words(each) for each in quoted["attribution"]],
        quotation=[f"“{words}”" for words in quoted["quotation"]],
    )
    return table(
        worded,
        {"item_id": "Evidence", "quotation": "In people's own words",
         "attribution": "Whose words"},
        name="quotations",
        caption="What people said",
        links={"item_id": "item"},
        notes=("Each was read for personal data by a person and marked as reviewed.",),
    )  # fmt: skip
