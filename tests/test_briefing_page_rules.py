from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from evidence_lib.briefing.exporter import export_page
from evidence_lib.briefing.finishing import PackContext, PackPage
from evidence_lib.briefing.page_rules import findings_of_page, ids_of
from evidence_lib.briefing.picture_rules import findings_of_drawing
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
        (P, '<p style="background: url(x)">', 'the attribute "style" of <p> is not allowed'),
        ("<style>", '<style>@import "x";', "a style of the page loads something"),
        (P, "<style>p {}</style>" + P, "a style stands outside the head"),
        ("<!DOCTYPE html>", "<!DOCTYPE html><!--", "a comment, or a declaration"),
        ("<!DOCTYPE html>", "<?xml-stylesheet href='x'?><!DOCTYPE html>", "a declaration beside"),
        (P, "<!-- all is well -->" + P, "a comment, or a declaration"),
        (P, "<![CDATA[x]]>" + P, "a comment, or a declaration"),
        (P, P + "<b>open", "is not written out in full"),
        (P, "<plaintext>" + P, "<plaintext> is not allowed"),
        (P, '<p class="sentence" title=open>Moderate.', "a quotation mark is left open"),
        (P, "<base href='https://example.org/'/>" + P, "<base> is not allowed"),
        (P, "<form><input/></form>" + P, "<form> is not allowed"),
        (P, "<object></object>" + P, "<object> is not allowed"),
        (P, "<svg><use></use></svg>" + P, "<use> is not allowed in a drawing"),
        (P, "<path></path>" + P, "<path> is not allowed"),
        (P, "<img/>" + P, "<img> is not allowed"),
        (P, '<svg aria-label="A" role="img"></svg>' + P, "is no image of a figure"),
        (P, "<template></template>" + P, "<template> is not allowed"),
        (P, '<link rel="stylesheet"/>' + P, "<link> is not allowed"),
        (P, '<meta http-equiv="refresh" content="0"/>' + P, "no other instruction"),
        (P, '<meta name="monetization" content="x"/>' + P, "instruction that is not allowed"),
        (
            '<meta charset="utf-8"/>',
            '<meta charset="utf-8"/><meta content="x" name="monetization"/>',
            "instruction that is not allowed",
        ),
        (P, '<p class="sentence" contenteditable="">Moderate.', '"contenteditable" of <p>'),
        (P, '<p class="sentence" hidden="">Moderate.', 'attribute "hidden" of <p> is not'),
        (P, '<p class="sentence" srcdoc="x">Moderate.', 'attribute "srcdoc" of <p> is not'),
        (P, P + " see\u202eesrever", "characters that steer"),
        (P, P + " see\u2066isolated", "characters that steer"),
        ("default-src 'none'", "default-src *", "policy is not the one that fits"),
        ("style-src 'sha256-", "style-src 'unsafe-inline' 'sha256-", "is not the one that fits"),
        ("<style>", "<style>p {display: none}", "policy is not the one that fits"),
        ('aria-label="Bar chart', 'aria-label="" title="Bar', "no description of its own"),
        ('aria-label="Bar chart', 'aria-label="chart.png" title="Bar', 'it has "chart.png"'),
        (
            'aria-label="Bar chart',
            'aria-label="No description has been provided for this image" title="Bar',
            "no description of its own",
        ),
        ('role="img"', 'role="presentation"', "value not allowed"),
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


def test_blank_lines_between_elements_are_no_fault(page):
    assert findings_of_page(page.replace(P, "\n\n  \n" + P, 1), BESIDE) == []


def found_in(inside: str) -> list[str]:
    soup = BeautifulSoup(f'<svg role="img" aria-label="A">{inside}</svg>', "html.parser")
    return list(findings_of_drawing(soup.svg))


def test_a_drawing_of_shapes_and_letters_is_right():
    pattern = '<pattern id="a-1" width="8" height="8" patternUnits="userSpaceOnUse"></pattern>'
    text = (
        '<g class="axis"><text x="1.5" y="-2" text-anchor="end">A <tspan x="1">b</tspan></text></g>'
    )
    path = (
        '<path d="M0,0L1.5,-2Z" fill="url(#a-1)" stroke="#333333" stroke-dasharray="1 2.5"></path>'
    )
    assert found_in(pattern + text + path) == []


@pytest.mark.parametrize(
    ("inside", "finding"),
    [
        ("<script>CANARY()</script>", "<script> is not allowed in a drawing"),
        ("<foreignObject></foreignObject>", "<foreignobject> is not allowed"),
        ('<animate attributeName="x"></animate>', "<animate> is not allowed"),
        ('<set attributeName="href" to="x"></set>', "<set> is not allowed"),
        ('<image href="https://example.org/x"></image>', "<image> is not allowed"),
        ('<use href="https://example.org/x#a"></use>', "<use> is not allowed"),
        ('<a href="https://example.org/x"></a>', "<a> is not allowed"),
        ("<title>words</title>", "<title> is not allowed"),
        ("<style>* {fill: red}</style>", "<style> is not allowed"),
        ("<svg></svg>", "<svg> is not allowed"),
        ("<p></p>", "<p> is not allowed in a drawing"),
        ("<math></math>", "<math> is not allowed in a drawing"),
        ('<path onload="CANARY()"></path>', "onload of <path> in a drawing would run"),
        ('<path style="fill: red"></path>', '"style" of <path> is not allowed in a drawing'),
        ('<path href="#a"></path>', '"href" of <path> is not allowed in a drawing'),
        (
            '<path fill="url(https://example.org)"></path>',
            "fill of <path> in a drawing has a value",
        ),
        ('<path fill="url(#gone)"></path>', "fill of <path> in a drawing has a value"),
        ('<path d="M0,0 javascript:x"></path>', "d of <path> in a drawing has a value"),
        ('<text x="calc(1px)"></text>', "x of <text> in a drawing has a value"),
    ],
)
def test_a_drawing_that_acts_or_loads_is_found_out(inside, finding):
    found = found_in(inside)
    assert any(finding in each for each in found), found


def test_links_into_other_pages_and_to_public_addresses_are_right(page):
    more = '<a href="area-1.html#main">A</a> <a href="https://example.org">B</a>'
    assert findings_of_page(page.replace(P, more + P, 1), BESIDE) == []


def test_a_page_that_stands_alone_has_no_other_file_to_lead_to(page):
    assert any('"manifest.json", which is no file' in each for each in findings_of_page(page))
