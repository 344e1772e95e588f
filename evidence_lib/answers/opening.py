"""The opening of a page: title, status, and the main points, of which the findings come first."""

from __future__ import annotations

import pandas as pd

from evidence_lib import terms
from evidence_lib.answers.answer import Answer
from evidence_lib.answers.at_a_glance import at_a_glance
from evidence_lib.answers.extent import extent_points, who_judged
from evidence_lib.answers.findings import (
    FINDINGS,
    TO_DO,
    decision_points,
    findings_of,
    found_points,
    next_points,
    not_shown_points,
    still_to_do,
    sure_points,
    with_leads,
)
from evidence_lib.answers.headlines import in_quotation_marks, leading
from evidence_lib.answers.key_figure import key_figure, leads_of_figure
from evidence_lib.answers.named_sources import from_rules
from evidence_lib.answers.safety import open_concerns, safety
from evidence_lib.answers.then_and_now import then_and_now
from evidence_lib.answers.told import said_points
from evidence_lib.english import counted, sentence_end, verb
from evidence_lib.evidence import Area, Evidence
from evidence_lib.show import (
    EndOfPage,
    Html,
    Missing,
    Point,
    Sentence,
    end_of_page,
    in_layer,
    lead,
    listed_points,
    main_points,
    missing_table,
    page_status,
    page_title,
    pictures_here,
)
from evidence_lib.show.sheets import section_heading

WORDS = lead("#table-progress_words", "Words", "the words the inspectors used on progress")
ASKED = lead("#what-was-asked", "Areas", "what was asked of each area")


@from_rules
def opening(area: Area) -> Answer:
    """
    Open the page of an area with its briefing: what was judged, the main points, what is open.

    The pictures of other answers that are marked for it (`Answer.in_briefing`) come after the main
    points.
    """
    review, findings = area.review, findings_of(area.review, area.number)
    untied = _tied_to_nothing(review)
    briefing = Answer.of(
        main_points(
            {
                "The judgement": extent_points(review, area.number),
                "The inspectors’ word": headline_points(area.tables["progress_statements"]),
            }
        ),
        *_section("Main points", listed_points(_main_points(area, findings))),
        untied if len(findings) else _none_written(review, area.number),
        pictures_here("The figures behind it"),
        *_section("What people said", listed_points(said_points(area))),
        *_section("What is not known", listed_points(_unknown_points(findings, untied))),
        *_section("What happens next", listed_points(_next_points(area, findings))),
        *_section("Who judged, and why", listed_points(_judges(review, area.number))),
    )
    return Answer.of(
        page_title(area.heading),
        in_layer(status(review), *terms.LAYERS),
        Answer.of(safety(review, area.number)).in_layer(terms.BRIEFING, terms.EVIDENCE),
        briefing.in_layer(terms.BRIEFING),
        findings=findings,
    )


MAIN_POINTS = 6


def _section(title: str, block: Html | None) -> tuple[Html, ...]:
    """Head a part of the briefing; nothing where there is nothing to say."""
    return () if block is None else (section_heading(title), block)


def _main_points(area: Area, findings: pd.DataFrame) -> list[Point]:
    """Give the figure that matters, then what was found, as many as a reader takes in."""
    figure = key_figure(area)
    first = [] if figure is None else [_figure_point(figure, leads_of_figure(area))]
    found = found_points(findings, briefly=True)
    kept = found[: MAIN_POINTS - len(first)]
    more = len(found) - len(kept)
    are = verb(more, "is", "are")
    left = [Point(f"{counted(more, 'more finding')} {are} in the evidence.", lead=FINDINGS)]
    return [*first, *kept, *(left if more else [])]


def _unknown_points(findings: pd.DataFrame, untied: Sentence | None) -> list[Point]:
    """Say what is not shown, and of how much nobody can say how sure one can be."""
    return [*not_shown_points(findings, briefly=True), *([] if untied else sure_points(findings))]


def _judges(review: Evidence, area: str) -> list[Point]:
    return who_judged(review, area) or [Point("Nobody has judged this area yet.")]


