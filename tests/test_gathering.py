"""What was not available is said once a page, where it says what is not known."""

from __future__ import annotations

from bs4 import BeautifulSoup

from evidence_lib.briefing.gathering import GATHERED_ID, gather_missing
from evidence_lib.show import Missing, missing_indicator, missing_table

LOG = missing_table("link_log")
PAGE = """<main><div class="body"><h2>What did we look at?</h2><p>How it was gathered.</p>{log}
<h2>What do the numbers show?</h2><p class="finding">It fell.</p>{wards}{log}
<h2>What is still missing, and what should be looked at next?</h2><p>What is not known.</p>
<p class="finding">One thing.</p>
<h2>Sources and method</h2><p>The sources.</p></div></main>"""


def what(block: Missing) -> str:
    return f'<p class="missing">{block.what}</p>'


def gathered(page: str = PAGE) -> BeautifulSoup:
    boxes = {"log": what(LOG), "wards": what(missing_indicator("people by ward"))}
    soup = BeautifulSoup(page.format(**boxes), "html.parser")
    gather_missing(soup)
    return soup


def test_each_thing_is_listed_once_with_why_it_matters() -> None:
    entries = [each.get_text() for each in gathered().select(f"#{GATHERED_ID} + ul > li")]
    assert entries == [
        "The link inspector's log. It would show when concerns arose and when they were resolved.",
        "Figures on people by ward. What is said of it cannot be set beside a number.",
    ]


def test_the_list_closes_the_part_on_what_is_missing_and_no_box_is_left() -> None:
    soup = gathered()
    assert not soup.select(".missing")
    assert soup.find(id=GATHERED_ID).find_previous("h2").get_text().startswith("What is still")
    assert soup.find(id=GATHERED_ID).find_next("h2").get_text() == "Sources and method"


def test_a_part_left_empty_leads_to_the_list_and_one_with_an_answer_does_not() -> None:
    looked_at, numbers, *_ = gathered()("h2")
    left = looked_at.find_next_sibling("p", class_="sentence")
    assert left.get_text() == "No figures were available; see what was not available."
    assert left.a["href"] == f"#{GATHERED_ID}"
    assert numbers.find_next_sibling("p", class_="sentence") is None


def test_a_box_that_says_something_else_stays_where_it_stands() -> None:
    page = PAGE.replace("{log}", '<p class="missing">No judgement has been recorded here.</p>')
    assert len(gathered(page).select(".missing")) == 2


def test_a_page_that_lacks_nothing_is_left_as_it_is() -> None:
    page = PAGE.replace("{log}", "").replace("{wards}", "")
    assert str(gathered(page)) == str(BeautifulSoup(page, "html.parser"))


def test_without_a_part_on_what_is_missing_the_list_ends_the_page() -> None:
    soup = gathered("<main><h2>What did we look at?</h2>{log}</main>")
    assert [each.name for each in soup.main.find_all(recursive=False)][-2:] == ["h2", "ul"]
