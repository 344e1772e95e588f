"""
The meaning of a word where it is first used: on each page, once, in running text.

Source: GOV.UK style guide, on terms that readers may not know: explain them where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from evidence_lib.reader_words import ReaderTerm, reader_terms

RUNNING_TEXT = ("p", "li", "dd")
NOT_IN = (
    "a", "abbr", "blockquote", "caption", "details", "dt", "figure", "footer", "h1", "h2", "h3",
    "h4", "header", "nav", "table",
)  # fmt: skip
NOT_IN_CLASSES = frozenset({"status", "download", "source", "cites", "note", "gloss", "asked"})
MOST_ON_A_BRIEFING = 5
"""A briefing may hold 900 words: meanings may not take them all."""

_SHUT = re.compile(r"“[^”]*”|\([^()]*\)")
"""Quotations stay as they are, and a bracket holds no second one."""


def gloss(soup: BeautifulSoup, where: str = "method.html", most: int | None = None) -> None:
    """
    Give the first use of each term on a page its meaning, and a link to the glossary.

    Headings, tables, captions, quotations and what is a link already are left as they are.

    Args:
        soup: A finished page; it is changed.
        where: The page that holds the glossary; empty for a page that stands alone.
        most: How many meanings may stand on the page; the terms behind them are only linked. None
            sets no limit, and 0 only links.
    """
    wanted = list(reader_terms())
    given = 0
    for text in list(_running_texts(soup)):
        found = _first_uses(text, wanted)
        for _, term in found:
            wanted.remove(term)
        room = len(found) if most is None else max(most - given, 0)
        _write(soup, text, found, where, room)
        given += min(room, len(found))


def _running_texts(soup: BeautifulSoup) -> Iterator[NavigableString]:
    main = soup.select_one("main")
    for text in main.find_all(string=True) if main else ():
        if type(text) is NavigableString and text.strip() and _is_running(text):
            yield text


def _is_running(text: NavigableString) -> bool:
    above = list(text.parents)
    shut = any(each.name in NOT_IN or NOT_IN_CLASSES & _classes(each) for each in above)
    return not shut and any(each.name in RUNNING_TEXT for each in above)


def _classes(tag: Tag) -> set[str]:
    return set(tag.get_attribute_list("class")) - {None} if tag.attrs else set()


def _first_uses(
    text: NavigableString, wanted: list[ReaderTerm]
) -> list[tuple[re.Match[str], ReaderTerm]]:
    """Find the first use of each wanted term in a text, in order, none within another."""
    shut = [each.span() for each in _SHUT.finditer(text)]
    open_uses = [(_first(term, text, shut), term) for term in wanted]
    uses = [(use, term) for use, term in open_uses if use is not None]
    chosen: list[tuple[re.Match[str], ReaderTerm]] = []
    for use, term in sorted(uses, key=lambda each: (each[0].start(), -each[0].end())):
        if not _meets(use, [each.span() for each, _ in chosen]):
            chosen.append((use, term))
    return chosen


def _first(term: ReaderTerm, text: str, shut: list[tuple[int, int]]) -> re.Match[str] | None:
    return next((use for use in term.uses.finditer(text) if not _meets(use, shut)), None)


def _meets(use: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start < use.end() and use.start() < end for start, end in spans)


def _write(
    soup: BeautifulSoup,
    text: NavigableString,
    found: list[tuple[re.Match[str], ReaderTerm]],
    where: str,
    room: int,
) -> None:
    """Put a link in the place of each use, and behind the first *room* of them their meaning."""
    if not found or not (where or room):
        return
    whole, pieces, at = str(text), [], 0
    for number, (use, term) in enumerate(found):
        start, end = use.span("term")
        pieces += [whole[at:start], _named(soup, whole[start:end], term, where)]
        pieces.append(whole[end : use.end()])
        pieces += _meaning(soup, term) if number < room else []
        at = use.end()
    text.replace_with(*(each for each in [*pieces, whole[at:]] if each))


def _named(soup: BeautifulSoup, words: str, term: ReaderTerm, where: str) -> Tag | str:
    if not where:
        return words
    link = {"class": "term", "href": f"{where}#term-{term.term_id}"}
    return soup.new_tag("a", attrs=link, string=words)


def _meaning(soup: BeautifulSoup, term: ReaderTerm) -> list[Tag | str]:
    return [" ", soup.new_tag("span", attrs={"class": "gloss"}, string=f"({term.meaning})")]
