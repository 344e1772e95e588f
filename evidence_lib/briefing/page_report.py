"""
The static rules of a page for any page, whatever made it, and why each rule is there.

No browser is asked: what a browser alone can tell, such as contrast, is not looked at.

Source: Web Content Accessibility Guidelines 2.2; docs/accessibility.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from evidence_lib.briefing.page_rules import findings_by_rule, ids_of
from evidence_lib.english import counted, still_json

SCHEMA_VERSION = 1
MEGABYTE = 1 << 20
LARGEST = 50
LISTED = 20
PAGE = re.compile(r"<html\b", re.IGNORECASE)

WHY: Mapping[str, str] = {
    "written": (
        "Every program should read the page as the same page: one declaration, no comments, every "
        "tag closed, no characters that steer"
    ),
    "frame": (
        "A reader has to know the language and the title, find the main part by keyboard, and "
        "know that the page loads nothing (WCAG 1.3.1, 2.4.1, 2.4.2, 3.1.1; a security policy)"
    ),
    "active": (
        "A page that is sent should run no program and load nothing, so that it can be trusted "
        "offline; what is not on the list of harmless parts is named"
    ),
    "headings": "Headings are how a screen reader finds its way: one first, none left out (1.3.1)",
    "images": "Who cannot see a picture needs its words; who can, its title (1.1.1)",
    "tables": "A table needs a caption, and headings that say what they head (1.3.1)",
    "references": "Names that parts of a page go by must be there, and once (1.3.1, 4.1.2)",
    "links": "A link must say where it leads, and lead there (2.4.4)",
    "text": "A reader should meet no path of a machine, warning or traceback",
}
"""Each rule and why it is there, in a sentence without its full stop."""


@dataclass(frozen=True)
class LookedAt:
    """
    One page and what was found on it.

    Row: a page. ``unread`` says why it could not be read and is empty where it was; ``findings``
    holds those rules that are broken, with a sentence a finding.
    """

    name: str
    findings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unread: str = ""

    @property
    def good(self) -> bool:
        """Whether it was read, and nothing was found."""
        return not self.unread and not self.findings

    @property
    def many(self) -> int:
        """How many findings it has."""
        return sum(map(len, self.findings.values()))


def look_at(path: Path) -> LookedAt:
    """Check one page; files beside it count as there. It never raises for a bad page."""
    html, unread = _read(path)
    if unread:
        return LookedAt(path.name, unread=unread)
    try:
        found = findings_by_rule(html, _neighbours(path, html))
    except RecursionError:
        return LookedAt(path.name, unread="is nested deeper than any page")
    return LookedAt(path.name, {rule: each for rule, each in found.items() if each})


def _read(path: Path) -> tuple[str, str]:
    """Give the text of a page, or why there is none."""
    try:
        if path.stat().st_size > LARGEST * MEGABYTE:
            return "", f"is larger than {LARGEST} MB, and no reader would wait for it"
        html = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return "", "is not text in UTF-8"
    except OSError as error:
        return "", f"cannot be read: {error.strerror}"
    return (html, "") if PAGE.search(html) else ("", "is no HTML page")


def _neighbours(path: Path, html: str) -> dict[str, frozenset[str] | None]:
    """Find the files that links of a page name: each with its ids, None where it has none."""
    links = BeautifulSoup(html, "html.parser").select("a[href]")
    named = {str(link["href"]).partition("#")[0] for link in links}
    return {name: _ids(path.parent / unquote(urlsplit(name).path))
            for name in named if _is_there(path.parent, name)}  # fmt: skip


def _is_there(folder: Path, name: str) -> bool:
    try:
        parts = urlsplit(name)
        inside = bool(parts.path) and not parts.scheme and not parts.netloc
        return inside and (folder / unquote(parts.path)).exists()
    except (OSError, ValueError):
        return False


def _ids(path: Path) -> frozenset[str] | None:
    if path.suffix.lower() not in (".html", ".htm"):
        return None
    html, unread = _read(path)
    return None if unread else ids_of(html)


def pages_report(pages: Sequence[LookedAt]) -> list[str]:
    """Write for a screen what was found on each page, rule by rule; of many alike, the first."""
    return [line for page in pages for line in _lines(page)]


def _lines(page: LookedAt) -> Iterator[str]:
    if page.unread:
        yield f"{page.name}: {page.unread}"
        return
    yield f"{page.name}: {counted(page.many, 'finding')}" if page.many else f"{page.name}: good"
    for rule, found in page.findings.items():
        yield f"  {rule}: {WHY[rule]}."
        yield from (f"    {each}" for each in found[:LISTED])
        if len(found) > LISTED:
            yield f"    and {len(found) - LISTED:,} more"


def pages_json(pages: Sequence[LookedAt]) -> str:
    """
    Write everything that was found as one JSON document, nothing left out.

    Returns:
        ``schema_version`` and ``pages``, each with ``name``, ``unread`` and ``findings`` (one row
        is a finding: ``rule``, ``message``).
    """
    document = {"schema_version": SCHEMA_VERSION, "pages": [_as_data(page) for page in pages]}
    return still_json(json.dumps(document, ensure_ascii=False, indent=2))


def _as_data(page: LookedAt) -> dict[str, object]:
    rows = [
        {"rule": rule, "message": each} for rule, found in page.findings.items() for each in found
    ]
    return {"name": page.name, "unread": page.unread, "findings": rows}
