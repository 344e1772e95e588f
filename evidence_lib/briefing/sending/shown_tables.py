"""The released tables of a pack as its pages show them: caption, notes, page, and the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from evidence_lib.briefing.sending.sealed import SealedPack

DATA = "data/"
NOTES = {"note", "source"}


@dataclass(frozen=True)
class ShownTable:
    """
    A table that stands on a page and in a file of the pack.

    Row: a file. ``notes`` are the lines below the table, its source among them.
    """

    file: str
    title: str
    page_title: str
    notes: tuple[str, ...]


def shown_tables(pack: SealedPack) -> list[ShownTable]:
    """List the tables of a pack in the order of its pages, each file once."""
    found: dict[str, ShownTable] = {}
    for html in pack.pages.values():
        for table in _on_page(BeautifulSoup(html, "html.parser")):
            if table.file in pack.files:
                found.setdefault(table.file, table)
    others = [name for name in pack.files if name.startswith(DATA) and name not in found]
    return [*found.values(), *(_untold(name) for name in others)]


def _on_page(soup: BeautifulSoup) -> Iterator[ShownTable]:
    heading = soup.select_one("h1")
    page_title = text_of(heading) if heading else ""
    for link in soup.select(f"p.download a[href^='{DATA}']"):
        table, notes = _above(link)
        caption = table.find("caption") if table else None
        if isinstance(caption, Tag):
            yield ShownTable(str(link["href"]), text_of(caption), page_title, notes)


def _above(link: Tag) -> tuple[Tag | None, tuple[str, ...]]:
    """Find the table that a link to data stands under, and the notes between."""
    notes: list[str] = []
    place = link.find_parent("p")
    for each in place.find_previous_siblings() if isinstance(place, Tag) else ():
        if each.name == "p" and NOTES & set(each.get_attribute_list("class")):
            notes.append(text_of(each))
        else:
            table = each if each.name == "table" else each.find("table")
            return (table if isinstance(table, Tag) else None), tuple(reversed(notes))
    return None, ()


def _untold(name: str) -> ShownTable:
    title = name.removeprefix(DATA).removesuffix(".csv").replace("-", " ").replace("_", " ")
    return ShownTable(name, title.capitalize(), "the whole pack", ())


def text_of(tag: Tag) -> str:
    """Give the words of a part of a page on one line."""
    return " ".join(tag.get_text(" ").split())
