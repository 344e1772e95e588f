"""The last look at a page before it is published, without a browser."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

from evidence_lib.briefing.picture_rules import ATTRIBUTES as DRAWN
from evidence_lib.briefing.picture_rules import findings_of_drawing
from evidence_lib.briefing.security_policy import policy_of
from evidence_lib.english import visible
from evidence_lib.errors import shown

LANGUAGE = "en-GB"
DECLARATION = "<!DOCTYPE html>\n"
PLACEHOLDERS = ("no description has been provided for this image",)
FRAME = {"html", "head", "meta", "title", "style", "body", "a", "header", "nav", "main", "footer"}
PARTS = {
    "section",
    "article",
    "aside",
    "div",
    "p",
    "blockquote",
    "hr",
    "figure",
    "figcaption",
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol", "li", "dl", "dt", "dd", "details", "summary"}
TABULAR = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
INLINE = {
    "span",
    "br",
    "q",
    "cite",
    "strong",
    "em",
    "b",
    "i",
    "small",
    "sub",
    "sup",
    "abbr",
    "time",
}
LITERAL = {"time", "code", "pre", "kbd", "mark", "del", "ins", "wbr"}
ELEMENTS = FRAME | PARTS | HEADINGS | LISTS | TABULAR | INLINE | LITERAL
ANYWHERE = {"class", "id", "lang", "role", "tabindex", "title"}
ATTRIBUTES = {
    "a": {"href", "download"},
    "meta": {"charset", "name", "content", "http-equiv"},
    "div": {"data-table"},
    "td": {"data-label", "colspan", "rowspan", "headers"},
    "th": {"scope", "colspan", "rowspan", "abbr"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start"},
    "li": {"value"},
    "time": {"datetime"},
    "details": {"open"},
}
META_NAMES = {None, "viewport", "referrer", "robots", "color-scheme"}
LOADING = ("src", "srcset", "poster", "data", "background", "longdesc", "xlink:href")
LEADING = ("href", "action", "formaction", "cite", "ping")
PAGE_LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)
LOADED_BY_STYLE = re.compile(r"url\s*\(|@import|expression\s*\(", re.IGNORECASE)
MACHINE = (
    (re.compile(r"/(?:home|root|tmp|Users|var/folders)/|\b[A-Za-z]:\\"), "a path of a machine"),
    (re.compile(r"Traceback \(most recent call last\)"), "a traceback"),
    (re.compile(r"\b\w*Warning:"), "a warning"),
)
EMPTY_VALUES = frozenset({"nan", "NaN", "NaT", "None", "<NA>", "inf", "-inf"})


def findings_of_page(
    html: str, files: Mapping[str, frozenset[str] | None] | None = None
) -> list[str]:
    """
    List everything for which a page may not be published.

    Args:
        html: The finished page.
        files: What stands beside the page: file name -> the ids links may point to in it, or
            None where they are not known. None for a page that stands alone, where no link to
            another file is right.

    Returns:
        One sentence a finding, in the order of the checks; empty when the page may go out.
    """
    by_rule = findings_by_rule(html, files)
    return list(dict.fromkeys(each for found in by_rule.values() for each in found))


def findings_by_rule(
    html: str, files: Mapping[str, frozenset[str] | None] | None = None
) -> dict[str, list[str]]:
    """
    Give the same as `findings_of_page`, under the rule that each finding breaks.

    Returns:
        Each rule, in the order of the checks -> its findings, which may be none.
    """
    soup = BeautifulSoup(html, "html.parser")
    found = {
        "written": _check_writing(html, soup),
        "frame": _check_frame(soup),
        "active": itertools.chain(_check_elements(soup), _check_drawings(soup)),
        "headings": _check_headings(soup),
        "images": _check_images(soup),
        "tables": _check_tables(soup),
        "references": _check_references(soup),
        "links": _check_links(soup, files or {}),
        "text": _check_text(soup),
    }
    return {rule: list(dict.fromkeys(each)) for rule, each in found.items()}


def acting_parts(html: str) -> list[str]:
    """List what in a page may act, load or steer, whatever the page is about."""
    return list(dict.fromkeys(_check_acting(html, BeautifulSoup(html, "html.parser"))))


def _check_acting(html: str, soup: BeautifulSoup) -> Iterator[str]:
    yield from _check_writing(html, soup)
    yield from _check_frame(soup)
    yield from _check_elements(soup)
    yield from _check_drawings(soup)


def _check_drawings(soup: BeautifulSoup) -> Iterator[str]:
    for drawing in soup.select("svg"):
        yield from findings_of_drawing(drawing)


def _check_writing(html: str, soup: BeautifulSoup) -> Iterator[str]:
    """Refuse what one reader of HTML may take for something else than another does."""
    odd = [each for each in soup.find_all(string=True) if isinstance(each, PreformattedString)]
    if len(odd) != 1 or not html.startswith(DECLARATION):
        yield "the page holds a comment, or a declaration beside its own"
    # a reader of HTML may take two blank lines between elements for one
    if str(soup).split() != html.split():
        yield "the page is not written out in full: a tag or a quotation mark is left open"
    if visible(html) != html:
        yield "the page holds characters that steer how it is read"


def ids_of(html: str) -> frozenset[str]:
    """Collect the ids of a page, which links of other pages may point to."""
    soup = BeautifulSoup(html, "html.parser")
    return frozenset(str(tag["id"]) for tag in soup.select("[id]"))


def _check_frame(soup: BeautifulSoup) -> Iterator[str]:
    root = soup.find("html")
    if not isinstance(root, Tag) or root.get("lang") != LANGUAGE:
        yield f"the page does not say that its language is {LANGUAGE}"
    title = soup.select_one("head > title")
    if title is None or not title.get_text(strip=True):
        yield "the page has no title"
    for landmark in ("header", "main", "footer"):
        if len(soup.select(f"body > {landmark}")) != 1:
            yield f"the page needs one {landmark} landmark"
    skip = soup.select_one("body > a[href^='#']")
    if skip is None or not soup.select(f"main[id='{str(skip['href'])[1:]}']"):
        yield "the page needs a skip link that leads to its main part"
    yield from _check_instructions(soup)


def _check_instructions(soup: BeautifulSoup) -> Iterator[str]:
    policies = soup.select("meta[http-equiv]")
    if [str(policy["http-equiv"]).lower() for policy in policies] != ["content-security-policy"]:
        yield "the page needs its security policy and no other instruction to the browser"
    elif policies[0].get("content") != policy_of(soup):
        yield "the security policy is not the one that fits the page"
    metas = soup.select("meta")
    if len(metas) != len(soup.select("head > meta")) or any(
        meta.get("name") not in META_NAMES for meta in metas
    ):
        yield "the page gives the browser an instruction that is not allowed"


def _check_headings(soup: BeautifulSoup) -> Iterator[str]:
    levels = [(int(tag.name[1]), tag) for tag in soup.find_all(re.compile(r"^h[1-6]$"))]
    count = sum(level == 1 for level, _ in levels)
    if count != 1:
        yield f"the page has {count} first-level headings instead of one"
    for (above, _), (level, tag) in itertools.pairwise(levels):
        if level > above + 1:
            yield f"heading {_quoted(tag)} skips from level {above} to {level}"
    for _, tag in levels:
        if not tag.get_text(strip=True):
            yield "a heading is empty"


def _check_elements(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(True):
        if tag.name in DRAWN and (tag.name == "svg" or tag.find_parent("svg")):
            continue
        if tag.name not in ELEMENTS:
            yield f"the element <{tag.name}> is not allowed"
        yield from _check_attributes(tag)
        if tag.name == "style" and LOADED_BY_STYLE.search(tag.get_text()):
            yield "a style of the page loads something"
    if len(soup.select("style")) != len(soup.select("head > style")):
        yield "a style stands outside the head of the page"


def _check_attributes(tag: Tag) -> Iterator[str]:
    allowed = ANYWHERE | ATTRIBUTES.get(tag.name, set())
    for name in tag.attrs:
        if name.startswith("on"):
            yield f"the attribute {name} of <{tag.name}> would run a script"
        elif name not in allowed and not name.startswith("aria-"):
            yield f"the attribute {shown(name)} of <{tag.name}> is not allowed"


def _check_images(soup: BeautifulSoup) -> Iterator[str]:
    # Our pages hold no such image; a page from elsewhere is told of its words all the same.
    for image in soup.select("img"):
        text = str(image.get("alt", "")).strip()
        if not text or text.lower().startswith(PLACEHOLDERS) or FILE_NAME.fullmatch(text):
            yield f"an image has no description of its own (it has {shown(text)})"
    for drawing in soup.select("svg"):
        text = str(drawing.get("aria-label", "")).strip()
        if not text or text.lower().startswith(PLACEHOLDERS) or FILE_NAME.fullmatch(text):
            yield f"a drawing has no description of its own (it has {shown(text)})"
        if drawing.get("role") != "img" or drawing.find_parent("figure") is None:
            yield "a drawing is no image of a figure"
    for figure in soup.select("figure"):
        caption = figure.find("figcaption")
        if not isinstance(caption, Tag) or not caption.get_text(strip=True):
            yield "a figure has no title"


def _check_tables(soup: BeautifulSoup) -> Iterator[str]:
    for table in soup.select("table"):
        caption = table.find("caption")
        if not isinstance(caption, Tag) or not caption.get_text(strip=True):
            yield "a table has no caption"
        if not table.select("th"):
            yield f"the table {_quoted(caption)} has no header cells"
        if table.select("th:not([scope=col]):not([scope=row]):not([scope$=group])"):
            yield f"a header cell of the table {_quoted(caption)} has no scope"
        for cell in table.select("th, td"):
            if cell.get_text(strip=True) in EMPTY_VALUES:
                yield f"a cell of the table {_quoted(caption)} shows {cell.get_text(strip=True)}"


def _check_references(soup: BeautifulSoup) -> Iterator[str]:
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    for repeated in sorted({each for each in ids if ids.count(each) > 1}):
        yield f"the id {shown(repeated)} is used more than once"
    for attribute in ("aria-labelledby", "aria-describedby"):
        for tag in soup.select(f"[{attribute}]"):
            for target in str(tag[attribute]).split():
                if target not in ids:
                    yield f"{attribute} of <{tag.name}> points to no id: {shown(target)}"


def _check_links(soup: BeautifulSoup, files: Mapping[str, frozenset[str] | None]) -> Iterator[str]:
    own = frozenset(str(tag["id"]) for tag in soup.select("[id]"))
    for tag in soup.find_all(True):
        for attribute in (*LOADING, *LEADING):
            if attribute not in tag.attrs:
                continue
            # browsers leave out white space and control characters inside an address
            address = re.sub(r"[\x00-\x20]", "", str(tag[attribute]))
            if tag.name == "a" and attribute == "href":
                yield from _check_link(tag, address, own, files)
            else:
                yield f"<{tag.name}> has an address in {attribute}"


def _check_link(
    tag: Tag, address: str, own: frozenset[str], files: Mapping[str, frozenset[str] | None]
) -> Iterator[str]:
    if not tag.get_text(strip=True):
        yield f"the link to {shown(address)} has no text"
    if PAGE_LINK.match(address):
        return
    if SCHEME.match(address):
        yield f"the link {_quoted(tag)} has an address that is not allowed"
        return
    name, _, target = address.partition("#")
    known = own if not name else files.get(name)
    if name and name not in files:
        yield f"the link {_quoted(tag)} leads to {shown(name)}, which is no file of the pack"
    elif known is not None and (target or not name) and target not in known:
        yield f"the link {_quoted(tag)} leads to {shown(address)}, which is not there"


def _check_text(soup: BeautifulSoup) -> Iterator[str]:
    texts = [soup.get_text(" ")]
    texts += [
        str(value)
        for tag in soup.find_all(True)
        for name, value in tag.attrs.items()
        if name not in (*LOADING, *LEADING)
    ]
    for pattern, what in MACHINE:
        if any(pattern.search(text) for text in texts):
            yield f"the page shows {what}"


def _quoted(tag: object) -> str:
    return shown(" ".join(tag.get_text(" ").split()) if isinstance(tag, Tag) else "")
