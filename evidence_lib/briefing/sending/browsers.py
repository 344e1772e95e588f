"""
The browser that prints: whichever of Chromium, Chrome and Edge is installed, without a window.

It prints a file of ours that runs no program and loads nothing, in a profile of its own, and asks
nobody for anything.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from evidence_lib.briefing.sending.sealed import SendingError

CHOSEN = "EVIDENCE_BROWSER"
NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
PLACES = {
    "win32": (
        r"Google\Chrome\Application\chrome.exe",
        r"Microsoft\Edge\Application\msedge.exe",
        r"Chromium\Application\chrome.exe",
    ),
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ),
}
FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
SECONDS = 180
OLDEST = 131
"""The first version that prints what stands at the edges of a sheet."""

QUIET = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
    "--disable-extensions", "--disable-sync", "--disable-background-networking",
    "--disable-component-update", "--proxy-server=127.0.0.1:9", "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)  # fmt: skip
"""No window, nobody asked, no address of the page on the sheets; headings become bookmarks."""

NO_BROWSER = (
    "printing pages: there is no Chromium, Chrome or Edge here. Install one of them, or set "
    f"{CHOSEN} to the program; or open a page in any browser and print it to a PDF file"
)


def find_browser() -> Path:
    """
    Find the browser to print with: the one that ``EVIDENCE_BROWSER`` names, else one installed.

    Raises:
        SendingError: There is none, or none where the variable says.
    """
    chosen = os.environ.get(CHOSEN, "")
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise SendingError(f"printing pages: {CHOSEN} names no program that can be run")
        return Path(found)
    for each in _candidates():
        if each is not None and Path(each).is_file():
            return Path(each)
    raise SendingError(NO_BROWSER)


def _candidates() -> Iterator[str | None]:
    yield from map(shutil.which, NAMES)
    for place in PLACES.get(sys.platform, ()):
        if sys.platform == "darwin":
            yield place
        for folder in FOLDERS:
            yield str(Path(os.environ[folder]) / place) if folder in os.environ else None


def print_page(browser: Path, page: Path, pdf: Path, profile: Path) -> bytes:
    """
    Print one page to a PDF file, and give its bytes.

    Args:
        browser: As from `find_browser`.
        page: The page.
        pdf: Where the browser writes.
        profile: A folder for what the browser keeps, to be removed afterwards.

    Raises:
        SendingError: The browser did not print it, or is too old to number the sheets.
    """
    doing = f"printing {page.name}"
    options = [*QUIET, *as_root(), f"--user-data-dir={profile}", f"--print-to-pdf={pdf}"]
    try:
        subprocess.run(
            [browser, *options, page.absolute().as_uri()],
            timeout=SECONDS, capture_output=True, check=True,
        )  # fmt: skip
        content = pdf.read_bytes()
    except (OSError, subprocess.SubprocessError) as error:
        cause = type(error).__name__
        raise SendingError(f"{doing}: {browser.name} did not print it ({cause})") from None
    _require_new_enough(content, doing)
    return content


def as_root() -> tuple[str, ...]:
    """Give the options that a container needs, where everything runs as root."""
    # The sandbox of a browser refuses to start for root; the pages are ours, and run nothing.
    return ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()


def _require_new_enough(content: bytes, doing: str) -> None:
    made = re.search(rb"/Producer \(Skia/PDF m(\d+)", content)
    if not content.startswith(b"%PDF-") or made is None:
        raise SendingError(f"{doing}: what the browser wrote is no PDF file of Chromium's kind")
    if int(made[1]) < OLDEST:
        raise SendingError(
            f"{doing}: the browser must be of version {OLDEST} or later; it is {int(made[1])}"
        )
