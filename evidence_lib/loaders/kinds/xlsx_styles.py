"""
How an .xlsx workbook shows its cells: percentages, months, what is printed round a number, strikes.

Source: ECMA-376 (Office Open XML), part 1, sections 18.8 (styles) and 18.8.31 (number formats).
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from evidence_lib.loaders.kinds.facts import Shown

PRINTED = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)')
BRACKETS = re.compile(r"\[(?P<inside>[^\]]*)\]")
CONDITION = re.compile(r"[<>=]")
MONTH_ALONE = re.compile(r"(m+['\-/., ]*y+|y+['\-/., ]*m+)(;@)?")
"""A format that shows a month and a year, such as the ``mmm-yy`` that May 2018 is given."""

DIGITS = re.compile(r"(?P<before>[^0#?]*)(?P<digits>[0#?][0#?,]*)(?P<rest>.*)", re.DOTALL)
TELLING = re.compile(r"[^\W_]|[*<>]")
"""A letter, a figure or a mark: printed beside a number, it makes another word of it."""


@dataclass
class Styles:
    """
    The numbers of cell styles by what they do.

    ``percent`` shows a number times a hundred, ``month`` a day as its month; ``otherwise`` shows
    something that cannot be told from the number; ``shown`` prints something round it.
    """

    percent: set[str] = field(default_factory=set)
    month: set[str] = field(default_factory=set)
    otherwise: set[str] = field(default_factory=set)
    struck: set[str] = field(default_factory=set)
    shown: dict[str, Shown] = field(default_factory=dict)

    @property
    def numbers(self) -> set[str]:
        """The styles that matter for a number."""
        return {*self.percent, *self.month, *self.otherwise, *self.shown}


def read_styles(archive: zipfile.ZipFile) -> Styles:
    """
    Read the cell styles of a workbook; none where it has no part for them.

    Raises:
        defusedxml.DefusedXmlException: The XML declares entities or a document type.
        xml.etree.ElementTree.ParseError: The XML is damaged.
    """
    found = Styles()
    if "xl/styles.xml" not in archive.namelist():
        return found
    root = fromstring(archive.read("xl/styles.xml"), forbid_dtd=True)
    formats = {"9": "0%", "10": "0.00%", "17": "mmm-yy"}
    formats |= {
        each.get("numFmtId", ""): each.get("formatCode", "")
        for each in root.iter()
        if name_of(each) == "numFmt"
    }
    fonts = [font for part in root if name_of(part) == "fonts" for font in part]
    struck = {str(at) for at, font in enumerate(fonts) if is_struck(font)}
    cells = [cell for part in root if name_of(part) == "cellXfs" for cell in part]
    for at, cell in enumerate(cells):
        _sort(found, str(at), formats.get(cell.get("numFmtId", ""), ""))
        found.struck.update({str(at)} if cell.get("fontId") in struck else ())
    return found


def name_of(element: Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def is_struck(properties: Element) -> bool:
    """Say whether the properties of some letters strike them out."""
    return any(
        name_of(each) in ("strike", "dstrike") and each.get("val", "1") not in ("0", "false")
        for each in properties
    )


def _sort(found: Styles, style: str, code: str) -> None:
    brackets = [each["inside"] for each in BRACKETS.finditer(code)]
    printed = ["".join(each) for each in PRINTED.findall(code)]
    bare = BRACKETS.sub("", PRINTED.sub("", code)).lower()
    sections = bare.split(";")
    telling = any(TELLING.search(each) for each in printed)
    if MONTH_ALONE.fullmatch(bare):
        found.month.add(style)
    elif any(CONDITION.match(each) for each in brackets) or _hides(bare):
        found.otherwise.add(style)
    elif all("%" in each for each in sections if each.strip("@ ")) and "%" in bare:
        found.percent.add(style)
    elif "%" in bare or (telling and len(sections) > 1):
        found.otherwise.add(style)
    elif telling or re.fullmatch(r"0{2,}", bare.strip()):
        _printed_round(found, style, code)


def _hides(bare: str) -> bool:
    """Say whether a number is shown as nothing at all."""
    return bool(bare) and not bare.split(";", maxsplit=1)[0].strip()


def _printed_round(found: Styles, style: str, code: str) -> None:
    """Note what is printed before and behind a number's digits, where that is plain to see."""
    signs: list[str] = []
    plain = PRINTED.sub(lambda each: _kept(signs, "".join(each.groups(""))), BRACKETS.sub("", code))
    parts = DIGITS.fullmatch(plain)
    if not parts or re.search(r"[0#?]", parts["rest"].lstrip(".0#?")) or "." in parts["rest"]:
        found.otherwise.add(style)
        return
    width = len(parts["digits"]) if re.fullmatch("0{2,}", parts["digits"]) else 0
    before, after = (_restored(parts[name], signs) for name in ("before", "rest"))
    found.shown[style] = Shown(before, width, after)


def _kept(signs: list[str], text: str) -> str:
    """Put a sign of the private area in the place of printed text, so that 0 in it is no digit."""
    signs.append(text)
    return chr(0xE000 + len(signs) - 1)


def _restored(text: str, signs: list[str]) -> str:
    return "".join(
        signs[ord(each) - 0xE000] if "\ue000" <= each < "\uf000" else each for each in text
    )
