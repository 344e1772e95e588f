"""
The shared strings of an .xlsx workbook: how long they are, and which have raised or struck letters.

Source: ECMA-376 (Office Open XML), part 1, section 18.4.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from evidence_lib.loaders.kinds.xlsx_styles import is_struck, name_of

PART = "xl/sharedStrings.xml"


@dataclass
class Strings:
    """The length of each shared string, and the numbers of those with letters set apart."""

    lengths: list[int] = field(default_factory=list)
    apart: set[int] = field(default_factory=set)


def read_strings(archive: zipfile.ZipFile) -> Strings:
    """
    Read the shared strings; none where the workbook has no part for them.

    Raises:
        defusedxml.DefusedXmlException: The XML declares entities or a document type.
        xml.etree.ElementTree.ParseError: The XML is damaged.
    """
    found = Strings()
    if PART not in archive.namelist():
        return found
    with archive.open(PART) as stream:
        for _, element in iterparse(stream, events=("end",), forbid_dtd=True):
            if name_of(element) == "si":
                found.apart.update({len(found.lengths)} if has_letters_apart(element) else ())
                found.lengths.append(sum(len(text) for text in element.itertext()))
                element.clear()
    return found


def has_letters_apart(text: Element) -> bool:
    """Say whether some letters of a text are raised, lowered or struck out, and others not."""
    runs = [each for each in text if name_of(each) == "r"]
    return any(
        _is_apart(properties) for run in runs for properties in run if name_of(properties) == "rPr"
    )


def _is_apart(properties: Element) -> bool:
    raised = any(
        name_of(each) == "vertAlign" and each.get("val") != "baseline" for each in properties
    )
    return raised or is_struck(properties)
