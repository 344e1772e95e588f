"""Finishing a page: the parts a template cannot know until the whole page is there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from evidence_lib import terms
from evidence_lib.briefing.back_links import link_back
from evidence_lib.briefing.gathering import gather_missing
from evidence_lib.briefing.glossing import MOST_ON_A_BRIEFING, gloss
from evidence_lib.briefing.parting import as_one_page, parted
from evidence_lib.briefing.print_rules import add_print_rules
from evidence_lib.briefing.security_policy import write_policy
from evidence_lib.english import visible

CONTENTS_NEED = 3
NOTES = ("note", "source")
OTHER_PAGE = re.compile(r"(?![a-z][a-z0-9+.-]*:|#)([^#]+)", re.IGNORECASE)

JUDGEMENT_FILE = "data/judgement.csv"


@dataclass(frozen=True)
class PackPage:
    """
    One page of a pack as its navigation names it.

    Row: a page. ``number`` is that of its improvement area, empty for other pages.
    """

    href: str
    label: str
    number: str = ""


@dataclass(frozen=True)
class PackContext:
    """
    What a page has to know of the pack it stands in.

    ``current`` is the page's own href; ``sealed`` says that a manifest stands beside it;
    ``profile`` is whom the pack is for: what is not for it is dropped from the page. ``layers``
    names the file of each layer that the page is parted into, ``files`` all pages of the pack.
    """

    title: str
    partnership: str
    pages: tuple[PackPage, ...]
    current: str
    sealed: bool = True
    profile: str = "public"
    layers: Mapping[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()


def data_file(page: str, table: str) -> str:
    """
    Name the file that holds *table* of *page*, within the pack.

    The whole review's judgement table has a name of its own, by which other programs find it.
    """
    if (page, table) == ("index.html", "judgement"):
        return JUDGEMENT_FILE
    return f"data/{PurePosixPath(page).stem}-{table}.csv"


def finish_page(
    html: str, pack: PackContext | None, tables: Collection[str], profile: str = "public"
) -> str:
    """
    Give a rendered page its title, heading ids, list of contents and links to its data.

    What is not for *profile* is dropped first: nothing of it is left in the page.

    Args:
        html: The page as the template wrote it.
        pack: The pack it stands in; None makes a page that stands alone, without links to others.
        tables: Names of the tables released with the page.
        profile: Whom the page is for.
    """
    soup = BeautifulSoup(html, "html.parser")
    keep_for(soup, profile)
    _heading_ids(soup)
    as_one_page(soup)
    if profile == terms.PUBLIC:
        gather_missing(soup)
    link_back({"": soup})
    return _finished(soup, pack, tables, pack.current if pack else "")


def finish_parts(html: str, pack: PackContext, tables: Collection[str]) -> dict[str, str]:
    """
    Part a rendered page into the files of its layers, and give each what `finish_page` gives.

    Args:
        html: The page as the template wrote it.
        pack: The pack it stands in.
        tables: Names of the tables released with the notebook.

    Returns:
        File name -> page.
    """
    soup = BeautifulSoup(html, "html.parser")
    keep_for(soup, pack.profile)
    _heading_ids(soup)
    pages = parted(soup, pack.layers)
    if pack.profile == terms.PUBLIC:
        for page in pages.values():
            gather_missing(page)
    link_back(pages)
    return {name: _finished(page, pack, tables, name) for name, page in pages.items()}


def _finished(
    soup: BeautifulSoup, pack: PackContext | None, tables: Collection[str], name: str
) -> str:
    _title(soup, pack)
    _arrange(soup, contents=pack is None or name != pack.layers.get(terms.BRIEFING))
    if pack is None:
        gloss(soup, where="")
        _unlink_other_pages(soup, frozenset())
    else:
        _link_data(soup, pack.current, tables)
        gloss(soup, most=MOST_ON_A_BRIEFING if name == pack.layers.get(terms.BRIEFING) else None)
        _unlink_other_pages(soup, pack.files)
        _layer_links(soup, pack, name)
    add_print_rules(soup)
    write_policy(soup)
    return str(soup)


def tables_on(html: str) -> frozenset[str]:
    """Name the tables that a finished page shows: no other is released with it."""
    soup = BeautifulSoup(html, "html.parser")
    return frozenset(str(table["data-table"]) for table in soup.select("div.table[data-table]"))


def keep_for(soup: BeautifulSoup, profile: str) -> None:
    """Drop what is marked for other profiles, and the marks themselves."""
    for part in soup.select("[data-profiles]"):
        if part.decomposed:
            continue
        if profile in str(part["data-profiles"]).split():
            part.unwrap()
        else:
            _drop(part)


def _drop(part: Tag) -> None:
    """Drop a part with the space behind it, so that the page reads back as it is written."""
    before, after = part.previous_sibling, part.next_sibling
    if after is not None and _is_space(before) and _is_space(after):
        after.extract()
    part.decompose()


def _is_space(node: object) -> bool:
    return isinstance(node, NavigableString) and not node.strip()


def slug(text: str) -> str:
    """Make an id of a heading: ``What was asked?`` gives ``what-was-asked``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "part"


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ", strip=True).split())