def _next_points(area: Area, findings: pd.DataFrame) -> list[Point]:
    return next_points(findings, area.tables["follow_up"])


def _figure_point(figure: Sentence, there: Html) -> Point:
    """Say the figure, or that it is missing: how to supply it is said where its figures stand."""
    if isinstance(figure, Missing):
        return Point(figure.what)
    return Point(str(figure), lead=there)


def _tied_to_nothing(review: Evidence) -> Sentence | None:
    """Say that findings are written and nothing says what they rest on; None where that is not."""
    tables = review.tables
    untied = len(tables["findings"]) and tables["finding_items"].empty
    return missing_table("finding_items") if untied else None


def _none_written(review: Evidence, area: str) -> Sentence:
    if review.tables["findings"].empty:
        return missing_table("findings")
    return Sentence(f"No finding has been written on area {area} yet.")


@from_rules
def review_opening(review: Evidence) -> Answer:
    """Open the page of a whole review: what was decided, a row an area, then the reasons."""
    decision, reasons = decision_points(review)
    front = Answer.of(
        main_points({"What was asked": _asked(review), "What was decided": decision}),
        *at_a_glance(review).blocks,
        *_section("Why", listed_points(reasons)),
        *_section("What was found on the whole", listed_points(_found(review))),
        *_section("What is not known", listed_points(_not_shown(review))),
        *_section("What happens next", listed_points(_still_to_do(review))),
        missing_table("findings") if review.tables["findings"].empty else _tied_to_nothing(review),
    )
    return Answer.of(
        page_title(review.facts.title),
        in_layer(status(review), *terms.LAYERS),
        Answer.of(safety(review)).in_layer(terms.BRIEFING),
        front.in_layer(terms.BRIEFING),
        then_and_now(review),
        concerns=open_concerns(review),
    )


def _asked(review: Evidence) -> list[Point]:
    """Say what the earlier inspection asked for, in one sentence."""
    inspected = review.facts.inspected_from
    when = f" in {inspected.year}" if inspected else ""
    areas = counted(len(review.areas), "area")
    said = f"The joint inspection{when} asked for improvement in {areas}. Has it come?"
    return [Point(said, lead=ASKED)]


def _found(review: Evidence) -> list[Point]:
    findings = findings_of(review, terms.GENERAL_AREA)
    return found_points(with_leads(review, findings), cite=False)


def headline_points(statements: pd.DataFrame) -> list[Point]:
    """Quote the inspectors' word on an area with its subject; where none leads, say so."""
    if statements.empty:
        return [Point("No words of the inspectors on progress were recorded.")]
    return [
        Point(
            f"{in_quotation_marks(row['words'])}{_on(row['subject'])}.", row["location"], lead=WORDS
        )
        for row in leading(statements).to_dict("records")
    ]


def _on(subject: object) -> str:
    return f", on {subject}" if isinstance(subject, str) else ""


def _not_shown(review: Evidence) -> list[Point]:
    """Say what is not shown: on the whole, and first on each area."""
    by_area = {
        area: not_shown_points(with_leads(review, findings_of(review, area)), cite=False)
        for area in (terms.GENERAL_AREA, *review.areas["area"])
    }
    return by_area.pop(terms.GENERAL_AREA) + [
        Point(each[0].text, "And more on its page." if len(each) > 1 else "", lead=each[0].lead)
        for each in by_area.values()
        if each
    ]


def _still_to_do(review: Evidence) -> list[Point]:
    """Say how much is still to be done, and what findings on the whole ask for."""
    to_do = still_to_do(review.tables["follow_up"])
    if to_do.empty:
        return []
    things = f"{counted(len(to_do), 'thing')} {verb(len(to_do), 'is', 'are')} still to be done"
    count = Point(f"{things}; the page of each area lists its own.", lead=TO_DO)
    findings = with_leads(review, findings_of(review, terms.GENERAL_AREA))
    asked = findings[findings["next_step"].notna()].drop_duplicates("next_step")
    return [
        count,
        *(
            Point(sentence_end(row["next_step"]), lead=row["elsewhere"])
            for row in asked.to_dict("records")
        ),
    ]


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
