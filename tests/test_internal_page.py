"""An internal page in a real browser: marked on screen and on paper, and readable all the same."""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence_lib.answers import Answer
from evidence_lib.briefing.exporter import PackExporter
from evidence_lib.briefing.notebook_file import code_cell, new_notebook, text_cell
from evidence_lib.show import Finding, Sentence, end_of_page, only_for
from tests.conftest import needs_chromium
from tests.test_readers import ROWS

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_chromium]

LONG = [Sentence("What was found stands here, and is read through the mark. " * 4)] * 60
"""Enough for several sheets of paper."""

NOTE_ON_MARK = """() => {
  const luminance = (colour) => {
    const parts = colour.match(/[0-9.]+/g).slice(0, 3).map((each) => each / 255);
    const linear = parts.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const mark = luminance(getComputedStyle(document.querySelector('.watermark p')).color);
  const texts = document.querySelectorAll('main p, main a, main th, main td, main h1, main h2');
  return Math.min(...[...texts].map(
    (each) => (mark + 0.05) / (luminance(getComputedStyle(each).color) + 0.05)));
}"""
"""The least contrast of a text of the page with the mark behind it."""


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    said = Answer.of(Finding("A finding."), ROWS, only_for(Sentence("Within."), "internal"), *LONG)
    shows = code_cell("said", [said._repr_mimebundle_()], count=1)
    ends = code_cell("end", [end_of_page("T", profile="internal")._repr_mimebundle_()], 2)
    node = new_notebook([text_cell("# T\n\n## Part"), shows, ends])
    path = tmp_path_factory.mktemp("internal") / "page.html"
    path.write_text(PackExporter().from_notebook_node(node)[0], encoding="utf-8")
    return path


def opened(browser: Any, path: Path, width: int) -> Any:
    page = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_mark_lies_behind_the_text_wherever_one_has_scrolled(
    internal: Path, browser: Any, width: int, media: str
) -> None:
    page = opened(browser, internal, width)
    page.emulate_media(media=media, reduced_motion="reduce")
    for place in (0, 2000):
        page.evaluate(f"window.scrollTo(0, {place})")
        boxes = [each.bounding_box() for each in page.locator(".watermark p").all()]
        assert sum(0 < box["y"] < 900 for box in boxes) >= 4
        over = "document.elementFromPoint(innerWidth / 2, 450).closest('.watermark')"
        assert page.evaluate(over) is None
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(NOTE_ON_MARK) >= 4.5
    page.context.close()


def test_the_mark_is_on_every_sheet(internal: Path, browser: Any) -> None:
    page = opened(browser, internal, 1280)
    page.emulate_media(media="print")
    colour = page.evaluate("getComputedStyle(document.querySelector('.watermark p')).color")
    page.emulate_media(media=None)
    printed = page.pdf(prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert sheets >= 3
    assert sum(colour_of(colour) in colours for colours in drawn(printed)) == sheets
    page.context.close()


def colour_of(css: str) -> tuple[str, ...]:
    """A colour such as ``rgb(239, 224, 225)`` as a PDF writes it, to two decimals."""
    return tuple(f"{int(each) / 255:.2f}" for each in re.findall(r"\d+", css))


def drawn(pdf: bytes) -> Iterator[set[tuple[str, ...]]]:
    """The colours that each stream of a PDF fills with: a sheet is one stream."""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        with contextlib.suppress(zlib.error):
            told = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg", zlib.decompress(stream))
            yield {tuple(f"{float(each):.2f}" for each in colour) for colour in told}


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_an_internal_page(internal: Path, browser: Any, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, internal, width)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []
    page.context.close()
