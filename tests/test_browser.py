"""A pack in a real browser: nothing from outside, nothing cut off, and axe finds nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evidence_lib.briefing import PackResult
from tests.conftest import needs_chromium

WIDTHS = (1280, 390, 320)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    needs_chromium,
]


Packs = dict[str, PackResult]


def pages_of(packs: Packs) -> list[Path]:
    return [page for pack in packs.values() for page in sorted(pack.pack_dir.glob("*.html"))]


def test_every_page_loads_nothing_from_outside_and_runs_nothing(packs: Packs, browser: Any) -> None:
    for path in pages_of(packs):
        page = browser.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto(path.as_uri())
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert said == []
        page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(packs: Packs, browser: Any, width: int) -> None:
    for path in pages_of(packs):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(path.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path.parent.parent.name}/{path.name} is {wide} wide"
        page.close()


OPEN = "document.querySelectorAll('details').forEach(each => each.open = true)"


@pytest.mark.parametrize(("width", "details"), [(1280, "open"), (320, "shut")])
def test_axe_finds_nothing(packs: Packs, browser: Any, width: int, details: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for path in pages_of(packs):
        # axe is put into the page by the test; the page's own policy would refuse it.
        page = browser.new_context(
            viewport={"width": width, "height": 900}, bypass_csp=True
        ).new_page()
        page.goto(path.as_uri())
        if details == "open":
            page.evaluate(OPEN)
        found = Axe().run(page).response["violations"]
        named = [(each["id"], each["nodes"][0]["html"][:120]) for each in found]
        assert named == [], f"{path.parent.parent.name}/{path.name}"
        page.context.close()


def test_details_are_open_in_print(packs: Packs, browser: Any) -> None:
    page = browser.new_page()
    page.goto((packs["south-ayrshire-2018"].pack_dir / "area-3.html").as_uri())
    table = page.locator("figure.chart details table").first
    assert not table.is_visible()
    page.emulate_media(media="print")
    assert table.is_visible()
    page.close()
