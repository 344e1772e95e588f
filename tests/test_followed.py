"""Every claim of a pack can be followed to what it rests on, and from there back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag

from evidence_lib import terms
from evidence_lib.briefing import PackResult

NOTHING = re.compile(r"^(?:No words of the inspectors|Nobody has judged)")
"""What a point may say without a way on: that there is nothing to follow."""
WEB = re.compile(r"https?://")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["south-ayrshire-2018", "example"])
def pages(request: pytest.FixtureRequest, packs: dict[str, PackResult]) -> dict[str, BeautifulSoup]:
    """The pages of a pack by their names, as a reader gets them."""
    return pages_of(packs[request.param].pack_dir)


def pages_of(pack: Path) -> dict[str, BeautifulSoup]:
    return {
        path.name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(pack.glob("*.html"))
    }


def claims(page: BeautifulSoup) -> Iterator[Tag]:
    """
    The findings, the sentences and cautions with a figure, and the points of an opening.

    The page on method makes no point about the review.
    """
    yield from page.select("main p.finding")
    yield from (each for each in page.select("main p.sentence, main p.caveat") if figure_in(each))
    if page.select_one("tr[id^=source-]") is None:
        for listed in page.select("main .main-points dd, main ul.points"):
            yield from listed.select("p, li")


def figure_in(tag: Tag) -> bool:
    return re.search(r"\d", tag.get_text()) is not None


def followed(claim: Tag) -> bool:
    """Say whether a claim leads on; within a chart its data and its source stand beside it."""
    chart = claim.find_parent("figure")
    if chart is not None:
        return bool(chart.select(".table") and chart.select("p.source a[href]"))
    return claim.select_one("a[href]") is not None or NOTHING.search(words(claim)) is not None


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def target(pages: dict[str, BeautifulSoup], name: str, link: Tag) -> Tag | None:
    """What a link within a pack leads to."""
    page, _, place = str(link["href"]).partition("#")
    return pages[page or name].find(id=place)


def test_every_claim_leads_on(pages: dict[str, BeautifulSoup]) -> None:
    found = [(name, claim) for name, page in pages.items() for claim in claims(page)]
    assert len(found) > 100
    assert [(name, words(claim)) for name, claim in found if not followed(claim)] == []


def test_every_finding_of_a_briefing_leads_to_evidence(pages: dict[str, BeautifulSoup]) -> None:
    cited = [
        target(pages, name, link)
        for name, page in pages.items()
        for link in page.select(".main-points .cites a, .points .cites a")
        if "#item-" in str(link["href"])
    ]
    assert len(cited) > 20
    assert all(row is not None and row.name == "tr" for row in cited)


def named_below(table: Tag) -> bool:
    """Say whether a line below a table, or within the figure around it, names its source."""
    figure = table.find_parent("figure")
    if figure is not None:
        return figure.select_one("p.source a[href]") is not None
    after = table.find_next_sibling()
    while isinstance(after, Tag) and after.name == "p" and "note" in (after.get("class") or []):
        after = after.find_next_sibling()
    return isinstance(after, Tag) and "source" in (after.get("class") or [])


def test_every_chart_and_table_names_its_source(pages: dict[str, BeautifulSoup]) -> None:
    released = [(name, table) for name, page in pages.items() for table in page.select("div.table")]
    assert len(released) > 60
    assert [(name, table["id"]) for name, table in released if not named_below(table)] == []
    charts = [chart for page in pages.values() for chart in page.select("figure.chart")]
    assert [chart["id"] for chart in charts if chart.select_one("p.source a") is None] == []


def test_a_named_source_stands_in_the_list_of_sources(pages: dict[str, BeautifulSoup]) -> None:
    rows = [
        target(pages, name, link)
        for name, page in pages.items()
        for link in page.select("p.source a[href*='#source-']")
    ]
    assert len(rows) > 30
    assert all(row is not None and row.name == "tr" for row in rows)


def test_every_piece_of_evidence_leads_to_its_place_source_and_address(
    pages: dict[str, BeautifulSoup],
) -> None:
    addresses = 0
    for name, page in pages.items():
        for row in page.select("tr[id^=item-]"):
            cells = {cell.get("data-label"): cell for cell in row.select("td")}
            if terms.HIDDEN in [words(cell) for cell in cells.values()]:
                continue
            link = row.select_one("a[href*='#source-']")
            source = None if link is None else target(pages, name, link)
            assert source is not None, row["id"]
            addresses += source.find("a", href=WEB) is not None
    invented = words(pages["index.html"].select_one("p.status")).startswith("Synthetic")
    assert (addresses > 50) != invented


def test_what_leans_on_a_piece_of_evidence_is_one_link_away_from_it(
    pages: dict[str, BeautifulSoup],
) -> None:
    rows = {
        (name, str(row["id"])): row for name, page in pages.items() for row in page.select("tr[id]")
    }
    back = {place: led_to(row, place[0]) for place, row in rows.items()}
    for name, page in pages.items():
        for link in page.select("main a[href*='#item-']"):
            user = link.find_parent("figure") or link.find_parent(["tr", "li", "p", "dd"])
            assert isinstance(user, Tag)
            there, _, item = str(link["href"]).partition("#")
            place = (there or name, item)
            assert (name, holder_id(user)) in back[place] or user is rows[place], (name, link)


def led_to(row: Tag, name: str) -> set[tuple[str, str]]:
    """The pages and ids that the links of a row lead to."""
    parted = [str(link["href"]).partition("#") for link in row.select("a[href]")]
    return {(page or name, place) for page, _, place in parted}


def holder_id(user: Tag) -> str:
    """The id of what a reader is led back to: an entry within a cell stands for its row."""
    row = user.find_parent("tr")
    return str((row or user)["id"])


def test_an_id_in_a_table_stands_with_its_words(pages: dict[str, BeautifulSoup]) -> None:
    alone = [
        words(link)
        for page in pages.values()
        for link in page.select("main td a[href*='#item-']")
        if unquote(str(link["href"]).partition("#item-")[2]) == words(link)
    ]
    assert alone == []


def test_a_link_in_a_table_of_evidence_says_what_it_leads_back_to(
    pages: dict[str, BeautifulSoup],
) -> None:
    back = [link for page in pages.values() for link in page.select("tr[id^=item-] details a")]
    assert len(back) > 100
    assert all(words(link) for link in back)
