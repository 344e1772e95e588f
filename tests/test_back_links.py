"""The way back from a piece of evidence: made on finished pages, whole or parted."""

from __future__ import annotations

from bs4 import BeautifulSoup

from evidence_lib.briefing.back_links import WORDS, link_back

POINT = (
    '<h2>Main points</h2><ul class="points"><li>Leaders meet. <span class="cites">Evidence: '
    '<a href="{page}#item-A1">A1</a>.</span></li></ul>'
)
ROWS = (
    '<table><caption>Evidence</caption><thead><tr><th scope="col">Item</th>'
    '<th scope="col">What is said</th></tr></thead><tbody>'
    '<tr id="item-A1"><th scope="row">A1</th><td>The board met each month.</td></tr>'
    '<tr id="item-A2"><th scope="row">A2</th><td>{words}</td></tr></tbody></table>'
)


def page(*parts: str) -> BeautifulSoup:
    return BeautifulSoup(f"<main>{''.join(parts)}</main>", "html.parser")


def used_in(soup: BeautifulSoup, item: str) -> list[str]:
    return [str(link["href"]) for link in soup.select(f"#item-{item} td details a")]


def test_a_sentence_and_its_evidence_lead_to_each_other_on_one_page() -> None:
    whole = page(POINT.format(page=""), ROWS.format(words="Parents agree."))
    link_back({"": whole})
    (back,) = used_in(whole, "A1")
    assert whole.select_one(f"li{back}").get_text().startswith("Leaders meet.")
    assert "Main points: Leaders meet." in whole.select_one("#item-A1").get_text()
    assert whole.select_one("#item-A1 summary").get_text() == "Where it is used"
    assert whole.select_one("#item-A2 details") is None


def test_they_lead_across_the_pages_that_a_notebook_was_parted_into() -> None:
    briefing = page(POINT.format(page="area-1-evidence.html"))
    evidence = page(ROWS.format(words="Parents agree."))
    link_back({"area-1.html": briefing, "area-1-evidence.html": evidence})
    (back,) = used_in(evidence, "A1")
    assert back == f"area-1.html#{briefing.select_one('li')['id']}"


def test_the_same_words_keep_their_id_wherever_they_stand_and_no_id_is_given_twice() -> None:
    once, twice = POINT.format(page=""), POINT.format(page="") * 2
    first, second = page(once, ROWS), page("<p>More.</p>", twice, ROWS)
    link_back({"": first})
    link_back({"": second})
    ids = [str(each["id"]) for each in second.select("li[id]")]
    assert ids[0] == first.select_one("li[id]")["id"]
    assert len(set(ids)) == len(ids)


def test_an_id_in_a_cell_stands_with_the_words_of_its_row_cut_at_a_word() -> None:
    long = "The new supports are not yet fully in use and more effort is needed everywhere."
    cell = '<table><tr><th scope="row">E1</th><td><a href="#item-A2">A2</a></td></tr></table>'
    whole = page(cell, ROWS.format(words=long))
    link_back({"": whole})
    shown = whole.select_one("td a[href='#item-A2']").get_text()
    assert shown.startswith("A2: The new supports are not yet fully in use")
    assert shown.endswith(" …")
    assert len(shown) <= len("A2: ") + WORDS + len(" …")
    assert long.startswith(shown.removeprefix("A2: ").removesuffix(" …"))


def test_ways_back_are_listed_by_the_part_of_the_page_that_they_lead_to() -> None:
    many = "".join(
        f'<p>Sentence {number}. <span class="cites"><a href="#item-A1">A1</a></span></p>'
        for number in range(3)
    )
    whole = page("<h2>Told</h2>", many, ROWS)
    link_back({"": whole})
    assert len(used_in(whole, "A1")) == 3
    (listed,) = whole.select("#item-A1 details li")
    assert listed.get_text() == "Told: Sentence 0.; Sentence 1.; Sentence 2."


def test_a_chart_is_led_back_to_as_a_whole() -> None:
    chart = (
        '<figure id="chart-x"><figcaption>What falls short</figcaption><table><tr>'
        '<th scope="row">Pace</th><td><a href="#item-A1">A1</a></td></tr></table></figure>'
    )
    whole = page(chart, ROWS)
    link_back({"": whole})
    assert used_in(whole, "A1") == ["#chart-x"]


def test_a_lead_to_what_is_not_there_is_taken_off_and_a_citation_is_not() -> None:
    said = (
        '<p>One. <span class="cites"><a aria-label="Table: x" href="#table-x">Table</a></span></p>'
        '<p>Two. <span class="cites">Evidence: <a href="#item-A9">A9</a>.</span></p>'
        '<p class="source">Source: on the <a href="#table-x">evidence listed</a>.</p>'
    )
    whole = page(said)
    link_back({"": whole})
    assert whole.select_one("p").get_text() == "One. "
    assert [str(each["href"]) for each in whole.select("a")] == ["#item-A9"]
    assert whole.select_one(".source").get_text() == "Source: on the evidence listed."