def _title(soup: BeautifulSoup, pack: PackContext | None) -> None:
    heading, title = soup.select_one("main h1"), soup.select_one("head title")
    if heading is None or title is None:
        return
    text = _text(heading)
    named = visible(pack.title) if pack else text
    title.string = text if named == text else f"{text} – {named}"
    banner = soup.select_one(".banner-title")
    if pack and pack.partnership and banner is not None and _text(banner) == text:
        _drop(banner)  # the heading below says it


def _heading_ids(soup: BeautifulSoup) -> None:
    taken = {str(tag["id"]) for tag in soup.select("[id]")}
    for heading in soup.select("main h2, main h3, main h4"):
        if heading.get("id"):
            continue
        base, identifier, count = slug(_text(heading)), slug(_text(heading)), 1
        while identifier in taken:
            count += 1
            identifier = f"{base}-{count}"
        heading["id"] = identifier
        taken.add(identifier)


def _arrange(soup: BeautifulSoup, *, contents: bool) -> None:
    opening, body = soup.select_one("main .opening"), soup.select_one("main .body")
    if opening is None or body is None:
        return
    parts = list(opening.children)
    headings = [n for n, part in enumerate(parts) if isinstance(part, Tag) and part.name == "h2"]
    for part in parts[headings[0] :] if headings else []:
        body.append(part.extract())
    listed = _contents(soup) if contents else None
    if listed is not None:
        body.insert_before(listed)


def _contents(soup: BeautifulSoup) -> Tag | None:
    headings = soup.select("main .body > h2")
    if len(headings) < CONTENTS_NEED:
        return None
    nav = soup.new_tag("nav", attrs={"class": "contents", "aria-label": "On this page"})
    lead = soup.new_tag("p", attrs={"class": "contents-lead"}, string="On this page")
    entries = soup.new_tag("ol")
    for heading in headings:
        entry, link = soup.new_tag("li"), soup.new_tag("a", attrs={"href": f"#{heading['id']}"})
        link.string = _text(heading)
        entry.append(link)
        entries.append(entry)
    nav.extend([lead, entries])
    return nav


def _unlink_other_pages(soup: BeautifulSoup, present: Collection[str]) -> None:
    """Take the links off that lead to pages which are not there."""
    for link in soup.select("main a[href]:not([download])"):
        page = OTHER_PAGE.match(str(link["href"]))
        if page is not None and page[1] not in present:
            link.unwrap()


def _layer_links(soup: BeautifulSoup, pack: PackContext, own: str) -> None:
    """Mark in the navigation which page this is, and which layer of it."""
    is_method = own == pack.layers.get(terms.METHOD)
    for link in soup.select("nav.pages a[href], nav.layers a[href]"):
        del link["aria-current"]
        if link["href"] == own:
            link["aria-current"] = "page"
        elif link["href"] == pack.current and not is_method and link.find_parent(class_="pages"):
            link["aria-current"] = "true"
    for nav in soup.select("nav.layers") if is_method else ():
        _drop(nav)


def _link_data(soup: BeautifulSoup, page: str, tables: Collection[str]) -> None:
    for table in soup.select("div.table[data-table]"):
        name = str(table["data-table"])
        if name in tables:
            _last_note(table).insert_after(_download(soup, table, data_file(page, name)))


def _last_note(table: Tag) -> Tag:
    last = table
    while isinstance(after := last.find_next_sibling(), Tag) and _is_note(after):
        last = after
    return last


def _is_note(tag: Tag) -> bool:
    return tag.name == "p" and any(name in NOTES for name in tag.get_attribute_list("class"))


def _download(soup: BeautifulSoup, table: Tag, href: str) -> Tag:
    caption = table.find("caption")
    named = f": {_text(caption)}" if isinstance(caption, Tag) else ""
    paragraph = soup.new_tag("p", attrs={"class": "download"})
    link = soup.new_tag("a", attrs={"href": href, "download": ""}, string="Download as CSV")
    link.append(soup.new_tag("span", attrs={"class": "for-screen-readers"}, string=named))
    paragraph.append(link)
    return paragraph
