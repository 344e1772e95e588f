"""The opening of a page: title, status, and the main points, of which the findings come first."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.extent import extent_points
from evidence_lib.answers.findings import (
    decision_points,
    findings_of,
    found_points,
    next_points,
    not_shown_points,
    still_to_do,
    sure_points,
)
from evidence_lib.answers.headlines import in_quotation_marks, leading
from evidence_lib.answers.key_figure import key_figure
from evidence_lib.answers.safety import open_concerns, safety
from evidence_lib.answers.then_and_now import then_and_now
from evidence_lib.english import counted, sentence_end, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import (
    EndOfPage,
    Html,
    Missing,
    Point,
    Sentence,
    end_of_page,
    main_points,
    missing_table,
    page_status,
    page_title,
)


def opening(area: Area) -> Answer:
    """Open the page of an area: open concerns, then the inspectors' word and the findings."""
    findings = findings_of(area.review, area.number)
    figure, untied = key_figure(area), _tied_to_nothing(area.review)
    points = {
        "The inspectors’ word": headline_points(area.tables["progress_statements"]),
        "How far": extent_points(area.review, area.number),
        "What was found": found_points(findings),
        "What is not shown": not_shown_points(findings),
        "How sure, and why": [] if untied else sure_points(findings),
        "The figure that matters": [_figure_point(figure)] if figure is not None else [],
        "What should happen next": next_points(findings, area.tables["follow_up"]),
    }
    return Answer.of(
        page_title(area.heading),
        status(area.review),
        safety(area.review, area.number),
        main_points(points),
        untied if len(findings) else _none_written(area.review, area.number),
        findings=findings,
    )


def _figure_point(figure: Sentence) -> Point:
    """Say the figure, or that it is missing: how to supply it is said where its figures stand."""
    return Point(figure.what if isinstance(figure, Missing) else str(figure))


def _tied_to_nothing(review: Evidence) -> Sentence | None:
    """Say that findings are written and nothing says what they rest on; None where that is not."""
    tables = review.tables
    untied = len(tables["findings"]) and tables["finding_items"].empty
    return missing_table("finding_items") if untied else None


def _none_written(review: Evidence, area: str) -> Sentence:
    if review.tables["findings"].empty:
        return missing_table("findings")
    return Sentence(f"No finding has been written on area {area} yet.")


def review_opening(review: Evidence) -> Answer:
    """Open the page of a whole review: the decision with its reasons, then a row an area."""
    decision, reasons = decision_points(review)
    points = {
        "The decision": decision,
        "The reasons": reasons,
        "What was found": found_points(findings_of(review, terms.GENERAL_AREA), cite=False),
        "What is not shown": _not_shown(review),
        "Still to be done": _still_to_do(review),
    }
    return Answer.of(
        page_title(review.facts.title),
        status(review),
        safety(review),
        main_points(points),
        missing_table("findings") if review.tables["findings"].empty else _tied_to_nothing(review),
        then_and_now(review),
        concerns=open_concerns(review),
    )


def headline_points(statements: pd.DataFrame) -> list[Point]:
    """Quote the inspectors' word on an area with its subject; where none leads, say so."""
    if statements.empty:
        return [Point("No words of the inspectors on progress were recorded.")]
    return [
        Point(f"{in_quotation_marks(row['words'])}{_on(row['subject'])}.", row["location"])
        for row in leading(statements).to_dict("records")
    ]


def _on(subject: object) -> str:
    return f", on {subject}" if isinstance(subject, str) else ""


def _not_shown(review: Evidence) -> list[Point]:
    """Say what is not shown: on the whole, and first on each area."""
    general = not_shown_points(findings_of(review, terms.GENERAL_AREA), cite=False)
    by_area = {area: not_shown_points(findings_of(review, area), cite=False)
               for area in review.areas["area"]}  # fmt: skip
    return general + [
        Point(each[0].text, f"Area {area}{', and more on its page' if len(each) > 1 else ''}.")
        for area, each in by_area.items()
        if each
    ]


def _still_to_do(review: Evidence) -> list[Point]:
    """Say how much is still to be done, and what findings on the whole ask for."""
    to_do = still_to_do(review.tables["follow_up"])
    if to_do.empty:
        return []
    things = f"{counted(len(to_do), 'thing')} {verb(len(to_do), 'is', 'are')} still to be done"
    count = Point(f"{things}; the page of each area lists its own.")
    asked = findings_of(review, terms.GENERAL_AREA)["next_step"].dropna()
    return [count, *(Point(sentence_end(each)) for each in dict.fromkeys(asked))]


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
    return end_of_page(area.heading, area.number, profile=area.review.profile)


def review_end(review: Evidence) -> EndOfPage:
    """Mark the page of the whole review finished."""
    return end_of_page(review.facts.title, profile=review.profile)
