"""
The one door from text to HTML: whatever comes through it can be read, and can do nothing.

Text from files, names of files and settings become HTML here and nowhere else. A test reads the
syntax of the whole package for any other way.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote

from evidence_lib.english import one_way, visible
from evidence_lib.terms import BLOCK_MIME


def text_html(text: object) -> str:
    """
    Write text as HTML for an element or an attribute.

    Markup in it is escaped, and characters that steer a page, such as those that turn the direction
    of reading, stand as their code point.

    Source: HTML Living Standard, serialising of text and attribute values; Unicode Annex 9.
    """
    return escape(visible(str(text)))


def prose_html(text: object) -> str:
    """Write our own words as HTML, with dates and periods as every page writes them."""
    return text_html(one_way(str(text)))


def row_anchor(prefix: str, key: object) -> str:
    """Make the id of the row that *key* names; links to it hold the same."""
    return quote(f"{prefix}-{key}", safe="", errors="replace")


def row_links(prefix: str, words: Iterable[tuple[str, str]]) -> str:
    """Link words to the rows of the same page that their keys name; each is a key and its text."""
    return ", ".join(
        f'<a href="#{row_anchor(prefix, key)}">{text_html(text)}</a>' for key, text in words
    )


def cites(item_ids: Iterable[str]) -> str:
    """Link the evidence items that a sentence leans on; nothing where there is none."""
    links = row_links("item", ((item, item) for item in item_ids))
    return f' <span class="cites">Evidence: {links}.</span>' if links else ""


def shown_as(html: str, text: str) -> dict[str, Any]:
    """Hand HTML that was made here to a notebook, with the mark by which a page knows it."""
    return {"text/html": html, BLOCK_MIME: {}, "text/plain": text}
