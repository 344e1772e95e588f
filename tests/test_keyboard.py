"""From a claim to its evidence, its source and its address and back, with nothing but the keys."""

from __future__ import annotations

from typing import Any

import pytest

from evidence_lib.briefing import PackResult
from tests.conftest import needs_chromium

FOCUSED = "document.activeElement"
MOST_TABS = 400

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_chromium]


def tab_to(page: Any, condition: str) -> str:
    """Press Tab until *condition* holds of what has the focus; give its words."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(f"(each => {condition})({FOCUSED})"):
            return str(page.evaluate(f"{FOCUSED}.textContent"))
    raise AssertionError(f"no tab stop where {condition}")


def press_enter(page: Any) -> str:
    """Follow the link that has the focus; give the place it leads to."""
    target = page.evaluate(f"{FOCUSED}.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)
    assert page.locator(":target").count() == 1, target
    return str(target.partition("#")[2])


def test_a_claim_is_followed_to_its_address_and_back_by_keyboard(
    packs: dict[str, PackResult], browser: Any
) -> None:
    page = browser.new_page()
    pack = packs["south-ayrshire-2018"].pack_dir
    page.goto((pack / "area-3.html").as_uri())
    tab_to(page, "each.matches('.points .cites a[href*=\"#item-\"]')")
    point = page.evaluate(f"{FOCUSED}.closest('li').id")
    item = press_enter(page)
    tab_to(page, f"each.matches('#{item} a[href*=\"#source-\"]')")
    source = press_enter(page)
    words = tab_to(page, f"each.matches('#{source} a[href^=http]')")
    assert page.evaluate(f"{FOCUSED}.href").endswith(words.rstrip("/") + "/")
    tab_to(page, f"each.matches('#{source} a[href*=\"area-3-\"]')")
    assert press_enter(page) == "table-evidence_items"
    tab_to(page, f"each.matches('#{item} summary')")
    page.keyboard.press("Enter")
    tab_to(page, f"each.matches('#{item} a[href$=\"#{point}\"]')")
    assert press_enter(page) == point
    page.close()


def test_a_figure_is_followed_to_its_chart_and_its_data_by_keyboard(
    packs: dict[str, PackResult], browser: Any
) -> None:
    page = browser.new_page()
    page.goto((packs["south-ayrshire-2018"].pack_dir / "area-3.html").as_uri())
    tab_to(page, "each.matches('.points .cites a[href*=\"#chart-\"]')")
    chart = press_enter(page)
    tab_to(page, f"each.matches('#{chart} summary')")
    page.keyboard.press("Enter")
    assert page.locator(f"#{chart} table").is_visible()
    tab_to(page, f"each.matches('#{chart} .source a')")
    assert press_enter(page).startswith("source-")
    page.close()
