"""The way back: from a piece of evidence to every sentence, row and chart that leans on it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

from evidence_lib.show.markup import row_anchor

ROW = "tr[id^=item-]"
WAYS_BACK = "Where it is used"
NAMED = 3
"""Of more pieces of evidence in one cell than this the others do too."""
WORDS = 56
"""Characters of a sentence that tell a reader which one it is."""

Pages = Mapping[str, BeautifulSoup]


class Use(NamedTuple):
    """
    One sentence, row or chart that leans on a piece of evidence.

    ``part`` says where it stands, ``words`` how it begins, ``href`` leads to it.
    """

    target: str
    part: str
    words: str
    page: str
    place: str


def link_back(pages: Pages) -> None:
    """
    Let a reader go both ways between what is said and the evidence, on the pages of one notebook.

    Below what is said in each row of evidence stand links to what leans on it, one key press away;
    each link to it says beside the id what it is; a lead to what is on none of the pages is taken
    off.

    Args:
        pages: File name -> page, as made from one notebook; a page that stands alone has the empty
            name.
    """
    _drop_lost(pages)
    uses = [use for name, page in pages.items() for use in _uses(name, page)]
    words = {str(row["id"]): _summary(row) for page in pages.values() for row in page.select(ROW)}
    for name, page in pages.items():
        _say_what_ids_are(page, words)
        _add_ways_back(page, name, uses)


def _drop_lost(pages: Pages) -> None:
    """Take off each lead to a place that is on none of the pages, as where a cell was left out."""
    ids = {name: {str(tag["id"]) for tag in page.select("[id]")} for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.select("main .cites a[aria-label], main .source a"):
            where, _, target = str(link["href"]).partition("#")
            if (where or name) in ids and target not in ids[where or name]:
                _drop(link)


def _drop(link: Tag) -> None:
    around = link.find_parent(class_="cites")
    if around is None:
        link.unwrap()
    elif len(around.select("a")) > 1:
        link.decompose()
    else:
        around.decompose()


def _summary(row: Tag) -> str:
    return _clipped(_text(row.find("td")))


def _text(tag: object) -> str:
    return " ".join(tag.get_text(" ").split()) if isinstance(tag, Tag) else ""


def _clipped(text: str) -> str:
    """Cut a text at a word, and one long word where it has to be."""
    if len(text) <= WORDS:
        return text
    begun = text[:WORDS]
    return f"{begun.rpartition(' ')[0] or begun} …"


def _uses(name: str, page: BeautifulSoup) -> Iterator[Use]:
    """Give what leans on evidence, in the order of the page, each with an id to lead to."""
    taken = {str(tag["id"]) for tag in page.select("[id]")}
    for link in page.select("main a[href*='#item-']"):
        user = link.find_parent("figure") or link.find_parent(["tr", "li", "p", "dd"])
        if isinstance(user, Tag) and not str(user.get("id", "")).startswith("item-"):
            part, words = _described(user)
            place = str(user.get("id") or _identified(user, taken))
            yield Use(str(link["href"]).partition("#")[2], part, words, name, place)


def _described(user: Tag) -> tuple[str, str]:
    """Say of a user in which part of its page it stands, and how it begins."""
    if user.name == "figure":
        return "Charts", _clipped(_text(user.find("figcaption")))
    if user.name == "tr":
        cells = user.find_all(["th", "td"], limit=2)
        return _caption(user), _clipped(", ".join(map(_text, cells)))
    return _heading(user), _clipped(_said(user))


def _caption(row: Tag) -> str:
    around = row.find_parent("table")
    return _text(around.find("caption")) if isinstance(around, Tag) else ""


def _heading(user: Tag) -> str:
    label = user.find_previous(["dt"]) if user.find_parent("dl") else None
    return _text(label or user.find_previous(["h1", "h2", "h3", "h4"]))


def _said(user: Tag) -> str:
    """Give the words of a sentence without its links and what is said of it."""
    own = (
        str(text)
        for text in user.find_all(string=True)
        if text.find_parent(class_=["cites", "note"]) is None
    )
    return " ".join("".join(own).split())


def _identified(user: Tag, taken: set[str]) -> str:
    """Give a user an id that stays while its words, or its place in its table, do."""
    base = identifier = _base(user)
    count = 1
    while identifier in taken:
        count += 1
        identifier = f"{base}-{count}"
    taken.add(identifier)
    user["id"] = identifier
    return identifier


def _base(user: Tag) -> str:
    around = user.find_parent(attrs={"data-table": True})
    if user.name == "tr" and isinstance(around, Tag):
        return f"row-{around['data-table']}-{len(user.find_previous_siblings('tr')) + 1}"
    return f"said-{zlib.crc32(_said(user).encode()):08x}"


def _say_what_ids_are(page: BeautifulSoup, words: Mapping[str, str]) -> None:
    """Set the first words of each piece of evidence beside its id."""
    for cell in page.select("main td"):
        links = [link for link in cell.select("a[href*='#item-']") if _is_id(link)]
        for link in links:
            link.string = ": ".join(filter(None, [link.get_text(), words.get(_target(link), "")]))
        if len(links) > 1:
            cell.clear()
            cell.extend(_listed(page, links, NAMED))
    for link in page.select("main .cites a[href*='#item-']"):
        link["title"] = words.get(_target(link), link.get_text())


def _target(link: Tag) -> str:
    return str(link["href"]).partition("#")[2]


def _is_id(link: Tag) -> bool:
    return _target(link) == row_anchor("item", link.get_text())


def _listed(page: BeautifulSoup, entries: Sequence[Tag], shown: int) -> Iterator[Tag]:
    """List entries, those after the first few in a part that opens."""
    yield _list(page, entries[:shown])
    if len(entries) > shown:
        more = f"and {len(entries) - shown} more"
        yield _opening(page, _list(page, entries[shown:]), more)


def _list(page: BeautifulSoup, entries: Iterable[Tag]) -> Tag:
    made = page.new_tag("ul", attrs={"class": "in-cell"})
    for entry in entries:
        item = page.new_tag("li")
        item.append(entry)
        made.append(item)
    return made


def _add_ways_back(page: BeautifulSoup, name: str, uses: Sequence[Use]) -> None:
    for row in page.select(ROW):
        own = list(dict.fromkeys(use for use in uses if use.target == row["id"]))
        cell = row.find("td")
        if own and isinstance(cell, Tag):
            cell.append(_opening(page, _by_part(page, name, own), WAYS_BACK))


def _by_part(page: BeautifulSoup, name: str, uses: Sequence[Use]) -> Tag:
    parts = groupby(uses, key=lambda use: use.part)
    return _list(page, [_part(page, name, part, list(own)) for part, own in parts])


def _opening(page: BeautifulSoup, made: Tag, said: str) -> Tag:
    more = page.new_tag("details", attrs={"class": "in-cell"})
    more.append(page.new_tag("summary", string=said))
    more.append(made)
    return more


def _part(page: BeautifulSoup, name: str, part: str, uses: Sequence[Use]) -> Tag:
    made = page.new_tag("span", string=f"{_clipped(part).rstrip('?')}: ")
    for place, use in enumerate(uses):
        if place:
            made.append("; ")
        page_of = "" if use.page == name else use.page
        link = page.new_tag("a", attrs={"href": f"{page_of}#{use.place}"}, string=use.words)
        made.append(link)
    return made
