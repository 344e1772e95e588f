"""What staff answered in the survey, and who answered it."""

from __future__ import annotations

import pandas as pd

from evidence_lib import disclosure, judgement, survey
from evidence_lib.answers.answer import Answer, no_table
from evidence_lib.answers.chart_titles import survey_title
from evidence_lib.answers.named_sources import from_tables
from evidence_lib.disclosure import notes
from evidence_lib.english import counted, listed
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import (
    AccessibleTable,
    Caveat,
    Finding,
    Sentence,
    charts,
    read_with_care,
    table,
)


@from_tables("survey_responses")
def staff_survey(area: Area) -> Answer:
    """Say what staff answered to the questions on an area."""
    rows = survey.likert_table(area.tables["survey_responses"], area.tables["survey_questions"])
    answered = rows[rows["n"] > 0]
    if answered.empty:
        return _unanswered(area)
    return Answer.of(
        charts.show(
            charts.likert_bars,
            answered,
            name="staff_survey",
            title=survey_title(answered),
            subtitle="Staff who gave an opinion, %, by question; n is their number",
            finding=survey_finding(answered),
            table=answers_table(answered),
        ),
        survey_caveat(area.review),
        questions=answered,
    )


def _unanswered(area: Area) -> Answer:
    for name in ("survey_responses", "survey_questions"):
        if area.review.tables[name].empty:
            return no_table(name)
    return Answer.of(Sentence("No question of the staff survey that was answered is on this area."))


@from_tables("survey_responses", "workforce")
def respondents(review: Evidence) -> Answer:
    """Set who answered the staff survey beside the workforce, and say what silence leaves open."""
    responses, workforce = review.tables["survey_responses"], review.tables["workforce"]
    if responses.empty:
        return Answer.of(Sentence("Without answers nobody can say who answered."))
    mix = survey.sector_mix(responses, workforce)
    return Answer.of(
        sectors_found(mix),
        sectors_table(mix),
        survey_caveat(review),
        _beside_workforce(responses, workforce, review.tables["survey_questions"]),
        comments_waiting(responses),
        sectors=mix,
    )


def _beside_workforce(
    responses: pd.DataFrame, workforce: pd.DataFrame, questions: pd.DataFrame
) -> Answer:
    if workforce.empty:
        return no_table("workforce")
    answers = survey.likert_table(responses, questions)
    return Answer.of(could_hide(survey.bounds_by_question(answers, workforce)))


def survey_finding(answers: pd.DataFrame) -> Finding:
    """Say which question found most and which least agreement; rows as `survey.likert_table`."""
    asked = answers[answers["percent_allowed"]]
    if asked.empty:
        return Finding("Too few staff answered these questions for percentages.")
    ordered = asked.sort_values("high", kind="stable")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    if len(asked) == 1 or f"{least['high']:.2f}" == f"{most['high']:.2f}":
        return Finding(f"{_agreed(most)}.")
    return Finding(f"Most agreement: {_agreed(most)}. Least: {_agreed(least)}.")


def _agreed(row: pd.Series) -> str:
    question = str(row["label"]).rstrip(".")
    return f"{100 * row['high']:.0f}% of {row['n']} who gave an opinion agreed that “{question}”"


def survey_caveat(review: Evidence) -> Caveat:
    """Say that nobody drew a sample, and what is known of who was asked."""
    _, why = judgement.survey_independence(
        review.tables["survey_responses"], review.tables["workforce"]
    )
    return read_with_care(
        f"no sample was drawn: whoever was reached chose whether to answer. {why} The shares "
        "describe those who answered; no margin of error can be given, and nothing is tested."
    )


def sectors_found(mix: pd.DataFrame) -> Finding:
    """Say which sectors answered most and how many are hidden; rows as `survey.sector_mix`."""
    shown = mix[~mix["hidden"]]
    if shown.empty:
        return Finding(f"Every sector has {notes.FEW_STAFF} answers, so none is shown.")
    total = int(shown["responses"].sum())
    largest = shown.sort_values("responses", kind="stable").iloc[-1]
    hidden = int(mix["hidden"].sum())
    sectors = listed([str(sector) for sector in shown["sector"]])
    verb = "is" if hidden == 1 else "are"
    unseen = (
        f" {counted(hidden, 'sector')} {verb} hidden, being small or giving a small one away; "
        "their answers are not in this number."
        if hidden
        else ""
    )
    most = f"; most ({int(largest['responses'])}) from {largest['sector']}" * (len(shown) > 1)
    return Finding(f"{counted(total, 'answer')} from {sectors}{most}.{unseen}")


def could_hide(bounds: pd.DataFrame) -> Caveat | None:
    """Say how far silence leaves the answer open; rows as `survey.bounds_by_question`."""
    if bounds.empty:
        return None
    row = bounds.sort_values("share", kind="stable").iloc[-1]
    question = str(row["label"]).rstrip(".")
    return read_with_care(
        f"{row['n']} of a workforce of {row['headcount']:,} gave an opinion on "
        f"“{question}”. If those who did not answer all disagreed or all agreed, agreement would "
        f"be anywhere from {100 * row['low']:.0f}% to {100 * row['high']:.0f}%."
    )


def comments_waiting(responses: pd.DataFrame) -> Sentence | None:
    """Say how many survey comments there are and how many may be quoted: only reviewed ones."""
    commented = responses[responses["comment"].notna()]
    if commented.empty:
        return None
    if disclosure.is_small_count(len(commented)):
        few = disclosure.few_or_count(len(commented)).capitalize()
        return Sentence(f"{few} respondents wrote a comment. None is quoted here.")
    reviewed = int(commented["comment_reviewed"].fillna(False).sum())
    has = "has" if reviewed == 1 else "have"
    return Sentence(
        f"{counted(len(commented), 'respondent')} wrote a comment; {reviewed} of the comments "
        f"{has} been read for personal data and marked as reviewed. None is quoted here."
    )


def answers_table(answers: pd.DataFrame) -> AccessibleTable:
    """
    Show the answers to each question, with percentages only from a base of 20.

    Row: one question, as `survey.likert_table` gives.
    """
    allowed = answers["percent_allowed"]
    percent = {name: (100 * answers[name]).where(allowed) for name in ("low", "neutral", "high")}
    return table(
        disclosure.hide_small_counts(answers.assign(**percent), ["n"]),
        {"label": "Question", "n": "Gave an opinion", "low": "Disagree (%)",
         "neutral": "Neither (%)", "high": "Agree (%)", "dont_know": "Don't know",
         "missing": "No answer"},
        name="staff_survey",
        caption="Answers of staff to the questions on this area",
        decimals={"low": 0, "neutral": 0, "high": 0},
        notes=(notes.PERCENT_OPINIONS,
               *((notes.HIDDEN_COUNT,) if disclosure.small_counts(answers["n"]).any() else ())),
    )  # fmt: skip


def sectors_table(mix: pd.DataFrame) -> AccessibleTable:
    """
    Set the sectors of those who answered beside the workforce; small sectors are hidden.

    Row: one sector, as `survey.sector_mix` gives.
    """
    shown = disclosure.mark_hidden(mix, ["responses"]).assign(
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
        notes=(notes.HIDDEN_SECTOR,) if mix["hidden"].any() else (),
    )  # fmt: skip
