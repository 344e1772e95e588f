"""What a page says first: the inspectors' word, what was found, and what is not shown."""

from __future__ import annotations

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from evidence_lib.answers.extent import NO_JUDGEMENT
from evidence_lib.answers.key_figure import key_figure
from evidence_lib.answers.opening import (
    MAIN_POINTS,
    end,
    headline_points,
    opening,
    review_end,
    review_opening,
)
from evidence_lib.english import one_way
from evidence_lib.evidence import Evidence
from evidence_lib.show import missing_table
from tests.answers.frames import with_tables, without
from tests.answers.shown import points


def test_a_page_opens_with_title_status_and_the_inspectors_word_on_its_subject(
    south_ayrshire: Evidence,
) -> None:
    area = south_ayrshire.area(3)
    title, status, *_ = opening(area).blocks
    assert title.html == f"<h1>{area.heading}</h1>"
    assert "As at 2 February 2018" in status.html
    said = points(opening(area).html)
    assert list(said)[:3] == ["The judgement", "The inspectors’ word", "Main points"]
    assert said["The judgement"][0] == f"{NO_JUDGEMENT} Rules"
    assert said["The inspectors’ word"][0].startswith(
        "“steady progress”, on the recommendation, as a whole."
    )


def test_findings_lead_as_many_as_a_reader_takes_in_and_the_rest_is_counted(
    asking_review: Evidence,
) -> None:
    for number in asking_review.areas["area"]:
        answer = opening(asking_review.area(number))
        said, found = points(answer.html), answer.frames["findings"]
        shown = found[found["direction"].ne("not_shown")]
        figures = int(key_figure(asking_review.area(number)) is not None)
        room = MAIN_POINTS - figures
        assert len(said["Main points"]) == figures + min(len(shown), room) + (len(shown) > room)
        for statement in shown["statement"].head(room):
            assert sum(each.startswith(statement.rstrip(".")) for each in said["Main points"]) == 1
        if len(shown) > room:
            assert said["Main points"][-1].startswith(f"{len(shown) - room} more finding")


def test_every_finding_that_something_is_not_shown_stands_in_the_briefing(
    asking_review: Evidence,
) -> None:
    for number in asking_review.areas["area"]:
        answer = opening(asking_review.area(number))
        found = answer.frames["findings"]
        said = points(answer.html).get("What is not known", [])
        for statement in found.loc[found["direction"].eq("not_shown"), "statement"]:
            assert sum(each.startswith(one_way(statement).rstrip(".")) for each in said) == 1


def test_a_briefing_has_a_place_for_pictures_and_draws_none_itself(example: Evidence) -> None:
    html = BeautifulSoup(opening(example.area(3)).html, "html.parser")
    assert len(html.select(".pictures")) == 1
    assert html.select("figure") == []


@pytest.fixture(params=["south_ayrshire", "example"])
def asking_review(request: pytest.FixtureRequest) -> Evidence:
    review: Evidence = request.getfixturevalue(request.param)
    return review


def test_the_figure_that_matters_stands_in_the_opening_and_only_where_one_is_named(
    south_ayrshire: Evidence,
) -> None:
    named = set(south_ayrshire.areas.loc[south_ayrshire.areas["key_indicator"].ne(""), "area"])
    for number in south_ayrshire.areas["area"]:
        area = south_ayrshire.area(number)
        figure = key_figure(area)
        assert (figure is not None) == (number in named)
        first = points(opening(area).html)["Main points"][0]
        assert figure is None or first.startswith(one_way(str(figure)))
    assert 0 < len(named) < len(south_ayrshire.areas)


def test_the_whole_review_opens_with_the_decision_and_its_reasons(
    south_ayrshire: Evidence,
) -> None:
    answer = review_opening(south_ayrshire)
    assert answer.blocks[0].html == f"<h1>{south_ayrshire.facts.title}</h1>"
    said = points(answer.html)
    assert list(said)[:2] == ["What was asked", "What was decided"]
    findings, ties = (south_ayrshire.tables[each] for each in ("findings", "finding_items"))
    decided = findings.loc[findings["kind"].eq("decision")].iloc[0]
    assert said["What was decided"][0].startswith(decided["statement"].rstrip("."))
    reasons = ties[ties["finding_id"].eq(decided["finding_id"]) & ties["role"].eq("supports")]
    assert len(said["Why"]) == len(reasons) > 0
    assert answer.tables[0].name == "then_and_now"


def test_the_overview_says_what_is_not_shown_once_an_area_and_where_there_is_more(
    example: Evidence,
) -> None:
    findings = example.tables["findings"]
    found = findings[findings["kind"].fillna("finding").eq("finding")]
    lacking = found[found["direction"].eq("not_shown") & found["area"].ne("general")]
    said = points(review_opening(example).html)["What is not known"]
    of_areas = [each for each in said if "Area " in each]
    assert len(of_areas) == lacking["area"].nunique()
    more = lacking["area"].value_counts().gt(1).sum()
    assert sum("more on its page" in each for each in of_areas) == more > 0


def test_words_are_quoted_with_their_subject_and_their_absence_is_said() -> None:
    words = pd.DataFrame(
        {"words": ["slow.", "good"], "subject": [None, "pace"], "location": ["p1", "p2"],
         "headline": [False, True]}
    )  # fmt: skip
    assert [each.text for each in headline_points(words)] == ["“good”, on pace."]
    unmarked = words.assign(headline=None)
    assert [each.text for each in headline_points(unmarked)] == ["“slow”."]
    assert "No words" in headline_points(words.iloc[:0])[0].text


def test_an_area_without_a_finding_says_so_and_a_review_without_any_what_is_missing(
    example: Evidence,
) -> None:
    findings = example.tables["findings"]
    none = with_tables(example, findings=findings[findings["area"].ne("2")])
    assert "No finding has been written on area 2 yet." in opening(none.area(2)).html
    assert "No finding has been written" not in opening(none.area(3)).html
    bare = without(example.area(2), "findings", "finding_items")
    assert opening(bare).missing == (missing_table("findings"),)
    assert review_opening(bare.review).missing == (missing_table("findings"),)


def test_findings_that_are_tied_to_no_evidence_are_said_so_once_and_none_is_rated(
    example: Evidence,
) -> None:
    untied = without(example.area(2), "finding_items")
    for answer in (opening(untied), review_opening(untied.review)):
        assert answer.missing == (missing_table("finding_items"),)
    assert set(opening(untied).frames["findings"]["confidence"]) == {"not_assessable"}
    assert "How sure one can be" not in opening(untied).html
    assert opening(example.area(2)).missing == ()


def test_a_page_ends_with_its_number_and_the_overview_with_none(south_ayrshire: Evidence) -> None:
    area = south_ayrshire.area(3)
    assert end(area).title == area.heading
    assert (end(area).area, review_end(south_ayrshire).area) == ("3", "")
    assert review_end(south_ayrshire).title == south_ayrshire.facts.title
