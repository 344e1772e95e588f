"""
What each printed sheet of a page says at its edges: what it is, and which sheet of how many.

A style sheet cannot read the words of its page in every browser, so each page carries them in a
style of its own, which its security policy names by checksum as it does the other.

Source: CSS Paged Media Module Level 3, page-margin boxes; CSS Syntax Module Level 3, escaping.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Stylesheet

from evidence_lib.show import UNCHECKED

NOT_PLAIN = re.compile(r"[^A-Za-z0-9 .,;:'-]")
SHEET_NUMBER = '"Page " counter(page) " of " counter(pages)'


def print_rules(status: str, below: str) -> str:
    """
    Write the rules for the edges of a sheet: *status* on top, *below* and its number at the foot.

    Any words are safe: what is no plain letter is written as its code, so that nothing in them can
    end the text, the rule or the style. A line break in *below* stays one.
    """
    boxes = (("top-left", _text(status)), ("bottom-left", _text(below)),
             ("bottom-right", SHEET_NUMBER))  # fmt: skip
    inner = "\n".join(f"  @{box} {{ content: {content}; }}" for box, content in boxes)
    return f"@page {{\n{inner}\n}}"


def _text(words: str) -> str:
    return f'"{NOT_PLAIN.sub(_code, words)}"'


def _code(found: re.Match[str]) -> str:
    return f"\\{ord(found[0]):06x} "


def add_print_rules(soup: BeautifulSoup, *, below: str = "") -> None:
    """
    Give a page the rules of its sheets, in the place of those it has: its own status and title.

    Whether it was checked is left to the page itself: that is only known when all pages are there.

    Args:
        soup: A whole page, its title set. Its security policy has to be written after this.
        below: A further line at the foot.
    """
    head, status = soup.head, soup.select_one("main .status")
    if head is None:
        return
    for present in head.select("style.sheets"):
        present.decompose()
    said = " ".join(status.get_text(" ").split()) if status else ""
    title = " ".join(head.title.get_text().split()) if head.title else ""
    foot = "\n".join(each for each in (title, below) if each)
    style = soup.new_tag("style", attrs={"class": "sheets"})
    style.append(Stylesheet(print_rules(_without_check(said), foot)))
    head.append(style)


def _without_check(status: str) -> str:
    return re.sub(rf"\s*{re.escape(UNCHECKED)}|\s*Disclosure check [^.]* passed\.", "", status)
