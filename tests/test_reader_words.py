"""Public pages speak to readers: no word of ours, short sentences, one way of writing."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from evidence_lib.briefing import PackResult
from evidence_lib.example import write_example
from evidence_lib.reader_words import instead, reader_terms
from tests.test_packs import build

TEXTS = ("p", "li", "dt", "dd", "figcaption", "caption", "summary", "th", "td", "h1", "h2", "h3")
PROSE = ("p", "li", "dd", "figcaption")
QUOTED = re.compile("“[^”]*”")
ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+/\S")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\d])")
MOST_WORDS, MOST_AT_THE_MEDIAN, FEWEST_WORDS = 45, 20, 4

OTHER_WAYS = {
    "a percentage with a space": r"\d %",
    "a date as a computer writes it": r"(?<![\w-])(?:19|20)\d\d-\d\d(?:-\d\d)?(?![\w-])",
    "a year over two with a dash": r"(?<![\w-])(?:19|20)\d\d[-–](?:\d\d)?\d\d(?![\w-])",
    "a quarter as a computer writes it": r"\b(?:19|20)\d\d-Q[1-4]\b",
    "a range with a dash": r"(?<![\w.,/–-])\d{1,3}[-–]\d{1,3}(?![\w–-])",
    "an interval with a space before its sign": r"\b95 %",
}


@pytest.fixture(scope="module")
def public_pages(
    packs: dict[str, PackResult], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, BeautifulSoup]:
    """Every public page of both reviews and of one made up by another seed, by review and name."""
    folder = tmp_path_factory.mktemp("reviews") / "seed-1"
    made = write_example(folder, seed=1, requests=60, respondents=60)
    built = [*packs.values(), build(made, tmp_path_factory.mktemp("outputs"))]
    return {f"{each.review}/{path.name}": _read(path) for each in built for path in _pages(each)}


def _pages(result: PackResult) -> list[Path]:
    assert result.ok, result.messages
    assert result.pack_dir is not None
    return sorted(result.pack_dir.glob("*.html"))


def _read(path: Path) -> BeautifulSoup:
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    for silent in soup.select("style, svg, .for-screen-readers"):
        silent.decompose()
    return soup


def texts_of(soup: BeautifulSoup, names: tuple[str, ...] = TEXTS) -> Iterator[str]:
    """Each text of a page once, without what others said, and what is heard of its pictures."""
    for each in soup(names):
        if not each.find(names) and each.find_parent("blockquote") is None:
            yield QUOTED.sub("“”", " ".join(each.get_text().split()))
    if names == TEXTS:
        yield from (QUOTED.sub("“”", str(each["alt"])) for each in soup("img"))


def sentences_of(soup: BeautifulSoup) -> Iterator[str]:
    """Each sentence of a page's prose, without the links behind it and the meanings of words."""
    for aside in soup.select(".gloss, .cites, .download"):
        aside.decompose()
    for text in texts_of(soup, PROSE):
        yield from SENTENCE_END.split(text)


@pytest.mark.slow
def test_no_public_page_says_what_readers_would_not_know(
    public_pages: dict[str, BeautifulSoup],
) -> None:
    found = {
        (page, words, text[:80])
        for page, soup in public_pages.items()
        for text in texts_of(soup)
        for rule in instead()
        # where a source stands on the internet, its file has the name it has
        if not ADDRESS.match(text)
        if (words := rule.found_in(text.replace("Download as CSV", "")))
    }
    assert found == set()


@pytest.mark.slow
def test_dates_ranges_and_percentages_are_written_one_way_on_every_page(
    public_pages: dict[str, BeautifulSoup],
) -> None:
    found = {
        (page, way, text[:80])
        for page, soup in public_pages.items()
        for text in texts_of(soup)
        for way, pattern in OTHER_WAYS.items()
        if re.search(pattern, text)
    }
    assert found == set()


@pytest.mark.slow
def test_sentences_are_short_on_every_page(public_pages: dict[str, BeautifulSoup]) -> None:
    for page, soup in public_pages.items():
        said = list(sentences_of(BeautifulSoup(str(soup), "html.parser")))
        lengths = [len(each.split()) for each in said if len(each.split()) >= FEWEST_WORDS]
        assert statistics.median(lengths) < MOST_AT_THE_MEDIAN, page
        assert [each for each in said if len(each.split()) > MOST_WORDS] == [], page


@pytest.mark.slow
def test_each_link_from_a_word_leads_to_its_row_of_the_glossary(
    public_pages: dict[str, BeautifulSoup],
) -> None:
    linked = 0
    for page, soup in public_pages.items():
        review = page.partition("/")[0]
        for link in soup.select("a.term"):
            name, _, target = str(link["href"]).partition("#")
            assert public_pages[f"{review}/{name}"].find(id=target) is not None, link
            linked += 1
    assert linked > len(public_pages)


@pytest.mark.slow
def test_a_public_page_says_once_what_was_not_available(
    public_pages: dict[str, BeautifulSoup],
) -> None:
    pages = {page: soup for page, soup in public_pages.items() if soup.find(id="not-available")}
    assert pages
    for page, soup in public_pages.items():
        assert "Not available to this review" not in soup.get_text(), page
    for page, soup in pages.items():
        entries = [each.get_text() for each in soup.select("#not-available + ul > li")]
        assert len(entries) == len(set(entries)) > 0, page


def test_what_may_not_be_said_names_what_to_say_and_finds_the_words_it_is_for() -> None:
    told = {
        "the strands of evidence", "torn", "two voices", "noughts", "reckoned again", "hedged",
        "parts on process", "one item", "the assertions", "coded twice", "its origin",
        "caps it", "not determinable", "a single source", "by materiality", "public profile",
        "see sources.csv", "as CSV, UTF-8", "not stated", "the contract lists", "common cause",
        "call judgement.record", "Rows read", "How to supply it",
    }  # fmt: skip
    unfound = {each for each in told if not any(rule.found_in(each) for rule in instead())}
    assert unfound == set()
    assert all(rule.say for rule in instead())


@pytest.mark.parametrize(
    "said", ["young people's voice", "section 2, list, item 6", "Download as CSV", "the codes"]
)
def test_words_of_everyday_use_may_be_said(said: str) -> None:
    assert [rule.found_in(said) for rule in instead() if rule.found_in(said)] == []


def test_no_meaning_says_what_no_page_may_say() -> None:
    meanings = [f"{term.meaning}. {term.more}" for term in reader_terms()]
    found = [(each, rule.pattern) for each in meanings for rule in instead() if rule.found_in(each)]
    assert found == []
