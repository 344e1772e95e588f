"""One notebook, several files: each layer of a page becomes a page of its own."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup, Tag

from evidence_lib import terms

HEADING = re.compile(r"h[2-6]")
MARKED = "[data-layers]"
LEADS = "[data-leads]"
PLACE = ".pictures"
PICTURES = 3
"""As many pictures carry a briefing as a reader takes in."""
HEADED = {terms.EVIDENCE: "{}: the evidence", terms.METHOD: "Sources, method and sign-off"}
"""How each layer but the first heads its page; the first keeps the heading of the notebook."""


def parted(whole: BeautifulSoup, names: Mapping[str, str]) -> dict[str, BeautifulSoup]:
    """
    Part a page by its layers.

    A block that is not marked stands in the evidence. A heading of the notebook, and what
    introduces it, goes wherever a block below it goes, but into no briefing: that has its own.

    Args:
        whole: The page of a whole notebook, its headings with their ids.
        names: The file of each layer the page has.

    Returns:
        File name -> page, in the order of *names*. A link to a place that now stands in another of
        these files leads there.
    """
    pages = {name: _of_layer(whole, layer) for layer, name in names.items()}
    places = {name: _places(page) for name, page in pages.items()}
    for name, page in pages.items():
        _lead_across(page, name, places)
    return pages


def as_one_page(whole: BeautifulSoup) -> None:
    """Take the marks of layers off: pictures stand where the notebook has them, and once."""
    for place in whole.select(PLACE):
        place.decompose()
    for marked in whole.select(MARKED):
        marked.unwrap()
    _lead_across(whole, "", {"": _places(whole)})


def _of_layer(whole: BeautifulSoup, layer: str) -> BeautifulSoup:
    page = copy.copy(whole)
    opening = page.select_one("main .opening")
    if opening is not None:
        kept = set(map(id, _kept(opening, layer)))
        for block in opening.find_all(True, recursive=False):
            if id(block) not in kept:
                block.decompose()
        _gather_pictures(opening)
    for marked in page.select(MARKED):
        marked.unwrap()
    _head(page, layer)
    return page


def _gather_pictures(opening: Tag) -> None:
    """Put the first pictures that lead where a briefing has its place for them."""
    place = opening.select_one(PLACE)
    if place is None:
        return
    leading = opening.select(LEADS)
    place.extend([each.extract() for each in leading][:PICTURES])
    if leading:
        place.unwrap()
    else:
        place.decompose()


def _kept(opening: Tag, layer: str) -> Iterator[Tag]:
    """Give the blocks of a layer, each with the headings it stands under, in their order."""
    waiting: list[Tag] = []
    for block in opening.find_all(True, recursive=False):
        if HEADING.fullmatch(block.name):
            waiting = [*_above(waiting, block), block]
        elif _introduces(block):
            waiting.append(block)
        elif layer in _layers_of(block):
            yield from waiting if layer != terms.BRIEFING else ()
            yield block
            waiting = []


def _above(waiting: list[Tag], heading: Tag) -> list[Tag]:
    """Leave out of what waits the headings that a later one ends, with what introduces them."""
    ended = (
        place
        for place, each in enumerate(waiting)
        if HEADING.fullmatch(each.name) and each.name >= heading.name
    )
    return waiting[: next(ended, len(waiting))]


def _introduces(block: Tag) -> bool:
    """Tell what a notebook writes as text from what its answers show."""
    return not block.get("class") and not block.has_attr("data-layers") and block.name != "h1"


def _layers_of(block: Tag) -> list[str]:
    if block.name == "h1":
        return list(terms.LAYERS)
    if block.has_attr("data-layers"):
        return str(block["data-layers"]).split() if block.get_text(strip=True) else []
    return [terms.EVIDENCE]


def _head(page: BeautifulSoup, layer: str) -> None:
    heading = page.select_one("main h1")
    if heading is not None and layer in HEADED:
        heading.string = HEADED[layer].format(heading.get_text(" ", strip=True))


def _places(page: BeautifulSoup) -> set[str]:
    return {str(tag["id"]) for tag in page.select("[id]")}


def _lead_across(page: BeautifulSoup, own: str, places: Mapping[str, set[str]]) -> None:
    for link in page.select("main a[href^='#']"):
        target = str(link["href"])[1:]
        others = [name for name, ids in places.items() if target in ids]
        if target not in places[own] and others:
            # the last: evidence rather than a briefing, which repeats some of it
            link["href"] = f"{others[-1]}#{target}"
        elif not others and target.startswith("source-"):
            link["href"] = f"method.html#{target}"
