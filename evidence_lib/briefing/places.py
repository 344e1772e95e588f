"""Every place of a pack that holds words: what a reader sees, hears, opens or finds in the file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

from evidence_lib.disclosure import TextTable, counts_people

BLOCKS = {
    "p", "li", "td", "th", "dt", "dd", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption",
    "summary", "footer", "header", "title", "desc", "text", "blockquote", "div", "section", "main",
    "nav", "a", "svg", "body",
}  # fmt: skip
UNREAD = {"style", "script"}
GEOMETRY = {
    "class", "style", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx",
    "dy", "width", "height", "viewbox", "transform", "points", "fill", "stroke", "rel", "charset",
    "lang", "role", "scope", "tabindex", "patternunits", "stroke-width", "stroke-dasharray",
    "font-size", "font-weight", "text-anchor",
}  # fmt: skip
"""Attributes that hold shapes and roles, and no words."""

OF_PAGE = re.compile(r"^(?:index|area-\d+)-")
WRITTEN = re.compile(r"\d[\d,]*(?:\.\d+)?")
AXIS = "axis"
"""The class of the groups that hold the marks of an axis; their numbers count nobody."""

CHECKSUM = re.compile(r"[0-9a-f]{16,}")


@dataclass(frozen=True)
class Place:
    """
    One text of a pack and where it stands.

    Row: a text. ``where`` is its file and what it is there; ``about`` what stands over it.
    """

    where: str
    text: str
    about: str = ""


@dataclass(frozen=True)
class PlacedTable:
    """A table of a pack and where it stands; ``name`` is its own on the page, else empty."""

    where: str
    name: str
    table: TextTable


@dataclass(frozen=True)
class Drawing:
    """
    The words that a drawing writes beside its axes, and what the figure around it shows.

    ``numbers`` of the figure are rounded to whole ones, as a drawing may write them;
    ``counts_people`` says that the table behind it does.
    """

    where: str
    labels: tuple[str, ...]
    numbers: frozenset[int]
    counts_people: bool


@dataclass(frozen=True)
class ReadPack:
    """Everything a pack says: ``texts``, but for the cells of tables; ``tables``; ``drawings``."""

    texts: tuple[Place, ...]
    tables: tuple[PlacedTable, ...]
    drawings: tuple[Drawing, ...]


def read_pack(files: Mapping[str, bytes]) -> ReadPack:
    """Read every word of a pack, file names among them; each page is parsed once."""
    texts: list[Place] = []
    tables: list[PlacedTable] = []
    drawings: list[Drawing] = []
    for name, content in files.items():
        texts.append(Place(f"{name}, name of the file", _in_words(PurePosixPath(name).stem)))
        if name.endswith(".html"):
            soup = BeautifulSoup(content, "html.parser")
            texts += _texts_of_page(name, soup)
            tables += [_placed(name, each) for each in soup("table")]
            own = [_drawing(name, each) for each in soup("svg")]
            drawings += own
            texts += [Place(each.where, label) for each in own for label in each.labels]
        elif name.endswith(".json"):
            texts += _texts_of_json(name, json.loads(content))
        elif name.endswith(".csv"):
            tables.append(_of_csv(name, content.decode()))
        else:
            texts.append(Place(name, content.decode(errors="replace")))
    return ReadPack(tuple(texts), tuple(tables), tuple(drawings))


def _in_words(name: str) -> str:
    return re.sub(r"[-_.]+", " ", name)


def _drawing(name: str, drawing: Tag) -> Drawing:
    """Read the words of a drawing, and what the figure around it says beside its drawings."""
    figure = drawing.find_parent("figure")
    said = " ".join(_beside_drawings(figure)) if isinstance(figure, Tag) else ""
    tables = [_placed(name, each) for each in figure("table")] if isinstance(figure, Tag) else []
    written = (float(each.replace(",", "")) for each in WRITTEN.findall(said))
    return Drawing(
        f"{name}, drawing", tuple(_labels(drawing)), frozenset(map(round, written)),
        any(counts_people(each.table) for each in tables),
    )  # fmt: skip


def _beside_drawings(figure: Tag) -> Iterator[str]:
    for string in figure.find_all(string=True):
        if string.find_parent("svg") is None:
            yield str(string)


def _labels(drawing: Tag) -> Iterator[str]:
    """Give each text of a drawing in one piece, but for the marks of its axes."""
    for text in drawing("text"):
        if text.find_parent("g", class_=AXIS) is None:
            yield _text(text)


def _texts_of_page(name: str, soup: BeautifulSoup) -> Iterator[Place]:
    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        yield Place(f"{name}, comment", str(comment))
    for parts in _texts_of_blocks(soup):
        # markup may part a word, or stand between two
        for text in dict.fromkeys((_joined("", parts), _joined(" ", parts))):
            yield Place(f"{name}, text", text)
    for tag in soup.find_all(True):
        for attribute, value in tag.attrs.items():
            if attribute.lower() not in GEOMETRY:
                yield Place(f"{name}, {attribute} of {tag.name}", _in_attribute(attribute, value))


def _texts_of_blocks(soup: BeautifulSoup) -> list[list[str]]:
    """Row: one block of a page, with the pieces that markup parts its text into."""
    blocks: dict[int, list[str]] = {}
    for string in soup.find_all(string=True):
        block = _block_of(string) if type(string) is NavigableString else None
        if block is not None:
            blocks.setdefault(id(block), []).append(str(string))
    return [parts for parts in blocks.values() if "".join(parts).strip()]


def _in_attribute(attribute: str, value: Any) -> str:
    text = " ".join(value) if isinstance(value, list) else str(value)
    return _in_words(text) if attribute in ("id", "href", "data-table", "for") else text


def _block_of(string: NavigableString) -> Tag | None:
    """Find the block whose text a string belongs to; cells of tables are read with headings."""
    for parent in string.parents:
        if parent.name in UNREAD or (parent.name in ("td", "th") and _in_table(parent)):
            return None
        if parent.name in BLOCKS:
            return parent
    return None


def _in_table(cell: Tag) -> bool:
    return cell.find_parent("tbody") is not None


def _joined(between: str, parts: list[str]) -> str:
    return " ".join(between.join(parts).split())


def _texts_of_json(name: str, content: Any) -> Iterator[Place]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield Place(f"{name}, a name", _in_words(key))
            yield from _texts_of_json(name, value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts_of_json(name, value)
    elif isinstance(content, str) and not CHECKSUM.fullmatch(content):
        yield Place(name, content)


def _placed(name: str, seen: Tag) -> PlacedTable:
    caption = seen.find("caption")
    headings = [_text(cell) for cell in seen.select("thead th")]
    rows = [[_text(cell) for cell in row.find_all(["th", "td"])] for row in seen.select("tbody tr")]
    around = seen.find_parent(attrs={"data-table": True})
    title = _text(caption) if isinstance(caption, Tag) else ""
    own = str(around["data-table"]) if isinstance(around, Tag) else ""
    return PlacedTable(f"{name}, table", own, _text_table(title, headings, rows))


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ", strip=True).split())


def _text_table(caption: str, headings: list[str], rows: list[list[str]]) -> TextTable:
    """Fill rows and headings up to one width: a table that is not whole is read all the same."""
    width = max([len(headings), *map(len, rows)], default=0)
    headings = headings + [""] * (width - len(headings))
    whole = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return TextTable(caption, tuple(headings), whole)


def _of_csv(name: str, text: str) -> PlacedTable:
    rows = list(csv.reader(io.StringIO(text)))
    caption = _in_words(OF_PAGE.sub("", PurePosixPath(name).stem))
    return PlacedTable(name, "", _text_table(caption, rows[0] if rows else [], rows[1:]))
