"""Meanings stand where a word is first used, in running text, and link to the glossary."""

from __future__ import annotations

from bs4 import BeautifulSoup

from evidence_lib.briefing.glossing import gloss
from evidence_lib.reader_words import reader_terms

MEDIAN = next(term for term in reader_terms() if term.term_id == "median")


def glossed(inside: str, where: str = "method.html", most: int | None = None) -> BeautifulSoup:
    soup = BeautifulSoup(f"<main>{inside}</main>", "html.parser")
    gloss(soup, where, most)
    return soup


def test_the_first_use_has_a_link_and_a_meaning_and_the_second_neither() -> None:
    soup = glossed("<p>The median wait fell.</p><p>The median rose.</p>")
    first, second = soup("p")
    assert first.get_text() == f"The median ({MEDIAN.meaning}) wait fell."
    assert first.a["href"] == "method.html#term-median"
    assert str(second) == "<p>The median rose.</p>"


def test_headings_tables_captions_links_and_quotations_are_left_as_they_are() -> None:
    inside = (
        "<h2>The median</h2><table><caption>A median</caption><tr><td><p>A median</p></td></tr>"
        '</table><figure><figcaption>A median</figcaption></figure><p><a href="#x">The median</a>'
        "</p><p>They said “the median fell”.</p><p>It fell (the median).</p>"
    )
    assert str(glossed(inside)) == f"<main>{inside}</main>"


def test_a_use_that_may_be_explained_is_found_behind_one_that_may_not() -> None:
    soup = glossed("<p>“A median” is a median.</p>")
    assert soup.p.get_text() == f"“A median” is a median ({MEDIAN.meaning})."


def test_beyond_the_most_a_page_may_explain_words_are_only_linked() -> None:
    soup = glossed("<p>The median, the baseline and the roll-out.</p>", most=1)
    assert len(soup.select(".gloss")) == 1
    assert [link["href"] for link in soup.select("a.term")] == [
        "method.html#term-median", "method.html#term-baseline", "method.html#term-roll-out",
    ]  # fmt: skip


def test_a_page_that_stands_alone_explains_without_links() -> None:
    soup = glossed("<p>The median fell.</p>", where="")
    assert soup.p.get_text() == f"The median ({MEDIAN.meaning}) fell."
    assert not soup("a")


def test_an_interval_is_explained_behind_its_ends_and_before_the_stop() -> None:
    soup = glossed("<p>Ratio 0.58, 95% interval 0.25 to 1.28. It fell.</p>")
    said = soup.p.get_text()
    assert said.startswith("Ratio 0.58, 95% interval 0.25 to 1.28 (")
    assert said.endswith("). It fell.")
    assert soup.a.get_text() == "95% interval"


def test_of_two_terms_one_within_the_other_the_longer_is_explained() -> None:
    soup = glossed("<p>The child protection committee, and its joint commissioning.</p>")
    assert [link.get_text() for link in soup("a")] == [
        "child protection committee", "joint commissioning",
    ]  # fmt: skip


def test_the_same_page_is_glossed_the_same_way() -> None:
    inside = "<p>The median and the baseline of the family group.</p>"
    assert str(glossed(inside)) == str(glossed(inside))


def test_every_term_is_found_by_each_of_its_forms_and_said_in_twelve_words() -> None:
    for term in reader_terms():
        assert len(term.meaning.split()) <= 12, term.term_id
        found = [term.uses.search(f"Of {form}, one.") for form in term.forms]
        assert all(use and use["term"] for use in found), term.term_id
    ids = [term.term_id for term in reader_terms()]
    assert len(ids) == len(set(ids))
