"""What stands on two pages of a pack is the same on both."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
from bs4 import BeautifulSoup

from evidence_lib import terms
from evidence_lib.answers import Answer
from evidence_lib.answers.extent import NO_JUDGEMENT
from evidence_lib.english import capital
from tests.answers.calls import calls
from tests.answers.recording import Asking
from tests.answers.shown import cells, named_table

APART = "for a level outside the range of the evidence"
WITHIN = "within the range of the evidence"

RANGE = re.compile(
    r"(?:[a-z]+ \(\d of 4\)|[a-z]+ to [a-z]+ \(\d to \d of 4\)[^.,]*|not assessable)"
)


def answered(asking: Asking, name: str, area: str = "") -> Answer:
    """What the pages that ask for an answer say: all the same."""
    keys = {call.key: call for call in calls() if (call.name, call.area) == (name, area)}
    (call,) = keys.values()
    said = asking(call).said
    assert isinstance(said, Answer)
    return said


def areas(asking: Asking) -> list[str]:
    found: list[str] = asking.review.areas["area"].tolist()
    return found


def in_opening(asking: Asking, area: str) -> dict[str, str]:
    """The range of each part as the opening of an area's page says it."""
    soup = BeautifulSoup(answered(asking, "opening", area).html, "html.parser")
    far = next(label for label in soup.find_all("dt") if label.text == "The judgement")
    for note in far.find_next_sibling("dd").find_all("span"):
        note.decompose()
    lines = [each.text.strip() for each in far.find_next_sibling("dd").find_all("li")]
    return dict(parts_of(". ".join(each for each in lines if each != NO_JUDGEMENT)))


def parts_of(text: str) -> Iterator[tuple[str, str]]:
    """Read ``Process: some (2 of 4). Impact: not assessable.`` as parts with their ranges."""
    names = "|".join(capital(terms.part_words(each)) for each in terms.COMPONENTS)
    for part, said in re.findall(rf"({names})[:,] (.*?)(?=\.? ?(?:(?:{names})[:,] |$))", text):
        yield part, re.split(r", confidence|\. Held", said.rstrip("."))[0]


def in_progress(asking: Asking, area: str) -> dict[str, str]:
    said = answered(asking, "progress", area).findings[0]
    return dict(parts_of(said.partition(": ")[2]))


def on_overview(asking: Asking) -> dict[str, dict[str, str]]:
    """The same, of each area, as the overview's table of then and now says it."""
    table = named_table(answered(asking, "review_opening"), "then_and_now")
    far = cells(table, "How far, and how sure")
    return {area: dict(parts_of(each)) for area, each in zip(areas(asking), far, strict=True)}


def in_summary(asking: Asking) -> dict[str, dict[str, str]]:
    """The same as the overview's table of ranges says it."""
    html = BeautifulSoup(answered(asking, "review_progress").tables[0].html, "html.parser")
    found: dict[str, dict[str, str]] = {area: {} for area in areas(asking)}
    for row in html.tbody.find_all("tr"):
        area, part, said, _ = (cell.text for cell in row.find_all(["td", "th"]))
        found[area][capital(part)] = said
    return found


def test_the_range_of_every_part_is_the_same_in_the_four_places_that_say_it(
    asking: Asking,
) -> None:
    overview, summary = on_overview(asking), in_summary(asking)
    for area in areas(asking):
        said = in_opening(asking, area)
        assert len(said) == len(asking.review.areas.set_index("area").loc[area, "components"])
        assert all(RANGE.fullmatch(each) for each in said.values()), said
        assert in_progress(asking, area) == said
        assert overview[area] == said
        assert summary[area] == said


def test_words_are_compared_with_ranges_once_for_every_page(asking: Asking) -> None:
    whole = answered(asking, "review_concluded").frames["words_and_levels"]
    by_area = [answered(asking, "concluded", each).frames["words_and_levels"] for each in
               areas(asking)]  # fmt: skip
    together = pd.concat(by_area, ignore_index=True)
    pd.testing.assert_frame_equal(together, whole.reset_index(drop=True))
    assert len(whole) > 0


def test_no_page_says_that_words_and_ranges_differ_and_another_that_they_do_not(
    asking: Asking,
) -> None:
    whole = answered(asking, "review_concluded").frames["words_and_levels"]
    differ = whole[whole["agrees"].eq(False).fillna(False)]
    overview = " ".join(answered(asking, "review_concluded").findings)
    assert (APART in overview) == (len(differ) > 0)
    assert (WITHIN in overview) == (len(differ) == 0)
    for area in areas(asking):
        said = " ".join(answered(asking, "concluded", area).findings)
        own = differ[differ["area"].eq(area)]
        assert (APART in said) == (len(own) > 0)
        for words in own["words"]:
            assert words.rstrip(".") in said
            assert words.rstrip(".") in overview


def test_what_a_page_says_of_words_and_ranges_its_other_answers_do_not_deny(
    asking: Asking,
) -> None:
    pages: dict[str, str] = {}
    for call in calls():
        pages[call.page] = pages.get(call.page, "") + " " + asking(call).html
    for page, html in pages.items():
        assert not (APART in html and WITHIN in html), page


def test_the_inspectors_word_on_an_area_is_the_same_on_its_page_and_on_the_overview(
    asking: Asking,
) -> None:
    table = named_table(answered(asking, "review_opening"), "then_and_now")
    words = cells(table, "The inspectors’ word now")
    for area, said in zip(areas(asking), words, strict=True):
        html = answered(asking, "opening", area).html
        for each in said.split("; "):
            assert each in BeautifulSoup(html, "html.parser").text


def test_what_the_overview_says_is_not_shown_its_area_says_too(asking: Asking) -> None:
    soup = BeautifulSoup(answered(asking, "review_opening").html, "html.parser")
    label = next(each for each in soup.find_all("h2") if each.text == "What is not known")
    cited = [(each, each.find("a")) for each in label.find_next("ul").find_all("li")]
    of_areas = [(link, point) for point, link in cited if link and link.text.startswith("Area ")]
    assert of_areas
    for link, point in of_areas:
        area = link.text.removeprefix("Area ")
        for note in point.find_all("span"):
            note.decompose()
        said = BeautifulSoup(answered(asking, "opening", area).html, "html.parser").text
        assert point.text.strip() in said
