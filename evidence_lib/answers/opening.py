"""The opening of a page: title, status, and what is found first."""

from __future__ import annotations

import pandas as pd

from evidence_lib import strands, terms
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.looked_at import traceability
from evidence_lib.english import counted, listed, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import EndOfPage, Finding, Html, end_of_page, page_status, page_title


def opening(area: Area) -> Answer:
    """Open the page of an area: title, status, the inspectors' words, what the assertions say."""
    statements = strands.progress_words(area.tables["progress_statements"])
    return Answer.of(
        page_title(area.heading),
        status(area.review),
        statements_found(statements),
        evidence_found(area.tables["evidence_items"]),
        progress_statements=statements,
    )


def review_opening(review: Evidence) -> Answer:
    """Open the page of a whole review: title, status, what the assertions say and rest on."""
    items = review.tables["evidence_items"]
    return Answer.of(
        page_title(review.facts.title),
        status(review),
        evidence_found(items, about="the review"),
        traceability(strands.traceability(items)),
    )


def status(review: Evidence) -> Html:
    """Say as at when the page speaks, for whom, draft or final, and whether any is made up."""
    return page_status(
        review.tables["sources"],
        status=review.facts.status,
        profile=review.profile,
        as_at=review.as_at,
    )


def end(area: Area) -> EndOfPage:
    """Mark the page of an area finished: the last thing its notebook does."""
    return end_of_page(area.heading, area.number)


def review_end(review: Evidence) -> EndOfPage:
    """Mark the page of the whole review finished."""
    return end_of_page(review.facts.title)


def statements_found(statements: pd.DataFrame) -> Finding:
    """Quote the inspectors' words on an area, as they stand, in the order of the report."""
    if statements.empty:
        return Finding("No words of the inspectors on progress were recorded.")
    quoted = listed(_quoted(statements))
    return Finding(f"The inspectors' words: {quoted}.")


def _quoted(statements: pd.DataFrame) -> list[str]:
    return [f"“{str(words).rstrip('.')}”" for words in statements["words"]]


def evidence_found(items: pd.DataFrame, *, about: str = "this area") -> Finding:
    """Say what the assertions add up to, by bearing."""
    found = {bearing: int(items["bearing"].eq(bearing).sum()) for bearing in terms.BEARINGS}
    return Finding(
        f"Of {counted(len(items), 'assertion')} about {about}, {found['supports']} "
        f"{verb(found['supports'], 'says', 'say')} that things have improved, {found['mixed']} "
        f"{verb(found['mixed'], 'is', 'are')} mixed and {found['challenges']} "
        f"{verb(found['challenges'], 'points', 'point')} to what is not there yet."
    )


def words_by_area(statements: pd.DataFrame) -> dict[str, str]:
    """Gather the report's progress words by area, each once, as a line for a card."""
    quoted = statements.assign(words=[f"“{str(each).rstrip('.')}”" for each in statements["words"]])
    return {
        str(area): f"The report’s words: {listed(list(dict.fromkeys(words)))}."
        for area, words in quoted.groupby("area")["words"]
    }
