"""
What was not available, said once a page: boxes for missing tables become one list.

Whoever reads a public page cannot supply what is missing. So the page says it in one place, where
it says what is not known; the boxes with how to supply it stand on pages for those who can.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from evidence_lib.english import capital, sentence_end
from evidence_lib.show.missing import NOT_AVAILABLE, WHY

GATHERED_ID = "not-available"
TITLE = "What was not available"
LED_BY = re.compile("What is (?:still missing|not known)")
NOTHING_LEFT = "No figures were available; see "
_HEADINGS = ("h1", "h2", "h3")


def gather_missing(soup: BeautifulSoup) -> None:
    """
    Put what a page lacks into one list, and take the boxes away from where they stood.

    The list stands at the end of the part that says what is still missing, else at the end of the
    page. A part that a box leaves without an answer links to the list. A box that says something
    else than that a table was not available stays.

    Args:
        soup: A page of which what is not for its readers has been dropped; it is changed.
    """
    boxes = [
        each for each in soup.select("main p.missing") if _said(each).startswith(NOT_AVAILABLE)
    ]
    if not boxes:
        return
    entries = list(dict.fromkeys(entry_words(_said(each)) for each in boxes))
    for box in boxes:
        _take_away(soup, box)
    _place(soup, entries)


def entry_words(said: str) -> str:
    """Write a box's sentences as an entry of the list: what was not available, then why."""
    what, _, why = said.removeprefix(NOT_AVAILABLE).strip().partition(f" {WHY} ")
    parts = (capital(what), sentence_end(capital(why)) if why else "")
    return " ".join(filter(None, parts))


def _said(box: Tag) -> str:
    return " ".join(box.get_text().split())


def _take_away(soup: BeautifulSoup, box: Tag) -> None:
    """Remove a box; where nothing but an introduction is left of its part, say where to look."""
    bare = _is_bare(box)
    if bare:
        link = soup.new_tag("a", attrs={"href": f"#{GATHERED_ID}"}, string=TITLE.lower())
        said = soup.new_tag("p", attrs={"class": "sentence"}, string=NOTHING_LEFT)
        said.extend([link, "."])
        box.insert_before(said)
    box.decompose()


def _is_bare(box: Tag) -> bool:
    """Say whether a box is all that its part of the page answers."""
    before, behind = _beside(box, back=True), _beside(box, back=False)
    return not any(map(_is_answer, [*before, *behind]))


def _beside(box: Tag, *, back: bool) -> list[Tag]:
    """Give the parts of the page before or behind a box, as far as the next heading."""
    found = []
    for each in box.find_all_previous() if back else box.find_all_next():
        if each.name in _HEADINGS or each.name == "footer":
            break
        found.append(each)
    return found


def _is_answer(tag: Tag) -> bool:
    """Say whether a tag answers: an introduction, which has no class, does not."""
    return tag.name in ("table", "figure", "ul", "dl") or (
        tag.name == "p" and bool(tag.get("class"))
    )


def _list(soup: BeautifulSoup, entries: list[str]) -> Tag:
    made = soup.new_tag("ul", attrs={"class": "not-available"})
    made.extend([soup.new_tag("li", string=each) for each in entries])
    return made


def _place(soup: BeautifulSoup, entries: list[str]) -> None:
    """Put the list at the end of the part that says what is missing, else of the page."""
    led_by = soup.find("h2", string=LED_BY)
    after = led_by.find_next("h2") if isinstance(led_by, Tag) else None
    level = "h3" if isinstance(led_by, Tag) else "h2"
    title = soup.new_tag(level, attrs={"id": GATHERED_ID}, string=TITLE)
    for each in (title, _list(soup, entries)):
        if isinstance(after, Tag):
            after.insert_before(each)
        else:
            _end_of_page(soup).append(each)


def _end_of_page(soup: BeautifulSoup) -> Tag:
    return soup.select_one("main .body") or soup.select_one("main") or soup
