"""The pages of a pack as tagged PDF files, beside the pack: made of sealed pages, and saying so."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from bs4 import BeautifulSoup

from evidence_lib.briefing.print_rules import add_print_rules
from evidence_lib.briefing.security_policy import write_policy
from evidence_lib.briefing.sending.browsers import find_browser, print_page
from evidence_lib.briefing.sending.sealed import ONLY_A_WAY, SealedPack, new_folder

FOLDER = "pdf"
MADE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}([^)]*)\)")
ELSEWHERE = re.compile(r"(?:https?|mailto):|#", re.IGNORECASE)


def write_pdfs(pack: SealedPack, beside: Path) -> Path:
    """
    Print every page of a pack.

    Args:
        pack: The pack.
        beside: The folder ``outputs/<review>``.

    Returns:
        The folder ``pdf`` in it, with one file a page. Each sheet says what it is, its number and
        the id of the pack; the file has a title, a language, tags and bookmarks, and is dated by
        the day the pack speaks from. Browsers number the parts of a file in an order of their own,
        so two printings say the same and need not have the same bytes.

    Raises:
        SendingError: There is no browser, or a page was not printed. What stood there stands.
    """
    browser = find_browser()
    with new_folder(beside / FOLDER) as new, TemporaryDirectory(prefix="pdf-", dir=beside) as work:
        for name, html in pack.pages.items():
            copy = _printed_copy(html, pack)
            content = _dated(_printed(browser, name, copy, Path(work)), pack)
            (new / Path(name).with_suffix(".pdf").name).write_bytes(content)
    return beside / FOLDER


def _printed(browser: Path, name: str, html: str, work: Path) -> bytes:
    page = work / name
    page.write_text(html, encoding="utf-8", newline="\n")
    return print_page(browser, page, work / "printed.pdf", work / "profile")


def _printed_copy(html: str, pack: SealedPack) -> str:
    """Say on each sheet which pack it is of; links to other files would lead nowhere from a PDF."""
    soup = BeautifulSoup(html, "html.parser")
    for way in soup.select(ONLY_A_WAY):
        way.decompose()
    for link in soup.select("a[href]"):
        if ELSEWHERE.match(str(link["href"])) is None:
            link.unwrap()
    _open_details(soup)
    add_print_rules(soup, below=pack.made_from)
    write_policy(soup)
    return str(soup)


def _open_details(soup: BeautifulSoup) -> None:
    for closed in soup.select("details:not([open])"):
        closed["open"] = ""


def _dated(content: bytes, pack: SealedPack) -> bytes:
    """Date a file by the day its pack speaks from: written in place, so that nothing moves."""
    day = str(pack.content["as_at"]).replace("-", "").encode()
    return MADE.sub(rb"/\1 (D:" + day + rb"000000\2)", content)
