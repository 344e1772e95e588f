"""What may stand in a drawing that a page carries: shapes and their looks, nothing that acts."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

DRAWING = "data:image/svg+xml;base64,"
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "g", "path", "defs", "rect", "use", "clipPath", "pattern", "style", "text"}
ADDRESSES = ("href", "src", "from", "to", "values", "begin")
LOADS = re.compile(r"url\s*\(\s*['\"]?(?!#)|@import|expression\s*\(", re.IGNORECASE)


def findings_of_drawing(address: str) -> Iterator[str]:
    """
    List what in an embedded drawing may act or load; nothing for a picture of points.

    Args:
        address: The image's ``src``.
    """
    if not address.startswith(DRAWING):
        return
    try:
        drawing = base64.b64decode(address[len(DRAWING) :], validate=True)
        root = fromstring(drawing, forbid_dtd=False)
    except (ParseError, DefusedXmlException, binascii.Error, ValueError):
        yield "a drawing cannot be read"
        return
    if b"<?xml-stylesheet" in drawing:
        yield "a drawing asks for a style from elsewhere"
    for element in root.iter():
        yield from _check_element(element)


def _check_element(element: Any) -> Iterator[str]:
    name = str(element.tag).removeprefix(SVG)
    if name not in SHAPES:
        yield f"the element <{name.rpartition('}')[2]}> is not allowed in a drawing"
    for attribute, value in element.attrib.items():
        own = attribute.rpartition("}")[2].lower()
        if own.startswith("on"):
            yield f"the attribute {own} of <{name}> in a drawing would run a script"
        leads_away = own in ADDRESSES and not value.startswith("#")
        if leads_away or (own != "id" and LOADS.search(value)):
            yield f"the attribute {own} of <{name}> in a drawing loads something"
    if name == "style" and LOADS.search(element.text or ""):
        yield "the style of a drawing loads something"
