"""
How long the pages of packs are: what a reader meets, counted in a browser.

    python -m benchmarks.page_sizes PACK...

Row: a page. Size in kB; words that are seen with details shut; screens at four widths (of 900
pixels height at 1280 and 768, of 844 at 390 and 320), details shut and, in brackets, open; sheets
of A4. The last lines say where the last row of the first screen's table ends, in screens of a
phone.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from pypdf import PdfReader

WIDTHS = {1280: 900, 768: 900, 390: 844, 320: 844}
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WORDS = "document.body.innerText.split(/\\s+/).filter(Boolean).length"
HEIGHT = "document.documentElement.scrollHeight"
OPEN = "document.querySelectorAll('details').forEach(each => each.open = true)"
LAST_ROW = (
    "document.querySelector('#table-at-a-glance tbody tr:last-child')"
    ".getBoundingClientRect().bottom"
)


def main(packs: list[str]) -> int:
    """Print a row a page of each pack."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "", args=SWITCHES
        )
        print(f"| page | kB | words | {' | '.join(map(str, WIDTHS))} | A4 |")
        print("| --- " * (len(WIDTHS) + 4) + "|")
        for pack in map(Path, packs):
            for page in sorted(pack.glob("*.html")):
                print(row(browser, pack, page), flush=True)
        for pack in map(Path, packs):
            print(
                f"{pack.parent.name}: last row of the first screen's table", last_row(browser, pack)
            )
    return 0


def row(browser: Any, pack: Path, path: Path) -> str:
    """Measure one page."""
    screens = []
    for width, height in WIDTHS.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(path.resolve().as_uri())
        words, shut = page.evaluate(WORDS), page.evaluate(HEIGHT) / height
        page.evaluate(OPEN)
        screens.append(f"{shut:.1f} ({page.evaluate(HEIGHT) / height:.1f})")
        page.close()
    size = path.stat().st_size / 1000
    name = f"{pack.parent.name} {path.stem}"
    return f"| {name} | {size:.0f} | {words:,} | {' | '.join(screens)} | {sheets(browser, path)} |"


def sheets(browser: Any, path: Path) -> int:
    """Count the sheets of A4 that a page takes."""
    page = browser.new_page()
    page.goto(path.resolve().as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    return len(PdfReader(io.BytesIO(printed)).pages)


def last_row(browser: Any, pack: Path) -> str:
    """Say where the last area of the first screen's table ends, in screens of a phone."""
    ends = []
    for width in (390, 320):
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.goto((pack / "index.html").resolve().as_uri())
        ends.append(f"{page.evaluate(LAST_ROW) / 844:.2f} at {width}")
        page.close()
    return ", ".join(ends)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
