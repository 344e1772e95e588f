from __future__ import annotations

import pytest

from evidence_lib.briefing.exporter import export_page
from evidence_lib.briefing.finishing import PackContext, PackPage
from evidence_lib.briefing.page_rules import findings_of_page, ids_of
from tests.in_process import run_fixture

PAGES = ("index", "area-1", "area-2", "area-3")
PACK = PackContext("A review", "A partnership", tuple(PackPage(f"{p}.html", p) for p in PAGES), "")
BESIDE = {
    **{f"{page}.html": frozenset({"main"}) for page in PAGES},
    "manifest.json": frozenset(),
    "data/area-3-starts.csv": frozenset(),
    "data/area-3-nights.csv": frozenset(),
}


@pytest.fixture(scope="module")
def page() -> str:
    pack = PackContext(PACK.title, PACK.partnership, PACK.pages, "area-3.html")
    return export_page(run_fixture("gallery"), pack)


def test_the_gallery_of_everything_a_page_shows_may_be_published(page):
    assert findings_of_page(page, BESIDE) == []


def test_the_ids_of_a_page_are_those_links_may_point_to(page):
    assert {"main", "item-A3-001", "what-was-asked"} <= ids_of(page)


P = '<p class="sentence">Moderate.'


@pytest.mark.parametrize(
    ("good", "bad", "finding"),
    [
        ('lang="en-GB"', 'lang="en"', "its language is en-GB"),
        ("<title>", "<title></title><p>", "no title"),
        ("<header", "<div", "one header landmark"),
        ("<footer class", "<div class", "one footer landmark"),
        ('id="main"', 'id="middle"', "a skip link that leads to its main part"),
        ('http-equiv="Content-Security-Policy"', 'http-equiv="refresh"', "its security policy"),
        ("<h2 id", "<h1>Another</h1><h2 id", "has 2 first-level headings"),
        ("<h2 id", "<h4>Deep</h4><h2 id", 'heading "Deep" skips from level 1 to 4'),
        ("<h2 id", "<h2></h2><h2 id", "a heading is empty"),
        (P, "<script>alert(1)</script>" + P, "<script> is not allowed"),
        (P, "<iframe></iframe>" + P, "<iframe> is not allowed"),
        (P, '<p onclick="x()">Moderate.', "onclick of <p> would run a script"),
        (P, '<p style="background: url(x)">', "the style of <p> loads something"),
        ("<style>", '<style>@import "x";', "the style of <style> loads something"),
        (P, "<style>p {}</style>" + P, "a style stands outside the head"),
        ('alt="Bar', 'alt="" title="Bar', "no description of its own"),
        ('alt="Bar', 'alt="chart.png" title="Bar', 'it has "chart.png"'),
        (
            'alt="Bar',
            'alt="No description has been provided for this image" title="Bar',
            "no description of its own",
        ),
        ('src="data:image/svg+xml;base64,', 'src="https://example.org/', "is not embedded"),
        ("<strong>Starts fell", "</figcaption><strong>Starts fell", "a figure has no title"),
        ('<caption id="caption-nights">', '<caption id="caption-nights"></caption>', "no caption"),
        ('<th scope="col">Locality', "<th>Locality", "has no scope"),
        ('<td class="number">26</td>', "<td>nan</td>", 'by locality and…" shows nan'),
        (P, "<table><caption>A</caption><tr><td>1</td></tr></table>" + P, "no header cells"),
        ('id="source-report_fixture"', 'id="item-A3-001"', '"item-A3-001" is used more than once'),
        ('aria-labelledby="caption-nights"', 'aria-labelledby="gone"', 'points to no id: "gone"'),
        (P, '<a href="java&#10;script:x()">A</a>' + P, "address that is not allowed"),
        (P, '<a href="data:text/html,x">A</a>' + P, "address that is not allowed"),
        (P, '<a href="//example.org/x">A</a>' + P, "address that is not allowed"),
        (P, '<a href="area-9.html">A</a>' + P, '"area-9.html", which is no file of the pack'),
        (P, '<a href="../secret.html">A</a>' + P, "which is no file of the pack"),
        (P, '<a href="area-1.html#gone">A</a>' + P, '"area-1.html#gone", which is not there'),
        (P, '<a href="#item-A9-9">A</a>' + P, '"#item-A9-9", which is not there'),
        (P, '<a href="#main"></a>' + P, "has no text"),
        (P, '<p background="x.png">', "<p> has an address in background"),
        (P, P + " See /home/someone/reviews/x.csv", "a path of a machine"),
        (P, P + r" See C:\reviews\x.csv", "a path of a machine"),
        (P, '<p title="/root/x">', "a path of a machine"),
        (P, P + " Traceback (most recent call last):", "a traceback"),
        (P, P + " x.py:1: FutureWarning: soon", "a warning"),
    ],
)
def test_a_page_with_one_fault_is_found_out(page, good, bad, finding):
    assert good in page
    found = findings_of_page(page.replace(good, bad, 1), BESIDE)
    assert any(finding in each for each in found), found


def test_links_into_other_pages_and_to_public_addresses_are_right(page):
    more = '<a href="area-1.html#main">A</a> <a href="https://example.org">B</a>'
    assert findings_of_page(page.replace(P, more + P, 1), BESIDE) == []


def test_a_page_that_stands_alone_has_no_other_file_to_lead_to(page):
    assert any('"manifest.json", which is no file' in each for each in findings_of_page(page))
