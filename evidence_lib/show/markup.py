"""
The one door from text to HTML: whatever comes through it can be read, and can do nothing.

Text from files, names of files and settings become HTML here and nowhere else. A test reads the
syntax of the whole package for any other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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


def row_links(
    prefix: str, words: Iterable[tuple[str, str]], pages: Mapping[str, str] | None = None
) -> str:
    """
    Link words to the rows that their keys name; each is a key and its text.

    A row stands on the same page, unless *pages* names another for its key.
    """
    return ", ".join(
        f'<a href="{text_html((pages or {}).get(key, ""))}#{row_anchor(prefix, key)}">'
        f"{text_html(text)}</a>"
        for key, text in words
    )


def shape(element: str, picture: str = "", **attributes: object) -> str:
    """
    Write one element of a drawing: ``stroke_width`` is written ``stroke-width``.

    Args:
        element: Its name.
        picture: What stands in it: elements made here, or text that went through `text_html`.
        attributes: Its attributes in order.
    """
    written = "".join(
        f' {text_html(name.replace("_", "-"))}="{text_html(value)}"'
        for name, value in attributes.items()
    )
    return f"<{text_html(element)}{written}>{picture}</{text_html(element)}>"


def links_to(places: Mapping[str, str], words: Iterable[tuple[str, str]]) -> str:
    """Link words to the places that their keys name; each is a key and its text."""
    return ", ".join(
        f'<a href="{text_html(places[key])}">{text_html(text)}</a>'
        if key in places
        else text_html(text)
        for key, text in words
    )


def cites(
    item_ids: Iterable[str], pages: Mapping[str, str] | None = None, *, most: int | None = None
) -> str:
    """Link the items that a sentence leans on, each on its page; of more than *most* the first."""
    every = list(item_ids)
    links = row_links("item", ((item, item) for item in every[:most]), pages)
    more = len(every) - len(every[:most])
    rest = f" and {text_html(more)} more" if more else ""
    return f' <span class="cites">Evidence: {links}{rest}.</span>' if links else ""


def lead_to(href: str, text: str, name: str) -> str:
    """Link what a sentence rests on: *text* is seen, and *name* tells a listener which one."""
    label = text_html(f"{text}: {name}")
    link = f'<a href="{text_html(href)}" aria-label="{label}">{text_html(text)}</a>'
    return f' <span class="cites">{link}</span>'


ADDRESS = re.compile(
    r"(?P<scheme>https?://)?"
    r"(?P<rest>(?:[a-z0-9-]+\.)+(?P<top>[a-z]{2,})(?::\d+)?(?:/[\w./~%?&=+@-]*)?)(?=$|[\s:,;)])",
    re.IGNORECASE | re.ASCII,
)
TOP_DOMAINS = frozenset({"com", "eu", "ie", "info", "int", "net", "org", "scot", "uk"})
"""Without a scheme only these make an address of a word: the name of a file has a dot too."""


def address_html(text: str) -> str:
    """
    Link the address that *text* begins with; words that are none stay words.

    Only http and https are followed; where no scheme is written, https is meant.

    Source: RFC 3986, section 3.
    """
    found = ADDRESS.match(text)
    if found is None or not (found["scheme"] or found["top"].lower() in TOP_DOMAINS):
        return text_html(text)
    href = f"{(found['scheme'] or 'https://').lower()}{found['rest']}"
    return f'<a href="{text_html(href)}">{text_html(found[0])}</a>{text_html(text[found.end() :])}'


def shown_as(html: str, text: str) -> dict[str, Any]:
    """Hand HTML that was made here to a notebook, with the mark by which a page knows it."""
    return {"text/html": html, BLOCK_MIME: {}, "text/plain": text}
